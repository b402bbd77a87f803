//! What a seat's cost is for: winning customers, or keeping them.

use crate::engine::staff::Post;
use crate::model::Function;
use crate::model::comp::{Component, Pot};
use crate::units::Month;

/// Share of a seat's cost that is acquisition: as set, else by the weights of its plan, else by its function.
pub(crate) fn acquisition_share(post: &Post<'_>, month: Month) -> f64 {
    if let Some(set) = post.terms.and_then(|terms| terms.acquisition_share) {
        return set.to_f64();
    }
    let components = post.components(month);
    let weight = |component: &Component| component.weight.to_f64();
    let total: f64 = components.iter().filter(|it| it.measure.pot() != Pot::Other).map(weight).sum();
    let won: f64 = components.iter().filter(|it| it.measure.pot() == Pot::NewBusiness).map(weight).sum();
    if total > 0.0 {
        return won / total;
    }
    match post.function {
        Function::SalesDevelopment | Function::NewBusiness | Function::SalesEngineering | Function::SalesManagement => {
            1.0
        }
        Function::AccountManagement | Function::CustomerSuccess | Function::AccountLeadership => 0.0,
        Function::Hybrid | Function::Executive => 0.5,
    }
}
