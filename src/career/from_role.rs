//! A role of a scenario as the offer a candidate would get.

use crate::career::kind::RoleKind;
use crate::career::offer::{Offer, Told};
use crate::career::view::{Attainment, Basis, View};
use crate::engine::mean_deal_of;
use crate::model::{Document, Function, Terms};
use crate::text::tr;
use crate::units::{RoleId, SegmentId, Yearly};

/// The role on the market that comes nearest to what a function does at such pay.
fn nearest(function: Function, terms: &Terms) -> RoleKind {
    let ote = terms.ote.amount().to_major();
    match function {
        Function::SalesDevelopment => RoleKind::Sdr,
        Function::NewBusiness if ote < 150_000.0 => RoleKind::AeSmb,
        Function::NewBusiness if ote < 230_000.0 => RoleKind::AeMidMarket,
        Function::NewBusiness => RoleKind::AeEnterprise,
        // An engineer's share in a seller's deals is nearest to a seller's plan.
        Function::SalesEngineering => RoleKind::AeMidMarket,
        Function::Hybrid => RoleKind::Hybrid,
        Function::SalesManagement => RoleKind::SalesManager,
        Function::AccountManagement if ote < 90_000.0 => RoleKind::JuniorAm,
        Function::AccountManagement if ote < 150_000.0 => RoleKind::Am,
        Function::AccountManagement => RoleKind::SeniorAm,
        Function::CustomerSuccess => RoleKind::Csm,
        Function::AccountLeadership => RoleKind::AmDirector,
        Function::Executive => RoleKind::Cro,
    }
}

/// The offer that a role's terms in a segment (none: those without one, else the first) are; none where the role is gone. Amounts are in the
/// currency of the scenario. A manager's quota is what the people below bring in; with nobody to ask, it is left out.
pub fn offer_of_role(document: &Document, role: &RoleId, segment: Option<&SegmentId>, id: u32) -> Option<Offer> {
    let role = document.role(role)?;
    let terms = role.terms_for(segment).or(role.terms.first())?;
    let plan = terms.plan.as_ref().and_then(|id| document.plan(id));
    let version = plan.and_then(|plan| plan.version_on(document.settings.first_month.first_day()));
    let named = segment.and_then(|id| document.segment(id)).map(|it| it.name.as_str());
    let of = named.map_or_else(|| role.name.clone(), |segment| format!("{}, {segment}", role.name));
    let at = segment.and_then(|id| document.segments.iter().position(|it| it.id == *id));
    let deal = at.map(|at| mean_deal_of(document, at)).filter(|it| it.mills() > 0);
    let ramped = terms.ramp.quota.as_ref().is_none_or(|curve| curve.iter().any(|it| *it < crate::units::Rate::ONE));
    let threshold_start = version.is_some_and(|it| it.components.iter().any(|it| it.threshold.is_some()));
    Some(Offer {
        id,
        name: tr!("Ours: {of}"),
        role: nearest(role.function, terms),
        base: Some(terms.base),
        variable: Some(Yearly::new(terms.variable().amount())),
        quota: terms.quota,
        plan: version.cloned().unwrap_or_default(),
        ramp_months: terms.ramp.months(),
        deal_size: deal,
        attainment: Attainment {
            basis: Basis::Company,
            view: View::Spread { spread: document.assumptions.attainment.clone() },
        },
        told: Told { ramped_quota: Some(ramped), threshold_start, ..Told::default() },
        ..Offer::default()
    })
}
