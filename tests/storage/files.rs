//! Documents as files, and what is said of files that are none.

use super::*;
use remit::persist::{FileError, Kind, Store, from_file, to_file};

fn refusal(text: &str) -> String {
    from_file(text, Kind::Scenario).unwrap_err().to_string()
}

#[test]
fn a_file_reads_back_as_written_with_or_without_a_byte_order_mark() {
    let document = plan(1, &["acme"]);
    let text = to_file(Kind::Scenario, 1, &document);
    assert_eq!(
        text,
        "{\n  \"remit\": \"scenario\",\n  \"schema\": 1,\n  \"data\": {\n    \"accounts\": [\n      \"acme\"\n    ],\n    \"quota\": 1\n  }\n}\n"
    );
    for text in [text.clone(), format!("\u{feff}{text}"), text.replace('\n', "\r\n")] {
        let read = from_file(&text, Kind::Scenario).unwrap();
        assert_eq!((read.kind, read.schema, read.data), (Kind::Scenario, 1, document.clone()));
    }
}

#[test]
fn a_file_that_is_no_document_is_told_what_it_is() {
    assert_eq!(refusal(" \n"), "The file is empty. Choose a file that Remit has written (its name ends in .json).");
    assert_eq!(
        refusal("{\n  \"remit\": scenario\n}"),
        "The file is not JSON: line 2, column 12: expected value. Choose a file that Remit has written, or mend that place. Tables (.csv) \
         go in through “Import”."
    );
    assert_eq!(
        refusal("{\n  \"remit\": \"scenario\",\n  \"schema\": 1,\n  \"data\": {"),
        "The file is cut short: it ends in line 4 before the document does. Copy or download it again from where it came from."
    );
    let not_ours = "The file is JSON, but Remit did not write it: such a file begins with \"remit\" and \"schema\" and holds \"data\". \
                    Choose another file.";
    for text in [
        "{}",
        "[1]",
        "7",
        r#"{"remit":"scenario","schema":1}"#,
        r#"{"remit":"other","schema":1,"data":{}}"#,
        r#"{"remit":"scenario","schema":0,"data":{}}"#,
    ] {
        assert_eq!(refusal(text), not_ours, "{text}");
    }
}

#[test]
fn a_file_of_a_newer_remit_or_of_another_kind_is_told_so() {
    assert_eq!(
        refusal(r#"{"remit":"scenario","schema":3,"data":"of another shape","part":[]}"#),
        "The file was made by a newer Remit (schema 3, this one reads up to 1). Reload to get the newest Remit, then open the file again."
    );
    assert_eq!(
        refusal(&to_file(Kind::Profile, 1, &json!({}))),
        "The file holds a profile, but a scenario is wanted here. Open it under “Offers and answers” on the Data page, or on Roles and offers."
    );
}

#[test]
fn a_value_downloaded_from_storage_is_told_to_be_a_part() {
    let store = MemoryStore::new();
    let id = tab(&store, "a").create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    let text = store.get(&format!("remit/v1/s/{id}/accounts/1-a")).unwrap().unwrap();
    assert_eq!(from_file(&text, Kind::Scenario), Err(FileError::OnePart { part: "accounts".to_owned() }));
    assert_eq!(
        refusal(&text),
        "The file holds only the part “accounts” of a scenario, as it was downloaded from storage, and a scenario cannot be opened from one \
         part."
    );
}
