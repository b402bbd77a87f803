//! How scores are spread over accounts, by tier.

use super::canvas::Canvas;
use super::ink::{Ink, Pen};
use super::svg::Letters;
use super::ticks::Scale;
use super::{Chart, Frame, Hit, HitRow, Key, Show, Size, Table};
use crate::text::tr;

/// The data of the chart.
pub struct ScoreChart<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// Names of the tiers, the best first.
    pub tiers: &'a [String],
    /// Accounts by equal parts of the scale from 0 to 100, and in each by tier.
    pub bins: &'a [Vec<usize>],
    /// Writes a number of accounts.
    pub count: Show<'a>,
}

/// Draws the chart: a column for each part of the scale, the best tier on top.
pub fn score_chart(data: &ScoreChart, size: Size) -> Chart {
    let canvas = Canvas::new(size);
    let bins = data.bins.len().max(1);
    let sum = |bin: &Vec<usize>| bin.iter().sum::<usize>() as f64;
    let scale = Scale::from_zero(data.bins.iter().map(sum), if canvas.is_narrow() { 4 } else { 5 });
    let left = (canvas.axis_width(&scale, data.count) + 12.0).min(canvas.width * 0.4);
    let frame = Frame {
        left,
        right: (canvas.width - 10.0).max(left + 10.0),
        top: 10.0,
        bottom: (canvas.height - 26.0).max(40.0),
    };
    let plot = canvas.plot(frame, (0.0, bins as f64), &scale);
    canvas.value_axis(&plot, &scale, data.count, true);
    let mut hits = Vec::new();
    for (index, bin) in data.bins.iter().enumerate() {
        let sides = (index as f64 + 0.08, index as f64 + 0.92);
        let mut base = 0.0;
        // From the last tier up, so that the best stands on top.
        for (tier, count) in bin.iter().enumerate().rev() {
            let top = base + *count as f64;
            plot.bar(sides, (base, top), Pen::of(Ink::of_thing(tier)));
            base = top;
        }
        let edge = |at: usize| (at as f64 / bins as f64 * 100.0).round();
        let rows = data.tiers.iter().zip(bin).enumerate().filter(|(_, (_, count))| **count > 0);
        hits.push(Hit {
            area: Frame { left: plot.x(index as f64), right: plot.x(index as f64 + 1.0), ..frame },
            x: plot.x(index as f64 + 0.5),
            marks: Vec::new(),
            title: tr!("Score {} to {}", edge(index), edge(index + 1)),
            rows: rows
                .map(|(tier, (name, count))| HitRow::of(Ink::of_thing(tier), name, (data.count)(*count as f64)))
                .collect(),
        });
    }
    let letters = Letters::of(Ink::Text3).centred();
    for at in (0..=100).step_by(if canvas.is_narrow() { 25 } else { 10 }) {
        let x = plot.x(f64::from(at) / 100.0 * bins as f64);
        canvas.text(&at.to_string(), x, frame.bottom + 17.0, letters);
    }
    let header = std::iter::once(tr!("Score").to_owned()).chain(data.tiers.iter().cloned());
    let line = |(hit, bin): (&Hit, &Vec<usize>)| {
        let counts = bin.iter().map(|count| (data.count)(*count as f64));
        std::iter::once(hit.title.replace(tr!("Score "), "")).chain(counts).collect()
    };
    let table = Table { header: header.collect(), rows: hits.iter().zip(data.bins).map(line).collect() };
    let key = data.tiers.iter().enumerate().map(|(tier, name)| Key::area(Ink::of_thing(tier), name)).collect();
    Chart { hits, table, key, plot: frame, size: canvas.size(), svg: canvas.finish(data.name) }
}
