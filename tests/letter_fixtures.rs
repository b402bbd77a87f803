//! Letters as employers in four countries write them, invented: what each says was read out of it by hand, and no figure of any of them may
//! be lost.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use chrono::NaiveDate;
use remit::career::letter::{Fact, offer_from, read, unread};
use remit::career::{
    Assumed, Book, EquityKind, Hours, Needs, Offer, Question, Repay, RoleKind, Usual, View, assumed, questions, reckon,
    shape_of, with_shape,
};
use remit::model::Quota;
use remit::model::comp::{DrawKind, Measure, PayoutTrigger, Target, Threshold, ThresholdStart};
use remit::present::Locale;
use remit::present::career::{assumption, question};
use remit::units::{Cadence, Money, Rate, Yearly};

const AE_MONTHLY: &str = include_str!("fixtures/letters/ae_monthly.txt");
const CH_AE: &str = include_str!("fixtures/letters/ch_ae.txt");
const CH_AM: &str = include_str!("fixtures/letters/ch_am.txt");
const CSM_BONUS: &str = include_str!("fixtures/letters/csm_bonus.txt");
const DE_AE: &str = include_str!("fixtures/letters/de_ae.txt");
const DE_CSM: &str = include_str!("fixtures/letters/de_csm.txt");
const DE_MAIL: &str = include_str!("fixtures/letters/de_mail.txt");
const ENTERPRISE: &str = include_str!("fixtures/letters/enterprise.txt");
const FORMAL: &str = include_str!("fixtures/letters/formal.txt");
const GERMAN: &str = include_str!("fixtures/letters/german.txt");
const MAIL: &str = include_str!("fixtures/letters/mail.txt");
const MANAGER: &str = include_str!("fixtures/letters/manager.txt");
const SDR: &str = include_str!("fixtures/letters/sdr.txt");
const TABLE: &str = include_str!("fixtures/letters/table.txt");

/// What a person reads of a letter's pay.
#[derive(Debug, PartialEq)]
struct Said<'a> {
    company: &'a str,
    role: RoleKind,
    currency: &'a str,
    base: i64,
    variable: i64,
    quota: Option<(i64, Cadence)>,
    cadence: Cadence,
    /// Months; one where the letter does not say, which is then told as assumed.
    lag: u32,
    cap: Option<i64>,
    threshold: Option<i64>,
    draw: Option<(DrawKind, i64, Option<u32>)>,
    clawback: u32,
    ramp: u32,
    hours: Option<f64>,
    start: Option<NaiveDate>,
}

/// What was read of a letter, in the same words.
fn said(text: &str) -> (Offer, String) {
    let (offer, currency) = offer_from(text, &read(text), 1);
    (offer, currency.map_or(String::new(), |it| it.code().to_owned()))
}

fn compare(text: &str, expected: Said) {
    let (offer, currency) = said(text);
    let shape = shape_of(&offer);
    let percent = |rate: Rate| (rate.to_f64() * 100.0).round() as i64;
    let found = Said {
        company: &offer.name,
        role: offer.role,
        currency: &currency,
        base: offer.base_pay().to_major() as i64,
        variable: offer.variable_pay().to_major() as i64,
        quota: offer.quota.and_then(|it| match it {
            Quota::Arr { amount, per } => Some((amount.to_major() as i64, per)),
            Quota::Units { .. } => None,
        }),
        cadence: shape.cadence,
        lag: shape.lag,
        cap: shape.cap.map(percent),
        threshold: if offer.plan.components.iter().any(|it| !it.measure.is_ratio()) {
            shape.threshold.map(percent)
        } else {
            None
        },
        draw: shape.draw.map(|(kind, amount, months)| (kind, amount.to_major() as i64, months)),
        clawback: shape.clawback,
        ramp: offer.ramp_months,
        hours: offer.hours_week.map(Hours::to_f64),
        start: offer.start,
    };
    assert_eq!(found, expected);
    assert!(!offer.told.role_open);
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn open(text: &str) -> Vec<String> {
    unread(text, &read(text))
}

fn pays(text: &str, at: f64) -> f64 {
    reckon(&said(text).0, &Needs::default(), day(2027, 1, 1).unwrap()).pay(at).to_major()
}

fn asked(offer: &Offer) -> Vec<Question> {
    questions(&reckon(offer, &Needs::default(), day(2027, 1, 1).unwrap()))
}

#[test]
fn commission_paid_with_the_payroll_of_the_month_after_booking() {
    compare(
        AE_MONTHLY,
        Said {
            company: "Fernbank Systems",
            role: RoleKind::AeSmb,
            currency: "USD",
            base: 65_000,
            variable: 65_000,
            quota: Some((585_000, Cadence::Year)),
            cadence: Cadence::Month,
            lag: 1,
            cap: None,
            threshold: None,
            draw: Some((DrawKind::GuaranteeTopUp, 2_500, Some(3))),
            clawback: 0,
            ramp: 0,
            hours: Some(45.0),
            start: day(2027, 4, 5),
        },
    );
    let (offer, _) = said(AE_MONTHLY);
    assert_eq!(offer.nights_month, Some(2));
    assert_eq!(offer.benefits.map(|it| it.amount()), Some(Money::from_major(9_600)));
    // 65,000 base; 65,000 x (1 + 0.2 x 1.25 + 0.1 x 1.75) at 130 %.
    assert_eq!((pays(AE_MONTHLY, 1.0), pays(AE_MONTHLY, 1.3)), (130_000.0, 65_000.0 + 65_000.0 * 1.425));
    assert_eq!(open(AE_MONTHLY), ["A laptop stipend of $1,500 is paid with your first payroll."]);
}

#[test]
fn swiss_letters_with_apostrophes_thirteen_salaries_and_shares_of_what_is_sold() {
    compare(
        CH_AE,
        Said {
            company: "Orbis Cloud AG",
            role: RoleKind::AeEnterprise,
            currency: "CHF",
            base: 130_000,
            variable: 98_000,
            quota: Some((1_400_000, Cadence::Year)),
            cadence: Cadence::Quarter,
            lag: 1,
            cap: None,
            threshold: None,
            draw: None,
            clawback: 0,
            ramp: 0,
            hours: Some(42.0),
            start: day(2027, 3, 1),
        },
    );
    assert_eq!(said(CH_AE).0.salaries, Some(13));
    // 6 % of the first 700,000 and 8 % of the next are 42,000 and 56,000; 12 % of 280,000 above are 33,600.
    for (at, variable) in [(0.5, 42_000.0), (1.0, 98_000.0), (1.2, 131_600.0)] {
        assert_eq!(pays(CH_AE, at), 130_000.0 + variable, "{at}");
    }
    assert_eq!(open(CH_AE), ["Spesenpauschale: CHF 400 pro Monat"]);
    // Where they do not come to the variable pay that is told, they are quoted and nothing is paid by them.
    let apart = CH_AE.replace("98'000", "110'000");
    assert_eq!(said(&apart).0.variable_pay(), Money::from_major(110_000));
    assert!(open(&apart).contains(&"Provision: 6 % bis 50 % Zielerreichung, 8 % bis 100 %, 12 % darüber".to_owned()));
    assert_eq!(pays(&apart, 0.5), 130_000.0 + 55_000.0);

    compare(
        CH_AM,
        Said {
            company: "Hochalp Systems SA",
            role: RoleKind::SeniorAm,
            currency: "CHF",
            // Thirteen times 9,000.
            base: 117_000,
            variable: 48_000,
            quota: Some((350_000, Cadence::Year)),
            cadence: Cadence::Half,
            lag: 1,
            cap: Some(150),
            threshold: None,
            draw: None,
            clawback: 0,
            ramp: 0,
            hours: None,
            start: day(2027, 5, 1),
        },
    );
    let (offer, _) = said(CH_AM);
    assert_eq!((offer.salaries, offer.sign_on, offer.sign_on_stay), (Some(13), Some(Money::from_major(10_000)), 24));
    assert_eq!((offer.sign_on_back, offer.told.book), (Some(Repay::ProRata), Some(Book::Inherited)));
    let parts: Vec<_> = offer.plan.components.iter().map(|it| (it.measure, it.weight, it.target)).collect();
    let kept = (Measure::NetRetention, Rate::percent(60), Target::Ratio { ratio: Rate::percent(106) });
    assert_eq!(parts, [kept, (Measure::ExpansionArr, Rate::percent(40), Target::Quota)]);
    assert_eq!(open(CH_AM), ["Sie übernehmen 25 bestehende Kunden."]);
}

#[test]
fn a_bonus_as_a_share_of_base_pay_on_one_ratio() {
    compare(
        CSM_BONUS,
        Said {
            company: "Aldermoor Analytics Ltd",
            role: RoleKind::Csm,
            currency: "GBP",
            base: 72_000,
            // 20 % of 72,000.
            variable: 14_400,
            quota: None,
            cadence: Cadence::Quarter,
            lag: 1,
            cap: None,
            threshold: None,
            draw: None,
            clawback: 0,
            ramp: 0,
            hours: Some(45.0),
            start: day(2027, 2, 1),
        },
    );
    let (offer, _) = said(CSM_BONUS);
    let [part] = offer.plan.components.as_slice() else { panic!("{:?}", offer.plan.components) };
    assert_eq!((part.measure, part.weight), (Measure::NetRetention, Rate::ONE));
    assert_eq!(part.target, Target::Ratio { ratio: Rate::percent(108) });
    assert_eq!(part.threshold, Some(Threshold { at: Rate::ONE, start: ThresholdStart::Zero }));
    let equity = offer.equity.unwrap();
    assert_eq!((equity.kind, equity.worth, equity.vest_months), (EquityKind::Shares, None, 48));
    assert_eq!(
        open(CSM_BONUS),
        [
            // An offer holds no number of shares.
            "You will also be granted 5,000 RSUs vesting over 4 years, with a 12-month cliff.",
            "You will look after a portfolio of about 40 customers worth £3.2m in ARR.",
            "You are entitled to 28 days of holiday a year.",
        ]
    );
    // What is the most of a bonus, or hangs on something else as well, is no target.
    for text in ["Base £60,000 plus a bonus of up to 30% of base salary.", "Base £60,000. We match 6% of base salary."]
    {
        assert_eq!(said(text).0.variable, None, "{text}");
        assert!(!open(text).is_empty(), "{text}");
    }
    // A bonus in per cent without a word of what is one of base pay; one for something, or the most of it, is not.
    for text in [
        "Base £60,000 plus a 20% bonus.",
        "Base £60,000 + 20% annual bonus (paid yearly)",
        "Base £60,000, 20% bonus at target.",
    ] {
        assert_eq!(said(text).0.variable, Some(Yearly::new(Money::from_major(12_000))), "{text}");
    }
    for text in ["Base £60,000, up to 20% bonus.", "Base £60,000. 20% bonus on renewals.", "20% bonus."] {
        assert_eq!(said(text).0.variable, None, "{text}");
    }
    for (text, kind) in [
        ("Base £60,000, OTE £90,000. A recoverable draw of £1,000 a month.", DrawKind::Recoverable),
        ("Base £60,000, OTE £90,000. A forgivable draw of £1,000 a month.", DrawKind::GuaranteeTopUp),
    ] {
        assert_eq!(said(text).0.plan.draw.map(|it| it.kind), Some(kind), "{text}");
    }
    for text in ["Base £60,000. Bonus £20,000 on NRR and CSAT.", "Base £60,000, quota £500,000. Bonus £20,000 on NRR."]
    {
        assert!(!read(text).iter().any(|it| matches!(it.fact, Fact::Part(..))), "{text}");
    }
}

#[test]
fn german_letters_with_variable_pay_at_target_and_a_threshold() {
    compare(
        DE_AE,
        Said {
            company: "Nordlicht Daten GmbH",
            role: RoleKind::AeMidMarket,
            currency: "EUR",
            base: 62_000,
            variable: 26_000,
            quota: Some((480_000, Cadence::Year)),
            cadence: Cadence::Quarter,
            lag: 1,
            cap: None,
            threshold: Some(50),
            draw: None,
            clawback: 0,
            ramp: 0,
            hours: Some(39.0),
            start: day(2027, 4, 1),
        },
    );
    assert_eq!(open(DE_AE), ["Die Wochenarbeitszeit beträgt 39 Stunden, der Urlaub 30 Tage im Jahr."]);
    compare(
        DE_MAIL,
        Said {
            company: "Weidenbach Software AG",
            role: RoleKind::AeEnterprise,
            currency: "EUR",
            base: 80_000,
            variable: 60_000,
            quota: Some((900_000, Cadence::Year)),
            cadence: Cadence::Month,
            lag: 1,
            cap: None,
            threshold: None,
            draw: Some((DrawKind::Recoverable, 2_000, Some(4))),
            clawback: 0,
            ramp: 0,
            hours: Some(40.0),
            start: day(2027, 6, 1),
        },
    );
    assert_eq!(open(DE_MAIL), ["Firmenwagen oder 450 EUR Mobilitätsbudget im Monat"]);
    compare(
        DE_CSM,
        Said {
            company: "Birkenfeld Systeme GmbH",
            role: RoleKind::Csm,
            currency: "EUR",
            base: 58_000,
            // 68,000 less 58,000.
            variable: 10_000,
            quota: None,
            cadence: Cadence::Year,
            lag: 3,
            cap: None,
            threshold: None,
            draw: None,
            clawback: 0,
            ramp: 0,
            hours: Some(38.5),
            start: day(2027, 2, 15),
        },
    );
    let parts: Vec<_> = said(DE_CSM).0.plan.components.iter().map(|it| (it.measure, it.weight, it.target)).collect();
    let part = |of, weight, ratio| (of, Rate::percent(weight), Target::Ratio { ratio: Rate::percent(ratio) });
    assert_eq!(parts, [part(Measure::GrossRetention, 70, 92), part(Measure::NetRetention, 30, 104)]);
    assert_eq!(
        open(DE_CSM),
        ["Sie betreuen Bestandskunden mit einem Volumen von 2,5 Mio. €.", "Weiterbildungsbudget: 1.500 € im Jahr",]
    );
}

#[test]
fn a_numbered_contract_and_a_leaders_letter() {
    compare(
        ENTERPRISE,
        Said {
            company: "Quillback Software plc",
            role: RoleKind::AeEnterprise,
            currency: "GBP",
            base: 95_000,
            variable: 95_000,
            quota: Some((1_100_000, Cadence::Year)),
            cadence: Cadence::Quarter,
            lag: 2,
            cap: Some(250),
            threshold: Some(40),
            draw: Some((DrawKind::GuaranteeTopUp, 3_000, Some(6))),
            clawback: 9,
            ramp: 0,
            hours: Some(37.5),
            start: day(2027, 5, 3),
        },
    );
    let (offer, _) = said(ENTERPRISE);
    assert_eq!((offer.nights_month, offer.plan.payout.trigger), (Some(5), PayoutTrigger::Cash));
    assert!(matches!(offer.attainment.view, View::AtQuota { share, .. } if share == Rate::percent(55)));
    // From the first pound on: half of 95,000; 95,000 x (1 + 0.3 x 1.5 + 0.2 x 2) at 150 %.
    assert_eq!((pays(ENTERPRISE, 0.5), pays(ENTERPRISE, 1.5)), (95_000.0 + 47_500.0, 95_000.0 + 95_000.0 * 1.85));
    assert_eq!(pays(ENTERPRISE, 0.39), 95_000.0);
    compare(
        MANAGER,
        Said {
            company: "Ravensmoor Inc",
            role: RoleKind::SalesManager,
            currency: "USD",
            base: 150_000,
            variable: 90_000,
            quota: Some((6_400_000, Cadence::Year)),
            cadence: Cadence::Half,
            lag: 1,
            cap: Some(200),
            threshold: None,
            draw: None,
            clawback: 0,
            ramp: 0,
            hours: None,
            start: None,
        },
    );
    // Paid within 30 days, and paid back within eighteen months.
    let (offer, _) = said(MANAGER);
    assert_eq!((offer.sign_on_stay, offer.sign_on_back), (18, Some(Repay::ProRata)));
    compare(
        SDR,
        Said {
            company: "Tallow & Finch Software Inc",
            role: RoleKind::Sdr,
            currency: "USD",
            base: 52_000,
            variable: 28_000,
            quota: None,
            cadence: Cadence::Month,
            lag: 1,
            cap: None,
            threshold: None,
            draw: Some((DrawKind::GuaranteeTopUp, 1_500, Some(3))),
            clawback: 0,
            ramp: 3,
            hours: Some(40.0),
            start: day(2027, 1, 11),
        },
    );
    assert_eq!(said(SDR).0.quota, Some(Quota::Units { count: 15, per: Cadence::Month }));
    assert_eq!(open(SDR), ["PTO: 15 days, plus 10 public holidays", "401(k): 4% match"]);
}

#[test]
fn no_figure_of_a_letter_is_lost() {
    // Figures that say nothing of an offer: where and when it was written, numbers of paragraphs, instalments.
    let aside: [(&str, &[&str]); 14] = [
        (AE_MONTHLY, &["2 March 2027"]),
        (CH_AE, &["Pensum: 100 %"]),
        (CH_AM, &[]),
        (CSM_BONUS, &[]),
        (DE_AE, &["Speicherstraße 4", "20457"]),
        (DE_CSM, &[]),
        (DE_MAIL, &[]),
        (ENTERPRISE, &["1. S", "2. S", "3. C", "4. P", "5. C", "6. D", "7. E", "8. H", "9. N", "10. T"]),
        (FORMAL, &["12 January 2027"]),
        (GERMAN, &[]),
        (MAIL, &[]),
        (MANAGER, &[]),
        (SDR, &[]),
        (TABLE, &[]),
    ];
    for (text, aside) in aside {
        let told = |text: &str| {
            let found = read(text);
            (found.iter().map(|it| it.fact.clone()).collect::<Vec<_>>(), unread(text, &found))
        };
        let before = told(text);
        let places: Vec<(usize, usize)> =
            aside.iter().flat_map(|it| text.match_indices(it).map(|(at, it)| (at, at + it.len()))).collect();
        let mut figures = 0;
        for (at, digit) in text.char_indices().filter(|it| it.1.is_ascii_digit()) {
            // The first digit of a number; another one there makes it another number.
            let inside = text[..at].ends_with(|it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | '\'' | '’'));
            if inside || places.iter().any(|it| at >= it.0 && at < it.1) {
                continue;
            }
            figures += 1;
            let other = if digit == '1' { "2" } else { "1" };
            let changed = [&text[..at], other, &text[at + 1..]].concat();
            let near: String = text[at..].chars().take(24).collect();
            assert_ne!(told(&changed), before, "neither read nor quoted: {near:?}");
        }
        assert!(figures >= 8, "{figures}");
    }
}

#[test]
fn what_is_read_is_not_quoted() {
    for text in [
        "Working time: 45 hours per week.",
        "You will work 45 hours per week, 5 days a week.",
        "Base salary $90,000, paid monthly. Commission $60,000 a year, paid quarterly, one month later.",
        "Commission is paid monthly, one month later.",
        "Commissions are paid quarterly and one month after quarter end.",
        "Base $90,000, variable $90,000, quota $1,000,000. Tier 1: 0-100% of quota at 1x, Tier 2: 100-120% at 1.5x, Tier 3: above 120% at 2x.",
        "Base $90,000, variable $90,000, quota $1,000,000. 1x rate from 0% to 100%, 1.5x from 100% to 150%, 2x above 150%.",
        "Base $90,000, variable $80,000, quota $1,000,000. Commission: 8% of ARR up to quota, 12% of ARR above quota.",
        "Base salary of $95,000 and commissions of $95,000 at 100% of quota ($950,000).",
        "Ziel-Jahreseinkommen: CHF 180'000 (70/30), Fixlohn CHF 126'000",
        "Bruttolohn CHF 8'500 x 13, variabler Anteil CHF 30'000, Eintritt 1.9.2027",
        "Grundgehalt 80.000 €. Bonus: 15 % des Grundgehalts bei 100 % Zielerreichung.",
        "Die Provision wird monatlich abgerechnet und mit dem Gehalt des Folgemonats ausbezahlt.",
    ] {
        assert_eq!(open(text), Vec::<String>::new(), "{text}");
    }
    // What base pay is paid by is not what commission is reckoned by.
    let paid = |text: &str| {
        read(text).into_iter().find_map(|it| if let Fact::Paid(often) = it.fact { Some(often) } else { None })
    };
    assert_eq!(paid("Base salary $90,000, paid monthly. Commission is paid quarterly."), Some(Cadence::Quarter));
    assert_eq!(paid("Base salary $90,000, paid monthly."), None);
    assert_eq!(paid("Der Grundlohn wird dreizehnmal jährlich ausbezahlt."), None);
    // The most that is paid is no target, and is quoted.
    for text in ["Variable pay of up to $20,000 a year.", "Variable Vergütung bis zu 20.000 € pro Jahr."] {
        assert_eq!((said(text).0.variable, open(text)), (None, vec![text.to_owned()]));
    }
    // What is paid for each thing done, or once, is no year's pay.
    for text in [
        "You earn a commission of $500 per qualified meeting.",
        "A commission of $400 for each new customer.",
        "Base $60,000. A retention bonus of $10,000 is paid after two years.",
        "Sie erhalten eine Provision von 300 € pro Abschluss.",
        "Base $60,000. Commission is paid on deals above $50,000.",
        "Eine Provision wird ab 50.000 € Umsatz gezahlt.",
    ] {
        assert_eq!(said(text).0.variable, None, "{text}");
        assert!(!open(text).is_empty(), "{text}");
    }
    // An amount behind a sum is the sum's.
    let (offer, _) = said("$120,000 base + $120,000 variable = $240,000 OTE. Quota: $1.2M.");
    assert_eq!((offer.base_pay().to_major(), offer.variable_pay().to_major()), (120_000.0, 120_000.0));
    let (offer, _) = said("Ihr Zieleinkommen beträgt 120.000 € (Fixum 72.000 €, Provision 48.000 €).");
    assert_eq!((offer.base_pay().to_major(), offer.variable_pay().to_major()), (72_000.0, 48_000.0));
    // A month's pay keeps its coins: twelve times 8,333.35.
    assert_eq!(said("Grundlohn CHF 8’333.35 pro Monat").0.base_pay().to_major(), 100_000.2);
    // Nor is what share of a quota pay is told at the quota.
    let (offer, _) = said("Base $95,000 and commissions of $95,000 at 100% of quota ($950,000).");
    assert_eq!(offer.quota, Some(Quota::Arr { amount: Money::from_major(950_000), per: Cadence::Year }));
}

#[test]
fn everything_that_was_filled_in_is_told_with_its_figure_and_asked() {
    // The letter says pay and quota, and nothing of how it is paid; the rest is what an account manager's plan usually has.
    let (offer, _) = said("Account Manager. Base $85,000, bonus $45,000, quota $400,000. A draw of $2,000 a month.");
    let usual = Usual {
        measure: Measure::NetRetention,
        target: Some(Rate::percent(105)),
        floor: Some(Rate::percent(90)),
        above: Some(Rate::percent(500)),
        cap: Some(Rate::percent(150)),
    };
    let split = vec![(Measure::ExpansionArr, Rate::percent(55)), (Measure::NetRetention, Rate::percent(45))];
    let filled = assumed(&offer);
    assert_eq!(
        filled,
        [
            Assumed::Split(split),
            Assumed::Ratio(usual),
            Assumed::QuotaOfAYear,
            Assumed::Reckoned(Cadence::Quarter),
            Assumed::PaidAfter(1),
            Assumed::OnSignature,
            Assumed::SameRate,
            Assumed::NoCap,
            Assumed::Draw(DrawKind::Recoverable),
            Assumed::DrawForGood,
            Assumed::NeverTakenBack,
            Assumed::NoRamp,
            Assumed::AtQuota(Rate::percent(50)),
        ]
    );
    let words: Vec<(&str, String)> = filled.iter().take(2).map(|it| assumption(it, &offer, &Locale::EN_US)).collect();
    assert_eq!(words[0], ("Variable pay hangs on", "55\u{a0}% expansion ARR, 45\u{a0}% net retention".to_owned()));
    assert_eq!(
        words[1].1,
        "target 105\u{a0}%, paid from 90\u{a0}% on, 5.0x the rate above target, at most 150\u{a0}% of its target pay"
    );
    let questions = asked(&offer);
    for question in [
        Question::Split,
        Question::Target,
        Question::QuotaPeriod,
        Question::AboveQuota,
        Question::HowOften,
        Question::PaidWhen,
        Question::DrawOwed,
        Question::DrawMonths,
        Question::TakenBack,
        Question::Ramp,
        Question::AtQuota,
    ] {
        assert!(questions.contains(&question), "{question:?}");
    }
    // What is changed since is no assumption any more, nor a question.
    let mut shape = shape_of(&offer);
    (shape.cadence, shape.lag) = (Cadence::Month, 2);
    shape.draw = Some((DrawKind::GuaranteeTopUp, Money::from_major(2_000), Some(3)));
    let changed = with_shape(&offer, shape);
    let left = assumed(&changed);
    let gone = |it: &Assumed| {
        matches!(it, Assumed::Reckoned(_) | Assumed::PaidAfter(_) | Assumed::Draw(_) | Assumed::DrawForGood)
    };
    assert!(!left.iter().any(gone), "{left:?}");
    assert!(
        ![Question::HowOften, Question::DrawOwed, Question::DrawMonths].iter().any(|it| asked(&changed).contains(it))
    );
    // An offer that nobody pasted assumes nothing.
    assert!(assumed(&remit::career::offer_for(RoleKind::Am, 1, "Halden")).is_empty());
    // A threshold that was told leaves open where pay begins at it.
    assert!(assumed(&said(CSM_BONUS).0).contains(&Assumed::FromZero));
    // A letter that tells all of it leaves nothing of it.
    let left = assumed(&said(ENTERPRISE).0);
    assert_eq!(left, [Assumed::NoRamp]);
}

#[test]
fn a_figure_that_nobody_told_is_asked_and_not_stated() {
    let (offer, _) = said("Customer Success Manager. Base $90,000, bonus $30,000.");
    let of = reckon(&offer, &Needs::default(), day(2027, 1, 1).unwrap());
    let asked = questions(&of);
    // 80 % is the usual plan's: it is asked as that, and nothing is asked as if there were a threshold or a cap.
    assert!(!asked.contains(&Question::ThresholdStart) && !asked.contains(&Question::Cap), "{asked:?}");
    let said = question(Question::Target, &of, &Locale::EN_US);
    assert!(
        said.contains("Taken as usual for the role: gross retention: target 90\u{a0}%, paid from 80\u{a0}% on"),
        "{said}"
    );
    let told: Vec<String> = asked.iter().map(|it| question(*it, &of, &Locale::EN_US)).collect();
    assert!(told.iter().all(|it| !it.contains("80\u{a0}%") || it.contains("Taken as")), "{told:?}");
    // A target that is told is none of it; what of the usual plan is left of the same ratio is.
    let (offer, _) = self::said("Customer Success Manager. Base $90,000, bonus $30,000 on NRR. Target NRR is 108%.");
    let left = assumed(&offer);
    let ratio = left.iter().find_map(|it| if let Assumed::Ratio(usual) = it { Some(usual) } else { None }).unwrap();
    assert_eq!((ratio.target, ratio.floor), (None, Some(Rate::percent(95))));
    // A target below where pay usually begins leaves no such beginning.
    let (offer, _) = self::said("Customer Success Manager. Base $90,000, bonus $30,000 on GRR. The GRR target is 78%.");
    assert_eq!(offer.plan.components[0].threshold, None);
}
