//! Pasted offers: three invented letters of different style are read as a person would read them, and what they do not say is asked.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use chrono::NaiveDate;
use remit::career::letter::{Fact, Found, offer_from, read, stretches, unread};
use remit::career::{
    Assumed, Basis, Book, EquityKind, Hours, Offer, Question, Repay, RoleKind, View, assumed, issues, questions,
    reckon, shape_of,
};
use remit::model::Quota;
use remit::model::comp::{DrawKind, DrawPaid, Measure, PayoutTrigger, Target};
use remit::present::career::missing;
use remit::units::{Cadence, Currency, Money, Rate};

const FORMAL: &str = include_str!("fixtures/letters/formal.txt");
const MAIL: &str = include_str!("fixtures/letters/mail.txt");
const GERMAN: &str = include_str!("fixtures/letters/german.txt");
const TABLE: &str = include_str!("fixtures/letters/table.txt");

fn offer(text: &str) -> (Offer, Option<Currency>) {
    offer_from(text, &read(text), 1)
}

fn major(amount: i64) -> Money {
    Money::from_major(amount)
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn a_year(amount: i64) -> Option<Quota> {
    Some(Quota::Arr { amount: major(amount), per: Cadence::Year })
}

#[test]
fn a_formal_letter_is_read() {
    let (offer, currency) = offer(FORMAL);
    assert_eq!(offer.name, "Larkspur Software");
    assert_eq!(offer.role, RoleKind::AeMidMarket);
    assert_eq!((offer.base_pay(), offer.variable_pay()), (major(92_500), major(92_500)));
    assert_eq!(offer.quota, a_year(830_000));
    assert_eq!(currency, Some(Currency::USD));
    assert_eq!(offer.start, day(2027, 3, 1));
    let shape = shape_of(&offer);
    assert_eq!(shape.above, Some(Rate::from_ppm(1_500_000)));
    assert_eq!((shape.cap, shape.cadence, shape.lag), (None, Cadence::Quarter, 1));
    assert_eq!(shape.draw, Some((DrawKind::Recoverable, major(3_000), Some(4))));
    assert_eq!(shape.clawback, 6);
    assert_eq!(offer.ramp_months, 5);
    assert_eq!(offer.sign_on, Some(major(10_000)));
    let equity = offer.equity.as_ref().unwrap();
    assert_eq!((equity.kind, equity.worth), (EquityKind::Options, None));
    assert_eq!(offer.attainment.basis, Basis::Company);
    assert!(matches!(offer.attainment.view, View::AtQuota { share, .. } if share == Rate::percent(48)));
    // What the letter leaves open is asked, what it says is not.
    let asked = questions(&reckon(&offer, &Default::default(), day(2027, 3, 1).unwrap()));
    for open in [Question::Hours, Question::Travel, Question::Equity, Question::DrawForgiven, Question::RampedQuota] {
        assert!(asked.contains(&open), "{open:?} in {asked:?}");
    }
    for told in [Question::Base, Question::Quota, Question::AtQuota, Question::Start, Question::Ramp] {
        assert!(!asked.contains(&told), "{told:?}");
    }
}

#[test]
fn a_hasty_mail_is_read() {
    let (offer, currency) = offer(MAIL);
    assert_eq!(offer.name, "Halden Health");
    assert_eq!(offer.role, RoleKind::SeniorAm);
    assert_eq!((offer.base_pay(), offer.variable_pay()), (major(118_000), major(42_000)));
    assert_eq!(offer.quota, Some(Quota::Arr { amount: major(160_000), per: Cadence::Quarter }));
    assert_eq!(currency, "EUR".parse().ok());
    assert_eq!(offer.told.book, Some(Book::Inherited));
    assert_eq!((offer.sign_on, offer.hours_week), (Some(major(8_000)), Some(Hours::new(40))));
    assert_eq!(offer.start, day(2027, 4, 15));
    assert_eq!((shape_of(&offer).cap, shape_of(&offer).cadence), (None, Cadence::Quarter));
    assert_eq!(missing(&offer), ["ramp", "how many reach quota"]);
}

#[test]
fn a_table_is_read() {
    let (offer, _) = offer(TABLE);
    assert_eq!(offer.role, RoleKind::AeEnterprise);
    assert_eq!((offer.base_pay(), offer.variable_pay()), (major(110_000), major(110_000)));
    assert_eq!(offer.quota, a_year(1_500_000));
    let shape = shape_of(&offer);
    assert_eq!(shape.threshold, Some(Rate::percent(60)));
    assert_eq!(shape.above, Some(Rate::percent(120)));
    assert_eq!(shape.cap, Some(Rate::percent(180)));
    assert_eq!(shape.draw, Some((DrawKind::GuaranteeTopUp, major(4_000), Some(6))));
    assert_eq!((offer.credit, offer.ramp_months, offer.told.ramped_quota), (Rate::percent(90), 9, Some(true)));
    assert_eq!(offer.plan.payout.trigger, PayoutTrigger::Cash);
    let equity = offer.equity.as_ref().unwrap();
    assert_eq!((equity.kind, equity.worth), (EquityKind::Shares, Some(major(60_000))));
    assert_eq!(missing(&offer), ["who makes the offer", "first day", "hours", "how many reach quota"]);
}

#[test]
fn a_german_letter_is_read() {
    let (offer, currency) = offer(GERMAN);
    assert_eq!((offer.name.as_str(), offer.role), ("Larkspur Software GmbH", RoleKind::AeMidMarket));
    assert_eq!((offer.base_pay(), offer.variable_pay()), (major(85_000), major(65_000)));
    assert_eq!((offer.quota, currency), (a_year(780_000), "EUR".parse().ok()));
    let shape = shape_of(&offer);
    assert_eq!((shape.cap, shape.above), (Some(Rate::percent(150)), Some(Rate::percent(150))));
    assert_eq!((shape.cadence, offer.ramp_months, shape.clawback), (Cadence::Quarter, 3, 0));
    assert_eq!((offer.sign_on, offer.sign_on_stay, offer.sign_on_back), (Some(major(6_000)), 12, Some(Repay::ProRata)));
    assert_eq!((offer.start, offer.hours_week), (day(2027, 3, 1), Some(Hours::new(40))));
    assert_eq!(missing(&offer), ["how many reach quota"]);
    for (text, start) in [
        ("Arbeitsbeginn 15.04.2027", day(2027, 4, 15)),
        ("Beginn: 1. Oktober 2027, unbefristet.", day(2027, 10, 1)),
        ("Ihr Eintritt ist im Mai 2027.", day(2027, 5, 1)),
    ] {
        assert_eq!(self::offer(text).0.start, start, "{text}");
    }
    let (offer, _) = self::offer(
        "Fixum 60.000 EUR, Zielprovision 5.000 EUR im Monat, nicht gedeckelt, Garantie 3.000 EUR im Monat für sechs Monate",
    );
    assert_eq!((offer.base_pay(), offer.variable_pay()), (major(60_000), major(60_000)));
    assert_eq!(shape_of(&offer).draw, Some((DrawKind::GuaranteeTopUp, major(3_000), Some(6))));
    assert_eq!(offer.plan.draw.map(|it| it.paid), Some(DrawPaid::WithMonth), "as letters mean it");
}

#[test]
fn shares_are_no_options_and_a_bonus_for_moving_is_no_variable_pay() {
    for (text, kind) in [
        ("You receive RSUs with a grant value of $40,000.", EquityKind::Shares),
        ("You receive restricted stock units with a total value of $40,000 over four years.", EquityKind::Shares),
        ("Equity: $40,000 in RSUs", EquityKind::Shares),
        ("Stock options with an estimated total value of $40,000", EquityKind::Options),
        ("Options or RSUs worth $40,000", EquityKind::Shares),
    ] {
        let equity = offer(text).0.equity.unwrap();
        assert_eq!((equity.kind, equity.worth), (kind, Some(major(40_000))), "{text}");
    }
    for text in ["Base $100,000. Relocation bonus: $5,000", "Base: $100,000\nA $5,000 bonus for relocation"] {
        let (offer, _) = offer(text);
        assert_eq!((offer.base_pay(), offer.variable), (major(100_000), None), "{text}");
    }
    let (offer, _) = offer("Base $100,000, annual bonus $20,000, relocation bonus $5,000");
    assert_eq!(offer.variable_pay(), major(20_000));
}

#[test]
fn a_heading_hides_no_ramp() {
    assert_eq!(offer("Ramp. There is a ramp of 4 months.").0.ramp_months, 4);
    assert_eq!(offer("Ramp\nYou ramp over six months").0.ramp_months, 6);
}

#[test]
fn what_a_bonus_on_retention_hangs_on_is_read_or_asked() {
    let text =
        "Customer Success Manager. Base $90,000, bonus $30,000: 50 % on GRR (target 92 %), 50 % on NRR (target 108 %).";
    let (offer, _) = offer(text);
    assert_eq!((offer.base_pay(), offer.variable_pay()), (major(90_000), major(30_000)));
    let parts: Vec<_> = offer.plan.components.iter().map(|it| (it.measure, it.weight, it.target)).collect();
    let part = |measure, ratio| (measure, Rate::percent(50), Target::Ratio { ratio: Rate::percent(ratio) });
    assert_eq!(parts, [part(Measure::GrossRetention, 92), part(Measure::NetRetention, 108)]);
    let of = reckon(&offer, &Default::default(), day(2027, 1, 1).unwrap());
    assert!(!issues(&of).iter().any(|it| matches!(it, remit::career::Issue::NoQuota)), "{:?}", issues(&of));
    assert!(!missing(&offer).contains(&"quota") && !missing(&offer).contains(&"what the bonus hangs on"));
    for text in [
        "Bonus $30,000 on gross revenue retention: 60%, net revenue retention: 40%",
        "Bonus $30,000: 40% on NRR and 60% on gross retention",
    ] {
        let parts = self::offer(text).0.plan.components;
        let weight = |measure| parts.iter().find(|it| it.measure == measure).map(|it| it.weight);
        assert_eq!(weight(Measure::GrossRetention), Some(Rate::percent(60)), "{text}");
        assert_eq!((weight(Measure::NetRetention), parts.len()), (Some(Rate::percent(40)), 2), "{text}");
    }
    // Half of a whole is not taken for one, nor a target for a part.
    for text in ["Bonus $30,000: 50 % on NRR, the rest at our discretion", "Bonus $30,000 for NRR above 105 %"] {
        let (offer, _) = self::offer(text);
        assert!(missing(&offer).contains(&"what the bonus hangs on"), "{text}");
    }
}

#[test]
fn what_is_recognised_is_marked_at_its_place_and_the_text_stays_whole() {
    for text in [FORMAL, MAIL, TABLE] {
        let found = read(text);
        let cut = stretches(text, &found);
        assert_eq!(cut.iter().map(|it| it.0.as_str()).collect::<String>(), text);
        assert!(cut.iter().filter(|it| it.1.is_some()).count() >= 8, "{cut:?}");
    }
    let marked = |text: &str, fact: fn(&Fact) -> bool| {
        let found: Vec<Found> = read(text);
        let it = found.iter().find(|it| fact(&it.fact)).unwrap().clone();
        text[it.from..it.to].to_owned()
    };
    assert_eq!(marked(FORMAL, |it| matches!(it, Fact::Base(_))), "$92,500");
    assert_eq!(marked(TABLE, |it| matches!(it, Fact::Quota(..))), "USD 1.5M");
    assert_eq!(marked(MAIL, |it| matches!(it, Fact::Start(_))), "15 April 2027");
    assert_eq!(marked(FORMAL, |it| matches!(it, Fact::Cap(_))), "uncapped");
}

#[test]
fn one_line_is_enough_and_the_order_of_words_does_not_matter() {
    for text in [
        "Base 90,000, OTE 180,000, quota 810,000 a year, uncapped, 1.5x above quota",
        "$90k base + $90k commission; quota of $810k; accelerators of 1.5x; no cap",
        "180k OTE, 50/50, 810k annual quota, accelerated 1.5x over quota, uncapped",
    ] {
        let (offer, _) = offer(text);
        assert_eq!((offer.base_pay(), offer.variable_pay()), (major(90_000), major(90_000)), "{text}");
        assert_eq!(offer.quota, a_year(810_000), "{text}");
        assert_eq!(shape_of(&offer).above, Some(Rate::from_ppm(1_500_000)), "{text}");
    }
}

#[test]
fn a_sign_on_that_goes_back_is_no_draw_and_no_clawback() {
    let said = [
        (
            "You receive a signing bonus of $10,000. It is repayable pro rata if you leave within 12 months.",
            12,
            Some(Repay::ProRata),
        ),
        ("sign-on 8k EUR, to be repaid in full if you resign in the first 18 months", 18, Some(Repay::Whole)),
        ("A sign-on bonus of $5,000 is clawed back if you leave within two years.", 24, None),
        (
            "A one-time signing bonus of $12,500 will be paid with your first salary, to be repaid in full should you resign before your \
             first anniversary.",
            12,
            Some(Repay::Whole),
        ),
        (
            "Antrittsprämie 4.500 EUR, bei Austritt im ersten Jahr in voller Höhe zurückzuzahlen.",
            12,
            Some(Repay::Whole),
        ),
        ("Sign-on $9,000. If you leave within 12 months you must pay it back in full.", 12, Some(Repay::Whole)),
        (
            "Sign-on bonus $9,000, forfeited pro rata if you leave before the second anniversary.",
            24,
            Some(Repay::ProRata),
        ),
        (
            "Antrittsprämie 6.000 €. Bei Austritt in den ersten 18 Monaten zahlen Sie sie vollständig zurück.",
            18,
            Some(Repay::Whole),
        ),
    ];
    for (text, months, how) in said {
        let (offer, _) = offer(text);
        assert_eq!((offer.sign_on_stay, offer.sign_on_back), (months, how), "{text}");
        assert_eq!(shape_of(&offer).clawback, 0, "{text}");
        assert!(!read(text).iter().any(|it| matches!(it.fact, Fact::Recoverable(_))), "{text}");
    }
    // What is said of commission and draw stays theirs.
    let (offer, _) = offer(
        "A sign-on of $5,000 is paid with the first salary. Commission is clawed back within six months. The draw of $2,000 is repayable.",
    );
    assert_eq!((offer.sign_on_stay, shape_of(&offer).clawback), (0, 6));
    assert_eq!(shape_of(&offer).draw.map(|it| it.0), Some(DrawKind::Recoverable));
}

#[test]
fn a_sign_on_that_goes_back_until_nobody_knows_when_is_neither_kept_nor_passed_over() {
    let text = "Base $100,000. Sign-on bonus $9,000, repayable if you leave before the end of the programme.";
    let (offer, open) = (offer(text).0, unread(text, &read(text)));
    assert_eq!(offer.sign_on, Some(major(9_000)));
    assert_eq!(open, ["Sign-on bonus $9,000, repayable if you leave before the end of the programme."]);
    assert!(!assumed(&offer).contains(&Assumed::SignOnKept));
    let silent = offer_from("Base $100,000. Sign-on bonus $9,000.", &read("Base $100,000. Sign-on bonus $9,000."), 1).0;
    assert!(assumed(&silent).contains(&Assumed::SignOnKept));
}

#[test]
fn nights_away_and_what_is_paid_for_them_are_read() {
    let (offer, _) = offer("Travel: about 6 nights a month, per diem $65. Base $100,000.");
    assert_eq!((offer.nights_month, offer.travel.per_diem), (Some(6), Some(major(65))));
    assert_eq!(offer.base_pay(), major(100_000));
}

#[test]
fn months_are_read_as_contracts_write_them() {
    for text in [
        "Sign-on bonus: $15,000. If you leave within twelve (12) months you repay it pro rata.",
        "You receive a sign-on bonus of $15,000, repayable pro rata should you resign within twelve (12) months of your start date.",
        "A signing bonus of $15,000 is to be repaid on a pro-rated basis if you leave within 12 (twelve) months.",
        "Antrittsprämie: 15.000 €, anteilig zurückzuzahlen bei Austritt innerhalb von zwölf (12) Monaten.",
    ] {
        let (offer, _) = offer(text);
        assert_eq!(
            (offer.sign_on, offer.sign_on_stay, offer.sign_on_back),
            (Some(major(15_000)), 12, Some(Repay::ProRata)),
            "{text}"
        );
    }
    let (offer, _) = offer(
        "You will receive a non-recoverable draw of $4,000 per month for the first three (3) months. Your ramp period is six (6) months. \
         Commission is clawed back if the customer cancels within ninety (90) days.",
    );
    let shape = shape_of(&offer);
    assert_eq!(shape.draw, Some((DrawKind::GuaranteeTopUp, major(4_000), Some(3))));
    assert_eq!((offer.ramp_months, shape.clawback), (6, 3));
    // A numbered heading names it, the sentence behind tells it; what follows the sign-on is not of the sign-on.
    let (offer, _) = self::offer(
        "7. Sign-On. You receive a signing bonus of $10,000. Your ramp is five (5) months.\n\
         8. Clawback. If a customer terminates within ninety (90) days, the commission is subject to recovery.",
    );
    assert_eq!((offer.sign_on_stay, offer.ramp_months, shape_of(&offer).clawback), (0, 5, 3));
    let (offer, _) = self::offer("Base $90,000. A draw of $3,000 a month for twenty-four (24) months. Ramp: 90 days.");
    assert_eq!((shape_of(&offer).draw.and_then(|it| it.2), offer.ramp_months), (Some(24), 3));
}

#[test]
fn every_accelerator_reaches_the_plan() {
    // 90,000 at target: 100 % at once, 25 % at 1.5, 25 % at 2 make 1.875 times at 150 %.
    let all = Rate::percent;
    for text in [
        "Accelerators: 1.5x from 100% to 125% of quota, 2x above 125% of quota.",
        "Commission accelerates: 1.5x up to 125% and 2x beyond.",
        "Accelerators beyond 100% of quota: 1.5x up to 125%, 2x thereafter.",
        "Accelerators:\n- 100% to 125%: 1.5x\n- above 125%: 2x",
        "Accelerators\n\n100–125 % | 1.5x\n125 %+ | 2x",
        "Above quota you are paid at 1.5x. Above 125% of quota it is 2x.",
        "Accelerators: 150% of the base rate between 100% and 125%, 200% of the base rate above 125%",
        "Accelerators: uncapped, 1.5 times over quota, 2 times over 125 percent",
        "Beschleuniger: 1,5-facher Satz von 100 % bis 125 % der Quote, 2-facher Satz über 125 %.",
        "Übererfüllung: ab 100 % 1,5-fach, ab 125 % 2-fach",
        "No cap, 1.5x above 100%, 2x above 125%",
    ] {
        let letter = format!("Account Executive. Base $90,000, variable $90,000, quota $900,000 a year.\n{text}");
        let found = read(&letter);
        let tiers: Vec<_> = found
            .iter()
            .filter_map(|it| if let Fact::Above(rate, from) = it.fact { Some((from, rate)) } else { None })
            .collect();
        assert_eq!(tiers, [(all(100), all(150)), (all(125), all(200))], "{text}");
        let (offer, _) = offer_from(&letter, &found, 1);
        let of = reckon(&offer, &Default::default(), day(2027, 1, 1).unwrap());
        assert_eq!((of.pay(1.0), of.pay(1.5)), (major(180_000), major(258_750)), "{text}");
        assert!(unread(&letter, &found).is_empty(), "{text}: {:?}", unread(&letter, &found));
    }
    // Twice for everything at 150 %: 90,000 x 1.5 x 2.
    let text =
        "Base $90,000, variable $90,000, quota $900,000. Accelerators are retroactive: 1.5x above 100%, 2x above 125%.";
    let of = reckon(&offer(text).0, &Default::default(), day(2027, 1, 1).unwrap());
    assert_eq!(of.pay(1.5), major(360_000));
    let text = text.replace("are retroactive", "are not retroactive");
    let of = reckon(&offer(&text).0, &Default::default(), day(2027, 1, 1).unwrap());
    assert_eq!(of.pay(1.5), major(258_750));
    // Three, and one that begins late: 90,000 x (1.2 + 0.3 x 1.2) at 150 %.
    let (offer, _) = self::offer("Accelerators: 1.2x for 100-110%, 1.5x for 110-125%, 2x for 125%+, capped at 300%");
    let tiers = offer.plan.components[0].rates.tiers().unwrap().len();
    assert_eq!((tiers, shape_of(&offer).cap), (4, Some(all(300))));
    assert_eq!(shape_of(&self::offer("The cap is 250% of target.").0).cap, Some(all(250)));
    let (offer, _) =
        self::offer("Base $90,000, variable $90,000, quota $900,000, accelerator of 1.2x above 120% of quota");
    let of = reckon(&offer, &Default::default(), day(2027, 1, 1).unwrap());
    assert_eq!(of.pay(1.5), major(90_000) + major(140_400));
}

#[test]
fn the_parts_of_an_account_managers_bonus_are_read_with_targets_and_quota() {
    let all = Rate::percent;
    for text in [
        "60% on NRR (target 108%), 40% on expansion ARR, target $400,000 a year",
        "- 60% on NRR (target 108%)\n- 40% on expansion ARR, target $400,000 a year",
        "- NRR: 60% weight, target 108%\n- Expansion ARR: 40% weight, target $100,000 per quarter",
        "60% of your bonus is tied to net revenue retention (NRR), with a target of 108%. The remaining 40% is tied to expansion, \
         with a quota of $400,000 a year.",
        "60 % auf NRR (Ziel 108 %), 40 % auf Expansions-ARR (Ziel 400.000 $ im Jahr)",
    ] {
        let letter =
            format!("Account Manager. Base $85,000, bonus $45,000.\n{text}\nBook: about 35 accounts, $6.2M ARR");
        let (offer, _) = offer(&letter);
        assert_eq!((offer.base_pay(), offer.variable_pay()), (major(85_000), major(45_000)), "{text}");
        let parts: Vec<_> = offer.plan.components.iter().map(|it| (it.measure, it.weight, it.target)).collect();
        let kept = (Measure::NetRetention, all(60), Target::Ratio { ratio: all(108) });
        assert_eq!(parts, [kept, (Measure::ExpansionArr, all(40), Target::Quota)], "{text}");
        let quarter = Quota::Arr { amount: major(100_000), per: Cadence::Quarter };
        let quota = if text.contains("quarter") { Some(quarter) } else { a_year(400_000) };
        assert_eq!((offer.quota, offer.told.book), (quota, Some(Book::Inherited)), "{text}");
        // An offer has no field for the size of a book: that is told, not dropped.
        assert_eq!(unread(&letter, &read(&letter)), ["Book: about 35 accounts, $6.2M ARR"], "{text}");
        let of = reckon(&offer, &Default::default(), day(2027, 1, 1).unwrap());
        assert_eq!(of.pay(1.0), major(130_000), "{text}");
    }
    for text in [
        "60% of your bonus is tied to NRR with a target of 108%, and 40% of it is tied to GRR with a target of 92%.",
        "60 % Ihres Bonus hängen von der NRR ab (Ziel 108 %). 40 % hängen an der GRR (Ziel 92 %).",
    ] {
        let (offer, _) = offer(&format!("Account Manager. Base $85,000, bonus $45,000. {text}"));
        let parts: Vec<_> = offer.plan.components.iter().map(|it| (it.measure, it.weight, it.target)).collect();
        let part = |measure, weight, ratio| (measure, all(weight), Target::Ratio { ratio: all(ratio) });
        assert_eq!(parts, [part(Measure::NetRetention, 60, 108), part(Measure::GrossRetention, 40, 92)], "{text}");
    }
    // Two amounts: the first is the quota, the other has a target of its own.
    let (offer, _) = offer("Bonus $40,000: 70% on new ARR (target $500,000), 30% on expansion ARR (target $200,000)");
    let targets: Vec<_> = offer.plan.components.iter().map(|it| (it.measure, it.target)).collect();
    let own = Target::Amount { amount: major(200_000), per: Cadence::Year };
    assert_eq!(targets, [(Measure::NewArr, Target::Quota), (Measure::ExpansionArr, own)]);
    assert_eq!(offer.quota, a_year(500_000));
}

#[test]
fn equity_stands_once_with_its_value_and_when_it_is_ones_own() {
    for (text, kind, worth) in [
        ("4,000 RSUs vesting over four years, valued at $40,000", EquityKind::Shares, Some(major(40_000))),
        ("4,000 restricted stock units", EquityKind::Shares, None),
        ("Equity: 4,000 restricted stock units with a grant value of $40,000", EquityKind::Shares, Some(major(40_000))),
        ("4.000 Aktienoptionen im Wert von 40.000 €", EquityKind::Options, Some(major(40_000))),
    ] {
        let found = read(text);
        let rows = found.iter().filter(|it| matches!(it.fact, Fact::Equity(..))).count();
        let equity = offer(text).0.equity.unwrap();
        assert_eq!((rows, equity.kind, equity.worth), (1, kind, worth), "{text}");
        // How many there are has no field in an offer: where no value tells it, it is quoted.
        assert_eq!(unread(text, &found).is_empty(), worth.is_some(), "{text}: {:?}", unread(text, &found));
    }
    let equity = offer("20,000 stock options vest over three (3) years with a six-month cliff").0.equity.unwrap();
    assert_eq!((equity.vest_months, equity.cliff_months), (36, 6));
}

#[test]
fn a_quota_that_is_reduced_at_first_is_read_as_far_as_an_even_ramp_says_it() {
    let ramp = |text: &str| {
        let found = read(text);
        let (offer, _) = offer_from(text, &found, 1);
        (offer.ramp_months, offer.told.ramped_quota, unread(text, &found).is_empty())
    };
    // An even ramp of three months is at 1/4, 2/4 and 3/4; one of two at 1/3 and 2/3.
    for (text, months) in [
        ("Ramped quota: 25 %, 50 %, 75 %.", 3),
        ("Your quota ramps: 25%, 50%, 75%, then 100%", 3),
        ("Quota during ramp 25/50/75/100 %", 3),
        ("There is a ramp of three months with a quota of 25%, 50% and 75%.", 3),
        ("A four month ramp: quota at 25%, 50%, 75% and 100%.", 3),
        ("Ramped quota 33% → 67%", 2),
        ("Gestaffelte Quote: 20 %, 40 %, 60 % und 80 %.", 4),
        ("Quotenrampe: 25 %, 50 %, 75 %, dann 100 % der Quote.", 3),
        // A half of it for so long is a half of it over an even ramp: 1/4 + 2/4 + 3/4 are three halves.
        ("Your quota is reduced by half during the first three months.", 3),
        ("During the first six (6) months your quota is halved.", 6),
        ("For the first 4 months quota is reduced by 50 %.", 4),
        ("Die Quote ist in den ersten drei Monaten halbiert.", 3),
        ("In den ersten vier Monaten wird die Quote um 50 % reduziert.", 4),
        ("In den ersten sechs Monaten gilt die halbe Quote.", 6),
    ] {
        assert_eq!(ramp(text), (months, Some(true), true), "{text}");
    }
    let of = reckon(
        &offer("Base $60,000, variable $60,000, quota $600,000. Ramped quota: 25 %, 50 %, 75 %.").0,
        &Default::default(),
        day(2027, 1, 1).unwrap(),
    );
    let share = |at| of.desk.terms.ramp.quota_at(at);
    assert_eq!([share(1), share(2), share(3), share(4)], [0.25, 0.5, 0.75, 1.0]);
    // What no even ramp says stays quoted: other steps, by quarter, another share, another ramp, and steps of something else.
    for (text, ramped) in [
        ("Ramped quota: 0 %, 25 %, 50 %.", Some(true)),
        ("Ramped quota by quarter: 25 %, 50 %, 75 %.", Some(true)),
        ("Your quota is reduced by 30 % during the first three months.", None),
        ("A ramp of six months. Your quota is reduced by half during the first three months.", Some(true)),
        ("A ramp of six months. Ramped quota: 25 %, 50 %, 75 %.", Some(true)),
        ("Benefits grow with time: 25 %, 50 %, 75 %.", None),
    ] {
        let (_, told, all_read) = ramp(text);
        assert_eq!((told, all_read), (ramped, false), "{text}");
    }
}

#[test]
fn commission_as_a_share_of_what_is_sold_is_variable_pay_at_quota() {
    // 10 % of 800,000 a year.
    for text in [
        "Base $80,000. You earn a commission of 10% of ARR booked. Quota: $800,000 a year.",
        "Base $80,000, quota $200,000 a quarter. Commission: 10 % of all ARR that you book.",
        "Base $80,000. 10% commission on new ARR, on a quota of $800,000.",
        "Grundgehalt 80.000 €. Provision: 10 % des gebuchten ARR. Quote 800.000 € im Jahr.",
        "Grundgehalt 80.000 €, Quote 800.000 €. Sie erhalten 10 % Provision auf den Neu-ARR.",
    ] {
        let found = read(text);
        let (offer, _) = offer_from(text, &found, 1);
        assert_eq!((offer.base_pay(), offer.variable_pay()), (major(80_000), major(80_000)), "{text}");
        assert!(unread(text, &found).is_empty(), "{text}: {:?}", unread(text, &found));
        let of = reckon(&offer, &Default::default(), day(2027, 1, 1).unwrap());
        assert_eq!((of.pay(0.5), of.pay(1.0)), (major(120_000), major(160_000)), "{text}");
    }
    // Said beside the amount that it comes to, it is known; the amount holds.
    let text = "Base $80,000, OTE $160,000, quota $800,000 a year. Commission is 10% of ARR booked.";
    assert_eq!((offer(text).0.variable_pay(), unread(text, &read(text)).len()), (major(80_000), 0));
    // What does not fit, has no quota, or is of a part of it only, stays quoted and makes no pay.
    for (text, variable) in [
        ("Base $80,000, OTE $160,000, quota $800,000 a year. Commission is 12% of ARR booked.", Some(80_000)),
        ("Base $80,000. Commission is 10% of ARR booked.", None),
        ("Base $80,000, quota $800,000 a year. Commission is 15% of ARR above quota.", None),
        ("Base $80,000, quota $800,000 a year. Commission is 5% of expansion ARR.", None),
        ("Account Manager. Base $80,000, quota $800,000 a year. Commission is 10% of ARR booked.", None),
    ] {
        let (offer, _) = offer(text);
        assert_eq!(offer.variable.map(|it| it.amount()), variable.map(major), "{text}");
        assert!(unread(text, &read(text)).iter().any(|it| it.contains("% of")), "{text}: {:?}", read(text));
    }
}

#[test]
fn a_share_of_the_company_has_no_place_in_an_offer_and_is_quoted() {
    for text in [
        "You receive 0.25 % of the company.",
        "Equity: 0.25% in stock options.",
        "Sie erhalten 0,25 % der Firmenanteile.",
    ] {
        let (offer, _) = offer(text);
        assert_eq!(offer.equity.and_then(|it| it.worth), None, "{text}");
        assert_eq!(unread(text, &read(text)), [text], "{text}");
    }
}

#[test]
fn what_was_not_read_is_quoted() {
    let open = |text: &str| unread(text, &read(text));
    // All of it is read, whatever is said twice or is no pay.
    for text in [
        "Base $90,000, OTE $180,000 (90,000 base plus 90,000 commission). We are 240 people in 3 offices.",
        "Hamburg, den 12.01.2027\n\nDear Ms Okafor,\n\nWe met at 1200 Market Street, Suite 2400.\nCompensation:\nBase salary: $90,000",
    ] {
        assert!(open(text).is_empty(), "{text}: {:?}", open(text));
    }
    // The sentences of a letter of which nothing, or not all, has a place in an offer.
    let text = "Your base salary is $90,000. You are eligible for a $2,500 SPIFF for each new logo. Commission rates may change at any time.\n\
                • Employer matches 4% of salary\n\
                • Either party may end this with 30 days' notice\n\
                • Your review is due on 12.01.2028 with the team\n\
                The multi-year kicker is 1.2x. We look forward to you!";
    assert_eq!(
        open(text),
        [
            "You are eligible for a $2,500 SPIFF for each new logo.",
            "Commission rates may change at any time.",
            "Employer matches 4% of salary",
            "Your review is due on 12.01.2028 with the team",
            "The multi-year kicker is 1.2x.",
        ]
    );
    // A figure beside one that was read is not lost either.
    assert_eq!(
        open("Base $90,000 and a relocation payment of $5,000."),
        ["Base $90,000 and a relocation payment of $5,000."]
    );
    assert_eq!(open(GERMAN), ["Umzugsbonus: 4.000 €"]);
    assert_eq!(
        open("Provisionen werden nach dem jeweils gültigen Plan gezahlt. Urlaubssperre: drei Monate."),
        ["Provisionen werden nach dem jeweils gültigen Plan gezahlt.", "Urlaubssperre: drei Monate.",]
    );
    assert_eq!(open(MAIL), ["you'd inherit an existing book of 3.4M EUR, expansion quota is 160k per quarter"]);
    assert!(open(FORMAL).is_empty(), "{:?}", open(FORMAL));
    assert!(open(TABLE).is_empty(), "{:?}", open(TABLE));
}

#[test]
fn what_is_not_said_is_not_made_up() {
    let (offer, currency) = offer("Dear candidate, we would love to have you. More soon!");
    assert_eq!((offer.base, offer.variable, offer.quota, offer.start, currency), (None, None, None, None, None));
    assert_eq!((offer.sign_on, offer.equity.is_none(), offer.plan.draw.is_none()), (None, true, true));
    assert!(read("").is_empty());
    // A book of customers and the number of them are no pay.
    let (offer, _) = self::offer("You look after a book of $4,000,000 with 40 customers.");
    assert_eq!((offer.base, offer.quota), (None, None));
}

#[test]
fn no_text_whatever_breaks_the_reading() {
    let nasty = [
        "€€€ 1,2,3.4.5'6 k M % x / : 50/50/50",
        "quota ğŸ˜€ 12% ÄÖÜß base ½ 90’000",
        "draw draw draw 99999999999999999999999999999 months",
        "100/0 0/100 20/80 start 31 February 2027, 99 foo 2027",
        "İ base 90k İİİ quota 1M",
        "(12) () months (twelve ) –) ß) days twenty- (x) year",
        "ab 100 % – 125 % 2-fach × 1x über 130 % 3x. ä. 2x above\n– 60 % NRR (NRR) (40 % GRR)) target",
    ];
    for text in nasty {
        let found = read(text);
        let whole: String = stretches(text, &found).into_iter().map(|it| it.0).collect();
        assert_eq!(whole, text);
        let _ = (offer_from(text, &found, 1), unread(text, &found));
    }
    // Every cut of a letter, too; what is quoted stands in it.
    for (at, _) in TABLE.char_indices() {
        let text = &TABLE[at..];
        assert!(unread(text, &read(text)).iter().all(|it| text.contains(it.as_str())));
    }
}
