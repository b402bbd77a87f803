//! Charts, judged from outside: by the SVG they write and the geometry in it.
//!
//! Goldens lie in `tests/golden/charts`; `UPDATE_GOLDEN=1 cargo test --test charts` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "charts/anything.rs"]
mod anything;
#[path = "charts/arr.rs"]
mod arr;
#[path = "charts/capacity.rs"]
mod capacity;
#[path = "charts/falls.rs"]
mod falls;
#[path = "charts/heat.rs"]
mod heat;
#[path = "charts/others.rs"]
mod others;
#[path = "charts/payout.rs"]
mod payout;
#[path = "charts/stacks.rs"]
mod stacks;

use remit::present::Locale;
use remit::present::chart::*;
use remit::present::number::{show_month, show_month_short};
use remit::units::{Currency, Money, Month};

const WIDE: Size = Size { width: 1000, height: 460 };
const PHONE: Size = Size { width: 334, height: 400 };

fn axis(value: f64) -> String {
    Locale::EN_US.money_tick(value, Currency::USD)
}

fn flow_axis(value: f64) -> String {
    Locale::EN_US.money_tick_flow(value)
}

fn headline(value: f64) -> String {
    Locale::EN_US.money_compact(Money::from_major_f64(value), Currency::USD)
}

fn thousands(value: f64) -> String {
    if value.is_finite() { Locale::EN_US.money_thousands(Money::from_major_f64(value)) } else { "–".to_owned() }
}

fn movement(value: f64) -> String {
    if value > 0.0 { format!("+{}", thousands(value)) } else { thousands(value) }
}

fn whole(value: f64) -> String {
    Locale::EN_US.money_whole_named(Money::from_major_f64(value), Currency::USD)
}

fn percent(value: f64) -> String {
    Locale::EN_US.percent(value, 0)
}

// ---- reading what was drawn ---------------------------------------------------------------------------------------------------

/// The elements of a drawing with their attributes, as far as tests need them.
#[derive(Debug)]
struct Element {
    tag: String,
    class: String,
    d: String,
    x: f64,
    y: f64,
    anchor: String,
    text: String,
}

impl Element {
    /// What a text covers, as (left, top, right, bottom). Widths of letters are those of Helvetica, which Arial and Liberation Sans share,
    /// to the nearest of five classes; capitals reach 8 px over the line at 12 px, descenders 2 px below.
    fn covers(&self) -> (f64, f64, f64, f64) {
        let size = if self.class.contains("sm") { 11.0 } else { 12.0 };
        let letter = |it: char| match it {
            'i' | 'j' | 'l' | '\'' => 0.222,
            ' ' | '.' | ',' | ':' | ';' | 'f' | 't' | 'I' | '!' | '/' | '(' | ')' | '-' | '\u{a0}' => 0.29,
            'm' | 'w' | 'M' | 'W' | '%' => 0.83,
            it if it.is_uppercase() => 0.69,
            _ => 0.54,
        };
        let text = self.text.replace("&#39;", "'").replace("&amp;", "&").replace("&gt;", ">").replace("&lt;", "<");
        let width = text.chars().map(letter).sum::<f64>() * size;
        let left = match self.anchor.as_str() {
            "middle" => self.x - width / 2.0,
            "end" => self.x - width,
            _ => self.x,
        };
        (left, self.y - 8.0, left + width, self.y + 2.0)
    }
}

fn elements(svg: &str) -> Vec<Element> {
    let inner = &svg[svg.find('>').unwrap() + 1..svg.rfind("</svg>").unwrap()];
    let mut found = Vec::new();
    let mut rest = inner;
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').unwrap();
        let head = rest[start + 1..end].trim_end_matches('/');
        let attribute = |name: &str| {
            let at = head.find(&format!(" {name}=\""))? + name.len() + 3;
            Some(head[at..at + head[at..].find('"')?].to_owned())
        };
        let number = |name: &str| attribute(name).and_then(|it| it.parse().ok()).unwrap_or(f64::NAN);
        rest = &rest[end + 1..];
        if head.starts_with('/') {
            continue;
        }
        let tag = head.split(' ').next().unwrap().to_owned();
        let text = if tag == "text" { rest[..rest.find('<').unwrap()].to_owned() } else { String::new() };
        let (x, y) = if tag == "circle" { (number("cx"), number("cy")) } else { (number("x"), number("y")) };
        found.push(Element {
            class: attribute("class").unwrap_or_default(),
            anchor: attribute("text-anchor").unwrap_or_default(),
            d: attribute("d").unwrap_or_default(),
            tag,
            x,
            y,
            text,
        });
    }
    found
}

/// The sub-paths of all paths with this class, as points.
fn paths(svg: &str, class: &str) -> Vec<Vec<(f64, f64)>> {
    let all = elements(svg);
    let data = all.iter().filter(|it| it.tag == "path" && it.class == class).map(|it| it.d.as_str());
    data.flat_map(points).collect()
}

fn points(d: &str) -> Vec<Vec<(f64, f64)>> {
    let mut found: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut numbers = d.replace(['M', 'L', 'H', 'V', 'Z'], " ");
    numbers = numbers.trim().to_owned();
    let mut numbers = numbers.split_whitespace().map(|it| it.parse::<f64>().unwrap());
    for command in d.chars().filter(char::is_ascii_alphabetic) {
        let last = found.last().and_then(|it| it.last().copied());
        let mut next = || numbers.next().unwrap();
        match command {
            'M' => found.push(vec![(next(), next())]),
            'L' => found.last_mut().unwrap().push((next(), next())),
            'H' => found.last_mut().unwrap().push((next(), last.unwrap().1)),
            'V' => found.last_mut().unwrap().push((last.unwrap().0, next())),
            'Z' => {}
            other => panic!("{other}"),
        }
    }
    found
}

/// The rectangles of a class as (left, top, right, bottom).
fn bars(svg: &str, class: &str) -> Vec<(f64, f64, f64, f64)> {
    let edges = |corners: Vec<(f64, f64)>| {
        let fold = |pick: fn(f64, f64) -> f64, of: fn(&(f64, f64)) -> f64| corners.iter().map(of).reduce(pick).unwrap();
        (fold(f64::min, |it| it.0), fold(f64::min, |it| it.1), fold(f64::max, |it| it.0), fold(f64::max, |it| it.1))
    };
    paths(svg, class).into_iter().map(edges).collect()
}

fn texts(svg: &str) -> Vec<String> {
    elements(svg).into_iter().filter(|it| it.tag == "text").map(|it| it.text).collect()
}

/// Where the label of an axis says a value is: the inverse of the scale, read off two labels.
fn values_at(svg: &str, low: (&str, f64), high: (&str, f64)) -> impl Fn(f64) -> f64 {
    let all = elements(svg);
    let y = |label: &str| all.iter().find(|it| it.text == label).unwrap_or_else(|| panic!("no {label}")).y - 4.0;
    let (y0, y1) = (y(low.0), y(high.0));
    move |y| low.1 + (y - y0) / (y1 - y0) * (high.1 - low.1)
}

#[track_caller]
fn close(a: f64, b: f64, within: f64) {
    assert!((a - b).abs() <= within, "{a} is not {b}, to {within}");
}

fn check(name: &str, chart: &Chart) {
    check_svg(name, &chart.svg);
    let Size { width, height } = chart.size;
    for hit in &chart.hits {
        assert!(
            hit.area.left >= -0.1
                && hit.area.right <= f64::from(width) + 0.1
                && hit.area.bottom <= f64::from(height) + 0.1
        );
        assert!(hit.area.width() >= 0.0 && !hit.title.is_empty() && !hit.rows.is_empty(), "{hit:?}");
    }
    assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.header.len()), "{:?}", chart.table);
}

fn check_svg(name: &str, svg: &str) {
    sound(svg);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts").join(format!("{name}.svg"));
    // One element a line, so that a difference can be read.
    let readable = svg.replace("><", ">\n<") + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &readable).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == readable,
        "{name} is drawn differently; UPDATE_GOLDEN=1 writes it anew, then look at the difference"
    );
}

/// What holds for every drawing: it names itself, styles nothing, and stays on its sheet.
fn sound(svg: &str) {
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>") && svg.contains("aria-label=\""));
    for forbidden in ["style=", " id=", "#", "rgb(", "NaN", "inf", "<script"] {
        assert!(!svg.replace("&#39;", "").contains(forbidden), "{forbidden} in {svg}");
    }
    assert_eq!(svg.matches('<').count(), svg.matches('>').count());
}
