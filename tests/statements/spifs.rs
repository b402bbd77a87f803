//! SPIFs: for each deal, or once for a sum.

use super::*;

#[test]
fn spifs_pay_for_each_deal_or_once() {
    let spif = |id: &str, pays: SpifPays| Spif {
        id: ComponentId::new(id),
        name: id.to_owned(),
        measure: Measure::NewArr,
        from: day("2027-01-10"),
        to: day("2027-02-10"),
        amount: money(750.0),
        pays,
    };
    let mut version = plan_of(vec![commission()]);
    version.spifs = vec![
        spif("each", SpifPays::PerDeal { least: money(20_000.0) }),
        spif("once", SpifPays::Once { at: money(60_000.0) }),
    ];
    let mut document = company(version);
    let to_ann: &[(&str, f64, bool)] = &[("ann", 1.0, false)];
    document.deals = Arc::new(vec![
        deal("before", "2027-01-09", 50_000.0, to_ann),
        deal("small", "2027-01-10", 15_000.0, to_ann),
        deal("one", "2027-01-20", 20_000.0, to_ann),
        deal("two", "2027-02-10", 30_000.0, to_ann),
        deal("after", "2027-02-11", 30_000.0, to_ann),
    ]);
    let ann = of_ann(&document, Q1);
    // 145,000 at 10 %, two deals of 20,000 and more in the days, and 65,000 in all of them.
    let by_name: Vec<_> = ann.components.iter().map(|it| (it.name.as_str(), it.earned)).collect();
    assert_eq!(by_name, [("New business", money(14_500.0)), ("each", money(1_500.0)), ("once", money(750.0))]);
    adds_up(&document, &ann);
}

#[test]
fn a_spif_on_meetings_pays_for_what_was_recorded_as_meetings_held() {
    let mut version = plan_of(vec![]);
    version.spifs = vec![Spif {
        id: ComponentId::new("meetings"),
        name: "Meetings".to_owned(),
        measure: Measure::Meetings,
        from: day("2027-01-01"),
        to: day("2027-03-31"),
        amount: money(200.0),
        pays: SpifPays::PerDeal { least: money(1.0) },
    }];
    let mut document = company(version);
    let held = deal("Acme, first meeting", "2027-01-20", 1.0, &[("ann", 1.0, false)]);
    document.deals = Arc::new(vec![Deal { measure: Measure::Meetings, ..held }]);
    assert_eq!(of_ann(&document, Q1).earned, money(200.0));
    // So nobody is told that it cannot be counted.
    let told = remit::model::validate(&document);
    assert!(told.iter().all(|it| !it.at.contains("spif")), "{told:?}");
}

/// 5,000 once when new ARR of April to June reaches 100,000.
fn of_spring() -> Spif {
    Spif {
        id: ComponentId::new("spring"),
        name: "Spring".to_owned(),
        measure: Measure::NewArr,
        from: day("2027-04-01"),
        to: day("2027-06-30"),
        amount: money(5_000.0),
        pays: SpifPays::Once { at: money(100_000.0) },
    }
}

/// What the SPIF pays in each month up to July, of deals by their days, where the plan has its first version with the first of some
/// SPIFs, and further ones from some days on with the next.
fn spring(versions: &[(&str, Option<Spif>)], deals: &[(&str, f64)]) -> Vec<(usize, Money)> {
    let mut document = company(plan_of(vec![]));
    let version = |(from, spif): &(&str, Option<Spif>)| PlanVersion {
        from: Some(day(from)),
        spifs: spif.iter().cloned().collect(),
        ..plan_of(vec![commission()])
    };
    document.plans[0].versions = versions.iter().map(version).collect();
    let one =
        |(at, (closed, amount)): (usize, &(&str, f64))| deal(&at.to_string(), closed, *amount, &[("ann", 1.0, false)]);
    document.deals = Arc::new(deals.iter().enumerate().map(one).collect());
    let told = of_ann(&document, Span { from: 0, to: 6 });
    adds_up(&document, &told);
    let spifs = told.components.iter().filter(|it| it.weight.is_none());
    spifs.flat_map(|it| &it.periods).map(|it| (it.earned.at, it.earned.amount)).collect()
}

#[test]
fn a_sum_that_is_paid_once_counts_on_and_stays_paid_in_later_versions_of_the_plan() {
    let (april, may, june) = (3, 4, 5);
    let (paid, nothing) = (money(5_000.0), Vec::<(usize, Money)>::new());
    let with = |change: fn(&mut Spif)| {
        let mut spif = of_spring();
        change(&mut spif);
        Some(spif)
    };
    let copied = || [("2027-01-01", Some(of_spring())), ("2027-06-01", Some(of_spring()))];
    // 60,000 in April under one version, and 60,000 in June under its copy.
    let (first, last) = (("2027-04-15", 60_000.0), ("2027-06-15", 60_000.0));
    assert_eq!(spring(&copied()[..1], &[first, last]), [(june, paid)]);
    assert_eq!(spring(&copied(), &[first, last]), [(june, paid)]);
    // A bar that is passed under both versions pays once.
    let both = [("2027-04-15", 100_000.0), ("2027-06-15", 100_000.0)];
    assert_eq!(spring(&copied()[..1], &both), [(april, paid)]);
    assert_eq!(spring(&copied(), &both), [(april, paid)]);
    // What was credited before its days or after them does not count, in any version.
    let outside = [("2027-03-31", 60_000.0), ("2027-06-15", 60_000.0), ("2027-07-01", 60_000.0)];
    assert_eq!(spring(&copied(), &outside), nothing);
    // Credit that was taken back in between is missing.
    let less = [first, ("2027-05-15", -30_000.0), last];
    assert_eq!(spring(&copied(), &less), nothing);
    // Three versions: 40,000 in each month.
    let three =
        [("2027-01-01", Some(of_spring())), ("2027-05-01", Some(of_spring())), ("2027-06-01", Some(of_spring()))];
    let each = [("2027-04-15", 40_000.0), ("2027-05-15", 40_000.0), ("2027-06-15", 40_000.0)];
    assert_eq!(spring(&three, &each), [(june, paid)]);
    // One between them did not have it: its month does not count.
    let gap = [("2027-01-01", Some(of_spring())), ("2027-05-01", None), ("2027-06-01", Some(of_spring()))];
    assert_eq!(spring(&gap, &each), nothing);
    // Another sum agreed in June is not paid on top of the one that was paid.
    let more = [("2027-01-01", Some(of_spring())), ("2027-06-01", with(|it| it.amount = money(9_000.0)))];
    assert_eq!(spring(&more, &both), [(april, paid)]);
    assert_eq!(spring(&more, &[first, last]), [(june, money(9_000.0))]);
    // A bar lowered in May to what was reached in April pays as May begins, whether anything is sold or not; not where its days are
    // over by then.
    let lower = |it: &mut Spif| it.pays = SpifPays::Once { at: money(50_000.0) };
    let lowered = |from| [("2027-01-01", Some(of_spring())), (from, with(lower))];
    assert_eq!(spring(&lowered("2027-05-01"), &[first]), [(may, paid)]);
    assert_eq!(spring(&lowered("2027-07-01"), &[first]), nothing);
    // Paid for each deal until May, and once from then on: the sum has not been paid yet, and counts the credit of all its days.
    let each_deal = |it: &mut Spif| it.pays = SpifPays::PerDeal { least: Money::ZERO };
    let other = [("2027-01-01", with(each_deal)), ("2027-06-01", Some(of_spring()))];
    assert_eq!(spring(&other, &[first, last]), [(april, paid), (june, paid)]);
}
