//! Sound inputs made unsound: JSON by its tree, tables by their cells, texts by their words, and all of them by their bytes.

use crate::chance::Chance;
use serde_json::{Map, Value};

/// Values that have broken programs before.
const NASTY: &[&str] = &[
    "",
    " ",
    "0",
    "-0",
    "-1",
    "1e308",
    "-1e308",
    "1e-320",
    "NaN",
    "Infinity",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775.807",
    "92233720368547758.08",
    "170141183460469231731687303715884105728",
    "0.0005",
    "1,234.56",
    "1.234,56",
    "99999999999999999999999999",
    "1e400",
    "0x10",
    "1/3",
    "2027-02-30",
    "0000-00-00",
    "9999-12-31",
    "-262144-01-01",
    "262143-12-31",
    "2027-13",
    "2027-00",
    "1899-12-30",
    "12/31/99",
    "31.12.2027",
    "FY2027-Q5",
    "=cmd|'/c calc'!A0",
    "<img src=x onerror=alert(1)>",
    "\u{0}",
    "\u{feff}",
    "\u{202e}abc",
    "\u{1f469}\u{200d}\u{1f680}",
    "e\u{301}",
    "ß",
    "İ",
    "\u{10ffff}",
    "a/b~c",
    "__proto__",
    "null",
    "true",
    "\"",
    "'",
    "\\",
    ";",
    "\t",
    "\r\n",
    "%",
    "100%",
    "-100 %",
    "1e9%",
    "$",
    "€ 5",
    "(1,000)",
    "\u{2212}5",
    "\u{ff1d}1+1",
    "١٢٣",
];

/// A sentence of nothing, or very much of the same.
fn nasty(chance: &mut Chance) -> String {
    if chance.once_in(40) {
        let letter = chance.pick(&["9", "a", "ä", "(", "[", "\u{1f600}", "-"]);
        letter.repeat(1 << chance.below(13))
    } else {
        NASTY[chance.below(NASTY.len())].to_owned()
    }
}

/// A number a field might not be made for.
fn number(chance: &mut Chance) -> Value {
    match chance.below(12) {
        0 => Value::from(0),
        1 => Value::from(-1),
        2 => Value::from(i64::MAX),
        3 => Value::from(i64::MIN),
        4 => Value::from(u64::MAX),
        5 => Value::from(f64::MAX),
        6 => Value::from(5e-324),
        7 => Value::from(chance.next() as i32),
        8 => Value::from(chance.below(100)),
        9 => Value::from(u32::MAX),
        10 => Value::from(-1e18),
        _ => Value::from(chance.below(2_000_000) as f64 / 1e6),
    }
}

/// What JSON inputs are made of: sound trees, and the words of the schema.
pub struct Trees {
    pub sound: Vec<Value>,
    pub words: Vec<String>,
}

impl Trees {
    pub fn new(sound: Vec<Value>, words: &str) -> Trees {
        Trees { sound, words: words.lines().map(str::to_owned).collect() }
    }

    /// One sound tree with some things changed.
    pub fn changed(&self, chance: &mut Chance) -> Value {
        let mut tree = self.sound[chance.below(self.sound.len())].clone();
        for _ in 0..=chance.below(5) {
            let places = count(&tree);
            let at = chance.below(places);
            self.change(nth(&mut tree, at), chance);
        }
        tree
    }

    fn change(&self, node: &mut Value, chance: &mut Chance) {
        match node {
            Value::Object(map) if !chance.once_in(4) => self.change_fields(map, chance),
            Value::Array(list) if !chance.once_in(4) => match chance.below(6) {
                0 if !list.is_empty() => drop(list.remove(chance.below(list.len()))),
                1 if !list.is_empty() => {
                    let copy = list[chance.below(list.len())].clone();
                    list.insert(chance.below(list.len() + 1), copy);
                }
                2 => list.reverse(),
                3 => list.push(self.anything(chance)),
                4 if list.len() == 1 => {
                    let copy = list[0].clone();
                    list.resize(1 << chance.below(7), copy);
                }
                _ => list.clear(),
            },
            Value::String(text) if chance.once_in(2) => *text = crooked(text, &self.words, chance),
            Value::Number(_) if chance.once_in(2) => *node = number(chance),
            ref _anything => *node = self.anything(chance),
        }
    }

    fn change_fields(&self, map: &mut Map<String, Value>, chance: &mut Chance) {
        let key = map.keys().nth(chance.below(map.len())).cloned();
        match (chance.below(6), key) {
            (0 | 1, Some(key)) => drop(map.remove(&key)),
            (2, Some(key)) => {
                let value = map.remove(&key).unwrap_or_default();
                map.insert(self.words[chance.below(self.words.len())].clone(), value);
            }
            (3, Some(key)) => drop(map.insert(key, self.anything(chance))),
            (_, _) => {
                let key =
                    if chance.once_in(20) { nasty(chance) } else { self.words[chance.below(self.words.len())].clone() };
                map.insert(key, self.anything(chance));
            }
        }
    }

    /// A scalar, a word of the schema, or a piece of another tree.
    fn anything(&self, chance: &mut Chance) -> Value {
        match chance.below(10) {
            0 => Value::Null,
            1 => Value::Bool(chance.once_in(2)),
            2 | 3 => number(chance),
            4 => Value::String(nasty(chance)),
            5 => Value::String(self.words[chance.below(self.words.len())].clone()),
            6 => Value::Array(Vec::new()),
            7 => Value::Object(Map::new()),
            _ => {
                let mut other = self.sound[chance.below(self.sound.len())].clone();
                let places = count(&other);
                std::mem::take(nth(&mut other, chance.below(places)))
            }
        }
    }
}

fn count(tree: &Value) -> usize {
    match tree {
        Value::Array(list) => 1 + list.iter().map(count).sum::<usize>(),
        Value::Object(map) => 1 + map.values().map(count).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 1,
    }
}

/// The node that comes so many nodes after the root.
fn nth(tree: &mut Value, at: usize) -> &mut Value {
    if at == 0 {
        return tree;
    }
    let mut left = at - 1;
    let inside: Vec<&mut Value> = match tree {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(map) => map.values_mut().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for child in inside {
        let size = count(child);
        if left < size {
            return nth(child, left);
        }
        left -= size;
    }
    unreachable!("a node is counted that is not there")
}

/// A text with something wrong in it.
pub fn crooked(text: &str, words: &[String], chance: &mut Chance) -> String {
    let cut = |chance: &mut Chance| {
        let mut at = chance.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    match chance.below(7) {
        0 => nasty(chance),
        1 => text[..cut(chance)].to_owned(),
        2 => text[cut(chance)..].to_owned(),
        3 => {
            let at = cut(chance);
            [&text[..at], &nasty(chance), &text[at..]].concat()
        }
        4 if !words.is_empty() => words[chance.below(words.len())].clone(),
        5 => text.chars().rev().collect(),
        _ => {
            let digits = b"0123456789.-";
            let at = chance.below(text.chars().count());
            let new = char::from(digits[chance.below(digits.len())]);
            text.chars().enumerate().map(|(place, letter)| if place == at { new } else { letter }).collect()
        }
    }
}

/// Bytes knocked about.
pub fn bytes(mut input: Vec<u8>, chance: &mut Chance) -> Vec<u8> {
    for _ in 0..=chance.below(3) {
        let at = chance.below(input.len());
        match chance.below(6) {
            0 => input.truncate(at),
            1 if !input.is_empty() => input[at] ^= 1 << chance.below(8),
            2 if !input.is_empty() => input[at] = chance.next() as u8,
            3 => {
                let end = (at + chance.below(30)).min(input.len());
                let piece = input[at..end].to_vec();
                let to = chance.below(input.len() + 1);
                input.splice(to..to, piece);
            }
            4 => {
                let end = (at + chance.below(30)).min(input.len());
                input.drain(at..end);
            }
            _ => {
                let text = nasty(chance);
                input.splice(at..at, text.into_bytes());
            }
        }
    }
    input
}

/// A table with cells, rows and columns changed.
pub fn table(sound: &str, words: &[String], chance: &mut Chance) -> Vec<u8> {
    let comma = if sound.lines().next().is_some_and(|it| it.contains(';')) { ';' } else { ',' };
    let mut rows: Vec<Vec<String>> = sound.lines().map(|line| line.split(comma).map(str::to_owned).collect()).collect();
    for _ in 0..=chance.below(5) {
        let row = chance.below(rows.len());
        let other = rows[chance.below(rows.len())].clone();
        let width = rows[row].len();
        let cell = chance.below(width);
        match chance.below(9) {
            0 => rows[row] = other,
            1 if rows.len() > 1 => drop(rows.remove(row)),
            2 => rows.insert(row, other),
            3 if width > 0 => drop(rows[row].remove(cell)),
            4 if width > 0 => rows[row][cell] = other.get(chance.below(other.len())).cloned().unwrap_or_default(),
            5 => rows.iter_mut().for_each(|row| {
                if cell < row.len() {
                    row.remove(cell);
                }
            }),
            6 if width > 0 => {
                let quoted = rows[row][cell].replace('"', "\"\"");
                rows[row][cell] = format!("\"{quoted}\"");
            }
            _ if width > 0 => rows[row][cell] = crooked(&rows[row][cell], words, chance),
            _ => {}
        }
    }
    let comma = if chance.once_in(8) { chance.pick(&[",", ";", "\t", "|"]).to_owned() } else { comma.to_string() };
    let end = if chance.once_in(8) { chance.pick(&["\r\n", "\r", "\n\n"]) } else { "\n" };
    let text = rows.iter().map(|row| row.join(&comma)).collect::<Vec<_>>().join(end);
    if chance.once_in(6) { bytes(text.into_bytes(), chance) } else { text.into_bytes() }
}

/// A letter with words changed, moved and left out.
pub fn letter(sound: &[String], chance: &mut Chance) -> Vec<u8> {
    let text = &sound[chance.below(sound.len())];
    let mut words: Vec<String> = text.split_inclusive([' ', '\n']).map(str::to_owned).collect();
    for _ in 0..=chance.below(8) {
        let at = chance.below(words.len());
        let other = &sound[chance.below(sound.len())];
        match chance.below(5) {
            0 if words.len() > 1 => drop(words.remove(at)),
            1 => {
                let from = chance.below(words.len());
                let end = (from + chance.below(12)).min(words.len());
                let piece = words[from..end].to_vec();
                words.splice(at..at, piece);
            }
            2 => words[at] = other.split_inclusive([' ', '\n']).nth(chance.below(40)).unwrap_or("").to_owned(),
            _ => words[at] = crooked(&words[at], &[], chance),
        }
    }
    let text = words.concat();
    if chance.once_in(6) { bytes(text.into_bytes(), chance) } else { text.into_bytes() }
}
