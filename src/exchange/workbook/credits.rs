//! Quotas and credits of every holder by month, as formulas.

use super::coins::settled;
use super::funnel::{FunnelLines, Hands, SegmentFunnel};
use super::handover::{closing, with_managers};
use super::inputs::SegmentCells;
use super::ledger::{MoveLines, SegmentBookLines};
use super::people::split_part;
use super::place::{Block, Head, Line, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::Source;
use crate::engine::by_name;
use crate::model::Function;
use crate::model::comp::{Component, Measure, Rates, Scope};
use std::collections::BTreeSet;

const AMOUNT: (Look, Form) = (Look::Plain, Form::Coin);
const TAB: Tab = Tab::Credits;

/// What the plans of a document look at.
pub(crate) struct Wanted {
    pub measures: BTreeSet<Measure>,
    /// Whether retention of somebody's own customers, or of a team's, is asked for.
    pub kept: bool,
}

/// Measures that a component looks at besides its own.
pub(crate) fn looked_at(component: &Component) -> impl Iterator<Item = Measure> {
    let matrix = match &component.rates {
        Rates::Matrix { by, .. } => Some(*by),
        Rates::Tiers { .. } | Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } => None,
    };
    let gate = component.gate.map(|it| it.measure);
    let multiplier = component.multiplier.as_ref().map(|it| it.measure);
    [gate, multiplier, matrix, component.attained_by].into_iter().flatten()
}

impl Wanted {
    pub(crate) fn of(source: &Source<'_>) -> Wanted {
        let mut wanted = Wanted { measures: BTreeSet::from([Measure::NewArr]), kept: false };
        for version in source.document.plans.iter().flat_map(|plan| &plan.versions) {
            for component in &version.components {
                for measure in std::iter::once(component.measure).chain(looked_at(component)) {
                    wanted.measures.insert(measure);
                    let ratio = matches!(measure, Measure::GrossRetention | Measure::NetRetention);
                    wanted.kept |= ratio && matches!(component.scope, Scope::Own | Scope::Pod | Scope::TeamBelow);
                }
            }
            wanted.measures.extend(version.spifs.iter().map(|it| it.measure));
        }
        wanted
    }

    fn has(&self, measures: &[Measure]) -> bool {
        measures.iter().any(|it| self.measures.contains(it))
    }
}

/// Quotas and credits of all holders: blocks with a line for each, in their order.
pub(crate) struct CreditBlocks {
    pub ramped: Block,
    pub full: Block,
    credits: Vec<(Measure, Block)>,
    /// ARR due, what is left of it after churn and contraction, and with price uplift and expansion.
    pub kept: Option<[Block; 3]>,
}

impl CreditBlocks {
    /// Credits in a measure; none where the forecast makes none.
    pub(crate) fn of(&self, measure: Measure) -> Option<Block> {
        self.credits.iter().find(|(it, _)| *it == measure).map(|(_, block)| *block)
    }
}

/// A line for every holder.
fn all_holders(
    source: &Source<'_>,
    sheets: &mut Sheets,
    (tab, title, unit): (Tab, &str, &str),
    formula: impl Fn(usize, usize) -> String,
) -> Block {
    sheets.heading(tab, title);
    let block = sheets.block(tab, source.holders.len());
    for (at, holder) in source.holders.iter().enumerate() {
        let seat = source.post(holder).map_or("", |it| it.seat.id.as_str());
        let label = format!("{seat}: {}", source.name(holder));
        sheets.line(tab, [&label, &source.segment_name(holder), unit], AMOUNT, |month| Some(formula(at, month)));
    }
    block
}

/// What one holder has of a share-out: who, and the line.
type Parts = Vec<(usize, Line)>;

/// A team and what its members weigh, month by month.
pub(super) struct Team {
    who: Vec<usize>,
    weights: Block,
}

impl Team {
    pub(super) fn new(
        source: &Source<'_>,
        sheets: &mut Sheets,
        title: &str,
        mut who: Vec<usize>,
        weight: impl Fn(usize, usize) -> String,
    ) -> Team {
        by_name(&mut who, &source.posts, &source.holders);
        sheets.heading(TAB, title);
        let weights = sheets.block(TAB, who.len());
        for at in &who {
            sheets.line(TAB, ["Weight", &whose(source, *at), ""], (Look::Plain, Form::Factor), |month| {
                Some(weight(*at, month))
            });
        }
        Team { who, weights }
    }

    /// Shares out whole coins by largest remainder; ties go to who comes first by name.
    fn share(&self, source: &Source<'_>, sheets: &mut Sheets, what: &str, amount: impl Fn(usize) -> String) -> Parts {
        if self.who.is_empty() {
            return Vec::new();
        }
        let scale = 10u32.pow(sheets.digits);
        let units = sheets.line(TAB, [&format!("{what}, coins"), "", "coins"], (Look::Plain, Form::Count), |month| {
            Some(format!("ROUND(({})*{scale},0)", amount(month)))
        });
        let exact = sheets.block(TAB, self.who.len());
        for (index, at) in self.who.iter().enumerate() {
            let label = format!("{what}, exact coins");
            sheets.line(TAB, [&label, &whose(source, *at), "coins"], (Look::Plain, Form::Factor), |month| {
                let all = self.weights.at(month);
                let share = format!("{}*({}/SUM({all}))", units.at(month), self.weights.line(index).at(month));
                Some(format!("IF(SUM({all})>0,{share},0)"))
            });
        }
        let mut parts = Vec::new();
        for (index, at) in self.who.iter().enumerate() {
            let line = sheets.line(TAB, [what, &whose(source, *at), "ARR"], AMOUNT, |month| {
                let before = (index > 0).then(|| exact.first(index).at(month));
                let own = exact.line(index).at(month);
                let part = split_part(&own, &exact.at(month), before.as_deref(), &units.at(month));
                Some(format!("IF(SUM({})>0,({part})/{scale},0)", self.weights.at(month)))
            });
            parts.push((*at, line));
        }
        parts
    }
}

impl Team {
    /// What each has of moves, for ratios.
    fn shares(&self, moves: MoveLines) -> impl Iterator<Item = (usize, Line, Block, MoveLines)> {
        let who = self.who.iter().enumerate();
        who.map(move |(index, at)| (*at, self.weights.line(index), self.weights, moves))
    }
}

fn whose(source: &Source<'_>, at: usize) -> String {
    let Some(holder) = source.holders.get(at) else { return String::new() };
    let seat = source.post(holder).map_or("", |it| it.seat.id.as_str());
    format!("{seat}: {}", source.name(holder))
}

/// What a holder has of several share-outs.
fn summed(parts: &Parts, at: usize, month: usize) -> String {
    let own: Vec<String> = parts.iter().filter(|(who, _)| *who == at).map(|(_, line)| line.at(month)).collect();
    if own.is_empty() { "0".to_owned() } else { own.join("+") }
}

pub(crate) fn credits(
    source: &Source<'_>,
    sheets: &mut Sheets,
    hands: &Hands<'_>,
    funnel: &FunnelLines,
    books: &[SegmentBookLines],
    wanted: &Wanted,
) -> CreditBlocks {
    let thinned = |sheets: &mut Sheets, title: &str, ramped: bool| {
        all_holders(source, sheets, (Tab::Quotas, title, "quota of the month"), |at, month| {
            let (Some(cells), Some(staff)) = (hands.holders.get(at), hands.staff.get(at)) else {
                return "0".to_owned();
            };
            let share = if ramped { staff.ramped } else { staff.active };
            settled(&format!("{}*{}", cells.quota_in(&Head::OfYear.at(month)), share.at(month)), 3)
        })
    };
    let full = thinned(sheets, "Without ramp", false);
    let ramped = thinned(sheets, "Ramped", true);
    let mut kept = Kept::default();
    let mut new = Vec::new();
    for (at, cells) in hands.segments.iter().enumerate() {
        let sells = |who: &usize| {
            let post = source.holders.get(*who).and_then(|it| source.post(it));
            let inside = post.is_some_and(|post| post.segment.is_none_or(|own| own == at));
            inside && funnel.capacity.get(*who).is_some_and(Option::is_some)
        };
        let team: Vec<usize> = (0..source.holders.len()).filter(sells).collect();
        let Some(amount) = books.get(at).map(|it| it.ledger.new) else { continue };
        let title = format!("{}: new ARR by capacity", cells.name);
        let team =
            Team::new(source, sheets, &title, team, |who, month| match funnel.capacity.get(who).copied().flatten() {
                Some(line) => line.at(month),
                None => "0".to_owned(),
            });
        new.extend(team.share(source, sheets, "New ARR", |month| amount.at(month)));
        for success in [false, true] {
            kept.add(source, sheets, (hands, funnel), wanted, (at, success), books);
        }
    }
    let mut blocks = CreditBlocks { ramped, full, credits: Vec::new(), kept: None };
    let new = all_holders(source, sheets, (TAB, "New ARR by holder", "ARR"), |at, month| summed(&new, at, month));
    blocks.credits.push((Measure::NewArr, new));
    blocks.rest(source, sheets, (hands, funnel), wanted, &kept);
    blocks
}

/// What those who look after customers are credited with.
#[derive(Default)]
struct Kept {
    expansion: Parts,
    price: Parts,
    renewed: Parts,
    /// Shares of moves for ratios: who, part of whom, and the moves.
    shares: Vec<(usize, Line, Block, MoveLines)>,
}

impl Kept {
    /// Gives what happened to the book of a segment to those who look after it, in one of the two functions that do.
    fn add(
        &mut self,
        source: &Source<'_>,
        sheets: &mut Sheets,
        (hands, funnel): (&Hands<'_>, &FunnelLines),
        wanted: &Wanted,
        (segment, success): (usize, bool),
        books: &[SegmentBookLines],
    ) {
        let credited = [Measure::ExpansionArr, Measure::ExpansionAndPriceArr, Measure::RenewedArr];
        let Some(book) = books.get(segment).filter(|_| wanted.kept || wanted.has(&credited)) else { return };
        let serves = |function: Function| match function {
            Function::CustomerSuccess => success,
            Function::AccountManagement | Function::Hybrid => !success,
            Function::SalesDevelopment
            | Function::NewBusiness
            | Function::SalesEngineering
            | Function::SalesManagement
            | Function::AccountLeadership
            | Function::Executive => false,
        };
        let post = |who: usize| source.holders.get(who).and_then(|it| source.post(it));
        let in_pool = |who: &usize| {
            post(*who).is_some_and(|it| serves(it.function) && it.segment.is_none_or(|own| own == segment))
        };
        let pool: Vec<usize> = (0..source.holders.len()).filter(in_pool).collect();
        let owned: Vec<(usize, MoveLines)> =
            book.owned.iter().filter(|(side, ..)| *side == success).map(|(_, seat, moves)| (*seat, *moves)).collect();
        let name = hands.segments.get(segment).map_or("", |it| it.name.as_str());
        let side = if success { "customer success" } else { "account management" };
        let shares = hands.seller_share.is_some() && success != with_managers(source, segment);
        let sold = shares.then(|| closing(source, sheets, hands, (funnel, book), segment)).flatten();
        if !pool.is_empty() || sold.is_some() {
            let all = book.moves;
            let of: Vec<MoveLines> = owned.iter().map(|(_, moves)| *moves).collect();
            let owns = format!("{name}: what nobody in {side} owns");
            let moves = if owned.is_empty() { all } else { less(sheets, (&owns, name), all, &of) };
            let title = format!("{name}: {side}, whom nobody owns");
            self.share(source, sheets, hands, wanted, &title, (pool, moves, sold));
        }
        for (seat, moves) in owned {
            let team = source.holders.iter().enumerate().filter(|(_, it)| it.post == seat).map(|(at, _)| at).collect();
            let id = source.posts.get(seat).map_or("", |post| post.seat.id.as_str());
            self.share(source, sheets, hands, wanted, &format!("{name}: customers of {id}"), (team, moves, None));
        }
    }

    fn share(
        &mut self,
        source: &Source<'_>,
        sheets: &mut Sheets,
        hands: &Hands<'_>,
        wanted: &Wanted,
        title: &str,
        (team, moves, sold): (Vec<usize>, MoveLines, Option<(Team, MoveLines)>),
    ) {
        let productive =
            |who: usize, month: usize| hands.staff.get(who).map_or("0".to_owned(), |it| it.productive.at(month));
        let team = Team::new(source, sheets, title, team, productive);
        let digits = sheets.digits;
        // Coins are made of the whole first, so that what sellers have and what is left for the others add up to it.
        let mut give = |parts: &mut Parts, what: &str, amount: fn(MoveLines, usize) -> String| {
            let whole = |month: usize| settled(&amount(moves, month), digits);
            let Some((sellers, shared)) = &sold else {
                parts.extend(team.share(source, sheets, what, whole));
                return;
            };
            let shared = |month: usize| format!("MIN({},{})", settled(&amount(*shared, month), digits), whole(month));
            parts.extend(sellers.share(source, sheets, &format!("{what}, sellers"), shared));
            let rest = |month: usize| format!("{}-{}", whole(month), shared(month));
            parts.extend(team.share(source, sheets, what, rest));
        };
        if wanted.has(&[Measure::ExpansionArr, Measure::ExpansionAndPriceArr]) {
            give(&mut self.expansion, "Expansion", |moves, month| moves.expansion.at(month));
        }
        if wanted.has(&[Measure::ExpansionAndPriceArr]) {
            give(&mut self.price, "Price uplift", |moves, month| moves.price.at(month));
        }
        if wanted.has(&[Measure::RenewedArr]) {
            give(&mut self.renewed, "Renewed", gross);
        }
        let rest = match &sold {
            Some((sellers, shared)) if wanted.kept => {
                self.shares.extend(sellers.shares(*shared));
                less(sheets, (&format!("{title}, without the sellers' share"), ""), moves, &[*shared])
            }
            Some(_) | None => moves,
        };
        self.shares.extend(team.shares(rest));
    }

    /// A holder's share of moves.
    fn ratio(&self, at: usize, month: usize, what: impl Fn(MoveLines, usize) -> String) -> String {
        let own = self.shares.iter().filter(|(who, ..)| *who == at).map(|(_, own, all, moves)| {
            let (own, all) = (own.at(month), all.at(month));
            format!("IF(SUM({all})>0,({})*{own}/SUM({all}),0)", what(*moves, month))
        });
        let all: Vec<String> = own.collect();
        if all.is_empty() { "0".to_owned() } else { all.join("+") }
    }
}

fn gross(moves: MoveLines, month: usize) -> String {
    format!("{}-{}-{}", moves.due.at(month), moves.churn.at(month), moves.contraction.at(month))
}

fn net(moves: MoveLines, month: usize) -> String {
    format!("{}+{}+{}", gross(moves, month), moves.price.at(month), moves.expansion.at(month))
}

/// What is left of moves without parts of them.
fn less(sheets: &mut Sheets, (title, name): (&str, &str), all: MoveLines, parts: &[MoveLines]) -> MoveLines {
    sheets.heading(TAB, title);
    let mut less = |label: &str, what: fn(MoveLines) -> Line| {
        sheets.line(TAB, [label, name, "ARR"], AMOUNT, |month| {
            let parts: Vec<String> = parts.iter().map(|moves| format!("-{}", what(*moves).at(month))).collect();
            Some(format!("{}{}", what(all).at(month), parts.concat()))
        })
    };
    MoveLines {
        due: less("Due", |it| it.due),
        churn: less("Churn", |it| it.churn),
        contraction: less("Contraction", |it| it.contraction),
        price: less("Price uplift", |it| it.price),
        expansion: less("Expansion", |it| it.expansion),
    }
}

impl CreditBlocks {
    fn rest(
        &mut self,
        source: &Source<'_>,
        sheets: &mut Sheets,
        (hands, funnel): (&Hands<'_>, &FunnelLines),
        wanted: &Wanted,
        kept: &Kept,
    ) {
        let Some(new) = self.of(Measure::NewArr) else { return };
        let mut add = |sheets: &mut Sheets,
                       measure: Measure,
                       title: &str,
                       unit: &str,
                       formula: &dyn Fn(usize, usize) -> String| {
            if wanted.measures.contains(&measure) {
                let block = all_holders(source, sheets, (TAB, title, unit), formula);
                self.credits.push((measure, block));
            }
        };
        let of_parts = |parts: &'_ Parts, at: usize, month: usize| summed(parts, at, month);
        add(sheets, Measure::ExpansionArr, "Expansion by holder", "ARR", &|at, month| {
            of_parts(&kept.expansion, at, month)
        });
        add(sheets, Measure::ExpansionAndPriceArr, "Expansion and price uplift by holder", "ARR", &|at, month| {
            format!("{}+{}", of_parts(&kept.expansion, at, month), of_parts(&kept.price, at, month))
        });
        add(sheets, Measure::RenewedArr, "Renewed ARR by holder", "ARR", &|at, month| {
            of_parts(&kept.renewed, at, month)
        });
        add(sheets, Measure::Opportunities, "Opportunities by holder", "number", &|at, month| {
            let found = funnel.found.get(at).copied().flatten();
            found.map_or("0".to_owned(), |line| settled(&line.at(month), 3))
        });
        let margin = hands.company.gross_margin;
        add(sheets, Measure::GrossMargin, "Gross margin of new ARR by holder", "money", &|at, month| {
            format!("TRUNC({}*1000*{margin}+0.000001)/1000", new.line(at).at(month))
        });
        add(sheets, Measure::Units, "Units by holder: new ARR in mean deals", "number", &|at, month| {
            let segment = source.holders.get(at).and_then(|it| source.post(it)).and_then(|it| it.segment);
            let size = deal_size(hands, &funnel.segments, segment);
            format!("IF({size}>0,TRUNC({}*1000/{size}+0.000001)/1000,0)", new.line(at).at(month))
        });
        if wanted.kept {
            let mut block = |title: &str, what: fn(MoveLines, usize) -> String| {
                all_holders(source, sheets, (TAB, title, "ARR"), |at, month| kept.ratio(at, month, what))
            };
            self.kept = Some([
                block("ARR due by holder", |moves, month| moves.due.at(month)),
                block("Of it left after churn and contraction", gross),
                block("Of it left with price uplift and expansion", net),
            ]);
        }
    }
}

/// Mean deal of a segment; of all that have one, for who serves all.
pub(crate) fn deal_size(hands: &Hands<'_>, funnel: &[SegmentFunnel], segment: Option<usize>) -> String {
    let own = |(at, cells): (usize, &SegmentCells)| funnel.get(at).and_then(|it| it.deal).unwrap_or(cells.deal_size);
    if let Some(found) = segment.and_then(|at| Some((at, hands.segments.get(at)?))) {
        return own(found).to_string();
    }
    let all: Vec<String> = hands.segments.iter().enumerate().map(|it| own(it).to_string()).collect();
    let (sum, count): (Vec<_>, Vec<_>) = all.iter().map(|it| (format!("MAX(0,{it})"), format!("({it}>0)"))).unzip();
    if all.is_empty() {
        return "0".to_owned();
    }
    format!("(TRUNC(({})*1000/MAX(1,{})+0.000001)/1000)", sum.join("+"), count.join("+"))
}
