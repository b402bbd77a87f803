//! `remit assign` as its users meet it.

use super::harness::{Run, folder, remit};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/territory").join(name);
    path.to_string_lossy().into_owned()
}

/// Runs with accounts at standard input and a report in a file; gives what it printed and the report.
fn assign(name: &str, accounts: &str, args: &[&str]) -> (Run, Value) {
    let report = folder(name).join("report.json");
    let report = report.to_string_lossy().into_owned();
    let mut line = vec!["assign", "-", "--report", &report];
    line.extend(args);
    let run = remit(&line, accounts.as_bytes());
    let text = std::fs::read_to_string(&report).unwrap_or_else(|_| "null".to_owned());
    (run, serde_json::from_str(&text).unwrap())
}

fn rep_of(run: &Run) -> BTreeMap<String, String> {
    assert!(run.out.starts_with("account_id,rep_id\n"), "{}", run.err);
    let rows = run.out.lines().skip(1).map(|line| line.split_once(',').unwrap());
    rows.map(|(account, rep)| (account.to_owned(), rep.to_owned())).collect()
}

const FOUR: &str =
    "id,x_km,y_km,potential,current_rep\na,0,0,100,Ann\nb,1,0,100,Bob\nc,500,0,100,Ann\nd,501,0,100,Bob\n";

#[test]
fn the_benchmark_is_read_as_it_is_and_the_labels_of_today_stay() {
    let report = folder("assign-benchmark").join("report.json");
    let report = report.to_string_lossy();
    let (accounts, homes) = (fixture("acct500_12.csv"), fixture("acct500_12.homes.csv"));
    let line = ["assign", &accounts, "--reps", &homes, "--iterations", "160", "--report", &report];
    let run = remit(&line, b"");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let reps = rep_of(&run);
    assert_eq!(reps.len(), 500);
    let labels: std::collections::BTreeSet<&String> = reps.values().collect();
    assert_eq!(labels.len(), 12);
    assert!(labels.iter().all(|label| label.parse::<u32>().is_ok_and(|label| label < 12)));
    let told: Value = serde_json::from_str(&std::fs::read_to_string(&*report).unwrap()).unwrap();
    assert_eq!((&told["iterations"], &told["feasible"]), (&Value::from(160), &Value::from(true)));
    assert_eq!(told["by_rep"].as_array().unwrap().len(), 12);
    assert_eq!(remit(&line, b"").out, run.out, "the same seed and iterations give the same file");
}

#[test]
fn the_iterations_that_seconds_allowed_give_the_same_file_again() {
    let accounts = fixture("acct500_12.csv");
    let path = folder("assign-seconds").join("report.json");
    let path = path.to_string_lossy();
    let run = remit(&["assign", &accounts, "--reps", "12", "--seconds", "0.3", "--seed", "7", "--report", &path], b"");
    let told: Value = serde_json::from_str(&std::fs::read_to_string(&*path).unwrap()).unwrap();
    let iterations = told["iterations"].to_string();
    let again = remit(
        &["assign", &accounts, "--reps", "12", "--iterations", &iterations, "--seed", "7", "--report", &path],
        b"",
    );
    assert_eq!(again.out, run.out);
}

#[test]
fn neighbours_come_together_and_the_report_goes_to_standard_error() {
    let run = remit(&["assign", "-", "--reps", "2", "--iterations", "5"], FOUR.as_bytes());
    let reps = rep_of(&run);
    assert_eq!((run.code, &reps["a"], &reps["c"]), (0, &reps["b"], &reps["d"]));
    assert_ne!(reps["a"], reps["c"]);
    let told: Value = serde_json::from_str(&run.err).unwrap();
    assert_eq!(told["proven_best"], Value::from(true));
    assert_eq!(told["distance_km"], Value::from(2));
    assert_eq!(told["moved_accounts"], Value::from(0.5));
}

#[test]
fn locks_bars_families_and_shares_are_read() {
    let folder = folder("assign-locks");
    let (locks, reps) = (folder.join("locks.csv"), folder.join("reps.csv"));
    std::fs::write(
        &locks,
        "account_id,rep_id,kind\na,Bob,\nd,Ann,forbid\nb,c,apart\nx,Ann,lock\na,Zoe,lock\nb,Ann,keep\n",
    )
    .unwrap();
    std::fs::write(&reps, "rep,share,max_accounts\nAnn,1,\nBob,50%,\nCid,1,9\n").unwrap();
    let args = ["--reps", &reps.to_string_lossy(), "--locks", &locks.to_string_lossy(), "--objective", "minmax"];
    let (run, told) = assign("assign-locks-report", FOUR, &args);
    let found = rep_of(&run);
    assert_eq!(found["a"], "Bob");
    assert_ne!(found["d"], "Ann");
    assert_ne!(found["b"], found["c"]);
    for text in [
        "line 5: there is no account x",
        "line 6: Zoe is not among the reps",
        "line 7: the kind \u{201c}keep\u{201d} is not known",
    ] {
        assert!(run.err.contains(text), "{text}\n{}", run.err);
    }
    assert_eq!((run.code, &told["lines_left_out"]), (0, &Value::from(3)));
    // 400 over 2.5 shares: 160 each. Ann and Cid have 150 or so, Bob 100 of 80.
    assert_eq!(told["objective_value"], Value::from(1.25));
}

#[test]
fn bad_lines_are_told_and_the_rest_goes_on() {
    let accounts = "id,lat,lon,potential,current_rep\n1,40,-100,1000,A\n1,41,-100,2000,A\n,41,-100,10,A\n2,41,-101,lots,B\n3,95,-101,900,C\n4,41,-102,\"1,200\",B\n";
    let (run, told) = assign("assign-bad", accounts, &["--reps", "2", "--band", "60%"]);
    for text in [
        "line 3: account 1 was there before",
        "line 4: there is no id",
        "line 5, column potential: \u{201c}lots\u{201d} is no number",
        "line 6: no place on Earth has these degrees",
        "1 account is with C today, who is not among the reps",
        "One account has no coordinates",
    ] {
        assert!(run.err.contains(text), "{text}\n{}", run.err);
    }
    assert_eq!((rep_of(&run).len(), told["accounts"].as_u64()), (4, Some(4)));
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn what_makes_a_plan_impossible_is_named() {
    let zero = "id,potential,workload\na,0,5\nb,0,5\nc,0,\n";
    let (run, told) = assign("assign-zero", zero, &["--reps", "4", "--iterations", "20"]);
    assert!(run.err.contains("potential is zero for every account"), "{}", run.err);
    assert!(run.err.contains("There are 4 reps and only 3 accounts"), "{}", run.err);
    assert!(run.err.contains("No account has coordinates"), "{}", run.err);
    assert_eq!((run.code, &told["feasible"]), (1, &Value::from(false)));
    assert!(told["broken"][0].as_str().unwrap().contains("100.0\u{a0}% "));

    let (run, _) = assign("assign-large", "id,potential\na,900\nb,50\nc,50\n", &["--reps", "2", "--iterations", "20"]);
    assert!(
        run.err.contains("Account a alone has 900 of potential, more than the 525 any rep may have"),
        "{}",
        run.err
    );
    assert_eq!(run.code, 1);

    let folder = folder("assign-impossible");
    let locks = folder.join("locks.csv");
    std::fs::write(&locks, "account_id,rep_id,kind\na,Ann,lock\na,Ann,forbid\n").unwrap();
    let (run, _) =
        assign("assign-both", FOUR, &["--reps", "2", "--iterations", "20", "--locks", &locks.to_string_lossy()]);
    assert!(run.err.contains("Account a is locked to Ann and forbidden to have Ann"), "{}", run.err);
    assert_eq!(run.code, 1);
}

#[test]
fn a_command_line_that_makes_no_sense_is_refused_in_words() {
    for (args, accounts, text) in [
        (&[][..], FOUR, "--reps FILE, or --reps 12"),
        (&["--reps", "0"], FOUR, "leaves nobody"),
        (&["--reps", "2", "--balance", "potental"], FOUR, "has no column \u{201c}potental\u{201d}"),
        (&["--reps", "2", "--band", "5"], FOUR, "is no share below 1"),
        (&["--reps", "2", "--seconds", "1", "--iterations", "3"], FOUR, "not both"),
        (&["--reps", "2", "--disruption", "people=1"], FOUR, "write accounts=0.2,value=0.1"),
        (&["--reps", "2"], "", "cannot be read as CSV"),
        (&["--reps", "2"], "id,potential\n", "has no accounts"),
        (&["--reps", "2"], "name,potential\nx,1\n", "has no column \u{201c}id\u{201d}"),
    ] {
        let (run, _) = assign("assign-refused", accounts, args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(text), "{args:?}: {}", run.err);
    }
}

#[test]
fn amounts_in_different_units_are_said_and_taken_as_they_stand() {
    let mixed = "id,potential,workload\na,$100,5\nb,100 EUR,5\nc,\"$ 1,200\",5\nd,90,5\n";
    let (run, told) = assign("assign-units", mixed, &["--reps", "2", "--objective", "spread"]);
    let text = "column potential: the cells are in different units (1 in EUR, 2 in USD, 1 without a unit)";
    assert!(run.err.contains(text), "{}", run.err);
    assert_eq!((told["accounts"].as_u64(), run.code), (Some(4), 0), "{}", run.err);
    let (run, _) = assign("assign-percent", "id,potential\na,30%\nb,20\n", &["--reps", "1"]);
    assert!(run.err.contains("(1 in %, 1 without a unit)"), "{}", run.err);
    // One currency, in some cells only, is one unit.
    let (run, _) = assign("assign-one-unit", "id,potential\na,$30\nb,20\n", &["--reps", "1"]);
    assert!(!run.err.contains("different units"), "{}", run.err);
}

#[test]
fn territories_hang_together_where_that_is_asked_for() {
    // Two in Washington, one in Idaho beside it, one in Maine: halves of equal potential exist, but only one of them without a gap.
    let accounts = "id,state,potential,current_rep\na,WA,100,Ann\nb,Idaho,100,Bob\nc,ME,100,Ann\nd,NH,100,Bob\n";
    let args = ["--reps", "2", "--balance", "potential", "--contiguous"];
    let (run, told) = assign("assign-contiguous", accounts, &args);
    let reps = rep_of(&run);
    assert_eq!((&reps["a"], &reps["c"]), (&reps["b"], &reps["d"]), "{}", run.err);
    assert_eq!((run.code, &told["feasible"]), (0, &Value::from(true)), "{}", run.err);
    // From Maine one goes nowhere but to New Hampshire, and that is Ann's; from Washington to New Hampshire one passes through states where
    // nobody has an account.
    let folder = folder("assign-apart");
    let locks = folder.join("locks.csv");
    std::fs::write(&locks, "account_id,rep_id,kind\na,Ann,lock\nd,Ann,lock\nb,Bob,lock\nc,Bob,lock\n").unwrap();
    let mut line = args.to_vec();
    let locks = locks.to_string_lossy();
    line.extend(["--locks", &locks]);
    let (run, _) = assign("assign-apart-report", accounts, &line);
    assert!(run.err.contains("1 account apart from the rest of their territory."), "{}", run.err);
    assert!(run.err.contains("The territory of Bob is in 2 pieces: ID (1); apart from it ME (1)."), "{}", run.err);
    assert_eq!(run.code, 1);
    // Who lies in no state that is known stands in nobody's way.
    let (run, _) =
        assign("assign-abroad", "id,state,potential\na,WA,1\nb,Bayern,1\n", &["--reps", "1", "--contiguous"]);
    assert!(run.err.contains("One account lies in no US state"), "{}", run.err);
    assert_eq!(run.code, 0);
}
