//! Every cap on sizes, depths and counts that a message or a service controls.

/// The limits that a context puts on what it reads. All of them can be changed; the
/// defaults are far above what the platform's messages need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How deep ASN.1 values may be nested within one layer of a message.
    pub asn1_depth: usize,
    /// Octets of one element that must be held whole: a certificate, a SignerInfo, a
    /// RecipientInfo, an algorithm identifier; and of an attestation object.
    pub element_size: usize,
    /// Certificates and CRLs in one SignedData.
    pub certificates: usize,
    /// Certificates on one certification path, the anchor included.
    pub path_length: usize,
    /// Signatures that the search for one certification path may verify.
    pub path_signatures: usize,
    /// SignerInfos in one SignedData, and digest algorithms.
    pub signers: usize,
    /// Recipients in one EnvelopedData.
    pub recipients: usize,
    /// Octets of a sealed message or of the clear text in it.
    pub message_size: u64,
    /// Octets of clear text that the stream style keeps in memory before it goes to an
    /// encrypted temporary file.
    pub spool_memory: usize,
    /// Octets of output of the stream style that may wait to be read.
    pub pending_output: usize,
    /// Octets of a PKCS#12 key store.
    pub store_size: usize,
    /// Keys and certificates in a key store.
    pub store_entries: usize,
    /// Iterations of password-based key derivation that a key store may ask for.
    pub password_iterations: u32,
    /// Octets of an encryption token.
    pub token_size: usize,
    /// Octets of the body of a service's answer.
    pub reply_size: usize,
    /// Octets of a JSON web key or a set of them, and of a signed or encrypted web token.
    pub jose_size: usize,
    /// Nodes in an XML document.
    pub xml_nodes: u32,
    /// Requests to OCSP responders and for revocation lists that the question whether one
    /// certificate was revoked may take.
    pub revocation_requests: usize,
    /// Matches that a look-up may resolve.
    pub matches: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            asn1_depth: 32,
            element_size: 128 << 10,
            certificates: 64,
            path_length: 10,
            path_signatures: 64,
            signers: 16,
            recipients: 4096,
            message_size: 1 << 40,
            spool_memory: 4 << 20,
            pending_output: 1 << 20,
            store_size: 4 << 20,
            store_entries: 512,
            password_iterations: 5_000_000,
            token_size: 1 << 20,
            reply_size: 8 << 20,
            jose_size: 1 << 20,
            xml_nodes: 100_000,
            revocation_requests: 16,
            matches: 100,
        }
    }
}
