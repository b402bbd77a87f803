//! The one walk over a document: settings, assumptions, costs, segments, terms and seats. Pay plans are in [`super::plan`].

use super::entry::{ANY_MONEY, At, Flow, MULTIPLE, SHARE, Slot, Visit, WEIGHT, count};
use super::plan::plan;
use super::{Bounds, InputUnit};
use crate::model::comp::{Plan, pays_a_share};
use crate::model::{
    AttainmentSpread, Document, OtherMeasures, Overrides, PastQuarter, Quota, Ramp, Seat, Segment, Terms, duty,
};
use crate::text::{counted, mark, tr};
use crate::units::{
    Cadence, ComponentId, Money, Month, PersonId, Quarterly, Rate, RoleId, SeatId, SegmentId, show_month,
};
use std::collections::HashMap;

/// Visits every numeric input. This is the one definition of what they are.
pub(super) fn walk(document: &mut Document, visit: &mut Visit<'_>) -> Flow {
    before_seats(document, visit)?;
    seats(document, visit)?;
    after_seats(document, visit)
}

/// Visits all but those of seats.
pub(super) fn walk_apart_from_seats(document: &mut Document, visit: &mut Visit<'_>) -> Flow {
    before_seats(document, visit)?;
    after_seats(document, visit)
}

fn before_seats(document: &mut Document, visit: &mut Visit<'_>) -> Flow {
    settings(document, visit)?;
    for segment in &mut document.segments {
        self::segment(segment, visit)?;
    }
    let segments = &document.segments;
    for role in &mut document.roles {
        for terms in &mut role.terms {
            let segment = terms.segment.as_ref().map_or("any", |id| id.as_str()).to_owned();
            let label = match &terms.segment {
                Some(id) => {
                    let named = segments.iter().find(|it| it.id == *id).map_or(id.as_str(), |it| it.name.as_str());
                    format!("{} ({named})", role.name)
                }
                None => role.name.clone(),
            };
            self::terms(terms, &format!("role/{}/{segment}", role.id), &label, visit)?;
        }
    }
    for plan in &mut document.plans {
        self::plan(plan, visit)?;
    }
    Flow::Continue(())
}

fn seats(document: &mut Document, visit: &mut Visit<'_>) -> Flow {
    // Many seats have the same plan, so its rates are looked up once.
    let plans: Vec<Vec<OwnRate>> = document.plans.iter().map(rates_to_own).collect();
    let plan_of = |seat: &Seat| {
        let plan = document.plan_of(seat)?;
        document.plans.iter().position(|it| std::ptr::eq(it, plan))
    };
    let of_seat: Vec<Option<usize>> = document.seats.iter().map(plan_of).collect();
    let people: HashMap<&PersonId, &str> = document.people.iter().map(|it| (&it.id, it.name.as_str())).collect();
    let name = |id: &PersonId| people.get(id).copied();
    let (roles, segments) = (&document.roles, &document.segments);
    let open = |role: &RoleId, segment: Option<&SegmentId>| tr!("Open: {}", duty(roles, segments, role, segment));
    for (seat, plan) in document.seats.iter_mut().zip(of_seat) {
        let rated = plan.and_then(|at| plans.get(at)).map_or(&[][..], Vec::as_slice);
        self::seat(seat, &Names { holder: &name, open: &open }, rated, visit)?;
    }
    Flow::Continue(())
}

fn after_seats(document: &mut Document, visit: &mut Visit<'_>) -> Flow {
    let called = |id: &SeatId| document.seat(id).map(|seat| (id.clone(), document.called(seat)));
    let reps: HashMap<SeatId, String> = document.territory.reps.keys().filter_map(called).collect();
    super::territory::territory(&mut document.territory, &reps, visit)
}

/// What seats are called.
pub(super) struct Names<'n> {
    /// A person's name.
    pub holder: &'n dyn Fn(&PersonId) -> Option<&'n str>,
    /// A seat that nobody holds, by its role and segment.
    pub open: &'n dyn Fn(&RoleId, Option<&SegmentId>) -> String,
}

/// Visits the inputs of one seat, whose plan has these rates. A holder is called by name, one who is still to be hired by what is to be done.
pub(super) fn seat(seat: &mut Seat, names: &Names<'_>, rated: &[OwnRate], visit: &mut Visit<'_>) -> Flow {
    let mut open = None;
    for (index, stint) in seat.stints.iter_mut().enumerate() {
        let path = format!("seat/{}/{}", seat.id, index + 1);
        let named = stint.person.as_ref().and_then(names.holder).filter(|it| !it.is_empty());
        let label = match named {
            Some(name) => name,
            None => open.get_or_insert_with(|| (names.open)(&seat.role, seat.segment.as_ref())),
        };
        let mut at = At { path: &path, label, visit };
        at.opt_year("base", tr!("base pay of the holder"), &mut stint.overrides.base)?;
        at.opt_year("ote", tr!("OTE of the holder"), &mut stint.overrides.ote)?;
        at.opt_year("quota", tr!("quota of the holder"), &mut stint.overrides.quota_arr)?;
        at.opt_month("draw", tr!("draw of the holder"), &mut stint.overrides.draw)?;
        let cap = Slot::OptRate(&mut stint.overrides.cap);
        at.put("cap", tr!("cap on variable pay of the holder"), InputUnit::Multiple, MULTIPLE, 0.1, cap)?;
        own_rates(&mut stint.overrides, rated, &mut at)?;
        at.share("likelihood", tr!("chance that the seat is filled"), &mut stint.likelihood)?;
    }
    Flow::Continue(())
}

/// A rate that one person can have of their own.
pub(super) struct OwnRate {
    id: ComponentId,
    key: String,
    label: String,
}

impl OwnRate {
    fn of(id: &ComponentId, name: &str) -> OwnRate {
        OwnRate { id: id.clone(), key: format!("rate/{id}"), label: tr!("rate of the holder, {name}") }
    }
}

/// Components of a plan whose rate one person can have of their own: those of the latest version that has each.
pub(super) fn rates_to_own(plan: &Plan) -> Vec<OwnRate> {
    let mut found: Vec<OwnRate> = Vec::new();
    for component in plan.versions.iter().rev().flat_map(|it| &it.components).filter(|it| pays_a_share(it)) {
        if !found.iter().any(|it| it.id == component.id) {
            found.push(OwnRate::of(&component.id, &component.name));
        }
    }
    found
}

/// Rates of a holder's own: one for each component that can have one, and those that are written for others.
fn own_rates(own: &mut Overrides, rated: &[OwnRate], at: &mut At<'_>) -> Flow {
    let known = |id: &ComponentId| rated.iter().any(|it| it.id == *id);
    let strangers: Vec<_> = own.rates.keys().filter(|id| !known(id)).map(|id| OwnRate::of(id, id.as_str())).collect();
    for OwnRate { id, key, label } in rated.iter().chain(&strangers) {
        let before = own.rates.get(id).copied();
        let mut rate = before;
        let flow = at.put(key, label, InputUnit::Percent, SHARE, 0.005, Slot::OptRate(&mut rate));
        if rate != before {
            match rate {
                Some(rate) => own.rates.insert(id.clone(), rate),
                None => own.rates.remove(id),
            };
        }
        flow?;
    }
    Flow::Continue(())
}

fn settings(document: &mut Document, visit: &mut Visit<'_>) -> Flow {
    let settings = &mut document.settings;
    let mut at = At { path: "settings", label: "", visit };
    let any_month = Bounds { min: f64::MIN, max: f64::MAX };
    at.put(
        "first_month",
        tr!("First month"),
        InputUnit::Month,
        any_month,
        1.0,
        Slot::Month(&mut settings.first_month),
    )?;
    let horizon = count(12, 60);
    at.put(
        "horizon_months",
        tr!("Horizon"),
        InputUnit::Count(mark!("months")),
        horizon,
        1.0,
        Slot::Count(&mut settings.horizon_months),
    )?;
    let start = Slot::Count(&mut settings.fiscal_year_start);
    at.put(
        "fiscal_year_start",
        tr!("Fiscal year starts in month"),
        InputUnit::Count(mark!("month of the year")),
        count(1, 12),
        1.0,
        start,
    )?;
    let target = Slot::OptMoney(&mut settings.target_arr);
    at.put("target_arr", tr!("Target closing ARR"), InputUnit::Money, ANY_MONEY, 100_000.0, target)?;
    let expensed = &mut settings.commission_expensed_over_months;
    at.months("commission_expensed_over_months", tr!("New-business commission expensed over"), 120, expensed)?;

    let assumptions = &mut document.assumptions;
    let mut at = At { path: "assumptions", label: "", visit };
    at.share("productive_time", tr!("Productive selling time"), &mut assumptions.productive_time)?;
    weights(&mut at, "seasonality", tr!("Seasonality"), &mut assumptions.seasonality)?;
    let coverage = &mut assumptions.coverage;
    at.share(
        "coverage/renewal_at_stake",
        tr!("Renewal rate at stake without coverage"),
        &mut coverage.renewal_at_stake,
    )?;
    at.share(
        "coverage/expansion_at_stake",
        tr!("Expansion at stake without coverage"),
        &mut coverage.expansion_at_stake,
    )?;
    attainment(&mut at, &mut assumptions.attainment)?;
    at.share("ratio_spread", tr!("Spread of ratios, as a share of that of amounts"), &mut assumptions.ratio_spread)?;
    let handover = &mut assumptions.handover;
    at.months("handover/months", tr!("Sellers share renewals and expansion for"), 60, &mut handover.months)?;
    at.share("handover/seller_share", tr!("Sellers' share of renewals and expansion"), &mut handover.seller_share)?;
    let incentives = &mut assumptions.incentives;
    if incentives.on {
        at.percent(
            "incentives/new_business",
            tr!("Elasticity of effort on new business"),
            2.0,
            &mut incentives.new_business,
        )?;
        at.percent("incentives/retention", tr!("Elasticity of effort on retention"), 2.0, &mut incentives.retention)?;
        at.percent("incentives/expansion", tr!("Elasticity of effort on expansion"), 2.0, &mut incentives.expansion)?;
        at.share("incentives/returns", tr!("Returns to effort"), &mut incentives.returns)?;
    }
    if let OtherMeasures::At { value } = &mut assumptions.other_measures {
        at.percent("other_measures", tr!("Other measures, where plans are priced"), 5.0, value)?;
    }
    history(&mut at, &mut assumptions.capacity_history)?;

    let costs = &mut document.costs;
    let mut at = At { path: "costs", label: "", visit };
    at.put(
        "gross_margin",
        tr!("Gross margin"),
        InputUnit::Percent,
        SHARE,
        0.01,
        Slot::OptRate(&mut costs.gross_margin),
    )?;
    at.percent("burden", tr!("Taxes and benefits on pay"), 2.0, &mut costs.burden)?;
    at.opt_month("marketing", tr!("Marketing"), &mut costs.marketing)?;
    at.share(
        "marketing_acquisition_share",
        tr!("Marketing that is acquisition"),
        &mut costs.marketing_acquisition_share,
    )?;
    at.opt_month("other_sales_marketing", tr!("Other sales and marketing cost"), &mut costs.other_sales_marketing)?;
    at.share("other_acquisition_share", tr!("Other cost that is acquisition"), &mut costs.other_acquisition_share)?;
    at.opt_month("other_operating", tr!("Other operating cost"), &mut costs.other_operating)?;
    let before = &mut costs.prior_quarter_sales_marketing;
    at.opt_quarter("prior_quarter_sales_marketing", tr!("Sales and marketing cost of the quarter before"), before)?;
    at.opt_quarter("prior_quarter_revenue", tr!("Revenue of the quarter before"), &mut costs.prior_quarter_revenue)?;
    at.opt_year("tools", tr!("Tools of one head"), &mut costs.tools)?;
    at.percent("recruiting", tr!("Recruiting of one hire, of first-year base pay"), 2.0, &mut costs.recruiting)?;
    at.opt_year("headcount_budget", tr!("Head-count budget"), &mut costs.headcount_budget)
}

/// Capacity of past quarters.
fn history(at: &mut At<'_>, quarters: &mut [PastQuarter]) -> Flow {
    for (index, past) in quarters.iter_mut().enumerate() {
        let quarter = show_month(past.quarter);
        let mut put = |key: &str, what: &str, place: &mut Quarterly<Money>| {
            let label = tr!("Quarter of {quarter}: {what}");
            let unit = InputUnit::MoneyPer(Cadence::Quarter);
            at.put(
                &format!("capacity_history/{}/{key}", index + 1),
                &label,
                unit,
                ANY_MONEY,
                10_000.0,
                Slot::Quarter(place),
            )
        };
        put("opening", tr!("capacity on its first day"), &mut past.opening)?;
        put("lost", tr!("capacity lost to people who left"), &mut past.lost)?;
        put("recovered", tr!("capacity brought back by backfills"), &mut past.recovered)?;
    }
    Flow::Continue(())
}

/// How attainment is spread over people.
fn attainment(at: &mut At<'_>, spread: &mut AttainmentSpread) -> Flow {
    match spread {
        AttainmentSpread::Normal { mean, deviation } => {
            at.percent("attainment/mean", tr!("Attainment in the middle"), 5.0, mean)?;
            at.percent("attainment/deviation", tr!("Spread of attainment (standard deviation)"), 2.0, deviation)
        }
        AttainmentSpread::Buckets { buckets } => {
            for (index, bucket) in buckets.iter_mut().enumerate() {
                let number = index + 1;
                let mut put = |key: &str, what: &str, max: f64, place: &mut Rate| {
                    let label = tr!("Attainment, group {number}: {what}");
                    at.percent(&format!("attainment/bucket/{number}/{key}"), &label, max, place)
                };
                put("from", tr!("from"), 10.0, &mut bucket.from)?;
                put("to", tr!("to"), 10.0, &mut bucket.to)?;
                put("share", tr!("share of people"), 1.0, &mut bucket.share)?;
            }
            Flow::Continue(())
        }
    }
}

pub(super) fn weights(at: &mut At<'_>, key: &str, label: &str, places: &mut [Rate]) -> Flow {
    for (index, (place, month)) in places.iter_mut().zip(Month::NAMES).enumerate() {
        let key = format!("{key}/{:02}", index + 1);
        at.put(&key, &format!("{label}, {}", tr!(month)), InputUnit::Weight, WEIGHT, 0.05, Slot::Rate(place))?;
    }
    Flow::Continue(())
}

fn segment(segment: &mut Segment, visit: &mut Visit<'_>) -> Flow {
    let root = format!("segment/{}", segment.id);
    let label = segment.name.clone();
    let path = format!("{root}/opening");
    let mut at = At { path: &path, label: &label, visit };
    let people = InputUnit::Count(mark!("customers"));
    at.put(
        "customers",
        tr!("opening customers"),
        people,
        count(0, 10_000_000),
        1.0,
        Slot::Count(&mut segment.opening.customers),
    )?;
    at.money("arr", tr!("opening ARR"), &mut segment.opening.arr)?;
    weights(&mut at, "renewal_months", tr!("renewals due"), &mut segment.opening.renewal_months)?;

    let path = format!("{root}/pipeline");
    let mut at = At { path: &path, label: &label, visit };
    let pipeline = &mut segment.pipeline;
    let leads = InputUnit::CountPer(mark!("leads"), Cadence::Month);
    at.put("leads_month", tr!("leads"), leads, count(0, 10_000_000), 10.0, Slot::Count(&mut pipeline.leads_month))?;
    let growth = Bounds { min: -1.0, max: 10.0 };
    at.put(
        "lead_growth_year",
        tr!("growth of leads"),
        InputUnit::PercentPerYear,
        growth,
        0.01,
        Slot::Rate(&mut pipeline.lead_growth_year),
    )?;
    at.share("lead_to_opportunity", tr!("leads that become opportunities"), &mut pipeline.lead_to_opportunity)?;
    at.share("win_rate", tr!("win rate"), &mut pipeline.win_rate)?;
    at.months("cycle_months", tr!("sales cycle"), 36, &mut pipeline.cycle_months)?;
    for (months, share) in pipeline.cycle_shares.iter_mut().enumerate() {
        let label = tr!("opportunities that close {} later", counted(months, tr!("month"), tr!("months")));
        at.share(&format!("cycle/{months:02}"), &label, share)?;
    }
    at.money("deal_size", tr!("deal size (ARR)"), &mut pipeline.deal_size)?;
    at.share("opening_win_rate", tr!("opening pipeline that closes"), &mut pipeline.opening_win_rate)?;
    at.share("carry_over", tr!("excess pipeline carried over"), &mut pipeline.carry_over)?;
    for (index, open) in pipeline.opening.iter_mut().enumerate() {
        let label = tr!("opening pipeline closing {}", show_month(open.month));
        at.money(&format!("opening/{}/arr", index + 1), &label, &mut open.arr)?;
    }
    for source in &mut pipeline.sources {
        super::source::source(source, &root, &label, visit)?;
    }

    let path = format!("{root}/retention");
    let mut at = At { path: &path, label: &label, visit };
    let retention = &mut segment.retention;
    at.share("renewal", tr!("renewal rate of ARR due"), &mut retention.renewal)?;
    at.share("contraction", tr!("contraction at renewal"), &mut retention.contraction)?;
    let depth = Slot::OptRate(&mut retention.contraction_depth);
    at.put("contraction_depth", tr!("contraction of those who shrink"), InputUnit::Percent, SHARE, 0.01, depth)?;
    at.percent("price_uplift", tr!("price uplift at renewal"), 1.0, &mut retention.price_uplift)?;
    at.percent("expansion", tr!("expansion at renewal"), 5.0, &mut retention.expansion)?;
    let term = Slot::Count(&mut retention.term_months);
    at.put("term_months", tr!("contract term"), InputUnit::Count(mark!("months")), count(1, 120), 1.0, term)?;
    at.share("reactivation", tr!("churned ARR that comes back"), &mut retention.reactivation)?;
    let lag = Slot::Count(&mut retention.reactivation_lag_months);
    at.put(
        "reactivation_lag_months",
        tr!("months until it comes back"),
        InputUnit::Count(mark!("months")),
        count(1, 60),
        1.0,
        lag,
    )?;

    let mut at = At { path: &root, label: &label, visit };
    let measured = Slot::OptRate(&mut segment.satisfaction);
    at.put("satisfaction", tr!("customer satisfaction (CSAT)"), InputUnit::Percent, SHARE, 0.01, measured)?;
    let any_month = Bounds { min: f64::MIN, max: f64::MAX };
    let month = Slot::OptDate(&mut segment.satisfaction_month);
    at.put("satisfaction_month", tr!("CSAT measured in"), InputUnit::Month, any_month, 1.0, month)?;
    for (index, target) in segment.targets.iter_mut().enumerate() {
        let label = tr!("target of new ARR, quarter of {}", show_month(target.quarter));
        at.money(&format!("target/{}/arr", index + 1), &label, &mut target.arr)?;
    }
    Flow::Continue(())
}

fn terms(terms: &mut Terms, path: &str, label: &str, visit: &mut Visit<'_>) -> Flow {
    let mut at = At { path, label, visit };
    at.year("base", tr!("base pay"), &mut terms.base)?;
    at.year("ote", tr!("on-target earnings (OTE)"), &mut terms.ote)?;
    match &mut terms.quota {
        Some(Quota::Arr { amount, per }) => {
            at.put("quota", tr!("quota"), InputUnit::MoneyPer(*per), ANY_MONEY, 10_000.0, Slot::Money(amount))?;
        }
        Some(Quota::Units { count: units, per }) => {
            let unit = InputUnit::CountPer(mark!("opportunities"), *per);
            at.put("quota", tr!("quota"), unit, count(0, 1_000_000), 1.0, Slot::Count(units))?;
        }
        None => {}
    }
    at.percent("expected_attainment", tr!("expected attainment"), 3.0, &mut terms.expected_attainment)?;
    ramp(&mut terms.ramp, &mut at)?;
    let attrition = Slot::Rate(&mut terms.attrition_year);
    at.put("attrition_year", tr!("attrition"), InputUnit::PercentPerYear, SHARE, 0.01, attrition)?;
    at.months("backfill_lag_months", tr!("months to backfill"), 36, &mut terms.backfill_lag_months)?;
    let book = Slot::OptMoney(&mut terms.book_capacity);
    at.put("book_capacity", tr!("book one person can look after (ARR)"), InputUnit::Money, ANY_MONEY, 100_000.0, book)?;
    let share = Slot::OptRate(&mut terms.acquisition_share);
    at.put("acquisition_share", tr!("cost that is acquisition"), InputUnit::Percent, SHARE, 0.05, share)?;
    let accounts = Slot::OptCount(&mut terms.accounts_per_head);
    at.put(
        "accounts_per_head",
        tr!("customers one person can look after"),
        InputUnit::Count(mark!("customers")),
        count(0, 1_000_000),
        1.0,
        accounts,
    )?;
    let part = Slot::OptRate(&mut terms.book_share);
    at.put("book_share", tr!("share of the book the role looks after"), InputUnit::Percent, SHARE, 0.05, part)?;
    at.share("ramp_on_move", tr!("ramp left after a move within the company"), &mut terms.ramp_on_move)?;
    if let Some(support) = &mut terms.support {
        let slot = Slot::Rate(&mut support.heads);
        at.put("support/heads", tr!("ramped heads one seat supports"), InputUnit::Multiple, MULTIPLE, 0.5, slot)?;
    }
    if let Some(span) = &mut terms.span {
        let reports = InputUnit::Count(mark!("reports"));
        at.put("span/low", tr!("fewest direct reports"), reports, count(0, 1_000), 1.0, Slot::Count(&mut span.low))?;
        at.put("span/high", tr!("most direct reports"), reports, count(0, 1_000), 1.0, Slot::Count(&mut span.high))?;
    }
    Flow::Continue(())
}

fn ramp(ramp: &mut Ramp, at: &mut At<'_>) -> Flow {
    for (index, place) in ramp.productivity.iter_mut().enumerate() {
        let label = tr!("productivity in tenure month {}", index + 1);
        at.percent(&format!("ramp/productivity/{:02}", index + 1), &label, 2.0, place)?;
    }
    for (index, place) in ramp.quota.iter_mut().flatten().enumerate() {
        let label = tr!("share of quota in tenure month {}", index + 1);
        at.percent(&format!("ramp/quota/{:02}", index + 1), &label, 2.0, place)?;
    }
    Flow::Continue(())
}
