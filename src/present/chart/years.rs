//! What a year would bring by each offer: a bar from a bad year to a good one, a tick at the middle, a circle at the mean.

use super::canvas::{Canvas, MIDDLE, drawn};
use super::ink::{Dash, Ink, Pen};
use super::svg::Letters;
use super::ticks::{Scale, nice_ticks};
use super::{Chart, Frame, Hit, HitRow, Key, KeyShape, Show, Size, Table};
use crate::text::tr;

/// One offer.
#[derive(Clone, Debug, PartialEq)]
pub struct YearsRow {
    /// Its place among the offers.
    pub place: usize,
    /// Letter and name.
    pub name: String,
    /// What stands below the name.
    pub role: String,
    /// A bad, a middle and a good year, in major units.
    pub tenths: [f64; 3],
    /// The mean.
    pub mean: f64,
}

/// The data of the chart.
pub struct YearsChart<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// The offers.
    pub rows: &'a [YearsRow],
    /// What one earns today.
    pub today: Option<f64>,
    /// Writes pay beside the axis.
    pub axis: Show<'a>,
    /// Writes pay at bars, in readings and in the table.
    pub amount: Show<'a>,
}

/// The height of a row, in pixels.
const ROW: f64 = 44.0;

/// Draws the chart; its height follows the number of offers.
pub fn years_chart(data: &YearsChart, width: u32) -> Chart {
    let height = (ROW * data.rows.len() as f64 + 34.0) as u32;
    let canvas = Canvas::new(Size { width, height });
    let narrow = canvas.is_narrow();
    let names = if narrow { 0.0 } else { (canvas.width * 0.26).clamp(120.0, 210.0) };
    let values = data.rows.iter().flat_map(|it| it.tenths.into_iter().chain([it.mean])).chain(data.today);
    let scale = Scale::around(values.map(drawn), if narrow { 4 } else { 6 });
    let at_bars = Letters::of(Ink::Text2).small();
    let span = (scale.high - scale.low).max(1e-9);
    let share = |pay: f64| (drawn(pay) - scale.low) / span;
    // Room for half of a label of the axis at both ends, and more where what is written beside a bar needs it. Bars then move a little
    // towards the other end, so it is asked again.
    let (mut left, mut right) = (names + 34.0, canvas.width - 44.0);
    for _ in 0..4 {
        let at = |pay: f64| left + share(pay) * (right - left);
        let wide = |pay: f64| at_bars.width(&(data.axis)(pay)) + 6.0;
        let before = |it: &YearsRow| it.tenths.first().map_or(0.0, |bad| names + wide(*bad) - at(*bad));
        let after = |it: &YearsRow| it.tenths.last().map_or(0.0, |good| at(*good) + wide(*good) - canvas.width);
        let (lacks, beyond) =
            (data.rows.iter().map(before).fold(0.0, f64::max), data.rows.iter().map(after).fold(0.0, f64::max));
        (left, right) = ((left + lacks).min(canvas.width * 0.6), right - beyond);
    }
    let frame = Frame { left, right: right.max(left + 26.0), top: 4.0, bottom: f64::from(height) - 28.0 };
    // Pay runs along the lower axis.
    let x = |pay: f64| frame.left + share(pay) * frame.width();
    for tick in &apart(&scale, data.axis, frame.width()) {
        canvas.line(&[(x(*tick), frame.top), (x(*tick), frame.bottom)], Pen::of(Ink::Grid));
        canvas.text(&(data.axis)(*tick), x(*tick), frame.bottom + 17.0, Letters::of(Ink::Text3).centred());
    }
    // Where names stand above their bars, the line leaves them out.
    let tops = if narrow { (0..data.rows.len()).map(|row| ROW * row as f64 + 16.0).collect() } else { vec![0.0] };
    let tall = if narrow { ROW - 16.0 } else { frame.height() };
    for (x, top) in data.today.into_iter().flat_map(|today| tops.iter().map(move |top| (x(today), frame.top + top))) {
        canvas.line(&[(x, top), (x, top + tall)], Pen::of(Ink::Text3).width(12).dash(Dash::Dots));
    }
    let mut hits = Vec::new();
    for (index, row) in data.rows.iter().enumerate() {
        let top = frame.top + ROW * index as f64;
        let middle = top + ROW / 2.0 + if narrow { 7.0 } else { 0.0 };
        let ink = Ink::of_thing(row.place);
        let [bad, centre, good] = row.tenths;
        if narrow {
            canvas.text_within(&row.name, 0.0, top + 12.0, Letters::of(Ink::Main).bold().halo(), canvas.width);
        } else {
            canvas.text_within(&row.name, 0.0, middle - 3.0, Letters::of(Ink::Main).bold(), names - 6.0);
            canvas.text_within(&row.role, 0.0, middle + 12.0, Letters::of(Ink::Text3), names - 6.0);
        }
        let bar = Frame { left: x(bad), right: x(good).max(x(bad) + 2.0), top: middle - 6.0, bottom: middle + 6.0 };
        canvas.rect(bar, Pen::of(ink).faint());
        canvas.line(&[(bar.left, bar.top), (bar.left, bar.bottom)], Pen::of(ink).width(15));
        canvas.line(&[(bar.right, bar.top), (bar.right, bar.bottom)], Pen::of(ink).width(15));
        canvas.line(&[(x(centre), middle - 8.0), (x(centre), middle + 8.0)], Pen::of(ink).width(24));
        canvas.dot(x(row.mean), middle, 3.5, Pen::of(Ink::Main).width(15), false);
        canvas.text(&(data.axis)(bad), bar.left - 5.0, middle + MIDDLE, at_bars.ending().halo());
        canvas.text(&(data.axis)(good), bar.right + 5.0, middle + MIDDLE, at_bars.halo());
        let readings = [
            (tr!("Bad year, 1 in 10 is worse"), bad),
            (tr!("Middle"), centre),
            (tr!("Good year, 1 in 10 is better"), good),
            (tr!("Mean"), row.mean),
        ];
        hits.push(Hit {
            area: Frame { left: 0.0, right: canvas.width, top, bottom: top + ROW },
            x: x(row.mean),
            marks: Vec::new(),
            title: row.name.clone(),
            rows: readings.map(|(label, value)| HitRow::of(ink, label, (data.amount)(value))).to_vec(),
        });
    }
    let header =
        [tr!("Offer"), tr!("Bad year"), tr!("Middle"), tr!("Good year"), tr!("Mean")].map(str::to_owned).to_vec();
    let rows = data.rows.iter().map(|row| {
        let [bad, centre, good] = row.tenths;
        let figures = [bad, centre, good, row.mean].map(|it| (data.amount)(it));
        std::iter::once(row.name.clone()).chain(figures).collect()
    });
    let table = Table { rows: rows.collect(), header };
    let key = vec![
        Key::area(Ink::Axis, tr!("bar: from 1 in 10 worse to 1 in 10 better")),
        Key::line(Ink::Text2, Dash::Solid, tr!("tick: middle")),
        Key { label: tr!("circle: mean").to_owned(), ink: Ink::Main, shape: KeyShape::Dot },
    ];
    Chart { hits, table, key, plot: frame, size: canvas.size(), svg: canvas.finish(data.name) }
}

/// The round numbers of an axis of so many pixels whose labels do not touch: as many as there is room for.
fn apart(scale: &Scale, show: Show, width: f64) -> Vec<f64> {
    let span = (scale.high - scale.low).max(1e-9);
    let room = |ticks: &[f64]| {
        let widest = ticks.iter().map(|it| Letters::of(Ink::Text3).width(&show(*it))).fold(0.0, f64::max);
        let step = |pair: (&f64, &f64)| (pair.1 - pair.0) / span * width;
        ticks.iter().zip(ticks.iter().skip(1)).map(step).all(|step| step >= widest + 6.0)
    };
    let fewer = (1..scale.ticks.len()).rev().map(|most| nice_ticks(scale.low, scale.high, most));
    std::iter::once(scale.ticks.clone()).chain(fewer).find(|it| room(it)).unwrap_or_default()
}
