//! A chart to take along: as a drawing, as an image, or as the table of its figures.

use super::panel::PanelTitle;
use super::{ChartView, Menu, MenuItem};
use crate::exchange::write_csv;
use crate::present::chart::{Attributes, Caption, Picture, Size, attributes, painted, picture};
use crate::text::tr;
use crate::units::slug;
use crate::web::port::save;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What charts are told of the application they stand in, by context.
#[derive(Clone, Copy)]
pub struct ChartSource {
    /// Where the figures come from: the name of the scenario.
    pub name: Signal<String>,
    /// Tells what went wrong.
    pub failed: Callback<String>,
}

/// Pixels of an image for each of the drawing: sharp on dense screens and on paper.
const SCALE: u32 = 2;

/// The menu under a chart.
#[component]
pub(super) fn ChartMenu(
    /// The chart as it stands.
    chart: Memo<ChartView>,
    /// What it shows, in a sentence.
    label: Signal<String>,
) -> AnyView {
    let (panel, source) = (use_context::<PanelTitle>(), use_context::<ChartSource>());
    let entry = |key: &str, label: &str, hint: &str| MenuItem {
        key: Arc::from(key),
        label: label.to_owned(),
        hint: hint.to_owned(),
        ..MenuItem::default()
    };
    let items = vec![
        entry("svg", "SVG", tr!("drawing")),
        entry("png", "PNG", tr!("image")),
        entry("csv", "CSV", tr!("its table")),
    ];
    let named = move || {
        let name = PanelTitle::now(panel);
        if name.is_empty() { chart.with_untracked(|it| it.name().to_owned()) } else { name }
    };
    let pick = move |key: Arc<str>| {
        let title = named();
        let scenario = source.and_then(|it| it.name.try_get_untracked()).unwrap_or_default();
        let stem = [slug(&title), "-".to_owned(), slug(&scenario)].concat();
        let stem = if scenario.is_empty() { slug(&title) } else { stem };
        chart.with_untracked(|chart| match key.as_ref() {
            "csv" => {
                // In the table a second line says whether a period is closed.
                let one_line = |row: &Vec<String>| row.iter().map(|cell| cell.replace('\n', ", ")).collect::<Vec<_>>();
                let text = write_csv(&chart.header, chart.rows.iter().map(one_line));
                // Excel reads a file as UTF-8 only behind this mark.
                save::download(&[&stem, ".csv"].concat(), "text/csv", ["\u{feff}", &text].concat().as_bytes());
            }
            form => {
                let key = chart.key.clone();
                let caption = Caption { title, say: label.get_untracked(), source: scenario, key };
                let made = in_theme(chart, &caption);
                let Size { width, height } = made.size;
                if form == "svg" {
                    save::download(&[&stem, ".svg"].concat(), "image/svg+xml", made.svg.as_bytes());
                    return;
                }
                save::download_png([&stem, ".png"].concat(), made.svg, (width, height), SCALE, move |worked| {
                    if let (false, Some(source)) = (worked, source) {
                        source
                            .failed
                            .try_run(tr!("This browser could not make the image. Take the SVG instead.").to_owned());
                    }
                });
            }
        });
    };
    view! {
        <div class="chart-tools">
            <Menu
                label=tr!("Download")
                purpose=Signal::derive(move || [tr!("Download "), &named()].concat())
                items=Signal::stored(items)
                on_pick=pick
                class="quiet small"
                at_end=true
            />
        </div>
    }
    .into_any()
}

/// The chart as a picture in the colours the page has now.
fn in_theme(chart: &ChartView, caption: &Caption) -> Picture {
    let (width, height) = chart.size;
    let made = picture(&chart.svg, Size { width, height }, caption);
    let mut paints: BTreeMap<(String, String), Attributes> = BTreeMap::new();
    save::computed_styles(&made.svg, &mut |tag, class, computed| {
        let place = paints.entry((tag.to_owned(), class.to_owned()));
        place.or_insert_with(|| attributes(tag, computed));
    });
    let paint = |tag: &str, class: &str| paints.get(&(tag.to_owned(), class.to_owned())).cloned().unwrap_or_default();
    Picture { svg: painted(&made.svg, &paint), ..made }
}
