//! What is said when a text is no number.

use crate::text::tr;

/// Why a text was refused, with how to write it. The sentence ([`Display`](std::fmt::Display)) is meant for the field it was typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing was typed; how to write one.
    Empty(String),
    /// Not a number, or marks where none belong.
    NotANumber {
        /// What was typed.
        text: String,
        /// How to write one.
        like: String,
    },
    /// Either of two numbers.
    Ambiguous {
        /// What was typed.
        text: String,
        /// One reading, in the locale's writing.
        one: String,
        /// The other.
        other: String,
    },
    /// More decimals than the currency has.
    TooFine {
        /// What was typed.
        text: String,
        /// The currency's code.
        currency: String,
        /// Decimals it has.
        digits: u32,
    },
    /// Beyond what can be counted.
    TooLarge(String),
    /// Money of another currency than the scenario's.
    OtherCurrency {
        /// What was typed.
        text: String,
        /// The scenario's code.
        expected: String,
    },
    /// A percent sign, currency, factor or suffix that this field cannot take.
    Unfit {
        /// What was typed.
        text: String,
        /// What the field holds, such as "an amount of money".
        wanted: &'static str,
        /// How to write one.
        like: String,
    },
    /// A fraction where whole things are counted.
    NotWhole(String),
    /// Less than zero where things are counted.
    Negative(String),
    /// No month.
    NotAMonth(String),
    /// No date.
    NotADate(String),
    /// Day and month could be either way round.
    AmbiguousDate {
        /// What was typed.
        text: String,
        /// One reading.
        one: String,
        /// The other.
        other: String,
    },
    /// A year of two digits in a date of numbers.
    ShortYear(String),
}

impl std::fmt::Display for NumberError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NumberError::Empty(like) => f.write_str(&tr!("Nothing is entered here; write a number like {like}")),
            NumberError::NotANumber { text, like } => {
                f.write_str(&tr!("“{text}” is not a number; write it like {like}"))
            }
            NumberError::Ambiguous { text, one, other } => {
                f.write_str(&tr!("“{text}” could mean {one} or {other}; write it one of these two ways"))
            }
            NumberError::TooFine { text, currency, digits: 0 } => {
                f.write_str(&tr!("“{text}” has decimals, but {currency} is paid in whole units"))
            }
            NumberError::TooFine { text, currency, digits } => {
                f.write_str(&tr!("“{text}” has more decimals than {currency}, which is paid to {digits} decimals"))
            }
            NumberError::TooLarge(text) => f.write_str(&tr!("“{text}” is too large to be counted here")),
            NumberError::OtherCurrency { text, expected } => {
                f.write_str(&tr!("“{text}” is in another currency; this scenario is in {expected}"))
            }
            NumberError::Unfit { text, wanted, like } => {
                f.write_str(&tr!("“{text}” is not {wanted}; write it like {like}"))
            }
            NumberError::NotWhole(text) => f.write_str(&tr!("“{text}” is not a whole number; write one like 12")),
            NumberError::Negative(text) => f.write_str(&tr!("“{text}” is less than zero; write 0 or more")),
            NumberError::NotAMonth(text) => {
                f.write_str(&tr!("“{text}” is not a month; write it like Jan 2027 or 2027-01"))
            }
            NumberError::NotADate(text) => {
                f.write_str(&tr!("“{text}” is not a date; write it like 1 Mar 2027 or 2027-03-01"))
            }
            NumberError::AmbiguousDate { text, one, other } => {
                f.write_str(&tr!("“{text}” could be {one} or {other}; write it one of these two ways"))
            }
            NumberError::ShortYear(text) => {
                f.write_str(&tr!("“{text}” has a year of two digits; write it like 1 Mar 2027"))
            }
        }
    }
}

impl std::error::Error for NumberError {}
