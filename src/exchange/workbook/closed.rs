//! Closed months in the book, as formulas: what was reported is laid on the cohorts as the engine does it (`engine::book::rebase`).
//!
//! Losses are taken by what fell due as far as that reaches, then by the rest; gains go to what fell due as far as they were expected
//! there, the rest to all. So of each month it takes two factors: what becomes of 1 that fell due, and of 1 that did not.

use super::actuals::Reported;
use super::ledger::{AMOUNT, Desk, TAB, falls_due};
use super::place::{Block, Head, Line};
use super::sheets::{Form, Look, Sheets, plain};
use crate::model::ActualField;

const FACTOR: (Look, Form) = (Look::Plain, Form::Factor);

/// Lines that a book with closed months has besides.
pub(super) const CLOSED_LINES: usize = 19;

/// The rates that hold, as a closed month is compared with them.
pub(super) struct Rates {
    pub renewal: Line,
    pub contraction: Line,
    pub expansion: Line,
    /// Whether any cohort loses points of renewal rate to its risk.
    pub points: bool,
}

/// What closed months do to a book.
#[derive(Clone, Copy)]
pub(crate) struct ClosedLines {
    /// Months from the first that are closed.
    pub months: usize,
    due: Line,
    other: Line,
    /// Shares of what fell due and of the rest that were lost.
    pub lost_due: Line,
    pub lost_other: Line,
    /// The share of what was lost that left with customers.
    pub churn_part: Line,
    churn: Line,
    contraction: Line,
    price: Line,
    expansion: Line,
    /// What price uplift and expansion make of 1 that is left: of what fell due besides, and of everything.
    gains: [[Line; 2]; 2],
    factor_due: Line,
    factor_other: Line,
    /// What each cohort has of gains where nothing is left of any.
    alike: Line,
}

/// A line of the months that are closed.
fn line(
    desk: &Desk<'_>,
    sheets: &mut Sheets,
    (label, style): (&str, (Look, Form)),
    months: usize,
    formula: impl Fn(usize) -> String,
) -> Line {
    let unit = if style.1 == Form::Coin { "ARR" } else { "closed months" };
    sheets.line(TAB, [label, &desk.cells.name, unit], style, |month| (month < months).then(|| formula(month)))
}

/// Losses and gains of closed months, as reported or expected.
pub(super) fn closed(
    desk: &Desk<'_>,
    sheets: &mut Sheets,
    reported: &Reported,
    rates: &Rates,
    joined: impl Fn(usize) -> String,
) -> ClosedLines {
    let (months, block, cells) = (reported.months, desk.plan.block(), desk.cells);
    let coin = 10f64.powi(-(sheets.digits as i32));
    let mut put =
        |label: &str, style, formula: &dyn Fn(usize) -> String| line(desk, sheets, (label, style), months, formula);
    let falls = |month: usize| falls_due(block, &Head::Place.at(month));
    let due = put("Due by term", AMOUNT, &|month| format!("SUMPRODUCT({}*{})", falls(month), block.at(month)));
    let other = put("Not due", AMOUNT, &|month| format!("SUMPRODUCT((1-{})*{})", falls(month), block.at(month)));
    let renewed = put("Expected to renew", AMOUNT, &|month| {
        let rate = rates.renewal.at(month);
        if !rates.points {
            return format!("{}*{rate}", due.at(month));
        }
        let own = format!("({rate}-{0})*({rate}>{0})", block.key(5));
        format!("SUMPRODUCT({}*{}*{own})", falls(month), block.at(month))
    });
    let churn = put("Churn, as reported or expected", AMOUNT, &|month| {
        reported.or(ActualField::Churn, month, &format!("({}-{})", due.at(month), renewed.at(month)))
    });
    let contraction = put("Contraction, as reported or expected", AMOUNT, &|month| {
        let expected = format!("{}*{}", renewed.at(month), rates.contraction.at(month));
        reported.or(ActualField::Contraction, month, &expected)
    });
    let wanted = |month: usize| format!("({}+{})", churn.at(month), contraction.at(month));
    let lost_due = put("Lost of what fell due", FACTOR, &|month| {
        format!("IF({due}>0,MIN({wanted},{due})/{due},0)", due = due.at(month), wanted = wanted(month))
    });
    let lost_other = put("Lost of the rest", FACTOR, &|month| {
        let (due, other, wanted) = (due.at(month), other.at(month), wanted(month));
        format!("IF({other}>0,MIN({wanted}-MIN({wanted},{due}),{other})/{other},0)")
    });
    let churn_part =
        put("Of what was lost, churn", FACTOR, &|month| format!("IF({0}>0,{1}/{0},0)", wanted(month), churn.at(month)));
    let left_due =
        put("Left of what fell due", AMOUNT, &|month| format!("{}*(1-{})", due.at(month), lost_due.at(month)));
    let left = put("Left of all", AMOUNT, &|month| {
        format!("{}+{}*(1-{})", left_due.at(month), other.at(month), lost_other.at(month))
    });
    let expected_price = |month: usize| {
        let contracted = format!("(1-{})", rates.contraction.at(month));
        format!("({}*{contracted}*{})", renewed.at(month), cells.price)
    };
    let expected_expansion = |month: usize| {
        let contracted = format!("(1-{})", rates.contraction.at(month));
        format!("({}*{contracted}*(1+{})*{})", renewed.at(month), cells.price, rates.expansion.at(month))
    };
    let told_price = |month: usize| reported.or(ActualField::Price, month, &expected_price(month));
    let told_expansion = |month: usize| reported.or(ActualField::Expansion, month, &expected_expansion(month));
    // Where nobody is left nobody can have added ARR, but for what rounding leaves.
    let nobody = |month: usize, gain: String| {
        let crumbs = plain(3.0 * coin * (month as f64 + 1.0));
        let both = format!("{}+{}", told_price(month), told_expansion(month));
        format!("IF({}<=0,IF({both}>{crumbs},0,{gain}),{gain})", left.at(month))
    };
    let price = put("Price uplift, as reported or expected", AMOUNT, &|month| nobody(month, told_price(month)));
    let expansion = put("Expansion, as reported or expected", AMOUNT, &|month| nobody(month, told_expansion(month)));
    let mut gain = |what: &str, all: Line, expected: &dyn Fn(usize) -> String| {
        let timely = |month: usize| format!("MIN({},{})", all.at(month), expected(month));
        [
            put(&format!("{what} of 1 left of what fell due, as expected"), FACTOR, &|month| {
                format!("IF({0}>0,{1}/{0},0)", left_due.at(month), timely(month))
            }),
            put(&format!("{what} of 1 left, beyond that"), FACTOR, &|month| {
                let timely = format!("IF({}>0,{},0)", left_due.at(month), timely(month));
                format!("IF({0}>0,({1}-{timely})/{0},0)", left.at(month), all.at(month))
            }),
        ]
    };
    let gains = [gain("Price uplift", price, &expected_price), gain("Expansion", expansion, &expected_expansion)];
    let [[price_due, price_all], [expansion_due, expansion_all]] = gains;
    let factor_due = put("What becomes of 1 that fell due", FACTOR, &|month| {
        let all = [price_due, price_all, expansion_due, expansion_all].map(|it| it.at(month)).join("+");
        format!("(1-{})*(1+{all})", lost_due.at(month))
    });
    let factor_other = put("What becomes of 1 of the rest", FACTOR, &|month| {
        format!("(1-{})*(1+{}+{})", lost_other.at(month), price_all.at(month), expansion_all.at(month))
    });
    let accounts = desk.plan.account_cohorts;
    let alike = put("Share of each cohort in gains where nothing is left", FACTOR, &|month| {
        let cohorts = format!("(IF({}<>0,{},0)+{accounts}+{})", cells.opening_arr, cells.term, joined(month));
        format!("IF({}>0,0,1/MAX(1,{cohorts}))", left.at(month))
    });
    for (of, text) in [
        (lost_due, "Churn and contraction are taken by what fell due as far as it reaches."),
        (lost_other, "What goes beyond it is taken by everybody else in proportion to their ARR."),
        (price_due, "Gains go to what fell due as far as they were expected there."),
        (price_all, "What goes beyond that is everybody's, in proportion to what is left of them."),
    ] {
        sheets.remark(of.key(0), text);
    }
    ClosedLines {
        months,
        due,
        other,
        lost_due,
        lost_other,
        churn_part,
        churn,
        contraction,
        price,
        expansion,
        gains,
        factor_due,
        factor_other,
        alike,
    }
}

impl ClosedLines {
    /// These lines, for a month that is closed.
    pub(super) fn filter(this: Option<&ClosedLines>, month: usize) -> Option<&ClosedLines> {
        this.filter(|it| month < it.months)
    }

    /// What fell due, and what left before its term.
    pub(super) fn all_due(&self, month: usize) -> String {
        format!("{}+{}*{}", self.due.at(month), self.other.at(month), self.lost_other.at(month))
    }

    /// Churn, no more than there was.
    pub(super) fn churned(&self, month: usize) -> String {
        self.bounded(month, self.churn, &self.churn_part.at(month))
    }

    /// Contraction, no more than there was.
    pub(super) fn contracted(&self, month: usize) -> String {
        self.bounded(month, self.contraction, &format!("(1-{})", self.churn_part.at(month)))
    }

    fn bounded(&self, month: usize, told: Line, part: &str) -> String {
        let there = format!("({}+{})", self.due.at(month), self.other.at(month));
        let wanted = format!("({}+{})", self.churn.at(month), self.contraction.at(month));
        format!("IF({wanted}>{there},{there}*{part},{})", told.at(month))
    }

    pub(super) fn price(&self, month: usize) -> String {
        self.price.at(month)
    }

    pub(super) fn expansion(&self, month: usize) -> String {
        self.expansion.at(month)
    }

    /// What becomes of a cohort, of which so many customers' cohorts stand in one row.
    pub(super) fn goes_on(&self, arr: &str, falls: &str, cohorts: &str, month: usize) -> String {
        let crumbs =
            format!("({}+{})*{}*{cohorts}", self.price.at(month), self.expansion.at(month), self.alike.at(month));
        format!("{arr}*IF({falls},{},{})+{crumbs}", self.factor_due.at(month), self.factor_other.at(month))
    }

    /// Of what some own: what fell due and what did not, as what was lost, and what price uplift and expansion added.
    pub(super) fn lost_of(&self, due: &str, other: &str, month: usize) -> String {
        format!("({due}*{}+{other}*{})", self.lost_due.at(month), self.lost_other.at(month))
    }

    pub(super) fn price_of(&self, due: &str, other: &str, cohorts: usize, month: usize) -> String {
        self.gained(self.gains[0], self.price, (due, other, cohorts), month)
    }

    pub(super) fn expansion_of(&self, due: &str, other: &str, cohorts: usize, month: usize) -> String {
        self.gained(self.gains[1], self.expansion, (due, other, cohorts), month)
    }

    fn gained(&self, [timely, all]: [Line; 2], gain: Line, of: (&str, &str, usize), month: usize) -> String {
        let (due, other, cohorts) = of;
        let left = format!("{due}*(1-{})", self.lost_due.at(month));
        let rest = format!("{other}*(1-{})", self.lost_other.at(month));
        let crumbs = format!("{cohorts}*{}*{}", gain.at(month), self.alike.at(month));
        format!("{left}*({0}+{1})+{rest}*{1}+{crumbs}", timely.at(month), all.at(month))
    }

    /// What cohorts of a block lost by churn and contraction in closed months from one to another.
    pub(super) fn lost_between(&self, block: Block, from: usize, to: usize) -> String {
        let falls = falls_due(block, &Head::Place.span(from, to));
        let (due, other) = (self.lost_due.span(from, to), self.lost_other.span(from, to));
        format!("SUMPRODUCT({}*({falls}*{due}+(1-{falls})*{other}))", block.span(from, to))
    }

    /// What cohorts of a block have at the end of a closed month.
    pub(super) fn end(&self, block: Block, month: usize) -> String {
        let falls = falls_due(block, &Head::Place.at(month));
        let (due, other) = (self.factor_due.at(month), self.factor_other.at(month));
        format!("SUMPRODUCT({}*({falls}*{due}+(1-{falls})*{other}))", block.at(month))
    }
}
