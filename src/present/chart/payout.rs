//! The payout curve: variable pay against attainment, with its cliffs, and what the next 100 earns beneath.

use super::canvas::{Canvas, MIDDLE, Plot, drawn};
use super::ink::{Dash, Ink, Pen};
use super::label::{Places, baseline, spread, written_at};
use super::payout_curve::{Jump, PayoutCurve, READ, READ_TO};
use super::svg::Letters;
use super::ticks::{Scale, between};
use super::{Chart, Frame, Hit, HitRow, Key, KeyShape, Mark, Show, Size, Table};
use crate::text::tr;

/// A marked attainment, such as that of the present plan.
#[derive(Clone, Debug)]
pub struct Marker {
    /// The attainment as a fraction of quota.
    pub at: f64,
    /// What is written beside it.
    pub label: String,
}

/// How people are spread over attainment, drawn as an area behind the curves. It has no axis: its height says where most of them are.
#[derive(Clone, Debug)]
pub struct Crowd<'a> {
    /// Shares of people in steps of equal width: from, to, share.
    pub steps: &'a [(f64, f64, f64)],
    /// Along a curve; otherwise in the steps themselves.
    pub smooth: bool,
    /// What it is, in the legend: `people by attainment`.
    pub label: &'a str,
}

/// What is paid at least, whatever is earned: a thin line across, beside the curves and no part of them.
#[derive(Clone, Debug)]
pub struct Least {
    /// The amount, in major units.
    pub pay: f64,
    /// What is written at it.
    pub label: String,
}

/// The data of the chart.
pub struct PayoutChart<'a> {
    /// The chart's name, for those who cannot see it.
    pub name: &'a str,
    /// One curve for each plan or component; they differ by line style.
    pub curves: &'a [PayoutCurve],
    /// Whether curves behind the first are parts of it: then its cliffs are told beside it, and theirs where pay is read.
    pub parts: bool,
    /// The attainment at the right end, such as 2.0.
    pub max: f64,
    /// What is written at the quota's line: `quota: $810k new ARR`.
    pub quota: &'a str,
    /// What is written under the axis of attainment.
    pub axis_title: &'a str,
    /// What is written over the band of marginal rates: `Paid on the next $100 of new ARR`.
    pub next_title: &'a str,
    /// The same, short, in readings and in the table: `next 100`.
    pub next_label: &'a str,
    /// A marked attainment.
    pub marker: Option<Marker>,
    /// How people are spread over attainment.
    pub crowd: Option<Crowd<'a>>,
    /// What is paid at least.
    pub least: Option<Least>,
    /// Writes pay beside the axis: `$50k`.
    pub axis: Show<'a>,
    /// Writes pay in readings, at cliffs and in the table: `22,500`.
    pub amount: Show<'a>,
    /// Writes what the next 100 earns, beside its axis and in readings: `$11.11`.
    pub next: Show<'a>,
    /// Writes attainment from a fraction: `50 %`.
    pub percent: Show<'a>,
}

/// How the nth curve is drawn.
fn pen(index: usize) -> Pen {
    let ink = match index {
        0 => Ink::A,
        1 => Ink::B,
        _ => Ink::of_thing(index),
    };
    Pen::of(ink).width(24).dash(Dash::of_thing(index))
}

/// Draws the chart.
pub fn payout_chart(data: &PayoutChart, size: Size) -> Chart {
    let canvas = Canvas::new(size);
    let narrow = canvas.is_narrow();
    let max = if data.max.is_finite() && data.max > 0.0 { data.max.min(100.0) } else { 2.0 };
    let several = data.curves.len() > 1;
    let pays = || data.curves.iter().flat_map(|it| it.pieces.iter().flatten().map(|point| point.1));
    let rates: Vec<Vec<(f64, f64, f64)>> = data.curves.iter().map(PayoutCurve::stretches).collect();
    let least = data.least.as_ref().filter(|it| it.pay.is_finite() && it.pay > 0.0);
    let pay = Scale::from_zero(pays().chain(least.map(|it| drawn(it.pay))), if narrow { 5 } else { 6 });
    let next = Scale::from_zero(rates.iter().flatten().map(|it| it.2), 3);

    let axis_width = canvas.axis_width(&pay, data.axis).max(canvas.axis_width(&next, data.next));
    let left = (axis_width + 12.0).min(canvas.width * 0.4);
    let name_width = data.curves.iter().map(|it| Letters::of(Ink::A).bold().width(&it.short)).fold(0.0, f64::max);
    let right = canvas.width - if several { name_width + 12.0 } else { 16.0 };
    let right = right.max(left + 10.0);
    let foot = (canvas.height - 40.0).max(90.0);
    let band = between(canvas.height * 0.2, 30.0, 96.0);
    let upper = Frame { left, right, top: 24.0, bottom: (foot - band - 36.0).max(40.0) };
    let lower = Frame { left, right, top: (foot - band).max(upper.bottom + 10.0), bottom: foot };
    let pays_plot = canvas.plot(upper, (0.0, max), &pay);
    let next_plot = canvas.plot(lower, (0.0, max), &next);
    if let Some(crowd) = &data.crowd {
        self::crowd(&canvas, &pays_plot, crowd, max);
    }
    canvas.value_axis(&pays_plot, &pay, data.axis, true);
    canvas.value_axis(&next_plot, &next, data.next, true);
    canvas.text_within(data.next_title, 0.0, lower.top - 12.0, Letters::of(Ink::Text2).bold().halo(), canvas.width);

    let mut places =
        Places::new(Frame { left: left + 2.0, right: canvas.width - 2.0, top: 0.0, bottom: upper.bottom - 2.0 });
    uprights(&canvas, &pays_plot, data, max, lower, &mut places);
    for (index, (curve, rates)) in data.curves.iter().zip(&rates).enumerate() {
        for piece in &curve.pieces {
            pays_plot.line(piece.iter().copied(), pen(index));
            places.take_line(&piece.iter().map(|it| (pays_plot.x(it.0), pays_plot.y(it.1))).collect::<Vec<_>>());
        }
        let steps = rates.iter().flat_map(|(from, to, rate)| [(*from, *rate), (*to, *rate)]);
        next_plot.line(steps, pen(index).width(20));
    }
    if let Some(least) = least {
        floor(&canvas, &pays_plot, least, max, &mut places);
    }
    for curve in data.curves {
        rests(&canvas, &pays_plot, curve, max, &mut places);
    }
    // Those of the whole last, on top of those of its parts.
    for (index, curve) in data.curves.iter().enumerate().rev() {
        let told = index == 0 || !data.parts;
        for jump in &curve.jumps {
            cliff(&canvas, &pays_plot, jump, told.then_some(data), &mut places);
        }
    }
    if let [one, other] = data.curves {
        overtakes(&canvas, &pays_plot, (one, other), max, data, &mut places);
    }
    if several {
        let ends = data.curves.iter().map(|it| pays_plot.y(drawn(it.at(max).unwrap_or_default())) + MIDDLE);
        let mut heights: Vec<f64> = ends.collect();
        spread(&mut heights, 14.0, upper.top, upper.bottom);
        for ((index, curve), y) in data.curves.iter().enumerate().zip(heights) {
            canvas.text(&curve.short, right + 8.0, y, Letters::of(pen(index).ink).bold());
        }
    }
    attainments(&canvas, &next_plot, data, max);

    let plot = Frame { bottom: foot, ..upper };
    let hits = hits(&pays_plot, data, max, plot);
    let steps = (max * 10.0 + 1e-9).floor() as u32;
    let table = table(data, (0..=steps).map(|step| f64::from(step) / 10.0));
    let mut key: Vec<Key> =
        data.curves.iter().enumerate().map(|(i, it)| Key::line(pen(i).ink, pen(i).dash, &it.name)).collect();
    if data.curves.iter().any(|it| !it.jumps.is_empty()) {
        key.push(Key { label: tr!("cliff").to_owned(), ink: Ink::Warn, shape: KeyShape::Dot });
    }
    if least.is_some() {
        key.push(Key::line(Ink::Text3, Dash::Dots, tr!("paid at least")));
    }
    key.extend(data.crowd.as_ref().map(|it| Key::area(Ink::Axis, it.label)));
    Chart { hits, table, key, plot, size: canvas.size(), svg: canvas.finish(data.name) }
}

/// The area of the people, at most two fifths of the plot high.
fn crowd(canvas: &Canvas, plot: &Plot, crowd: &Crowd, max: f64) {
    let Frame { top, bottom, .. } = plot.frame;
    let steps = || crowd.steps.iter().copied().filter(|it| it.0 < max && it.2.is_finite() && it.2 >= 0.0);
    let most = steps().map(|it| it.2).fold(0.0, f64::max);
    let foot = plot.y(0.0);
    if most <= 0.0 || foot <= top {
        return;
    }
    let height = |share: f64| foot - (foot - top).min(bottom - top) * 0.4 * share / most;
    let x = |at: f64| plot.x(between(at, 0.0, max));
    let (Some(first), Some(last)) = (steps().next(), steps().next_back()) else { return };
    let mut points = vec![(x(first.0), foot)];
    for (from, to, share) in steps() {
        if crowd.smooth {
            points.push((x((from + to) / 2.0), height(share)));
        } else {
            points.extend([(x(from), height(share)), (x(to), height(share))]);
        }
    }
    points.push((x(last.1), foot));
    canvas.area(&points, Pen::of(Ink::Axis).faint());
}

/// The lines of the quota and of the marked attainment, through both plots but not through the title between them.
fn uprights(canvas: &Canvas, plot: &Plot, data: &PayoutChart, max: f64, lower: Frame, places: &mut Places) {
    let Frame { top, .. } = plot.frame;
    let write = |at: f64, label: &str, pen: Pen, letters: Letters, top: f64, places: &mut Places| {
        let x = plot.x(at);
        canvas.line(&[(x, top), (x, plot.frame.bottom)], pen);
        canvas.line(&[(x, lower.top), (x, lower.bottom)], pen);
        places.take(Frame { left: x - 2.0, right: x + 2.0, top, bottom: lower.bottom });
        let width = letters.width(label);
        let frame = |left: f64| Frame { left, right: left + width, top: top - 6.0, bottom: top + 9.0 };
        if let Some(found) = places.place([frame(x - 6.0 - width), frame(x + 6.0)]) {
            canvas.text(label, found.left, top + 6.0, letters.halo());
        }
    };
    if max >= 1.0 {
        write(1.0, data.quota, Pen::of(Ink::Axis), Letters::of(Ink::Text3), top - 14.0, places);
    }
    if let Some(marker) = data.marker.as_ref().filter(|it| (0.0..=max).contains(&it.at)) {
        let pen = Pen::of(Ink::Accent).width(15).dash(Dash::Dots);
        write(marker.at, &marker.label, pen, Letters::of(Ink::Accent).bold(), top + 4.0, places);
        for (index, curve) in data.curves.iter().enumerate() {
            if let Some(pay) = curve.at(marker.at) {
                canvas.dot(plot.x(marker.at), plot.y(drawn(pay)), 4.0, Pen::of(self::pen(index).ink), true);
            }
        }
    }
}

/// What a jump moves, and the word for one downwards.
fn moved(jump: &Jump, data: &PayoutChart) -> (String, &'static str) {
    let turn = if jump.after < jump.before { tr!(" less") } else { "" };
    ((data.amount)((jump.after - jump.before).abs()), turn)
}

/// A jump of pay: open where it is left, closed where it is paid, with the amount that it moves where that is told.
fn cliff(canvas: &Canvas, plot: &Plot, jump: &Jump, told: Option<&PayoutChart>, places: &mut Places) {
    let warn = Pen::of(Ink::Warn).width(if told.is_some() { 20 } else { 10 });
    let (x, before, after) = (plot.x(jump.at), plot.y(drawn(jump.before)), plot.y(drawn(jump.after)));
    canvas.line(&[(x, before), (x, after)], warn);
    let radius = if told.is_some() { 4.0 } else { 2.5 };
    canvas.dot(x, before, radius, warn, !jump.reached);
    canvas.dot(x, after, radius, warn, jump.reached);
    let (top, bottom) = (before.min(after), before.max(after));
    places.take(Frame { left: x - 5.0, right: x + 5.0, top: top - 5.0, bottom: bottom + 5.0 });
    let Some(data) = told else { return };
    let (amount, turn) = moved(jump, data);
    let long = tr!("cliff at {}: {amount}{turn} at once", (data.percent)(jump.at));
    let short = tr!("cliff {amount}");
    let letters = Letters::of(Ink::Warn);
    let wordings = [long, short];
    let offered = wordings.iter().flat_map(|text| {
        let width = letters.width(text);
        let heights = [12.0, 26.0, 40.0, 56.0, 74.0, 94.0].map(|up| (top - up, true));
        let under = [20.0, 34.0].map(|down| (bottom + down, false));
        heights.into_iter().chain(under).flat_map(move |(y, above)| {
            [x + 10.0 - width, x - 10.0, x - width / 2.0, x - width - 10.0, x + 10.0]
                .map(|left| (text, above, written_at(left, y, width)))
        })
    });
    let mut chosen = None;
    for (text, above, frame) in offered {
        if places.place([frame]).is_some() {
            chosen = Some((text, above, frame));
            break;
        }
    }
    if let Some((text, above, frame)) = chosen {
        let meets = (frame.left..=frame.right).contains(&x);
        if above && meets && top - frame.bottom > 8.0 {
            canvas.line(&[(x, top - 5.0), (x, frame.bottom)], Pen::of(Ink::Warn));
        }
        canvas.text(text, frame.left, baseline(frame), letters.halo());
    }
}

/// The line of what is paid at least, labelled where there is room.
fn floor(canvas: &Canvas, plot: &Plot, least: &Least, max: f64, places: &mut Places) {
    let pay = drawn(least.pay);
    plot.line([(0.0, pay), (max, pay)], Pen::of(Ink::Text3).width(12).dash(Dash::Dots));
    let letters = Letters::of(Ink::Text3);
    let (y, width) = (plot.y(pay), letters.width(&least.label));
    let Frame { left, right, .. } = plot.frame;
    let frame = |left: f64, y: f64| written_at(left, y, width);
    let beside = [left + 6.0, right - width - 6.0, (left + right - width) / 2.0];
    let offered = [y - 5.0, y + 14.0].into_iter().flat_map(|y| beside.map(|left| frame(left, y)));
    if let Some(found) = places.place(offered) {
        canvas.text(&least.label, found.left, baseline(found), letters.halo());
    }
}

/// Says so where pay rests although attainment moves.
fn rests(canvas: &Canvas, plot: &Plot, curve: &PayoutCurve, max: f64, places: &mut Places) {
    for (from, to, pay) in curve.flats(max * 0.05) {
        let y = plot.y(drawn(pay));
        plot.line([(from, drawn(pay)), (to, drawn(pay))], Pen::of(Ink::Warn).width(60).faint());
        let text = if pay.abs() < 0.005 { tr!("pays nothing") } else { tr!("pays no more") };
        let letters = Letters::of(Ink::Text2);
        let (middle, half) = ((plot.x(from) + plot.x(to)) / 2.0, letters.width(text) / 2.0);
        if half * 2.0 > plot.x(to) - plot.x(from) {
            continue;
        }
        let frame = |y: f64| Frame { left: middle - half, right: middle + half, top: y - 12.0, bottom: y + 3.0 };
        if let Some(found) = places.place([frame(y - 9.0), frame(y + 19.0)]) {
            canvas.text(text, middle, baseline(found), letters.halo().centred());
        }
    }
}

/// Where one of two plans starts to pay more than the other.
fn overtakes(
    canvas: &Canvas,
    plot: &Plot,
    pair: (&PayoutCurve, &PayoutCurve),
    max: f64,
    data: &PayoutChart,
    places: &mut Places,
) {
    for (at, pay, ahead) in pair.0.crossings(pair.1, max).into_iter().take(3) {
        let (x, y) = (plot.x(at), plot.y(pay));
        canvas.dot(x, y, 4.0, Pen::of(Ink::Main).width(20), false);
        let (winner, loser) = if ahead { (&pair.0.short, &pair.1.short) } else { (&pair.1.short, &pair.0.short) };
        let text = tr!("{winner} overtakes {loser} at {}", (data.percent)(at));
        let letters = Letters::of(Ink::Text2);
        let width = letters.width(&text);
        let frame = |left: f64, y: f64| written_at(left, y, width);
        let edge = canvas.width - width - 2.0;
        let beside =
            [(x + 10.0, y + 16.0), (x + 10.0, y + 30.0), (x - width / 2.0, y + 34.0), (x - width - 10.0, y - 8.0)];
        let below = [30.0, 46.0, 64.0, 84.0].map(|down| (edge, y + down));
        let offered = beside.into_iter().chain(below);
        if let Some(found) = places.place(offered.map(|(left, y)| frame(left, y))) {
            canvas.text(&text, found.left, baseline(found), letters.halo());
        }
    }
}

/// The axis of attainment, shared by both plots.
fn attainments(canvas: &Canvas, plot: &Plot, data: &PayoutChart, max: f64) {
    let bottom = plot.frame.bottom;
    // Quarters and halves of a quota read better than other round shares.
    let most = if canvas.is_narrow() { 5.0 } else { 9.0 };
    let step = [0.25, 0.5, 1.0, 2.0, 5.0, 10.0].into_iter().find(|step| max / step < most).unwrap_or(25.0);
    for at in (0..).map(|index| f64::from(index) * step).take_while(|at| *at <= max + 1e-9) {
        let text = (data.percent)(at);
        let half = Letters::of(Ink::Text3).width(&text) / 2.0;
        let x = plot.x(at).min(canvas.width - half);
        canvas.text(&text, x, bottom + 17.0, Letters::of(Ink::Text3).centred());
    }
    canvas.axis_title(&[data.axis_title, tr!("attainment")], plot.frame);
}

/// What can be read every five per cent.
fn hits(plot: &Plot, data: &PayoutChart, max: f64, frame: Frame) -> Vec<Hit> {
    let step = if max <= READ_TO { READ } else { max / 80.0 };
    let count = (max / step + 1e-9).floor() as u32;
    let hit = |index: u32| {
        let at = f64::from(index) * step;
        let at = (at * 1e6).round() / 1e6;
        let readings =
            data.curves.iter().enumerate().filter_map(|(index, curve)| Some((pen(index).ink, curve, curve.at(at)?)));
        let edge = |at: f64| plot.x(between(at, 0.0, max));
        Hit {
            area: Frame { left: edge(at - step / 2.0), right: edge(at + step / 2.0), ..frame },
            x: plot.x(at),
            marks: readings.clone().map(|(ink, _, pay)| Mark { y: plot.y(drawn(pay)), ink }).collect(),
            title: (data.percent)(at),
            rows: readings
                .flat_map(|(ink, curve, pay)| {
                    let next = curve.rate_above(at).map_or("–".to_owned(), |it| (data.next)(it));
                    let beside = |jump: &&Jump| (jump.at - at).abs() <= step / 2.0;
                    let cliffs = curve.jumps.iter().filter(beside).map(move |jump| {
                        let (amount, turn) = moved(jump, data);
                        let label = tr!("{}, cliff at {}", curve.short, (data.percent)(jump.at));
                        HitRow { ink, label, value: [&amount, turn].concat() }
                    });
                    let rows = [
                        HitRow::of(ink, &curve.name, (data.amount)(pay)),
                        HitRow { ink, label: format!("{}, {}", curve.short, data.next_label), value: next },
                    ];
                    rows.into_iter().chain(cliffs).collect::<Vec<_>>()
                })
                .collect(),
        }
    };
    (0..=count).map(hit).collect()
}

fn table(data: &PayoutChart, ats: impl Iterator<Item = f64>) -> Table {
    let mut header = vec![tr!("Attainment").to_owned()];
    for curve in data.curves {
        header.push(curve.name.clone());
        header.push(format!("{}, {}", curve.short, data.next_label));
    }
    let rows = ats.map(|at| {
        let mut row = vec![(data.percent)(at)];
        for curve in data.curves {
            row.push(curve.at(at).map_or("–".to_owned(), |it| (data.amount)(it)));
            row.push(curve.rate_above(at).map_or("–".to_owned(), |it| (data.next)(it)));
        }
        row
    });
    Table { rows: rows.collect(), header }
}
