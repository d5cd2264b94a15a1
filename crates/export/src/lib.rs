//! The record in the layouts that other scripts read.
