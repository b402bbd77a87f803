//! Sources of new business, sales cycles, and the response to pay.

use super::*;

fn source(id: &str, kind: SourceKind, leads: u32) -> Source {
    Source {
        id: SourceId::new(id),
        name: id.to_owned(),
        kind,
        leads_month: leads,
        stages: vec![Stage { name: "Demo".to_owned(), rate: Rate::percent(20) }],
        ..Source::default()
    }
}

/// SMB planned by two sources in which nothing is wrong: leads, and what sales development finds.
fn by_source(document: &mut Document) -> &mut Vec<Source> {
    let pipeline = &mut smb(document).pipeline;
    pipeline.sources =
        vec![source("inbound", SourceKind::Marketing, 100), source("sdr", SourceKind::SalesDevelopment, 0)];
    &mut pipeline.sources
}

#[test]
fn sources_of_new_business_are_checked_at_their_place() {
    check(|it| _ = by_source(it), &[]);
    check(
        |it| by_source(it)[0].stages[0].rate = Rate::percent(120),
        &[
            "error at segment/smb/source/inbound/stage/1/rate: SMB, inbound: share that becomes \u{201c}Demo\u{201d} is 120 % and must lie between 0 % and 100 %",
        ],
    );
    check(
        |it| by_source(it)[0].win_rate = Some(Rate::percent(130)),
        &[
            "error at segment/smb/source/inbound/win_rate: SMB, inbound: win rate is 130 % and must lie between 0 % and 100 %",
        ],
    );
    check(
        |it| by_source(it)[0].deal_size = Some(Money::from_major(-5)),
        &[
            "error at segment/smb/source/inbound/deal_size: SMB, inbound: deal size (ARR) is -5 and must lie between 0 and 1000000000000",
        ],
    );
    check(
        |it| by_source(it)[0].stages[0].rate = Rate::ZERO,
        &[
            "warning at segment/smb/source/inbound/stage/1/rate: nothing of \u{201c}inbound\u{201d} reaches \u{201c}Demo\u{201d}; enter the share that does",
        ],
    );
    check(
        |it| by_source(it)[0].cycle_months = Some(30),
        &[
            "warning at segment/smb/source/inbound/cycle_months: with a sales cycle of 30 months nothing of \u{201c}inbound\u{201d} closes within this plan; shorten the cycle or plan longer",
        ],
    );
    check(
        |it| by_source(it)[0].seasonality = vec![Rate::ZERO; 12],
        &[
            "warning at segment/smb/source/inbound/seasonality: all twelve weights are zero, so every month counts the same; give at least one month a weight",
        ],
    );
    check(
        |it| _ = by_source(it).pop(),
        &[
            "note at segment/smb/source: people of sales development serve this segment, but no source is theirs; what they find by their quotas counts beside the sources, at the terms of the segment. Give a source the kind sales development to plan it there",
        ],
    );
    check(
        |it| by_source(it).push(source("outbound", SourceKind::SalesDevelopment, 0)),
        &[
            "note at segment/smb/source: 2 sources of sales development do not say how many leads a head finds; the first of them has all that heads find by their quotas. Enter leads of a head for the others",
        ],
    );
}

#[test]
fn a_cycle_longer_than_the_plan_or_short_of_the_whole_is_told() {
    let own = |document: &mut Document, shares: &[i64]| {
        let pipeline = &mut smb(document).pipeline;
        pipeline.cycle_shape = CycleShape::Own;
        pipeline.cycle_shares = shares.iter().map(|share| Rate::percent(*share)).collect();
    };
    check(|it| own(it, &[20, 80]), &[]);
    check(
        |it| own(it, &[20, 77]),
        &[
            "warning at segment/smb/pipeline/cycle: the shares of opportunities by month add up to 97 % instead of 100 %; each counts in proportion",
        ],
    );
    check(
        |it| own(it, &[0, 0]),
        &[
            "warning at segment/smb/pipeline/cycle: no month has a share of the opportunities, so all of them close after the mean cycle; enter shares that add up to 100 %",
        ],
    );
    check(
        |it| {
            let mut shares = vec![0; 25];
            (shares[1], shares[24]) = (70, 30);
            own(it, &shares);
        },
        &[
            "warning at segment/smb/pipeline/cycle: 30 % of the opportunities close 24 months or more after they were created, so not within this plan; shorten the cycle or plan longer",
        ],
    );
    check(
        |it| own(it, &[150, -50]),
        &[
            "error at segment/smb/pipeline/cycle/00: SMB: opportunities that close 0 months later is 150 % and must lie between 0 % and 100 %",
            "error at segment/smb/pipeline/cycle/01: SMB: opportunities that close 1 month later is -50 % and must lie between 0 % and 100 %",
            "warning at segment/smb/pipeline/cycle: the shares of opportunities by month add up to 150 % instead of 100 %; each counts in proportion",
        ],
    );
}

#[test]
fn a_response_to_pay_that_cannot_come_about_is_told() {
    check(
        |it| it.assumptions.incentives.on = true,
        &[
            "note at assumptions/incentives: results are to respond to the split of pay, but every elasticity is 0, so nothing does; enter one, or switch the response off",
        ],
    );
    check(
        |it| {
            it.assumptions.incentives = Incentives {
                on: true,
                retention: Rate::percent(300),
                reference: remit::engine::pay_splits(it),
                ..Incentives::default()
            };
        },
        &[
            "error at assumptions/incentives/retention: Elasticity of effort on retention is 300 % and must lie between 0 % and 200 %",
        ],
    );
}

#[test]
fn absurd_figures_of_acquisition_are_flagged_and_everything_else_is_computed() {
    let mut document = sound();
    let absurd = Source {
        leads_per_head: Some(u32::MAX),
        growth_year: Rate::percent(-500),
        win_rate: Some(Rate::percent(-40)),
        deal_size: Some(Money::from_major(i64::MAX / 1_000)),
        cycle_months: Some(u32::MAX),
        seasonality: vec![Rate::percent(-1); 30],
        stages: vec![Stage { name: String::new(), rate: Rate::percent(900) }],
        ..source("absurd", SourceKind::SalesDevelopment, u32::MAX)
    };
    by_source(&mut document).push(absurd);
    let pipeline = &mut smb(&mut document).pipeline;
    (pipeline.cycle_shape, pipeline.cycle_shares) = (CycleShape::Own, vec![Rate::percent(-10); 200]);
    smb(&mut document).opening.arr = Money::from_major(-1_000_000);
    smb(&mut document).retention.renewal = Rate::percent(180);
    let mut late = customer("late", "smb", 10_000, 12);
    late.contract.as_mut().unwrap().renewal = Month::new(2019, 1);
    Arc::make_mut(&mut document.accounts).push(late);
    let outcome = remit::engine::evaluate(&document, &remit::engine::Env::default());
    for at in ["source/absurd/win_rate", "source/absurd/stage/1/rate", "opening/arr", "retention/renewal"] {
        let path = format!("segment/smb/{at}");
        assert!(outcome.problems.iter().any(|it| it.at == path && it.severity == Severity::Error), "{at}");
    }
    let told: Vec<String> = outcome.problems.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|it| it.contains("1 of the customers fell due before the plan starts (late)")), "{told:?}");
    let plain = remit::engine::evaluate(&sound(), &remit::engine::Env::default());
    assert_eq!(outcome.segments[1].ledger, plain.segments[1].ledger, "other segments stand as they stood");
    for segment in &outcome.segments {
        for (month, moved) in segment.ledger.iter().enumerate() {
            let parts: Money = segment.new_business.flows.iter().map(|flow| flow.bookings[month]).sum();
            assert_eq!(parts, moved.new);
        }
    }
}
