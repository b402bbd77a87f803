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
    /// The statement of pay of one person, on the Pay page.
    Statement {
        /// The seat.
        seat: String,
        /// The fiscal period as its name is written, such as `FY2027-Q1`; empty: whichever the page begins with.
        period: String,
        /// Which of the seat's holders, counted from 1 in order of time; absent: the last one in the period.
        holder: Option<usize>,
    },
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
            Route::Pay(_) | Route::Statement { .. } => Page::Pay,
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
            "pay" => Route::statement(rest).unwrap_or(Route::Pay(named)),
            "forecast" => Route::Forecast(named),
            "data" => Route::Data,
            _overview => Route::Overview,
        }
    }

    /// Reads `statement/SEAT`, `statement/SEAT/PERIOD` or `statement/SEAT/PERIOD/HOLDER`.
    fn statement(path: &str) -> Option<Route> {
        let mut parts = path.strip_prefix("statement/")?.split('/').map(decoded);
        let seat = parts.next().filter(|it| !it.is_empty())?;
        let period = parts.next().unwrap_or_default();
        let holder = parts.next().and_then(|text| text.parse().ok()).filter(|at| *at > 0);
        Some(Route::Statement { seat, period, holder })
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
            Route::Statement { seat, period, holder } => {
                write!(f, "#/pay/statement/{}", encoded(seat))?;
                // Without a period there is nothing a holder could be counted in.
                let Some(period) = Some(period).filter(|it| !it.is_empty()) else { return Ok(()) };
                write!(f, "/{}", encoded(period))?;
                return holder.map_or(Ok(()), |at| write!(f, "/{at}"));
            }
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

/// A name as it can stand between two strokes of an address.
fn encoded(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => text.push(char::from(byte)),
            other => text.push_str(&format!("%{other:02X}")),
        }
    }
    text
}

/// The name that was encoded; a percent sign that encodes nothing stands for itself.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let code = after.get(..2).filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(b'%');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
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
        let statement =
            |seat: &str, period: &str, holder| Route::Statement { seat: seat.into(), period: period.into(), holder };
        for route in [
            statement("ae-smb-1", "FY2027-Q1", None),
            statement("ae-smb-1", "2027-01", Some(2)),
            statement("ae-smb-1", "", None),
            statement("Süd / 5 %", "FY2027", None),
        ] {
            assert_eq!(Route::parse(&route.to_string()), route);
            assert_eq!(route.page(), Page::Pay);
        }
        assert_eq!(statement("ae-1", "FY2027-Q1", None).to_string(), "#/pay/statement/ae-1/FY2027-Q1");
        assert_eq!(Route::parse("#/pay/statement"), Route::Pay(Some("statement".into())));
        assert_eq!(Route::parse("#/pay/statement/50%"), statement("50%", "", None));
        assert_eq!(Route::parse("#/nowhere"), Route::Overview);
        assert_eq!(Route::parse("#/data/deals"), Route::Data);
        assert_eq!(Route::of_input("role/ae/smb/quota"), Route::Team);
        assert_eq!(Route::of_input("deals"), Route::Pay(None));
    }
}
