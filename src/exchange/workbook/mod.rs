//! A scenario as an Excel workbook with live formulas: inputs on input sheets, and results as formulas of them, down to the waterfall,
//! capacity and the pay of everybody.
//!
//! - `place`, `sheets`: cells, rows of months, sheets, as they are put together.
//! - `inputs`, `opening`, `actuals`, `people`, `seats`, `plans`: sheets on which people type.
//! - `staff`, `funnel` with `incentives` and `bookings`, `ledger` with `closed`, `cohorts`, `windows` and `owned`, `credits` with
//!   `handover`, `groups`, `pay`: the engine's formulas as a spreadsheet's.
//! - `customers`, `costs`, `economics`: the same cohorts counted, what people cost, costs besides pay, and the ratios made of them.
//! - `attainment`: what each plan pays and costs at every attainment.
//! - `summary`, `notes`: what is read first, and whether it holds.
//! - `coins`: how amounts become coins.
//! - `reckon`: the values of all formulas, so that the file shows its figures before anything recalculates it.
//! - `write`: the file.
//!
//! Numbers are live. What is chosen (kinds, who reports to whom, the calendar, which months are closed) is fixed when the workbook is made.
//! `notes` says what is not in it.

mod actuals;
mod attainment;
mod bookings;
mod closed;
mod cohorts;
mod coins;
mod compare;
mod costs;
mod credits;
mod customers;
mod economics;
mod funnel;
mod groups;
mod handover;
mod incentives;
mod inputs;
mod ledger;
mod notes;
mod opening;
mod owned;
mod pay;
mod people;
mod place;
mod plans;
mod reckon;
mod seats;
mod sheets;
mod source;
mod staff;
mod summary;
mod windows;
mod write;

use crate::engine::Outcome;
use crate::model::Document;
use chrono::NaiveDate;
pub use compare::Place;
use credits::Wanted;
use funnel::Hands;
use groups::Groups;
use ledger::SegmentBookLines;
use pay::{AfterLines, EarnedLine, PayDesk};
use reckon::{Value, reckon};
use sheets::Sheets;
use source::Source;
use summary::Everything;

/// A workbook in memory.
#[derive(Clone)]
pub struct Workbook {
    sheets: Sheets,
    values: Vec<Vec<Vec<Value>>>,
    title: String,
    books: Vec<SegmentBookLines>,
    funnel: Vec<funnel::SegmentFunnel>,
    pay: Vec<HolderLines>,
    economics: Vec<economics::Figure>,
    /// Fiscal years and their columns on the summary.
    years: Vec<(crate::engine::Span, usize)>,
    attainment: Vec<attainment::AttainmentTable>,
    not_live: Vec<String>,
}

#[derive(Clone)]
struct HolderLines {
    seat: usize,
    stint: Option<usize>,
    earned: Vec<EarnedLine>,
    after: Option<AfterLines>,
}

impl Workbook {
    /// Puts a workbook together from a document and what the engine makes of it.
    pub fn new(document: &Document, outcome: &Outcome) -> Workbook {
        let source = Source::new(document, outcome);
        let settings = &document.settings;
        let mut sheets = Sheets::new(settings.first_month, source.horizon, source.digits);
        let all = &mut sheets;
        let company = inputs::company(&source, all);
        let seller_share = handover::seller_share(&source, all);
        let segments = inputs::segments(&source, all);
        let sources = inputs::sources(&source, all, &segments);
        let shares = opening::opening_shares(&source, all, &segments);
        let reported = actuals::actuals(&source, all, &segments);
        let terms = people::terms(&source, all);
        let stints = seats::seats(&source, all);
        let plans = plans::plans(&source, all);
        let efforts = incentives::efforts(&source, all, &terms, &plans);
        let holders = people::holders(&source, all, &terms, &stints, &company.weights());
        let staff = staff::staff(&source, all, &terms, &stints);
        let hands = Hands {
            company: &company,
            segments: &segments,
            sources: &sources,
            terms: &terms,
            holders: &holders,
            staff: &staff,
            reported: &reported.segments,
            seller_share,
            efforts: efforts.as_ref(),
        };
        let funnel = funnel::funnel(&source, all, &hands);
        let books = ledger::ledger(&source, all, &hands, &shares, &funnel);
        let wanted = Wanted::of(&source);
        let blocks = credits::credits(&source, all, &hands, &funnel, &books, &wanted);
        let desk = PayDesk {
            source: &source,
            hands: &hands,
            funnel: &funnel,
            stints: &stints,
            plans: &plans,
            blocks: &blocks,
            books: &books,
            months: settings.months().collect(),
        };
        let mut groups = Groups::default();
        let mut pay = Vec::new();
        for (at, holder) in source.holders.iter().enumerate() {
            let earned = desk.components(all, &mut groups, at);
            let after = pay::after(&desk, all, at, &earned);
            pay.push(HolderLines { seat: holder.post, stint: holder.stint, earned, after });
        }
        let room = attainment::Room { source: &source, hands: &hands, funnel: &funnel, plans: &plans };
        let attainment = attainment::attainment(&room, all);
        let (after, lines): (Vec<Option<AfterLines>>, Vec<_>) =
            pay.into_iter().map(|it| (it.after, (it.seat, it.stint, it.earned))).unzip();
        let told = (&reported.segments[..], reported.company.as_ref());
        let costs = costs::costs(&source, all, (&company, &funnel, &books), &after, told);
        let change = costs.reported.as_ref();
        let everything = Everything { books: &books, funnel: &funnel, staff: &staff, pay: &after, change };
        let totals = summary::summary(&source, all, &everything);
        let customers = customers::customers(
            &source,
            all,
            (&segments, &reported.segments),
            &shares,
            &everything.funnel.segments,
            &books,
        );
        let parts = economics::Parts { company: &company, customers: &customers, books: &books, costs: &costs };
        let economics = economics::economics(&source, all, &parts, &totals);
        summary::check(&source, all, &everything, &totals, &economics);
        let years = totals.years.iter().map(|(_, span, column)| (*span, *column)).collect();
        let not_live: Vec<String> =
            notes::not_live(&source).into_iter().chain(attainment::not_live(document, &attainment)).collect();
        notes::notes(&source, all, &not_live);
        let pay = lines
            .into_iter()
            .zip(after)
            .map(|((seat, stint, earned), after)| HolderLines { seat, stint, earned, after })
            .collect();
        let values = reckon(&sheets);
        Workbook {
            sheets,
            values,
            title: document.name.clone(),
            books,
            funnel: funnel.segments,
            pay,
            economics,
            years,
            attainment,
            not_live,
        }
    }

    /// What is not live, in words.
    pub fn not_live(&self) -> &[String] {
        &self.not_live
    }

    /// The bytes of the .xlsx file; words where it cannot be written. `today` is the day that it says it was made.
    pub fn to_bytes(&self, today: NaiveDate) -> Result<Vec<u8>, String> {
        write::write(&self.sheets, &self.values, &self.title, today).map_err(|error| error.to_string())
    }
}
