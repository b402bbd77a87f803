//! Which accounts are looked at, and in what order.

use super::column::AccountColumn;
use crate::model::{Account, Document, Owner};
use crate::territory::position::Position;
use crate::units::{SeatId, SegmentId};
use std::cmp::Ordering;

/// Which accounts are looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Words that stand in the name, id, owner's name as imported, place or family; in lower case.
    pub text: String,
    /// Owner in a function: some seat, or nobody.
    pub owner: Option<(Owner, Option<SeatId>)>,
    /// Owner as named in the list of customers, who holds no seat.
    pub stranger: Option<String>,
    /// Segment.
    pub segment: Option<SegmentId>,
    /// Place of the tier in the settings.
    pub tier: Option<usize>,
    /// Customers, or prospects.
    pub customers: Option<bool>,
    /// Only those without a position.
    pub lost: bool,
    /// Only those the territory plan gives to somebody else.
    pub moved: bool,
}

impl Wanted {
    /// Whether an account is looked at.
    pub fn fits(&self, account: &Account, tier: Option<usize>, position: Option<Position>, moved: bool) -> bool {
        let owner = self.owner.as_ref().is_none_or(|(function, seat)| account.owners.of(*function) == seat.as_ref());
        owner
            && self.stranger.as_deref().is_none_or(|it| account.owner_without_seat() == Some(it))
            && self.segment.as_ref().is_none_or(|it| account.segment == *it)
            && self.tier.is_none_or(|it| tier == Some(it))
            && self.customers.is_none_or(|it| account.contract.is_some() == it)
            && (!self.lost || position.is_none())
            && (!self.moved || moved)
            && (self.text.is_empty() || self.says(account))
    }

    fn says(&self, account: &Account) -> bool {
        let texts = [
            Some(account.name.as_str()),
            Some(account.id.as_str()),
            account.owner_name.as_deref(),
            account.region.as_deref(),
            account.postal_code.as_deref(),
            account.country.as_deref(),
            account.family.as_deref(),
        ];
        self.text.split_whitespace().all(|word| texts.iter().flatten().any(|text| holds(text, word)))
    }
}

/// Whether a text holds a word that is in lower case; without making a copy of it where it is plain.
fn holds(text: &str, word: &str) -> bool {
    if text.is_ascii() && word.is_ascii() {
        let (text, word) = (text.as_bytes(), word.as_bytes());
        return word.is_empty() || text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    }
    text.to_lowercase().contains(word)
}

/// In what order accounts stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As in the file.
    #[default]
    Table,
    /// By a column: amounts from the largest, words from A.
    By(AccountColumn),
}

impl Order {
    /// Puts places of accounts in order. Equals stay in the order of the table; what has no value comes last.
    pub fn sort(self, document: &Document, hours: &[f64], places: &mut [usize]) {
        let Order::By(column) = self else { return };
        let account = |at: &usize| document.accounts.get(*at);
        if column.is_number() {
            let value = |at: &usize| -> f64 {
                account(at).and_then(|it| amount(it, column, hours.get(*at).copied())).unwrap_or(f64::NEG_INFINITY)
            };
            places.sort_by(|one, other| value(other).total_cmp(&value(one)));
        } else {
            let mut keyed: Vec<(String, usize)> = places
                .iter()
                .map(|at| (account(at).map(|it| words(document, it, column)).unwrap_or_default(), *at))
                .collect();
            keyed.sort_by(|one, other| match (one.0.is_empty(), other.0.is_empty()) {
                (true, false) => Ordering::Greater,
                (false, true) => Ordering::Less,
                (true, true) | (false, false) => one.0.cmp(&other.0),
            });
            for (place, (_, at)) in places.iter_mut().zip(keyed) {
                *place = at;
            }
        }
    }
}

fn amount(account: &Account, column: AccountColumn, hours: Option<f64>) -> Option<f64> {
    let ratings = account.ratings;
    let rating = |rate: Option<crate::units::Rate>| rate.map(|it| it.to_f64());
    match column {
        AccountColumn::Arr => account.contract.map(|it| it.arr.to_major()),
        AccountColumn::Potential => account.potential.map(|it| it.to_major()),
        AccountColumn::Workload => hours,
        AccountColumn::Growth => rating(ratings.growth),
        AccountColumn::Profitability => rating(ratings.profitability),
        AccountColumn::Strategic => rating(ratings.strategic),
        AccountColumn::Referral => rating(ratings.referral),
        AccountColumn::Name
        | AccountColumn::Segment
        | AccountColumn::Tier
        | AccountColumn::Sales
        | AccountColumn::AccountManagement
        | AccountColumn::CustomerSuccess
        | AccountColumn::Renewal
        | AccountColumn::Position
        | AccountColumn::PostalCode
        | AccountColumn::Region
        | AccountColumn::Country
        | AccountColumn::Family
        | AccountColumn::Locked
        | AccountColumn::Id => None,
    }
}

fn words(document: &Document, account: &Account, column: AccountColumn) -> String {
    if let Some(function) = column.owner() {
        return account.owners.of(function).map(|it| super::seat_name(document, it).to_lowercase()).unwrap_or_default();
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default().to_lowercase();
    match column {
        AccountColumn::Name => account.label().to_lowercase(),
        AccountColumn::Segment => {
            // In the order of the document.
            let at = document.segments.iter().position(|it| it.id == account.segment);
            at.map(|at| format!("{at:04}")).unwrap_or_default()
        }
        AccountColumn::Renewal => account.contract.map(|it| it.renewal.to_string()).unwrap_or_default(),
        AccountColumn::PostalCode => text(&account.postal_code),
        AccountColumn::Region => text(&account.region),
        AccountColumn::Country => text(&account.country),
        AccountColumn::Family => text(&account.family),
        AccountColumn::Tier => text(&account.tier),
        AccountColumn::Locked => if account.locked { "a" } else { "b" }.to_owned(),
        AccountColumn::Id => account.id.to_string(),
        AccountColumn::Position
        | AccountColumn::Arr
        | AccountColumn::Potential
        | AccountColumn::Workload
        | AccountColumn::Growth
        | AccountColumn::Profitability
        | AccountColumn::Strategic
        | AccountColumn::Referral
        | AccountColumn::Sales
        | AccountColumn::AccountManagement
        | AccountColumn::CustomerSuccess => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::AccountId;

    #[test]
    fn owners_who_hold_no_seat_are_found_by_the_name_in_the_list() {
        let nobodys = Account::new(AccountId::new("acme"), SegmentId::new("smb"));
        let of = |name: &str| Account { owner_name: Some(name.to_owned()), ..nobodys.clone() };
        let mut seated = of("Ben Quist");
        seated.owners.sales = Some(SeatId::new("ae-1"));
        let wanted = Wanted { stranger: Some("Ben Quist".to_owned()), ..Wanted::default() };
        let fits = |account: &Account| wanted.fits(account, None, None, false);
        assert!(fits(&of("Ben Quist")));
        assert!(!fits(&of("Ann Oh")) && !fits(&nobodys));
        assert!(!fits(&seated), "a seat has it, whoever the list named");
    }
}
