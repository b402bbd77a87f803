//! The book of business as formulas: cohorts that fall due, the rates that hold, and the ARR waterfall of each segment.

use super::closed::{CLOSED_LINES, ClosedLines, Rates, closed};
use super::coins::settled;
use super::funnel::{FunnelLines, Hands, Many, by_holder};
use super::inputs::SegmentCells;
use super::opening::OpeningShares;
use super::owned::{list_accounts, owned};
use super::place::{Block, Head, Line, Spot, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::{EVERYWHERE, Source};
use crate::engine::{AccountGroup, account_groups};
use crate::model::comp::Pot;
use crate::model::{ActualField, CoverageResponse};

pub(super) const TAB: Tab = Tab::Book;
pub(super) const AMOUNT: (Look, Form) = (Look::Plain, Form::Coin);
const SHARE: (Look, Form) = (Look::Plain, Form::Share);

/// What happened to a book, unrounded, month by month.
#[derive(Clone, Copy)]
pub(crate) struct MoveLines {
    pub due: Line,
    pub churn: Line,
    pub contraction: Line,
    pub price: Line,
    pub expansion: Line,
}

/// Lines of a segment.
#[derive(Clone)]
pub(crate) struct SegmentBookLines {
    pub moves: MoveLines,
    /// To the coin.
    pub ledger: Ledger,
    /// What the customers of up to twelve months ago had then, have now, and lost.
    pub windows: [Line; 3],
    /// Movements of what is owned by a seat: whether by customer success, the seat, and what happened.
    pub owned: Vec<(bool, usize, MoveLines)>,
    /// Where its cohorts stand.
    pub cohorts: CohortPlace,
}

/// Where the cohorts of a segment stand, for what counts the same cohorts.
#[derive(Clone)]
pub(crate) struct CohortPlace {
    /// Their ARR; in front of the months when they fall due first, their terms, and the points of renewal rate at risk.
    pub block: Block,
    /// Rates at which they renew, shrink and grow.
    pub renewal: Line,
    pub contraction: Line,
    pub expansion: Line,
    /// How many of them are the typed balance; these come first.
    pub opening_cohorts: usize,
    /// Customers of each of the next, which are those of the account table; then come those who join.
    pub accounts: Vec<f64>,
    /// What closed months did to them.
    pub closed: Option<ClosedLines>,
    /// ARR expected to come back, whatever was reported.
    pub expected_back: Line,
}

/// The waterfall, to the coin.
#[derive(Clone, Copy)]
pub(crate) struct Ledger {
    pub opening: Line,
    pub new: Line,
    pub expansion: Line,
    pub price: Line,
    pub reactivation: Line,
    pub contraction: Line,
    pub churn: Line,
    pub closing: Line,
}

impl Ledger {
    /// Its lines by name, in order.
    pub(crate) fn lines(&self) -> [(&'static str, Line); 8] {
        [
            ("Opening ARR", self.opening),
            ("New", self.new),
            ("Expansion", self.expansion),
            ("Price uplift", self.price),
            ("Reactivation", self.reactivation),
            ("Contraction", self.contraction),
            ("Churn", self.churn),
            ("Closing ARR", self.closing),
        ]
    }
}

/// Places of the lines of a segment, known before they are written, as segments look at each other.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    row: usize,
    pub opening_cohorts: usize,
    pub account_cohorts: usize,
    new_cohorts: usize,
    /// Lines that only a book with closed months has.
    closed_lines: usize,
}

const LINES: usize = 25;

impl Plan {
    pub(super) const fn line(self, offset: usize) -> Line {
        Line { tab: TAB, row: self.row + 2 + offset }
    }
    pub(super) const fn opening(self) -> Line {
        self.line(0)
    }
    const fn rows(self) -> usize {
        2 + LINES + self.closed_lines + 1 + self.cohorts()
    }
    pub(super) const fn cohorts(self) -> usize {
        self.opening_cohorts + self.account_cohorts + self.new_cohorts
    }
    /// All cohorts: the typed opening book, the account table, and those who join in each month.
    pub(super) const fn block(self) -> Block {
        Block { tab: TAB, row: self.row + 2 + LINES + self.closed_lines + 1, rows: self.cohorts() }
    }
}

pub(crate) fn ledger(
    source: &Source<'_>,
    sheets: &mut Sheets,
    hands: &Hands<'_>,
    shares: &OpeningShares,
    funnel: &FunnelLines,
) -> Vec<SegmentBookLines> {
    let groups = if source.document.territory.typed_book { Vec::new() } else { account_groups(source.document) };
    let listed = list_accounts(source, sheets, hands, &groups);
    sheets.heading(TAB, "ARR that people in place can look after");
    let (care, _) = by_holder(source, sheets, TAB, ("ARR", AMOUNT), |at, month| {
        let holder = source.holders.get(at)?;
        source.post(holder).filter(|post| post.function.looks_after_customers())?;
        let role = hands.terms.of(source, holder.post)?;
        Some(format!("{}*{}", hands.staff.get(at)?.productive.at(month), role.book()))
    });
    let efforts: Vec<Option<[Line; 2]>> =
        hands.segments.iter().enumerate().map(|(at, cells)| effort(source, sheets, hands, at, &cells.name)).collect();
    let mut row = sheets.next_row(TAB);
    let mut plans = Vec::new();
    for at in 0..hands.segments.len() {
        let plan = Plan {
            row,
            opening_cohorts: source.horizon + 1,
            account_cohorts: groups.iter().filter(|it| it.segment == at).count(),
            new_cohorts: source.horizon,
            closed_lines: if hands.reported(at).is_some() { CLOSED_LINES } else { 0 },
        };
        row += plan.rows();
        plans.push(plan);
    }
    let mut books = Vec::new();
    for (at, cells) in hands.segments.iter().enumerate() {
        let Some(plan) = plans.get(at).copied() else { continue };
        let desk = Desk {
            source,
            hands,
            at,
            cells,
            plan,
            plans: &plans,
            care: &care,
            effort: efforts.get(at).copied().flatten(),
        };
        let Some(bookings) = funnel.segments.get(at).map(|it| it.bookings) else { continue };
        let mine = groups.iter().zip(&listed).filter(|(it, _)| it.segment == at);
        books.push(desk.live(sheets, shares, bookings, mine.collect()));
    }
    for (book, (at, cells)) in books.iter_mut().zip(hands.segments.iter().enumerate()) {
        if let Some(plan) = plans.get(at) {
            book.owned = owned(source, sheets, (*plan, book.cohorts.closed.as_ref()), cells, &groups, at);
        }
    }
    books
}

/// The response of retention and expansion to the split of pay; none where nothing responds.
fn effort(
    source: &Source<'_>,
    sheets: &mut Sheets,
    hands: &Hands<'_>,
    segment: usize,
    name: &str,
) -> Option<[Line; 2]> {
    let efforts = hands.efforts?;
    let mut make = |pot: Pot, label: &str| {
        sheets.line(TAB, [label, name, "factor"], (Look::Plain, Form::Factor), |month| {
            let (mut whole, mut parts) = (Vec::new(), Vec::new());
            for (holder, staff) in source.holders.iter().zip(hands.staff) {
                let Some(post) = source.post(holder) else { continue };
                if !post.function.looks_after_customers() || post.segment.is_some_and(|own| own != segment) {
                    continue;
                }
                let there = staff.productive.at(month);
                parts.push(match efforts.of(source, holder.post, pot) {
                    Some(line) => format!("{there}*{}", line.at(month)),
                    None => there.clone(),
                });
                whole.push(there);
            }
            if whole.is_empty() {
                return Some("1".to_owned());
            }
            Some(format!("IF({0}>0,({1})/({0}),1)", whole.join("+"), parts.join("+")))
        })
    };
    Some([make(Pot::Retention, "Effort on retention"), make(Pot::Expansion, "Effort on expansion")])
}

pub(super) struct Desk<'a> {
    pub source: &'a Source<'a>,
    hands: &'a Hands<'a>,
    pub at: usize,
    pub cells: &'a SegmentCells,
    pub plan: Plan,
    plans: &'a [Plan],
    care: &'a Many,
    effort: Option<[Line; 2]>,
}

/// Whether a cohort falls due in a month: as a product of truths, for all cohorts of a block.
pub(super) fn falls_due(block: Block, place: &str) -> String {
    format!("({place}>={first})*(MOD({place}-{first},{term})=0)", first = block.key(3), term = block.key(4))
}

impl Desk<'_> {
    pub(super) fn line(
        &self,
        sheets: &mut Sheets,
        label: &str,
        style: (Look, Form),
        formula: impl Fn(usize) -> Option<String>,
    ) -> Line {
        sheets.line(TAB, [label, &self.cells.name, if style.1 == Form::Coin { "ARR" } else { "share" }], style, formula)
    }

    /// Coverage of the book in a month.
    fn coverage(&self, month: usize) -> String {
        let own = self.plan.opening().at(month);
        let company: Vec<String> = self.plans.iter().map(|plan| plan.opening().at(month)).collect();
        let company = company.join("+");
        let shared = self.care.of(EVERYWHERE, month);
        let can = format!("({}+{shared}*IF({company}>0,{own}/({company}),0))", self.care.of(&self.cells.name, month));
        format!("IF({own}>0,MAX(0,MIN(1,{can}/{own})),1)")
    }

    fn live(
        &self,
        sheets: &mut Sheets,
        shares: &OpeningShares,
        bookings: Line,
        accounts: Vec<(&AccountGroup, &Spot)>,
    ) -> SegmentBookLines {
        let Desk { source, cells, plan, at, .. } = self;
        let (horizon, digits) = (source.horizon, sheets.digits);
        sheets.heading(TAB, format!("{}: book of business", cells.name));
        let block = plan.block();
        let points = accounts.iter().any(|(group, _)| group.points > 0.0);
        self.line(sheets, "ARR as the month begins, unrounded", AMOUNT, |month| {
            Some(format!("SUM({})", block.at(month)))
        });
        let covered = self.line(sheets, "Coverage", SHARE, |month| {
            Some(if source.knows_care() { self.coverage(month) } else { "1".to_owned() })
        });
        let company = self.hands.company;
        let missing = |month: usize| match source.document.assumptions.coverage.response {
            CoverageResponse::Linear if source.responds() => format!("(1-{})", covered.at(month)),
            CoverageResponse::Concave if source.responds() => format!("(1-SQRT({}))", covered.at(month)),
            CoverageResponse::Off | CoverageResponse::Linear | CoverageResponse::Concave => "0".to_owned(),
        };
        let renewal = self.line(sheets, "Renewal", SHARE, |month| {
            let typed = match self.effort {
                Some([retaining, _]) => format!("(1-(1-{})/{})", cells.renewal, retaining.at(month)),
                None => cells.renewal.to_string(),
            };
            Some(format!("MAX(0,MIN(1,{typed}-{}*{}))", company.renewal_at_stake, missing(month)))
        });
        let contraction = self.line(sheets, "Contraction", SHARE, |month| {
            let effort = self.effort.map_or(String::new(), |[retaining, _]| format!("/{}", retaining.at(month)));
            Some(format!("MAX(0,MIN(1,{}{effort}))", cells.contraction))
        });
        let expansion = self.line(sheets, "Expansion", SHARE, |month| {
            let typed = format!("{}*(1-{}*{})", cells.expansion, company.expansion_at_stake, missing(month));
            Some(match self.effort {
                Some([_, expanding]) => format!("MAX(0,MIN(5,{typed}*{}))", expanding.at(month)),
                None => typed,
            })
        });
        let growth = self.line(sheets, "What becomes of 1 that renews", (Look::Plain, Form::Factor), |month| {
            Some(format!("(1-{})*(1+{})*(1+{})", contraction.at(month), cells.price, expansion.at(month)))
        });
        let reported = self.hands.reported(*at);
        let rates = Rates { renewal, contraction, expansion, points };
        // Reactivation is the eighth line after those of closed months.
        let back_at = plan.line(6 + plan.closed_lines + 7);
        let joined = |month: usize| match month.checked_sub(1) {
            Some(last) => format!("SUMPRODUCT(({}+{}>0)*1)", bookings.span(0, last), back_at.span(0, last)),
            None => "0".to_owned(),
        };
        let closed = reported.map(|it| closed(self, sheets, it, &rates, joined));
        let told = |month: usize| ClosedLines::filter(closed.as_ref(), month);
        let due = self.line(sheets, "Due", AMOUNT, |month| {
            if let Some(told) = told(month) {
                return Some(told.all_due(month));
            }
            Some(format!("SUMPRODUCT({}*{})", falls_due(block, &Head::Place.at(month)), block.at(month)))
        });
        let row = sheets.next_row(TAB);
        let churn_at = Line { tab: TAB, row: row + 1 };
        let renewed = self.line(sheets, "Renewed", AMOUNT, |month| {
            if told(month).is_some() {
                return Some(format!("{}-{}", due.at(month), churn_at.at(month)));
            }
            if !points {
                return Some(format!("{}*{}", due.at(month), renewal.at(month)));
            }
            let (there, rate) = (block.at(month), renewal.at(month));
            let own = format!("({rate}-{0})*({rate}>{0})", block.key(5));
            Some(format!("SUMPRODUCT({}*{there}*{own})", falls_due(block, &Head::Place.at(month))))
        });
        let churn = self.line(sheets, "Churn, unrounded", AMOUNT, |month| {
            Some(told(month).map_or_else(|| format!("{}-{}", due.at(month), renewed.at(month)), |it| it.churned(month)))
        });
        let contracted = self.line(sheets, "Contraction, unrounded", AMOUNT, |month| {
            let expected = || format!("{}*{}", renewed.at(month), contraction.at(month));
            Some(told(month).map_or_else(expected, |it| it.contracted(month)))
        });
        let price = self.line(sheets, "Price uplift, unrounded", AMOUNT, |month| {
            let expected = || format!("({}-{})*{}", renewed.at(month), contracted.at(month), cells.price);
            Some(told(month).map_or_else(expected, |it| it.price(month)))
        });
        let expanded = self.line(sheets, "Expansion, unrounded", AMOUNT, |month| {
            let (renewed, contracted) = (renewed.at(month), contracted.at(month));
            let expected = || format!("({renewed}-{contracted}+{})*{}", price.at(month), expansion.at(month));
            Some(told(month).map_or_else(expected, |it| it.expansion(month)))
        });
        let expected_back = self.line(sheets, "Reactivation expected", AMOUNT, |month| {
            let Some(before) = month.checked_sub(1) else { return Some("0".to_owned()) };
            let place = format!("({}-{}+1)", Head::Place.at(month), cells.reactivation_lag);
            Some(format!("IF({place}<1,0,INDEX({},{place})*{})", churn.span(0, before), cells.reactivation))
        });
        let back = self.line(sheets, "Reactivation, unrounded", AMOUNT, |month| {
            let expected = expected_back.at(month);
            Some(reported.map_or(expected.clone(), |it| it.or(ActualField::Reactivation, month, &expected)))
        });
        debug_assert_eq!(back, back_at, "reactivation stands where it was looked for");
        for (line, text) in [
            (covered, "What people in place can look after over the ARR there is, at most 1."),
            (renewal, "As typed, less the points at stake times the missing coverage (if retention responds to it)."),
            (due, "The cohorts below whose term ends in the month."),
            (renewed, "Contraction, price uplift and expansion apply in that order to what renews; churn is the rest."),
        ] {
            sheets.remark(line.key(0), text);
        }
        let moves = MoveLines { due, churn, contraction: contracted, price, expansion: expanded };
        let coin = |line: Line, month: usize| Some(settled(&line.at(month), digits));
        let row = sheets.next_row(TAB);
        let closing_at = Line { tab: TAB, row: row + 7 };
        let total = (Look::Total, Form::Coin);
        let opening = self.line(sheets, "Opening ARR", total, |month| match month.checked_sub(1) {
            Some(before) => Some(closing_at.at(before)),
            None => coin(plan.opening(), 0),
        });
        let new = self.line(sheets, "New", AMOUNT, |month| coin(bookings, month));
        let expansion_coin = self.line(sheets, "Expansion", AMOUNT, |month| coin(expanded, month));
        let price_coin = self.line(sheets, "Price uplift", AMOUNT, |month| coin(price, month));
        let back_coin = self.line(sheets, "Reactivation", AMOUNT, |month| coin(back, month));
        // What parts of coins leave of a book that dies out is not lost twice: no more than there was as the month began.
        let there = |month: usize| format!("MAX(0,{})", opening.at(month));
        let contraction_coin = self.line(sheets, "Contraction", AMOUNT, |month| {
            Some(format!("MIN({},{})", settled(&contracted.at(month), digits), there(month)))
        });
        let churn_coin = self.line(sheets, "Churn", AMOUNT, |month| {
            let left = format!("{}-{}", there(month), contraction_coin.at(month));
            Some(format!("ROUND(MIN({},{left}),{digits})", settled(&churn.at(month), digits)))
        });
        let gains = [opening, new, expansion_coin, price_coin, back_coin];
        let closing = self.line(sheets, "Closing ARR", total, |month| {
            let gains: Vec<String> = gains.iter().map(|line| line.at(month)).collect();
            let sum = format!("{}-{}-{}", gains.join("+"), contraction_coin.at(month), churn_coin.at(month));
            // Added coins are coins; floats leave crumbs.
            Some(format!("ROUND({sum},{digits})"))
        });
        let ledger = Ledger {
            opening,
            new,
            expansion: expansion_coin,
            price: price_coin,
            reactivation: back_coin,
            contraction: contraction_coin,
            churn: churn_coin,
            closing,
        };
        let windows = self.windows(sheets, renewal, contraction, growth, closed.as_ref());
        self.cohorts(sheets, shares, &accounts, (renewal, growth, closed.as_ref()), (bookings, back));
        debug_assert_eq!(sheets.next_row(TAB), plan.row + plan.rows(), "lines of {horizon} months");
        let cohorts = CohortPlace {
            block,
            renewal,
            contraction,
            expansion,
            opening_cohorts: plan.opening_cohorts,
            accounts: accounts.iter().map(|(group, _)| group.customers).collect(),
            closed,
            expected_back,
        };
        SegmentBookLines { moves, ledger, windows, owned: Vec::new(), cohorts }
    }
}
