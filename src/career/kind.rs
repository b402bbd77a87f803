//! The roles one can be offered, in sales and in account management.

use crate::model::Function;
use crate::text::tr;
use serde::{Deserialize, Serialize};

/// A role on the market.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleKind {
    /// Finds opportunities for others to close.
    Sdr,
    /// Closes many small deals.
    AeSmb,
    /// Closes deals of a few months.
    #[default]
    AeMidMarket,
    /// Closes few large deals.
    AeEnterprise,
    /// Wins customers and keeps them.
    Hybrid,
    /// Leads sellers.
    SalesManager,
    /// Leads a region or a vertical.
    SalesDirector,
    /// Answers for all revenue.
    Cro,
    /// Begins in account management.
    JuniorAm,
    /// Keeps and grows a book of customers.
    Am,
    /// Keeps and grows strategic customers.
    SeniorAm,
    /// Keeps customers successful, without selling.
    Csm,
    /// Leads account managers.
    AmDirector,
    /// Leads customer success.
    VpSuccess,
    /// Answers for all customers.
    Cco,
}

/// Which of the two functions a role belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Track {
    /// Winning customers.
    Sales,
    /// Keeping and growing them.
    Accounts,
}

impl Track {
    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Track::Sales => tr!("Sales"),
            Track::Accounts => tr!("Account management"),
        }
    }
}

impl RoleKind {
    /// All of them, sales first, each track from its beginning.
    pub const ALL: [RoleKind; 15] = [
        RoleKind::Sdr,
        RoleKind::AeSmb,
        RoleKind::AeMidMarket,
        RoleKind::AeEnterprise,
        RoleKind::Hybrid,
        RoleKind::SalesManager,
        RoleKind::SalesDirector,
        RoleKind::Cro,
        RoleKind::JuniorAm,
        RoleKind::Am,
        RoleKind::SeniorAm,
        RoleKind::Csm,
        RoleKind::AmDirector,
        RoleKind::VpSuccess,
        RoleKind::Cco,
    ];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            RoleKind::Sdr => tr!("Sales development representative"),
            RoleKind::AeSmb => tr!("Account executive, small business"),
            RoleKind::AeMidMarket => tr!("Account executive, mid-market"),
            RoleKind::AeEnterprise => tr!("Account executive, enterprise"),
            RoleKind::Hybrid => tr!("Hunter and farmer in one"),
            RoleKind::SalesManager => tr!("Sales manager"),
            RoleKind::SalesDirector => tr!("Regional sales director"),
            RoleKind::Cro => tr!("Chief revenue officer"),
            RoleKind::JuniorAm => tr!("Junior account manager"),
            RoleKind::Am => tr!("Account manager"),
            RoleKind::SeniorAm => tr!("Senior account manager"),
            RoleKind::Csm => tr!("Customer success manager"),
            RoleKind::AmDirector => tr!("Director of account management"),
            RoleKind::VpSuccess => tr!("VP customer success"),
            RoleKind::Cco => tr!("Chief customer officer"),
        }
    }

    /// Its name where there is little room.
    pub fn short(self) -> &'static str {
        match self {
            RoleKind::Sdr => "SDR",
            RoleKind::AeSmb => tr!("AE, small business"),
            RoleKind::AeMidMarket => tr!("AE, mid-market"),
            RoleKind::AeEnterprise => tr!("AE, enterprise"),
            RoleKind::Hybrid => tr!("Hunter and farmer"),
            RoleKind::SalesManager => tr!("Sales manager"),
            RoleKind::SalesDirector => tr!("Sales director"),
            RoleKind::Cro => "CRO",
            RoleKind::JuniorAm => tr!("Junior AM"),
            RoleKind::Am => tr!("Account manager"),
            RoleKind::SeniorAm => tr!("Senior AM"),
            RoleKind::Csm => "CSM",
            RoleKind::AmDirector => tr!("AM director"),
            RoleKind::VpSuccess => tr!("VP success"),
            RoleKind::Cco => "CCO",
        }
    }

    /// What it is called in addresses and lists.
    pub const fn key(self) -> &'static str {
        match self {
            RoleKind::Sdr => "sdr",
            RoleKind::AeSmb => "ae-smb",
            RoleKind::AeMidMarket => "ae-mid-market",
            RoleKind::AeEnterprise => "ae-enterprise",
            RoleKind::Hybrid => "hybrid",
            RoleKind::SalesManager => "sales-manager",
            RoleKind::SalesDirector => "sales-director",
            RoleKind::Cro => "cro",
            RoleKind::JuniorAm => "junior-am",
            RoleKind::Am => "am",
            RoleKind::SeniorAm => "senior-am",
            RoleKind::Csm => "csm",
            RoleKind::AmDirector => "am-director",
            RoleKind::VpSuccess => "vp-success",
            RoleKind::Cco => "cco",
        }
    }

    /// The role with this key.
    pub fn from_key(key: &str) -> Option<RoleKind> {
        RoleKind::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The function it belongs to.
    pub const fn track(self) -> Track {
        match self {
            RoleKind::Sdr
            | RoleKind::AeSmb
            | RoleKind::AeMidMarket
            | RoleKind::AeEnterprise
            | RoleKind::Hybrid
            | RoleKind::SalesManager
            | RoleKind::SalesDirector
            | RoleKind::Cro => Track::Sales,
            RoleKind::JuniorAm
            | RoleKind::Am
            | RoleKind::SeniorAm
            | RoleKind::Csm
            | RoleKind::AmDirector
            | RoleKind::VpSuccess
            | RoleKind::Cco => Track::Accounts,
        }
    }

    /// What it does in the model's own words.
    pub const fn function(self) -> Function {
        match self {
            RoleKind::Sdr => Function::SalesDevelopment,
            RoleKind::AeSmb | RoleKind::AeMidMarket | RoleKind::AeEnterprise => Function::NewBusiness,
            RoleKind::Hybrid => Function::Hybrid,
            RoleKind::SalesManager | RoleKind::SalesDirector => Function::SalesManagement,
            RoleKind::Cro | RoleKind::Cco => Function::Executive,
            RoleKind::JuniorAm | RoleKind::Am | RoleKind::SeniorAm => Function::AccountManagement,
            RoleKind::Csm => Function::CustomerSuccess,
            RoleKind::AmDirector | RoleKind::VpSuccess => Function::AccountLeadership,
        }
    }

    /// Whether it looks after customers someone else may have won.
    pub const fn has_book(self) -> bool {
        matches!(self, RoleKind::Hybrid | RoleKind::JuniorAm | RoleKind::Am | RoleKind::SeniorAm | RoleKind::Csm)
    }
}
