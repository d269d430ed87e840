//! The verdicts of the official library.

use super::*;

fn judge(context: &Context, certificate: &Certificate, moment: i64) -> RevocationVerdict {
    Revocation {
        context,
        certificate,
        pool: std::slice::from_ref(certificate),
        moment,
        until: moment,
        values: None,
    }
    .judge()
}

fn judge_message(context: &Context, message: &str) -> RevocationVerdict {
    let (certificate, values) = outer_layer(message);
    Revocation {
        context,
        certificate: &certificate,
        pool: std::slice::from_ref(&certificate),
        moment: SIGNED,
        until: SIGNED,
        values: values.as_ref(),
    }
    .judge()
}

/// The rows of group `ocsp-embedded`: what is embedded in a message.
#[test]
fn embedded_responses() {
    use OcspPolicy::{SenderMandatory, SenderOptional};
    const ROOT: &[&str] = &["root"];
    const BOTH: &[&str] = &["ca", "root"];
    const UNTRUSTED: &str = "Unknown OCSP_RESPONDER_TRUST_FAILED";
    const INVALID: &str = "Unknown OCSP_RESPONSE_INVALID";
    for (message, policy, anchors, expected) in [
        ("emb_good_root_NONE", OcspPolicy::None, ROOT, "Valid"),
        ("emb_good_both_NONE", OcspPolicy::None, BOTH, "Valid"),
        (
            "emb_good_root_SENDER_OPTIONAL",
            SenderOptional,
            ROOT,
            UNTRUSTED,
        ),
        (
            "emb_good_root_SENDER_MANDATORY",
            SenderMandatory,
            ROOT,
            UNTRUSTED,
        ),
        (
            "emb_good_both_SENDER_MANDATORY",
            SenderMandatory,
            BOTH,
            "Valid",
        ),
        (
            "emb_none_2cert",
            SenderMandatory,
            BOTH,
            "Unknown OCSP_NOT_EMBEDDED",
        ),
        (
            "emb_none_2cert",
            SenderOptional,
            BOTH,
            "Valid  OCSP_NOT_EMBEDDED",
        ),
        ("emb_chain", SenderMandatory, ROOT, "Valid"),
        ("emb_chain_both", SenderMandatory, BOTH, "Valid"),
        ("emb_fullchain", SenderMandatory, ROOT, "Valid"),
        (
            "emb_resp_trusted",
            SenderMandatory,
            &["ca", "ocsp", "root"],
            "Valid",
        ),
        ("emb_nocerts", SenderMandatory, BOTH, UNTRUSTED),
        ("emb_ca_signed", SenderMandatory, ROOT, "Valid"),
        ("emb_ca_signed_both", SenderMandatory, BOTH, "Valid"),
        ("emb_noeku", SenderMandatory, BOTH, "Valid"),
        ("emb_noeku_chain", SenderMandatory, ROOT, UNTRUSTED),
        ("emb_signer_signs_own", SenderMandatory, BOTH, "Valid"),
        (
            "emb_signer_signs_own_chain",
            SenderMandatory,
            ROOT,
            UNTRUSTED,
        ),
        ("emb_untrusted", SenderMandatory, BOTH, UNTRUSTED),
        ("emb_sigbroken", SenderMandatory, BOTH, UNTRUSTED),
        ("emb_check_nocrl", SenderMandatory, ROOT, "Valid"),
        ("emb_crl_revokes_signer", SenderMandatory, ROOT, "Valid"),
        ("emb_revoked_after", SenderMandatory, ROOT, "Valid"),
        ("emb_unknown", SenderMandatory, ROOT, "Unknown"),
        ("emb_other_serial", SenderMandatory, ROOT, INVALID),
        ("emb_produced_4min_before", SenderMandatory, ROOT, "Valid"),
        ("emb_produced_6min_before", SenderMandatory, ROOT, "Unknown"),
        ("emb_next_past", SenderMandatory, ROOT, "Valid"),
        ("emb_empty", SenderMandatory, ROOT, INVALID),
        ("emb_two_first_other", SenderMandatory, ROOT, INVALID),
    ] {
        let context = context(Judgement::Parity, policy, anchors);
        let verdict = judge_message(&context, message);
        assert_eq!(words(&verdict), expected, "{message}");
        let decided = verdict.evidence.is_some();
        assert_eq!(
            decided,
            expected == "Valid" && policy != OcspPolicy::None,
            "{message}"
        );
    }
}

/// What is revoked at the moment of signing counts, what is revoked later does not.
#[test]
fn the_moment_of_revocation() {
    let alice = certificate("alice-ocsp");
    for (since, expected) in [
        (SIGNED - 1, "Revoked"),
        (SIGNED, "Revoked"),
        (SIGNED + 1, "Valid"),
    ] {
        let response = Response {
            status: CertStatus::Revoked(since),
            ..Response::new("alice-ocsp", SIGNED)
        };
        let values = RevocationValues {
            crls: Vec::new(),
            ocsp_responses: vec![response.basic()],
        };
        let context = context(Judgement::Parity, OcspPolicy::SenderMandatory, &["root"]);
        let verdict = Revocation {
            context: &context,
            certificate: &alice,
            pool: std::slice::from_ref(&alice),
            moment: SIGNED,
            until: SIGNED,
            values: Some(&values),
        }
        .judge();
        assert_eq!(words(&verdict), expected, "{since}");
        assert_eq!(verdict.evidence, Some(values));
    }
}

/// A responder whose chain has expired makes the official library ask, whatever the policy.
#[test]
fn an_expired_responder_is_asked_again() {
    let offline = context(Judgement::Parity, OcspPolicy::SenderMandatory, &["root"]);
    assert_eq!(
        words(&judge_message(&offline, "emb_expired_resp")),
        "Unknown"
    );
    let online = context(
        Judgement::Parity,
        OcspPolicy::SenderMandatory,
        &["ca", "root"],
    );
    let good = Response::new("alice-ocsp", NOW).by("ocsp", &["ocsp"]);
    let (online, asked) = with_service(online, move |request| good.answer(request));
    let verdict = judge_message(&online, "emb_expired_resp_fallback");
    assert_eq!(words(&verdict), "Valid");
    assert_eq!(*asked.lock().unwrap(), ["POST http://127.0.0.1:8899/ocsp"]);

    let again = context(Judgement::Parity, OcspPolicy::ReceiverMandatory, &["root"]);
    let expired = Response::new("alice-ocsp", NOW).by("ocsp-expired", &["ocsp-expired", "ca"]);
    let (again, _) = with_service(again, move |request| expired.answer(request));
    let verdict = judge(&again, &certificate("alice-ocsp"), NOW);
    assert_eq!(words(&verdict), "Unknown OCSP_RESPONDER_CHAIN_EXPIRED");
}

/// The rows of group `ocsp-online`.
#[test]
fn answers_of_a_responder() {
    const BOTH: &[&str] = &["ca", "root"];
    let good = Response::new("alice-ocsp", NOW).by("ocsp", &["ocsp"]);
    let with_status = |status| Response {
        status,
        ..good.clone()
    };
    type Answer = Box<dyn Fn(&Request) -> Result<Reply> + Send + Sync>;
    let answering = |response: Response| -> Answer {
        Box::new(move |request: &Request| response.answer(request))
    };
    let fixed = |status: u16, body: Vec<u8>| -> Answer {
        Box::new(move |_: &Request| Ok(Reply::new(status, Vec::new(), body.clone())))
    };
    let chain = Response::new("alice-ocsp", NOW);
    let at = |this: i64, next: Option<i64>| Response {
        this,
        next,
        ..good.clone()
    };
    let rows: Vec<(&str, Answer, &[&str], &str)> = vec![
        (
            "on_good_root",
            answering(good.clone()),
            &["root"],
            "Unknown OCSP_RESPONDER_TRUST_FAILED",
        ),
        ("on_good_chain", answering(chain), &["root"], "Valid"),
        ("on_nononce", fixed(200, good.reply()), BOTH, "Unknown"),
        (
            "on_wrongnonce",
            fixed(
                200,
                Response {
                    nonce: Some(vec![1]),
                    ..good.clone()
                }
                .reply(),
            ),
            BOTH,
            "Unknown",
        ),
        ("on_http500", fixed(500, good.reply()), BOTH, "Unknown"),
        (
            "on_trylater",
            fixed(200, vec![0x30, 3, 10, 1, 3]),
            BOTH,
            "Unknown",
        ),
        ("garbage", fixed(200, vec![0x30]), BOTH, "Unknown"),
        (
            "on_revoked",
            answering(with_status(CertStatus::Revoked(NOW - DAY))),
            BOTH,
            "Revoked",
        ),
        (
            "on_revoked_future",
            answering(with_status(CertStatus::Revoked(NOW + DAY))),
            BOTH,
            "Valid",
        ),
        (
            "on_unknown",
            answering(with_status(CertStatus::Unknown)),
            BOTH,
            "Unknown",
        ),
        ("on_nonext", answering(at(NOW, None)), BOTH, "Valid"),
        ("on_opt", answering(good.clone()), BOTH, "Valid"),
        (
            "from the future",
            answering(at(NOW + 301, Some(NOW + DAY))),
            BOTH,
            "Unknown",
        ),
        (
            "nearly from the future",
            answering(at(NOW + 299, Some(NOW + DAY))),
            BOTH,
            "Valid",
        ),
        (
            "outdated",
            answering(at(NOW - DAY, Some(NOW - 301))),
            BOTH,
            "Unknown",
        ),
        (
            "nearly outdated",
            answering(at(NOW - DAY, Some(NOW - 299))),
            BOTH,
            "Valid",
        ),
    ];
    for (name, answer, anchors, expected) in rows {
        let policy = if name == "on_opt" {
            OcspPolicy::ReceiverOptional
        } else {
            OcspPolicy::ReceiverMandatory
        };
        let (context, asked) = with_service(context(Judgement::Parity, policy, anchors), answer);
        let verdict = judge(&context, &certificate("alice-ocsp"), NOW + 5);
        assert_eq!(words(&verdict), expected, "{name}");
        assert_eq!(asked.lock().unwrap().len(), 1, "{name}");
    }
}

#[test]
fn whom_to_ask() {
    let policy = OcspPolicy::ReceiverMandatory;
    let offline = context(Judgement::Parity, policy, &["ca", "root"]);
    assert_eq!(
        words(&judge(&offline, &certificate("alice-ocsp"), NOW)),
        "Unknown"
    );

    let good = Response::new("alice", NOW).by("ocsp", &["ocsp"]);
    let respond = move |request: &Request| good.answer(request);
    let (online, asked) = with_service(offline.clone(), respond.clone());
    let alice = certificate("alice");
    assert_eq!(words(&judge(&online, &alice, NOW)), "Unknown");
    assert!(asked.lock().unwrap().is_empty());

    let named = offline.with_validation(Validation {
        judgement: Judgement::Parity,
        ocsp_policy: policy,
        ocsp_uri: Some("http://127.0.0.1:8899/other".to_owned()),
        ..Validation::default()
    });
    let (online, asked) = with_service(named, respond);
    assert_eq!(words(&judge(&online, &alice, NOW)), "Valid");
    assert_eq!(*asked.lock().unwrap(), ["POST http://127.0.0.1:8899/other"]);
}

/// In a token the issuer comes with the certificate, and the responder is held to it.
#[test]
fn the_issuer_beside_the_certificate() {
    let pool = certificates(&["alice-ocsp", "ca"]);
    for (signer, expected) in [
        ("ocsp", "Valid"),
        ("ocsp-noeku", "Unknown OCSP_RESPONDER_TRUST_FAILED"),
        ("alice-ocsp", "Unknown OCSP_RESPONDER_TRUST_FAILED"),
        ("ocsp-otherca", "Unknown OCSP_RESPONDER_TRUST_FAILED"),
    ] {
        let certificates: &[&str] = match signer {
            "ocsp" => &["ocsp"],
            "ocsp-noeku" => &["ocsp-noeku"],
            "alice-ocsp" => &["alice-ocsp"],
            _ => &["ocsp-otherca"],
        };
        let response = Response::new("alice-ocsp", NOW).by(signer, certificates);
        let context = context(Judgement::Parity, OcspPolicy::ReceiverMandatory, &["root"]);
        let (context, _) = with_service(context, move |request| response.answer(request));
        let verdict = Revocation {
            context: &context,
            certificate: &pool[0],
            pool: &pool,
            moment: NOW,
            until: NOW,
            values: None,
        }
        .judge();
        assert_eq!(words(&verdict), expected, "{signer}");
    }
}
