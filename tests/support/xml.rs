//! Varied XML documents, and the program `xmlsec1` that signs and verifies them as we do.

use base64ct::{Base64, Encoding};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where a signature that is made from a template stands. Its parent has the identifier that
/// [`signed_identifier`] finds, and is called `root` or `inner`, without a namespace or in
/// `urn:a`.
pub const PLACE: &str = "<?signature?>";

/// What each document has once, in text or in an attribute that is signed.
pub const PAYLOAD: &str = "payload";

/// Documents whose root has the attribute ID.
pub const DOCUMENTS: &[&str] = &[
    // Namespaces: none, default, prefixed, unused, redeclared, undeclared. Never with an
    // ampersand in their names: `xmlsec1` does not escape those.
    "<root ID='r'>payload<?signature?></root>",
    "<root xmlns='urn:a' ID='r'>payload<?signature?></root>",
    "<a:root xmlns:a='urn:a' ID='r'>payload<?signature?></a:root>",
    "<a:root xmlns:a='urn:a' xmlns='urn:b' xmlns:unused='urn:c' ID='r'>payload<?signature?></a:root>",
    "<root xmlns:z='urn:z' xmlns:y='urn:y' ID='r'><y:b><z:c z:d='payload' y:d='2'/></y:b><?signature?></root>",
    "<p:root xmlns:p='urn:a' ID='r'><p:b xmlns:p='urn:b'><p:c xmlns:p='urn:a'>payload</p:c></p:b><?signature?></p:root>",
    "<root xmlns='urn:a' ID='r'><b xmlns=''><c xmlns='urn:a'><d xmlns=''>payload</d></c></b><?signature?></root>",
    "<root ID='r'><b xmlns='urn:b'><c xmlns=''>payload</c><d/></b><?signature?></root>",
    "<a:root xmlns:a='urn:a' ID='r'><b xmlns='urn:b'><a:c>payload<b/></a:c></b><?signature?></a:root>",
    "<a:root xmlns:a='urn:a' xmlns:b='urn:a' ID='r'><b:c a:x='1' y='payload'/><?signature?></a:root>",
    "<root ID='r' xmlns:a='urn:1'><x><a:b/></x><a:c/><a:d xmlns:a='urn:2'/><a:e>payload</a:e><?signature?></root>",
    "<root ID='r' xmlns:a='urn:1'><x a:q='payload'><y a:q='2' xmlns:a='urn:1'/></x><?signature?></root>",
    "<root ID='r' xmlns='urn:a'><b xmlns='urn:a'><c xmlns='urn:b'/>payload</b><?signature?></root>",
    "<root ID='r' xmlns=''><b xmlns=''>payload</b><?signature?></root>",
    "<root ID='r' xmlns:é='urn:e'><é:ü é:ö='payload'/><?signature?></root>",
    "<root ID='r' xmlns:a='urn:a?b=&#50;&#x2F;'><a:b>payload</a:b><?signature?></root>",
    "<root ID='r' xmlns:xml='http://www.w3.org/XML/1998/namespace'><b xml:lang='nl'>payload</b><?signature?></root>",
    // Attributes: order, namespaces, quotes, references, white space.
    "<root z='1' y='2' ID='r' b='3' a='payload'><?signature?></root>",
    "<root xmlns:z='urn:1' xmlns:a='urn:2' a:x='1' z:x='2' x='3' a:b='payload' z:y='5' ID='r'><?signature?></root>",
    "<root xmlns:b='urn:same' xmlns:a='urn:same' b:z='1' a:y='payload' ID='r'><?signature?></root>",
    "<root ID='r' Z='1' a='2' B='3' _='4' é='payload' aa='6' a-b='7' a.b='8'><?signature?></root>",
    "<root ID=\"r\" a='\"payload\"' b=\"'\"><?signature?></root>",
    "<root ID='r' a='&#9;&#10;&#13;&#32;payload&#xD;&#xA;'><?signature?></root>",
    "<root ID='r' a='one\ttwo\nthree\r\nfour  payload '><?signature?></root>",
    "<root ID='r' a='&lt;&amp;&gt;&apos;&quot;payload&#233;&#x1F600;'><?signature?></root>",
    "<root\n\tID  =\r\n 'r'   a\t=\t\"payload\"\n><?signature?></root\n>",
    "<root ID='r' a='' b='payload' c=' '><?signature?></root>",
    "<root ID='r' xml:space='preserve' xml:lang='fr' xml:base='http://localhost/'> payload <?signature?></root>",
    // Text: white space, line ends, references, CDATA, characters of all sizes.
    "<root ID='r'>\n  <b>\n\t<c>payload</c>\n  </b>\n  <?signature?>\n</root>",
    "<root ID='r'>\r\n  <b>payload\r\n\r\n</b>\r<c>\r\r</c><?signature?></root>",
    "<root ID='r'>&#13;&#10;payload&#x9;&#13;<?signature?></root>",
    "<root ID='r'>a &lt; b &amp;&amp; c &gt; d ]]&gt; \"payload\" '&apos;&quot;<?signature?></root>",
    "<root ID='r'><![CDATA[<b>&amp;payload</b>]]><?signature?></root>",
    "<root ID='r'>one<![CDATA[]]>two<![CDATA[payload]]>&#51;<![CDATA[ ]] > \r\n]]><?signature?></root>",
    "<root ID='r'>é payload € 😀 \u{feff}\u{a0}\u{85}\u{2028}<?signature?></root>",
    "<root ID='r'>&#233;&#x20AC;&#128512;&#xA0;&#x85;&#x2028;payload<?signature?></root>",
    "<root ID='r'>e\u{301}\u{e9}payload<?signature?></root>",
    "<root ID='r'>&amp;amp;&amp;lt;payload&amp;#13;<?signature?></root>",
    // Comments and processing instructions, within and around.
    "<root ID='r'><!-- a --><b>pay<!-- in the middle -->load payload</b><!----><?signature?></root>",
    "<root ID='r'><?go?><?go   fast  ?><?go a='1' ?>payload<?xml-go ?><?signature?></root>",
    "<root ID='r'><?a one\r\ntwo\rthree?><!-- one\r\ntwo\rthree -->payload<?signature?></root>",
    "<?xml version='1.0'?><!-- before --><?before it?><root ID='r'>payload<?signature?></root><!-- after --><?after it?>\n",
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\n<root ID='r'>payload<?signature?></root>\n\n",
    "\u{feff}<root ID='r'>payload<?signature?></root>",
    // Empty elements and depth.
    "<root ID='r'><b/><b></b><b /><c a='payload'/><c a='2'></c\n><?signature?></root>",
    "<root ID='r'><a><b><c><d><e><f><g><h><i><j>payload</j></i></h></g></f></e></d></c></b></a><?signature?></root>",
    "<root ID='r'><a/><a><a/></a><a><a/><a/>payload</a><?signature?></root>",
    // The signature first and in between.
    "<root ID='r'><?signature?>payload</root>",
    "<root ID='r'>\n<b>payload</b>\n<?signature?>\n<c/>\n</root>",
    // An apex within, which uses what is declared outside of it.
    "<a:root xmlns:a='urn:a' xmlns:b='urn:b' ID='r'><a:inner ID='i'><b:c>payload</b:c><?signature?></a:inner></a:root>",
    "<root xmlns='urn:a' xmlns:b='urn:b' ID='r'><b:x/><inner ID='i' b:y='payload'><?signature?></inner><z/></root>",
    "<root xmlns:b='urn:b' ID='r'><x xmlns='urn:c' xmlns:b='urn:d'><inner xmlns='' ID='i'><b:c>payload</b:c><?signature?></inner></x></root>",
    "<root ID='r' xml:lang='nl' xml:space='preserve'><x xml:lang='fr'><inner ID='i'> payload <?signature?></inner></x></root>",
    "<root xmlns='urn:x' ID='r'><a:inner xmlns:a='urn:a' ID='i'><b>payload</b><?signature?></a:inner></root>",
    "<e:Envelope xmlns:e='urn:e' ID='r'><e:Body xmlns:u='urn:u'><inner xmlns='urn:a' u:Id='u' ID='i'>\n<u:c d='payload'/>\n<?signature?></inner></e:Body></e:Envelope>",
    "<a:root xmlns:a='urn:z' ID='r'><!-- out --><inner xmlns='urn:a' ID='i'><!-- in -->payload<a:b xmlns:a='urn:y'/><?signature?></inner></a:root>",
];

/// The identifier of the element that a template in this document signs.
pub fn signed_identifier(document: &str) -> &'static str {
    match document.contains("ID='i'") {
        true => "i",
        false => "r",
    }
}

/// A key of the vectors, with its certificate.
pub struct Key {
    /// `rsa` or `ecdsa`.
    pub kind: &'static str,
    pub pkcs8: Vec<u8>,
    pub certificate: Vec<u8>,
}

impl Key {
    pub fn all() -> Vec<Self> {
        let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
        let key = |kind, name: &str| Self {
            kind,
            pkcs8: fs::read(vectors.join(format!("{name}.key.der"))).unwrap(),
            certificate: fs::read(vectors.join(format!("{name}.cer"))).unwrap(),
        };
        vec![
            key("rsa", "synthetic/pki/eid-auth"),
            key("ecdsa", "agreement/p256"),
            key("ecdsa", "agreement/p384"),
        ]
    }
}

/// The program, with one key in a folder of its own.
pub struct XmlSec {
    folder: tempfile::TempDir,
}

impl XmlSec {
    /// `None` if it is not installed.
    pub fn with(key: &Key) -> Option<Self> {
        let version = Command::new("xmlsec1").arg("--version").output().ok()?;
        assert!(version.status.success());
        let folder = tempfile::tempdir().unwrap();
        let this = Self { folder };
        fs::write(this.path("key.pem"), pem("PRIVATE KEY", &key.pkcs8)).unwrap();
        let certificate = pem("CERTIFICATE", &key.certificate);
        fs::write(this.path("certificate.pem"), certificate).unwrap();
        Some(this)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Signs by a template.
    pub fn sign(&self, template: &str) -> Option<String> {
        let (template_path, signed) = (self.path("template.xml"), self.path("signed.xml"));
        fs::write(&template_path, template).unwrap();
        let mut command = self.command("--sign");
        command.arg("--privkey-pem").arg(format!(
            "{},{}",
            self.path("key.pem").display(),
            self.path("certificate.pem").display()
        ));
        command.arg("--output").arg(&signed).arg(&template_path);
        let done = command.status().unwrap().success();
        done.then(|| fs::read_to_string(&signed).unwrap())
    }

    /// Whether the first signature in each of these documents verifies with the key.
    pub fn verifies(&self, documents: &[&[u8]]) -> bool {
        let mut command = self.command("--verify");
        command.arg("--pubkey-cert-pem");
        command.arg(self.path("certificate.pem"));
        for (index, document) in documents.iter().enumerate() {
            let path = self.path(&format!("{index}.xml"));
            fs::write(&path, document).unwrap();
            command.arg(path);
        }
        command.status().unwrap().success()
    }

    /// The trust in the certificate is left out of it, as it is in ours.
    fn command(&self, action: &str) -> Command {
        let mut command = Command::new("xmlsec1");
        command.args([action, "--insecure"]);
        let envelope = "http://schemas.xmlsoap.org/soap/envelope/:Body";
        let names = ["root", "inner", "Envelope", "urn:a:root", "urn:a:inner"];
        for name in names
            .iter()
            .chain(&["urn:z:root", "urn:x:root", "urn:e:Envelope"])
        {
            command.args(["--id-attr:ID", name]);
        }
        let utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-";
        command.args(["--id-attr:Id", envelope]);
        command.args([
            "--id-attr:Id",
            &format!("{utility}utility-1.0.xsd:Timestamp"),
        ]);
        let token = format!("{utility}secext-1.0.xsd:BinarySecurityToken");
        command.args(["--id-attr:Id", &token]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    let digits = Base64::encode_string(der);
    let lines: Vec<&str> = digits
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        lines.join("\n")
    )
}
