//! The figures of the capacity and cost panels by name, each with its formula in words.

use crate::engine::capacity::CostFamily;
use crate::engine::metric::Scope;
use crate::engine::row::Span;
use crate::model::Function;
use crate::units::{Month, RoleId, SeatId, SegmentId};

macro_rules! figures {
    ($(#[$doc:meta])* $name:ident { $($variant:ident, $label:literal, $formula:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $formula] $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Name on screen.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => crate::text::tr!($label),)* }
            }

            /// Formula in words.
            pub fn formula(self) -> &'static str {
                match self { $($name::$variant => crate::text::tr!($formula),)* }
            }
        }
    };
}

figures! {
    /// Figures of target against capacity, pipeline and quotas.
    GapFigure {
        Target, "Target", "new ARR to win, typed by segment and fiscal quarter; a month has its share by season";
        Capacity, "Capacity", "full quota of every planned seat x share of the time somebody is in it x ramp x expected attainment x selling time";
        Over, "Over or short of target", "capacity less target; capacity without a target is left out";
        Pipeline, "Pipeline", "what could close if there were people enough; what waits from month to month counts once";
        Street, "Street quota", "quotas of those in their seats, their quota ramp included";
        AttainmentFactor, "Share of quotas the target takes", "target / street quota";
        OverAssignment, "Over-assignment", "street quota / target";
        Hedge, "Hedge", "1 - target / street quota: the share of quotas that may fail";
        Seats, "Sellers it takes", "target / quota / (presence x ramp x attainment x selling time)";
    }
}

figures! {
    /// Figures of standing capacity: what people in their seats would sign in a year, from quarter to quarter.
    StandingFigure {
        Opening, "Standing capacity at the start", "what people in their seats would sign in a year as they are, without season";
        Gain, "Capacity gained", "hires that begin, and everyone who ramps, backfills apart";
        Loss, "Capacity lost", "of those who leave, known and expected";
        Recovered, "Capacity recovered", "backfills and named successors, as they arrive and ramp";
        Leave, "Change by leave", "leaves of absence that begin (less) or end (more)";
        Response, "Change by response to pay", "what those who were there sign more or less since the split of their pay changed, where results respond to it";
        Closing, "Standing capacity at the end", "opening + gained - lost + recovered + leave + change by response to pay";
        Unrecovered, "Not recovered", "lost less recovered";
        BackfillRate, "Backfill rate", "recovered / lost";
        LossRate, "Lost of opening", "lost / opening";
        Ramped, "Ramped at the end", "ramped heads at the start + gained - lost + recovered + leave";
    }
}

figures! {
    /// Figures of what people cost.
    CostFigure {
        Heads, "Heads", "expected heads, mean of the months";
        Base, "Base pay", "base pay by days employed";
        Variable, "Variable pay", "variable pay earned, at the attainment of the forecast";
        Burden, "Taxes and benefits", "(base + variable) x taxes and benefits";
        Tools, "Tools and licences", "months of a head x tools of a year / 12";
        Recruiting, "Recruiting", "people expected to begin x first-year base pay x recruiting";
        Total, "Cost of people", "base + variable + taxes and benefits + tools + recruiting";
        Share, "Share of the cost of people", "cost of people / that of everyone";
        Ramping, "Ramp cost", "base pay with its taxes and benefits, and tools, x productivity that is not there yet; part of the cost";
        PerRamped, "Cost of a ramped head", "cost of people / ramped heads, a year";
    }
}

figures! {
    /// Figures of turnover.
    TurnoverFigure {
        Leaving, "Expected to leave", "by attrition of the role and known last days, seats that are filled again";
        Recruiting, "Recruiting of successors", "expected to leave x first-year base pay x recruiting";
        Ramp, "Pay during ramp", "expected to leave x base pay with its taxes and benefits, and tools, x months that productivity lacks while ramping";
        MonthsLost, "Months of capacity lost", "expected to leave x (months vacant + months that productivity lacks while ramping)";
        ArrLost, "New ARR lost", "months lost x quota / 12 x expected attainment x selling time";
        ProfitLost, "Gross profit lost", "new ARR lost x gross margin";
        Total, "Cost of turnover", "expected to leave x (recruiting + pay during ramp + gross profit on capacity lost)";
        Each, "Cost of one leaver", "cost of turnover / expected to leave";
    }
}

figures! {
    /// Figures of the head-count budget.
    BudgetFigure {
        Cost, "Cost of people", "base + variable + taxes and benefits + tools + recruiting";
        Budget, "Budget for people", "the budget of a year, for the months that are planned";
        Left, "Left of the budget", "budget less cost of people";
    }
}

figures! {
    /// Figures of capacity at risk, of a fiscal quarter.
    RiskFigure {
        Opening, "Capacity on the first day", "standing capacity at the start / 4: what a quarter of it would sign";
        Planned, "Loss the plan expects", "standing capacity lost in the quarter / 4: known exits and attrition";
        TrailingFour, "At risk by the last four quarters", "lost / opening of the last four quarters together x capacity on the first day";
        PriorQuarter, "At risk by the quarter before", "lost / opening of the quarter before x capacity on the first day";
        LastYear, "At risk by the same quarter a year ago", "lost / opening of the same quarter a year ago x capacity on the first day";
    }
}

figures! {
    /// Backfill rates.
    BackfillFigure {
        Quarter, "Backfill rate", "recovered / lost in the quarter";
        RollingFour, "Backfill rate of four quarters", "recovered / lost in the four quarters that end with it";
    }
}

figures! {
    /// Figures of a leader and of everyone below.
    LevelFigure {
        Sellers, "Sellers below", "sellers who report directly + sellers below each leader who does";
        Ramped, "Ramped below", "heads x productivity ramp of sellers below, mean of the months";
        Street, "Street quota below", "quotas of sellers below, their quota ramp included; leaders add nothing";
        Below, "Quotas one level below", "quotas of sellers who report directly + the own quotas of leaders who do (without one, the street quota there)";
        Own, "Own quota on new ARR", "what the plan that pays the leader sets";
        OverAssignment, "Over-assignment", "quotas one level below / own quota";
        OwnShare, "Own quota of the quotas below", "own quota / quotas one level below";
        Cushion, "Cushion", "1 - own quota / quotas one level below";
        Capacity, "Capacity below", "quota x ramp x expected attainment x selling time of sellers below, by season";
        Attainment, "Own attainment to expect", "capacity below / own quota";
    }
}

figures! {
    /// Figures of when to hire, to be fully productive in a month that is wanted.
    HireByFigure {
        Ramp, "Months of ramp", "months in which productivity is below 100 %";
        Start, "Latest start, months ahead", "months of ramp: whoever starts later is not whole by then";
        OpenBy, "Open the requisition, months ahead", "months of ramp + months it takes to fill a seat";
        CostToFull, "Cost to full productivity", "cost of a month x months of ramp + recruiting";
        BreakEven, "Pays for itself after", "months before the one in which gross profit on what they signed covers recruiting and all they cost + what of that month it takes, up to its end";
    }
}

figures! {
    /// Figures of a segment's quarter in the plan that closes all gaps.
    ClosingFigure {
        Gap, "Capacity that is missing", "target less capacity";
        Left, "Missing after the hires", "capacity that is missing less what the hires add in the quarter, and what a changed response to pay does to those who are there";
        Pipeline, "Pipeline that is missing", "target less pipeline";
        Deals, "Deals that are missing", "pipeline that is missing / deal size";
        Opportunities, "Opportunities that are missing", "pipeline that is missing / (win rate x deal size x season), as many in each month";
        Leads, "Leads a month more", "opportunities that are missing / months / leads that become opportunities";
        WinRate, "Win rate that does instead", "win rate + pipeline that is missing / what opportunities planned would bring if all were won";
    }
}

figures! {
    /// Figures of hires that close gaps.
    HiresFigure {
        Count, "People", "what is missing in the quarter they are first needed for / what one of them adds to it, rounded up, and no more than some quarter needs of ramped ones";
        Cost, "Cost to the end of the plan", "(cost of a month x months + recruiting) x people";
    }
}

figures! {
    /// People of a function or a role at the end of some months.
    PeopleFigure {
        Seats, "Filled seats", "seats that have a holder at the end of the period, by plan: before expected attrition";
        Heads, "Expected heads", "people expected at the end of the period: attrition thins filled seats, and backfill follows";
        Ramped, "Ramped equivalents", "expected heads at the end of the period, each at the productivity of their tenure month";
    }
}

/// Whose head count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleOf {
    /// Everyone.
    All,
    /// Those who do the same.
    Function(Function),
    /// Those of a role.
    Role(RoleId),
}

figures! {
    /// Figures of a support ratio, in the last month of the plan.
    SupportFigure {
        Need, "Seats the ratio asks for", "what is supported / what one of them supports";
        Have, "Seats there are", "ramped heads with these terms; of leaders, expected heads";
    }
}

/// What sets the need of a support ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportBy {
    /// Ramped heads of a function.
    Heads,
    /// ARR of the book.
    Book,
    /// Customers.
    Accounts,
    /// Direct reports.
    Span,
}

/// Terms that several seats share: a role, in a segment or in those without terms of their own.
pub type TermsOf = (RoleId, Option<SegmentId>);

/// Whose cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CostOf {
    /// Everyone's.
    All,
    /// Of a family of functions.
    Family(CostFamily),
    /// Of a role.
    Role(RoleId),
    /// Of a role's seats in a segment, or of those that serve all.
    Terms(TermsOf),
    /// Of the holder of one of a seat's stints, or of its expected backfill.
    Holder(SeatId, Option<usize>),
}

/// A figure that is shown: what, of whom, when.
#[derive(Clone, Debug, PartialEq)]
pub enum CapacityFigure {
    /// Target, capacity, pipeline and quotas.
    Gap(GapFigure, Scope, Span),
    /// Standing capacity; the run of months is a fiscal quarter.
    Standing(StandingFigure, Scope, Span),
    /// Cost of people.
    Cost(CostFigure, CostOf, Span),
    /// Turnover of a role's terms, or of everyone.
    Turnover(TurnoverFigure, Option<(RoleId, Option<SegmentId>)>, Span),
    /// Cost against the budget; the run of months is a fiscal year.
    Budget(BudgetFigure, Span),
    /// Capacity at risk; the run of months is a fiscal quarter.
    Risk(RiskFigure, Span),
    /// Backfill rates of the quarter that begins with a month, which may lie before the plan.
    Backfill(BackfillFigure, Month),
    /// A leader and everyone below.
    Level(LevelFigure, SeatId, Span),
    /// When to hire, to be productive in a month.
    HireBy(HireByFigure, TermsOf, Month),
    /// A segment's quarter, at its position, when all gaps are closed.
    Closing(ClosingFigure, usize, Span),
    /// Hires that close gaps: of a segment in a start month, or all of them.
    Hires(HiresFigure, Option<(SegmentId, Month)>),
    /// A support ratio of some terms.
    Support(SupportFigure, TermsOf, SupportBy),
    /// Head count at the end of some months.
    People(PeopleFigure, PeopleOf, Span),
}

/// When a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Months of the plan.
    Months(Span),
    /// A month, inside the plan or not.
    Month(Month),
    /// The fiscal quarter that begins with a month, inside the plan or not.
    Quarter(Month),
    /// The last month of the plan.
    End,
    /// All of the plan.
    Plan,
}

impl CapacityFigure {
    /// Name on screen, without whose it is.
    pub fn name(&self) -> &'static str {
        match self {
            CapacityFigure::Gap(it, ..) => it.name(),
            CapacityFigure::Standing(it, ..) => it.name(),
            CapacityFigure::Cost(it, ..) => it.name(),
            CapacityFigure::Turnover(it, ..) => it.name(),
            CapacityFigure::Budget(it, _) => it.name(),
            CapacityFigure::Risk(it, _) => it.name(),
            CapacityFigure::Backfill(it, _) => it.name(),
            CapacityFigure::Level(it, ..) => it.name(),
            CapacityFigure::HireBy(it, ..) => it.name(),
            CapacityFigure::Closing(it, ..) => it.name(),
            CapacityFigure::Hires(it, _) => it.name(),
            CapacityFigure::Support(it, ..) => it.name(),
            CapacityFigure::People(it, ..) => it.name(),
        }
    }

    /// Formula in words.
    pub fn formula(&self) -> &'static str {
        match self {
            CapacityFigure::Gap(it, ..) => it.formula(),
            CapacityFigure::Standing(it, ..) => it.formula(),
            CapacityFigure::Cost(it, ..) => it.formula(),
            CapacityFigure::Turnover(it, ..) => it.formula(),
            CapacityFigure::Budget(it, _) => it.formula(),
            CapacityFigure::Risk(it, _) => it.formula(),
            CapacityFigure::Backfill(it, _) => it.formula(),
            CapacityFigure::Level(it, ..) => it.formula(),
            CapacityFigure::HireBy(it, ..) => it.formula(),
            CapacityFigure::Closing(it, ..) => it.formula(),
            CapacityFigure::Hires(it, _) => it.formula(),
            CapacityFigure::Support(it, ..) => it.formula(),
            CapacityFigure::People(it, ..) => it.formula(),
        }
    }

    /// When it is of.
    pub const fn when(&self) -> When {
        match self {
            CapacityFigure::Gap(_, _, span)
            | CapacityFigure::Standing(_, _, span)
            | CapacityFigure::Cost(_, _, span)
            | CapacityFigure::Turnover(_, _, span)
            | CapacityFigure::Budget(_, span)
            | CapacityFigure::Risk(_, span)
            | CapacityFigure::Level(_, _, span)
            | CapacityFigure::People(_, _, span)
            | CapacityFigure::Closing(_, _, span) => When::Months(*span),
            CapacityFigure::Backfill(_, quarter) => When::Quarter(*quarter),
            CapacityFigure::HireBy(_, _, month) => When::Month(*month),
            CapacityFigure::Hires(_, Some((_, start))) => When::Month(*start),
            CapacityFigure::Hires(_, None) => When::Plan,
            CapacityFigure::Support(..) => When::End,
        }
    }

    /// Its months in the plan, if it is of some.
    pub const fn span(&self) -> Option<Span> {
        match self.when() {
            When::Months(span) => Some(span),
            When::Month(_) | When::Quarter(_) | When::End | When::Plan => None,
        }
    }
}
