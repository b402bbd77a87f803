//! Identities that hold for any document, sensible or not.

use super::outcome;
use crate::support::random;
use proptest::prelude::*;
use remit::engine::capacity::{CapacityPlan, Group};
use remit::engine::{Row, Scope};
use remit::units::Cadence;

fn close(is: f64, should: f64) -> bool {
    (is - should).abs() <= 1e-6 * should.abs().max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_waterfall_adds_up_and_ends_with_the_ramped_sellers_of_the_forecast(document in random::document()) {
        let document = document.0;
        let outcome = outcome(&document);
        let plan = CapacityPlan::of(&document, &outcome);
        for by in [Cadence::Month, Cadence::Quarter] {
            let falls = plan.waterfall(&Group::Company, by);
            for pair in falls.windows(2) {
                prop_assert_eq!(pair[0].ramped.closing, pair[1].ramped.opening);
            }
            for fall in &falls {
                let it = fall.ramped;
                prop_assert!(close(it.opening + it.gain - it.loss + it.recovered + it.leave, it.closing));
                prop_assert!(it.loss >= -1e-9 && it.unrecovered() == it.loss - it.recovered);
                let row = Row::of(&outcome, fall.span);
                prop_assert!(close(it.closing, row.ramped), "{} {}", it.closing, row.ramped);
                let money = &fall.capacity;
                let (opening, closing) = (money.opening.amount().value(), money.closing.amount().value());
                let moved = money.gain.amount() - money.loss.amount() + money.recovered.amount() + money.leave.amount()
                    + money.response.amount();
                prop_assert!(close(opening + moved.value(), closing));
            }
        }
    }

    #[test]
    fn what_a_leader_has_below_is_the_sum_of_those_who_report(document in random::document()) {
        let document = document.0;
        let outcome = outcome(&document);
        let plan = CapacityPlan::of(&document, &outcome);
        let span = outcome.whole();
        let levels = plan.levels(span);
        for level in &levels {
            let team = plan.line(&Group::Team(level.seat), span);
            prop_assert!(close(level.street.value(), team.street.value()));
            prop_assert!(close(level.capacity.value(), team.capacity.value()));
            prop_assert!(close(level.heads, team.heads) && close(level.ramped, team.ramped));
        }
        // Nothing twice: the tops and those who report to nobody are the company.
        let tops = levels.iter().filter(|it| it.depth == 0);
        let below: f64 = tops.map(|it| it.street.value()).sum();
        let alone: f64 = document
            .seats
            .iter()
            .enumerate()
            .filter(|(_, seat)| seat.manager.is_none())
            .map(|(at, _)| plan.line(&Group::Seat(at), span).street.value())
            .sum();
        prop_assert!(close(below + alone, plan.line(&Group::Company, span).street.value()));
    }

    #[test]
    fn groups_add_up_to_the_company_and_to_the_forecast(document in random::document()) {
        let document = document.0;
        let outcome = outcome(&document);
        let plan = CapacityPlan::of(&document, &outcome);
        let span = outcome.whole();
        let company = plan.line(&Group::Company, span);
        let sums = |groups: Vec<Group>| {
            let lines: Vec<_> = groups.iter().map(|group| plan.line(group, span)).collect();
            [
                lines.iter().map(|it| it.heads).sum::<f64>(),
                lines.iter().map(|it| it.street.value()).sum::<f64>(),
                lines.iter().map(|it| it.planned.value()).sum::<f64>(),
                lines.iter().map(|it| it.capacity.value()).sum::<f64>(),
            ]
        };
        let all = [company.heads, company.street.value(), company.planned.value(), company.capacity.value()];
        let segments = sums((0..document.segments.len()).map(Group::Segment).collect());
        let seats = sums((0..document.seats.len()).map(Group::Seat).collect());
        let roles = sums(document.roles.iter().map(|it| Group::Role(it.id.clone())).collect());
        for parts in [segments, seats, roles] {
            for (part, whole) in parts.iter().zip(all) {
                prop_assert!(close(*part, whole), "{parts:?} {all:?}");
            }
        }
        let forecast = Row::of(&outcome, span).capacity.to_major();
        let coins = 0.51 * outcome.months.len() as f64 * document.segments.len() as f64;
        prop_assert!((company.capacity.value() - forecast).abs() <= coins);
        // What people cost is what they are paid.
        let pay: f64 = outcome.seats.iter().flat_map(|seat| &seat.cost).map(|it| it.to_major()).sum();
        let cost = plan.cost(None, span);
        prop_assert!(close(cost.base.value() + cost.variable.value(), pay));
        // What is paid for productivity not yet there is a part of fixed pay; variable pay may be taken back and lower the total.
        let fixed = cost.base.value() * (1.0 + document.costs.burden.to_f64()) + cost.tools.value();
        prop_assert!(cost.hires >= 0.0 && cost.ramping.value() <= fixed * (1.0 + 1e-9) + 1e-6);
    }

    #[test]
    fn closures_never_fail_and_hires_close_what_they_promise(document in random::document()) {
        let document = document.0;
        let first = document.settings.first_month;
        let now = outcome(&document);
        let plan = CapacityPlan::of(&document, &now);
        plan.risks();
        plan.backfill_rates();
        plan.support();
        plan.hire_by(first.plus(9));
        plan.recovery_lags();
        plan.budget();
        for (_, span) in now.periods(Cadence::Quarter).into_iter().take(3) {
            plan.need(Scope::Company, span);
            for segment in 0..document.segments.len() {
                let Some(closures) = plan.closures(segment, span, first) else { continue };
                let Some(hire) = closures.hire else { continue };
                let option = hire.recommended().unwrap();
                let mut hired = document.clone();
                let command = remit::edit::hire_as_closure(&document, &hire.role, &hire.segment, option).unwrap();
                remit::edit::apply(&mut hired, command).unwrap();
                let then = outcome(&hired);
                let left = CapacityPlan::of(&hired, &then).gap(Scope::Segment(segment), span).gap().unwrap().value();
                prop_assert!(left <= 1e-6 * closures.gap.capacity.value().max(1_000.0), "{left}");
            }
        }
    }
}
