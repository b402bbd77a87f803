//! Closed months: what happened to ARR, heads and pay, by month and segment.

use super::report::{ImportReport, ProblemCode, Severity};
use super::run::{Cells, ImportRow};
use super::{Context, Field, Importer, Kind, Requirement, Slot, compact};
use crate::model::ActualField;
use crate::text::{mark, tr};
use crate::units::{Currency, Money, Month};
use serde::Serialize;

const MONTH: Slot = 0;
const SEGMENT: Slot = 1;
const CURRENCY: Slot = 2;
/// The slots of the values, in the order of [`ActualField::ALL`].
const FIRST: Slot = 3;

/// Closed months from a report of the month or a list kept by hand.
pub static ACTUALS: Importer = Importer {
    key: "actuals",
    label: "Actual months",
    fields: &FIELDS,
    requirements: &[
        Requirement { label: "month", any_of: &[&[MONTH]], with: &[] },
        Requirement {
            label: "a figure (new ARR, churn, customers won, heads or another)",
            any_of: &[&[3], &[4], &[5], &[6], &[7], &[8], &[9], &[10], &[11], &[12], &[13]],
            with: &[],
        },
    ],
};

/// A closed month as a file describes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActualRow {
    /// The line of the file.
    pub line: u32,
    /// Month and segment, which no two rows may have in common.
    pub id: String,
    /// The month.
    pub month: Month,
    /// The segment as the plan spells it, else as the file does; absent: the company.
    pub segment: Option<String>,
    /// What was told, by the key of its field; losses as positive amounts, counts in whole units.
    pub values: Vec<(&'static str, Money)>,
    /// Currency of the amounts, where the file says one.
    pub currency: Option<Currency>,
    /// A loss was written as a negative amount.
    pub turned: bool,
}

impl ImportRow for ActualRow {
    const IMPORTER: &'static Importer = &ACTUALS;

    fn read(cells: &mut Cells<'_, Self>, context: &Context) -> Option<Self> {
        let month = cells.when(MONTH).map(|when| when.month());
        if month.is_none() && !cells.is_refused() {
            cells.refuse(Some(MONTH), ProblemCode::Missing, tr!("The month is missing"));
        }
        let company = cells.text(SEGMENT).is_none_or(|text| is_company(&text));
        let segment = (!company).then(|| cells.choice(SEGMENT, &context.segments).to_string());
        let mut currency = cells.text(CURRENCY).and_then(|text| text.parse::<Currency>().ok());
        let (mut values, mut turned) = (Vec::new(), false);
        for (at, field) in ActualField::ALL.into_iter().enumerate() {
            let slot = FIRST + at;
            let value = if field.is_count() {
                read_count(cells, slot)
            } else {
                cells.money(slot, context.currency).map(|(money, beside)| {
                    currency = currency.or(beside);
                    money
                })
            };
            let Some(value) = value else { continue };
            let loss = matches!(field, ActualField::Contraction | ActualField::Churn);
            if value < Money::ZERO && !loss {
                let text = tr!("{value} is below zero; it is left out");
                cells.warn(Some(slot), ProblemCode::Absurd, text);
                continue;
            }
            turned |= value < Money::ZERO;
            values.push((field.key(), value.abs()));
        }
        let month = month?;
        if values.is_empty() {
            cells.refuse(None, ProblemCode::Missing, tr!("There is no figure in this row"));
            return None;
        }
        let id = format!("{month} {}", segment.as_deref().unwrap_or("company"));
        Some(ActualRow { line: cells.line(), id, month, segment, values, currency, turned })
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn line(&self) -> u32 {
        self.line
    }

    fn review(report: &mut ImportReport<Self>, _context: &Context) {
        let turned = report.rows.iter().filter(|row| row.turned).count();
        if turned > 0 {
            let rows = if turned == 1 { "1 row writes".to_owned() } else { tr!("{turned} rows write") };
            let text = tr!("{rows} losses as negative amounts; they are taken as what was lost.");
            report.notice(Severity::Note, ProblemCode::Reading, text);
        }
    }
}

/// Whether a name of a segment means all of them.
fn is_company(text: &str) -> bool {
    matches!(compact(text).as_str(), "company" | "total" | "all" | "unternehmen" | "gesamt" | "alle")
}

fn read_count(cells: &mut Cells<'_, ActualRow>, slot: Slot) -> Option<Money> {
    let number = cells.number(slot)?;
    if number.fract() != 0.0 || !(0.0..=1e9).contains(&number) {
        cells.warn(
            Some(slot),
            ProblemCode::Absurd,
            tr!("{number} is not a number of customers or people; it is left out"),
        );
        return None;
    }
    Some(Money::from_major(number as i64))
}

static FIELDS: [Field; 14] = [
    Field::new(
        "month",
        mark!("Month"),
        Kind::Month,
        &["month", "period", "date", "month end", "closing month", "monat", "periode", "zeitraum"],
    ),
    Field::new(
        "segment",
        mark!("Segment"),
        Kind::Choice,
        &[
            "segment",
            "market segment",
            "customer segment",
            "market",
            "business unit",
            "kundensegment",
            "marktsegment",
            "markt",
        ],
    ),
    Field::new("currency", mark!("Currency"), Kind::Code, &["currency", "currency code", "waehrung"]),
    Field::new(
        "customers_won",
        mark!("Customers won"),
        Kind::Count,
        &[
            "customers won",
            "new customers",
            "new logos",
            "logos won",
            "deals won",
            "won deals",
            "neue kunden",
            "neukunden",
        ],
    ),
    Field {
        scaled: &[(&["new mrr", "new business mrr"], 12)],
        ..Field::new(
            "new",
            mark!("New ARR"),
            Kind::Money,
            &[
                "new arr",
                "new business arr",
                "new business",
                "new",
                "bookings",
                "new bookings",
                "new logo arr",
                "neugeschaeft",
                "neuer arr",
            ],
        )
    },
    Field {
        scaled: &[(&["expansion mrr"], 12)],
        ..Field::new(
            "expansion",
            mark!("Expansion ARR"),
            Kind::Money,
            &["expansion arr", "expansion", "upsell", "upsell arr", "ausbau", "erweiterung"],
        )
    },
    Field::new(
        "price",
        mark!("Price uplift ARR"),
        Kind::Money,
        &["price uplift", "price uplift arr", "price increase", "price", "uplift", "preiserhoehung"],
    ),
    Field {
        scaled: &[(&["reactivation mrr"], 12)],
        ..Field::new(
            "reactivation",
            mark!("Reactivated ARR"),
            Kind::Money,
            &["reactivation", "reactivation arr", "reactivated arr", "reactivated", "winback", "rueckgewinnung"],
        )
    },
    Field {
        scaled: &[(&["contraction mrr"], 12)],
        ..Field::new(
            "contraction",
            mark!("Contraction ARR"),
            Kind::Money,
            &["contraction", "contraction arr", "downgrade", "downgrades", "downsell", "reduktion", "minderung"],
        )
    },
    Field {
        scaled: &[(&["churn mrr", "churned mrr"], 12)],
        never: &["churn rate", "churn percent"],
        ..Field::new(
            "churn",
            mark!("Churned ARR"),
            Kind::Money,
            &["churn", "churn arr", "churned arr", "lost arr", "abwanderung", "kuendigungen"],
        )
    },
    Field::new(
        "customers_lost",
        mark!("Customers lost"),
        Kind::Count,
        &["customers lost", "lost customers", "churned customers", "logos lost", "lost logos", "verlorene kunden"],
    ),
    Field::new(
        "heads",
        mark!("Heads at the end"),
        Kind::Count,
        &["heads", "headcount", "head count", "employees", "people", "fte", "koepfe", "mitarbeiter"],
    ),
    Field::new(
        "base_pay",
        mark!("Base pay (of the month)"),
        Kind::Money,
        &["base pay", "base salaries", "salaries", "base", "grundgehalt", "gehaelter"],
    ),
    Field::new(
        "variable_pay",
        mark!("Variable pay (of the month)"),
        Kind::Money,
        &[
            "variable pay",
            "variable",
            "commission",
            "commissions",
            "commission expense",
            "provision",
            "provisionen",
            "variable verguetung",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_has_its_column_in_the_order_of_the_fields() {
        let keys: Vec<&str> = FIELDS.iter().skip(FIRST).map(|field| field.key).collect();
        assert_eq!(keys, ActualField::ALL.map(ActualField::key));
        assert!(
            ACTUALS
                .requirements
                .iter()
                .flat_map(|it| it.any_of.iter().copied().flatten())
                .all(|slot| *slot < FIELDS.len())
        );
    }
}
