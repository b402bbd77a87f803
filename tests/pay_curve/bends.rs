//! The attainments at which what is paid bends.

use super::*;

/// Attainments at which a component may bend what is paid, to the millionth.
fn bends(document: &Document, component: Component, most: f64) -> Vec<f64> {
    let found = pay_breaks(document, &alone(component), &usual(), most);
    found.iter().map(|at| (at * 1e6).round() / 1e6).collect()
}

fn from_quota(percent: i64, multiple: i64) -> Tier {
    Tier {
        from: TierFrom::Quota(Rate::percent(percent)),
        value: TierValue::Multiple(Rate::percent(multiple)),
        reach: Default::default(),
    }
}

#[test]
fn an_interpolated_table_ends_as_far_beyond_its_last_row_as_that_is_from_the_one_before() {
    let rising = |rows: &[i64]| Component {
        rates: Rates::Interpolated {
            tiers: rows.iter().map(|from| from_quota(*from, 100)).collect(),
            accumulates: Default::default(),
        },
        ..Component::default()
    };
    let document = Document::default();
    assert_eq!(bends(&document, rising(&[50, 80]), 2.0), [0.5, 0.8, 1.0, 1.1]);
    // A single row is as wide as the quota.
    assert_eq!(bends(&document, rising(&[80]), 2.0), [0.8, 1.0, 1.8]);
}

#[test]
fn a_bound_in_money_is_met_at_another_share_of_each_length_that_is_rated() {
    let at_330 = |cadence, rated| {
        let second = Tier { from: TierFrom::Amount(Money::from_major(330_000)), ..from_quota(0, 200) };
        let rates = Rates::Tiers { tiers: vec![from_quota(0, 100), second], boundary: Default::default() };
        bends(&Document::default(), Component { rates, cadence, rated, ..Component::default() }, 4.0)
    };
    // Of 300,000 a quarter, 600,000, 900,000 and the year's 1,200,000.
    assert_eq!(at_330(Cadence::Quarter, Rated::Period), [1.0, 1.1]);
    assert_eq!(at_330(Cadence::Quarter, Rated::YearToDate), [0.275, 0.366_667, 0.55, 1.0, 1.1]);
    // Of 100,000 a month, 200,000 and the quarter's 300,000.
    assert_eq!(at_330(Cadence::Month, Rated::QuarterToDate), [1.0, 1.1, 1.65, 3.3]);
}

#[test]
fn where_each_deal_is_rated_alone_pay_bends_at_every_whole_deal_and_at_the_rows_that_a_part_of_one_reaches() {
    // Deals of 300,000 are a quarter of the year's quota: the row at 20 % of it is inside a deal, that at 30 % is beyond.
    let mut segment = Segment::default();
    segment.pipeline.deal_size = Money::from_major(300_000);
    let document = Document { segments: vec![segment], ..Document::default() };
    let tiers = vec![from_quota(0, 100), from_quota(20, 150), from_quota(30, 200)];
    let component = Component {
        rates: Rates::Tiers { tiers, boundary: Default::default() },
        cadence: Cadence::Year,
        rated: Rated::EachDeal,
        ..Component::default()
    };
    assert_eq!(bends(&document, component.clone(), 1.2), [0.2, 0.25, 0.45, 0.5, 0.7, 0.75, 0.95, 1.0]);
    // Under terms of a segment its own deals count: of 600,000, half a quota, which both rows are inside of.
    let mut large = Segment { id: remit::units::SegmentId::new("large"), ..Segment::default() };
    large.pipeline.deal_size = Money::from_major(600_000);
    let document = Document { segments: vec![document.segments[0].clone(), large], ..Document::default() };
    let terms = Terms { segment: Some(remit::units::SegmentId::new("large")), ..usual() };
    assert_eq!(pay_breaks(&document, &alone(component), &terms, 1.1), [0.2, 0.3, 0.5, 0.7, 0.8, 1.0]);
}

#[test]
fn pay_bends_where_a_cap_on_it_is_reached_and_once_only() {
    let capped = |tiers: Vec<Tier>, cap: i64| Component {
        rates: Rates::Tiers { tiers, boundary: Default::default() },
        cap: Some(Rate::percent(cap)),
        ..Component::default()
    };
    let document = Document::default();
    // 100 % and, at twice the rate, 25 points more are 150 % of target pay.
    assert_eq!(bends(&document, capped(vec![from_quota(0, 100), from_quota(100, 200)], 150), 2.0), [1.0, 1.25]);
    // Reached where a row ends anyway, or nowhere.
    assert_eq!(bends(&document, capped(vec![from_quota(0, 100), from_quota(100, 200)], 100), 2.0), [1.0]);
    assert_eq!(bends(&document, capped(vec![from_quota(0, 100)], 250), 2.0), [1.0]);
}

#[test]
fn with_part_of_what_is_sold_credited_a_bound_is_met_by_so_much_more() {
    let rates = Rates::Tiers { tiers: vec![from_quota(0, 100), from_quota(120, 200)], boundary: Default::default() };
    let version = alone(Component { rates, ..Component::default() });
    let (document, terms) = (Document::default(), usual());
    let bends = |credit: f64, most: f64| YearPay::new(&document, &version, &terms, credit).breaks(most);
    assert_eq!(bends(1.0, 2.0), [1.0, 1.2]);
    // Half is credited: 240 % sold are 120 %. Up to 200 %, that itself left out.
    assert_eq!(bends(0.5, 3.0), [1.0, 1.2, 2.0, 2.4]);
    assert_eq!(bends(0.5, 2.0), [1.0, 1.2]);
    // All is credited twice.
    assert_eq!(bends(2.0, 1.0), [0.5, 0.6]);
    let pays = |credit: f64, at: f64| YearPay::new(&document, &version, &terms, credit).weighed(at);
    assert_eq!((pays(0.5, 2.0), pays(2.0, 0.5)), (Money::from_major(VARIABLE), Money::from_major(VARIABLE)));
    assert_eq!(pays(f64::NAN, 1.0), Money::ZERO);
}

#[test]
fn a_share_that_is_asked_for_is_met_whatever_the_quota() {
    // A twelfth of 1,000,000 is no whole thousandth, and 70 % of it neither.
    let terms = terms(Money::from_major(1_000_000), Money::from_major(100_000));
    for cadence in Cadence::ALL {
        let threshold =
            remit::model::comp::Threshold { at: Rate::percent(70), start: remit::model::comp::ThresholdStart::Share };
        let component = Component { threshold: Some(threshold), cadence, ..Component::default() };
        let pay = |at: f64| pay_at(&Document::default(), &alone(component.clone()), &terms, at).total.to_major();
        assert_eq!(pay(0.699_999), 0.0, "{cadence:?}");
        assert!((pay(0.7) - 70_000.0).abs() < 0.06, "{cadence:?}: {}", pay(0.7));
    }
}
