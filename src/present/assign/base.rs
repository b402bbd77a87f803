//! What the Assign part works on: the problem in numbers beside the names and amounts of its accounts and people.

use super::words::balanced_within;
use crate::engine::{Outcome, risk};
use crate::model::{Balanced, Document};
use crate::present::Locale;
use crate::present::accounts::{owner_today, seat_name};
use crate::present::map::Mark;
use crate::present::territory_faults::{Names, fault};
use crate::territory::from_document::{Known, LeftOut, hours_of_owner, lay_out_known, value};
use crate::territory::{Board, Instance, Plan};
use crate::text::tr;
use crate::units::{AccountId, SeatId};

/// Amounts of one account a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amounts {
    /// What it pays.
    pub arr: f64,
    /// What it could pay.
    pub potential: f64,
    /// Hours that it takes.
    pub hours: f64,
}

impl Amounts {
    /// The sum of two.
    pub fn and(self, other: Amounts) -> Amounts {
        Amounts {
            arr: self.arr + other.arr,
            potential: self.potential + other.potential,
            hours: self.hours + other.hours,
        }
    }
}

/// Accounts and people of an assignment, by their places in the instance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Base {
    /// The problem in numbers.
    pub instance: Instance,
    /// Each account's place in the document.
    pub rows: Vec<u32>,
    /// Each account's id.
    pub ids: Vec<AccountId>,
    /// Each account's name.
    pub accounts: Vec<String>,
    /// What each account brings and takes.
    pub amounts: Vec<Amounts>,
    /// The risk of each account, from 0 to 1, where somebody has judged its health.
    pub risks: Vec<Option<f64>>,
    /// Longitude and latitude of each account, where known.
    pub places: Vec<Option<(f64, f64)>>,
    /// The seats accounts are given to.
    pub seats: Vec<SeatId>,
    /// Their names.
    pub names: Vec<String>,
    /// Who has each account today, by name, where that is none of these: an owner as imported who holds no seat, or a seat of another kind.
    /// The search knows nothing of them, since they cannot keep what they have.
    pub outside: Vec<Option<String>>,
    /// The board of today.
    pub today: Board,
    /// What each attribute of the instance is.
    pub attributes: Vec<Balanced>,
    /// What is odd about the input, in sentences.
    pub remarks: Vec<String>,
}

impl Base {
    /// The base of one segment. `positions` and `hours` are those of all accounts of the document, in their order.
    pub fn of(document: &Document, outcome: &Outcome, known: &Known<'_>, locale: &Locale) -> Base {
        let laid = lay_out_known(document, outcome, known);
        let names = names(document, &laid.seats);
        let mut base = Base { today: Board::of_today(&laid.instance), names, ..Base::default() };
        for (row, position) in laid.accounts.iter().zip(&laid.positions) {
            let Some(account) = document.accounts.get(*row) else { continue };
            let hours = hours_of_owner(document, known.hours.get(*row).copied().unwrap_or_default());
            let owner = account.owners.of(document.territory.owner);
            let outside = owner.is_none_or(|it| laid.rep(it).is_none());
            base.outside.push(outside.then(|| owner_today(document, account)).flatten());
            base.ids.push(account.id.clone());
            base.accounts.push(account.label().to_owned());
            base.amounts.push(Amounts {
                arr: value(account, Balanced::Arr, hours),
                potential: value(account, Balanced::Potential, hours),
                hours: value(account, Balanced::Workload, hours),
            });
            base.risks.push(account.care.as_ref().and_then(|it| risk(&it.health, &document.territory.health)));
            base.rows.push(u32::try_from(*row).unwrap_or(u32::MAX));
            base.places.push(position.map(|it| (it.at.lon, it.at.lat)));
        }
        base.remarks = remarks(&base, &laid.instance, laid.out, locale);
        base.attributes = laid.attributes;
        Base { instance: laid.instance, seats: laid.seats, ..base }
    }

    /// The plan: today's owners with those laid over that the document plans.
    pub fn plan(&self, overlay: &[(AccountId, SeatId)]) -> Plan {
        let mut plan = self.instance.plan_of_today();
        if overlay.is_empty() {
            return plan;
        }
        let seats: std::collections::HashMap<&SeatId, u32> = self.seats.iter().zip(0_u32..).collect();
        let planned: std::collections::HashMap<&AccountId, u32> =
            overlay.iter().filter_map(|(account, seat)| Some((account, *seats.get(seat)?))).collect();
        for (id, owner) in self.ids.iter().zip(&mut plan) {
            if let Some(seat) = planned.get(id) {
                *owner = Some(*seat);
            }
        }
        plan
    }

    /// A plan as owners by name, for the document.
    pub fn owners(&self, plan: &[Option<u32>]) -> Vec<(AccountId, SeatId)> {
        let seat = |owner: &Option<u32>| owner.and_then(|at| self.seats.get(at as usize)).cloned();
        self.ids.iter().zip(plan).filter_map(|(id, owner)| Some((id.clone(), seat(owner)?))).collect()
    }

    /// The accounts for the map; dots are sized by potential, by what they pay where nobody knows any potential.
    pub fn marks(&self, plan: &[Option<u32>]) -> Vec<Mark> {
        let by_potential = self.amounts.iter().any(|it| it.potential > 0.0);
        let marks = self.amounts.iter().zip(&self.places).zip(self.owners_and_moves(plan));
        marks
            .map(|((amounts, place), (owner, moves))| Mark {
                place: *place,
                size: if by_potential { amounts.potential } else { amounts.arr },
                owner,
                moves,
            })
            .collect()
    }

    /// The owner of each account in a plan, and whether that is another one than today's.
    pub fn owners_and_moves(&self, plan: &[Option<u32>]) -> Vec<(Option<u32>, bool)> {
        let today = |at: usize| self.instance.today(at);
        plan.iter().enumerate().map(|(at, owner)| (*owner, *owner != today(at))).collect()
    }

    /// Sums of what the accounts of each rep bring and take in a plan.
    pub fn sums(&self, plan: &[Option<u32>]) -> Vec<Amounts> {
        let mut sums = vec![Amounts::default(); self.seats.len()];
        for (amounts, owner) in self.amounts.iter().zip(plan) {
            if let Some(sum) = owner.and_then(|at| sums.get_mut(at as usize)) {
                *sum = sum.and(*amounts);
            }
        }
        sums
    }

    /// Who has an account today, by name; "nobody" for none.
    pub fn name_today(&self, account: usize) -> &str {
        let outside = self.outside.get(account).and_then(Option::as_deref);
        outside.unwrap_or_else(|| self.name(self.instance.today(account)))
    }

    /// Who has an account in a plan, by name: an owner who is none of the reps keeps what nobody else is given.
    pub fn name_planned(&self, account: usize, owner: Option<u32>) -> &str {
        if owner.is_some() || self.instance.today(account).is_some() {
            self.name(owner)
        } else {
            self.name_today(account)
        }
    }

    /// Whether an owner who is none of the reps keeps an account in a plan that gives it to this rep, or to nobody.
    pub fn stays_outside(&self, account: usize, owner: Option<u32>) -> bool {
        let outside = self.outside.get(account).is_some_and(Option::is_some);
        outside && owner.is_none() && self.instance.today(account).is_none()
    }

    /// Whether somebody has an account today.
    pub fn is_owned(&self, account: usize) -> bool {
        self.instance.today(account).is_some() || self.outside.get(account).is_some_and(Option::is_some)
    }

    /// The accounts that change hands: somebody has them today, one of the reps or another owner, and another rep, or nobody, has them in a
    /// plan. An owner as imported who holds no seat counts until the account is given to somebody in any function.
    pub fn change_hands(&self, plan: &[Option<u32>]) -> Vec<usize> {
        let leaves = |at: &usize| plan.get(*at).copied().flatten() != self.instance.today(*at) && self.is_owned(*at);
        (0..self.ids.len()).filter(leaves).collect()
    }

    /// The accounts that are first assigned: nobody has them today, and a rep has them in a plan.
    pub fn first_assigned(&self, plan: &[Option<u32>]) -> Vec<usize> {
        let fresh = |at: &usize| !self.is_owned(*at) && plan.get(*at).copied().flatten().is_some();
        (0..self.ids.len()).filter(fresh).collect()
    }

    /// The accounts that none of the reps has in a plan: those that nobody has, or those of other owners, who keep what no rep is given.
    pub fn without_rep(&self, plan: &[Option<u32>], of_others: bool) -> Vec<usize> {
        let other = |at: usize| self.outside.get(at).is_some_and(Option::is_some);
        let free = |at: &usize| plan.get(*at).copied().flatten().is_none() && other(*at) == of_others;
        (0..self.ids.len()).filter(free).collect()
    }

    /// The name of a rep; "nobody" for none.
    pub fn name(&self, owner: Option<u32>) -> &str {
        owner.and_then(|at| self.names.get(at as usize)).map_or(tr!("nobody"), String::as_str)
    }

    /// What sentences about the problem call its accounts, reps and attributes.
    pub(super) fn with_names<T>(&self, locale: &Locale, say: impl FnOnce(&Names<'_>) -> T) -> T {
        let named = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        say(&Names {
            rep: &|at| named(&self.names, at),
            account: &|at| named(&self.accounts, at),
            attribute: &|at| self.attributes.get(at).map_or_else(String::new, |it| balanced_within(*it).to_owned()),
            locale,
        })
    }
}

/// What is odd about the input, in sentences.
fn remarks(base: &Base, instance: &Instance, out: LeftOut, locale: &Locale) -> Vec<String> {
    let mut remarks: Vec<String> =
        base.with_names(locale, |names| instance.faults().iter().map(|it| fault(it, names)).collect());
    let mut stay_out = |count: usize, why: &str| match count {
        0 => {}
        1 => remarks.push(tr!("One account stays out: {why}.")),
        many => remarks.push(tr!("{} accounts stay out: {why}.", locale.count(many as i64))),
    };
    stay_out(out.owner_out, tr!("the owner takes no part, or is locked in and no rep"));
    stay_out(out.no_rep, tr!("nobody may have accounts of the segment"));
    remarks
}

/// Names of seats; with the seat behind it where two would be called the same.
fn names(document: &Document, seats: &[SeatId]) -> Vec<String> {
    let plain: Vec<String> = seats.iter().map(|it| seat_name(document, it)).collect();
    let alike = |name: &String| plain.iter().filter(|it| *it == name).count() > 1;
    plain
        .iter()
        .zip(seats)
        .map(|(name, seat)| if alike(name) { format!("{name} ({seat})") } else { name.clone() })
        .collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::present::assign::breaches_in_words;
    use crate::territory::{Attribute, Objective, Slot};

    /// Two people and four accounts on a line, 10 km apart; the first has the first three.
    pub(in crate::present::assign) fn base() -> Base {
        let potential = vec![100.0, 200.0, 300.0, 400.0];
        let mut instance = Instance::of(
            (0..4).map(|at| Some((10.0 * f64::from(at), 0.0))).collect(),
            vec![Attribute { name: "potential".into(), values: potential.clone() }],
            vec![Slot::default(), Slot::default()],
        );
        instance.current = vec![Some(0), Some(0), Some(0), Some(1)];
        let amounts = potential.iter().map(|it| Amounts { arr: it / 2.0, potential: *it, hours: 10.0 });
        Base {
            today: Board::of_today(&instance),
            rows: vec![0, 1, 2, 3],
            ids: ["a", "b", "c", "d"].map(AccountId::new).to_vec(),
            accounts: ["Ash", "Birch", "Cedar", "Dogwood"].map(String::from).to_vec(),
            amounts: amounts.collect(),
            risks: vec![None; 4],
            outside: vec![None; 4],
            places: (0..4).map(|at| Some((-100.0 + f64::from(at), 40.0))).collect(),
            seats: ["x", "y"].map(SeatId::new).to_vec(),
            names: ["Raman", "Haas"].map(String::from).to_vec(),
            remarks: Vec::new(),
            attributes: vec![Balanced::Potential],
            instance,
        }
    }

    /// The same with nobody as an owner of any account; Cedar and Dogwood are those of somebody an import named, who holds no seat.
    pub(in crate::present::assign) fn fresh() -> Base {
        let mut base = base();
        base.instance.current = vec![None; 4];
        base.outside = vec![None, None, Some("Ben Quist".to_owned()), Some("Ben Quist".to_owned())];
        base.today = Board::of_today(&base.instance);
        base
    }

    #[test]
    fn only_what_somebody_has_changes_hands_and_the_rest_is_first_assigned() {
        let base = fresh();
        let plan = [Some(0), Some(1), Some(1), None];
        // Ash and Birch had nobody, Cedar leaves Quist, who keeps Dogwood.
        assert_eq!((base.change_hands(&plan), base.first_assigned(&plan)), (vec![2], vec![0, 1]));
        assert_eq!((base.without_rep(&plan, false), base.without_rep(&plan, true)), (vec![], vec![3]));
    }

    #[test]
    fn a_plan_is_today_with_the_planned_owners_laid_over() {
        let base = base();
        let overlay = vec![(AccountId::new("b"), SeatId::new("y")), (AccountId::new("gone"), SeatId::new("y"))];
        let plan = base.plan(&overlay);
        assert_eq!(plan, [Some(0), Some(1), Some(0), Some(1)]);
        assert_eq!(base.owners_and_moves(&plan)[1], (Some(1), true));
        assert_eq!(base.owners(&plan)[1], overlay[0]);
        let sums = base.sums(&plan);
        assert_eq!((sums[0].potential, sums[1].potential, sums[1].arr, sums[1].hours), (400.0, 600.0, 300.0, 20.0));
    }

    #[test]
    fn a_plan_off_balance_names_whose_sum_is_farthest_out_and_how_many_more_are() {
        let mut base = base();
        (base.instance.band, base.instance.objective) = (0.05, Objective::Compact);
        // A fair share is 500 of potential: Raman has 400 and Haas 600.
        let told = |base: &Base, plan: &[Option<u32>]| {
            breaches_in_words(base, &Board::of(&base.instance, plan), &Locale::EN_US).replace('\u{a0}', " ")
        };
        let plan = [Some(0), Some(1), Some(0), Some(1)];
        assert_eq!(
            told(&base, &plan),
            "Balance: Raman is 20.0 % below a fair share of potential, and the band is 5 %; one other sum is outside it. \
             Move accounts to Raman, or widen the band."
        );
        base.instance.band = 0.25;
        assert_eq!(told(&base, &plan), "");
    }
}
