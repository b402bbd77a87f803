//! A heat map: rows that begin at different times, columns counted from each row's own beginning. Made for cohorts.

use super::canvas::{Canvas, MIDDLE};
use super::ink::{Ink, Pen};
use super::svg::Letters;
use super::{Chart, Frame, Hit, HitRow, Key, Show, Size, Table};
use crate::text::{mark, tr};

/// A row.
#[derive(Clone, Debug, Default)]
pub struct HeatRow {
    /// Its name.
    pub name: String,
    /// Its name where there is little room.
    pub short: String,
    /// What its shares are of, written out.
    pub whole: String,
    /// A share (1 is 100 %) for each column from the first; absent where there is none.
    pub shares: Vec<Option<f64>>,
    /// For each share, what it is of and when: what is read in the card besides.
    pub details: Vec<String>,
    /// It sums up the rows above.
    pub sum: bool,
}

/// The data of the chart.
pub struct HeatMap<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// What a row is, above their names.
    pub of: &'a str,
    /// What the whole is, above the wholes.
    pub whole: &'a str,
    /// What a column is: it stands before its number in readings.
    pub column: &'a str,
    /// The rows.
    pub rows: &'a [HeatRow],
    /// Writes a share in the card and the table.
    pub show: Show<'a>,
    /// Writes a share in a cell.
    pub cell: Show<'a>,
}

/// Where the shades change, and how the legend names what lies from there on.
const SHADES: [(f64, Ink, &str); 6] = [
    (f64::NEG_INFINITY, Ink::Loss3, mark!("below 60 %")),
    (0.6, Ink::Loss2, mark!("60 to 80 %")),
    (0.8, Ink::Loss1, mark!("80 to 95 %")),
    (0.95, Ink::Level, mark!("95 to 105 %")),
    (1.05, Ink::Gain1, mark!("105 to 120 %")),
    (1.2, Ink::Gain2, mark!("above 120 %")),
];

fn shade(share: f64) -> Ink {
    SHADES.iter().rev().find(|(from, ..)| share >= *from).map_or(Ink::Level, |(_, ink, _)| *ink)
}

/// Draws the chart. Its height follows from the rows.
pub fn heat_map(data: &HeatMap, size: Size) -> Chart {
    const ROW: f64 = 26.0;
    const TOP: f64 = 22.0;
    let columns = data.rows.iter().map(|row| row.shares.len()).max().unwrap_or(0);
    let height = (TOP + ROW * data.rows.len().max(1) as f64 + 8.0) as u32;
    let canvas = Canvas::new(Size { height, ..size });
    let narrow = canvas.is_narrow();
    let plain = Letters::of(Ink::Main);
    let name = |row: &HeatRow| if narrow { row.short.clone() } else { row.name.clone() };
    let widest = |texts: &mut dyn Iterator<Item = String>| texts.map(|it| plain.bold().width(&it)).fold(0.0, f64::max);
    let names = widest(&mut data.rows.iter().map(name)).min(canvas.width * 0.35);
    // The wholes have a column of their own where there is room for it.
    let wholes = if narrow { 0.0 } else { widest(&mut data.rows.iter().map(|row| row.whole.clone())) + 18.0 };
    let left = names + wholes + 10.0;
    let step = ((canvas.width - left) / columns.max(1) as f64).clamp(4.0, 120.0);
    let plot =
        Frame { left, right: left + step * columns as f64, top: TOP, bottom: TOP + ROW * data.rows.len() as f64 };

    let faint = Letters::of(Ink::Text3);
    canvas.text_within(data.of, 0.0, TOP - 8.0, faint, names);
    if !narrow {
        canvas.text(data.whole, left - 10.0, TOP - 8.0, faint.ending());
    }
    let every = (faint.width("00") + 6.0).max(step) / step;
    for column in (0..columns).step_by(every.ceil().max(1.0) as usize) {
        canvas.text(&column.to_string(), left + step * (column as f64 + 0.5), TOP - 8.0, faint.centred());
    }
    if data.rows.is_empty() {
        canvas.text(tr!("No cohorts yet"), canvas.width / 2.0, TOP + ROW, faint.centred());
    }
    let mut hits = Vec::new();
    for (index, row) in data.rows.iter().enumerate() {
        let top = TOP + ROW * index as f64;
        let middle = top + ROW / 2.0 + MIDDLE;
        let letters = if row.sum { plain.bold() } else { plain };
        canvas.text_within(&name(row), 0.0, middle, letters, names);
        if !narrow {
            canvas.text(&row.whole, left - 10.0, middle, Letters { ink: Ink::Text2, ..letters }.ending());
        }
        for (column, share) in row.shares.iter().enumerate() {
            let Some(share) = share.filter(|it| it.is_finite()) else { continue };
            let from = left + step * column as f64;
            let area = Frame { left: from, right: from + step, top, bottom: top + ROW };
            canvas.rect(Frame { right: area.right - 1.0, bottom: area.bottom - 1.0, ..area }, Pen::of(shade(share)));
            let text = (data.cell)(share);
            let small = letters.small().centred();
            if small.width(&text) <= step - 3.0 {
                canvas.text(&text, from + (step - 1.0) / 2.0, middle, small);
            }
            let mut rows = vec![HitRow::of(shade(share), tr!("Kept"), (data.show)(share))];
            rows.extend(row.details.get(column).map(|it| HitRow::of(Ink::Text3, data.whole, it.clone())));
            hits.push(Hit {
                area,
                x: from + step / 2.0,
                marks: Vec::new(),
                title: format!("{}, {} {column}", row.name, data.column),
                rows,
            });
        }
    }
    let header = [data.of.to_owned(), data.whole.to_owned()].into_iter().chain((0..columns).map(|it| it.to_string()));
    let line = |row: &HeatRow| {
        let share = |at: usize| row.shares.get(at).copied().flatten().map_or_else(String::new, |it| (data.show)(it));
        [row.name.clone(), row.whole.clone()].into_iter().chain((0..columns).map(share)).collect()
    };
    let table = Table { header: header.collect(), rows: data.rows.iter().map(line).collect() };
    let key = SHADES.iter().map(|(_, ink, label)| Key::area(*ink, tr!(*label))).collect();
    Chart { hits, table, key, plot, size: canvas.size(), svg: canvas.finish(data.name) }
}
