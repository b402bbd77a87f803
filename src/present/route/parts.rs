//! The parts of pages that come in parts, each with an address of its own.

use crate::text::tr;

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
    /// What it pays at every attainment beside another plan.
    Against,
}

/// A plan that another is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanOf {
    /// The plan's id.
    pub plan: String,
    /// Number of the version, from 1; none: the one that holds at the end of the plan.
    pub version: Option<usize>,
    /// The scenario it belongs to, or a snapshot of one; none: the open one.
    pub scenario: Option<String>,
}

impl PlanOf {
    /// As an address has it: `PLAN`, `PLAN/VERSION` or `PLAN/VERSION/SCENARIO`, the version left empty where none is named.
    pub fn key(&self) -> String {
        let version = self.version.map(|at| at.to_string()).unwrap_or_default();
        let plan = super::encoded(&self.plan);
        match &self.scenario {
            Some(scenario) => format!("{plan}/{version}/{}", super::encoded(scenario)),
            None if version.is_empty() => plan,
            None => format!("{plan}/{version}"),
        }
    }

    /// Reads such a key; none without a plan.
    pub fn read(key: &str) -> Option<PlanOf> {
        let mut parts = key.split('/');
        let plan = parts.next().map(super::decoded).filter(|it| !it.is_empty())?;
        let version = parts.next().and_then(|text| text.parse().ok()).filter(|at| *at > 0);
        Some(PlanOf { plan, version, scenario: parts.next().map(super::decoded).filter(|it| !it.is_empty()) })
    }
}

impl PayPart {
    /// All parts, in the order of the navigation.
    pub const ALL: [PayPart; 4] = [PayPart::Design, PayPart::Cost, PayPart::Against, PayPart::People];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            PayPart::Design => tr!("Design"),
            PayPart::Cost => tr!("Cost and health"),
            PayPart::People => tr!("People and deals"),
            PayPart::Against => tr!("Two plans"),
        }
    }

    /// Its name in an address; that of the first part is empty.
    pub(super) fn key(self) -> &'static str {
        match self {
            PayPart::Design => "",
            PayPart::Cost => "cost",
            PayPart::People => "people",
            PayPart::Against => "against",
        }
    }
}

/// What the Forecast page is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForecastPart {
    /// ARR, bookings, where they come from, scorecards.
    #[default]
    Plan,
    /// What the forecast assumes: segments, sources, season, coverage, response to pay, costs.
    Assumptions,
    /// Every metric by name, what customers won in a quarter become, and what the forms of retention differ by.
    Cohorts,
    /// What it would take to reach a target, and what moves a figure most.
    Goals,
    /// Closed months, and why they are not as planned.
    Actuals,
}

impl ForecastPart {
    /// All parts, in the order of the navigation.
    pub const ALL: [ForecastPart; 5] = [
        ForecastPart::Plan,
        ForecastPart::Assumptions,
        ForecastPart::Cohorts,
        ForecastPart::Goals,
        ForecastPart::Actuals,
    ];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            ForecastPart::Plan => tr!("Forecast"),
            ForecastPart::Assumptions => tr!("Assumptions"),
            ForecastPart::Cohorts => tr!("Metrics and cohorts"),
            ForecastPart::Goals => tr!("Goals and sensitivity"),
            ForecastPart::Actuals => tr!("Plan against actual"),
        }
    }

    /// Its name in an address; that of the first part is empty.
    pub(super) fn key(self) -> &'static str {
        match self {
            ForecastPart::Plan => "",
            ForecastPart::Assumptions => "assumptions",
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
            TeamPart::Roster => tr!("Hiring and roster"),
            TeamPart::Capacity => tr!("Capacity"),
            TeamPart::Cost => tr!("Cost"),
            TeamPart::Roles => tr!("Roles and support"),
        }
    }

    /// Its name in an address; that of the first part is empty.
    pub(super) fn key(self) -> &'static str {
        match self {
            TeamPart::Roster => "",
            TeamPart::Capacity => "capacity",
            TeamPart::Cost => "cost",
            TeamPart::Roles => "roles",
        }
    }
}

/// What the page of roles and offers is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RolesPart {
    /// Offers side by side.
    #[default]
    Offers,
    /// Roles side by side.
    Roles,
    /// What fits.
    Fit,
    /// Steps of a career.
    Ladder,
}

impl RolesPart {
    /// All parts, in the order of the navigation.
    pub const ALL: [RolesPart; 4] = [RolesPart::Offers, RolesPart::Roles, RolesPart::Fit, RolesPart::Ladder];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            RolesPart::Offers => tr!("Offers"),
            RolesPart::Roles => tr!("Roles compared"),
            RolesPart::Fit => tr!("What fits"),
            RolesPart::Ladder => tr!("Career ladder"),
        }
    }

    /// Its name in an address; that of the first part is empty.
    pub(super) fn key(self) -> &'static str {
        match self {
            RolesPart::Offers => "",
            RolesPart::Roles => "compared",
            RolesPart::Fit => "fit",
            RolesPart::Ladder => "ladder",
        }
    }
}

/// What the Territories page is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TerritoriesPart {
    /// The accounts themselves.
    #[default]
    Accounts,
    /// Their score, their tiers, and what serving them takes.
    Segments,
    /// Who is to own what.
    Assign,
}

impl TerritoriesPart {
    /// All parts, in the order of the navigation.
    pub const ALL: [TerritoriesPart; 3] =
        [TerritoriesPart::Accounts, TerritoriesPart::Segments, TerritoriesPart::Assign];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            TerritoriesPart::Accounts => tr!("Accounts"),
            TerritoriesPart::Segments => tr!("Tiers and workload"),
            TerritoriesPart::Assign => tr!("Assign and balance"),
        }
    }

    /// Its name in an address; that of the first part is empty.
    pub(super) fn key(self) -> &'static str {
        match self {
            TerritoriesPart::Accounts => "",
            TerritoriesPart::Segments => "segments",
            TerritoriesPart::Assign => "assign",
        }
    }
}

/// What the Data page is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DataPart {
    /// Scenarios with their branches, the bin, snapshots, and the room they take.
    #[default]
    Scenarios,
    /// What comes in: tables, and files of Remit.
    Import,
    /// What goes out: files, workbook, tables, a link, the report; and offers and answers, which are in no scenario.
    Take,
    /// Currency, calendar, and the meanings a scenario chose.
    Settings,
}

impl DataPart {
    /// All parts, in the order of the navigation.
    pub const ALL: [DataPart; 4] = [DataPart::Scenarios, DataPart::Import, DataPart::Take, DataPart::Settings];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            DataPart::Scenarios => tr!("Scenarios"),
            DataPart::Import => tr!("Import"),
            DataPart::Take => tr!("Take along"),
            DataPart::Settings => tr!("Settings"),
        }
    }

    /// Its name in an address; that of the first part is empty.
    pub(super) fn key(self) -> &'static str {
        match self {
            DataPart::Scenarios => "",
            DataPart::Import => "import",
            DataPart::Take => "take",
            DataPart::Settings => "settings",
        }
    }

    /// The part an address leads to; some name a table to import, or what is to be done, instead of the part.
    pub(super) fn read(key: &str) -> DataPart {
        match key {
            "customers" | "deals" | "people" | "actuals" => DataPart::Import,
            "share" => DataPart::Take,
            other => DataPart::ALL.into_iter().find(|it| it.key() == other).unwrap_or_default(),
        }
    }
}
