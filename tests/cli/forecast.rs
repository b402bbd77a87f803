//! `remit forecast`, `remit explain` and `remit seek`.

use crate::harness::{folder, remit, sample};
use serde_json::Value;
use std::collections::HashMap;

/// Rows of a CSV by the name of the column.
fn table(text: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row =
        |record: csv::StringRecord| header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn cents(text: &str) -> i64 {
    (text.parse::<f64>().unwrap() * 100.0).round() as i64
}

#[test]
fn the_forecast_of_the_company_is_the_sum_of_its_segments_and_what_evaluate_says() {
    let run = remit(&["forecast", "-", "--by", "quarter"], &sample());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let rows = table(&run.out);
    let evaluated = table(&remit(&["evaluate", "-", "--format", "csv", "--by", "quarter"], &sample()).out);
    assert_eq!(rows.len(), 8 * 4, "eight quarters, the company and three segments in each");
    for (quarter, whole) in rows.chunks(4).zip(&evaluated) {
        let [company, segments @ ..] = quarter else { panic!("no rows") };
        assert_eq!((company["segment"].as_str(), &company["period"]), ("", &whole["period"]));
        for column in ["opening_arr", "new_arr", "expansion_arr", "churn_arr", "closing_arr", "capacity"] {
            let sum: i64 = segments.iter().map(|row| cents(&row[column])).sum();
            assert_eq!(cents(&company[column]), sum, "{column} in {}", company["period"]);
            assert_eq!(company[column], whole[column], "{column} in {}", company["period"]);
        }
        assert!(segments.iter().all(|row| ["capacity", "pipeline", "nothing"].contains(&row["limit"].as_str())));
    }
    let json: Value = serde_json::from_str(&remit(&["forecast", "-", "--format", "json"], &sample()).out).unwrap();
    assert_eq!(json.as_array().map(Vec::len), Some(24 * 4));
}

#[test]
fn what_limits_new_business_is_named() {
    let starved = crate::harness::sample_with(&["segment/smb/pipeline/leads_month=0"]);
    let rows = table(&remit(&["forecast", "-", "--by", "year"], &starved).out);
    let smb = |year: &str| rows.iter().find(|row| row["period"] == year && row["segment"] == "smb").unwrap();
    assert_eq!(smb("FY2028")["limit"], "pipeline");
    assert!(cents(&smb("FY2028")["idle_capacity"]) > 0);
}

#[test]
fn an_explanation_adds_up_to_its_figure() {
    let run = remit(&["explain", "-", "closing_arr", "FY2028", "--format", "json"], &sample());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let told: Value = serde_json::from_str(&run.out).unwrap();
    let money = |value: &Value| value.as_str().unwrap().parse::<f64>().unwrap();
    let mut sum = 0.0;
    for term in told["terms"].as_array().unwrap() {
        match term["operation"].as_str().unwrap() {
            "+" => sum += money(&term["value"]),
            "-" => sum -= money(&term["value"]),
            other => panic!("{other} is no part of a sum"),
        }
    }
    assert_eq!(cents(told["value"].as_str().unwrap()), (sum * 100.0).round() as i64);
    let text = remit(&["explain", "-", "cac_payback", "FY2028"], &sample()).out;
    assert!(text.contains("/ New ARR") && text.contains("x Months in a year"), "{text}");
}

#[test]
fn an_explanation_of_what_is_not_there_says_what_there_is() {
    for (args, says) in [
        (&["explain", "-", "closing_ar", "FY2028"][..], "did you mean \u{201c}closing_arr\u{201d}?"),
        (
            &["explain", "-", "closing_arr", "FY2035"],
            "there is no period \u{201c}FY2035\u{201d} in this plan; the plan has 2027-01",
        ),
        (&["explain", "-", "closing_arr", "FY2028", "--segment", "smbb"], "did you mean \u{201c}smb\u{201d}?"),
        (&["explain", "-", "closing_arr"], "needs a METRIC and a PERIOD"),
    ] {
        let run = remit(args, &sample());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(says), "{args:?}: {}", run.err);
    }
}

const GOAL: [&str; 8] = ["seek", "-", "--metric", "closing_arr", "--at", "FY2028", "--target", "42000000"];

fn seek(more: &[&str]) -> crate::harness::Run {
    let args: Vec<&str> = GOAL.iter().chain(more).copied().collect();
    remit(&args, &sample())
}

#[test]
fn what_is_sought_is_written_and_reaches_the_target() {
    let file = folder("seek").join("reached.json");
    let run = seek(&["--renewal", "--output", file.to_str().unwrap()]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.starts_with("Renewal in every segment +"), "{}", run.err);
    let reached = remit(&["evaluate", "-", "--format", "csv", "--by", "year"], &std::fs::read(&file).unwrap());
    let closing = cents(&table(&reached.out)[1]["closing_arr"]);
    assert!((4_200_000_000..4_201_000_000).contains(&closing), "{closing}");
}

#[test]
fn what_cannot_be_reached_ends_with_one_and_names_what_holds() {
    let run = seek(&["--hire", "ae", "--segment", "smb"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("What holds the plan back there: Pipeline, SMB."), "{}", run.out);
    let json: Value =
        serde_json::from_str(&seek(&["--hire", "ae", "--segment", "smb", "--format", "json"]).out).unwrap();
    assert_eq!(json["found"], "unreachable");
    assert!(json["then"]["closing_arr"].as_str().unwrap().parse::<f64>().unwrap() < 42e6);
}

#[test]
fn bounds_of_a_search_are_kept() {
    let run = seek(&["--input", "segment/enterprise/retention/renewal", "--max", "95%", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.code, json["found"].as_str()), (1, Some("unreachable")));
    assert_eq!(json["then"]["lever"], 0.95);
}

#[test]
fn a_search_that_makes_no_sense_says_what_to_write() {
    for (more, says) in [
        (&[][..], "one of --input PATH, --hire ROLE or --renewal"),
        (&["--renewal", "--hire", "ae"], "one of --input PATH, --hire ROLE or --renewal"),
        (&["--hire", "aee"], "did you mean \u{201c}ae\u{201d}?"),
        (&["--input", "segment/smb/retention/renewl"], "did you mean \u{201c}segment/smb/retention/renewal\u{201d}?"),
        (&["--renewal", "--min", "much"], "is no number; write it like 0.25, 25% or 500000"),
    ] {
        let run = seek(more);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{more:?}");
        assert!(run.err.contains(says), "{more:?}: {}", run.err);
    }
    let run = remit(&["seek", "-", "--at", "FY2028", "--target", "1", "--renewal"], &sample());
    assert!(run.err.contains("needs --metric, such as --metric closing_arr"), "{}", run.err);
    let run =
        remit(&["seek", "-", "--metric", "nrr_cohort", "--at", "FY2028", "--target", "a lot", "--renewal"], &sample());
    assert!(run.err.contains("--target: "), "{}", run.err);
}

#[test]
fn by_the_month_recurring_revenue_is_a_twelfth_in_columns_named_so() {
    let year = table(&remit(&["forecast", "-", "--by", "year"], &sample()).out);
    let month = table(&remit(&["forecast", "-", "--by", "year", "--mrr"], &sample()).out);
    assert_eq!(year.len(), month.len());
    for (arr, mrr) in year.iter().zip(&month) {
        for (name, cell) in mrr {
            assert!(!name.contains("arr"), "{name}");
            let Some(stem) = name.strip_suffix("_mrr") else {
                assert_eq!(*cell, arr[name], "{name}");
                continue;
            };
            let annual = arr.get(stem).unwrap_or_else(|| &arr[&format!("{stem}_arr")]);
            let number = |cell: &str| cell.parse::<f64>().unwrap();
            assert!((number(annual) / 12.0 - number(cell)).abs() < 0.001, "{name}: {annual} {cell}");
        }
    }
}

#[test]
fn sources_and_managers_add_up_to_segments_and_company() {
    let sum = |rows: &[HashMap<String, String>], name: &str, of: &dyn Fn(&HashMap<String, String>) -> bool| -> i64 {
        rows.iter().filter(|row| of(row)).map(|row| cents(&row[name])).sum()
    };
    let run = |of: &str| table(&remit(&["forecast", "-", "--by", "quarter", "--of", of], &sample()).out);
    let (segments, sources, managers) = (run("segments"), run("sources"), run("managers"));
    for id in ["smb", "mid-market", "enterprise"] {
        let of = |row: &HashMap<String, String>| row["segment"] == id;
        assert_eq!(sum(&sources, "new_arr", &of), sum(&segments, "new_arr", &of), "{id}");
        assert!(sum(&sources, "new_arr", &of) > 0);
    }
    for period in ["FY2027-Q1", "FY2028-Q4"] {
        for name in ["opening_arr", "new_arr", "expansion_arr", "churn_arr", "closing_arr"] {
            let company = sum(&segments, name, &|row| row["period"] == period && row["segment"].is_empty());
            assert_eq!(sum(&managers, name, &|row| row["period"] == period), company, "{period} {name}");
        }
    }
    let json: Value =
        serde_json::from_str(&remit(&["forecast", "-", "--of", "sources", "--format", "json"], &sample()).out).unwrap();
    assert_eq!(json[0]["source"], "leads");
}
