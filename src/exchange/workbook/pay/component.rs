//! One component of a holder, period by period, in the fixed order: credit, attainment, gate, rate, kickers, cap of a deal, multiplier,
//! cap, rounding.

use super::feed::Feed;
use super::payee::{Heads, Payee};
use super::period::{Period, trued_up};
use super::table::Rating;
use crate::exchange::workbook::coins::to_the_coin;
use crate::exchange::workbook::groups::measure_name;
use crate::exchange::workbook::place::Line;
use crate::exchange::workbook::plans::ComponentCells;
use crate::exchange::workbook::sheets::{Form, Look, Sheets};
use crate::model::RampAccelerators;
use crate::model::comp::{Component, KickerPays, MarginOver, Measure, MultiplierBy, Rated, Rates, RoundingAt, Target};

const NUMBER: (Look, Form) = (Look::Plain, Form::Factor);
const SHARE: (Look, Form) = (Look::Plain, Form::Share);

/// A component at work.
pub(in crate::exchange::workbook) struct Work<'a> {
    pub payee: &'a Payee<'a>,
    pub component: &'a Component,
    pub cells: &'a ComponentCells,
    pub periods: &'a [Period],
    pub feed: Feed,
    /// What 100 % is in a full year, where the target says.
    pub quota_year: Option<String>,
    /// What is expected of the holder, where it counts, and the line with the heads of each period.
    pub heads: Option<(Heads, Line)>,
}

impl Work<'_> {
    fn period(&self, month: usize) -> Option<Period> {
        self.periods.iter().find(|it| it.to == month).copied()
    }

    fn line(
        &self,
        sheets: &mut Sheets,
        label: &str,
        style: (Look, Form),
        formula: impl Fn(Period, usize) -> String,
    ) -> Line {
        self.payee.line(sheets, [label, ""], style, |month| self.period(month).map(|period| formula(period, month)))
    }

    /// The same of something that hangs on no attainment.
    fn steady_line(&self, sheets: &mut Sheets, label: &str, formula: impl Fn(Period, usize) -> String) -> Line {
        self.payee
            .steady_line(sheets, [label, ""], NUMBER, |month| self.period(month).map(|period| formula(period, month)))
    }

    fn active(&self, from: usize, to: usize) -> String {
        self.payee.active.map_or("0".to_owned(), |line| format!("SUM({})", line.span(from, to)))
    }

    fn credit(&self, from: usize, to: usize) -> String {
        match self.feed {
            Feed::Amount { credit: Some(line), .. } => format!("SUM({})", line.span(from, to)),
            // One product, so that a bound is met when its own share is attained.
            Feed::Even { attainment, full: Some(full) } => {
                format!("{}*SUM({})", attainment.at(to), full.span(from, to))
            }
            Feed::Amount { credit: None, .. } | Feed::Even { full: None, .. } | Feed::Ratio(_) => "0".to_owned(),
        }
    }

    fn quota(&self, full: bool, from: usize, to: usize) -> String {
        let line = match self.feed {
            Feed::Amount { full: whole, .. } | Feed::Even { full: whole, .. } if full => whole,
            Feed::Amount { ramped: line, .. } | Feed::Even { full: line, .. } => line,
            Feed::Ratio(_) => None,
        };
        line.map_or("0".to_owned(), |line| format!("SUM({})", line.span(from, to)))
    }

    fn ratio(&self) -> String {
        match (self.component.target, self.cells.target) {
            (Target::Ratio { .. }, Some(cell)) => cell.to_string(),
            (Target::Ratio { .. } | Target::Quota | Target::Amount { .. } | Target::SumOfQuotas { .. }, _) => {
                "1".to_owned()
            }
        }
    }

    fn target_year(&self) -> String {
        format!("{}*{}", self.payee.variable, self.cells.weight)
    }

    /// Target pay of the time in the seat.
    fn target_of_time(&self, from: usize, to: usize) -> String {
        format!("{}*ROUND({}*1000000000,0)/12000000000", self.target_year(), self.active(from, to))
    }

    /// Target pay of the months that are paid for.
    fn target_paid(&self, period: Period) -> String {
        let of_time = self.target_of_time(period.paid_from, period.to);
        match &self.quota_year {
            Some(year) if !self.component.measure.is_ratio() => {
                let full = self.quota(true, period.paid_from, period.to);
                format!("IF({year}>0,{}*{full}/MAX(0.001,{year}),{of_time})", self.target_year())
            }
            Some(_) | None => of_time,
        }
    }

    /// What the component earns; the line has an amount in each month in which a period closes. `looks` puts down where another measure
    /// stands.
    pub(in crate::exchange::workbook) fn earned(
        &self,
        sheets: &mut Sheets,
        looks: &mut dyn FnMut(&mut Sheets, Measure) -> Line,
    ) -> Line {
        let component = self.component;
        let is_ratio = component.measure.is_ratio();
        let name = if component.name.is_empty() { component.id.as_str() } else { &component.name };
        let title = format!("{} on {}: {name}", self.payee.who, measure_name(component.measure));
        sheets.text(self.payee.next(sheets).right(1), Look::Fine, title);
        let on_full = self.payee.accelerators == RampAccelerators::OnFullQuota;
        let credit =
            self.line(sheets, if is_ratio { "Ratio" } else { "Credit rated" }, NUMBER, |period, _| match self.feed {
                Feed::Ratio(Some((part, whole))) => {
                    let (part, whole) =
                        (part.span(period.window_from, period.to), whole.span(period.window_from, period.to));
                    format!("IF(SUM({whole})>0,ROUND(SUM({part})/SUM({whole}),9),{})", self.ratio())
                }
                Feed::Ratio(None) => self.ratio(),
                Feed::Even { attainment, .. } if is_ratio => {
                    let exact = format!("{}*{}", self.ratio(), attainment.at(period.to));
                    // A ratio has nine decimals. Where the product has no more it is left as it is: bounds are such products too.
                    format!("IF(ABS(ROUND({exact},9)-{exact})<0.0000000000001,{exact},ROUND({exact},9))")
                }
                Feed::Amount { .. } | Feed::Even { .. } => self.credit(period.window_from, period.to),
            });
        let quota = self.steady_line(sheets, "What 100 % is", |period, _| {
            if is_ratio { self.ratio() } else { self.quota(on_full, period.window_from, period.to) }
        });
        let rate = self.steady_line(sheets, "Target pay for one of it", |period, month| {
            let (quota, of_time) = (quota.at(month), self.target_of_time(period.window_from, period.to));
            let by_time = format!("IF({quota}>0,{of_time}/{quota},0)");
            match &self.quota_year {
                Some(year) if !is_ratio => {
                    let full = self.quota(true, period.window_from, period.to);
                    let bent = format!("IF(OR({quota}={full},{quota}=0),1,{full}/{quota})");
                    format!("IF({year}>0,{}/{year}*{bent},{by_time})", self.target_year())
                }
                Some(_) | None => by_time,
            }
        });
        sheets.remark(
            rate.key(0),
            "Target variable x weight / what 100 % is: never rounded. While ramping, target pay is kept.",
        );
        self.line(sheets, "Attainment", SHARE, |_, month| {
            format!("IF({0}>0,{1}/{0},\"\")", quota.at(month), credit.at(month))
        });
        let gate = component.gate.zip(self.cells.gate).map(|(gate, cell)| {
            let stands = looks(sheets, gate.measure);
            let met = self.line(sheets, "Gate met (1) or not (0)", NUMBER, |_, month| {
                let stands = stands.at(month);
                format!("IF(ISNUMBER({stands}),IF({stands}>={cell},1,0),1)")
            });
            (gate, met)
        });
        let off_while_ramping = self.payee.accelerators == RampAccelerators::OffWhileRamping && !is_ratio;
        let accelerates = (off_while_ramping || gate.is_some()).then(|| {
            self.line(sheets, "Accelerates (1) or not (0)", NUMBER, |period, month| {
                let (from, to) = (period.window_from, period.to);
                let ramping = format!("IF({}<{},0,1)", self.quota(false, from, to), self.quota(true, from, to));
                let ramping = if off_while_ramping { ramping } else { "1".to_owned() };
                let met = gate.as_ref().map_or_else(|| "1".to_owned(), |(_, met)| met.at(month));
                format!("{ramping}*{met}")
            })
        });
        let other = match &component.rates {
            Rates::Matrix { by, .. } => Some(looks(sheets, *by)),
            Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => None,
        };
        let closes: Vec<usize> = self.periods.iter().map(|it| it.to).collect();
        let fresh: Vec<usize> = self.periods.iter().filter(|it| it.from == it.window_from).map(|it| it.to).collect();
        let rating = Rating {
            component,
            cells: self.cells,
            payee: self.payee,
            closes: &closes,
            fresh: &fresh,
            quota,
            rate,
            other,
            heads: self.heads.and_then(|(kind, line)| matches!(kind, Heads::InCredit).then_some(line)),
        };
        let attained = component.attained_by.map(|measure| looks(sheets, measure));
        let mut pay = if component.rated == Rated::EachDeal && !is_ratio {
            self.each_deal(sheets, &rating, credit, accelerates)
        } else {
            self.table(sheets, &rating, (credit, rate), accelerates, attained)
        };
        if let Some((multiplier, kind)) = component.multiplier.as_ref().map(|it| (it.measure, &it.by)) {
            let stands = looks(sheets, multiplier);
            let before = pay;
            pay = self.line(sheets, "Times the multiplier", NUMBER, |_, month| {
                format!(
                    "{}*IF(ISNUMBER({}),{},1)",
                    before.at(month),
                    stands.at(month),
                    self.factor(kind, &stands.at(month))
                )
            });
        }
        let held = gate.filter(|(gate, _)| !gate.accelerators_only).map(|(_, met)| met);
        let mut pay = self.capped(sheets, pay, held);
        if let Some((Heads::InPay, heads)) = self.heads {
            let whole = pay;
            pay = self.line(sheets, "Times expected heads", NUMBER, |_, month| {
                format!("{}*{}", whole.at(month), heads.at(month))
            });
        }
        self.to_the_coin(sheets, pay)
    }

    fn factor(&self, kind: &MultiplierBy, stands: &str) -> String {
        match kind {
            MultiplierBy::Steps { .. } => self
                .cells
                .multiplier
                .iter()
                .fold("1".to_owned(), |below, (from, factor)| format!("IF({stands}>={from},{factor},{below})")),
            MultiplierBy::Attainment { .. } => match self.cells.multiplier.first() {
                Some((least, most)) => format!("IF({stands}<{least},{least},IF({stands}>={most},{most},{stands}))"),
                None => "1".to_owned(),
            },
        }
    }

    /// Rate and kickers of a total.
    fn table(
        &self,
        sheets: &mut Sheets,
        rating: &Rating<'_>,
        (credit, rate): (Line, Line),
        accelerates: Option<Line>,
        attained: Option<Line>,
    ) -> Line {
        let this_period_only =
            !trued_up(self.component) && matches!(self.component.rated, Rated::QuarterToDate | Rated::YearToDate);
        let is_ratio = self.component.measure.is_ratio();
        let settled = this_period_only.then(|| {
            self.line(sheets, "Of it in earlier periods", NUMBER, |period, month| {
                let new = if is_ratio { "0".to_owned() } else { self.credit(period.from, period.to) };
                // Where the window begins with the period nothing is settled; a ratio is rated as a whole.
                if period.from == period.window_from { "0".to_owned() } else { format!("{}-{new}", credit.at(month)) }
            })
        });
        let is_matrix = matches!(self.component.rates, Rates::Matrix { .. });
        let total = rating.counted(sheets, credit, accelerates);
        let counted_settled = settled.filter(|_| !is_matrix).map(|line| rating.counted(sheets, line, accelerates));
        let mut pay = rating.uncapped(sheets, total, counted_settled);
        if this_period_only && is_matrix {
            let to_date = pay;
            pay = self.line(sheets, "This period's part of target pay at that cell", NUMBER, |period, month| {
                let target = format!("({}*{})", rating.rate.at(month), rating.quota.at(month));
                if period.from == period.window_from {
                    return to_date.at(month);
                }
                format!("IF({target}=0,0,{}*({})/{target})", to_date.at(month), self.target_paid(period))
            });
        }
        if let Some(stands) = attained {
            let own = pay;
            let tiers = matches!(self.component.rates, Rates::Tiers { .. });
            let place = self.line(sheets, "Credit at that attainment", NUMBER, |_, month| {
                let there = format!("{}*{}", stands.at(month), rating.quota.at(month));
                let there = if tiers { format!("MAX(0.000000001,{there})") } else { there };
                format!("IF(ISNUMBER({}),{there},0)", stands.at(month))
            });
            let counted = rating.counted(sheets, place, accelerates);
            let whole = rating.uncapped(sheets, counted, None);
            pay = self.line(sheets, "At the mean rate of that attainment", NUMBER, |period, month| {
                // A ratio is rated as a whole, where the window begins with what is paid.
                let whole_ratio = is_ratio && period.paid_from == period.window_from;
                let credit = if whole_ratio { credit.at(month) } else { self.credit(period.paid_from, period.to) };
                let there = format!("IF({0}>0,{1}*{credit}/{0},0)", place.at(month), whole.at(month));
                format!(
                    "IF(AND(ISNUMBER({}),{}>0),{there},{})",
                    stands.at(month),
                    rating.quota.at(month),
                    own.at(month)
                )
            });
        }
        if self.cells.kickers.is_empty() || is_ratio {
            return pay;
        }
        self.line(sheets, "With kickers", NUMBER, |period, month| {
            let credit = self.credit(period.paid_from, period.to);
            format!("{}+{credit}*({})", pay.at(month), self.kicks(rate, month))
        })
    }

    /// What kickers pay for one of credit, by the share that is expected to qualify.
    fn kicks(&self, rate: Line, month: usize) -> String {
        let kick = |(kicker, (expected, pays)): (&crate::model::comp::Kicker, &(_, _))| -> String {
            let (expected, pays): (&crate::exchange::workbook::place::Spot, &crate::exchange::workbook::place::Spot) =
                (expected, pays);
            match kicker.pays {
                KickerPays::Multiple(_) => format!("{expected}*{pays}*{}", rate.at(month)),
                KickerPays::Share(_) => format!("{expected}*{pays}"),
            }
        };
        let all: Vec<String> = self.component.kickers.iter().zip(&self.cells.kickers).map(kick).collect();
        if all.is_empty() { "0".to_owned() } else { all.join("+") }
    }

    /// Each deal alone: the credit counts as deals of the mean size and one smaller rest.
    fn each_deal(&self, sheets: &mut Sheets, rating: &Rating<'_>, credit: Line, accelerates: Option<Line>) -> Line {
        let size = &self.payee.deal_size;
        let size = self.line(sheets, "Mean deal", NUMBER, |_, month| {
            format!("IF({size}>0,{size},MAX(0.001,{}))", credit.at(month))
        });
        let count = self.line(sheets, "Whole deals", NUMBER, |_, month| {
            format!("TRUNC({}/{}+0.0000001)", credit.at(month), size.at(month))
        });
        let rest = self.line(sheets, "A smaller rest", NUMBER, |_, month| {
            format!("MAX(0,ROUND({}-{}*{},6))", credit.at(month), count.at(month), size.at(month))
        });
        let margin = self.payee.margin;
        let margin = self.component.margin_over().map(|over| match over {
            MarginOver::Amount => margin.to_string(),
            MarginOver::Cost => format!("IF({margin}<1,{margin}/MAX(0.000001,1-{margin}),IF({margin}>0,1E30,-1E30))"),
        });
        let mut one = |credit: Line, label: &str| {
            let rated = match &margin {
                Some(margin) => rating.by_margin(sheets, credit, margin),
                None => {
                    let counted = rating.counted(sheets, credit, accelerates);
                    rating.uncapped(sheets, counted, None)
                }
            };
            let kicked = self.line(sheets, label, NUMBER, |_, month| {
                let kicks = format!("{}*({})", credit.at(month), self.kicks(rating.rate, month));
                let pay = format!("IF({}=0,0,{})+{kicks}", credit.at(month), rated.at(month));
                match self.cells.deal_cap {
                    Some(cap) => format!("MAX(-{cap},MIN({cap},{pay}))"),
                    None => pay,
                }
            });
            if self.component.rounding_at == RoundingAt::Deal { self.coins(sheets, kicked) } else { kicked }
        };
        let (mean, small) = (one(size, "Pay for a mean deal"), one(rest, "Pay for the rest"));
        self.line(sheets, "Pay for all deals", NUMBER, |_, month| {
            format!("{}*{}+{}", mean.at(month), count.at(month), small.at(month))
        })
    }

    fn coins(&self, sheets: &mut Sheets, pay: Line) -> Line {
        let (digits, rounding) = (sheets.digits, self.payee.rounding);
        self.line(sheets, "To the coin", (Look::Plain, Form::Coin), |_, month| {
            to_the_coin(&pay.at(month), digits, rounding)
        })
    }

    /// Whether anybody is there or anything was credited in a period.
    fn counts(&self, period: Period) -> String {
        let counts =
            format!("OR({}>0,{}<>0)", self.active(period.from, period.to), self.credit(period.from, period.to));
        match self.payee.replaces {
            Some(line) => format!("AND({counts},SUM({})>0)", line.span(0, self.payee.columns.saturating_sub(1))),
            None => counts,
        }
    }

    /// Gate and cap.
    fn capped(&self, sheets: &mut Sheets, pay: Line, held: Option<Line>) -> Line {
        let open = |month: usize| held.map_or_else(|| "1".to_owned(), |it| it.at(month));
        let Some(cap) = self.cells.cap else {
            return self.line(sheets, "Pay, unrounded", NUMBER, |period, month| {
                format!("IF({},{}*{},0)", self.counts(period), pay.at(month), open(month))
            });
        };
        if !self.component.cap_carries {
            return self.line(sheets, "Pay up to the cap, unrounded", NUMBER, |period, month| {
                let most = format!("{}*{cap}", self.target_paid(period));
                format!("IF({},MIN({},{most})*{},0)", self.counts(period), pay.at(month), open(month))
            });
        }
        // What the cap cuts waits: the line of it comes before the line of pay, which it looks at.
        let left_at = self.payee.next_line(sheets);
        let most = |period: Period| format!("{}*{cap}", self.target_paid(period));
        let left = self.line(sheets, "Cut by the cap and waiting", NUMBER, |period, month| {
            let brought = self.brought(period, left_at);
            let cut = format!("MAX(0,{}+{brought}-{})", pay.at(month), most(period));
            let before = self.left_before(period, left_at);
            format!("IF({},IF({}=1,{cut},{brought}),{before})", self.counts(period), open(month))
        });
        debug_assert_eq!(left, left_at);
        self.line(sheets, "Pay up to the cap with what waited, unrounded", NUMBER, |period, month| {
            let due = format!("MIN({}+{},{})", pay.at(month), self.brought(period, left), most(period));
            format!("IF({},{due}*{},0)", self.counts(period), open(month))
        })
    }

    /// What was cut before a period and still waits.
    fn left_before(&self, period: Period, left: Line) -> String {
        let before = self.periods.iter().rev().find(|it| it.to < period.from);
        match before.filter(|_| !period.begins_year) {
            Some(before) => left.at(before.to),
            None => "0".to_owned(),
        }
    }

    /// What had been cut as the months paid for began.
    fn brought(&self, period: Period, left: Line) -> String {
        let first = self.periods.iter().find(|it| it.from == period.paid_from).copied().unwrap_or(period);
        self.left_before(first, left)
    }

    /// To the coin, less what earlier periods of the same window earned.
    fn to_the_coin(&self, sheets: &mut Sheets, pay: Line) -> Line {
        let (digits, rounding) = (sheets.digits, self.payee.rounding);
        let own = self.payee.next_line(sheets);
        let name = if self.component.name.is_empty() { self.component.id.as_str() } else { &self.component.name };
        self.payee.line(sheets, [name, "earned"], (Look::Total, Form::Coin), |month| {
            let period = self.period(month)?;
            let coin = to_the_coin(&pay.at(month), digits, rounding);
            if !trued_up(self.component) {
                return Some(coin);
            }
            let earlier = self.periods.iter().filter(|it| it.to < period.to && it.to >= period.window_from);
            let settled: Vec<String> = earlier.map(|it| format!("-{}", own.at(it.to))).collect();
            Some(format!("IF({},ROUND({coin}{},{digits}),0)", self.counts(period), settled.concat()))
        })
    }
}
