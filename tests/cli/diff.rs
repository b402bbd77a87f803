//! `remit diff` and `remit migrate`.

use crate::harness::{folder, remit, sample, sample_with};
use serde_json::Value;

fn mills(text: &str) -> i64 {
    (text.parse::<f64>().unwrap() * 1_000.0).round() as i64
}

#[test]
fn two_files_are_compared_and_the_bridge_adds_up() {
    let there = folder("diff");
    let other = there.join("other.json");
    let changed = sample_with(&["segment/smb/pipeline/win_rate=0.3", "segment/enterprise/retention/renewal=0.85"]);
    std::fs::write(&other, changed).unwrap();
    let other = other.to_string_lossy();
    let run = remit(&["diff", "-", &other, "--bridge", "shapley", "--format", "json"], &sample());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let told: Value = serde_json::from_str(&run.out).unwrap();
    let differences = told["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 2);
    assert_eq!(differences[0]["old"].as_str().unwrap().replace('\u{a0}', " "), "21 %");
    let bridge = &told["bridge"];
    let steps: i64 = bridge["steps"].as_array().unwrap().iter().map(|it| mills(it["amount"].as_str().unwrap())).sum();
    assert_eq!(mills(bridge["from"].as_str().unwrap()) + steps, mills(bridge["to"].as_str().unwrap()));
    let text = remit(&["diff", "-", &other], &sample()).out;
    assert!(text.contains("Segments: Segment SMB") && text.contains("one change after the other"), "{text}");
}

#[test]
fn the_bridge_is_of_the_measure_that_is_asked_for_or_the_first_that_differs() {
    let there = folder("diff-measure");
    let other = there.join("other.json");
    // Other cost of sales and marketing is in no ARR and in nobody's pay.
    std::fs::write(&other, sample_with(&["costs/other_sales_marketing=60000"])).unwrap();
    let other = other.to_string_lossy();
    let bridge = |more: &[&str]| -> Value {
        let run = remit(&[&["diff", "-", &other, "--format", "json"], more].concat(), &sample());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        serde_json::from_str::<Value>(&run.out).unwrap()["bridge"].clone()
    };
    assert_eq!(bridge(&[])["measure"], "sales_marketing");
    let pay = bridge(&["--measure", "comp_cost"]);
    assert_eq!(
        (&pay["measure"], &pay["from_month"], &pay["month"]),
        (&"comp_cost".into(), &"2028-01".into(), &"2028-12".into())
    );
    assert_eq!((&pay["from"], &pay["steps"][0]["amount"]), (&pay["to"], &"0".into()));
    let unknown = remit(&["diff", "-", &other, "--measure", "profit"], &sample());
    assert!(unknown.code != 0 && unknown.err.contains("net_burn"), "{}", unknown.err);
}

#[test]
fn a_file_does_not_differ_from_itself() {
    let there = folder("same");
    let same = there.join("same.json");
    std::fs::write(&same, sample()).unwrap();
    let run = remit(&["diff", "-", &same.to_string_lossy()], &sample());
    assert_eq!((run.code, run.out.as_str()), (0, "No input differs.\n"));
    let run = remit(&["diff", "-", "-"], &sample());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("only one of the two"), "{}", run.err);
}

#[test]
fn migrating_a_file_of_this_version_changes_nothing() {
    let run = remit(&["migrate", "-"], &sample());
    assert_eq!((run.code, run.out.into_bytes() == sample()), (0, true));
}
