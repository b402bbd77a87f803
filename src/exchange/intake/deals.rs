//! Deals of a file as deals of a document: owners become the seats they held on the day of closing.

use super::{in_currency, note_foreign};
use crate::exchange::importer::{DealOwner, DealRow};
use crate::model::comp::{Measure, Pot};
use crate::model::{Deal, DealCredit, Document, Function, Stint};
use crate::units::{DealId, Rate, SeatId};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// What the user said about a file's currencies and owners.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealChoices {
    /// What one unit of a currency is worth in the document's, by code.
    pub rates: BTreeMap<String, Rate>,
    /// Which person of the document an owner of the file is, by [`owner_key`].
    pub owners: BTreeMap<String, String>,
}

/// Deals of a file, with what there is to tell about them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealIntake {
    /// The deals, in the order of their days.
    pub deals: Vec<Deal>,
    /// How many of them the document has already; those are updated.
    pub updated: usize,
    /// How many of the updated ones keep a split or an overlay that the file knows nothing of.
    pub kept_splits: usize,
    /// Rows whose amounts are in another currency than the plan's, by its code, with a plan rate or without.
    pub foreign: BTreeMap<String, usize>,
    /// Rows left out because their currency has no plan rate, by currency.
    pub without_rate: BTreeMap<String, usize>,
    /// Rows left out because it is not known what their kind of deal counts as, by kind.
    pub without_measure: BTreeMap<String, usize>,
    /// Deals by owners of the file who hold no seat at any time.
    pub unknown_owners: BTreeMap<String, usize>,
    /// Deals by people of the team who held no seat on the day of closing.
    pub away: BTreeMap<String, usize>,
    /// Deals that credit nobody.
    pub house: usize,
    /// Deals closed outside the months of the plan.
    pub outside: usize,
}

/// An owner's name as it is looked up: without the spaces around it, in lower case.
pub fn owner_key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Makes deals of rows. A deal whose id the document has replaces it; what the file has no column for stays as it was.
pub fn deals(document: &Document, rows: &[DealRow], choices: &DealChoices) -> DealIntake {
    let mut intake = DealIntake::default();
    let team = Team::of(document);
    let present: HashMap<&str, &Deal> = document.deals.iter().map(|deal| (deal.id.as_str(), deal)).collect();
    let settings = &document.settings;
    let first = settings.first_month.first_day();
    let last = settings.months().last().map(|month| month.last_day());
    for row in rows {
        let Some(measure) = row.measure else {
            *intake.without_measure.entry(row.kind.clone()).or_default() += 1;
            continue;
        };
        let is_money = !measure.is_ratio() && !measure.is_count();
        let stated = row.currency.filter(|_| is_money);
        note_foreign(&mut intake.foreign, stated, document);
        let amount = in_currency(row.amount, stated, settings.currency, &choices.rates);
        let Some(amount) = amount else {
            *intake.without_rate.entry(row.currency.map(|it| it.code().to_owned()).unwrap_or_default()).or_default() +=
                1;
            continue;
        };
        let before = present.get(row.id.as_str()).copied();
        let mut deal = Deal {
            id: DealId::new(&row.id),
            name: row.name.clone(),
            measure,
            amount,
            closed: row.closed,
            term_months: row.term_months.unwrap_or(Deal::USUAL_TERM),
            prepaid: row.prepaid,
            margin: row.margin.and_then(|it| in_currency(it, row.currency, settings.currency, &choices.rates)),
            invoiced: row.invoiced,
            paid: row.paid,
            cancelled: row.cancelled,
            credits: credits(row, measure, &team, choices, before, &mut intake),
        };
        if let Some(before) = before {
            intake.updated += 1;
            if keep(&mut deal, before, row) {
                intake.kept_splits += 1;
            }
        }
        intake.house += usize::from(deal.credits.is_empty());
        intake.outside += usize::from(deal.closed < first || last.is_some_and(|last| deal.closed > last));
        intake.deals.push(deal);
    }
    intake.deals.sort_by_key(|deal| deal.closed);
    intake
}

/// Takes over from a deal what the file says nothing about; whether that was a split.
fn keep(deal: &mut Deal, before: &Deal, row: &DealRow) -> bool {
    let columns = row.columns;
    if !columns.kind {
        deal.measure = before.measure;
    }
    if !columns.term {
        deal.term_months = before.term_months;
    }
    if !columns.prepaid {
        deal.prepaid = before.prepaid;
    }
    if !columns.margin {
        deal.margin = before.margin;
    }
    for (has, now, then) in [
        (columns.invoiced, &mut deal.invoiced, before.invoiced),
        (columns.paid, &mut deal.paid, before.paid),
        (columns.cancelled, &mut deal.cancelled, before.cancelled),
    ] {
        if !has {
            *now = then;
        }
    }
    // A file with one owner to a deal cannot say how it is shared: a split among whom that owner is stays.
    let typed = before.credits.len() > 1
        && deal.credits.iter().all(|credit| before.credits.iter().any(|other| other.seat == credit.seat));
    let stays = !columns.owner || (typed && !columns.split && !row.owners.iter().any(|owner| owner.overlay));
    if stays {
        deal.credits.clone_from(&before.credits);
    }
    stays && before.credits.len() > 1
}

fn credits(
    row: &DealRow,
    measure: Measure,
    team: &Team<'_>,
    choices: &DealChoices,
    before: Option<&Deal>,
    intake: &mut DealIntake,
) -> Vec<DealCredit> {
    let mut credits: Vec<DealCredit> = Vec::new();
    for DealOwner { name, share, overlay } in &row.owners {
        let key = owner_key(name);
        let meant = choices.owners.get(&key).map(|person| owner_key(person)).unwrap_or(key);
        match team.seat(&meant, row.closed, measure.pot()) {
            Ok(seat) => credits.push(DealCredit::new(seat.clone(), *share, *overlay)),
            // Whoever held a seat that was removed keeps the deals that credit it.
            Err(_) if removed(before, &meant).is_some() => {
                let known = removed(before, &meant);
                credits.extend(known.map(|it| DealCredit { share: *share, overlay: *overlay, ..it.clone() }));
            }
            Err(Absent::Away) => *intake.away.entry(name.clone()).or_default() += 1,
            Err(Absent::Unknown) => *intake.unknown_owners.entry(name.clone()).or_default() += 1,
        }
    }
    credits
}

/// The credit of someone whose seat was removed, in the deal as it stands here.
fn removed<'a>(before: Option<&'a Deal>, key: &str) -> Option<&'a DealCredit> {
    before?.credits.iter().find(|credit| credit.was.as_deref().is_some_and(|name| owner_key(name) == key))
}

/// Why a name leads to no seat.
enum Absent {
    /// Nobody of this name is on the team.
    Unknown,
    /// The person held no seat on that day.
    Away,
}

/// Seats by the names of their holders.
struct Team<'a> {
    by_name: HashMap<String, Vec<(&'a SeatId, Function, &'a Stint)>>,
}

impl<'a> Team<'a> {
    fn of(document: &'a Document) -> Team<'a> {
        let names: HashMap<&str, &str> =
            document.people.iter().map(|person| (person.id.as_str(), person.name.as_str())).collect();
        let mut by_name: HashMap<String, Vec<_>> = HashMap::new();
        for seat in &document.seats {
            let function = document.role(&seat.role).map_or(Function::NewBusiness, |role| role.function);
            for stint in &seat.stints {
                let name = stint.person.as_ref().and_then(|person| names.get(person.as_str()));
                if let Some(name) = name {
                    by_name.entry(owner_key(name)).or_default().push((&seat.id, function, stint));
                }
            }
        }
        Team { by_name }
    }

    /// The seat someone held on a day. Of several seats, the one whose function serves the purpose of the deal.
    fn seat(&self, key: &str, day: NaiveDate, pot: Pot) -> Result<&'a SeatId, Absent> {
        let stints = self.by_name.get(key).ok_or(Absent::Unknown)?;
        let holds = |stint: &Stint| stint.from <= day && stint.to.date().is_none_or(|to| day <= to);
        let held = stints.iter().filter(|(_, _, stint)| holds(stint));
        let fits = |function: &Function| match pot {
            Pot::NewBusiness => matches!(function, Function::NewBusiness | Function::Hybrid),
            Pot::Retention | Pot::Expansion => {
                matches!(function, Function::AccountManagement | Function::Hybrid | Function::CustomerSuccess)
            }
            Pot::Other => true,
        };
        let best = held.clone().find(|(_, function, _)| fits(function)).or_else(|| held.clone().next());
        best.map(|(seat, _, _)| *seat).ok_or(Absent::Away)
    }
}
