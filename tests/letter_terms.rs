//! What letters of German and English employers say of role, first day, base pay, hours and terms, in short invented ones.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use chrono::NaiveDate;
use remit::career::letter::{Fact, offer_from, read, unread, with_role};
use remit::career::{
    Assumed, Flag, Hours, Needs, Offer, Question, RoleKind, assumed, flags, offer_for, questions, reckon, shape_of,
    steps_are_usual, with_shape,
};
use remit::model::Quota;
use remit::model::comp::{DrawKind, Measure, ThresholdStart};
use remit::present::Locale;
use remit::present::career::{disagrees, fact, missing, question, role_assumed};

use remit::units::{Cadence, Money, Rate, Yearly};

fn offer(text: &str) -> Offer {
    offer_from(text, &read(text), 1).0
}

fn open(text: &str) -> Vec<String> {
    unread(text, &read(text))
}

fn major(amount: i64) -> Money {
    Money::from_major(amount)
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn asked(offer: &Offer) -> Vec<Question> {
    questions(&reckon(offer, &Needs::default(), day(2027, 1, 1).unwrap()))
}

#[test]
fn the_role_is_read_in_either_form_and_behind_the_words_that_offer_it() {
    for (text, role) in [
        ("Wir bieten Ihnen die Position als Account Managerin (Bestandskunden) an.", RoleKind::Am),
        ("Sie werden als Key Account Managerin eingestellt.", RoleKind::SeniorAm),
        ("Stelle als Vertriebsleiterin, Bruttojahresgehalt 90.000 €", RoleKind::SalesManager),
        ("Position als Account Manager:in", RoleKind::Am),
        ("Stelle: Customer Success Managerin", RoleKind::Csm),
        ("We offer you the position of Account Manager, reporting to the Sales Director.", RoleKind::Am),
        ("You report to the Regional Sales Director. You join as an SDR.", RoleKind::Sdr),
    ] {
        let offer = offer(text);
        assert_eq!((offer.role, offer.told.role_open), (role, false), "{text}");
        assert!(!missing(&offer).contains(&"role") && role_assumed(&offer).is_none(), "{text}");
    }
}

#[test]
fn a_role_that_is_not_read_is_said_to_be_assumed_asked_and_quoted() {
    let text =
        "We offer you the position of Growth Wizard, reporting to the Sales Manager.\nBase $90,000, OTE $120,000.";
    let offer = offer(text);
    assert!(offer.told.role_open && missing(&offer).contains(&"role"));
    let said = role_assumed(&offer).unwrap();
    assert!(said.contains("Account executive, mid-market"), "{said}");
    assert!(asked(&offer).contains(&Question::Role));
    assert_eq!(open(text), ["We offer you the position of Growth Wizard, reporting to the Sales Manager."]);
    // Once one chooses, nothing is assumed, and the plan is that of the role chosen.
    let chosen = with_role(&offer, RoleKind::Csm);
    let measures: Vec<Measure> = chosen.plan.components.iter().map(|it| it.measure).collect();
    assert!(!measures.contains(&Measure::NewArr), "{measures:?}");
    assert_eq!((chosen.role, chosen.told.role_open), (RoleKind::Csm, false));
    assert!(!asked(&chosen).contains(&Question::Role));
    // A plan that was changed since stays.
    let mut changed = offer;
    changed.plan.cap = Some(Rate::percent(200));
    assert_eq!(with_role(&changed, RoleKind::Csm).plan, changed.plan);
}

#[test]
fn the_first_day_is_read_as_letters_say_it_and_other_dates_are_quoted() {
    for text in [
        "Wir bieten Ihnen ab dem 1. März 2027 die Position als Account Manager an.",
        "Wir stellen Sie zum 1. März 2027 als Account Manager ein. Die Stelle als Account Manager ab 01.03.2027 ist unbefristet.",
        "Position als Account Managerin ab 01.03.2027",
        "Das Arbeitsverhältnis gilt mit Wirkung zum 1. März 2027.",
        "We offer you the role of Account Manager effective 1 March 2027.",
        "You will join us from March 1, 2027.",
        "Start: 1 March 2027",
    ] {
        assert_eq!(offer(text).start, day(2027, 3, 1), "{text}");
        assert!(!open(text).iter().any(|it| it.contains("2027")), "{:?}", open(text));
    }
    for text in [
        "Bitte senden Sie uns den unterschriebenen Vertrag bis zum 15. Januar 2027 zurück.",
        "This offer expires on 31 January 2027.",
        "This offer of the position lapses unless you accept it by 15 January 2027.",
        "Ab dem 1. Januar 2028 überprüfen wir die Ziele gemeinsam mit Ihnen.",
    ] {
        assert_eq!(offer(text).start, None, "{text}");
        assert_eq!(open(text), [text]);
    }
    // The line that says when and where it was written is none.
    assert!(open("Hamburg, den 12. Januar 2027\n12 January 2027\n12.01.2027").is_empty());
}

#[test]
fn base_pay_is_read_under_the_names_german_letters_give_it() {
    for (text, base, salaries) in [
        ("Ihr Bruttojahresgehalt beträgt 65.000 €.", 65_000, None),
        ("Jahresbruttogehalt: 65.000 EUR", 65_000, None),
        ("Sie erhalten ein Bruttogehalt von 65.000 Euro im Jahr.", 65_000, None),
        ("Monatsgehalt 5.000 € brutto", 60_000, None),
        ("Ihr monatliches Bruttogehalt beträgt 5.000 €.", 60_000, None),
        // Thirteen times 5,000.
        ("Monatsgehalt 5.000 € brutto, 13 Gehälter", 65_000, Some(13)),
        ("Monatsgehalt von 5.000 € brutto. Sie erhalten ein 13. Monatsgehalt im November.", 65_000, Some(13)),
        ("Bruttomonatsgehalt 5.000 € (14 Monatsgehälter)", 70_000, Some(14)),
        ("A monthly salary of €5,000, paid in 14 salaries a year.", 70_000, Some(14)),
        // A year's pay is that of a year, in however many parts it comes.
        ("Bruttojahresgehalt 65.000 € in 13 Monatsgehältern", 65_000, Some(13)),
        ("Das Jahresgehalt von 65.000 € wird in 13 Monatsgehältern ausgezahlt.", 65_000, Some(13)),
        ("Grundvergütung: 65.000 € p. a.", 65_000, None),
    ] {
        let offer = offer(text);
        assert_eq!((offer.base_pay(), offer.salaries), (major(base), salaries), "{text}");
        assert!(open(text).is_empty(), "{text}: {:?}", open(text));
    }
    let offer = offer("Bruttojahreszielgehalt 100.000 €, davon Jahresfestgehalt 70.000 €");
    assert_eq!((offer.base_pay(), offer.variable_pay()), (major(70_000), major(30_000)));
    // On top of a year's pay it makes another amount: that is quoted and not guessed.
    let text = "Jahresgehalt 60.000 €. Zuzüglich erhalten Sie ein 13. Monatsgehalt.";
    assert_eq!((self::offer(text).base_pay(), self::offer(text).salaries), (major(60_000), None));
    assert_eq!(open(text), ["Zuzüglich erhalten Sie ein 13. Monatsgehalt."]);
}

#[test]
fn sentences_end_where_they_end() {
    let text = "Ihre Jahresquote beträgt 3,1 Mio. Euro neuer ARR. Sie erhalten Leistungen wie z. B. 2.500 € für ein Rad. \
                Das 13. Monatsgehalt beträgt 1.234 € und kommt dazu.";
    assert_eq!(offer(text).quota, Some(remit::model::Quota::Arr { amount: major(3_100_000), per: Cadence::Year }));
    assert_eq!(
        open(text),
        [
            "Sie erhalten Leistungen wie z. B. 2.500 € für ein Rad.",
            "Das 13. Monatsgehalt beträgt 1.234 € und kommt dazu."
        ]
    );
    let text = "Halcyon Freight Software, Inc. of Leeds pays a $2,500 SPIFF. We look forward to you.";
    assert_eq!(open(text), ["Halcyon Freight Software, Inc. of Leeds pays a $2,500 SPIFF."]);
    let text = "You join Halcyon Inc. Your base is $90,000. A kicker of 1.2x is paid.";
    assert_eq!(open(text), ["A kicker of 1.2x is paid."]);
}

#[test]
fn hours_may_be_half_ones_and_whole_ones_are_kept_as_before() {
    for (text, hours) in [
        ("38,5 Stunden pro Woche", 38.5),
        ("a 37.5-hour week", 37.5),
        ("Wochenarbeitszeit: 40 Stunden", 40.0),
        ("39 hours a week", 39.0),
    ] {
        let offer = offer(text);
        assert_eq!(offer.hours_week.map(Hours::to_f64), Some(hours), "{text}");
        let written = serde_json::to_value(&offer).unwrap();
        assert_eq!(written["hours_week"].as_f64(), Some(hours));
        assert_eq!(serde_json::from_value::<Offer>(written).unwrap().hours_week, offer.hours_week);
    }
    assert_eq!(serde_json::to_string(&Hours::new(40)).unwrap(), "40");
    let found = read("38,5 Stunden pro Woche");
    let shown = found.iter().map(|it| fact(&it.fact, &Locale::default()).1).collect::<Vec<_>>();
    assert_eq!(shown, ["38.5"]);
    // 46 weeks of 38.5 hours are 1,771: 177,100 a year are 100 an hour.
    let mut offer = offer_for(RoleKind::AeMidMarket, 1, "Ours");
    offer.hours_week = Hours::from_f64(38.5);
    offer.base = Some(Yearly::new(major(177_100)));
    offer.variable = None;
    let of = reckon(&offer, &Needs::default(), day(2027, 1, 1).unwrap());
    assert_eq!(of.an_hour(&Needs::default()), Some(major(100)));
    assert_eq!((Hours::from_f64(-1.0), Hours::from_f64(f64::NAN)), (None, None));
}

#[test]
fn what_is_paid_in_the_month_after_waits_for_one_month() {
    for text in [
        "Die Provision wird halbjährlich abgerechnet und im Folgemonat ausgezahlt.",
        "Die Provision wird halbjährlich abgerechnet und ist am 15. des Folgemonats fällig.",
    ] {
        let shape = shape_of(&offer(text));
        assert_eq!((shape.cadence, shape.lag), (Cadence::Half, 1), "{text}");
        assert!(open(text).is_empty(), "{text}: {:?}", open(text));
    }
    let shape = shape_of(&offer("Commissions are paid quarterly, in the following month."));
    assert_eq!((shape.cadence, shape.lag), (Cadence::Quarter, 1));
    // A quarter may be one month or three: it is quoted.
    let text = "Die Provision wird vierteljährlich abgerechnet und im Folgequartal ausgezahlt.";
    assert_eq!(open(text), [text]);
}

#[test]
fn where_pay_begins_at_a_threshold_is_read_chosen_or_asked() {
    // 60,000 at target and a threshold of 50 %: at 75 %, half of it from zero, three quarters with the threshold's share.
    let letter = |said: &str| {
        format!(
            "Account Executive. Base $60,000, variable $60,000, quota $600,000 a year. No commission below 50% of quota{said}."
        )
    };
    let paid = |offer: &Offer| reckon(offer, &Needs::default(), day(2027, 1, 1).unwrap()).pay(0.75);
    let told = offer(&letter(", from there on it is paid from the first dollar"));
    assert_eq!((shape_of(&told).begins, paid(&told)), (ThresholdStart::Share, major(60_000 + 45_000)));
    assert!(!asked(&told).contains(&Question::ThresholdStart));
    let told = offer(&letter(", and above it begins from zero"));
    assert_eq!((shape_of(&told).begins, paid(&told)), (ThresholdStart::Zero, major(60_000 + 30_000)));
    assert!(!asked(&told).contains(&Question::ThresholdStart));
    let open = offer(&letter(""));
    assert!(asked(&open).contains(&Question::ThresholdStart));
    let mut shape = shape_of(&open);
    shape.begins = ThresholdStart::Share;
    let chosen = with_shape(&open, shape);
    assert_eq!((paid(&chosen), shape_of(&chosen)), (major(105_000), shape));
    assert!(!asked(&chosen).contains(&Question::ThresholdStart));
}

#[test]
fn new_business_with_customers_one_has_is_expansion() {
    for text in [
        "Bonus 45.000 €: 60 % auf NRR (Ziel 108 %), 40 % auf Neugeschäft im Bestand (Ziel 400.000 € im Jahr)",
        "Bonus €45,000: 60% on NRR (target 108%), 40% on new business with existing customers (target €400,000 a year)",
    ] {
        let measures: Vec<Measure> = offer(text).plan.components.iter().map(|it| it.measure).collect();
        assert_eq!(measures, [Measure::NetRetention, Measure::ExpansionArr], "{text}");
    }
}

#[test]
fn the_company_of_the_letterhead_makes_the_offer() {
    for (text, name) in [
        (
            "Halcyon Freight Software, Inc.\n14 Dock Road\n\nDear Jo, come and work with Anna Berg.",
            "Halcyon Freight Software",
        ),
        ("\n  Halcyon Software Ltd\nDear Jo", "Halcyon Software Ltd"),
        ("Halcyon LLC | 14 Dock Road", "Halcyon LLC"),
        ("Halcyon Systeme GmbH, Hamburg", "Halcyon Systeme GmbH"),
        ("Halcyon GmbH & Co. KG", "Halcyon GmbH & Co. KG"),
        ("Halcyon Systeme AG", "Halcyon Systeme AG"),
        ("Halcyon SE", "Halcyon SE"),
        ("Halcyon Logiciels SAS", "Halcyon Logiciels SAS"),
        ("Halcyon Group plc", "Halcyon Group plc"),
    ] {
        assert_eq!(offer(text).name, name, "{text}");
    }
    for text in ["Offer from the AG", "Dear Jo, Inc.", "AG", "Base 90,000, Ltd"] {
        assert!(
            !read(text).iter().any(|it| matches!(&it.fact, Fact::Company(name) if name.contains("Offer"))),
            "{text}"
        );
    }
    assert_eq!(offer("we write to you as the team of Halcyon Inc.").name, "");
}

#[test]
fn steps_of_the_role_give_way_to_one_rate() {
    let usual = offer_for(RoleKind::AeMidMarket, 1, "Ours");
    assert!(shape_of(&usual).above.is_none() && steps_are_usual(&usual), "the template has more than one step");
    let mut shape = shape_of(&usual);
    // Left alone, the steps stay.
    assert_eq!(with_shape(&usual, shape).plan, usual.plan);
    shape.above = Some(Rate::percent(150));
    let one = with_shape(&usual, shape);
    assert_eq!((shape_of(&one).above, steps_are_usual(&one)), (Some(Rate::percent(150)), false));
    assert!(!steps_are_usual(&offer("Account Executive, 1.3x above 100%, 1.7x above 140%")));
}

#[test]
fn more_salaries_come_in_june_and_november_and_add_up_to_the_same() {
    // 65,000 in thirteen salaries: 5,000 a month and 10,000 in November.
    let base = |salaries: Option<u32>, start: Option<NaiveDate>, year: i64| {
        let mut offer = offer_for(RoleKind::AeMidMarket, 1, "Ours");
        (offer.base, offer.variable, offer.salaries, offer.start) =
            (Some(Yearly::new(major(year))), None, salaries, start);
        let of = reckon(&offer, &Needs::default(), day(2027, 1, 1).unwrap());
        of.cash[1].months.iter().map(|it| it.1.base.to_major() as i64).collect::<Vec<_>>()
    };
    let mut year = [5_000; 12];
    year[10] = 10_000;
    assert_eq!(base(Some(13), None, 65_000), [year, year].concat());
    // 70,000 in fourteen: June too.
    year[5] = 10_000;
    assert_eq!(base(Some(14), None, 70_000), [year, year].concat());
    assert_eq!(base(None, None, 60_000), [5_000; 24]);
    // From 1 March on, ten twelfths of a salary of 6,000 in November of the first year.
    let from_march = base(Some(13), day(2027, 3, 1), 78_000);
    assert_eq!((from_march[0], from_march[8], from_march[20]), (6_000, 11_000, 12_000));
    // From 1 December on, a twelfth of each at once; from 1 September on, four twelfths of both in November.
    assert_eq!(base(Some(13), day(2027, 12, 1), 78_000)[..2], [6_500, 6_000]);
    assert_eq!(base(Some(14), day(2027, 9, 1), 84_000)[..4], [6_000, 6_000, 10_000, 6_000]);
}

#[test]
fn notice_probation_and_bans_on_competing_are_told_or_asked() {
    let locale = Locale::default();
    let text = "Die Probezeit beträgt sechs Monate. Die Kündigungsfrist beträgt drei Monate zum Monatsende.\n\
                Es gilt ein nachvertragliches Wettbewerbsverbot.";
    let told: Vec<String> =
        read(text).iter().filter(|it| matches!(it.fact, Fact::Said(..))).map(|it| fact(&it.fact, &locale).1).collect();
    assert_eq!(
        told,
        [
            "told: “Die Probezeit beträgt sechs Monate”",
            "told: “Die Kündigungsfrist beträgt drei Monate zum Monatsende”",
            "told: “Es gilt ein nachvertragliches Wettbewerbsverbot”",
        ]
    );
    assert!(open(text).is_empty(), "{:?}", open(text));
    let terms = [Question::Notice, Question::Probation, Question::NonCompete];
    let asked_of = |text: &str| terms.map(|it| asked(&offer(text)).contains(&it));
    assert_eq!(asked_of(text), [false; 3]);
    assert_eq!(asked_of("Base $90,000. Either party may end this with 30 days' notice."), [false, true, true]);
    assert_eq!(asked_of("Base $90,000"), [true; 3]);
    // A draw stays one beside a probation.
    let offer =
        offer("Probation: six months. A guarantee of $3,000 a month for the first three months. Ramp: 4 months.");
    assert_eq!(shape_of(&offer).draw, Some((DrawKind::GuaranteeTopUp, major(3_000), Some(3))));
    assert_eq!(offer.ramp_months, 4);
}

#[test]
fn a_period_that_the_next_sentence_names_is_not_that_of_an_amount() {
    for (text, variable) in [
        (
            "Account Executive. Quote 780.000 € im Jahr. Variable Vergütung 40.000 €. Monatliches Bruttogehalt 5.000 € (13 Gehälter).",
            40_000,
        ),
        ("Base salary $90,000, variable $60,000. Monthly draw of $2,000 for six months.", 60_000),
        ("Base salary $90,000. Variable $60,000. Monthly base payments on the 28th.", 60_000),
        // In its own sentence it counts.
        ("Base salary $90,000. Variable $5,000 monthly. Quarterly reviews.", 60_000),
    ] {
        assert_eq!(offer(text).variable, Some(Yearly::new(major(variable))), "{text}");
    }
}

#[test]
fn guaranteed_commission_is_a_guarantee_and_not_the_variable_pay() {
    for text in [
        "Account Executive. Jahreszielgehalt 110.000 € (60/40). Garantierte Provision von 2.500 € monatlich in den ersten sechs Monaten.",
        "Base $66,000. OTE $110,000. Guaranteed commission of $2,500 per month for the first six months.",
    ] {
        let offer = offer(text);
        assert_eq!(offer.variable, Some(Yearly::new(major(44_000))), "{text}");
        assert_eq!(shape_of(&offer).draw, Some((DrawKind::GuaranteeTopUp, major(2_500), Some(6))), "{text}");
    }
}

#[test]
fn of_two_beginnings_the_nearer_one_is_that_of_the_accelerator() {
    for (text, threshold) in [
        ("Provision wird ab 50 % Zielerreichung gezahlt; über 100 % gilt der 1,5-fache Satz.", 50),
        ("Commission starts at 40% attainment and accelerates to 1.5x above 100%.", 40),
    ] {
        let found = read(text);
        let tiers: Vec<Fact> =
            found.iter().map(|it| it.fact.clone()).filter(|it| matches!(it, Fact::Above(..))).collect();
        assert_eq!(tiers, [Fact::Above(Rate::percent(150), Rate::ONE)], "{text}");
        assert!(found.iter().any(|it| it.fact == Fact::Threshold(Rate::percent(threshold))), "{text}: {found:?}");
    }
    // Each is marked where it stands.
    let text = "Commission starts at 40% attainment and accelerates to 1.5x above 100%.";
    let found = read(text);
    let marked: Vec<&str> = found.iter().filter_map(|it| text.get(it.from..it.to)).collect();
    assert_eq!(marked, ["40%", "1.5x above 100%"]);
    // A rate of commission is no threshold.
    let text = "Commission starts at 8 % of ARR and accelerates to 1.5x above 100 %.";
    assert!(!read(text).iter().any(|it| matches!(it.fact, Fact::Threshold(_))));
}

#[test]
fn a_salary_times_how_often_it_is_paid_is_a_year_of_base_pay() {
    for (text, base, salaries) in [
        ("Account Executive\nFixum: 13 x 5.000 €.", 65_000, Some(13)),
        ("Account Executive\nFixum 5.500 € x 12, Quote 800.000 €", 66_000, Some(12)),
        ("Account Executive\nBase €5,000 × 14 and a quota of €800,000", 70_000, Some(14)),
        ("Grundgehalt 65.000 € im Jahr.\nDas Fixgehalt wird in 13 Gehältern ausgezahlt.", 65_000, Some(13)),
    ] {
        let found = read(text);
        let facts: Vec<&Fact> = found.iter().map(|it| &it.fact).collect();
        assert!(facts.contains(&&Fact::Base(major(base))), "{text}: {facts:?}");
        let told = facts.iter().find_map(|it| if let Fact::Salaries(count) = it { Some(*count) } else { None });
        assert_eq!(told, salaries, "{text}");
        assert_eq!(open(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_heading_names_a_term_and_the_sentence_with_the_time_tells_it() {
    let text = "2. Probezeit und Kündigung\nDie Probezeit beträgt sechs Monate.";
    let said: Vec<String> = read(text)
        .into_iter()
        .filter_map(|it| if let Fact::Said(_, said) = it.fact { Some(said) } else { None })
        .collect();
    assert_eq!(said, ["Die Probezeit beträgt sechs Monate"]);
    assert_eq!(open(text), Vec::<String>::new());
}

#[test]
fn how_many_reached_quota_is_read_where_the_verb_stands_apart() {
    let found = read("Im letzten Jahr erreichten 55 % des Teams die Quote.");
    assert!(found.iter().any(|it| it.fact == Fact::AtQuota(Rate::percent(55))), "{found:?}");
}

#[test]
fn what_was_read_and_does_not_agree_with_itself_is_said() {
    let said = |text: &str| disagrees(&read(text), &Locale::EN_US);
    assert_eq!(
        said("Base $90,000, variable $36,000, OTE $180,000."),
        ["Does not add up: base 90,000 and variable 36,000 are 126,000 together, not 180,000 on target."]
    );
    assert_eq!(
        said("Base $90,000, OTE $110,000 (60/40)."),
        ["Does not add up: base is 82\u{a0}% of 110,000 on target, and the split says 60\u{a0}%."]
    );
    assert_eq!(
        said("Base $40,000. Variable $15,000 monthly."),
        ["Variable pay of 180,000 a year is more than 3 times base pay of 40,000: check whether it is a year's."]
    );
    for fits in ["Base $90,000, variable $90,000, OTE $180,000, 50/50.", "OTE $110,000 (60/40).", "Base $90,000."] {
        assert_eq!(said(fits), Vec::<String>::new(), "{fits}");
    }
}

#[test]
fn whether_a_draw_is_paid_back_is_read_in_every_form_of_the_word() {
    let german = |which: &str| {
        format!(
            "Account Executive. Grundgehalt 70.000 EUR, Zielgehalt 140.000 EUR. Sie erhalten in den ersten sechs Monaten {which} von 2.000 EUR pro Monat."
        )
    };
    for (which, kind) in [
        ("einen verrechenbaren Vorschuss", DrawKind::Recoverable),
        ("einen rückzahlbaren Draw", DrawKind::Recoverable),
        ("einen nicht rückzahlbaren Draw", DrawKind::GuaranteeTopUp),
        ("einen nicht verrechenbaren Vorschuss", DrawKind::GuaranteeTopUp),
    ] {
        let offer = offer(&german(which));
        assert_eq!(shape_of(&offer).draw, Some((kind, major(2_000), Some(6))), "{which}");
    }
    for text in [
        "Base $70,000, OTE $140,000. A $2,000 monthly draw for six months is offset against future commissions.",
        "Base $70,000, OTE $140,000. You draw $2,000 a month for six months against future commissions.",
        // A draw is an advance unless the letter says otherwise.
        "Base $70,000, OTE $140,000. You receive a monthly draw of $2,000 for six months.",
    ] {
        let kind = shape_of(&offer(text)).draw.map(|it| it.0);
        assert_eq!(kind, Some(DrawKind::Recoverable), "{text}");
    }
}

#[test]
fn what_is_paid_after_the_end_of_a_month_is_settled_by_the_month() {
    for (text, cadence, lag) in [
        ("Commissions are paid one month after the end of the month in which the deal is booked.", Cadence::Month, 1),
        (
            "Commissions are paid one month after the end of the quarter in which the deal is booked.",
            Cadence::Quarter,
            1,
        ),
        (
            "Die Provision wird quartalsweise abgerechnet und einen Monat nach Quartalsende ausgezahlt.",
            Cadence::Quarter,
            1,
        ),
        ("Commission is paid quarterly, two months after the end of the month in which you book.", Cadence::Quarter, 2),
    ] {
        let facts: Vec<Fact> = read(text).into_iter().map(|it| it.fact).collect();
        assert!(facts.contains(&Fact::Paid(cadence)), "{text}: {facts:?}");
        assert!(facts.contains(&Fact::Lag(lag)), "{text}: {facts:?}");
    }
}

#[test]
fn what_a_letter_tells_is_not_called_assumed_nor_read_as_something_else() {
    // The year is told, and with it that pay comes late; the month after it is not.
    let late = |text: &str| {
        let all = flags(&reckon(&offer(text), &Needs::default(), day(2027, 1, 1).unwrap()));
        all.into_iter().find(|it| matches!(it.flag, Flag::Late { .. })).map(|it| it.told)
    };
    let seller = "Account Executive. Base $90,000, variable $90,000, quota $800,000 a year. ";
    assert_eq!(late(&[seller, "Commissions are paid annually."].concat()), Some(true));
    assert_eq!(late(&[seller, "Commission is paid six months after the end of the quarter."].concat()), Some(true));
    // A time for which something holds is no delay.
    for text in [
        "Commission is paid monthly for the first 6 months, thereafter quarterly.",
        "Die Provision wird 6 Monate monatlich gezahlt, danach vierteljährlich.",
    ] {
        assert!(!read(text).iter().any(|it| matches!(it.fact, Fact::Lag(_))), "{text}");
    }
    let later = "Commission is paid monthly, two months later.";
    assert!(read(later).iter().any(|it| it.fact == Fact::Lag(2)));
    // Where pay begins is told of a ratio as of a quota.
    let start = |text: &str| offer(text).plan.components[0].threshold.map(|it| (it.at, it.start));
    let success = "Customer Success Manager. Base $90,000, bonus $30,000 on NRR. Target NRR is 105%. ";
    let from = [success, "Nothing is paid below 95% NRR; from there it is paid from the first dollar."].concat();
    assert_eq!(start(&from), Some((Rate::percent(95), ThresholdStart::Share)));
    let plain = [success, "Nothing is paid below 95% NRR."].concat();
    assert_eq!(start(&plain), Some((Rate::percent(95), ThresholdStart::Zero)));
    // An accelerator that is told.
    let above = |text: &str| {
        let all = assumed(&offer(text));
        all.into_iter().find_map(|it| if let Assumed::Ratio(usual) = it { usual.above } else { None })
    };
    assert_eq!(above(&[success, "Accelerator: 2x above 105%."].concat()), None);
    assert!(above(success).is_some());
    // A provision of something is no commission in English.
    let home =
        offer("Account Executive. Base salary $90,000, OTE $180,000. You receive a home-office provision of $1,500.");
    assert_eq!(home.variable, Some(Yearly::new(major(90_000))));
    let german = offer("Account Executive. Fixgehalt 90.000 €, Provision von 45.000 € bei Zielerreichung.");
    assert_eq!(german.variable, Some(Yearly::new(major(45_000))));
    // Ratios are told as the letter has them.
    let halves = "Bonus on NRR. Target NRR is 102.5%; payout starts at 97.5%.";
    let told: Vec<String> = read(halves).iter().map(|it| fact(&it.fact, &Locale::EN_US).1).collect();
    let told = told.join("; ").replace('\u{a0}', " ");
    assert!(told.contains("target 102.5 %") && told.contains("paid from 97.5 % on"), "{told}");
}

#[test]
fn a_ratio_below_which_nothing_is_paid_may_be_all_of_the_book() {
    let text = "Renewals Manager. Base $90,000, variable $30,000, 100% on net revenue retention, target NRR 110%. Nothing below 100% NRR.";
    let of = offer(text);
    assert_eq!(of.plan.components[0].threshold.map(|it| it.at), Some(Rate::ONE));
    assert_eq!(of.plan.components[0].ratio_target(), Some(Rate::percent(110)));
    // The same of a quota; and what is said of all of it without a bound is none.
    let seller = offer(
        "Account Executive. Base $90,000, variable $30,000, quota $600,000. No bonus is paid below 100% of quota.",
    );
    assert_eq!(shape_of(&seller).threshold, Some(Rate::ONE));
    let plain =
        offer("Account Executive. Base $90,000, $30,000 at 100% of quota, quota $600,000. You start below the VP.");
    assert_eq!(shape_of(&plain).threshold, None);
}

#[test]
fn a_bonus_of_a_year_that_is_paid_in_its_month_waits_so_long() {
    for text in [
        "Account Manager. Base $90,000. Annual bonus of 25% of base, paid in March.",
        "Account Manager. Grundgehalt 90.000 €, Bonus 22.500 €. Der Bonus wird einmal im Jahr im März ausgezahlt.",
    ] {
        let offer = offer(text);
        assert_eq!((shape_of(&offer).cadence, shape_of(&offer).lag), (Cadence::Year, 3), "{text}");
        assert_eq!(offer.variable_pay(), major(22_500), "{text}");
        assert!(open(text).is_empty(), "{text}");
    }
    // Late in the year it may be that of the same year, and a month without a year may be one of several.
    let late = "Your annual bonus is paid in December.";
    assert_eq!(open(&format!("Account Manager. Base $90,000, bonus $20,000.\n{late}")), [late]);
    let often = "The bonus is paid in March and in September.";
    assert_eq!(open(&format!("Account Manager. Base $90,000, bonus $20,000.\n{often}")), [often]);
    // Another payment is none of it.
    let once =
        offer("Account Manager. Base $90,000. Annual bonus $20,000. Your sign-on bonus of $5,000 is paid in March.");
    assert!(!read(&once.letter).iter().any(|it| matches!(it.fact, Fact::Lag(_))));
}

#[test]
fn people_at_quota_may_be_counted() {
    for (text, ppm) in [
        ("Im vergangenen Jahr haben 7 von 12 Kolleginnen und Kollegen ihr Ziel erreicht.", 583_333),
        ("Last year 12 of our 20 reps hit quota.", 600_000),
        ("9 out of 12 reached quota in 2026.", 750_000),
    ] {
        assert_eq!(offer(text).attainment.at_quota().map(Rate::ppm), Some(ppm), "{text}");
        assert!(open(text).is_empty(), "{text}");
    }
    let vague = "Of our team of 20, most hit quota.";
    assert_eq!(open(vague), [vague]);
    assert!(open("You join a team of 20 reps.").is_empty());
}

#[test]
fn hours_are_read_in_their_short_forms() {
    for text in ["40 hr weeks.", "40-hr week", "40 hrs/week", "40-Stunden-Woche"] {
        assert_eq!(offer(text).hours_week, Some(Hours::new(40)), "{text}");
    }
    assert_eq!(offer("You sell to 40 HR leaders.").hours_week, None);
}

#[test]
fn the_period_of_a_quota_may_stand_apart_from_its_amount() {
    let read_as = |text: &str| {
        let offer = offer(text);
        let assumed = assumed(&offer).contains(&Assumed::QuotaOfAYear);
        let Some(Quota::Arr { amount, per }) = offer.quota else { panic!("{text}") };
        assert_eq!(asked(&offer).contains(&Question::QuotaPeriod), assumed, "{text}");
        (amount, per, !assumed)
    };
    for (text, amount, per, told) in [
        ("Account Executive. Your FY27 quota is $1,050,000.", 1_050_000, Cadence::Year, true),
        ("Account Executive. Your quota for FY 2027 is $1,050,000.", 1_050_000, Cadence::Year, true),
        ("Ihr Umsatzziel liegt bei 560.000 EUR Neukundenumsatz (ARR) im Jahr.", 560_000, Cadence::Year, true),
        ("Ihr Umsatzziel liegt bei 140.000 EUR Neukundenumsatz (ARR) im Quartal.", 140_000, Cadence::Quarter, true),
        ("Your annual individual new business quota is set at $900,000.", 900_000, Cadence::Year, true),
        ("Quota $800,000 and 30 days of holidays a year.", 800_000, Cadence::Year, false),
        ("Base $90,000 per year, quota $800,000.", 800_000, Cadence::Year, false),
        ("Your quota is $800,000.", 800_000, Cadence::Year, false),
    ] {
        assert_eq!(read_as(text), (major(amount), per, told), "{text}");
    }
}

#[test]
fn what_a_letter_says_of_clawback_and_vesting_is_not_asked_again() {
    let text = "Account Executive. Base $100,000, variable $100,000, quota $1,000,000 a year. Commission is clawed back if the customer \
                cancels within 6 months. You receive 1,000 RSUs vesting over 48 months with a cliff of 12 months.";
    let of = reckon(&offer(text), &Needs::default(), day(2027, 1, 1).unwrap());
    assert!(questions(&of).contains(&Question::TakenBack));
    let said = |what| question(what, &of, &Locale::EN_US);
    let taken = said(Question::TakenBack);
    assert!(taken.starts_with("How much of the commission") && !taken.contains("how long after signing"), "{taken}");
    assert!(questions(&of).contains(&Question::Equity) && !questions(&of).contains(&Question::Vesting));
    assert!(!said(Question::Equity).contains("vest"), "{}", said(Question::Equity));
}

#[test]
fn german_letters_write_thousands_of_euros_in_short() {
    for text in [
        "Account Managerin. Fixum 68 TEUR, Jahresziel 500 T€.",
        "Account Managerin. Fixum TEUR 68, Jahresziel T€ 500.",
        "Account Managerin. Fixum 68 T€, Jahresziel 500 TEUR.",
    ] {
        let found = read(text);
        let (offer, currency) = offer_from(text, &found, 1);
        assert_eq!(offer.base_pay(), major(68_000), "{text}");
        assert_eq!(offer.quota, Some(Quota::Arr { amount: major(500_000), per: Cadence::Year }), "{text}");
        assert_eq!(currency.map(|it| it.to_string()).as_deref(), Some("EUR"), "{text}");
        assert!(open(text).is_empty(), "{text}");
    }
}

#[test]
fn below_a_share_of_the_target_no_commission_is_paid() {
    let offer =
        offer("Account Executive. Fixum 68.000 €. Unterhalb von 50 % Zielerreichung wird keine Provision gezahlt.");
    assert_eq!(shape_of(&offer).threshold, Some(Rate::percent(50)));
}

#[test]
fn a_day_until_which_one_has_to_begin_is_not_the_first_day() {
    let text = "Bei Eintritt bis zum 1. Februar 2027 erhalten Sie eine Antrittsprämie von 5.000 €.";
    assert_eq!(offer(text).start, None);
    assert_eq!(open(text), [text]);
    assert_eq!(offer("If you start by February 1, 2027 you receive a sign-on of $5,000.").start, None);
    let text = "Bei Eintritt bis zum 1. Februar 2027 erhalten Sie 5.000 €. Eintritt: 15. Januar 2027";
    assert_eq!(offer(text).start, day(2027, 1, 15));
}

#[test]
fn a_role_is_read_as_the_app_itself_writes_it() {
    for role in RoleKind::ALL {
        for name in [role.name(), role.short()] {
            for text in [format!("Role: {name}."), format!("Role: {name}\nBase $90,000")] {
                let offer = offer(&text);
                assert_eq!((offer.role, offer.told.role_open), (role, false), "{text}");
            }
        }
    }
    assert_eq!(offer("Rolle: AE, Großkunden. Fixum 90.000 €.").role, RoleKind::AeEnterprise);
    // Elsewhere two letters are no role.
    assert!(offer("You work beside an AE. Base $90,000.").told.role_open);
}
