//! Offers from elsewhere: roles, templates, kept profiles, teams.

use super::*;

#[test]
fn a_role_of_the_scenario_is_the_offer_its_people_have() {
    let document = sample::company();
    let segment = SegmentId::new("mid-market");
    let offer = offer_of_role(&document, &RoleId::new("ae"), Some(&segment), 9).unwrap();
    let terms = document.role(&RoleId::new("ae")).unwrap().terms_for(Some(&segment)).unwrap();
    assert_eq!((offer.base_pay(), offer.on_target()), (terms.base.amount(), terms.ote.amount()));
    assert_eq!(offer.quota, terms.quota);
    assert_eq!(offer.role, RoleKind::AeMidMarket);
    assert_eq!(reckoned(&offer).at_target, terms.ote.amount(), "at quota it pays on-target earnings to the cent");
    assert_eq!(offer_of_role(&document, &RoleId::new("nobody"), None, 1), None);
    for role in &document.roles {
        let of = reckoned(&offer_of_role(&document, &role.id, None, 1).unwrap());
        let gap = (of.at_target - of.offer.on_target()).to_major().abs();
        assert!(gap < 0.02, "{}: {} of {}", role.name, of.at_target, of.offer.on_target());
    }
}

#[test]
fn every_template_pays_its_target_at_target_and_the_year_in_hand_follows() {
    for role in RoleKind::ALL {
        let mut offer = Offer { attainment: at_one_place(100), start: Some(january()), ..offer_for(role, 1, "X") };
        offer.ramp_months = 0;
        offer.plan.payout.lag_months = 0;
        offer.plan.draw = None;
        let of = reckoned(&offer);
        assert!((of.at_target - offer.on_target()).to_major().abs() < 0.02, "{role:?} {}", of.at_target);
        let year = of.cash[1].year();
        let gap = (year - offer.on_target()).to_major().abs();
        // Scores are told to a ten-thousandth.
        assert!(gap < offer.variable_pay().to_major() * 2e-3 + 0.1, "{role:?}: {year} of {}", offer.on_target());
    }
}

#[test]
fn a_profile_reads_back_as_it_was_kept() {
    let mut profile = example();
    profile.offers[0].attainment = groups(&[(0, 80, 40), (80, 120, 60)]);
    profile.fit.answers.insert(remit::career::fit::Trait::Patience, -1);
    profile.fit.weights.insert(remit::career::fit::Group::Risk, 3);
    let read = |text: &str| remit::career::Profile::from_value(&serde_json::from_str(text).unwrap()).unwrap();
    assert_eq!(read(&profile.to_value().to_string()), profile);
    // A profile of an earlier version may lack anything.
    assert_eq!(read("{}"), remit::career::Profile::default());
    let bare = read(r#"{"offers":[{"id":4,"name":"Bare"}]}"#);
    assert_eq!((bare.offers[0].credit, bare.offers[0].living), (Rate::ONE, Rate::ONE));
}

#[test]
fn a_team_that_pays_is_taken_at_ones_own_attainment() {
    let mut offer = offer_for(RoleKind::SalesManager, 1, "Lead");
    assert!(offer.plan.components.iter().any(|it| it.scope != Scope::Own), "an override on the team");
    offer.attainment = at_one_place(100);
    assert_eq!(reckoned(&offer).at_target, offer.on_target());
}

#[test]
fn five_offers_are_reckoned_within_a_frame() {
    let mut offers = example().offers;
    offers.push(offer_for(RoleKind::Csm, 4, "Four"));
    offers.push(offer_for(RoleKind::AeSmb, 5, "Five"));
    let begun = std::time::Instant::now();
    let all: Vec<Reckoned> = offers.iter().map(reckoned).collect();
    let mut crossings = 0;
    for (at, one) in all.iter().enumerate() {
        crossings += all.iter().skip(at + 1).map(|other| break_evens(one, other).len()).sum::<usize>();
    }
    let took = begun.elapsed();
    eprintln!("five offers, {crossings} break-evens: {took:?}");
    // Unoptimised code on a busy machine is some twenty times slower than the release.
    assert!(took.as_millis() < 16 * 60, "{took:?}");
}

#[test]
fn what_an_offer_in_another_currency_promises_is_named_in_it_on_paper() {
    use remit::career::Exchange;
    use remit::present::Locale;
    use remit::present::career::terms_rows;
    use remit::units::Currency;
    use std::sync::Arc;
    let mut offer = plain(60_000, 40_000, 420_000, &[(100, 150)]);
    offer.currency = Some(Currency::USD);
    offer.exchange = Some(Exchange { to: "EUR".parse::<Currency>().unwrap(), rate: Rate::percent(92), as_of: None });
    offer.sign_on = Some(major(7_500));
    offer.benefits = Some(Yearly::new(major(7_800)));
    offer.plan.components[0].threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
    offer.plan.draw = Some(Draw::level(DrawKind::Recoverable, Monthly::new(major(2_500)), Some(3)));
    let needs = Needs { currency: "EUR".parse::<Currency>().unwrap(), ..Needs::default() };
    let all = [Arc::new(reckon(&offer, &needs, january()))];
    let rows = terms_rows(&all, &Locale::EN_US);
    let cell = |name: &str| rows.iter().find(|it| it.0 == name).map(|it| it.1[0].clone()).unwrap();
    assert_eq!(cell("Quota"), "$420,000 a year");
    assert_eq!(cell("Sign-on"), "$7,500");
    assert_eq!(cell("Benefits"), "$7,800 a year");
    assert_eq!((cell("Nothing below"), cell("Above quota")), ("50\u{a0}% of target".into(), "1.50x".into()));
    assert!(cell("Draw or guarantee").starts_with("$2,500 a month for 3 months, "), "{}", cell("Draw or guarantee"));
    // In the currency that one compares in the sign stands in the head of the table.
    let home = [Arc::new(reckon(&offer, &Needs { currency: Currency::USD, ..Needs::default() }, january()))];
    let rows = terms_rows(&home, &Locale::EN_US);
    assert_eq!(rows.iter().find(|it| it.0 == "Quota").unwrap().1, ["420,000 a year"]);
}

#[test]
fn on_paper_pay_on_a_ratio_begins_at_the_ratio_and_ends_at_the_cap_of_its_part() {
    use remit::present::Locale;
    use remit::present::career::terms_rows;
    use std::sync::Arc;
    let part = |measure, weight, floor: i64, cap| Component {
        measure,
        weight: Rate::percent(weight),
        target: Target::Ratio { ratio: Rate::percent(100) },
        threshold: Some(Threshold { at: Rate::percent(floor), start: ThresholdStart::Zero }),
        cap,
        ..Component::default()
    };
    let mut offer = plain(60_000, 40_000, 420_000, &[]);
    offer.quota = None;
    offer.plan.components = vec![
        part(Measure::NetRetention, 60, 95, Some(Rate::percent(150))),
        part(Measure::GrossRetention, 40, 80, None),
    ];
    let cells = |offer: &Offer| {
        let rows = terms_rows(&[Arc::new(reckoned(offer))], &Locale::EN_US);
        ["Nothing below", "Cap"].map(|name| rows.iter().find(|it| it.0 == name).unwrap().1[0].replace('\u{a0}', " "))
    };
    assert_eq!(cells(&offer), ["95 % NRR, 80 % GRR", "NRR 150 % of target"]);
    offer.plan.cap = Some(Rate::percent(200));
    assert_eq!(cells(&offer)[1], "200 % of target, NRR 150 % of target");
    let mut seller = plain(60_000, 40_000, 420_000, &[]);
    assert_eq!(cells(&seller), ["–", "none"]);
    seller.plan.components[0].cap = Some(Rate::percent(250));
    seller.plan.components[0].threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
    assert_eq!(cells(&seller), ["50 % of target", "250 % of target"]);
}

#[test]
fn no_offer_is_said_to_win_that_has_none_beside_it() {
    use remit::present::Locale;
    use remit::present::career::{best, pays_say, years_say};
    use std::sync::Arc;
    let needs = Needs::default();
    let told = Offer { attainment: at_one_place(100), ..plain(90_000, 30_000, 300_000, &[]) };
    let abroad = Offer { id: 2, currency: Some("EUR".parse().unwrap()), ..told.clone() };
    let silent = Offer { id: 3, base: None, variable: None, ..told.clone() };
    let all = |offers: &[&Offer]| offers.iter().map(|it| Arc::new(reckoned(it))).collect::<Vec<_>>();
    for other in [&abroad, &silent] {
        let all = all(&[&told, other]);
        assert_eq!(years_say(&all, &needs, &Locale::EN_US), "A: $120,000 is what to expect of a year once ramped.");
        assert!(break_evens(&all[0], &all[1]).is_empty());
    }
    let two = all(&[&told, &told]);
    assert!(years_say(&two, &needs, &Locale::EN_US).starts_with("A pays most on average, $120,000."));
    // What nobody told is not nothing: it has no figure, wins nothing and stands apart.
    let all = all(&[&silent, &told, &told]);
    assert_eq!((all[0].expected, all[0].tenths, all[0].to_me(&needs)), (None, None, None));
    assert!(all[0].figure(remit::career::OfferFigure::OnTarget, &needs).to_f64().is_none());
    assert_eq!(best(&all, |it| Some(it.pay(0.0))).map(|it| it.0), Some(1));
    let said = pays_say(&all, &[], 2, &Locale::EN_US);
    assert!(said.ends_with("the order is B, C. A stands apart until its pay is told."), "{said}");
}
