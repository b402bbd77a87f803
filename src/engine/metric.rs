//! Metrics by name. A metric carries its variant in its name, says its formula in words, and when it has no value.

use crate::units::Money;

/// Whose figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole company.
    #[default]
    Company,
    /// The segment at this position of the document.
    Segment(usize),
}

/// A value with its kind, or what is missing for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Money.
    Money(Money),
    /// A share, 1 is 100 %.
    Share(f64),
    /// A number of heads, customers or the like.
    Count(f64),
    /// A number of months.
    Months(f64),
    /// A multiple.
    Multiple(f64),
    /// It has no value: what it needs.
    Undefined(&'static str),
}

impl Value {
    /// As a float in major units; `None` where undefined.
    pub fn to_f64(self) -> Option<f64> {
        match self {
            Value::Money(money) => Some(money.to_major()),
            Value::Share(value) | Value::Count(value) | Value::Months(value) | Value::Multiple(value) => Some(value),
            Value::Undefined(_) => None,
        }
    }

    /// By how much it is more than another of its kind; nothing where one of them has no value or they are of two kinds.
    pub fn less(self, other: Value) -> Option<Value> {
        Some(match (self, other) {
            (Value::Money(after), Value::Money(before)) => Value::Money(after - before),
            (Value::Share(after), Value::Share(before)) => Value::Share(after - before),
            (Value::Count(after), Value::Count(before)) => Value::Count(after - before),
            (Value::Months(after), Value::Months(before)) => Value::Months(after - before),
            (Value::Multiple(after), Value::Multiple(before)) => Value::Multiple(after - before),
            _other => return None,
        })
    }

    /// As files have it: money in major units, a share as a fraction, six decimals at most; empty where undefined.
    pub fn plain(self) -> String {
        match self {
            Value::Money(money) => money.to_string(),
            Value::Share(value) | Value::Count(value) | Value::Months(value) | Value::Multiple(value) => {
                let text = format!("{value:.6}");
                let text = text.trim_end_matches('0').trim_end_matches('.');
                if text == "-0" { "0".to_owned() } else { text.to_owned() }
            }
            Value::Undefined(_) => String::new(),
        }
    }
}

macro_rules! metrics {
    ($($variant:ident, $key:literal, $name:literal, $formula:literal;)*) => {
        /// A metric, variant included.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Metric {
            $(#[doc = $formula] $variant,)*
        }

        impl Metric {
            /// All metrics.
            pub const ALL: &'static [Metric] = &[$(Metric::$variant,)*];

            /// The movements that lead from the opening to the closing ARR, with both.
            pub const BRIDGE: [Metric; 8] = [
                Metric::OpeningArr,
                Metric::NewArr,
                Metric::ExpansionArr,
                Metric::PriceArr,
                Metric::ReactivationArr,
                Metric::ContractionArr,
                Metric::ChurnArr,
                Metric::ClosingArr,
            ];

            /// Retention in its four forms.
            pub const RETENTION: [Metric; 4] =
                [Metric::NrrCohort, Metric::NrrBridge, Metric::GrrEvent, Metric::GrrCustomer];

            /// Name in files and on the command line.
            pub const fn key(self) -> &'static str {
                match self { $(Metric::$variant => $key,)* }
            }

            /// Name on screen.
            pub fn name(self) -> &'static str {
                match self { $(Metric::$variant => crate::text::tr!($name),)* }
            }

            /// Formula in words.
            pub fn formula(self) -> &'static str {
                match self { $(Metric::$variant => crate::text::tr!($formula),)* }
            }
        }
    };
}

metrics! {
    OpeningArr, "opening_arr", "Opening ARR", "annual recurring revenue at the start of the period";
    NewArr, "new_arr", "New ARR", "ARR signed with new customers: the smaller of selling capacity and pipeline, month by month";
    ExpansionArr, "expansion_arr", "Expansion ARR", "ARR added by existing customers at renewal, price uplift apart";
    PriceArr, "price_arr", "Price uplift", "ARR added by price uplift at renewal";
    ReactivationArr, "reactivation_arr", "Reactivated ARR", "ARR of customers who had left and came back";
    ContractionArr, "contraction_arr", "Contraction", "ARR given up at renewal by customers who stayed";
    ChurnArr, "churn_arr", "Churn", "ARR of customers who left when it fell due";
    ClosingArr, "closing_arr", "Closing ARR", "opening + new + expansion + price uplift + reactivation - contraction - churn";
    NetNewArr, "net_new_arr", "Net new ARR", "closing ARR less opening ARR";
    NrrCohort, "nrr_cohort", "NRR, cohort", "ARR now of those who were customers when the window began, over their ARR then";
    NrrBridge, "nrr_bridge", "NRR, bridge", "opening ARR with all expansion, price uplift, reactivation, contraction and churn of the window, over opening ARR";
    GrrEvent, "grr_event", "GRR, by event", "1 - churn and contraction of those who were customers when the window began, over their ARR then";
    GrrCustomer, "grr_customer", "GRR, customer minimum", "each customer at the smaller of then and now, over their ARR then";
    Customers, "customers", "Customers", "customers at the end of the period (expected)";
    Seats, "seats", "Headcount", "seats that have a holder at the end of the period, by plan: before expected attrition";
    Heads, "heads", "Expected heads", "heads at the end of the period: filled seats less expected attrition plus expected backfill";
    Ramped, "rre", "Ramped-rep equivalents", "sellers of new business at the end of the period, each counted at the productivity of their tenure month";
    Attrition, "attrition", "People leaving", "people expected to leave in the period: attrition of each role, and last days that are known; whoever fills the seat again may leave again";
    Capacity, "capacity", "Selling capacity", "productive heads x quota x expected attainment x season x selling time";
    Pipeline, "pipeline", "Pipeline that can close", "opening pipeline and opportunities x win rate x deal size one sales cycle later, with what was carried over";
    BasePay, "base_pay", "Base pay", "base pay of everyone, by days employed";
    VariablePay, "variable_pay", "Variable pay", "variable pay earned, by component";
    CompCost, "comp_cost", "Comp cost", "base and earned variable pay of everyone";
    PaidVariable, "variable_paid", "Variable pay paid", "variable pay paid out, after draw, lag, instalments and holdback";
    ExpensedVariable, "variable_expensed", "Variable pay expensed", "variable pay expensed, new-business commission over its months";
    Revenue, "revenue", "Recognised revenue", "a twelfth of the mean of opening and closing ARR, month by month";
    SalesMarketing, "sales_marketing", "Sales and marketing cost", "comp cost with taxes and benefits, marketing, and other sales and marketing cost";
    AcquisitionCost, "acquisition_cost", "Acquisition cost", "the part of sales and marketing cost that wins customers";
    Ccos, "ccos", "Comp cost of sales", "comp cost over new and expansion ARR (or over recognised revenue, as set)";
    Cac, "cac_new", "CAC, new customers", "acquisition cost over customers won";
    CacPayback, "cac_payback", "CAC payback, gross margin", "acquisition cost over new ARR x gross margin, in months";
    QuickRatio, "quick_ratio", "Quick ratio", "(new + expansion + price uplift + reactivation) over (contraction + churn)";
    MagicNumber, "magic_number", "Magic number, quarterly", "growth of quarterly revenue x 4, over sales and marketing cost of the quarter before";
    BurnMultiple, "burn_multiple", "Burn multiple", "net burn over net new ARR";
    CustomersWon, "customers_won", "Customers won", "new ARR over deal size; those who come back apart";
    CustomersLost, "customers_lost", "Customers lost", "customers who left when their contract fell due";
    LogoChurn, "logo_churn", "Logo churn", "customers lost in the period over customers at its start";
    LogoRetention, "logo_retention", "Logo retention", "1 - customers lost in the period over customers at its start";
    Conversion, "pipeline_conversion", "Pipeline conversion", "new ARR over pipeline that can close";
    PipelineGrowth, "pipeline_growth", "Pipeline growth", "pipeline that can close over that of as many months before, less 1";
    RenewalRate, "renewal_rate", "Renewal rate", "1 - churn over ARR that fell due";
    ExpansionShare, "expansion_share", "Expansion share", "expansion over new and expansion ARR, price uplift apart";
    NewArrPerHead, "new_arr_per_head", "New ARR per seller", "new ARR over people who sell new business, mean of the months";
    ArrPerAm, "arr_per_am", "ARR per account manager", "closing ARR over account managers at the end (expected heads)";
    LtvLogo, "ltv_logo", "LTV, by logo churn", "closing ARR per customer x gross margin, over logo churn as of a year";
    LtvRevenue, "ltv_revenue", "LTV, by revenue churn", "closing ARR per customer x gross margin, over churn and contraction of opening ARR as of a year";
    CacBlended, "cac_blended", "CAC, blended", "all sales and marketing cost over customers won";
    CacPaybackArr, "cac_payback_arr", "CAC payback, on ARR", "acquisition cost over new ARR, in months";
    LtvCac, "ltv_cac", "LTV : CAC", "LTV by logo churn over CAC of new customers";
    MagicNumberArr, "magic_number_arr", "Magic number, on ARR", "net new ARR of a quarter over sales and marketing cost of the quarter before";
    RuleOf40, "rule_of_40", "Rule of 40", "growth of ARR over twelve months + (revenue less all cost) over revenue of the period";
}

impl Metric {
    /// Whether the metric rests on cost that is not split by segment.
    pub const fn needs_company_cost(self) -> bool {
        matches!(
            self,
            Metric::SalesMarketing
                | Metric::AcquisitionCost
                | Metric::Cac
                | Metric::CacPayback
                | Metric::MagicNumber
                | Metric::BurnMultiple
                | Metric::CacBlended
                | Metric::CacPaybackArr
                | Metric::LtvCac
                | Metric::MagicNumberArr
                | Metric::RuleOf40
        )
    }

    /// Whether the metric is an amount of ARR: a twelfth of it is the same in MRR.
    pub const fn is_recurring(self) -> bool {
        matches!(
            self,
            Metric::OpeningArr
                | Metric::NewArr
                | Metric::ExpansionArr
                | Metric::PriceArr
                | Metric::ReactivationArr
                | Metric::ContractionArr
                | Metric::ChurnArr
                | Metric::ClosingArr
                | Metric::NetNewArr
                | Metric::Capacity
                | Metric::Pipeline
                | Metric::NewArrPerHead
                | Metric::ArrPerAm
        )
    }

    /// Whether more of a metric is welcome (1), unwelcome (-1) or neither (0).
    pub const fn welcome(self) -> i8 {
        match self {
            Metric::OpeningArr
            | Metric::Seats
            | Metric::Heads
            | Metric::Ramped
            | Metric::Attrition
            | Metric::BasePay
            | Metric::VariablePay
            | Metric::PaidVariable
            | Metric::ExpensedVariable
            | Metric::ExpansionShare
            | Metric::ArrPerAm => 0,
            Metric::ContractionArr
            | Metric::ChurnArr
            | Metric::CompCost
            | Metric::SalesMarketing
            | Metric::AcquisitionCost
            | Metric::Ccos
            | Metric::Cac
            | Metric::CacPayback
            | Metric::BurnMultiple
            | Metric::CustomersLost
            | Metric::LogoChurn
            | Metric::CacBlended
            | Metric::CacPaybackArr => -1,
            Metric::NewArr
            | Metric::ExpansionArr
            | Metric::PriceArr
            | Metric::ReactivationArr
            | Metric::ClosingArr
            | Metric::NetNewArr
            | Metric::NrrCohort
            | Metric::NrrBridge
            | Metric::GrrEvent
            | Metric::GrrCustomer
            | Metric::Customers
            | Metric::Capacity
            | Metric::Pipeline
            | Metric::Revenue
            | Metric::QuickRatio
            | Metric::MagicNumber
            | Metric::CustomersWon
            | Metric::LogoRetention
            | Metric::Conversion
            | Metric::PipelineGrowth
            | Metric::RenewalRate
            | Metric::NewArrPerHead
            | Metric::LtvLogo
            | Metric::LtvRevenue
            | Metric::LtvCac
            | Metric::MagicNumberArr
            | Metric::RuleOf40 => 1,
        }
    }

    /// The metric with this key.
    pub fn from_key(key: &str) -> Option<Metric> {
        Metric::ALL.iter().copied().find(|metric| metric.key() == key)
    }
}
