//! The ladder of a career: two tracks side by side, a step up for each role, pay as bars on one scale, arrows for the ways across.

use super::canvas::{Canvas, drawn};
use super::ink::{Dash, Ink, Pen};
use super::svg::Letters;
use super::{Chart, Frame, Hit, HitRow, Key, KeyShape, Size, Table};
use crate::career::ladder::{Pay, PayRange, STEPS, pay_of};
use crate::career::{RoleKind, Track};
use crate::text::tr;

/// A place on the ladder: the role, its column (sales with its leaders, then accounts with theirs), and its height from below.
const PLACES: [(RoleKind, u32, u32); 15] = [
    (RoleKind::Sdr, 0, 0),
    (RoleKind::AeSmb, 0, 1),
    (RoleKind::AeMidMarket, 0, 2),
    (RoleKind::Hybrid, 1, 1),
    (RoleKind::AeEnterprise, 0, 3),
    (RoleKind::SalesManager, 1, 3),
    (RoleKind::SalesDirector, 1, 4),
    (RoleKind::Cro, 1, 5),
    (RoleKind::JuniorAm, 2, 1),
    (RoleKind::Am, 2, 2),
    (RoleKind::SeniorAm, 2, 3),
    (RoleKind::Csm, 3, 1),
    (RoleKind::AmDirector, 3, 3),
    (RoleKind::VpSuccess, 3, 4),
    (RoleKind::Cco, 3, 5),
];

const LEVELS: u32 = 6;
/// The right end of the bars of pay, in dollars.
const MOST: f64 = 600_000.0;

/// Draws the ladder. `written` writes a range of pay, with what is counted and without, which the legend says; `chosen` is marked.
pub fn ladder_chart(chosen: RoleKind, written: &dyn Fn(PayRange) -> [String; 2], width: u32) -> Chart {
    let range = |it: PayRange| {
        let [full, _] = written(it);
        full
    };
    let narrow = width < 560;
    // On a phone the two tracks stand below each other.
    let stack = if narrow { 2 } else { 1 };
    let level = if narrow { 74.0 } else { 84.0 };
    let head = 22.0;
    let half = level * f64::from(LEVELS) + head;
    // Account management begins a step higher: below the other track nothing would stand there.
    let spare = if narrow { level } else { 0.0 };
    let canvas = Canvas::new(Size { width, height: (half * f64::from(stack) - spare) as u32 + 4 });
    let columns = if narrow { 2.0 } else { 4.0 };
    let wide = canvas.width / columns;
    let frame_of = |column: u32, from_below: u32| {
        let (column, block) = if narrow { (column % 2, column / 2) } else { (column, 0) };
        let left = wide * f64::from(column) + 5.0;
        let top = half * f64::from(block) + head + level * f64::from(LEVELS - 1 - from_below);
        Frame { left, right: left + wide - 10.0, top: top + 6.0, bottom: top + level - 12.0 }
    };
    for (track, at) in [(Track::Sales, 0), (Track::Accounts, 2)] {
        let frame = frame_of(at, LEVELS - 1);
        canvas.text(track.name(), frame.left, frame.top - 12.0, Letters::of(Ink::Text2).bold());
    }
    let find = |role: RoleKind| PLACES.iter().find(|it| it.0 == role).map(|it| frame_of(it.1, it.2));
    // On a phone a way across would run through every box between; the steps below the picture tell it.
    for step in STEPS.iter().filter(|it| !(narrow && it.crosses)) {
        let (Some(from), Some(to)) = (find(step.from), find(step.to)) else { continue };
        let marked = step.from == chosen;
        let pen = match (marked, step.crosses) {
            (true, _) => Pen::of(Ink::Accent).width(20),
            (false, true) => Pen::of(Ink::Axis).dash(Dash::Dashes),
            (false, false) => Pen::of(Ink::Axis).width(15),
        };
        let pen = if step.crosses { pen.dash(Dash::Dashes) } else { pen };
        arrow(&canvas, from, to, pen);
    }
    let mut hits = Vec::new();
    for (role, column, from_below) in PLACES {
        let frame = frame_of(column, from_below);
        let is_chosen = role == chosen;
        canvas.rect(frame, Pen::of(Ink::Panel));
        let edge = if is_chosen { Pen::of(Ink::Accent).width(20) } else { Pen::of(Ink::Axis) };
        let Frame { left, right, top, bottom } = frame;
        canvas.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], edge);
        let pay = pay_of(role);
        let room = right - left - 16.0;
        let letters = Letters::of(Ink::Main).bold();
        let letters = if letters.width(role.short()) > room { letters.small() } else { letters };
        canvas.text_within(role.short(), left + 8.0, top + 16.0, letters, room);
        bars(&canvas, pay, (left + 8.0, right - 8.0), top + 24.0);
        let letters = Letters::of(Ink::Text2).small();
        let [full, short] = written(pay.software);
        let text = if letters.width(&full) > room { short } else { full };
        canvas.text_within(&text, left + 8.0, bottom - 8.0, letters, room);
        let mut rows = vec![HitRow::of(Ink::Accent, tr!("Software companies"), range(pay.software))];
        rows.extend(pay.general.map(|it| HitRow::of(Ink::Cost, tr!("General market"), range(it))));
        for step in STEPS.iter().filter(|it| it.from == role) {
            rows.push(HitRow::of(Ink::Text3, &[tr!("to "), step.to.short()].concat(), years(step.years)));
        }
        hits.push(Hit { area: frame, x: (left + right) / 2.0, marks: Vec::new(), title: role.name().to_owned(), rows });
    }
    let header =
        [tr!("Role"), tr!("Software companies"), tr!("General market"), tr!("Next steps")].map(str::to_owned).to_vec();
    let rows = PLACES.iter().map(|(role, ..)| {
        let pay = pay_of(*role);
        let next: Vec<String> = STEPS
            .iter()
            .filter(|it| it.from == *role)
            .map(|it| format!("{} ({})", it.to.short(), years(it.years)))
            .collect();
        vec![role.name().to_owned(), range(pay.software), pay.general.map_or("–".to_owned(), range), next.join(", ")]
    });
    let table = Table { rows: rows.collect(), header };
    let key = vec![
        Key::area(Ink::Accent, tr!("software companies, on target")),
        Key::area(Ink::Cost, tr!("general market")),
        Key::line(Ink::Axis, Dash::Solid, tr!("step up")),
        Key { label: tr!("across").to_owned(), ink: Ink::Axis, shape: KeyShape::Line(Dash::Dashes) },
    ];
    let plot = Frame { left: 0.0, right: canvas.width, top: 0.0, bottom: canvas.height };
    Chart { hits, table, key, plot, size: canvas.size(), svg: canvas.finish(tr!("The career ladder with pay by role")) }
}

/// A span of years in words.
fn years((low, high): (u32, u32)) -> String {
    tr!("after {low}–{high} years")
}

/// Pay on one scale for all: software companies, and the general market below.
fn bars(canvas: &Canvas, pay: Pay, (left, right): (f64, f64), top: f64) {
    let x = |dollars: u32| left + (right - left) * drawn(f64::from(dollars) / MOST).min(1.0);
    let bar = |it: PayRange, top: f64, ink: Ink| {
        let frame = Frame { left: x(it.low), right: x(it.high).max(x(it.low) + 3.0), top, bottom: top + 5.0 };
        canvas.rect(frame, Pen::of(ink));
    };
    canvas.line(&[(left, top + 12.0), (right, top + 12.0)], Pen::of(Ink::Grid));
    bar(pay.software, top, Ink::Accent);
    if let Some(general) = pay.general {
        bar(general, top + 6.0, Ink::Cost);
    }
}

/// From one box to another: upwards where the next is above, sideways along the gap.
fn arrow(canvas: &Canvas, from: Frame, to: Frame, pen: Pen) {
    let middle = |it: Frame| (it.left + it.right) / 2.0;
    let (x0, y0, x1, y1) = if to.bottom <= from.top {
        (middle(from), from.top, middle(to), to.bottom)
    } else if to.left > from.right {
        (from.right, (from.top + from.bottom) / 2.0, to.left, (to.top + to.bottom) / 2.0)
    } else {
        (from.left, (from.top + from.bottom) / 2.0, to.right, (to.top + to.bottom) / 2.0)
    };
    canvas.line(&[(x0, y0), (x1, y1)], pen);
    let (dx, dy) = (x1 - x0, y1 - y0);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    let (ux, uy) = (dx / length * 7.0, dy / length * 7.0);
    let head = pen.dash(Dash::Solid);
    canvas.line(&[(x1 - ux - uy * 0.6, y1 - uy + ux * 0.6), (x1, y1), (x1 - ux + uy * 0.6, y1 - uy - ux * 0.6)], head);
}
