//! What was entered, in words and tables: meanings, team, segments, sources, costs, pay plans.

use super::{Chapter, ReportTable, Told, plans};
use crate::engine::{Scope, source_rows};
use crate::model::{Document, Input, InputValue, Quota, Terms, customers_of, inputs};
use crate::present::acquisition;
use crate::present::capacity::Teller;
use crate::present::figure::{name_with_unit, unit_words};
use crate::present::forecast::{SEGMENT_ASSUMPTIONS, coverage};
use crate::present::number::show_months;
use crate::present::seek::valued;
use crate::present::{incentives, meanings, words_pay};
use crate::text::tr;
use crate::units::{Cadence, Month};
use std::collections::HashMap;

/// All of it, in order. What was not entered is not told.
pub fn assumptions(tell: &Teller<'_>) -> Vec<Chapter> {
    let entered: HashMap<String, Input> = inputs(tell.document).into_iter().map(|it| (it.path.clone(), it)).collect();
    let mut all = vec![chosen(tell)];
    if !tell.document.seats.is_empty() {
        all.push(team(tell));
    }
    if !tell.document.segments.is_empty() {
        all.push(segments(tell, &entered));
    }
    all.push(company(tell, &entered));
    all.extend(plans::plans(tell));
    all.retain(|it| !it.lines.is_empty() || !it.tables.is_empty());
    all
}

/// Meanings in which tools disagree.
fn chosen(tell: &Teller<'_>) -> Chapter {
    let lines = meanings::chosen(&tell.document.settings);
    let lines = lines.into_iter().map(|(about, name, meaning)| Told::new(about, format!("{name}. {meaning}")));
    Chapter { title: tr!("Meanings chosen").to_owned(), lines: lines.collect(), tables: Vec::new() }
}

/// Terms that somebody holds, role by role.
fn team(tell: &Teller<'_>) -> Chapter {
    let document = tell.document;
    let held = |terms: &Terms| {
        let holds = |seat: &&crate::model::Seat| document.terms_of(seat).is_some_and(|it| std::ptr::eq(it, terms));
        document.seats.iter().filter(holds).count()
    };
    let all = document.roles.iter().flat_map(|role| role.terms.iter().map(move |terms| (role, terms)));
    let rows = all.map(|(role, terms)| (role, terms, held(terms))).filter(|it| it.2 > 0);
    let money = |amount: crate::units::Money| tell.locale.money_table(amount);
    let row = |(role, terms, seats): (&crate::model::Role, &Terms, usize)| {
        vec![
            words_pay::terms_name(document, role, terms),
            tell.locale.count(seats as i64),
            money(terms.base.amount()),
            money(terms.ote.amount()),
            terms.quota.as_ref().map_or_else(dash, |it| quota(tell, it)),
            tell.locale.attained(terms.expected_attainment.to_f64(), 0),
            match terms.ramp.months() {
                0 => dash(),
                1 => tr!("1 month").to_owned(),
                months => tr!("{months} months"),
            },
            tell.locale.rate(terms.attrition_year),
            match (terms.backfill, terms.backfill_lag_months) {
                (false, _) => tr!("no").to_owned(),
                (true, 0) => tr!("at once").to_owned(),
                (true, 1) => tr!("after 1 month").to_owned(),
                (true, months) => tr!("after {months} months"),
            },
        ]
    };
    let table = ReportTable {
        title: tr!("Terms by role").to_owned(),
        say: tr!("Base, OTE and quota are a year's. Attainment is what a ramped person is expected to reach.")
            .to_owned(),
        header: [
            tr!("Role"),
            tr!("Seats"),
            tr!("Base"),
            "OTE",
            tr!("Quota"),
            tr!("Attainment"),
            tr!("Ramp"),
            tr!("Leave a year"),
            tr!("Filled again"),
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: rows.map(row).collect(),
        ..ReportTable::default()
    };
    Chapter { title: tr!("Team").to_owned(), lines: Vec::new(), tables: vec![table] }
}

fn quota(tell: &Teller<'_>, quota: &Quota) -> String {
    match quota {
        Quota::Arr { .. } => tell.locale.money_table(quota.arr_year().amount()),
        Quota::Units { count, per } => {
            let per = match per {
                Cadence::Month => tr!("a month"),
                Cadence::Quarter => tr!("a quarter"),
                Cadence::Half => tr!("a half-year"),
                Cadence::Year => tr!("a year"),
            };
            format!("{} {per}", tell.locale.count(i64::from(*count)))
        }
    }
}

fn dash() -> String {
    "\u{2013}".to_owned()
}

/// What is assumed of segments, beside each other; and where new business comes from.
fn segments(tell: &Teller<'_>, entered: &HashMap<String, Input>) -> Chapter {
    let document = tell.document;
    let names = document.segments.iter().map(|it| it.name.clone());
    let of_group = |(group, assumed): &(&'static str, &[(&'static str, &'static str)])| {
        let row = |(key, name): &(&'static str, &'static str)| {
            let at = |id: &crate::units::SegmentId| entered.get(&format!("segment/{id}/{key}"));
            let unit = document.segments.iter().find_map(|it| at(&it.id));
            let unit = unit.map(|it| unit_words(it.unit, document.settings.currency)).unwrap_or_default();
            let values: Vec<String> =
                document.segments.iter().map(|it| at(&it.id).map_or_else(dash, |input| value(tell, input))).collect();
            let label = name_with_unit(tr!(*name), &unit);
            values.iter().any(|it| *it != dash()).then(|| std::iter::once(label).chain(values).collect::<Vec<_>>())
        };
        ReportTable {
            title: tr!(*group).to_owned(),
            header: std::iter::once(tr!("Assumption").to_owned()).chain(names.clone()).collect(),
            rows: assumed.iter().filter_map(row).collect(),
            ..ReportTable::default()
        }
    };
    let mut tables: Vec<ReportTable> = SEGMENT_ASSUMPTIONS.iter().map(of_group).collect();
    tables.retain(|it| !it.rows.is_empty());
    let mut lines = Vec::new();
    if !document.accounts.is_empty() && !document.territory.typed_book {
        let told = document.segments.iter().map(|it| {
            let (count, arr) = customers_of(&document.accounts, &it.id);
            tr!(
                "{} {} with {}",
                it.name,
                tell.locale.count(i64::from(count)),
                tell.locale.money_compact(arr, document.settings.currency)
            )
        });
        let told: Vec<String> = told.collect();
        lines.push(Told::new(
            tr!("Customers in the account table, beside the typed book"),
            format!("{}.", told.join(", ")),
        ));
    }
    tables.extend(sources(tell));
    Chapter { title: tr!("Segments").to_owned(), lines, tables }
}

/// Where new business comes from over the plan.
fn sources(tell: &Teller<'_>) -> Option<ReportTable> {
    let rows = source_rows(tell.outcome, Scope::Company, tell.outcome.whole());
    if rows.is_empty() {
        return None;
    }
    let teller = acquisition::Teller { document: tell.document, outcome: tell.outcome, locale: tell.locale };
    let (header, rows) = acquisition::sources(&teller, &rows, tell.document.segments.len() > 1);
    let months: &[Month] = &tell.outcome.months;
    let when = months.first().zip(months.last()).map(|(first, last)| show_months(*first, *last)).unwrap_or_default();
    Some(ReportTable {
        title: tr!("Where new business comes from").to_owned(),
        say: format!("{when}."),
        header,
        rows,
        sum: true,
        ..ReportTable::default()
    })
}

/// What holds for the whole company: selling time, coverage, handover, incentives, costs.
fn company(tell: &Teller<'_>, entered: &HashMap<String, Input>) -> Chapter {
    let document = tell.document;
    let assumed = &document.assumptions;
    let mut lines = vec![Told::new(tr!("Response of retention to coverage"), coverage(assumed.coverage.response))];
    lines.push(Told::new(tr!("Response to pay"), incentives::say(&assumed.incentives)));
    if assumed.handover.shares() {
        lines.push(Told::new(tr!("Credit at the handover"), words_pay::handover(document, tell.locale).join(" ")));
    }
    let season: Vec<String> = listed(document, "assumptions/seasonality/")
        .iter()
        .filter_map(|it| entered.get(it))
        .map(|it| format!("{} {}", month_of(&it.label), value(tell, it)))
        .collect();
    if !season.is_empty() {
        lines.push(Told::new(tr!("Season, weights of calendar months"), format!("{}.", season.join(", "))));
    }
    let wanted =
        ["assumptions/productive_time", "assumptions/coverage/", "costs/", "settings/commission", "settings/target"];
    let rows: Vec<Vec<String>> = wanted
        .iter()
        .flat_map(|prefix| listed(document, prefix))
        .filter_map(|path| entered.get(&path))
        .filter(|it| it.value != InputValue::Empty)
        .map(|it| vec![it.label.clone(), with_unit(tell, it)])
        .collect();
    let table = ReportTable {
        title: tr!("Costs, and what holds for the whole company").to_owned(),
        header: [tr!("Assumption"), tr!("Value")].map(str::to_owned).to_vec(),
        rows,
        ..ReportTable::default()
    };
    Chapter { title: tr!("Company").to_owned(), lines, tables: vec![table] }
}

/// The paths of inputs that begin so, in the order of the document.
fn listed(document: &Document, prefix: &str) -> Vec<String> {
    inputs(document).into_iter().map(|it| it.path).filter(|it| it.starts_with(prefix)).collect()
}

/// The month in the label of a weight: its last word.
fn month_of(label: &str) -> &str {
    label.rsplit(' ').next().unwrap_or(label)
}

fn value(tell: &Teller<'_>, input: &Input) -> String {
    match input.value {
        InputValue::Empty => dash(),
        InputValue::Money(_) | InputValue::Rate(_) | InputValue::Count(_) | InputValue::Month(_) => {
            crate::present::figure::typed(input.value, input.unit, tell.locale)
        }
    }
}

fn with_unit(tell: &Teller<'_>, input: &Input) -> String {
    valued(input.value, input.unit, tell.locale, tell.document.settings.currency)
}
