//! Pages by the names that a text of the guide calls them by.

use crate::present::{DataPart, ForecastPart, Page, PayPart, RolesPart, Route, TeamPart, TerritoriesPart};
use crate::text::in_english;

/// Where `Team` or `Team > Capacity` is; nothing if no page or part is called that. The texts call them by their English names.
pub fn place(name: &str) -> Option<Route> {
    in_english(|| named(name))
}

fn named(name: &str) -> Option<Route> {
    let (page, part) = name.split_once(" > ").map_or((name, None), |(page, part)| (page, Some(part)));
    let page = Page::ALL.into_iter().chain([Page::Report]).find(|it| it.name() == page)?;
    let Some(part) = part else { return Some(page.route()) };
    match page {
        Page::Team => TeamPart::ALL.into_iter().find(|it| it.name() == part).map(Route::team),
        Page::Pay => PayPart::ALL.into_iter().find(|it| it.name() == part).map(|part| Route::Pay { plan: None, part }),
        Page::Territories => TerritoriesPart::ALL.into_iter().find(|it| it.name() == part).map(Route::territories),
        Page::Forecast => ForecastPart::ALL
            .into_iter()
            .find(|it| it.name() == part)
            .map(|part| Route::Forecast { segment: None, part }),
        Page::Roles => RolesPart::ALL.into_iter().find(|it| it.name() == part).map(Route::roles),
        Page::Data => DataPart::ALL.into_iter().find(|it| it.name() == part).map(Route::data),
        Page::Overview | Page::Compare | Page::Report | Page::Guide => None,
    }
}
