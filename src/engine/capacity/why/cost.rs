//! What people cost: by family, role and segment down to one person, whose pay is told by what it is made of.

use super::{CapacityFigure, CostFigure, CostOf, Why, WhyLink, money, terms_path};
use crate::engine::capacity::{CapacityPlan, CostFamily, CostSum, ratio};
use crate::engine::explain::Op;
use crate::engine::metric::Value;
use crate::engine::row::Span;
use crate::engine::staff::{Holder, Post};
use crate::model::{Document, duty};
use crate::text::tr;
use crate::units::{Flow, Money, RoleId, SeatId};

/// More people than these are told by where they are, and those beyond so many as one.
const MOST: usize = 12;

fn amount(sum: &CostSum, what: CostFigure) -> Flow {
    match what {
        CostFigure::Base => sum.base,
        CostFigure::Variable => sum.variable,
        CostFigure::Burden => sum.burden,
        CostFigure::Tools => sum.tools,
        CostFigure::Recruiting => sum.recruiting,
        CostFigure::Ramping => sum.ramping,
        CostFigure::Total | CostFigure::Heads | CostFigure::Share | CostFigure::PerRamped => sum.total(),
    }
}

impl CapacityPlan<'_> {
    pub(super) fn why_cost(&self, what: CostFigure, of: &CostOf, span: Span) -> Why {
        let sum = self.cost_of(of, span);
        let term = |what| CapacityFigure::Cost(what, of.clone(), span);
        let mut why = Why::of(money(amount(&sum, what)));
        match what {
            CostFigure::Heads => {
                why.value = Value::Count(sum.head_months / span.len().max(1) as f64);
                why.input(
                    Op::Plus,
                    tr!("Months of a head, by attrition and backfill expected"),
                    Value::Count(sum.head_months),
                    "seat",
                );
                why.put(Op::Over, tr!("Months"), Value::Count(span.len().max(1) as f64), WhyLink::None);
            }
            CostFigure::Base | CostFigure::Variable | CostFigure::Ramping => {
                self.cost_by_part(&mut why, what, of, span)
            }
            CostFigure::Burden => {
                self.term(&mut why, Op::Plus, term(CostFigure::Base));
                self.term(&mut why, Op::Plus, term(CostFigure::Variable));
                let rate = Value::Share(self.document.costs.burden.to_f64());
                why.input(Op::Times, tr!("Taxes and benefits of pay"), rate, "costs/burden");
            }
            CostFigure::Tools => {
                why.input(Op::Plus, tr!("Months of a head"), Value::Count(sum.head_months), "seat");
                let year = self.document.costs.tools.map_or(Flow::ZERO, |it| it.amount().into());
                why.input(Op::Times, tr!("Tools and licences of a head, a year"), money(year), "costs/tools");
                why.put(Op::Over, tr!("Months in a year"), Value::Count(12.0), WhyLink::None);
            }
            CostFigure::Recruiting => {
                let rate = self.document.costs.recruiting.to_f64();
                why.input(Op::Plus, tr!("People expected to begin"), Value::Count(sum.hires), "seat");
                let base = ratio(sum.recruiting.value(), sum.hires * rate).map_or(Flow::ZERO, Flow::new);
                why.input(Op::Times, tr!("Their mean base pay of a year"), money(base), "role");
                why.input(Op::Times, tr!("Recruiting, of first-year base pay"), Value::Share(rate), "costs/recruiting");
                why.note(tr!("Hires and expected backfills; who comes from another seat is not recruited."));
            }
            CostFigure::Total => {
                let parts = [
                    CostFigure::Base,
                    CostFigure::Variable,
                    CostFigure::Burden,
                    CostFigure::Tools,
                    CostFigure::Recruiting,
                ];
                for part in parts {
                    self.term(&mut why, Op::Plus, term(part));
                }
                let aside = term(CostFigure::Ramping);
                why.put(
                    Op::Aside,
                    tr!("Of it, paid for productivity that is not there yet"),
                    money(sum.ramping),
                    WhyLink::Figure(aside),
                );
            }
            CostFigure::Share => {
                let all = self.cost_of(&CostOf::All, span).total();
                why.value = super::share(ratio(sum.total().value(), all.value()));
                self.term(&mut why, Op::Plus, term(CostFigure::Total));
                let whole = CapacityFigure::Cost(CostFigure::Total, CostOf::All, span);
                why.put(Op::Over, tr!("Cost of everyone"), money(all), WhyLink::Figure(whole));
            }
            CostFigure::PerRamped => {
                let none = Value::Undefined(tr!("nobody is ramped"));
                why.value = sum.per_ramped_month().map_or(none, |it| money(it * 12.0));
                self.term(&mut why, Op::Plus, term(CostFigure::Total));
                why.input(Op::Over, tr!("Ramped heads, in months"), Value::Count(sum.ramped_months), "seat");
                why.put(Op::Times, tr!("Months in a year"), Value::Count(12.0), WhyLink::None);
            }
        }
        why
    }

    /// A sum by the next smaller groups: families, then roles, then segments where there are many, then people.
    fn cost_by_part(&self, why: &mut Why, what: CostFigure, of: &CostOf, span: Span) {
        let parts: Vec<(String, CostOf)> = match of {
            CostOf::All => {
                let roles = self.costs();
                let used = CostFamily::ALL.into_iter().filter(|it| roles.iter().any(|role| role.family == *it));
                used.map(|it| (family_label(it).to_owned(), CostOf::Family(it))).collect()
            }
            CostOf::Family(family) => {
                let named = |id: &RoleId| self.document.role(id).map_or_else(|| id.to_string(), |it| it.name.clone());
                let roles = self.costs().into_iter().filter(|it| it.family == *family);
                roles.map(|it| (named(&it.role), CostOf::Role(it.role))).collect()
            }
            CostOf::Role(_) | CostOf::Terms(_) => return self.cost_by_person(why, what, of, span),
            CostOf::Holder(seat, stint) => return self.cost_of_one(why, what, (seat, *stint), span),
        };
        for (name, part) in parts {
            let value = money(amount(&self.cost_of(&part, span), what));
            why.put(Op::Plus, name, value, WhyLink::Figure(CapacityFigure::Cost(what, part, span)));
        }
    }

    /// People of a role, whoever has something of it; many of them by segment first.
    fn cost_by_person(&self, why: &mut Why, what: CostFigure, of: &CostOf, span: Span) {
        let own = |index: usize| amount(&self.cost_of_holders(|it| it == index, span), what);
        let inside = (0..self.holders.len()).filter(|it| self.is_cost_of(*it, of)).map(|it| (it, own(it)));
        let people: Vec<_> = inside.filter(|it| it.1.value() != 0.0).collect();
        let places = std::iter::once(None).chain(self.document.segments.iter().map(|it| Some(it.id.clone())));
        let mut parts: Vec<(String, CostOf)> = Vec::new();
        if let (CostOf::Role(role), true) = (of, people.len() > MOST) {
            for place in places {
                let part = CostOf::Terms((role.clone(), place.clone()));
                if people.iter().any(|it| self.is_cost_of(it.0, &part)) {
                    let name = place.and_then(|id| self.document.segment(&id)).map(|it| it.name.clone());
                    parts.push((name.unwrap_or_else(|| tr!("All segments").to_owned()), part));
                }
            }
        }
        let mut rest = Flow::ZERO;
        if parts.len() < 2 {
            let shown = if people.len() > MOST { MOST - 1 } else { people.len() };
            parts = people.iter().take(shown).filter_map(|it| self.holder_called(it.0)).collect();
            rest = people.iter().skip(shown).map(|it| it.1).sum();
        }
        let shown = parts.len();
        for (name, part) in parts {
            let value = money(amount(&self.cost_of(&part, span), what));
            why.put(Op::Plus, name, value, WhyLink::Figure(CapacityFigure::Cost(what, part, span)));
        }
        if rest != Flow::ZERO {
            why.put(Op::Plus, tr!("{} more", people.len() - shown), money(rest), WhyLink::None);
        }
        if why.terms.is_empty() {
            why.put(Op::Plus, tr!("Nobody in these months"), Value::Money(Money::ZERO), WhyLink::None);
        }
    }

    /// What a holder is called, and the cost of this one alone.
    fn holder_called(&self, index: usize) -> Option<(String, CostOf)> {
        let holder = self.holders.get(index)?;
        let seat = self.posts.get(holder.post)?.seat;
        let name = cost_holder_name(self.document, &seat.id, holder.stint);
        Some((name, CostOf::Holder(seat.id.clone(), holder.stint)))
    }

    /// What one person's pay is made of.
    fn cost_of_one(&self, why: &mut Why, what: CostFigure, (seat, stint): (&SeatId, Option<usize>), span: Span) {
        let index = (0..self.holders.len()).find(|it| self.is_holder(*it, seat, stint));
        let found = index.and_then(|it| self.holders.get(it).map(|holder| (it, holder)));
        let found = found.and_then(|(index, holder)| Some((index, holder, self.posts.get(holder.post)?)));
        let Some((index, holder, post)) = found else {
            why.put(Op::Plus, tr!("Nobody in these months"), Value::Money(Money::ZERO), WhyLink::None);
            return;
        };
        match what {
            CostFigure::Base => self.base_of_one(why, holder, post, span),
            CostFigure::Variable => self.variable_of_one(why, index, post, span),
            CostFigure::Ramping => self.ramping_of_one(why, index, post, span),
            CostFigure::Heads
            | CostFigure::Burden
            | CostFigure::Tools
            | CostFigure::Recruiting
            | CostFigure::Total
            | CostFigure::Share
            | CostFigure::PerRamped => {}
        }
    }

    fn base_path(&self, post: &Post<'_>, stint: Option<usize>) -> String {
        let own = stint.filter(|it| post.seat.stints.get(*it).is_some_and(|it| it.overrides.base.is_some()));
        own.map_or_else(|| terms_of(post, "base"), |stint| format!("seat/{}/{}/base", post.seat.id, stint + 1))
    }

    fn base_of_one(&self, why: &mut Why, holder: &Holder, post: &Post<'_>, span: Span) {
        let months: f64 = holder.active.iter().skip(span.from).take(span.len()).sum();
        let year = post.base(holder.stint).amount();
        let path = self.base_path(post, holder.stint);
        why.input(Op::Plus, tr!("Base pay of a year"), Value::Money(year), &path);
        why.put(Op::Over, tr!("Months in a year"), Value::Count(12.0), WhyLink::None);
        let seat = format!("seat/{}", post.seat.id);
        why.input(Op::Times, tr!("Months employed and not on leave, as expected"), Value::Months(months), &seat);
        let rounded = why.value.to_f64().unwrap_or(0.0) - year.to_major() / 12.0 * months;
        let rounded = Money::from_major_f64(rounded);
        if !rounded.is_zero() {
            why.put(Op::Plus, tr!("Rounding of months to the smallest coin"), Value::Money(rounded), WhyLink::None);
        }
    }

    fn variable_of_one(&self, why: &mut Why, index: usize, post: &Post<'_>, span: Span) {
        let inside = span.from..=span.to;
        let plan = post.plan.map_or_else(|| "plan".to_owned(), |it| format!("plan/{}", it.id));
        let mut left = why.value.to_f64().map_or(Money::ZERO, Money::from_major_f64);
        if let Some(payee) = self.outcome.payees.get(index) {
            for part in &payee.components {
                let earned: Money = part.earned.iter().filter(|it| inside.contains(&it.at)).map(|it| it.amount).sum();
                let versions = || post.plan.iter().flat_map(|plan| &plan.versions);
                let spif = || versions().flat_map(|it| &it.spifs).find(|it| it.id == part.id).map(|it| it.name.clone());
                let called = versions().flat_map(|it| &it.components).find(|it| it.id == part.id);
                let name = called.map(|it| it.name.clone()).or_else(spif).unwrap_or_else(|| part.id.to_string());
                if !earned.is_zero() {
                    why.input(Op::Plus, name, Value::Money(earned), &plan);
                    left -= earned;
                }
            }
        }
        if !left.is_zero() {
            why.input(Op::Plus, tr!("Taken away by the plan\u{2019}s cap"), Value::Money(left), &plan);
        }
        if why.terms.is_empty() {
            why.input(Op::Plus, tr!("Nothing of it"), Value::Money(Money::ZERO), &plan);
        }
    }

    fn ramping_of_one(&self, why: &mut Why, index: usize, post: &Post<'_>, span: Span) {
        let burden = self.document.costs.burden.to_f64();
        let stint = self.holders.get(index).and_then(|it| it.stint);
        let months = self.cost_of_holder(index);
        let ramping = months.iter().skip(span.from).take(span.len()).filter(|it| it.ramping != Flow::ZERO);
        let sum = ramping.copied().fold(CostSum::default(), CostSum::and);
        let whole = sum.base + sum.base * burden + sum.tools;
        let path = self.base_path(post, stint);
        why.input(Op::Plus, tr!("Base pay of months in which productivity lacks"), money(sum.base), &path);
        why.input(Op::Plus, tr!("Taxes and benefits on it"), money(sum.base * burden), "costs/burden");
        if sum.tools != Flow::ZERO {
            why.input(Op::Plus, tr!("Tools and licences meanwhile"), money(sum.tools), "costs/tools");
        }
        let lacks = ratio(sum.ramping.value(), whole.value()).unwrap_or(0.0);
        let label =
            tr!("Productivity that is not there yet: 100\u{a0}% less the ramp, mean of these months by their cost");
        why.input(Op::Times, label, Value::Share(lacks), &terms_of(post, ""));
    }
}

/// What the holder of a stint is called: by name, else what is to be done there; without a stint, the expected backfill.
pub fn cost_holder_name(document: &Document, seat: &SeatId, stint: Option<usize>) -> String {
    let Some(seat) = document.seat(seat) else { return seat.to_string() };
    let person = stint.and_then(|it| seat.stints.get(it)).and_then(|it| document.person(it.person.as_ref()?));
    match (person, stint) {
        (Some(person), _) => person.name.clone(),
        (None, Some(_)) => {
            tr!("Open: {}", duty(&document.roles, &document.segments, &seat.role, seat.segment.as_ref()))
        }
        (None, None) => tr!("Expected backfill: {}", document.called(seat)),
    }
}

/// The path of the terms of a post, or of one of their inputs.
fn terms_of(post: &Post<'_>, key: &str) -> String {
    let segment = post.terms.and_then(|it| it.segment.clone());
    terms_path(&(post.seat.role.clone(), segment), key)
}

fn family_label(family: CostFamily) -> &'static str {
    match family {
        CostFamily::Acquisition => tr!("Acquisition"),
        CostFamily::AccountManagement => tr!("Account management"),
        CostFamily::Support => tr!("Support of deals"),
        CostFamily::Leadership => tr!("Leadership"),
    }
}
