//! Pages by address. Hash routes work in any folder of any static host.

use std::fmt;

/// A page, whatever is looked at on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Headline figures.
    Overview,
    /// People, roles, hiring.
    Team,
    /// Plans, the split, the payout curve.
    Pay,
    /// ARR, pipeline, retention.
    Forecast,
    /// Scenarios, import, settings.
    Data,
}

impl Page {
    /// All pages, in the order of the navigation.
    pub const ALL: [Page; 5] = [Page::Overview, Page::Team, Page::Pay, Page::Forecast, Page::Data];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            Page::Overview => "Overview",
            Page::Team => "Team",
            Page::Pay => "Pay",
            Page::Forecast => "Forecast",
            Page::Data => "Data",
        }
    }

    /// Its address, with nothing in particular looked at.
    pub fn route(self) -> Route {
        match self {
            Page::Overview => Route::Overview,
            Page::Team => Route::Team,
            Page::Pay => Route::Pay(None),
            Page::Forecast => Route::Forecast(None),
            Page::Data => Route::Data,
        }
    }
}

/// A page, and what is looked at on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// Headline figures.
    #[default]
    Overview,
    /// People, roles, hiring.
    Team,
    /// Plans, the split, the payout curve; of one plan, if one is named.
    Pay(Option<String>),
    /// ARR, pipeline, retention; of one segment, if one is named.
    Forecast(Option<String>),
    /// Scenarios, import, settings.
    Data,
}

impl Route {
    /// The page it leads to.
    pub fn page(&self) -> Page {
        match self {
            Route::Overview => Page::Overview,
            Route::Team => Page::Team,
            Route::Pay(_) => Page::Pay,
            Route::Forecast(_) => Page::Forecast,
            Route::Data => Page::Data,
        }
    }

    /// Reads the fragment of an address; what is not known leads to the overview.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let (page, rest) = path.split_once('/').unwrap_or((path, ""));
        let named = (!rest.is_empty()).then(|| rest.to_owned());
        match page {
            "team" => Route::Team,
            "pay" => Route::Pay(named),
            "forecast" => Route::Forecast(named),
            "data" => Route::Data,
            _overview => Route::Overview,
        }
    }

    /// The page on which the input of a path can be changed.
    pub fn of_input(path: &str) -> Route {
        let mut parts = path.split('/');
        match (parts.next().unwrap_or(""), parts.next()) {
            ("role" | "seat", _) => Route::Team,
            ("plan", plan) => Route::Pay(plan.map(str::to_owned)),
            ("segment", segment) => {
                Route::Forecast(segment.filter(|it| !matches!(*it, "pipeline" | "retention")).map(str::to_owned))
            }
            ("assumptions" | "costs", _) => Route::Forecast(None),
            ("deals", _) => Route::Pay(None),
            _settings => Route::Data,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (page, named) = match self {
            Route::Overview => ("", None),
            Route::Team => ("team", None),
            Route::Pay(plan) => ("pay", plan.as_ref()),
            Route::Forecast(segment) => ("forecast", segment.as_ref()),
            Route::Data => ("data", None),
        };
        match named {
            Some(named) => write!(f, "#/{page}/{named}"),
            None => write!(f, "#/{page}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_read_back() {
        for route in [
            Route::Overview,
            Route::Team,
            Route::Pay(Some("ae".into())),
            Route::Pay(None),
            Route::Forecast(None),
            Route::Data,
        ] {
            assert_eq!(Route::parse(&route.to_string()), route);
        }
        assert_eq!(Route::parse("#/nowhere"), Route::Overview);
        assert_eq!(Route::parse("#/data/deals"), Route::Data);
        assert_eq!(Route::of_input("role/ae/smb/quota"), Route::Team);
        assert_eq!(Route::of_input("deals"), Route::Pay(None));
    }
}
