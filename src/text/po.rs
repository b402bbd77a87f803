//! Translations as files of gettext's PO format, which every tool for translators reads and writes.
//!
//! Of the format only what Remit's own files hold is read: `msgctxt`, `msgid` and `msgstr`, the last two one string or several in a row
//! that belong together, and lines that begin with `#`, which are remarks.

/// The key of a text that stands in a place of its own, as gettext's tools build it.
pub fn key(place: &str, english: &str) -> String {
    [place, "\u{4}", english].concat()
}

/// English texts with what they are in the other language, in the order of the file. Those left empty are not translated yet
/// and are left out, as is the head of the file, whose English text is empty.
///
/// # Errors
///
/// The number of the first line, counted from 1, that is none of a PO file.
pub fn read(file: &str) -> Result<Vec<(String, String)>, usize> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut said = false;
    let mut place = None;
    for (at, line) in file.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (word, string) = line.split_once('"').ok_or(at + 1)?;
        let string = unescaped(string.strip_suffix('"').ok_or(at + 1)?).ok_or(at + 1)?;
        match (word.trim_end(), pairs.last_mut()) {
            ("msgctxt", _) => place = Some(string),
            ("msgid", _) => {
                let key = place.take().map_or_else(|| string.clone(), |place| key(&place, &string));
                pairs.push((key, String::new()));
                said = false;
            }
            ("msgstr", Some(pair)) => {
                pair.1 = string;
                said = true;
            }
            ("", Some(pair)) if said => pair.1.push_str(&string),
            ("", Some(pair)) => pair.0.push_str(&string),
            _ => return Err(at + 1),
        }
    }
    pairs.retain(|(english, said)| !english.is_empty() && !said.is_empty());
    Ok(pairs)
}

/// A string without its escapes; nothing where one has no meaning.
fn unescaped(string: &str) -> Option<String> {
    let mut text = String::with_capacity(string.len());
    let mut signs = string.chars();
    while let Some(sign) = signs.next() {
        text.push(match sign {
            '\\' => match signs.next()? {
                'n' => '\n',
                't' => '\t',
                it @ ('"' | '\\') => it,
                _ => return None,
            },
            '"' => return None,
            it => it,
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_with_strings_in_several_lines() {
        let file = "# remark\nmsgid \"\"\nmsgstr \"Language: de\\n\"\n\nmsgid \"Team\"\nmsgstr \"Team\"\n\n\
                    msgid \"{count} \\\"seats\\\"\"\nmsgstr \"\"\n\"{count} \"\n\"Stellen\"\n\nmsgid \"left\"\nmsgstr \"\"\n";
        let pair = |english: &str, said: &str| (english.to_owned(), said.to_owned());
        assert_eq!(read(file), Ok(vec![pair("Team", "Team"), pair("{count} \"seats\"", "{count} Stellen")]));
    }

    #[test]
    fn one_word_may_be_said_in_two_ways() {
        let file = "msgid \"Open\"\nmsgstr \"Offen\"\n\nmsgctxt \"button\"\nmsgid \"Open\"\nmsgstr \"Öffnen\"\n";
        let pairs = read(file).unwrap_or_default();
        assert_eq!(pairs[0], ("Open".to_owned(), "Offen".to_owned()));
        assert_eq!(pairs[1], (key("button", "Open"), "Öffnen".to_owned()));
    }

    #[test]
    fn the_line_that_is_none_is_told() {
        assert_eq!(read("msgid \"a\"\nmsgstr \"b\"\nhello"), Err(3));
        assert_eq!(read("msgstr \"b\""), Err(1));
        assert_eq!(read("msgid \"a\\q\""), Err(1));
    }
}
