//! A role's terms beside what is usual, in words.

use crate::engine::{Compared, UsualFigure, UsualWhose};
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
    let terms = match compared.whose {
        UsualWhose::Company => "Company, last year".to_owned(),
        UsualWhose::Terms(role, terms) => {
            let role = document.roles.get(role);
            let terms = role.and_then(|role| role.terms.get(terms));
            let name = role.map_or("", |role| role.name.as_str());
            let segment = terms.and_then(|it| it.segment.as_ref()).and_then(|id| document.segment(id));
            segment.map_or_else(|| name.to_owned(), |segment| format!("{name}, {}", segment.name))
        }
    };
    let show = |value: f64| match compared.figure {
        UsualFigure::Ote | UsualFigure::Book => {
            locale.money_compact(Money::from_major_f64(value), document.settings.currency)
        }
        UsualFigure::BaseShare
        | UsualFigure::Attrition
        | UsualFigure::AtQuota
        | UsualFigure::ExpansionShare
        | UsualFigure::GrossMargin
        | UsualFigure::Burden => locale.percent(value, 0),
        UsualFigure::CcosOnRevenue | UsualFigure::Grr | UsualFigure::Nrr => locale.percent(value, 1),
        UsualFigure::QuotaOverOte => locale.multiple(value, 1),
        UsualFigure::Ramp | UsualFigure::Span | UsualFigure::Customers | UsualFigure::Vacancy => {
            locale.number(value, 0)
        }
        UsualFigure::Supported | UsualFigure::DevelopersPerSeller | UsualFigure::SellersPerEngineer => {
            locale.number(value, 1)
        }
        UsualFigure::NewCacRatio => locale.number(value, 2),
    };
    let (low, high) = compared.usual;
    UsualRow {
        terms,
        figure: match compared.figure {
            UsualFigure::Ote => "On-target earnings a year",
            UsualFigure::BaseShare => "Base of on-target earnings",
            UsualFigure::QuotaOverOte => "Quota of a year over OTE",
            UsualFigure::Ramp => "Months of ramp",
            UsualFigure::Attrition => "Leave in a year",
            UsualFigure::Span => "Direct reports at most",
            UsualFigure::Book => "ARR one person looks after",
            UsualFigure::Customers => "Customers one person looks after",
            UsualFigure::Supported => "Sellers one person supports",
            UsualFigure::Vacancy => "Months a seat stays empty",
            UsualFigure::AtQuota => "People who reach quota, by the spread assumed",
            UsualFigure::DevelopersPerSeller => "SDRs per seller",
            UsualFigure::SellersPerEngineer => "Sellers per sales engineer",
            UsualFigure::CcosOnRevenue => "Comp cost over revenue",
            UsualFigure::NewCacRatio => "Acquisition cost per 1 of new ARR",
            UsualFigure::ExpansionShare => "Expansion of new and expansion ARR",
            UsualFigure::Grr => "GRR, by event",
            UsualFigure::Nrr => "NRR, cohort",
            UsualFigure::GrossMargin => "Gross margin",
            UsualFigure::Burden => "Taxes and benefits of pay",
        },
        yours: show(compared.yours),
        usual: if low > 0.0 { format!("{} to {}", show(low), show(high)) } else { format!("up to {}", show(high)) },
        source: compared.source.unwrap_or("illustrative"),
        outside: compared.is_outside(),
    }
}

/// What the comparison says as a whole.
pub fn usual_say(all: &[Compared], locale: &Locale) -> String {
    let outside = all.iter().filter(|it| it.is_outside()).count() as i64;
    let count = locale.count(all.len() as i64);
    match outside {
        0 => format!("All {count} figures lie where software companies usually have them."),
        1 => {
            format!("Of {count} figures, one lies outside of what software companies usually have.")
        }
        some => {
            format!("Of {count} figures, {} lie outside of what software companies usually have.", locale.count(some))
        }
    }
}
