//! The strict judgement of what a responder answers.

use super::strict::{Case, INVALID, UNTRUSTED, good};
use super::*;

#[test]
fn nothing_is_asked_without_a_path() {
    let response = Response::new("alice-ocsp", NOW);
    let case = Case {
        policy: OcspPolicy::ReceiverMandatory,
        moment: NOW,
        ..Case::new()
    };
    let bare = Context::new()
        .with_clock(Clock::Fixed(NOW))
        .with_validation(case.context().validation().clone());
    for anchorless in [
        context(Judgement::Strict, case.policy, &["ocsp"]),
        bare.clone().with_empty_trust_store(),
        bare,
    ] {
        let response = response.clone();
        let (anchorless, asked) = with_service(anchorless, move |request| response.answer(request));
        assert_eq!(words(&case.verdict(&anchorless)), "Unknown");
        assert!(asked.lock().unwrap().is_empty());
    }
}

/// Alice right below the anchor.
fn judge_online(
    policy: OcspPolicy,
    embedded: &[Response],
    answer: impl Fn(&Request) -> Result<Reply> + Send + Sync + 'static,
) -> (String, usize) {
    let (context, asked) =
        with_service(context(Judgement::Strict, policy, &["ca", "root"]), answer);
    let pool = certificates(&["alice-ocsp", "ca"]);
    let values = RevocationValues {
        crls: Vec::new(),
        ocsp_responses: embedded.iter().map(Response::basic).collect(),
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
    let count = asked.lock().unwrap().len();
    (words(&verdict), count)
}

#[test]
fn answers_of_a_responder() {
    let policy = OcspPolicy::ReceiverMandatory;
    let online = Response::new("alice-ocsp", NOW);
    let asked =
        |response: Response| judge_online(policy, &[], move |request| response.answer(request)).0;
    assert_eq!(asked(online.clone()), "Valid");
    let status = |status| Response {
        status,
        ..online.clone()
    };
    assert_eq!(asked(status(CertStatus::Revoked(SIGNED))), "Revoked");
    assert_eq!(asked(status(CertStatus::Revoked(SIGNED + 1))), "Valid");
    assert_eq!(asked(status(CertStatus::Unknown)), INVALID);
    assert_eq!(asked(Response::new("alice", NOW)), INVALID);
    // In force when it was signed is not enough for an answer of today.
    assert_eq!(asked(good()), INVALID);

    let fixed = |nonce: Option<Vec<u8>>| {
        let body = Response {
            nonce,
            ..online.clone()
        }
        .reply();
        judge_online(policy, &[], move |_| ok(body.clone())).0
    };
    assert_eq!(fixed(None), "Valid");
    assert_eq!(fixed(Some(vec![4, 1, 0])), "Unknown");
    let failing = judge_online(policy, &[], |_| {
        Err(Error::new(Status::ServiceTimeout, "no answer"))
    });
    assert_eq!(failing, ("Unknown".to_owned(), 1));
}

#[test]
fn every_request_has_its_own_nonce() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let nonces = seen.clone();
    let online = Response::new("alice-ocsp", NOW);
    let answer = move |request: &Request| {
        nonces.lock().unwrap().push(nonce_of(request.body()));
        online.answer(request)
    };
    judge_online(OcspPolicy::ReceiverMandatory, &[], answer.clone());
    judge_online(OcspPolicy::ReceiverMandatory, &[], answer);
    let seen = seen.lock().unwrap();
    assert_eq!(seen[0].len(), 34);
    assert_eq!(seen[0][..2], [4, 32]);
    assert_ne!(seen[0], seen[1]);
}

#[test]
fn when_to_ask() {
    use OcspPolicy::{ReceiverMandatory, ReceiverOptional, SenderMandatory, SenderOptional};
    let outdated = Response {
        next: Some(SIGNED - DAY),
        this: SIGNED - DAY,
        ..good()
    };
    let distrusted = good().by("ocsp-noeku", &["ocsp-noeku"]);
    let rows: [(OcspPolicy, Vec<Response>, &str, usize); 9] = [
        (ReceiverMandatory, vec![good()], "Valid", 1),
        (ReceiverOptional, vec![good()], "Valid", 0),
        (ReceiverOptional, vec![], "Valid", 1),
        (ReceiverOptional, vec![outdated.clone()], "Valid", 1),
        (ReceiverOptional, vec![distrusted], UNTRUSTED, 0),
        (SenderMandatory, vec![], "Unknown OCSP_NOT_EMBEDDED", 0),
        (SenderMandatory, vec![outdated.clone()], INVALID, 0),
        (SenderOptional, vec![], "Valid  OCSP_NOT_EMBEDDED", 0),
        (SenderOptional, vec![outdated], INVALID, 0),
    ];
    for (policy, embedded, expected, count) in rows {
        let online = Response::new("alice-ocsp", NOW);
        let result = judge_online(policy, &embedded, move |request| online.answer(request));
        assert_eq!(result, (expected.to_owned(), count), "{policy:?}");
    }
}

#[test]
fn requests_are_counted() {
    let limits = Limits {
        revocation_requests: 0,
        ..Limits::default()
    };
    let context = context(
        Judgement::Strict,
        OcspPolicy::ReceiverMandatory,
        &["ca", "root"],
    )
    .with_limits(limits);
    let online = Response::new("alice-ocsp", NOW);
    let (context, asked) = with_service(context, move |request| online.answer(request));
    let case = Case {
        policy: OcspPolicy::ReceiverMandatory,
        ..Case::new()
    };
    assert_eq!(words(&case.verdict(&context)), "Unknown");
    assert!(asked.lock().unwrap().is_empty());
}
