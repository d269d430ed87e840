//! Exclusive XML canonicalisation (https://www.w3.org/TR/xml-exc-c14n/).
