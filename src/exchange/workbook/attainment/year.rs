//! A plan rated over a year in which everything comes evenly, at each of some attainments: the formulas of pay by component, on columns
//! that are periods of such years.

use super::{Person, Room, Version};
use crate::exchange::workbook::groups::measure_name;
use crate::exchange::workbook::pay::{Feed, Payee, Period, Work, trued_up};
use crate::exchange::workbook::place::{Line, Spot, Tab};
use crate::exchange::workbook::plans::ComponentCells;
use crate::exchange::workbook::sheets::{Form, Look, Sheets, plain};
use crate::model::comp::{Component, Measure, Rated, Target};
use crate::model::{OtherMeasures, RampAccelerators};

/// What is rated, and where.
pub(super) struct EvenYears<'a> {
    pub room: &'a Room<'a>,
    pub version: &'a Version<'a>,
    pub person: Person<'a>,
    pub who: String,
    /// Target variable.
    pub target: Spot,
    pub attainments: Vec<Spot>,
    /// Where other measures stand, if that is one value.
    pub others: Option<Spot>,
    /// The deal that is rated where each is rated alone.
    pub deal_size: String,
}

/// What the columns of an attainment are.
#[derive(Clone, Copy, PartialEq)]
enum Columns {
    /// Its months.
    Months,
    /// One period for all that are alike: those with the smaller part of the quota, and those with a thousandth more.
    Alike,
}

impl Columns {
    const fn each(self) -> usize {
        match self {
            Columns::Months => 12,
            Columns::Alike => 2,
        }
    }
}

/// What is earned in each column.
pub(super) struct RatedYears {
    columns: Columns,
    /// By component: what is earned, and how many periods are like it.
    parts: Vec<(Line, Option<Line>)>,
    /// Pay of each month together, and what of it the cap of the plan leaves.
    capped: Option<(Line, Line)>,
}

impl RatedYears {
    /// What a component pays in the year at an attainment.
    pub fn paid(&self, part: usize, row: usize, digits: u32) -> Option<String> {
        let (line, count) = self.parts.get(part)?;
        let (from, to) = (row * self.columns.each(), (row + 1) * self.columns.each() - 1);
        Some(match count {
            Some(count) => format!("ROUND(SUMPRODUCT({},{}),{digits})", count.span(from, to), line.span(from, to)),
            None => format!("ROUND(SUM({}),{digits})", line.span(from, to)),
        })
    }

    /// What the cap of the plan takes away, as an amount below zero.
    pub fn cut(&self, row: usize, most: &str, digits: u32) -> Option<String> {
        if let Some((whole, kept)) = self.capped {
            let (from, to) = (row * self.columns.each(), (row + 1) * self.columns.each() - 1);
            return Some(format!("ROUND(SUM({})-SUM({}),{digits})", kept.span(from, to), whole.span(from, to)));
        }
        let parts: Vec<String> = (0..self.parts.len()).filter_map(|part| self.paid(part, row, digits)).collect();
        let whole = if parts.is_empty() { "0".to_owned() } else { parts.join("+") };
        Some(format!("-ROUND(MAX(0,{whole}-{most}),{digits})"))
    }
}

/// Whether a component rates each period by itself: then those of a year with the same quota are alike.
fn by_itself(component: &Component) -> bool {
    matches!(component.rated, Rated::EachDeal | Rated::Period) && !component.cap_carries
}

impl EvenYears<'_> {
    /// Puts the steps down.
    pub fn rate(&self, sheets: &mut Sheets) -> RatedYears {
        let components = &self.version.version.components;
        let columns = if components.iter().all(by_itself) { Columns::Alike } else { Columns::Months };
        let settings = &self.room.source.document.settings;
        let mut payee = Payee {
            tab: Tab::Rating,
            columns: columns.each() * self.attainments.len(),
            again: columns.each(),
            who: &self.who,
            variable: self.target.to_string(),
            // Nobody ramps in such a year.
            accelerators: RampAccelerators::default(),
            active: None,
            replaces: None,
            deal_size: self.deal_size.clone(),
            margin: self.room.hands.company.gross_margin,
            rounding: settings.rounding,
        };
        sheets.heading(Tab::Rating, self.who.clone());
        let attainment = payee.line(sheets, ["Attainment", ""], (Look::Heading, Form::Share), |at| {
            Some(self.attainments.get(at / columns.each())?.to_string())
        });
        let mut parts = Vec::new();
        for (component, cells) in components.iter().zip(&self.version.cells.components) {
            let periods = periods(component, columns, self.attainments.len());
            let is_ratio = component.measure.is_ratio();
            let quota_year = self.quota_year(component, cells);
            let (full, count) =
                quota(sheets, &payee, (component, columns), quota_year.as_deref().filter(|_| !is_ratio));
            payee.active = Some(payee.steady_line(sheets, ["Months", ""], (Look::Plain, Form::Count), |_| {
                Some(if columns == Columns::Months { 1 } else { component.cadence.months() }.to_string())
            }));
            let feed = Feed::Even { attainment, full };
            let quota_year = quota_year.filter(|_| !is_ratio);
            let work = Work { payee: &payee, component, cells, periods: &periods, feed, quota_year, heads: None };
            let earned = work.earned(sheets, &mut |sheets, measure| {
                self.stands(sheets, &payee, (component, cells), measure, (attainment, &periods))
            });
            parts.push((earned, count));
        }
        let capped = self.version.cells.cap.filter(|_| columns == Columns::Months).map(|cap| {
            let lines: Vec<Line> = parts.iter().map(|it| it.0).collect();
            self.under_cap(sheets, &payee, &lines, cap)
        });
        RatedYears { columns, parts, capped }
    }

    /// What 100 % is in a year.
    fn quota_year(&self, component: &Component, cells: &ComponentCells) -> Option<String> {
        const ANY: &str = "1000000";
        Some(match (component.target, cells.target) {
            (Target::Amount { per, .. }, Some(amount)) => format!("({amount}*{})", per.per_year()),
            (Target::Ratio { .. }, Some(ratio)) => format!("({ratio}*1000000)"),
            (Target::Quota, _) if self.person.terms.quota.is_some() => self.person.cells.quota_year().to_string(),
            (Target::Quota | Target::SumOfQuotas { .. } | Target::Amount { .. } | Target::Ratio { .. }, _) => {
                ANY.to_owned()
            }
        })
    }

    /// Where another measure stands, as the engine's year has it: the component's own where it is that, others as the scenario assumes; a
    /// text where nothing is known of it.
    fn stands(
        &self,
        sheets: &mut Sheets,
        payee: &Payee<'_>,
        (component, cells): (&Component, &ComponentCells),
        measure: Measure,
        (attainment, periods): (Line, &[Period]),
    ) -> Line {
        let all = self.version.version.components.iter().zip(&self.version.cells.components);
        let target = std::iter::once((component, cells)).chain(all).find_map(|(component, cells)| {
            let sets = component.measure == measure && matches!(component.target, Target::Ratio { .. });
            cells.target.filter(|_| sets && measure.is_ratio())
        });
        let label = format!("Where {} stands", measure_name(measure));
        let own = measure == component.measure;
        payee.line(sheets, [&label, "share"], (Look::Plain, Form::Share), |at| {
            periods.iter().find(|it| it.to == at)?;
            let attained = || match target {
                Some(target) => format!("ROUND({target}*{},9)", attainment.at(at)),
                None => attainment.at(at),
            };
            Some(match self.room.source.document.assumptions.other_measures {
                OtherMeasures::SameAttainment => attained(),
                OtherMeasures::OnTarget | OtherMeasures::At { .. } if own => attained(),
                OtherMeasures::OnTarget if measure.is_ratio() => {
                    target.map_or_else(|| "\"none\"".to_owned(), |it| it.to_string())
                }
                OtherMeasures::OnTarget => "1".to_owned(),
                OtherMeasures::At { value } => {
                    self.others.map_or_else(|| plain(value.to_f64()), |spot| spot.to_string())
                }
            })
        })
    }

    /// Pay of each month together, and what of it the cap of the plan leaves, which runs through the year as results come in.
    fn under_cap(&self, sheets: &mut Sheets, payee: &Payee<'_>, parts: &[Line], cap: Spot) -> (Line, Line) {
        let style = (Look::Plain, Form::Coin);
        let whole = payee.line(sheets, ["Pay of all components", ""], style, |at| {
            let parts: Vec<String> = parts.iter().map(|it| it.at(at)).collect();
            Some(if parts.is_empty() { "0".to_owned() } else { format!("SUM({})", parts.join(",")) })
        });
        let (digits, rounding) = (sheets.digits, payee.rounding);
        let most =
            crate::exchange::workbook::coins::to_the_coin(&format!("{}*{cap}", payee.variable), digits, rounding);
        let kept = Line { tab: whole.tab, row: whole.row + 1 };
        payee.line(sheets, ["Of it up to the cap of the plan", ""], style, |at| {
            let amount = whole.at(at);
            let before =
                if at % 12 == 0 { "0".to_owned() } else { format!("SUM({})", kept.span(at - at % 12, at - 1)) };
            Some(format!("ROUND({amount}-MIN(MAX(0,{before}+{amount}-{most}),MAX(0,{amount})),{digits})"))
        });
        (whole, kept)
    }
}

/// The periods of a component, each attainment a year of its own.
fn periods(component: &Component, columns: Columns, attainments: usize) -> Vec<Period> {
    let (each, is_ratio) = (columns.each(), component.measure.is_ratio());
    let months = match columns {
        Columns::Months => (component.cadence.months() as usize).clamp(1, 12),
        Columns::Alike => 1,
    };
    let mut all = Vec::new();
    for year in (0..attainments).map(|it| it * each) {
        // All periods of a ratio are alike.
        let last = if columns == Columns::Alike && is_ratio { 1 } else { each };
        for start in (0..last).step_by(months) {
            let from = year + start;
            let window_from = match component.rated {
                Rated::QuarterToDate if columns == Columns::Months => year + start / 3 * 3,
                Rated::YearToDate if columns == Columns::Months => year,
                Rated::EachDeal | Rated::Period | Rated::QuarterToDate | Rated::YearToDate => from,
            };
            let paid_from = if trued_up(component) { window_from } else { from };
            let begins_year = columns == Columns::Alike || start == 0;
            all.push(Period { from, to: from + months - 1, window_from, paid_from, begins_year });
        }
    }
    all
}

/// The quota of each column, none for a ratio; and how many periods of the year are like it, where one stands for all.
fn quota(
    sheets: &mut Sheets,
    payee: &Payee<'_>,
    (component, columns): (&Component, Columns),
    year: Option<&str>,
) -> (Option<Line>, Option<Line>) {
    let style = (Look::Plain, Form::Factor);
    let units = year.map(|year| format!("ROUND({year}*1000,0)"));
    let count = component.cadence.per_year();
    match columns {
        Columns::Months => {
            let full = units.map(|units| {
                payee.steady_line(sheets, ["Its part of the year's quota", ""], style, |at| {
                    let month = at % 12;
                    Some(format!("(INT({units}*{}/12)-INT({units}*{month}/12))/1000", month + 1))
                })
            });
            (full, None)
        }
        Columns::Alike => {
            let full = units.as_ref().map(|units| {
                payee.steady_line(sheets, ["Its part of the year's quota", ""], style, |at| {
                    Some(format!("(INT({units}/{count})+{})/1000", at % 2))
                })
            });
            let counts =
                payee.steady_line(sheets, ["Periods of the year like it", ""], (Look::Plain, Form::Count), |at| {
                    Some(match (&units, at % 2) {
                        (Some(units), 0) => format!("{count}-MOD({units},{count})"),
                        (Some(units), _) => format!("MOD({units},{count})"),
                        (None, 0) => count.to_string(),
                        (None, _) => "0".to_owned(),
                    })
                });
            (full, Some(counts))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Cadence;

    #[test]
    fn a_year_of_quarters_to_date_has_windows_of_quarters_and_ends_with_its_own_december() {
        let component = Component { cadence: Cadence::Month, rated: Rated::QuarterToDate, ..Component::default() };
        let all = periods(&component, Columns::Months, 2);
        assert_eq!(all.len(), 24);
        let windows: Vec<usize> = all[12..].iter().map(|it| it.window_from - 12).collect();
        assert_eq!(windows, [0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9]);
        assert!(all[12].begins_year && !all[13].begins_year);
    }
}
