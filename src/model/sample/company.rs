//! The worked sample company. Every name and figure is invented.

use crate::model::sample::{default_segments, plans, roles};
use crate::model::{
    Assumptions, Costs, Coverage, CoverageResponse, Document, OpenPipeline, PastQuarter, Person, QuarterTarget, Seat,
    Segment, Settings, Stint, StintEnd,
};
use crate::text::in_english;
use crate::units::{Money, Month, Monthly, PersonId, PlanId, Quarterly, Rate, RoleId, SeatId, SegmentId, Yearly, slug};
use chrono::NaiveDate;
use std::sync::Arc;

/// Who holds a seat: role, segment, manager's seat, name and first day. No name: still to be hired.
type Chair = (&'static str, &'static str, Option<&'static str>, &'static str, &'static str, (i32, u32, u32));

#[rustfmt::skip]
const CHAIRS: &[Chair] = &[
    ("cro", "cro", None, "", "Ines Calder", (2023, 3, 1)),
    ("sm-smb", "sales-manager", Some("smb"), "cro", "Ravi Sato", (2023, 9, 4)),
    ("sm-mm", "sales-manager", Some("mid-market"), "cro", "Lena Moss", (2024, 3, 1)),
    ("sm-ent", "sales-manager", Some("enterprise"), "cro", "Otto Vance", (2023, 6, 12)),
    ("sm-sdr", "sales-manager", None, "cro", "Noor Haddad", (2024, 8, 1)),
    ("amd", "am-director", None, "cro", "Dana Whit", (2023, 11, 6)),
    ("ae-smb-1", "ae", Some("smb"), "sm-smb", "Ama Abara", (2024, 2, 5)),
    ("ae-smb-2", "ae", Some("smb"), "sm-smb", "Tobias Brandt", (2024, 9, 2)),
    ("ae-smb-3", "ae", Some("smb"), "sm-smb", "Ben Cole", (2025, 1, 13)),
    ("ae-smb-4", "ae", Some("smb"), "sm-smb", "Rosa Ditta", (2025, 5, 5)),
    ("ae-smb-5", "ae", Some("smb"), "sm-smb", "Conor Egan", (2025, 11, 3)),
    ("ae-smb-6", "ae", Some("smb"), "sm-smb", "Joy Okafor", (2026, 10, 5)),
    ("ae-mm-1", "ae", Some("mid-market"), "sm-mm", "Priya Raman", (2025, 6, 2)),
    ("ae-mm-2", "ae", Some("mid-market"), "sm-mm", "Tomas Fells", (2025, 9, 1)),
    ("ae-mm-3", "ae", Some("mid-market"), "sm-mm", "Wei Gao", (2026, 1, 15)),
    ("ae-mm-4", "ae", Some("mid-market"), "sm-mm", "Mira Haas", (2024, 4, 8)),
    ("ae-mm-5", "ae", Some("mid-market"), "sm-mm", "Zain Iqbal", (2024, 10, 7)),
    ("ae-mm-6", "ae", Some("mid-market"), "sm-mm", "Freja Juhl", (2026, 9, 7)),
    ("ae-ent-1", "ae", Some("enterprise"), "sm-ent", "Mara Lindt", (2024, 1, 8)),
    ("ae-ent-2", "ae", Some("enterprise"), "sm-ent", "Hugo Kerr", (2024, 6, 3)),
    ("ae-ent-3", "ae", Some("enterprise"), "sm-ent", "Sam Lowe", (2025, 2, 17)),
    ("ae-ent-4", "ae", Some("enterprise"), "sm-ent", "Thandi Mbeki", (2025, 8, 4)),
    ("se-1", "se", Some("mid-market"), "sm-ent", "Gia Nagy", (2024, 5, 6)),
    ("se-2", "se", Some("enterprise"), "sm-ent", "Kim Orr", (2024, 11, 4)),
    ("se-3", "se", Some("enterprise"), "sm-ent", "Elif Pham", (2025, 10, 6)),
    ("sdr-1", "sdr", Some("smb"), "sm-sdr", "Luz Reyes", (2025, 7, 7)),
    ("sdr-2", "sdr", Some("smb"), "sm-sdr", "Jan Stahl", (2026, 2, 2)),
    ("sdr-3", "sdr", Some("mid-market"), "sm-sdr", "Bao Tran", (2025, 9, 8)),
    ("sdr-4", "sdr", Some("mid-market"), "sm-sdr", "Emi Ueda", (2026, 4, 6)),
    ("sdr-5", "sdr", Some("enterprise"), "sm-sdr", "Max Voss", (2026, 3, 2)),
    ("am-1", "am", Some("smb"), "amd", "Owen Wren", (2024, 7, 1)),
    ("am-2", "am", Some("mid-market"), "amd", "Lin Xu", (2024, 3, 11)),
    ("am-3", "am", Some("mid-market"), "amd", "Seo Yoon", (2025, 4, 7)),
    ("am-4", "am", Some("enterprise"), "amd", "Ida Zeller", (2024, 9, 9)),
    ("am-5", "am", Some("enterprise"), "amd", "Paul Quist", (2025, 6, 9)),
    ("csm-1", "csm", Some("smb"), "amd", "Nils Adler", (2024, 10, 14)),
    ("csm-2", "csm", Some("mid-market"), "amd", "Anh Bui", (2025, 3, 3)),
    ("csm-3", "csm", Some("enterprise"), "amd", "Eva Cruz", (2025, 5, 12)),
    ("ae-mm-7", "ae", Some("mid-market"), "sm-mm", "", (2027, 3, 1)),
    ("ae-mm-8", "ae", Some("mid-market"), "sm-mm", "", (2027, 5, 3)),
    ("ae-ent-5", "ae", Some("enterprise"), "sm-ent", "", (2027, 4, 5)),
    ("sdr-6", "sdr", Some("mid-market"), "sm-sdr", "", (2027, 4, 5)),
    ("csm-4", "csm", Some("mid-market"), "amd", "", (2027, 7, 5)),
    ("am-6", "am", Some("mid-market"), "amd", "", (2027, 9, 6)),
    ("ae-smb-7", "ae", Some("smb"), "sm-smb", "", (2028, 1, 10)),
];

/// New ARR to win by quarter, in thousands, by segment. Mid-market is to win more than its team can sign in the second year; SMB less.
#[rustfmt::skip]
const TARGETS: [[i64; 8]; 3] = [
    [520, 510, 500, 590, 520, 560, 540, 620],
    [870, 950, 870, 1_190, 1_080, 1_150, 1_120, 1_310],
    [820, 860, 840, 1_020, 890, 940, 920, 1_060],
];
/// Capacity of the four quarters before the plan, in thousands: on the first day, lost in the quarter, brought back in it.
const HISTORY: [(i64, i64, i64); 4] = [(1_780, 120, 70), (1_940, 160, 90), (2_030, 110, 120), (2_210, 190, 80)];
/// What people may cost in a year.
const BUDGET: i64 = 8_400_000;

/// A software company of 38 people with seven hires planned, three segments and 450 customers. Its roles, plans and segments have their
/// English names in every language, as a company has names of its own.
pub fn company() -> Document {
    let mut document = Document {
        name: "FY27 base plan".into(),
        settings: Settings {
            horizon_months: 24,
            target_arr: Some(Money::from_major(40_000_000)),
            ..Settings::default()
        },
        assumptions: Assumptions {
            seasonality: [85, 90, 110, 90, 95, 115, 85, 90, 110, 95, 100, 135].map(Rate::percent).to_vec(),
            productive_time: Rate::ONE,
            coverage: Coverage { response: CoverageResponse::Concave, ..Coverage::default() },
            capacity_history: history(),
            ..Assumptions::default()
        },
        segments: segments(),
        roles: in_english(roles),
        plans: in_english(plans),
        people: Vec::new(),
        seats: Vec::new(),
        costs: Costs {
            gross_margin: Some(Rate::percent(78)),
            burden: Rate::percent(20),
            marketing: Some(Monthly::new(Money::from_major(300_000))),
            other_sales_marketing: Some(Monthly::new(Money::from_major(110_000))),
            other_operating: Some(Monthly::new(Money::from_major(640_000))),
            prior_quarter_sales_marketing: Some(Quarterly::new(Money::from_major(2_950_000))),
            prior_quarter_revenue: Some(Quarterly::new(Money::from_major(4_380_000))),
            tools: Some(Yearly::new(Money::from_major(9_000))),
            recruiting: Rate::percent(20),
            headcount_budget: Some(Yearly::new(Money::from_major(BUDGET))),
            ..Costs::default()
        },
        accounts: Arc::new(super::accounts::accounts()),
        deals: Arc::default(),
        actuals: Arc::default(),
        territory: super::accounts::territory(),
        territory_plan: Arc::default(),
        goal: None,
        further_goals: Vec::new(),
        unknown: Arc::default(),
    };
    for (id, role, segment, manager, name, (year, month, day)) in CHAIRS {
        let person = (!name.is_empty()).then(|| PersonId::new(&slug(name)));
        if let Some(id) = &person {
            document.people.push(Person { id: id.clone(), name: (*name).into() });
        }
        document.seats.push(Seat {
            id: SeatId::new(id),
            role: RoleId::new(role),
            segment: segment.map(SegmentId::new),
            manager: (!manager.is_empty()).then(|| SeatId::new(manager)),
            // The manager of sales development is paid on opportunities, as nobody below sells.
            plan: (*id == "sm-sdr").then(|| PlanId::new("sdr-manager")),
            stints: vec![Stint {
                person,
                from: NaiveDate::from_ymd_opt(*year, *month, *day).unwrap_or_default(),
                to: StintEnd::Open,
                ..Stint::default()
            }],
            backfill: None,
        });
    }
    document
}

fn history() -> Vec<PastQuarter> {
    let thousands = |amount: i64| Quarterly::new(Money::from_major(amount * 1_000));
    let quarter = |(at, (opening, lost, recovered)): (i32, &(i64, i64, i64))| PastQuarter {
        quarter: Month::new(2026, 1).plus(3 * at),
        opening: thousands(*opening),
        lost: thousands(*lost),
        recovered: thousands(*recovered),
    };
    (0..).zip(&HISTORY).map(quarter).collect()
}

fn segments() -> Vec<Segment> {
    let figures = [
        // Opening customers and ARR; leads a month; lead to opportunity, win rate; opening pipeline a month and for how long.
        (240, 3_600_000, 290, 11, 21, 900_000, 2),
        (160, 7_200_000, 95, 12, 18, 1_650_000, 4),
        (50, 7_400_000, 24, 14, 14, 1_250_000, 8),
    ];
    let first = Month::new(2027, 1);
    let mut segments = in_english(default_segments);
    for (segment, (customers, arr, leads, conversion, win, open, months)) in segments.iter_mut().zip(figures) {
        segment.opening.customers = customers;
        segment.opening.arr = Money::from_major(arr);
        segment.opening.renewal_months = [10, 7, 9, 7, 7, 10, 7, 7, 9, 7, 7, 13].map(Rate::percent).to_vec();
        let pipeline = &mut segment.pipeline;
        pipeline.leads_month = leads;
        pipeline.lead_growth_year = Rate::percent(25);
        pipeline.lead_to_opportunity = Rate::percent(conversion);
        pipeline.win_rate = Rate::percent(win);
        pipeline.opening =
            (0..months).map(|at| OpenPipeline { month: first.plus(at), arr: Money::from_major(open) }).collect();
    }
    for (segment, targets) in segments.iter_mut().zip(TARGETS) {
        let target =
            |(at, arr): (i32, i64)| QuarterTarget { quarter: first.plus(3 * at), arr: Money::from_major(arr * 1_000) };
        segment.targets = (0..).zip(targets).map(target).collect();
    }
    segments
}
