//! The table of roles: a row for the terms of a role in a segment, most cells inputs of the registry.

use crate::edit::{Command, change_terms, set_ramp_months};
use crate::model::{Document, Function, Input, Quota, Role, Span, Terms};
use crate::present::number::{UNDEFINED, parse_count};
use crate::present::{Locale, figure, staffing};
use crate::text::{mark, tr};
use crate::units::{Cadence, Money, PlanId, RoleId, SegmentId};
use crate::web::app::sentence;
use crate::web::ui::{Align, Cell, Choice, Column, Kind};
use std::collections::HashMap;

/// Key of the choice that stands for nothing.
const NONE: &str = "-";
/// What quotas count, and in which period.
const QUOTAS: [(&str, &str); 9] = [
    (NONE, mark!("No quota")),
    ("arr-month", mark!("ARR a month")),
    ("arr-quarter", mark!("ARR a quarter")),
    ("arr-half", mark!("ARR a half-year")),
    ("arr-year", mark!("ARR a year")),
    ("units-month", mark!("Opps a month")),
    ("units-quarter", mark!("Opps a quarter")),
    ("units-half", mark!("Opps a half-year")),
    ("units-year", mark!("Opps a year")),
];

/// The terms a row of the table stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TermsKey {
    pub role: RoleId,
    pub segment: Option<SegmentId>,
}

impl TermsKey {
    pub fn of(role: &Role, terms: &Terms) -> TermsKey {
        TermsKey { role: role.id.clone(), segment: terms.segment.clone() }
    }

    /// `role/<role>/<segment or any>`: the id of the row, and the beginning of the paths of its inputs.
    pub fn path(&self) -> String {
        format!("role/{}/{}", self.role, self.segment.as_ref().map_or("any", |it| it.as_str()))
    }

    /// The key of a row's id.
    pub fn parse(path: &str) -> Option<TermsKey> {
        let (role, segment) = path.strip_prefix("role/")?.split_once('/')?;
        Some(TermsKey { role: RoleId::new(role), segment: (segment != "any").then(|| SegmentId::new(segment)) })
    }

    /// The key of the terms in which an input is, by its path.
    pub fn around(path: &str) -> Option<TermsKey> {
        let mut parts = path.strip_prefix("role/")?.splitn(3, '/');
        let (role, segment) = (parts.next()?, parts.next()?);
        TermsKey::parse(&["role/", role, "/", segment].concat()).filter(|_| role != "*")
    }

    pub fn find<'a>(&self, document: &'a Document) -> Option<(&'a Role, &'a Terms)> {
        let role = document.role(&self.role)?;
        Some((role, role.terms.iter().find(|terms| terms.segment == self.segment)?))
    }

    /// What the row is called.
    pub fn name(&self, document: &Document) -> String {
        match &self.segment {
            Some(id) => document.segment(id).map_or_else(|| id.to_string(), |it| it.name.clone()),
            None if document.role(&self.role).is_some_and(|role| role.terms.len() > 1) => tr!("Elsewhere").into(),
            None => tr!("All segments").into(),
        }
    }
}

/// The rest of an input's path for a column, if its cells are inputs of the registry.
pub(super) fn input_of(col: &str) -> Option<&'static str> {
    Some(match col {
        "base" => "base",
        "ote" => "ote",
        "quota" => "quota",
        "attainment" => "expected_attainment",
        "attrition" => "attrition_year",
        "lag" => "backfill_lag_months",
        "book" => "book_capacity",
        "low" => "span/low",
        "high" => "span/high",
        _other => return None,
    })
}

/// The columns of the table.
pub(super) fn columns(document: &Document) -> Vec<Column> {
    let currency = document.settings.currency;
    let column = |key, label: &str, unit: &str, kind: Kind| Column {
        key,
        label: label.into(),
        unit: unit.into(),
        align: if matches!(kind, Kind::Number) { Align::End } else { Align::Start },
        kind,
        width_chars: 0,
    };
    let number = |key, label: &str, unit: &str| column(key, label, unit, Kind::Number);
    let quotas = QUOTAS.iter().map(|(key, label)| Choice::new(*key, tr!(*label))).collect();
    let plans = document.plans.iter().map(|plan| Choice::new(plan.id.as_str(), plan.name.clone()));
    let plans = [Choice::new(NONE, tr!("No plan"))].into_iter().chain(plans).collect();
    let money = tr!("{currency} a year");
    vec![
        column("segment", tr!("Terms in"), "", Kind::ReadOnly),
        number("base", tr!("Base"), &money),
        number("ote", "OTE", &money),
        Column { align: Align::End, ..column("mix", tr!("Mix"), tr!("base : var."), Kind::ReadOnly) },
        number("quota", tr!("Quota"), tr!("per period")),
        column("per", tr!("Quota counts"), tr!("and period"), Kind::Select(quotas)),
        number("attainment", tr!("Attainment"), tr!("% expected")),
        number("ramp", tr!("Ramp"), tr!("months")),
        number("attrition", tr!("Attrition"), tr!("% a year")),
        number("lag", tr!("Backfill"), tr!("months")),
        number("book", tr!("Book"), &tr!("{currency} each")),
        number("low", tr!("Span"), tr!("from")),
        number("high", tr!("Span"), tr!("to")),
        column("plan", tr!("Pay plan"), "", Kind::Select(plans)),
    ]
}

/// The cells of a row.
pub(super) fn cells(
    document: &Document,
    key: &TermsKey,
    inputs: &HashMap<String, Input>,
    problem: &dyn Fn(&str) -> Option<String>,
    locale: &Locale,
) -> Vec<Cell> {
    let Some((role, terms)) = key.find(document) else { return Vec::new() };
    let path = key.path();
    let absent = || Cell { text: "–".into(), muted: true, fixed: true, ..Cell::default() };
    let input = |col: &str| {
        let path = [&path, "/", input_of(col).unwrap_or(col)].concat();
        let Some(input) = inputs.get(&path) else { return absent() };
        let text = figure::typed(input.value, input.unit, locale);
        let blank = text.is_empty();
        Cell {
            problem: problem(&path),
            path,
            blank,
            muted: blank,
            text: if blank { "–".into() } else { text },
            ..Cell::default()
        }
    };
    let span = |col: &str| match terms.span {
        Some(_) => input(col),
        None if role.function.leads() => Cell { text: "–".into(), muted: true, blank: true, ..Cell::default() },
        None => absent(),
    };
    let chosen = |key: &str, text: &str| Cell { text: text.into(), edit_text: key.into(), ..Cell::default() };
    let per = quota_key(terms.quota.as_ref());
    let per_name = QUOTAS.iter().find(|(key, _)| *key == per).map_or("", |(_, name)| tr!(*name));
    let plan = match &terms.plan {
        Some(id) => chosen(id.as_str(), document.plan(id).map_or(id.as_str(), |it| &it.name)),
        None => Cell { muted: true, ..chosen(NONE, tr!("No plan")) },
    };
    vec![
        Cell::new(key.name(document)),
        input("base"),
        input("ote"),
        Cell { muted: true, ..Cell::new(staffing::pay_mix(terms, locale)) },
        input("quota"),
        Cell { muted: terms.quota.is_none(), ..chosen(per, per_name) },
        input("attainment"),
        Cell { path: [&path, "/ramp"].concat(), ..Cell::new(locale.count(i64::from(terms.ramp.months()))) },
        input("attrition"),
        if terms.backfill { input("lag") } else { Cell { text: "never".into(), ..absent() } },
        if role.function.looks_after_customers() { input("book") } else { absent() },
        span("low"),
        span("high"),
        plan,
    ]
}

fn quota_key(quota: Option<&Quota>) -> &'static str {
    match quota {
        None => NONE,
        Some(Quota::Arr { per: Cadence::Month, .. }) => "arr-month",
        Some(Quota::Arr { per: Cadence::Quarter, .. }) => "arr-quarter",
        Some(Quota::Arr { per: Cadence::Half, .. }) => "arr-half",
        Some(Quota::Arr { per: Cadence::Year, .. }) => "arr-year",
        Some(Quota::Units { per: Cadence::Month, .. }) => "units-month",
        Some(Quota::Units { per: Cadence::Quarter, .. }) => "units-quarter",
        Some(Quota::Units { per: Cadence::Half, .. }) => "units-half",
        Some(Quota::Units { per: Cadence::Year, .. }) => "units-year",
    }
}

/// The quota of a choice, with the amount there was; zero where the kind changes.
fn quota_of(key: &str, before: Option<Quota>) -> Option<Quota> {
    let (kind, period) = key.split_once('-').filter(|it| !it.1.is_empty())?;
    let per = match period {
        "month" => Cadence::Month,
        "quarter" => Cadence::Quarter,
        "half" => Cadence::Half,
        _year => Cadence::Year,
    };
    Some(match (kind, before) {
        ("arr", Some(Quota::Arr { amount, .. })) => Quota::Arr { amount, per },
        ("arr", _) => Quota::Arr { amount: Money::ZERO, per },
        (_, Some(Quota::Units { count, .. })) => Quota::Units { count, per },
        (_, _) => Quota::Units { count: 0, per },
    })
}

/// The command for a text in a cell that is no input of the registry: period of the quota, ramp, first span, plan. None: no change.
pub(super) fn command(
    document: &Document,
    key: &TermsKey,
    col: &str,
    text: &str,
    locale: &Locale,
) -> Result<Option<Command>, String> {
    let Some((role, terms)) = key.find(document) else { return Err(tr!("These terms are no longer there.").into()) };
    let segment = key.segment.as_ref();
    let change = |change: &dyn Fn(&mut Terms)| change_terms(document, &role.id, segment, change);
    let whole = |most: u32| {
        let read = parse_count(text, locale).map_err(|it| sentence(&it.to_string()))?;
        if read <= most { Ok(read) } else { Err(tr!("At most {most}.")) }
    };
    let text = text.trim();
    Ok(match col {
        "ramp" => {
            let months = whole(60)?;
            (months != terms.ramp.months()).then(|| set_ramp_months(document, &role.id, segment, months)).flatten()
        }
        "per" => {
            let known =
                QUOTAS.iter().find(|(key, name)| *key == text || name.eq_ignore_ascii_case(text) || tr!(*name) == text);
            let (key, _) = known.ok_or_else(|| tr!("\u{201c}{text}\u{201d} is no period of a quota; choose one."))?;
            let quota = quota_of(key, terms.quota);
            if quota == terms.quota { None } else { change(&|terms| terms.quota = quota) }
        }
        "plan" => {
            let same = |name: &str| name.eq_ignore_ascii_case(text);
            let found = document.plans.iter().find(|it| same(it.id.as_str()) || same(&it.name)).map(|it| it.id.clone());
            let none = text.is_empty() || [NONE, tr!("no plan"), UNDEFINED].iter().any(|it| same(it));
            let plan: Option<PlanId> = match (found, none) {
                (Some(id), _) => Some(id),
                (None, true) => None,
                (None, false) => return Err(tr!("There is no pay plan \u{201c}{text}\u{201d}.")),
            };
            if plan == terms.plan { None } else { change(&move |terms| terms.plan = plan.clone()) }
        }
        "low" | "high" if terms.span.is_none() && !text.is_empty() => {
            let reports = whole(1_000)?;
            change(&move |terms| terms.span = Some(Span { low: reports, high: reports }))
        }
        _others => None,
    })
}

/// The heading of a role in the table.
pub(super) fn role_head(document: &Document, role: &Role, locale: &Locale) -> String {
    let seats = document.seats.iter().filter(|seat| seat.role == role.id).count();
    let noun = if seats == 1 { tr!("seat") } else { tr!("seats") };
    format!("{} · {} · {} {noun}", role.name, role.function.name(), locale.count(seats as i64))
}

/// Functions as choices.
pub(super) fn functions() -> Vec<Choice> {
    Function::ALL.iter().enumerate().map(|(at, it)| Choice::new(at.to_string(), it.name())).collect()
}
