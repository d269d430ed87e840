//! The report as a few lines for the person at the desk.

use super::{LayerReport, Report, SigningTimeSource, Validity, time_text};
use crate::asn1::oid;
use crate::finding::Language;
use crate::x509::Certificate;
use base64ct::{Base64, Encoding};
use der::oid::ObjectIdentifier;

/// A unit in the subject of every certificate of the platform.
const PLATFORM: &str = "eHealth-platform Belgium";

/// The words around the findings, in one language.
struct Words {
    released: &'static str,
    released_in_spite: &'static str,
    refused: &'static str,
    note: &'static str,
    sender: &'static str,
    author: &'static str,
    key: &'static str,
    unproven: &'static str,
    signed_on: &'static str,
    says_signer: &'static str,
    says_time_stamp: &'static str,
    says_caller: &'static str,
    says_nobody: &'static str,
}

const ENGLISH: Words = Words {
    released: "The message was opened, and nothing is wrong with it.",
    released_in_spite: "The message was opened, although something is wrong with it:",
    refused: "The message was refused, and its content was not released:",
    note: "Please note:",
    sender: "Sent by:",
    author: "Signed by:",
    key: "key",
    unproven: "not proven",
    signed_on: "Signed on:",
    says_signer: "as the sender says",
    says_time_stamp: "as an independent time-stamp proves",
    says_caller: "or earlier, because it had been received by then",
    says_nobody: "or earlier, because it was checked then; the message itself does not say",
};

const DUTCH: Words = Words {
    released: "Het bericht is geopend en er is niets mis mee.",
    released_in_spite: "Het bericht is geopend, hoewel er iets mis mee is:",
    refused: "Het bericht is geweigerd en de inhoud is niet vrijgegeven:",
    note: "Let op:",
    sender: "Verstuurd door:",
    author: "Ondertekend door:",
    key: "sleutel",
    unproven: "niet bewezen",
    signed_on: "Ondertekend op:",
    says_signer: "zoals de afzender zegt",
    says_time_stamp: "zoals een onafhankelijke tijdstempel bewijst",
    says_caller: "of vroeger, want toen was het al ontvangen",
    says_nobody: "of vroeger, want toen werd het gecontroleerd; het bericht zelf zegt het niet",
};

const FRENCH: Words = Words {
    released: "Le message a été ouvert et tout y est en ordre.",
    released_in_spite: "Le message a été ouvert, bien que quelque chose n'y soit pas en ordre :",
    refused: "Le message a été refusé et son contenu n'a pas été libéré :",
    note: "À noter :",
    sender: "Envoyé par :",
    author: "Signé par :",
    key: "clé",
    unproven: "non prouvé",
    signed_on: "Signé le :",
    says_signer: "selon l'expéditeur",
    says_time_stamp: "comme le prouve un horodatage indépendant",
    says_caller: "ou plus tôt, car il était alors déjà reçu",
    says_nobody: "ou plus tôt, car il a été vérifié à ce moment ; le message lui-même ne le dit pas",
};

const GERMAN: Words = Words {
    released: "Die Nachricht wurde geöffnet, und es ist alles in Ordnung.",
    released_in_spite: "Die Nachricht wurde geöffnet, obwohl etwas nicht in Ordnung ist:",
    refused: "Die Nachricht wurde abgelehnt, und ihr Inhalt wurde nicht freigegeben:",
    note: "Bitte beachten:",
    sender: "Gesendet von:",
    author: "Signiert von:",
    key: "Schlüssel",
    unproven: "nicht bewiesen",
    signed_on: "Signiert am:",
    says_signer: "nach Angabe des Absenders",
    says_time_stamp: "wie ein unabhängiger Zeitstempel beweist",
    says_caller: "oder früher, denn da war sie schon empfangen",
    says_nobody: "oder früher, denn da wurde sie geprüft; die Nachricht selbst sagt es nicht",
};

const fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Dutch => &DUTCH,
        Language::French => &FRENCH,
        Language::German => &GERMAN,
    }
}

impl Report {
    /// The report in a few lines for the person at the desk: whether the content was released,
    /// what was found, who signed, and when according to whom. It names people.
    ///
    /// A name is shown as proven only where the signature is right and the signer is trusted.
    pub fn to_text(&self, language: Language) -> String {
        let words = words(language);
        let mut lines = vec![self.verdict(words).to_owned()];
        let errors = self.errors.iter().map(|finding| finding.text(language));
        let fatal = self.fatal.map(|fatal| fatal.text(language));
        list(&mut lines, fatal.into_iter().chain(errors));
        let mut notes = Vec::new();
        let warnings = self.warnings.iter().map(|w| w.text(language));
        list(&mut notes, warnings);
        notes.retain(|note| !lines.contains(note));
        if !notes.is_empty() {
            lines.push(words.note.to_owned());
            lines.append(&mut notes);
        }
        lines.extend(signer(words, words.sender, &self.outer));
        lines.extend(signer(words, words.author, &self.inner));
        lines.extend(self.time(words));
        lines.push(String::new());
        lines.join("\n")
    }

    fn verdict(&self, words: &Words) -> &'static str {
        match (self.released, self.errors.is_empty()) {
            (false, _) => words.refused,
            (true, true) => words.released,
            (true, false) => words.released_in_spite,
        }
    }

    fn time(&self, words: &Words) -> Option<String> {
        let (moment, source) = self.signing_time?;
        let moment = time_text(moment)?.replace('T', " ").replace('Z', " UTC");
        let says = match source {
            SigningTimeSource::Signer => words.says_signer,
            SigningTimeSource::TimeStamp => words.says_time_stamp,
            SigningTimeSource::Caller => words.says_caller,
            SigningTimeSource::Clock => words.says_nobody,
        };
        Some(format!("{} {moment}, {says}", words.signed_on))
    }
}

/// Adds sentences as items of a list, each once.
fn list(lines: &mut Vec<String>, sentences: impl Iterator<Item = &'static str>) {
    for sentence in sentences {
        let item = format!("- {sentence}");
        if !lines.contains(&item) {
            lines.push(item);
        }
    }
}

/// Who signed a layer, where it says so itself.
fn signer(words: &Words, role: &str, layer: &LayerReport) -> Option<String> {
    let name = match (layer.certificate(), layer.key_identifier()) {
        (Some(certificate), _) => common_name(certificate),
        (None, Some(identifier)) => format!("{} {}", words.key, Base64::encode_string(identifier)),
        (None, None) => return None,
    };
    let proven = layer.validity == Validity::Good && layer.trust == Validity::Good;
    Some(if proven {
        format!("{role} {name}")
    } else {
        format!("{role} {name} ({})", words.unproven)
    })
}

/// The common name of the subject; all of the subject if it has none. In the platform's own
/// certificates that is an identifier, and a unit of the organisation has the name.
fn common_name(certificate: &Certificate) -> String {
    let attributes = certificate.subject().attributes().unwrap_or_default();
    let common = attributes
        .iter()
        .find(|(kind, _)| *kind == oid::ID_AT_COMMON_NAME);
    let is_name = |(kind, text): &&(ObjectIdentifier, String)| {
        *kind == oid::ID_AT_ORGANIZATIONAL_UNIT_NAME && !text.contains('=') && text != PLATFORM
    };
    let name = match (common, attributes.iter().find(is_name)) {
        (None, _) => certificate.subject_text(),
        (Some((_, common)), Some((_, name))) if common.contains('=') => {
            format!("{name}, {common}")
        }
        (Some((_, common)), _) => common.clone(),
    };
    on_one_line(&name)
}

/// A name without the characters that could make it look like something else than a name: line
/// breaks, and those that change the direction of the text.
fn on_one_line(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Fatal, Finding, Warning};

    fn alice() -> Certificate {
        let der = include_bytes!("../../../tests/vectors/official/keys/alice-auth.cer");
        Certificate::from_der(der).unwrap()
    }

    fn good() -> Report {
        Report {
            released: true,
            signing_time: Some((1_795_296_771, SigningTimeSource::Signer)),
            outer: LayerReport {
                validity: Validity::Good,
                trust: Validity::Good,
                certificate: Some(alice()),
                ..LayerReport::default()
            },
            ..Report::default()
        }
    }

    #[test]
    fn a_good_message_in_four_languages() {
        let lines = |language| {
            good()
                .to_text(language)
                .lines()
                .map(str::to_owned)
                .collect()
        };
        let english: Vec<String> = lines(Language::English);
        assert_eq!(
            english,
            [
                "The message was opened, and nothing is wrong with it.",
                "Sent by: ALICE TEST, SSIN=71010100130",
                "Signed on: 2026-11-21 21:32:51 UTC, as the sender says",
            ]
        );
        for language in Language::ALL {
            let text: Vec<String> = lines(*language);
            assert_eq!(text.len(), 3);
            assert!(
                text[1].contains("SSIN=") && !text[1].contains("C=BE"),
                "{}",
                text[1]
            );
            assert!(text[2].contains("2026-11-21 21:32:51 UTC"));
        }
    }

    #[test]
    fn a_refused_message_says_why_and_proves_nobody() {
        let mut report = good();
        report.released = false;
        report.fatal = Some(Fatal::NotDecrypted);
        report.errors = vec![Finding::Integrity, Finding::Integrity];
        report.warnings = vec![Warning::SigningTimeExpired, Warning::SigningTimeExpired];
        report.outer.trust = Validity::NotJudged;
        report.inner.key_identifier = Some(vec![1, 2, 3]);
        for language in Language::ALL {
            let text = report.to_text(*language);
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(lines.len(), 8, "{text}");
            assert_eq!(
                lines[1],
                format!("- {}", Fatal::NotDecrypted.text(*language))
            );
            assert_eq!(
                lines[2],
                format!("- {}", Finding::Integrity.text(*language))
            );
            assert_eq!(
                lines[4],
                format!("- {}", Warning::SigningTimeExpired.text(*language))
            );
            let unproven = format!("({})", words(*language).unproven);
            assert!(lines[5].ends_with(&unproven) && lines[6].ends_with(&unproven));
            assert!(lines[6].contains("AQID"));
        }
    }

    /// What strict calls an error, it need not warn of too.
    #[test]
    fn nothing_is_said_twice() {
        let mut report = good();
        report.released = false;
        report.errors = vec![Finding::SigningTimeExpired];
        report.warnings = vec![Warning::SigningTimeExpired];
        let text = report.to_text(Language::German);
        let sentence = Finding::SigningTimeExpired.text(Language::German);
        assert_eq!(text.matches(sentence).count(), 1, "{text}");
        assert!(!text.contains(GERMAN.note));
    }

    #[test]
    fn people_are_named_as_their_certificates_name_them() {
        let name = |der: &[u8]| common_name(&Certificate::from_der(der).unwrap());
        let hospital = include_bytes!("../../../tests/vectors/official/keys/hospital-auth.cer");
        assert!(name(hospital).contains('=') && name(hospital).contains(", "));
        let root = include_bytes!("../../../tests/vectors/official/pki/root.cer");
        assert!(!name(root).contains('='), "{}", name(root));
    }

    #[test]
    fn accepted_findings_are_told() {
        let mut report = good();
        report.errors = vec![Finding::OuterExpired];
        let text = report.to_text(Language::Dutch);
        assert!(text.starts_with(DUTCH.released_in_spite));
        assert!(text.contains(Finding::OuterExpired.text(Language::Dutch)));
    }

    #[test]
    fn a_name_stays_a_name() {
        let name = "Dr. X\r\nThe message was opened\u{202e}\u{2028}.";
        assert_eq!(on_one_line(name), "Dr. X  The message was opened  .");
    }
}
