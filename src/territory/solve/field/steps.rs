//! Steps: what one costs, one tried by chance, and one made on purpose.

use super::super::chance::{Chance, scale};
use super::super::ground::{FAR, Ground, Pull, larger};
use super::super::land::{Land, Parts};
use super::super::units::NOBODY;
use super::{Field, Heat, State, at, at_ref};

impl<const A: usize> Field<A> {
    /// What changing hands, and meeting whom it must not meet, cost a unit that goes over; `but` leaves with it or comes for it.
    fn beside(&self, unit: u32, from: u32, to: u32, but: u32, heat: &Heat) -> f64 {
        let Some(it) = self.units.units.get(unit as usize) else { return 0.0 };
        if it.apart.is_empty() {
            return 0.0;
        }
        let met = |rep: u32| {
            it.apart.iter().filter(|other| **other != but && at(&self.rep, **other) == Some(rep)).count() as f64
        };
        (met(to) - met(from)) * heat.penalty
    }

    /// What it costs that this much more changes hands.
    fn hands_cost(&self, more: (f64, f64), heat: &Heat) -> f64 {
        let Some(hands) = self.units.hands else { return 0.0 };
        let mut cost = if hands.value > 0.0 { self.hand_price * more.1 / hands.value } else { 0.0 };
        if hands.limited {
            let over = |is: f64, most: f64, all: f64| if all > 0.0 { (is - most).max(0.0) / all } else { 0.0 };
            let both = |count: f64, value: f64| {
                over(count, hands.accounts_at_most, hands.accounts) + over(value, hands.value_at_most, hands.value)
            };
            let worse = both(self.hands.0 + more.0, self.hands.1 + more.1) - both(self.hands.0, self.hands.1);
            // The whole is as many shares as there are reps.
            cost += worse * heat.penalty * self.grounds.len() as f64;
        }
        cost
    }

    fn moved_more(&self, unit: u32, from: u32, to: u32) -> (f64, f64) {
        let Some(unit) = self.units.units.get(unit as usize) else { return (0.0, 0.0) };
        let (was, is) = (unit.moved(from), unit.moved(to));
        (is.0 - was.0, is.1 - was.1)
    }

    /// One pass: so many steps tried at one heat. Gives the state at its end.
    pub(in crate::territory::solve) fn pass(&mut self, tries: u32, heat: Heat, chance: &mut Chance) -> State {
        self.weigh(heat.penalty, false);
        self.list_pairs(chance);
        self.passes += 1;
        let mut farthest = 0.0f64;
        if !self.pairs.is_empty() {
            for _ in 0..tries {
                farthest = larger(farthest, self.try_step(heat, chance));
            }
        }
        // Who never went farther than this need not be asked again, unless the heat grows.
        self.reach = (1.3 * farthest).max(0.3 * self.scale).max(4.0 * heat.temperature.min(1e6 * self.scale));
        self.settle()
    }

    /// Free units by rep.
    pub(in crate::territory::solve) fn members(&self) -> Vec<Vec<u32>> {
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); self.grounds.len()];
        for unit in &self.free {
            if let Some(list) = at(&self.rep, *unit).and_then(|rep| members.get_mut(rep as usize)) {
                list.push(*unit);
            }
        }
        members
    }

    pub(in crate::territory::solve) fn grounds(&self) -> &[Ground<A>] {
        &self.grounds
    }

    pub(in crate::territory::solve) fn near(&self, rep: u32) -> &[u32] {
        self.near.get(rep as usize).map_or(&[], Vec::as_slice)
    }

    pub(in crate::territory::solve) fn hands(&self) -> (f64, f64) {
        self.hands
    }

    /// What it costs that a unit goes over, all told.
    pub(in crate::territory::solve) fn shift_cost(&self, unit: u32, from: u32, to: u32, heat: &Heat) -> f64 {
        let (Some(here), Some(there)) = (self.grounds.get(from as usize), self.grounds.get(to as usize)) else {
            return f64::INFINITY;
        };
        let Some(more) = at_ref(&self.amounts, unit) else { return f64::INFINITY };
        let less = more.map(|it| -it);
        let leave = Pull::default().less(self.pull(unit, here.x, here.y));
        let join = self.pull(unit, there.x, there.y);
        let mut cost = here.outside(&less) + there.outside(more) + here.farther(&leave) + there.farther(&join);
        if self.units.hands.is_some() {
            cost += self.hands_cost(self.moved_more(unit, from, to), heat);
        }
        if let Some(land) = &self.land {
            cost += self.split_cost(land, unit, None, from, to);
        }
        cost + self.beside(unit, from, to, NOBODY, heat)
    }

    /// What it costs that a unit goes over, centres held still: the way, and what changes hands. Bounds are looked at elsewhere.
    pub(in crate::territory::solve) fn over_cost(&self, unit: u32, from: u32, to: u32) -> f64 {
        let (Some(here), Some(there)) = (self.grounds.get(from as usize), self.grounds.get(to as usize)) else {
            return f64::INFINITY;
        };
        let way = self.pull(unit, there.x, there.y).far - self.pull(unit, here.x, here.y).far;
        let value = self.units.hands.map_or(0.0, |it| it.value);
        let hands = if value > 0.0 { self.hand_price * self.moved_more(unit, from, to).1 / value } else { 0.0 };
        way + hands
    }

    /// Whether a plan is the better the less changes hands.
    pub(in crate::territory::solve) fn prices_hands(&self) -> bool {
        self.units.hands.is_some() && self.hand_price > 0.0
    }

    /// What a unit adds to the sums of whoever has it.
    pub(in crate::territory::solve) fn amounts_of(&self, unit: u32) -> [f64; A] {
        at(&self.amounts, unit).unwrap_or([0.0; A])
    }

    /// What a sum outside the bounds of a rep counts in the violation.
    pub(in crate::territory::solve) fn weights(&self, rep: u32) -> [f64; A] {
        let share = at(&self.units.shares, rep).filter(|share| *share > 0.0).unwrap_or(1.0);
        let attributes = self.units.attributes;
        let mut weights = [0.0; A];
        for (place, weight) in weights.iter_mut().enumerate().take(attributes + self.units.most.len().min(1)) {
            *weight = if place < attributes { 1.0 / share } else { 1.0 / self.units.per_account };
        }
        weights
    }

    /// Whether a unit may leave, and go there.
    pub(in crate::territory::solve) fn may_go(&self, unit: u32, to: u32) -> bool {
        self.may(unit, to) && self.units.units.get(unit as usize).is_some_and(|unit| unit.locked.is_none())
    }

    /// What it costs that two units of two reps change places, all told.
    pub(in crate::territory::solve) fn swap_cost(&self, one: u32, other: u32, heat: &Heat) -> f64 {
        let (Some(from), Some(to)) = (at(&self.rep, one), at(&self.rep, other)) else { return f64::INFINITY };
        let (Some(here), Some(there)) = (self.grounds.get(from as usize), self.grounds.get(to as usize)) else {
            return f64::INFINITY;
        };
        let (Some(goes), Some(comes)) = (at_ref(&self.amounts, one), at_ref(&self.amounts, other)) else {
            return f64::INFINITY;
        };
        let mut more = *goes;
        more.iter_mut().zip(comes).for_each(|(more, comes)| *more -= comes);
        let less = more.map(|it| -it);
        let leave = Pull::default().less(self.pull(one, here.x, here.y)).and(self.pull(other, here.x, here.y));
        let join = self.pull(one, there.x, there.y).less(self.pull(other, there.x, there.y));
        let mut cost = here.outside(&less) + there.outside(&more) + here.farther(&leave) + there.farther(&join);
        if self.units.hands.is_some() {
            let (out, back) = (self.moved_more(one, from, to), self.moved_more(other, to, from));
            cost += self.hands_cost((out.0 + back.0, out.1 + back.1), heat);
        }
        if let Some(land) = &self.land {
            cost += self.split_cost(land, one, Some(other), from, to);
        }
        cost + self.beside(one, from, to, other, heat) + self.beside(other, to, from, one, heat)
    }

    /// Two units of two reps change places.
    pub(in crate::territory::solve) fn swap(&mut self, one: u32, other: u32) {
        let (Some(from), Some(to)) = (at(&self.rep, one), at(&self.rep, other)) else { return };
        self.shift(one, from, to);
        self.shift(other, to, from);
    }

    fn areas(&self, unit: Option<u32>) -> &Parts {
        unit.and_then(|unit| self.units.units.get(unit as usize)).map_or(&[], |unit| unit.areas.as_slice())
    }

    /// What it costs that more accounts lie apart from their territory when a unit goes over, and another back.
    fn split_cost(&self, land: &Land, unit: u32, other: Option<u32>, from: u32, to: u32) -> f64 {
        let (goes, comes) = (self.areas(Some(unit)), self.areas(other));
        if goes == comes {
            return 0.0;
        }
        (land.more(from, comes, goes) + land.more(to, goes, comes)) * self.land_price
    }

    fn change_land(&mut self, unit: u32, other: Option<u32>, from: u32, to: u32) {
        let Some(mut land) = self.land.take() else { return };
        let (goes, comes) = (self.areas(Some(unit)), self.areas(other));
        land.take(from, comes, goes);
        land.take(to, goes, comes);
        self.land = Some(land);
    }

    /// Accounts and maximum by rep, in accounts; empty where no maxima are set.
    pub(in crate::territory::solve) fn counts(&self) -> Vec<(f64, f64)> {
        let count = |ground: &Ground<A>| {
            ground.sums.get(self.units.attributes).copied().unwrap_or(0.0) / self.units.per_account
        };
        let most = |most: &Option<f64>| most.map_or(FAR, |it| (it / self.units.per_account).round());
        self.grounds.iter().zip(&self.units.most).map(|(ground, it)| (count(ground).round(), most(it))).collect()
    }

    /// Whether anybody has a maximum of accounts.
    pub(in crate::territory::solve) fn has_maxima(&self) -> bool {
        !self.units.most.is_empty()
    }

    /// Accounts above the maxima of their reps.
    pub(in crate::territory::solve) fn above_maxima(&self) -> f64 {
        self.counts().iter().map(|(count, most)| (count - most).max(0.0)).sum()
    }

    pub(in crate::territory::solve) fn is_one_account(&self, unit: u32) -> bool {
        self.units.units.get(unit as usize).is_some_and(|unit| unit.accounts.len() == 1)
    }

    /// What it costs, at least 0, to hand a unit on where every rep on the way takes one in and gives one away: the way, and how far its amounts
    /// are from those of a mean account.
    pub(in crate::territory::solve) fn pass_cost(&self, unit: u32, from: u32, to: u32, heat: &Heat) -> f64 {
        let (Some(here), Some(there)) = (self.grounds.get(from as usize), self.grounds.get(to as usize)) else {
            return f64::INFINITY;
        };
        let leave = Pull::default().less(self.pull(unit, here.x, here.y));
        let join = self.pull(unit, there.x, there.y);
        let amounts = at_ref(&self.amounts, unit).into_iter().flatten().take(self.units.attributes);
        let unlike: f64 = amounts.map(|amount| (amount - self.units.per_account).abs()).sum();
        (here.farther(&leave) + there.farther(&join)).max(0.0) + unlike * heat.penalty * 0.01
    }

    /// Lets a unit go over.
    pub(in crate::territory::solve) fn shift(&mut self, unit: u32, from: u32, to: u32) {
        let (Some(here), Some(there)) = (at(&self.grounds, from), at(&self.grounds, to)) else { return };
        let Some(more) = at(&self.amounts, unit) else { return };
        let leave = Pull::default().less(self.pull(unit, here.x, here.y));
        let join = self.pull(unit, there.x, there.y);
        if self.units.hands.is_some() {
            let moved = self.moved_more(unit, from, to);
            self.hands = (self.hands.0 + moved.0, self.hands.1 + moved.1);
        }
        if let Some(here) = self.grounds.get_mut(from as usize) {
            here.take(&leave, &more.map(|it| -it));
        }
        if let Some(there) = self.grounds.get_mut(to as usize) {
            there.take(&join, &more);
        }
        self.change_land(unit, None, from, to);
        if let Some(rep) = self.rep.get_mut(unit as usize) {
            *rep = to;
        }
    }

    /// Takes a shift back: the unit is where it was, and the territories are as they were.
    pub(in crate::territory::solve) fn restore(
        &mut self,
        unit: u32,
        rep: u32,
        grounds: [(u32, Ground<A>); 2],
        hands: (f64, f64),
    ) {
        for (place, ground) in grounds {
            if let Some(place) = self.grounds.get_mut(place as usize) {
                *place = ground;
            }
        }
        if let Some(now) = at(&self.rep, unit) {
            self.change_land(unit, None, now, rep);
        }
        if let Some(place) = self.rep.get_mut(unit as usize) {
            *place = rep;
        }
        self.hands = hands;
    }

    /// Tries one step; gives how much farther a unit went, if one did.
    #[inline]
    fn try_step(&mut self, heat: Heat, chance: &mut Chance) -> f64 {
        let bits = chance.next();
        let limit = heat.temperature * self.waits.by(bits);
        let Some(pair) = at(&self.pairs, scale(bits, self.pairs.len() as u32)) else { return 0.0 };
        let (Some(from), Some(base)) = (at(&self.rep, pair.unit), at(&self.base, pair.unit)) else { return 0.0 };
        let to = if pair.to == from { base } else { pair.to };
        if to == from {
            return 0.0;
        }
        let other = if bits & 0x1000 != 0 && from == base && to == pair.to {
            self.counterpart(pair.back, to, chance)
        } else {
            None
        };
        let (Some(here), Some(there)) = (self.grounds.get(from as usize), self.grounds.get(to as usize)) else {
            return 0.0;
        };
        let Some(amounts) = at_ref(&self.amounts, pair.unit) else { return 0.0 };
        let mut more = *amounts;
        if let Some(back) = other.and_then(|other| at_ref(&self.amounts, other)) {
            more.iter_mut().zip(back).for_each(|(more, back)| *more -= back);
        }
        let less = more.map(|it| -it);
        let uneven = here.outside(&less) + there.outside(&more);
        let mut leave = Pull::default().less(self.pull(pair.unit, here.x, here.y));
        let mut join = self.pull(pair.unit, there.x, there.y);
        let farther = join.far + leave.far;
        if let Some(other) = other {
            leave = leave.and(self.pull(other, here.x, here.y));
            join = join.less(self.pull(other, there.x, there.y));
        }
        let mut cost = uneven + here.farther(&leave) + there.farther(&join);
        let mut hands = (0.0, 0.0);
        if self.units.hands.is_some() {
            hands = self.moved_more(pair.unit, from, to);
            if let Some(other) = other {
                let back = self.moved_more(other, to, from);
                hands = (hands.0 + back.0, hands.1 + back.1);
            }
            cost += self.hands_cost(hands, &heat);
        }
        if let Some(land) = &self.land {
            cost += self.split_cost(land, pair.unit, other, from, to);
        }
        if at(&self.has_apart, pair.unit) == Some(true) {
            cost += self.beside(pair.unit, from, to, other.unwrap_or(NOBODY), &heat);
        }
        if let Some(other) = other.filter(|other| at(&self.has_apart, *other) == Some(true)) {
            cost += self.beside(other, to, from, pair.unit, &heat);
        }
        if cost > limit {
            return 0.0;
        }
        self.hands = (self.hands.0 + hands.0, self.hands.1 + hands.1);
        if let Some(here) = self.grounds.get_mut(from as usize) {
            here.take(&leave, &less);
        }
        if let Some(there) = self.grounds.get_mut(to as usize) {
            there.take(&join, &more);
        }
        self.change_land(pair.unit, other, from, to);
        if let Some(rep) = self.rep.get_mut(pair.unit as usize) {
            *rep = to;
        }
        if let Some(rep) = other.and_then(|other| self.rep.get_mut(other as usize)) {
            *rep = from;
        }
        farther
    }

    /// Somebody who may go the other way and still stands where the list found them.
    #[inline]
    fn counterpart(&self, bucket: u32, stands: u32, chance: &mut Chance) -> Option<u32> {
        let (first, count) = at(&self.buckets, bucket)?;
        let pair = at(&self.pairs, first + chance.below(count))?;
        (count > 0 && at(&self.rep, pair.unit) == Some(stands)).then_some(pair.unit)
    }
}
