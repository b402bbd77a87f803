//! `remit statement` and `remit rate`: pay of one person, line by line.

use super::harness::{folder, golden, remit, sample};
use remit::units::Money;
use serde_json::Value;

/// A plan alone: 60,000 of variable over a quota of 600,000 a year, by the quarter, 10 % to quota and 15 % beyond.
const PLAN: &str = r#"{
  "terms": {
    "base": {"amount": "60000", "per": "year"}, "ote": {"amount": "120000", "per": "year"},
    "quota": {"kind": "arr", "amount": "600000", "per": "year"}
  },
  "plan": {"id": "ae", "name": "AE", "versions": [{
    "components": [{
      "id": "new", "name": "New business", "measure": "new_arr", "cadence": "quarter",
      "rates": {"kind": "tiers", "tiers": [
        {"from": {"quota": 0}, "value": {"multiple": 1}}, {"from": {"quota": 1}, "value": {"multiple": 1.5}}
      ]},
      "kickers": [{"when": {"kind": "term", "months": 24}, "pays": {"share": 0.01}}]
    }],
    "payout": {"trigger": "cash", "lag_months": 1}
  }]}
}"#;

const CREDITS: &str = "date,measure,amount,deal,term_months,paid_date\n\
    2027-01-14,new_arr,100000,Acme,24,2027-02-20\n\
    2027-02-03,new_arr,100000,Bolt,12,2027-03-05\n\
    2027-03-30,new_arr,50000,Cord,12,\n";

fn rated(args: &[&str]) -> super::harness::Run {
    let place = folder("rate");
    let (plan, credits) = (place.join("plan.json"), place.join("credits.csv"));
    std::fs::write(&plan, PLAN).unwrap();
    std::fs::write(&credits, CREDITS).unwrap();
    let (plan, credits) = (plan.to_str().unwrap(), credits.to_str().unwrap());
    remit(&[&["rate", plan, "--credits", credits], args].concat(), b"")
}

#[test]
fn one_plan_alone_is_rated_for_one_person() {
    let run = rated(&["--period", "FY2027-Q1"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    golden("rate-quarter.txt", &run.out);
    let run = rated(&["--format", "json"]);
    let told: Value = serde_json::from_str(&run.out).unwrap();
    // 150,000 at 10 %, 100,000 at 15 %, and 1 % of the 100,000 signed for two years: 31,000. Shared by credit it is 12,400, 12,400 and
    // 6,200; the last waits for the customer's cash, the others are paid a month after the quarter.
    assert_eq!((&told["earned"], &told["paid"], &told["due"]), (&"31000".into(), &"24800".into(), &"24800".into()));
    let steps: Money = told["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["kind"] == "step")
        .map(|row| Money::parse_decimal(row["amount"].as_str().unwrap()).unwrap())
        .sum();
    assert_eq!(steps, Money::from_major(31_000));
}

#[test]
fn the_margin_in_the_list_picks_the_tier_where_the_plan_says_so() {
    // A published plan: 10 % of margin to a mark-up of 35 %, 25 % from 36 %, 40 % from 61 %.
    let plan = r#"{"terms": {"base": {"amount": "0", "per": "year"}, "ote": {"amount": "10000", "per": "year"}},
        "plan": {"id": "p", "name": "Margin", "versions": [{"components": [{
            "id": "margin", "name": "Margin", "measure": "gross_margin", "rated": "each_deal", "tier_by_margin": "cost",
            "rates": {"kind": "tiers", "boundary": "upper", "tiers": [
                {"from": {"quota": 0}, "value": {"share": 0.1}}, {"from": {"quota": 0.36}, "value": {"share": 0.25}},
                {"from": {"quota": 0.61}, "value": {"share": 0.4}}]}}]}]}}"#;
    let place = folder("rate-margin");
    let csv = place.join("credits.csv");
    // Sold at 150 with a cost of 100, at 120 with 100, and at 300 with 100: 25 % of 50, 10 % of 20, 40 % of 200.
    let rows = "date,measure,amount,deal,margin\n2027-01-14,new_arr,150,A,50\n2027-01-15,new_arr,120,B,20\n2027-01-16,new_arr,300,C,200\n";
    std::fs::write(&csv, rows).unwrap();
    let run = remit(&["rate", "-", "--credits", csv.to_str().unwrap(), "--format", "json"], plan.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let told: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(told["earned"], "94.50", "{}", run.out);
}

#[test]
fn what_cannot_be_rated_is_said() {
    let place = folder("rate-wrong");
    let plan = place.join("plan.json");
    std::fs::write(&plan, PLAN).unwrap();
    let plan = plan.to_str().unwrap();
    let csv = place.join("c.csv");
    let rate = |text: &str| {
        std::fs::write(&csv, text).unwrap();
        remit(&["rate", plan, "--credits", csv.to_str().unwrap()], b"")
    };
    let missing = rate("day,what\n2027-01-01,x\n");
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("has no columns measure and amount"), "{}", missing.err);
    let none = rate("date,measure,amount\n2027-13-01,new_arr,5\n");
    assert_eq!(none.code, 2);
    assert!(none.err.contains("Line 2") && none.err.contains("no credit that could be rated"), "{}", none.err);
    let unsaid = remit(&["rate", plan], b"");
    assert!(unsaid.code == 2 && unsaid.err.contains("--credits"), "{}", unsaid.err);
    let typo = remit(&["rate", "-", "--credits", csv.to_str().unwrap()], br#"{"plam": {}}"#);
    assert!(typo.code == 2 && typo.err.contains("plam"), "{}", typo.err);
}

#[test]
fn a_statement_needs_a_seat_and_a_period_that_there_are() {
    for (args, says) in [
        (&["statement", "-", "--period", "FY2027-Q1"][..], "--seat"),
        (&["statement", "-", "--seat", "ae-smb-1"], "--period"),
        (&["statement", "-", "--seat", "ae-smb-11", "--period", "FY2027-Q1"], "did you mean"),
        (&["statement", "-", "--seat", "ae-smb-1", "--period", "2031-Q1"], "there is no period"),
    ] {
        let run = remit(args, &sample());
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains(says), "{}", run.err);
    }
}

#[test]
fn deals_given_on_the_command_line_are_credited_to_the_seat() {
    let csv = folder("statement-deals").join("deals.csv");
    std::fs::write(&csv, "date,measure,amount\n2027-04-02,new_arr,10000\n2027-05-03,new_arr,15000.50\n").unwrap();
    let args = ["statement", "-", "--seat", "ae-smb-1", "--period", "FY2027-Q2", "--format", "json", "--deals"];
    let run = remit(&[&args[..], &[csv.to_str().unwrap()]].concat(), &sample());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let told: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(told["source"], "deals");
    let credit = told["rows"].as_array().unwrap().iter().find(|row| row["kind"] == "period").unwrap();
    assert_eq!(credit["credit"], "25,000.50");
}

#[test]
fn a_curve_says_where_other_measures_stand_and_lets_one_choose() {
    // The sellers' plan of the sample: 90,000 of variable on 810,000 in the mid-market, gated on expansion of 90 %, with a guarantee.
    let mut document: Value = serde_json::from_slice(&sample()).unwrap();
    let plans = document["data"]["plans"].as_array_mut().unwrap();
    let version = &mut plans.iter_mut().find(|it| it["id"] == "ae").unwrap()["versions"][0];
    version["components"][0]["gate"] = serde_json::json!({"measure": "expansion_arr", "at": 0.9});
    version["draw"] =
        serde_json::json!({"kind": "guarantee_top_up", "amount": {"amount": "2000", "per": "month"}, "months": 6});
    let file = document.to_string();
    let curve = |others: &[&str]| {
        let asked =
            ["curve", "-", "--plan", "ae", "--role", "ae/mid-market", "--from", "0.8", "--to", "1", "--format", "json"];
        let run = remit(&[&asked[..], others].concat(), file.as_bytes());
        (run.code, run.out, run.err)
    };
    let pays = |others: &[&str]| -> Vec<String> {
        let (code, out, err) = curve(others);
        assert_eq!(code, 0, "{err}");
        let told: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(told["paid_at_least"], serde_json::json!({"amount": "12000", "months": 6}));
        told["points"].as_array().unwrap().iter().map(|it| it["variable"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(pays(&[]), ["72000", "81000", "90000"]);
    assert_eq!(pays(&["--others", "target"]), pays(&[]));
    assert_eq!(pays(&["--others", "same"]), ["0", "81000", "90000"]);
    assert_eq!(pays(&["--others", "89%"]), ["0", "0", "0"]);
    assert!(curve(&["--others", "same"]).1.contains(r#"{"measure": "expansion_arr", "at": "same"}"#));
    let (code, _, err) = curve(&["--others", "much"]);
    assert!(code == 2 && err.contains("neither") && err.contains("such as 0.9"), "{err}");
    let run = remit(&["curve", "-", "--plan", "ae"], file.as_bytes());
    assert!(run.out.contains("Taken for granted: expansion ARR at target."), "{}", run.out);
    assert!(run.out.contains("The guarantee pays at least $12,000 over the first 6 months"), "{}", run.out);
}
