//! What serde reports of a value that does not fit, as a person would say it.

use crate::text::{quoted, tr};

/// What serde says about a value of the wrong kind, as a clause. What it does not know stays as it is.
pub(super) fn in_words(text: &str) -> String {
    if let Some((found, expected)) = text.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        return tr!("{} stands where {} belongs", found_in_words(found), expected_in_words(expected));
    }
    if let Some((found, expected)) =
        text.strip_prefix("invalid value: ").and_then(|rest| rest.split_once(", expected "))
    {
        return tr!("{} is out of range; {} belongs here", found_in_words(found), expected_in_words(expected));
    }
    if let Some((found, expected)) =
        text.strip_prefix("unknown variant `").and_then(|rest| rest.split_once("`, expected "))
    {
        let choices = expected.trim_start_matches("one of ").replace('`', "");
        return tr!("\u{201c}{found}\u{201d} is none of the choices here: {choices}");
    }
    if let Some(field) = text.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        return tr!("the field \u{201c}{field}\u{201d} is missing");
    }
    text.to_owned()
}

fn found_in_words(found: &str) -> String {
    for kind in ["string ", "integer ", "floating point ", "boolean ", "unit variant "] {
        if let Some(value) = found.strip_prefix(kind) {
            let value = value.trim_matches(['"', '`']);
            return quoted(value);
        }
    }
    match found {
        "null" => tr!("nothing (null)").to_owned(),
        "sequence" => tr!("a list").to_owned(),
        "map" => tr!("an object").to_owned(),
        other => other.to_owned(),
    }
}

fn expected_in_words(expected: &str) -> String {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => tr!("a whole number of at least 0").to_owned(),
        "i8" | "i16" | "i32" | "i64" => tr!("a whole number").to_owned(),
        "f32" | "f64" => tr!("a number").to_owned(),
        "a string" | "a borrowed string" | "string or map" => tr!("text").to_owned(),
        "a boolean" => tr!("true or false").to_owned(),
        "a sequence" => tr!("a list").to_owned(),
        "a map" => tr!("an object").to_owned(),
        other if other.starts_with("struct ") || other.contains("tagged enum") => tr!("an object").to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_the_wrong_kind_is_described_without_jargon() {
        let cases = [
            ("invalid type: string \"many\", expected u32", "“many” stands where a whole number of at least 0 belongs"),
            ("invalid type: null, expected a sequence", "nothing (null) stands where a list belongs"),
            ("invalid type: integer `3`, expected struct Settings", "“3” stands where an object belongs"),
            (
                "invalid value: integer `-3`, expected u32",
                "“-3” is out of range; a whole number of at least 0 belongs here",
            ),
            (
                "unknown variant `weekly`, expected one of `month`, `quarter`, `half`, `year`",
                "“weekly” is none of the choices here: month, quarter, half, year",
            ),
            ("missing field `per`", "the field “per” is missing"),
            ("“x” is not a month; write it like 2027-01", "“x” is not a month; write it like 2027-01"),
        ];
        for (given, said) in cases {
            assert_eq!(in_words(given), said);
        }
    }
}
