//! What the setters of a context have said so far.

use super::transport::Choice;
use crate::context::{Context, SigningPolicy};
use crate::error::{Error, Result, Status};

/// What the setters have said so far.
#[derive(Clone, Default)]
pub(super) struct Settings {
    pub(super) context: Context,
    /// Whether signing policies were named, which then replace the default ones.
    names_policies: bool,
    /// The hosts that may be asked about revocation; none of them named is every public one.
    revocation_hosts: Option<Vec<String>>,
    pub(super) transport: Choice,
}

impl Settings {
    pub(super) fn update(&mut self, change: impl FnOnce(Context) -> Context) {
        self.context = change(core::mem::take(&mut self.context));
    }

    pub(super) fn add_signing_policy(&mut self, policy: SigningPolicy) {
        let mut rules = self.context.validation().clone();
        if !core::mem::replace(&mut self.names_policies, true) {
            rules.signing_policies.clear();
        }
        if !rules.signing_policies.contains(&policy) {
            rules.signing_policies.push(policy);
        }
        self.update(|context| context.with_validation(rules));
    }

    pub(super) fn allow_revocation_host(&mut self, host: &str) -> Result<()> {
        match &mut self.revocation_hosts {
            Some(hosts) if hosts.is_empty() != host.is_empty() => {
                return Err(Error::new(
                    Status::InvalidArgument,
                    "revocation hosts are either named or all of them allowed",
                ));
            }
            Some(hosts) if !host.is_empty() => hosts.push(host.to_owned()),
            Some(_) => {}
            None if host.is_empty() => self.revocation_hosts = Some(Vec::new()),
            None => self.revocation_hosts = Some(vec![host.to_owned()]),
        }
        self.connect()
    }

    /// Makes the transport to revocation services, under the limits as they are now.
    pub(super) fn connect(&mut self) -> Result<()> {
        if let Some(hosts) = self.revocation_hosts.clone() {
            let transport = self
                .transport
                .to_revocation_services(self.context.limits())?;
            self.update(|context| context.with_revocation_transport(transport, hosts));
        }
        Ok(())
    }

    pub(super) fn set_transport(&mut self, transport: Choice) -> Result<()> {
        self.transport = transport;
        self.connect()
    }
}
