//! What a component pays, as one reads it: a sentence for each mechanic, with the figures of one seller.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use remit::edit::set_rate_kind;
use remit::engine::table_scale;
use remit::model::comp::PlanVersion;
use remit::model::comp::{
    Accumulates, Boundary, Component, CurvePoint, Factor, Gate, Kicker, KickerPays, KickerWhen, MarginOver, Measure,
    Milestone, Multiplier, MultiplierBy, RateKind, RatePreset, Rated, Rates, Reach, Spif, SpifPays, Target, Threshold,
    ThresholdStart, Tier, TierFrom, TierValue,
};
use remit::model::sample::company;
use remit::model::{Document, Quota, Terms};
use remit::present::{Locale, words_pay};
use remit::units::{Cadence, ComponentId, Currency, Money, Rate, Yearly};

/// Variable pay of 120,000 on a quota of 1.2 million: 10 %.
fn terms() -> Terms {
    Terms {
        base: Yearly::new(Money::from_major(90_000)),
        ote: Yearly::new(Money::from_major(210_000)),
        quota: Some(Quota::Arr { amount: Money::from_major(1_200_000), per: Cadence::Year }),
        ..Terms::default()
    }
}

fn seller(change: impl FnOnce(&mut Component)) -> Component {
    let rates = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150))]);
    let mut component = Component { rates, cadence: Cadence::Quarter, ..Component::default() };
    change(&mut component);
    component
}

fn says(change: impl FnOnce(&mut Component)) -> String {
    words_pay::component(&seller(change), Some(&terms()), None, &Locale::EN_US, Currency::default())
        .replace('\u{a0}', " ")
}

/// What is said after the usual sentence of the table.
fn adds(change: impl FnOnce(&mut Component)) -> String {
    let text = says(change);
    let usual = "Pays 10.00 % of each new ARR dollar up to quota, 15.00 % beyond";
    text.strip_prefix(usual).unwrap_or_else(|| panic!("{text}")).to_owned()
}

fn turned(kind: RateKind) -> impl FnOnce(&mut Component) {
    move |component| {
        let scale = table_scale(component, &terms());
        set_rate_kind(component, kind, &scale);
    }
}

#[test]
fn each_kind_of_table_says_what_it_pays_where() {
    assert_eq!(
        says(|it| {
            let point = |attainment, pay| CurvePoint { attainment: Rate::percent(attainment), pay: Rate::percent(pay) };
            it.rates = Rates::Curve { points: vec![point(50, 20), point(100, 100), point(150, 180)] };
        }),
        "Pays target pay ($120,000 a year) along a curve of attainment of new ARR: 20 % of it at 50 %, 100 % of it at \
         100 % and 180 % of it at 150 %; no cap."
    );
    assert_eq!(
        says(turned(RateKind::Interpolated(Accumulates::Amount))),
        "Pays for new ARR what each tier adds as far as it is filled: 100 % of target pay up to 100 % and 150 % of \
         target pay up to 200 %."
    );
    assert_eq!(
        says(turned(RateKind::Interpolated(Accumulates::Rate))),
        "Pays all of new ARR at one rate, to which each tier adds as far as it is filled: 10.00 % up to 100 % and 2.50 \
         % up to 200 %."
    );
    assert_eq!(
        says(|it| {
            let step =
                |at, pay| Milestone { at: TierFrom::Amount(Money::from_major(at)), pay: Money::from_major_f64(pay) };
            it.rates = Rates::Milestones {
                steps: vec![step(100_000, 2_500.0), step(250_000, 7_500.5), step(400_000, 9_000.0)],
            };
        }),
        "Pays fixed sums for new ARR in each quarter: $2,500 at $100,000, $7,500.50 more at $250,000 and $9,000 more \
         at $400,000."
    );
    assert_eq!(
        says(|it| {
            it.rates = Rates::Matrix {
                by: Measure::GrossRetention,
                rows: vec![Rate::percent(50), Rate::percent(100)],
                columns: vec![Rate::percent(80), Rate::percent(90), Rate::percent(95)],
                cells: vec![
                    vec![Rate::percent(20), Rate::percent(30), Rate::percent(40)],
                    vec![Rate::percent(80), Rate::percent(100), Rate::percent(130)],
                ],
            };
        }),
        "Pays a share of target pay ($120,000 a year) by attainment of new ARR and gross retention together: 20 % from \
         50 % and 80 %, up to 130 % from 100 % and 95 %."
    );
}

#[test]
fn rows_of_a_matrix_on_a_ratio_are_shares_of_its_target_and_say_the_ratio() {
    let percents = |of: &[i64]| of.iter().map(|it| Rate::percent(*it)).collect::<Vec<_>>();
    let component = Component {
        measure: Measure::GrossRetention,
        target: Target::Ratio { ratio: Rate::percent(90) },
        rates: Rates::Matrix {
            by: Measure::NetRetention,
            rows: percents(&[80, 85, 90, 95]),
            columns: percents(&[100, 110]),
            cells: vec![percents(&[25, 50]), percents(&[50, 75]), percents(&[100, 120]), percents(&[130, 150])],
        },
        ..Component::default()
    };
    // 80 % of 90 % is 72 %, 95 % of it 85.5 %: what the engine pays from.
    let said = words_pay::component(&component, None, None, &Locale::EN_US, Currency::default()).replace('\u{a0}', " ");
    assert_eq!(
        said,
        "Pays a share of target pay by gross retention and net retention together: 25 % from 72 % and 100 %, up to \
         150 % from 85.5 % and 110 %."
    );
    let (head, help) = words_pay::matrix_rows(&component, &Locale::EN_US);
    assert_eq!(head.replace('\u{a0}', " "), "% of target (90 %)");
    assert_eq!(
        help.replace('\u{a0}', " "),
        "Rows are shares of the target: 100 % of it is gross retention of 90 %. Columns are net retention itself."
    );
    // A measure that is no ratio is held against its own target, and a threshold is the ratio itself.
    let mut expanding = component.clone();
    let Rates::Matrix { by, .. } = &mut expanding.rates else { panic!("it is a matrix") };
    *by = Measure::ExpansionArr;
    expanding.threshold = Some(Threshold { at: Rate::percent(75), start: ThresholdStart::Share });
    let (_, help) = words_pay::matrix_rows(&expanding, &Locale::EN_US);
    assert!(
        help.ends_with(
            "Columns are attainment of expansion ARR, in shares of its target. The threshold is gross retention itself, no share of \
             the target."
        ),
        "{help}"
    );
}

#[test]
fn a_threshold_is_told_whatever_the_table() {
    let matrix = |start| Component {
        measure: Measure::NetRetention,
        target: Target::Ratio { ratio: Rate::percent(105) },
        threshold: Some(Threshold { at: Rate::percent(90), start }),
        rates: Rates::Matrix {
            by: Measure::ExpansionArr,
            rows: vec![Rate::ONE],
            columns: vec![Rate::ZERO],
            cells: vec![vec![Rate::ONE]],
        },
        ..Component::default()
    };
    let told = |it: &Component| {
        words_pay::component(it, None, None, &Locale::EN_US, Currency::default()).replace('\u{a0}', " ")
    };
    assert!(told(&matrix(ThresholdStart::Share)).ends_with("; nothing below 90 % net retention."));
    let rises = "; nothing below 90 % net retention, from there straight up to target pay at 105 % net retention, whatever the \
                 table says up to there.";
    let text = told(&matrix(ThresholdStart::Zero));
    assert!(text.ends_with(rises), "{text}");
    let curve = says(|it| {
        it.rates = Rates::Curve { points: vec![CurvePoint { attainment: Rate::ONE, pay: Rate::ONE }] };
        it.threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
    });
    assert!(
        curve.contains("; nothing below 50 % of target, from there straight up to target pay at 100 % of target"),
        "{curve}"
    );
}

#[test]
fn components_of_one_measure_have_words_of_their_own_beside_their_lines() {
    let named = |names: &[(&str, Measure)]| {
        let one = |(name, measure): &(&str, Measure)| Component {
            name: (*name).to_owned(),
            measure: *measure,
            ..Component::default()
        };
        words_pay::shorts(&names.iter().map(one).collect::<Vec<_>>())
    };
    let (new, kept) = (Measure::NewArr, Measure::GrossRetention);
    assert_eq!(named(&[("New business", new), ("Retention", kept)]), ["new", "GRR"]);
    assert_eq!(
        named(&[("New business", new), ("Retention", kept), ("New business 2", new)]),
        ["New business", "GRR", "New business 2"]
    );
    // Names too long to stand beside a line, or the same name twice.
    assert_eq!(named(&[("Commission on new business", new), ("Pilot", new)]), ["new 1", "new 2"]);
    assert_eq!(named(&[("Pilot", new), ("Pilot", new)]), ["new 1", "new 2"]);
}

#[test]
fn tiers_say_what_they_reach_back_to_one_by_one() {
    let tier = |from, multiple, reach| Tier {
        from: TierFrom::Quota(Rate::percent(from)),
        value: TierValue::Multiple(Rate::percent(multiple)),
        reach,
    };
    let table =
        |tiers: Vec<Tier>| move |it: &mut Component| it.rates = Rates::Tiers { tiers, boundary: Boundary::Lower };
    let mixed = vec![
        tier(0, 50, Reach::OwnBound),
        tier(50, 100, Reach::FirstDollar),
        tier(120, 150, Reach::Quota),
        tier(150, 200, Reach::OwnBound),
    ];
    assert_eq!(
        says(table(mixed.clone())),
        "Pays 5.00 % of each new ARR dollar up to 50 %; past 50 %, 10.00 % of everything from the first dollar; past \
         120 %, 15.00 % of all above quota; past 150 %, 20.00 % of what lies above; no cap."
    );
    let mut first_dollar =
        vec![tier(0, 0, Reach::OwnBound), tier(50, 100, Reach::OwnBound), tier(100, 150, Reach::OwnBound)];
    RatePreset::FirstDollar.apply(&mut first_dollar);
    assert_eq!(
        says(table(first_dollar)),
        "Pays 0.00 % of each new ARR dollar up to 50 %; past 50 %, 10.00 % of everything from the first dollar; past \
         quota, 15.00 % of what lies above; no cap."
    );
    let bonus = says(|it| {
        table(mixed)(it);
        it.measure = Measure::GrossRetention;
        it.target = Target::Ratio { ratio: Rate::percent(90) };
    });
    assert_eq!(
        bonus,
        "Pays target pay ($120,000 a year) at 90 % gross retention, by its tiers below, $2,000 a point of all above \
         target past 120 % of target, $2,667 a point past 150 % of target; no cap."
    );
}

#[test]
fn a_gate_and_borrowed_attainment_name_the_other_measure_in_its_own_unit() {
    let gate = |measure, at, accelerators_only| Some(Gate { measure, at: Rate::percent(at), accelerators_only });
    assert_eq!(
        adds(|it| it.gate = gate(Measure::GrossRetention, 90, true)),
        "; no cap. It accelerates only if gross retention reaches 90 %."
    );
    assert_eq!(
        adds(|it| it.gate = gate(Measure::Opportunities, 80, false)),
        "; no cap. It is paid only if attainment of qualified opportunities reaches 80 %."
    );
    assert_eq!(
        adds(|it| it.attained_by = Some(Measure::GrossMargin)),
        "; no cap. The rate is the one that holds at attainment of gross margin."
    );
}

#[test]
fn tiers_by_the_margin_of_a_deal_say_what_the_margin_is_measured_against() {
    let tier = |from, multiple| Tier {
        from: TierFrom::Quota(Rate::percent(from)),
        value: TierValue::Multiple(Rate::percent(multiple)),
        reach: Reach::OwnBound,
    };
    let by = |rated, over| {
        says(|it| {
            (it.rated, it.tier_by_margin) = (rated, Some(over));
            it.rates = Rates::Tiers { tiers: vec![tier(0, 50), tier(36, 100)], boundary: Boundary::Upper };
        })
    };
    assert_eq!(
        by(Rated::EachDeal, MarginOver::Cost),
        "Pays for new ARR of each deal the rate that its margin in per cent of its cost picks: 5.00 % from 0 % and \
         10.00 % from 36 %; no cap."
    );
    assert!(by(Rated::EachDeal, MarginOver::Amount).contains("in per cent of its amount picks"));
    // Where the period's total is rated no margin is asked for.
    assert_eq!(
        by(Rated::Period, MarginOver::Cost),
        "Pays 5.00 % of each new ARR dollar up to 36 %, 10.00 % beyond; no cap."
    );
}

#[test]
fn caps_say_what_they_cut_and_what_is_carried() {
    assert_eq!(adds(|it| it.attainment_cap = Some(Rate::percent(180))), "; no more attainment than 180 % counts.");
    let carried = |it: &mut Component| (it.cap, it.cap_carries) = (Some(Rate::percent(200)), true);
    assert_eq!(
        adds(carried),
        "; at most 2x target pay. What the cap cuts is paid later in the year, as far as there is room below it."
    );
    // Where the whole year is rated at once there is no later period to carry to.
    let to_date = adds(|it| {
        carried(it);
        it.rated = Rated::YearToDate;
    });
    assert_eq!(to_date, "; at most 2x target pay.");
    assert_eq!(
        adds(|it| (it.rated, it.deal_cap) = (Rated::EachDeal, Some(Money::from_major(40_000)))),
        "; no cap. One deal pays at most $40,000."
    );
}

#[test]
fn kickers_say_which_deals_and_how_much() {
    let kicker = |when, pays| Kicker { when, pays, expected: Rate::ZERO };
    let all = |it: &mut Component| {
        it.kickers = vec![
            kicker(KickerWhen::Term { months: 36 }, KickerPays::Share(Rate::percent(2))),
            kicker(KickerWhen::Prepaid, KickerPays::Multiple(Rate::percent(25))),
            kicker(KickerWhen::Size { amount: Money::from_major(100_000) }, KickerPays::Share(Rate::percent(1))),
        ];
    };
    assert_eq!(
        adds(all),
        "; no cap. Deals signed for 36 months or more pay 2 % of their credit on top. Deals paid in advance pay 0.25x \
         the derived rate on top. Deals of $100,000 or more pay 1 % of their credit on top."
    );
}

#[test]
fn a_multiplier_says_by_what_and_how() {
    let by = |by| Some(Multiplier { measure: Measure::Satisfaction, by });
    let step = |from, factor| Factor { from: Rate::percent(from), factor: Rate::percent(factor) };
    assert_eq!(
        adds(|it| it.multiplier = by(MultiplierBy::Steps { steps: vec![step(0, 90), step(100, 110)] })),
        "; no cap. All of it is multiplied by what the satisfaction score gives: 0.9x from 0 %, 1.1x from 100 %."
    );
    let linked = MultiplierBy::Attainment { least: Rate::percent(50), most: Rate::percent(120) };
    assert_eq!(
        adds(|it| it.multiplier = by(linked)),
        "; no cap. All of it is multiplied by the satisfaction score itself, taken as 50 % at least and 120 % at most."
    );
}

#[test]
fn things_that_are_counted_are_told_in_numbers_and_not_in_money() {
    let mut terms = terms();
    terms.quota = Some(Quota::Units { count: 40, per: Cadence::Year });
    let component = seller(|it| {
        it.measure = Measure::Units;
        it.target = Target::Quota;
        let kicker = KickerWhen::Size { amount: Money::from_major(5) };
        it.kickers = vec![Kicker { when: kicker, pays: KickerPays::Multiple(Rate::percent(50)), expected: Rate::ZERO }];
    });
    let text = words_pay::component(&component, Some(&terms), None, &Locale::EN_US, Currency::default())
        .replace('\u{a0}', " ");
    assert_eq!(
        text,
        "Pays $3,000.00 for each unit up to quota, $4,500.00 beyond; no cap. Deals of 5 or more pay 0.5x the derived \
         rate on top."
    );
}

#[test]
fn a_tier_below_target_says_the_rise_from_the_threshold_and_one_above_what_it_is_a_multiple_of() {
    let mut terms = terms();
    // 70,000 of variable: ten points from 80 to 90 % at 7,000 each; over ninety points it is 777.78 each, five times that 3,888.89.
    terms.ote = Yearly::new(Money::from_major(160_000));
    let component = Component {
        measure: Measure::GrossRetention,
        target: Target::Ratio { ratio: Rate::percent(90) },
        threshold: Some(Threshold { at: Rate::percent(80), start: ThresholdStart::Zero }),
        rates: RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(500))]),
        ..Component::default()
    };
    let told = |component: &Component| {
        let told = words_pay::tier_rates_told(component, &terms, &Locale::EN_US, Currency::default());
        told.iter().map(|it| it.replace('\u{a0}', " ")).collect::<Vec<_>>()
    };
    assert_eq!(told(&component), ["$7,000 a point from 80 % to 90 %", "$3,889 a point, 5x of $777.78"]);
    // Without a threshold both are multiples of the same rate, and the table says which.
    assert_eq!(told(&Component { threshold: None, ..component.clone() }), ["$777.78 a point", "$3,889 a point"]);
}

#[test]
fn a_component_without_a_cap_of_its_own_says_where_the_plan_ends_it() {
    let capped = |component: &Component| {
        let cap = Some(Rate::percent(200));
        words_pay::component(component, Some(&terms()), cap, &Locale::EN_US, Currency::default()).replace('\u{a0}', " ")
    };
    assert_eq!(
        capped(&seller(|_| {})),
        "Pays 10.00 % of each new ARR dollar up to quota, 15.00 % beyond; the whole plan pays at most 2x target variable \
         a fiscal year."
    );
    assert!(capped(&seller(|it| it.cap = Some(Rate::percent(150)))).ends_with("; at most 1.5x target pay."));
}

#[test]
fn a_spif_says_what_it_pays_for_and_when() {
    let spif = |measure, pays| {
        let day = |text: &str| text.parse().unwrap();
        let spif = Spif {
            id: ComponentId::new("spif"),
            name: "Summer".into(),
            measure,
            from: day("2027-07-01"),
            to: day("2027-08-31"),
            amount: Money::from_major(500),
            pays,
        };
        words_pay::spif(&spif, false, &Locale::EN_US, Currency::default()).replace('\u{a0}', " ")
    };
    let days = "from 1 Jul 2027 to 31 Aug 2027.";
    assert_eq!(
        spif(Measure::NewArr, SpifPays::PerDeal { least: Money::ZERO }),
        format!("Pays $500 for each deal of new ARR, {days}")
    );
    assert_eq!(
        spif(Measure::ExpansionArr, SpifPays::PerDeal { least: Money::from_major(20_000) }),
        format!("Pays $500 for each deal of $20,000 or more of expansion ARR, {days}")
    );
    assert_eq!(
        spif(Measure::NewArr, SpifPays::Once { at: Money::from_major(250_000) }),
        format!("Pays $500 once, when new ARR reaches $250,000, {days}")
    );
    assert_eq!(
        spif(Measure::Units, SpifPays::Once { at: Money::from_major(12) }),
        format!("Pays $500 once, when units sold reach 12, {days}")
    );
}

#[test]
fn a_table_of_a_year_says_which_version_it_takes_for_the_whole_of_it() {
    let from = |text: &str| PlanVersion { from: text.parse().ok(), ..PlanVersion::default() };
    let versions = [from(""), from("2027-07-01"), from("2028-01-01")];
    assert_eq!(words_pay::version_all_year(&versions[..1], 0), None);
    let said = |at| words_pay::version_all_year(&versions, at).unwrap();
    assert_eq!(said(0), "As if the first version held all year; version 2 holds from 1 Jul 2027.");
    assert_eq!(said(1), "As if version 2, from 1 Jul 2027, held all year.");
    assert_eq!(said(2), "As if version 3, from 1 Jan 2028, held all year.");
}

#[test]
fn terms_that_another_plan_pays_by_say_whose_pay_they_change() {
    let mut document = company();
    let role = document.roles.iter().position(|it| it.id.as_str() == "ae").unwrap();
    let at =
        document.roles[role].terms.iter().position(|it| it.segment.as_ref().is_some_and(|it| it.as_str() == "smb"));
    let at = at.unwrap();
    let terms = document.roles[role].terms[at].clone();
    let held = document.seats.iter().filter(|it| document.terms_of(it) == Some(&terms)).count();
    let said = |document: &Document| {
        words_pay::terms_of_others(document, &document.roles[role].terms[at], &Locale::EN_US).unwrap()
    };
    assert_eq!(
        said(&document),
        format!(
            "These terms are the role\u{2019}s, held by {held} seats and paid by \u{201c}Account executive\u{201d}: what is typed here \
             changes their pay."
        )
    );
    document.seats.clear();
    assert_eq!(words_pay::terms_of_others(&document, &document.roles[role].terms[at], &Locale::EN_US), None);
}
