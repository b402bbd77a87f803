//! `remit capacity`: rows that add up, and the same figures in both formats.

use super::harness::{golden, remit, sample};
use serde_json::{Value, json};

/// The sample with a target of 1,200,000 to 1,800,000 a quarter in each segment.
fn with_targets() -> Vec<u8> {
    let mut file: Value = serde_json::from_slice(&sample()).unwrap();
    for (at, segment) in file["data"]["segments"].as_array_mut().unwrap().iter_mut().enumerate() {
        let target = |quarter: usize| json!({ "quarter": format!("2027-{:02}", 3 * quarter + 1), "arr": (1_200_000 + 300_000 * at).to_string() });
        segment["targets"] = (0..4).map(target).collect();
    }
    file["data"]["costs"]["tools"] = json!({ "amount": "6000", "per": "year" });
    file["data"]["costs"]["recruiting"] = json!(0.2);
    file["data"]["costs"]["headcount_budget"] = json!({ "amount": "9000000", "per": "year" });
    file.to_string().into_bytes()
}

fn table(by: &str) -> Vec<std::collections::HashMap<String, String>> {
    let run = remit(&["capacity", "-", "--format", "csv", "--by", by], &with_targets());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let mut rows = csv::Reader::from_reader(run.out.as_bytes());
    rows.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn the_table_and_the_json_print_what_they_did_before() {
    let run = remit(&["capacity", "-", "--format", "csv"], &with_targets());
    golden("capacity-quarter.csv", &run.out);
    let run = remit(&["capacity", "-"], &with_targets());
    golden("capacity-quarter.json", &run.out);
}

#[test]
fn months_add_up_to_quarters_and_segments_to_the_company() {
    let (months, quarters) = (table("month"), table("quarter"));
    assert_eq!((months.len(), quarters.len()), (4 * 24, 4 * 8));
    let value = |row: &std::collections::HashMap<String, String>, key: &str| row[key].parse::<f64>().unwrap_or(0.0);
    for key in ["target", "capacity", "street_quota", "planned_quota", "bookings", "standing_loss", "standing_gain"] {
        let sum = |rows: &[std::collections::HashMap<String, String>], scope: &str| -> f64 {
            rows.iter().filter(|row| row["scope"] == scope).map(|row| value(row, key)).sum()
        };
        // Every cell is cut to the cent.
        assert!((sum(&months, "company") - sum(&quarters, "company")).abs() < 0.5, "{key}");
        assert!((sum(&quarters, "segment") - sum(&quarters, "company")).abs() < 0.5, "{key}");
    }
    for row in &quarters {
        let it = |key: &str| value(row, key);
        let chain = it("planned_quota") * it("presence") * it("ramp") * it("attainment") * it("selling_time");
        assert!((chain - it("capacity")).abs() < 10.0, "{chain} {}", it("capacity"));
        let closing = it("standing_opening") + it("standing_gain") - it("standing_loss")
            + it("standing_recovered")
            + it("standing_leave")
            + it("standing_response");
        assert!((closing - it("standing_closing")).abs() < 0.05);
        if row["target"].is_empty() {
            assert_eq!((row["gap"].as_str(), row["short_of"].as_str()), ("", ""));
        } else {
            let gap = it("target") - (it("capacity") - it("untargeted"));
            assert!((gap - it("gap")).abs() < 0.02);
            assert!(it("seats_needed") > it("seats_by_quota_alone"), "target over quota is always too few");
        }
    }
}

#[test]
fn json_says_the_same_and_what_closes_each_gap() {
    let run = remit(&["capacity", "-"], &with_targets());
    let told: Value = serde_json::from_str(&run.out).unwrap();
    let rows = told["rows"].as_array().unwrap();
    for (row, csv) in rows.iter().zip(table("quarter")) {
        let text = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        for (key, value) in row.as_object().unwrap() {
            let (json, csv) = (text(value), &csv[key]);
            assert!(json == *csv || json.parse::<f64>().ok() == csv.parse::<f64>().ok(), "{key}: {json} {csv}");
        }
    }
    let short = rows
        .iter()
        .filter(|row| row["scope"] == "segment" && matches!(row["short_of"].as_str(), Some("capacity" | "both")));
    assert_eq!(short.count(), told["closures"].as_array().unwrap().len());
    assert!(told["closures"].as_array().unwrap().iter().all(|it| it["stretch"]["factor"].as_f64().unwrap() > 1.0));
    assert_eq!(told["budget"][0]["budget"], "9000000");
}

#[test]
fn a_period_that_is_neither_month_nor_quarter_is_refused() {
    let run = remit(&["capacity", "-", "--by", "week"], &sample());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("write month or quarter"), "{}", run.err);
}
