//! Dense arithmetic in 32-bit floats: matrix products with packed weights, and what follows a product.
//!
//! Everything here exists twice: for AVX2 with FMA, chosen at run time where the machine has them, and in plain code.
//! A row's result does not depend on its neighbours nor on how many rows there are, so a document's annotations do not
//! depend on the batch it came in. Sums may round differently on the two paths.

mod norm;
mod product;

pub(crate) use norm::{Norm, add_rows, combine_pair, hidden_layer, pair_inputs};
pub(crate) use product::Packed;

/// Whether the AVX2 path runs on this machine.
#[inline]
pub(crate) fn has_avx2() -> bool {
    #[cfg(target_arch = "x86_64")]
    {
        is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        false
    }
}
