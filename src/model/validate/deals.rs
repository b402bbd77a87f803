//! Deals. Thousands of rows can share one mistake: each kind is told once, with a count.

use super::{Check, words};
use crate::model::Deal;
use crate::model::comp::Measure;
use crate::text::{counted, tr};
use crate::units::Rate;
use std::collections::HashSet;

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    let mut seen = HashSet::with_capacity(document.deals.len());
    let twice = names(document.deals.iter().filter(|deal| !seen.insert(deal.id.as_str())));
    if !twice.is_empty() {
        let text = tr!(
            "{} more than once and each counts: {}; remove the rows that repeat",
            counted(twice.len(), tr!("deal id stands"), tr!("deal ids stand")),
            words::few(twice.iter().copied())
        );
        check.error("deals", "duplicate_deal", text);
    }
    let split = |deal: &&Deal| !deal.credits.is_empty() && deal.shared_out() != Rate::ONE && !deal.measure.is_ratio();
    told(check, "deal_split", split, |count| {
        let deals = counted(count, tr!("deal is"), tr!("deals are"));
        tr!("{deals} not shared out to exactly 100 % (overlays apart), so too much or too little is credited")
    });
    let seats: HashSet<&str> = document.seats.iter().map(|seat| seat.id.as_str()).collect();
    let lost =
        |deal: &&Deal| deal.credits.iter().any(|credit| credit.was.is_none() && !seats.contains(credit.seat.as_str()));
    told(check, "deal_seat", lost, |count| {
        let deals = counted(count, tr!("deal credits"), tr!("deals credit"));
        tr!("{deals} a seat that does not exist, and that share is paid to nobody; choose a seat of the team")
    });
    let removed: Vec<&Deal> =
        document.deals.iter().filter(|deal| deal.credits.iter().any(|credit| credit.was.is_some())).collect();
    if !removed.is_empty() {
        let text = tr!(
            "{} people whose seats were removed: they stay theirs, and no statement pays those shares; hand them over on the Pay page if \
             somebody else is to be paid",
            counted(removed.len(), tr!("deal credits"), tr!("deals credit"))
        );
        check.note("deals", "deal_seat_removed", text);
    }
    let months = document.settings.months();
    let (first, last) = (document.settings.first_month.first_day(), months.last().map(|it| it.last_day()));
    let outside = |deal: &&Deal| deal.closed < first || last.is_some_and(|last| deal.closed > last);
    told(check, "deal_outside", outside, |count| {
        let deals = counted(count, tr!("deal was"), tr!("deals were"));
        tr!(
            "{deals} closed outside the months of the plan and count in no statement; correct the day, or move the plan"
        )
    });
    let before =
        |deal: &&Deal| [deal.invoiced, deal.paid, deal.cancelled].into_iter().flatten().any(|day| day < deal.closed);
    told(check, "deal_dates", before, |count| {
        let deals = counted(count, tr!("deal was"), tr!("deals were"));
        tr!("{deals} invoiced, paid or cancelled before the day of closing; correct the days")
    });
    let odd = |deal: &&Deal| deal.measure.is_ratio() && (deal.amount.mills() < 0 || deal.amount.mills() > 5_000);
    told(check, "deal_ratio", odd, |count| {
        let deals = counted(count, tr!("score is"), tr!("scores are"));
        tr!("{deals} below 0 % or above 500 %; a score of 95 % is written 0.95")
    });
    let worth = |deal: &&Deal| deal.margin.is_some() && deal.measure != Measure::NewArr;
    told(check, "deal_margin", worth, |count| {
        let deals = counted(count, tr!("deal gives"), tr!("deals give"));
        tr!("{deals} a margin without being new ARR, and it is not used")
    });
}

fn told(check: &mut Check<'_>, code: &'static str, wrong: impl Fn(&&Deal) -> bool, say: impl Fn(usize) -> String) {
    let found = names(check.document.deals.iter().filter(wrong));
    if !found.is_empty() {
        let text = format!("{}: {}", say(found.len()), words::few(found.iter().copied()));
        check.warning("deals", code, text);
    }
}

fn names<'a>(deals: impl Iterator<Item = &'a Deal>) -> Vec<&'a str> {
    deals.map(|deal| deal.id.as_str()).collect()
}
