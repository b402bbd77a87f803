//! Remit in German: the page speaks it, files do not, and what is written in German is read again.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use chrono::{Days, NaiveDate};
use remit::career::ladder::{PayRange, pay_of};
use remit::career::{Offer, RoleKind, Tenth, example, letter, reckon};
use remit::edit::{add_ready, add_version, apply, hire};
use remit::engine::compare::{differences, steps};
use remit::engine::{Env, Metric, evaluate};
use remit::exchange::tables::TableOf;
use remit::exchange::{accounts_csv, roster_csv};
use remit::model::comp::{Draw, DrawKind, Reach};
use remit::model::{Document, Quota, SCHEMA, inputs, sample};
use remit::persist::{Kind, to_file};
use remit::present::Locale;
use remit::present::career::{brings_chart, months_chart, pay_amounts, pay_range};
use remit::present::chart::ladder_chart;
use remit::present::compare::{rows, step};
use remit::present::guide::{Topic, lay_out};
use remit::present::number::{
    parse_date, parse_money, parse_month, show_date, show_month, show_month_short, show_months,
};
use remit::present::words_pay::reach_named;
use remit::text::{Language, po, speak};
use remit::units::{Cadence, Currency, Money, Month, Monthly, PlanId, Rate, RoleId};
use std::sync::Arc;

/// The width of a chart on a phone 360 pixels wide, in pixels.
const PHONE: u32 = 302;

/// Everything of a scenario that leaves for another program or comes in again.
fn files(company: &Document) -> Vec<(&'static str, String)> {
    let outcome = evaluate(company, &Env::default());
    let mut files: Vec<_> = TableOf::ALL.iter().map(|it| (it.key(), it.csv(company, &outcome))).collect();
    files.push(("roster alone", roster_csv(company)));
    files.push(("accounts alone", accounts_csv(company)));
    files.push(("scenario", to_file(Kind::Scenario, SCHEMA, &serde_json::to_value(company).unwrap())));
    files
}

/// A program speaks one language from its start to its end, so this is one test.
#[test]
fn the_page_speaks_german_and_files_stay_as_they_are() {
    let company = sample::company();
    let english = files(&company);
    let paths = |company: &Document| inputs(company).into_iter().map(|it| it.path).collect::<Vec<_>>();
    let english_paths = paths(&company);
    assert_eq!(Metric::ClosingArr.name(), "Closing ARR");
    speak(po::read(include_str!("../texts/de.po")).unwrap());

    assert_eq!(Metric::ClosingArr.name(), "ARR am Ende");
    days_and_months_are_written_as_in_german_and_read_again(&company);
    steps_name_their_month(&company);
    compared_scenarios_name_versions_and_tell_what_is_new(&company);
    large_amounts_are_counted_in_german_words();
    // What a tier reaches back to may be pasted as the table calls it, and as a sheet in English does.
    assert_eq!(reach_named("Der erste Dollar"), Some(Reach::FirstDollar));
    assert_eq!(reach_named("the first dollar"), Some(Reach::FirstDollar));
    assert_eq!("2027-13".parse::<Month>().unwrap_err().to_string(), "„2027-13“ ist kein Monat; Schreibweise: 2027-01");

    charts_of_offers_have_room_for_amounts_in_german();
    the_example_of_an_offer_is_read();
    the_guide_calls_controls_as_the_page_does();
    what_is_made_new_has_a_german_name_and_the_sample_stays();

    for ((name, before), (_, now)) in english.iter().zip(files(&company)) {
        assert_eq!(*before, now, "{name}");
    }
    // Links, undone steps and files that others wrote name inputs by their path.
    assert_eq!(paths(&company), english_paths);
}

fn what_is_made_new_has_a_german_name_and_the_sample_stays() {
    let made = sample::empty();
    assert_eq!(made.name, "Neuer Plan");
    assert_eq!(made.plans[0].name, "Account Executive");
    assert_eq!(made.plans[0].versions[0].components[0].name, "Neugeschäft");
    assert_eq!(made.segments[2].name, "Großkunden");
    let mut version = made.plans[1].versions[0].clone();
    let id = add_ready(&mut version, sample::Ready::Expansion, None);
    // Ids are those of an English program: links and steps name them.
    assert_eq!(id.as_str(), "expansion-bonus");
    assert_eq!(version.components.last().map(|it| it.name.as_str()), Some("Ausbaubonus"));
    assert_eq!(sample::company().plans[0].name, "Account executive");
}

/// The texts of the guide are English; what they name in bold is to be found on the German page, and leads where it does in English.
fn the_guide_calls_controls_as_the_page_does() {
    let text = include_str!("../docs/design-a-pay-plan.md");
    let html = lay_out(Topic::DesignPay, text, Language::German).html;
    assert!(
        html.contains("<a href=\"#/pay//cost\"><b lang=\"de\">Vergütung &gt; Kosten und Gesundheit</b></a>"),
        "{html}"
    );
    assert!(html.contains("<b lang=\"de\">Von verdient zu gezahlt</b>"));
    assert!(!html.contains("<b>"), "every control has its German name: {html}");
}

/// What `Intl.DateTimeFormat("de", …)` of a browser gives for the same days: `dateStyle: "medium"`, and `month: "short", year: "numeric"`.
const MONTHS: [&str; 12] = [
    "Jan. 2027",
    "Feb. 2027",
    "März 2027",
    "Apr. 2027",
    "Mai 2027",
    "Juni 2027",
    "Juli 2027",
    "Aug. 2027",
    "Sept. 2027",
    "Okt. 2027",
    "Nov. 2027",
    "Dez. 2027",
];

fn days_and_months_are_written_as_in_german_and_read_again(company: &Document) {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let march = Month::new(2027, 3);
    assert_eq!(show_date(day(2027, 3, 1)), "01.03.2027");
    assert_eq!(show_date(day(2027, 11, 24)), "24.11.2027");
    for (at, shown) in (1..).zip(MONTHS) {
        assert_eq!(show_month(Month::new(2027, at)), shown);
    }
    assert_eq!(show_month_short(march), "Mär 27");
    assert_eq!(show_months(Month::new(2027, 8), Month::new(2027, 10)), "Aug. bis Okt. 2027");
    assert_eq!(show_months(Month::new(2027, 8), Month::new(2028, 3)), "Aug. 2027 bis März 2028");

    // How numbers are written is chosen apart from the language: a field reads what it shows under each choice.
    for locale in Locale::ALL {
        for month in company.settings.months() {
            assert_eq!(parse_month(&show_month(month), locale), Ok(month), "{}", locale.tag);
            assert_eq!(parse_month(&show_month_short(month), locale), Ok(month), "{}", locale.tag);
        }
        for later in 0..4 * 366 {
            let date = day(2027, 1, 1) + Days::new(later);
            assert_eq!(parse_date(&show_date(date), locale), Ok(date), "{}", locale.tag);
        }
        for text in [
            "1.3.2027",
            "01.03.2027",
            "1.3.27",
            "1. März 2027",
            "1 März 2027",
            "1. Mär. 2027",
            "1 Mär 2027",
            "1. MÄRZ 2027",
            "1. Mrz 27",
            "1 Mar 2027",
            "March 1, 2027",
            "2027-03-01",
        ] {
            assert_eq!(parse_date(text, locale), Ok(day(2027, 3, 1)), "{text} in {}", locale.tag);
            assert_eq!(parse_month(text, locale), Ok(march), "{text} in {}", locale.tag);
        }
    }
    let german = Locale::for_tag("de-DE");
    for (text, number) in [
        ("März 2027", 3),
        ("Mär. 2027", 3),
        ("Mär 2027", 3),
        ("Mrz 2027", 3),
        ("Jänner 2027", 1),
        ("Mai 2027", 5),
        ("Juni 2027", 6),
        ("Sept. 2027", 9),
        ("Okt 2027", 10),
        ("October 2027", 10),
        ("Dez. 27", 12),
        ("03.2027", 3),
    ] {
        assert_eq!(parse_month(text, &german), Ok(Month::new(2027, number)), "{text}");
    }
    for text in ["31.2.27", "1.13.27", "Mä 2027"] {
        assert!(parse_date(text, &german).is_err(), "{text}");
    }
    assert_eq!(
        parse_date("1/3/27", &german).unwrap_err().to_string(),
        "„1/3/27“ hat ein zweistelliges Jahr; schreiben wie 01.03.2027"
    );
}

/// As `Intl.NumberFormat("de", { notation: "compact", … })` has millions; thousands, which it writes out, keep three digits that count.
fn large_amounts_are_counted_in_german_words() {
    let (german, euro): (_, Currency) = (Locale::for_tag("de-DE"), "EUR".parse().unwrap());
    let shown = |major| german.money_compact(Money::from_major(major), euro).replace('\u{a0}', " ");
    assert_eq!(shown(40_900_000), "40,9 Mio. €");
    assert_eq!(shown(631_000), "631 Tsd. €");
    assert_eq!(shown(2_500_000_000), "2,5 Mrd. €");
    assert_eq!(german.money_tick(2_000_000.0, euro).replace('\u{a0}', " "), "2 Mio. €");
    for (text, major) in
        [("1,5 Mio. €", 1_500_000), ("1,5 Mio", 1_500_000), ("250 Tsd.", 250_000), ("2 Mrd. €", 2_000_000_000)]
    {
        assert_eq!(parse_money(text, &german, euro), Ok(Money::from_major(major)), "{text}");
    }
}

/// The charts of offers on the narrowest phone. Goldens lie in `tests/golden/charts`, where `charts.rs` asks that no text touches
/// another or leaves the sheet; `UPDATE_GOLDEN=1 cargo test --test german` writes them anew.
fn charts_of_offers_have_room_for_amounts_in_german() {
    let profile = example();
    let (needs, german) = (profile.needs, Locale::for_tag("de-DE"));
    let day = NaiveDate::from_ymd_opt(2027, 2, 1).unwrap();
    let named = |it: &Offer| Offer { name: [it.name.as_str(), " Analytics Gesellschaft"].concat(), ..it.clone() };
    let all: Vec<_> = profile.offers.iter().map(|it| Arc::new(reckon(&named(it), &needs, day))).collect();
    let written = |it: PayRange| [pay_range(it, &german), pay_amounts(it, &german)].map(|it| it.replace('\u{a0}', " "));
    let of_account_managers = pay_of(RoleKind::Am).software;
    assert_eq!(written(of_account_managers), ["85 – 150 Tsd. $ bei Zielerreichung", "85 – 150 Tsd. $"]);
    let ladder = ladder_chart(RoleKind::Am, &written, PHONE);
    assert!(!ladder.svg.contains('…'), "a range of pay is cut");
    let charts = [
        ("years", brings_chart(&all, &needs, &german, PHONE)),
        ("cash", months_chart(&all, Tenth::Middle, &needs, &german, PHONE)),
        ("ladder", ladder),
    ];
    for (name, chart) in charts {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = path.join("tests/golden/charts").join(format!("{name}-phone-german.svg"));
        let readable = chart.svg.replace("><", ">\n<") + "\n";
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &readable).unwrap();
        }
        assert!(std::fs::read_to_string(&path).unwrap_or_default() == readable, "{name} is drawn differently");
    }
}

/// What stands in the empty field for the text of an offer is an example that can be followed.
fn the_example_of_an_offer_is_read() {
    let texts = include_str!("../texts/de.po");
    let (_, rest) = texts.split_once("msgid \"Base 90,000, OTE 180,000,").unwrap();
    let example = rest.split("msgstr \"").nth(1).and_then(|it| it.split('"').next()).unwrap();
    let found = letter::read(example);
    let (offer, currency) = letter::offer_from(example, &found, 1);
    let major = Money::from_major;
    assert_eq!((offer.base_pay(), offer.variable_pay()), (major(60_000), major(40_000)), "{example}");
    assert_eq!(offer.quota, Some(Quota::Arr { amount: major(800_000), per: Cadence::Year }));
    assert_eq!(currency.map(|it| it.code().to_owned()), Some("EUR".to_owned()));
    assert!(letter::unread(example, &found).is_empty(), "{:?}", letter::unread(example, &found));
}

/// The list of steps to undo shows months as the page does.
fn compared_scenarios_name_versions_and_tell_what_is_new(company: &Document) {
    let mut new = company.clone();
    let (at, command) = add_version(company, &PlanId::new("ae"), Month::new(2027, 7)).unwrap();
    apply(&mut new, command).unwrap();
    new.plans[0].versions[at].components[0].weight = Rate::percent(80);
    let amount = Monthly::new(Money::from_major(2_000));
    new.plans[0].versions[at].draw = Some(Draw::level(DrawKind::Recoverable, amount, Some(6)).with_its_month());
    let german = Locale::for_tag("de-DE");
    let rows = rows(&differences(company, &new), company, &new, &german);
    let told: Vec<_> = rows.iter().map(|it| format!("{} | {} | {}", it.what, it.old, it.new)).collect();
    let draw = "Rückzahlbar: 2.000\u{a0}$ je Monat (zuerst 6 Monate), gezahlt mit seinem Monat";
    assert_eq!(told[0], "Version 2 ab Juli 2027 | Version 1 gilt weiter | hinzugefügt");
    assert_eq!(
        told[1],
        "Account executive, Version 2 ab Juli 2027, New business: Anteil an der variablen Vergütung | 100\u{a0}% | 80\u{a0}%"
    );
    assert_eq!(told[2], ["Version 2 ab Juli 2027 \u{203a} Draw oder Garantie | keine | ", draw].concat());
    let step = step(&steps(company, &new)[0], company, &new, &german);
    assert_eq!(step, "Plan Account executive, Version 2 ab Juli 2027: hinzugefügt; 2 Änderungen");
}

fn steps_name_their_month(company: &Document) {
    let command = hire(company, &RoleId::new("ae"), None, 2, Month::new(2027, 4));
    assert_eq!(command.label(company), "2 Account executive ab Apr. 2027 einstellen");
}
