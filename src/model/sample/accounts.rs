//! The accounts of the sample company: its 450 customers and 150 prospects round US metros. Every name and figure is invented; positions are
//! drawn round the cities by a fixed sequence, so that they are the same wherever the sample is made.

use crate::model::{
    Account, AccountPlan, Contract, GrowthStep, HandoverItem, Health, Location, Owners, Ratings, Rep, Stakeholder,
    Stance, TerritorySettings,
};
use crate::units::{AccountId, Money, Month, Rate, SeatId, SegmentId};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A city: degrees north and east in hundredths, its state, and how many of a hundred accounts lie round it.
type Metro = (i16, i16, &'static str, u32);

#[rustfmt::skip]
const METROS: [Metro; 26] = [
    (4071, -7401, "NY", 12), (3405, -11824, "CA", 9), (4188, -8763, "IL", 7), (3278, -9680, "TX", 6), (2976, -9537, "TX", 5),
    (3777, -12242, "CA", 8), (4236, -7106, "MA", 6), (3375, -8439, "GA", 5), (3891, -7704, "DC", 5), (2576, -8019, "FL", 4),
    (3995, -7517, "PA", 4), (4761, -12233, "WA", 5), (3345, -11207, "AZ", 3), (4233, -8305, "MI", 3), (4498, -9327, "MN", 3),
    (3974, -10499, "CO", 4), (3272, -11716, "CA", 3), (3863, -9020, "MO", 2), (3027, -9774, "TX", 4), (3522, -8084, "NC", 3),
    (3616, -8678, "TN", 2), (4076, -11189, "UT", 3), (4552, -12268, "OR", 2), (4150, -8169, "OH", 2), (3910, -9458, "MO", 2),
    (3977, -8616, "IN", 2),
];

#[rustfmt::skip]
const FIRST: [&str; 40] = [
    "Alder", "Amber", "Aspen", "Atlas", "Beacon", "Birch", "Bluebell", "Bright", "Cedar", "Cobalt", "Copper", "Coral", "Crescent", "Delta",
    "Ember", "Falcon", "Fern", "Granite", "Harbor", "Hazel", "Heron", "Indigo", "Ivory", "Juniper", "Keystone", "Lantern", "Laurel", "Maple",
    "Marlin", "Meridian", "Northgate", "Oak", "Onyx", "Pioneer", "Quarry", "Raven", "Sable", "Summit", "Tidewater", "Willow",
];
#[rustfmt::skip]
const SECOND: [&str; 17] = [
    "Analytics", "Biotech", "Capital", "Clinics", "Components", "Energy", "Foods", "Freight", "Health", "Insurance", "Labs", "Logistics",
    "Media", "Robotics", "Software", "Supply", "Works",
];

/// A segment: its id, how many customers with how much ARR in thousands, how many prospects, and the mean potential of one in thousands.
struct Market {
    id: &'static str,
    customers: usize,
    arr: i64,
    prospects: usize,
    potential: i64,
    sellers: &'static [&'static str],
    managers: &'static [&'static str],
}

const MARKETS: [Market; 3] = [
    Market {
        id: "smb",
        customers: 240,
        arr: 3_600,
        prospects: 60,
        potential: 22,
        sellers: &["ae-smb-1", "ae-smb-2", "ae-smb-3", "ae-smb-4", "ae-smb-5", "ae-smb-6"],
        managers: &["am-1"],
    },
    Market {
        id: "mid-market",
        customers: 160,
        arr: 7_200,
        prospects: 60,
        potential: 70,
        sellers: &["ae-mm-1", "ae-mm-2", "ae-mm-3", "ae-mm-4", "ae-mm-5", "ae-mm-6"],
        managers: &["am-2", "am-3"],
    },
    Market {
        id: "enterprise",
        customers: 50,
        arr: 7_400,
        prospects: 30,
        potential: 260,
        sellers: &["ae-ent-1", "ae-ent-2", "ae-ent-3", "ae-ent-4"],
        managers: &["am-4", "am-5"],
    },
];

/// Where sellers live, as places in [`METROS`].
#[rustfmt::skip]
const HOMES: [(&str, usize); 21] = [
    ("ae-smb-1", 0), ("ae-smb-2", 1), ("ae-smb-3", 3), ("ae-smb-4", 7), ("ae-smb-5", 2), ("ae-smb-6", 15),
    ("ae-mm-1", 6), ("ae-mm-2", 18), ("ae-mm-3", 5), ("ae-mm-4", 2), ("ae-mm-5", 8), ("ae-mm-6", 11),
    ("ae-ent-1", 0), ("ae-ent-2", 5), ("ae-ent-3", 2), ("ae-ent-4", 4),
    ("am-1", 3), ("am-2", 10), ("am-3", 16), ("am-4", 0), ("am-5", 5),
];

/// A fixed sequence of numbers (Knuth's 64-bit linear congruence), the same on every machine.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// One of `count` numbers from 0.
    fn below(&mut self, count: u64) -> u64 {
        self.next() % count.max(1)
    }

    /// A share of `percent` of all draws.
    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn metro(&mut self) -> usize {
        let all: u32 = METROS.iter().map(|it| it.3).sum();
        let mut at = self.below(u64::from(all)) as u32;
        METROS
            .iter()
            .position(|it| {
                let here = at < it.3;
                at = at.saturating_sub(it.3);
                here
            })
            .unwrap_or(0)
    }

    /// A rating in steps of five per cent, more often in the middle.
    fn rating(&mut self) -> Rate {
        Rate::percent(((self.below(11) + self.below(11)) * 5) as i64)
    }
}

/// Weights that make shares of a whole, skewed: a few large, many small.
fn skewed(draw: &mut Draw, count: usize) -> Vec<i64> {
    (0..count)
        .map(|_| {
            let number = 20 + draw.below(80) as i64;
            if draw.chance(12) { number * 4 } else { number }
        })
        .collect()
}

/// Customers and prospects. ARR of the customers of a segment adds up to the balance typed for it.
pub(super) fn accounts() -> Vec<Account> {
    let mut draw = Draw(20_270_101);
    let mut all = Vec::new();
    for market in &MARKETS {
        let weights = skewed(&mut draw, market.customers);
        let sum: i64 = weights.iter().sum::<i64>().max(1);
        let whole = market.arr * 1_000;
        // To fifty dollars; the first customer has what is left.
        let mut amounts: Vec<i64> = weights.iter().map(|it| whole * it / sum / 50 * 50).collect();
        let left = whole - amounts.iter().sum::<i64>();
        if let Some(first) = amounts.first_mut() {
            *first += left;
        }
        let customers = amounts.into_iter().map(Some);
        for arr in customers.chain(std::iter::repeat_n(None, market.prospects)) {
            let number = all.len();
            all.push(account(&mut draw, market, number, arr));
        }
    }
    families(&mut all);
    plans(&mut all);
    all
}

fn account(draw: &mut Draw, market: &Market, number: usize, arr: Option<i64>) -> Account {
    let metro = draw.metro();
    let (lat, lon, state, _) = METROS.get(metro).copied().unwrap_or((3900, -9800, "KS", 1));
    // Most lie round their city, some farther out.
    let reach = if draw.chance(20) { 400 } else { 70 };
    let mut off = || (draw.below(2 * reach + 1) as f64 - reach as f64) / 100.0;
    let (north, east) = (off(), off());
    // Inland of the Pacific, the Atlantic and the Gulf.
    let east = match lon {
        ..-11_600 => east.abs(),
        -8_150.. => -east.abs(),
        _inland => east,
    };
    let north = if lat < 3_100 && lon > -10_000 { north.abs() } else { north };
    let at = Location::new(f64::from(lat) / 100.0 + north, f64::from(lon) / 100.0 + east);
    let potential = match arr {
        Some(arr) => arr * (105 + draw.below(120) as i64) / 100,
        None => market.potential * 1_000 * (40 + draw.below(140) as i64) / 100,
    };
    // Owners grew with the company: mostly by region, with exceptions nobody remembers the reason of.
    let pick = |draw: &mut Draw, seats: &[&str], stray: u64| {
        let at = if draw.chance(stray) { draw.below(seats.len() as u64) as usize } else { metro % seats.len().max(1) };
        seats.get(at).map(|it| SeatId::new(it))
    };
    let owners = Owners {
        sales: if arr.is_none() && draw.chance(25) { None } else { pick(draw, market.sellers, 40) },
        account_management: arr.and_then(|_| pick(draw, market.managers, 30)),
        customer_success: None,
    };
    let mut rate = |percent: u64| draw.chance(percent).then(|| draw.rating());
    let ratings = Ratings { growth: rate(80), profitability: rate(60), strategic: rate(50), referral: rate(35) };
    let month = Month::new(2027, 1).plus(draw.below(12) as i32);
    let exact = !draw.chance(6);
    let (first, second) = (FIRST.get(number % FIRST.len()), SECOND.get(number * 7 / FIRST.len() % SECOND.len()));
    Account {
        name: [first.copied().unwrap_or_default(), second.copied().unwrap_or_default()].join(" "),
        contract: arr.map(|arr| Contract { arr: Money::from_major(arr), renewal: month, term_months: 12 }),
        owners,
        region: Some(state.to_owned()),
        country: Some("US".to_owned()),
        location: exact.then_some(at),
        potential: Some(Money::from_major(potential / 100 * 100)),
        ratings,
        locked: arr.is_some() && number % 79 == 3,
        ..Account::new(AccountId::new(&format!("A{:04}", number + 1)), SegmentId::new(market.id))
    }
}

/// Some accounts belong to one group and stay with one owner.
fn families(accounts: &mut [Account]) {
    for (family, members) in
        [("Harbor group", [245, 262, 281]), ("Summit group", [251, 277, 303]), ("Raven group", [465, 478, 490])]
    {
        for at in members {
            if let Some(account) = accounts.get_mut(at) {
                account.family = Some(family.to_owned());
            }
        }
    }
}

/// Plans for some of the enterprise customers.
fn plans(accounts: &mut [Account]) {
    let from = accounts.len().saturating_sub(80);
    let mut draw = Draw(7);
    for (at, account) in accounts.iter_mut().skip(from).filter(|it| it.contract.is_some()).enumerate().take(24) {
        let mut level = |percent: u64| draw.chance(percent).then(|| Rate::percent((draw.below(9) * 10) as i64));
        let health = Health { engagement: level(90), late_payment: level(60), usage: level(90), tickets: level(70) };
        let mut plan = AccountPlan { health, ..AccountPlan::default() };
        if at < 6 {
            let day = 4 + at as u32 * 3;
            plan.growth = growth(account.arr(), at);
            plan.sponsor = "Ines Calder".to_owned();
            plan.next_review = NaiveDate::from_ymd_opt(2027, 2, day);
            plan.stakeholders = vec![
                Stakeholder {
                    name: "Head of operations".into(),
                    role: "Owner of the budget".into(),
                    stance: Stance::Supporter,
                },
                Stakeholder {
                    name: "Director of IT".into(),
                    role: "Decides on security".into(),
                    stance: Stance::Neutral,
                },
            ];
        }
        if at == 0 {
            plan.handover = vec![HandoverItem { what: "Introduce the new owner to the sponsor".into(), done: true }];
        }
        account.care = Some(Box::new(plan));
    }
}

fn growth(arr: Money, at: usize) -> Vec<GrowthStep> {
    let part = |percent: i64| Money::from_mills(arr.mills() / 100 * percent / 100_000 * 100_000);
    let step = |what: &str, month: i32, percent: i64, likelihood: i64| GrowthStep {
        what: what.to_owned(),
        month: Month::new(2027, 3).plus(month),
        arr: part(percent),
        likelihood: Rate::percent(likelihood),
    };
    vec![step("More seats in the second region", at as i32, 12, 70), step("Analytics module", 9 + at as i32, 18, 40)]
}

/// Where people live, and that the typed balances hold the customers already.
pub(super) fn territory() -> TerritorySettings {
    let home = |(seat, metro): &(&str, usize)| {
        let (lat, lon, ..) = METROS.get(*metro).copied()?;
        let home = Location::new(f64::from(lat) / 100.0, f64::from(lon) / 100.0);
        Some((SeatId::new(seat), Rep { home: Some(home), ..Rep::default() }))
    };
    let reps: BTreeMap<SeatId, Rep> = HOMES.iter().filter_map(home).collect();
    TerritorySettings { reps, typed_book: true, ..TerritorySettings::default() }
}
