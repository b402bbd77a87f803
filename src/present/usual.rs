//! A role's terms beside what is usual, in words.

use crate::engine::{Compared, UsualFigure};
use crate::model::Document;
use crate::present::Locale;
use crate::units::Money;

/// A comparison as the cells of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsualRow {
    /// Role and segment.
    pub terms: String,
    /// What is compared.
    pub figure: &'static str,
    /// As it stands.
    pub yours: String,
    /// The usual range.
    pub usual: String,
    /// Who says so.
    pub source: &'static str,
    /// Whether it lies outside.
    pub outside: bool,
}

/// A comparison as a row.
pub fn usual_row(compared: &Compared, document: &Document, locale: &Locale) -> UsualRow {
    let role = document.roles.get(compared.role);
    let terms = role.and_then(|role| role.terms.get(compared.terms));
    let name = role.map_or("", |role| role.name.as_str());
    let segment = terms.and_then(|it| it.segment.as_ref()).and_then(|id| document.segment(id));
    let show = |value: f64| match compared.figure {
        UsualFigure::Ote => locale.money_compact(Money::from_major_f64(value), document.settings.currency),
        UsualFigure::BaseShare | UsualFigure::Attrition => locale.percent(value, 0),
        UsualFigure::QuotaOverOte => locale.multiple(value, 1),
        UsualFigure::Ramp | UsualFigure::Span => locale.number(value, 0),
    };
    let (low, high) = compared.usual;
    UsualRow {
        terms: segment.map_or_else(|| name.to_owned(), |segment| format!("{name}, {}", segment.name)),
        figure: match compared.figure {
            UsualFigure::Ote => "On-target earnings a year",
            UsualFigure::BaseShare => "Base of on-target earnings",
            UsualFigure::QuotaOverOte => "Quota of a year over OTE",
            UsualFigure::Ramp => "Months of ramp",
            UsualFigure::Attrition => "Leave in a year",
            UsualFigure::Span => "Direct reports at most",
        },
        yours: show(compared.yours),
        usual: format!("{} to {}", show(low), show(high)),
        source: compared.source.unwrap_or("illustrative"),
        outside: compared.is_outside(),
    }
}

/// What the comparison says as a whole.
pub fn usual_say(all: &[Compared], locale: &Locale) -> String {
    let outside = all.iter().filter(|it| it.is_outside()).count() as i64;
    let count = locale.count(all.len() as i64);
    match outside {
        0 => format!("All {count} figures of the terms in use lie where software companies usually have them."),
        1 => {
            format!("Of {count} figures of the terms in use, one lies outside of what software companies usually have.")
        }
        some => format!(
            "Of {count} figures of the terms in use, {} lie outside of what software companies usually have.",
            locale.count(some)
        ),
    }
}
