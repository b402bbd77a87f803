//! What the same result would earn under the other meanings of a table of rates.

use super::Words;
use crate::engine::Statement;
use crate::model::Document;
use crate::model::comp::{RatePreset, Rates};
use crate::present::words_pay::SHAPES;
use crate::present::{Locale, number};
use crate::text::tr;
use crate::units::{ComponentId, Money};

/// One component under each meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanings {
    /// The component.
    pub component: String,
    /// Names of the columns, that of the rows first.
    pub header: Vec<String>,
    /// A row for each meaning.
    pub rows: Vec<MeaningRow>,
}

/// One meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeaningRow {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub meaning: &'static str,
    /// The plan reads its table in this way.
    pub now: bool,
    /// Earned by period, together where there are several, what the whole plan pays where its cap cuts, and the difference to what
    /// the plan pays.
    pub cells: Vec<String>,
}

/// Whether a component of the statement has a table that can be read in several ways.
pub fn has_meanings(document: &Document, statement: &Statement) -> bool {
    let words = Words { document, statement, locale: &Locale::EN_US, currency: document.settings.currency };
    statement.components.iter().any(|part| words.preset(part).is_some() && !part.periods.is_empty())
}

/// Every component with a table of tiers, under each of the meanings its statements were made with. Where the plan's cap cuts, a column
/// says what is left of all components, and differences are of that.
pub fn meanings(
    document: &Document,
    statement: &Statement,
    all: &[(ComponentId, RatePreset, Statement)],
    locale: &Locale,
) -> Vec<Meanings> {
    let words = Words { document, statement, locale, currency: document.settings.currency };
    let parts = statement.components.iter().filter(|part| !part.periods.is_empty());
    let tables = parts.filter_map(|part| {
        let now = words.preset(part)?;
        let months: Vec<_> = document.settings.months().collect();
        let when = part.periods.iter().map(|period| {
            let ends = months.get(period.earned.from).zip(months.get(period.earned.at));
            ends.map(|(first, last)| number::show_months(*first, *last)).unwrap_or_default()
        });
        let several = part.periods.len() > 1;
        let mut header: Vec<String> = std::iter::once(tr!("Rate shape").to_owned()).chain(when).collect();
        header.extend(several.then(|| tr!("Together").to_owned()));
        let of_part = || all.iter().filter(|it| it.0 == part.id);
        let cut = of_part().map(|it| &it.2).chain([statement]).any(|it| !it.capped.is_zero());
        header.extend(cut.then(|| match statement.cap.filter(|cap| !cap.is_mixed()) {
            Some(cap) => {
                let cap = locale.multiple_typed(cap.share());
                tr!("Whole plan, capped at {cap}x a year")
            }
            None => tr!("Whole plan, after its cap").to_owned(),
        }));
        header.push(tr!("Difference").to_owned());
        let rows = of_part().filter_map(|(_, preset, told)| {
            let other = told.components.iter().find(|it| it.id == part.id)?;
            let (_, name, meaning) = SHAPES.iter().copied().find(|it| it.0 == *preset)?;
            let pays = other.periods.iter().map(|it| locale.money_table_full(it.earned.amount, words.currency));
            let mut cells: Vec<String> = pays.collect();
            cells.extend(several.then(|| locale.money_table_full(other.earned, words.currency)));
            cells.extend(cut.then(|| locale.money_table_full(told.earned, words.currency)));
            let gap = if cut { told.earned - statement.earned } else { other.earned - part.earned };
            cells.push(if gap.is_zero() { number::UNDEFINED.to_owned() } else { words.more(gap) });
            Some(MeaningRow { name: tr!(name), meaning: tr!(meaning), now: now == Some(*preset), cells })
        });
        Some(Meanings { component: part.name.clone(), header, rows: rows.collect() })
    });
    tables.collect()
}

impl Words<'_> {
    /// The meaning of a part's table, if it has one of more than one tier; the inner one is none where it mixes several.
    fn preset(&self, part: &crate::engine::ComponentStatement) -> Option<Option<RatePreset>> {
        match &self.planned(part)?.rates {
            Rates::Tiers { tiers, .. } if tiers.len() > 1 => Some(RatePreset::of(tiers)),
            Rates::Tiers { .. }
            | Rates::Interpolated { .. }
            | Rates::Curve { .. }
            | Rates::Milestones { .. }
            | Rates::Matrix { .. } => None,
        }
    }

    /// A difference with its sign, to the coin.
    fn more(&self, gap: Money) -> String {
        let sign = if gap.mills() > 0 { "+" } else { "\u{2212}" };
        let size = Money::from_mills(gap.mills().saturating_abs());
        [sign, &self.locale.money_full(size, self.currency)].concat()
    }
}
