//! In what a table of rates says where its rows begin and what they pay: shares of 100 %, money or units.

use crate::engine::{TableScale, as_typed};
use crate::model::comp::{Begins, Component, Pays, Rates, TierFrom, TierValue};
use crate::units::Money;

/// Lets all rows of a table begin in another unit, at the same places.
pub fn set_begins(component: &mut Component, begins: Begins, scale: &TableScale) {
    let whole = scale.whole as f64 / 1_000.0;
    let convert = |from: TierFrom| {
        if Begins::of_place(from) == begins {
            return from;
        }
        let at = scale.attainment(from);
        match begins {
            Begins::Share => TierFrom::Quota(as_typed(at)),
            Begins::Amount => TierFrom::Amount(Money::from_major_f64((at * whole).round())),
            Begins::Units => TierFrom::Units((at * whole).round().clamp(0.0, 1e7) as u32),
        }
    };
    match &mut component.rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => {
            tiers.iter_mut().for_each(|tier| tier.from = convert(tier.from));
        }
        Rates::Milestones { steps } => steps.iter_mut().for_each(|step| step.at = convert(step.at)),
        Rates::Curve { .. } | Rates::Matrix { .. } => {}
    }
}

/// Lets all tiers of a table pay in another unit, the same amounts. Where the derived rate is not known, 1x becomes 1 % or 100.
pub fn set_pays(component: &mut Component, pays: Pays, scale: &TableScale) {
    let derived = if scale.known && scale.derived() > 0.0 { Some(scale.derived()) } else { None };
    let (share_of_one, unit_of_one) = (derived.unwrap_or(0.01), derived.unwrap_or(100.0));
    let convert = |value: TierValue| {
        if Pays::of_value(value) == pays {
            return value;
        }
        let multiple = match value {
            TierValue::Multiple(rate) => rate.to_f64(),
            TierValue::Share(share) => share.to_f64() / share_of_one,
            TierValue::PerUnit(amount) => amount.to_major() / unit_of_one,
        };
        match pays {
            Pays::Multiple => TierValue::Multiple(as_typed(multiple)),
            Pays::Share => TierValue::Share(as_typed(multiple * share_of_one)),
            Pays::PerUnit => {
                TierValue::PerUnit(Money::from_major_f64((multiple * unit_of_one * 100.0).round() / 100.0))
            }
        }
    };
    if let Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } = &mut component.rates {
        tiers.iter_mut().for_each(|tier| tier.value = convert(tier.value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::rate_tables::tests::seller;
    use crate::engine::table_scale;
    use crate::units::Rate;

    #[test]
    fn a_table_in_money_and_shares_pays_what_it_paid_in_per_cent_and_multiples() {
        let (was, terms) = seller();
        let scale = table_scale(&was, &terms);
        let mut component = was.clone();
        set_begins(&mut component, Begins::Amount, &scale);
        set_pays(&mut component, Pays::Share, &scale);
        let Rates::Tiers { tiers, .. } = &component.rates else { panic!("it was a table") };
        let amount = |major| TierFrom::Amount(Money::from_major(major));
        assert_eq!(tiers.iter().map(|it| it.from).collect::<Vec<_>>(), [amount(0), amount(300_000), amount(375_000)]);
        let share = |percent| TierValue::Share(Rate::percent(percent));
        assert_eq!(tiers.iter().map(|it| it.value).collect::<Vec<_>>(), [share(10), share(15), share(20)]);
        assert_eq!(
            (Begins::of(&component.rates), Pays::of(&component.rates)),
            (Some(Begins::Amount), Some(Pays::Share))
        );
        set_begins(&mut component, Begins::Share, &scale);
        set_pays(&mut component, Pays::Multiple, &scale);
        assert_eq!(component.rates, was.rates);
    }
}
