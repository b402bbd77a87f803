//! ARR and its movements by manager: what the people of each win, and the book they look after.
//!
//! New ARR is of those who sign it, as they are credited. A customer who was won is looked after by whoever looks after the segment, so
//! new ARR is handed over to the pool in the same month; customers of the account table are with their account manager, or with their
//! customer-success manager where they have none. What nobody owns is the pool's. Each movement of a segment and month is shared out to
//! the coin, so that managers and pool add up to the company.

use crate::engine::book::{self, Keepers, Moves};
use crate::engine::metric::Scope;
use crate::engine::outcome::Movements;
use crate::engine::staff::{self, Post};
use crate::model::Document;
use crate::model::comp::Measure;
use crate::units::{Flow, Money, SeatId};
use std::collections::BTreeMap;

/// Whose customers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Team {
    /// Of those who report to the holder of this seat.
    Of(SeatId),
    /// Of those who report to nobody.
    Unmanaged,
    /// Nobody's in particular: whoever looks after the segment.
    Pool,
}

/// A month of one team. Closing is opening with all movements, less what is handed over, with what is taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TeamMonth {
    /// ARR and its movements.
    pub moved: Movements,
    /// New ARR handed over to the pool.
    pub handed_over: Money,
    /// New ARR taken over from those who won it.
    pub taken_over: Money,
}

impl TeamMonth {
    /// ARR at the end.
    pub fn closing(&self) -> Money {
        self.moved.closing() - self.handed_over + self.taken_over
    }

    /// Two successive months of one team, as one.
    fn then(self, later: TeamMonth) -> TeamMonth {
        TeamMonth {
            moved: self.moved.then(later.moved),
            handed_over: self.handed_over + later.handed_over,
            taken_over: self.taken_over + later.taken_over,
        }
    }

    /// The same months of two teams or segments, together.
    pub fn beside(self, other: TeamMonth) -> TeamMonth {
        TeamMonth {
            moved: self.moved.beside(other.moved),
            handed_over: self.handed_over + other.handed_over,
            taken_over: self.taken_over + other.taken_over,
        }
    }
}

/// One team over the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamArr {
    /// Whose.
    pub team: Team,
    /// Month by month.
    pub months: Vec<TeamMonth>,
}

impl TeamArr {
    /// Some months as one.
    pub fn over(&self, span: crate::engine::Span) -> TeamMonth {
        let mut months = self.months.get(span.from..=span.to).unwrap_or(&[]).iter().copied();
        let first = months.next().unwrap_or_default();
        months.fold(first, TeamMonth::then)
    }
}

/// Teams of a document, the pool at the end; each with its place in the shares below.
struct Teams {
    list: Vec<Team>,
}

impl Teams {
    fn of(posts: &[Post<'_>]) -> Teams {
        let mut list = vec![Team::Pool];
        for post in posts {
            if let Some(manager) = post.manager.and_then(|at| posts.get(at)) {
                let team = Team::Of(manager.seat.id.clone());
                if !list.contains(&team) {
                    list.push(team);
                }
            }
        }
        list.push(Team::Unmanaged);
        Teams { list }
    }

    fn place(&self, posts: &[Post<'_>], seat: usize) -> usize {
        let manager = posts.get(seat).and_then(|post| post.manager).and_then(|at| posts.get(at));
        let team = manager.map_or(Team::Unmanaged, |manager| Team::Of(manager.seat.id.clone()));
        self.list.iter().position(|it| *it == team).unwrap_or(0)
    }

    fn keeps(&self, posts: &[Post<'_>], keepers: &Keepers) -> usize {
        let seat = keepers.account_management.or(keepers.customer_success);
        seat.map_or(0, |seat| self.place(posts, seat))
    }
}

/// ARR of a company or a segment by manager, those with nothing to show left out; the pool stands last.
pub fn by_manager(document: &Document, scope: Scope) -> Vec<TeamArr> {
    let posts = staff::posts(document);
    let holders = staff::holders(document, &posts);
    let forecast = super::forecast(document, &posts, &holders);
    let currency = document.settings.currency;
    let horizon = document.settings.horizon();
    let teams = Teams::of(&posts);
    let count = teams.list.len();
    let mut sums = vec![vec![TeamMonth::default(); horizon]; count];
    let opening = book::opening_by_keepers(document);
    let bookings: Vec<Vec<Money>> = forecast
        .new_business
        .iter()
        .map(|it| it.bookings.iter().map(|flow| currency.settle(*flow)).collect())
        .collect();
    for (at, book) in forecast.book.segments.iter().enumerate() {
        if scope != Scope::Company && scope != Scope::Segment(at) {
            continue;
        }
        let settle = |amount: f64| currency.settle(Flow::new(amount));
        let mut shares = vec![0.0; count];
        for ((_, keepers), arr) in opening.iter().filter(|((segment, _), _)| *segment == at) {
            if let Some(place) = shares.get_mut(teams.keeps(&posts, keepers)) {
                *place += arr;
            }
        }
        let whole = book.opening.first().copied().map_or(Money::ZERO, settle);
        let mut standing = currency.split(whole, &shares);
        // The segment's own ledger, of whose coins each team has its share.
        let mut ledger = Movements { opening: whole, ..Movements::default() };
        let people = (&posts[..], &holders[..], &forecast.capacity[..]);
        let credits = crate::engine::credit::Credits::of_segment(at, people, &bookings, &forecast.book, currency);
        let mut owned: BTreeMap<usize, Vec<Moves>> = BTreeMap::new();
        for ((_, keepers), moves) in forecast.book.owned.iter().filter(|((segment, _), _)| *segment == at) {
            let series = owned.entry(teams.keeps(&posts, keepers)).or_insert_with(|| vec![Moves::default(); horizon]);
            series.iter_mut().zip(moves).for_each(|(place, part)| place.add(part, 1.0));
        }
        for month in 0..horizon {
            let moves = book.moves.get(month).copied().unwrap_or_default();
            let mut pool = moves;
            let mut parts = vec![Moves::default(); count];
            for (team, series) in &owned {
                if let (Some(part), Some(moved)) = (parts.get_mut(*team), series.get(month)) {
                    part.add(moved, 1.0);
                    pool.add(moved, -1.0);
                }
            }
            if let Some(first) = parts.first_mut() {
                first.add(&pool, 1.0);
            }
            let split = |whole: Money, of: &dyn Fn(&Moves) -> f64| {
                let weights: Vec<f64> = parts.iter().map(of).collect();
                currency.split(whole, &weights)
            };
            let in_month = |series: &[f64]| series.get(month).copied().unwrap_or(0.0);
            let (won, came_back) = (in_month(&book.new), in_month(&book.reactivation));
            ledger = Movements::in_coins(ledger.closing(), &moves, won, came_back, currency);
            let churn = split(ledger.churn, &|it| it.churn);
            let contraction = split(ledger.contraction, &|it| it.contraction);
            let price = split(ledger.price, &|it| it.price);
            let expansion = split(ledger.expansion, &|it| it.expansion);
            let back = ledger.reactivation;
            let signed = bookings.get(at).and_then(|series| series.get(month)).copied().unwrap_or(Money::ZERO);
            let mut new = vec![Money::ZERO; count];
            for (holder, who) in holders.iter().enumerate() {
                let credit = Money::from_mills(credits.of_holder(holder, Measure::NewArr, month));
                if let Some(place) = new.get_mut(teams.place(&posts, who.post)) {
                    *place += credit;
                }
            }
            let credited: Money = new.iter().copied().sum();
            if let Some(pool) = new.first_mut() {
                *pool += signed - credited;
            }
            let handed: Money = new.iter().skip(1).copied().sum();
            let entry = |(team, standing): (usize, &Money)| {
                let at = |series: &[Money]| series.get(team).copied().unwrap_or(Money::ZERO);
                let is_pool = team == 0;
                TeamMonth {
                    moved: Movements {
                        opening: *standing,
                        new: at(&new),
                        expansion: at(&expansion),
                        price: at(&price),
                        reactivation: if is_pool { back } else { Money::ZERO },
                        contraction: at(&contraction),
                        churn: at(&churn),
                    },
                    handed_over: if is_pool { Money::ZERO } else { at(&new) },
                    taken_over: if is_pool { handed } else { Money::ZERO },
                }
            };
            let mut entries: Vec<TeamMonth> = standing.iter().enumerate().map(entry).collect();
            lose_no_more_than_there_is(&mut entries);
            for (team, (standing, entry)) in standing.iter_mut().zip(entries).enumerate() {
                *standing = entry.closing();
                if let Some(place) = sums.get_mut(team).and_then(|series| series.get_mut(month)) {
                    *place = place.beside(entry);
                }
            }
        }
    }
    let mut rows: Vec<TeamArr> =
        teams.list.into_iter().zip(sums).map(|(team, months)| TeamArr { team, months }).collect();
    rows.rotate_left(1);
    rows.retain(|row| row.team == Team::Pool || row.months.iter().any(|month| *month != TeamMonth::default()));
    rows
}

/// Coins are shared out movement by movement, so a team whose book dies out could lose one more than it holds. Such coins are lost by the
/// team that holds most instead; the sums of the segment stay.
fn lose_no_more_than_there_is(entries: &mut [TeamMonth]) {
    for at in 0..entries.len() {
        let Some(entry) = entries.get(at).copied() else { continue };
        let short = Money::ZERO - entry.closing();
        if short <= Money::ZERO {
            continue;
        }
        let churn = short.min(entry.moved.churn.max(Money::ZERO));
        let contraction = (short - churn).min(entry.moved.contraction.max(Money::ZERO));
        let most = (0..entries.len()).filter(|it| *it != at).max_by_key(|it| entries.get(*it).map(TeamMonth::closing));
        let Some(rich) = most.and_then(|it| entries.get_mut(it)).filter(|it| it.closing() >= churn + contraction)
        else {
            continue;
        };
        rich.moved.churn += churn;
        rich.moved.contraction += contraction;
        if let Some(poor) = entries.get_mut(at) {
            poor.moved.churn -= churn;
            poor.moved.contraction -= contraction;
        }
    }
}
