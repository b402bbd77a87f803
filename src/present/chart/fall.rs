//! Balances and the movements between them, period by period: columns where there is room, rows on a phone. The ARR waterfall and the
//! capacity waterfall are drawn by it.

use super::canvas::{Canvas, MIDDLE, Plot, drawn};
use super::ink::{Ink, Pen};
use super::label::{Places, middle, written_at};
use super::svg::Letters;
use super::ticks::{Scale, between};
use super::{Chart, Frame, Hit, HitRow, Key, Show, Size, Table, text};
use crate::text::tr;

/// A kind of movement.
pub(super) struct FallKind {
    /// Its ink.
    pub ink: Ink,
    /// Its name.
    pub name: &'static str,
    /// Its name where there is little room.
    pub short: &'static str,
}

/// One period.
pub(super) struct FallPeriod {
    /// Its name.
    pub name: String,
    /// The name of its opening balance.
    pub opening_name: String,
    /// The name of its closing balance.
    pub closing_name: String,
    /// The balance before it.
    pub opening: f64,
    /// A movement of each kind, losses negative.
    pub moves: Vec<f64>,
    /// The balance at its end.
    pub closing: f64,
}

/// The data of the chart.
pub(super) struct Fall<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// What a balance is of.
    pub subject: &'a str,
    /// The kinds of movements.
    pub kinds: &'a [FallKind],
    /// The periods in order; each opens where the one before closes.
    pub periods: &'a [FallPeriod],
    /// Writes a balance beside the axis.
    pub axis: Show<'a>,
    /// Writes a balance.
    pub balance: Show<'a>,
    /// Writes a movement.
    pub movement: Show<'a>,
}

/// A column or row: a balance from zero, or a movement from one level to the next.
pub(super) struct Step {
    pub ink: Ink,
    pub name: String,
    pub short: String,
    pub from: f64,
    pub to: f64,
    pub text: String,
    pub balance: bool,
    /// The period's name, for the movements.
    pub period: String,
}

fn steps(data: &Fall) -> Vec<Step> {
    let balance = |name: &str, value: f64| Step {
        ink: Ink::Balance,
        name: name.to_owned(),
        short: name.to_owned(),
        from: 0.0,
        to: drawn(value),
        text: (data.balance)(value),
        balance: true,
        period: String::new(),
    };
    let mut steps = Vec::new();
    for (index, period) in data.periods.iter().enumerate() {
        if index == 0 {
            steps.push(balance(&period.opening_name, period.opening));
        }
        let mut level = drawn(period.opening);
        for (kind, value) in data.kinds.iter().zip(&period.moves) {
            let value = drawn(*value);
            steps.push(Step {
                ink: kind.ink,
                name: tr!(kind.name).to_owned(),
                short: tr!(kind.short).to_owned(),
                from: level,
                to: level + value,
                text: (data.movement)(value),
                balance: false,
                period: period.name.clone(),
            });
            level += value;
        }
        steps.push(balance(&period.closing_name, period.closing));
    }
    steps
}

/// Columns this wide carry the names of their movements; slimmer ones need a key.
const NAMED: f64 = 40.0;
/// Slimmer than this, a column cannot be pointed at.
const SLIMMEST: f64 = 7.0;
/// A narrower drawing is a phone's, where one scrolls down and reads row by row.
const PHONE: f64 = 520.0;

/// Draws the chart. Where columns would be too slim it is drawn in rows, and then is as high as these need.
pub(super) fn fall(data: &Fall, size: Size) -> Chart {
    let steps = steps(data);
    let column = (f64::from(size.width) - 60.0) / steps.len().max(1) as f64;
    let key = data.kinds.iter().map(|it| Key::area(it.ink, tr!(it.name))).collect();
    let table = table(data);
    let fits = column >= NAMED || (column >= SLIMMEST && f64::from(size.width) >= PHONE);
    match (fits, column >= NAMED) {
        (false, _) => rows(data, &steps, size, table, key),
        (true, true) => columns(data, &steps, size, table, key),
        (true, false) => slim_columns(data, &steps, size, table, key),
    }
}

/// Many periods side by side: colours say what a column is, and only balances have their names and amounts, as many as there is room
/// for. The rest is told where one points.
fn slim_columns(data: &Fall, steps: &[Step], size: Size, table: Table, key: Vec<Key>) -> Chart {
    let canvas = Canvas::new(size);
    let scale = Scale::from_zero(steps.iter().flat_map(|it| [it.from, it.to]), 6);
    let left = (canvas.axis_width(&scale, data.axis) + 12.0).min(canvas.width * 0.4);
    let frame = Frame {
        left,
        right: (canvas.width - 24.0).max(left + 10.0),
        top: 34.0,
        bottom: (canvas.height - 44.0).max(60.0),
    };
    let mut x = left;
    for kind in data.kinds {
        let letters = Letters::of(Ink::Text2).small();
        canvas.rect(Frame { left: x, right: x + 9.0, top: 2.0, bottom: 11.0 }, Pen::of(kind.ink));
        let name = tr!(kind.name);
        canvas.text(name, x + 15.0, 11.0, letters);
        x += 15.0 + letters.width(name) + 14.0;
    }
    let plot = canvas.plot(frame, (0.0, steps.len().max(1) as f64), &scale);
    canvas.value_axis(&plot, &scale, data.axis, true);
    let sides = |index: usize| (index as f64 + 0.1, index as f64 + 0.9);
    for (index, step) in steps.iter().enumerate() {
        plot.bar(sides(index), (step.from, step.to), Pen::of(step.ink));
    }
    let letters = Letters::of(Ink::Main).bold().centred();
    let amounts = Letters::of(Ink::Text2).centred();
    let balances = || steps.iter().enumerate().filter(|(_, step)| step.balance);
    let widest = balances().map(|(_, it)| letters.width(&it.name).max(amounts.width(&it.text))).fold(0.0, f64::max);
    let apart = frame.width() / steps.len().max(1) as f64 * (data.kinds.len() + 1) as f64;
    let every = ((widest + 12.0) / apart).ceil().max(1.0) as usize;
    // Counted from the end: where the plan leads to is always named.
    let last = balances().count().saturating_sub(1);
    for (_, (index, step)) in balances().enumerate().filter(|(nth, _)| (last - nth) % every == 0) {
        let middle = plot.x(index as f64 + 0.5);
        let half = letters.width(&step.name).max(amounts.width(&step.text)) / 2.0;
        let middle = middle.min(canvas.width - half).max(half);
        canvas.text(&step.name, middle, frame.bottom + 18.0, letters);
        canvas.text(&step.text, middle, frame.bottom + 34.0, amounts);
    }
    let hits = steps.iter().enumerate().map(|(index, step)| {
        let area = Frame { left: plot.x(index as f64), right: plot.x(index as f64 + 1.0), ..frame };
        hit(data, step, area, plot.x(index as f64 + 0.5))
    });
    let hits = hits.collect();
    Chart { hits, table, key, plot: frame, size: canvas.size(), svg: canvas.finish(data.name) }
}

pub(super) fn columns(data: &Fall, steps: &[Step], size: Size, table: Table, key: Vec<Key>) -> Chart {
    let canvas = Canvas::new(size);
    let scale = Scale::from_zero(steps.iter().flat_map(|it| [it.from, it.to]), 6);
    let left = (canvas.axis_width(&scale, data.axis) + 12.0).min(canvas.width * 0.4);
    let frame = Frame {
        left,
        right: (canvas.width - 4.0).max(left + 10.0),
        top: 20.0,
        bottom: (canvas.height - 52.0).max(60.0),
    };
    let plot = canvas.plot(frame, (0.0, steps.len().max(1) as f64), &scale);
    canvas.value_axis(&plot, &scale, data.axis, true);
    let band = frame.width() / steps.len().max(1) as f64;
    let sides = |index: usize| (index as f64 + 0.13, index as f64 + 0.87);
    for (index, step) in steps.iter().enumerate() {
        plot.bar(sides(index), (step.from, step.to), Pen::of(step.ink));
    }
    // Hairlines carry each level over to the next column.
    for (index, step) in steps.iter().enumerate().take(steps.len().saturating_sub(1)) {
        plot.line([(sides(index).1, step.to), (sides(index + 1).0, step.to)], Pen::of(Ink::Axis));
    }
    for (index, step) in steps.iter().enumerate() {
        let bar = plot.bar_frame(sides(index), (step.from, step.to));
        let middle = (bar.left + bar.right) / 2.0;
        let letters = if step.balance { Letters::of(Ink::Main).bold() } else { Letters::of(Ink::Text2) }.centred();
        if letters.width(&step.text) <= band + 4.0 {
            canvas.text(&step.text, middle, bar.top - 6.0, letters);
        }
    }
    names(&canvas, &plot, steps, band);
    brackets(&canvas, data, steps, frame, band);
    if steps.is_empty() {
        let letters = Letters::of(Ink::Text3).centred();
        canvas.text(tr!("No periods yet"), (frame.left + frame.right) / 2.0, (frame.top + frame.bottom) / 2.0, letters);
    }
    let hits = steps.iter().enumerate().map(|(index, step)| {
        let area = Frame { left: plot.x(index as f64), right: plot.x(index as f64 + 1.0), ..frame };
        hit(data, step, area, plot.x(index as f64 + 0.5))
    });
    let hits = hits.collect();
    Chart { hits, table, key, plot: frame, size: canvas.size(), svg: canvas.finish(data.name) }
}

/// Under each column what it is: of balances always, of movements at length, in short or cut, as far as there is room between them.
fn names(canvas: &Canvas, plot: &Plot, steps: &[Step], band: f64) {
    let y = plot.frame.bottom + 18.0;
    let mut places = Places::new(Frame { left: 0.0, right: canvas.width, top: 0.0, bottom: canvas.height });
    let at = |index: usize, width: f64| {
        let left = plot.x(index as f64 + 0.5) - width / 2.0;
        written_at(between(left, 0.0, canvas.width - width), y, width)
    };
    let bold = Letters::of(Ink::Main).bold();
    for (index, step) in steps.iter().enumerate().filter(|it| it.1.balance) {
        let found = at(index, bold.width(&step.name));
        canvas.text(&step.name, middle(found), y, bold.centred());
        places.take(Frame { left: found.left - 3.0, right: found.right + 3.0, ..found });
    }
    let letters = Letters::of(Ink::Text3).small();
    for (index, step) in steps.iter().enumerate().filter(|it| !it.1.balance) {
        let cut = |room: f64| text::shortened(&step.short, room, 11.0, false);
        // No name takes the room of the next one.
        let whole = [&step.name, &step.short].into_iter().filter(|it| letters.width(it) <= band - 3.0).cloned();
        for name in whole.chain([cut(band - 3.0), cut(band - 12.0)]) {
            if let Some(found) = places.place([at(index, letters.width(&name))]) {
                canvas.text(&name, middle(found), y, letters.centred());
                break;
            }
        }
    }
}

/// Under the movements of each period, its name and what they sum up to.
fn brackets(canvas: &Canvas, data: &Fall, steps: &[Step], frame: Frame, band: f64) {
    let per_period = steps.len().saturating_sub(1) / data.periods.len().max(1);
    for (index, period) in data.periods.iter().enumerate() {
        let first = 1 + index * per_period;
        let edge = |column: usize| frame.left + band * column as f64;
        let (left, right) = (edge(first) + band * 0.1, edge(first + per_period.saturating_sub(1)) - band * 0.1);
        canvas.line(&[(left, frame.bottom + 27.0), (right, frame.bottom + 27.0)], Pen::of(Ink::Axis));
        let moved = drawn(period.closing) - drawn(period.opening);
        let text = format!("{}: {}", period.name, (data.movement)(moved));
        canvas.text(&text, (left + right) / 2.0, frame.bottom + 43.0, Letters::of(Ink::Text2).centred());
    }
}

pub(super) fn rows(data: &Fall, steps: &[Step], size: Size, table: Table, key: Vec<Key>) -> Chart {
    const ROW: f64 = 23.0;
    let height = (steps.len() as f64 * ROW + 12.0).ceil().max(40.0) as u32;
    let canvas = Canvas::new(Size { height, ..size });
    let letters = |step: &Step| if step.balance { Letters::of(Ink::Main).bold() } else { Letters::of(Ink::Text2) };
    let name_width = steps.iter().map(|it| letters(it).width(&it.name)).fold(0.0, f64::max);
    let text_width = steps.iter().map(|it| letters(it).width(&it.text)).fold(0.0, f64::max);
    let left = (name_width + 12.0).min(canvas.width * 0.45);
    let frame = Frame {
        left,
        right: (canvas.width - text_width - 12.0).max(left + 10.0),
        top: 6.0,
        bottom: 6.0 + steps.len().max(1) as f64 * ROW,
    };
    // Values run along the width here; the axis of rows runs downwards.
    let values = Scale::from_zero(steps.iter().flat_map(|it| [it.from, it.to]), 4);
    let (low, high) = (values.low, if values.high > 0.0 { values.high / 1.06 } else { 0.0 });
    let span = if high > low { high - low } else { 1.0 };
    let x = |value: f64| frame.left + (value - low) / span * frame.width();
    let zero = x(0.0).round() + 0.5;
    canvas.line(&[(zero, frame.top), (zero, frame.bottom)], Pen::of(Ink::Axis));
    let mut hits = Vec::with_capacity(steps.len());
    for (index, step) in steps.iter().enumerate() {
        let top = frame.top + index as f64 * ROW;
        let (a, b) = (x(step.from), x(step.to));
        let bar = Frame { left: a.min(b), right: a.max(b), top: top + 4.0, bottom: top + ROW - 4.0 };
        if bar.width() > 0.0 {
            canvas.rect(bar, Pen::of(step.ink));
        }
        let base = (bar.top + bar.bottom) / 2.0 + MIDDLE;
        canvas.text_within(&step.name, 0.0, base, letters(step), left - 6.0);
        canvas.text(&step.text, canvas.width, base, letters(step).ending());
        if index + 1 < steps.len() {
            canvas.line(&[(b, bar.bottom), (b, bar.bottom + 8.0)], Pen::of(Ink::Axis));
        }
        hits.push(hit(data, step, Frame { left: 0.0, right: canvas.width, top, bottom: top + ROW }, b));
    }
    Chart { hits, table, key, plot: frame, size: canvas.size(), svg: canvas.finish(data.name) }
}

fn hit(data: &Fall, step: &Step, area: Frame, x: f64) -> Hit {
    let title = if step.balance { step.name.clone() } else { format!("{}, {}", step.name, step.period) };
    let label = if step.balance { data.subject } else { tr!("Movement") };
    Hit { area, x, marks: Vec::new(), title, rows: vec![HitRow::of(step.ink, label, step.text.clone())] }
}

fn table(data: &Fall) -> Table {
    let mut header = vec![tr!("Period").to_owned(), tr!("Opening").to_owned()];
    header.extend(data.kinds.iter().map(|it| it.name.to_owned()));
    header.push(tr!("Closing").to_owned());
    let rows = data.periods.iter().map(|period| {
        let mut row = vec![period.name.clone(), (data.balance)(period.opening)];
        row.extend(period.moves.iter().map(|value| (data.movement)(drawn(*value))));
        row.push((data.balance)(period.closing));
        row
    });
    Table { rows: rows.collect(), header }
}
