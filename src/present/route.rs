//! Pages by address. Hash routes work in any folder of any static host.

use super::route_territories::TerritoriesPart;
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
    /// Accounts, and who owns them.
    Territories,
    /// ARR, pipeline, retention.
    Forecast,
    /// Scenarios, import, settings.
    Data,
}

impl Page {
    /// All pages, in the order of the navigation.
    pub const ALL: [Page; 6] = [Page::Overview, Page::Team, Page::Pay, Page::Territories, Page::Forecast, Page::Data];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            Page::Overview => "Overview",
            Page::Team => "Team",
            Page::Pay => "Pay",
            Page::Territories => "Territories",
            Page::Forecast => "Forecast",
            Page::Data => "Data",
        }
    }

    /// Its address, with nothing in particular looked at.
    pub fn route(self) -> Route {
        match self {
            Page::Overview => Route::Overview,
            Page::Team => Route::team(TeamPart::Roster),
            Page::Pay => Route::pay(None),
            Page::Territories => Route::territories(TerritoriesPart::Accounts),
            Page::Forecast => Route::forecast(None),
            Page::Data => Route::Data,
        }
    }
}

/// What the Pay page is about: one thing at a time, as it would be far too long a page otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PayPart {
    /// The split, the components and the payout curve they make.
    #[default]
    Design,
    /// What the plan costs at any result, and where it misfits.
    Cost,
    /// Who earns what by it, and the deals behind statements.
    People,
}

impl PayPart {
    /// All parts, in the order of the navigation.
    pub const ALL: [PayPart; 3] = [PayPart::Design, PayPart::Cost, PayPart::People];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            PayPart::Design => "Design",
            PayPart::Cost => "Cost and health",
            PayPart::People => "People and deals",
        }
    }

    /// Its name in an address; that of the first part is empty.
    fn key(self) -> &'static str {
        match self {
            PayPart::Design => "",
            PayPart::Cost => "cost",
            PayPart::People => "people",
        }
    }
}

/// What the Forecast page is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForecastPart {
    /// ARR, bookings, the assumptions behind them, metrics.
    #[default]
    Plan,
    /// What customers won in a quarter become, and what the forms of retention differ by.
    Cohorts,
    /// What it would take to reach a target, and what moves a figure most.
    Goals,
    /// Closed months, and why they are not as planned.
    Actuals,
}

impl ForecastPart {
    /// All parts, in the order of the navigation.
    pub const ALL: [ForecastPart; 4] =
        [ForecastPart::Plan, ForecastPart::Cohorts, ForecastPart::Goals, ForecastPart::Actuals];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            ForecastPart::Plan => "Forecast",
            ForecastPart::Cohorts => "Cohorts",
            ForecastPart::Goals => "Goals and sensitivity",
            ForecastPart::Actuals => "Plan against actual",
        }
    }

    /// Its name in an address; that of the first part is empty.
    fn key(self) -> &'static str {
        match self {
            ForecastPart::Plan => "",
            ForecastPart::Cohorts => "cohorts",
            ForecastPart::Goals => "goals",
            ForecastPart::Actuals => "actuals",
        }
    }
}

/// What the Team page is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TeamPart {
    /// Hires by month; seats as roster, chart and timeline.
    #[default]
    Roster,
    /// Targets against what the team can sign, and what closes the gap.
    Capacity,
    /// What people cost.
    Cost,
    /// Roles and their terms, ramp, support ratios, head count by function.
    Roles,
}

impl TeamPart {
    /// All parts, in the order of the navigation.
    pub const ALL: [TeamPart; 4] = [TeamPart::Roster, TeamPart::Capacity, TeamPart::Cost, TeamPart::Roles];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            TeamPart::Roster => "Hiring and roster",
            TeamPart::Capacity => "Capacity",
            TeamPart::Cost => "Cost",
            TeamPart::Roles => "Roles and support",
        }
    }

    /// Its name in an address; that of the first part is empty.
    fn key(self) -> &'static str {
        match self {
            TeamPart::Roster => "",
            TeamPart::Capacity => "capacity",
            TeamPart::Cost => "cost",
            TeamPart::Roles => "roles",
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
    Team {
        /// The part of the page.
        part: TeamPart,
    },
    /// Plans and what they pay.
    Pay {
        /// The plan, if one is named.
        plan: Option<String>,
        /// The part of the page.
        part: PayPart,
    },
    /// The statement of pay of one person, on the Pay page.
    Statement {
        /// The seat.
        seat: String,
        /// The fiscal period as its name is written, such as `FY2027-Q1`; empty: whichever the page begins with.
        period: String,
        /// Which of the seat's holders, counted from 1 in order of time; absent: the last one in the period.
        holder: Option<usize>,
    },
    /// Accounts, and who owns them.
    Territories {
        /// The part of the page.
        part: TerritoriesPart,
    },
    /// ARR, pipeline, retention.
    Forecast {
        /// The segment, if one is named; else the company.
        segment: Option<String>,
        /// The part of the page.
        part: ForecastPart,
    },
    /// Scenarios, import, settings.
    Data,
}

impl Route {
    /// A part of the Team page.
    pub fn team(part: TeamPart) -> Route {
        Route::Team { part }
    }

    /// A part of the Territories page.
    pub fn territories(part: TerritoriesPart) -> Route {
        Route::Territories { part }
    }

    /// The design of a plan, or of whichever the page begins with.
    pub fn pay(plan: Option<String>) -> Route {
        Route::Pay { plan, part: PayPart::Design }
    }

    /// The forecast of a segment, or of the company.
    pub fn forecast(segment: Option<String>) -> Route {
        Route::Forecast { segment, part: ForecastPart::Plan }
    }

    /// The page it leads to.
    pub fn page(&self) -> Page {
        match self {
            Route::Overview => Page::Overview,
            Route::Team { .. } => Page::Team,
            Route::Pay { .. } | Route::Statement { .. } => Page::Pay,
            Route::Territories { .. } => Page::Territories,
            Route::Forecast { .. } => Page::Forecast,
            Route::Data => Page::Data,
        }
    }

    /// Reads the fragment of an address; what is not known leads to the overview.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let (page, rest) = path.split_once('/').unwrap_or((path, ""));
        match page {
            "team" => Route::team(TeamPart::ALL.into_iter().find(|it| it.key() == rest).unwrap_or_default()),
            "pay" => Route::statement(rest).unwrap_or_else(|| Route::plan(rest)),
            "territories" => {
                let part = TerritoriesPart::ALL.into_iter().find(|it| it.key() == rest);
                Route::territories(part.unwrap_or_default())
            }
            "forecast" => Route::read_forecast(rest),
            "data" => Route::Data,
            _overview => Route::Overview,
        }
    }

    /// Reads `PLAN` or `PLAN/PART`; the plan may be left empty.
    fn plan(path: &str) -> Route {
        let (plan, part) = named_part(path);
        Route::Pay { plan, part: PayPart::ALL.into_iter().find(|it| it.key() == part).unwrap_or_default() }
    }

    /// Reads `SEGMENT` or `SEGMENT/PART`; the segment may be left empty.
    fn read_forecast(path: &str) -> Route {
        let (segment, part) = named_part(path);
        Route::Forecast { segment, part: ForecastPart::ALL.into_iter().find(|it| it.key() == part).unwrap_or_default() }
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
            ("role", _) => Route::team(TeamPart::Roles),
            ("seat", _) => Route::team(TeamPart::Roster),
            ("plan", plan) => Route::pay(plan.map(str::to_owned)),
            ("segment", _) if parts.next() == Some("target") => Route::team(TeamPart::Capacity),
            ("assumptions", Some("capacity_history")) => Route::team(TeamPart::Capacity),
            ("costs", Some("tools" | "recruiting" | "headcount_budget")) => Route::team(TeamPart::Cost),
            ("segment", segment) => {
                Route::forecast(segment.filter(|it| !matches!(*it, "pipeline" | "retention")).map(str::to_owned))
            }
            ("assumptions" | "costs", _) => Route::forecast(None),
            ("actuals", _) => Route::Forecast { segment: None, part: ForecastPart::Actuals },
            ("accounts", _) => Route::territories(TerritoriesPart::Accounts),
            ("territory", _) => Route::territories(TerritoriesPart::Segments),
            ("territory_plan", _) => Route::territories(TerritoriesPart::Assign),
            ("deals", _) => Route::Pay { plan: None, part: PayPart::People },
            _settings => Route::Data,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (page, named, part) = match self {
            Route::Statement { seat, period, holder } => {
                write!(f, "#/pay/statement/{}", encoded(seat))?;
                // Without a period there is nothing a holder could be counted in.
                let Some(period) = Some(period).filter(|it| !it.is_empty()) else { return Ok(()) };
                write!(f, "/{}", encoded(period))?;
                return holder.map_or(Ok(()), |at| write!(f, "/{at}"));
            }
            Route::Overview => ("", None, ""),
            Route::Team { part: TeamPart::Roster } => ("team", None, ""),
            // The team is one; nothing stands between the page and its part.
            Route::Team { part } => return write!(f, "#/team/{}", part.key()),
            Route::Pay { plan, part } => ("pay", plan.as_deref(), part.key()),
            Route::Territories { part: TerritoriesPart::Accounts } => ("territories", None, ""),
            Route::Territories { part } => return write!(f, "#/territories/{}", part.key()),
            Route::Forecast { segment, part } => ("forecast", segment.as_deref(), part.key()),
            Route::Data => ("data", None, ""),
        };
        match (named, part) {
            (None, "") => write!(f, "#/{page}"),
            (Some(named), "") => write!(f, "#/{page}/{named}"),
            (named, part) => write!(f, "#/{page}/{}/{part}", named.unwrap_or_default()),
        }
    }
}

/// The name and the part of `NAME/PART`.
fn named_part(path: &str) -> (Option<String>, &str) {
    let (named, part) = path.split_once('/').unwrap_or((path, ""));
    ((!named.is_empty()).then(|| named.to_owned()), part)
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
            Route::team(TeamPart::Roster),
            Route::team(TeamPart::Capacity),
            Route::team(TeamPart::Cost),
            Route::team(TeamPart::Roles),
            Route::territories(TerritoriesPart::Accounts),
            Route::territories(TerritoriesPart::Segments),
            Route::territories(TerritoriesPart::Assign),
            Route::pay(Some("ae".into())),
            Route::pay(None),
            Route::Pay { plan: Some("ae".into()), part: PayPart::Cost },
            Route::Pay { plan: None, part: PayPart::People },
            Route::forecast(None),
            Route::Forecast { segment: Some("smb".into()), part: ForecastPart::Goals },
            Route::Forecast { segment: None, part: ForecastPart::Goals },
            Route::Forecast { segment: None, part: ForecastPart::Cohorts },
            Route::Forecast { segment: None, part: ForecastPart::Actuals },
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
        assert_eq!(Route::parse("#/pay/statement"), Route::pay(Some("statement".into())));
        assert_eq!(Route::parse("#/pay/statement/50%"), statement("50%", "", None));
        assert_eq!(Route::parse("#/nowhere"), Route::Overview);
        assert_eq!(Route::parse("#/data/deals"), Route::Data);
        assert_eq!(Route::parse("#/team/nothing"), Route::team(TeamPart::Roster));
        assert_eq!(Route::team(TeamPart::Capacity).to_string(), "#/team/capacity");
        assert_eq!(Route::of_input("role/ae/smb/quota"), Route::team(TeamPart::Roles));
        assert_eq!(Route::of_input("seat/ae-1/1/base"), Route::team(TeamPart::Roster));
        assert_eq!(Route::of_input("segment/smb/target/2/arr"), Route::team(TeamPart::Capacity));
        assert_eq!(Route::of_input("segment/smb/retention/renewal"), Route::forecast(Some("smb".into())));
        assert_eq!(Route::of_input("assumptions/capacity_history/1/lost"), Route::team(TeamPart::Capacity));
        assert_eq!(Route::of_input("costs/tools"), Route::team(TeamPart::Cost));
        assert_eq!(Route::of_input("costs/marketing"), Route::forecast(None));
        assert_eq!(Route::of_input("territory/tier/a/share"), Route::territories(TerritoriesPart::Segments));
        assert_eq!(Route::of_input("deals"), Route::Pay { plan: None, part: PayPart::People });
    }
}
