//! Near duplicates: texts that repeat one another.
