//! A question about a situation, answered from the record.
