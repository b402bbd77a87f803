//! What taking deals from the forecast would do, in words.

use crate::engine::{Span, TooManyDeals};
use crate::model::comp::Measure;
use crate::model::{Deal, Document};
use crate::present::Locale;
use crate::present::number::show_months;
use crate::present::words_pay;
use crate::text::tr;
use crate::units::Money;
use std::collections::BTreeMap;

/// How many deals and how much, what becomes of the others, and what the forecast cannot know. `replaced` and `kept` count the deals
/// of the document that go and stay.
pub fn forecast_take(
    document: &Document,
    taken: Result<(&[Deal], usize, usize), TooManyDeals>,
    span: Span,
    locale: &Locale,
) -> Vec<String> {
    let count = |count: usize| locale.count(count as i64);
    let noun = |count: usize| if count == 1 { tr!("deal") } else { tr!("deals") };
    let months: Vec<_> = document.settings.months().collect();
    let ends = months.get(span.from).zip(months.get(span.to));
    let when = ends.map(|(first, last)| show_months(*first, *last)).unwrap_or_default();
    let (deals, replaced, kept) = match taken {
        Ok(taken) => taken,
        Err(TooManyDeals(many)) => {
            return vec![tr!(
                "The forecast of {when} would be {} deals, more than a browser keeps. Choose fewer months or one segment, or check the \
                 mean deal size of the segments.",
                count(many)
            )];
        }
    };
    if deals.is_empty() {
        return vec![tr!("The forecast credits nobody in {when}, so there is nothing to take.")];
    }
    let mut sums: BTreeMap<Measure, (usize, Money)> = BTreeMap::new();
    for deal in deals {
        let sum = sums.entry(deal.measure).or_default();
        sum.0 += 1;
        sum.1 += deal.amount;
    }
    let currency = document.settings.currency;
    let part = |(measure, (many, sum)): (&Measure, &(usize, Money))| {
        // Expansion counts as this too, by itself: these are what prices rose by.
        let is_price = *measure == Measure::ExpansionAndPriceArr;
        let name = if is_price { tr!("Price uplift") } else { words_pay::measure(*measure) };
        if measure.is_count() {
            tr!("{name}: {} by {} entries", locale.money_typed(*sum), count(*many))
        } else {
            tr!("{name}: {} {} of {} together", count(*many), noun(*many), locale.money_full(*sum, currency))
        }
    };
    let mut lines = vec![tr!(
        "{} {} of {when}, as much as the forecast credits there, to the coin.",
        count(deals.len()),
        noun(deals.len())
    )];
    lines.extend(sums.iter().map(|sum| [part(sum).as_str(), "."].concat()));
    let stays = |kept: usize| match kept {
        0 => String::new(),
        1 => tr!(" Your other deal stays as it is.").to_owned(),
        more => tr!(" Your other {} deals stay as they are.", count(more)),
    };
    if replaced > 0 {
        let before = if replaced == 1 { tr!("deal taken") } else { tr!("deals taken") };
        lines.push(tr!(
            "They replace the {} {before} from the forecast of these months before.{}",
            count(replaced),
            stays(kept)
        ));
    } else if kept > 0 {
        lines.push(stays(kept).trim_start().to_owned());
    }
    let house = deals.iter().filter(|deal| deal.credits.is_empty()).count();
    if house > 0 {
        let (is, them) = if house == 1 {
            (tr!("is"), tr!("it is a house account"))
        } else {
            (tr!("are"), tr!("they are house accounts"))
        };
        lines.push(tr!("{} {is} credited to an expected backfill while nobody holds the seat: {them}.", count(house)));
    }
    lines.push(
        tr!("Each counts as invoiced and paid on the day it closes, since the forecast knows of no wait. The forecast itself does not change.")
            .to_owned(),
    );
    lines
}
