//! Reading Rust just well enough to know what it names.

/// One file under `src/`.
pub struct SourceFile {
    /// From the root of the checkout, with `/`.
    pub path: String,
    /// As it stands on disk.
    pub text: String,
    /// The same lines without comments, without the content of literals and without tests.
    code: String,
}

impl SourceFile {
    pub fn new(path: String, text: String) -> SourceFile {
        let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
        let code = if is_test { String::new() } else { without_tests(&without_comments_and_texts(&text)) };
        SourceFile { path, text, code }
    }

    /// The folder of the library it stands in; none for `lib.rs` and `main.rs`.
    pub fn room(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        match inside.split_once('/') {
            Some((room, _)) => Some(room),
            None => inside.strip_suffix(".rs").filter(|name| !["lib", "main"].contains(name)),
        }
    }

    /// The names right below the crate's root that this file uses, by `crate::` or by climbing with `super::`.
    pub fn uses_of_the_crate(&self) -> Vec<String> {
        let climb = "super::".repeat(self.depth());
        let mut used = names_after(&self.code, "crate::");
        if !climb.is_empty() {
            used.extend(names_after(&self.code, &climb));
        }
        used.sort();
        used.dedup();
        used
    }

    /// Places that name one of these crates, or one that starts with it and an underscore.
    pub fn names_of_crates(&self, crates: &[&str]) -> Vec<String> {
        self.places(|line| {
            words(line).find_map(|word| {
                crates
                    .iter()
                    .find(|name| word == **name || word.strip_prefix(**name).is_some_and(|rest| rest.starts_with('_')))
                    .copied()
            })
        })
    }

    /// Places whose code holds one of these.
    pub fn code_with(&self, forbidden: &[&str]) -> Vec<String> {
        self.places(|line| {
            forbidden
                .iter()
                .find(|text| {
                    line.match_indices(**text).any(|(at, _)| text.starts_with('.') || !ends_in_a_name(&line[..at]))
                })
                .copied()
        })
    }

    /// The lines of code in which something is found, as `path:line: what`.
    pub fn places<'a>(&'a self, found_in: impl Fn(&'a str) -> Option<&'a str>) -> Vec<String> {
        let found = |(index, line)| found_in(line).map(|what| format!("{}:{}: {what}", self.path, index + 1));
        self.code.lines().enumerate().filter_map(found).collect()
    }

    /// How many modules above it the crate's root is.
    fn depth(&self) -> usize {
        let inside = self.path.trim_start_matches("src/");
        inside.split('/').filter(|part| !["mod.rs", "lib.rs", "main.rs"].contains(part)).count()
    }
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn ends_in_a_name(text: &str) -> bool {
    text.ends_with(is_of_a_name)
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c| !is_of_a_name(c)).filter(|word| !word.is_empty())
}

/// The first names of all paths that start with `prefix`, groups in braces included.
fn names_after(code: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let before = &code[..at];
        // Part of a longer name or of a longer climb.
        if ends_in_a_name(before) || before.ends_with("super::") {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(top_names_of_group(group)),
            None => names.push(first_name(rest)),
        }
    }
    names.retain(|name| name != "super" && name != "self");
    names
}

fn first_name(text: &str) -> String {
    match text.starts_with('*') {
        true => "*".to_owned(),
        false => text.chars().take_while(|c| is_of_a_name(*c)).collect(),
    }
}

/// Of `a::b, c::{d, e}, f}` the names a, c and f.
fn top_names_of_group(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut start = 0;
    let mut names = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(first_name(group[start..at].trim_start()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The code with comments and the content of literals blanked out; lines stay where they are.
pub fn without_comments_and_texts(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut out = String::with_capacity(text.len());
    let mut index = 0;
    while index < chars.len() {
        let end = match (at(index), at(index + 1)) {
            ('/', '/') => end_of(&chars, index, |i| at(i) == '\n'),
            ('/', '*') => end_of_block_comment(&chars, index),
            ('r', '"' | '#') if !ends_in_a_name(&out) => end_of_raw_text(&chars, index),
            ('"', _) => end_of_text(&chars, index),
            ('\'', '\\') => end_of(&chars, index + 3, |i| at(i) == '\'') + 1,
            ('\'', _) if at(index + 2) == '\'' => index + 3,
            _ => index,
        };
        if end == index {
            out.push(at(index));
            index += 1;
        } else {
            out.extend(chars[index..end.min(chars.len())].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            index = end;
        }
    }
    out
}

fn end_of(chars: &[char], from: usize, is_end: impl Fn(usize) -> bool) -> usize {
    (from..chars.len()).find(|index| is_end(*index)).unwrap_or(chars.len())
}

fn end_of_text(chars: &[char], from: usize) -> usize {
    let mut index = from + 1;
    while index < chars.len() && chars[index] != '"' {
        index += if chars[index] == '\\' { 2 } else { 1 };
    }
    index + 1
}

/// `r"..."` or `r#"..."#`; a raw name such as `r#type` is left alone.
fn end_of_raw_text(chars: &[char], from: usize) -> usize {
    let hashes = chars[from + 1..].iter().take_while(|c| **c == '#').count();
    let open = from + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return from;
    }
    let closes = |index: usize| {
        chars[index] == '"' && chars[index + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
    };
    end_of(chars, open + 1, closes) + 1 + hashes
}

fn end_of_block_comment(chars: &[char], from: usize) -> usize {
    let mut depth = 0;
    let mut index = from;
    while index < chars.len() {
        match (chars[index], chars.get(index + 1)) {
            ('/', Some('*')) => depth += 1,
            ('*', Some('/')) => depth -= 1,
            _ => {
                index += 1;
                continue;
            }
        }
        index += 2;
        if depth == 0 {
            break;
        }
    }
    index
}

/// The code with everything under `#[cfg(test)]` blanked out.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find(MARK) {
        out.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = end_of_item(item);
        out.extend(item[..end].chars().filter(|c| *c == '\n'));
        rest = &item[end..];
    }
    out.push_str(rest);
    out
}

/// An item ends with its closing brace, or with a semicolon before any brace.
fn end_of_item(item: &str) -> usize {
    let mut depth = 0;
    for (at, c) in item.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => continue,
        }
        if depth == 0 {
            return at + c.len_utf8();
        }
    }
    item.len()
}
