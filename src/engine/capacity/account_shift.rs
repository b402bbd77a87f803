//! Shifting accounts: who looks after more than one person can, who has room, and which customers change hands so that nobody is over.
//!
//! What one person can look after is the tighter of `book_capacity` (ARR) and `accounts_per_head` (customers), times productivity in the
//! month looked at. A load is the share of it that is used; all customers of a seat count, in whatever segment.

use super::{CapacityPlan, at};
use crate::model::{Account, Function, Owners};
use crate::units::{AccountId, Money, SeatId};

/// In which function somebody owns an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Renews and expands it.
    AccountManagement,
    /// Keeps it successful.
    CustomerSuccess,
}

impl Keeping {
    /// Both.
    pub const ALL: [Keeping; 2] = [Keeping::AccountManagement, Keeping::CustomerSuccess];

    /// The owner of an account in this function.
    pub fn owner(self, owners: &Owners) -> Option<&SeatId> {
        match self {
            Keeping::AccountManagement => owners.account_management.as_ref(),
            Keeping::CustomerSuccess => owners.customer_success.as_ref(),
        }
    }

    /// Where the owner of an account in this function is written.
    pub fn owner_mut(self, owners: &mut Owners) -> &mut Option<SeatId> {
        match self {
            Keeping::AccountManagement => &mut owners.account_management,
            Keeping::CustomerSuccess => &mut owners.customer_success,
        }
    }

    /// Whether seats of a function own accounts in this one.
    pub const fn is_of(self, function: Function) -> bool {
        match self {
            Keeping::AccountManagement => matches!(function, Function::AccountManagement | Function::Hybrid),
            Keeping::CustomerSuccess => matches!(function, Function::CustomerSuccess),
        }
    }
}

/// What a seat looks after and what one person can.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnerLoad {
    /// Which seat.
    pub seat: SeatId,
    /// Customers it owns.
    pub customers: u32,
    /// Their ARR.
    pub arr: Money,
    /// ARR that can be looked after; none where the terms do not say.
    pub most_arr: Option<f64>,
    /// Customers that can be looked after; none where the terms do not say.
    pub most_customers: Option<f64>,
}

impl OwnerLoad {
    /// The share of what is possible that is used: of ARR or of customers, whichever is more.
    pub fn load(&self) -> f64 {
        let of = |used: f64, most: Option<f64>| most.map_or(0.0, |most| if most > 0.0 { used / most } else { 0.0 });
        of(self.arr.to_major(), self.most_arr).max(of(f64::from(self.customers), self.most_customers))
    }

    /// More than one person can look after.
    pub fn is_over(&self) -> bool {
        self.load() > 1.0 + 1e-9
    }

    fn with(&self, arr: Money) -> OwnerLoad {
        OwnerLoad { customers: self.customers + 1, arr: self.arr + arr, ..self.clone() }
    }

    fn without(&self, arr: Money) -> OwnerLoad {
        OwnerLoad { customers: self.customers.saturating_sub(1), arr: self.arr - arr, ..self.clone() }
    }
}

/// A customer that changes hands.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountMove {
    /// Which.
    pub account: AccountId,
    /// Its ARR.
    pub arr: Money,
    /// Who looks after it now.
    pub from: SeatId,
    /// Who is to.
    pub to: SeatId,
}

/// What evens out the books of one function.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountShift {
    /// In which function accounts change hands.
    pub keeping: Keeping,
    /// Seats of the function with what they look after now.
    pub before: Vec<OwnerLoad>,
    /// The same after the moves.
    pub after: Vec<OwnerLoad>,
    /// Customers that change hands; none where nobody has room for any.
    pub moves: Vec<AccountMove>,
}

impl AccountShift {
    /// Seats over what they can look after, now and after the moves.
    pub fn over(&self) -> (usize, usize) {
        let over = |loads: &[OwnerLoad]| loads.iter().filter(|it| it.is_over()).count();
        (over(&self.before), over(&self.after))
    }

    /// The highest load now and after the moves.
    pub fn highest(&self) -> (f64, f64) {
        let most = |loads: &[OwnerLoad]| loads.iter().map(OwnerLoad::load).fold(0.0, f64::max);
        (most(&self.before), most(&self.after))
    }
}

impl CapacityPlan<'_> {
    /// Moves of a segment's customers (of all, without one) between those who look after them in a month of the plan, as few as bring
    /// everyone within what one person can, as far as others have room. A function in which nobody is over is left out.
    pub fn account_shifts(&self, segment: Option<usize>, month: usize) -> Vec<AccountShift> {
        Keeping::ALL.into_iter().filter_map(|it| self.account_shift(it, segment, month)).collect()
    }

    /// Whether any customer has an owner in this plan, so that books can be compared at all.
    pub fn has_owned_accounts(&self) -> bool {
        let owned = |it: &Account| Keeping::ALL.iter().any(|keeping| keeping.owner(&it.owners).is_some());
        self.document.accounts.iter().any(|it| it.contract.is_some() && owned(it))
    }

    fn account_shift(&self, keeping: Keeping, segment: Option<usize>, month: usize) -> Option<AccountShift> {
        let id = segment.and_then(|at| self.document.segments.get(at)).map(|it| &it.id);
        let mut loads = self.loads(keeping, month);
        for account in self.document.accounts.iter() {
            let (Some(contract), Some(owner)) = (&account.contract, keeping.owner(&account.owners)) else { continue };
            if let Some((_, load)) = loads.iter_mut().find(|(_, load)| load.seat == *owner) {
                *load = load.with(contract.arr);
            }
        }
        let before: Vec<OwnerLoad> = loads.iter().map(|it| it.1.clone()).collect();
        let mut movable: Vec<(&Account, Money)> = self
            .document
            .accounts
            .iter()
            .filter(|it| id.is_none_or(|id| it.segment == *id))
            .filter_map(|it| Some((it, it.contract?.arr)))
            .collect();
        movable.sort_by_key(|it| it.1);
        let owns_here = |load: &OwnerLoad| movable.iter().any(|it| keeping.owner(&it.0.owners) == Some(&load.seat));
        if !before.iter().any(|load| load.is_over() && owns_here(load)) {
            return None;
        }
        let mut moves = Vec::new();
        let mut done: Vec<SeatId> = Vec::new();
        loop {
            let over = loads.iter().enumerate().filter(|(_, it)| it.1.is_over() && !done.contains(&it.1.seat));
            let Some(donor) = over.max_by(|a, b| a.1.1.load().total_cmp(&b.1.1.load())).map(|it| it.0) else { break };
            let Some(from) = loads.get(donor).map(|it| it.1.clone()) else { break };
            let own: Vec<usize> = (0..movable.len())
                .filter(|at| movable.get(*at).is_some_and(|it| keeping.owner(&it.0.owners) == Some(&from.seat)))
                .collect();
            // The smallest that is enough by itself; else the largest for which somebody has room.
            let arr_of = |at: &usize| movable.get(*at).map_or(Money::ZERO, |it| it.1);
            let enough = own.iter().find(|at| !from.without(arr_of(at)).is_over());
            let wanted = enough.into_iter().chain(own.iter().rev());
            let found = wanted.copied().find_map(|it| {
                let (account, arr) = movable.get(it)?;
                Some((it, self.receiver(&loads, donor, account, *arr)?))
            });
            let Some((taken, to)) = found else {
                done.push(from.seat);
                continue;
            };
            let (account, arr) = movable.remove(taken);
            for (place, is_donor) in [(donor, true), (to, false)] {
                if let Some((_, load)) = loads.get_mut(place) {
                    *load = if is_donor { load.without(arr) } else { load.with(arr) };
                }
            }
            let to = loads.get(to).map(|it| it.1.seat.clone())?;
            moves.push(AccountMove { account: account.id.clone(), arr, from: from.seat, to });
        }
        let after = loads.into_iter().map(|it| it.1).collect();
        Some(AccountShift { keeping, before, after, moves })
    }

    /// Whoever has most room of those who serve the account's segment and stay within what they can.
    fn receiver(&self, loads: &[(usize, OwnerLoad)], donor: usize, account: &Account, arr: Money) -> Option<usize> {
        let segment = self.document.segments.iter().position(|it| it.id == account.segment);
        let serves = |post: usize| self.posts.get(post).is_some_and(|it| it.segment.is_none() || it.segment == segment);
        let able = loads.iter().enumerate().filter(|(at, (post, _))| *at != donor && serves(*post));
        let with = able.map(|(at, (_, load))| (at, load.with(arr))).filter(|(_, load)| !load.is_over());
        with.min_by(|a, b| a.1.load().total_cmp(&b.1.load())).map(|it| it.0)
    }

    /// Seats of a function that somebody is in, with what one person there can look after, and no accounts yet.
    fn loads(&self, keeping: Keeping, month: usize) -> Vec<(usize, OwnerLoad)> {
        let mut loads = Vec::new();
        for (index, (post, seat)) in self.posts.iter().zip(&self.outcome.seats).enumerate() {
            let heads = at(&seat.heads, month);
            let Some(terms) = post.terms.filter(|_| keeping.is_of(post.function) && heads > 1e-9) else { continue };
            let productive = at(&seat.ramped, month) / heads;
            let most_arr = terms.book_capacity.map(|it| it.to_major() * productive);
            let most_customers = terms.accounts_per_head.map(|it| f64::from(it) * productive);
            let limits = [most_arr, most_customers];
            if limits.iter().any(Option::is_some) && limits.iter().flatten().all(|it| *it > 0.0) {
                let seat = post.seat.id.clone();
                loads.push((index, OwnerLoad { seat, customers: 0, arr: Money::ZERO, most_arr, most_customers }));
            }
        }
        loads
    }
}
