//! Annual recurring revenue: the balance above, what moves it below, what limits it beneath, on one time axis.

use super::canvas::{Canvas, MIDDLE, Plot, TARGET, drawn, drawn_or_gap};
use super::ink::{Dash, Ink, Pen};
use super::label::spread;
use super::svg::Letters;
use super::text::first_fit;
use super::ticks::Scale;
use super::{Chart, Frame, Hit, HitRow, Key, Mark, Show, Size, Table, ground, time};
use crate::text::{mark, tr};
use crate::units::Month;

/// What new bookings are limited by in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limit {
    /// Neither, or not known.
    #[default]
    None,
    /// What the team can sell.
    Capacity,
    /// What the pipeline offers.
    Pipeline,
}

/// One month, quarter or year.
#[derive(Clone, Debug)]
pub struct ArrPeriod {
    /// Its first month.
    pub start: Month,
    /// Its name in full: `Mar 2028`.
    pub name: String,
    /// Its name beside the axis: `Mar 28`.
    pub tick: String,
    /// ARR at its end, in major units; not a number where there is none.
    pub closing: f64,
    /// ARR won, major units, 0 or more.
    pub new: f64,
    /// Added by customers, 0 or more.
    pub expansion: f64,
    /// Added by price uplift, 0 or more.
    pub price: f64,
    /// Of customers that came back, 0 or more.
    pub reactivation: f64,
    /// Lost with customers, as an amount of 0 or more.
    pub churn: f64,
    /// Lost with customers that stay, as an amount of 0 or more.
    pub contraction: f64,
    /// What limits bookings.
    pub limit: Limit,
    /// What pipeline lacks against selling capacity in the period, in major units; 0 where it lacks nothing.
    pub shortfall: f64,
}

/// Another course of the same balance: a compared scenario, or the state before an edit.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Its name.
    pub name: String,
    /// ARR at the end of each period, in the order of the periods.
    pub closing: Vec<f64>,
}

/// A level to reach.
#[derive(Clone, Debug)]
pub struct Target {
    /// What is written on the line: `target $38.5M`.
    pub label: String,
    /// ARR in major units.
    pub value: f64,
}

/// The data of the chart.
pub struct ArrChart<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// ARR before the first period, in major units.
    pub opening: f64,
    /// The periods in order.
    pub periods: &'a [ArrPeriod],
    /// How many of them, from the first, are closed; a part of one counts as such.
    pub closed: f64,
    /// A second line.
    pub compared: Option<Compared>,
    /// A line to reach.
    pub target: Option<Target>,
    /// Writes a balance beside the axis: `$40M`.
    pub axis: Show<'a>,
    /// Writes a movement beside the axis: `+2M`.
    pub flow_axis: Show<'a>,
    /// Writes a headline amount: `$40.4M`.
    pub headline: Show<'a>,
    /// Writes an amount in the table and the readings; losses come as negative amounts.
    pub amount: Show<'a>,
}

/// A kind of movement, from the axis outwards.
struct Flow {
    ink: Ink,
    name: &'static str,
    of: fn(&ArrPeriod) -> f64,
}

const FLOWS: [Flow; 6] = [
    Flow { ink: Ink::New, name: mark!("New business"), of: |it| drawn(it.new) },
    Flow { ink: Ink::Reactivation, name: mark!("Reactivation"), of: |it| drawn(it.reactivation) },
    Flow { ink: Ink::Expansion, name: mark!("Expansion"), of: |it| drawn(it.expansion) },
    Flow { ink: Ink::Price, name: mark!("Price uplift"), of: |it| drawn(it.price) },
    Flow { ink: Ink::Churn, name: mark!("Churn"), of: |it| -drawn(it.churn) },
    Flow { ink: Ink::Contraction, name: mark!("Contraction"), of: |it| -drawn(it.contraction) },
];

/// The kinds that occur; new business, expansion and churn always do.
fn flows(data: &ArrChart) -> Vec<&'static Flow> {
    let always = [Ink::New, Ink::Expansion, Ink::Churn];
    FLOWS
        .iter()
        .filter(|flow| always.contains(&flow.ink) || data.periods.iter().any(|it| (flow.of)(it) != 0.0))
        .collect()
}

/// Draws the chart.
pub fn arr_chart(data: &ArrChart, size: Size) -> Chart {
    let canvas = Canvas::new(size);
    let narrow = canvas.is_narrow();
    let count = data.periods.len();
    let flows = flows(data);
    let balances = || data.periods.iter().map(|it| drawn_or_gap(it.closing));
    let compared = || data.compared.iter().flat_map(|it| &it.closing).take(count).map(|it| drawn_or_gap(*it));
    let target = data.target.as_ref().filter(|it| it.value.is_finite());
    let opening = drawn_or_gap(data.opening);

    let above = balances().chain(compared()).chain([opening]).chain(target.map(|it| drawn(it.value)));
    let balance = Scale::around(above, if narrow { 4 } else { 6 });
    let ends = data.periods.iter().flat_map(|period| {
        let sum = |up: bool| flows.iter().map(|it| (it.of)(period)).filter(|it| (*it > 0.0) == up).sum::<f64>();
        [sum(true), sum(false)]
    });
    let flow = Scale::from_zero(ends, if narrow { 4 } else { 5 });

    let last = |values: &mut dyn Iterator<Item = f64>| values.filter(|it| it.is_finite()).last();
    let end_labels: Vec<(f64, String, Letters)> = [
        last(&mut balances()).map(|it| (it, (data.headline)(it), Letters::of(Ink::Main).bold())),
        last(&mut compared()).map(|it| (it, (data.headline)(it), Letters::of(Ink::B))),
    ]
    .into_iter()
    .flatten()
    .collect();

    let axis_width = canvas.axis_width(&balance, data.axis).max(canvas.axis_width(&flow, data.flow_axis));
    let end_width = end_labels.iter().map(|(_, text, letters)| letters.width(text)).fold(0.0, f64::max);
    let left = (axis_width + 12.0).min(canvas.width * 0.4);
    let right = (canvas.width - end_width - 14.0).max(left + 10.0);
    let limited = data.periods.iter().any(|it| it.limit != Limit::None);
    let strip_height = if limited { 23.0 } else { 0.0 };
    let foot = (canvas.height - 24.0 - strip_height).max(60.0);
    let (top, gap) = (14.0, 26.0);
    let split = top + (foot - top - gap) * 0.6;
    let upper = Frame { left, right, top, bottom: split };
    let lower = Frame { left, right, top: split + gap, bottom: foot };

    let x = (0.0, count.max(1) as f64);
    let balances_plot = canvas.plot(upper, x, &balance);
    let flows_plot = canvas.plot(lower, x, &flow);
    let closed_to = flows_plot.x(data.closed.clamp(0.0, count as f64));
    ground::closed(&canvas, Frame { bottom: foot, ..upper }, closed_to, data.closed);
    canvas.value_axis(&balances_plot, &balance, data.axis, false);
    canvas.value_axis(&flows_plot, &flow, data.flow_axis, true);

    bars(&canvas, &flows_plot, data.periods, &flows);
    let line = |values: &mut dyn Iterator<Item = f64>| {
        let points = values.enumerate().map(|(index, value)| (index as f64 + 0.5, value));
        [(0.0, opening)].into_iter().chain(points).collect::<Vec<_>>()
    };
    if let Some(target) = target {
        let y = balances_plot.y(drawn(target.value));
        canvas.line(&[(left, y), (right, y)], TARGET);
    }
    balances_plot.line(line(&mut compared()), Pen::of(Ink::B).width(15).dash(Dash::Dashes));
    let course = line(&mut balances());
    balances_plot.line(course.iter().copied(), Pen::of(Ink::Main).width(20));
    if let Some((x, y)) = course.iter().rev().find(|it| it.1.is_finite()) {
        canvas.dot(balances_plot.x(*x), balances_plot.y(*y), 3.5, Pen::of(Ink::Main), true);
    }
    if let Some(target) = target {
        write_target(&canvas, &balances_plot, target, &course);
    }
    let mut heights: Vec<f64> = end_labels.iter().map(|it| balances_plot.y(it.0) + MIDDLE).collect();
    spread(&mut heights, 15.0, upper.top + MIDDLE, upper.bottom + MIDDLE);
    for ((_, text, letters), y) in end_labels.iter().zip(heights) {
        canvas.text(text, right + 8.0, y, *letters);
    }
    if limited {
        strip(&canvas, &flows_plot, data, Frame { left, right, top: foot + 8.0, bottom: foot + 23.0 });
    }
    let starts: Vec<Month> = data.periods.iter().map(|it| it.start).collect();
    let ticks: Vec<&str> = data.periods.iter().map(|it| it.tick.as_str()).collect();
    let chosen = time::labelled(&starts, &ticks, (right - left) / count.max(1) as f64);
    time::write(&canvas, &chosen, &ticks, |index| flows_plot.x(index as f64 + 0.5), foot + strip_height + 2.0);
    if count == 0 {
        canvas.text(tr!("No periods yet"), (left + right) / 2.0, split, Letters::of(Ink::Text3).centred());
    }

    let plot = Frame { bottom: foot, ..upper };
    let hits = data.periods.iter().enumerate().map(|(index, period)| {
        let band = |edge: f64| flows_plot.x(index as f64 + edge);
        let second = data.compared.as_ref().and_then(|it| Some((it.name.as_str(), *it.closing.get(index)?)));
        let mark = |value: f64, ink| value.is_finite().then(|| Mark { y: balances_plot.y(drawn(value)), ink });
        Hit {
            area: Frame { left: band(0.0), right: band(1.0), ..plot },
            x: band(0.5),
            marks: [mark(period.closing, Ink::Main), second.and_then(|it| mark(it.1, Ink::B))]
                .into_iter()
                .flatten()
                .collect(),
            title: period.name.clone(),
            rows: readings(data, period, &flows, second),
        }
    });
    let hits = hits.collect();
    Chart {
        hits,
        table: table(data, &flows),
        key: key(data, &flows),
        plot,
        size: canvas.size(),
        svg: canvas.finish(data.name),
    }
}

/// The movements of each period, stacked up and down from zero; hairlines of paper part what is thick enough.
fn bars(canvas: &Canvas, plot: &Plot, periods: &[ArrPeriod], flows: &[&Flow]) {
    let band = plot.frame.width() / periods.len().max(1) as f64;
    // Slim bands keep a pixel of air, wide ones a fifth.
    let air = (0.18f64).max(0.5 / band.max(1.0)).min(0.3);
    let mut seams = Vec::new();
    let mut bottoms: Vec<(f64, f64)> = vec![(0.0, 0.0); periods.len()];
    for flow in flows {
        for ((index, period), (up, down)) in periods.iter().enumerate().zip(&mut bottoms) {
            let value = (flow.of)(period);
            let base = if value > 0.0 { up } else { down };
            let x = (index as f64 + air, index as f64 + 1.0 - air);
            plot.bar(x, (*base, *base + value), Pen::of(flow.ink));
            let frame = plot.bar_frame(x, (*base, *base + value));
            if *base != 0.0 && frame.height() > 2.5 {
                seams.push((frame.left, frame.right, if value > 0.0 { frame.bottom } else { frame.top }));
            }
            *base += value;
        }
    }
    for (left, right, y) in seams {
        canvas.line(&[(left, y), (right, y)], Pen::of(Ink::Panel));
    }
}

/// The target's label, above its line on the side where the course is farther away.
fn write_target(canvas: &Canvas, plot: &Plot, target: &Target, course: &[(f64, f64)]) {
    let y = plot.y(drawn(target.value));
    let letters = Letters::of(Ink::Text2).halo();
    let width = letters.width(&target.label);
    let nearest = |from: f64, to: f64| {
        let inside = course.iter().filter(|it| it.1.is_finite() && (from..=to).contains(&plot.x(it.0)));
        inside.map(|it| (plot.y(it.1) - (y - 8.0)).abs()).fold(f64::INFINITY, f64::min)
    };
    let Frame { left, right, .. } = plot.frame;
    if nearest(left, left + width + 8.0) >= nearest(right - width - 8.0, right) {
        canvas.text(&target.label, left + 4.0, y - 5.0, letters);
    } else {
        canvas.text(&target.label, right - 4.0, y - 5.0, letters.ending());
    }
}

/// What limits the months, as runs.
fn strip(canvas: &Canvas, plot: &Plot, data: &ArrChart, frame: Frame) {
    let mut start = 0;
    for run in data.periods.chunk_by(|a, b| a.limit == b.limit) {
        let (left, right) = (plot.x(start as f64) + 1.0, plot.x((start + run.len()) as f64) - 1.0);
        start += run.len();
        let short: f64 = run.iter().map(|it| drawn(it.shortfall)).sum();
        let pipeline = [
            tr!("limited by pipeline, short {}", (data.headline)(short)),
            tr!("limited by pipeline").to_owned(),
            tr!("pipeline").to_owned(),
        ];
        let from = usize::from(short <= 0.0);
        let (ink, letters, words) = match run.first().map(|it| it.limit).unwrap_or_default() {
            Limit::None => continue,
            Limit::Capacity => (
                Ink::Capacity,
                Letters::of(Ink::Text2),
                vec![tr!("limited by selling capacity").to_owned(), tr!("capacity").to_owned()],
            ),
            Limit::Pipeline => {
                let words = pipeline.into_iter().skip(from).collect();
                (Ink::Pipeline, Letters::of(Ink::Warn).bold(), words)
            }
        };
        canvas.rect(Frame { left, right, ..frame }, Pen::of(ink).faint());
        if let Some(text) = first_fit(&words, right - left - 8.0, 11.0, letters.bold) {
            canvas.text(text, (left + right) / 2.0, frame.bottom - 3.8, letters.small().centred());
        }
    }
}

fn limit_name(limit: Limit) -> &'static str {
    match limit {
        Limit::None => "–",
        Limit::Capacity => tr!("selling capacity"),
        Limit::Pipeline => tr!("pipeline"),
    }
}

fn readings(data: &ArrChart, period: &ArrPeriod, flows: &[&Flow], second: Option<(&str, f64)>) -> Vec<HitRow> {
    let mut rows = vec![HitRow::of(Ink::Main, tr!("Closing ARR"), (data.amount)(period.closing))];
    if let Some((name, value)) = second {
        rows.push(HitRow::of(Ink::B, name, (data.amount)(value)));
    }
    rows.extend(flows.iter().map(|flow| HitRow::of(flow.ink, tr!(flow.name), (data.amount)((flow.of)(period)))));
    match period.limit {
        Limit::None => {}
        Limit::Capacity => rows.push(HitRow::of(Ink::Capacity, tr!("Limited by"), limit_name(period.limit).to_owned())),
        Limit::Pipeline if drawn(period.shortfall) > 0.0 => {
            let value = tr!("pipeline, short {}", (data.headline)(period.shortfall));
            rows.push(HitRow::of(Ink::Pipeline, tr!("Limited by"), value));
        }
        Limit::Pipeline => rows.push(HitRow::of(Ink::Pipeline, tr!("Limited by"), limit_name(period.limit).to_owned())),
    }
    rows
}

fn table(data: &ArrChart, flows: &[&Flow]) -> Table {
    let limited = data.periods.iter().any(|it| it.limit != Limit::None);
    let mut header = vec![tr!("Period").to_owned(), tr!("Opening").to_owned()];
    header.extend(flows.iter().map(|it| tr!(it.name).to_owned()));
    header.push(tr!("Closing").to_owned());
    header.extend(data.compared.iter().map(|it| it.name.clone()));
    header.extend(limited.then(|| tr!("Limited by").to_owned()));
    let openings = [data.opening].into_iter().chain(data.periods.iter().map(|it| it.closing));
    let rows = data.periods.iter().zip(openings).enumerate().map(|(index, (period, opening))| {
        let name = ground::row_name(&period.name, index, data.closed);
        let mut row = vec![name, (data.amount)(opening)];
        row.extend(flows.iter().map(|flow| (data.amount)((flow.of)(period))));
        row.push((data.amount)(period.closing));
        let second = |it: &Compared| it.closing.get(index).map_or("–".to_owned(), |value| (data.amount)(*value));
        row.extend(data.compared.iter().map(second));
        row.extend(limited.then(|| limit_name(period.limit).to_owned()));
        row
    });
    Table { header, rows: rows.collect() }
}

fn key(data: &ArrChart, flows: &[&Flow]) -> Vec<Key> {
    let mut key = vec![Key::line(Ink::Main, Dash::Solid, tr!("Closing ARR"))];
    key.extend(data.compared.iter().map(|it| Key::line(Ink::B, Dash::Dashes, &it.name)));
    key.extend(flows.iter().map(|it| Key::area(it.ink, tr!(it.name))));
    key
}
