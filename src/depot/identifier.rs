//! What identifies a holder of encryption tokens.

use crate::error::{Error, Result, Status};
use crate::soap::is_transportable;
use core::fmt;

/// The known types of identifier and how many digits their values have. Types that are not
/// here are passed through: the platform adds new ones.
const TYPES: &[(&str, usize)] = &[
    ("CBE", 10),
    ("CBE-TREAT_CENTER", 10),
    ("CBE-CONSORTIUM", 10),
    ("SSIN", 11),
    ("NIHII", 8),
    ("NIHII11", 11),
    ("NIHII-PHARMACY", 8),
    ("NIHII-LABO", 8),
    ("NIHII-RETIREMENT", 8),
    ("NIHII-OTD_PHARMACY", 8),
    ("NIHII-HOSPITAL", 8),
    ("NIHII-GROUP", 8),
    ("NIHII-PALLIATIVE_CARE", 8),
    ("NIHII-OFFICE_DENTISTS", 8),
    ("NIHII-MEDICAL_HOUSE", 8),
    ("NIHII-OFFICE_DOCTORS", 8),
    ("NIHII-GROUP_DOCTORS", 8),
    ("NIHII-OF_BAND", 8),
    ("NIHII-PSYCH_HOUSE", 8),
    ("NIHII-PROT_ACC", 8),
    ("NIHII-HOME_SERVICES", 8),
    ("NIHII-OF_PHYSIOS", 8),
    ("NIHII-GUARD_POST", 8),
    ("NIHII-BELRAI", 8),
    ("NIHII-BELRAI_SCREEN", 8),
    ("NIHII-GROUP_MIDWIVES", 8),
    ("NIHII-AMBU_SERVICE", 8),
    ("NIHII-LEGAL_PSY", 8),
    ("NIHII-REEDUCATION", 8),
    ("NIHII-SORTING_CENTER", 8),
    ("EHP", 10),
    ("EHP-CTRL_ORGANISM", 10),
    ("SITE", 4),
    ("SITESMUR", 10),
    ("SITEPIT", 10),
];

/// What a depot finds a holder by: type, value and application.
#[derive(Clone, PartialEq, Eq)]
pub struct Identifier {
    identifier_type: String,
    value: String,
    application: Option<String>,
}

impl Identifier {
    /// Takes what a caller searches for; values of known types are filled up with zeros.
    pub(crate) fn new(
        identifier_type: &str,
        value: &str,
        application: Option<&str>,
    ) -> Result<Self> {
        if identifier_type.is_empty() || value.is_empty() {
            return Err(invalid("an identifier needs a type and a value"));
        }
        let texts = [identifier_type, value, application.unwrap_or_default()];
        if !texts.iter().all(|text| text.chars().all(is_transportable)) {
            return Err(invalid("an identifier holds control characters"));
        }
        let value = match length(identifier_type) {
            Some(length) => padded(value, length)?,
            None => value.to_owned(),
        };
        Ok(Self::verbatim(
            identifier_type.to_owned(),
            value,
            application.map(str::to_owned),
        ))
    }

    /// Takes what a depot names, as it stands.
    pub(crate) fn verbatim(
        identifier_type: String,
        value: String,
        application: Option<String>,
    ) -> Self {
        Self {
            identifier_type,
            value,
            application,
        }
    }

    /// The type, for example `NIHII-HOSPITAL`.
    pub fn identifier_type(&self) -> &str {
        &self.identifier_type
    }

    /// The value.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// `None` for any application, empty for none.
    pub fn application(&self) -> Option<&str> {
        self.application.as_deref()
    }
}

/// Shows the type alone: the rest is personal data.
impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identifier({})", self.identifier_type)
    }
}

/// Whether this type is one of the known ones.
#[cfg(feature = "simulator")]
pub(crate) fn is_known(identifier_type: &str) -> bool {
    length(identifier_type).is_some()
}

fn length(identifier_type: &str) -> Option<usize> {
    TYPES
        .iter()
        .find(|(name, _)| *name == identifier_type)
        .map(|(_, length)| *length)
}

/// The platform's own software cuts values that are too long, and so may find somebody
/// else; here they are refused.
fn padded(value: &str, length: usize) -> Result<String> {
    if !value.bytes().all(|octet| octet.is_ascii_digit()) {
        return Err(invalid("an identifier of this type has digits only"));
    }
    if value.len() > length {
        return Err(invalid(
            "an identifier has more digits than its type allows",
        ));
    }
    Ok(format!("{value:0>length$}"))
}

fn invalid(message: &'static str) -> Error {
    Error::new(Status::InvalidArgument, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(identifier_type: &str, value: &str) -> Option<String> {
        let identifier = Identifier::new(identifier_type, value, None);
        identifier.ok().map(|identifier| identifier.value)
    }

    #[test]
    fn values_are_filled_up_and_never_cut() {
        for (identifier_type, given, expected) in [
            ("CBE", "809394427", Some("0809394427")),
            ("NIHII", "10001490", Some("10001490")),
            ("NIHII", "10001490004", None),
            ("NIHII11", "10001490004", Some("10001490004")),
            ("SSIN", "71.01.01-001.12", None),
            ("SSIN", "٧١٠١٠١٠٠١١٢", None),
            ("SITE", "7", Some("0007")),
            ("NEW-TYPE", "a b", Some("a b")),
            ("NEW-TYPE", "7", Some("7")),
            ("ssin", "7", Some("7")),
            ("NEW-TYPE", "a\nb", None),
            ("SSIN", "", None),
            ("", "7", None),
        ] {
            assert_eq!(value(identifier_type, given).as_deref(), expected);
        }
    }
}
