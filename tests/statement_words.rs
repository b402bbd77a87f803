//! A statement of pay in words: what a rep reads, line by line. Expected sentences follow from figures worked out by hand.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::engine::{Source, Span, Statement, holders_in, period_named, statement, statement_by_meaning, statement_of};
use remit::model::comp::{
    Clawback, ClawbackBasis, Component, Draw, DrawKind, Kicker, KickerPays, KickerWhen, Measure, Milestone, Payout,
    PayoutTrigger, Plan, PlanVersion, RatePreset, Rated, Rates, Spif, SpifPays, Target, Threshold, ThresholdStart,
    Tier, TierFrom, TierValue,
};
use remit::model::{Deal, Document, Person, Quota, Role, Seat, Stint, StintEnd, Terms};
use remit::present::Locale;
use remit::present::statement::{
    Block, COLUMNS, RowKind, StatementRow, amount, blocks, has_meanings, meanings, nothing_closes, reason, rows, sheet,
    source, table,
};
use remit::units::{Cadence, ComponentId, Money, Monthly, PersonId, PlanId, Rate, RoleId, SeatId, Yearly};
use std::sync::Arc;
use support::{day, money, quiet, steady};

const Q1: Span = Span { from: 0, to: 2 };

/// 10 % of new ARR up to quota (60,000 of variable over 600,000 a year), 15 % beyond; a quarter has a quota of 150,000.
fn commission() -> Component {
    Component {
        id: ComponentId::new("new"),
        name: "New business".to_owned(),
        measure: Measure::NewArr,
        cadence: Cadence::Quarter,
        rates: RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150))]),
        ..Component::default()
    }
}

fn plan_of(components: Vec<Component>) -> PlanVersion {
    PlanVersion { components, payout: Payout { lag_months: 0, ..Payout::default() }, ..PlanVersion::default() }
}

/// Ann Lee sells under one plan.
fn company(version: PlanVersion) -> Document {
    let mut document = quiet();
    let terms = Terms {
        base: Yearly::new(money(60_000.0)),
        ote: Yearly::new(money(120_000.0)),
        plan: Some(PlanId::new("ae")),
        ..steady(money(600_000.0), Cadence::Year)
    };
    document.roles = vec![Role {
        id: RoleId::new("ae"),
        name: "Account executive".to_owned(),
        terms: vec![terms],
        ..Role::default()
    }];
    document.plans = vec![Plan { id: PlanId::new("ae"), name: "Hunters".to_owned(), versions: vec![version] }];
    document.people = vec![Person { id: PersonId::new("ann"), name: "Ann Lee".to_owned() }];
    document.seats = vec![Seat {
        id: SeatId::new("ann"),
        role: RoleId::new("ae"),
        stints: vec![Stint { person: Some(PersonId::new("ann")), from: day("2026-01-01"), ..Stint::default() }],
        ..Seat::default()
    }];
    document
}

fn deal(name: &str, closed: &str, amount: f64, part: f64) -> Deal {
    Deal { name: name.to_owned(), ..support::deal(name, closed, amount, &[("ann", part, false)]) }
}

fn with(version: PlanVersion, deals: Vec<Deal>) -> Document {
    Document { deals: Arc::new(deals), ..company(version) }
}

/// What waits is told deal by deal, to the cent.
fn of_ann(document: &Document, span: Span) -> Statement {
    let told = statement(document, &SeatId::new("ann"), span, Source::Deals).unwrap();
    assert_eq!(told.waits.iter().map(|it| it.amount).sum::<Money>(), told.waiting);
    told
}

/// `kind: text | credit | amount`, spaces that do not break made plain.
fn read(document: &Document, statement: &Statement) -> Vec<String> {
    let locale = Locale::default();
    rows(document, statement, &locale).iter().map(|row| line(row, document)).collect()
}

fn line(row: &StatementRow, document: &Document) -> String {
    let pays = amount(row, &Locale::default(), document.settings.currency);
    let cells = [row.text.as_str(), row.credit.as_str(), pays.as_str()];
    let cells: Vec<&str> = cells.into_iter().filter(|it| !it.is_empty()).collect();
    format!("{}: {}", row.kind.key(), cells.join(" | ")).replace('\u{a0}', " ")
}

fn has(lines: &[String], wanted: &str) {
    assert!(lines.iter().any(|line| line == wanted), "{wanted}\nis not among\n{}", lines.join("\n"));
}

#[test]
fn a_quarter_reads_from_the_first_deal_to_what_is_paid() {
    let document = with(
        plan_of(vec![commission()]),
        vec![deal("Acme", "2027-01-15", 100_000.0, 1.0), deal("Globex", "2027-02-20", 145_000.0, 0.5)],
    );
    assert_eq!(
        read(&document, &of_ann(&document, Q1)),
        [
            "component: New business, New ARR, 100 % of target variable | 18,375.00",
            "period: Jan to Mar 2027, target 150,000.00, target pay 15,000.00, attainment 115.0 % | 172,500.00",
            "credit: 15 Jan 2027 Acme | 100,000.00",
            "credit: 20 Feb 2027 Globex, 50 % of the deal | 72,500.00",
            "step: 150,000.00 at 10 %, up to 150,000.00, the target rate | 15,000.000",
            "step: 22,500.00 at 15 %, from 150,000.00 to 172,500.00, 1.5x the target rate | 3,375.000",
            "sum: Earned | 18,375.00",
            "paid: Paid in Jan to Mar 2027 | 18,375.00",
        ]
    );
}

#[test]
fn deals_carry_their_day_and_the_total_so_far() {
    let document = with(
        plan_of(vec![commission()]),
        vec![deal("Acme", "2027-01-15", 100_000.0, 1.0), deal("Globex", "2027-02-20", 145_000.0, 0.5)],
    );
    let rows = rows(&document, &of_ann(&document, Q1), &Locale::default());
    let deals: Vec<_> = rows.iter().filter(|row| row.kind == RowKind::Credit).collect();
    assert_eq!(deals.iter().map(|row| row.running.as_str()).collect::<Vec<_>>(), ["100,000.00", "172,500.00"]);
    assert_eq!((deals[1].title.as_str(), deals[1].day), ("Globex", Some(day("2027-02-20"))));
}

fn monthly() -> Component {
    Component { cadence: Cadence::Month, ..commission() }
}

#[test]
fn a_rating_that_goes_on_brings_forward_what_was_sold_and_takes_off_what_was_earned() {
    let document = with(
        plan_of(vec![Component { rated: Rated::YearToDate, ..commission() }]),
        vec![deal("Acme", "2027-01-15", 290_000.0, 1.0), deal("Globex", "2027-05-20", 40_000.0, 1.0)],
    );
    // The first quarter: 150,000 at 10 %, 140,000 at 15 % = 36,000. By June 330,000 against 300,000: 30,000 + 4,500.
    let lines = read(&document, &of_ann(&document, Span { from: 3, to: 5 }));
    has(
        &lines,
        "period: Apr to Jun 2027, counted from the start of the fiscal year, target 300,000.00, target pay 30,000.00, \
         attainment 110.0 % | \
         330,000.00",
    );
    has(&lines, "credit: Brought forward from earlier months | 290,000.00");
    has(&lines, "credit: 20 May 2027 Globex | 40,000.00");
    has(&lines, "step: Earned before in this fiscal year | (36,000.000)");
    has(&lines, "paid: Paid in Apr to Jun 2027 | (1,500.00)");
}

#[test]
fn a_deal_rated_alone_is_named_with_its_kicker_and_its_cap() {
    let alone = Component {
        rated: Rated::EachDeal,
        deal_cap: Some(money(9_000.0)),
        kickers: vec![Kicker {
            when: KickerWhen::Term { months: 24 },
            pays: KickerPays::Share(Rate::percent(2)),
            expected: Rate::ZERO,
        }],
        ..commission()
    };
    let long = Deal { term_months: 36, ..deal("Acme", "2027-01-15", 90_000.0, 1.0) };
    let document = with(plan_of(vec![alone]), vec![long]);
    // 9,000 by the table, 1,800 on top, all above 9,000 cut.
    let lines = read(&document, &of_ann(&document, Q1));
    has(&lines, "step: Acme, rated alone | 9,000.000");
    has(&lines, "step: Kicker on Acme, 2 % of the credit on top if signed for at least 24 months | 1,800.000");
    has(&lines, "step: Cut on Acme, one deal pays at most $9,000.00 | (1,800.000)");
}

#[test]
fn where_nothing_is_earned_it_says_why() {
    let from_half = Threshold { at: Rate::percent(50), start: ThresholdStart::Zero };
    let part = Component { threshold: Some(from_half), ..commission() };
    let document = with(plan_of(vec![part.clone()]), vec![deal("Acme", "2027-01-15", 60_000.0, 1.0)]);
    has(
        &read(&document, &of_ann(&document, Q1)),
        "step: Below the threshold of 50 % of target, so nothing is earned | 0.000",
    );
    let score = Component {
        measure: Measure::GrossRetention,
        target: Target::Ratio { ratio: Rate::percent(90) },
        threshold: Some(Threshold { at: Rate::percent(80), start: ThresholdStart::Zero }),
        ..commission()
    };
    let mut document = with(plan_of(vec![score]), vec![deal("GRR of March", "2027-03-31", 0.75, 1.0)]);
    Arc::make_mut(&mut document.deals)[0].measure = Measure::GrossRetention;
    let lines = read(&document, &of_ann(&document, Q1));
    has(&lines, "credit: 31 Mar 2027 GRR of March | 75.00 %");
    has(&lines, "step: Below the threshold of 80 %, so nothing is earned | 0.000");
    let document = company(plan_of(vec![commission()]));
    has(&read(&document, &of_ann(&document, Q1)), "step: No credit, so nothing is earned | 0.000");
}

#[test]
fn between_threshold_and_target_the_way_travelled_is_the_share_of_target_pay() {
    let retention = Component {
        measure: Measure::GrossRetention,
        target: Target::Ratio { ratio: Rate::percent(90) },
        threshold: Some(Threshold { at: Rate::percent(80), start: ThresholdStart::Zero }),
        ..commission()
    };
    let score = Deal { measure: Measure::GrossRetention, ..deal("GRR of March", "2027-03-31", 0.823, 1.0) };
    let document = with(plan_of(vec![retention.clone()]), vec![score.clone()]);
    // 2.3 of 10 points: 23 % of 15,000.
    let lines = read(&document, &of_ann(&document, Q1));
    has(&lines, "period: Jan to Mar 2027, target 90.00 %, target pay 15,000.00, attainment 91.4 % | 82.30 %");
    has(&lines, "step: 23 % of target pay of 15,000.00, so far from the threshold of 80 % to the target | 3,450.000");
    // 93 % is 3 points above target: 15,000 over 90 points each, half as much again.
    let document = with(plan_of(vec![retention]), vec![Deal { amount: money(0.93), ..score }]);
    let lines = read(&document, &of_ann(&document, Q1));
    has(&lines, "step: Target pay of 15,000.00, the target is reached | 15,000.000");
    has(&lines, "step: 3.00 points at $250.00 a point, from 90.00 % to 93.00 %, 1.5x the target rate | 750.000");
}

#[test]
fn between_earned_and_paid_each_line_says_what_it_waits_for() {
    let payout = Payout {
        trigger: PayoutTrigger::Cash,
        lag_months: 1,
        instalments: 1,
        holdback: Rate::percent(10),
        holdback_months: 3,
    };
    let mut version = PlanVersion { payout, ..plan_of(vec![monthly()]) };
    let deals = vec![
        Deal { paid: Some(day("2027-02-10")), ..deal("Acme", "2027-01-15", 30_000.0, 1.0) },
        deal("Globex", "2027-01-20", 20_000.0, 1.0),
    ];
    let document = with(version.clone(), deals);
    // 5,000 earned, 3,000 of it due, 300 of that held back.
    let lines = read(&document, &of_ann(&document, Q1));
    has(&lines, "afterwards: Not due yet: Globex, earned in Jan 2027, waits until the customer pays | (2,000.00)");
    has(&lines, "sum: Due | 3,000.00");
    has(
        &lines,
        "afterwards: Paid after these months, paid 1 month after it was due, 10 % held back for 3 months more | (300.00)",
    );
    // Seen month by month, what was earned in January becomes due in February.
    let at = |month: usize| read(&document, &of_ann(&document, Span { from: month, to: month }));
    has(&at(0), "afterwards: Not due yet: Acme, earned in Jan 2027, waits until the customer pays | (3,000.00)");
    has(&at(1), "afterwards: Due now: Acme, earned in Jan 2027, the customer has paid | 3,000.00");
    has(&at(2), "afterwards: Paid now, due from before | 2,700.00");
    version.payout = Payout { lag_months: 0, ..Payout::default() };
    version.draw = Some(Draw::level(DrawKind::Recoverable, Monthly::new(money(3_000.0)), None));
    let document = with(version, vec![deal("Acme", "2027-02-15", 50_000.0, 1.0)]);
    // 3,000 advanced in January, 2,000 of February's 5,000 recovered, 3,000 advanced in March.
    let lines = read(&document, &of_ann(&document, Q1));
    has(
        &lines,
        "afterwards: Advanced up to the draw of $9,000.00 in these months, recovered from later pay | 6,000.00",
    );
    has(&lines, "afterwards: Earlier advances recovered, $4,000.00 still owed after that | (2,000.00)");
    has(&lines, "paid: Paid in Jan to Mar 2027 | 9,000.00");
}

#[test]
fn the_first_draw_of_a_plan_says_how_all_of_its_draws_are_settled() {
    let mut version = PlanVersion { payout: Payout { lag_months: 0, ..Payout::default() }, ..plan_of(vec![monthly()]) };
    version.draw = Some(Draw::level(DrawKind::Recoverable, Monthly::new(money(3_000.0)), None));
    let mut document = with(version.clone(), vec![deal("Acme", "2027-02-15", 50_000.0, 1.0)]);
    version.from = Some(day("2027-03-01"));
    version.draw = Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(money(1_000.0)), None));
    document.plans[0].versions.push(version);
    // 3,000 advanced in January, 2,000 of February's 5,000 recovered, 1,000 advanced in March and owed as well.
    let lines = read(&document, &of_ann(&document, Q1));
    has(
        &lines,
        "afterwards: Advanced up to the draw of $7,000.00 in these months, recovered from later pay | 4,000.00",
    );
    has(&lines, "afterwards: Earlier advances recovered, $2,000.00 still owed after that | (2,000.00)");
    let march = read(&document, &of_ann(&document, Span { from: 2, to: 2 }));
    has(
        &march,
        "afterwards: Advanced up to the draw of $1,000.00 in these months, recovered from later pay | 1,000.00",
    );
    let told = remit::model::validate(&document);
    assert!(told.iter().any(|it| it.code == "draw_kinds" && it.text.contains("version 1")), "{told:?}");
}

#[test]
fn the_period_in_which_another_version_begins_names_it() {
    let version = plan_of(vec![commission()]);
    let mut document = with(version.clone(), vec![deal("Acme", "2027-02-15", 50_000.0, 1.0)]);
    let later = Component { weight: Rate::percent(50), ..commission() };
    document.plans[0].versions.push(PlanVersion { from: Some(day("2027-04-01")), ..plan_of(vec![later]) });
    let half = read(&document, &of_ann(&document, Span { from: 0, to: 5 }));
    let named: Vec<&String> = half.iter().filter(|line| line.contains("version")).collect();
    assert!(named.len() == 1 && named[0].contains("version 2 of the plan holds from 1 Apr 2027"), "{half:#?}");
    assert!(named[0].starts_with("period: Apr to Jun 2027"), "{named:?}");
    assert!(!read(&document, &of_ann(&document, Q1)).iter().any(|line| line.contains("version")));
}

#[test]
fn what_is_taken_back_names_the_deal_and_the_day() {
    let clawback = Clawback { basis: ClawbackBasis::Earned, share: Rate::ONE, months: 6, takes_attainment: false };
    let gone = Deal { cancelled: Some(day("2027-05-20")), ..deal("Acme", "2027-01-15", 60_000.0, 1.0) };
    let document = with(PlanVersion { clawback, ..plan_of(vec![commission()]) }, vec![gone]);
    let lines = read(&document, &of_ann(&document, Span { from: 3, to: 5 }));
    has(&lines, "afterwards: Taken back: Acme, New business, the customer left on 20 May 2027 | (6,000.00)");
}

#[test]
fn caps_and_spifs_are_said_in_plain_words() {
    let mut version = plan_of(vec![Component { cap: Some(Rate::percent(120)), ..commission() }]);
    version.cap = Some(Rate::percent(25));
    version.spifs = vec![Spif {
        id: ComponentId::new("spring"),
        name: "Spring".to_owned(),
        measure: Measure::NewArr,
        from: day("2027-01-01"),
        to: day("2027-03-31"),
        amount: money(500.0),
        pays: SpifPays::PerDeal { least: money(1.0) },
    }];
    let document = with(version, vec![deal("Acme", "2027-01-15", 250_000.0, 1.0)]);
    // 15,000 + 15,000, cut to 1.2 x 15,000; with 500 on top 18,500, cut to a quarter of 60,000.
    let lines = read(&document, &of_ann(&document, Q1));
    has(&lines, "step: Cut by the cap, this component pays at most 120 % of its target pay | (12,000.000)");
    has(&lines, "component: Spring, New ARR, a SPIF, outside target variable | 500.00");
    has(&lines, "sum: Earned by all components | 18,500.00");
    has(&lines, "afterwards: Cut by the cap on a year's variable pay, 25 % of target variable | (3,500.00)");
    has(&lines, "sum: Earned | 15,000.00");
}

fn many(count: usize) -> Document {
    let deals = (0..count).map(|at| deal(&format!("D{at}"), "2027-01-15", 1_000.0, 1.0)).collect();
    with(plan_of(vec![commission()]), deals)
}

#[test]
fn a_long_list_of_deals_is_one_line_until_it_is_opened() {
    let folded = |count: usize| {
        let document = many(count);
        let told = of_ann(&document, Q1);
        let locale = Locale::default();
        let blocks = blocks(&document, &told, rows(&document, &told, &locale), &locale);
        let folds = blocks.into_iter().filter_map(|block| match block {
            Block::Fold { sum, rows } => Some((sum.title, sum.credit, sum.running, rows.len())),
            Block::Row(_) => None,
        });
        folds.collect::<Vec<_>>()
    };
    assert_eq!(folded(12), []);
    assert_eq!(folded(38), [("38 deals".to_owned(), "38,000.00".to_owned(), "38,000.00".to_owned(), 38)]);
}

#[test]
fn as_a_table_for_files_it_has_plain_numbers_that_add_up() {
    let document = many(3);
    let table = table(&document, &of_ann(&document, Q1), &Locale::for_tag("de-DE"));
    assert_eq!(table[0], COLUMNS);
    assert!(table.contains(&["credit", "15 Jan 2027 D1", "1000", ""].map(str::to_owned)), "{table:?}");
    let sum = |kind: &str| -> f64 {
        table.iter().filter(|row| row[0] == kind).map(|row| row[3].parse::<f64>().unwrap()).sum()
    };
    assert_eq!((sum("step"), sum("component"), sum("paid")), (300.0, 300.0, 300.0));
}

#[test]
fn around_the_rows_stands_whose_it_is_and_what_it_comes_to() {
    let document = with(plan_of(vec![commission()]), vec![deal("Acme", "2027-01-15", 172_500.0, 1.0)]);
    let told = of_ann(&document, Q1);
    let locale = Locale::default();
    let sheet = sheet(&document, &told, &locale);
    assert_eq!(
        (sheet.person.as_str(), sheet.post.as_str(), sheet.plan.as_str()),
        ("Ann Lee", "Account executive", "Hunters")
    );
    let facts: Vec<_> = sheet.facts.iter().map(|it| (it.label, it.value.replace('\u{a0}', " "))).collect();
    let fact = |label: &'static str, value: &str| (label, value.to_owned());
    assert_eq!(
        facts,
        [
            fact("Target variable", "$15,000.00"),
            fact("Earned", "$18,375.00"),
            fact("Share of target", "122.5 %"),
            fact("Paid", "$18,375.00"),
        ]
    );
    assert_eq!(
        sheet.say.replace('\u{a0}', " "),
        "$18,375.00 earned and paid, 122.5 % of target variable for these months, $15,000.00."
    );
    assert_eq!(source(&document, &told, &locale), "Made of the one deal credited here.");
    let none = company(plan_of(vec![commission()]));
    assert!(source(&none, &of_ann(&none, Q1), &locale).contains("None of them is credited here"));
    assert!(sheet.notes.iter().any(|note| note.starts_with("The target rate is")));
    assert!(sheet.notes.iter().any(|note| note.contains("$15,000.00, is not part of this statement")));
}

/// What stands in the notes of a statement, spaces that do not break made plain.
fn notes(document: &Document, span: Span) -> Vec<String> {
    sheet(document, &of_ann(document, span), &Locale::default())
        .notes
        .iter()
        .map(|it| it.replace('\u{a0}', " "))
        .collect()
}

#[test]
fn a_quota_that_follows_the_season_says_why_target_pay_is_not_a_quarter_of_a_year() {
    let mut document = with(plan_of(vec![commission()]), vec![deal("Acme", "2027-01-15", 142_500.0, 1.0)]);
    let apart = |document: &Document, span| {
        notes(document, span).into_iter().filter(|it| it.contains("exactly at its target")).collect::<Vec<_>>()
    };
    assert!(apart(&document, Q1).is_empty(), "an even year has one target");
    // 0.95 in each month of the first half-year, 1.05 after it: the first quarter holds 3 x 0.95 / 12 = 23.75 % of the year, of 60,000
    // of variable 14,250.
    document.assumptions.seasonality = [95; 6].into_iter().chain([105; 6]).map(Rate::percent).collect();
    let why = "New business pays $14,250.00 exactly at its target, while 100 % of target variable is $15,000.00: its quota follows the \
               season, 23.75 % of a year\u{2019}s in 25 % of a year.";
    assert_eq!(apart(&document, Q1), [why]);
    let told = sheet(&document, &of_ann(&document, Q1), &Locale::default());
    assert_eq!(
        told.say.replace('\u{a0}', " "),
        "$14,250.00 earned and paid, 95.0 % of target variable for these months, $15,000.00."
    );
    // Here from 1 March: one month of 0.95, 7.92 % of the year, in 8.33 % of it.
    document.seats[0].stints[0].from = day("2027-03-01");
    document.deals = Arc::new(vec![deal("Acme", "2027-03-15", 47_500.0, 1.0)]);
    let why = apart(&document, Q1);
    assert!(
        why[0].contains("pays $4,750.00 exactly at its target, while 100 % of target variable is $5,000.00: "),
        "{why:?}"
    );
    assert!(why[0].ends_with("follows the season, 7.92 % of a year\u{2019}s in 8.33 % of a year."), "{why:?}");
}

#[test]
fn a_month_in_which_a_quarter_closes_says_that_target_pay_is_the_quarters() {
    let document = with(plan_of(vec![commission()]), vec![deal("Acme", "2027-01-15", 150_000.0, 1.0)]);
    let march = notes(&document, Span { from: 2, to: 2 });
    assert!(
        march.contains(
            &"New business pays $15,000.00 exactly at its target, while 100 % of target variable is $5,000.00: it is that of Jan to Mar \
              2027, the periods that close here."
                .to_owned()
        ),
        "{march:?}"
    );
}

#[test]
fn the_share_of_target_leaves_spifs_out_that_are_outside_target_variable() {
    let spif = Spif {
        id: ComponentId::new("kick"),
        name: "Kick-off".to_owned(),
        measure: Measure::NewArr,
        from: day("2027-01-01"),
        to: day("2027-01-31"),
        amount: money(3_000.0),
        pays: SpifPays::PerDeal { least: Money::ZERO },
    };
    let version = PlanVersion { spifs: vec![spif], ..plan_of(vec![commission()]) };
    let document = with(version, vec![deal("Acme", "2027-01-15", 150_000.0, 1.0)]);
    // 15,000 at quota of a target of 15,000, and 3,000 besides.
    let told = sheet(&document, &of_ann(&document, Q1), &Locale::default());
    assert_eq!(
        told.say.replace('\u{a0}', " "),
        "$18,000.00 earned and paid, without SPIFs 100.0 % of target variable for these months, $15,000.00."
    );
    let share = told.facts.iter().find(|it| it.label == "Share of target without SPIFs").unwrap();
    assert_eq!(share.value.replace('\u{a0}', " "), "100.0 %");
}

#[test]
fn a_month_of_a_quarterly_plan_points_to_the_quarter() {
    let document = many(1);
    assert_eq!(nothing_closes(&document, &of_ann(&document, Span { from: 0, to: 0 })), Some(Cadence::Quarter));
    assert_eq!(nothing_closes(&document, &of_ann(&document, Q1)), None);
}

#[test]
fn periods_are_found_by_their_names() {
    let mut document = quiet();
    let span = |name: &str| period_named(&document, name).map(|it| (it.1.from, it.1.to));
    assert_eq!((span("FY2027-Q2"), span("fy2027"), span("2027-12")), (Some((3, 5)), Some((0, 11)), Some((11, 11))));
    assert_eq!((span("FY2028"), span("Q1"), span("")), (None, None, None));
    document.settings.fiscal_year_start = 4;
    let found = period_named(&document, "FY2027").map(|it| (it.1.from, it.1.to));
    assert_eq!(found, Some((0, 2)), "January to March belong to the fiscal year that began in April 2026");
}

#[test]
fn each_of_two_holders_has_a_statement_of_the_quarter() {
    let mut document = with(
        plan_of(vec![monthly()]),
        vec![deal("Acme", "2027-01-15", 50_000.0, 1.0), deal("Globex", "2027-03-15", 20_000.0, 1.0)],
    );
    document.people.push(Person { id: PersonId::new("bea"), name: "Bea Ito".to_owned() });
    document.seats[0].stints[0].to = StintEnd::Known(day("2027-02-28"));
    let second = Stint { person: Some(PersonId::new("bea")), from: day("2027-03-01"), ..Stint::default() };
    document.seats[0].stints.push(second);
    assert_eq!(holders_in(&document, 0, Q1), [0, 1]);
    let earned = |stint: Option<usize>| {
        statement_of(&document, &SeatId::new("ann"), stint, Q1, Source::Deals).map(|it| (it.stint, it.earned)).unwrap()
    };
    assert_eq!(earned(Some(0)), (0, money(5_000.0)));
    assert_eq!(earned(Some(1)), (1, money(2_000.0)));
    assert_eq!(earned(None), earned(Some(1)));
    assert_eq!(earned(Some(9)), earned(Some(1)));
}

#[test]
fn someone_who_leaves_on_a_day_is_not_supposed_to_stay_beyond_it() {
    let mut document = many(1);
    document.seats[0].stints[0].to = StintEnd::Expected(day("2027-06-30"));
    let year = Span { from: 0, to: 11 };
    let told = statement(&document, &SeatId::new("ann"), year, Source::Forecast).unwrap();
    assert_eq!((told.target, told.base), (money(30_000.0), money(30_000.0)));
}

#[test]
fn the_same_quarter_under_four_meanings() {
    let tiers =
        RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150)), (Rate::percent(120), Rate::percent(200))]);
    let document = with(
        plan_of(vec![Component { rates: tiers, ..commission() }]),
        vec![deal("Acme", "2027-01-15", 210_000.0, 1.0)],
    );
    let all = statement_by_meaning(&document, &SeatId::new("ann"), None, Q1, Source::Deals);
    // Marginal: 15,000 + 30,000 x 15 % + 30,000 x 20 %. On overage: 15,000 + 60,000 x 20 %. Retroactive: 210,000 x 20 %. The table
    // pays from the first dollar anyway.
    let earned: Vec<_> = all.iter().map(|it| it.2.earned).collect();
    assert_eq!(earned, [25_500.0, 27_000.0, 42_000.0, 25_500.0].map(money));
    let told = of_ann(&document, Q1);
    assert!(has_meanings(&document, &told));
    let shown = meanings(&document, &told, &all, &Locale::default());
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].header, ["Rate shape", "Jan to Mar 2027", "Difference"]);
    assert_eq!(shown[0].rows[1].cells, ["27,000.00", "+1,500.00"]);
    assert_eq!((shown[0].rows[0].now, shown[0].rows[2].now), (true, false));
    let flat = with(plan_of(vec![Component { rates: RatePreset::Marginal.rates(&[]), ..commission() }]), vec![]);
    assert!(!has_meanings(&flat, &of_ann(&flat, Q1)));
}

#[test]
fn the_cap_of_the_plan_holds_under_every_meaning() {
    let tiers =
        RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150)), (Rate::percent(120), Rate::percent(200))]);
    let mut version = plan_of(vec![Component { rates: tiers, ..commission() }]);
    // Half of 60,000.
    version.cap = Some(Rate::percent(50));
    let document = with(version, vec![deal("Acme", "2027-01-15", 210_000.0, 1.0)]);
    let all = statement_by_meaning(&document, &SeatId::new("ann"), None, Q1, Source::Deals);
    let shown = meanings(&document, &of_ann(&document, Q1), &all, &Locale::default());
    let column = "Whole plan, capped at 0.5x a year";
    assert_eq!(shown[0].header, ["Rate shape", "Jan to Mar 2027", column, "Difference"]);
    let rows: Vec<_> = shown[0].rows.iter().map(|it| it.cells.join(" | ")).collect();
    assert_eq!(
        rows,
        [
            "25,500.00 | 25,500.00 | –",
            "27,000.00 | 27,000.00 | +1,500.00",
            "42,000.00 | 30,000.00 | +4,500.00",
            "25,500.00 | 25,500.00 | –"
        ]
    );
}

#[test]
fn without_a_statement_the_reason_says_what_to_do() {
    let mut document = many(1);
    let told = |document: &Document, seat: &str| {
        let none = statement(document, &SeatId::new(seat), Q1, Source::Deals).unwrap_err();
        reason(none, document, seat, "Q1 FY2027")
    };
    assert_eq!(told(&document, "zoe").0, "There is no seat \u{201c}zoe\u{201d}");
    document.seats[0].stints[0].to = StintEnd::Known(day("2026-12-31"));
    assert_eq!(told(&document, "ann").0, "Nobody holds this seat in Q1 FY2027");
    document.seats[0].stints[0].to = StintEnd::Open;
    document.plans.clear();
    assert!(told(&document, "ann").1.contains("Give the role a plan on the Pay page"));
}

#[test]
fn deals_that_closed_while_nobody_held_the_seat_are_listed_in_their_months_only() {
    let mut document = with(
        plan_of(vec![commission()]),
        vec![deal("Early", "2027-01-15", 1.0, 1.0), deal("Earlier", "2026-12-15", 1.0, 1.0)],
    );
    document.seats[0].stints[0].from = day("2027-02-01");
    let lost = |span: Span| sheet(&document, &of_ann(&document, span), &Locale::default()).lost;
    assert_eq!(lost(Q1), ["Early, closed on 15 Jan 2027"]);
    assert_eq!(lost(Span { from: 3, to: 5 }), [""; 0]);
}

#[test]
fn a_forecast_counts_in_the_words_of_its_measure() {
    let sample = remit::model::sample::company();
    for seat in &sample.seats {
        let Ok(told) = statement(&sample, &seat.id, Q1, Source::Forecast) else { continue };
        for line in read(&sample, &told) {
            assert!(!line.contains("NaN") && !line.contains("inf") && !line.contains(", ,"), "{line}");
        }
    }
    let sdr = sample.seats.iter().find(|seat| seat.role.as_str() == "sdr").unwrap();
    let told = statement(&sample, &sdr.id, Q1, Source::Forecast).unwrap();
    let lines = read(&sample, &told);
    assert!(lines.iter().any(|line| line.starts_with("step: ") && line.contains(" each")), "{lines:#?}");
    assert!(source(&sample, &told, &Locale::default()).starts_with("Made of the forecast"));
}

/// The figure a text begins with: `729,252.22` of `729,252.22 at 0.3 %`.
fn figure(text: &str) -> f64 {
    let digits: String = text.chars().filter(|it| *it != ',').skip_while(|it| !it.is_ascii_digit()).collect();
    digits.chars().take_while(|it| it.is_ascii_digit() || *it == '.').collect::<String>().parse().unwrap()
}

#[test]
fn whoever_multiplies_out_a_line_finds_what_it_pays() {
    // 60,000 for 540,000 is a ninth: 70,000 / 9 = 7,777.7778, and 70,000 x 11.11111 % = 7,777.777.
    let mut document = with(plan_of(vec![commission()]), vec![deal("Acme", "2027-01-15", 70_000.0, 1.0)]);
    for terms in document.roles.iter_mut().flat_map(|it| &mut it.terms) {
        terms.quota = Some(Quota::Arr { amount: Money::from_major(540_000), per: Cadence::Year });
    }
    has(&read(&document, &of_ann(&document, Q1)), "step: 70,000.00 at 11.11111 %, the target rate | 7,777.778");
    let sample = remit::model::sample::company();
    let mut seen = 0;
    for seat in &sample.seats {
        let Ok(told) = statement(&sample, &seat.id, Q1, Source::Forecast) else { continue };
        for line in read(&sample, &told).iter().filter(|it| it.starts_with("step: ")) {
            let (Some((what, rest)), Some((_, pays))) = (line.split_once(" at "), line.rsplit_once(" | ")) else {
                continue;
            };
            let rate = rest.split([',', '|']).next().unwrap_or_default();
            let per = if rate.contains(" %") { 100.0 } else { 1.0 };
            let (product, pays) = (figure(what) * figure(rest) / per, figure(pays));
            // Six decimals of a rate are as fine as it gets.
            assert!((product - pays).abs() <= (figure(what) * 0.5e-6 / per).max(0.0016), "{product}: {line}");
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn a_line_of_a_whole_table_says_which_row_paid_and_of_what() {
    let step = |at, pay| Milestone { at: TierFrom::Quota(Rate::percent(at)), pay: Money::from_major(pay) };
    let steps = vec![step(20, 500), step(40, 1_000), step(100, 2_000)];
    let sums = Component { rates: Rates::Milestones { steps }, ..commission() };
    let sold = |credit: f64| vec![deal("Acme", "2027-01-15", credit, 1.0)];
    let told = |part: &Component, credit: f64| {
        let document = with(plan_of(vec![part.clone()]), sold(credit));
        read(&document, &of_ann(&document, Q1))
    };
    // Of a quota of 150,000: 20 % is 30,000, 40 % is 60,000.
    has(&told(&sums, 45_000.0), "step: Milestone reached: 20 % | 500.000");
    has(&told(&sums, 70_000.0), "step: Milestones reached: 20 % and 40 % | 1,500.000");
    has(&told(&sums, 150_000.0), "step: Milestones reached: 3, from 20 % to 100 % | 3,500.000");
    has(&told(&sums, 20_000.0), "step: Below the first milestone, 20 %, so nothing is earned | 0.000");
    // 80 % of quota at satisfaction of 0.9: the second row, the first column; half of 15,000.
    let by = Measure::Satisfaction;
    let rates = Rates::Matrix {
        by,
        rows: [50, 75].map(Rate::percent).to_vec(),
        columns: [80, 95].map(Rate::percent).to_vec(),
        cells: vec![[20, 40].map(Rate::percent).to_vec(), [50, 100].map(Rate::percent).to_vec()],
    };
    let both = Component { rates, ..commission() };
    let score = Deal { measure: by, ..deal("Survey", "2027-03-31", 0.9, 1.0) };
    let document = with(plan_of(vec![both.clone()]), sold(120_000.0).into_iter().chain([score]).collect());
    has(
        &read(&document, &of_ann(&document, Q1)),
        "step: 50 % of target pay of 15,000.00, by the table of both results, as satisfaction score stands at 90.0 % | 7,500.000",
    );
    has(&told(&both, 60_000.0), "step: The table of both results pays nothing there, so nothing is earned | 0.000");
}

#[test]
fn a_result_a_cent_below_a_cliff_does_not_read_as_if_it_had_been_reached() {
    // The first tier pays nothing; from 60 % of 150,000 on everything is paid from the first dollar.
    let mut cliff = commission();
    let tier = |from, pays| Tier {
        from: TierFrom::Quota(Rate::percent(from)),
        value: TierValue::Multiple(Rate::percent(pays)),
        reach: Default::default(),
    };
    let mut tiers = vec![tier(0, 0), tier(60, 100)];
    RatePreset::FirstDollar.apply(&mut tiers);
    cliff.rates = Rates::Tiers { tiers, boundary: Default::default() };
    let document = with(plan_of(vec![cliff]), vec![deal("Acme", "2027-01-15", 89_999.99, 1.0)]);
    let lines = read(&document, &of_ann(&document, Q1));
    // 89,999.99 / 150,000 is 59.9999933 %.
    assert!(lines[1].contains("attainment 59.99999 %"), "{}", lines[1]);
    has(&lines, "step: Not above 60 %, where the first tier that pays begins, so nothing is earned | 0.000");
}
