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
    Call(Function, Vec<Tree>),
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

/// The functions that our formulas use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    If,
    Index,
    Round,
    Sum,
    Max,
    Min,
    SumProduct,
    And,
    Or,
    IsNumber,
    Abs,
    Trunc,
    Int,
    Mod,
    SumIf,
    Count,
    Sign,
    Sqrt,
    Exp,
    Year,
    Month,
    Day,
}

impl Function {
    fn named(name: &str) -> Option<Function> {
        Some(match name {
            "IF" => Function::If,
            "INDEX" => Function::Index,
            "ROUND" => Function::Round,
            "SUM" => Function::Sum,
            "MAX" => Function::Max,
            "MIN" => Function::Min,
            "SUMPRODUCT" => Function::SumProduct,
            "AND" => Function::And,
            "OR" => Function::Or,
            "ISNUMBER" => Function::IsNumber,
            "ABS" => Function::Abs,
            "TRUNC" => Function::Trunc,
            "INT" => Function::Int,
            "MOD" => Function::Mod,
            "SUMIF" => Function::SumIf,
            "COUNT" => Function::Count,
            "SIGN" => Function::Sign,
            "SQRT" => Function::Sqrt,
            "EXP" => Function::Exp,
            "YEAR" => Function::Year,
            "MONTH" => Function::Month,
            "DAY" => Function::Day,
            _unknown => return None,
        })
    }
}

/// Reads the formula of a cell of a sheet; nothing where it cannot be read.
pub(super) fn parse(text: &str, tab: Tab) -> Option<Tree> {
    let mut reader = Reader { text, at: 0, tab };
    let tree = reader.pairs(0)?;
    (reader.at == text.len()).then_some(tree)
}

/// A formula, and how far it is read: byte by byte, as all that has a meaning is ASCII.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    tab: Tab,
}

impl<'a> Reader<'a> {
    /// The byte so many places ahead; 0 after the end.
    fn ahead(&self, places: usize) -> u8 {
        match self.text.as_bytes().get(self.at + places) {
            Some(byte) => *byte,
            None => 0,
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.ahead(0) == byte;
        self.at += usize::from(is_next);
        is_next
    }

    /// What was read since a place.
    fn since(&self, start: usize) -> Option<&'a str> {
        self.text.get(start..self.at)
    }

    /// The sign that comes next, and its length.
    fn sign(&self) -> Option<(Sign, usize)> {
        Some(match (self.ahead(0), self.ahead(1)) {
            (b'<', b'>') => (Sign::Unequal, 2),
            (b'<', b'=') => (Sign::AtMost, 2),
            (b'>', b'=') => (Sign::AtLeast, 2),
            (b'<', _) => (Sign::Below, 1),
            (b'>', _) => (Sign::Above, 1),
            (b'=', _) => (Sign::Equal, 1),
            (b'^', _) => (Sign::Power, 1),
            (b'*', _) => (Sign::Times, 1),
            (b'/', _) => (Sign::Over, 1),
            (b'+', _) => (Sign::Plus, 1),
            (b'-', _) => (Sign::Less, 1),
            (b'&', _) => (Sign::Joined, 1),
            _no_sign => return None,
        })
    }

    fn pairs(&mut self, least: u8) -> Option<Tree> {
        let mut left = self.single()?;
        while let Some((sign, length)) = self.sign() {
            if sign.strength() <= least {
                break;
            }
            self.at += length;
            let right = self.pairs(sign.strength())?;
            left = Tree::Pair(Box::new(left), sign, Box::new(right));
        }
        Some(left)
    }

    fn single(&mut self) -> Option<Tree> {
        match self.ahead(0) {
            b'-' => {
                self.at += 1;
                Some(Tree::Minus(Box::new(self.single()?)))
            }
            b'(' => {
                self.at += 1;
                let inside = self.pairs(0)?;
                self.take(b')').then_some(inside)
            }
            b'"' => {
                self.at += 1;
                self.string()
            }
            b'0'..=b'9' | b'.' => self.amount(),
            _word => {
                let start = self.at;
                let name = self.word()?;
                if self.take(b'(') {
                    return Some(Tree::Call(Function::named(name)?, self.list()?));
                }
                if self.take(b'!') {
                    return self.reference(Tab::named(name)?);
                }
                match name {
                    "TRUE" => Some(Tree::Number(1.0)),
                    "FALSE" => Some(Tree::Number(0.0)),
                    _cell => {
                        self.at = start;
                        self.reference(self.tab)
                    }
                }
            }
        }
    }

    /// Letters, digits and dollar signs.
    fn word(&mut self) -> Option<&'a str> {
        let start = self.at;
        while matches!(self.ahead(0), b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'$') {
            self.at += 1;
        }
        self.since(start)
    }

    fn digits(&mut self) {
        while self.ahead(0).is_ascii_digit() {
            self.at += 1;
        }
    }

    fn amount(&mut self) -> Option<Tree> {
        let start = self.at;
        self.digits();
        if self.take(b'.') {
            self.digits();
        }
        if matches!(self.ahead(0), b'E' | b'e') {
            self.at += 1;
            self.take(b'-');
            self.digits();
        }
        self.since(start)?.parse().ok().map(Tree::Number)
    }

    fn string(&mut self) -> Option<Tree> {
        let mut text = String::new();
        loop {
            let start = self.at;
            while !matches!(self.ahead(0), b'"' | 0) {
                self.at += 1;
            }
            text.push_str(self.since(start)?);
            if !self.take(b'"') {
                return None;
            }
            if !self.take(b'"') {
                return Some(Tree::Text(text));
            }
            text.push('"');
        }
    }

    fn list(&mut self) -> Option<Vec<Tree>> {
        let mut list = Vec::new();
        if self.take(b')') {
            return Some(list);
        }
        loop {
            list.push(self.pairs(0)?);
            if self.take(b')') {
                return Some(list);
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn reference(&mut self, tab: Tab) -> Option<Tree> {
        let from = self.spot(tab)?;
        if !self.take(b':') {
            return Some(Tree::Cell(from));
        }
        Some(Tree::Range(from, self.spot(tab)?))
    }

    /// A cell by its letters and number, dollar signs apart.
    fn spot(&mut self, tab: Tab) -> Option<Spot> {
        let (mut row, mut column) = (0usize, 0usize);
        self.take(b'$');
        while let letter @ b'A'..=b'Z' = self.ahead(0) {
            column = column * 26 + usize::from(letter - b'A') + 1;
            self.at += 1;
        }
        self.take(b'$');
        while let digit @ b'0'..=b'9' = self.ahead(0) {
            row = row * 10 + usize::from(digit - b'0');
            self.at += 1;
        }
        Some(Spot::new(tab, row.checked_sub(1)?, column.checked_sub(1)?))
    }
}
