//! Models come from wheels and directories, vectors of words from .tgz files; damaged ones are refused with the file and the
//! remedy named.
#![allow(missing_docs, clippy::unwrap_used)]

mod damaged;
mod fake_wheel;
mod install;
mod real_wheel;
mod tgz;
mod vectors;
