//! Pay and quota of a file as someone's own terms, where they differ from the role's.

use crate::model::{Overrides, Quota, Role, Terms};
use crate::units::{Money, Yearly};

/// What a file says of someone's pay and quota a year, in the document's currency; absent: nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    pub(super) base: Option<Yearly<Money>>,
    pub(super) ote: Option<Yearly<Money>>,
    pub(super) quota: Option<Yearly<Money>>,
}

impl Told {
    /// Makes it someone's own terms. A base pay without an OTE has the role's target variable on top; an OTE below base pay is not used.
    /// Whether the OTE was used.
    pub(super) fn put(self, own: &mut Overrides, terms: Option<&Terms>) -> bool {
        let now = own.base.or(terms.map(|it| it.base));
        if let Some(base) = self.base.filter(|it| Some(*it) != now) {
            let usual = terms.is_some_and(|it| it.base == base);
            own.base = (!usual).then_some(base);
            own.ote = terms.filter(|_| !usual).map(|it| base + it.variable());
        }
        if let Some(quota) = self.quota {
            let usual = terms.and_then(|it| it.quota.as_ref()).map(Quota::arr_year);
            own.quota_arr = (usual != Some(quota)).then_some(quota);
        }
        let Some(ote) = self.ote else { return true };
        let base = own.base.or(terms.map(|it| it.base)).unwrap_or_default();
        let used = ote.amount() >= base.amount();
        if used {
            own.ote = terms.is_none_or(|it| it.ote != ote).then_some(ote);
        }
        used
    }
}

/// Whether people of a role carry a quota in ARR of their own; leaders have the sum of those below.
pub(crate) fn carries_arr(role: &Role) -> bool {
    let in_arr = |it: &Terms| matches!(it.quota, Some(Quota::Arr { .. }));
    !role.function.leads() && role.terms.iter().any(in_arr)
}
