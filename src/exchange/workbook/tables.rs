//! Tables of an outcome as CSV.
