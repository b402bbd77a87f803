//! What an offer promises besides pay, proved by hand: a sign-on that goes back, travel, another currency, and the file of it all.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use chrono::NaiveDate;
use remit::career::{
    Attainment, Basis, Exchange, Flag, Issue, Needs, Offer, Profile, Question, Reckoned, Repay, RoleKind, Tenth,
    Travel, View, WIDTH, break_evens, example, flags, issues, offer_for, questions, reckon,
};
use remit::edit::{History, ProfileCommand};
use remit::model::comp::{Component, PlanVersion, RatePreset};
use remit::model::{AttainmentBucket, AttainmentSpread, Quota};
use remit::persist::{Kind, from_file, to_file};
use remit::present::career::view_words;
use remit::units::{Cadence, Currency, Money, Monthly, Rate, Yearly};
use serde_json::{Value, json};

fn january() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 1).unwrap()
}

fn major(amount: i64) -> Money {
    Money::from_major(amount)
}

/// A seller's offer, straight, paid each month at once, and everybody exactly at quota.
fn straight(base: i64, variable: i64) -> Offer {
    let own = Component { cadence: Cadence::Month, rates: RatePreset::Marginal.rates(&[]), ..Component::default() };
    let mut plan = PlanVersion { components: vec![own], ..PlanVersion::default() };
    plan.payout.lag_months = 0;
    Offer {
        id: 1,
        name: "Straight".into(),
        base: Some(Yearly::new(major(base))),
        variable: Some(Yearly::new(major(variable))),
        quota: Some(Quota::Arr { amount: major(1_000_000), per: Cadence::Year }),
        plan,
        start: Some(january()),
        attainment: groups(&[(100, 100, 100)]),
        ..Offer::default()
    }
}

fn groups(rows: &[(i64, i64, i64)]) -> Attainment {
    let bucket = |it: &(i64, i64, i64)| AttainmentBucket {
        from: Rate::percent(it.0),
        to: Rate::percent(it.1),
        share: Rate::percent(it.2),
    };
    let spread = AttainmentSpread::Buckets { buckets: rows.iter().map(bucket).collect() };
    Attainment { basis: Basis::Own, view: View::Spread { spread } }
}

fn by(offer: &Offer, needs: &Needs) -> Reckoned {
    reckon(offer, needs, january())
}

fn euro() -> Currency {
    "EUR".parse().unwrap()
}

// ---- A sign-on that goes back ----------------------------------------------------------------------------------------------

fn with_sign_on(how: Option<Repay>) -> Offer {
    Offer { sign_on: Some(major(12_000)), sign_on_stay: 12, sign_on_back: how, ..straight(60_000, 60_000) }
}

#[test]
fn a_twelfth_less_goes_back_for_each_month_one_stayed_or_all_of_it_to_the_last() {
    let back = |how, months| with_sign_on(how).sign_on_back_after(months);
    let pro_rata = [1, 6, 11, 12, 13].map(|months| back(Some(Repay::ProRata), months));
    assert_eq!(pro_rata, [11_000, 6_000, 1_000, 0, 0].map(major));
    let whole = [1, 6, 11, 12].map(|months| back(Some(Repay::Whole), months));
    assert_eq!(whole, [12_000, 12_000, 12_000, 0].map(major));
    assert_eq!(back(None, 6), major(6_000), "not told counts as pro rata");
    let cash = &by(&with_sign_on(Some(Repay::ProRata)), &Needs::default()).cash[1];
    assert_eq!(cash.months[0].1.sign_on, major(12_000));
    let owed: Vec<Money> = cash.months.iter().map(|it| it.1.sign_on_back).take(13).collect();
    assert_eq!((owed[0], owed[5], owed[11], owed[12]), (major(11_000), major(6_000), Money::ZERO, Money::ZERO));
}

#[test]
fn what_one_should_expect_to_pay_back_is_what_a_crowd_pays_back_on_average() {
    // Of a crowd of which a fifth leaves in a year, evenly, 0.8^(m/12) are left after m months.
    let left = |months: u32| 0.8_f64.powf(f64::from(months) / 12.0);
    for how in [Repay::ProRata, Repay::Whole] {
        let offer = with_sign_on(Some(how));
        let crowd: f64 = (1..12)
            .map(|month| {
                let back = match how {
                    Repay::ProRata => 12_000.0 * f64::from(12 - month) / 12.0,
                    Repay::Whole => 12_000.0,
                };
                (left(month - 1) - left(month)) * back
            })
            .sum();
        let expected = offer.sign_on_back_expected(Rate::percent(20)).to_major();
        assert!((expected - crowd).abs() < 0.01, "{how:?}: {expected} against {crowd}");
    }
    let offer = with_sign_on(Some(Repay::ProRata));
    assert_eq!(offer.sign_on_back_expected(Rate::ZERO), Money::ZERO);
    assert_eq!(offer.sign_on_back_expected(Rate::ONE), major(11_000), "all leave after the first month");
    let never = Offer { sign_on_stay: 0, ..offer };
    assert_eq!(never.sign_on_back_expected(Rate::ONE), Money::ZERO, "nothing goes back");
}

#[test]
fn worth_is_the_sum_of_its_terms_and_a_sign_on_counts_once_one_says_how_likely_one_leaves() {
    let offer = with_sign_on(Some(Repay::Whole));
    let silent = by(&offer, &Needs::default());
    assert_eq!(silent.to_me(&Needs::default()), Some(major(120_000)), "as before one could say so");
    let sure = Needs { leaving: Some(Rate::ZERO), ..Needs::default() };
    assert_eq!(silent.to_me(&sure), Some(major(126_000)), "half of the sign-on in each of two years");
    let gone = Needs { leaving: Some(Rate::ONE), ..Needs::default() };
    let worth = silent.worth(&gone).unwrap();
    assert_eq!((worth.sign_on, worth.goes_back), (major(6_000), major(-6_000)));
    assert_eq!(worth.sum(), major(120_000), "all of it goes back");
    // A swing of 80,000 at a tenth, and travel: 12 (4 (60 - 45) - 200).
    let mut wide = Offer { attainment: groups(&[(50, 150, 100)]), ..straight(0, 100_000) };
    wide.nights_month = Some(4);
    wide.travel =
        Travel { unpaid: Some(Monthly::new(major(200))), night_cost: Some(major(45)), per_diem: Some(major(60)) };
    let of = by(&wide, &Needs::default());
    let worth = of.worth(&Needs::default()).unwrap();
    assert_eq!(worth.travel, major(-1_680));
    assert_eq!(worth.swing, major(-8_000));
    assert_eq!(worth.sum(), worth.expected + major(-9_680));
    assert_eq!(of.to_me(&Needs::default()), Some(worth.sum()));
}

#[test]
fn how_much_goes_back_is_asked_until_it_is_told() {
    let told = |how| {
        let of = by(&with_sign_on(how), &Needs::default());
        let flag = flags(&of).into_iter().map(|it| it.flag).find(|it| matches!(it, Flag::SignOnBack { .. }));
        (flag, questions(&of).contains(&Question::SignOnHow))
    };
    assert_eq!(told(None), (Some(Flag::SignOnBack { months: 12, how: None, half: major(6_000) }), true));
    let whole = Some(Repay::Whole);
    assert_eq!(told(whole), (Some(Flag::SignOnBack { months: 12, how: whole, half: major(12_000) }), false));
}

// ---- Cost of living --------------------------------------------------------------------------------------------------------

#[test]
fn the_odds_of_less_than_today_are_of_what_pay_buys_there() {
    // Pay is 120,000 whatever comes. Where living costs a quarter more, 96,000 of today's pay buy as much.
    let mut offer = straight(60_000, 60_000);
    let of = by(&offer, &Needs::default());
    assert_eq!((of.odds_below_today(major(97_000)), of.odds_below_today(major(121_000))), (Some(0.0), Some(1.0)));
    offer.living = Rate::percent(125);
    let of = by(&offer, &Needs::default());
    assert_eq!((of.odds_below_today(major(95_000)), of.odds_below_today(major(97_000))), (Some(0.0), Some(1.0)));
    // As with what one needs each month.
    assert_eq!((of.odds_short(major(7_900)), of.odds_short(major(8_100))), (Some(0.0), Some(1.0)));
}

// ---- Travel ----------------------------------------------------------------------------------------------------------------

#[test]
fn travel_is_taken_off_cash_by_the_days_of_the_first_month_and_off_what_one_needs() {
    let mut offer = straight(60_000, 60_000);
    offer.travel.unpaid = Some(Monthly::new(major(310)));
    offer.start = NaiveDate::from_ymd_opt(2027, 1, 17);
    let of = by(&offer, &Needs::default());
    let travel: Vec<Money> = of.cash[1].months.iter().map(|it| it.1.travel).take(3).collect();
    assert_eq!(travel, [-150, -310, -310].map(major), "15 of 31 days, then all");
    assert_eq!(of.cash[1].months[1].1.total(), major(10_000 - 310));
    assert_eq!(of.with_extras(), Some(major(120_000 - 3_720)));
    assert_eq!(of.expected, Some(major(120_000)), "pay is pay");
    // Pay of 10,000 a month is enough for 9,690, and not for 9,700.
    assert_eq!(of.odds_short(major(9_690)), Some(0.0));
    assert_eq!(of.odds_short(major(9_700)), Some(1.0));
    assert_eq!(of.cash_in(Tenth::Middle).below(major(9_690)), 1, "the first month is a short one");
    assert!(flags(&of).iter().any(|it| it.flag == Flag::Travel { cost: major(3_720) }));
}

#[test]
fn a_per_diem_above_cost_is_money_in_hand_and_nights_without_a_word_on_cost_are_a_question() {
    let mut offer = straight(60_000, 60_000);
    offer.nights_month = Some(5);
    assert!(questions(&by(&offer, &Needs::default())).contains(&Question::TravelPaid));
    offer.travel.per_diem = Some(major(40));
    let of = by(&offer, &Needs::default());
    assert!(!questions(&of).contains(&Question::TravelPaid));
    assert_eq!(of.travel_year(), major(2_400));
    assert!(!flags(&of).iter().any(|it| matches!(it.flag, Flag::Travel { .. })));
}

// ---- Currencies ------------------------------------------------------------------------------------------------------------

fn in_euro(offer: Offer, rate: Option<i64>) -> Offer {
    let exchange = rate.map(|ppm| Exchange { to: Currency::USD, rate: Rate::from_ppm(ppm), as_of: Some(january()) });
    Offer { currency: Some(euro()), exchange, ..offer }
}

#[test]
fn an_offer_abroad_is_reckoned_at_home_and_stands_beside_others_at_the_rate_typed() {
    let mut abroad = straight(75_000, 50_000);
    abroad.attainment = groups(&[(50, 150, 100)]);
    abroad.sign_on = Some(major(1_000));
    abroad.travel.unpaid = Some(Monthly::new(major(100)));
    abroad.benefits = Some(Yearly::new(major(2_000)));
    let own = by(&abroad, &Needs { currency: euro(), ..Needs::default() });
    let of = by(&in_euro(abroad, Some(1_200_000)), &Needs::default());
    let near = |a: Money, b: Money, what: &str| assert!((a - b).to_major().abs() <= 0.1, "{what}: {a} against {b}");
    let times = |amount: Money| Money::from_major_f64(amount.to_major() * 1.2);
    assert_eq!((of.base(), of.variable()), (Some(major(90_000)), Some(major(60_000))));
    near(of.expected.unwrap(), times(own.expected.unwrap()), "expected");
    for (one, other) in of.tenths.unwrap().into_iter().zip(own.tenths.unwrap()) {
        near(one, times(other), "tenths");
    }
    for at in [0.0, 0.4, 1.0, 1.7] {
        near(of.pay(at), times(own.pay(at)), "pay");
        assert!((of.line.at(at) - of.pay(at).to_major()).abs() < 0.02, "the line at {at}");
    }
    near(of.cash[1].total(), times(own.cash[1].total()), "cash");
    near(of.with_extras().unwrap(), times(own.with_extras().unwrap()), "extras");
    near(of.to_me(&Needs::default()).unwrap(), times(own.to_me(&Needs::default()).unwrap()), "worth");
    assert_eq!(of.cash[1].months[0].1.sign_on, major(1_200));
    assert!((of.odds_below(major(150_000)).unwrap() - 0.5).abs() < 1e-6, "90,000 + 60,000 at quota");
    assert!(issues(&of).is_empty());
}

#[test]
fn offers_in_two_currencies_change_places_where_both_are_worth_the_same() {
    // 60,000 + 120,000 x dollars; 75,000 + 50,000 x euros at 1.2 are 90,000 + 60,000 x dollars: equal at a half.
    let home = by(&straight(60_000, 120_000), &Needs::default());
    let abroad = by(&in_euro(straight(75_000, 50_000), Some(1_200_000)), &Needs::default());
    let found = break_evens(&home, &abroad);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!((found[0].at - 0.5).abs() < 1e-6 && found[0].first_leads_above);
    let both = [home.pay(found[0].at), abroad.pay(found[0].at)];
    assert!(both.iter().all(|it| (*it - major(120_000)).to_major().abs() < 0.03), "{both:?}");
}

#[test]
fn without_a_rate_an_offer_keeps_its_own_figures_and_stands_apart() {
    let home = by(&straight(60_000, 120_000), &Needs::default());
    let pound: Currency = "GBP".parse().unwrap();
    let other = Exchange { to: pound, rate: Rate::percent(85), as_of: None };
    let elsewhere = Offer { exchange: Some(other), ..in_euro(straight(75_000, 48_000), None) };
    for offer in [in_euro(straight(75_000, 48_000), None), in_euro(straight(75_000, 48_000), Some(0)), elsewhere] {
        let of = by(&offer, &Needs::default());
        assert_eq!(issues(&of), [Issue::NoRate { from: euro(), to: Currency::USD }]);
        assert_eq!((of.expected, of.changed.shown()), (Some(major(123_000)), euro()));
        assert_eq!(of.cash[1].year(), major(123_000));
        assert!(break_evens(&home, &of).is_empty());
        let worded = remit::present::career::pays_say(
            &[std::sync::Arc::new(home.clone()), std::sync::Arc::new(of)],
            &[],
            3,
            &remit::present::Locale::EN_US,
        );
        assert!(worded.contains("B stands apart"), "{worded}");
    }
}

#[test]
fn pay_is_made_of_the_coins_of_its_own_currency_before_it_is_changed() {
    // 100,001 yen a year over twelve months is whole yen each month, whatever a yen is worth.
    let mut offer = straight(0, 100_001);
    offer.currency = "JPY".parse().ok();
    offer.exchange = Some(Exchange { to: Currency::USD, rate: Rate::from_ppm(6_700), as_of: None });
    let of = by(&offer, &Needs::default());
    for (_, month) in &of.cash[1].months {
        let paid = month.new_business.to_major();
        let yen = paid / 0.0067;
        // A cent is one and a half yen.
        assert!((yen - yen.round()).abs() < 0.01 / 0.0067 && (paid * 100.0 - (paid * 100.0).round()).abs() < 1e-6);
    }
    assert_eq!(of.at_target, Money::from_major_f64(670.01), "100,001 times 0.0067 is 670.0067");
}

// ---- Profiles of before, and of later --------------------------------------------------------------------------------------

/// A profile as it was written before it knew currencies, repayment and travel.
fn of_before(profile: &Profile) -> Value {
    let mut value = profile.to_value();
    for offer in value["offers"].as_array_mut().unwrap() {
        for field in ["currency", "exchange", "sign_on_back", "travel"] {
            offer.as_object_mut().unwrap().remove(field).unwrap();
        }
    }
    value["needs"].as_object_mut().unwrap().remove("leaving").unwrap();
    value
}

#[test]
fn a_profile_of_before_comes_to_what_it_came_to() {
    let profile = example();
    let read = Profile::from_value(&of_before(&profile)).unwrap();
    assert_eq!((read.offers.clone(), read.needs.leaving), (profile.offers.clone(), None));
    for offer in &read.offers {
        let of = by(offer, &read.needs);
        let price = (of.swing().unwrap().to_major() * read.needs.surer.to_f64()).round();
        assert_eq!(of.to_me(&read.needs), Some(of.expected.unwrap() - Money::from_major_f64(price)));
        let benefits = offer.benefits.map_or(Money::ZERO, |it| it.amount());
        let equity = offer.equity.as_ref().and_then(|it| it.a_year()).unwrap_or_default();
        assert_eq!(of.with_extras(), Some(of.expected.unwrap() + benefits + equity));
        assert!(of.cash[1].months.iter().all(|it| it.1.travel.is_zero()));
    }
}

/// A profile as a later version may write it: with fields at every level that this one does not know.
fn of_later() -> Value {
    let mut value = example().to_value();
    value["mood"] = json!("hopeful");
    value["needs"]["savings"] = json!({ "months": 6 });
    value["offers"][0]["pension"] = json!(4);
    value["offers"][2]["plan"]["lottery"] = json!(["a", "b"]);
    value
}

#[test]
fn what_a_later_version_wrote_is_kept_at_its_offer_wherever_that_moves() {
    let given = of_later();
    let mut profile = Profile::from_value(&given).unwrap();
    assert_eq!(profile.unknown.len(), 4);
    assert_eq!(profile.to_value(), given);
    // The first offer goes last, and a new one comes before it.
    let mut history: History<ProfileCommand> = History::default();
    let mut all = profile.clone();
    all.offers.rotate_left(1);
    history.dispatch(&mut profile, ProfileCommand::All(Box::new(all), "order".into()), None).unwrap();
    let new = offer_for(RoleKind::Csm, profile.fresh_id(), "New");
    history
        .dispatch(&mut profile, ProfileCommand::Put { at: Some(0), offer: Box::new(new), what: String::new() }, None)
        .unwrap();
    let written = profile.to_value();
    assert_eq!(written["offers"][3]["pension"], json!(4));
    assert_eq!(written["offers"][2]["plan"]["lottery"], json!(["a", "b"]));
    assert_eq!((&written["mood"], &written["needs"]["savings"]["months"]), (&json!("hopeful"), &json!(6)));
    assert!(written["offers"][0].get("pension").is_none());
    // An offer that is removed takes its fields along, and brings them back.
    history.dispatch(&mut profile, ProfileCommand::Remove(1), None).unwrap();
    assert!(!profile.to_value().to_string().contains("pension"));
    while history.undo(&mut profile).is_some() {}
    assert_eq!(profile.to_value(), given);
}

#[test]
fn a_profile_goes_into_a_file_and_out_of_it_unchanged() {
    let text = to_file(Kind::Profile, Profile::SCHEMA, &of_later());
    let read = from_file(&text, Kind::Profile).unwrap();
    let profile = Profile::from_value(&read.data).unwrap();
    assert_eq!(to_file(Kind::Profile, Profile::SCHEMA, &profile.to_value()), text);
    assert_eq!(profile.in_words(), "3 invented offers, 0 answers");
    let newer = text.replacen("\"schema\": 1", "\"schema\": 9", 1);
    assert!(from_file(&newer, Kind::Profile).unwrap_err().to_string().contains("newer Remit (schema 9"));
    let scenario = to_file(Kind::Scenario, 1, &json!({}));
    let told = from_file(&scenario, Kind::Profile).unwrap_err().to_string();
    assert_eq!(
        told,
        "The file holds a scenario, but a profile is wanted here. Open it under “Files” on the Data page."
    );
}

#[test]
fn a_profile_that_cannot_be_read_says_where() {
    let told = |change: fn(&mut Value)| {
        let mut value = example().to_value();
        change(&mut value);
        Profile::from_value(&value).unwrap_err().to_string()
    };
    let role = told(|it| it["offers"][1]["role"] = json!("astronaut"));
    assert!(role.starts_with("at offers[1].role"), "{role}");
    let base = told(|it| it["offers"][0]["base"] = json!("a lot"));
    assert!(base.starts_with("at offers[0].base"), "{base}");
    assert_eq!(told(|it| it["needs"] = json!([])), "at needs: a list stands where named fields belong");
    assert!(Profile::from_value(&json!(7)).is_err());
}

#[test]
fn two_offers_of_one_id_are_told_apart() {
    let two = json!({ "offers": [{ "name": "A" }, { "name": "B" }, { "id": 1, "name": "C" }] });
    let profile = Profile::from_value(&two).unwrap();
    let mut ids: Vec<u32> = profile.offers.iter().map(|it| it.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

// ---- The command ------------------------------------------------------------------------------------------------------------

#[test]
fn the_command_checks_a_file_of_offers_and_writes_it_anew() {
    let folder = std::env::temp_dir().join(format!("remit-offers-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("my-offers.remit.json");
    let mut value = of_later();
    value["offers"][0]["quota"] = Value::Null;
    std::fs::write(&file, to_file(Kind::Profile, Profile::SCHEMA, &value)).unwrap();
    let remit = |args: &[&str]| {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_remit")).args(args).arg(&file).output().unwrap();
        (run.status.code(), String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap())
    };
    let (code, told, _) = remit(&["check"]);
    assert_eq!(code, Some(0), "warnings are fine");
    assert!(told.contains("warning at offer/1/pension: this version of Remit does not know this field"), "{told}");
    assert!(told.contains("warning at offer/1: There is no quota"), "{told}");
    let (_, written, _) = remit(&["migrate"]);
    let read = from_file(&written, Kind::Profile).unwrap();
    assert_eq!(read.data, Profile::from_value(&value).unwrap().to_value());
    assert_eq!(read.data["offers"][0]["pension"], json!(4));
    std::fs::write(&file, r#"{"remit":"profile","schema":9,"data":{}}"#).unwrap();
    let (code, _, said) = remit(&["check"]);
    assert!(code == Some(2) && said.contains("newer Remit (schema 9"), "{said}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn how_people_do_is_told_by_nobody_again_once_its_field_is_emptied() {
    let raised = |attainment: &Attainment| {
        let offer = Offer { attainment: attainment.clone(), ..offer_for(RoleKind::AeMidMarket, 1, "A") };
        let of = reckon(&offer, &Needs::default(), january());
        let open = flags(&of).iter().any(|it| matches!(it.flag, Flag::AtQuota { basis: Basis::Assumed, .. }));
        (open, questions(&of).contains(&Question::AtQuota))
    };
    let mut of = Attainment { basis: Basis::Company, view: View::AtQuota { share: Rate::percent(71), width: WIDTH } };
    assert_eq!(raised(&of), (false, false));
    of.tell_at_quota(None);
    assert_eq!((of.clone(), of.told_at_quota()), (Attainment::default(), None));
    assert_eq!((raised(&of), view_words(&of)), ((true, true), "assumed"));
    of.tell_at_quota(Some(Rate::percent(60)));
    assert_eq!((of.told_at_quota(), of.basis), (Some(Rate::percent(60)), Basis::Company));
    // Nothing is a width that can be typed; emptied, it is the usual one.
    of.tell_width(Some(Rate::ZERO));
    assert_eq!(of.width(), Some(Rate::ZERO));
    of.tell_width(None);
    assert_eq!(of.width(), Some(WIDTH));
    // The average of a team alike; one's own view is nobody else's, told or not.
    let mut of = Attainment { basis: Basis::Company, view: View::Average { mean: Rate::percent(80), width: WIDTH } };
    of.tell_average(None);
    assert_eq!((of.told_average(), view_words(&of)), (None, "average"));
    of.tell_average(Some(Rate::percent(85)));
    assert_eq!((of.told_average(), of.basis), (Some(Rate::percent(85)), Basis::Company));
    let mut own = Attainment { basis: Basis::Own, ..of };
    own.tell_average(None);
    assert_eq!(own.basis, Basis::Own);
}
