//! Steps on deals: take over an import, add, change and remove rows. The list is replaced as a whole, so each step has one inverse.

use crate::edit::command::Command;
use crate::engine::{Span, TooManyDeals, forecast_deals, is_forecast_deal};
use crate::model::{Deal, DealCredit, Document, Stint};
use crate::text::tr;
use crate::units::{DealId, SeatId, SegmentId};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Takes over imported deals: one whose id is there already replaces it in its place, the others follow at the end. Without `keep`,
/// deals that are not among the imported ones go.
pub fn import_deals(document: &Document, imported: &[Deal], keep: bool) -> Command {
    let mut fresh: HashMap<&str, &Deal> = imported.iter().map(|deal| (deal.id.as_str(), deal)).collect();
    let mut deals: Vec<Deal> = Vec::with_capacity(document.deals.len() + imported.len());
    for deal in document.deals.iter() {
        match fresh.remove(deal.id.as_str()) {
            Some(new) => deals.push(new.clone()),
            None if keep => deals.push(deal.clone()),
            None => {}
        }
    }
    // The map has forgotten those that took the place of others.
    deals.extend(imported.iter().filter(|deal| fresh.remove(deal.id.as_str()).is_some()).cloned());
    let count = imported.len();
    let noun = if count == 1 { tr!("deal") } else { tr!("deals") };
    step(tr!("import {count} {noun}"), deals)
}

/// The forecast of some months as deals, and what taking them does to the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastTake {
    /// The deals, in the order of their days.
    pub deals: Vec<Deal>,
    /// Deals taken before for the same months that go.
    pub replaced: usize,
    /// Deals that stay as they are.
    pub kept: usize,
    /// The step.
    pub command: Command,
}

/// Takes deals from the forecast of some months, of one segment or of all. Those taken before for these months are replaced, and all
/// other deals stay.
pub fn take_forecast_deals(
    document: &Document,
    span: Span,
    segment: Option<&SegmentId>,
) -> Result<ForecastTake, TooManyDeals> {
    const NAME: &str = "Forecast deal ";
    let mut taken = forecast_deals(document, span, segment)?;
    let before = |deal: &&Deal| is_forecast_deal(document, &deal.id, span, segment);
    let mut deals: Vec<Deal> = document.deals.iter().filter(|deal| !before(deal)).cloned().collect();
    // Two deals of one name would be taken for one.
    let number = |deal: &Deal| deal.name.strip_prefix(NAME).and_then(|number| number.parse::<usize>().ok());
    let last = deals.iter().filter_map(number).max().unwrap_or(0);
    for (at, deal) in taken.iter_mut().enumerate() {
        deal.name = format!("{NAME}{}", last + at + 1);
    }
    let (kept, replaced) = (deals.len(), document.deals.len() - deals.len());
    let ids: HashSet<&str> = taken.iter().map(|deal| deal.id.as_str()).collect();
    // A damaged file may hold an id of ours on another day: the deal of this forecast has it.
    deals.retain(|deal| !ids.contains(deal.id.as_str()));
    deals.extend(taken.iter().cloned());
    let noun = if taken.len() == 1 { tr!("deal") } else { tr!("deals") };
    let command = step(tr!("take {} {noun} from the forecast", taken.len()), deals);
    Ok(ForecastTake { deals: taken, replaced, kept, command })
}

/// Notes in the deals of seats that are about to go who held them on the day, so that the names stay.
pub(super) fn keep_names(document: &Document, gone: &[SeatId]) -> Option<Command> {
    let goes = |credit: &DealCredit| gone.contains(&credit.seat) && document.seat(&credit.seat).is_some();
    document.deals.iter().any(|deal| deal.credits.iter().any(goes)).then(|| {
        let mut deals = (*document.deals).clone();
        for deal in &mut deals {
            for credit in deal.credits.iter_mut().filter(|credit| goes(credit)) {
                let held =
                    |stint: &&Stint| stint.from <= deal.closed && stint.to.date().is_none_or(|to| deal.closed <= to);
                let stint = document.seat(&credit.seat).and_then(|seat| seat.stints.iter().find(held));
                let person = stint.and_then(|stint| document.person(stint.person.as_ref()?));
                credit.was = Some(person.map_or_else(|| credit.seat.to_string(), |person| person.name.clone()));
            }
        }
        Command::Deals(Arc::new(deals))
    })
}

/// Hands what deals credit to someone whose seat was removed to another seat; none where there is nothing to hand over.
pub fn hand_over_deals(document: &Document, from: &str, to: &SeatId) -> Option<Command> {
    let mut deals = (*document.deals).clone();
    let mut count = 0;
    for deal in &mut deals {
        let theirs = |credit: &&mut DealCredit| credit.was.as_deref() == Some(from);
        for credit in deal.credits.iter_mut().filter(theirs) {
            *credit = DealCredit::new(to.clone(), credit.share, credit.overlay);
            count += 1;
        }
        // Who shared the deal already has both parts now.
        let mut merged: Vec<DealCredit> = Vec::new();
        for credit in std::mem::take(&mut deal.credits) {
            let same =
                |it: &&mut DealCredit| it.seat == credit.seat && it.overlay == credit.overlay && it.was == credit.was;
            match merged.iter_mut().find(same) {
                Some(known) if !deal.measure.is_ratio() => known.share = known.share + credit.share,
                Some(_) => {}
                None => merged.push(credit),
            }
        }
        deal.credits = merged;
    }
    (count > 0).then(|| step(tr!("hand over the deals of {from}"), deals))
}

/// A copy of `like` with an id of its own, put below the deal at `below` or at the end.
pub fn add_deal(document: &Document, like: Deal, below: Option<usize>) -> Command {
    let mut deals = (*document.deals).clone();
    let id = fresh_id(&deals);
    let at = below.map_or(deals.len(), |at| (at + 1).min(deals.len()));
    deals.insert(at, Deal { id, ..like });
    step(tr!("add a deal"), deals)
}

/// Puts changed deals into their places, by position, and new ones at the end, where each is given an id of its own.
pub fn change_deals(document: &Document, changed: Vec<(usize, Deal)>, added: Vec<Deal>) -> Command {
    let mut deals = (*document.deals).clone();
    let label = match (changed.as_slice(), added.len()) {
        ([(_, one)], 0) => tr!("deal {}", if one.name.is_empty() { one.id.as_str() } else { &one.name }),
        ([], 1) => tr!("add a deal").to_owned(),
        (some, more) => tr!("{} deals", some.len() + more),
    };
    for (at, deal) in changed {
        if let Some(place) = deals.get_mut(at) {
            *place = deal;
        }
    }
    let mut taken: HashSet<String> = deals.iter().map(|deal| deal.id.to_string()).collect();
    let mut number = deals.len();
    for deal in added {
        let id = next_id(&mut number, |id| !taken.contains(id));
        taken.insert(id.clone());
        deals.push(Deal { id: DealId::new(&id), ..deal });
    }
    step(label, deals)
}

/// Removes deals by position.
pub fn remove_deals(document: &Document, places: &[usize]) -> Command {
    let gone: HashSet<usize> = places.iter().copied().collect();
    let kept = document.deals.iter().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, deal)| deal.clone());
    let count = gone.len();
    let label = if count == 1 { tr!("remove a deal").to_owned() } else { tr!("remove {count} deals") };
    step(label, kept.collect())
}

/// An id that no deal has: `deal-1`, `deal-2`.
fn fresh_id(deals: &[Deal]) -> DealId {
    let taken: HashSet<&str> = deals.iter().map(|deal| deal.id.as_str()).collect();
    let mut number = deals.len();
    DealId::new(&next_id(&mut number, |id| !taken.contains(id)))
}

fn next_id(number: &mut usize, free: impl Fn(&str) -> bool) -> String {
    loop {
        *number += 1;
        let id = format!("deal-{number}");
        if free(&id) {
            return id;
        }
    }
}

fn step(label: impl Into<String>, deals: Vec<Deal>) -> Command {
    Command::batch(label, vec![Command::Deals(Arc::new(deals))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::comp::Measure;
    use crate::units::Money;

    fn deal(id: &str, amount: i64) -> Deal {
        Deal {
            id: DealId::new(id),
            name: String::new(),
            measure: Measure::NewArr,
            amount: Money::from_major(amount),
            closed: "2027-03-01".parse().unwrap(),
            term_months: 12,
            prepaid: false,
            margin: None,
            invoiced: None,
            paid: None,
            cancelled: None,
            credits: Vec::new(),
        }
    }

    fn shown(document: &Document) -> Vec<String> {
        document.deals.iter().map(|deal| format!("{} {}", deal.id, deal.amount)).collect()
    }

    #[test]
    fn an_import_updates_in_place_and_appends_and_is_undone_as_one_step() {
        let mut document =
            Document { deals: Arc::new(vec![deal("a", 1), deal("b", 2), deal("c", 3)]), ..Document::default() };
        let before = document.clone();
        let imported = [deal("d", 40), deal("b", 20)];
        let undo = apply(&mut document, import_deals(&before, &imported, true)).unwrap();
        assert_eq!(shown(&document), ["a 1", "b 20", "c 3", "d 40"]);
        apply(&mut document, undo).unwrap();
        assert_eq!(document, before);
        apply(&mut document, import_deals(&before, &imported, false)).unwrap();
        assert_eq!(shown(&document), ["b 20", "d 40"]);
    }

    #[test]
    fn rows_are_added_changed_and_removed_and_ids_never_repeat() {
        let mut document = Document { deals: Arc::new(vec![deal("deal-2", 1), deal("b", 2)]), ..Document::default() };
        let command = add_deal(&document, deal("b", 5), Some(0));
        apply(&mut document, command).unwrap();
        assert_eq!(shown(&document), ["deal-2 1", "deal-3 5", "b 2"]);
        let command = change_deals(&document, vec![(2, deal("b", 9))], vec![deal("", 7), deal("", 8)]);
        assert_eq!(command.label(&document), "3 deals");
        apply(&mut document, command).unwrap();
        assert_eq!(shown(&document), ["deal-2 1", "deal-3 5", "b 9", "deal-4 7", "deal-5 8"]);
        let command = remove_deals(&document, &[0, 3]);
        apply(&mut document, command).unwrap();
        assert_eq!(shown(&document), ["deal-3 5", "b 9", "deal-5 8"]);
    }
}
