//! Shared credit after a customer is won, in words.

use crate::model::Document;
use crate::model::comp::Pot;
use crate::present::Locale;
use crate::text::tr;

/// What is shared, for how long, and what keeps it from coming about.
pub fn handover(document: &Document, locale: &Locale) -> Vec<String> {
    let handover = document.assumptions.handover;
    if !handover.shares() {
        return vec![
            tr!("What customers renew and expand is credited to those who look after them, from the first day. Enter months and a share \
             to let those who sold have a part of it for a while.")
                .to_owned(),
        ];
    }
    let months = |count: u32| {
        if count == 1 { tr!("1 month").to_owned() } else { tr!("{} months", locale.count(count.into())) }
    };
    let mut lines = vec![tr!(
        "Up to {} after a customer is won, {} of the credit for what it renews and expands goes to the seats that sold it, and the other {} \
         to those who look after it. Together they have all of it, once.",
        months(handover.months),
        locale.rate(handover.seller_share),
        locale.rate(handover.seller_share.complement())
    )];
    let shortest = document.segments.iter().map(|it| it.retention.term_months.max(1)).min();
    if let Some(shortest) = shortest.filter(|shortest| *shortest > handover.months) {
        lines.push(tr!("The first contracts renew after {}, so nothing is shared yet.", months(shortest)));
    }
    let paid = document.seats.iter().any(|seat| {
        let sells = document.role(&seat.role).is_some_and(|role| role.function.sells_new_business());
        let components = document.plan_of(seat).into_iter().flat_map(|it| &it.versions).flat_map(|it| &it.components);
        sells && components.into_iter().any(|it| matches!(it.measure.pot(), Pot::Retention | Pot::Expansion))
    });
    if !paid {
        lines.push(
            tr!("No plan of those who sell pays for renewal or expansion, so their share is paid to nobody: add such a component to a plan \
             of theirs.")
                .to_owned(),
        );
    }
    lines
}
