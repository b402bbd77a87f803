//! The headless command as its users meet it: what it prints, what it says, and how it ends.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail loudly"
)]

#[path = "cli/assign.rs"]
mod assign;
#[path = "cli/capacity.rs"]
mod capacity;
#[path = "support/cases.rs"]
mod cases;
#[path = "cli/diff.rs"]
mod diff;
#[path = "cli/export.rs"]
mod export;
#[path = "cli/forecast.rs"]
mod forecast;
#[path = "cli/harness.rs"]
mod harness;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/pay.rs"]
mod pay;

use harness::{Run, folder, golden, remit, sample, sample_with};
use remit::model::{self, sample::SAMPLES};
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err))
}

// ---- what each command prints --------------------------------------------------------------------------------------

#[test]
fn every_command_prints_what_it_did_before() {
    for (name, args) in [
        ("help.txt", &["help"][..]),
        ("help-evaluate.txt", &["help", "evaluate"]),
        ("sample-list.txt", &["sample", "--list"]),
        ("sample-company.json", &["sample"]),
        ("schema.json", &["schema"]),
        ("check.txt", &["check", "-"]),
        ("evaluate-month.csv", &["evaluate", "-", "--format", "csv"]),
        ("evaluate-quarter.csv", &["evaluate", "-", "--format", "csv", "--by", "quarter"]),
        ("evaluate-year.csv", &["evaluate", "-", "--format=csv", "--by=year"]),
        ("evaluate-year.json", &["evaluate", "-", "--by", "year"]),
        ("inputs.txt", &["inputs", "-"]),
        ("help-capacity.txt", &["help", "capacity"]),
        ("help-seek.txt", &["help", "seek"]),
        ("help-assign.txt", &["help", "assign"]),
        ("forecast-year.csv", &["forecast", "-", "--by", "year"]),
        ("explain-nrr.txt", &["explain", "-", "nrr_cohort", "FY2028"]),
        ("statement-forecast.txt", &["statement", "-", "--seat", "ae-smb-1", "--period", "FY2027-Q2"]),
        ("statement-am.csv", &["statement", "-", "--seat", "am-1", "--period", "FY2027", "--format", "csv"]),
        ("curve.txt", &["curve", "-", "--plan", "am", "--to", "1.5"]),
        ("curve.csv", &["curve", "-", "--plan", "ae", "--role", "ae/enterprise", "--step=25%", "--format=csv"]),
        (
            "curve-against.txt",
            &["curve", "-", "--plan", "ae", "--against", "am", "--role", "ae/mid-market", "--step", "25%"],
        ),
        ("curve-against.csv", &["curve", "-", "--plan", "ae", "--against", "am", "--step=50%", "--format=csv"]),
        (
            "curve-against.json",
            &["curve", "-", "--plan", "ae", "--against", "cro", "--from", "1", "--to", "1", "--format=json"],
        ),
        ("curve.json", &["curve", "-", "--plan", "cro", "--from", "80%", "--to", "120%", "--format", "json"]),
    ] {
        let run = remit(args, &sample());
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        golden(name, &run.out);
    }
}

#[test]
fn help_is_there_for_every_command_and_in_every_form() {
    for command in [
        "sample",
        "schema",
        "check",
        "evaluate",
        "capacity",
        "set",
        "inputs",
        "statement",
        "rate",
        "curve",
        "forecast",
        "explain",
        "seek",
        "help",
        "version",
    ] {
        let run = remit(&["help", command], b"");
        assert_eq!(run.code, 0);
        assert!(run.out.starts_with(&format!("remit {command}")), "{}", run.out);
        assert_eq!(remit(&[command, "--help"], b"").out, run.out);
        assert!(remit(&["help"], b"").out.contains(&format!("remit {command}")));
    }
    assert_eq!(remit(&["--help"], b"").out, remit(&["help"], b"").out);
    let version = format!("remit {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!([remit(&["--version"], b"").out, remit(&["version"], b"").out], [version.clone(), version]);
}

#[test]
fn a_sample_that_goes_through_a_file_is_the_same_document() {
    for (name, _, make) in SAMPLES {
        let printed = remit(&["sample", name], b"").out;
        let envelope: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!((&envelope["remit"], &envelope["schema"]), (&"scenario".into(), &model::SCHEMA.into()));
        let (document, problems) = model::open(&envelope["data"]).unwrap();
        assert_eq!((document, problems.len()), (make(), 0), "{name}");
        // Changing an input to what it is changes nothing, and a bare document means the same as its envelope.
        let unchanged = remit(&["set", "-", "settings/horizon_months=24"], printed.as_bytes());
        assert_eq!(unchanged.out, printed);
        let bare = remit(&["set", "-", "settings/horizon_months=24"], envelope["data"].to_string().as_bytes());
        assert_eq!(bare.out, printed);
    }
}

#[test]
fn the_schema_accepts_what_the_command_writes_and_refuses_what_it_cannot_read() {
    let schema: Value = serde_json::from_str(&remit(&["schema"], b"").out).unwrap();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("remit.json", schema).unwrap();
    let mut schemas = boon::Schemas::new();
    let schema = compiler.compile("remit.json", &mut schemas).unwrap();
    for (name, ..) in SAMPLES {
        let document: Value = serde_json::from_str(&remit(&["sample", name], b"").out).unwrap();
        schemas.validate(&document, schema).unwrap_or_else(|error| panic!("{name}: {error:#}"));
    }
    let sound: Value = serde_json::from_slice(&sample()).unwrap();
    for (place, value) in [
        ("/remit", "profile".into()),
        ("/schema", 2.into()),
        ("/data/settings/horizon_months", "long".into()),
        ("/data/settings/currency", "dollars".into()),
        ("/data/settings/first_month", "2027-13".into()),
        ("/data/segments/0/opening/arr", "a lot".into()),
        ("/data/roles/0/terms/0/base/per", "month".into()),
        ("/data/plans/0/versions/0/components/0/measure", "luck".into()),
        ("/data/seats", Value::Null),
    ] {
        let mut wrong = sound.clone();
        *wrong.pointer_mut(place).unwrap() = value;
        assert!(schemas.validate(&wrong, schema).is_err(), "the schema accepts a wrong {place}");
        assert_eq!(remit(&["check", "-"], wrong.to_string().as_bytes()).code, 2, "the command accepts a wrong {place}");
    }
}

#[test]
fn the_table_begins_with_the_columns_that_scripts_rely_on() {
    let run = remit(&["evaluate", "-", "--format", "csv"], &sample());
    let header = run.out.lines().next().unwrap();
    assert!(header.starts_with(
        "period,opening_arr,new_arr,expansion_arr,price_arr,reactivation_arr,contraction_arr,churn_arr,closing_arr,nrr_cohort,\
         nrr_bridge,grr_event,grr_customer,heads,rre,capacity,pipeline,comp_cost,ccos,"
    ));
    let periods = |by: &str| -> Vec<String> {
        let run = remit(&["evaluate", "-", "--format", "csv", "--by", by], &sample());
        run.out.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
    };
    assert_eq!((periods("month").len(), periods("month")[0].as_str()), (24, "2027-01"));
    assert_eq!((periods("quarter").len(), periods("quarter")[7].as_str()), (8, "FY2028-Q4"));
    assert_eq!(periods("year"), ["FY2027", "FY2028"]);
}

#[test]
fn a_curve_is_the_plan_at_every_hundredth_of_attainment() {
    let args = ["curve", "-", "--plan", "ae", "--role", "ae/mid-market", "--from", "0", "--to", "2", "--step", "0.01"];
    let run = remit(&[&args[..], &["--format", "csv"]].concat(), &sample());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let mut rows = csv::Reader::from_reader(run.out.as_bytes());
    assert_eq!(rows.headers().unwrap(), vec!["attainment", "pay_new", "capped", "variable", "rate", "ccos"]);
    let rows: Vec<Vec<f64>> =
        rows.records().map(|row| row.unwrap().iter().map(|cell| cell.parse().unwrap_or(f64::NAN)).collect()).collect();
    assert_eq!(rows.len(), 201);
    for (index, row) in rows.iter().enumerate() {
        let at = index as f64 / 100.0;
        assert!((row[0] - at).abs() < 1e-9, "{row:?}");
        // 90,000 on 810,000: once to quota, one and a half times to 125 %, twice beyond.
        let times = at.min(1.0) + 1.5 * (at - 1.0).clamp(0.0, 0.25) + 2.0 * (at - 1.25).max(0.0);
        assert!((row[3] - 90_000.0 * times).abs() < 0.006, "at {at}: {row:?}");
        if at > 0.0 {
            assert!((row[4] - 90_000.0 * times / (810_000.0 * at)).abs() < 1e-6, "at {at}: {row:?}");
            assert!((row[5] - (90_000.0 + 90_000.0 * times) / (810_000.0 * at)).abs() < 1e-5, "at {at}: {row:?}");
        }
    }
    let json = json(&remit(&[&args[..], &["--format=json"]].concat(), &sample()));
    assert_eq!(json["points"].as_array().unwrap().len(), 201);
    assert_eq!((&json["points"][200]["variable"], &json["role"]), (&"258750".into(), &"ae/mid-market".into()));
}

#[test]
fn a_year_of_two_versions_is_priced_by_its_months() {
    let mut file: serde_json::Value = serde_json::from_slice(&sample()).unwrap();
    let plans = file["data"]["plans"].as_array_mut().unwrap();
    let versions = plans.iter_mut().find(|it| it["id"] == "ae").unwrap()["versions"].as_array_mut().unwrap();
    // From July the plan pays nothing.
    versions.push(serde_json::json!({ "from": "2027-07-01", "components": [] }));
    let file = serde_json::to_vec(&file).unwrap();
    let args = ["curve", "-", "--plan", "ae", "--role", "ae/mid-market", "--from", "50%", "--to", "50%"];
    let curve = |more: &[&str]| remit(&[&args[..], more].concat(), &file);
    assert!(curve(&["--format", "csv"]).out.ends_with("\n0.5,0,0,,\n"), "{}", curve(&["--format", "csv"]).out);
    // Half of the 45,000 that half a quota earns; the ARR of the months without a component is nobody's.
    let text = curve(&["--period", "FY2027"]).out;
    assert!(text.contains("version 1 from 2027-01 to 2027-06, version 2 from 2027-07 to 2027-12"), "{text}");
    assert!(text.contains("22500.00"), "{text}");
    let json = json(&curve(&["--period", "FY2027", "--format", "json"]));
    assert_eq!((&json["points"][0]["variable"], &json["versions"][1]["from"]), (&"22500".into(), &"2027-07".into()));
    assert_eq!(json["components"][0]["weight"], serde_json::json!(0.5));
    assert!(curve(&["--period", "FY2028"]).out.contains("  0.00"));
}

#[test]
fn a_curve_that_cannot_be_drawn_is_told_in_words() {
    for (args, told) in [
        (&["curve", "-"][..], "needs --plan ID"),
        (&["curve", "-", "--plan", "aee"], "there is no plan “aee”; did you mean “ae”?"),
        (&["curve", "-", "--plan", "pilot"], "there is no plan “pilot”; there is ae, sdr, "),
        (&["curve", "-", "--plan", "ae", "--role", "pilot"], "there is no role “pilot”; there is sdr, ae, "),
        (
            &["curve", "-", "--plan", "ae", "--role", "ae/moon"],
            "the role “ae” has no terms in “moon”; there is any, smb, ",
        ),
        (&["curve", "-", "--plan", "ae", "--against", "amm"], "there is no plan “amm”; did you mean “am”?"),
        (&["curve", "-", "--plan", "ae", "--period", "FY2031"], "there is no period “FY2031” in this plan"),
        (&["curve", "-", "--plan", "ae", "--period", "FY2027-Q1"], "--period FY2027-Q1 is no fiscal year"),
        (&["curve", "-", "--plan", "ae", "--period", "FY2027", "--against", "am"], "goes with neither --against nor"),
        (&["curve", "-", "--plan", "ae/1", "--period", "FY2027"], "goes with neither --against nor a numbered version"),
        (&["curve", "-", "--plan", "ae/7"], "the plan “ae” has no version “7”; it has 1"),
        (&["curve", "-", "--plan", "ae", "--against", "no-such.json"], "no-such.json"),
        (&["curve", "-", "--plan", "ae", "--to", "much"], "“--to much” is no attainment; write a fraction"),
        (&["curve", "-", "--plan", "ae", "--from", "-1"], "“--from -1” is no attainment"),
        (&["curve", "-", "--plan", "ae", "--to", "NaN"], "“--to NaN” is no attainment"),
        (&["curve", "-", "--plan", "ae", "--to", "1e9"], "is no attainment"),
        (&["curve", "-", "--plan", "ae", "--from", "2", "--to", "1"], "--to 1 lies below --from 2"),
        (&["curve", "-", "--plan", "ae", "--step", "0"], "--step must be more than 0"),
        (&["curve", "-", "--plan", "ae", "--step", "0.0000001"], "would make 20000001 lines; at most 10001"),
        (&["curve", "-", "--plan", "ae", "--format", "xml"], "“--format xml” is not known; write text, json or csv"),
        (&["curve", "--plan", "ae"], "needs a FILE"),
    ] {
        let run = remit(args, &sample());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(told), "{args:?}: {}", run.err);
    }
    // A document without plans or roles is no reason to fail otherwise.
    let empty = remit(&["curve", "-", "--plan", "ae"], b"{\"name\": \"Empty\"}");
    assert!(empty.code == 2 && empty.err.contains("there are no plans"), "{}", empty.err);
}

#[test]
fn what_is_undefined_is_empty_in_the_table_and_explained_in_json() {
    let file = sample_with(&["costs/gross_margin="]);
    let table = remit(&["evaluate", "-", "--format", "csv", "--by", "year"], &file).out;
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let column = rows.headers().unwrap().iter().position(|name| name == "cac_payback").unwrap();
    assert!(rows.records().all(|row| row.unwrap()[column].is_empty()));
    let outcome = json(&remit(&["evaluate", "-", "--by", "year"], &file));
    let year = &outcome["periods"][0];
    assert_eq!(
        (&year["cac_payback"], &year["undefined"]["cac_payback"]),
        (&Value::Null, &"needs a gross margin".into())
    );
    assert!(year["undefined"].get("closing_arr").is_none());
}

// ---- identities ----------------------------------------------------------------------------------------------------

/// Thousandths of a decimal text, read without the program under test.
fn mills(value: &Value) -> i128 {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no amount"));
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    sign * format!("{whole}{fraction:0<3}").parse::<i128>().unwrap()
}

#[test]
fn people_sum_to_the_total_and_movements_explain_the_closing_balance() {
    for by in ["month", "quarter", "year"] {
        let outcome = json(&remit(&["evaluate", "-", "--by", by], &sample()));
        let (periods, pay) = (outcome["periods"].as_array().unwrap(), outcome["pay"].as_array().unwrap());
        for (at, period) in periods.iter().enumerate() {
            let it = |key: &str| mills(&period[key]);
            let moved = it("new_arr") + it("expansion_arr") + it("price_arr") + it("reactivation_arr");
            assert_eq!(it("opening_arr") + moved - it("contraction_arr") - it("churn_arr"), it("closing_arr"));
            if let Some(next) = periods.get(at + 1) {
                assert_eq!(it("closing_arr"), mills(&next["opening_arr"]));
            }
            for key in ["opening_arr", "new_arr", "contraction_arr", "churn_arr", "closing_arr"] {
                let segments = outcome["segments"].as_array().unwrap();
                assert_eq!(segments.iter().map(|segment| mills(&segment["periods"][at][key])).sum::<i128>(), it(key));
            }
            for key in ["base_pay", "variable_pay", "comp_cost", "variable_paid", "variable_expensed"] {
                assert_eq!(pay.iter().map(|person| mills(&person["periods"][at][key])).sum::<i128>(), it(key), "{key}");
            }
            let seats = outcome["seats"].as_array().unwrap();
            assert_eq!(
                seats.iter().map(|seat| mills(&seat["periods"][at]["comp_cost"])).sum::<i128>(),
                it("comp_cost")
            );
        }
        for person in pay {
            let sum = |key: &str| person["periods"].as_array().unwrap().iter().map(|it| mills(&it[key])).sum::<i128>();
            let components = person["components"].as_array().unwrap().iter();
            let earned = components.flat_map(|it| it["periods"].as_array().unwrap()).map(|it| mills(&it["earned"]));
            assert_eq!(earned.sum::<i128>() - sum("capped"), sum("variable_pay"), "{}", person["seat"]);
        }
    }
}

#[test]
fn a_person_is_named_with_seat_component_and_attainment() {
    let outcome = json(&remit(&["evaluate", "-"], &sample()));
    let pay = outcome["pay"].as_array().unwrap();
    let seller = pay.iter().find(|it| it["person"] == "Priya Raman").unwrap();
    assert_eq!((&seller["seat"], &seller["holder"]), (&"ae-mm-1".into(), &"person".into()));
    let component = &seller["components"][0];
    assert_eq!((&component["pot"], &component["measure"]), (&"new_business".into(), &"new_arr".into()));
    let first = &component["periods"][0];
    let ratio = mills(&first["credit"]) as f64 / mills(&first["quota"]) as f64;
    assert!((ratio - first["attainment"].as_f64().unwrap()).abs() < 1e-6);
    assert!(pay.iter().any(|it| it["holder"] == "expected_backfill" && it["person"].is_null()));
    assert!(pay.iter().any(|it| it["holder"] == "planned_hire" && it["seat"] == "ae-mm-7"));
}

// ---- changing inputs -----------------------------------------------------------------------------------------------

fn closing(file: &[u8]) -> i128 {
    let outcome = json(&remit(&["evaluate", "-", "--by", "year"], file));
    mills(&outcome["periods"].as_array().unwrap().last().unwrap()["closing_arr"])
}

#[test]
fn a_changed_input_moves_the_figures() {
    assert!(closing(&sample_with(&["segment/smb/retention/renewal=95%"])) > closing(&sample()));
    assert!(closing(&sample_with(&["segment/enterprise/pipeline/leads_month=0"])) < closing(&sample()));
    let same = [b"0.84".as_slice(), b"84%", b" 84 % "];
    for value in same {
        let assignment = format!("segment/smb/retention/renewal={}", String::from_utf8_lossy(value));
        assert_eq!(sample_with(&[&assignment]), sample(), "{assignment}");
    }
}

#[test]
fn every_listed_input_can_be_set_to_what_it_is() {
    let listed = json(&remit(&["inputs", "-", "--format", "json"], &sample()));
    let assignments: Vec<String> = listed["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|input| {
            let value = match &input["value"] {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                number => number.to_string(),
            };
            format!("{}={value}", input["path"].as_str().unwrap())
        })
        .collect();
    assert!(assignments.len() > 300, "{} inputs", assignments.len());
    let assignments: Vec<&str> = assignments.iter().map(String::as_str).collect();
    assert_eq!(sample_with(&assignments), sample());
}

#[test]
fn inputs_are_listed_alike_in_every_format() {
    let listed = json(&remit(&["inputs", "-", "--format", "json"], &sample()));
    let table = remit(&["inputs", "-", "--format", "csv"], &sample()).out;
    let text = remit(&["inputs", "-"], &sample()).out;
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(rows.headers().unwrap(), ["path", "value", "unit", "min", "max", "optional", "label"].as_slice());
    let (mut count, listed) = (0, listed["inputs"].as_array().unwrap());
    for ((row, line), input) in rows.records().zip(text.lines()).zip(listed) {
        let row = row.unwrap();
        let same = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        assert_eq!((row[0].to_owned(), row[6].to_owned()), (same(&input["path"]), same(&input["label"])));
        assert_eq!(row[1], if input["value"].is_null() { String::new() } else { same(&input["value"]) });
        assert_eq!(&row[5] == "yes", input["optional"].as_bool().unwrap());
        assert!(line.starts_with(&row[0]) && line.contains(&row[2]) && line.ends_with(&row[6]), "{line}");
        count += 1;
    }
    assert_eq!((count, count), (listed.len(), text.lines().count()));
}

#[test]
fn one_refused_assignment_and_nothing_is_written() {
    let run = remit(
        &[
            "set",
            "-",
            "segment/smb/retention/renewal=95%",
            "segment/smb/retention/renewl=95%",
            "segment/smb/retention/renewal=195%",
            "role/ae/mid-market/quota=lots",
            "settings/first_month=soon",
            "settings/horizon_months=",
            "weather=fine",
            "settings/target_arr",
        ],
        &sample(),
    );
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    golden("set-refused.txt", &run.err);
}

#[test]
fn the_result_can_go_to_a_file_even_the_one_it_came_from() {
    let folder = folder("set");
    let (plan, other) = (folder.join("plan.json"), folder.join("other.json"));
    std::fs::write(&plan, sample()).unwrap();
    let (plan, other) = (plan.to_str().unwrap(), other.to_str().unwrap());
    let set =
        |value: &str, out: &str| remit(&["set", plan, &format!("settings/horizon_months={value}"), "-o", out], b"");
    assert_eq!(set("36", other), Run { code: 0, out: String::new(), err: String::new() });
    assert_eq!(std::fs::read(plan).unwrap(), sample());
    assert_eq!(std::fs::read(other).unwrap(), sample_with(&["settings/horizon_months=36"]));
    assert_eq!(set("36", plan).code, 0);
    assert_eq!(std::fs::read(plan).unwrap(), std::fs::read(other).unwrap());
    assert_eq!(set("1000", plan).code, 1);
    assert_eq!(std::fs::read(plan).unwrap(), std::fs::read(other).unwrap());
    let names = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(names.count(), 2, "something was left behind");
    let nowhere = folder.join("no/such/folder/plan.json");
    let run = set("36", nowhere.to_str().unwrap());
    assert_eq!(run.code, 2);
    assert!(run.err.ends_with("plan.json cannot be written: there is no such file or folder\n"), "{}", run.err);
}

// ---- what is refused, in words -------------------------------------------------------------------------------------

#[test]
fn a_file_that_is_no_document_is_refused_with_its_reason() {
    let cut = &sample()[..900];
    let cases: &[(&str, &[u8])] = &[
        ("empty", b" \n"),
        ("not text", b"{\"name\": \"\xff\"}"),
        ("utf-16", b"\xff\xfe{\0}\0"),
        ("a table", b"id,segment,arr\n1,smb,200\n"),
        ("truncated", cut),
        ("truncated in a text", b"{\n  \"name\": \"FY"),
        ("a comma too many", b"{\n  \"name\": \"FY27\",\n}"),
        ("a list", b"[1, 2]"),
        ("something else", b"{\"dependencies\": {}}"),
        ("no members", b"{}"),
        ("a profile", b"{\"remit\": \"profile\", \"schema\": 1, \"data\": {}}"),
        ("no kind", b"{\"remit\": 7, \"schema\": 1, \"data\": {}}"),
        ("newer", b"{\"remit\": \"scenario\", \"schema\": 2, \"data\": {\"name\": \"From the future\"}}"),
        ("newer still", b"{\"remit\": \"scenario\", \"schema\": 9000000000, \"parts\": {}}"),
        ("no version", b"{\"remit\": \"scenario\", \"data\": {}}"),
        ("version 0", b"{\"remit\": \"scenario\", \"schema\": 0, \"data\": {}}"),
        ("no data", b"{\"remit\": \"scenario\", \"schema\": 1}"),
        ("data is a text", b"{\"remit\": \"scenario\", \"schema\": 1, \"data\": \"x\"}"),
        ("a text for a number", b"{\"settings\": {\"horizon_months\": \"long\"}}"),
        ("a fraction for a number", b"{\"settings\": {\"horizon_months\": 24.5}}"),
        ("a negative number", b"{\"settings\": {\"horizon_months\": -3}}"),
        ("an amount in words", b"{\"segments\": [{\"id\": \"smb\", \"opening\": {\"arr\": \"a lot\"}}]}"),
        ("a wrong period", b"{\"costs\": {\"marketing\": {\"amount\": \"5\", \"per\": \"year\"}}}"),
        ("an unknown choice", b"{\"settings\": {\"proration\": \"weekly\"}}"),
        ("null for a list", b"{\"seats\": null}"),
    ];
    let mut said = String::new();
    for (name, bytes) in cases {
        for command in [&["check", "-"][..], &["evaluate", "-"], &["inputs", "-"], &["set", "-", "a=1"]] {
            let run = remit(command, bytes);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}, {command:?}");
        }
        said.push_str(&format!("[{name}]\n{}", remit(&["check", "-"], bytes).err));
    }
    golden("unreadable.txt", &said);
}

#[test]
fn a_file_that_cannot_be_opened_is_named() {
    let folder = folder("unreadable");
    let missing = folder.join("plan.json");
    let run = remit(&["check", missing.to_str().unwrap()], b"");
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        format!("remit: {} cannot be read: there is no such file or folder\n", missing.to_str().unwrap())
    );
    let run = remit(&["check", folder.to_str().unwrap()], b"");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("it is a folder"), "{}", run.err);
}

#[test]
fn a_command_line_that_makes_no_sense_is_explained_with_the_nearest_word() {
    let cases: &[&[&str]] = &[
        &["evalute", "plan.json"],
        &["deploy"],
        &["help", "evalaute"],
        &["sample", "compny"],
        &["sample", "unicorn"],
        &["sample", "company", "empty"],
        &["sample", "company", "--list"],
        &["schema", "plan.json"],
        &["check"],
        &["check", "plan.json", "--frmat", "json"],
        &["check", "plan.json", "--format"],
        &["check", "plan.json", "--format", "xml"],
        &["check", "plan.json", "--format", "json", "--format", "text"],
        &["check", "plan.json", "other.json"],
        &["check", "-", "--today", "tomorrow"],
        &["evaluate", "plan.json", "--by", "week"],
        &["evaluate", "plan.json", "--output", "x"],
        &["sample", "--list=yes"],
        &["schema", "--pretty"],
        &["set", "plan.json"],
        &["inputs", "plan.json", "-v"],
        &["--verison"],
        &[""],
    ];
    let mut said = String::new();
    for args in cases {
        let run = remit(args, b"");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        said.push_str(&format!("$ remit {}\n{}", args.join(" "), run.err));
    }
    golden("usage.txt", &said);
    let nothing = remit(&[], b"");
    assert_eq!(nothing.code, 2);
    assert!(nothing.err.contains(remit(&["help"], b"").out.trim_end()), "{}", nothing.err);
}

// ---- problems and exit status --------------------------------------------------------------------------------------

#[test]
fn a_field_this_version_does_not_know_is_a_warning_and_not_a_loss() {
    let mut file: Value = serde_json::from_slice(&sample()).unwrap();
    file["data"]["settings"]["zodiac"] = 7.into();
    let file = file.to_string();
    let run = remit(&["check", "-"], file.as_bytes());
    assert_eq!(run.code, 0);
    let line = "warning at settings/zodiac: this version of Remit does not know this field; it is kept as it is and has no effect\n";
    assert_eq!(run.out, line);
    assert_eq!(run.err, "standard input: 1 warning\n");
    let problems = json(&remit(&["check", "-", "--format", "json"], file.as_bytes()));
    let problem = &problems["problems"][0];
    assert_eq!((&problem["severity"], &problem["code"]), (&"warning".into(), &"unknown_field".into()));
    let evaluated = remit(&["evaluate", "-"], file.as_bytes());
    assert_eq!((evaluated.code, evaluated.err.as_str()), (0, line));
    assert_eq!(json(&evaluated)["problems"], problems["problems"]);
    let written = remit(&["set", "-", "settings/horizon_months=36"], file.as_bytes());
    assert!(written.out.contains("\"zodiac\": 7"));
}

#[test]
fn the_day_it_is_read_on_decides_which_hires_are_overdue() {
    let notes = |day: &str| remit(&["check", "-", "--today", day], &sample());
    assert_eq!(notes("2026-12-31").out, "");
    let run = notes("2027-03-15");
    assert_eq!((run.code, run.err.as_str()), (0, "standard input: 1 note\n"));
    assert!(run.out.starts_with("note at seat/ae-mm-7: "), "{}", run.out);
    assert_eq!(remit(&["evaluate", "-", "--today", "2027-03-15"], &sample()).err, "", "notes are not told twice");
}

// ---- the process ---------------------------------------------------------------------------------------------------

fn process(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_remit"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn exit_of(args: &[&str], stdin: &[u8]) -> (Option<i32>, String, String) {
    let mut child = process(args).spawn().unwrap();
    // A process that stops reading early is right to.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_process_ends_with_the_status_of_the_command() {
    assert_eq!(exit_of(&["sample"], b"").1.into_bytes(), sample());
    let (code, out, err) = exit_of(&["check", "-", "--today", "2026-12-01"], &sample());
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), "", "standard input: no problems\n"));
    assert_eq!(exit_of(&["set", "-", "weather=fine"], &sample()).0, Some(1));
    assert_eq!(exit_of(&["check", "-"], b"{").0, Some(2));
    assert_eq!(exit_of(&["dance"], b"").0, Some(2));
}

#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    for args in [&["sample"][..], &["schema"], &["help"]] {
        let mut child = process(args).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = process(&["sample"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "remit: standard output cannot be written: the disk is full\n");
}
