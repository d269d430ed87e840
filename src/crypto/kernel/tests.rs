//! The kernels against the plain way.
