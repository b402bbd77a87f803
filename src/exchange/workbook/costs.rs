//! What people cost, as formulas: the pay of each seat, taxes and benefits on it, the part of both that is acquisition, and what was
//! reported of pay in place of the plan's (the engine's `actual_pay`).

use super::actuals::Reported;
use super::coins::settled;
use super::funnel::FunnelLines;
use super::inputs::CompanyCells;
use super::ledger::SegmentBookLines;
use super::pay::AfterLines;
use super::place::{Block, Line, Spot, Tab};
use super::sheets::{Form, Look, Sheets, quoted};
use super::source::{EVERYWHERE, Source, segment_name};
use crate::model::ActualField;

const TAB: Tab = Tab::Costs;
const COIN: (Look, Form) = (Look::Plain, Form::Coin);
const AMOUNT: (Look, Form) = (Look::Plain, Form::Factor);
const PART: (Look, Form) = (Look::Plain, Form::Share);

/// Costs of people, of the company.
pub(crate) struct CostLines {
    pub taxes: Line,
    pub acquisition: Line,
    /// What was reported of pay, less what was planned; none where no month is closed.
    pub reported: Option<PayChange>,
}

/// By how much pay as reported is more than planned, in the months that are closed.
#[derive(Clone, Copy)]
pub(crate) struct PayChange {
    /// Months from the first that are closed.
    pub months: usize,
    pub base: Line,
    pub variable: Line,
    taxes: Line,
    acquisition: Line,
}

impl PayChange {
    /// What a month has of one of its lines, to be added to the plan's.
    pub(crate) fn plus(change: Option<&PayChange>, of: fn(&PayChange) -> Line, month: usize) -> String {
        let closed = change.filter(|it| month < it.months);
        closed.map_or_else(String::new, |it| format!("+{}", of(it).at(month)))
    }
}

/// Seats with anybody to be paid, one below the other in each block.
struct Seats {
    /// Base and variable pay; in front of the months stand the part that is acquisition, and the segment.
    pay: Block,
    /// Base pay of closed months.
    base: Block,
}

const SHARE: usize = 3;
const SEGMENT: usize = 4;

impl Seats {
    /// The sum of a block in a month: of the seats of a segment (a cell with its name, or a text), or of all.
    fn sum(&self, block: Block, segment: Option<&str>, month: usize) -> String {
        match segment {
            _nobody if block.rows == 0 => "0".to_owned(),
            Some(name) => format!("SUMPRODUCT(({}={name})*{})", self.pay.key(SEGMENT), block.at(month)),
            None => format!("SUM({})", block.at(month)),
        }
    }

    /// Base and variable pay, as planned.
    fn pay(&self, segment: Option<&str>, month: usize) -> String {
        self.sum(self.pay, segment, month)
    }

    /// Base pay, as planned.
    fn base_pay(&self, segment: Option<&str>, month: usize) -> String {
        self.sum(self.base, segment, month)
    }

    /// Variable pay, as planned.
    fn variable_pay(&self, segment: Option<&str>, month: usize) -> String {
        format!("({}-{})", self.pay(segment, month), self.base_pay(segment, month))
    }

    /// What of planned pay is acquisition.
    fn winning(&self, segment: Option<&str>, month: usize) -> String {
        if self.pay.rows == 0 {
            return "0".to_owned();
        }
        let inside = segment.map_or_else(String::new, |name| format!("({}={name})*", self.pay.key(SEGMENT)));
        format!("SUMPRODUCT({inside}{}*{})", self.pay.at(month), self.pay.key(SHARE))
    }
}

/// Writes costs of people seat by seat, and of the company.
pub(crate) fn costs(
    source: &Source<'_>,
    sheets: &mut Sheets,
    (company, funnel, books): (&CompanyCells, &FunnelLines, &[SegmentBookLines]),
    pay: &[Option<AfterLines>],
    (segments, own): (&[Option<Reported>], Option<&Reported>),
) -> CostLines {
    let (digits, burden) = (sheets.digits, company.burden);
    let paid = |at: usize| -> Vec<&AfterLines> {
        let holders = source.holders.iter().zip(pay).filter(|(holder, _)| holder.post == at);
        holders.filter_map(|(_, pay)| pay.as_ref()).collect()
    };
    let who: Vec<(usize, Vec<&AfterLines>)> =
        (0..source.posts.len()).map(|at| (at, paid(at))).filter(|(_, pay)| !pay.is_empty()).collect();
    let id = |at: usize| source.posts.get(at).map_or("", |post| post.seat.id.as_str());
    sheets.heading(TAB, "Base and variable pay of each seat, the part of it that is acquisition, and the segment");
    let block = sheets.block(TAB, who.len());
    for (at, pay) in &who {
        let line = sheets.line(TAB, ["Pay", id(*at), "money"], COIN, |month| {
            let all: Vec<String> = pay.iter().flat_map(|it| [it.base.at(month), it.variable.at(month)]).collect();
            Some(format!("ROUND({},{digits})", all.join("+")))
        });
        let share = source.outcome.seats.get(*at).map_or(0.0, |it| it.acquisition_share);
        sheets.number(line.key(SHARE), Look::Fixed, Form::Share, share);
        let segment = source.posts.get(*at).and_then(|it| it.segment);
        let segment = segment.map_or_else(|| EVERYWHERE.to_owned(), |it| segment_name(source.document, it));
        sheets.text(line.key(SEGMENT), Look::Fixed, segment);
    }
    sheets.heading(TAB, "Taxes and benefits on it");
    let taxes = sheets.block(TAB, who.len());
    for (index, (at, _)) in who.iter().enumerate() {
        sheets.line(TAB, ["Taxes and benefits", id(*at), "money"], COIN, |month| {
            Some(settled(&format!("{}*{burden}", block.line(index).at(month)), digits))
        });
    }
    sheets.heading(TAB, "Acquisition: its part of pay with taxes and benefits");
    let acquisition = sheets.block(TAB, who.len());
    for (index, (at, _)) in who.iter().enumerate() {
        let pay = block.line(index);
        sheets.line(TAB, ["Acquisition", id(*at), "money"], COIN, |month| {
            Some(settled(&format!("{}*(1+{burden})*{}", pay.at(month), pay.key(SHARE)), digits))
        });
    }
    let reported = own.map(|own| {
        sheets.heading(TAB, "Base pay of each seat in closed months, as planned");
        let seats = Seats { pay: block, base: sheets.block(TAB, who.len()) };
        for (at, pay) in &who {
            sheets.line(TAB, ["Base pay", id(*at), "money"], COIN, |month| {
                let all: Vec<String> = pay.iter().map(|it| it.base.at(month)).collect();
                (month < own.months).then(|| format!("ROUND({},{digits})", all.join("+")))
            });
        }
        let bounds = bounds(source, sheets, (funnel, books), own.months);
        reported_pay(source, sheets, &Desk { seats: &seats, bounds, burden, digits }, (segments, own))
    });
    sheets.heading(TAB, "The company");
    let total = |sheets: &mut Sheets, label: &str, block: Block, of: fn(&PayChange) -> Line| {
        sheets.line(TAB, [label, "company", "money"], (Look::Total, Form::Coin), |month| {
            let sum = if block.rows == 0 { "0".to_owned() } else { format!("SUM({})", block.at(month)) };
            Some(format!("{sum}{}", PayChange::plus(reported.as_ref(), of, month)))
        })
    };
    let taxes = total(sheets, "Taxes and benefits, all", taxes, |it| it.taxes);
    let acquisition = total(sheets, "Acquisition, all", acquisition, |it| it.acquisition);
    CostLines { taxes, acquisition, reported }
}

/// Which part of the pay of seats that serve all segments goes to each segment and those before it: that of ARR held as a month opens and of
/// what could close in it. Nothing where no seat serves all.
fn bounds(
    source: &Source<'_>,
    sheets: &mut Sheets,
    (funnel, books): (&FunnelLines, &[SegmentBookLines]),
    months: usize,
) -> Vec<Line> {
    if source.posts.iter().all(|it| it.segment.is_some()) {
        return Vec::new();
    }
    sheets.heading(TAB, "ARR of each segment: held as the month opens, and what could close");
    let lines = books.iter().zip(&funnel.segments).enumerate();
    let arr: Vec<Line> = lines
        .map(|(at, (book, flows))| {
            sheets.line(TAB, ["ARR held or to close", &segment_name(source.document, at), "money"], AMOUNT, |month| {
                let (held, could) = (book.ledger.opening.at(month), flows.pipeline.at(month));
                (month < months).then(|| format!("MAX({held},0)+MAX({could},0)"))
            })
        })
        .collect();
    sheets.heading(TAB, "Part of the seats that serve all segments, of each segment and those before it");
    let sum = |lines: &[Line], month: usize| lines.iter().map(|it| it.at(month)).collect::<Vec<_>>().join("+");
    (0..arr.len())
        .map(|at| {
            sheets.line(TAB, ["Part so far", &segment_name(source.document, at), "share"], PART, |month| {
                let (so_far, all) = (sum(arr.get(..=at).unwrap_or(&[]), month), sum(&arr, month));
                let even = format!("{}/{}", at + 1, arr.len());
                (month < months).then(|| format!("IF(({all})>0,({so_far})/({all}),{even})"))
            })
        })
        .collect()
}

/// Pay as reported less pay as planned: of each segment, and of the company, whose own report goes before those of its segments.
fn reported_pay(
    source: &Source<'_>,
    sheets: &mut Sheets,
    desk: &Desk<'_>,
    (segments, own): (&[Option<Reported>], &Reported),
) -> PayChange {
    sheets.heading(TAB, "Pay as reported, less pay as planned");
    let told = segments.iter().enumerate().filter_map(|(at, told)| Some((at, told.as_ref()?)));
    let parts: Vec<PayChange> =
        told.map(|(at, told)| desk.change(sheets, &segment_name(source.document, at), told, Err(at))).collect();
    let company = desk.change(sheets, "company", own, Ok(&parts));
    if let Some(first) = parts.first().filter(|_| !desk.bounds.is_empty()) {
        sheets.remark(
            first.base.key(0),
            "As planned are the seats of the segment and its part of those that serve all segments.",
        );
    }
    sheets.remark(
        company.acquisition.key(0),
        "Of what was paid more or less than planned, the same part is acquisition as of the pay planned for that month.",
    );
    company
}

/// What changes of pay are reckoned with.
struct Desk<'a> {
    seats: &'a Seats,
    /// Part of the seats that serve all segments, up to each segment; empty where there are none.
    bounds: Vec<Line>,
    burden: Spot,
    digits: u32,
}

/// A sum over seats, of a segment or of all, in a month.
type SeatSum = fn(&Seats, Option<&str>, usize) -> String;

impl Desk<'_> {
    /// Where the part of a segment in the seats that serve all begins and ends, in a month.
    fn part(&self, at: usize, month: usize) -> Option<(String, String)> {
        let bound = |at: usize| self.bounds.get(at).map(|it| it.at(month));
        let from = at.checked_sub(1).map_or_else(|| Some("0".to_owned()), bound)?;
        Some((from, bound(at)?))
    }

    /// What is planned in coins: of everyone, or of a segment's seats and its part of those that serve all.
    fn planned(&self, of: SeatSum, whose: Option<(usize, &str)>, month: usize) -> String {
        let Some((at, name)) = whose else { return of(self.seats, None, month) };
        let own = of(self.seats, Some(name), month);
        let Some((from, to)) = self.part(at, month) else { return own };
        let shared = of(self.seats, Some(&quoted(EVERYWHERE)), month);
        let up_to = |part: &str| settled(&format!("{shared}*{part}"), self.digits);
        format!("({own}+{}-{})", up_to(&to), up_to(&from))
    }

    /// The part of planned pay that is acquisition.
    fn acquisition(&self, whose: Option<(usize, &str)>, month: usize) -> String {
        let both = |of: SeatSum| {
            let Some((at, name)) = whose else { return of(self.seats, None, month) };
            let own = of(self.seats, Some(name), month);
            let Some((from, to)) = self.part(at, month) else { return own };
            format!("({own}+{}*({to}-{from}))", of(self.seats, Some(&quoted(EVERYWHERE)), month))
        };
        let pay = both(Seats::pay);
        format!("IF({pay}>0,{}/{pay},0)", both(Seats::winning))
    }

    /// Lines of a segment, at its position, or of the company with its segments as parts.
    fn change(
        &self,
        sheets: &mut Sheets,
        name: &str,
        told: &Reported,
        whose: Result<&[PayChange], usize>,
    ) -> PayChange {
        let row = sheets.next_row(TAB);
        let line = |offset: usize| Line { tab: TAB, row: row + offset };
        let (base, variable) = (line(0), line(1));
        let parts = whose.ok();
        // Whatever the company itself reported of a month, its segments' reports do not count then.
        let or_parts = |formula: String, of: fn(&PayChange) -> Line, month: usize| {
            let Some(parts) = parts else { return formula };
            let rest: String = parts.iter().map(|part| PayChange::plus(Some(part), of, month)).collect();
            format!("IF({},{formula},0{rest})", told.is_any(&[ActualField::BasePay, ActualField::VariablePay], month))
        };
        let more = |month: usize| format!("({}+{})", base.at(month), variable.at(month));
        let mut put = |label: &str, of: fn(&PayChange) -> Line, formula: &dyn Fn(usize) -> String| {
            sheets.line(TAB, [label, name, "money"], COIN, |month| {
                (month < told.months).then(|| or_parts(formula(month), of, month))
            })
        };
        // The name of the segment stands in front of each of its lines.
        let named = |offset: usize| whose.err().map(|at| (at, line(offset).key(1).to_string()));
        let less = |field: ActualField, planned: &str, month: usize| {
            told.or_by(field, month, |cell| format!("ROUND({cell}-{planned},3)"), "0")
        };
        let planned = |of: SeatSum, offset: usize, month: usize| {
            let named = named(offset);
            self.planned(of, named.as_ref().map(|(at, name)| (*at, name.as_str())), month)
        };
        put("Base pay", |it| it.base, &|month| less(ActualField::BasePay, &planned(Seats::base_pay, 0, month), month));
        put("Variable pay", |it| it.variable, &|month| {
            less(ActualField::VariablePay, &planned(Seats::variable_pay, 1, month), month)
        });
        let burden = self.burden;
        let taxes = put("Taxes and benefits on both", |it| it.taxes, &|month| {
            settled(&format!("{}*{burden}", more(month)), self.digits)
        });
        let acquisition = put("Acquisition", |it| it.acquisition, &|month| {
            let named = named(3);
            let share = self.acquisition(named.as_ref().map(|(at, name)| (*at, name.as_str())), month);
            settled(&format!("{}*(1+{burden})*{share}", more(month)), self.digits)
        });
        PayChange { months: told.months, base, variable, taxes, acquisition }
    }
}
