//! The digests of a layer's content, taken while it passes.

use crate::cms::SignedData;
use crate::context::Judgement;
use crate::crypto::{Digest, DigestAlgorithm, Lane, digest_two};

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
        self.update_others(layer, content);
        digest_two(self.lane(content), Lane::default());
    }

    /// Takes content of the layer whose beginning is `layer` into all digests but SHA-256, which
    /// takes the same content in its [`Self::lane`].
    pub(crate) fn update_others(&mut self, layer: &SignedData, content: &[u8]) {
        let judgement = self.judgement;
        let running = self.running.get_or_insert_with(|| start(judgement, layer));
        let others = running.iter_mut().filter(|digest| !is_sha256(digest));
        others.for_each(|digest| digest.update(content));
    }

    /// The lane in which content goes into SHA-256, empty where no such digest is taken.
    pub(crate) fn lane<'a>(&'a mut self, content: &'a [u8]) -> Lane<'a> {
        let running = self.running.as_mut();
        match running.and_then(|running| running.iter_mut().find(|digest| is_sha256(digest))) {
            Some(digest) => Lane::new(digest, content),
            None => Lane::default(),
        }
    }

    /// Prepares for octets that are no content, on which as much time is to be spent.
    pub(crate) fn expect_noise(&mut self) {
        self.running
            .get_or_insert_with(|| vec![Digest::new(DigestAlgorithm::Sha256)]);
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

fn is_sha256(digest: &Digest) -> bool {
    digest.algorithm() == DigestAlgorithm::Sha256
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
