//! Cash month by month, an offer below the other: what comes in stacked by what it is for, what is taken back below the line, months that
//! fall short of the need underlined.

use super::canvas::{Canvas, drawn};
use super::ink::{Ink, Pen};
use super::label::{Places, middle as middle_of, written_at};
use super::svg::Letters;
use super::ticks::{Scale, between};
use super::{Chart, Frame, Hit, HitRow, Key, KeyShape, Show, Size, Table, time};
use crate::text::{mark, tr};

/// What cash is for, in the order in which it is stacked.
pub const CASH_KINDS: [(&str, Ink); 9] = [
    (mark!("Base"), Ink::Cost),
    (mark!("New business"), Ink::New),
    (mark!("Expansion"), Ink::Expansion),
    (mark!("Retention"), Ink::Retention),
    (mark!("Other variable"), Ink::Balance),
    (mark!("Draw or guarantee"), Ink::New),
    (mark!("Sign-on"), Ink::T8),
    (mark!("Draw taken back"), Ink::Churn),
    (mark!("Travel, net"), Ink::Warn),
];

/// The place of the draw among them: drawn hatched.
const DRAW: usize = 5;

/// One offer's months.
#[derive(Clone, Debug, PartialEq)]
pub struct CashRow {
    /// Letter and name.
    pub name: String,
    /// How many months of the chart it begins after.
    pub begins: usize,
    /// By month, in the order of [`CASH_KINDS`], in major units; what is taken back is negative.
    pub months: Vec<[f64; 9]>,
    /// The sum, in words.
    pub sum: String,
    /// What is needed each month, at its prices.
    pub need: Option<f64>,
}

/// The data of the chart.
pub struct CashChart<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// The names of the months, of all offers alike.
    pub months: &'a [String],
    /// The offers.
    pub rows: &'a [CashRow],
    /// The entry of what is needed each month in the legend.
    pub need: Option<String>,
    /// Writes an amount over a bar.
    pub short: Show<'a>,
    /// Writes an amount in readings and in the table.
    pub amount: Show<'a>,
}

/// The height of a row, in pixels.
const ROW: f64 = 118.0;
/// The height of a line of text, in pixels.
const LINE: f64 = 16.0;

/// Draws the chart; its height follows the number of offers.
pub fn cash_chart(data: &CashChart, width: u32) -> Chart {
    let (name_letters, sum_letters) = (Letters::of(Ink::Main).bold(), Letters::of(Ink::Text2));
    let wide = |it: &CashRow| name_letters.width(&it.name) + sum_letters.width(&it.sum) + 16.0 > f64::from(width);
    // Where a name leaves no room for its sum, sums stand below the names.
    let lead = if data.rows.iter().any(wide) { LINE } else { 0.0 };
    let tall = ROW + lead;
    let height = (tall * data.rows.len().max(1) as f64 + 26.0) as u32;
    let canvas = Canvas::new(Size { width, height });
    let all = data.rows.iter().flat_map(|row| &row.months);
    let up = |it: &[f64; 9]| it.iter().map(|it| drawn(*it).max(0.0)).sum::<f64>();
    let needs = data.rows.iter().filter_map(|row| row.need).fold(0.0, f64::max);
    let most = all.clone().map(up).fold(0.0, f64::max).max(needs).max(1.0);
    let least = all.flat_map(|it| it.iter().map(|it| drawn(*it))).fold(0.0, f64::min);
    let count = data.rows.iter().map(|it| it.begins + it.months.len()).max().unwrap_or(0).max(1);
    let mut hits = Vec::new();
    let mut plot_frame = Frame { left: 2.0, right: canvas.width - 2.0, top: 0.0, bottom: f64::from(height) - 24.0 };
    for (index, row) in data.rows.iter().enumerate() {
        let top = tall * index as f64;
        canvas.text_within(&row.name, 2.0, top + 13.0, name_letters, canvas.width - 4.0);
        if lead > 0.0 {
            canvas.text(&row.sum, 2.0, top + 13.0 + LINE, sum_letters);
        } else {
            canvas.text(&row.sum, canvas.width - 2.0, top + 13.0, sum_letters.ending());
        }
        let frame = Frame { top: top + 34.0 + lead, bottom: top + tall - 8.0, ..plot_frame };
        let scale = Scale { low: least, high: most, ticks: vec![0.0] };
        let plot = canvas.plot(frame, (0.0, count as f64), &scale);
        let ground = plot.y(0.0);
        canvas.line(&[(frame.left, ground), (frame.right, ground)], Pen::of(Ink::Axis));
        if let Some(need) = row.need {
            let y = plot.y(drawn(need));
            canvas.line(&[(frame.left, y), (frame.right, y)], Pen::of(Ink::Warn).dash(super::Dash::Dots));
        }
        let usual = median(&row.months.iter().map(up).collect::<Vec<_>>());
        let mut places = Places::new(Frame { left: 0.0, right: canvas.width, top: top + 16.0 + lead, bottom: ground });
        let mut amounts = Vec::new();
        for (at, month) in (row.begins..).zip(&row.months) {
            let sides = (at as f64 + 0.1, at as f64 + 0.9);
            let (mut above, mut below) = (0.0, 0.0);
            for (kind, (value, (_, ink))) in month.iter().zip(CASH_KINDS).enumerate() {
                let value = drawn(*value);
                let base = if value > 0.0 { &mut above } else { &mut below };
                if value == 0.0 {
                    continue;
                }
                let bar = plot.bar_frame(sides, (*base, *base + value));
                if kind == DRAW {
                    canvas.hatch(bar, Pen::of(ink).width(15));
                } else {
                    plot.bar(sides, (*base, *base + value), Pen::of(ink));
                    if *base != 0.0 && bar.height() > 2.5 {
                        canvas.line(&[(bar.left, bar.bottom), (bar.right, bar.bottom)], Pen::of(Ink::Panel));
                    }
                }
                *base += value;
            }
            let sum: f64 = month.iter().map(|it| drawn(*it)).sum();
            let middle = plot.x(at as f64 + 0.5);
            places.take(plot.bar_frame(sides, (0.0, above)));
            if above > usual * 1.15 {
                amounts.push((middle, plot.y(above) - 5.0, (data.short)(sum)));
            }
            if row.need.is_some_and(|it| sum < it - 0.005) {
                let y = plot.y(below) + 4.0;
                canvas.line(&[(plot.x(sides.0), y), (plot.x(sides.1), y)], Pen::of(Ink::Warn).width(24));
            }
            let mut rows: Vec<HitRow> = month
                .iter()
                .zip(CASH_KINDS)
                .filter(|(value, _)| **value != 0.0)
                .map(|(value, (name, ink))| HitRow::of(ink, tr!(name), (data.amount)(*value)))
                .collect();
            rows.push(HitRow::of(Ink::Main, tr!("In hand"), (data.amount)(sum)));
            hits.push(Hit {
                area: Frame { left: plot.x(at as f64), right: plot.x(at as f64 + 1.0), top, bottom: top + tall },
                x: middle,
                marks: Vec::new(),
                title: [data.months.get(at).map_or("", String::as_str), ", ", &row.name].concat(),
                rows,
            });
        }
        // Amounts that stand out from the usual, as far as they find a place beside each other and beside higher bars.
        let letters = Letters::of(Ink::Text2).small();
        for (middle, y, text) in amounts {
            let width = letters.width(&text);
            let left = between(middle - width / 2.0, 0.0, canvas.width - width);
            if let Some(found) = places.place([Frame { bottom: y + 1.0, ..written_at(left, y, width) }]) {
                canvas.text(&text, middle_of(found), y, letters.halo().centred());
            }
        }
    }
    let names: Vec<&str> = data.months.iter().take(count).map(String::as_str).collect();
    let widest = names.iter().map(|it| Letters::of(Ink::Text3).width(it)).fold(0.0, f64::max);
    let band = plot_frame.width() / count as f64;
    let chosen: Vec<usize> = {
        let every = between(((widest + 10.0) / band.max(0.1)).ceil(), 1.0, 24.0) as usize;
        // Every third, sixth or twelfth month reads better than every fifth.
        let every = [1, 3, 6, 12, 24].into_iter().find(|it| *it >= every).unwrap_or(24);
        (0..names.len()).step_by(every).collect()
    };
    time::write(
        &canvas,
        &chosen,
        &names,
        |index| plot_frame.left + band * (index as f64 + 0.5),
        plot_frame.bottom + 2.0,
    );
    let header = std::iter::once(tr!("Month").to_owned()).chain(data.rows.iter().map(|it| it.name.clone())).collect();
    let rows = (0..count).map(|at| {
        let name = data.months.get(at).cloned().unwrap_or_default();
        // An offer that has not begun, or is past its two years, has nothing.
        let cell = |row: &CashRow| {
            let month = at.checked_sub(row.begins).and_then(|at| row.months.get(at));
            month.map_or(String::new(), |it| (data.amount)(it.iter().sum()))
        };
        std::iter::once(name).chain(data.rows.iter().map(cell)).collect()
    });
    let table = Table { rows: rows.collect(), header };
    let used =
        |kind: usize| data.rows.iter().flat_map(|it| &it.months).any(|it| it.get(kind).is_some_and(|it| *it != 0.0));
    let mut key: Vec<Key> = CASH_KINDS
        .into_iter()
        .enumerate()
        .filter(|(kind, _)| used(*kind))
        .map(|(kind, (name, ink))| Key {
            label: tr!(name).to_owned(),
            ink,
            shape: if kind == DRAW { KeyShape::Hatch } else { KeyShape::Area },
        })
        .collect();
    if let Some(label) = &data.need {
        key.push(Key::line(Ink::Warn, super::Dash::Solid, label));
    }
    plot_frame.top = 0.0;
    Chart { hits, table, key, plot: plot_frame, size: canvas.size(), svg: canvas.finish(data.name) }
}

/// The middle of some values.
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}
