//! Steps of a career: where one goes from a role, after how long, and what it pays.
//!
//! Two kinds of figures stand apart: those for the general market, from job boards, and those of software companies. Only what may be
//! named has a source; everything else is illustrative.

use crate::career::kind::RoleKind;
use crate::text::{mark, tr};

/// A range of yearly pay in dollars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PayRange {
    /// From.
    pub low: u32,
    /// To; the same where the source has one figure.
    pub high: u32,
    /// What is counted: `base`, `on target`, `average pay`.
    pub of: &'static str,
    /// Who says so; none: illustrative.
    pub source: Option<&'static str>,
}

/// Pay of a role: on the general market, and in software companies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pay {
    /// On the general market.
    pub general: Option<PayRange>,
    /// In software companies.
    pub software: PayRange,
}

const BOARD_AM: Option<&str> = Some(mark!("a job board's guide to account managers, US"));
const BOARD_SALES: Option<&str> = Some(mark!("a job board's comparison of sales roles, US"));

const fn general(low: u32, high: u32, of: &'static str, source: Option<&'static str>) -> Option<PayRange> {
    Some(PayRange { low, high, of, source })
}

fn software(low: u32, high: u32) -> PayRange {
    PayRange { low, high, of: tr!("on target"), source: None }
}

/// What a role pays.
pub fn pay_of(role: RoleKind) -> Pay {
    match role {
        RoleKind::Sdr => Pay {
            general: None,
            software: PayRange {
                low: 77_000,
                high: 87_000,
                of: tr!("on target"),
                source: Some("revenue-playbook.com, Glassdoor 2024"),
            },
        },
        RoleKind::AeSmb => Pay {
            general: general(73_872, 73_872, tr!("average pay"), BOARD_SALES),
            software: software(100_000, 140_000),
        },
        RoleKind::AeMidMarket => Pay {
            general: general(73_872, 73_872, tr!("average pay"), BOARD_SALES),
            software: software(150_000, 200_000),
        },
        RoleKind::AeEnterprise => Pay {
            general: general(73_872, 73_872, tr!("average pay"), BOARD_SALES),
            software: software(220_000, 300_000),
        },
        RoleKind::Hybrid => Pay { general: None, software: software(100_000, 150_000) },
        RoleKind::SalesManager => Pay {
            general: general(83_778, 83_778, tr!("average pay"), BOARD_SALES),
            software: software(140_000, 210_000),
        },
        RoleKind::SalesDirector => Pay { general: None, software: software(165_000, 260_000) },
        RoleKind::Cro => Pay { general: None, software: software(350_000, 600_000) },
        RoleKind::JuniorAm => {
            Pay { general: general(45_000, 65_000, tr!("base"), BOARD_AM), software: software(65_000, 90_000) }
        }
        RoleKind::Am => {
            Pay { general: general(65_000, 90_000, tr!("base"), BOARD_AM), software: software(85_000, 150_000) }
        }
        RoleKind::SeniorAm => {
            Pay { general: general(90_000, 130_000, tr!("base"), BOARD_AM), software: software(130_000, 190_000) }
        }
        RoleKind::Csm => Pay { general: None, software: software(75_000, 120_000) },
        RoleKind::AmDirector => Pay { general: None, software: software(165_000, 235_000) },
        RoleKind::VpSuccess => Pay { general: None, software: software(210_000, 320_000) },
        RoleKind::Cco => Pay { general: None, software: software(300_000, 500_000) },
    }
}

/// A step from one role to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// From.
    pub from: RoleKind,
    /// To.
    pub to: RoleKind,
    /// Years one usually stays before it, from and to; illustrative.
    pub years: (u32, u32),
    /// Whether it crosses from one function to the other.
    pub crosses: bool,
    /// What it takes.
    pub takes: &'static str,
}

const fn up(from: RoleKind, to: RoleKind, years: (u32, u32), takes: &'static str) -> Step {
    Step { from, to, years, crosses: false, takes }
}

const fn across(from: RoleKind, to: RoleKind, years: (u32, u32), takes: &'static str) -> Step {
    Step { from, to, years, crosses: true, takes }
}

/// All steps.
pub const STEPS: [Step; 20] = [
    up(
        RoleKind::Sdr,
        RoleKind::AeSmb,
        (1, 2),
        mark!("Two or three quarters above target, and calls one has closed beside an executive."),
    ),
    up(
        RoleKind::AeSmb,
        RoleKind::AeMidMarket,
        (1, 3),
        mark!("A year at quota, and deals with more than one who decides."),
    ),
    up(
        RoleKind::AeMidMarket,
        RoleKind::AeEnterprise,
        (2, 4),
        mark!("Large deals won, and the patience for a year-long one."),
    ),
    up(
        RoleKind::AeMidMarket,
        RoleKind::SalesManager,
        (2, 4),
        mark!("Coaching that shows in others' figures, and a forecast that holds."),
    ),
    up(
        RoleKind::AeEnterprise,
        RoleKind::SalesManager,
        (2, 5),
        mark!("The wish to win through others rather than oneself."),
    ),
    up(
        RoleKind::Hybrid,
        RoleKind::AeMidMarket,
        (1, 3),
        mark!("A firm grown large enough to part winning from keeping."),
    ),
    up(
        RoleKind::SalesManager,
        RoleKind::SalesDirector,
        (3, 5),
        mark!("A team at quota for two years, and managers one has raised."),
    ),
    up(
        RoleKind::SalesDirector,
        RoleKind::Cro,
        (4, 8),
        mark!("A whole region's plan, and work with product and finance."),
    ),
    up(RoleKind::JuniorAm, RoleKind::Am, (1, 2), mark!("A book of one's own, renewed.")),
    up(RoleKind::Csm, RoleKind::Am, (1, 3), mark!("A taste for the commercial talk at renewal.")),
    up(RoleKind::Csm, RoleKind::AmDirector, (4, 6), mark!("A team's worth of customers, and those who mind them.")),
    up(RoleKind::Am, RoleKind::SeniorAm, (2, 4), mark!("Strategic customers kept and grown, and others mentored.")),
    up(RoleKind::SeniorAm, RoleKind::AmDirector, (3, 5), mark!("Net retention of a portfolio, and a team led.")),
    up(RoleKind::AmDirector, RoleKind::VpSuccess, (3, 5), mark!("Several teams, and a budget.")),
    up(
        RoleKind::VpSuccess,
        RoleKind::Cco,
        (4, 7),
        mark!("The whole of the customer's life, and a seat with the board."),
    ),
    across(RoleKind::Sdr, RoleKind::JuniorAm, (1, 2), mark!("More joy in the talk after the signature than before.")),
    across(RoleKind::AeSmb, RoleKind::Am, (1, 3), mark!("Customers who come back to whoever sold to them.")),
    across(RoleKind::SeniorAm, RoleKind::AeEnterprise, (2, 4), mark!("Expansion deals as large as new ones.")),
    across(
        RoleKind::AmDirector,
        RoleKind::SalesDirector,
        (2, 4),
        mark!("A forecast of new business beside that of the book."),
    ),
    across(RoleKind::VpSuccess, RoleKind::Cro, (3, 6), mark!("Responsibility for new revenue as well.")),
];

/// Steps that lead out of a role.
pub fn steps_from(role: RoleKind) -> impl Iterator<Item = &'static Step> {
    STEPS.iter().filter(move |it| it.from == role)
}

/// What a path of some years rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PathTerms {
    /// The role one begins in.
    pub from: RoleKind,
    /// Whether one takes each next step as early as is usual, and not as late.
    pub early: bool,
    /// Attainment of variable pay.
    pub attained: f64,
    /// Rise of pay in the same role, a year.
    pub rise: f64,
    /// Whether one moves up at all.
    pub climbs: bool,
    /// Whether a step into the other function is taken where there is one.
    pub crosses: bool,
}

/// One year of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PathYear {
    /// The role one is in for most of the year.
    pub role: RoleKind,
    /// Base pay in dollars.
    pub base: f64,
    /// Variable pay in dollars.
    pub variable: f64,
}

/// Base as a share of on-target pay, as the templates of offers have it.
fn base_share(role: RoleKind) -> f64 {
    crate::career::template::offer_for(role, 0, "").base_share().unwrap_or(0.6)
}

/// Pay of the next years: the middle of what software companies pay a role, with a rise for each year in it, and the step after the
/// usual time. Variable pay is target times attainment, without accelerators.
pub fn path(terms: PathTerms, years: u32) -> Vec<PathYear> {
    let mut role = terms.from;
    let mut in_role = 0u32;
    let mut found = Vec::new();
    for _ in 0..years.min(20) {
        let ways = || steps_from(role).filter(|it| terms.climbs || (terms.crosses && it.crosses));
        let next = if terms.crosses {
            ways().find(|it| it.crosses).or(ways().find(|it| !it.crosses))
        } else {
            ways().find(|it| !it.crosses)
        };
        if let Some(step) = next {
            let due = if terms.early { step.years.0 } else { step.years.1 };
            if in_role >= due.max(1) {
                role = step.to;
                in_role = 0;
            }
        }
        let Pay { software, .. } = pay_of(role);
        let grown = (1.0 + terms.rise).powi(in_role as i32);
        let target = f64::from(software.low + software.high) / 2.0 * grown;
        let base = target * base_share(role);
        found.push(PathYear { role, base, variable: (target - base) * terms.attained });
        in_role += 1;
    }
    found
}
