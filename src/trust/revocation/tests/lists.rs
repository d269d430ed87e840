//! Revocation lists on a certification path, in both judgements.

use super::*;

/// The rows of group `tst` about revocation lists, and those of the CRL checker.
#[test]
fn lists_judged_officially() {
    let list = List::new(NOW);
    let revoking = List {
        revoked: vec![("tsa-crl", SIGNED + DAY)],
        ..list.clone()
    };
    let stale = List {
        next: Some(SIGNED),
        ..list.clone()
    };
    let foreign = List {
        signer: "root",
        ..list.clone()
    };
    let without_next = List {
        next: None,
        ..revoking.clone()
    };
    let early = List {
        this: NOW + 1,
        ..revoking.clone()
    };
    let none = |_: &Request| Ok(Reply::new(404, Vec::new(), Vec::new()));
    type Row<'a> = (
        &'a str,
        &'a str,
        Option<&'a List>,
        Vec<&'a List>,
        CrlOutcome,
        usize,
    );
    let rows: [Row<'_>; 14] = [
        ("ok", "tsa-crl", Some(&list), vec![], CrlOutcome::Valid, 0),
        (
            "revoked",
            "tsa-crl",
            Some(&revoking),
            vec![],
            CrlOutcome::Revoked,
            0,
        ),
        (
            "wrong issuer",
            "tsa-crl",
            Some(&foreign),
            vec![],
            CrlOutcome::Failed,
            1,
        ),
        ("404", "tsa-crl", None, vec![], CrlOutcome::Failed, 0),
        (
            "stale",
            "tsa-crl",
            Some(&stale),
            vec![],
            CrlOutcome::Valid,
            0,
        ),
        (
            "stale embedded",
            "tsa-crl",
            None,
            vec![&stale],
            CrlOutcome::Failed,
            0,
        ),
        (
            "embedded",
            "tsa-crl",
            None,
            vec![&list],
            CrlOutcome::Valid,
            0,
        ),
        (
            "embedded, revoked",
            "tsa-crl",
            None,
            vec![&list, &revoking],
            CrlOutcome::Revoked,
            0,
        ),
        (
            "other scheme",
            "crl-ldap",
            None,
            vec![],
            CrlOutcome::Valid,
            0,
        ),
        ("no list at all", "tsa", None, vec![], CrlOutcome::Valid, 0),
        (
            "stale, no pointer",
            "tsa",
            None,
            vec![&stale],
            CrlOutcome::Valid,
            0,
        ),
        (
            "no next update",
            "tsa",
            None,
            vec![&without_next],
            CrlOutcome::Valid,
            0,
        ),
        (
            "from the future",
            "tsa",
            None,
            vec![&early],
            CrlOutcome::Valid,
            0,
        ),
        (
            "embedded, foreign",
            "tsa",
            None,
            vec![&foreign],
            CrlOutcome::Failed,
            1,
        ),
    ];
    let anchors = certificates(&["root"]);
    for (name, leaf, served, embedded, expected, errors) in rows {
        let context = context(Judgement::Parity, OcspPolicy::None, &["root"]);
        let body = served.map(List::der);
        let (context, _) = with_service(context, move |request| match &body {
            Some(body) if request.method() == Method::Get => ok(body.clone()),
            _ => none(request),
        });
        let values = RevocationValues {
            crls: embedded.iter().map(|list| list.der()).collect(),
            ocsp_responses: Vec::new(),
        };
        let path = certificates(&[leaf, "ca"]);
        let verdict = check_path_crls(&context, &path, &anchors, Some(&values));
        assert_eq!(verdict.outcome, expected, "{name}");
        assert_eq!(verdict.errors, vec![Finding::CrlTrust; errors], "{name}");
    }
}

#[test]
fn a_garbled_list_is_a_failure() {
    let context = context(Judgement::Parity, OcspPolicy::None, &["root"]);
    let anchors = certificates(&["root"]);
    let path = certificates(&["tsa", "ca"]);
    let der = List::new(NOW).der();
    for end in [0, 1, der.len() / 2, der.len() - 1] {
        let values = RevocationValues {
            crls: vec![der[..end].to_vec()],
            ocsp_responses: Vec::new(),
        };
        let verdict = check_path_crls(&context, &path, &anchors, Some(&values));
        assert_eq!(verdict.outcome, CrlOutcome::Failed, "{end}");
    }
    let leaf_is_anchor = check_path_crls(&context, &path, &path, None);
    assert_eq!(leaf_is_anchor.outcome, CrlOutcome::Valid);
}

#[test]
fn lists_judged_strictly() {
    let list = List::new(NOW);
    let stale = List {
        next: Some(NOW - DAY),
        ..list.clone()
    };
    let revoking = List {
        revoked: vec![("tsa-crl", NOW)],
        ..list.clone()
    };
    let foreign = List {
        signer: "root",
        ..list.clone()
    };
    let without_next = List {
        next: None,
        ..list.clone()
    };
    let none = OcspPolicy::None;
    let mandatory = OcspPolicy::SenderMandatory;
    let root = root_list_of_now();
    for (name, policy, leaf, served, embedded, expected) in [
        (
            "ok",
            none,
            "tsa-crl",
            Some(&list),
            vec![],
            CrlOutcome::Valid,
        ),
        (
            "revoked",
            none,
            "tsa-crl",
            Some(&revoking),
            vec![],
            CrlOutcome::Revoked,
        ),
        (
            "foreign",
            none,
            "tsa-crl",
            Some(&foreign),
            vec![],
            CrlOutcome::Failed,
        ),
        ("404", none, "tsa-crl", None, vec![], CrlOutcome::Failed),
        (
            "stale",
            none,
            "tsa-crl",
            Some(&stale),
            vec![],
            CrlOutcome::Failed,
        ),
        (
            "stale, embedded",
            none,
            "tsa-crl",
            None,
            vec![&stale],
            CrlOutcome::Failed,
        ),
        (
            "no next",
            none,
            "tsa-crl",
            Some(&without_next),
            vec![],
            CrlOutcome::Failed,
        ),
        (
            "embedded",
            none,
            "tsa-crl",
            None,
            vec![&list],
            CrlOutcome::Valid,
        ),
        (
            "other scheme",
            none,
            "crl-ldap",
            None,
            vec![],
            CrlOutcome::Failed,
        ),
        (
            "no list at all",
            none,
            "tsa",
            None,
            vec![],
            CrlOutcome::Valid,
        ),
        (
            "no list at all",
            mandatory,
            "tsa",
            None,
            vec![],
            CrlOutcome::Failed,
        ),
        (
            "of the leaf only",
            mandatory,
            "tsa",
            None,
            vec![&list],
            CrlOutcome::Failed,
        ),
        (
            "of all",
            mandatory,
            "tsa",
            None,
            vec![&list, &root],
            CrlOutcome::Valid,
        ),
    ] {
        let body = served.map(List::der);
        let context = context(Judgement::Strict, policy, &["root"]);
        let (context, _) = with_service(context, move |_| match &body {
            Some(body) => ok(body.clone()),
            None => Ok(Reply::new(404, Vec::new(), Vec::new())),
        });
        let values = RevocationValues {
            crls: embedded.iter().map(|list| list.der()).collect(),
            ocsp_responses: Vec::new(),
        };
        let path = certificates(&[leaf, "ca", "root"]);
        let anchors = certificates(&["root"]);
        let verdict = check_path_crls(&context, &path, &anchors, Some(&values));
        assert_eq!(verdict.outcome, expected, "{name}");
    }
}

fn root_list_of_now() -> List {
    List {
        issuer: "root",
        signer: "root",
        ..List::new(NOW)
    }
}
