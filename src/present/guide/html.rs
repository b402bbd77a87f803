//! A text of the guide as HTML. The texts are our own; all the same nothing in them is taken for HTML, so that a text can bring no markup.

use super::{Topic, place};
use crate::present::Route;
use crate::text::{Language, said};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A heading below the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its text.
    pub text: String,
    /// Where it is within the text, as in an address.
    pub id: String,
}

/// A text, laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// The title, which is not in the HTML.
    pub title: String,
    /// Its sections.
    pub sections: Vec<Heading>,
    /// Everything but the title. Headings begin at `h3`, below that of the panel.
    pub html: String,
}

/// Lays out the Markdown of a topic. Headings get the ids that code hosts give them; links to other topics become addresses of the guide,
/// links to files of the source plain text; a name of a page in bold becomes a link to it. The texts are English, but what the program says
/// in another language, which stands there in bold, is called as the program calls it.
pub fn lay_out(topic: Topic, markdown: &str, language: Language) -> Laid {
    let mut desk = Desk { topic, language, ..Desk::default() };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        desk.take(event);
    }
    desk.laid
}

/// What is being laid out.
#[derive(Default)]
struct Desk {
    topic: Topic,
    language: Language,
    laid: Laid,
    /// The text of a heading, and where its content begins.
    heading: Option<(String, usize)>,
    /// The text of something bold, and where it begins.
    bold: Option<(String, usize)>,
    /// Whether the link that is open leads anywhere.
    link: Option<bool>,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Desk {
    fn put(&mut self, html: &str) {
        self.laid.html.push_str(html);
    }

    fn text(&mut self, text: &str) {
        for held in [&mut self.heading, &mut self.bold].into_iter().flatten() {
            held.0.push_str(text);
        }
        escape(&mut self.laid.html, text);
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Code(text) => {
                self.put("<code>");
                self.text(&text);
                self.put("</code>");
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.put("<br>"),
            Event::Rule => self.put("<hr>"),
            Event::Text(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.put("<p>"),
            Tag::Heading { .. } => self.heading = Some((String::new(), self.laid.html.len())),
            Tag::BlockQuote(_) => self.put("<blockquote>"),
            Tag::CodeBlock(kind) => {
                let plain = matches!(kind, CodeBlockKind::Indented);
                self.put(if plain {
                    "<pre tabindex=\"0\"><code>"
                } else {
                    "<pre tabindex=\"0\" class=\"code\"><code>"
                });
            }
            Tag::List(Some(first)) => self.put(&["<ol start=\"", &first.to_string(), "\">"].concat()),
            Tag::List(None) => self.put("<ul>"),
            Tag::Item => self.put("<li>"),
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                self.put("<div class=\"scroll\" tabindex=\"0\"><table>");
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.put("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.put("<tr>");
            }
            Tag::TableCell => {
                let right = self.columns.get(self.column) == Some(&Alignment::Right);
                self.put(match (self.in_head, right) {
                    (true, false) => "<th scope=\"col\">",
                    (true, true) => "<th scope=\"col\" class=\"num\">",
                    (false, false) => "<td>",
                    (false, true) => "<td class=\"num\">",
                });
            }
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.bold = Some((String::new(), self.laid.html.len())),
            Tag::Link { dest_url, .. } => {
                let address = address(self.topic, dest_url);
                self.link = Some(address.is_some());
                if let Some(address) = address {
                    self.put("<a href=\"");
                    escape(&mut self.laid.html, &address);
                    self.put("\">");
                }
            }
            Tag::Image { .. }
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.put("</p>"),
            TagEnd::Heading(level) => self.end_heading(level as usize),
            TagEnd::BlockQuote(_) => self.put("</blockquote>"),
            TagEnd::CodeBlock => self.put("</code></pre>"),
            TagEnd::List(true) => self.put("</ol>"),
            TagEnd::List(false) => self.put("</ul>"),
            TagEnd::Item => self.put("</li>"),
            TagEnd::Table => self.put("</tbody></table></div>"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.put("</tr></thead><tbody>");
            }
            TagEnd::TableRow => self.put("</tr>"),
            TagEnd::TableCell => {
                self.column += 1;
                self.end_cell();
            }
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.end_bold(),
            TagEnd::Link => {
                if self.link.take() == Some(true) {
                    self.put("</a>");
                }
            }
            TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn end_heading(&mut self, level: usize) {
        let Some((text, from)) = self.heading.take() else { return };
        let content = self.laid.html.split_off(from);
        if level == 1 {
            self.laid.title = text;
            return;
        }
        let id = self.fresh(&slug(&text));
        let name = if level == 2 { "h3" } else { "h4" };
        self.put(&["<", name, " id=\"", &id, "\" tabindex=\"-1\">", &content, "</", name, ">"].concat());
        if level == 2 {
            self.laid.sections.push(Heading { text, id });
        }
    }

    /// A column without a heading: an empty heading would be read out as one.
    fn end_cell(&mut self) {
        if !self.in_head {
            self.put("</td>");
            return;
        }
        let html = &mut self.laid.html;
        let empty = ["<th scope=\"col\">", "<th scope=\"col\" class=\"num\">"];
        match empty.into_iter().find_map(|start| html.strip_suffix(start)).map(str::len) {
            Some(before) => {
                html.truncate(before);
                html.push_str("<td></td>");
            }
            None => html.push_str("</th>"),
        }
    }

    fn end_bold(&mut self) {
        let Some((text, from)) = self.bold.take() else { return };
        let content = self.laid.html.split_off(from);
        let shown = self.as_shown(&text).unwrap_or_else(|| ["<b>", &content, "</b>"].concat());
        let to = if self.link.is_none() && self.heading.is_none() { place(&text) } else { None };
        match to {
            Some(route) => self.put(&["<a href=\"", &route.to_string(), "\">", &shown, "</a>"].concat()),
            None => self.put(&shown),
        }
    }

    /// A name in bold, such as `Team > Capacity`, as the program shows it in another language.
    fn as_shown(&self, name: &str) -> Option<String> {
        let parts: Option<Vec<&str>> = name.split(" > ").map(said).collect();
        let mut html = ["<b lang=\"", self.language.tag(), "\">"].concat();
        escape(&mut html, &parts?.join(" > "));
        Some(html + "</b>")
    }

    /// The id, with a number behind it if there is one like it before.
    fn fresh(&self, id: &str) -> String {
        let taken = |id: &str| self.laid.html.contains(&["id=\"", id, "\""].concat());
        if !taken(id) {
            return id.to_owned();
        }
        let numbered = (1_usize..).map(|n| [id, "-", &n.to_string()].concat());
        numbered.into_iter().find(|it| !taken(it)).unwrap_or_default()
    }
}

/// Where a link leads within the app; nothing for a file of the source.
fn address(topic: Topic, target: &str) -> Option<String> {
    if target.starts_with("https://") {
        return Some(target.to_owned());
    }
    let (file, at) = target.split_once('#').unwrap_or((target, ""));
    let topic = if file.is_empty() { topic } else { Topic::from_key(file.strip_suffix(".md")?)? };
    Some(Route::Guide { topic, at: at.to_owned() }.to_string())
}

/// The id that code hosts give a heading.
fn slug(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    letters
        .filter_map(|it| match it {
            ' ' => Some('-'),
            '-' | '_' => Some(it),
            other => other.is_alphanumeric().then_some(other),
        })
        .collect()
}

fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        lay_out(Topic::Metrics, markdown, Language::English).html
    }

    #[test]
    fn the_title_stands_apart_and_sections_have_the_ids_of_code_hosts() {
        let text = "# NRR & co\n\n## NRR, cohort\n\nText.\n\n## `remit set`\n\n## NRR, cohort\n";
        let laid = lay_out(Topic::Metrics, text, Language::English);
        assert_eq!(laid.title, "NRR & co");
        let ids: Vec<&str> = laid.sections.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["nrr-cohort", "remit-set", "nrr-cohort-1"]);
        assert!(laid.html.starts_with("<h3 id=\"nrr-cohort\" tabindex=\"-1\">NRR, cohort</h3><p>Text.</p>"));
    }

    #[test]
    fn links_lead_to_topics_and_to_nowhere_else_of_the_source() {
        assert_eq!(
            html("[a](pay-rules.md#rate-shape) [b](#x) [c](../ARCHITECTURE.md)"),
            "<p><a href=\"#/guide/pay-rules/rate-shape\">a</a> <a href=\"#/guide/metrics/x\">b</a> c</p>"
        );
    }

    #[test]
    fn a_page_by_its_name_is_a_link_to_it_and_another_label_is_bold() {
        assert_eq!(
            html("**Team > Capacity**, **Hire**"),
            "<p><a href=\"#/team/capacity\"><b>Team &gt; Capacity</b></a>, <b>Hire</b></p>"
        );
    }

    #[test]
    fn a_table_keeps_its_sides_and_needs_no_style() {
        let table = html("| | n | |\n|---|---:|---:|\n| a | 1 | 2 |\n");
        assert_eq!(
            table,
            "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><td></td><th scope=\"col\" class=\"num\">n</th><td></td></tr></thead>\
             <tbody><tr><td>a</td><td class=\"num\">1</td><td class=\"num\">2</td></tr></tbody></table></div>"
        );
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(html("a <b onclick=\"x\">c"), "<p>a &lt;b onclick=&quot;x&quot;&gt;c</p>");
    }
}
