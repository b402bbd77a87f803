//! The input sheet of pay plans: weights, targets, tables of rates, caps, draws, payment and SPIFs.

use super::place::{Spot, Tab};
use super::sheets::{Form, Look, Sheets, serial};
use super::source::Source;
use crate::model::Document;
use crate::model::comp::{
    Component, Draw, DrawKind, DrawPaid, KickerPays, MultiplierBy, Plan, PlanVersion, Rates, Reach, Scope, Spif,
    SpifPays, Target, Tier, TierFrom, TierValue,
};
use crate::units::{Cadence, Money, Month, Rate, show_months};

/// Cells of a table of rates.
pub(crate) enum TableCells {
    /// Where each row begins and what it pays: tiers, points of a curve, milestones.
    Rows(Vec<(Spot, Spot)>),
    /// The first of the rows, of the columns and of the cells of a two-way table.
    Matrix { rows: Spot, columns: Spot, cells: Spot },
}

/// Cells of a component.
pub(crate) struct ComponentCells {
    pub weight: Spot,
    pub target: Option<Spot>,
    pub table: TableCells,
    pub threshold: Option<Spot>,
    pub gate: Option<Spot>,
    pub attainment_cap: Option<Spot>,
    pub cap: Option<Spot>,
    pub deal_cap: Option<Spot>,
    /// Share expected to qualify, and what it pays.
    pub kickers: Vec<(Spot, Spot)>,
    /// From, factor; or least, most.
    pub multiplier: Vec<(Spot, Spot)>,
}

/// Cells of a SPIF.
pub(crate) struct SpifCells {
    pub from: Spot,
    pub to: Spot,
    pub amount: Spot,
    pub limit: Spot,
}

/// Cells of a draw.
pub(crate) struct DrawCells {
    /// Amounts, each with its months of tenure; for good without.
    pub steps: Vec<(Spot, Option<Spot>)>,
    pub start: Option<Spot>,
    pub share: Option<Spot>,
    pub last: Option<Spot>,
}

/// Cells of a version of a plan.
pub(crate) struct VersionCells {
    pub components: Vec<ComponentCells>,
    pub spifs: Vec<SpifCells>,
    pub cap: Option<Spot>,
    pub draw: Option<DrawCells>,
    pub lag: Spot,
    pub instalments: Spot,
    pub holdback: Spot,
    pub holdback_months: Spot,
}

/// The sheet, as it grows.
struct Paper<'a> {
    sheets: &'a mut Sheets,
    path: [String; 2],
    name: String,
}

const TAB: Tab = Tab::Plans;

impl Paper<'_> {
    fn row(&mut self, label: &str, unit: &str) -> Spot {
        let row = Spot::new(TAB, self.sheets.next_row(TAB), 0);
        for (column, text) in [&self.path[0], &self.path[1], label].into_iter().enumerate() {
            self.sheets.text(row.right(column), if column == 2 { Look::Plain } else { Look::Fine }, text);
        }
        if !unit.is_empty() {
            self.sheets.text(row.right(5), Look::Fine, unit);
        }
        row.right(3)
    }

    fn number(&mut self, label: &str, unit: &str, form: Form, value: f64) -> Spot {
        let spot = self.row(label, unit);
        self.sheets.number(spot, Look::Input, form, value);
        spot
    }

    fn pair(&mut self, label: &str, unit: &str, one: (Form, f64), other: (Form, f64)) -> (Spot, Spot) {
        let spot = self.row(label, unit);
        self.sheets.number(spot, Look::Input, one.0, one.1);
        self.sheets.number(spot.right(1), Look::Input, other.0, other.1);
        (spot, spot.right(1))
    }

    fn fixed(&mut self, label: &str, text: &str) {
        let spot = self.row(label, "");
        self.sheets.text(spot, Look::Fixed, text);
    }
}

/// All plans, by plan and version.
pub(crate) fn plans(source: &Source<'_>, sheets: &mut Sheets) -> Vec<Vec<VersionCells>> {
    sheets.text(Spot::new(TAB, 0, 0), Look::Title, "Pay plans");
    let what = "Numbers can be changed; what is rated how, and in which order, is fixed. Rates of tiers are multiples of the derived rate \
                (target pay / quota) unless said otherwise.";
    sheets.text(Spot::new(TAB, 1, 0), Look::Fine, what);
    for (column, head) in ["Plan", "Component", "What", "Value, or from", "Pays", "Unit"].into_iter().enumerate() {
        sheets.text(Spot::new(TAB, 3, column), Look::Heading, head);
    }
    let mut all = Vec::new();
    for plan in &source.document.plans {
        let mut versions = Vec::new();
        for version in &plan.versions {
            sheets.gap(TAB, 1);
            let name = version_name(source.document, plan, version);
            let mut paper = Paper { sheets, path: [name, String::new()], name: plan.id.to_string() };
            versions.push(put_version(&mut paper, version));
        }
        all.push(versions);
    }
    all
}

/// The planned months, from the first to the last, in which a version of a plan holds; none where it never does.
pub(crate) fn held(document: &Document, plan: &Plan, version: &PlanVersion) -> Option<(Month, Month)> {
    let holds = |month: &Month| plan.version_on(month.first_day()).is_some_and(|it| std::ptr::eq(it, version));
    let mut months = document.settings.months().filter(holds);
    let first = months.next()?;
    Some((first, months.last().unwrap_or(first)))
}

/// A plan by its name; of several versions, with the months in which this one holds: `Account executive, Jan to Jun 2027`.
pub(crate) fn version_name(document: &Document, plan: &Plan, version: &PlanVersion) -> String {
    let name = if plan.name.is_empty() { plan.id.as_str() } else { &plan.name };
    match (plan.versions.as_slice(), held(document, plan, version), version.from) {
        ([_], ..) | (_, None, None) => name.to_owned(),
        (_, Some((first, last)), _) => format!("{name}, {}", show_months(first, last)),
        (_, None, Some(day)) => format!("{name}, from {day}"),
    }
}

fn put_version(paper: &mut Paper<'_>, version: &PlanVersion) -> VersionCells {
    let components = version.components.iter().map(|it| put_component(paper, it)).collect();
    paper.path[1] = String::new();
    let spifs = version.spifs.iter().map(|it| put_spif(paper, it)).collect();
    paper.path[1] = "(plan)".to_owned();
    let cap = version
        .cap
        .map(|cap| paper.number("Most variable pay in a fiscal year", "x target variable", Form::Factor, cap.to_f64()));
    let draw = version.draw.as_ref().map(|it| put_draw(paper, it));
    let payout = &version.payout;
    let mut put = |label: &str, unit: &str, form: Form, value: f64, least: f64, most: f64| {
        let spot = paper.number(label, unit, form, value);
        paper.sheets.bound(spot, least, most);
        spot
    };
    VersionCells {
        components,
        spifs,
        cap,
        draw,
        lag: put(
            "Months from earning to payment",
            "months",
            Form::Count,
            f64::from(payout.lag_months.min(1_000)),
            0.0,
            1e3,
        ),
        instalments: put("Instalments", "months", Form::Count, f64::from(payout.instalments.clamp(1, 60)), 1.0, 60.0),
        holdback: put("Held back", "share", Form::Share, payout.holdback.to_f64(), 0.0, 1.0),
        holdback_months: put(
            "Held back for",
            "months",
            Form::Count,
            f64::from(payout.holdback_months.min(1_000)),
            0.0,
            1e3,
        ),
    }
}

const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Own => "own results",
        Scope::Pod => "results of seats with the same manager",
        Scope::TeamBelow => "results of the team below",
        Scope::Segment => "results of the segment",
        Scope::Company => "results of the company",
    }
}

const fn cadence(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Month => "by month",
        Cadence::Quarter => "by quarter",
        Cadence::Half => "by half-year",
        Cadence::Year => "by year",
    }
}

/// A component that differs from the plan's for one person.
pub(crate) fn own_component(sheets: &mut Sheets, who: &str, component: &Component) -> ComponentCells {
    sheets.gap(TAB, 1);
    let mut paper = Paper { sheets, path: [format!("Own rates of {who}"), String::new()], name: String::new() };
    put_component(&mut paper, component)
}

fn put_component(paper: &mut Paper<'_>, component: &Component) -> ComponentCells {
    let name = if component.name.is_empty() { component.id.as_str() } else { &component.name };
    paper.path[1] = name.to_owned();
    paper.fixed("Rated", &format!("{}, {}", scope(component.scope), cadence(component.cadence)));
    let weight = paper.number("Weight", "share of target variable", Form::Share, component.weight.to_f64());
    if !paper.name.is_empty() {
        paper.sheets.name(&format!("Plan_{}_{}_weight", paper.name, component.id), weight);
    }
    let target = match component.target {
        Target::Quota => None,
        Target::Amount { amount, per } => Some(paper.number("Target", cadence(per), Form::Coin, amount.to_major())),
        Target::SumOfQuotas { share } => Some(paper.number("Target", "share of quotas", Form::Share, share.to_f64())),
        Target::Ratio { ratio } => Some(paper.number("Target", "ratio", Form::Share, ratio.to_f64())),
    };
    let table = put_table(paper, &component.rates);
    if let (TableCells::Rows(rows), false) = (&table, paper.name.is_empty()) {
        for (at, (from, pays)) in rows.iter().enumerate() {
            let stem = format!("Plan_{}_{}_tier_{}", paper.name, component.id, at + 1);
            paper.sheets.name(&[&stem, "_from"].concat(), *from);
            paper.sheets.name(&[&stem, "_pays"].concat(), *pays);
        }
    }
    let optional = |paper: &mut Paper<'_>, label: &str, unit: &str, form: Form, value: Option<f64>| {
        value.map(|value| paper.number(label, unit, form, value))
    };
    let threshold = optional(
        paper,
        "Threshold",
        "share of target, or the ratio",
        Form::Share,
        component.threshold.map(|it| it.at.to_f64()),
    );
    let gate = optional(paper, "Gate", "of another measure", Form::Share, component.gate.map(|it| it.at.to_f64()));
    let most = component.attainment_cap.map(Rate::to_f64);
    let attainment_cap = optional(paper, "Most attainment that counts", "share of target", Form::Share, most);
    let cap = optional(paper, "Most pay", "x target pay", Form::Factor, component.cap.map(Rate::to_f64));
    let deal_cap =
        optional(paper, "Most pay for one deal", "money", Form::Coin, component.deal_cap.map(Money::to_major));
    let kickers = component.kickers.iter().map(|kicker| {
        let (unit, pays) = match kicker.pays {
            KickerPays::Multiple(rate) => ("expected share; x derived rate", rate),
            KickerPays::Share(rate) => ("expected share; share of credit", rate),
        };
        paper.pair("Kicker", unit, (Form::Share, kicker.expected.to_f64()), (Form::Share, pays.to_f64()))
    });
    let kickers = kickers.collect();
    let multiplier = match component.multiplier.as_ref().map(|it| &it.by) {
        None => Vec::new(),
        Some(MultiplierBy::Attainment { least, most }) => {
            let (least, most) = ((Form::Share, least.to_f64()), (Form::Share, most.to_f64()));
            vec![paper.pair("Multiplier", "least; most", least, most)]
        }
        Some(MultiplierBy::Steps { steps }) => steps
            .iter()
            .map(|step| {
                paper.pair(
                    "Multiplier",
                    "from; factor",
                    (Form::Share, step.from.to_f64()),
                    (Form::Factor, step.factor.to_f64()),
                )
            })
            .collect(),
    };
    ComponentCells { weight, target, table, threshold, gate, attainment_cap, cap, deal_cap, kickers, multiplier }
}

fn from_cell(from: TierFrom) -> (Form, f64) {
    match from {
        TierFrom::Quota(share) => (Form::Share, share.to_f64()),
        TierFrom::Amount(amount) => (Form::Coin, amount.to_major()),
        TierFrom::Units(units) => (Form::Count, f64::from(units)),
    }
}

fn put_tier(paper: &mut Paper<'_>, tier: &Tier, reaches: bool) -> (Spot, Spot) {
    let (value, unit) = match tier.value {
        TierValue::Multiple(rate) => ((Form::Factor, rate.to_f64()), "x derived rate"),
        TierValue::Share(rate) => ((Form::Share, rate.to_f64()), "share of credit"),
        TierValue::PerUnit(amount) => ((Form::Coin, amount.to_major()), "money per unit"),
    };
    let reach = match tier.reach {
        Reach::OwnBound => "from its own bound",
        Reach::Quota => "reaches back to quota",
        Reach::FirstDollar => "reaches back to the first dollar",
    };
    let unit = if reaches { format!("{unit}, {reach}") } else { unit.to_owned() };
    paper.pair("Tier", &unit, from_cell(tier.from), value)
}

fn put_table(paper: &mut Paper<'_>, rates: &Rates) -> TableCells {
    match rates {
        Rates::Tiers { tiers, .. } => TableCells::Rows(tiers.iter().map(|it| put_tier(paper, it, true)).collect()),
        Rates::Interpolated { tiers, .. } => {
            TableCells::Rows(tiers.iter().map(|it| put_tier(paper, it, false)).collect())
        }
        Rates::Curve { points } => {
            let point = |it: &crate::model::comp::CurvePoint| {
                let (at, pay) = ((Form::Share, it.attainment.to_f64()), (Form::Share, it.pay.to_f64()));
                paper.pair("Point", "attainment; share of target pay", at, pay)
            };
            TableCells::Rows(points.iter().map(point).collect())
        }
        Rates::Milestones { steps } => {
            let step = |it: &crate::model::comp::Milestone| {
                paper.pair("Milestone", "reached at; money", from_cell(it.at), (Form::Coin, it.pay.to_major()))
            };
            TableCells::Rows(steps.iter().map(step).collect())
        }
        Rates::Matrix { rows, columns, cells, .. } => {
            let head = paper.row("Other measure from", "");
            let columns_at = head.right(1);
            for (at, from) in columns.iter().enumerate() {
                paper.sheets.number(columns_at.right(at), Look::Input, Form::Share, from.to_f64());
            }
            let mut first = None;
            for (row, from) in rows.iter().enumerate() {
                let spot = paper.row("Own attainment from; shares of target pay", "");
                paper.sheets.number(spot, Look::Input, Form::Share, from.to_f64());
                for at in 0..columns.len() {
                    let cell = cells.get(row).and_then(|it| it.get(at)).copied().unwrap_or_default();
                    paper.sheets.number(spot.right(1 + at), Look::Input, Form::Share, cell.to_f64());
                }
                first.get_or_insert(spot);
            }
            let rows = first.unwrap_or(head);
            TableCells::Matrix { rows, columns: columns_at, cells: rows.right(1) }
        }
    }
}

fn put_spif(paper: &mut Paper<'_>, spif: &Spif) -> SpifCells {
    let name = if spif.name.is_empty() { spif.id.as_str() } else { &spif.name };
    paper.path[1] = name.to_owned();
    let (from, to) =
        paper.pair("SPIF", "first day; last day", (Form::Date, serial(spif.from)), (Form::Date, serial(spif.to)));
    let amount = paper.number("It pays", "money", Form::Coin, spif.amount.to_major());
    let (label, limit) = match spif.pays {
        SpifPays::PerDeal { least } => ("for every deal of at least", least),
        SpifPays::Once { at } => ("once, when credit reaches", at),
    };
    SpifCells { from, to, amount, limit: paper.number(label, "credit", Form::Coin, limit.to_major()) }
}

fn put_draw(paper: &mut Paper<'_>, draw: &Draw) -> DrawCells {
    let kind = match draw.kind {
        DrawKind::GuaranteeTopUp => "guarantee: pay is topped up",
        DrawKind::Additional => "paid on top",
        DrawKind::Recoverable => "recoverable",
        DrawKind::RecoverableForgiven => "recoverable, forgiven at its end",
        DrawKind::DelayedRecovery { .. } => "recovered later, in part",
    };
    paper.fixed("Draw", kind);
    let paid = match draw.paid {
        DrawPaid::WithMonth => "with its month",
        DrawPaid::WithCommission => "as late as commission",
    };
    paper.fixed("The draw is paid", paid);
    let mut steps = Vec::new();
    for step in draw.steps() {
        let amount = step.amount.amount().to_major();
        steps.push(match step.months {
            Some(months) => {
                let (amount, months) = ((Form::Coin, amount), (Form::Count, f64::from(months)));
                let (amount, months) = paper.pair("Draw a month", "money; months of tenure", amount, months);
                (amount, Some(months))
            }
            None => (paper.number("Draw a month", "money, for good", Form::Coin, amount), None),
        });
    }
    let DrawKind::DelayedRecovery { start_period, share, last_period } = draw.kind else {
        return DrawCells { steps, start: None, share: None, last: None };
    };
    let start = paper.number("Recovery begins in month", "of the plan", Form::Count, f64::from(start_period));
    let share = paper.number("Recovered of pay above the draw", "share", Form::Share, share.to_f64());
    let last =
        last_period.map(|last| paper.number("Recovery ends with month", "of the plan", Form::Count, f64::from(last)));
    DrawCells { steps, start: Some(start), share: Some(share), last }
}
