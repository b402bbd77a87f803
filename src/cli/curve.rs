//! `remit curve`: what a plan pays and costs at every attainment.

use super::against::Second;
use super::args::{Invocation, Opt};
use super::help::alternatives;
use super::json::Json;
use super::nearest::did_you_mean;
use super::statement::span_of;
use super::{Exit, Failure, Ports, figures, file};
use crate::engine::{
    CostLine, CostTable, Floor, OtherStand, cost_of_year, cost_table, held_in, one_person, other_stands, pay_floor,
    usual_terms,
};
use crate::model::comp::{Measure, Plan, PlanVersion};
use crate::model::{Document, OtherMeasures, Role, Terms};
use crate::present::{Locale, words_pay};
use crate::units::{Cadence, FiscalPeriod, Money, Rate};

/// Lines printed at most, besides the first.
const MOST_STEPS: f64 = 10_000.0;
/// The attainment beyond which no plan is asked about.
const MOST: f64 = 100.0;

#[derive(Clone, Copy)]
pub(super) enum Format {
    Text,
    Json,
    Csv,
}

/// What is looked at.
pub(super) struct Subject<'a> {
    pub(super) document: &'a Document,
    plan: &'a Plan,
    pub(super) version: &'a PlanVersion,
    pub(super) role: &'a Role,
    pub(super) terms: &'a Terms,
    /// The plan as `--plan` names it.
    pub(super) wanted: String,
}

impl Subject<'_> {
    /// Under which terms, as `--role` names them.
    pub(super) fn under(&self) -> String {
        match &self.terms.segment {
            Some(segment) => format!("{}/{segment}", self.role.id),
            None => self.role.id.to_string(),
        }
    }
}

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let formats = [("text", Format::Text), ("json", Format::Json), ("csv", Format::Csv)];
    let format = invocation.choice(Opt::Format, &formats, Format::Text)?;
    let attainments = attainments(invocation)?;
    if !invocation.has(Opt::Plan) {
        return Err(Failure::Usage("`remit curve` needs --plan ID, the plan to look at".to_owned()));
    }
    let others = others(invocation)?;
    let mut document = file::read(invocation.file(), ports.stdin)?.document;
    if let Some(others) = others {
        document.assumptions.other_measures = others;
    }
    let wanted = invocation.value(Opt::Plan).unwrap_or_default().to_string_lossy().into_owned();
    let (plan, version) = plan_named(&document, &wanted)?;
    let (role, terms) = terms(invocation, &document, plan)?;
    let subject = Subject { document: &document, plan, version, role, terms, wanted };
    if invocation.has(Opt::Against) {
        year(invocation, &document, &subject)?;
    }
    if let Some(second) = Second::read(invocation, &document, ports)? {
        ports.print(&second.compare(&subject, &attainments)?.print(format))?;
        return Ok(Exit::Fine);
    }
    let people = one_person(terms);
    let year = year(invocation, &document, &subject)?;
    let table = match &year {
        Some(year) => cost_of_year(&document, plan, year, &people, &attainments),
        None => cost_table(&document, version, &people, &attainments),
    };
    // What is said beside the table is said of the last version in it.
    let last = year.and_then(|year| held_in(plan, &year).pop());
    let subject = Subject { version: last.map_or(version, |it| it.version), ..subject };
    let text = match format {
        Format::Text => as_text(&subject, &table),
        Format::Json => as_json(&subject, &table),
        Format::Csv => figures::csv(&rows(&table)),
    };
    ports.print(&text)?;
    Ok(Exit::Fine)
}

/// The fiscal year whose versions are to be priced, each for its months, if one is named.
fn year(invocation: &Invocation, document: &Document, subject: &Subject<'_>) -> Result<Option<FiscalPeriod>, Failure> {
    let Some(named) = invocation.value(Opt::Period) else { return Ok(None) };
    let named = named.to_string_lossy();
    if invocation.has(Opt::Against) || subject.plan.id.as_str() != subject.wanted {
        return Err(Failure::Usage(
            "--period takes every version of one plan for its months, so it goes with neither --against nor a numbered version"
                .to_owned(),
        ));
    }
    span_of(document, &named)?;
    let calendar = document.settings.fiscal_calendar();
    let years = document.settings.months().map(|month| calendar.period_of(month, Cadence::Year));
    let found = years.into_iter().find(|it| it.key() == named);
    found
        .map(Some)
        .ok_or_else(|| Failure::Usage(format!("--period {named} is no fiscal year; write one such as FY2027")))
}

/// The attainments asked for, evenly from the first to the last.
fn attainments(invocation: &Invocation) -> Result<Vec<f64>, Failure> {
    let from = number(invocation, Opt::From, 0.0)?;
    let to = number(invocation, Opt::To, 2.0)?;
    let step = number(invocation, Opt::Step, 0.1)?;
    if to < from {
        return Err(Failure::Usage(format!("--to {to} lies below --from {from}; let it be the same or more")));
    }
    if step <= 0.0 {
        return Err(Failure::Usage("--step must be more than 0, such as 0.01".to_owned()));
    }
    let steps = ((to - from) / step + 1e-9).floor();
    if steps > MOST_STEPS {
        return Err(Failure::Usage(format!(
            "--step {step} would make {} lines; at most {} are printed, so take a longer step or a shorter stretch",
            figures::decimals(steps + 1.0, 0),
            MOST_STEPS + 1.0
        )));
    }
    // Counted in steps, so that no error adds up; a millionth is what shares are kept to.
    Ok((0..=steps as u32).map(|at| ((from + step * f64::from(at)) * 1e6).round() / 1e6).collect())
}

/// An option that is an attainment: `1.5` or `150%`.
fn number(invocation: &Invocation, option: Opt, default: f64) -> Result<f64, Failure> {
    let Some(value) = invocation.value(option) else { return Ok(default) };
    let text = value.to_string_lossy();
    share(text.trim()).ok_or_else(|| {
        Failure::Usage(format!(
            "\u{201c}{} {text}\u{201d} is no attainment; write a fraction from 0 to {MOST} such as 1.5, or 150%",
            option.name()
        ))
    })
}

/// `1.5` or `150%`, within what is asked about.
fn share(text: &str) -> Option<f64> {
    let (digits, scale) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim_end(), 0.01),
        None => (text, 1.0),
    };
    digits.parse::<f64>().ok().map(|it| it * scale).filter(|it| (0.0..=MOST).contains(it))
}

/// Where other measures stand, if it is said.
fn others(invocation: &Invocation) -> Result<Option<OtherMeasures>, Failure> {
    let Some(value) = invocation.value(Opt::Others) else { return Ok(None) };
    let text = value.to_string_lossy();
    match text.trim() {
        "target" => Ok(Some(OtherMeasures::OnTarget)),
        "same" => Ok(Some(OtherMeasures::SameAttainment)),
        typed => match share(typed) {
            Some(value) => Ok(Some(OtherMeasures::At { value: Rate::from_f64(value) })),
            None => Err(Failure::Usage(format!(
                "\u{201c}--others {typed}\u{201d} is neither \u{201c}target\u{201d} nor \u{201c}same\u{201d} nor a value from 0 to {MOST} such \
                 as 0.9 or 90%"
            ))),
        },
    }
}

/// A plan, and the version of it that holds in the last month planned; `ae/1` names the first version.
pub(super) fn plan_named<'d>(document: &'d Document, wanted: &str) -> Result<(&'d Plan, &'d PlanVersion), Failure> {
    let find = |id: &str| document.plans.iter().find(|plan| plan.id.as_str() == id);
    let numbered = wanted.rsplit_once('/').and_then(|(id, number)| Some((find(id)?, number)));
    if let (None, Some((plan, number))) = (find(wanted), numbered) {
        let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let version = at.and_then(|at| plan.versions.get(at)).ok_or_else(|| {
            let count = plan.versions.len();
            Failure::Usage(format!(
                "the plan \u{201c}{}\u{201d} has no version \u{201c}{number}\u{201d}; it has {count}",
                plan.id
            ))
        })?;
        return Ok((plan, version));
    }
    let plan = find(wanted).ok_or_else(|| {
        let ids: Vec<&str> = document.plans.iter().map(|plan| plan.id.as_str()).collect();
        Failure::Usage(format!("there is no plan \u{201c}{wanted}\u{201d}{}", offer(wanted, &ids, "plans")))
    })?;
    let version = plan.version_on(document.settings.last_month().first_day()).ok_or_else(|| {
        Failure::Usage(format!("the plan \u{201c}{}\u{201d} has no version, so it pays nothing to look at", plan.id))
    })?;
    Ok((plan, version))
}

/// The terms that `--role` names as the registry of inputs does: a role, or a role and a segment.
fn terms<'d>(invocation: &Invocation, document: &'d Document, plan: &Plan) -> Result<(&'d Role, &'d Terms), Failure> {
    let Some(wanted) = invocation.value(Opt::Role) else {
        return usual_terms(document, &plan.id).ok_or_else(|| {
            Failure::Usage("the document has no role, so there are no terms to look at a plan under".to_owned())
        });
    };
    named_terms(document, &wanted.to_string_lossy())
}

/// A row of terms by `ROLE` or `ROLE/SEGMENT`.
pub(super) fn named_terms<'d>(document: &'d Document, wanted: &str) -> Result<(&'d Role, &'d Terms), Failure> {
    let (role_id, segment) = match wanted.split_once('/') {
        Some((role, segment)) => (role, Some(segment)),
        None => (wanted, None),
    };
    let role = document.roles.iter().find(|role| role.id.as_str() == role_id).ok_or_else(|| {
        let ids: Vec<&str> = document.roles.iter().map(|role| role.id.as_str()).collect();
        Failure::Usage(format!("there is no role \u{201c}{role_id}\u{201d}{}", offer(role_id, &ids, "roles")))
    })?;
    let name = |terms: &'d Terms| terms.segment.as_ref().map_or("any", |id| id.as_str());
    let found = match segment {
        Some(segment) => role.terms.iter().find(|terms| name(terms) == segment),
        None => {
            // Without a segment: the terms that hold where no segment has its own, else the first there are.
            role.terms.iter().find(|terms| terms.segment.is_none()).or_else(|| role.terms.first())
        }
    };
    found.map(|terms| (role, terms)).ok_or_else(|| {
        let names: Vec<&str> = role.terms.iter().map(name).collect();
        Failure::Usage(match segment {
            Some(segment) => format!(
                "the role \u{201c}{role_id}\u{201d} has no terms in \u{201c}{segment}\u{201d}{}",
                offer(segment, &names, "terms")
            ),
            None => format!("the role \u{201c}{role_id}\u{201d} has no terms"),
        })
    })
}

/// What could have been meant.
fn offer(wanted: &str, known: &[&str], what: &str) -> String {
    let near = did_you_mean(wanted, known.iter().copied());
    match (near.is_empty(), known) {
        (false, _) => near,
        (true, []) => format!("; there are no {what}"),
        (true, known) => format!("; there is {}", alternatives(known)),
    }
}

fn header(table: &CostTable) -> Vec<String> {
    let parts = table.parts.iter().map(|it| format!("pay_{}", it.id));
    let rest = ["capped", "variable", "rate", "ccos"].map(str::to_owned);
    std::iter::once("attainment".to_owned()).chain(parts).chain(rest).collect()
}

fn rows(table: &CostTable) -> Vec<Vec<String>> {
    let share = |share: Option<f64>| share.map(|it| figures::decimals(it, figures::FINE)).unwrap_or_default();
    let row = |line: &CostLine| {
        let mut row = vec![figures::decimals(line.attainment, figures::FINE)];
        row.extend(line.components.iter().map(ToString::to_string));
        row.extend([line.capped.to_string(), line.variable.to_string(), share(line.rate), share(line.ccos)]);
        row
    };
    std::iter::once(header(table)).chain(table.lines.iter().map(row)).collect()
}

/// To be read: decimal points stand below each other.
fn as_text(subject: &Subject<'_>, table: &CostTable) -> String {
    let digits = subject.document.settings.currency.minor_digits() as usize;
    let money = |amount: &Money| format!("{:.digits$}", amount.to_major());
    let percent = |share: Option<f64>| share.map(|it| format!("{:.2} %", it * 100.0)).unwrap_or_default();
    let row = |line: &CostLine| {
        let mut row = vec![format!("{} %", figures::decimals(line.attainment * 100.0, 4))];
        row.extend(line.components.iter().map(money));
        row.extend([money(&line.capped), money(&line.variable), percent(line.rate), percent(line.ccos)]);
        row
    };
    let rows: Vec<Vec<String>> = std::iter::once(header(table)).chain(table.lines.iter().map(row)).collect();
    let mut text = format!(
        "{} under the terms of {}: base {}, target variable {} {} a year\n\n",
        subject.plan.id,
        subject.under(),
        table.base,
        table.target,
        subject.document.settings.currency
    );
    if !table.runs.is_empty() {
        let held = table.runs.iter().map(|it| format!("version {} from {} to {}", it.number, it.first, it.last));
        text.push_str(&format!("{}, each rated by itself\n\n", held.collect::<Vec<_>>().join(", ")));
    }
    let locale = Locale::EN_US;
    let assumed = words_pay::curve_assumes(subject.document, subject.version, &locale);
    let least = words_pay::floor(pay_floor(subject.version).as_ref(), &locale, subject.document.settings.currency);
    for told in [assumed, least].iter().filter(|it| !it.is_empty()) {
        text.push_str(&format!("{}\n\n", told.replace('\u{a0}', " ")));
    }
    text.push_str(&table_text(&rows));
    text
}

/// Rows whose columns stand below each other.
pub(super) fn table_text(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let mut widths = vec![0; columns];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:>width$}")).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn as_json(subject: &Subject<'_>, table: &CostTable) -> String {
    let share = |share: Option<f64>| share.map_or(Json::Null, |it| figures::number(it, figures::FINE));
    let components = table.parts.iter().map(|it| {
        Json::Object(vec![
            ("id", Json::text(&it.id)),
            ("name", Json::text(&it.name)),
            ("weight", figures::number(it.weight, figures::FINE)),
        ])
    });
    let points = table.lines.iter().map(|line| {
        Json::Object(vec![
            ("attainment", figures::number(line.attainment, figures::FINE)),
            ("pay", Json::List(line.components.iter().map(Json::text).collect())),
            ("capped", Json::text(line.capped)),
            ("variable", Json::text(line.variable)),
            ("rate", share(line.rate)),
            ("ccos", share(line.ccos)),
        ])
    });
    let others = other_stands(subject.document, subject.version).into_iter().map(|(measure, stand)| {
        let at = |rate: Rate| figures::number(rate.to_f64(), figures::FINE);
        let at = match stand {
            OtherStand::OnTarget => at(Rate::ONE),
            OtherStand::AtRatio(rate) | OtherStand::At(rate) => at(rate),
            OtherStand::Along => Json::text("same"),
            OtherStand::Unknown => Json::Null,
        };
        Json::Object(vec![("measure", name(measure)), ("at", at)])
    });
    let versions = table.runs.iter().map(|it| {
        Json::Object(vec![
            ("number", figures::number(it.number as f64, 0)),
            ("from", Json::text(it.first)),
            ("to", Json::text(it.last)),
        ])
    });
    let members = vec![
        ("plan", Json::text(&subject.plan.id)),
        ("role", Json::text(subject.under())),
        ("currency", Json::text(subject.document.settings.currency)),
        ("base", Json::text(table.base)),
        ("target_variable", Json::text(table.target)),
        ("credit_at_target", Json::text_or_null(table.credit)),
        ("paid_at_least", pay_floor(subject.version).map_or(Json::Null, |it| least(&it))),
        ("other_measures", Json::List(others.collect())),
        ("versions", Json::List(versions.collect())),
        ("components", Json::List(components.collect())),
        ("points", Json::List(points.collect())),
    ];
    Json::Object(members).print()
}

/// What is paid whatever is earned.
fn least(floor: &Floor) -> Json {
    Json::Object(vec![("amount", Json::text(floor.amount)), ("months", figures::number(f64::from(floor.months), 0))])
}

/// A measure as the document names it.
fn name(measure: Measure) -> Json {
    let value = serde_json::to_value(measure).ok();
    Json::text_or_null(value.as_ref().and_then(|it| it.as_str()))
}
