//! JSON as it is printed: members in the order in which they were put, and one line per row.

/// A JSON value to print. Numbers and texts are made by whoever knows their digits.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    /// No value.
    Null,
    /// True or false.
    Bool(bool),
    /// A number, in its digits.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, its members in order.
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    pub(super) fn text(text: impl std::fmt::Display) -> Json {
        Json::Text(text.to_string())
    }

    pub(super) fn text_or_null(text: Option<impl std::fmt::Display>) -> Json {
        text.map_or(Json::Null, Json::text)
    }

    pub(super) fn whole(number: usize) -> Json {
        Json::Number(number.to_string())
    }

    /// The value as text, with a line break at the end. A row (an object or list without lists of objects in it) takes one line.
    pub(super) fn print(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0);
        text.push('\n');
        text
    }

    fn is_container(&self) -> bool {
        matches!(self, Json::List(_) | Json::Object(_))
    }

    fn members(&self) -> Option<&[(&'static str, Json)]> {
        if let Json::Object(members) = self { Some(members) } else { None }
    }

    /// Whether it stands on one line.
    fn is_row(&self) -> bool {
        match self {
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => true,
            Json::List(items) => !items.iter().any(Json::is_container),
            Json::Object(members) => members.iter().all(|(_, value)| match value.members() {
                Some(inner) => !inner.iter().any(|(_, value)| value.is_container()),
                None => value.is_row(),
            }),
        }
    }

    fn write(&self, text: &mut String, depth: usize) {
        match self {
            Json::Null => text.push_str("null"),
            Json::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Json::Number(digits) => text.push_str(digits),
            Json::Text(value) => push_quoted(text, value),
            Json::List(items) => {
                write_all(text, depth, ('[', ']'), self.is_row(), items, |text, item| item.write(text, depth + 1));
            }
            Json::Object(members) => {
                write_all(text, depth, ('{', '}'), self.is_row(), members, |text, (key, value)| {
                    push_quoted(text, key);
                    text.push_str(": ");
                    value.write(text, depth + 1);
                });
            }
        }
    }
}

fn write_all<T>(
    text: &mut String,
    depth: usize,
    (open, close): (char, char),
    is_row: bool,
    items: &[T],
    mut write: impl FnMut(&mut String, &T),
) {
    text.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(if is_row { ", " } else { "," });
        }
        if !is_row {
            text.push('\n');
            text.push_str(&"  ".repeat(depth + 1));
        }
        write(text, item);
    }
    if !is_row && !items.is_empty() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(close);
}

fn push_quoted(text: &mut String, value: &str) {
    text.push_str(&serde_json::Value::from(value).to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_takes_one_line_and_reads_back() {
        let row = |name: &str| {
            Json::Object(vec![
                ("name", Json::text(name)),
                ("why", Json::Object(vec![("a", Json::Null)])),
                ("list", Json::List(vec![Json::whole(1), Json::Bool(true)])),
            ])
        };
        let table = Json::Object(vec![
            ("rows", Json::List(vec![row("one"), row("quote \" and \u{7}")])),
            ("none", Json::List(Vec::new())),
        ]);
        let text = table.print();
        assert_eq!(text.lines().count(), 7, "{text}");
        let back: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back["rows"][1]["name"], "quote \" and \u{7}");
        assert_eq!(back["rows"][0]["list"], serde_json::json!([1, true]));
    }
}
