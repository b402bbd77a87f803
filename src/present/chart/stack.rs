//! Bars stacked by kind, period by period, with a target where there is one: people by family, capacity against target.

use super::canvas::{Canvas, drawn};
use super::ink::{Dash, Ink, Pen};
use super::svg::Letters;
use super::ticks::Scale;
use super::{Chart, Frame, Hit, HitRow, Key, KeyShape, Show, Size, Table, time};
use crate::text::tr;

/// One month, quarter or year.
#[derive(Clone, Debug)]
pub struct StackPeriod {
    /// Its name in full.
    pub name: String,
    /// Its name beside the axis.
    pub tick: String,
}

/// A kind, with a value for each period.
#[derive(Clone, Debug)]
pub struct StackSeries {
    /// What it is.
    pub name: String,
    /// Its ink.
    pub ink: Ink,
    /// A value for each period, in the order of the periods.
    pub values: Vec<f64>,
}

/// What the sums are held against.
#[derive(Clone, Debug)]
pub struct StackTarget {
    /// What it is.
    pub name: String,
    /// A value for each period, in the order of the periods.
    pub values: Vec<f64>,
    /// It is not to be passed, like a budget: less is good and leaves no gap.
    pub limit: bool,
}

/// The data of the chart.
pub struct StackChart<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// The periods in order.
    pub periods: &'a [StackPeriod],
    /// The kinds, from the axis upwards.
    pub series: &'a [StackSeries],
    /// What the sums are held against.
    pub target: Option<StackTarget>,
    /// Writes a value beside the axis.
    pub axis: Show<'a>,
    /// Writes a value in bars, readings and the table.
    pub amount: Show<'a>,
    /// Writes how far a sum is from its target: `+40`, `−160`.
    pub gap: Show<'a>,
}

impl StackChart<'_> {
    fn value(&self, series: &StackSeries, period: usize) -> f64 {
        drawn(series.values.get(period).copied().unwrap_or_default())
    }

    fn sum(&self, period: usize) -> f64 {
        self.series.iter().map(|it| self.value(it, period)).sum()
    }

    fn target(&self, period: usize) -> Option<f64> {
        self.target.as_ref().and_then(|it| it.values.get(period).copied()).filter(|it| it.is_finite()).map(drawn)
    }
}

/// Draws the chart.
pub fn stack_chart(data: &StackChart, size: Size) -> Chart {
    let canvas = Canvas::new(size);
    let count = data.periods.len();
    let stacks = (0..count).flat_map(|period| {
        let sum =
            |up: bool| data.series.iter().map(|it| data.value(it, period)).filter(|it| (*it > 0.0) == up).sum::<f64>();
        [Some(sum(true)), Some(sum(false)), data.target(period)].into_iter().flatten()
    });
    let scale = Scale::from_zero(stacks, if canvas.is_narrow() { 4 } else { 5 });
    let left = (canvas.axis_width(&scale, data.axis) + 12.0).min(canvas.width * 0.4);
    let frame = Frame {
        left,
        right: (canvas.width - 8.0).max(left + 10.0),
        top: 22.0,
        bottom: (canvas.height - 26.0).max(40.0),
    };
    let plot = canvas.plot(frame, (0.0, count.max(1) as f64), &scale);
    canvas.value_axis(&plot, &scale, data.axis, true);
    let band = frame.width() / count.max(1) as f64;
    let air = if band > 110.0 { 0.25 } else { 0.1f64.max(0.5 / band.max(1.0)).min(0.3) };
    let sides = |index: usize| (index as f64 + air, index as f64 + 1.0 - air);

    let mut bases = vec![(0.0, 0.0); count];
    let mut seams = Vec::new();
    for series in data.series {
        for (period, (up, down)) in bases.iter_mut().enumerate() {
            let value = data.value(series, period);
            let base = if value > 0.0 { up } else { down };
            plot.bar(sides(period), (*base, *base + value), Pen::of(series.ink));
            let bar = plot.bar_frame(sides(period), (*base, *base + value));
            if *base != 0.0 && bar.height() > 2.5 {
                seams.push((bar.left, bar.right, if value > 0.0 { bar.bottom } else { bar.top }));
            }
            *base += value;
        }
    }
    for (left, right, y) in seams {
        canvas.line(&[(left, y), (right, y)], Pen::of(Ink::Panel));
    }
    for (period, (up, _)) in bases.iter().enumerate() {
        against_target(&canvas, &plot, data, period, *up, sides(period), band);
    }

    let ticks: Vec<&str> = data.periods.iter().map(|it| it.tick.as_str()).collect();
    let widest = ticks.iter().map(|it| Letters::of(Ink::Text3).width(it)).fold(0.0, f64::max);
    let chosen = time::every(count, widest + 10.0, band);
    time::write(&canvas, &chosen, &ticks, |index| plot.x(index as f64 + 0.5), frame.bottom + 2.0);
    if count == 0 {
        let letters = Letters::of(Ink::Text3).centred();
        canvas.text(tr!("No periods yet"), (frame.left + frame.right) / 2.0, (frame.top + frame.bottom) / 2.0, letters);
    }

    let hits: Vec<Hit> = (data.periods.iter().enumerate())
        .map(|(index, period)| Hit {
            area: Frame { left: plot.x(index as f64), right: plot.x(index as f64 + 1.0), ..frame },
            x: plot.x(index as f64 + 0.5),
            marks: Vec::new(),
            title: period.name.clone(),
            rows: readings(data, index),
        })
        .collect();
    let mut header = vec![tr!("Period").to_owned()];
    header.extend(readings(data, 0).into_iter().map(|it| it.label));
    let rows = hits
        .iter()
        .map(|hit| [hit.title.clone()].into_iter().chain(hit.rows.iter().map(|row| row.value.clone())).collect());
    let table = Table { rows: rows.collect(), header };
    let mut key: Vec<Key> = data.series.iter().map(|it| Key::area(it.ink, &it.name)).collect();
    if let Some(target) = &data.target {
        key.push(Key::line(Ink::Main, Dash::Solid, &target.name));
        if !target.limit {
            key.push(Key { label: tr!("Gap").to_owned(), ink: Ink::Warn, shape: KeyShape::Hatch });
        }
    }
    Chart { hits, table, key, plot: frame, size: canvas.size(), svg: canvas.finish(data.name) }
}

/// The target's line over a bar, the gap hatched, and the figures in words where they fit.
fn against_target(
    canvas: &Canvas,
    plot: &super::canvas::Plot,
    data: &StackChart,
    period: usize,
    up: f64,
    x: (f64, f64),
    band: f64,
) {
    let sum = data.sum(period);
    let bar = plot.bar_frame(x, (0.0, up));
    let middle = (bar.left + bar.right) / 2.0;
    let Some(target) = data.target(period) else {
        let letters = Letters::of(Ink::Text2).bold().centred();
        let text = (data.amount)(sum);
        if letters.width(&text) <= band + 2.0 {
            canvas.text(&text, middle, bar.top - 6.0, letters);
        }
        return;
    };
    let level = plot.y(target);
    let limit = data.target.as_ref().is_some_and(|it| it.limit);
    if target > up && !limit {
        canvas.hatch(Frame { top: level, bottom: bar.top, ..bar }, Pen::of(Ink::Warn));
    }
    canvas.line(&[(bar.left - 3.0, level), (bar.right + 3.0, level)], Pen::of(Ink::Main).width(20));
    let gap = sum - target;
    let ink = if (gap < 0.0) == limit || gap == 0.0 { Ink::Good } else { Ink::Warn };
    let letters = Letters::of(ink).bold().centred();
    let text = (data.gap)(gap);
    if letters.width(&text) <= band + 2.0 {
        canvas.text(&text, middle, bar.top.min(level) - 7.0, letters);
    }
    let inside = Letters::of(Ink::Panel).bold().small().centred();
    let text = (data.amount)(sum);
    if inside.width(&text) <= bar.width() - 4.0 && bar.height() > 22.0 {
        canvas.text(&text, middle, bar.bottom - 8.0, inside);
    }
}

fn readings(data: &StackChart, period: usize) -> Vec<HitRow> {
    let mut rows: Vec<HitRow> =
        data.series.iter().map(|it| HitRow::of(it.ink, &it.name, (data.amount)(data.value(it, period)))).collect();
    let sum = data.sum(period);
    if data.series.len() != 1 {
        rows.push(HitRow::of(Ink::Main, tr!("Total"), (data.amount)(sum)));
    }
    if let Some(it) = &data.target {
        let target = data.target(period);
        rows.push(HitRow::of(Ink::Main, &it.name, target.map_or("–".to_owned(), |it| (data.amount)(it))));
        let name = if it.limit { tr!("Over or left") } else { tr!("Gap") };
        rows.push(HitRow::of(Ink::Warn, name, target.map_or("–".to_owned(), |it| (data.gap)(sum - it))));
    }
    rows
}
