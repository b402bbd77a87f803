//! What stands around the rows of a statement: whose it is, what it comes to, what it is made of, and how to read it.

use super::Words;
use crate::engine::pay::StepKind;
use crate::engine::{NoStatement, Source, Span, Statement, TargetFrom};
use crate::model::Document;
use crate::model::comp::TierValue;
use crate::present::Locale;
use crate::present::number::{self, show_date, shown};
use crate::present::words_pay::clawback_leaves_spifs;
use crate::text::tr;
use crate::units::{Cadence, Money};

/// A figure above the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// The figure.
    pub value: String,
}

/// Everything around the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Who holds the seat.
    pub person: String,
    /// Role and segment of the seat.
    pub post: String,
    /// The plan, with its version where there are several.
    pub plan: String,
    /// The months.
    pub months: String,
    /// Target variable, earned, its share of target without SPIFs, paid.
    pub facts: Vec<Fact>,
    /// What it comes to, in a sentence.
    pub say: String,
    /// Deals that count for nobody.
    pub lost: Vec<String>,
    /// What the words on it mean, as far as they occur.
    pub notes: Vec<String>,
}

/// Who held a seat in a stint.
pub fn name_of(document: &Document, seat: usize, stint: usize) -> String {
    let stint = document.seats.get(seat).and_then(|seat| seat.stints.get(stint));
    let named = stint.and_then(|stint| document.person(stint.person.as_ref()?));
    named.map_or_else(|| tr!("Someone still to be hired").to_owned(), |person| person.name.clone())
}

/// Role and segment of a seat: `Account executive, SMB`.
pub fn post_of(document: &Document, seat: usize) -> String {
    let Some(seat) = document.seats.get(seat) else { return String::new() };
    let role = document.role(&seat.role).map_or_else(|| seat.role.to_string(), |role| role.name.clone());
    match seat.segment.as_ref().and_then(|id| document.segment(id)) {
        Some(segment) => format!("{role}, {}", segment.name),
        None => role,
    }
}

/// The months of a statement: `Jan to Mar 2027`.
pub fn months_of(document: &Document, span: Span) -> String {
    let months: Vec<_> = document.settings.months().collect();
    let ends = months.get(span.from).zip(months.get(span.to));
    ends.map(|(first, last)| number::show_months(*first, *last)).unwrap_or_default()
}

/// Why there is no statement and what to do: a title and a sentence.
pub fn reason(none: NoStatement, document: &Document, seat: &str, months: &str) -> (String, String) {
    let named = document.seats.iter().position(|it| it.id.as_str() == seat);
    let post = named.map(|at| post_of(document, at)).unwrap_or_default();
    match none {
        NoStatement::UnknownSeat => (
            tr!("There is no seat \u{201c}{seat}\u{201d}"),
            tr!(
                "It may have been removed, or the address belongs to another scenario. Choose someone on the Pay page."
            )
            .to_owned(),
        ),
        NoStatement::Vacant => (
            tr!("Nobody holds this seat in {months}"),
            tr!("{post}. Choose other months, or enter who holds the seat on the Team page."),
        ),
        NoStatement::NoPlan => (
            tr!("This seat has no pay plan").to_owned(),
            tr!(
                "{post} has no plan with components, so nothing variable is earned. Give the role a plan on the Pay page."
            ),
        ),
    }
}

/// What the statement is made of, in a sentence.
pub fn source(document: &Document, statement: &Statement, locale: &Locale) -> String {
    let name = name_of(document, statement.seat, statement.stint);
    match statement.source {
        Source::Forecast => tr!(
            "Made of the forecast: the results expected of this seat, supposing that {} stays. Deals will differ.",
            if name.starts_with(tr!("Someone")) { tr!("the new hire") } else { &name }
        ),
        Source::Deals => {
            let periods = statement.components.iter().flat_map(|it| &it.periods);
            let mut deals: Vec<usize> = periods.flat_map(|it| &it.credits).map(|it| it.deal).collect();
            deals.sort_unstable();
            deals.dedup();
            match deals.len() {
                0 => tr!(
                    "Made of the deals entered. None of them is credited here in these months; the forecast says what \
                      is expected instead."
                )
                .to_owned(),
                1 => tr!("Made of the one deal credited here.").to_owned(),
                count => tr!("Made of the {} deals credited here.", locale.count(count as i64)),
            }
        }
    }
}

/// Where no period of the plan closes in the months: the shortest period that would hold one.
pub fn nothing_closes(document: &Document, statement: &Statement) -> Option<Cadence> {
    if statement.components.iter().any(|it| !it.periods.is_empty()) {
        return None;
    }
    let plan = document.seats.get(statement.seat).and_then(|seat| document.plan_of(seat))?;
    let components = plan.versions.iter().flat_map(|it| &it.components);
    let shortest = components.map(|it| it.cadence).min()?;
    (shortest.months() as usize > statement.span.len()).then_some(shortest)
}

/// What stands around the rows.
pub fn sheet(document: &Document, statement: &Statement, locale: &Locale) -> Sheet {
    let words = Words { document, statement, locale, currency: document.settings.currency };
    let money = |amount| locale.money_full_named(amount, words.currency);
    let person = name_of(document, statement.seat, statement.stint);
    let target = statement.target.to_major();
    // SPIFs are outside target variable.
    let spifs: Money = statement.components.iter().filter(|it| it.weight.is_none()).map(|it| it.earned).sum();
    let reached = (target > 0.0).then(|| (statement.earned - spifs).to_major() / target);
    let share = if spifs.is_zero() { tr!("Share of target") } else { tr!("Share of target without SPIFs") };
    let mut facts = vec![
        Fact { label: tr!("Target variable"), value: money(statement.target) },
        Fact { label: tr!("Earned"), value: money(statement.earned) },
        Fact { label: share, value: shown(reached, |it| locale.percent(it, 1)) },
        Fact { label: tr!("Paid"), value: money(statement.paid) },
    ];
    if !statement.owed.is_zero() {
        facts.push(Fact { label: tr!("Advances still owed"), value: money(statement.owed) });
    }
    let months = months_of(document, statement.span);
    let lost = statement.lost.iter().filter_map(|at| document.deals.get(*at)).map(|deal| {
        let name = if deal.name.is_empty() { deal.id.as_str() } else { deal.name.as_str() };
        tr!("{name}, closed on {}", show_date(deal.closed))
    });
    Sheet {
        post: post_of(document, statement.seat),
        plan: words.plan(),
        facts,
        say: words.say(reached, !spifs.is_zero()),
        lost: lost.collect(),
        notes: words.notes(),
        months,
        person,
    }
}

impl Words<'_> {
    /// The plan's name, and from when on its version holds where there are several.
    fn plan(&self) -> String {
        let seat = self.document.seats.get(self.statement.seat);
        let Some(plan) = seat.and_then(|seat| self.document.plan_of(seat)) else { return String::new() };
        let last = self.document.settings.months().nth(self.statement.span.to).map(|it| it.last_day());
        let from = last.and_then(|day| plan.version_on(day)).and_then(|version| version.from);
        match from.filter(|_| plan.versions.len() > 1) {
            Some(from) => tr!("{}, as of {}", plan.name, show_date(from)),
            None => plan.name.clone(),
        }
    }

    fn say(&self, reached: Option<f64>, spifs: bool) -> String {
        let money = |amount| self.locale.money_full_named(amount, self.currency);
        let it = self.statement;
        let target = match reached {
            Some(share) => {
                let share = self.locale.percent(share, 1);
                let without = if spifs { tr!(", without SPIFs {share}") } else { [", ", &share].concat() };
                tr!("{without} of target variable for these months, {}", money(it.target))
            }
            None => String::new(),
        };
        if it.paid == it.earned {
            return tr!("{} earned and paid{target}.", money(it.earned));
        }
        tr!("{} earned{target}; {} paid in these months.", money(it.earned), money(it.paid))
    }

    /// What the words on it mean, as far as they occur.
    fn notes(&self) -> Vec<String> {
        let periods = || self.statement.components.iter().flat_map(|it| &it.periods);
        let steps = || periods().flat_map(|it| &it.lines).map(|it| it.kind);
        let mut notes = self.targets_apart();
        if periods().any(|it| !it.credits.is_empty()) {
            notes.push(
                tr!("Credit is what of a deal counts for this person; attainment is credit over target.").to_owned(),
            );
        } else if periods().any(|it| it.earned.attainment.is_some()) {
            notes.push(tr!("Attainment is the result over its target.").to_owned());
        }
        if steps().any(|it| matches!(it, StepKind::Slice { value: TierValue::Multiple(_), .. })) {
            notes.push(
                tr!("The target rate is target pay over target, never rounded: a result exactly on target pays exactly the \
                 target pay.")
                    .to_owned(),
            );
        }
        if steps().next().is_some() {
            notes.push(
                tr!("Steps are shown to the thousandth and add up to what each component earned; the rounding to coins is \
                 a step of its own.")
                    .to_owned(),
            );
        }
        if periods().any(|it| matches!(it.target, Some(TargetFrom::Quotas { .. }))) {
            notes.push(match self.statement.source {
                Source::Deals => tr!(
                    "Quotas in scope count whole for the time somebody was in the seat; expected attrition takes nothing off."
                )
                .to_owned(),
                Source::Forecast => tr!(
                    "Quotas in scope are those that are expected: attrition and open requisitions make them smaller."
                )
                .to_owned(),
            });
        }
        if !self.statement.taken_back.is_empty() {
            notes.extend(self.version().and_then(clawback_leaves_spifs).map(str::to_owned));
        }
        let base = self.locale.money_full_named(self.statement.base, self.currency);
        notes.push(tr!("Base pay of these months, {base}, is not part of this statement."));
        notes
    }
}
