//! What a table of rates pays for a credit, as formulas: tiers with reach-back, interpolated tiers, curves, milestones, matrices; with
//! the threshold before them.

use super::payee::Payee;
use crate::exchange::workbook::place::{Line, Spot};
use crate::exchange::workbook::plans::{ComponentCells, TableCells};
use crate::exchange::workbook::sheets::{Form, Look, Sheets};
use crate::model::comp::{Accumulates, Boundary, Component, Rates, Reach, ThresholdStart, Tier, TierFrom, TierValue};

const AMOUNT: (Look, Form) = (Look::Plain, Form::Factor);

/// A component with the lines its table asks for.
pub(super) struct Rating<'a> {
    pub component: &'a Component,
    pub cells: &'a ComponentCells,
    pub payee: &'a Payee<'a>,
    /// Months in which a period closes, in order.
    pub closes: &'a [usize],
    /// Those of them whose period begins what is rated together: nothing is settled there.
    pub fresh: &'a [usize],
    /// What 100 % is.
    pub quota: Line,
    /// Target pay for one of credit.
    pub rate: Line,
    /// Where the other measure of a matrix stands.
    pub other: Option<Line>,
    /// Expected heads, where bounds and sums in money or in units are in proportion to them.
    pub heads: Option<Line>,
}

impl Rating<'_> {
    fn line(&self, sheets: &mut Sheets, label: &str, formula: impl Fn(usize) -> String) -> Line {
        self.payee.line(sheets, [label, ""], AMOUNT, |month| {
            self.closes.binary_search(&month).is_ok().then(|| formula(month))
        })
    }

    /// What is written in money or in units, of the heads that are expected.
    fn of_heads(&self, cell: Spot, month: usize) -> String {
        match self.heads {
            Some(heads) => format!("ROUND({cell}*{},3)", heads.at(month)),
            None => cell.to_string(),
        }
    }

    fn bound(&self, from: TierFrom, cell: Spot, quota: &str, month: usize) -> String {
        match from {
            TierFrom::Quota(_) => format!("{quota}*{cell}"),
            // The engine counts ratios in billionths where it counts amounts in thousandths.
            TierFrom::Amount(_) | TierFrom::Units(_) if self.component.measure.is_ratio() => format!("{cell}/1000000"),
            TierFrom::Amount(_) | TierFrom::Units(_) => self.of_heads(cell, month),
        }
    }

    /// What a value that is no multiple pays for one of credit.
    fn plain_value(&self, cell: Spot) -> String {
        if self.component.measure.is_ratio() { format!("{cell}*1000000") } else { cell.to_string() }
    }

    fn target(&self, month: usize) -> String {
        format!("{}*{}", self.rate.at(month), self.quota.at(month))
    }

    /// Credit as far as it counts: up to the most, and up to quota where nothing accelerates.
    pub(super) fn counted(&self, sheets: &mut Sheets, credit: Line, accelerates: Option<Line>) -> Line {
        if self.cells.attainment_cap.is_none() && accelerates.is_none() {
            return credit;
        }
        self.line(sheets, "Credit that counts", |month| {
            let (credit, quota) = (credit.at(month), self.quota.at(month));
            let mut least = vec![credit.clone()];
            least.extend(self.cells.attainment_cap.map(|cap| format!("{cap}*{quota}")));
            least.extend(accelerates.map(|it| format!("IF({},{credit},{quota})", it.at(month))));
            format!("IF({quota}>0,MIN({}),{credit})", least.join(","))
        })
    }

    /// The table and the threshold, before any cap on pay. `settled` is credit of earlier periods that is paid for.
    pub(super) fn uncapped(&self, sheets: &mut Sheets, total: Line, settled: Option<Line>) -> Line {
        let Some((threshold, cell)) = self.component.threshold.zip(self.cells.threshold) else {
            return self.raw(sheets, total, settled, None);
        };
        let start = |month: usize| {
            if self.component.measure.is_ratio() {
                cell.to_string()
            } else {
                format!("{}*{cell}", self.quota.at(month))
            }
        };
        let raw = self.raw(sheets, total, settled, None);
        if threshold.start == ThresholdStart::Share {
            return self.line(sheets, "Behind the threshold", |month| {
                format!("IF({}<{},0,{})", total.at(month), start(month), raw.at(month))
            });
        }
        let at_quota = self.raw(sheets, self.quota, settled, Some(Boundary::Lower));
        self.line(sheets, "Rising from the threshold to target pay, then by the table", |month| {
            let (total, quota, start) = (total.at(month), self.quota.at(month), start(month));
            let settled = settled.map_or_else(|| "0".to_owned(), |it| it.at(month));
            let within = |credit: &str| format!("MIN(MAX({credit},{start}),{quota})");
            let slope = format!("({}-{})/({quota}-{start})", within(&total), within(&settled));
            let jump = format!("IF({total}>={start},1,0)-IF({settled}>={start},1,0)");
            let rise = format!("{}*IF({quota}>{start},{slope},{jump})", self.target(month));
            let beyond = format!("IF({settled}>={quota},{},{}-{})", raw.at(month), raw.at(month), at_quota.at(month));
            format!("IF({total}<{start},0,{rise}+IF({total}<={quota},0,{beyond}))")
        })
    }

    /// What the table says.
    pub(super) fn raw(
        &self,
        sheets: &mut Sheets,
        total: Line,
        settled: Option<Line>,
        boundary: Option<Boundary>,
    ) -> Line {
        match (&self.component.rates, &self.cells.table) {
            (Rates::Tiers { tiers, boundary: own }, TableCells::Rows(rows)) => {
                self.tiers(sheets, (tiers, rows), boundary.unwrap_or(*own), total, settled)
            }
            (Rates::Interpolated { tiers, accumulates }, TableCells::Rows(rows)) => {
                self.line(sheets, "By interpolated tiers", |month| {
                    let sum = |credit: &str| self.interpolated((tiers, rows), *accumulates, credit, month);
                    let (total, settled) = (total.at(month), settled.map(|it| it.at(month)));
                    match (accumulates, settled) {
                        (Accumulates::Rate, None) => format!("({})*{total}", sum(&total)),
                        (Accumulates::Rate, Some(settled)) => format!("({})*({total}-{settled})", sum(&total)),
                        (Accumulates::Amount, None) => sum(&total),
                        (Accumulates::Amount, Some(settled)) => format!("{}-({})", sum(&total), sum(&settled)),
                    }
                })
            }
            (Rates::Curve { .. }, TableCells::Rows(rows)) => {
                self.of_total(sheets, "By the curve", total, settled, |credit, month| {
                    format!("{}*({})", self.target(month), on_curve(rows, credit, &self.quota.at(month)))
                })
            }
            (Rates::Milestones { steps }, TableCells::Rows(rows)) => {
                self.of_total(sheets, "Milestones reached", total, settled, |credit, month| {
                    let quota = self.quota.at(month);
                    let step = |(step, (at, pay)): (&crate::model::comp::Milestone, &(Spot, Spot))| {
                        let bound = self.bound(step.at, *at, &quota, month);
                        let (real, pay) = (exists(step.at, &quota), self.of_heads(*pay, month));
                        format!("IF(AND({credit}>={bound},{credit}>0{real}),{pay},0)")
                    };
                    let all: Vec<String> = steps.iter().zip(rows).map(step).collect();
                    if all.is_empty() { "0".to_owned() } else { all.join("+") }
                })
            }
            (Rates::Matrix { rows: down, columns: across, .. }, TableCells::Matrix { rows, columns, cells }) => {
                let (height, width) = (down.len(), across.len());
                self.line(sheets, "By the two-way table", |month| {
                    if height == 0 || width == 0 {
                        return "0".to_owned();
                    }
                    let other = self
                        .other
                        .map_or_else(|| "1".to_owned(), |it| format!("IF(ISNUMBER({0}),{0},1)", it.at(month)));
                    let (rows, columns) = (rows.to(rows.down(height - 1)), columns.to(columns.right(width - 1)));
                    let cells = cells.to(cells.down(height - 1).right(width - 1));
                    let row = format!("SUMPRODUCT(({}>={}*{rows})*1)", total.at(month), self.quota.at(month));
                    let column = format!("SUMPRODUCT(({other}>={columns})*1)");
                    format!("IF(OR({row}=0,{column}=0),0,{}*INDEX({cells},{row},{column}))", self.target(month))
                })
            }
            (Rates::Matrix { .. }, TableCells::Rows(_))
            | (
                Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. },
                TableCells::Matrix { .. },
            ) => self.line(sheets, "Nothing", |_| "0".to_owned()),
        }
    }

    /// What a table of sums says for a total, less what it says for what is settled.
    fn of_total(
        &self,
        sheets: &mut Sheets,
        label: &str,
        total: Line,
        settled: Option<Line>,
        sum: impl Fn(&str, usize) -> String,
    ) -> Line {
        self.line(sheets, label, |month| match settled.filter(|_| !self.fresh.contains(&month)) {
            Some(settled) => format!("{}-({})", sum(&total.at(month), month), sum(&settled.at(month), month)),
            None => sum(&total.at(month), month),
        })
    }

    /// Credit cut into slices, each at the rate that holds for it once reach-back is done.
    fn tiers(
        &self,
        sheets: &mut Sheets,
        (tiers, rows): (&[Tier], &[(Spot, Spot)]),
        boundary: Boundary,
        total: Line,
        settled: Option<Line>,
    ) -> Line {
        let reached = |index: usize, month: usize| {
            let (tier, (from, _)) = (tiers.get(index)?, rows.get(index)?);
            let (credit, quota) = (total.at(month), self.quota.at(month));
            let begins = self.bound(tier.from, *from, &quota, month);
            let sign = if boundary == Boundary::Lower { ">" } else { ">=" };
            let real = if index == 0 { String::new() } else { exists(tier.from, &quota) };
            let start = match tier.reach {
                Reach::OwnBound => begins.clone(),
                Reach::Quota => format!("MIN({begins},{quota})"),
                Reach::FirstDollar => "0".to_owned(),
            };
            Some((format!("AND({credit}{sign}{begins}{real})"), start))
        };
        let mut parts = Vec::new();
        for (index, (tier, (_, value))) in tiers.iter().zip(rows).enumerate() {
            let label = format!("Credit in tier {}", index + 1);
            let width = self.line(sheets, &label, |month| {
                let credit = total.at(month);
                let Some((is_reached, start)) = reached(index, month) else { return "0".to_owned() };
                let mut limits = vec![credit.clone()];
                for above in index + 1..tiers.len() {
                    if let Some((is_reached, start)) = reached(above, month) {
                        limits.push(format!("IF({is_reached},{start},{credit})"));
                    }
                }
                let low = settled.map_or_else(|| "0".to_owned(), |it| format!("MAX(0,{})", it.at(month)));
                format!("IF({is_reached},MAX(0,MIN({})-MAX({start},{low})),0)", limits.join(","))
            });
            parts.push((width, tier.value, *value));
        }
        self.line(sheets, "By tiers", |month| {
            let worth = |(width, value, cell): &(Line, TierValue, Spot)| match value {
                TierValue::Multiple(_) => format!("{}*{cell}*{}", width.at(month), self.rate.at(month)),
                TierValue::Share(_) | TierValue::PerUnit(_) => {
                    format!("{}*{}", width.at(month), self.plain_value(*cell))
                }
            };
            let all: Vec<String> = parts.iter().map(worth).collect();
            if all.is_empty() { "0".to_owned() } else { all.join("+") }
        })
    }

    fn interpolated(
        &self,
        (tiers, rows): (&[Tier], &[(Spot, Spot)]),
        accumulates: Accumulates,
        credit: &str,
        month: usize,
    ) -> String {
        let (quota, rate) = (self.quota.at(month), self.rate.at(month));
        let begins: Vec<String> =
            tiers.iter().zip(rows).map(|(tier, (from, _))| self.bound(tier.from, *from, &quota, month)).collect();
        let mut all = Vec::new();
        let mut width = quota.clone();
        for (index, ((tier, (_, value)), from)) in tiers.iter().zip(rows).zip(&begins).enumerate() {
            if let Some(next) = begins.get(index + 1) {
                width = format!("MAX(1E-12,{next}-{from})");
            }
            let real = if index == 0 { String::new() } else { exists(tier.from, &quota) };
            let worth = match (tier.value, accumulates) {
                (TierValue::Multiple(_), Accumulates::Rate) => format!("{value}*{rate}"),
                (TierValue::Multiple(_), Accumulates::Amount) => format!("{value}*{rate}*{quota}"),
                (TierValue::Share(_), Accumulates::Amount) => format!("{}*{width}", self.plain_value(*value)),
                (TierValue::Share(_) | TierValue::PerUnit(_), Accumulates::Rate) => self.plain_value(*value),
                (TierValue::PerUnit(_), Accumulates::Amount) => self.of_heads(*value, month),
            };
            let wide = format!("MAX(1E-12,{width})");
            all.push(format!("IF(AND({credit}>{from}{real}),{worth}*MIN({credit}-{from},{wide})/{wide},0)"));
        }
        if all.is_empty() { "0".to_owned() } else { all.join("+") }
    }

    /// Pay for all of a credit at the tier that the company's margin picks.
    pub(super) fn by_margin(&self, sheets: &mut Sheets, credit: Line, margin: &str) -> Line {
        let (Rates::Tiers { tiers, boundary }, TableCells::Rows(rows)) = (&self.component.rates, &self.cells.table)
        else {
            return self.line(sheets, "Nothing", |_| "0".to_owned());
        };
        self.line(sheets, "At the tier that the margin picks", |month| {
            let sign = if *boundary == Boundary::Lower { ">" } else { ">=" };
            let mut picked = "0".to_owned();
            for (index, (tier, (from, value))) in tiers.iter().zip(rows).enumerate() {
                let TierFrom::Quota(_) = tier.from else { continue };
                let worth = match tier.value {
                    TierValue::Multiple(_) => format!("{value}*{}", self.rate.at(month)),
                    TierValue::Share(_) | TierValue::PerUnit(_) => value.to_string(),
                };
                let met = format!("{margin}{sign}{from}");
                let met = if index == 0 { format!("OR({from}=0,{met})") } else { met };
                picked = format!("IF({met},{worth},{picked})");
            }
            format!("{}*{picked}", credit.at(month))
        })
    }
}

/// Without a quota no share of it is ever reached.
fn exists(from: TierFrom, quota: &str) -> String {
    match from {
        TierFrom::Quota(_) => format!(",{quota}>0"),
        TierFrom::Amount(_) | TierFrom::Units(_) => String::new(),
    }
}

/// Share of target pay on a curve; level before the first point, the last slope continues.
fn on_curve(rows: &[(Spot, Spot)], credit: &str, quota: &str) -> String {
    let Some((first, first_pay)) = rows.first() else { return "0".to_owned() };
    let mut text = rows.last().map_or_else(|| first_pay.to_string(), |(_, pay)| pay.to_string());
    let last = rows.len().saturating_sub(2);
    for (index, (low, high)) in rows.iter().zip(rows.iter().skip(1)).enumerate().rev() {
        let (from, to) = (format!("{quota}*{}", low.0), format!("{quota}*{}", high.0));
        let rise = format!("{}+({}-{})*({credit}-{from})/({to}-{from})", low.1, high.1, low.1);
        let here = if index == last { format!("{to}>{from}") } else { format!("AND({credit}<={to},{to}>{from})") };
        text = format!("IF({here},{rise},{text})");
    }
    format!("IF({credit}<={quota}*{first},{first_pay},{text})")
}
