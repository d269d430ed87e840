//! The languages that findings are explained in.

/// A language for the person at the desk: those of Belgium, and English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Dutch.
    Dutch,
    /// French.
    French,
    /// German.
    German,
}

impl Language {
    /// Every language, in the order of declaration.
    pub const ALL: &'static [Self] = &[Self::English, Self::Dutch, Self::French, Self::German];
}
