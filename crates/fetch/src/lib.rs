//! Feeds and pages, fetched politely and safely.
