//! Reads a formula.

use crate::exchange::workbook::place::{Spot, Tab};

/// A formula as a tree.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    Number(f64),
    Text(String),
    Cell(Spot),
    /// From a cell to another, both included.
    Range(Spot, Spot),
    Minus(Box<Tree>),
    Pair(Box<Tree>, Sign, Box<Tree>),
    Call(String, Vec<Tree>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Power,
    Times,
    Over,
    Plus,
    Less,
    Joined,
    Equal,
    Unequal,
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Sign {
    /// How strongly it binds.
    const fn strength(self) -> u8 {
        match self {
            Sign::Power => 5,
            Sign::Times | Sign::Over => 4,
            Sign::Plus | Sign::Less => 3,
            Sign::Joined => 2,
            Sign::Equal | Sign::Unequal | Sign::Below | Sign::AtMost | Sign::Above | Sign::AtLeast => 1,
        }
    }
}

const SIGNS: [(&str, Sign); 12] = [
    ("<>", Sign::Unequal),
    ("<=", Sign::AtMost),
    (">=", Sign::AtLeast),
    ("<", Sign::Below),
    (">", Sign::Above),
    ("=", Sign::Equal),
    ("^", Sign::Power),
    ("*", Sign::Times),
    ("/", Sign::Over),
    ("+", Sign::Plus),
    ("-", Sign::Less),
    ("&", Sign::Joined),
];

/// Reads the formula of a cell of a sheet; nothing where it cannot be read.
pub(super) fn parse(text: &str, tab: Tab) -> Option<Tree> {
    let mut reader = Reader { rest: text, tab };
    let tree = reader.pairs(0)?;
    reader.rest.is_empty().then_some(tree)
}

struct Reader<'a> {
    rest: &'a str,
    tab: Tab,
}

impl Reader<'_> {
    fn take(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn pairs(&mut self, least: u8) -> Option<Tree> {
        let mut left = self.single()?;
        loop {
            let found = SIGNS.iter().find(|(text, _)| self.rest.starts_with(text));
            let Some((text, sign)) = found.filter(|(_, sign)| sign.strength() > least) else { return Some(left) };
            self.take(text);
            let right = self.pairs(sign.strength())?;
            left = Tree::Pair(Box::new(left), *sign, Box::new(right));
        }
    }

    fn single(&mut self) -> Option<Tree> {
        if self.take("-") {
            return Some(Tree::Minus(Box::new(self.single()?)));
        }
        if self.take("(") {
            let inside = self.pairs(0)?;
            return self.take(")").then_some(inside);
        }
        if self.take("\"") {
            return self.string();
        }
        if self.rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.') {
            return self.amount();
        }
        let name = self.word();
        if self.take("(") {
            return Some(Tree::Call(name, self.list()?));
        }
        if self.take("!") {
            let tab = Tab::named(&name)?;
            let place = self.word();
            return self.reference(tab, &place);
        }
        self.reference(self.tab, &name)
    }

    /// Letters, digits and dollar signs.
    fn word(&mut self) -> String {
        let inside = |letter: char| letter.is_ascii_alphanumeric() || letter == '$';
        let end = self.rest.find(|letter| !inside(letter)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_owned()
    }

    fn amount(&mut self) -> Option<Tree> {
        let end = self.rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(self.rest.len());
        let (digits, mut rest) = self.rest.split_at(end);
        let mut text = digits.to_owned();
        if let Some(after) = rest.strip_prefix(['E', 'e']) {
            let (sign, digits) = after.strip_prefix('-').map_or(("", after), |digits| ("-", digits));
            let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
            let (power, left) = digits.split_at(end);
            text = [&text, "e", sign, power].concat();
            rest = left;
        }
        self.rest = rest;
        text.parse().ok().map(Tree::Number)
    }

    fn string(&mut self) -> Option<Tree> {
        let mut text = String::new();
        loop {
            let end = self.rest.find('"')?;
            let (part, rest) = self.rest.split_at(end);
            text.push_str(part);
            self.rest = rest.strip_prefix('"')?;
            if !self.take("\"") {
                return Some(Tree::Text(text));
            }
            text.push('"');
        }
    }

    fn list(&mut self) -> Option<Vec<Tree>> {
        let mut list = Vec::new();
        if self.take(")") {
            return Some(list);
        }
        loop {
            list.push(self.pairs(0)?);
            if self.take(")") {
                return Some(list);
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    fn reference(&mut self, tab: Tab, place: &str) -> Option<Tree> {
        match place {
            "TRUE" => return Some(Tree::Number(1.0)),
            "FALSE" => return Some(Tree::Number(0.0)),
            _cell => {}
        }
        let from = spot(tab, place)?;
        if !self.take(":") {
            return Some(Tree::Cell(from));
        }
        let to = self.word();
        Some(Tree::Range(from, spot(tab, &to)?))
    }
}

/// A cell by its letters and number, dollar signs apart.
fn spot(tab: Tab, place: &str) -> Option<Spot> {
    let place = place.replace('$', "");
    let digits = place.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, number) = place.split_at(digits);
    let column = letters.bytes().try_fold(0usize, |sum, letter| {
        letter.is_ascii_uppercase().then(|| sum * 26 + usize::from(letter - b'A') + 1)
    })?;
    let row: usize = number.parse().ok()?;
    Some(Spot::new(tab, row.checked_sub(1)?, column.checked_sub(1)?))
}
