//! The curve against the full rating: a component month by month, and a plan on deals.

use super::*;

/// A year at an attainment, put together here: credit of every month is that share of its twelfth of the quota.
fn months(component: &Component, quota: i64, at: i64) -> Vec<PayMonth> {
    let month = quota / 12;
    (0..12)
        .map(|_| match component.measure.is_ratio() {
            true => PayMonth { active: 1.0, part: at as f64 * 3.0, whole: 300.0, ..PayMonth::default() },
            false => {
                PayMonth { credit: month / 100 * at, ramped: month, full: month, active: 1.0, ..PayMonth::default() }
            }
        })
        .collect()
}

/// Where a measure stands under an assumption, in hundredths: of its target, or the ratio itself.
fn assumed(others: OtherMeasures, own: Measure, measure: Measure, at: i64) -> Option<Ratio> {
    let percent = match others {
        OtherMeasures::SameAttainment => at,
        _ if measure == own => at,
        OtherMeasures::At { value } => value.ppm() / 10_000,
        OtherMeasures::OnTarget if measure.is_ratio() => return None,
        OtherMeasures::OnTarget => 100,
    };
    Some(Ratio::new(i128::from(percent), 100))
}

#[test]
fn the_curve_is_what_the_full_rating_pays_for_a_year_at_that_attainment() {
    let mut dice = Dice(0x0c0_77ee);
    let mut paying = 0;
    for round in 0..400 {
        let component = Component { target: Target::Quota, ..chance::component(&mut dice) };
        let value = Rate::percent(dice.whole(0, 15) * 10);
        let others = dice.pick(&[OtherMeasures::OnTarget, OtherMeasures::SameAttainment, OtherMeasures::At { value }]);
        // Twelfths of it and hundredths of those are whole.
        let quota = Money::from_major(dice.whole(10, 90) * 12_000);
        let mut terms = terms(quota, dice.money(200_000));
        let mut document = assuming(others);
        document.settings.fiscal_year_start = dice.whole(1, 12) as u32;
        let deal_size = if dice.once_in(3) { 0 } else { quota.mills() / dice.whole(5, 60) };
        let mut segment = Segment::default();
        segment.pipeline.deal_size = Money::from_mills(deal_size);
        terms.segment = Some(segment.id.clone());
        document.segments = vec![segment];
        let ratio = component.measure.is_ratio();
        let rated = ComponentTerms {
            variable: terms.variable(),
            quota_year: if ratio { 1_000_000_000 } else { quota.mills() },
            accelerators: RampAccelerators::default(),
            deal_size,
            margin: Rate::ZERO,
            calendar: document.settings.fiscal_calendar(),
            currency: document.settings.currency,
            rounding: document.settings.rounding,
        };
        let first = Month::new(2027, document.settings.fiscal_year_start);
        for _ in 0..6 {
            let at = if dice.once_in(2) { dice.whole(0, 25) * 10 } else { dice.whole(0, 250) };
            let months = months(&component, quota.mills(), at);
            let look = |measure: Measure, _: usize, _: usize| assumed(others, component.measure, measure, at);
            let feed = Feed { first, months: &months, deals: None, look: &look, heads: Heads::Certain };
            let full: Money = earn(&component, &rated, &feed).iter().map(|it| it.amount).sum();
            let curve = pay_at(&document, &alone(component.clone()), &terms, at as f64 / 100.0);
            assert_eq!(curve.components, [full], "round {round}, at {at} %, {others:?}: {component:#?}");
            paying += i64::from(!full.is_zero());
        }
    }
    assert!(paying > 1_200, "only {paying} of 2,400 years pay anything");
}

#[test]
fn the_curve_of_a_whole_plan_is_what_its_statement_says_for_the_same_deals() {
    let mut dice = Dice(0x57a7_e3e7);
    let mut paying = 0;
    for round in 0..200 {
        let version = drawn_version(&mut dice);
        let quota = Money::from_major(dice.whole(10, 90) * 12_000);
        let terms = terms(quota, dice.money(200_000));
        let at = dice.whole(0, 25) * 10;
        let full = statement_of(std::slice::from_ref(&version), &terms, even_deals(quota, at));
        let same = assuming(OtherMeasures::SameAttainment);
        let curve = pay_at(&same, &version, &terms, at as f64 / 100.0).total;
        assert_eq!(curve, full, "round {round}, at {at} %: {version:#?}");
        paying += i32::from(!full.is_zero());
    }
    assert!(paying > 120, "only {paying} of 200 plans pay anything");
}

/// Deals are what a component rates each alone: the curve makes them of the mean size.
#[test]
fn where_each_deal_is_rated_alone_the_curve_makes_deals_of_the_mean_size() {
    let mut dice = Dice(0xdea1);
    for round in 0..100 {
        let component = Component {
            measure: Measure::NewArr,
            target: Target::Quota,
            rated: Rated::EachDeal,
            kickers: Vec::new(),
            ..chance::component(&mut dice)
        };
        if matches!(component.rates, Rates::Matrix { .. }) {
            continue;
        }
        // Twelve deals a month make 100 %.
        let quota = Money::from_major(dice.whole(10, 90) * 14_400);
        let size = quota.mills() / 144;
        let mut document = assuming(OtherMeasures::OnTarget);
        let mut segment = Segment::default();
        segment.pipeline.deal_size = Money::from_mills(size);
        let terms = Terms { segment: Some(segment.id.clone()), ..terms(quota, dice.money(200_000)) };
        document.segments = vec![segment];
        let count = dice.whole(0, 20);
        let deal = |month| DealPiece { month, credit: size, term_months: 12, prepaid: false, margin: None };
        let deals: Vec<DealPiece> = (0..12).flat_map(|month| (0..count).map(move |_| deal(month))).collect();
        let month = PayMonth {
            credit: size * count,
            ramped: quota.mills() / 12,
            full: quota.mills() / 12,
            active: 1.0,
            ..PayMonth::default()
        };
        let months = vec![month; 12];
        let rated = ComponentTerms {
            variable: terms.variable(),
            quota_year: quota.mills(),
            accelerators: RampAccelerators::default(),
            deal_size: size,
            margin: Rate::ZERO,
            calendar: document.settings.fiscal_calendar(),
            currency: document.settings.currency,
            rounding: document.settings.rounding,
        };
        let look = |measure: Measure, _: usize, _: usize| {
            assumed(OtherMeasures::OnTarget, Measure::NewArr, measure, 0)
                .filter(|_| measure != Measure::NewArr)
                .or_else(|| (measure == Measure::NewArr).then(|| Ratio::new(i128::from(count), 12)))
        };
        let feed = Feed {
            first: Month::new(2027, 1),
            months: &months,
            deals: Some(&deals),
            look: &look,
            heads: Heads::Certain,
        };
        let full: Money = earn(&component, &rated, &feed).iter().map(|it| it.amount).sum();
        let curve = pay_at(&document, &alone(component.clone()), &terms, count as f64 / 12.0).total;
        assert_eq!(curve, full, "round {round}, {count} deals a month: {component:#?}");
    }
}
