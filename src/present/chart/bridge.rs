//! From one balance to another, cause by cause, without the balances: what is explained is small beside them.

use super::fall::{Fall, Step, columns, rows};
use super::ink::Ink;
use super::{Chart, Key, Show, Size, Table};

/// A cause.
#[derive(Clone, Debug)]
pub struct BridgeStep {
    /// What it is drawn with.
    pub ink: Ink,
    /// Its name.
    pub name: String,
    /// Its name where there is little room.
    pub short: String,
    /// What it adds, or takes away if it is negative.
    pub amount: f64,
}

/// The data of the chart.
pub struct Bridge<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// The causes in order.
    pub steps: &'a [BridgeStep],
    /// What all of them together are called.
    pub total: &'a str,
    /// What the table calls causes and amounts.
    pub header: [&'a str; 2],
    /// Writes an amount beside the axis.
    pub axis: Show<'a>,
    /// Writes an amount with its sign.
    pub movement: Show<'a>,
}

/// Narrower columns are drawn as rows.
const NARROWEST: f64 = 62.0;

/// Draws the chart: each cause goes on from where the one before ended, and the last column is all of them together.
pub fn bridge(data: &Bridge, size: Size) -> Chart {
    let mut level = 0.0;
    let mut steps: Vec<Step> = Vec::with_capacity(data.steps.len() + 1);
    for step in data.steps {
        let amount = if step.amount.is_finite() { step.amount } else { 0.0 };
        steps.push(Step {
            ink: step.ink,
            name: step.name.clone(),
            short: step.short.clone(),
            from: level,
            to: level + amount,
            text: (data.movement)(amount),
            balance: false,
            period: data.total.to_owned(),
        });
        level += amount;
    }
    steps.push(Step {
        ink: Ink::Balance,
        name: data.total.to_owned(),
        short: data.total.to_owned(),
        from: 0.0,
        to: level,
        text: (data.movement)(level),
        balance: true,
        period: String::new(),
    });
    let table = Table {
        header: data.header.map(str::to_owned).to_vec(),
        rows: steps.iter().map(|step| vec![step.name.clone(), step.text.clone()]).collect(),
    };
    let key: Vec<Key> = Vec::new();
    let frame = Fall {
        name: data.name,
        subject: "difference",
        kinds: &[],
        periods: &[],
        axis: data.axis,
        balance: data.movement,
        movement: data.movement,
    };
    if f64::from(size.width) - 60.0 >= NARROWEST * steps.len() as f64 {
        columns(&frame, &steps, size, table, key)
    } else {
        rows(&frame, &steps, size, table, key)
    }
}
