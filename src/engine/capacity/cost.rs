//! What people cost: pay as the forecast earns it, taxes and benefits, tools and recruiting, by role and month.
//!
//! Tools and recruiting are detail of `Costs::other_sales_marketing` and are not added to it in the metrics of efficiency.

use super::{CapacityPlan, at, ratio};
use crate::engine::row::Span;
use crate::engine::staff::{likelihood, monthly_hazard};
use crate::model::{Function, Seat};
use crate::units::{Cadence, FiscalPeriod, Flow, Month, RoleId};

/// What a function is for, where cost is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CostFamily {
    /// Wins customers: sales development, sellers, and those who do both.
    Acquisition,
    /// Keeps and grows them: account management, customer success.
    AccountManagement,
    /// Supports deals: sales engineering.
    Support,
    /// Leads.
    Leadership,
}

impl CostFamily {
    /// All of them.
    pub const ALL: [CostFamily; 4] =
        [CostFamily::Acquisition, CostFamily::AccountManagement, CostFamily::Support, CostFamily::Leadership];

    /// The family of a function.
    pub const fn of(function: Function) -> CostFamily {
        match function {
            Function::SalesDevelopment | Function::NewBusiness | Function::Hybrid => CostFamily::Acquisition,
            Function::AccountManagement | Function::CustomerSuccess => CostFamily::AccountManagement,
            Function::SalesEngineering => CostFamily::Support,
            Function::SalesManagement | Function::AccountLeadership | Function::Executive => CostFamily::Leadership,
        }
    }
}

/// Cost of some people over some months.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CostSum {
    /// Expected heads, in months: / months of the span it is the mean.
    pub head_months: f64,
    /// Ramped heads, in months.
    pub ramped_months: f64,
    /// People expected to begin: hires and backfills, not those who come from another seat.
    pub hires: f64,
    /// Base pay.
    pub base: Flow,
    /// Variable pay earned, at the attainment of the forecast.
    pub variable: Flow,
    /// Taxes and benefits on both.
    pub burden: Flow,
    /// Tools and licences.
    pub tools: Flow,
    /// Recruiting.
    pub recruiting: Flow,
    /// Of base pay, its burden and tools: what is paid for productivity that is not there yet. Part of the above, not added to it.
    pub ramping: Flow,
}

impl CostSum {
    /// Everything: base, variable, burden, tools, recruiting.
    pub fn total(&self) -> Flow {
        self.base + self.variable + self.burden + self.tools + self.recruiting
    }

    /// Cost of a ramped head for a month; none where nobody is ramped.
    pub fn per_ramped_month(&self) -> Option<Flow> {
        ratio(self.total().value(), self.ramped_months).map(Flow::new)
    }

    /// The two together.
    pub fn and(self, other: CostSum) -> CostSum {
        CostSum {
            head_months: self.head_months + other.head_months,
            ramped_months: self.ramped_months + other.ramped_months,
            hires: self.hires + other.hires,
            base: self.base + other.base,
            variable: self.variable + other.variable,
            burden: self.burden + other.burden,
            tools: self.tools + other.tools,
            recruiting: self.recruiting + other.recruiting,
            ramping: self.ramping + other.ramping,
        }
    }
}

/// One role, month by month.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleCost {
    /// Which role; empty for seats without one.
    pub role: RoleId,
    /// What it does.
    pub function: Function,
    /// What it is for.
    pub family: CostFamily,
    /// By month of the plan.
    pub months: Vec<CostSum>,
}

impl RoleCost {
    /// Over a run of months.
    pub fn sum(&self, span: Span) -> CostSum {
        let inside = self.months.iter().skip(span.from).take(span.len());
        inside.copied().fold(CostSum::default(), CostSum::and)
    }
}

/// A fiscal year against its budget.
#[derive(Clone, Debug, PartialEq)]
pub struct BudgetYear {
    /// Which year.
    pub period: FiscalPeriod,
    /// Its months in the plan.
    pub span: Span,
    /// What people cost in these months.
    pub cost: Flow,
    /// The budget of these months: the part of the year that is planned. Absent where none is typed.
    pub budget: Option<Flow>,
}

impl BudgetYear {
    /// Budget less cost; negative: beyond it.
    pub fn left(&self) -> Option<Flow> {
        Some(self.budget? - self.cost)
    }
}

impl CapacityPlan<'_> {
    /// What people cost, by role in the order of the document.
    pub fn costs(&self) -> Vec<RoleCost> {
        let mut roles: Vec<RoleCost> = Vec::new();
        let mut place_of = Vec::with_capacity(self.posts.len());
        for post in &self.posts {
            let place = roles.iter().position(|it| it.role == post.seat.role).unwrap_or(roles.len());
            if place == roles.len() {
                roles.push(RoleCost {
                    role: post.seat.role.clone(),
                    function: post.function,
                    family: CostFamily::of(post.function),
                    months: vec![CostSum::default(); self.seasons.len()],
                });
            }
            place_of.push(place);
        }
        for (index, holder) in self.holders.iter().enumerate() {
            let Some(role) = place_of.get(holder.post).and_then(|place| roles.get_mut(*place)) else { continue };
            for (sum, own) in role.months.iter_mut().zip(self.cost_of_holder(index)) {
                *sum = sum.and(own);
            }
        }
        let order = |id: &RoleId| self.document.roles.iter().position(|it| it.id == *id).unwrap_or(usize::MAX);
        roles.sort_by_key(|it| order(&it.role));
        roles
    }

    /// What a holder costs, month by month.
    pub(super) fn cost_of_holder(&self, index: usize) -> Vec<CostSum> {
        let Some((holder, post)) = self.holders.get(index).and_then(|it| Some((it, self.posts.get(it.post)?))) else {
            return Vec::new();
        };
        let burden = self.document.costs.burden.to_f64();
        let tools = self.document.costs.tools.map_or(0.0, |it| it.amount().to_major()) / 12.0;
        let base_year = post.base(holder.stint).amount().to_major();
        // Payees stand in the order of holders.
        let payee = self.outcome.payees.get(index).filter(|it| it.seat == holder.post && it.stint == holder.stint);
        let month = |(month, hires): (usize, f64)| {
            let (active, productive) = (at(&holder.active, month), at(&holder.productive, month));
            let paid = |series: Option<&Vec<crate::units::Money>>| {
                series.and_then(|it| it.get(month)).map_or(0.0, |it| it.to_major())
            };
            let base = paid(payee.map(|it| &it.base));
            let variable = paid(payee.map(|it| &it.variable));
            let idle = if active > 0.0 { (1.0 - productive / active).clamp(0.0, 1.0) } else { 0.0 };
            CostSum {
                head_months: active,
                ramped_months: productive,
                hires,
                base: Flow::new(base),
                variable: Flow::new(variable),
                burden: Flow::new((base + variable) * burden),
                tools: Flow::new(active * tools),
                recruiting: Flow::new(hires * base_year * self.document.costs.recruiting.to_f64()),
                ramping: Flow::new((base * (1.0 + burden) + active * tools) * idle),
            }
        };
        self.arrivals(index).into_iter().enumerate().map(month).collect()
    }

    /// What some seats cost over the whole plan: their share of what everyone does.
    pub fn cost_of_seats(&self, mine: impl Fn(&Seat) -> bool) -> CostSum {
        let inside =
            |it: &usize| self.holders.get(*it).and_then(|it| self.posts.get(it.post)).is_some_and(|it| mine(it.seat));
        let all = (0..self.holders.len()).filter(inside).flat_map(|it| self.cost_of_holder(it));
        all.fold(CostSum::default(), CostSum::and)
    }

    /// People expected to begin in each month: a stint that starts in the plan, unless its holder comes from another seat; in the
    /// expected backfill whoever is there beyond those who stayed.
    fn arrivals(&self, holder: usize) -> Vec<f64> {
        let mut arrivals = vec![0.0; self.seasons.len()];
        let Some((holder, post)) = self.holders.get(holder).and_then(|it| Some((it, self.posts.get(it.post)?))) else {
            return arrivals;
        };
        match holder.stint {
            Some(index) => {
                let stint = post.seat.stints.get(index).filter(|_| !post.moved.contains(&index));
                let month = stint.and_then(|stint| self.position(Month::of(stint.from)));
                if let (Some(stint), Some(place)) = (stint, month.and_then(|at| arrivals.get_mut(at))) {
                    *place = likelihood(stint);
                }
            }
            None => {
                let stays = 1.0 - monthly_hazard(post.terms.map_or(0.0, |terms| terms.attrition_year.to_f64()));
                let mut before = 0.0;
                for (place, now) in arrivals.iter_mut().zip(&holder.active) {
                    *place = (now - before * stays).max(0.0);
                    before = *now;
                }
            }
        }
        arrivals
    }

    /// Everyone together over a run of months, or one family.
    pub fn cost(&self, family: Option<CostFamily>, span: Span) -> CostSum {
        let roles = self.costs();
        let inside = roles.iter().filter(|it| family.is_none_or(|family| it.family == family));
        inside.map(|it| it.sum(span)).fold(CostSum::default(), CostSum::and)
    }

    /// Mean cost of a ramped seller over a run of months, a year: what all sellers of new business cost / mean ramped equivalents.
    /// With `loaded`, what everyone costs instead: sellers carry those who support, keep and lead.
    pub fn cost_per_ramped_seller(&self, span: Span, loaded: bool) -> Option<Flow> {
        let roles = self.costs();
        let sells = |it: &&RoleCost| it.function.sells_new_business();
        let ramped: f64 = roles.iter().filter(sells).map(|it| it.sum(span).ramped_months).sum();
        let cost: f64 = roles.iter().filter(|it| loaded || sells(it)).map(|it| it.sum(span).total().value()).sum();
        ratio(cost, ramped).map(|month| Flow::new(month * 12.0))
    }

    /// Every fiscal year against the head-count budget.
    pub fn budget(&self) -> Vec<BudgetYear> {
        let budget = self.document.costs.headcount_budget.map(|it| it.amount().to_major());
        let roles = self.costs();
        let years = self.outcome.periods(Cadence::Year).into_iter();
        years
            .map(|(period, span)| BudgetYear {
                period,
                span,
                cost: roles.iter().map(|it| it.sum(span).total()).sum(),
                budget: budget.map(|year| Flow::new(year * span.len() as f64 / 12.0)),
            })
            .collect()
    }
}
