//! A plan from a few figures: what somebody knows by heart of the own company, the rest as is usual in the trade.
//!
//! The segment of the catalogue whose deals are nearest in size gives terms, ramp, conversion, cycle and retention. Nothing typed is
//! changed, and everything assumed is an ordinary input to be typed over.

use crate::edit::command::apply;
use crate::edit::targets::spread_targets;
use crate::engine::{Env, Row, evaluate};
use crate::model::sample::empty;
use crate::model::{Document, OpenPipeline, Person, Quota, Seat, Segment, Settings, Stint, StintEnd, Terms};
use crate::text::tr;
use crate::units::{Currency, Flow, Money, Month, PersonId, Rate, RoleId, SeatId, SegmentId};
use std::collections::BTreeMap;

/// Years that people of today have been there when the plan begins: longer than any ramp of the catalogue.
const TENURE_YEARS: i32 = 2;
/// Most people of one role that can be begun with; more come by importing a roster.
pub const MOST_PEOPLE: u32 = 300;

/// What one is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Beginning {
    /// Name of the plan.
    pub name: String,
    /// Currency of all amounts.
    pub currency: Currency,
    /// What one unit of another currency is worth in that of the plan, by its code.
    pub plan_rates: BTreeMap<String, Rate>,
    /// First month of the plan.
    pub first_month: Month,
    /// Months to plan.
    pub horizon_months: u32,
    /// Customers today.
    pub customers: u32,
    /// Their ARR.
    pub arr: Money,
    /// Closing ARR wanted at the end of the plan.
    pub wanted: Money,
    /// ARR of a mean new customer.
    pub deal_size: Money,
    /// Account executives today.
    pub sellers: u32,
    /// People of sales development today.
    pub developers: u32,
    /// Account managers today.
    pub account_managers: u32,
    /// Customer success managers today.
    pub success_managers: u32,
    /// Leads a month; not known: as many as today's sellers can work.
    pub leads_month: Option<u32>,
    /// ARR of all deals that are open today; not known: as much as keeps today's sellers busy until the first leads ripen.
    pub open_deals: Option<Money>,
}

/// One of the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Customers today.
    Customers,
    /// ARR today.
    Arr,
    /// ARR wanted.
    Wanted,
    /// ARR of a new customer.
    DealSize,
    /// ARR of open deals.
    OpenDeals,
    /// Months to plan.
    Horizon,
    /// Account executives, or other people.
    People,
}

impl Default for Beginning {
    fn default() -> Self {
        let settings = Settings::default();
        Beginning {
            name: tr!("My plan").into(),
            currency: settings.currency,
            plan_rates: BTreeMap::new(),
            first_month: settings.first_month,
            horizon_months: 24,
            customers: 0,
            arr: Money::ZERO,
            wanted: Money::ZERO,
            deal_size: Money::ZERO,
            sellers: 0,
            developers: 0,
            account_managers: 0,
            success_managers: 0,
            leads_month: None,
            open_deals: None,
        }
    }
}

impl Beginning {
    /// The same plan in another currency. What was said of rates was said for the one before.
    pub fn in_currency(&mut self, currency: Currency) {
        if self.currency != currency {
            self.currency = currency;
            self.plan_rates.clear();
        }
    }

    /// What keeps this from being a plan: which answer, and how to mend it.
    pub fn faults(&self) -> Vec<(Asked, &'static str)> {
        let mut faults = Vec::new();
        if self.arr < Money::ZERO {
            faults.push((Asked::Arr, tr!("ARR is what customers pay a year; it cannot be below zero")));
        }
        if self.arr > Money::ZERO && self.customers == 0 {
            faults.push((Asked::Customers, tr!("There is ARR but no customer; how many pay it?")));
        }
        if self.customers > 0 && self.arr <= Money::ZERO {
            faults.push((Asked::Arr, tr!("There are customers but no ARR; what do they pay a year?")));
        }
        if self.wanted <= Money::ZERO {
            faults.push((Asked::Wanted, tr!("Which ARR is the plan to reach?")));
        }
        if self.deal_size <= Money::ZERO {
            faults.push((Asked::DealSize, tr!("What does a new customer pay a year, in the mean?")));
        }
        if self.open_deals.is_some_and(|it| it < Money::ZERO) {
            faults.push((Asked::OpenDeals, tr!("ARR of open deals cannot be below zero")));
        }
        if !(Settings::MIN_HORIZON..=Settings::MAX_HORIZON).contains(&self.horizon_months) {
            faults.push((Asked::Horizon, tr!("A plan has 12 to 60 months")));
        }
        let people = [self.sellers, self.developers, self.account_managers, self.success_managers];
        if people.iter().any(|it| *it > MOST_PEOPLE) {
            faults.push((
                Asked::People,
                tr!("More than 300 of a role: begin with the sample and import your roster instead"),
            ));
        }
        faults
    }

    /// Name and calendar as answered, and the target.
    pub(super) fn set_up(&self, document: &mut Document) {
        document.name.clone_from(&self.name);
        document.settings = Settings {
            currency: self.currency,
            plan_rates: self.plan_rates.clone(),
            first_month: self.first_month,
            fiscal_year_start: self.first_month.number(),
            horizon_months: self.horizon_months,
            target_arr: Some(self.wanted),
            ..document.settings.clone()
        };
    }

    /// Roles that are asked for: id, how one of them is called, and how many there are.
    pub(super) fn team(&self) -> [(&'static str, &'static str, u32); 4] {
        [
            ("ae", "AE", self.sellers),
            ("sdr", "SDR", self.developers),
            ("am", "AM", self.account_managers),
            ("csm", "CSM", self.success_managers),
        ]
    }

    /// The plan; none while there are [faults](Beginning::faults).
    pub fn document(&self) -> Option<Document> {
        if !self.faults().is_empty() {
            return None;
        }
        let mut document = empty();
        let mut segment = nearest(std::mem::take(&mut document.segments), self.deal_size)?;
        for role in &mut document.roles {
            role.terms.retain(|it| it.segment.as_ref().is_none_or(|id| *id == segment.id));
        }
        self.set_up(&mut document);
        segment.opening.customers = self.customers;
        segment.opening.arr = self.arr;
        segment.pipeline.deal_size = self.deal_size;
        for (role, short, heads) in self.team() {
            self.seat(&mut document, role, short, heads, &segment.id);
        }
        let terms = |role: &str| document.role(&RoleId::new(role)).and_then(|it| it.terms_for(Some(&segment.id)));
        let signed = f64::from(self.sellers) * terms("ae").map_or(0.0, month_of_arr);
        let found = f64::from(self.developers) * terms("sdr").map_or(0.0, month_of_units);
        let told = Told { leads_month: self.leads_month, open: self.open_deals.map(Money::to_major) };
        feed(&mut segment, self.first_month, signed, found, told);
        document.segments = vec![segment];
        self.aim(&mut document);
        Some(document)
    }

    /// Seats for people of today, named by number until a roster names them, and past their ramp.
    pub(super) fn seat(&self, document: &mut Document, role: &str, short: &str, heads: u32, segment: &SegmentId) {
        let from = self.first_month.plus(-12 * TENURE_YEARS).first_day();
        for number in 1..=heads {
            let id = format!("{role}-{number}");
            let person = PersonId::new(&id);
            document.people.push(Person { id: person.clone(), name: format!("{short} {number}") });
            document.seats.push(Seat {
                id: SeatId::new(&id),
                role: RoleId::new(role),
                segment: Some(segment.clone()),
                stints: vec![Stint { person: Some(person), from, to: StintEnd::Open, ..Stint::default() }],
                ..Seat::default()
            });
        }
    }

    /// New ARR to be won, by quarter: what closing ARR lacks when nothing new is signed.
    pub(super) fn aim(&self, document: &mut Document) {
        let outcome = evaluate(document, &Env::default());
        let row = Row::of(&outcome, outcome.whole());
        let kept = row.movements.closing().to_major() - row.movements.new.to_major();
        let lacking = self.wanted.to_major() - kept;
        if let Some(command) = spread_targets(document, &outcome, Flow::new(lacking)) {
            // Made for this very document, so there is nothing it could refuse.
            let _ = apply(document, command);
        }
    }
}

/// The segment whose deals are nearest in size, by ratio.
pub(super) fn nearest(segments: Vec<Segment>, deal_size: Money) -> Option<Segment> {
    let size = deal_size.to_major().max(1.0);
    let far = |it: &Segment| (it.pipeline.deal_size.to_major().max(1.0) / size).ln().abs();
    segments.into_iter().min_by(|a, b| far(a).total_cmp(&far(b)))
}

/// What was said of a segment's pipeline; not said is not known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// Leads a month.
    pub(super) leads_month: Option<u32>,
    /// ARR of all deals open today, in major units.
    pub(super) open: Option<f64>,
}

/// Leads, and what ripens before the first of them do, each unless it was told: as much as the sellers of today can sign, `signed` a month,
/// less the opportunities `found` a month by sales development. Open deals close evenly over the months of a cycle.
pub(super) fn feed(segment: &mut Segment, first: Month, signed: f64, found: f64, told: Told) {
    let pipeline = &mut segment.pipeline;
    let wins = pipeline.win_rate.to_f64() * pipeline.deal_size.to_major();
    let opportunities = if wins > 0.0 { signed / wins } else { 0.0 };
    let leads = (opportunities - found).max(0.0) / pipeline.lead_to_opportunity.to_f64().max(1e-6);
    pipeline.leads_month = told.leads_month.unwrap_or_else(|| whole(leads));
    let months = pipeline.cycle_months.max(1);
    let usual = signed / pipeline.opening_win_rate.to_f64().max(1e-6);
    let open = told.open.map_or(usual, |all| all / f64::from(months));
    let month = |at: u32| OpenPipeline {
        month: first.plus(i32::try_from(at).unwrap_or(0)),
        arr: Money::from_major(i64::from(whole(open))),
    };
    pipeline.opening = if open > 0.0 && whole(open) > 0 { (0..months).map(month).collect() } else { Vec::new() };
}

/// New ARR that a ramped seller of these terms signs a month.
pub(super) fn month_of_arr(terms: &Terms) -> f64 {
    match terms.quota {
        Some(Quota::Arr { amount, per }) => {
            amount.to_major() * terms.expected_attainment.to_f64() / f64::from(per.months())
        }
        Some(Quota::Units { .. }) | None => 0.0,
    }
}

/// Opportunities that somebody of these terms finds a month.
pub(super) fn month_of_units(terms: &Terms) -> f64 {
    match terms.quota {
        Some(Quota::Units { count, per }) => {
            f64::from(count) * terms.expected_attainment.to_f64() / f64::from(per.months())
        }
        Some(Quota::Arr { .. }) | None => 0.0,
    }
}

/// A count, rounded up.
fn whole(value: f64) -> u32 {
    value.ceil().clamp(0.0, f64::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Scope;
    use crate::engine::capacity::CapacityPlan;
    use crate::units::Cadence;

    fn answers() -> Beginning {
        Beginning {
            customers: 120,
            arr: Money::from_major(5_000_000),
            wanted: Money::from_major(11_000_000),
            deal_size: Money::from_major(40_000),
            sellers: 4,
            developers: 2,
            account_managers: 2,
            ..Beginning::default()
        }
    }

    #[test]
    fn what_was_typed_stands_in_the_plan() {
        let document = answers().document().unwrap();
        assert_eq!(document.segments.len(), 1);
        let segment = &document.segments[0];
        assert_eq!(segment.name, "Mid-market", "40,000 is nearest to deals of 45,000");
        assert_eq!(segment.opening.arr, Money::from_major(5_000_000));
        assert_eq!(segment.pipeline.deal_size, Money::from_major(40_000));
        assert_eq!(document.seats.len(), 8);
        assert_eq!(document.settings.target_arr, Some(Money::from_major(11_000_000)));
    }

    #[test]
    fn the_plan_has_no_errors() {
        let document = answers().document().unwrap();
        let problems = evaluate(&document, &Env::default()).problems;
        assert_eq!(problems.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn sellers_of_today_are_ramped_and_have_what_they_can_sign() {
        let document = answers().document().unwrap();
        let outcome = evaluate(&document, &Env::default());
        let first = Row::of(&outcome, crate::engine::Span { from: 0, to: 0 });
        // Four at 810,000 a year and 78 %, less the month's attrition of 30 % a year.
        let capacity = first.value(crate::engine::Metric::Capacity).to_f64().unwrap();
        let standing = 4.0 * 810_000.0 * 0.78 / 12.0;
        assert!(capacity > 0.95 * standing && capacity <= standing, "{capacity}");
        assert!(first.movements.new.to_major() > 0.9 * standing, "the pipeline of the first month is there");
    }

    #[test]
    fn targets_of_new_arr_are_what_closing_arr_lacks() {
        let document = answers().document().unwrap();
        let outcome = evaluate(&document, &Env::default());
        let row = Row::of(&outcome, outcome.whole());
        let without = row.movements.closing().to_major() - row.movements.new.to_major();
        let plan = CapacityPlan::of(&document, &outcome);
        let target: f64 =
            plan.gaps_of(Scope::Company, Cadence::Year).iter().filter_map(|it| it.target).map(|it| it.value()).sum();
        assert!((without + target - 11_000_000.0).abs() <= 1_000.0, "{without} and {target}");
    }

    #[test]
    fn leads_that_were_told_are_not_guessed() {
        let told = Beginning { leads_month: Some(7), ..answers() }.document().unwrap();
        assert_eq!(told.segments[0].pipeline.leads_month, 7);
        assert!(answers().document().unwrap().segments[0].pipeline.leads_month > 7);
    }

    #[test]
    fn open_deals_that_were_told_are_not_guessed() {
        let open = |told: Option<i64>| {
            let answers = Beginning { open_deals: told.map(Money::from_major), ..answers() };
            let pipeline = answers.document().unwrap().segments[0].pipeline.clone();
            pipeline.opening.iter().map(|it| it.arr).sum::<Money>()
        };
        // A cycle of 4 months; each month is rounded up to a whole unit.
        assert_eq!(open(Some(1_200_000)), Money::from_major(1_200_000));
        assert_eq!(open(Some(0)), Money::ZERO);
        // Four sellers sign 4 x 810,000 x 78 % / 12 = 210,600 a month, of deals of which a share is won.
        let pipeline = answers().document().unwrap().segments[0].pipeline.clone();
        let usual = 210_600.0 / pipeline.opening_win_rate.to_f64() * f64::from(pipeline.cycle_months);
        assert!((open(None).to_major() - usual).abs() <= f64::from(pipeline.cycle_months));
        assert_eq!(
            Beginning { open_deals: Some(Money::from_major(-1)), ..answers() }.faults().first().map(|it| it.0),
            Some(Asked::OpenDeals)
        );
    }

    #[test]
    fn what_is_missing_is_named_and_no_plan_is_made() {
        assert_eq!(Beginning::default().document(), None);
        let asked: Vec<Asked> = Beginning::default().faults().into_iter().map(|it| it.0).collect();
        assert_eq!(asked, [Asked::Wanted, Asked::DealSize]);
        let faults = Beginning { customers: 0, sellers: 301, horizon_months: 6, ..answers() }.faults();
        assert_eq!(
            faults.into_iter().map(|it| it.0).collect::<Vec<_>>(),
            [Asked::Customers, Asked::Horizon, Asked::People]
        );
    }

    #[test]
    fn a_company_without_customers_begins_too() {
        let document = Beginning { customers: 0, arr: Money::ZERO, sellers: 1, ..answers() }.document().unwrap();
        assert!(evaluate(&document, &Env::default()).problems.is_empty());
    }
}
