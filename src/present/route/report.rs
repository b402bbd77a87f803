//! What a report shows, as its address keeps it: `#/report/without=glossary/paper=letter/base=ID`.

use super::{decoded, encoded};
use crate::present::Locale;
use crate::text::tr;
use std::fmt;

/// A section of the report, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportSection {
    /// Headline figures, and what holds the plan back.
    Headlines,
    /// Charts.
    Charts,
    /// Tables.
    Tables,
    /// Who starts and who leaves, person by person.
    Hires,
    /// Who has which accounts.
    Territories,
    /// What was entered, in words.
    Assumptions,
    /// What is wrong with what was entered.
    Problems,
    /// What differs from another scenario, and what that does.
    Differences,
    /// The figures of the report and how they are counted.
    Glossary,
}

impl ReportSection {
    /// All of them, in order.
    pub const ALL: [ReportSection; 9] = [
        ReportSection::Headlines,
        ReportSection::Charts,
        ReportSection::Tables,
        ReportSection::Hires,
        ReportSection::Territories,
        ReportSection::Assumptions,
        ReportSection::Problems,
        ReportSection::Differences,
        ReportSection::Glossary,
    ];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            ReportSection::Headlines => tr!("Headlines"),
            ReportSection::Charts => tr!("Charts"),
            ReportSection::Tables => tr!("Tables"),
            ReportSection::Hires => tr!("Hires and leavers"),
            ReportSection::Territories => tr!("Territories and books"),
            ReportSection::Assumptions => tr!("Assumptions"),
            ReportSection::Problems => tr!("Problems found"),
            ReportSection::Differences => tr!("Differences"),
            ReportSection::Glossary => tr!("Glossary"),
        }
    }

    fn key(self) -> &'static str {
        match self {
            ReportSection::Headlines => "headlines",
            ReportSection::Charts => "charts",
            ReportSection::Tables => "tables",
            ReportSection::Hires => "hires",
            ReportSection::Territories => "territories",
            ReportSection::Assumptions => "assumptions",
            ReportSection::Problems => "problems",
            ReportSection::Differences => "differences",
            ReportSection::Glossary => "glossary",
        }
    }
}

/// The sheet a report is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Both.
    pub const ALL: [Paper; 2] = [Paper::A4, Paper::Letter];

    /// The usual one of a place: Letter in the United States, Canada and Mexico.
    pub fn usual(locale: &Locale) -> Paper {
        match locale.tag.split_once('-') {
            Some((_, "US" | "CA" | "MX")) => Paper::Letter,
            Some(_) | None => Paper::A4,
        }
    }

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Paper::A4 => "A4",
            Paper::Letter => tr!("Letter"),
        }
    }

    /// Its name in an address and in style sheets.
    pub fn key(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::Letter => "letter",
        }
    }
}

/// What a report shows. What is not said is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportChoice {
    /// Sections that are left out.
    pub without: Vec<ReportSection>,
    /// The paper; none: the usual one where the reader lives.
    pub paper: Option<Paper>,
    /// The id of the scenario that differences are measured from.
    pub base: Option<String>,
    /// Whose plan it is, for the cover.
    pub company: String,
    /// Who made the report, for the cover.
    pub by: String,
}

impl ReportChoice {
    /// Whether a section is shown.
    pub fn shows(&self, section: ReportSection) -> bool {
        !self.without.contains(&section)
    }

    /// The same with a section shown or left out.
    pub fn with(&self, section: ReportSection, shown: bool) -> ReportChoice {
        let left_out = |it: &ReportSection| if *it == section { !shown } else { !self.shows(*it) };
        ReportChoice { without: ReportSection::ALL.into_iter().filter(left_out).collect(), ..self.clone() }
    }

    /// Reads what follows `#/report/`; what is not known is left out.
    pub(super) fn read(path: &str) -> ReportChoice {
        let mut choice = ReportChoice::default();
        for (name, value) in path.split('/').filter_map(|it| it.split_once('=')) {
            match name {
                "without" => {
                    let named: Vec<&str> = value.split(',').collect();
                    choice.without = ReportSection::ALL.into_iter().filter(|it| named.contains(&it.key())).collect();
                }
                "paper" => choice.paper = Paper::ALL.into_iter().find(|it| it.key() == value),
                "base" => choice.base = Some(decoded(value)).filter(|it| !it.is_empty()),
                "company" => choice.company = decoded(value),
                "by" => choice.by = decoded(value),
                _unknown => {}
            }
        }
        choice
    }
}

impl fmt::Display for ReportChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.without.is_empty() {
            let keys: Vec<&str> = self.without.iter().map(|it| it.key()).collect();
            write!(f, "/without={}", keys.join(","))?;
        }
        if let Some(paper) = self.paper {
            write!(f, "/paper={}", paper.key())?;
        }
        let named = [("base", self.base.as_deref().unwrap_or_default()), ("company", &self.company), ("by", &self.by)];
        for (name, value) in named.into_iter().filter(|it| !it.1.is_empty()) {
            write!(f, "/{name}={}", encoded(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Route;
    use super::*;

    #[test]
    fn what_a_report_shows_is_read_back_from_its_address() {
        let choice = ReportChoice {
            without: vec![ReportSection::Charts, ReportSection::Glossary],
            paper: Some(Paper::Letter),
            base: Some("a/b=c".into()),
            company: "Müller & Co / Bern".into(),
            by: "Jo=Ann".into(),
        };
        for choice in [ReportChoice::default(), choice] {
            let route = Route::Report { choice };
            assert_eq!(Route::parse(&route.to_string()), route);
        }
        assert_eq!(Route::Report { choice: ReportChoice::default() }.to_string(), "#/report");
        let odd = ReportChoice { by: "Jo".into(), ..ReportChoice::default() };
        assert_eq!(Route::parse("#/report/by=Jo/paper=stone/nonsense/without=walls"), Route::Report { choice: odd });
    }

    #[test]
    fn a_section_that_is_left_out_and_shown_again_leaves_nothing_in_the_address() {
        let all = ReportChoice::default();
        let less = all.with(ReportSection::Tables, false).with(ReportSection::Headlines, false);
        assert_eq!(less.to_string(), "/without=headlines,tables");
        assert_eq!(less.with(ReportSection::Headlines, true).with(ReportSection::Tables, true), all);
    }

    #[test]
    fn paper_is_letter_in_north_america_and_a4_elsewhere() {
        for (tag, paper) in
            [("en-US", Paper::Letter), ("en-GB", Paper::A4), ("de-CH", Paper::A4), ("en-CA", Paper::Letter)]
        {
            assert_eq!(Paper::usual(&Locale::for_tag(tag)), paper, "{tag}");
        }
    }
}
