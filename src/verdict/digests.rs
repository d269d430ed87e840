//! The digests of a layer's content, taken while it passes.

use crate::cms::SignedData;
use crate::context::Judgement;
use crate::crypto::{Digest, DigestAlgorithm, Lane, digest_two};

/// By which algorithms digests are taken.
#[derive(Clone, Copy)]
pub(crate) enum Taken {
    /// Those that the layer announces before its content: strict looks at no other.
    Announced,
    /// Every known one. The official library, which has the whole message, looks at the
    /// announcement no more than at what else is not signed, so parity needs them all, unless it
    /// can read the message again.
    Every,
}

impl Taken {
    /// Those that are enough, however a message comes.
    pub(crate) fn by(judgement: Judgement) -> Self {
        match judgement {
            Judgement::Strict => Self::Announced,
            Judgement::Parity => Self::Every,
        }
    }
}

/// The digests of a layer's content.
pub(crate) struct Digests {
    taken: Taken,
    running: Option<Vec<Digest>>,
}

impl Digests {
    pub(crate) fn new(taken: Taken) -> Self {
        Self {
            taken,
            running: None,
        }
    }

    /// Whether the signer of a layer that was read whole has used a known algorithm which was
    /// not taken, because the layer does not announce it.
    pub(crate) fn lack_that_of(&self, layer: &SignedData) -> bool {
        let signer = layer.signer_info().ok();
        let used =
            signer.and_then(|signer| DigestAlgorithm::from_oid(&signer.digest_algorithm.oid));
        let lack = |taken: &[Digest]| {
            used.is_some_and(|used| taken.iter().all(|taken| taken.algorithm() != used))
        };
        match &self.running {
            Some(running) => lack(running),
            None => lack(&start(self.taken, layer)),
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
        let taken = self.taken;
        let running = self.running.get_or_insert_with(|| start(taken, layer));
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
            .unwrap_or_else(|| start(self.taken, layer))
            .into_iter()
            .find(|digest| digest.algorithm() == algorithm)
            .map(Digest::finish)
    }
}

fn is_sha256(digest: &Digest) -> bool {
    digest.algorithm() == DigestAlgorithm::Sha256
}

fn start(taken: Taken, layer: &SignedData) -> Vec<Digest> {
    let mut algorithms: Vec<DigestAlgorithm> = match taken {
        Taken::Every => DigestAlgorithm::ALL.to_vec(),
        Taken::Announced => layer
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
