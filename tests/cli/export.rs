//! `remit export`.

use crate::harness::{folder, remit, sample};

#[test]
fn a_workbook_and_every_table_are_written() {
    let there = folder("export");
    let (xlsx, tables) = (there.join("plan.xlsx"), there.join("tables"));
    let run = remit(&["export", "-", "--xlsx", &xlsx.to_string_lossy(), "--csv", &tables.to_string_lossy()], &sample());
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.contains(" formulas") && !run.err.contains("not live"), "{}", run.err);
    let bytes = std::fs::read(&xlsx).unwrap();
    assert!(bytes.starts_with(b"PK") && bytes.len() > 100_000, "{} bytes", bytes.len());
    let names = std::fs::read_dir(&tables).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    let wanted = ["accounts", "metrics", "new-business", "pay-components", "pay", "roster", "seats", "waterfall"];
    assert_eq!(names, wanted.map(|name| format!("{name}.csv")));
    let waterfall = std::fs::read_to_string(tables.join("waterfall.csv")).unwrap();
    // Three segments, 24 months, and the head.
    assert_eq!(waterfall.lines().count(), 1 + 3 * 24);
}

#[test]
fn what_is_not_live_is_told_and_what_became_live_is_not() {
    let there = folder("export-not-live");
    let xlsx = there.join("plan.xlsx");
    let export = |document: &[u8]| {
        let run = remit(&["export", "-", "--xlsx", &xlsx.to_string_lossy()], document);
        assert_eq!(run.code, 0, "{}", run.err);
        run.err
    };
    let with = |parts: serde_json::Value| {
        let mut document: serde_json::Value = serde_json::from_slice(&sample()).unwrap();
        let core = &mut document["data"];
        for (key, part) in parts.as_object().unwrap() {
            core[key] = part.clone();
        }
        document.to_string().into_bytes()
    };
    let (book, pay) = (
        serde_json::json!({"month": "2027-01", "segment": "smb", "churn": "9000"}),
        serde_json::json!({"month": "2027-01", "base_pay": "500000"}),
    );
    let told = export(&with(serde_json::json!({"actuals": [book, pay]})));
    assert!(!told.contains("not live"), "{told}");
    let steps = |listens: bool| {
        let step = serde_json::json!({"month": "2027-03", "arr": "5000", "likelihood": 1});
        let contract = serde_json::json!({"arr": "60000", "renewal": "2027-09", "term_months": 12});
        let acme = serde_json::json!({
            "id": "acme", "name": "Acme", "segment": "smb", "contract": contract, "care": {"growth": [step]}
        });
        export(&with(serde_json::json!({"accounts": [acme], "territory": {"growth_in_forecast": listens}})))
    };
    let told = steps(true);
    assert!(told.contains("not live: The app's forecast follows some customers"), "{told}");
    assert!(!steps(false).contains("not live"));
    let shared = ["assumptions/handover/months=12", "assumptions/handover/seller_share=0.5"];
    let told = export(&crate::harness::sample_with(&shared));
    assert!(!told.contains("not live"), "{told}");
}

#[test]
fn an_export_of_nothing_to_nowhere_is_refused() {
    let run = remit(&["export", "-"], &sample());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("give --xlsx OUT, --csv FOLDER, or both"), "{}", run.err);
    let run = remit(&["export", "-", "--xlsx", "/dev/null/there/plan.xlsx"], &sample());
    assert!(run.code == 2 && run.err.contains("cannot be written"), "{}", run.err);
}
