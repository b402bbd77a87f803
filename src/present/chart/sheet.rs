//! A chart as a picture that stands alone: with its title, what it says, its legend and where it comes from, and with the colours of
//! the theme written into it, since no stylesheet goes with a file.

use super::svg::escape;
use super::{Dash, Ink, Key, KeyShape, Size, text};
use std::fmt::Write;

/// Attributes of an element: names and values.
pub type Attributes = Vec<(String, String)>;

/// What is written around a drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caption {
    /// What the chart is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub say: String,
    /// Where it comes from: the scenario.
    pub source: String,
    /// The legend.
    pub key: Vec<Key>,
}

/// A whole picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// One `<svg>` element.
    pub svg: String,
    /// How large it is.
    pub size: Size,
}

const PAD: f64 = 20.0;
const LINE: f64 = 18.0;

/// Puts a drawing of a size onto paper, under its caption. It still has classes; see [`painted`].
pub fn picture(drawing: &str, size: Size, caption: &Caption) -> Picture {
    let width = f64::from(size.width);
    let mut body = String::new();
    let mut y = PAD + 14.0;
    if !caption.title.is_empty() {
        let fits = text::shortened(&caption.title, width, 16.0, true);
        write_text(&mut body, "c-ink b title", (PAD, y), &fits);
        y += LINE;
    }
    for line in wrapped(&caption.say, width) {
        write_text(&mut body, "c-ink2", (PAD, y), &line);
        y += LINE - 2.0;
    }
    y = legend(&mut body, &caption.key, width, y + 4.0);
    let top = y - 4.0;
    let _ = write!(body, "<g transform=\"translate({PAD} {top})\">{}</g>", inner(drawing));
    y = top + f64::from(size.height) + 16.0;
    if !caption.source.is_empty() {
        let fits = text::shortened(&caption.source, width, 11.0, false);
        write_text(&mut body, "c-ink3 sm", (PAD, y + 4.0), &fits);
        y += 12.0;
    }
    let size = Size { width: size.width + 2 * PAD as u32, height: (y + PAD / 2.0).ceil() as u32 };
    let Size { width, height } = size;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-label=\""
    );
    escape(&mut svg, &caption.title);
    svg.push_str("\"><title>");
    escape(&mut svg, &caption.title);
    svg.push_str("</title><desc>");
    escape(&mut svg, &caption.say);
    let _ = write!(svg, "</desc><path class=\"fill c-panel\" d=\"M0 0H{width}V{height}H0Z\"/>{body}</svg>");
    Picture { svg, size }
}

/// What stands inside the outermost element.
fn inner(drawing: &str) -> &str {
    let body = drawing.split_once('>').map_or("", |(_, body)| body);
    body.strip_suffix("</svg>").unwrap_or(body)
}

fn write_text(out: &mut String, class: &str, (x, y): (f64, f64), words: &str) {
    let _ = write!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">");
    escape(out, words);
    out.push_str("</text>");
}

/// A sentence in lines, four at most.
fn wrapped(sentence: &str, room: f64) -> Vec<String> {
    const MOST: usize = 4;
    let mut lines: Vec<String> = Vec::new();
    for word in sentence.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text::width(&[line.as_str(), " ", word].concat(), 12.0, false) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    if lines.len() > MOST {
        let rest = lines.split_off(MOST - 1).join(" ");
        lines.push(text::shortened(&rest, room, 12.0, false));
    }
    lines
}

/// The legend in as many lines as it takes; gives where the next thing may stand.
fn legend(out: &mut String, key: &[Key], room: f64, y: f64) -> f64 {
    if key.is_empty() {
        return y;
    }
    let (mut x, mut y) = (PAD, y);
    for entry in key {
        let wide = 20.0 + text::width(&entry.label, 12.0, false) + 16.0;
        if x > PAD && x + wide > PAD + room {
            (x, y) = (PAD, y + LINE);
        }
        mark(out, entry, x, y - 4.0);
        write_text(out, Ink::Text2.class(), (x + 20.0, y), &entry.label);
        x += wide;
    }
    y + LINE
}

fn mark(out: &mut String, entry: &Key, x: f64, middle: f64) {
    let class = entry.ink.class();
    let (end, top, bottom) = (x + 14.0, middle - 5.0, middle + 5.0);
    let _ = match entry.shape {
        KeyShape::Area => write!(out, "<path class=\"fill {class}\" d=\"M{x} {top}H{end}V{bottom}H{x}Z\"/>"),
        KeyShape::Line(dash) => {
            let dash = if dash == Dash::Solid { "" } else { dash.class() };
            write!(out, "<path class=\"line {class} w2{dash}\" d=\"M{x} {middle}H{end}\"/>")
        }
        KeyShape::Dot => write!(out, "<circle class=\"fill {class}\" cx=\"{}\" cy=\"{middle}\" r=\"4\"/>", x + 7.0),
        KeyShape::Hatch => {
            let strokes = [0.0, 5.0].map(|at| format!("M{} {bottom}L{} {top}", x + at, x + at + 9.0)).concat();
            write!(out, "<path class=\"line {class}\" d=\"{strokes}\"/>")
        }
    };
}

/// The picture with attributes in place of classes: what `paint` says of an element's name and class.
pub fn painted(svg: &str, paint: &dyn Fn(&str, &str) -> Attributes) -> String {
    let mut out = String::with_capacity(svg.len() * 2);
    each_class(svg, |before, pair| {
        out.push_str(before);
        let Some((tag, class)) = pair else { return };
        for (name, value) in paint(tag, class) {
            let _ = write!(out, " {name}=\"");
            escape(&mut out, &value);
            out.push('"');
        }
    });
    out
}

/// Walks over text and classes in turn; no text of a picture has a quotation mark that is not escaped.
fn each_class(svg: &str, mut tell: impl FnMut(&str, Option<(&str, &str)>)) {
    let mut rest = svg;
    while let Some((before, after)) = rest.split_once(" class=\"") {
        let Some((class, after)) = after.split_once('"') else { break };
        let tag = before.rsplit_once('<').and_then(|(_, tag)| tag.split([' ', '>']).next()).unwrap_or_default();
        tell(before, Some((tag, class)));
        rest = after;
    }
    tell(rest, None);
}

/// Attributes of an element as a browser computed its style, without those that say what holds anyway. Viewers of pictures know few of the
/// ways in which a stylesheet writes a colour, so all become `#rrggbb`.
pub fn attributes(tag: &str, computed: &dyn Fn(&str) -> String) -> Attributes {
    let mut all = Vec::new();
    let mut put = |name: &str, value: String| all.push((name.to_owned(), value));
    if tag == "svg" {
        put("font-family", computed("font-family"));
        return all;
    }
    for (name, usual) in [
        ("fill", ""),
        ("fill-opacity", "1"),
        ("stroke", "none"),
        ("stroke-width", "1px"),
        ("stroke-opacity", "1"),
        ("stroke-dasharray", "none"),
        ("stroke-linecap", "butt"),
        ("stroke-linejoin", "miter"),
        ("paint-order", "normal"),
        ("shape-rendering", "auto"),
    ] {
        let value = computed(name);
        if value.is_empty() || value == usual || (name.starts_with("stroke-") && computed("stroke") == "none") {
            continue;
        }
        match name {
            "fill" | "stroke" => {
                let (colour, opacity) = hex(&value);
                put(name, colour);
                if let Some(opacity) = opacity {
                    put(&[name, "-opacity"].concat(), opacity.to_string());
                }
            }
            _ => put(name, value.replace("px", "")),
        }
    }
    if tag == "text" {
        put("font-size", computed("font-size").replace("px", ""));
        put("font-weight", computed("font-weight"));
    }
    all
}

/// A computed colour such as `rgb(52, 81, 209)` or `color(srgb 0.2 0.3 0.8 / 0.5)` as `#rrggbb`, and its opacity if it is not whole.
fn hex(colour: &str) -> (String, Option<f64>) {
    let Some((space, inside)) = colour.split_once('(') else { return (colour.to_owned(), None) };
    let scale = if space == "color" { 255.0 } else { 1.0 };
    let parts = inside.trim_end_matches(')').split([' ', ',', '/']).filter_map(|part| part.parse::<f64>().ok());
    let parts: Vec<f64> = parts.collect();
    let (Some(red), Some(green), Some(blue)) = (parts.first(), parts.get(1), parts.get(2)) else {
        return (colour.to_owned(), None);
    };
    let byte = |part: &f64| (part * scale).round().clamp(0.0, 255.0) as u8;
    let opacity = parts.get(3).copied().filter(|it| *it < 1.0);
    (format!("#{:02x}{:02x}{:02x}", byte(red), byte(green), byte(blue)), opacity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_a_browser_become_colours_of_any_viewer() {
        assert_eq!(hex("rgb(52, 81, 209)"), ("#3451d1".to_owned(), None));
        assert_eq!(hex("rgba(0, 0, 0, 0.5)"), ("#000000".to_owned(), Some(0.5)));
        assert_eq!(hex("color(srgb 1 0.5 0)"), ("#ff8000".to_owned(), None));
        assert_eq!(hex("color(srgb 0 0 1 / 0.25)"), ("#0000ff".to_owned(), Some(0.25)));
        assert_eq!(hex("none"), ("none".to_owned(), None));
    }

    #[test]
    fn what_holds_anyway_is_not_written() {
        let style = |name: &str| {
            let value = match name {
                "fill" => "rgb(1, 2, 3)",
                "stroke" | "stroke-dasharray" => "none",
                "stroke-width" => "4px",
                "fill-opacity" => "0.14",
                "font-size" => "12px",
                "font-weight" => "600",
                _ => "auto",
            };
            value.to_owned()
        };
        let of = |tag| {
            let all = attributes(tag, &style).into_iter().filter(|(_, value)| value != "auto");
            all.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of("path"), "fill=#010203 fill-opacity=0.14");
        assert_eq!(of("text"), "fill=#010203 fill-opacity=0.14 font-size=12 font-weight=600");
    }
}
