//! Flags and questions.

use super::*;

/// The flags of an offer that nobody pasted: all of what they say was told.
fn raised(offer: &Offer) -> Vec<Flag> {
    let all = flags(&reckoned(offer));
    assert!(all.iter().all(|it| it.told && it.level() == it.flag.level()));
    all.into_iter().map(|it| it.flag).collect()
}

#[test]
fn a_cliff_a_cap_and_a_debt_are_flagged_with_their_figures() {
    let mut offer = Offer { attainment: normal(80, 34), ..plain(110_000, 110_000, 1_500_000, &[(100, 120)]) };
    offer.plan.components[0].threshold = Some(Threshold { at: Rate::percent(60), start: ThresholdStart::Share });
    offer.plan.components[0].cadence = Cadence::Year;
    offer.plan.cap = Some(Rate::percent(180));
    offer.role = RoleKind::AeEnterprise;
    offer.ramp_months = 6;
    let found = raised(&offer);
    let cliff = found
        .iter()
        .find_map(|it| if let Flag::Cliff { at, amount, below } = it { Some((*at, *amount, *below)) } else { None });
    let (at, amount, below) = cliff.unwrap();
    assert!(
        (at - 0.6).abs() < 1e-9 && amount == major(66_000) && (0.26..0.30).contains(&below),
        "{at} {amount} {below}"
    );
    let ratio = found.iter().find_map(|it| if let Flag::QuotaOverOte { ratio } = it { Some(*ratio) } else { None });
    assert!((ratio.unwrap() - 1_500.0 / 220.0).abs() < 1e-9);
    // 100 % + 0.8 / 1.2 = 166.7 %.
    let cap = found.iter().find_map(|it| if let Flag::Cap { at, .. } = it { Some(*at) } else { None });
    assert!((cap.unwrap() - 5.0 / 3.0).abs() < 1e-4, "{cap:?}");
    assert!(found.windows(2).all(|pair| pair[0].level() <= pair[1].level()), "gravest first");
    assert_eq!(found[0].level(), Level::Grave);
    let asked = questions(&reckoned(&offer));
    for question in [Question::Cliff, Question::Cap, Question::RampedQuota, Question::HighQuota, Question::Hours] {
        assert!(asked.contains(&question), "{question:?} in {asked:?}");
    }
    assert!(!asked.contains(&Question::Base) && !asked.contains(&Question::DrawForgiven));
}

#[test]
fn a_cap_on_one_part_is_told_of_that_part_where_whoever_sells_meets_it() {
    // 45 % on net retention, capped at 110 % of its target, which moves a fifth as far as quota: met at 150 % of quota, by 2.3 % of years.
    let retention = Component {
        id: ComponentId::new("nrr"),
        measure: Measure::NetRetention,
        target: Target::Ratio { ratio: Rate::ONE },
        weight: Rate::percent(45),
        attainment_cap: Some(Rate::percent(110)),
        rates: RatePreset::Marginal.rates(&[]),
        ..Component::default()
    };
    let mut offer = Offer { attainment: normal(100, 25), ..plain(118_000, 42_000, 640_000, &[]) };
    offer.plan.components[0].weight = Rate::percent(55);
    offer.plan.components.push(retention);
    let found = raised(&offer);
    let part = found.iter().find_map(|it| {
        if let Flag::PartCap { measure: Measure::NetRetention, weight, at, share } = it {
            Some((*weight, *at, *share))
        } else {
            None
        }
    });
    let (weight, at, share) = part.unwrap();
    assert!((weight - 0.45).abs() < 1e-9 && (at - 1.5).abs() < 1e-6 && (share - 0.022_75).abs() < 1e-3, "{at} {share}");
    assert!(!found.iter().any(|it| matches!(it, Flag::Cap { .. } | Flag::NoCap)));
    assert!(
        !questions(&reckoned(&offer)).contains(&Question::Cap),
        "nobody has to lift a cap that pay as a whole has not"
    );
    let pay = |at: f64| reckoned(&offer).desk.pay(at).to_major();
    let step = |at: f64| pay(at + 0.1) - pay(at);
    assert!(
        (step(1.6) - 2_310.0).abs() < 0.1 && (step(1.3) - 2_310.0 - 378.0).abs() < 0.1,
        "{} {}",
        step(1.3),
        step(1.6)
    );
    // Once the other part is capped as well, pay ends to rise at the later of both.
    offer.credit = Rate::percent(80);
    offer.plan.components[0].attainment_cap = Some(Rate::percent(140));
    let all = raised(&offer);
    let at = all.iter().find_map(|it| if let Flag::Cap { at, .. } = it { Some(*at) } else { None });
    assert!((at.unwrap() - 1.75).abs() < 1e-6, "140 % credited of what is sold at 80 %: {at:?}");
}

#[test]
fn a_letter_that_says_how_much_and_not_for_what_leads_to_the_question() {
    let text = include_str!("../fixtures/letters/mail.txt");
    let (offer, _) = remit::career::letter::offer_from(text, &remit::career::letter::read(text), 1);
    assert!(questions(&reckoned(&offer)).contains(&Question::Split));
    let mut told = offer;
    told.plan.components[0].weight = Rate::percent(70);
    told.plan.components[1].weight = Rate::percent(30);
    assert!(!questions(&reckoned(&told)).contains(&Question::Split), "once it was entered it is known");
    assert!(!questions(&reckoned(&offer_for(RoleKind::Am, 1, "Halden"))).contains(&Question::Split));
}

#[test]
fn retention_pay_without_a_say_at_renewal_is_flagged_until_it_is_told() {
    let mut offer = offer_for(RoleKind::Am, 1, "Halden");
    let remote = |offer: &Offer| raised(offer).into_iter().find(|it| matches!(it, Flag::Remote { .. }));
    assert_eq!(remote(&offer).map(|it| it.level()), Some(Level::Watch));
    assert!(questions(&reckoned(&offer)).contains(&Question::Renewals));
    offer.told = Told { renewal_authority: Some(true), ..offer.told };
    assert_eq!(remote(&offer).map(|it| it.level()), Some(Level::Fine));
    assert!(!questions(&reckoned(&offer)).contains(&Question::Renewals));
}

#[test]
fn what_a_letter_leaves_open_is_no_flag_of_its_own_until_it_is_told() {
    // The letter says nothing of a cap, of the split, or when commission is paid; the usual plan of the role has all of it.
    let text = "Account Manager. Base $85,000, bonus $45,000, quota $400,000 a year. A draw of $3,000 a month.";
    let open = |text: &str| {
        let (offer, _) = remit::career::letter::offer_from(text, &remit::career::letter::read(text), 1);
        flags(&reckoned(&offer)).into_iter().filter(|it| !it.told).collect::<Vec<_>>()
    };
    let found = open(text);
    assert!(found.iter().all(|it| it.level() == Level::Open));
    let is = |found: &[Raised], flag: fn(&Flag) -> bool| found.iter().any(|it| flag(&it.flag));
    assert!(is(&found, |it| matches!(it, Flag::PartCap { measure: Measure::NetRetention, .. })), "{found:?}");
    assert!(is(&found, |it| matches!(it, Flag::Remote { measure: Measure::NetRetention, .. })));
    assert!(is(&found, |it| matches!(it, Flag::DrawOwed { .. })));
    let cap = found.iter().find(|it| matches!(it.flag, Flag::PartCap { .. })).unwrap();
    let words = remit::present::career::flag(cap, &remit::present::Locale::EN_US, remit::units::Currency::USD);
    assert!(words.text.starts_with("Not told; it is what was filled in as usual for the role."), "{words:?}");
    // A seller's letter that names no cap is no promise that there is none.
    let seller = "Account Executive. Base $90,000, variable $90,000, quota $800,000 a year.";
    assert!(is(&open(seller), |it| matches!(it, Flag::NoCap)));
    assert!(!is(&open(&[seller, " Commission is uncapped."].concat()), |it| matches!(it, Flag::NoCap)));
    // What is told of the draw and of the split is told.
    let told =
        open(&[text, " The draw is recoverable. 60% of the bonus hangs on expansion ARR and 40% on NRR."].concat());
    assert!(!is(&told, |it| matches!(it, Flag::DrawOwed { .. } | Flag::Remote { .. })), "{told:?}");
}
