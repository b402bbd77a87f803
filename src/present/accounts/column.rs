//! The columns of the account table, and what their cells show.

use super::owner::seat_name;
use crate::model::{Account, Document, Location, Owner};
use crate::present::Locale;
use crate::present::number::show_month;
use crate::territory::position::Position;
use crate::text::tr;
use crate::units::{Money, Rate};

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountColumn {
    /// Its name.
    Name,
    /// Its segment.
    Segment,
    /// Its tier, typed or by its score.
    Tier,
    /// Who sells to it.
    Sales,
    /// Who renews and expands it.
    AccountManagement,
    /// Who keeps it successful.
    CustomerSuccess,
    /// What it pays a year.
    Arr,
    /// When it next falls due.
    Renewal,
    /// What it could pay a year.
    Potential,
    /// Hours a year of its owner.
    Workload,
    /// Latitude and longitude.
    Position,
    /// Postal code.
    PostalCode,
    /// State or region.
    Region,
    /// Country.
    Country,
    /// How fast it grows.
    Growth,
    /// What is left after serving it.
    Profitability,
    /// What it is worth beyond revenue.
    Strategic,
    /// Whether it brings others.
    Referral,
    /// Accounts that stay together.
    Family,
    /// Whether it stays with its owner.
    Locked,
    /// What other systems call it.
    Id,
}

impl AccountColumn {
    /// All columns, in the order shown.
    pub const ALL: [AccountColumn; 21] = [
        AccountColumn::Name,
        AccountColumn::Segment,
        AccountColumn::Tier,
        AccountColumn::Sales,
        AccountColumn::AccountManagement,
        AccountColumn::Arr,
        AccountColumn::Renewal,
        AccountColumn::Potential,
        AccountColumn::Workload,
        AccountColumn::Position,
        AccountColumn::PostalCode,
        AccountColumn::Region,
        AccountColumn::Country,
        AccountColumn::Growth,
        AccountColumn::Profitability,
        AccountColumn::Strategic,
        AccountColumn::Referral,
        AccountColumn::Family,
        AccountColumn::Locked,
        AccountColumn::CustomerSuccess,
        AccountColumn::Id,
    ];

    /// Its name in code.
    pub const fn key(self) -> &'static str {
        match self {
            AccountColumn::Name => "name",
            AccountColumn::Segment => "segment",
            AccountColumn::Tier => "tier",
            AccountColumn::Sales => "sales",
            AccountColumn::AccountManagement => "account_management",
            AccountColumn::CustomerSuccess => "customer_success",
            AccountColumn::Arr => "arr",
            AccountColumn::Renewal => "renewal",
            AccountColumn::Potential => "potential",
            AccountColumn::Workload => "workload",
            AccountColumn::Position => "position",
            AccountColumn::PostalCode => "postal_code",
            AccountColumn::Region => "region",
            AccountColumn::Country => "country",
            AccountColumn::Growth => "growth",
            AccountColumn::Profitability => "profitability",
            AccountColumn::Strategic => "strategic",
            AccountColumn::Referral => "referral",
            AccountColumn::Family => "family",
            AccountColumn::Locked => "locked",
            AccountColumn::Id => "id",
        }
    }

    /// Its name on screen, which is also its name in an exported file.
    pub fn label(self) -> &'static str {
        match self {
            AccountColumn::Name => tr!("Account"),
            AccountColumn::Segment => tr!("Segment"),
            AccountColumn::Tier => tr!("Tier"),
            AccountColumn::Sales => tr!("Sales owner"),
            AccountColumn::AccountManagement => tr!("Account manager"),
            AccountColumn::CustomerSuccess => tr!("Customer success"),
            AccountColumn::Arr => "ARR",
            AccountColumn::Renewal => tr!("Renewal"),
            AccountColumn::Potential => tr!("Potential"),
            AccountColumn::Workload => tr!("Workload"),
            AccountColumn::Position => tr!("Position"),
            AccountColumn::PostalCode => tr!("Postal code"),
            AccountColumn::Region => tr!("State"),
            AccountColumn::Country => tr!("Country"),
            AccountColumn::Growth => tr!("Growth"),
            AccountColumn::Profitability => tr!("Profitability"),
            AccountColumn::Strategic => tr!("Strategic value"),
            AccountColumn::Referral => tr!("Referrals"),
            AccountColumn::Family => tr!("Family"),
            AccountColumn::Locked => tr!("Locked"),
            AccountColumn::Id => tr!("Id"),
        }
    }

    /// The column of this name.
    pub fn named(key: &str) -> Option<AccountColumn> {
        AccountColumn::ALL.into_iter().find(|column| column.key() == key)
    }

    /// The function whose owner it shows.
    pub const fn owner(self) -> Option<Owner> {
        match self {
            AccountColumn::Sales => Some(Owner::Sales),
            AccountColumn::AccountManagement => Some(Owner::AccountManagement),
            AccountColumn::CustomerSuccess => Some(Owner::CustomerSuccess),
            AccountColumn::Name
            | AccountColumn::Segment
            | AccountColumn::Tier
            | AccountColumn::Arr
            | AccountColumn::Renewal
            | AccountColumn::Potential
            | AccountColumn::Workload
            | AccountColumn::Position
            | AccountColumn::PostalCode
            | AccountColumn::Region
            | AccountColumn::Country
            | AccountColumn::Growth
            | AccountColumn::Profitability
            | AccountColumn::Strategic
            | AccountColumn::Referral
            | AccountColumn::Family
            | AccountColumn::Locked
            | AccountColumn::Id => None,
        }
    }

    /// Whether it holds numbers.
    pub const fn is_number(self) -> bool {
        matches!(
            self,
            AccountColumn::Arr
                | AccountColumn::Potential
                | AccountColumn::Workload
                | AccountColumn::Growth
                | AccountColumn::Profitability
                | AccountColumn::Strategic
                | AccountColumn::Referral
        )
    }
}

/// A cell: what it shows, the text or key editing begins with, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountCell {
    /// What it shows.
    pub text: String,
    /// The text editing begins with, or the key of the choice; `text` if empty.
    pub edit_text: String,
    /// What is wrong, in words.
    pub problem: Option<String>,
    /// Nothing was entered; what is shown follows from something else.
    pub blank: bool,
}

/// What is worked out of an account: its tier by name, the hours of its owner, where it lies.
#[derive(Clone, Copy, Debug, Default)]
pub struct Derived<'a> {
    /// Name of its tier.
    pub tier: Option<&'a str>,
    /// Hours a year of its owner.
    pub hours: Option<f64>,
    /// Where it lies.
    pub position: Option<Position>,
}

/// What stands in a cell.
pub fn cell(
    document: &Document,
    account: &Account,
    derived: Derived<'_>,
    column: AccountColumn,
    locale: &Locale,
) -> AccountCell {
    let plain = |text: String| AccountCell { text, ..AccountCell::default() };
    let blank = |text: String| AccountCell { text, blank: true, ..AccountCell::default() };
    let written = |text: &Option<String>| plain(text.clone().unwrap_or_default());
    let rating = |rate: Option<Rate>| {
        let wrong = rate.is_some_and(|it| it < Rate::ZERO || it > Rate::ONE);
        AccountCell {
            problem: wrong.then(|| tr!("A rating lies between 0 and 100 %.").to_owned()),
            ..plain(rate.map(|it| locale.rate(it)).unwrap_or_default())
        }
    };
    let money = |amount: Option<Money>| {
        let wrong = amount.is_some_and(|it| it < Money::ZERO);
        AccountCell {
            problem: wrong.then(|| tr!("Below zero; it counts as nothing.").to_owned()),
            ..plain(amount.map(|it| locale.money_typed(it)).unwrap_or_default())
        }
    };
    if let Some(function) = column.owner() {
        return owner(document, account, function);
    }
    match column {
        AccountColumn::Name if account.name.is_empty() => blank(account.id.to_string()),
        AccountColumn::Name => plain(account.name.clone()),
        AccountColumn::Segment => {
            let known = document.segment(&account.segment);
            AccountCell {
                text: known.map_or_else(|| account.segment.to_string(), |it| it.name.clone()),
                edit_text: account.segment.to_string(),
                problem: known.is_none().then(|| tr!("There is no such segment: left out of every figure.").to_owned()),
                blank: false,
            }
        }
        AccountColumn::Tier => tier(document, account, derived.tier),
        AccountColumn::Arr => money(account.contract.map(|it| it.arr)),
        AccountColumn::Renewal => plain(account.contract.map(|it| show_month(it.renewal)).unwrap_or_default()),
        AccountColumn::Potential => money(account.potential),
        AccountColumn::Workload => match (account.workload_hours, derived.hours) {
            (Some(hours), _) => plain(hours_text(hours, locale)),
            (None, hours) => blank(hours.map(|it| hours_text(it, locale)).unwrap_or_default()),
        },
        AccountColumn::Position => match (account.location, derived.position) {
            (Some(at), _) => AccountCell {
                problem: (!at.is_on_globe()).then(|| {
                    tr!("Off the globe: a latitude lies between -90 and 90, a longitude between -180 and 180.")
                        .to_owned()
                }),
                ..plain(location_text(at))
            },
            (None, Some(found)) => blank(super::position::short(found)),
            (None, None) => blank(tr!("unknown").to_owned()),
        },
        AccountColumn::PostalCode => written(&account.postal_code),
        AccountColumn::Region => written(&account.region),
        AccountColumn::Country => written(&account.country),
        AccountColumn::Growth => rating(account.ratings.growth),
        AccountColumn::Profitability => rating(account.ratings.profitability),
        AccountColumn::Strategic => rating(account.ratings.strategic),
        AccountColumn::Referral => rating(account.ratings.referral),
        AccountColumn::Family => written(&account.family),
        AccountColumn::Locked => plain(if account.locked { tr!("yes") } else { tr!("no") }.to_owned()),
        AccountColumn::Id => plain(account.id.to_string()),
        AccountColumn::Sales | AccountColumn::AccountManagement | AccountColumn::CustomerSuccess => {
            AccountCell::default()
        }
    }
}

fn owner(document: &Document, account: &Account, function: Owner) -> AccountCell {
    match account.owners.of(function) {
        Some(seat) => AccountCell {
            text: seat_name(document, seat),
            edit_text: seat.to_string(),
            problem: document.seat(seat).is_none().then(|| tr!("There is no such seat: taken as unowned.").to_owned()),
            blank: false,
        },
        // The name an import brought, which no seat has: it stands for one function, that which territories are planned for.
        None => {
            let name = account.owner_without_seat().filter(|_| function == document.territory.owner);
            AccountCell { text: name.unwrap_or_default().to_owned(), blank: true, ..AccountCell::default() }
        }
    }
}

fn tier(document: &Document, account: &Account, derived: Option<&str>) -> AccountCell {
    match &account.tier {
        Some(id) => {
            let known = document.territory.tier(id);
            AccountCell {
                text: known.map_or_else(|| id.clone(), |it| it.name.clone()),
                edit_text: id.clone(),
                problem: known
                    .is_none()
                    .then(|| tr!("There is no such tier: the score says which it is in.").to_owned()),
                blank: false,
            }
        }
        None => AccountCell { text: derived.unwrap_or_default().to_owned(), blank: true, ..AccountCell::default() },
    }
}

/// Hours with a decimal where they have one.
pub fn hours_text(hours: f64, locale: &Locale) -> String {
    locale.number(hours, if (hours - hours.round()).abs() < 0.05 { 0 } else { 1 })
}

/// `47.6062, -122.3321`, which every map understands.
pub fn location_text(at: Location) -> String {
    format!("{}, {}", at.lat, at.lon)
}
