//! The sheet of what each plan pays and costs at every attainment, as [`crate::engine::cost_table`] has it: a table for one person under
//! each of the terms that a plan pays, and one for everybody it pays. Attainments are typed; the steps behind the tables stand on
//! [`Tab::Rating`].

mod columns;
mod places;
mod team;
mod year;

use super::coins::to_the_coin;
use super::credits::deal_size;
use super::funnel::{FunnelLines, Hands};
use super::people::TermsCells;
use super::place::{Spot, Tab};
use super::plans::{VersionCells, held, version_name};
use super::sheets::{Form, Look, Sheets};
use super::source::{EVERYWHERE, Source, segment_name};
use crate::engine::{CostColumn, usual_terms};
use crate::model::comp::{ArrKind, Plan, PlanVersion};
use crate::model::{Document, OtherMeasures, Role, Terms};
use columns::{TableCells, credit_of};
use year::EvenYears;

const TAB: Tab = Tab::Attainment;
/// The attainments at first: from nothing to twice the target, as on screen.
const ROWS: usize = 21;
/// Steps between them, in per cent.
const STEP: u32 = 10;

/// The attainments at first.
fn attainments() -> impl Iterator<Item = f64> {
    (0..ROWS).map(|row| f64::from(row as u32 * STEP) / 100.0)
}

/// Whom a table is about.
#[derive(Clone, Copy, PartialEq)]
enum Whose {
    /// One person, by the positions of role and terms.
    One(usize, usize),
    /// Everybody the plan pays.
    Team,
    /// The same as the app had it.
    TeamOfApp,
}

/// A table of the sheet.
#[derive(Clone)]
pub(crate) struct AttainmentTable {
    plan: usize,
    version: usize,
    whose: Whose,
    /// The first attainment; the others stand below.
    first: Spot,
    columns: Vec<(CostColumn, usize)>,
}

/// What the tables are made with.
pub(crate) struct Room<'a> {
    pub source: &'a Source<'a>,
    pub hands: &'a Hands<'a>,
    pub funnel: &'a FunnelLines,
    pub plans: &'a [Vec<VersionCells>],
}

/// A version of a plan, where it stands, and its cells.
#[derive(Clone, Copy)]
struct Version<'a> {
    at: (usize, usize),
    plan: &'a Plan,
    version: &'a PlanVersion,
    cells: &'a VersionCells,
}

impl Version<'_> {
    fn name(&self, document: &Document) -> String {
        version_name(document, self.plan, self.version)
    }
}

/// Somebody's terms, and where they stand.
#[derive(Clone, Copy)]
struct Person<'a> {
    at: (usize, usize),
    role: &'a Role,
    terms: &'a Terms,
    cells: TermsCells,
}

impl Person<'_> {
    fn name(&self, document: &Document) -> String {
        let role = if self.role.name.is_empty() { self.role.id.as_str() } else { &self.role.name };
        let segment = self.terms.segment.as_ref().map(|id| {
            let at = document.segments.iter().position(|it| it.id == *id);
            at.map_or_else(|| id.to_string(), |at| segment_name(document, at))
        });
        match segment {
            Some(segment) => format!("{role}, {segment}"),
            None if self.role.terms.len() > 1 => format!("{role}, {EVERYWHERE}"),
            None => role.to_owned(),
        }
    }
}

/// Versions of all plans that hold in some month, plan by plan.
fn versions<'a>(room: &Room<'a>) -> Vec<Version<'a>> {
    let document = room.source.document;
    let mut all = Vec::new();
    for (at, (plan, cells)) in document.plans.iter().zip(room.plans).enumerate() {
        for (index, (version, cells)) in plan.versions.iter().zip(cells).enumerate() {
            if plan.versions.len() == 1 || held(document, plan, version).is_some() {
                all.push(Version { at: (at, index), plan, version, cells });
            }
        }
    }
    all
}

/// The terms under which a plan pays seats; of a plan that pays none, those it suits best.
fn people<'a>(room: &Room<'a>, plan: &Plan) -> Vec<Person<'a>> {
    let document = room.source.document;
    let paid = |wanted: &Terms| {
        document.seats.iter().any(|seat| {
            document.plan_of(seat).is_some_and(|it| it.id == plan.id)
                && document.terms_of(seat).is_some_and(|it| std::ptr::eq(it, wanted))
        })
    };
    let mut all = Vec::new();
    for (role_at, role) in document.roles.iter().enumerate() {
        for (at, terms) in role.terms.iter().enumerate() {
            if let Some(cells) = room.hands.terms.row(role_at, at) {
                all.push(Person { at: (role_at, at), role, terms, cells });
            }
        }
    }
    if all.iter().any(|it| paid(it.terms)) {
        all.retain(|it| paid(it.terms));
    } else {
        let usual = usual_terms(document, &plan.id).map(|it| it.1);
        all.retain(|it| usual.is_some_and(|usual| std::ptr::eq(usual, it.terms)));
    }
    all
}

/// The sheet, and the steps behind it.
pub(crate) fn attainment(room: &Room<'_>, sheets: &mut Sheets) -> Vec<AttainmentTable> {
    let others = head(room.source, sheets);
    sheets.text(Spot::new(Tab::Rating, 0, 0), Look::Title, "Rating at every attainment");
    let what = "The steps behind the sheet Attainment, from credit to the coin. Columns are periods of a year at each attainment: months where a plan looks at \
                a quarter or year to date or carries what a cap cuts, else one period of each size there is, to the thousandth of the quota.";
    sheets.text(Spot::new(Tab::Rating, 1, 0), Look::Fine, what);
    let mut tables = Vec::new();
    for version in versions(room) {
        sheets.heading(TAB, version.name(room.source.document));
        let mut known: Vec<(Person<'_>, TableCells)> = Vec::new();
        for person in people(room, version.plan) {
            let first = known.first().map(|it| it.1.first);
            let (table, cells) = one_person(room, sheets, &version, person, (first, others));
            tables.push(table);
            known.push((person, cells));
        }
        if known.is_empty() {
            let row = sheets.next_row(TAB);
            sheets.text(Spot::new(TAB, row, 0), Look::Fine, "No role has terms for it.");
            continue;
        }
        tables.extend(team::team(room, sheets, &version, &known));
    }
    tables
}

/// Title, what is taken for granted, and the cell of where other measures stand, if it is one value.
fn head(source: &Source<'_>, sheets: &mut Sheets) -> Option<Spot> {
    sheets.text(Spot::new(TAB, 0, 0), Look::Title, "Pay and cost at every attainment");
    for (row, text) in [
        "Type other attainments into the blue cells: the tables of a plan follow those of its first one.",
        "Every component stands at the attainment of its own target; results come evenly through a whole year without season, ramp or leave. SPIFs, draws \
         and what is taken back are left out.",
        "Where a target is the sum of others' quotas, or nobody typed a quota, a million stands for it.",
    ]
    .into_iter()
    .enumerate()
    {
        sheets.text(Spot::new(TAB, row + 1, 0), Look::Fine, text);
    }
    let row = Spot::new(TAB, 4, 0);
    let what = "Other measures, which gates, multipliers and two-way tables look at, stand at";
    match source.document.assumptions.other_measures {
        OtherMeasures::OnTarget => sheets.text(row, Look::Fine, format!("{what} their target.")),
        OtherMeasures::SameAttainment => sheets.text(row, Look::Fine, format!("{what} the same attainment.")),
        OtherMeasures::At { value } => {
            sheets.text(row, Look::Fine, format!("{what} (column B):"));
            sheets.number(row.right(1), Look::Input, Form::Share, value.to_f64());
            return Some(row.right(1));
        }
    }
    None
}

/// The table of one person under some terms.
fn one_person(
    room: &Room<'_>,
    sheets: &mut Sheets,
    version: &Version<'_>,
    person: Person<'_>,
    (followed, others): (Option<Spot>, Option<Spot>),
) -> (AttainmentTable, TableCells) {
    let who = person.name(room.source.document);
    sheets.text(next(sheets), Look::Heading, format!("{who}: one person, a year"));
    let (base, ote) = (person.cells.base(), person.cells.ote());
    let put = |sheets: &mut Sheets, label: &str, formula: String| columns::figure(sheets, label, &formula);
    let base = put(sheets, "Base pay", base.to_string());
    let target = put(sheets, "Target variable", format!("MAX(0,{ote}-{base})"));
    let credit = |counts| credit_of(&version.version.components, &version.cells.components, person, true, counts);
    let (all_arr, grown) = (credit(|_| true), credit(ArrKind::grows));
    let all_arr = all_arr.map(|it| put(sheets, "ARR that is paid on, at 100 %", it));
    let grown = grown.map(|it| put(sheets, "New and expansion ARR at 100 %", it));
    let layout = columns::layout(version.version, all_arr.is_some(), grown.is_some());
    let head = columns::head(sheets, version.version, &layout);
    let cells = TableCells { first: head.down(1), base, target, all_arr, grown, columns: layout };
    for (row, attainment) in attainments().enumerate() {
        let spot = cells.first.down(row);
        match followed {
            Some(first) => sheets.formula(spot, Look::Plain, Form::Share, first.down(row).to_string()),
            None => {
                sheets.number(spot, Look::Input, Form::Share, attainment);
                sheets.bound(spot, 0.0, 100.0);
            }
        }
    }
    let segment = person.terms.segment.as_ref();
    let segment = segment.and_then(|id| room.source.document.segments.iter().position(|it| it.id == *id));
    let years = EvenYears {
        room,
        version,
        person,
        who: format!("{}: {who}", version.name(room.source.document)),
        target: cells.target,
        attainments: (0..ROWS).map(|row| cells.first.down(row)).collect(),
        others,
        deal_size: deal_size(room.hands, &room.funnel.segments, segment),
    };
    let rated = years.rate(sheets);
    let (digits, rounding) = (sheets.digits, room.source.document.settings.rounding);
    let most = version.cells.cap.map(|cap| to_the_coin(&format!("{}*{cap}", cells.target), digits, rounding));
    for row in 0..ROWS {
        cells.row(sheets, version.version, row, &|column| match column {
            CostColumn::Component(at) => rated.paid(at, row, digits),
            CostColumn::Cap => rated.cut(row, most.as_deref().unwrap_or("0"), digits),
            CostColumn::Variable
            | CostColumn::OfTarget
            | CostColumn::WithBase
            | CostColumn::Rate
            | CostColumn::Ccos => None,
        });
    }
    sheets.gap(TAB, 1);
    let whose = Whose::One(person.at.0, person.at.1);
    (cells.table(version.at, whose), cells)
}

fn next(sheets: &Sheets) -> Spot {
    Spot::new(TAB, sheets.next_row(TAB), 0)
}

/// What of these tables is not live, in words, with the plans.
pub(crate) fn not_live(document: &Document, tables: &[AttainmentTable]) -> Option<String> {
    let mut plans: Vec<&str> = Vec::new();
    for table in tables.iter().filter(|it| it.whose == Whose::TeamOfApp) {
        let plan = document.plans.get(table.plan).map(|it| if it.name.is_empty() { it.id.as_str() } else { &it.name });
        plans.extend(plan.filter(|it| !plans.contains(it)));
    }
    (!plans.is_empty()).then(|| {
        format!(
            "What everybody together is paid and costs at every attainment (sheet Attainment) is the app's where people have base pay, on-target \
             earnings, a quota, a cap or rates of their own: {}. What one person is paid is formulas there too.",
            plans.join(", ")
        )
    })
}
