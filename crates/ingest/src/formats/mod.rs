//! One file for each format of inputs.

pub(crate) mod conllu;
pub(crate) mod csv;
pub(crate) mod html;
pub mod jsonl;
pub(crate) mod text;
