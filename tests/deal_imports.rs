//! Deals as CRM systems export them, through the whole import. Counts and sums were worked out with Python's csv and decimal modules.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // helpers of tests fail like tests

use remit::edit::{apply, import_deals};
use remit::exchange::Table;
use remit::exchange::importer::{Context, DEALS, DealRow, Found, ImportReport, Mapping, Severity, guess_mapping, run};
use remit::exchange::intake::{DealChoices, DealIntake, deals};
use remit::exchange::value::{DateStyle, Hints, NumberStyle};
use remit::model::comp::Measure;
use remit::model::{Deal, Document, StintEnd, sample};
use remit::units::{Currency, Money, Month, Rate};
use std::collections::BTreeMap;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/imports/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn plan() -> Context {
    Context {
        segments: Vec::new(),
        currency: Some(Currency::USD),
        first_month: Some(Month::new(2027, 1)),
        hints: Hints::of_locale("en-US"),
    }
}

fn open(bytes: &[u8]) -> (Table, Mapping) {
    let table = Table::open(bytes).unwrap();
    let mapping = guess_mapping(&DEALS, &table, &plan());
    (table, mapping)
}

fn read(bytes: &[u8]) -> ImportReport<DealRow> {
    let (table, mapping) = open(bytes);
    let report: ImportReport<DealRow> = run(&table, &mapping, &plan()).unwrap();
    assert!(report.is_balanced(), "{}", report.summary());
    report
}

fn fields(mapping: &Mapping) -> Vec<&str> {
    mapping.columns.iter().map(|rule| rule.field.as_deref().unwrap_or("-")).collect()
}

fn problems(report: &ImportReport<DealRow>) -> Vec<String> {
    report.problems.iter().map(ToString::to_string).collect()
}

fn notices(report: &ImportReport<DealRow>) -> Vec<&str> {
    report.notices.iter().map(|notice| notice.text.as_str()).collect()
}

fn taken(document: &Document, bytes: &[u8]) -> DealIntake {
    deals(document, &read(bytes).rows, &DealChoices::default())
}

fn sum<'a>(deals: impl Iterator<Item = &'a Deal>) -> String {
    deals.map(|deal| deal.amount).sum::<Money>().to_string()
}

/// A deal in one line: id, measure, amount, whom it credits.
fn line(deal: &Deal) -> String {
    let credits: Vec<String> = deal
        .credits
        .iter()
        .map(|it| format!("{}{} {}", if it.overlay { "+" } else { "" }, it.seat, it.share.ppm() / 10_000))
        .collect();
    format!("{} {:?} {} [{}]", deal.id, deal.measure, deal.amount, credits.join(", "))
}

#[test]
fn the_salesforce_report_is_mapped_by_itself_and_only_won_deals_come_in() {
    let bytes = fixture("salesforce_opportunities.csv");
    let (_, mapping) = open(&bytes);
    assert_eq!(
        fields(&mapping),
        ["owner", "account", "name", "stage", "-", "amount", "-", "-", "closed", "-", "type", "-"]
    );
    assert!(mapping.columns.iter().filter(|it| it.field.is_some()).all(|it| it.found == Found::ByName));
    let report = read(&bytes);
    assert_eq!((report.records, report.rows.len(), report.problems.len()), (120, 63, 0));
    let aside: Vec<(&str, usize)> = report.set_aside.iter().map(|(stage, count)| (stage.as_str(), *count)).collect();
    assert_eq!(aside, [("Closed Lost", 36), ("Negotiation", 10), ("Proposal", 11)]);
    assert_eq!(notices(&report), ["57 rows are not won and stay out: Closed Lost 36, Proposal 11, Negotiation 10."]);
    assert_eq!(report.summary(), "63 of 120 rows can be imported. 57 rows are set aside.");
    let intake = taken(&sample::company(), &bytes);
    let of = |measure: Measure| {
        let found: Vec<&Deal> = intake.deals.iter().filter(|deal| deal.measure == measure).collect();
        (found.len(), sum(found.into_iter()))
    };
    assert_eq!(of(Measure::NewArr), (28, "1296043.60".to_owned()));
    assert_eq!(of(Measure::ExpansionArr), (18, "1232140.38".to_owned()));
    assert_eq!(of(Measure::RenewedArr), (17, "1328877.89".to_owned()));
    let march = intake.deals.iter().filter(|deal| Month::of(deal.closed) == Month::new(2027, 3));
    assert_eq!(sum(march), "360714.92");
    let last = report.rows.last().unwrap();
    assert_eq!((last.name.as_str(), last.closed.to_string()), ("Tidewater Labs · Opp 0119", "2027-12-07".to_owned()));
}

#[test]
fn owners_of_the_report_become_the_seats_they_hold_and_others_are_house_accounts_by_name() {
    let intake = taken(&sample::company(), &fixture("salesforce_opportunities.csv"));
    // Of the owners, only Ben Cole is on the sample company's team, in the third SMB seat.
    let bens: Vec<&Deal> =
        intake.deals.iter().filter(|it| it.credits.iter().any(|it| it.seat.as_str() == "ae-smb-3")).collect();
    assert_eq!((bens.len(), sum(bens.iter().copied())), (6, "255592.83".to_owned()));
    assert!(bens.iter().all(|deal| deal.shared_out() == Rate::ONE));
    assert_eq!((intake.house, intake.away.len(), intake.outside), (57, 0, 0));
    let unknown: Vec<(&str, usize)> =
        intake.unknown_owners.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(
        unknown,
        [
            ("Ben Quist", 4),
            ("Cleo Nagy", 3),
            ("Gia Brandt", 8),
            ("Kira Egan", 8),
            ("Liam Sato", 7),
            ("Mara Ueda", 11),
            ("Nils Cole", 9),
            ("Rosa Diaz", 7)
        ]
    );
}

#[test]
fn an_owner_can_be_said_to_be_someone_of_the_team() {
    let report = read(&fixture("salesforce_opportunities.csv"));
    let choices = DealChoices {
        owners: BTreeMap::from([("rosa diaz".to_owned(), "Rosa Ditta".to_owned())]),
        ..DealChoices::default()
    };
    let intake = deals(&sample::company(), &report.rows, &choices);
    let rosas = intake.deals.iter().filter(|it| it.credits.iter().any(|it| it.seat.as_str() == "ae-smb-4"));
    assert_eq!(sum(rosas), "490386.21");
    assert!(!intake.unknown_owners.contains_key("Rosa Diaz"));
}

#[test]
fn the_hubspot_export_is_mapped_by_itself_and_won_deals_without_an_amount_are_told() {
    let bytes = fixture("hubspot_deals.csv");
    let (_, mapping) = open(&bytes);
    assert_eq!(fields(&mapping), ["id", "name", "stage", "closed", "-", "amount", "owner", "type", "account", "-"]);
    let report = read(&bytes);
    assert_eq!((report.records, report.rows.len(), report.refused), (90, 41, 2));
    assert_eq!(
        problems(&report),
        [35, 72].map(|line| format!(
            "Line {line}, “Amount”: The amount is missing, so the deal credits nothing; enter it in the system the file comes from."
        ))
    );
    assert_eq!(notices(&report), ["47 rows are not won and stay out: Closed Lost 25, Contract Sent 22."]);
    let intake = taken(&sample::company(), &bytes);
    let of = |measure: Measure| sum(intake.deals.iter().filter(|deal| deal.measure == measure));
    assert_eq!((of(Measure::NewArr), of(Measure::ExpansionArr)), ("659595".to_owned(), "721571".to_owned()));
    let bens = intake.deals.iter().filter(|it| !it.credits.is_empty());
    assert_eq!(sum(bens), "226881");
    let first = &report.rows[0];
    assert_eq!((first.id.as_str(), first.closed.to_string()), ("9100000037", "2027-12-08".to_owned()));
    assert_eq!(first.name, "Blue Heron · Tidewater Labs - seats");
}

#[test]
fn a_german_list_of_orders_is_read_without_help() {
    let text = "Auftragsnr;Kunde;Verkäufer;Art;Betrag;Abschlussdatum;Laufzeit (Monate);Vorkasse;Rechnungsdatum;Zahlungseingang;Marge\n\
        A-1;Müller GmbH;Ben Cole;Neugeschäft;37.649,10 €;01.03.2027;36;ja;05.03.2027;13.04.2027;22.000,00 €\n\
        A-2;Maier AG;Lin Xu;Verlängerung;1.250,00 €;13.11.2027;12;nein;;;\n";
    let (_, mapping) = open(text.as_bytes());
    assert_eq!(
        fields(&mapping),
        ["id", "account", "owner", "type", "amount", "closed", "term", "prepaid", "invoiced", "paid", "margin"]
    );
    let amount = mapping.rule_of("amount").unwrap();
    assert_eq!(
        (amount.number, mapping.rule_of("closed").unwrap().date),
        (NumberStyle::DecimalComma, DateStyle::DayFirst)
    );
    let report = read(text.as_bytes());
    assert_eq!(problems(&report), Vec::<String>::new());
    assert_eq!(notices(&report), ["The file has no stage: every row counts as won."]);
    let rates = BTreeMap::from([("EUR".to_owned(), Rate::percent(110))]);
    let document = sample::company();
    let intake = deals(&document, &report.rows, &DealChoices { rates, ..DealChoices::default() });
    // 37,649.10 x 1.10 = 41,414.01; 1,250.00 x 1.10 = 1,375; the margin 22,000 x 1.10 = 24,200.
    let lines: Vec<String> = intake.deals.iter().map(line).collect();
    assert_eq!(lines, ["A-1 NewArr 41414.01 [ae-smb-3 100]", "A-2 RenewedArr 1375 [am-2 100]"]);
    let first = &intake.deals[0];
    assert_eq!((first.term_months, first.prepaid, first.margin), (36, true, Some(Money::from_major(24_200))));
    assert_eq!(
        first.invoiced.zip(first.paid).map(|(a, b)| format!("{a} {b}")),
        Some("2027-03-05 2027-04-13".to_owned())
    );
    let without = deals(&document, &report.rows, &DealChoices::default());
    assert_eq!((without.deals.len(), without.without_rate), (0, BTreeMap::from([("EUR".to_owned(), 2)])));
}

#[test]
fn a_row_without_a_plan_rate_is_not_among_those_that_can_be_imported() {
    let text = "id,owner,amount,currency,close date\n1,Ben Cole,100,EUR,2027-02-01\n2,Ben Cole,100,USD,2027-02-01\n3,Ben Cole,100,USD,2027-02-01\n";
    let report = read(text.as_bytes());
    let document = sample::company();
    let taken = |rates| deals(&document, &report.rows, &DealChoices { rates, ..DealChoices::default() });
    let written = |count: usize| count.to_string();
    let without = taken(BTreeMap::new());
    let out: usize = without.without_rate.values().sum();
    assert_eq!(report.summary_in(&written, out).split_once('.').unwrap().0, "2 of 3 rows can be imported");
    let with = taken(BTreeMap::from([("EUR".to_owned(), Rate::percent(110))]));
    assert_eq!((with.deals.len(), with.without_rate.len()), (3, 0));
    assert_eq!(with.foreign, BTreeMap::from([("EUR".to_owned(), 1)]), "its rate can still be corrected");
}

#[test]
fn columns_are_found_under_the_names_other_systems_give_them() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Deal - ID,Deal - Title,Deal - Owner,Deal - Organization,Deal - Stage,Deal - Status,Deal - Value,Deal - Currency of Value,Deal - Won time",
            &["id", "name", "owner", "account", "-", "stage", "amount", "currency", "closed"],
        ),
        (
            "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Owner Role,Opportunity Record Type,Stage,Amount Currency,Amount,Expected Revenue,Close Date,Created Date,Contract Term (months)",
            &["id", "name", "account", "owner", "-", "type", "stage", "currency", "amount", "-", "closed", "-", "term"],
        ),
        (
            "date,customer,rep,type,arr,mrr,term_months,paid_date,invoice_date,cancelled_date,prepaid,margin,invoice_number",
            &[
                "closed",
                "account",
                "owner",
                "type",
                "amount",
                "-",
                "term",
                "paid",
                "invoiced",
                "cancelled",
                "prepaid",
                "margin",
                "-",
            ],
        ),
        (
            "Deal,Owner 1,Share 1,Owner 2,Share 2,Overlay,Overlay share,ACV,Signed date",
            &["name", "owner", "share", "owner_2", "share_2", "overlay", "overlay_share", "amount", "closed"],
        ),
    ];
    for (header, expected) in cases {
        let (_, mapping) = open(format!("{header}\n").as_bytes());
        assert_eq!(fields(&mapping), *expected, "{header}");
    }
}

#[test]
fn splits_and_overlays_come_from_their_columns() {
    let document = sample::company();
    let intake = taken(
        &document,
        b"id,owner,owner 2,share,overlay,overlay share,amount,close date\n\
          a,Ben Cole,Ama Abara,40%,Gia Nagy,20%,1000,2027-02-01\n\
          b,Ben Cole,,,,,1000,2027-02-02\n\
          c,,Ama Abara,,,,1000,2027-02-03\n\
          d,Ben Cole,Ama Abara,,Kim Orr,,1000,2027-02-04\n",
    );
    // A share that stands alone belongs to the owner before it: here the second.
    let lines: Vec<String> = intake.deals.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "a NewArr 1000 [ae-smb-3 60, ae-smb-1 40, +se-1 20]",
            "b NewArr 1000 [ae-smb-3 100]",
            "c NewArr 1000 [ae-smb-1 100]",
            "d NewArr 1000 [ae-smb-3 50, ae-smb-1 50, +se-2 100]",
        ]
    );
    let first = read(b"id,owner,share,owner 2,amount,close date\na,Ben Cole,70,Ama Abara,1000,2027-02-01\n");
    assert_eq!(
        first.rows[0].owners.iter().map(|it| it.share).collect::<Vec<_>>(),
        [Rate::percent(70), Rate::percent(30)]
    );
    assert!(notices(&first).contains(&"The share is taken as the first owner's; the second one has the rest."));
}

#[test]
fn every_bad_row_says_its_line_and_reason_and_the_others_are_read() {
    let report = read(
        b"deal id,deal name,owner,share,owner 2,share 2,type,stage,amount,close date,term,prepaid,paid date,cancelled\n\
          1,Good,Ben Cole,,,,New Business,Closed Won,1000,2027-02-01,24,yes,2027-03-01,no\n\
          2,No amount,Ben Cole,,,,New Business,Closed Won,,2027-02-01,,,,\n\
          3,Words,Ben Cole,,,,New Business,Closed Won,lots,2027-02-01,,,,\n\
          4,No day,Ben Cole,,,,New Business,Closed Won,1000,,,,,\n\
          5,Bad day,Ben Cole,,,,New Business,Closed Won,1000,2027-02-31,,,,\n\
          ,No id,Ben Cole,,,,New Business,Closed Won,1000,2027-02-01,,,,\n\
          7,Too much,Ben Cole,70%,Ama Abara,50%,New Business,Closed Won,1000,2027-02-01,,,,\n\
          8,Too little,Ben Cole,70%,Ama Abara,20%,New Business,Closed Won,1000,2027-02-01,,,,\n\
          9,Back,Ben Cole,,,,New Business,Closed Won,(250.50),2027-02-01,forever,perhaps,2027-01-01,\n\
          10,Lost and empty,,,,,,Closed Lost,,,,,,\n\
          1,Again,Ben Cole,,,,New Business,Closed Won,99,2027-02-01,,,,\n\
          12,Kind,Ben Cole,,,,Downgrade,Closed Won,500,2027-02-01,,,,\n\
          Total,,,,,,,,5000,,,,,\n",
    );
    let kept: Vec<&str> = report.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(kept, ["1", "8", "9", "12"]);
    assert_eq!(
        problems(&report),
        [
            "Line 3, “amount”: The amount is missing, so the deal credits nothing; enter it in the system the file comes from.",
            "Line 4, “amount”: “lots” is not a number; this column is read as 1,234.56.",
            "Line 5, “close date”: The close date is missing, so the deal belongs to no month.",
            "Line 6, “close date”: “2027-02-31” is no day of the calendar when read as year-month-day.",
            "Line 7, “deal id”: The deal has no id; each row needs its own.",
            "Line 8, “share”: The shares of the owners add up to 120 %; they must be 100 % together, and credit on top of that is an overlay.",
            "Line 9, “share”: Only 90 % of the deal is shared out; the rest is credited to nobody.",
            "Line 10, “amount”: “(250.50)” is below zero; it takes credit back from its owner.",
            "Line 10, “term”: “forever” is not a length of time; write months such as 12, or “2 years”; it is left out.",
            "Line 10, “prepaid”: “perhaps” is neither yes nor no; it counts as no.",
            "Line 10, “paid date”: The deal was paid on 1 Jan 2027, before it was closed on 1 Feb 2027; check both days.",
        ]
    );
    assert_eq!(report.count(Severity::Error), 6);
    assert_eq!(report.duplicates[0].to_string(), "Line 12: “1” already stands in line 2; the first one is kept.");
    assert_eq!((report.set_aside.len(), report.skipped.footers.clone()), (1, vec![14]));
    // A kind of deal that nobody knows stays out until it is said what it counts as.
    let intake = deals(&sample::company(), &report.rows, &DealChoices::default());
    assert_eq!((intake.deals.len(), intake.without_measure), (3, BTreeMap::from([("Downgrade".to_owned(), 1)])));
    assert_eq!(report.kinds()["New Business"], (Some(Measure::NewArr), 3));
}

#[test]
fn what_a_kind_of_deal_counts_as_can_be_said_and_said_otherwise() {
    let bytes = b"id,type,owner,amount,close date,stage\n1,Downgrade,Lin Xu,500,2027-02-01,Won\n2,Existing Business,Lin Xu,700,2027-02-01,Won\n";
    let (table, mut mapping) = open(bytes);
    mapping.choices.set("Downgrade", "expansion_arr");
    mapping.choices.set("Existing Business", "renewed_arr");
    let report: ImportReport<DealRow> = run(&table, &mapping, &plan()).unwrap();
    let measures: Vec<Option<Measure>> = report.rows.iter().map(|row| row.measure).collect();
    assert_eq!(measures, [Some(Measure::ExpansionArr), Some(Measure::RenewedArr)]);
}

#[test]
fn stages_that_never_say_won_are_told_with_what_to_do() {
    let report =
        read(b"id,owner,amount,close date,stage\n1,Lin Xu,500,2027-02-01,Fertig\n2,Lin Xu,700,2027-02-01,Fertig\n");
    assert_eq!(report.rows.len(), 0);
    assert_eq!(
        notices(&report),
        [
            "2 rows are not won and stay out: Fertig 2. If one of these stages means won in your system, say that the stage column is \
             not used, or give it that name in the file."
        ]
    );
    let bare = read(b"name,amount,close date\nAcme,500,2027-02-01\n");
    assert_eq!(
        notices(&bare),
        [
            "The file has no stage: every row counts as won.",
            "The file does not say what kind of deal each one is: all count as new ARR.",
            "The file has no owner: the deals are house accounts and credit nobody until you say whom.",
        ]
    );
}

#[test]
fn a_deal_goes_to_the_seat_its_owner_held_on_the_day() {
    let mut document = sample::company();
    // Ben Cole moves from the third SMB seat to the first mid-market seat on the first of June, with two weeks in between.
    let ben = document.seats.iter().find(|seat| seat.id.as_str() == "ae-smb-3").unwrap().stints[0].clone();
    let day = |text: &str| text.parse().unwrap();
    for seat in &mut document.seats {
        if seat.id.as_str() == "ae-smb-3" {
            seat.stints[0].to = StintEnd::Known(day("2027-05-15"));
        } else if seat.id.as_str() == "ae-mm-1" {
            seat.stints[0].to = StintEnd::Known(day("2027-05-31"));
            let mut stint = ben.clone();
            stint.from = day("2027-06-01");
            seat.stints.push(stint);
        }
    }
    let intake = taken(
        &document,
        b"id,owner,amount,close date\na, ben COLE ,1,2027-05-15\nb,Ben Cole,2,2027-05-20\nc,Ben Cole,4,2027-06-01\nd,Ben Cole,8,2029-06-01\n",
    );
    let lines: Vec<String> = intake.deals.iter().map(line).collect();
    assert_eq!(
        lines,
        ["a NewArr 1 [ae-smb-3 100]", "b NewArr 2 []", "c NewArr 4 [ae-mm-1 100]", "d NewArr 8 [ae-mm-1 100]"]
    );
    assert_eq!(intake.away, BTreeMap::from([("Ben Cole".to_owned(), 1)]));
    // The plan runs for 24 months from January 2027.
    assert_eq!((intake.outside, intake.house), (1, 1));
}

#[test]
fn importing_again_updates_what_the_file_says_and_keeps_what_it_is_silent_about() {
    let mut document = sample::company();
    let bring = |document: &mut Document, csv: &[u8]| {
        let intake = taken(document, csv);
        let command = import_deals(document, &intake.deals, true);
        let undo = apply(document, command).unwrap();
        (intake, undo)
    };
    bring(&mut document, b"id,owner,amount,close date,paid date,type\n1,Ben Cole,100,2027-02-01,2027-03-01,Renewal\n2,Lin Xu,50,2027-02-01,,Renewal\n");
    // A split typed in since then.
    let mut list = (*document.deals).clone();
    let second = list[1].credits[0].clone();
    list[0].credits[0].share = Rate::percent(60);
    list[0].credits.push(remit::model::DealCredit { share: Rate::percent(40), ..second });
    document.deals = std::sync::Arc::new(list);
    let before = document.clone();
    let (intake, undo) =
        bring(&mut document, b"id,owner,amount,close date\n1,Ben Cole,120,2027-02-08\n3,Ben Cole,7,2027-02-09\n");
    assert_eq!((intake.updated, intake.kept_splits), (1, 1));
    let lines: Vec<String> = document.deals.iter().map(line).collect();
    assert_eq!(
        lines,
        ["1 RenewedArr 120 [ae-smb-3 60, am-2 40]", "2 RenewedArr 50 [am-2 100]", "3 NewArr 7 [ae-smb-3 100]"]
    );
    let first = &document.deals[0];
    assert_eq!(
        (first.closed.to_string(), first.paid.map(|it| it.to_string())),
        ("2027-02-08".into(), Some("2027-03-01".into()))
    );
    // Handing the deal to someone else in the CRM system ends the split.
    let (moved, _) = bring(&mut document, b"id,owner,amount,close date\n1,Ama Abara,120,2027-02-08\n");
    assert_eq!(moved.kept_splits, 0);
    assert_eq!(line(&document.deals[0]), "1 RenewedArr 120 [ae-smb-1 100]");
    // One step back from the second import.
    let mut document = before.clone();
    bring(&mut document, b"id,owner,amount,close date\n1,Ben Cole,120,2027-02-08\n3,Ben Cole,7,2027-02-09\n");
    apply(&mut document, undo).unwrap();
    assert_eq!(document, before);
}

#[test]
fn a_salesforce_report_with_a_row_for_each_split_becomes_deals_with_their_splits() {
    let bytes = fixture("salesforce_splits.csv");
    let (_, mapping) = open(&bytes);
    assert_eq!(
        fields(&mapping),
        [
            "owner",
            "account",
            "name",
            "id",
            "stage",
            "closed",
            "type",
            "amount",
            "split_owner",
            "split_type",
            "share",
            "split_amount"
        ]
    );
    let report = read(&bytes);
    let intake = deals(&sample::company(), &report.rows, &DealChoices::default());
    let lines: Vec<String> = intake.deals.iter().map(line).collect();
    // The overlay is on top of 100 %. Three times 33.33 % is the whole: the odd hundredth goes to the first.
    assert_eq!(
        lines,
        [
            "006A1 NewArr 48000 [ae-smb-3 60, ae-smb-1 40, +se-1 25]",
            "006A2 NewArr 10000 [ae-smb-1 33, ae-smb-3 33, ae-smb-4 33]",
            "006A3 RenewedArr 9000 [am-2 100]",
            "006A4 ExpansionArr 5000 [ae-smb-3 50, ae-smb-1 30]",
        ]
    );
    assert_eq!(intake.deals[1].shared_out(), Rate::ONE);
    assert_eq!(
        problems(&report),
        [
            "Line 10, “Split (%)”: The splits of this deal (lines 9 and 10) add up to 80 %; the other 20 % are credited to nobody. Export all splits of the deal, or complete them in the system the file comes from.",
            "Line 11, “Split (%)”: The rows of this deal contradict each other: the amount is 7000 USD in line 11 and 7500 USD in line 12. The deal stays out until the system the file comes from says one thing.",
            "Line 12, “Split (%)”: The rows of this deal contradict each other: the amount is 7000 USD in line 11 and 7500 USD in line 12. The deal stays out until the system the file comes from says one thing.",
            "Line 13, “Split (%)”: The splits of this deal (lines 13 and 14) add up to 120 %; make them 100 % together, or call what is credited on top an overlay in the split type.",
            "Line 14, “Split (%)”: The splits of this deal (lines 13 and 14) add up to 120 %; make them 100 % together, or call what is credited on top an overlay in the split type.",
        ]
    );
    assert_eq!((report.rows.len(), report.joined, report.refused, report.set_aside.len()), (4, 5, 4, 1));
    // A row that stands there twice counts once.
    assert_eq!(report.duplicates[0].to_string(), "Line 17: “006A1” already stands in line 2; the first one is kept.");
    assert!(
        notices(&report)
            .contains(&"8 rows say how 3 deals are shared; the rows of a deal become one deal with its splits.")
    );
    assert!(
        report.summary().starts_with("9 of 16 rows can be imported. They are 4 deals, some of them with several rows.")
    );
}

#[test]
fn a_hubspot_report_with_a_row_for_each_split_becomes_deals_with_their_splits() {
    let bytes = fixture("hubspot_splits.csv");
    let (_, mapping) = open(&bytes);
    assert_eq!(
        fields(&mapping),
        ["id", "name", "stage", "closed", "amount", "owner", "type", "split_owner", "share", "split_amount", "-"]
    );
    let report = read(&bytes);
    let intake = deals(&sample::company(), &report.rows, &DealChoices::default());
    let lines: Vec<String> = intake.deals.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "9200000001 NewArr 30000 [ae-smb-3 70, ae-smb-1 30]",
            "9200000002 NewArr 12000 [ae-smb-1 100]",
            "9200000003 NewArr 20000 [ae-smb-3 60, ae-smb-1 40]",
            "9200000005 NewArr 10000 [ae-smb-3 60, ae-smb-1 40]",
        ]
    );
    let contradiction = "The rows of this deal contradict each other: the close date is 2027-03-05 in line 6 and 2027-03-06 in line 7. The deal stays out until the system the file comes from says one thing";
    assert_eq!(
        problems(&report),
        [
            "Line 5, “Deal split percentage”: Only this split of the deal is in the file; the other 60 % are taken as those of Ben Cole, who owns it.".to_owned(),
            format!("Line 6, “Deal split percentage”: {contradiction}."),
            format!("Line 7, “Deal split percentage”: {contradiction}."),
            "Line 9, “Deal split amount”: The split is 40 % of the deal, but its amount is 20 % of it; the share counts. Correct one of the two.".to_owned(),
        ]
    );
}

#[test]
fn a_report_with_amounts_of_splits_and_no_shares_is_read_too_and_types_that_add_up_twice_are_told() {
    let report = read(
        b"opportunity id,split owner,split amount,amount,close date\n1,Ben Cole,333.33,1000,2027-02-01\n1,Ama Abara,666.67,1000,2027-02-01\n",
    );
    let shares: Vec<i64> = report.rows[0].owners.iter().map(|it| it.share.ppm()).collect();
    assert_eq!((shares, problems(&report)), (vec![333_330, 666_670], Vec::new()));
    let report = read(
        b"opportunity id,split owner,split type,split %,amount,close date\n\
          1,Ben Cole,Revenue,100%,1000,2027-02-01\n1,Ama Abara,Services,100%,1000,2027-02-01\n\
          2,Gia Nagy,Overlay,20%,1000,2027-02-01\n",
    );
    assert_eq!(report.rows.len(), 1);
    let told = problems(&report);
    assert!(told[0].contains("add up to 200 % because they are of several types (Revenue, Services)"), "{told:?}");
    assert!(told[2].contains("Only overlays of this deal are in the file"), "{told:?}");
}
