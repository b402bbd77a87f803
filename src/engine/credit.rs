//! Credits: the only input of pay. The forecast makes them: bookings of a segment and month go to its sellers in proportion to
//! productive capacity (largest remainder), retention and expansion to the owner of the book, unowned books to the pool of those
//! who look after the segment (PRODUCT 15).

use crate::engine::book::{Book, Keepers, Moves};
use crate::engine::handover::{Closing, closing};
use crate::engine::staff::{Holder, Post};
use crate::model::Function;
use crate::model::comp::{Measure, Scope, Target};
use crate::units::{Currency, Flow, Money, Rate, rounding};

/// Amounts credited in each month, in thousandths, by holder.
pub(crate) struct Credits {
    horizon: usize,
    /// New ARR by holder.
    new: Vec<Vec<i64>>,
    /// Opportunities by holder, in thousandths.
    opportunities: Vec<Vec<i64>>,
    /// Expansion, price and renewed ARR by holder.
    expansion: Vec<Vec<i64>>,
    price: Vec<Vec<i64>>,
    renewed: Vec<Vec<i64>>,
    /// Gross margin as a share of ARR, in millionths, and the mean deal of each holder, for measures the forecast derives from new ARR.
    margin_ppm: i128,
    deal_size: Vec<i64>,
    /// What happened to the book a holder looks after, for ratios.
    pub kept: Vec<Vec<Moves>>,
    /// The same of each segment, whoever looks after it.
    pub segment_moves: Vec<Vec<Moves>>,
}

/// A run of credit: amounts by month.
pub(crate) type Series = Vec<i64>;

impl Credits {
    /// Credits of a forecast.
    pub fn of_forecast(
        posts: &[Post<'_>],
        holders: &[Holder],
        capacity: &[Vec<f64>],
        bookings: &[Vec<Money>],
        opportunities: &[Vec<f64>],
        book: &Book,
        currency: Currency,
    ) -> Credits {
        let mut credits = Credits::none(holders, book);
        for segment in 0..book.segments.len() {
            credits.credit_segment(segment, (posts, holders, capacity), bookings, book, currency);
        }
        for (series, found) in credits.opportunities.iter_mut().zip(opportunities) {
            series
                .iter_mut()
                .zip(found)
                .for_each(|(place, found)| *place = rounding::nearest_unit(found * 1_000.0) as i64);
        }
        credits
    }

    /// What the forecast credits in one segment: those of all segments add up to the whole, opportunities apart.
    pub fn of_segment(
        segment: usize,
        people: (&[Post<'_>], &[Holder], &[Vec<f64>]),
        bookings: &[Vec<Money>],
        book: &Book,
        currency: Currency,
    ) -> Credits {
        let mut credits = Credits::none(people.1, book);
        credits.credit_segment(segment, people, bookings, book, currency);
        credits
    }

    fn none(holders: &[Holder], book: &Book) -> Credits {
        let horizon = book.segments.first().map_or(0, |it| it.opening.len());
        let blank = || vec![vec![0i64; horizon]; holders.len()];
        Credits {
            horizon,
            new: blank(),
            opportunities: blank(),
            expansion: blank(),
            price: blank(),
            renewed: blank(),
            margin_ppm: 0,
            deal_size: Vec::new(),
            kept: vec![vec![Moves::default(); horizon]; holders.len()],
            segment_moves: book.segments.iter().map(|it| it.moves.clone()).collect(),
        }
    }

    fn credit_segment(
        &mut self,
        segment: usize,
        (posts, holders, capacity): (&[Post<'_>], &[Holder], &[Vec<f64>]),
        bookings: &[Vec<Money>],
        book: &Book,
        currency: Currency,
    ) {
        if let Some(booked) = bookings.get(segment) {
            self.sell(segment, (posts, holders, capacity), booked, currency);
        }
        for customer_success in [false, true] {
            self.keep(segment, (posts, holders, capacity), book, currency, customer_success);
        }
    }

    fn sell(
        &mut self,
        segment: usize,
        (posts, holders, capacity): (&[Post<'_>], &[Holder], &[Vec<f64>]),
        booked: &[Money],
        currency: Currency,
    ) {
        let mut sellers: Vec<usize> = (0..holders.len())
            .filter(|at| capacity.get(*at).is_some_and(|series| series.iter().any(|it| *it > 0.0)))
            .filter(|at| {
                let post = holders.get(*at).and_then(|holder| posts.get(holder.post));
                post.is_some_and(|post| post.segment.is_none_or(|own| own == segment))
            })
            .collect();
        by_name(&mut sellers, posts, holders);
        for (month, booked) in booked.iter().enumerate() {
            let weight = |at: &usize| capacity.get(*at).and_then(|series| series.get(month)).copied().unwrap_or(0.0);
            let weights: Vec<f64> = sellers.iter().map(weight).collect();
            share_out(currency, *booked, &weights, &sellers, month, &mut self.new);
        }
    }

    /// Gives what happened to the book to those who look after it, in one of the two functions that do.
    fn keep(
        &mut self,
        segment: usize,
        (posts, holders, capacity): (&[Post<'_>], &[Holder], &[Vec<f64>]),
        book: &Book,
        currency: Currency,
        customer_success: bool,
    ) {
        let serves = |function: Function| match function {
            Function::CustomerSuccess => customer_success,
            Function::AccountManagement | Function::Hybrid => !customer_success,
            Function::SalesDevelopment
            | Function::NewBusiness
            | Function::SalesEngineering
            | Function::SalesManagement
            | Function::AccountLeadership
            | Function::Executive => false,
        };
        let owner =
            |keepers: &Keepers| if customer_success { keepers.customer_success } else { keepers.account_management };
        let Some(whole) = book.segments.get(segment) else { return };
        let mut pool = whole.moves.clone();
        let mut by_seat: Vec<(usize, Vec<Moves>)> = Vec::new();
        for ((_, keepers), moves) in book.owned.iter().filter(|((at, _), _)| *at == segment) {
            let Some(seat) = owner(keepers) else { continue };
            for (place, part) in pool.iter_mut().zip(moves) {
                place.add(part, -1.0);
            }
            match by_seat.iter_mut().find(|(at, _)| *at == seat) {
                Some((_, sum)) => sum.iter_mut().zip(moves).for_each(|(place, part)| place.add(part, 1.0)),
                None => by_seat.push((seat, moves.clone())),
            }
        }
        let mut team: Vec<usize> = holders
            .iter()
            .enumerate()
            .filter(|(_, holder)| {
                let post = posts.get(holder.post);
                post.is_some_and(|post| serves(post.function) && post.segment.is_none_or(|own| own == segment))
            })
            .map(|(at, _)| at)
            .collect();
        by_name(&mut team, posts, holders);
        // Sellers share with account managers, or with customer success where there are none.
        let manages = |holder: &&Holder| {
            let post = posts.get(holder.post).filter(|post| post.segment.is_none_or(|own| own == segment));
            post.is_some_and(|post| matches!(post.function, Function::AccountManagement | Function::Hybrid))
        };
        let shares = customer_success != holders.iter().any(|holder| manages(&holder));
        let closing = if shares { closing(segment, (posts, holders, capacity), book) } else { Vec::new() };
        self.share_moves(holders, &team, &pool, &closing, currency);
        for (seat, moves) in by_seat {
            let team: Vec<usize> =
                holders.iter().enumerate().filter(|(_, holder)| holder.post == seat).map(|(at, _)| at).collect();
            self.share_moves(holders, &team, &moves, &[], currency);
        }
    }

    /// Credits what happened to a book to those who look after it, less what its closing side is credited with.
    fn share_moves(
        &mut self,
        holders: &[Holder],
        team: &[usize],
        moves: &[Moves],
        closing: &[Closing],
        currency: Currency,
    ) {
        if team.is_empty() && closing.is_empty() {
            return;
        }
        let nobody = Closing::default();
        for (month, moved) in moves.iter().enumerate() {
            let weight =
                |at: &usize| holders.get(*at).and_then(|holder| holder.productive.get(month)).copied().unwrap_or(0.0);
            let weights: Vec<f64> = team.iter().map(weight).collect();
            let sold = closing.get(month).unwrap_or(&nobody);
            let mut rest = *moved;
            rest.add(&sold.moves, -1.0);
            for (moves, who, weights) in [(&rest, team, &weights), (&sold.moves, sold.who.as_slice(), &sold.weights)] {
                let sum: f64 = weights.iter().sum();
                for (at, weight) in who.iter().zip(weights).filter(|_| sum > 0.0) {
                    if let Some(place) = self.kept.get_mut(*at).and_then(|series| series.get_mut(month)) {
                        place.add(moves, weight / sum);
                    }
                }
            }
            let renewed = |moves: &Moves| moves.due - moves.churn - moves.contraction;
            for (amount, closed, table) in [
                (moved.expansion, sold.moves.expansion, &mut self.expansion),
                (moved.price, sold.moves.price, &mut self.price),
                (renewed(moved), renewed(&sold.moves), &mut self.renewed),
            ] {
                if amount != 0.0 {
                    // Coins are made of the whole first, so that the two sides add up to it.
                    let whole = currency.settle(Flow::new(amount));
                    let closed = currency.settle(Flow::new(closed)).min(whole);
                    share_out(currency, closed, &sold.weights, &sold.who, month, table);
                    share_out(currency, whole - closed, &weights, team, month, table);
                }
            }
        }
    }

    /// What the forecast derives margin and units from: gross margin, and the mean deal of each holder in thousandths.
    pub fn derive(&mut self, gross_margin: Option<Rate>, deal_size: Vec<i64>) {
        self.margin_ppm = gross_margin.map_or(0, |rate| i128::from(rate.ppm()));
        self.deal_size = deal_size;
    }

    /// The mean deal of a holder, in thousandths; absent where nothing was derived.
    pub fn deal_size(&self, holder: usize) -> Option<i64> {
        self.deal_size.get(holder).copied()
    }

    /// Credit of a holder in one measure and month, in thousandths; nothing for measures that are ratios.
    pub fn of_holder(&self, holder: usize, measure: Measure, month: usize) -> i64 {
        let at = |table: &[Vec<i64>]| table.get(holder).and_then(|series| series.get(month)).copied().unwrap_or(0);
        match measure {
            Measure::NewArr => at(&self.new),
            Measure::ExpansionArr => at(&self.expansion),
            Measure::ExpansionAndPriceArr => at(&self.expansion).saturating_add(at(&self.price)),
            Measure::RenewedArr => at(&self.renewed),
            Measure::Opportunities => at(&self.opportunities),
            Measure::GrossMargin => narrow(i128::from(at(&self.new)) * self.margin_ppm / i128::from(Rate::SCALE)),
            Measure::Units => {
                let size = self.deal_size(holder).filter(|size| *size > 0);
                size.map_or(0, |size| narrow(i128::from(at(&self.new)) * 1_000 / i128::from(size)))
            }
            // Made by no forecast.
            Measure::Meetings => 0,
            Measure::GrossRetention | Measure::NetRetention | Measure::Objectives | Measure::Satisfaction => 0,
        }
    }

    /// Credit of a group of holders, month by month.
    pub fn series(&self, group: &[usize], measure: Measure) -> Series {
        let table = match measure {
            Measure::NewArr => Some(&self.new),
            Measure::ExpansionArr => Some(&self.expansion),
            Measure::RenewedArr => Some(&self.renewed),
            Measure::Opportunities => Some(&self.opportunities),
            Measure::ExpansionAndPriceArr
            | Measure::GrossMargin
            | Measure::Units
            | Measure::Meetings
            | Measure::GrossRetention
            | Measure::NetRetention
            | Measure::Objectives
            | Measure::Satisfaction => None,
        };
        if let Some(table) = table {
            // What stands in a table is added up row by row.
            let mut sum = vec![0i64; self.horizon];
            for series in group.iter().filter_map(|holder| table.get(*holder)) {
                sum.iter_mut().zip(series).for_each(|(place, part)| *place = place.saturating_add(*part));
            }
            return sum;
        }
        (0..self.horizon)
            .map(|month| {
                let credits = group.iter().map(|holder| self.of_holder(*holder, measure, month));
                credits.fold(0, i64::saturating_add)
            })
            .collect()
    }

    /// Movements of the book that a group of holders looks after, month by month.
    pub fn moves(&self, group: &[usize]) -> Vec<Moves> {
        let mut sum = vec![Moves::default(); self.horizon];
        for series in group.iter().filter_map(|holder| self.kept.get(*holder)) {
            sum.iter_mut().zip(series).for_each(|(place, part)| place.add(part, 1.0));
        }
        sum
    }
}

fn narrow(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Puts holders in the order of their seats' names, so that an odd cent goes to the same person whatever the order of rows.
pub(crate) fn by_name(team: &mut [usize], posts: &[Post<'_>], holders: &[Holder]) {
    team.sort_by_key(|at| {
        let holder = holders.get(*at);
        let seat = holder.and_then(|it| posts.get(it.post)).map(|post| post.seat.id.as_str());
        (seat, holder.and_then(|it| it.stint))
    });
}

fn share_out(currency: Currency, amount: Money, weights: &[f64], team: &[usize], month: usize, table: &mut [Vec<i64>]) {
    if amount.is_zero() || weights.iter().sum::<f64>() <= 0.0 {
        return;
    }
    for (holder, part) in team.iter().zip(currency.split(amount, weights)) {
        if let Some(place) = table.get_mut(*holder).and_then(|series| series.get_mut(month)) {
            *place = place.saturating_add(part.mills());
        }
    }
}

/// Holders whose results count for a seat in a scope. The two functions that look after customers are both credited with the same
/// movement, so a group counts account managers, and customer success only where there are none.
pub(crate) fn group(posts: &[Post<'_>], holders: &[Holder], seat: usize, scope: Scope, measure: Measure) -> Vec<usize> {
    let own = posts.get(seat);
    let inside = |at: usize| match scope {
        Scope::Own => at == seat,
        Scope::Pod => own.is_some_and(|post| posts.get(at).is_some_and(|other| other.manager == post.manager)),
        Scope::TeamBelow => is_below(posts, at, seat),
        Scope::Segment => {
            own.is_some_and(|post| post.segment.is_none() || posts.get(at).is_some_and(|it| it.segment == post.segment))
        }
        Scope::Company => true,
    };
    let members: Vec<usize> =
        holders.iter().enumerate().filter(|(_, holder)| inside(holder.post)).map(|(at, _)| at).collect();
    if scope == Scope::Own || measure.pot() == crate::model::comp::Pot::NewBusiness {
        return members;
    }
    let function = |at: &usize| holders.get(*at).and_then(|holder| posts.get(holder.post)).map(|post| post.function);
    let managers: Vec<usize> =
        members.iter().copied().filter(|at| function(at).is_some_and(|it| it != Function::CustomerSuccess)).collect();
    let any_account_manager =
        managers.iter().any(|at| matches!(function(at), Some(Function::AccountManagement | Function::Hybrid)));
    if any_account_manager { managers } else { members }
}

/// Whether a seat reports to another, directly or through others.
pub(crate) fn is_below(posts: &[Post<'_>], at: usize, manager: usize) -> bool {
    let mut next = posts.get(at).and_then(|post| post.manager);
    while let Some(above) = next {
        if above == manager {
            return true;
        }
        next = posts.get(above).and_then(|post| post.manager);
    }
    false
}

/// The measure a seat's own quota is set in: that of its own component with that target, else what its function brings in.
pub(crate) fn quota_measure(post: &Post<'_>) -> Measure {
    let components = post.plan.into_iter().flat_map(|plan| &plan.versions).flat_map(|version| &version.components);
    let own = components.into_iter().find(|it| it.scope == Scope::Own && it.target == Target::Quota);
    own.map_or(
        match post.function {
            Function::SalesDevelopment => Measure::Opportunities,
            Function::AccountManagement | Function::CustomerSuccess | Function::AccountLeadership => {
                Measure::ExpansionArr
            }
            Function::NewBusiness
            | Function::Hybrid
            | Function::SalesEngineering
            | Function::SalesManagement
            | Function::Executive => Measure::NewArr,
        },
        |component| component.measure,
    )
}
