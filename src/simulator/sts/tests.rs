//! The token service by itself: what it refuses that no client of ours would send.

use super::super::pki::Pki;
use super::super::sts_ws_trust;
use super::*;
use crate::auth::ws_trust::{
    CLAIMS, DIALECT, ISSUE, KEY_TYPE, SECURITY, TOKEN_TYPE, TRUST, UTILITY,
};
use crate::auth::{ASSERTION_ID, SIGNATURE};
use crate::crypto::SigningKey;
use crate::soap::{
    SecuredEnvelope, SecurityToken, SignaturePlace, sign_enveloped, write_date_time,
};
use base64ct::{Base64, Encoding};
use roxmltree::Document;

const SSIN: &str = "urn:be:fgov:person:ssin";

struct Fixture {
    service: TokenService,
    pki: Pki,
    emma: Certificate,
    paul: Certificate,
}

fn service_of(pki: &Pki) -> TokenService {
    let own = &pki.token_service;
    let pkcs8 = own.key.to_pkcs8().unwrap();
    let signer = AssertionSigner::new(pkcs8.as_bytes(), own.certificate.clone()).unwrap();
    let (issuing, root) = (&pki.issuing.certificate, &pki.root.certificate);
    TokenService::new(signer, issuing.clone(), root.clone())
}

fn fixture() -> Fixture {
    let pki = Pki::new().unwrap();
    let person = |ssin| pki.citizen(ssin, "x", "y").unwrap().certificate;
    Fixture {
        service: service_of(&pki),
        emma: person("85010100115"),
        paul: person("75070400148"),
        pki,
    }
}

impl Fixture {
    fn wanted(&self) -> Wanted {
        Wanted {
            said: vec![Attribute::new("", SSIN, ["85010100115"])],
            asked: Vec::new(),
            expires: self.pki.now + 100,
            identification: self.emma.clone(),
            holder: self.emma.clone(),
        }
    }

    fn renew(&self, xml: &str, caller: &Certificate, now: i64) -> Outcome<String> {
        let document = Document::parse(xml).unwrap();
        let end = now + 100;
        self.service
            .renew(document.root_element(), caller, end, now)
    }
}

#[test]
fn only_the_holder_renews_and_only_what_is_valid_and_ours() {
    let fixture = fixture();
    let now = fixture.pki.now;
    let old = fixture.service.issue(&fixture.wanted(), now).unwrap();
    let code = |xml: &str, caller, now| fixture.renew(xml, caller, now).map_err(|r| r.code);
    let refused = Err("ws-trust:UnableToRenew");
    let again = code(&old, &fixture.emma, now + 99).unwrap();
    assert!(again.contains("85010100115") && again != old);
    assert_eq!(code(&old, &fixture.paul, now), refused);
    assert_eq!(code(&old, &fixture.emma, now + 100), refused);
    assert_eq!(code(&old, &fixture.emma, now - 1), refused);
    let changed = old.replace(">85010100115<", ">75070400148<");
    assert_eq!(code(&changed, &fixture.emma, now), refused);
    // The same, signed by somebody else below the same root.
    let (head, rest) = old.split_once("<ds:Signature").unwrap();
    let (_, tail) = rest.split_once("</ds:Signature>").unwrap();
    let unsigned = format!("{head}{tail}");
    assert_eq!(code(&unsigned, &fixture.emma, now), refused);
    let other = &fixture.pki.registration;
    let key = SigningKey::from_pkcs8(other.key.to_pkcs8().unwrap().as_bytes());
    let place = SignaturePlace::Last;
    let certificate = &other.certificate;
    let forged =
        sign_enveloped(&unsigned, ASSERTION_ID, place, &key.unwrap(), certificate).unwrap();
    assert_eq!(code(&forged, &fixture.emma, now), refused);
}

#[test]
fn what_is_not_issued() {
    let fixture = fixture();
    let now = fixture.pki.now;
    let code = |wanted: Wanted| fixture.service.issue(&wanted, now).map_err(|r| r.code);
    let wanted = || fixture.wanted();
    assert!(code(wanted()).is_ok());
    let untrue = vec![Attribute::new("", SSIN, ["75070400148"])];
    let untrue = Wanted {
        said: untrue,
        ..wanted()
    };
    assert_eq!(code(untrue), Err("ws-trust:RequestFailed"));
    let over = Wanted {
        expires: now,
        ..wanted()
    };
    assert_eq!(code(over), Err("ws-trust:InvalidTimeRange"));
    let stranger = include_bytes!("../../../tests/vectors/official/pki/root.cer");
    let stranger = Wanted {
        holder: Certificate::from_der(stranger).unwrap(),
        ..wanted()
    };
    assert_eq!(code(stranger), Err("wsse:FailedAuthentication"));
    let long = Wanted {
        expires: i64::MAX,
        ..wanted()
    };
    let long = code(long).unwrap();
    let document = Document::parse(&long).unwrap();
    let long = fixture
        .service
        .signer()
        .verify(document.root_element(), now);
    assert_eq!(long.unwrap().not_on_or_after(), now + LONGEST);
}

#[test]
fn a_challenge_is_answered_once_and_in_time() {
    let fixture = fixture();
    let service = &fixture.service;
    let challenge = |now| service.challenge("c", fixture.wanted(), now).unwrap();
    let now = fixture.pki.now;
    let text = challenge(now);
    assert!(service.take_challenge("another", now).is_none());
    assert_eq!(service.take_challenge(&text, now).unwrap().context, "c");
    assert!(service.take_challenge(&text, now).is_none());
    let text = challenge(now);
    let late = now + CHALLENGE_LIFETIME;
    assert!(service.take_challenge(&text, late).is_none());
    let first = challenge(now);
    for _ in 0..MAX_CHALLENGES {
        let mut open = service.challenges.lock().unwrap();
        let wanted = fixture.wanted();
        open.push(Challenge {
            text: String::new(),
            context: String::new(),
            wanted,
            made: now,
        });
    }
    let last = challenge(now);
    assert!(service.take_challenge(&first, now).is_none());
    assert!(service.take_challenge(&last, now).is_some());
}

/// The keys of a person, and what they sign.
struct Caller {
    key: SigningKey,
    certificate: Certificate,
}

impl Caller {
    fn new(pki: &Pki, ssin: &str) -> Self {
        let member = pki.citizen(ssin, "x", "y").unwrap();
        let key = SigningKey::from_pkcs8(member.key.to_pkcs8().unwrap().as_bytes());
        Self {
            key: key.unwrap(),
            certificate: member.certificate,
        }
    }

    fn envelope(&self, body: &str, now: i64) -> String {
        let envelope = SecuredEnvelope {
            body,
            key: &self.key,
            token: SecurityToken::Certificate(&self.certificate),
            created: now,
            lifetime: 60,
        };
        String::from_utf8(envelope.write().unwrap()).unwrap()
    }

    fn base64(&self) -> String {
        Base64::encode_string(self.certificate.as_der())
    }
}

/// The request of Emma to be issued a session for the key of this certificate.
fn issue(holder: &Caller, now: i64) -> String {
    let moment = |seconds| write_date_time(now + seconds).unwrap();
    format!(
        "<t:RequestSecurityToken xmlns:t=\"{TRUST}\" xmlns:a=\"{CLAIMS}\" xmlns:u=\"{UTILITY}\" \
         xmlns:e=\"{SECURITY}\" xmlns:d=\"{SIGNATURE}\" t:Context=\"c\">\
         <t:TokenType>{TOKEN_TYPE}</t:TokenType><t:RequestType>{ISSUE}</t:RequestType>\
         <t:Claims Dialect=\"{DIALECT}\"><a:ClaimType Uri=\"{SSIN}\">\
         <a:Value>85010100115</a:Value></a:ClaimType></t:Claims>\
         <t:Lifetime><u:Created>{}</u:Created><u:Expires>{}</u:Expires></t:Lifetime>\
         <t:KeyType>{KEY_TYPE}</t:KeyType><t:UseKey><e:SecurityTokenReference><d:X509Data>\
         <d:X509Certificate>{}</d:X509Certificate></d:X509Data></e:SecurityTokenReference>\
         </t:UseKey></t:RequestSecurityToken>",
        moment(0),
        moment(3600),
        holder.base64()
    )
}

/// What the service makes of an envelope: what it issues, or the code of its refusal.
fn send(
    service: &TokenService,
    envelope: &str,
    now: i64,
) -> core::result::Result<String, &'static str> {
    let respond = |body: Node<'_, '_>, caller| sts_ws_trust::respond(service, body, caller, now);
    let outcome = service.open(envelope.as_bytes(), now, respond);
    outcome.map_err(|refusal| refusal.code)
}

#[test]
fn envelopes_are_verified() {
    let pki = Pki::new().unwrap();
    let service = service_of(&pki);
    let emma = Caller::new(&pki, "85010100115");
    let now = pki.now;
    let good = emma.envelope(&issue(&emma, now), now);
    assert!(
        send(&service, &good, now)
            .unwrap()
            .contains("RequestedSecurityToken")
    );
    for (from, to, code) in [
        (
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
            "wsse:UnsupportedAlgorithm",
        ),
        (
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2000/09/xmldsig#sha1",
            "wsse:UnsupportedAlgorithm",
        ),
        ("85010100115<", "75070400148<", "wsse:InvalidSecurity"),
        ("Timestamp", "Moment", "wsse:InvalidSecurity"),
        ("</s:Envelope>", "", "SOA-03002"),
    ] {
        let bad = good.replace(from, to);
        assert_ne!(bad, good, "{from}");
        assert_eq!(send(&service, &bad, now), Err(code), "{from}");
    }
    for late in [-301, 361] {
        assert_eq!(
            send(&service, &good, now + late),
            Err("wsse:InvalidSecurity")
        );
    }
    let token = service.issue(&fixture_of(&pki, &emma), now).unwrap();
    let document = Document::parse(&token).unwrap();
    let id = document.root_element().attribute(ASSERTION_ID).unwrap();
    let holder = SecuredEnvelope {
        body: &issue(&emma, now),
        key: &emma.key,
        token: SecurityToken::Assertion { xml: &token, id },
        created: now,
        lifetime: 60,
    };
    let holder = String::from_utf8(holder.write().unwrap()).unwrap();
    assert_eq!(
        send(&service, &holder, now),
        Err("wsse:UnsupportedSecurityToken")
    );
}

fn fixture_of(pki: &Pki, caller: &Caller) -> Wanted {
    Wanted {
        said: Vec::new(),
        asked: Vec::new(),
        expires: pki.now + 100,
        identification: caller.certificate.clone(),
        holder: caller.certificate.clone(),
    }
}

#[test]
fn requests_that_are_not_of_the_schema() {
    let pki = Pki::new().unwrap();
    let service = service_of(&pki);
    let emma = Caller::new(&pki, "85010100115");
    let now = pki.now;
    let good = issue(&emma, now);
    for (from, to, code) in [
        (" t:Context=\"c\"", "", "SOA-03006"),
        ("t:TokenType>", "t:Type>", "SOA-03006"),
        ("#SAMLV1.1", "#SAMLV2.0", "ws-trust:InvalidRequest"),
        ("/Issue", "/Cancel", "ws-trust:InvalidRequest"),
        ("/Issue", "/Renew", "SOA-03006"),
        ("t:Claims", "t:Claim", "SOA-03006"),
        ("/authclaims", "/claims", "ws-trust:InvalidRequest"),
        ("Uri=", "URI=", "SOA-03006"),
        ("u:Expires", "u:End", "SOA-03006"),
        ("u:Created", "u:Start", "SOA-03006"),
        ("t:KeyType", "t:Type", "SOA-03006"),
        ("/wstrust/", "/ws-trust/", "ws-trust:InvalidRequest"),
        ("t:UseKey", "t:Key", "SOA-03006"),
        ("d:X509Certificate>", "d:X509SKI>", "SOA-03006"),
        ("t:RequestSecurityToken", "t:Request", "SOA-03005"),
        ("85010100115", "75070400148", "ws-trust:RequestFailed"),
    ] {
        let body = good.replace(from, to);
        assert_ne!(body, good, "{from}");
        let outcome = send(&service, &emma.envelope(&body, now), now);
        assert_eq!(outcome, Err(code), "{from} {to}");
    }
}

#[test]
fn the_holder_of_the_key_answers_the_challenge() {
    let pki = Pki::new().unwrap();
    let service = service_of(&pki);
    let (card, holder) = (
        Caller::new(&pki, "85010100115"),
        Caller::new(&pki, "85010100115"),
    );
    let now = pki.now;
    let ask = || {
        let answer = send(&service, &card.envelope(&issue(&holder, now), now), now).unwrap();
        let (_, rest) = answer.split_once("<wst:Challenge>").unwrap();
        rest.split_once('<').unwrap().0.to_owned()
    };
    let respond = |caller: &Caller, context: &str, text: &str| {
        let body = format!(
            "<t:RequestSecurityTokenResponse xmlns:t=\"{TRUST}\" Context=\"{context}\">\
             <t:SignChallengeResponse><t:Challenge>{text}</t:Challenge>\
             </t:SignChallengeResponse></t:RequestSecurityTokenResponse>"
        );
        send(&service, &caller.envelope(&body, now), now)
    };
    let refused = Err("ws-trust:FailedAuthentication");
    assert_eq!(respond(&card, "c", &ask()), refused);
    assert_eq!(respond(&holder, "d", &ask()), refused);
    assert_eq!(respond(&holder, "c", "x"), refused);
    let text = ask();
    assert!(
        respond(&holder, "c", &text)
            .unwrap()
            .contains(&holder.base64())
    );
    assert_eq!(respond(&holder, "c", &text), refused);
}
