//! Offers over attainment: one line each, a circle where one overtakes another, and what each year would bring on the same scale of pay.

use super::canvas::{Canvas, MIDDLE, Plot, drawn};
use super::ink::{Dash, Ink, Pen};
use super::label::{Places, baseline, spread, written_at};
use super::svg::Letters;
use super::ticks::{Scale, between};
use super::{Chart, Frame, Hit, HitRow, Key, KeyShape, Mark, Show, Size, Table};
use crate::career::PayLine;
use crate::text::tr;

/// One offer's line.
pub struct OfferCurve<'a> {
    /// Its place among the offers, which gives it its colour and dash.
    pub place: usize,
    /// Who makes it.
    pub name: String,
    /// Its letter.
    pub short: String,
    /// Pay of a year over attainment.
    pub line: &'a PayLine,
}

/// A place at which one offer overtakes another.
#[derive(Clone, Debug, PartialEq)]
pub struct Overtake {
    /// The attainment.
    pub at: f64,
    /// Pay there.
    pub pay: f64,
    /// What is written beside it, at length and in short.
    pub text: [String; 2],
}

/// The data of the chart.
pub struct OffersChart<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// The offers.
    pub curves: &'a [OfferCurve<'a>],
    /// Where one overtakes another.
    pub overtakes: &'a [Overtake],
    /// What one earns today, and what is written at it.
    pub today: Option<(f64, String)>,
    /// The attainment at the right end.
    pub max: f64,
    /// Writes pay beside the axis.
    pub axis: Show<'a>,
    /// Writes pay in readings and in the table.
    pub amount: Show<'a>,
    /// Writes attainment.
    pub percent: Show<'a>,
}

fn pen(place: usize) -> Pen {
    Pen::of(Ink::of_thing(place)).width(24).dash(Dash::of_thing(place))
}

/// Draws the chart.
pub fn offers_chart(data: &OffersChart, size: Size) -> Chart {
    let canvas = Canvas::new(size);
    let narrow = canvas.is_narrow();
    let max = if data.max.is_finite() && data.max > 0.0 { data.max.min(10.0) } else { 2.0 };
    let ends = |it: &OfferCurve| {
        let inside = it.line.pieces.iter().filter(|piece| piece.from.0 <= max);
        inside.flat_map(|piece| [piece.from.1, piece.at(piece.to.0.min(max))]).collect::<Vec<_>>()
    };
    let pays = data.curves.iter().flat_map(ends).chain(data.today.iter().map(|it| it.0));
    let scale = Scale::around(pays.map(drawn), if narrow { 5 } else { 6 });
    let left = (canvas.axis_width(&scale, data.axis) + 12.0).min(canvas.width * 0.4);
    let right = (canvas.width - 20.0).max(left + 10.0);
    let frame = Frame { left, right, top: 16.0, bottom: (canvas.height - 40.0).max(60.0) };
    let plot = canvas.plot(frame, (0.0, max), &scale);
    canvas.value_axis(&plot, &scale, data.axis, scale.low == 0.0);
    let mut places =
        Places::new(Frame { left: left + 2.0, right: canvas.width - 2.0, top: 0.0, bottom: frame.bottom - 2.0 });
    if max >= 1.0 {
        let x = plot.x(1.0);
        canvas.line(&[(x, frame.top), (x, frame.bottom)], Pen::of(Ink::Axis));
        places.take(Frame { left: x - 2.0, right: x + 2.0, top: frame.top, bottom: frame.bottom });
    }
    for curve in data.curves {
        for run in runs(curve.line, max) {
            plot.line(run.iter().copied(), pen(curve.place));
            places.take_line(&run.iter().map(|it| (plot.x(it.0), plot.y(it.1))).collect::<Vec<_>>());
        }
    }
    if let Some((pay, label)) = &data.today {
        let y = plot.y(drawn(*pay));
        canvas.line(&[(left, y), (right, y)], Pen::of(Ink::Text3).width(12).dash(Dash::Dots));
        let letters = Letters::of(Ink::Text3);
        let width = letters.width(label);
        let at = |left: f64, y: f64| written_at(left, y, width);
        let offered =
            [y - 5.0, y + 14.0].into_iter().flat_map(|y| [right - width - 4.0, left + 6.0].map(|left| at(left, y)));
        if let Some(found) = places.place(offered) {
            canvas.text(label, found.left, baseline(found), letters.halo());
        }
    }
    // No text may cover a circle, whichever is drawn first.
    let overtakes: Vec<&Overtake> = data.overtakes.iter().filter(|it| it.at <= max).collect();
    for overtake in &overtakes {
        let (x, y) = (plot.x(overtake.at), plot.y(drawn(overtake.pay)));
        places.take_mark(Frame { left: x - 6.0, right: x + 6.0, top: y - 6.0, bottom: y + 6.0 });
    }
    for curve in data.curves {
        for (at, before, after) in curve.line.jumps.iter().filter(|it| it.0 <= max) {
            cliff(&canvas, &plot, (*at, *before, *after), curve, data, &mut places);
        }
    }
    for overtake in overtakes {
        circle(&canvas, &plot, overtake, &mut places);
    }
    let last = data.curves.iter().map(|it| plot.y(drawn(it.line.at(max))) + MIDDLE);
    let mut heights: Vec<f64> = last.collect();
    spread(&mut heights, 14.0, frame.top, frame.bottom);
    for (curve, y) in data.curves.iter().zip(heights) {
        canvas.text(&curve.short, right + 6.0, y, Letters::of(pen(curve.place).ink).bold());
    }
    attainments(&canvas, &plot, data, max);

    let hits = hits(&plot, data, max, frame);
    let mut header = vec![tr!("Attainment").to_owned()];
    header.extend(data.curves.iter().map(|it| format!("{} {}", it.short, it.name)));
    let rows = (0..=(max * 10.0 + 1e-9).floor() as u32).map(|step| {
        let at = f64::from(step) / 10.0;
        let pays = data.curves.iter().map(|it| (data.amount)(it.line.at(at)));
        std::iter::once((data.percent)(at)).chain(pays).collect()
    });
    let table = Table { rows: rows.collect(), header };
    let mut key: Vec<Key> = data
        .curves
        .iter()
        .map(|it| Key::line(pen(it.place).ink, pen(it.place).dash, &format!("{} {}", it.short, it.name)))
        .collect();
    if !data.overtakes.is_empty() {
        key.push(Key { label: tr!("circle: break-even").to_owned(), ink: Ink::Main, shape: KeyShape::Dot });
    }
    Chart { hits, table, key, plot: frame, size: canvas.size(), svg: canvas.finish(data.name) }
}

/// The pieces of a line up to an end, joined where they meet.
fn runs(line: &PayLine, max: f64) -> Vec<Vec<(f64, f64)>> {
    let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
    // A point on a bound itself is no stretch.
    for piece in line.pieces.iter().filter(|it| it.from.0 < max && it.to.0 - it.from.0 > 1e-8) {
        let end = piece.to.0.min(max);
        let to = (end, drawn(piece.at(end)));
        let from = (piece.from.0, drawn(piece.from.1));
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|it| it.0 == from.0 && (it.1 - from.1).abs() < 0.01) => run.push(to),
            Some(_) | None => runs.push(vec![from, to]),
        }
    }
    runs
}

fn cliff(
    canvas: &Canvas,
    plot: &Plot,
    jump: (f64, f64, f64),
    curve: &OfferCurve,
    data: &OffersChart,
    places: &mut Places,
) {
    let (at, before, after) = jump;
    let warn = Pen::of(Ink::Warn).width(20);
    let (x, low, high) = (plot.x(at), plot.y(drawn(before)), plot.y(drawn(after)));
    canvas.line(&[(x, low), (x, high)], pen(curve.place));
    canvas.dot(x, high, 4.0, warn, true);
    places.take(Frame { left: x - 5.0, right: x + 5.0, top: low.min(high) - 5.0, bottom: low.max(high) + 5.0 });
    let amount = (data.amount)((after - before).abs());
    let texts =
        [tr!("{}: cliff of {amount} at {}", curve.short, (data.percent)(at)), tr!("{}: cliff {amount}", curve.short)];
    let letters = Letters::of(Ink::Warn).bold();
    let offered = texts.iter().flat_map(|text| {
        let width = letters.width(text);
        [
            (x - width - 8.0, high - 6.0),
            (x - width / 2.0, high - 12.0),
            (x + 10.0, high - 6.0),
            (x - width - 8.0, high + 14.0),
        ]
        .map(|(left, y)| (text, written_at(left, y, width)))
    });
    for (text, frame) in offered {
        if places.place([frame]).is_some() {
            canvas.text(text, frame.left, baseline(frame), letters.halo());
            break;
        }
    }
}

/// A circle where one offer overtakes another, with a label close by that covers nothing.
fn circle(canvas: &Canvas, plot: &Plot, overtake: &Overtake, places: &mut Places) {
    let (x, y) = (plot.x(overtake.at), plot.y(drawn(overtake.pay)));
    canvas.dot(x, y, 5.0, Pen::of(Ink::Main).width(20), false);
    let letters = Letters::of(Ink::Main).bold();
    let offered = overtake.text.iter().flat_map(|text| {
        let width = letters.width(text);
        let near = [(x + 12.0, y + 4.0), (x - width - 12.0, y + 4.0)];
        let around = [14.0, 28.0, 44.0, 60.0, 76.0, 92.0].into_iter().flat_map(move |away| {
            let (below, above) = (y + 10.0 + away, y - 2.0 - away);
            let (right, left, middle) = (x + 10.0, x - width - 10.0, x - width / 2.0);
            [(right, below), (left, above), (right, above), (left, below), (middle, below), (middle, above)]
        });
        near.into_iter().chain(around).map(move |(left, y)| (text, written_at(left, y, width)))
    });
    for (text, frame) in offered {
        // From the rim of the circle to the nearest part of the text.
        let to = (between(x, frame.left, frame.right), between(y, frame.top, frame.bottom));
        let far = (to.0 - x).hypot(to.1 - y).max(1.0);
        let rim = |by: f64| (x + (to.0 - x) / far * by, y + (to.1 - y) / far * by);
        let end = rim((far - 1.0).max(9.0));
        if places.place_led([(frame, [rim(9.0), end])]).is_some() {
            if far > 14.0 {
                canvas.line(&[rim(5.0), end], Pen::of(Ink::Text3));
            }
            canvas.text(text, frame.left, baseline(frame), letters.halo());
            break;
        }
    }
}

fn attainments(canvas: &Canvas, plot: &Plot, data: &OffersChart, max: f64) {
    let bottom = plot.frame.bottom;
    let most = if canvas.is_narrow() { 5.0 } else { 9.0 };
    let step = [0.25, 0.5, 1.0, 2.0].into_iter().find(|step| max / step < most).unwrap_or(5.0);
    for at in (0..40).map(|index| f64::from(index) * step).take_while(|at| *at <= max + 1e-9) {
        let text = (data.percent)(at);
        let half = Letters::of(Ink::Text3).width(&text) / 2.0;
        canvas.text(&text, plot.x(at).min(canvas.width - half), bottom + 17.0, Letters::of(Ink::Text3).centred());
    }
    canvas.axis_title(&[tr!("attainment of each offer's own target, a year"), tr!("attainment")], plot.frame);
}

fn hits(plot: &Plot, data: &OffersChart, max: f64, frame: Frame) -> Vec<Hit> {
    const STEP: f64 = 0.05;
    let hit = |index: u32| {
        let at = (f64::from(index) * STEP * 1e6).round() / 1e6;
        let edge = |at: f64| plot.x(between(at, 0.0, max));
        let pay = |it: &OfferCurve| it.line.at(at);
        Hit {
            area: Frame { left: edge(at - STEP / 2.0), right: edge(at + STEP / 2.0), ..frame },
            x: plot.x(at),
            marks: data.curves.iter().map(|it| Mark { y: plot.y(drawn(pay(it))), ink: pen(it.place).ink }).collect(),
            title: (data.percent)(at),
            rows: data
                .curves
                .iter()
                .map(|it| HitRow::of(pen(it.place).ink, &format!("{} {}", it.short, it.name), (data.amount)(pay(it))))
                .collect(),
        }
    };
    (0..=(max / STEP + 1e-9).floor() as u32).map(hit).collect()
}
