//! Finds the column of each field: by its name, by a similar name, by its values.

use super::mapping::{ColumnRule, Found, Mapping, factor_for};
use super::names::{compact, header_signature, words};
use super::{ChoiceMap, Context, Field, Importer, Kind, Requirement, match_choice};
use crate::exchange::Table;
use crate::exchange::table::Delimiter;
use crate::exchange::value::{Hints, Shape, Sureness, guess_dates, guess_numbers, header_currency, is_blank, shape};
use crate::units::Currency;

/// Guesses which column is which field and how its cells are read. Every guess can be corrected in the [`Mapping`].
pub fn guess_mapping(importer: &Importer, table: &Table, context: &Context) -> Mapping {
    let columns: Vec<Column> = (0..table.header.len()).map(|index| Column::look_at(table, index, context)).collect();
    let mut taken: Vec<Option<(usize, Found)>> = vec![None; columns.len()];
    let mut scores: Vec<(i32, usize, usize, Found)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        for (slot, field) in importer.fields.iter().enumerate() {
            let (score, found) = column.name_score(field);
            if score >= 450 {
                scores.push((score, at, slot, found));
            }
        }
    }
    // The best fit first; among equals the column and field that come first.
    scores.sort_by_key(|(score, at, slot, _)| (-score, *slot, *at));
    for (_, at, slot, found) in scores {
        take(&mut taken, at, slot, found);
    }
    // A table without names of columns may hold anything.
    let nameless = taken.iter().all(Option::is_none);
    for (slot, field) in importer.fields.iter().enumerate().filter(|(_, field)| field.by_values) {
        // A file that names its customers needs no ids guessed.
        let has = |slot: &usize| taken.iter().flatten().any(|(other, _)| other == slot);
        let needed = |it: &&Requirement| it.with.is_empty() || nameless || it.with.iter().any(has);
        let of_slot = |it: &&Requirement| it.any_of.iter().any(|set| set.contains(&slot));
        let met = |it: &Requirement| it.any_of.iter().any(|set| set.iter().all(has));
        // What is not needed in such a file is found by its name or not at all.
        if importer.requirements.iter().filter(of_slot).filter(needed).all(met) {
            continue;
        }
        let free = |at: &usize| taken.get(*at).is_some_and(Option::is_none);
        let mut fitting =
            columns.iter().enumerate().filter(|(at, column)| free(at) && column.values_fit(field)).map(|(at, _)| at);
        let (first, second) = (fitting.next(), fitting.next());
        // Two columns of dates are a question for the user; of two columns of ids the first is the better bet, and of two columns of
        // amounts the only one with cents.
        let only = match (first, second, field.kind) {
            (Some(_), None, _) | (Some(_), Some(_), Kind::Code) => first,
            (Some(_), Some(_), Kind::Money) => {
                let mut exact = columns.iter().enumerate().filter(|(at, column)| {
                    free(at) && column.values_fit(field) && column.facts.fractions * 2 > column.facts.filled
                });
                let (first, second) = (exact.next(), exact.next());
                first.map(|(at, _)| at).filter(|_| second.is_none())
            }
            (_, _, _) => None,
        };
        if let Some(at) = only {
            take(&mut taken, at, slot, Found::ByValues);
        }
    }
    let rules = columns.into_iter().zip(taken).map(|(column, taken)| {
        let field = taken.and_then(|(slot, _)| importer.fields.get(slot));
        let mut rule = column.rule;
        rule.found = taken.map_or(Found::Nothing, |(_, found)| found);
        rule.factor = field.map_or(1, |field| column_factor(field, &rule.header, &column.facts));
        rule.field = field.map(|field| field.key.to_owned());
        rule
    });
    let mut mapping = Mapping {
        importer: importer.key.to_owned(),
        signature: header_signature(&table.header),
        columns: rules.collect(),
        choices: ChoiceMap::default(),
    };
    settle_open_styles(&mut mapping, table, context);
    mapping
}

fn take(taken: &mut [Option<(usize, Found)>], at: usize, slot: usize, found: Found) {
    let field_is_free = !taken.iter().flatten().any(|(other, _)| *other == slot);
    if let Some(place) = taken.get_mut(at).filter(|place| place.is_none() && field_is_free) {
        *place = Some((slot, found));
    }
}

fn column_factor(field: &Field, header: &str, facts: &Facts) -> i64 {
    match field.kind {
        // 60 without a sign is 60 %, 0.6 is 60 % too: a share above 1.5 in the column says which.
        Kind::Rate if facts.largest > 1.5 => ColumnRule::PERCENT,
        Kind::Rate => 1,
        Kind::Text
        | Kind::Code
        | Kind::Money
        | Kind::Month
        | Kind::Date
        | Kind::Count
        | Kind::Term
        | Kind::Number
        | Kind::Choice => factor_for(field, header),
    }
}

/// A column whose numbers are ambiguous is read like the others of the file, if those agree.
fn settle_open_styles(mapping: &mut Mapping, table: &Table, context: &Context) {
    let certain: Vec<_> = (0..mapping.columns.len())
        .map(|at| (guess_numbers(table.sample_column(at), Hints { decimal_comma: false, ..context.hints }), at))
        .filter(|(guess, at)| {
            // Only a column that would be read the same under the other hint shows anything.
            let other = guess_numbers(table.sample_column(*at), Hints { decimal_comma: true, ..context.hints });
            guess.sureness == Sureness::Certain && other.style == guess.style
        })
        .map(|(guess, _)| guess.style)
        .collect();
    let Some(style) = certain.first().copied().filter(|style| certain.iter().all(|other| other == style)) else {
        return;
    };
    for rule in mapping.columns.iter_mut().filter(|rule| rule.number_note.is_some() && rule.number != style) {
        rule.number = style;
        rule.number_note = None;
    }
}

/// What the sample shows about a column.
#[derive(Default)]
struct Facts {
    filled: usize,
    numbers: usize,
    /// Numbers with decimals or a currency, or of four digits and more.
    amounts: usize,
    /// Numbers with decimals or a currency.
    fractions: usize,
    dates: usize,
    terms: usize,
    known_choices: usize,
    distinct: usize,
    largest: f64,
}

struct Column {
    rule: ColumnRule,
    words: Vec<String>,
    compact: String,
    /// What stands after the last dot of a name such as `subscription.mrr`.
    tail: Option<String>,
    facts: Facts,
}

impl Column {
    fn look_at(table: &Table, index: usize, context: &Context) -> Column {
        const LOOKED_AT: usize = 300;
        let header = table.header.get(index).cloned().unwrap_or_default();
        // A semicolon between cells is what spreadsheets write where the comma is the decimal mark.
        let hints = Hints {
            decimal_comma: context.hints.decimal_comma || table.delimiter == Delimiter::Semicolon,
            ..context.hints
        };
        let numbers = guess_numbers(table.sample_column(index), hints);
        let dates = guess_dates(table.sample_column(index), context.hints);
        let currency = header_currency(&header);
        let rule = ColumnRule {
            field: None,
            found: Found::Nothing,
            number: numbers.style,
            date: dates.style,
            factor: 1,
            currency,
            number_note: numbers.note,
            date_note: dates.note,
            header,
        };
        let mut facts = Facts::default();
        let mut seen = std::collections::HashSet::new();
        for cell in table.sample_column(index).filter(|cell| !is_blank(cell)).take(LOOKED_AT) {
            facts.filled += 1;
            facts.terms += usize::from(rule.term(cell).is_ok());
            seen.insert(cell);
            match shape(cell) {
                Shape::Number => {
                    facts.numbers += 1;
                    if let Ok(Some(number)) = rule.number(cell) {
                        facts.largest = facts.largest.max(number.abs());
                        let exact = cell.contains(['.', ',', '€', '$', '£']);
                        facts.fractions += usize::from(exact);
                        // A leading zero belongs to a code.
                        facts.amounts += usize::from(exact || (number.abs() >= 1_000.0 && !cell.starts_with('0')));
                    }
                }
                Shape::Date => facts.dates += 1,
                Shape::Text => facts.known_choices += usize::from(match_choice(cell, &context.segments).is_some()),
                Shape::Blank => {}
            }
        }
        facts.distinct = seen.len();
        let all_words = words(&rule.header);
        // A currency beside the name is no part of it.
        let kept: Vec<String> = all_words
            .iter()
            .filter(|word| !(currency.is_some() && Currency::COMMON.iter().any(|code| code.eq_ignore_ascii_case(word))))
            .cloned()
            .collect();
        let words = if kept.is_empty() { all_words } else { kept };
        let tail = rule.header.rsplit_once('.').map(|(_, tail)| compact(tail));
        Column { rule, compact: words.concat(), tail, words, facts }
    }

    /// 0 to 1000: how well the column's name fits a field, less where its values contradict.
    fn name_score(&self, field: &Field) -> (i32, Found) {
        if field.never.iter().any(|name| compact(name) == self.compact) {
            return (0, Found::Nothing);
        }
        // A field's names are listed with the plainest first; a column that needs no multiplying comes before one that does.
        let plain = field.synonyms.iter().enumerate();
        let scaled =
            field.scaled.iter().flat_map(|(names, _)| names.iter()).enumerate().map(|(place, name)| (place + 20, name));
        let named = plain.chain(scaled).map(|(place, name)| {
            let later = place.min(40) as i32;
            let synonym = words(name);
            let run_together = synonym.concat();
            if run_together == self.compact {
                1_000 - later
            } else if self.tail.as_ref() == Some(&run_together) {
                950 - later
            } else {
                self.overlap(&synonym) - later
            }
        });
        let weak = field.weak.iter().filter(|name| compact(name) == self.compact).map(|_| 850);
        let named = named.chain(weak).max().unwrap_or(0);
        let exact = named >= 900;
        let less = match (self.contradiction(field.kind), exact) {
            (false, _) => 0,
            (true, true) => 250,
            (true, false) => 600,
        };
        (named - less, if exact { Found::ByName } else { Found::BySimilarName })
    }

    /// 0 to 960 by the share of words that the column's name and a field's name have in common.
    fn overlap(&self, synonym: &[String]) -> i32 {
        const SILENT: [&str; 12] = ["the", "of", "in", "a", "der", "des", "die", "und", "and", "c", "value", "field"];
        let spoken = |words: &[String]| -> Vec<String> {
            words.iter().filter(|word| !SILENT.contains(&word.as_str())).cloned().collect()
        };
        let (mine, theirs) = (spoken(&self.words), spoken(synonym));
        let common: Vec<&String> = mine.iter().filter(|word| theirs.contains(word)).collect();
        // These stand in the names of too many columns to mean anything alone: `Type`, `Close Date`, `Opportunity Name`.
        const GENERAL: &[&str] = &[
            "subscription",
            "type",
            "date",
            "id",
            "name",
            "number",
            "code",
            "month",
            "months",
            "amount",
            "value",
            "account",
            "customer",
            "company",
            "client",
            "kunden",
            "kunde",
            "total",
            "current",
            "start",
            "end",
            "at",
            "on",
            "billing",
            "plan",
            "contract",
            "next",
            "revenue",
            "deal",
            "opportunity",
            "owner",
            "organization",
        ];
        if common.iter().all(|word| GENERAL.contains(&word.as_str())) && common.len() < mine.len().max(theirs.len()) {
            return 0;
        }
        let common = common.len();
        let most = mine.len().max(theirs.len());
        if most == 0 || common * 2 < most {
            0
        } else if common == most {
            960
        } else {
            300 + (500 * common / most) as i32
        }
    }

    /// Whether the values cannot be what the field holds.
    fn contradiction(&self, kind: Kind) -> bool {
        let Facts { filled, numbers, dates, .. } = self.facts;
        let few = |fitting: usize| filled > 0 && fitting * 2 < filled;
        match kind {
            Kind::Money | Kind::Count | Kind::Rate | Kind::Number => few(numbers),
            // Serial numbers, years and months in one number look like numbers.
            Kind::Month | Kind::Date => few(dates + numbers),
            Kind::Text | Kind::Choice => filled > 0 && (numbers + dates) * 10 >= filled * 9 && self.facts.distinct > 12,
            Kind::Term => few(self.facts.terms),
            Kind::Code => false,
        }
    }

    /// Whether the values alone say that this is the field.
    fn values_fit(&self, field: &Field) -> bool {
        let facts = &self.facts;
        if facts.filled == 0 || field.never.iter().any(|name| compact(name) == self.compact) {
            return false;
        }
        let most = |count: usize| count * 10 >= facts.filled * 8;
        match field.kind {
            Kind::Choice => facts.known_choices * 10 >= facts.filled * 6,
            Kind::Month | Kind::Date => most(facts.dates),
            Kind::Money => most(facts.amounts),
            Kind::Code => facts.distinct == facts.filled && facts.dates == 0 && facts.amounts * 2 < facts.filled,
            Kind::Text | Kind::Count | Kind::Rate | Kind::Term | Kind::Number => false,
        }
    }
}
