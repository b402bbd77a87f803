//! How often the same ARR is credited: by those who win it, by whoever leads them, by pods, segments and the company, and by overlays.

use super::{Credited, Verdict, graded};
use crate::engine::staff::{self, Holder};
use crate::engine::{ComponentPay, Outcome, PaidOn, paid_on};
use crate::model::Document;
use crate::model::comp::{Component, Measure, PlanVersion, Rated, Scope};
use crate::units::{Cadence, Money};

/// ARR that plans are paid on, as the ledger knows it.
const KINDS: [&[Measure]; 2] = [&[Measure::NewArr], &[Measure::ExpansionArr, Measure::ExpansionAndPriceArr]];

/// Credit over ARR booked in the forecast, for each kind of ARR that a plan pays on; nobody is counted twice for two components on it.
pub(super) fn credited(document: &Document, outcome: &Outcome, version: &PlanVersion) -> Vec<Credited> {
    let paid_on = |kind: &&&[Measure]| version.components.iter().any(|it| kind.contains(&it.measure));
    KINDS.iter().filter(paid_on).filter_map(|kind| of_kind(document, outcome, kind)).collect()
}

fn of_kind(document: &Document, outcome: &Outcome, kind: &[Measure]) -> Option<Credited> {
    let posts = staff::posts(document);
    let holders = staff::holders(document, &posts);
    let mut sums = [0.0; 5];
    let mut with_price = false;
    for payee in &outcome.payees {
        let Some(plan) = posts.get(payee.seat).and_then(|post| post.plan) else { continue };
        let Some(holder) = holders.iter().find(|it| (it.post, it.stint) == (payee.seat, payee.stint)) else { continue };
        let all = || plan.versions.iter().flat_map(|version| &version.components);
        let on_kind = payee.components.iter().filter(|it| kind.contains(&it.measure));
        let known = on_kind.filter_map(|paid| {
            let component = all().find(|it| it.id == paid.id && it.measure == paid.measure)?;
            Some((component, whole_credit(outcome, holder, component, paid)))
        });
        let most = known.max_by(|one, other| one.1.total_cmp(&other.1));
        if let Some((component, credit)) = most.filter(|it| it.1 > 0.0) {
            with_price |= component.measure == Measure::ExpansionAndPriceArr;
            if let Some(place) = sums.get_mut(place(component.scope)) {
                *place += credit;
            }
        }
    }
    let ledger = outcome.segments.iter().flat_map(|segment| &segment.ledger);
    let booked: Money = ledger
        .map(|it| match (kind.contains(&Measure::NewArr), with_price) {
            (true, _) => it.new,
            (false, true) => it.expansion + it.price,
            (false, false) => it.expansion,
        })
        .sum();
    if booked.mills() <= 0 {
        return None;
    }
    let times = sums.map(|sum| sum / booked.to_major());
    let measure = kind.first().copied()?;
    Some(Credited { measure, booked, by_scope: times, deals: of_deals(document, kind) })
}

/// Credit of a holder over the whole plan, in major units: what was rated together counts once. Results of others count for the heads that
/// are expected, so that who leaves and who follows are one person.
fn whole_credit(outcome: &Outcome, holder: &Holder, component: &Component, paid: &ComponentPay) -> f64 {
    let window = |at: usize| {
        let month = outcome.months.get(at).copied()?;
        match component.rated {
            Rated::EachDeal | Rated::Period => None,
            Rated::QuarterToDate => Some(outcome.calendar.period_of(month, Cadence::Quarter)),
            Rated::YearToDate => Some(outcome.calendar.period_of(month, Cadence::Year)),
        }
    };
    let heads = |from: usize, to: usize| match paid_on(component.measure, component.scope) {
        PaidOn::Own => 1.0,
        PaidOn::Others => holder.heads_in(|at| (from..=to).contains(&at)),
    };
    let (mut sum, mut began) = (0.0, None);
    for (at, closed) in paid.earned.iter().enumerate() {
        let mine = window(closed.at);
        let goes_on = mine.is_some() && paid.earned.get(at + 1).is_some_and(|next| window(next.at) == mine);
        let from = *began.get_or_insert(closed.from);
        if !goes_on {
            sum += closed.credit as f64 / 1_000.0 * heads(from, closed.at);
            began = None;
        }
    }
    sum
}

const fn place(scope: Scope) -> usize {
    match scope {
        Scope::Own => 0,
        Scope::Pod => 1,
        Scope::TeamBelow => 2,
        Scope::Segment => 3,
        Scope::Company => 4,
    }
}

/// Shares of all deals together, overlays included, by what the deals are worth; none without deals.
fn of_deals(document: &Document, kind: &[Measure]) -> Option<f64> {
    let (mut booked, mut credited) = (0.0, 0.0);
    for deal in document.deals.iter().filter(|it| kind.contains(&it.measure) && it.amount.mills() > 0) {
        booked += deal.amount.to_major();
        credited += deal.amount.to_major() * deal.credits.iter().map(|it| it.share.to_f64()).sum::<f64>();
    }
    (booked > 0.0).then(|| credited / booked)
}

/// What is thought of it: three credits are a seller, a leader and one who helps; twice that is a lot.
pub(super) fn of_credited(credited: &[Credited]) -> Verdict {
    graded(credited.iter().map(|it| it.times().max(it.deals.unwrap_or(0.0))).fold(0.0, f64::max), 3.05, 6.05)
}
