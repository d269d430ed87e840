//! The digests of a layer's content, taken while it passes.

use crate::cms::SignedData;
use crate::context::Judgement;
use crate::crypto::{Digest, DigestAlgorithm};

/// The digests of a layer's content. Strict: by every algorithm that the layer announces before
/// its content. Parity: by every known one, as the official library, which has the whole
/// message, looks at the announcement no more than at what else is not signed.
pub(crate) struct Digests {
    judgement: Judgement,
    running: Option<Vec<Digest>>,
}

impl Digests {
    pub(crate) fn new(judgement: Judgement) -> Self {
        Self {
            judgement,
            running: None,
        }
    }

    /// Takes content of the layer whose beginning is `layer`.
    pub(crate) fn update(&mut self, layer: &SignedData, content: &[u8]) {
        let judgement = self.judgement;
        for digest in self.running.get_or_insert_with(|| start(judgement, layer)) {
            digest.update(content);
        }
    }

    /// Spends on octets that are no content the time that content takes.
    pub(crate) fn update_noise(&mut self, noise: &[u8]) {
        let sha256 = || vec![Digest::new(DigestAlgorithm::Sha256)];
        for digest in self.running.get_or_insert_with(sha256) {
            digest.update(noise);
        }
    }

    /// The digest by this algorithm, if it was taken.
    pub(super) fn finish(
        &mut self,
        layer: &SignedData,
        algorithm: DigestAlgorithm,
    ) -> Option<Vec<u8>> {
        let running = self.running.take();
        running
            .unwrap_or_else(|| start(self.judgement, layer))
            .into_iter()
            .find(|digest| digest.algorithm() == algorithm)
            .map(Digest::finish)
    }
}

fn start(judgement: Judgement, layer: &SignedData) -> Vec<Digest> {
    let mut algorithms: Vec<DigestAlgorithm> = match judgement {
        Judgement::Parity => DigestAlgorithm::ALL.to_vec(),
        Judgement::Strict => layer
            .digest_algorithms
            .iter()
            .filter(|identifier| identifier.parameters.is_none())
            .filter_map(|identifier| DigestAlgorithm::from_oid(&identifier.oid))
            .collect(),
    };
    algorithms.sort_unstable();
    algorithms.dedup();
    algorithms.into_iter().map(Digest::new).collect()
}
