//! The languages that Remit speaks.

use super::tr;

/// A language of the texts. How numbers and dates are written is chosen apart from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// The language of the source: nothing needs to be loaded for it.
    #[default]
    English,
    /// As `texts/de.po` has it.
    German,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Language; 2] = [Language::English, Language::German];

    /// The language tag, as the page's `lang` attribute has it.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
        }
    }

    /// What it calls itself, so that whoever reads no other finds it.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::German => "Deutsch",
        }
    }

    /// What the reader calls it.
    pub fn called(self) -> &'static str {
        match self {
            Language::English => tr!("English" in "a language"),
            Language::German => tr!("German" in "a language"),
        }
    }

    /// What the button says that begins it, in the language itself: whoever reads no other finds it.
    pub fn invitation(self) -> &'static str {
        match self {
            Language::English => "Use English",
            Language::German => "Deutsch verwenden",
        }
    }

    /// The name of the asset with its translation in `index.html`; English has none.
    pub fn asset(self) -> Option<&'static str> {
        match self {
            Language::English => None,
            Language::German => Some("texts-de"),
        }
    }

    /// The language of a tag such as "de-AT", where Remit speaks it.
    pub fn for_tag(tag: &str) -> Option<Language> {
        let first = tag.split(['-', '_']).next().unwrap_or(tag);
        Language::ALL.into_iter().find(|it| it.tag().eq_ignore_ascii_case(first))
    }
}

/// A name in the quotation marks of the language.
pub fn quoted(name: &str) -> String {
    tr!("\u{201c}{name}\u{201d}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_its_language_whatever_the_place() {
        assert_eq!(Language::for_tag("de-AT"), Some(Language::German));
        assert_eq!(Language::for_tag("EN"), Some(Language::English));
        assert_eq!(Language::for_tag("fr-FR"), None);
        assert_eq!(Language::for_tag(""), None);
    }
}
