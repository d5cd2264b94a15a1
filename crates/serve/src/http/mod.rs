//! What every answer has, whatever it is about: one shape of error, limits, headers, counts.

pub mod headers;
pub mod host;
pub mod metrics;
pub mod problem;
pub mod problem_page;
pub mod rate;
pub mod session;
pub mod timeout;
pub mod token;
pub mod version_tag;

pub use problem::Problem;
