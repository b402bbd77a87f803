//! What one person is paid by a whole plan, month by month, computed a second time from the words of the rules.

use crate::reference;
use crate::table::{Exact, fraction, share, whole};
use chrono::NaiveDate;
use remit::engine::Span;
use remit::engine::pay::{ComponentTerms, DealPiece, Feed, Heads, PayMonth, Ratio};
use remit::model::comp::{Component, DrawKind, DrawPaid, Measure, Payout, PlanVersion, Scope, Spif, SpifPays, Target};
use remit::model::{Document, Function, Quota, Stint, Terms};
use remit::units::{Cadence, Money, Month, Rate, Rounding, Yearly};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// What a statement says, apart from the steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What paid anything or took anything, by month.
    pub components: BTreeMap<String, Vec<(usize, Money)>>,
    pub capped: Money,
    pub earned: Money,
    pub advanced: Money,
    pub recovered: Money,
    pub owed: Money,
    pub due: Money,
    pub later: Money,
    pub from_before: Money,
    pub paid: Money,
}

/// The same month by month.
pub struct Months {
    components: BTreeMap<String, Vec<(usize, Money)>>,
    /// Before the plan's cap.
    uncapped: Vec<Money>,
    earned: Vec<Money>,
    advanced: Vec<Money>,
    recovered: Vec<Money>,
    owed: Vec<Money>,
    /// Payments: the month of which they are, the month in which they are made.
    payments: Vec<(usize, usize, Money)>,
}

impl Months {
    /// A statement of some months.
    pub fn within(self, span: Span) -> Told {
        let inside = |at: usize| (span.from..=span.to).contains(&at);
        let sum = |series: &[Money]| series[span.from..=span.to].iter().copied().sum::<Money>();
        let mut components = self.components;
        components.values_mut().for_each(|paid| paid.retain(|it| inside(it.0)));
        components.retain(|_, paid| !paid.is_empty());
        let earned = sum(&self.earned);
        let (advanced, recovered) = (sum(&self.advanced), -sum(&self.recovered));
        let made = |is: &dyn Fn(usize) -> bool| {
            let made = self.payments.iter().filter(|it| is(it.0) && inside(it.1));
            made.map(|it| it.2).sum::<Money>()
        };
        let from_before = made(&|of| of < span.from);
        let due = earned + advanced + recovered;
        let paid = made(&|_| true);
        Told {
            components,
            capped: earned - sum(&self.uncapped),
            earned,
            advanced,
            recovered,
            owed: self.owed[span.to],
            due,
            later: paid - from_before - due,
            from_before,
            paid,
        }
    }
}

/// Credit of mine.
#[derive(Clone, Debug)]
struct Credit {
    measure: Measure,
    day: NaiveDate,
    month: usize,
    mills: i64,
    term_months: u32,
    prepaid: bool,
    margin: Option<(i64, i64)>,
}

/// Quota of each month: as ramped, and in full.
type QuotaMonths = Rc<Vec<(i64, i64)>>;

struct Person<'a> {
    document: &'a Document,
    terms: &'a Terms,
    stint: &'a Stint,
    versions: &'a [PlanVersion],
    credits: Vec<Credit>,
    /// Quotas by the amount of a year, worked out once.
    quotas: RefCell<HashMap<i64, QuotaMonths>>,
}

/// The person in the only seat.
pub fn paid(document: &Document) -> Months {
    let person = Person {
        document,
        terms: &document.roles[0].terms[0],
        stint: &document.seats[0].stints[0],
        versions: &document.plans[0].versions,
        credits: credits(document),
        quotas: RefCell::default(),
    };
    person.months()
}

/// My part of every deal, and what comes with it.
fn credits(document: &Document) -> Vec<Credit> {
    let coin = document.settings.currency.quantum().mills();
    let mut all = Vec::new();
    for deal in document.deals.iter() {
        let mine = deal.credits.iter().find(|it| it.seat.as_str() == "me").unwrap();
        let amount = deal.amount.mills();
        let mills = if deal.measure.is_ratio() {
            amount
        } else if mine.overlay {
            of(mine.share, amount)
        } else {
            // Coins of the larger part are cut first; the coin that is left goes to the larger rest, or to the first of the two.
            let unit = if deal.measure.is_count() { 1 } else { coin };
            let (ppm, one) = (i128::from(mine.share.ppm()), 1_000_000 * i128::from(unit));
            let (coins, rest) = (ppm * i128::from(amount.abs()) / one, ppm * i128::from(amount.abs()) % one);
            let first = deal.credits[0].seat == mine.seat;
            let up = rest * 2 > one || (rest * 2 == one && first);
            (coins as i64 + i64::from(up)) * unit * amount.signum()
        };
        let month = Month::of(deal.closed).since(document.settings.first_month) as usize;
        let mut add = |measure, mills| {
            let (term_months, prepaid) = (deal.term_months, deal.prepaid);
            let margin = deal.margin.map(|it| (deal.amount.mills(), it.mills()));
            all.push(Credit { measure, day: deal.closed, month, mills, term_months, prepaid, margin });
        };
        add(deal.measure, mills);
        if deal.measure == Measure::NewArr {
            // A deal is a unit, and what is taken back is one less.
            let sign = if amount < 0 { -1 } else { 1 };
            add(Measure::Units, sign * mine.share.ppm() / 1_000);
            add(Measure::GrossMargin, of(document.costs.gross_margin.unwrap(), mills));
        }
        if deal.measure == Measure::ExpansionArr {
            add(Measure::ExpansionAndPriceArr, mills);
        }
    }
    all
}

fn int(number: &Exact) -> i64 {
    i64::try_from(number.to_integer()).unwrap()
}

/// A share of a number, to a whole number, half away from zero.
fn of(share: Rate, number: i64) -> i64 {
    let twice = 2 * i128::from(share.ppm()) * i128::from(number.abs()) + 1_000_000;
    (twice / 2_000_000) as i64 * number.signum()
}

impl Person<'_> {
    fn horizon(&self) -> usize {
        self.document.settings.horizon_months as usize
    }

    fn month(&self, at: usize) -> Month {
        self.document.settings.first_month.plus(at as i32)
    }

    fn version(&self, at: usize) -> usize {
        self.version_in(self.month(at))
    }

    fn version_in(&self, month: Month) -> usize {
        let begun = |version: &PlanVersion| version.from.is_none_or(|from| from <= month.first_day());
        (0..self.versions.len()).filter(|it| begun(&self.versions[*it])).max().unwrap_or(0)
    }

    fn variable(&self) -> Money {
        (self.terms.ote - self.terms.base).amount()
    }

    fn to_coin(&self, exact: &Exact) -> Money {
        let coin = whole(self.document.settings.currency.quantum().mills());
        let coins = exact / &coin;
        let is_half = (&coins * whole(2)).is_integer() && !coins.is_integer();
        let coins = match self.document.settings.rounding {
            Rounding::HalfEven if is_half => (coins / whole(2)).round() * whole(2),
            _ => coins.round(),
        };
        Money::from_mills(int(&(coins * coin)))
    }

    fn quota_year(&self) -> i64 {
        let own = self.stint.overrides.quota_arr.map(|it| it.amount().mills());
        own.unwrap_or(match &self.terms.quota {
            Some(Quota::Arr { amount, .. }) => amount.mills(),
            _ => 0,
        })
    }

    /// What the quota is set in: the measure of the first component that is held against it.
    fn quota_measure(&self) -> Measure {
        let mut components = self.versions.iter().flat_map(|it| &it.components);
        let own = components.find(|it| it.target == Target::Quota && it.scope == Scope::Own);
        own.map_or(
            match self.document.roles[0].function {
                Function::AccountManagement => Measure::ExpansionArr,
                _ => Measure::NewArr,
            },
            |it| it.measure,
        )
    }

    /// A yearly amount by calendar month in proportion to the season: whole parts first, what is left to the largest rests.
    fn by_season(&self, year: i64) -> [i64; 12] {
        let season = |at: usize| self.document.assumptions.seasonality.get(at).copied().unwrap_or(Rate::ONE).ppm();
        let sum: i64 = (0..12).map(season).sum();
        let part = |at: usize| i128::from(year) * i128::from(season(at));
        let mut parts: [i64; 12] = std::array::from_fn(|at| (part(at) / i128::from(sum)) as i64);
        let left = year - parts.iter().sum::<i64>();
        let mut places: Vec<usize> = (0..12).collect();
        places.sort_by_key(|at| (-(part(*at) % i128::from(sum)), *at));
        for at in places.into_iter().take(left as usize) {
            parts[at] += 1;
        }
        parts
    }

    /// A yearly amount month by month: as ramped, and in full.
    fn quota_months(&self, year: i64) -> QuotaMonths {
        if let Some(known) = self.quotas.borrow().get(&year) {
            return known.clone();
        }
        let by_calendar = self.by_season(year);
        let ramp = &self.terms.ramp.productivity;
        let one = |at: usize| {
            let month = self.month(at);
            let full = by_calendar[month.index0()];
            let tenure = month.since(Month::of(self.stint.from)) as usize;
            let part = ramp.get(tenure).copied().unwrap_or(Rate::ONE);
            (of(part, full), full)
        };
        let months: QuotaMonths = Rc::new((0..self.horizon()).map(one).collect());
        self.quotas.borrow_mut().insert(year, months.clone());
        months
    }

    fn of_measure(&self, measure: Measure) -> impl Iterator<Item = &Credit> {
        self.credits.iter().filter(move |it| it.measure == measure)
    }

    /// Months of a component, and the year's quota.
    fn pay_months(&self, component: &Component) -> (Vec<PayMonth>, i64) {
        let mut months = vec![PayMonth { active: 1.0, ..PayMonth::default() }; self.horizon()];
        let year = match component.target {
            Target::Ratio { ratio } => ratio.ppm() * 1_000,
            Target::Amount { amount, per } => amount.mills() * i64::from(per.per_year()),
            _ => self.quota_year(),
        };
        if component.measure.is_ratio() {
            for score in self.of_measure(component.measure) {
                months[score.month].part += score.mills as f64 / 1_000.0;
                months[score.month].whole += 1.0;
            }
            return (months, year);
        }
        for (month, (ramped, full)) in months.iter_mut().zip(self.quota_months(year).iter()) {
            (month.ramped, month.full) = (*ramped, *full);
        }
        for credit in self.of_measure(component.measure) {
            months[credit.month].credit += credit.mills;
        }
        (months, year)
    }

    /// Where a measure stands over some months: the mean of its scores, or attainment of the quota if that is set in it.
    fn stands(&self, measure: Measure, from: usize, to: usize) -> Option<Ratio> {
        let inside: Vec<i64> =
            self.of_measure(measure).filter(|it| (from..=to).contains(&it.month)).map(|it| it.mills).collect();
        let ratio = |exact: Exact| {
            let (num, den) = (i128::try_from(exact.numer().clone()), i128::try_from(exact.denom().clone()));
            Ratio::new(num.unwrap(), den.unwrap())
        };
        if measure.is_ratio() {
            let mean = fraction(inside.iter().sum(), (inside.len() as i64).max(1) * 1_000);
            let billionths = (mean * whole(1_000_000_000)).round() / whole(1_000_000_000);
            return (!inside.is_empty()).then(|| ratio(billionths));
        }
        if measure != self.quota_measure() {
            return None;
        }
        let quota: i64 = self.quota_months(self.quota_year())[from..=to].iter().map(|it| it.0).sum();
        (quota > 0).then(|| ratio(fraction(inside.iter().sum(), quota)))
    }

    /// What a component pays while its version holds.
    fn component(&self, component: &Component, from: usize, to: usize) -> Vec<(usize, Money)> {
        let settings = &self.document.settings;
        let (months, quota_year) = self.pay_months(component);
        let terms = ComponentTerms {
            variable: Yearly::new(self.variable()),
            quota_year,
            accelerators: self.terms.ramp.accelerators,
            deal_size: 0,
            margin: self.document.costs.gross_margin.unwrap_or_default(),
            calendar: settings.fiscal_calendar(),
            currency: settings.currency,
            rounding: settings.rounding,
        };
        let deals = self.of_measure(component.measure).filter(|it| (from..=to).contains(&it.month));
        let deals: Vec<DealPiece> = deals
            .map(|it| DealPiece {
                month: it.month - from,
                credit: it.mills,
                term_months: it.term_months,
                prepaid: it.prepaid,
                margin: it.margin,
            })
            .collect();
        let look = |measure, low: usize, high: usize| self.stands(measure, from + low, from + high);
        let feed = Feed {
            first: self.month(from),
            months: &months[from..=to],
            deals: Some(&deals),
            look: &look,
            heads: Heads::Certain,
        };
        let closed = reference::earned(component, &terms, &feed);
        closed.into_iter().map(|it| (from + it.at, it.amount)).collect()
    }

    /// What a SPIF pays while a version holds, by month.
    fn spif(&self, spif: &Spif, number: usize) -> Vec<(usize, Money)> {
        let here = |month: &usize| self.version(*month) == number;
        let mut counted: Vec<&Credit> = self.of_measure(spif.measure).collect();
        counted.retain(|it| it.month < self.horizon() && spif.from <= it.day && it.day <= spif.to);
        let mut by_month: BTreeMap<usize, Money> = BTreeMap::new();
        match spif.pays {
            SpifPays::PerDeal { least } => {
                for deal in counted.into_iter().filter(|it| here(&it.month)) {
                    if deal.mills > 0 && deal.mills >= least.mills() {
                        *by_month.entry(deal.month).or_default() += spif.amount;
                    }
                }
            }
            SpifPays::Once { at } => {
                // Versions up to this one that have it, whatever else they say of it.
                let has: Vec<(usize, &Spif)> = (0..=number)
                    .filter_map(|it| Some((it, self.versions[it].spifs.iter().find(|it| it.id == spif.id)?)))
                    .collect();
                let once = has.iter().filter(|(it, spif)| *it < number && matches!(spif.pays, SpifPays::Once { .. }));
                if once.clone().any(|(it, spif)| self.spif(spif, *it).iter().any(|paid| !paid.1.is_zero())) {
                    return Vec::new();
                }
                // The first of its days under this version at whose dawn or evening all credit of its days comes to it.
                counted.retain(|it| has.iter().any(|(number, _)| self.version(it.month) == *number));
                let comes = |is: &dyn Fn(NaiveDate) -> bool| {
                    counted.iter().filter(|it| is(it.day)).map(|it| it.mills).sum::<i64>() >= at.mills()
                };
                let reached = (0..self.horizon()).filter(here).filter(|_| at > Money::ZERO).find(|month| {
                    let mut days = self.month(*month).first_day().iter_days().take(self.month(*month).days() as usize);
                    days.any(|today| {
                        let inside = spif.from <= today && today <= spif.to;
                        inside && (comes(&|day| day < today) || comes(&|day| day <= today))
                    })
                });
                by_month.extend(reached.map(|month| (month, spif.amount)));
            }
        }
        by_month.into_iter().collect()
    }

    fn months(&self) -> Months {
        let horizon = self.horizon();
        let mut components: BTreeMap<String, Vec<(usize, Money)>> = BTreeMap::new();
        let mut uncapped = vec![Money::ZERO; horizon];
        let mut periods = Vec::new();
        for (number, version) in self.versions.iter().enumerate() {
            let held: Vec<usize> = (0..horizon).filter(|at| self.version(*at) == number).collect();
            let (Some(from), Some(to)) = (held.first().copied(), held.last().copied()) else { continue };
            let paid =
                version.components.iter().map(|it| (it.id.to_string(), it.cadence, self.component(it, from, to)));
            let extra = version.spifs.iter().map(|it| (it.id.to_string(), Cadence::Month, self.spif(it, number)));
            for (id, cadence, paid) in paid.chain(extra).collect::<Vec<_>>() {
                for (at, amount) in paid.into_iter().filter(|it| !it.1.is_zero()) {
                    periods.push((self.together(at, cadence), amount));
                    uncapped[at] += amount;
                    components.entry(id.clone()).or_default().push((at, amount));
                }
            }
        }
        let earned = self.capped(&uncapped);
        let draw = self.drawn(&earned, &periods);
        let mut payments = Vec::new();
        for at in 0..horizon {
            let (advanced, recovered, _) = draw[at];
            let rule = &self.versions[self.version(at)].payout;
            let payable = earned[at] + advanced - recovered;
            // A draw with the payroll of its month: what pay exceeds the draw by waits, and so does what is below nothing.
            let planned = self.versions[self.version(at)].draw.as_ref();
            let waits = match planned.is_some_and(|draw| draw.paid == DrawPaid::WithMonth) {
                true => (payable - self.draw_of(at)).max(payable.min(Money::ZERO)),
                false => payable,
            };
            payments.push((at, at, payable - waits));
            payments.extend(self.paid(rule, waits).into_iter().map(|(later, part)| (at, at + later, part)));
        }
        Months {
            components,
            uncapped,
            earned,
            advanced: draw.iter().map(|it| it.0).collect(),
            recovered: draw.iter().map(|it| it.1).collect(),
            owed: draw.iter().map(|it| it.2).collect(),
            payments,
        }
    }

    /// No month takes the sum of its fiscal year above the most that may be paid in it; what a month takes back is not cut.
    fn capped(&self, uncapped: &[Money]) -> Vec<Money> {
        let calendar = self.document.settings.fiscal_calendar();
        let mut kept: Vec<Money> = Vec::new();
        for (at, amount) in uncapped.iter().enumerate() {
            if !self.is_capped(at) {
                kept.push(*amount);
                continue;
            }
            let year = |at: usize| calendar.period_of(self.month(at), Cadence::Year);
            // Each month of the year, planned or not, gives its twelfth of the cap that holds in it; one without a cap gives nothing.
            let months = (0..12).map(|month| year(at).first.plus(month));
            let caps = months.filter_map(|month| self.cap_in(month)).map(share).sum::<Exact>();
            let so_far = (0..at).filter(|before| year(*before) == year(at) && self.is_capped(*before));
            let so_far: Money = so_far.map(|before| kept[before]).sum();
            let most = self.to_coin(&(caps * whole(self.variable().mills()) / whole(12)));
            let room = most - so_far;
            let paid = if *amount <= Money::ZERO { *amount } else { (*amount).min(room.max(Money::ZERO)) };
            kept.push(paid);
        }
        kept
    }

    fn is_capped(&self, at: usize) -> bool {
        self.cap_in(self.month(at)).is_some()
    }

    fn cap_in(&self, month: Month) -> Option<Rate> {
        self.stint.overrides.cap.or(self.versions[self.version_in(month)].cap)
    }

    /// The amount drawn on in a month.
    fn draw_of(&self, at: usize) -> Money {
        let tenure = self.month(at).since(Month::of(self.stint.from));
        let planned = self.versions[self.version(at)].draw.as_ref();
        let own = self.stint.overrides.draw.map(|it| it.amount());
        // Written out month by month: an amount for its months, then the next; one without an end goes on.
        let written = planned.map(|draw| {
            let steps = std::iter::once(&draw.first).chain(&draw.then);
            let months = steps.flat_map(|step| vec![step.amount.amount(); step.months.unwrap_or(1_000) as usize]);
            months.collect::<Vec<_>>()
        });
        let amount = match written {
            Some(months) => months.get(tenure as usize).map_or(Money::ZERO, |amount| own.unwrap_or(*amount)),
            None => own.unwrap_or(Money::ZERO),
        };
        // Rounded to what can be paid, half away from zero whatever the rule for pay is.
        let coin = self.document.settings.currency.quantum().mills();
        Money::from_mills((2 * amount.mills() + coin) / (2 * coin) * coin)
    }

    /// Months up to one that lie with it in a fiscal period of a length and under the same version.
    fn together(&self, at: usize, cadence: Cadence) -> Vec<usize> {
        let calendar = self.document.settings.fiscal_calendar();
        let place = |at: usize| (calendar.period_of(self.month(at), cadence), self.version(at));
        (0..=at).filter(|other| place(*other) == place(at)).collect()
    }

    /// The part of a month's pay that is for another month: pay of a month is shared by the periods that close in it, as they earned, and by
    /// their months evenly.
    fn part_of(month: usize, at: usize, periods: &[(Vec<usize>, Money)]) -> Exact {
        let closing = || periods.iter().filter(|it| it.0.last() == Some(&at));
        let all: i64 = closing().map(|it| it.1.mills().abs()).sum();
        if all == 0 {
            return whole(i64::from(month == at));
        }
        let covering = closing().filter(|it| it.0.contains(&month));
        covering.map(|(months, amount)| fraction(amount.mills().abs(), all * months.len() as i64)).sum()
    }

    /// Where the longest period closes in which a month lies.
    fn settled_at(&self, month: usize, horizon: usize) -> usize {
        let cadences = self.versions[self.version(month)].components.iter().map(|it| it.cadence);
        let longest = cadences.max_by_key(|it| it.months()).unwrap();
        (month..horizon).rev().find(|at| self.together(*at, longest).contains(&month)).unwrap_or(month)
    }

    /// What a guarantee has added to pay by the end of a month, exactly: for every period of the shortest length the plan reckons in,
    /// what the guarantee of its months so far exceeds the pay for these months by, as far as it is known.
    fn guaranteed_by(&self, end: usize, earned: &[Money], periods: &[(Vec<usize>, Money)]) -> Money {
        let pay_for = |month: usize| -> Exact {
            (month..=end).map(|at| Self::part_of(month, at, periods) * whole(earned[at].mills())).sum()
        };
        let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..=end {
            let cadences = self.versions[self.version(at)].components.iter().map(|it| it.cadence);
            let shortest = cadences.min_by_key(|it| it.months()).unwrap();
            all.entry(self.together(at, shortest)[0]).or_default().push(at);
        }
        let coin = whole(self.document.settings.currency.quantum().mills());
        let nothing = || whole(0);
        let added = all.values().map(|months| {
            let (with, without): (Vec<usize>, Vec<usize>) =
                months.iter().copied().partition(|at| !self.draw_of(*at).is_zero());
            let lacks: Exact = with.iter().map(|at| whole(self.draw_of(*at).mills()) - pay_for(*at)).sum();
            let below: Exact = without.iter().map(|at| (-pay_for(*at)).max(nothing())).sum();
            Money::from_mills(int(&(((lacks.max(nothing()) + below) / &coin).round() * &coin)))
        });
        added.sum()
    }

    /// Advanced, recovered and still owed, month by month. What is owed is the most that was ever lacking up to now, counted back from
    /// now: a sum over the past instead of a running account.
    fn drawn(&self, earned: &[Money], periods: &[(Vec<usize>, Money)]) -> Vec<(Money, Money, Money)> {
        let nothing = (Money::ZERO, Money::ZERO, Money::ZERO);
        let kinds = (0..earned.len()).find_map(|at| {
            let planned = self.versions[self.version(at)].draw.as_ref().map(|draw| draw.kind);
            planned.or(self.stint.overrides.draw.map(|_| DrawKind::GuaranteeTopUp))
        });
        let Some(kind) = kinds else { return vec![nothing; earned.len()] };
        let draws: Vec<Money> = (0..earned.len()).map(|at| self.draw_of(at)).collect();
        let lacks = |at: usize| draws[at] - earned[at];
        let short = |at: usize| lacks(at).max(Money::ZERO);
        let owed_by = |end: usize| {
            let back = (0..=end).map(|from| (from..=end).map(lacks).sum::<Money>());
            back.max().unwrap_or_default().max(Money::ZERO)
        };
        let before = |at: usize| if at == 0 { Money::ZERO } else { owed_by(at - 1) };
        let last_draw = (0..earned.len()).rev().find(|at| !draws[*at].is_zero());
        // Pay after the last draw repays no more than what of it is for the months up to then.
        let forgiven_lacks = |at: usize| match last_draw {
            Some(last) if at > last && earned[at] > Money::ZERO => {
                let parts = (0..=last).map(|month| Self::part_of(month, at, periods));
                let coin = whole(self.document.settings.currency.quantum().mills());
                let coins = (parts.sum::<Exact>() * whole(earned[at].mills()) / &coin).round();
                -Money::from_mills(int(&(coins * coin))).min(earned[at])
            }
            _ => lacks(at),
        };
        let forgiven_owed = |end: usize| {
            let back = (0..=end).map(|from| (from..=end).map(forgiven_lacks).sum::<Money>());
            back.max().unwrap_or_default().max(Money::ZERO)
        };
        let mut delayed = Money::ZERO;
        (0..earned.len())
            .map(|at| match kind {
                DrawKind::GuaranteeTopUp => {
                    let before = if at == 0 { Money::ZERO } else { self.guaranteed_by(at - 1, earned, periods) };
                    let more = self.guaranteed_by(at, earned, periods) - before;
                    (more.max(Money::ZERO), (-more).max(Money::ZERO), Money::ZERO)
                }
                DrawKind::Additional => (draws[at], Money::ZERO, Money::ZERO),
                DrawKind::Recoverable => (short(at), before(at) + short(at) - owed_by(at), owed_by(at)),
                DrawKind::RecoverableForgiven => {
                    let end = last_draw.map(|last| self.settled_at(last, earned.len()));
                    let before = if at == 0 { Money::ZERO } else { forgiven_owed(at - 1) };
                    let recovered = before + short(at) - forgiven_owed(at);
                    match end {
                        Some(end) if at > end => (short(at), Money::ZERO, Money::ZERO),
                        Some(end) if at == end => (short(at), recovered, Money::ZERO),
                        _ => (short(at), recovered, forgiven_owed(at)),
                    }
                }
                DrawKind::DelayedRecovery { start_period, share: part, last_period } => {
                    let period = at as u32 + 1;
                    let over = whole((-lacks(at)).max(Money::ZERO).mills());
                    let can = self.to_coin(&(share(part) * over));
                    let recovers = period >= start_period && last_period.is_none_or(|last| period <= last);
                    let recovered = if recovers { can.min(delayed) } else { Money::ZERO };
                    delayed = delayed + short(at) - recovered;
                    (short(at), recovered, delayed)
                }
            })
            .collect()
    }

    /// When what is payable is paid: so many months later, how much.
    fn paid(&self, rule: &Payout, payable: Money) -> Vec<(usize, Money)> {
        let coin = self.document.settings.currency.quantum().mills();
        let held = self.to_coin(&(share(rule.holdback) * whole(payable.mills())));
        let count = i64::from(rule.instalments.max(1));
        let coins = (payable - held).mills() / coin;
        let lag = rule.lag_months as usize;
        // Equal parts; the coins left over go to the first ones.
        let part = |at: i64| {
            let extra = if at < (coins % count).abs() { coins.signum() } else { 0 };
            (lag + at as usize, Money::from_mills((coins / count + extra) * coin))
        };
        let mut parts: Vec<(usize, Money)> = (0..count).map(part).collect();
        parts.push((lag + rule.holdback_months as usize, held));
        parts
    }
}
