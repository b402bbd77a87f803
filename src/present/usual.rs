//! A role's terms beside what is usual, in words.

use crate::engine::{Compared, UsualFigure, UsualWhose};
use crate::model::Document;
use crate::present::Locale;
use crate::text::tr;
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
        UsualWhose::Company => tr!("Company, last year").to_owned(),
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
            UsualFigure::Ote => tr!("On-target earnings a year"),
            UsualFigure::BaseShare => tr!("Base of on-target earnings"),
            UsualFigure::QuotaOverOte => tr!("Quota of a year over OTE"),
            UsualFigure::Ramp => tr!("Months of ramp"),
            UsualFigure::Attrition => tr!("Leave in a year"),
            UsualFigure::Span => tr!("Direct reports at most"),
            UsualFigure::Book => tr!("ARR one person looks after"),
            UsualFigure::Customers => tr!("Customers one person looks after"),
            UsualFigure::Supported => tr!("Sellers one person supports"),
            UsualFigure::Vacancy => tr!("Months a seat stays empty"),
            UsualFigure::AtQuota => tr!("People who reach quota, by the spread assumed"),
            UsualFigure::DevelopersPerSeller => tr!("SDRs per seller"),
            UsualFigure::SellersPerEngineer => tr!("Sellers per sales engineer"),
            UsualFigure::CcosOnRevenue => tr!("Comp cost over revenue"),
            UsualFigure::NewCacRatio => tr!("Acquisition cost per 1 of new ARR"),
            UsualFigure::ExpansionShare => tr!("Expansion of new and expansion ARR"),
            UsualFigure::Grr => tr!("GRR, by event"),
            UsualFigure::Nrr => tr!("NRR, cohort"),
            UsualFigure::GrossMargin => tr!("Gross margin"),
            UsualFigure::Burden => tr!("Taxes and benefits of pay"),
        },
        yours: show(compared.yours),
        usual: if low > 0.0 { tr!("{} to {}", show(low), show(high)) } else { tr!("up to {}", show(high)) },
        source: compared.source.unwrap_or(tr!("illustrative")),
        outside: compared.is_outside(),
    }
}

/// What the comparison says as a whole.
pub fn usual_say(all: &[Compared], locale: &Locale) -> String {
    let outside = all.iter().filter(|it| it.is_outside()).count() as i64;
    let count = locale.count(all.len() as i64);
    match outside {
        0 => tr!("All {count} figures lie where software companies usually have them."),
        1 => {
            tr!("Of {count} figures, one lies outside of what software companies usually have.")
        }
        some => {
            tr!("Of {count} figures, {} lie outside of what software companies usually have.", locale.count(some))
        }
    }
}
