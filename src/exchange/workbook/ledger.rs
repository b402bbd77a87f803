//! The book of business as formulas: cohorts that fall due, the rates that hold, and the ARR waterfall of each segment.

use super::funnel::{FunnelLines, Hands, Many, by_holder};
use super::inputs::SegmentCells;
use super::opening::OpeningShares;
use super::owned::{list_accounts, owned};
use super::place::{Block, Head, Line, Spot, Tab};
use super::sheets::{Form, Look, Sheets, plain};
use super::source::{EVERYWHERE, Source};
use crate::engine::{AccountGroup, Movements, account_groups};
use crate::model::CoverageResponse;
use crate::model::comp::Pot;

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
    pub windows: Option<[Line; 3]>,
    /// Movements of what is owned by a seat: whether by customer success, the seat, and what happened.
    pub owned: Vec<(bool, usize, MoveLines)>,
    /// Where its cohorts stand; nothing where the book is the app's.
    pub cohorts: Option<CohortPlace>,
}

/// Where the cohorts of a segment stand, for what counts the same cohorts.
#[derive(Clone)]
pub(crate) struct CohortPlace {
    /// Their ARR; in front of the months when they fall due first, their terms, and the points of renewal rate at risk.
    pub block: Block,
    /// The rate at which they renew.
    pub renewal: Line,
    /// How many of them are the typed balance; these come first.
    pub opening_cohorts: usize,
    /// Customers of each of the next, which are those of the account table; then come those who join.
    pub accounts: Vec<f64>,
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
}

const LINES: usize = 24;

impl Plan {
    pub(super) const fn line(self, offset: usize) -> Line {
        Line { tab: TAB, row: self.row + 2 + offset }
    }
    const fn opening(self) -> Line {
        self.line(0)
    }
    const fn rows(self) -> usize {
        2 + LINES + 1 + self.cohorts()
    }
    pub(super) const fn cohorts(self) -> usize {
        self.opening_cohorts + self.account_cohorts + self.new_cohorts
    }
    /// All cohorts: the typed opening book, the account table, and those who join in each month.
    pub(super) const fn block(self) -> Block {
        Block { tab: TAB, row: self.row + 2 + LINES + 1, rows: self.cohorts() }
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
        let closed = source.is_closed(at);
        let plan = Plan {
            row,
            opening_cohorts: if closed { 0 } else { source.horizon + 1 },
            account_cohorts: if closed { 0 } else { groups.iter().filter(|it| it.segment == at).count() },
            new_cohorts: if closed { 0 } else { source.horizon },
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
        books.push(if source.is_closed(at) {
            desk.closed(sheets)
        } else {
            desk.live(sheets, shares, bookings, mine.collect())
        });
    }
    for (book, (at, cells)) in books.iter_mut().zip(hands.segments.iter().enumerate()) {
        if let Some(plan) = plans.get(at) {
            book.owned = owned(source, sheets, *plan, cells, &groups, at);
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
    if source.outcome.incentives.is_empty() {
        return None;
    }
    let mut make = |pot: Pot, label: &str| {
        sheets.line(
            TAB,
            [label, name, "factor; multipliers of roles as the app has them"],
            (Look::Plain, Form::Factor),
            |month| {
                let (mut whole, mut parts) = (Vec::new(), Vec::new());
                for (holder, staff) in source.holders.iter().zip(hands.staff) {
                    let Some(post) = source.post(holder) else { continue };
                    if !post.function.looks_after_customers() || post.segment.is_some_and(|own| own != segment) {
                        continue;
                    }
                    let there = staff.productive.at(month);
                    parts.push(format!("{there}*{}", plain(source.effort(holder.post, pot, month).unwrap_or(1.0))));
                    whole.push(there);
                }
                if whole.is_empty() {
                    return Some("1".to_owned());
                }
                Some(format!("IF({0}>0,({1})/({0}),1)", whole.join("+"), parts.join("+")))
            },
        )
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
    fn line(
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
        let Desk { source, cells, plan, .. } = self;
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
        let due = self.line(sheets, "Due", AMOUNT, |month| {
            Some(format!("SUMPRODUCT({}*{})", falls_due(block, &Head::Place.at(month)), block.at(month)))
        });
        let renewed = self.line(sheets, "Renewed", AMOUNT, |month| {
            if !points {
                return Some(format!("{}*{}", due.at(month), renewal.at(month)));
            }
            let (there, rate) = (block.at(month), renewal.at(month));
            let own = format!("({rate}-{0})*({rate}>{0})", block.key(5));
            Some(format!("SUMPRODUCT({}*{there}*{own})", falls_due(block, &Head::Place.at(month))))
        });
        let churn = self
            .line(sheets, "Churn, unrounded", AMOUNT, |month| Some(format!("{}-{}", due.at(month), renewed.at(month))));
        let contracted = self.line(sheets, "Contraction, unrounded", AMOUNT, |month| {
            Some(format!("{}*{}", renewed.at(month), contraction.at(month)))
        });
        let price = self.line(sheets, "Price uplift, unrounded", AMOUNT, |month| {
            Some(format!("({}-{})*{}", renewed.at(month), contracted.at(month), cells.price))
        });
        let expanded = self.line(sheets, "Expansion, unrounded", AMOUNT, |month| {
            Some(format!(
                "({}-{}+{})*{}",
                renewed.at(month),
                contracted.at(month),
                price.at(month),
                expansion.at(month)
            ))
        });
        let back = self.line(sheets, "Reactivation, unrounded", AMOUNT, |month| {
            let Some(before) = month.checked_sub(1) else { return Some("0".to_owned()) };
            let place = format!("({}-{}+1)", Head::Place.at(month), cells.reactivation_lag);
            Some(format!("IF({place}<1,0,INDEX({},{place})*{})", churn.span(0, before), cells.reactivation))
        });
        for (line, text) in [
            (covered, "What people in place can look after over the ARR there is, at most 1."),
            (renewal, "As typed, less the points at stake times the missing coverage (if retention responds to it)."),
            (due, "The cohorts below whose term ends in the month."),
            (renewed, "Contraction, price uplift and expansion apply in that order to what renews; churn is the rest."),
        ] {
            sheets.remark(line.key(0), text);
        }
        let moves = MoveLines { due, churn, contraction: contracted, price, expansion: expanded };
        let coin = |line: Line, month: usize| Some(format!("ROUND({},{digits})", line.at(month)));
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
        let contraction_coin = self.line(sheets, "Contraction", AMOUNT, |month| coin(contracted, month));
        let churn_coin = self.line(sheets, "Churn", AMOUNT, |month| coin(churn, month));
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
        let windows = self.windows(sheets, renewal, contraction, growth);
        self.cohorts(sheets, shares, &accounts, (renewal, growth), (bookings, back));
        debug_assert_eq!(sheets.next_row(TAB), plan.row + plan.rows(), "lines of {horizon} months");
        let cohorts = CohortPlace {
            block,
            renewal,
            opening_cohorts: plan.opening_cohorts,
            accounts: accounts.iter().map(|(group, _)| group.customers).collect(),
        };
        SegmentBookLines { moves, ledger, windows: Some(windows), owned: Vec::new(), cohorts: Some(cohorts) }
    }

    /// The twelve months to the end of each month, seen from the customers there were at their start.
    fn windows(&self, sheets: &mut Sheets, renewal: Line, contraction: Line, growth: Line) -> [Line; 3] {
        let plan = self.plan;
        let digits = sheets.digits;
        let from = |month: usize| (month + 1).saturating_sub(12);
        // Cohorts that were there as the window began come first.
        let there = |month: usize| plan.block().first(plan.opening_cohorts + plan.account_cohorts + from(month));
        let then = self.line(sheets, "Customers of 12 months ago: ARR then", AMOUNT, |month| {
            Some(format!("ROUND({},{digits})", plan.opening().at(from(month))))
        });
        let rate = |block: Block, renewal: &str| format!("(({renewal}-{0})*({renewal}>{0}))", block.key(5));
        let now = self.line(sheets, "Customers of 12 months ago: ARR now", AMOUNT, |month| {
            let block = there(month);
            let kept = format!("{}*{}-1", rate(block, &renewal.at(month)), growth.at(month));
            let moved =
                format!("SUMPRODUCT({}*{}*({kept}))", falls_due(block, &Head::Place.at(month)), block.at(month));
            Some(format!("ROUND(SUM({})+{moved},{digits})", block.at(month)))
        });
        let lost = self.line(sheets, "Customers of 12 months ago: churn and contraction since", AMOUNT, |month| {
            let (block, from) = (there(month), from(month));
            let renewed = rate(block, &renewal.span(from, month));
            let left = format!("1-{renewed}*(1-{})", contraction.span(from, month));
            let falls = falls_due(block, &Head::Place.span(from, month));
            Some(format!("ROUND(SUMPRODUCT({falls}*{}*({left})),{digits})", block.span(from, month)))
        });
        [then, now, lost]
    }

    /// A segment with closed months: its book is the app's.
    fn closed(&self, sheets: &mut Sheets) -> SegmentBookLines {
        let Desk { source, cells, plan, .. } = self;
        sheets.heading(TAB, format!("{}: book of business, as the app has it (months are closed)", cells.name));
        let outcome = source.outcome.segments.get(self.at);
        let ledger: &[Movements] = outcome.map_or(&[], |it| &it.ledger);
        let mut put =
            |label: &str, figures: Vec<f64>| sheets.app_line(TAB, [label, &cells.name, "ARR"], Form::Coin, &figures);
        let all = |figure: fn(&Movements) -> f64| ledger.iter().map(figure).collect::<Vec<f64>>();
        let opening = put("Opening ARR", all(|it| it.opening.to_major()));
        let due = put("Due", outcome.map_or_else(Vec::new, |it| it.due.iter().map(|it| it.to_major()).collect()));
        let new = put("New", all(|it| it.new.to_major()));
        let expansion = put("Expansion", all(|it| it.expansion.to_major()));
        let price = put("Price uplift", all(|it| it.price.to_major()));
        let reactivation = put("Reactivation", all(|it| it.reactivation.to_major()));
        let contraction = put("Contraction", all(|it| it.contraction.to_major()));
        let churn = put("Churn", all(|it| it.churn.to_major()));
        let closing = put("Closing ARR", all(|it| it.closing().to_major()));
        let window = |figure: fn(&crate::engine::RetentionWindow) -> f64| -> Vec<f64> {
            outcome.map_or_else(Vec::new, |it| it.windows.iter().map(figure).collect())
        };
        let then = put("Customers of 12 months ago: ARR then", window(|it| it.then.to_major()));
        let now = put("Customers of 12 months ago: ARR now", window(|it| it.now.to_major()));
        let lost = put("Customers of 12 months ago: churn and contraction since", window(|it| it.lost.to_major()));
        let left = (plan.row + plan.rows()).saturating_sub(sheets.next_row(TAB));
        sheets.gap(TAB, left);
        SegmentBookLines {
            moves: MoveLines { due, churn, contraction, price, expansion },
            ledger: Ledger { opening, new, expansion, price, reactivation, contraction, churn, closing },
            windows: Some([then, now, lost]),
            owned: Vec::new(),
            cohorts: None,
        }
    }
}
