//! What each role is: its goal and clock, its day, what counts, whom it works with, how it is paid, where it leads, and what it hands over.
//!
//! For someone who chooses, and for someone who hires: the same card defines a role and where it ends.

mod accounts;
mod sales;

use crate::career::kind::RoleKind;

/// A role in words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Card {
    /// Which.
    pub role: RoleKind,
    /// What it is for.
    pub goal: &'static str,
    /// By which clock it runs.
    pub horizon: &'static str,
    /// What a usual day holds.
    pub day: &'static str,
    /// What is done, most of it first.
    pub tasks: &'static [&'static str],
    /// What one is good at.
    pub skills: &'static [&'static str],
    /// What it is counted by.
    pub metrics: &'static [&'static str],
    /// With whom.
    pub with: &'static str,
    /// How pay is made up.
    pub pay: &'static str,
    /// Where it leads.
    pub steps: &'static str,
    /// How one comes in.
    pub ways_in: &'static str,
    /// What is taken over and handed on.
    pub handover: &'static str,
}

/// The card of a role.
pub const fn card(role: RoleKind) -> Card {
    match role {
        RoleKind::Sdr => sales::SDR,
        RoleKind::AeSmb => sales::AE_SMB,
        RoleKind::AeMidMarket => sales::AE_MID,
        RoleKind::AeEnterprise => sales::AE_LARGE,
        RoleKind::Hybrid => sales::HYBRID,
        RoleKind::SalesManager => sales::MANAGER,
        RoleKind::SalesDirector => sales::DIRECTOR,
        RoleKind::Cro => sales::CRO,
        RoleKind::JuniorAm => accounts::JUNIOR,
        RoleKind::Am => accounts::AM,
        RoleKind::SeniorAm => accounts::SENIOR,
        RoleKind::Csm => accounts::CSM,
        RoleKind::AmDirector => accounts::DIRECTOR,
        RoleKind::VpSuccess => accounts::VP,
        RoleKind::Cco => accounts::CCO,
    }
}
