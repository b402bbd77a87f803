//! The texts that the sources say.

use remit::text::po;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A text within `tr!` or `mark!`.
pub struct Text {
    /// The English, as the program has it.
    pub english: String,
    /// The first file that says it.
    pub file: String,
}

/// All sources by name, in order, but those of the room of the texts, which tries its macros on texts that nobody reads.
pub fn files() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(&root.join("src"), &mut files);
    files.sort();
    let named = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    let read = files.iter().map(|path| (named(path), fs::read_to_string(path).unwrap()));
    read.filter(|(file, _)| !file.starts_with("src/text/") || file == "src/text/language.rs").collect()
}

/// All texts, each once, in the order of the files.
pub fn texts() -> Vec<Text> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (file, source) in files() {
        for english in literals(&source).into_iter().chain(tabled(&source)) {
            if seen.insert(english.clone()) {
                found.push(Text { english, file: file.clone() });
            }
        }
    }
    found
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}

/// The literals that follow `tr!(` and `mark!(`.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find("!(") {
        let (before, after) = rest.split_at(at);
        rest = &after[2..];
        let is_text = ["tr", "mark"].iter().any(|name| {
            before
                .strip_suffix(name)
                .is_some_and(|it| !it.ends_with(|sign: char| sign.is_alphanumeric() || sign == '_'))
        });
        let is_remark = before.rsplit('\n').next().is_some_and(|it| it.trim_start().starts_with("//"));
        if let (true, false, Some(literal)) = (is_text, is_remark, rest.trim_start().strip_prefix('"')) {
            let english = unescaped(literal);
            // A text that says where it stands inserts nothing, and holds no quotation marks.
            let place = literal.split_once('"').and_then(|it| it.1.strip_prefix(" in \""));
            found.push(place.map_or(english.clone(), |place| po::key(place.split('"').next().unwrap(), &english)));
        }
    }
    found
}

/// The names and formulas in tables of figures, whose macros say them. A metric's first literal is its key.
fn tabled(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (start, keys) in [("\nmetrics! {", 1), ("\nfigures! {", 0)] {
        for table in source.split(start).skip(1) {
            let table = table.split("\n}").next().unwrap();
            let rows = table.split(";\n").map(|row| {
                row.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
            });
            found.extend(rows.flat_map(|row| quotes(&row).into_iter().skip(keys).collect::<Vec<_>>()));
        }
    }
    found
}

/// All literals.
fn quotes(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some((_, literal)) = rest.split_once('"') {
        let mut end = literal.find('"').unwrap();
        while literal[..end].ends_with('\\') {
            end += 1 + literal[end + 1..].find('"').unwrap();
        }
        found.push(unescaped(literal));
        rest = &literal[end + 1..];
    }
    found
}

/// A literal from behind its first quotation mark up to its last, as the compiler reads it.
fn unescaped(literal: &str) -> String {
    let mut text = String::new();
    let mut signs = literal.chars().peekable();
    loop {
        match signs.next().expect("a text that ends") {
            '"' => return text,
            '\\' => match signs.next().unwrap() {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'u' => {
                    let code: String = signs.by_ref().skip(1).take_while(|it| *it != '}').collect();
                    text.push(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).unwrap());
                }
                '\n' => while signs.next_if(|it| it.is_whitespace()).is_some() {},
                sign @ ('"' | '\\' | '\'') => text.push(sign),
                sign => panic!("a text with \\{sign}"),
            },
            sign => text.push(sign),
        }
    }
}

#[test]
fn literals_are_read_as_the_compiler_reads_them() {
    let source = "let a = tr!(\"one \\u{201c}\\n\\\n         two\"); // tr!(\"no\")\nstr!(\"no\"); mark!( \"three {x}\", x = 1), tr!(\"Open\" in \"button\")";
    assert_eq!(literals(source), ["one \u{201c}\ntwo", "no", "three {x}", "button\u{4}Open"]);
}
