//! The statement of one person for some months: every deal, slice, factor, cap, draw and holdback, adding up to what is paid.
//!
//! It prints in the order of the calculation (PRODUCT 14). Amounts of steps are shown to the thousandth; the coin is made once, by a
//! line of its own.

mod meaning;
mod there;
mod wait;

pub use meaning::statement_by_meaning;
pub use wait::Wait;

use crate::engine::Span;
use crate::engine::credit::Credits;
use crate::engine::deal_credit::DealCredits;
use crate::engine::pay::{Earned, Ratio, Step, StepKind, pay_out};
use crate::engine::payroll::{Desk, TargetFrom, Workings, YearCap, pay_one};
use crate::engine::staff::{self, Holder, Post};
use crate::model::comp::{DrawKind, Measure, RatePreset, Scope, Spif};
use crate::model::{Document, Stint};
use crate::units::{Cadence, ComponentId, FiscalPeriod, Flow, Money, Month, Rate, Rounding, SeatId};
use chrono::NaiveDate;

/// What a statement is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The document's deals.
    Deals,
    /// The forecast, supposing that the person stays.
    Forecast,
}

/// Why there is no statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoStatement {
    /// No seat has this name.
    UnknownSeat,
    /// Nobody holds the seat in these months.
    Vacant,
    /// The seat has no plan with components.
    NoPlan,
}

/// One line of a component: a step and what it adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The step.
    pub kind: StepKind,
    /// Position of the deal it concerns, in the document.
    pub deal: Option<usize>,
    /// What it adds, to the thousandth.
    pub amount: Money,
}

/// A deal's credit to a component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CreditLine {
    /// Position of the deal in the document.
    pub deal: usize,
    /// The day it counts for: that of closing, or of an early end.
    pub day: NaiveDate,
    /// Credit, in thousandths of the measure's unit.
    pub credit: i64,
    /// Credit on top of the 100 % of the deal.
    pub overlay: bool,
}

/// A period of a component that closed within the statement.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodStatement {
    /// Credit, quota, attainment, and what was earned.
    pub earned: Earned,
    /// What its target is made of; none for a ratio and a SPIF.
    pub target: Option<TargetFrom>,
    /// The deals of the period; none where the forecast made the credit.
    pub credits: Vec<CreditLine>,
    /// From credit to coin; they add up to what was earned.
    pub lines: Vec<Line>,
}

/// One component, or a SPIF.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentStatement {
    /// Which.
    pub id: ComponentId,
    /// Its name.
    pub name: String,
    /// What it looks at.
    pub measure: Measure,
    /// Whose results.
    pub scope: Scope,
    /// Share of target variable; nothing for a SPIF.
    pub weight: Option<Rate>,
    /// The rate the person has of their own, as a share of credit on the first tier that pays.
    pub own_rate: Option<Rate>,
    /// Periods that closed.
    pub periods: Vec<PeriodStatement>,
    /// Earned in them.
    pub earned: Money,
}

/// The statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Position of the seat.
    pub seat: usize,
    /// Position of the stint.
    pub stint: usize,
    /// Months.
    pub span: Span,
    /// What it is made of.
    pub source: Source,
    /// The time in the seat in these months, as a share of a year.
    pub share_of_year: f64,
    /// Target variable for the time in the seat.
    pub target: Money,
    /// Base pay.
    pub base: Money,
    /// Components, then SPIFs.
    pub components: Vec<ComponentStatement>,
    /// Earned by all components.
    pub components_earned: Money,
    /// The cap on variable pay of the fiscal year in which these months end, if there is one.
    pub cap: Option<YearCap>,
    /// Cut by it; negative.
    pub capped: Money,
    /// Earned: components less that.
    pub earned: Money,
    /// Due now from earlier, less what waits for invoice or cash.
    pub waiting: Money,
    /// The same deal by deal; they add up to it.
    pub waits: Vec<Wait>,
    /// How draws are settled: as the first version with a draw says, whatever later ones do.
    pub draw_kind: Option<DrawKind>,
    /// The draw or guarantee of these months; nothing where there is none.
    pub draw: Money,
    /// Advanced by it.
    pub advanced: Money,
    /// Recovered of earlier advances; negative.
    pub recovered: Money,
    /// Still owed of advances at the end.
    pub owed: Money,
    /// Taken back of deals that ended early: position of the deal, amount (negative), and the component that had paid it.
    pub taken_back: Vec<(usize, Money, ComponentId)>,
    /// Due: earned, with everything above.
    pub due: Money,
    /// Of that, paid with its month by a draw that is paid so.
    pub with_month: Money,
    /// Of that, paid after these months: lag, instalments, holdback; negative.
    pub later: Money,
    /// Paid in these months of what was due before.
    pub from_before: Money,
    /// Paid: due, with the two above.
    pub paid: Money,
    /// Deals of these months that credit this seat on a day when nobody held it.
    pub lost: Vec<usize>,
}

/// Makes the statement of whoever holds a seat in some months. Where several do, of the last.
pub fn statement(document: &Document, seat: &SeatId, span: Span, source: Source) -> Result<Statement, NoStatement> {
    statement_of(document, seat, None, span, source)
}

/// The same for one of those who hold the seat in these months, by the position of the stint; for the last, if none is named or the
/// one named is not among them.
pub fn statement_of(
    document: &Document,
    seat: &SeatId,
    stint: Option<usize>,
    span: Span,
    source: Source,
) -> Result<Statement, NoStatement> {
    let asked = (seat, stint);
    in_each_document(document, asked, (span, source), &[]).and_then(|mut all| all.pop().ok_or(NoStatement::NoPlan))
}

/// One statement of the document as it is, or one under each of some meanings of a component. The forecast is made once: rates do not move it.
fn in_each_document(
    document: &Document,
    (seat, stint): (&SeatId, Option<usize>),
    (span, source): (Span, Source),
    meanings: &[(ComponentId, RatePreset)],
) -> Result<Vec<Statement>, NoStatement> {
    let at = document.seats.iter().position(|it| it.id == *seat).ok_or(NoStatement::UnknownSeat)?;
    let held = holders_in(document, at, span);
    let stint = stint.filter(|it| held.contains(it)).or(held.last().copied()).ok_or(NoStatement::Vacant)?;
    let staying = there::staying(document, at, stint);
    let document = &staying;
    let posts = staff::posts(document);
    let plan = posts.get(at).and_then(|post| post.plan).filter(|plan| {
        let pays =
            |version: &crate::model::comp::PlanVersion| !version.components.is_empty() || !version.spifs.is_empty();
        plan.versions.iter().any(pays)
    });
    let plan = plan.map(|it| it.id.clone()).ok_or(NoStatement::NoPlan)?;
    let holders = staff::holders(document, &posts);
    let forecast = super::forecast(document, &posts, &holders);
    let (credits, seasons) = (&forecast.credits, &forecast.seasons);
    let holders = match source {
        Source::Deals => there::as_they_were(document, holders),
        Source::Forecast => holders,
    };
    if meanings.is_empty() {
        return Ok(vec![make(document, &posts, &holders, credits, seasons, (at, stint), span, source)?]);
    }
    let told = meanings.iter().map(|meaning| {
        let meant = meaning::in_meaning(document, &plan, meaning);
        make(&meant, &staff::posts(&meant), &holders, credits, seasons, (at, stint), span, source)
    });
    told.collect()
}

/// The fiscal period of a name such as `FY2027-Q1`, `FY2027-H1`, `FY2027` or `2027-01`, in any case of letters, with the months of the
/// plan that lie in it; none if the plan has no such months.
pub fn period_named(document: &Document, name: &str) -> Option<(FiscalPeriod, Span)> {
    let calendar = document.settings.fiscal_calendar();
    let months: Vec<_> = document.settings.months().collect();
    Cadence::ALL.into_iter().find_map(|cadence| {
        let inside = |month: &Month| calendar.period_of(*month, cadence).key().eq_ignore_ascii_case(name.trim());
        let (from, to) = (months.iter().position(inside)?, months.iter().rposition(inside)?);
        Some((calendar.period_of(*months.get(from)?, cadence), Span { from, to }))
    })
}

#[allow(clippy::too_many_arguments, reason = "everything a statement is made of")]
fn make(
    document: &Document,
    posts: &[Post<'_>],
    holders: &[Holder],
    credits: &Credits,
    seasons: &[f64],
    (seat, stint): (usize, usize),
    span: Span,
    source: Source,
) -> Result<Statement, NoStatement> {
    let deals = (source == Source::Deals).then(|| DealCredits::of(document, posts, holders));
    let desk = Desk::new(document, posts, holders, credits, deals.as_ref(), seasons);
    let holder = holders.iter().position(|it| it.post == seat && it.stint == Some(stint)).ok_or(NoStatement::Vacant)?;
    let workings = pay_one(&desk, holder).ok_or(NoStatement::Vacant)?;
    let name = posts.get(seat).map(|post| post.seat.id.as_str()).unwrap_or_default();
    let months: Vec<Month> = document.settings.months().collect();
    let inside = |deal: &usize| {
        let closed = document.deals.get(*deal).map(|deal| Month::of(deal.closed));
        let ends = months.get(span.from).zip(months.get(span.to));
        closed.zip(ends).is_some_and(|(closed, (first, last))| (*first..=*last).contains(&closed))
    };
    let of_seat = deals.iter().flat_map(|deals| &deals.lost).filter(|it| it.1 == name);
    let lost = of_seat.map(|it| it.0).filter(inside).collect();
    let post = posts.get(seat).ok_or(NoStatement::UnknownSeat)?;
    Ok(told(document, post, &workings, (seat, stint), span, source, lost))
}

fn told(
    document: &Document,
    post: &Post<'_>,
    workings: &Workings,
    (seat, stint): (usize, usize),
    span: Span,
    source: Source,
    lost: Vec<usize>,
) -> Statement {
    let sum = |series: &[Money]| -> Money { series.get(span.from..=span.to).unwrap_or(&[]).iter().copied().sum() };
    let payee = &workings.payee;
    let months: Vec<Month> = document.settings.months().collect();
    let components = components(post, workings, span, &months);
    let components_earned: Money = components.iter().map(|it| it.earned).sum();
    let earned = sum(&payee.variable);
    let draws = workings.draws.as_deref().unwrap_or(&[]);
    let in_span = draws.get(span.from..=span.to).unwrap_or(&[]);
    let taken_back: Vec<(usize, Money, ComponentId)> = workings
        .taken_back
        .iter()
        .filter(|it| (span.from..=span.to).contains(&it.at))
        .map(|it| (it.deal, it.amount, it.component.clone()))
        .collect();
    let (due, paid) = (sum(&workings.payable), sum(&payee.paid));
    let from_before = paid_of_earlier(document, post, workings, span);
    let calendar = document.settings.fiscal_calendar();
    let year = document.settings.months().nth(span.to).map(|month| calendar.period_of(month, Cadence::Year));
    let months: f64 = payee.active.get(span.from..=span.to).unwrap_or(&[]).iter().sum();
    Statement {
        seat,
        stint,
        span,
        source,
        share_of_year: months / 12.0,
        target: document
            .settings
            .currency
            .settle(Flow::new(post.variable(Some(stint)).amount().to_major() * months / 12.0)),
        base: sum(&payee.base),
        components,
        components_earned,
        cap: year.and_then(|year| YearCap::of(post, Some(stint), &year)),
        capped: earned - components_earned,
        earned,
        waiting: sum(&workings.due) - earned,
        waits: wait::waits(workings, span),
        draw_kind: workings.draw_kind,
        draw: in_span.iter().map(|it| it.draw).sum(),
        advanced: in_span.iter().map(|it| it.advanced).sum(),
        recovered: -in_span.iter().map(|it| it.recovered).sum::<Money>(),
        owed: in_span.last().map(|it| it.owed).unwrap_or_default(),
        taken_back,
        due,
        with_month: in_span.iter().map(|it| it.with_month).sum(),
        later: paid - from_before - due,
        from_before,
        paid,
        lost,
    }
}

/// What is paid in these months of what was due before them.
fn paid_of_earlier(document: &Document, post: &Post<'_>, workings: &Workings, span: Span) -> Money {
    let settings = &document.settings;
    let mut paid = vec![Money::ZERO; workings.payable.len()];
    for (at, month) in settings.months().enumerate().take(span.from) {
        if let Some(version) = post.version(month) {
            let amount = workings.follows_payout(at);
            pay_out(&version.payout, amount, at, &mut paid, settings.currency, settings.rounding);
        }
    }
    paid.get(span.from..=span.to).unwrap_or(&[]).iter().copied().sum()
}

fn components(post: &Post<'_>, workings: &Workings, span: Span, months: &[Month]) -> Vec<ComponentStatement> {
    let inside = |earned: &Earned| (span.from..=span.to).contains(&earned.at);
    let planned = post.plan.into_iter().flat_map(|plan| &plan.versions);
    let (mut all, versions): (Vec<ComponentStatement>, Vec<_>) = (Vec::new(), planned.collect());
    for (id, run) in &workings.runs {
        let Some(component) = versions.iter().rev().flat_map(|it| &it.components).find(|it| it.id == *id) else {
            continue;
        };
        let periods = run.earned.iter().zip(&run.steps).zip(&run.targets);
        let periods = periods.filter(|((earned, _), _)| inside(earned)).map(|((earned, steps), target)| {
            let credits =
                run.pieces.iter().filter(|piece| (earned.from..=earned.at).contains(&piece.rated.month)).map(|piece| {
                    CreditLine { deal: piece.deal, day: piece.day, credit: piece.rated.credit, overlay: piece.overlay }
                });
            let deal_of = |place: usize| run.pieces.get(place).map(|piece| piece.deal);
            let (earned, lines) = (*earned, lines(earned, steps, &deal_of));
            PeriodStatement { earned, target: *target, credits: credits.collect(), lines }
        });
        let periods: Vec<PeriodStatement> = periods.collect();
        let earned = periods.iter().map(|it| it.earned.amount).sum();
        match all.iter_mut().find(|it| it.id == *id) {
            Some(known) => {
                known.periods.extend(periods);
                known.earned += earned;
            }
            None => all.push(ComponentStatement {
                id: id.clone(),
                name: component.name.clone(),
                measure: component.measure,
                scope: component.scope,
                weight: Some(component.weight),
                own_rate: post.overrides(workings.payee.stint).and_then(|own| own.rate_of(component)),
                periods,
                earned,
            }),
        }
    }
    let spifs = versions.iter().flat_map(|it| &it.spifs);
    for spif in spifs {
        let paid = workings.payee.components.iter().filter(|it| it.id == spif.id && it.is_spif());
        let periods: Vec<PeriodStatement> = paid
            .flat_map(|it| &it.earned)
            .filter(|earned| inside(earned))
            .map(|earned| PeriodStatement {
                earned: *earned,
                target: None,
                credits: Vec::new(),
                lines: vec![Line { kind: StepKind::Table, deal: None, amount: earned.amount }],
            })
            .collect();
        // One that could have paid in these months says that it does not.
        let shown = !periods.is_empty() || runs_in(post, workings, spif, span, months);
        if shown && !all.iter().any(|it| it.id == spif.id) {
            let earned = periods.iter().map(|it| it.earned.amount).sum();
            all.push(ComponentStatement {
                id: spif.id.clone(),
                name: spif.name.clone(),
                measure: spif.measure,
                scope: Scope::Own,
                weight: None,
                own_rate: None,
                periods,
                earned,
            });
        }
    }
    all
}

/// Whether some day of a SPIF lies in a month of the span in which its version holds and somebody is there.
fn runs_in(post: &Post<'_>, workings: &Workings, spif: &Spif, span: Span, months: &[Month]) -> bool {
    let there = months.iter().zip(&workings.payee.active).take(span.to + 1).skip(span.from);
    there.filter(|(_, active)| **active > 0.0).any(|(month, _)| {
        let held = post.version(*month).is_some_and(|version| version.spifs.iter().any(|it| std::ptr::eq(it, spif)));
        held && spif.from <= month.last_day() && spif.to >= month.first_day()
    })
}

/// Steps to the thousandth; what is missing to the coin is one line.
fn lines(earned: &Earned, steps: &[Step], deal_of: &dyn Fn(usize) -> Option<usize>) -> Vec<Line> {
    let to_mills = |ratio: Ratio| {
        let mills = crate::units::rounding::div_round(ratio.num, ratio.den, Rounding::HalfAwayFromZero);
        Money::from_mills(i64::try_from(mills).unwrap_or(i64::MAX))
    };
    let mut lines: Vec<Line> = steps
        .iter()
        .filter(|step| step.kind != StepKind::Rounding)
        .map(|step| Line { kind: step.kind, deal: step.deal.and_then(deal_of), amount: to_mills(step.amount) })
        .filter(|line| !line.amount.is_zero())
        .collect();
    // The engine cuts from the top; people read from the bottom.
    for run in lines.chunk_by_mut(|a, b| a.deal == b.deal && is_slice(a) && is_slice(b)) {
        run.reverse();
    }
    let missing = earned.amount - lines.iter().map(|line| line.amount).sum::<Money>();
    if !missing.is_zero() {
        lines.push(Line { kind: StepKind::Rounding, deal: None, amount: missing });
    }
    lines
}

fn is_slice(line: &Line) -> bool {
    matches!(line.kind, StepKind::Slice { .. })
}

/// The stints of a seat that overlap some months, by position, in order of time.
pub fn holders_in(document: &Document, seat: usize, span: Span) -> Vec<usize> {
    let months: Vec<Month> = document.settings.months().collect();
    let last = months.get(span.to.min(months.len().saturating_sub(1))).map(|month| month.last_day());
    let first = months.get(span.from).map(|month| month.first_day());
    let (Some((first, last)), Some(seat)) = (first.zip(last), document.seats.get(seat)) else { return Vec::new() };
    let overlaps = |stint: &Stint| stint.from <= last && stint.to.date().is_none_or(|to| to >= first);
    seat.stints.iter().enumerate().filter(|(_, stint)| overlaps(stint)).map(|(at, _)| at).collect()
}
