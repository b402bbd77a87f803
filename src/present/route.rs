//! Pages by address. Hash routes work in any folder of any static host.

mod parts;
mod report;
#[cfg(test)]
mod tests;

pub use parts::{DataPart, ForecastPart, PayPart, PlanOf, RolesPart, TeamPart, TerritoriesPart};
pub use report::{Paper, ReportChoice, ReportSection};

use super::guide::Topic;
use crate::engine::compare::Measure;
use crate::text::tr;
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
    /// Scenarios side by side.
    Compare,
    /// Roles compared, and offers.
    Roles,
    /// Scenarios, import, settings.
    Data,
    /// All of it on paper; one gets there from other pages and not by the navigation.
    Report,
    /// How to do what, and how it is reckoned; one gets there by the head, the finder and the list of keys.
    Guide,
}

impl Page {
    /// The pages of the navigation, in its order.
    pub const ALL: [Page; 8] = [
        Page::Overview,
        Page::Team,
        Page::Pay,
        Page::Territories,
        Page::Forecast,
        Page::Compare,
        Page::Roles,
        Page::Data,
    ];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            Page::Overview => tr!("Overview"),
            Page::Team => tr!("Team"),
            Page::Pay => tr!("Pay"),
            Page::Territories => tr!("Territories"),
            Page::Forecast => tr!("Forecast"),
            Page::Compare => tr!("Compare"),
            Page::Roles => tr!("Roles and offers"),
            Page::Data => tr!("Data"),
            Page::Report => tr!("Report"),
            Page::Guide => tr!("Guide"),
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
            Page::Compare => Route::compare(Vec::new()),
            Page::Roles => Route::roles(RolesPart::Offers),
            Page::Data => Route::data(DataPart::Scenarios),
            Page::Report => Route::report(),
            Page::Guide => Route::guide(Topic::default()),
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
    /// Two plans side by side, on the Pay page.
    PayAgainst {
        /// The one, if it is named.
        plan: Option<String>,
        /// The other.
        other: PlanOf,
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
    /// The open scenario beside others.
    Compare {
        /// Ids of the others; none: whichever the page begins with.
        with: Vec<String>,
        /// What the bridge between two of them is about; absent: the first that differs.
        measure: Option<Measure>,
    },
    /// Roles and offers.
    Roles {
        /// The part of the page.
        part: RolesPart,
    },
    /// A role of the scenario, opened as the offer a candidate would get.
    OfferOf {
        /// The role.
        role: String,
        /// Its segment; absent: wherever no segment has terms of its own.
        segment: Option<String>,
    },
    /// An offer, to be changed.
    Offer {
        /// Its id.
        id: u32,
    },
    /// Scenarios, import, settings.
    Data {
        /// The part of the page.
        part: DataPart,
    },
    /// A scenario that came in a link, to be looked at before it is kept; shown over the Data page.
    Shared {
        /// The whole fragment, such as `s/1/…`.
        link: String,
    },
    /// The plan on paper.
    Report {
        /// What is on it.
        choice: ReportChoice,
    },
    /// A topic of the guide.
    Guide {
        /// The topic.
        topic: Topic,
        /// The heading that is looked at; empty: from the top.
        at: String,
    },
}

impl Route {
    /// The usual report.
    pub fn report() -> Route {
        Route::Report { choice: ReportChoice::default() }
    }

    /// A topic of the guide, from the top.
    pub fn guide(topic: Topic) -> Route {
        Route::Guide { topic, at: String::new() }
    }

    /// The open scenario beside others.
    pub fn compare(with: Vec<String>) -> Route {
        Route::Compare { with, measure: None }
    }

    /// A part of the page of roles and offers.
    pub fn roles(part: RolesPart) -> Route {
        Route::Roles { part }
    }

    /// A part of the Data page.
    pub fn data(part: DataPart) -> Route {
        Route::Data { part }
    }

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

    /// The assumptions of the forecast, of a segment or of the company.
    pub fn assumptions(segment: Option<String>) -> Route {
        Route::Forecast { segment, part: ForecastPart::Assumptions }
    }

    /// The page it leads to.
    pub fn page(&self) -> Page {
        match self {
            Route::Overview => Page::Overview,
            Route::Team { .. } => Page::Team,
            Route::Pay { .. } | Route::PayAgainst { .. } | Route::Statement { .. } => Page::Pay,
            Route::Territories { .. } => Page::Territories,
            Route::Forecast { .. } => Page::Forecast,
            Route::Compare { .. } => Page::Compare,
            Route::Roles { .. } | Route::OfferOf { .. } | Route::Offer { .. } => Page::Roles,
            Route::Data { .. } | Route::Shared { .. } => Page::Data,
            Route::Report { .. } => Page::Report,
            Route::Guide { .. } => Page::Guide,
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
            "compare" => Route::read_compare(rest),
            "roles" => Route::offer_of(rest).unwrap_or_else(|| {
                Route::roles(RolesPart::ALL.into_iter().find(|it| it.key() == rest).unwrap_or_default())
            }),
            "data" => Route::data(DataPart::read(rest)),
            "s" => Route::Shared { link: path.to_owned() },
            "guide" => Route::read_guide(rest),
            "report" => Route::Report { choice: ReportChoice::read(rest) },
            _overview => Route::Overview,
        }
    }

    /// Reads `IDS` or `IDS/MEASURE`, ids parted by commas; there may be none.
    fn read_compare(path: &str) -> Route {
        let (ids, measure) = path.split_once('/').unwrap_or((path, ""));
        let with = ids.split(',').filter(|it| !it.is_empty()).map(decoded).collect();
        Route::Compare { with, measure: Measure::from_key(measure) }
    }

    /// Reads `TOPIC` or `TOPIC/HEADING`.
    fn read_guide(path: &str) -> Route {
        let (topic, at) = path.split_once('/').unwrap_or((path, ""));
        Topic::from_key(topic)
            .map_or_else(|| Route::guide(Topic::default()), |topic| Route::Guide { topic, at: decoded(at) })
    }

    /// Reads `PLAN`, `PLAN/PART` or `PLAN/against/OTHER`; the plan may be left empty.
    fn plan(path: &str) -> Route {
        let (plan, part) = named_part(path);
        if let Some(other) = part.strip_prefix("against/").and_then(PlanOf::read) {
            return Route::PayAgainst { plan, other };
        }
        Route::Pay { plan, part: PayPart::ALL.into_iter().find(|it| it.key() == part).unwrap_or_default() }
    }

    /// Reads `SEGMENT` or `SEGMENT/PART`; the segment may be left empty.
    fn read_forecast(path: &str) -> Route {
        let (segment, part) = named_part(path);
        Route::Forecast { segment, part: ForecastPart::ALL.into_iter().find(|it| it.key() == part).unwrap_or_default() }
    }

    /// Reads `offer/ID`, `offer-of/ROLE` or `offer-of/ROLE/SEGMENT`.
    fn offer_of(path: &str) -> Option<Route> {
        if let Some(id) = path.strip_prefix("offer/") {
            return id.parse().ok().map(|id| Route::Offer { id });
        }
        let mut parts = path.strip_prefix("offer-of/")?.split('/').map(decoded);
        let role = parts.next().filter(|it| !it.is_empty())?;
        Some(Route::OfferOf { role, segment: parts.next().filter(|it| !it.is_empty()) })
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
        // A path may stand for several: then `*` is any name.
        let mut part = || parts.next().filter(|it| *it != "*");
        let (first, second, third) = (part().unwrap_or(""), part(), part());
        match (first, second) {
            ("role", _) => Route::team(TeamPart::Roles),
            ("offer", Some(id)) => id.parse().map_or(Route::roles(RolesPart::Offers), |id| Route::Offer { id }),
            ("need", _) => Route::roles(RolesPart::Offers),
            ("seat", _) => Route::team(TeamPart::Roster),
            ("plan", plan) => Route::pay(plan.map(str::to_owned)),
            ("segment", _) if third == Some("target") => Route::team(TeamPart::Capacity),
            // Measured satisfaction stands on the scorecard.
            ("segment", segment) if third.is_some_and(|it| it.starts_with("satisfaction")) => {
                Route::forecast(segment.map(str::to_owned))
            }
            ("assumptions", Some("capacity_history")) => Route::team(TeamPart::Capacity),
            ("assumptions", Some("handover")) => Route::pay(None),
            ("assumptions", Some("attainment" | "ratio_spread" | "other_measures")) => {
                Route::Pay { plan: None, part: PayPart::Cost }
            }
            ("costs", Some("tools" | "recruiting" | "headcount_budget")) => Route::team(TeamPart::Cost),
            ("segment", segment) => Route::assumptions(segment.map(str::to_owned)),
            ("assumptions" | "costs", _) => Route::assumptions(None),
            ("actuals", _) => Route::Forecast { segment: None, part: ForecastPart::Actuals },
            ("accounts", _) => Route::territories(TerritoriesPart::Accounts),
            ("territory", _) => Route::territories(TerritoriesPart::Segments),
            ("territory_plan", _) => Route::territories(TerritoriesPart::Assign),
            ("goal", _) => Route::Forecast { segment: None, part: ForecastPart::Goals },
            ("deals", _) => Route::Pay { plan: None, part: PayPart::People },
            _settings => Route::data(DataPart::Settings),
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
            Route::PayAgainst { plan, other } => {
                return write!(f, "#/pay/{}/against/{}", plan.as_deref().unwrap_or_default(), other.key());
            }
            Route::Territories { part: TerritoriesPart::Accounts } => ("territories", None, ""),
            Route::Territories { part } => return write!(f, "#/territories/{}", part.key()),
            Route::Forecast { segment, part } => ("forecast", segment.as_deref(), part.key()),
            Route::Compare { with, measure } => {
                let ids: Vec<String> = with.iter().map(|id| encoded(id)).collect();
                return match (ids.join(","), measure) {
                    (ids, Some(measure)) => write!(f, "#/compare/{ids}/{}", measure.key()),
                    (ids, None) if ids.is_empty() => f.write_str("#/compare"),
                    (ids, None) => write!(f, "#/compare/{ids}"),
                };
            }
            Route::Roles { part: RolesPart::Offers } => ("roles", None, ""),
            Route::Roles { part } => return write!(f, "#/roles/{}", part.key()),
            Route::OfferOf { role, segment } => {
                write!(f, "#/roles/offer-of/{}", encoded(role))?;
                return segment.as_ref().map_or(Ok(()), |it| write!(f, "/{}", encoded(it)));
            }
            Route::Offer { id } => return write!(f, "#/roles/offer/{id}"),
            Route::Data { part: DataPart::Scenarios } => ("data", None, ""),
            Route::Data { part } => return write!(f, "#/data/{}", part.key()),
            Route::Shared { link } => return write!(f, "#/{link}"),
            Route::Report { choice } => return write!(f, "#/report{choice}"),
            Route::Guide { topic, at } if at.is_empty() => return write!(f, "#/guide/{}", topic.key()),
            Route::Guide { topic, at } => return write!(f, "#/guide/{}/{}", topic.key(), encoded(at)),
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
