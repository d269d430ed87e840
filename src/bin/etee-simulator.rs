//! The simulator of the platform as a program, for who integrates with it.

use etee::{Holder, Result, Simulator};
use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

const HELP: &str = "\
Simulates the services of the eHealth platform for end-to-end encryption: the ETK
depot, the KGSS and the secure token service, with people who are made up.

Usage: etee-simulator [--listen ADDRESS:PORT] [--state FOLDER] [--keystores FOLDER]

  --listen ADDRESS:PORT  where to listen; 127.0.0.1:8443 if not given, and port 0
                         for any free one. It is HTTP without TLS, and everybody who
                         reaches it is let in.
  --state FOLDER         keeps keys, certificates, tokens and the keys of the KGSS
                         there, so that the next start goes on with them; without it
                         everything is made anew. The folder is made if need be.
  --keystores FOLDER     where to write the test key stores (PKCS#12) and
                         certificates; without it in the state folder, or in a new
                         temporary one. Files of an earlier start are replaced.
  --help                 prints this.

It prints its URLs and where the key stores lie once it listens, and runs until it
is killed, by Ctrl-C for example. Nothing is lost by that.
";

/// What the command line asks for.
struct Options {
    listen: SocketAddr,
    state: Option<PathBuf>,
    keystores: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help") {
        return exit_code(io::stdout().write_all(HELP.as_bytes()).map_err(Into::into));
    }
    match Options::parse(arguments) {
        Ok(options) => exit_code(run(&options)),
        Err(message) => {
            let _ = write!(io::stderr(), "{message}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn exit_code(outcome: Result<(), Box<dyn Error>>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

impl Options {
    fn parse(arguments: Vec<OsString>) -> Result<Self, String> {
        let mut options = Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8443)),
            state: None,
            keystores: None,
        };
        let mut arguments = arguments.into_iter();
        while let Some(name) = arguments.next() {
            let mut value = || {
                let missing = || format!("{} needs a value", name.display());
                arguments.next().ok_or_else(missing)
            };
            match name.to_str() {
                Some("--listen") => {
                    let address = value()?;
                    let parsed = address.to_str().and_then(|address| address.parse().ok());
                    options.listen = parsed
                        .ok_or_else(|| format!("{} is no ADDRESS:PORT", address.display()))?;
                }
                Some("--state") => options.state = Some(value()?.into()),
                Some("--keystores") => options.keystores = Some(value()?.into()),
                _ => return Err(format!("{} is not known", name.display())),
            }
        }
        Ok(options)
    }

    /// Where the key stores go.
    fn keystores(&self) -> io::Result<PathBuf> {
        match (&self.keystores, &self.state) {
            (Some(folder), _) => Ok(folder.clone()),
            (None, Some(state)) => Ok(state.join("keystores")),
            (None, None) => Ok(tempfile::Builder::new()
                .prefix("etee-simulator-")
                .tempdir()?
                .keep()),
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let simulator = Simulator::start_at(options.listen, options.state.as_deref())?;
    let folder = options.keystores()?;
    write_stores(&simulator, &folder)?;
    announce(&simulator, &folder)?;
    loop {
        thread::park();
    }
}

/// One line for each fact, the name before a colon, for programs that start this one. The password
/// comes last, and all of it at once: who has read that may stop reading.
fn announce(simulator: &Simulator, folder: &Path) -> io::Result<()> {
    let mut lines = String::new();
    let mut say = |name: &str, value: &str| lines.push_str(&format!("{name}: {value}\n"));
    say("ETK depot, SOAP", &simulator.soap_url());
    say("ETK depot, REST", &simulator.rest_url());
    say("KeyDepot, REST", &simulator.rest_url());
    say("KGSS, REST", &simulator.rest_url());
    say("KGSS, SOAP", &simulator.kgss_url());
    say("I.AM Connect, M2M", &simulator.realm_url());
    say("I.AM Connect, healthcare", &simulator.user_realm_url());
    say("STS, WS-Trust", &simulator.ws_trust_url());
    say("STS, SAML 1.1", &simulator.saml_url());
    for holder in simulator.holders() {
        say(
            "Holder",
            &format!("{} ({})", file_name(holder), holder.name()),
        );
    }
    say("Key stores", &folder.display().to_string());
    say("Password", simulator.password());
    let mut out = io::stdout().lock();
    out.write_all(lines.as_bytes())?;
    out.flush()
}

/// The key stores of all holders and cards, the root certificate, and that of the token service.
fn write_stores(simulator: &Simulator, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for holder in simulator.holders() {
        let (kind, identifier) = (holder.identifier_type(), holder.identifier());
        if let Some(store) = simulator.store(kind, identifier, holder.application()) {
            write_for_owner(&folder.join(file_name(holder)), &store)?;
        }
        if let Some(card) = simulator.card(identifier) {
            write_for_owner(&folder.join(format!("card-{identifier}.p12")), &card)?;
        }
    }
    for (name, certificate) in simulator
        .trust_anchors()
        .iter()
        .map(|anchor| ("root.cer", anchor))
        .chain([("token-service.cer", simulator.token_service_certificate())])
    {
        write_for_owner(&folder.join(name), certificate.as_der())?;
    }
    Ok(())
}

fn file_name(holder: &Holder) -> String {
    let (kind, identifier) = (holder.identifier_type(), holder.identifier());
    match holder.application() {
        "" => format!("{kind}-{identifier}.p12"),
        application => format!("{kind}-{identifier}-{application}.p12"),
    }
}

/// Writes a new file in the place of an old one, whoever might have read that.
fn write_for_owner(path: &Path, octets: &[u8]) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)?.write_all(octets)
}
