//! Files as customers have them, good and bad, through the whole import: every figure here was worked out by other means.
#![allow(clippy::unwrap_used)] // helpers of tests fail like tests

#[path = "support/cases.rs"]
mod cases;

use proptest::prelude::*;
use remit::exchange::importer::{
    ACTUALS, CUSTOMERS, Context, CustomerRow, DEALS, Found, Import, ImportReport, Mapping, ProblemCode, ROSTER,
    RosterRow, Severity, Value, guess_mapping, likely, preview, run,
};
use remit::exchange::text::Encoding;
use remit::exchange::value::{DateStyle, Hints, NumberStyle};
use remit::exchange::{Delimiter, HeaderChoice, Table, write_csv};
use remit::units::{Currency, Money, Month};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/imports/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn plan() -> Context {
    Context {
        segments: ["SMB", "Mid-Market", "Enterprise"].map(str::to_owned).to_vec(),
        currency: Some(Currency::USD),
        first_month: Some(Month::new(2027, 1)),
        hints: Hints::of_locale("en-US"),
    }
}

fn open(bytes: &[u8]) -> (Table, Mapping) {
    let table = Table::open(bytes).unwrap();
    let mapping = guess_mapping(&CUSTOMERS, &table, &plan());
    (table, mapping)
}

fn customers(bytes: &[u8]) -> ImportReport<CustomerRow> {
    let (table, mapping) = open(bytes);
    let report = run(&table, &mapping, &plan()).unwrap();
    assert!(report.is_balanced(), "{}", report.summary());
    report
}

fn problems(report: &ImportReport<CustomerRow>) -> Vec<String> {
    report.problems.iter().map(ToString::to_string).collect()
}

fn notices(report: &ImportReport<CustomerRow>) -> Vec<&str> {
    report.notices.iter().map(|notice| notice.text.as_str()).collect()
}

#[test]
fn a_file_says_by_its_columns_what_it_is() {
    let kind = |name: &str| likely(&Table::open(&fixture(name)).unwrap(), &plan()).map(|it| it.key);
    for (name, key) in [
        ("customers.csv", CUSTOMERS.key),
        ("kunden_de.csv", CUSTOMERS.key),
        ("workday_workers.csv", ROSTER.key),
        ("bamboohr_employees.csv", ROSTER.key),
        ("hubspot_deals.csv", DEALS.key),
        ("hubspot_splits.csv", DEALS.key),
        ("salesforce_opportunities.csv", DEALS.key),
        ("salesforce_splits.csv", DEALS.key),
        ("../fuzz/actuals/months.csv", ACTUALS.key),
    ] {
        assert_eq!(kind(name), Some(key), "{name}");
    }
    assert_eq!(likely(&Table::open(b"Colour,Weight\nred,3\nblue,4\n").unwrap(), &plan()).map(|it| it.key), None);
}

fn fields(mapping: &Mapping) -> Vec<&str> {
    mapping.columns.iter().map(|rule| rule.field.as_deref().unwrap_or("-")).collect()
}

#[test]
fn the_billing_export_is_read_row_by_row_without_help() {
    let (table, mapping) = open(&fixture("customers.csv"));
    assert_eq!(fields(&mapping), ["id", "name", "segment", "arr", "renewal", "term", "owner", "state", "zip"]);
    assert!(mapping.columns.iter().all(|rule| rule.found == Found::ByName));
    let report = customers(&fixture("customers.csv"));
    assert_eq!((report.problems.len(), report.notices.len(), report.unknown.len()), (0, 0, 0));
    assert_eq!(report.summary(), "320 of 320 rows can be imported.");
    // awk -F, 'NR>1{n[$3]++;s[$3]+=$4} ...'
    let totals = report.totals();
    assert_eq!((totals.customers, totals.arr.to_string()), (320, "11866502.96".into()));
    let segments: Vec<String> =
        totals.by_segment.iter().map(|(name, (count, arr))| format!("{name} {count} {arr}")).collect();
    assert_eq!(segments, ["Enterprise 32 4701733.74", "Mid-Market 94 4146287.67", "SMB 194 3018481.55"]);
    assert_eq!(totals.renewals, Some((Month::new(2027, 1), Month::new(2027, 12))));
    let terms = |months| report.rows.iter().filter(|row| row.term_months == months).count();
    assert_eq!((terms(12), terms(24), terms(36)), (257, 35, 28));
    let owned = |name: &str| report.rows.iter().filter(|row| row.owner.as_deref() == Some(name)).count();
    assert_eq!((owned("Ben Quist"), owned("Gia Brandt")), (43, 27));
    let december = report.rows.iter().filter(|row| row.renewal == Month::new(2027, 12)).count();
    assert_eq!(december, 36);
    let boston = report.rows.iter().filter(|row| row.zip.as_deref() == Some("02108")).count();
    assert_eq!(boston, 29, "postal codes keep their leading zero");
    assert_eq!((table.delimiter, table.encoding, table.lines()), (Delimiter::Comma, Encoding::Utf8, 320));
    // Every line, read a second time by splitting at commas: the file has no quotation marks.
    let text = String::from_utf8(fixture("customers.csv")).unwrap();
    for (row, line) in report.rows.iter().zip(text.lines().skip(1)) {
        let arr = format!("{:.2}", row.arr.amount().to_major());
        let (owner, state, zip) =
            (row.owner.as_deref().unwrap(), row.state.as_deref().unwrap(), row.zip.as_deref().unwrap());
        let back = format!(
            "{},{},{},{arr},{},{},{owner},{state},{zip}",
            row.id, row.name, row.segment, row.renewal, row.term_months
        );
        assert_eq!(back, line);
    }
}

#[test]
fn the_german_list_is_read_without_help_in_any_locale() {
    let (table, mapping) = open(&fixture("kunden_de.csv"));
    assert_eq!(
        (table.delimiter, fields(&mapping)),
        (Delimiter::Semicolon, vec!["id", "name", "segment", "arr", "renewal", "owner"])
    );
    let styles = (mapping.rule_of("arr").unwrap().number, mapping.rule_of("renewal").unwrap().date);
    assert_eq!(styles, (NumberStyle::DecimalComma, DateStyle::DayFirst));
    let report = customers(&fixture("kunden_de.csv"));
    assert_eq!((report.rows.len(), report.problems.len()), (60, 0));
    // python3: sum of the amounts as integers of cents.
    assert_eq!(report.totals().arr.to_string(), "3641785.10");
    let first = &report.rows[0];
    assert_eq!(
        (first.id.as_str(), first.arr.amount().to_string(), first.renewal),
        ("K-1000", "37649.10".into(), Month::new(2027, 11))
    );
    assert_eq!(first.currency.map(|currency| currency.to_string()), Some("EUR".into()));
    assert_eq!(
        notices(&report),
        [
            "The amounts are in EUR and the plan is in USD. They come in at the rate that is given for them; without one they stay out."
        ]
    );
}

#[test]
fn the_same_list_in_other_encodings_gives_the_same_rows() {
    let text = String::from_utf8(fixture("kunden_de.csv")).unwrap();
    let plain = customers(text.as_bytes()).rows;
    let windows: Vec<u8> = text
        .chars()
        .map(|letter| match letter {
            '€' => 0x80,
            other => u8::try_from(u32::from(other)).unwrap(),
        })
        .collect();
    let tabbed = text.replace(';', "\t");
    let unicode_text: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(tabbed.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mac = text.replace("\r\n", "\r").into_bytes();
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let told = format!("sep=;\r\n{text}").into_bytes();
    for (name, bytes, line_offset) in [
        ("Windows-1252", windows, 0),
        ("Unicode text", unicode_text, 0),
        ("Mac", mac, 0),
        ("UTF-8 mark", marked, 0),
        ("sep=", told, 1),
    ] {
        let rows: Vec<CustomerRow> =
            customers(&bytes).rows.into_iter().map(|row| CustomerRow { line: row.line - line_offset, ..row }).collect();
        assert_eq!(rows, plain, "{name}");
    }
}

#[test]
fn cells_pasted_from_a_spreadsheet_are_a_table_too() {
    let table = Table::paste(
        "Account\tTier\tMRR\tContract end\nAcme\tEnt\t$1,000.50\t6/30/2027\nBolt\tsmall business\t200\t12/31/2027\n",
    )
    .unwrap();
    let mapping = guess_mapping(&CUSTOMERS, &table, &plan());
    assert_eq!(fields(&mapping), ["name", "segment", "arr", "renewal"]);
    assert_eq!(mapping.notes(&CUSTOMERS), ["“MRR” is an amount per month: it is multiplied by 12."]);
    let report: ImportReport<CustomerRow> = run(&table, &mapping, &plan()).unwrap();
    let read: Vec<String> = report
        .rows
        .iter()
        .map(|row| format!("{} {} {} {}", row.id, row.segment, row.arr.amount(), row.renewal))
        .collect();
    assert_eq!(read, ["Acme Enterprise 12006 2027-06", "Bolt SMB 2400 2027-12"]);
}

#[test]
fn columns_are_found_under_the_names_other_systems_give_them() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Customer ID,Description,Currency,Amount,Current Period End (UTC),MRR,Segment",
            &["id", "-", "currency", "-", "renewal", "arr", "segment"],
        ),
        (
            "customer_id,customer.company,subscription.id,subscription.mrr,subscription.current_term_end,customer.cf_segment",
            &["id", "name", "-", "arr", "renewal", "segment"],
        ),
        (
            "Account ID,Account Name,Annual Revenue,ARR__c,Type,Renewal_Date__c,Account Owner,Billing State/Province",
            &["id", "name", "-", "arr", "-", "renewal", "owner", "state"],
        ),
        (
            "Record ID,Company name,Annual Revenue,Company owner,Current ARR,Customer tier,Next renewal date,Country/Region",
            &["id", "name", "-", "owner", "arr", "segment", "renewal", "country"],
        ),
        (
            "Customer ID,Company,Plan,MRR,Current Term End,Customer Segment",
            &["id", "name", "-", "arr", "renewal", "segment"],
        ),
        (
            "Kundennummer;Firma;Kundengruppe;Jahresumsatz (EUR);Vertragsende;Laufzeit (Monate);PLZ;Land",
            &["id", "name", "segment", "arr", "renewal", "term", "zip", "country"],
        ),
        (
            "KdNr;Kundenname;Segment;Monatlicher Umsatz;Vertragsbeginn;Laufzeit in Jahren",
            &["id", "name", "segment", "arr", "start", "term"],
        ),
        ("id|segment|arr|mrr|renewal|lat|lng", &["id", "segment", "arr", "-", "renewal", "latitude", "longitude"]),
        (
            "Client Name,Client Code,Size,Annual Recurring Revenue (USD),Contract Start Date,Contract Term (years),CSM",
            &["name", "id", "segment", "arr", "start", "term", "owner"],
        ),
        (
            "customerId,customerName,segment,annualRecurringRevenue,renewalDate,termMonths",
            &["id", "name", "segment", "arr", "renewal", "term"],
        ),
    ];
    for (header, expected) in cases {
        let (_, mapping) = open(format!("{header}\n").as_bytes());
        assert_eq!(fields(&mapping), *expected, "{header}");
    }
}

#[test]
fn titles_totals_and_remarks_around_a_report_are_no_customers() {
    let report = customers(
        b"Customers by renewal\nAs of 2027-01-31\n\n\
          Account ID,Account Name,Tier,ARR,Renewal\n\
          1,Total Energy,SMB,100.50,2027-03\n\
          Account ID,Account Name,Tier,ARR,Renewal\n\
          2,Sum Inc,SMB,100.50,2027-03\n\n\
          Grand Totals (2 records),,,201.00,\n\
          Confidential Information - Do Not Distribute,,,,\n",
    );
    let names: Vec<&str> = report.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Total Energy", "Sum Inc"]);
    assert_eq!((report.skipped.headers.clone(), report.skipped.footers.clone()), (vec![6], vec![9, 10]));
    assert_eq!(notices(&report), ["2 lines above the header in line 4 passed over."]);
}

#[test]
fn amounts_in_thousands_and_terms_in_years_are_said_and_multiplied() {
    let text = "Kunde;Klasse;ARR in T€;Vertragsbeginn;Laufzeit (Jahre)\nMüller;Großkunden;12,5;01.05.2026;3\nMaier;KMU;1.250;01.03.2026;1\n";
    let (_, mapping) = open(text.as_bytes());
    assert_eq!(
        mapping.notes(&CUSTOMERS),
        [
            "“ARR in T€” is in thousands: it is multiplied by 1000.",
            "“Laufzeit (Jahre)” is in years: bare numbers are multiplied by 12.",
        ]
    );
    let rows: Vec<String> = customers(text.as_bytes())
        .rows
        .iter()
        .map(|row| format!("{} {} {} {}", row.segment, row.arr.amount(), row.renewal, row.term_months))
        .collect();
    assert_eq!(rows, ["Enterprise 12500 2029-05 36", "SMB 1250000 2027-03 12"]);
}

#[test]
fn a_file_without_column_names_is_mapped_by_its_values() {
    let text = String::from_utf8(fixture("customers.csv")).unwrap();
    let body = text.split_once('\n').unwrap().1;
    let (table, mapping) = open(body.as_bytes());
    assert_eq!((table.header_line, table.lines()), (None, 320));
    assert_eq!(fields(&mapping), ["id", "-", "segment", "arr", "renewal", "-", "-", "-", "-"]);
    assert_eq!(mapping.rule_of("arr").unwrap().found, Found::ByValues);
    assert_eq!(customers(body.as_bytes()).totals().arr.to_string(), "11866502.96");
}

#[test]
fn the_contract_start_and_term_give_the_next_renewal() {
    let report = customers(
        b"id,segment,ARR,Contract start,Contract term\n\
          a,SMB,100,2026-03-15,12\n\
          b,SMB,100,2024-06-01,2 years\n\
          c,SMB,100,2025-02-01,36 months\n\
          d,SMB,100,,12\n\
          e,SMB,100,2026-11-01,\n",
    );
    let renewals: Vec<String> =
        report.rows.iter().map(|row| format!("{} {} {}", row.id, row.renewal, row.term_months)).collect();
    assert_eq!(renewals, ["a 2027-03 12", "b 2028-06 24", "c 2028-02 36", "e 2027-11 12"]);
    assert_eq!(
        problems(&report),
        ["Line 5, “Contract start”: The contract start is missing, so the renewal month cannot be worked out."]
    );
}

#[test]
fn a_past_renewal_is_said_and_moves_on_by_its_term() {
    let report =
        customers(b"id,segment,arr,renewal,term\na,SMB,100,2025-03,12\nb,SMB,100,2027-03,12\nc,SMB,100,2026-11,36\n");
    let from = Month::new(2027, 1);
    let next: Vec<String> = report.rows.iter().map(|row| row.renewal_from(from).to_string()).collect();
    assert_eq!(next, ["2027-03", "2027-03", "2029-11"]);
    assert_eq!(
        notices(&report),
        [
            "2 renewals lie before the plan starts in Jan 2027; such a contract counts as renewed, and falls due a term later."
        ]
    );
}

#[test]
fn every_bad_row_says_its_line_and_reason_and_the_others_are_read() {
    let report = customers(
        b"customer_id,customer_name,segment,arr,renewal_month,term_months,lat\n\
          C1,Good,SMB,1200.00,2027-03,12,52.5\n\
          C2,Negative,SMB,-50.00,2027-03,12,\n\
          C3,Zero,SMB,0,2027-03,12,\n\
          C4,Absurd,SMB,2000000000000,2027-03,12,\n\
          C5,Words,SMB,lots,2027-03,12,\n\
          C6,Empty,SMB,,2027-03,12,\n\
          C7,No month,SMB,100,,12,\n\
          C8,Bad month,SMB,100,2027-13,12,\n\
          C9,Year,SMB,100,2027,12,\n\
          ,No id,SMB,100,2027-03,12,\n\
          C11,Acme, Inc.,SMB,100,2027-03,12,1\n\
          C12,Term,SMB,100,2027-03,forever,\n\
          C13,Long,SMB,100,2027-03,600,\n\
          C14,Place,SMB,100,2027-03,12,152\n\
          C15,Error,SMB,#REF!,2027-03,12,\n\
          C1,Again,SMB,99,2027-03,12,\n\
          C17,Short,SMB,100,2027-03\n\
          ,,,,,,\n\
          C18,\"Quoted \"\"well\"\", and\nin two lines\",SMB,100.00,2027-03,12,\n\
          Total,,,5000.00,,,\n",
    );
    let kept: Vec<&str> = report.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(kept, ["C1", "C3", "C12", "C13", "C14", "C17", "C18"]);
    assert_eq!(report.rows.last().unwrap().name, "Quoted \"well\", and\nin two lines");
    assert_eq!(
        problems(&report),
        [
            "Line 3, “arr”: “-50.00” is below zero; a customer's ARR cannot be. Leave credits out.",
            "Line 4, “arr”: The customer pays nothing; it counts as a customer without ARR.",
            "Line 5, “arr”: “2000000000000” is more than a million million a year; check the decimal mark.",
            "Line 6, “arr”: “lots” is not a number; this column is read as 1,234.56.",
            "Line 7, “arr”: The amount is missing; write 0 for a customer that pays nothing.",
            "Line 8, “renewal_month”: The renewal month is missing.",
            "Line 9, “renewal_month”: “2027-13” is not a date; this column is read as year-month-day.",
            "Line 10, “renewal_month”: “2027” does not say which month.",
            "Line 11, “customer_id”: The customer has no id; each row needs its own.",
            "Line 12: This row has 8 cells where the header has 7; perhaps a name or an amount holds the mark that separates cells \
             and needs quotation marks around it.",
            "Line 13, “term_months”: “forever” is not a length of time; write months such as 12, or “2 years”; it is left out.",
            "Line 14, “term_months”: A term of 600 months is not between 1 and 120; 12 months are assumed.",
            "Line 15, “lat”: 152 is not between -90 and 90 degrees; it is left out.",
            "Line 16, “arr”: “#REF!” is an error of the spreadsheet it came from; mend it there.",
        ]
    );
    let duplicates: Vec<String> = report.duplicates.iter().map(ToString::to_string).collect();
    assert_eq!(duplicates, ["Line 17: “C1” already stands in line 2; the first one is kept."]);
    assert_eq!((report.skipped.blank, report.skipped.footers.clone()), (1, vec![22]));
    assert_eq!(
        report.summary(),
        "7 of 18 rows can be imported. 10 rows have errors and are left out. 1 row repeats an id that stands further up and is left \
         out. 4 warnings are worth a look. 2 rows without data were skipped."
    );
}

#[test]
fn segments_the_plan_lacks_are_listed_once_and_can_be_decided() {
    let text = b"id,segment,arr,renewal\n1,Mid Market,1.50,2027-01\n2,Public Sector,1.50,2027-01\n3,public-sector,1.50,2027-01\n4,,1.50,2027-01\n5,Gro\xC3\x9Fkunden,1.50,2027-01\n";
    let report = customers(text);
    let segments: Vec<&str> = report.rows.iter().map(|row| &*row.segment).collect();
    assert_eq!(segments, ["Mid-Market", "Public Sector", "Public Sector", "", "Enterprise"]);
    assert_eq!(
        notices(&report),
        [
            "The plan has no such segment: “Public Sector”: 2 rows, first in line 3; 1 row without a segment, first in line 5. Say \
             which segment each one is, or create it."
        ]
    );
    let (table, mut mapping) = open(text);
    mapping.choices.set("Public Sector", "Enterprise");
    mapping.choices.set("", "SMB");
    let decided: ImportReport<CustomerRow> = run(&table, &mapping, &plan()).unwrap();
    let segments: Vec<&str> = decided.rows.iter().map(|row| &*row.segment).collect();
    assert_eq!(
        (segments, decided.unknown.len()),
        (vec!["Mid-Market", "Enterprise", "Enterprise", "SMB", "Enterprise"], 0)
    );
}

#[test]
fn missing_columns_are_named_together_with_what_the_file_has() {
    let (table, mapping) = open(b"Invoice,Notes\nabc,first\ndef,second\n");
    let error = run::<CustomerRow>(&table, &mapping, &plan()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "No column found for what is known of the accounts (segment, ARR, potential, workload, owner or place). The file has these \
         columns: “Invoice”, “Notes”. Choose it by hand, or add it to the file."
    );
    let (table, mapping) = open(b"id,segment,renewal\n1,SMB,2027-01\n");
    let error = run::<CustomerRow>(&table, &mapping, &plan()).unwrap_err().to_string();
    assert!(error.starts_with("No column found for ARR (or MRR). The file has"), "{error}");
}

#[test]
fn files_that_hold_no_rows_are_told_apart() {
    let refused = |bytes: &[u8]| Table::open(bytes).unwrap_err().to_string();
    assert_eq!(refused(b""), "The file is empty: it holds no rows, not even a header.");
    assert_eq!(refused(b" \r\n\r\n"), "The file is empty: it holds no rows, not even a header.");
    assert!(refused(b"PK\x03\x04\x14\0\x08\0xl/workbook.xml").starts_with("This is an Excel workbook, not a CSV file"));
    assert!(refused(b"%PDF-1.4 ...").starts_with("This is a PDF document"));
    let header_only = customers(b"id,segment,arr,renewal\n");
    assert_eq!(header_only.summary(), "0 of 0 rows can be imported.");
}

#[test]
fn an_open_quotation_mark_costs_its_own_row() {
    let report =
        customers(b"id,name,segment,arr,renewal\n1,A,SMB,5.50,2027-01\n2,\"B,SMB,6.50,2027-01\n3,C,SMB,7.50,2027-01\n");
    let kept: Vec<&str> = report.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(kept, ["1", "3"]);
    assert_eq!(
        problems(&report),
        ["Line 3: A quotation mark is opened in this row and never closed; close it or remove it."]
    );
}

#[test]
fn doubts_about_numbers_and_dates_are_said_and_can_be_settled() {
    let text = b"id,segment,arr,renewal date\n1,SMB,\"12,500\",05/04/2027\n2,SMB,\"9,000\",06/04/2027\n";
    let (table, mut mapping) = open(text);
    assert_eq!(
        mapping.notes(&CUSTOMERS),
        [
            "arr: “12,500” is read as 12500; choose 1.234,56 if it is meant the other way.",
            "renewal date: “05/04/2027” could mean two days; the column is read as month/day/year, so that it is 4 May 2027.",
        ]
    );
    let read = |mapping: &Mapping| -> Vec<String> {
        let report: ImportReport<CustomerRow> = run(&table, mapping, &plan()).unwrap();
        report.rows.iter().map(|row| format!("{} {}", row.arr.amount(), row.renewal)).collect()
    };
    assert_eq!(read(&mapping), ["12500 2027-05", "9000 2027-06"]);
    mapping.set_number_style(2, NumberStyle::DecimalComma);
    mapping.set_date_style(3, DateStyle::DayFirst);
    assert!(mapping.notes(&CUSTOMERS).is_empty());
    assert_eq!(read(&mapping), ["12.50 2027-04", "9 2027-04"]);
}

#[test]
fn an_ambiguous_column_follows_a_certain_one_of_the_same_file() {
    let table =
        Table::open("id;segment;arr;renewal;lat\n1;SMB;1.234;2027-01;52,5166\n2;SMB;2.000;2027-01;48,1\n".as_bytes())
            .unwrap();
    let mapping = guess_mapping(&CUSTOMERS, &table, &plan());
    let report: ImportReport<CustomerRow> = run(&table, &mapping, &plan()).unwrap();
    assert_eq!(report.totals().arr.to_string(), "3234");
    assert_eq!(report.rows[0].latitude, Some(52.5166));
}

#[test]
fn a_mix_of_currencies_is_said_with_counts() {
    let report =
        customers("id,segment,arr,renewal\n1,SMB,€5.50,2027-01\n2,SMB,$6.50,2027-01\n3,SMB,$6.50,2027-01\n".as_bytes());
    assert_eq!(
        notices(&report),
        ["The amounts are in several currencies: 1 row in EUR, 2 rows in USD. Those that are not in the plan's \
             come in at the rate that is given for them; without one they stay out."]
    );
    let column = customers(b"id,segment,arr,currency,renewal\n1,SMB,5.50,usd,2027-01\n2,SMB,6.50,Dollars,2027-01\n");
    assert_eq!(column.rows[0].currency, Some(Currency::USD));
    assert_eq!(
        problems(&column),
        [
            "Line 3, “currency”: “Dollars” is not a currency code; write three letters such as USD, EUR or JPY; it is left out."
        ]
    );
}

#[test]
fn a_mapping_is_kept_for_the_next_file_with_the_same_header() {
    let (table, mut mapping) = open(&fixture("customers.csv"));
    mapping.assign(&CUSTOMERS, 1, None);
    mapping.assign(&CUSTOMERS, 6, Some("name"));
    assert_eq!(fields(&mapping), ["id", "-", "segment", "arr", "renewal", "term", "name", "state", "zip"]);
    assert_eq!(mapping.unused(), ["customer_name"]);
    let kept: Mapping = serde_json::from_str(&serde_json::to_string(&mapping).unwrap()).unwrap();
    assert_eq!(kept, mapping);
    assert!(kept.fits(&CUSTOMERS, &table));
    let (other, _) = open(&fixture("kunden_de.csv"));
    assert!(!kept.fits(&CUSTOMERS, &other));
}

#[test]
fn the_preview_shows_cells_as_they_will_be_read() {
    let (table, mapping) = open(b"id,segment,MRR,renewal\n1,SMB,100,Jul 2027\n2,SMB,many,Q3\n");
    let rows = preview(&CUSTOMERS, &table, &mapping, 10);
    assert_eq!(rows[0].cells[2].value, Some(Value::Money(remit::units::Money::from_major(1_200))));
    assert_eq!(rows[0].cells[3].value, Some(Value::Month(Month::new(2027, 7))));
    assert_eq!(rows[1].cells[2].problem.as_deref(), Some("“many” is not a number; this column is read as 1,234.56."));
    assert_eq!((rows[1].line, rows[1].cells[3].raw.as_str()), (3, "Q3"));
}

fn people(bytes: &[u8]) -> (Mapping, ImportReport<RosterRow>) {
    let table = Table::open(bytes).unwrap();
    let mapping = guess_mapping(&ROSTER, &table, &plan());
    let report = run(&table, &mapping, &plan()).unwrap();
    assert!(report.is_balanced(), "{}", report.summary());
    (mapping, report)
}

#[test]
fn rows_that_cannot_be_read_are_told_line_by_line_with_why() {
    let text = "Name,Job title,Hire date,OTE\n\
        Ann Oh,SDR,2025-13-01,\n\
        ,SDR,2025-01-01,\n\
        Cy Li,SDR,2025-02-01,many\n\
        Cy Li,SDR,2025-03-01,\n";
    let (_, report) = people(text.as_bytes());
    assert_eq!((report.rows.len(), report.unread()), (1, 3));
    let lines = report.to_look_at(8, &|count| count.to_string());
    let begin = [
        "Line 5: ",
        "Line 2, \u{201c}Hire date\u{201d}: ",
        "Line 3, \u{201c}Name\u{201d}: The name is missing",
        "Line 4, \u{201c}OTE\u{201d}: ",
    ];
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(
        lines.iter().zip(begin).all(|(line, begin)| line.starts_with(begin)),
        "what stays out comes first: {lines:?}"
    );
    assert_eq!(report.to_look_at(1, &|count| count.to_string())[2], "… and 2 more.");
}

#[test]
fn a_column_of_contract_months_is_the_term() {
    for (importer, head) in [
        (&DEALS, "Deal ID,Close date,Amount,Owner,Contract Months"),
        (&CUSTOMERS, "Customer,Start date,ARR,Segment,Contract Months"),
    ] {
        let table = Table::open(format!("{head}\n1,2026-05-01,5000,Ann Oh,24\n").as_bytes()).unwrap();
        let mapping = guess_mapping(importer, &table, &plan());
        assert_eq!(mapping.columns[4].field.as_deref(), Some("term"), "{}", importer.key);
    }
}

#[test]
fn the_bamboohr_list_is_read_without_help() {
    let (mapping, report) = people(&fixture("bamboohr_employees.csv"));
    assert_eq!(
        fields(&mapping),
        [
            "id",
            "first_name",
            "last_name",
            "title",
            "department",
            "-",
            "location",
            "start",
            "manager",
            "status",
            "base",
            "pay_type"
        ]
    );
    assert_eq!((report.rows.len(), report.refused), (38, 0));
    // awk: the first word of the pay rate, added up.
    let base: remit::units::Money = report.rows.iter().filter_map(|row| row.base).map(|base| base.amount()).sum();
    assert_eq!(base.to_string(), "3872000");
    let first = &report.rows[0];
    assert_eq!(
        (first.name.as_str(), first.start.to_string(), first.currency),
        ("Elif Pham", "2025-10-06".into(), Some(Currency::USD))
    );
    assert_eq!(report.rows[13].title, "Account Executive, Mid-Market");
    let problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["Line 3: Dev Reyes reports to Dev Reyes; the place at the top is taken instead."]);
    assert_eq!(
        report.notices.last().unwrap().text,
        "These managers are not in the file (people who report to them): Ines Fells (13), Kira Moss (7), Quinn Vance (9)."
    );
}

#[test]
fn the_workday_list_is_read_without_help() {
    let (mapping, report) = people(&fixture("workday_workers.csv"));
    assert_eq!(
        fields(&mapping),
        ["id", "name", "title", "-", "start", "end", "manager", "department", "location", "base", "currency"]
    );
    assert_eq!((report.rows.len(), report.problems.len()), (25, 0));
    assert_eq!((report.rows[0].name.as_str(), report.rows[0].start.to_string()), ("Hugo Kerr", "2024-06-16".into()));
    let ends: Vec<String> = report.rows.iter().filter_map(|row| row.end).map(|end| end.to_string()).collect();
    assert_eq!(ends, ["2025-06-23", "2028-01-11", "2028-03-21"]);
    let base: remit::units::Money = report.rows.iter().filter_map(|row| row.base).map(|base| base.amount()).sum();
    assert_eq!(base.to_string(), "2326000");
    assert!(report.notices[0].text.starts_with("These managers are not in the file"));
    assert_eq!(
        report.notices[1].text,
        "Base pay comes in these currencies: 6 in EUR, 19 in USD. Each is converted at its plan rate."
    );
}

#[test]
fn people_with_impossible_dates_or_pay_are_said() {
    let (_, report) = people(
        b"Name,Title,Hire date,Last day,Pay rate,Pay type,Manager\n\
          \"Kerr, Hugo\",AE,2024-06-16,2024-01-01,90000,Salary,\n\
          Ann Lee,AE,,,90000,Salary,\n\
          Bo Li,AE,2024-06-16,,45.50,Hourly,Cy Ng\n\
          Cy Ng,AE,2024-06-16,,-5,Salary,Di Orr\n\
          Di Orr,,2024-06-16,,5000,Month,\n",
    );
    let problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "Line 2, “Last day”: The last day 1 Jan 2024 comes before the hire date 16 Jun 2024.",
            "Line 3, “Hire date”: The hire date is missing.",
            "Line 4, “Pay rate”: 45.50 an hour is taken as 2080 times that for a year.",
            "Line 5, “Pay rate”: A base pay of -5 a year is not plausible; it is left out.",
            "Line 6, “Title”: The job title is missing, so no role can be given.",
            "Line 6, “Pay rate”: 5000 a month is taken as 12 times that for a year.",
        ]
    );
    assert_eq!(report.rows[0].base.unwrap().amount().to_string(), "94640");
}

#[test]
fn a_hundred_thousand_rows_are_read_in_steps() {
    let mut text = String::from("customer_id,customer_name,segment,arr,renewal_month,term_months,owner,state,zip\n");
    for row in 0..100_000u32 {
        let segment = ["SMB", "Mid-Market", "Enterprise"][row as usize % 3];
        text.push_str(&format!(
            "C{row:06},Customer {row},{segment},{}.25,2027-{:02},12,Owner {},CO,80202\n",
            1_000 + row % 50_000,
            row % 12 + 1,
            row % 40
        ));
    }
    let begun = std::time::Instant::now();
    let table = Table::open(text.as_bytes()).unwrap();
    let mapping = guess_mapping(&CUSTOMERS, &table, &plan());
    let opened = begun.elapsed();
    let mut import = Import::<CustomerRow>::start(&table, &mapping, &plan()).unwrap();
    let mut steps = 0;
    while import.step(2_000) {
        steps += 1;
        assert!((0.0..=1.0).contains(&import.progress()));
    }
    let report = import.finish();
    println!(
        "100,000 rows ({} MB): opened in {opened:?}, read in {:?}",
        text.len() / 1_000_000,
        begun.elapsed() - opened
    );
    // Sum over rows of 1000.25 + row mod 50,000.
    let expected = 100_000i64 * 1_000 + 2 * (49_999 * 50_000 / 2) + 25_000;
    assert_eq!((report.rows.len(), report.totals().arr.to_string(), steps), (100_000, expected.to_string(), 50));
    assert!(report.is_balanced() && report.problems.is_empty());
}

#[test]
fn problems_in_every_row_are_counted_and_listed_in_part() {
    let rows: String = (0..5_000).map(|row| format!("{row},SMB,x,2027-01\n")).collect();
    let report = customers(format!("id,segment,arr,renewal\n{rows}").as_bytes());
    assert_eq!((report.problems.len(), report.unlisted(), report.refused), (200, 4_800, 5_000));
    assert_eq!(report.counts, [(Severity::Error, ProblemCode::Unreadable, 5_000)]);
}

proptest! {
    #![proptest_config(cases::cases(300))]

    #[test]
    fn no_bytes_make_the_import_fail_and_every_record_is_accounted_for(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..400),
            "(id|name|segment|arr|renewal|,|;|\t|\"|\n|\r|SMB|[0-9]{1,6}|2027-0[1-9]|[€$ .(-]|ä){0,80}".prop_map(String::into_bytes),
            "([a-c]{1,2},(SMB|x),[0-9]{0,3},(2027-0[1-9])?\n){0,12}".prop_map(|rows| format!("id,segment,arr,renewal\n{rows}").into_bytes()),
        ],
    ) {
        if let Ok(table) = Table::open(&bytes) {
            let mut mapping = guess_mapping(&CUSTOMERS, &table, &plan());
            preview(&CUSTOMERS, &table, &mapping, 20);
            // Whatever the columns are called, some of them are taken for what is needed.
            for (column, key) in ["id", "segment", "arr", "renewal"].into_iter().enumerate() {
                if mapping.column_of(key).is_none() {
                    mapping.assign(&CUSTOMERS, column, Some(key));
                }
            }
            if let Ok(report) = run::<CustomerRow>(&table, &mapping, &plan()) {
                prop_assert!(report.is_balanced());
                prop_assert_eq!(report.records, table.reader().count());
                let refused: std::collections::BTreeSet<u32> =
                    report.problems.iter().filter(|problem| problem.severity == Severity::Error).map(|problem| problem.line).collect();
                prop_assert!(report.unlisted() > 0 || refused.len() == report.refused, "each refused row has its reason");
            }
        }
    }

    #[test]
    fn what_is_written_is_read_back_cell_by_cell(
        rows in proptest::collection::vec(proptest::collection::vec("[ -~äß€\t\n=+@'\"-]{0,12}", 3), 1..20),
    ) {
        let header = ["first", "second", "third"];
        let text = write_csv(&header, &rows);
        for record in csv::Reader::from_reader(text.as_bytes()).records() {
            let safe = |cell: &str| cell.parse::<f64>().is_ok() || !cell.starts_with(['=', '+', '-', '@', '\t']);
            prop_assert!(record.unwrap().iter().all(safe));
        }
        if let Ok(table) = Table::open(text.as_bytes()) {
            let table = table.with_layout(Delimiter::Comma, HeaderChoice::Record(0));
            let back: Vec<Vec<String>> = table.reader().map(|record| record.cells().map(str::to_owned).collect()).collect();
            prop_assert_eq!(back, rows);
        }
    }
}

// ---- accounts of any kind ------------------------------------------------------------------------------------------

#[test]
fn the_benchmark_of_territories_is_read_as_it_is() {
    let report = customers(
        b"id,lat,lon,x_km,y_km,potential,workload,current_rep\n0,33.2583,-103.6291,-668.484,-527.254,124219,69.8,0\n1,37.0017,-122.1339,-2289.929,-111.006,43868,53.9,9\n",
    );
    assert_eq!(problems(&report), [""; 0]);
    let row = &report.rows[1];
    assert_eq!((row.customer, row.potential, row.workload), (false, Some(Money::from_major(43_868)), Some(53.9)));
    assert_eq!((row.latitude, row.longitude, row.owner.as_deref()), (Some(37.0017), Some(-122.1339), Some("9")));
    assert_eq!(report.totals().customers, 0);
}

#[test]
fn accounts_of_a_crm_system_are_prospects_where_it_says_nothing_of_contracts() {
    let salesforce = customers(
        b"Account ID,Account Name,Type,Annual Revenue,Billing State/Province,Billing Zip/Postal Code,Billing Country,Account Owner,Parent Account\n001A,Acme East,Prospect,90000000,NY,10001,United States,Ben Cole,Acme\n001B,Acme West,Customer,1000,CA,94105,United States,Ben Cole,Acme\n",
    );
    let row = &salesforce.rows[0];
    // What the company itself turns over is no potential of ours.
    assert_eq!((row.customer, row.potential, row.family.as_deref()), (false, None, Some("Acme")));
    assert_eq!(
        (row.zip.as_deref(), row.country.as_deref(), row.owner.as_deref()),
        (Some("10001"), Some("United States"), Some("Ben Cole"))
    );
    let hubspot = customers(
        b"Record ID,Company name,Company owner,State/Region,Postal Code,Country/Region,Lifecycle Stage\n77,Globex,Rosa Diaz,Texas,75201,United States,Lead\n",
    );
    assert_eq!((hubspot.rows[0].id.as_str(), hubspot.rows[0].name.as_str()), ("77", "Globex"));
    assert_eq!((hubspot.rows[0].state.as_deref(), hubspot.rows[0].zip.as_deref()), (Some("Texas"), Some("75201")));
}

#[test]
fn customers_and_prospects_may_stand_in_one_file() {
    let report = customers(
        b"id,segment,arr,renewal,potential,growth rating,tier,locked\na,SMB,1200,2027-05,5000,80%,A,yes\nb,SMB,,,7000,40%,,\nc,SMB,0,,100,,,no\nd,SMB,,2027-03,1,,,\ne,SMB,5,2027-03,-4,300%,,\n",
    );
    let kinds: Vec<(&str, bool)> = report.rows.iter().map(|it| (it.id.as_str(), it.customer)).collect();
    // d has a month of renewal and nothing to renew: that is a mistake, and no prospect.
    assert_eq!(kinds, [("a", true), ("b", false), ("c", false), ("e", true)]);
    assert_eq!(report.refused, 1);
    assert_eq!((report.rows[0].tier.as_deref(), report.rows[0].locked), (Some("A"), true));
    assert_eq!(report.rows[1].ratings[0].map(|it| it.ppm()), Some(400_000));
    // What cannot be is left out of e with a word, and e stays.
    assert_eq!((report.rows[3].potential, report.rows[3].ratings[0]), (None, None));
    assert_eq!(problems(&report).iter().filter(|it| it.starts_with("Line 6")).count(), 2);
    let totals = report.totals();
    assert_eq!((totals.customers, totals.arr), (2, Money::from_major(1_205)));
}

#[test]
fn what_was_exported_is_imported_as_it_was() {
    let document = remit::model::sample::company();
    let report = customers(remit::exchange::accounts_csv(&document).as_bytes());
    assert_eq!(problems(&report), [""; 0]);
    let taken = remit::exchange::intake::customers(&document, &report.rows, &std::collections::BTreeMap::new());
    assert_eq!((taken.segments.len(), taken.owners_without_seat), (0, 0));
    for (one, other) in document.accounts.iter().zip(&taken.accounts) {
        // The plan of an account is not part of the table.
        let one = remit::model::Account { care: None, ..one.clone() };
        assert_eq!(one, *other);
    }
    assert_eq!(taken.accounts.len(), document.accounts.len());
}
