//! The charts of offers: from what they come to, to the data of a chart.

use super::letter_of;
use crate::career::ladder::PayRange;
use crate::career::{BreakEven, Cash, CashMonth, DRAWN, Needs, Reckoned, Tenth};
use crate::present::Locale;
use crate::present::chart::{
    CASH_KINDS, CashChart, CashRow, Chart, OfferCurve, OffersChart, Overtake, Size, YearsChart, YearsRow, cash_chart,
    offers_chart, years_chart,
};
use crate::present::number::show_month_short;
use crate::text::tr;
use crate::units::{Currency, Money, Month};
use std::sync::Arc;

/// A range of yearly pay in dollars, with what is counted: `$65k – $90k base`.
pub fn pay_range(range: PayRange, locale: &Locale) -> String {
    format!("{} {}", pay_amounts(range, locale), range.of)
}

/// Its amounts alone, a unit that follows both of them once: `$65k – $90k`, `65 – 90 Tsd. $`; one amount where both are the same.
pub fn pay_amounts(range: PayRange, locale: &Locale) -> String {
    let money = |dollars: u32| locale.money_compact(Money::from_major(i64::from(dollars)), Currency::USD);
    let (low, high) = (money(range.low), money(range.high));
    if range.low == range.high {
        return low;
    }
    let shared = low.split_once('\u{a0}').filter(|low| high.split_once('\u{a0}').is_some_and(|high| high.1 == low.1));
    format!("{} – {high}", shared.map_or(low.as_str(), |it| it.0))
}

/// What each offer pays at every attainment, with a circle where one overtakes another. Offers without a rate or without pay are left out.
pub fn pays_chart(
    all: &[Arc<Reckoned>],
    found: &[(usize, usize, BreakEven)],
    needs: &Needs,
    locale: &Locale,
    size: Size,
) -> Chart {
    let curves: Vec<OfferCurve> = all
        .iter()
        .enumerate()
        .filter(|(_, it)| it.compares())
        .map(|(place, it)| OfferCurve { place, name: it.offer.name.clone(), short: letter_of(place), line: &it.line })
        .collect();
    let overtakes: Vec<Overtake> = found
        .iter()
        .filter(|it| it.2.at <= DRAWN)
        .map(|(first, second, it)| {
            let (winner, loser) = if it.first_leads_above { (first, second) } else { (second, first) };
            let at = locale.percent(it.at, 0);
            let pay = if it.first_leads_above { it.first.max(it.second) } else { it.second.max(it.first) };
            Overtake {
                at: it.at,
                pay: pay.to_major(),
                text: [
                    tr!("{} overtakes {} at {at}", letter_of(*winner), letter_of(*loser)),
                    format!("{} > {} {at}", letter_of(*winner), letter_of(*loser)),
                ],
            }
        })
        .collect();
    let today = needs.today.map(|it| {
        let amount = locale.money_compact(it.amount(), needs.currency);
        (it.amount().to_major(), tr!("what you earn today, {amount}"))
    });
    let data = OffersChart {
        name: tr!("Pay of a year by attainment, offer by offer"),
        curves: &curves,
        overtakes: &overtakes,
        today,
        max: DRAWN,
        axis: &|value| locale.money_tick(value, needs.currency),
        amount: &|value| locale.money_whole(Money::from_major_f64(value)),
        percent: &|value| locale.percent(value, 0),
    };
    offers_chart(&data, size)
}

/// What a year would bring by each offer. Offers without a rate or without pay are left out.
pub fn brings_chart(all: &[Arc<Reckoned>], needs: &Needs, locale: &Locale, width: u32) -> Chart {
    let rows: Vec<YearsRow> = all
        .iter()
        .enumerate()
        .filter(|(_, it)| it.compares())
        .filter_map(|(place, it)| {
            let tenths = it.tenths?.map(|it| it.to_major());
            let name = [letter_of(place), it.offer.name.clone()].join(" · ");
            let mean = it.expected?.to_major();
            Some(YearsRow { place, name, role: it.offer.role.short().to_owned(), tenths, mean })
        })
        .collect();
    let data = YearsChart {
        name: tr!("What a year would bring, offer by offer"),
        rows: &rows,
        today: needs.today.map(|it| it.amount().to_major()),
        axis: &|value| locale.money_compact(Money::from_major_f64(value), needs.currency),
        amount: &|value| locale.money_whole(Money::from_major_f64(value)),
    };
    years_chart(&data, width)
}

/// A month of cash in the order of [`CASH_KINDS`], in major units.
fn cash_kinds(it: &CashMonth) -> [f64; CASH_KINDS.len()] {
    [it.base, it.new_business, it.expansion, it.retention, it.other, it.draw, it.sign_on, it.recovered, it.travel]
        .map(|it| it.to_major())
}

/// Offers that begin farther apart than this do not share a calendar: each one's months are counted.
const FARTHEST_START: i32 = 36;

/// The first two years of some offers on one axis: how many months after its beginning each begins, and the names of its months. That is
/// one calendar from the earliest start on.
fn calendar(all: &[&Cash]) -> (Vec<usize>, Vec<String>) {
    let starts: Vec<Option<Month>> = all.iter().map(|it| it.months.first().map(|it| it.0)).collect();
    let earliest = starts.iter().flatten().copied().min();
    let after = |start: &Option<Month>| start.zip(earliest).map_or(0, |(start, earliest)| start.since(earliest));
    let apart = starts.iter().map(after).max().unwrap_or(0);
    let shared = (0..=FARTHEST_START).contains(&apart);
    let begins: Vec<usize> = starts.iter().map(|it| if shared { after(it).max(0) as usize } else { 0 }).collect();
    let count = all.iter().zip(&begins).map(|(it, begins)| begins + it.months.len()).max().unwrap_or(0);
    let name = |at: usize| match earliest.filter(|_| shared) {
        Some(earliest) => show_month_short(earliest.plus(at as i32)),
        None => tr!("Month {}", at + 1),
    };
    (begins, (0..count).map(name).collect())
}

/// Cash of the first two years month by month, an offer below the other.
pub fn months_chart(all: &[Arc<Reckoned>], tenth: Tenth, needs: &Needs, locale: &Locale, width: u32) -> Chart {
    let (begins, months) = calendar(&all.iter().map(|it| it.cash_in(tenth)).collect::<Vec<_>>());
    let rows: Vec<CashRow> = all
        .iter()
        .zip(begins)
        .enumerate()
        .map(|(place, (it, begins))| {
            let cash = it.cash_in(tenth);
            let name = [letter_of(place), it.offer.name.clone()].join(" · ");
            CashRow {
                name: if it.changed.compares() { name } else { tr!("{name}, in {}", it.changed.own) },
                begins,
                months: cash.months.iter().map(|(_, it)| cash_kinds(it)).collect(),
                sum: tr!("{} in 24 months", locale.money_compact(cash.total(), it.changed.shown())),
                need: needs
                    .month
                    .filter(|_| it.changed.compares())
                    .map(|need| it.needed_there(need.amount()).to_major()),
            }
        })
        .collect();
    let need = needs.month.map(|it| {
        let amount = locale.money_whole_named(it.amount(), needs.currency);
        tr!("below your need of {amount}")
    });
    let data = CashChart {
        name: tr!("Cash by month, offer by offer"),
        months: &months,
        rows: &rows,
        need,
        short: &|value| locale.number(value / 1_000.0, 1),
        amount: &|value| locale.money_table(Money::from_major_f64(value)),
    };
    cash_chart(&data, width)
}
