//! The strict judgement of what is embedded.

use super::*;
use crate::crypto::DigestAlgorithm::{Sha256, Sha384, Sha512};

/// A question about alice, whose path is alice, CA, root.
pub(super) struct Case {
    pub(super) policy: OcspPolicy,
    pub(super) moment: i64,
    pub(super) responses: Vec<Response>,
    pub(super) lists: Vec<List>,
}

impl Case {
    /// All that is needed is embedded.
    pub(super) fn new() -> Self {
        Self {
            policy: OcspPolicy::SenderMandatory,
            moment: SIGNED,
            responses: vec![good()],
            lists: vec![root_list()],
        }
    }

    pub(super) fn context(&self) -> Context {
        context(Judgement::Strict, self.policy, &["root"])
    }

    pub(super) fn verdict(&self, context: &Context) -> RevocationVerdict {
        let pool = certificates(&["alice-ocsp", "ca", "root"]);
        let values = RevocationValues {
            crls: self.lists.iter().map(List::der).collect(),
            ocsp_responses: self.responses.iter().map(Response::basic).collect(),
        };
        Revocation {
            context,
            certificate: &pool[0],
            pool: &pool,
            moment: self.moment,
            until: self.moment,
            values: Some(&values),
        }
        .judge()
    }

    fn words(&self) -> String {
        words(&self.verdict(&self.context()))
    }
}

pub(super) fn good() -> Response {
    Response::new("alice-ocsp", SIGNED)
}

/// What the root says of the CA.
fn root_list() -> List {
    List {
        issuer: "root",
        signer: "root",
        ..List::new(SIGNED)
    }
}

fn with_response(response: Response) -> String {
    let case = Case {
        responses: vec![response],
        ..Case::new()
    };
    case.words()
}

fn with_root_list(list: List) -> String {
    let case = Case {
        lists: vec![list],
        ..Case::new()
    };
    case.words()
}

pub(super) const INVALID: &str = "Unknown OCSP_RESPONSE_INVALID";
pub(super) const UNTRUSTED: &str = "Unknown OCSP_RESPONDER_TRUST_FAILED";

#[test]
fn all_is_embedded() {
    let case = Case::new();
    let verdict = case.verdict(&case.context());
    assert_eq!(words(&verdict), "Valid");
    let evidence = verdict.evidence.unwrap();
    assert_eq!((evidence.ocsp_responses.len(), evidence.crls.len()), (1, 1));
    let by_response = Case {
        responses: vec![
            Response {
                issuer: "root",
                ..Response::new("ca", SIGNED - DAY / 48).by("root", &[])
            },
            good(),
        ],
        lists: Vec::new(),
        ..Case::new()
    };
    assert_eq!(by_response.words(), "Valid");
}

#[test]
fn who_may_answer() {
    for (response, expected) in [
        (good(), "Valid"),
        (good().by("ocsp", &["ocsp"]), "Valid"),
        (good().by("ocsp", &["ca", "ocsp"]), "Valid"),
        (good().by("ca", &["ca"]), "Valid"),
        (good().by("ca", &[]), "Valid"),
        (good().by("ocsp", &[]), UNTRUSTED),
        (good().by("ocsp-noeku", &["ocsp-noeku", "ca"]), UNTRUSTED),
        (good().by("alice-ocsp", &["alice-ocsp"]), UNTRUSTED),
        (good().by("ocsp-otherca", &["ocsp-otherca"]), UNTRUSTED),
        (good().by("ocsp-check", &["ocsp-check"]), UNTRUSTED),
        (good().by("root", &["root"]), UNTRUSTED),
        (
            Response {
                signer: "ocsp-noeku",
                ..good()
            },
            UNTRUSTED,
        ),
        (
            Response {
                named: "ca",
                ..good()
            },
            UNTRUSTED,
        ),
        (
            Response {
                by_key: true,
                ..good()
            },
            "Valid",
        ),
        (
            Response {
                by_key: true,
                ..good().by("ca", &[])
            },
            "Valid",
        ),
    ] {
        let name = (response.signer, response.named, response.certificates);
        assert_eq!(with_response(response), expected, "{name:?}");
    }
}

#[test]
fn a_responder_to_be_checked() {
    let with_list = |list: List| {
        let case = Case {
            responses: vec![good().by("ocsp-check", &["ocsp-check"])],
            lists: vec![root_list(), list],
            ..Case::new()
        };
        case.words()
    };
    assert_eq!(with_list(List::new(NOW)), "Valid");
    // It has to be in force now: what the responder signed could be from today.
    assert_eq!(with_list(List::new(SIGNED)), UNTRUSTED);
    let revoking = List {
        revoked: vec![("ocsp-check", NOW - DAY)],
        ..List::new(NOW)
    };
    // Asked instead, in vain.
    assert_eq!(with_list(revoking), "Unknown");
}

#[test]
fn which_response_counts() {
    for digest in [
        (oid::ID_SHA256, Sha256),
        (oid::ID_SHA384, Sha384),
        (oid::ID_SHA512, Sha512),
    ] {
        assert_eq!(with_response(Response { digest, ..good() }), "Valid");
    }
    let unknown_digest = Response {
        digest: (oid::ID_DATA, Sha256),
        ..good()
    };
    assert_eq!(with_response(unknown_digest), INVALID);
    assert_eq!(
        with_response(Response {
            issuer: "root",
            ..good()
        }),
        INVALID
    );
    let other = Response::new("alice", SIGNED);
    assert_eq!(with_response(other.clone()), INVALID);
    let revoked = Response {
        status: CertStatus::Revoked(SIGNED),
        ..good()
    };
    let distrusted = good().by("ocsp-noeku", &["ocsp-noeku"]);
    for (responses, expected) in [
        (vec![], "Unknown OCSP_NOT_EMBEDDED"),
        (vec![other.clone(), good()], "Valid"),
        (vec![good(), other], "Valid"),
        (vec![distrusted.clone(), good()], "Valid"),
        (vec![good(), revoked.clone()], "Revoked"),
        (vec![revoked, good()], "Revoked"),
        (vec![distrusted.clone(), distrusted], UNTRUSTED),
    ] {
        let case = Case {
            responses,
            ..Case::new()
        };
        assert_eq!(case.words(), expected);
    }
}

#[test]
fn when_a_response_counts() {
    let response = |produced, this, next| {
        with_response(Response {
            produced,
            this,
            next,
            ..good()
        })
    };
    let later = SIGNED + DAY;
    for (produced, this, next, expected) in [
        (SIGNED, SIGNED - DAY, Some(SIGNED - 299), "Valid"),
        (SIGNED, SIGNED - DAY, Some(SIGNED - 300), INVALID),
        (SIGNED, SIGNED - 299, None, "Valid"),
        (SIGNED, SIGNED - 300, None, INVALID),
        (SIGNED - 299, SIGNED - DAY, Some(later), "Valid"),
        (SIGNED - 300, SIGNED - DAY, Some(later), INVALID),
        (later, later, None, "Valid"),
        (later, later, Some(SIGNED), INVALID),
        (NOW + 299, NOW + 299, None, "Valid"),
        (NOW + 300, NOW, None, INVALID),
        (NOW, NOW + 300, None, INVALID),
    ] {
        assert_eq!(
            response(produced, this, next),
            expected,
            "{produced} {this} {next:?}"
        );
    }
    let status = |status| with_response(Response { status, ..good() });
    assert_eq!(status(CertStatus::Unknown), INVALID);
    assert_eq!(status(CertStatus::Revoked(SIGNED)), "Revoked");
    assert_eq!(status(CertStatus::Revoked(SIGNED + 1)), "Valid");
    let critical = Response {
        critical: true,
        ..good()
    };
    assert_eq!(with_response(critical), INVALID);
    // Revoked stays revoked.
    let stale = Response {
        status: CertStatus::Revoked(SIGNED - DAY),
        next: Some(SIGNED - DAY),
        this: SIGNED - DAY,
        produced: SIGNED - DAY,
        ..good()
    };
    assert_eq!(with_response(stale), "Revoked");
}

#[test]
fn the_authorities_are_checked_too() {
    let scope = |content: &[u8]| {
        let mut value = Vec::new();
        sequence(&mut value, |out| out.extend(content));
        Some((oid::ID_CE_ISSUING_DISTRIBUTION_POINT, value))
    };
    let name = b"\xa0\x0f\xa0\x0d\x86\x0bhttp://x/yz";
    let with = |change: fn(&mut List)| {
        let mut list = root_list();
        change(&mut list);
        with_root_list(list)
    };
    assert_eq!(with(|_| ()), "Valid");
    assert_eq!(with(|list| list.next = None), "Unknown");
    assert_eq!(with(|list| list.next = Some(SIGNED - 299)), "Valid");
    assert_eq!(with(|list| list.next = Some(SIGNED - 300)), "Unknown");
    assert_eq!(with(|list| list.this = NOW + 300), "Unknown");
    assert_eq!(with(|list| list.signer = "ca"), "Unknown");
    assert_eq!(with(|list| list.issuer = "ca"), "Unknown");
    assert_eq!(with(|list| list.critical_entry = true), "Unknown");
    assert_eq!(with(|list| list.revoked = vec![("ca", SIGNED)]), "Revoked");
    assert_eq!(
        with(|list| list.revoked = vec![("ca", SIGNED + 1)]),
        "Valid"
    );
    for (critical, expected) in [
        (Some((oid::ID_DATA, vec![5, 0])), "Unknown"),
        (scope(&[]), "Valid"),
        (scope(&[0x81, 1, 0xff]), "Unknown"),
        (scope(&[0x81, 1, 0]), "Valid"),
        (scope(&[0x82, 1, 0xff]), "Valid"),
        (scope(&[0x83, 2, 0, 0xff]), "Unknown"),
        (scope(&[0x84, 1, 0xff]), "Unknown"),
        (scope(&[0x85, 1, 0xff]), "Unknown"),
        (scope(name), "Unknown"),
        (scope(&[0x81]), "Unknown"),
    ] {
        let list = List {
            critical: critical.clone(),
            ..root_list()
        };
        assert_eq!(with_root_list(list), expected, "{critical:02x?}");
    }
    let nothing = Case {
        lists: Vec::new(),
        ..Case::new()
    };
    assert_eq!(nothing.words(), "Unknown");
    let optional = Case {
        policy: OcspPolicy::SenderOptional,
        ..nothing
    };
    assert_eq!(optional.words(), "Valid  OCSP_NOT_EMBEDDED");
}

#[test]
fn a_list_may_speak_against_the_signer() {
    for (since, expected) in [(SIGNED, "Revoked"), (SIGNED + 1, "Valid")] {
        let list = List {
            revoked: vec![("alice-ocsp", since)],
            ..List::new(SIGNED)
        };
        let case = Case {
            lists: vec![root_list(), list],
            ..Case::new()
        };
        assert_eq!(case.words(), expected);
    }
}

/// What the synthetic messages are worth today, when their signing time is not believed.
#[test]
fn embedded_responses_of_the_past() {
    for (message, expected) in [
        ("emb_chain", INVALID),
        ("emb_next_past", INVALID),
        ("emb_empty", INVALID),
        ("emb_other_serial", INVALID),
        ("emb_two_first_other", INVALID),
        ("emb_unknown", INVALID),
        ("emb_nocerts", UNTRUSTED),
        ("emb_sigbroken", UNTRUSTED),
        ("emb_untrusted", UNTRUSTED),
        ("emb_noeku", UNTRUSTED),
        ("emb_noeku_chain", UNTRUSTED),
        ("emb_check_nocrl", UNTRUSTED),
        ("emb_signer_signs_own", UNTRUSTED),
        ("emb_signer_signs_own_chain", UNTRUSTED),
        ("emb_none_2cert", "Unknown OCSP_NOT_EMBEDDED"),
    ] {
        let (certificate, values) = outer_layer(message);
        let context = context(
            Judgement::Strict,
            OcspPolicy::SenderMandatory,
            &["ca", "root"],
        );
        let pool = [vec![certificate], certificates(&["ca"])].concat();
        let verdict = Revocation {
            context: &context,
            certificate: &pool[0],
            pool: &pool,
            moment: NOW,
            until: NOW,
            values: values.as_ref(),
        }
        .judge();
        assert_eq!(words(&verdict), expected, "{message}");
        assert!(verdict.evidence.is_none());
    }
}

/// No octet of a response or a list makes the judgement fall over.
#[test]
fn damaged_evidence() {
    let pool = certificates(&["alice-ocsp", "ca", "root"]);
    let context = context(Judgement::Strict, OcspPolicy::SenderMandatory, &["root"]);
    let (response, list) = (good().basic(), root_list().der());
    for at in (0..response.len().min(list.len())).step_by(7) {
        let (mut response, mut list) = (response.clone(), list.clone());
        response[at] ^= 0x5a;
        list[at] ^= 0x5a;
        let values = RevocationValues {
            crls: vec![list],
            ocsp_responses: vec![response],
        };
        let verdict = Revocation {
            context: &context,
            certificate: &pool[0],
            pool: &pool,
            moment: SIGNED,
            until: SIGNED,
            values: Some(&values),
        }
        .judge();
        assert_eq!(verdict.outcome, RevocationOutcome::Unknown, "{at}");
    }
}
