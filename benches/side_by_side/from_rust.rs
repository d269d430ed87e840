//! The library through the crate.

use crate::request::{BATCH, Operation, Request, Style};
use crate::serve::InProcess;
use etee::{Batch, Certificate, Context, Identity, Limits, Sealer, Token, Unsealer, Validation};
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

pub(crate) struct FromRust {
    context: Arc<Context>,
    unsealer: Unsealer,
    sealer: Option<Sealer>,
}

fn read(name: &str) -> Vec<u8> {
    fs::read(Path::new("keys").join(name)).unwrap()
}

impl FromRust {
    /// The current directory holds `keys/`. Batches are sealed on so many threads.
    pub(crate) fn new(threads: NonZeroUsize) -> Self {
        let validation = Validation {
            // Messages are made some time before they are unsealed.
            signing_time_expiration: 24 * 60 * 60,
            ..Validation::default()
        };
        let context = Context::new()
            .with_validation(validation)
            .with_parallelism(threads)
            .with_trust_anchor(Certificate::from_der(&read("root.cer")).unwrap());
        let context = Arc::new(context);
        let identity =
            Identity::from_pkcs12(&read("recipient-1.p12"), "test", &Limits::default()).unwrap();
        let mut unsealer = Unsealer::new(context.clone());
        unsealer.add_identity(Arc::new(identity));
        Self {
            context,
            unsealer,
            sealer: None,
        }
    }

    fn seal_batch(&self, sealer: &Sealer, content: &[u8]) -> Result<Vec<u8>, String> {
        let mut batch = Batch::new(&self.context);
        for _ in 0..BATCH {
            batch.add(sealer, content);
        }
        let messages: Result<Vec<_>, _> = batch.seal().into_iter().collect();
        let mut messages = messages.map_err(|error| error.to_string())?;
        Ok(messages.pop().unwrap_or_default())
    }
}

impl InProcess for FromRust {
    fn prepare(&mut self, request: &Request) -> Result<(), String> {
        let certificates = read(&format!("{}.chain", request.signer));
        let root = read("root.cer");
        let chain = [&certificates[..certificates.len() - root.len()], &root];
        let chain = chain.map(|der| Certificate::from_der(der).unwrap());
        let key = read(&format!("{}.key.der", request.signer));
        let identity = Identity::from_pkcs8(&key, chain.to_vec()).unwrap();
        let mut sealer = Sealer::new(self.context.clone(), Arc::new(identity)).unwrap();
        for number in 1..=request.recipients {
            let token = read(&format!("recipient-{number}.etk"));
            let token = Token::from_bytes(&token, &Limits::default()).unwrap();
            sealer.add_recipient(&token).unwrap();
        }
        self.sealer = Some(sealer);
        Ok(())
    }

    fn run(&mut self, request: &Request, input: &[u8]) -> Result<Vec<u8>, String> {
        match (request.operation, &self.sealer) {
            (Operation::Seal, Some(sealer)) if request.style == Style::Batch => {
                self.seal_batch(sealer, input)
            }
            (Operation::Seal, Some(sealer)) => {
                sealer.seal(input).map_err(|error| error.to_string())
            }
            _ => {
                let unsealed = self.unsealer.unseal(input);
                let unsealed = unsealed.map_err(|refusal| refusal.to_string())?;
                Ok(unsealed.content.into_vec())
            }
        }
    }
}
