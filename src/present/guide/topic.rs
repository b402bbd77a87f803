//! What the guide is about.

use crate::text::tr;

/// Topics that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// A job from its beginning to its result.
    Jobs,
    /// Formulas.
    Methods,
    /// Files, and the headless command.
    Files,
    /// Running Remit, and working on it.
    Running,
}

impl Group {
    /// All groups, in the order in which they stand.
    pub const ALL: [Group; 4] = [Group::Jobs, Group::Methods, Group::Files, Group::Running];

    /// Its name above its topics.
    pub fn name(self) -> &'static str {
        match self {
            Group::Jobs => tr!("How to"),
            Group::Methods => tr!("How it is reckoned"),
            Group::Files => tr!("Files and command"),
            Group::Running => tr!("Running it"),
        }
    }
}

/// A topic: one file of `docs/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Topic {
    /// From a target to a team that reaches it.
    #[default]
    PlanTeam,
    /// From a written plan to what it costs.
    DesignPay,
    /// From a list of accounts to balanced territories.
    SetTerritories,
    /// Where revenue goes, and what another plan would change.
    ForecastCompare,
    /// What a job would really pay.
    CompareOffers,
    /// Every metric with its formula and a worked example.
    Metrics,
    /// Every mechanic of pay.
    PayRules,
    /// Files of scenarios, and of offers and answers.
    FileFormat,
    /// Every field of a file.
    FileFields,
    /// The command `remit`.
    Command,
    /// Putting the site on a host, or on a stick.
    Deploy,
    /// What leaves the machine: nothing, and how to check it.
    Privacy,
    /// Teaching pay something new.
    AddMechanic,
}

impl Topic {
    /// All topics, in the order in which they stand.
    pub const ALL: [Topic; 13] = [
        Topic::PlanTeam,
        Topic::DesignPay,
        Topic::SetTerritories,
        Topic::ForecastCompare,
        Topic::CompareOffers,
        Topic::Metrics,
        Topic::PayRules,
        Topic::FileFormat,
        Topic::FileFields,
        Topic::Command,
        Topic::Privacy,
        Topic::Deploy,
        Topic::AddMechanic,
    ];

    /// The name of its file in `docs/`, without the ending, and its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Topic::PlanTeam => "plan-a-team",
            Topic::DesignPay => "design-a-pay-plan",
            Topic::SetTerritories => "set-territories",
            Topic::ForecastCompare => "forecast-and-compare",
            Topic::CompareOffers => "compare-offers",
            Topic::Metrics => "metrics",
            Topic::PayRules => "pay-rules",
            Topic::FileFormat => "file-format",
            Topic::FileFields => "file-fields",
            Topic::Command => "cli",
            Topic::Deploy => "deploy",
            Topic::Privacy => "privacy",
            Topic::AddMechanic => "add-a-mechanic",
        }
    }

    /// The topic with this key.
    pub fn from_key(key: &str) -> Option<Topic> {
        Topic::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The name under which the page finds its text (`<meta name="asset:…">` in `index.html`).
    pub fn asset(self) -> String {
        ["guide-", self.key()].concat()
    }

    /// Its name in the list of topics.
    pub fn name(self) -> &'static str {
        match self {
            Topic::PlanTeam => tr!("Plan a team"),
            Topic::DesignPay => tr!("Design a pay plan"),
            Topic::SetTerritories => tr!("Set territories"),
            Topic::ForecastCompare => tr!("Forecast and compare"),
            Topic::CompareOffers => tr!("Compare offers"),
            Topic::Metrics => tr!("Metrics"),
            Topic::PayRules => tr!("The rules of pay"),
            Topic::FileFormat => tr!("The file format"),
            Topic::FileFields => tr!("Every field of a file"),
            Topic::Command => tr!("The command"),
            Topic::Deploy => tr!("Deploy it"),
            Topic::Privacy => tr!("Privacy, and how to check it"),
            Topic::AddMechanic => tr!("Add a mechanic of pay"),
        }
    }

    /// The group it stands in.
    pub fn group(self) -> Group {
        match self {
            Topic::PlanTeam
            | Topic::DesignPay
            | Topic::SetTerritories
            | Topic::ForecastCompare
            | Topic::CompareOffers => Group::Jobs,
            Topic::Metrics | Topic::PayRules => Group::Methods,
            Topic::FileFormat | Topic::FileFields | Topic::Command => Group::Files,
            Topic::Deploy | Topic::Privacy | Topic::AddMechanic => Group::Running,
        }
    }
}
