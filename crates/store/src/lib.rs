//! The record in one file.
