//! Selling capacity against pipeline: bookings are the smaller of the two, and what is left of capacity is hatched.

use super::canvas::{Canvas, drawn, drawn_or_gap};
use super::ink::{Dash, Ink, Pen};
use super::svg::Letters;
use super::text::first_fit;
use super::ticks::{Scale, between};
use super::{Chart, Frame, Hit, HitRow, Key, KeyShape, Mark, Show, Size, Table, time};
use crate::text::tr;
use crate::units::Month;

/// One month or quarter.
#[derive(Clone, Debug)]
pub struct CapacityPeriod {
    /// Its first month.
    pub start: Month,
    /// Its name in full.
    pub name: String,
    /// Its name beside the axis.
    pub tick: String,
    /// New bookings, in major units of ARR.
    pub bookings: f64,
    /// What the team could sell, in major units of ARR.
    pub capacity: f64,
    /// What the pipeline could close, in major units of ARR.
    pub pipeline: f64,
    /// Capacity that finds no pipeline, in major units of ARR: the sum over segments, as one has no use for what another has too much of.
    pub unused: f64,
}

impl CapacityPeriod {
    /// Whether pipeline is the smaller one, all segments together, by more than dust.
    fn pipeline_binds(&self) -> bool {
        drawn(self.pipeline) < drawn(self.capacity) * (1.0 - 1e-6)
    }
}

/// The data of the chart.
pub struct CapacityChart<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// The periods in order.
    pub periods: &'a [CapacityPeriod],
    /// Writes an amount beside the axis.
    pub axis: Show<'a>,
    /// Writes an amount in readings and in the table.
    pub amount: Show<'a>,
    /// Writes a headline amount: `$1.10M`.
    pub headline: Show<'a>,
}

const CAPACITY: Pen = Pen::of(Ink::Main).width(20);
const PIPELINE: Pen = Pen::of(Ink::T2).width(20).dash(Dash::Dashes);

/// Draws the chart.
pub fn capacity_chart(data: &CapacityChart, size: Size) -> Chart {
    let canvas = Canvas::new(size);
    let count = data.periods.len();
    let values = data.periods.iter().flat_map(|it| [it.bookings, it.capacity, it.pipeline]);
    let scale = Scale::from_zero(values, if canvas.is_narrow() { 4 } else { 6 });
    let left = (canvas.axis_width(&scale, data.axis) + 12.0).min(canvas.width * 0.4);
    let frame = Frame {
        left,
        right: (canvas.width - 10.0).max(left + 10.0),
        top: 22.0,
        bottom: (canvas.height - 26.0).max(40.0),
    };
    let plot = canvas.plot(frame, (0.0, count.max(1) as f64), &scale);

    let mut start = 0;
    for run in data.periods.chunk_by(|a, b| a.pipeline_binds() == b.pipeline_binds()) {
        let (from, to) = (plot.x(start as f64), plot.x((start + run.len()) as f64));
        start += run.len();
        if run.first().is_some_and(CapacityPeriod::pipeline_binds) {
            canvas.rect(Frame { left: from, right: to, top: 4.0, ..frame }, Pen::of(Ink::Pipeline).faint());
        }
    }
    canvas.value_axis(&plot, &scale, data.axis, true);
    let band = frame.width() / count.max(1) as f64;
    let air = 0.08f64.max(0.5 / band.max(1.0)).min(0.3);
    let sides = |index: usize| (index as f64 + air, index as f64 + 1.0 - air);
    for (index, period) in data.periods.iter().enumerate() {
        plot.bar(sides(index), (0.0, drawn(period.bookings)), Pen::of(Ink::New));
    }
    for (index, period) in data.periods.iter().enumerate().filter(|(_, it)| drawn(it.unused) > 0.0) {
        let booked = drawn(period.bookings);
        canvas.hatch(plot.bar_frame(sides(index), (booked, booked + drawn(period.unused))), Pen::of(Ink::Warn));
    }
    let steps = |of: fn(&CapacityPeriod) -> f64| {
        let ends = move |(index, it): (usize, &CapacityPeriod)| {
            [0.0, 1.0].map(|end| (index as f64 + end, drawn_or_gap(of(it))))
        };
        data.periods.iter().enumerate().flat_map(ends)
    };
    plot.line(steps(|it| it.pipeline), PIPELINE);
    plot.line(steps(|it| it.capacity), CAPACITY);
    write_runs(&canvas, data, frame, band);

    let starts: Vec<Month> = data.periods.iter().map(|it| it.start).collect();
    let ticks: Vec<&str> = data.periods.iter().map(|it| it.tick.as_str()).collect();
    let chosen = time::labelled(&starts, &ticks, band);
    time::write(&canvas, &chosen, &ticks, |index| plot.x(index as f64 + 0.5), frame.bottom + 2.0);
    if count == 0 {
        let letters = Letters::of(Ink::Text3).centred();
        canvas.text(tr!("No periods yet"), (frame.left + frame.right) / 2.0, (frame.top + frame.bottom) / 2.0, letters);
    }

    let hits = data.periods.iter().enumerate().map(|(index, period)| {
        let mark = |value: f64, ink| Mark { y: plot.y(drawn(value)), ink };
        Hit {
            area: Frame { left: plot.x(index as f64), right: plot.x(index as f64 + 1.0), ..frame },
            x: plot.x(index as f64 + 0.5),
            marks: vec![mark(period.capacity, Ink::Main), mark(period.pipeline, Ink::T2)],
            title: period.name.clone(),
            rows: vec![
                HitRow::of(Ink::New, tr!("New bookings"), (data.amount)(period.bookings)),
                HitRow::of(Ink::Main, tr!("Selling capacity"), (data.amount)(period.capacity)),
                HitRow::of(Ink::T2, tr!("Pipeline that can close"), (data.amount)(period.pipeline)),
                HitRow::of(Ink::Warn, tr!("Capacity unused"), (data.amount)(period.unused)),
            ],
        }
    });
    let hits: Vec<Hit> = hits.collect();
    let mut header = vec![tr!("Period").to_owned()];
    header.extend(hits.first().iter().flat_map(|it| it.rows.iter().map(|row| row.label.clone())));
    let rows = hits
        .iter()
        .map(|hit| [hit.title.clone()].into_iter().chain(hit.rows.iter().map(|row| row.value.clone())).collect());
    let table = Table { rows: rows.collect(), header };
    let key = vec![
        Key::area(Ink::New, tr!("New bookings")),
        Key::line(Ink::Main, Dash::Solid, tr!("Selling capacity")),
        Key::line(Ink::T2, Dash::Dashes, tr!("Pipeline that can close")),
        Key { label: tr!("Capacity unused").to_owned(), ink: Ink::Warn, shape: KeyShape::Hatch },
    ];
    Chart { hits, table, key, plot: frame, size: canvas.size(), svg: canvas.finish(data.name) }
}

/// Names the runs of months in which pipeline binds, with what they lack together.
fn write_runs(canvas: &Canvas, data: &CapacityChart, frame: Frame, band: f64) {
    let letters = Letters::of(Ink::Warn).bold().halo();
    let mut start = 0;
    let mut written = frame.left;
    for run in data.periods.chunk_by(|a, b| a.pipeline_binds() == b.pipeline_binds()) {
        let (from, to) = (frame.left + start as f64 * band, frame.left + (start + run.len()) as f64 * band);
        start += run.len();
        if !run.first().is_some_and(CapacityPeriod::pipeline_binds) {
            continue;
        }
        let short: f64 = run.iter().map(|it| drawn(it.unused)).sum();
        let wordings = [
            tr!("pipeline binds: short {}", (data.headline)(short)),
            tr!("pipeline binds").to_owned(),
            tr!("pipeline").to_owned(),
        ];
        // A short run's label may reach into its neighbours, but not over another label.
        let room = (to - from).max(120.0f64.min((to - written - 8.0).max(0.0)));
        let Some(text) = first_fit(&wordings, room, 12.0, true) else { continue };
        let half = letters.width(text) / 2.0;
        let middle =
            between((from + to) / 2.0, (written + half).min(frame.right), (canvas.width - half).max(written + half));
        canvas.text(text, middle, 16.0, letters.centred());
        written = middle + half + 8.0;
    }
}
