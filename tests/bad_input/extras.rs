//! What a plan adds to its rates: milestones, matrices, kickers, multipliers, gates and SPIFs.

use super::*;

#[test]
fn milestones_and_matrices() {
    let step = |at, pay| Milestone { at: TierFrom::Quota(Rate::percent(at)), pay: Money::from_major(pay) };
    check(
        |it| commission(it).rates = Rates::Milestones { steps: Vec::new() },
        &["error at plan/ae/1/new: there is no milestone, so nothing is paid; add one"],
    );
    check(
        |it| commission(it).rates = Rates::Milestones { steps: vec![step(100, 5_000), step(80, 9_000)] },
        &[
            "error at plan/ae/1/new/milestone/2/at: milestone 2 is not above the one before; put them in ascending order",
        ],
    );
    let by_units = Milestone { at: TierFrom::Units(4), pay: Money::from_major(50) };
    check(
        |it| commission(it).rates = Rates::Milestones { steps: vec![by_units] },
        &[
            "warning at plan/ae/1/new/milestone/1/at: this milestone is reached at an amount of another kind than the measure counts; let it be a share of quota",
        ],
    );
    let matrix = |rows: &[i64], columns: &[i64], cells: Vec<Vec<Rate>>| {
        let shares = |list: &[i64]| list.iter().map(|it| Rate::percent(*it)).collect();
        Rates::Matrix { by: Measure::GrossRetention, rows: shares(rows), columns: shares(columns), cells }
    };
    let cells = |rows: usize, columns: usize| vec![vec![Rate::ONE; columns]; rows];
    let own = Scope::Segment;
    // Rows are shares of the target: 90 % of 90 % is 81 %, 120 % of it 108 %.
    let on_ratio = |it: &mut Document, rows: &[i64]| {
        let component = commission(it);
        (component.scope, component.measure) = (own, Measure::GrossRetention);
        component.target = Target::Ratio { ratio: Rate::percent(90) };
        component.rates = match matrix(rows, &[80], cells(rows.len(), 1)) {
            Rates::Matrix { rows, columns, cells, .. } => {
                Rates::Matrix { by: Measure::NetRetention, rows, columns, cells }
            }
            other => other,
        };
    };
    check(
        |it| on_ratio(it, &[80, 90, 95]),
        &[
            "note at plan/ae/1/new/row/2: row 2 begins at 90 % of the target of 90 %, a ratio of 81 %; if the target itself is meant, enter 100 %",
        ],
    );
    check(
        |it| on_ratio(it, &[90, 100, 120]),
        &[
            "warning at plan/ae/1/new/row/3: row 3 begins at 120 % of the target of 90 %, a ratio of 108 % that is never reached; lower it",
        ],
    );
    check(
        |it| {
            on_ratio(it, &[80, 100]);
            commission(it).threshold = Some(Threshold { at: Rate::percent(75), start: ThresholdStart::Zero });
        },
        &[
            "warning at plan/ae/1/new/threshold: pay starts from zero at 75 % and rises straight to target pay at 90 %, so what the table says up to there is not paid; let pay start from its share, or remove the threshold",
        ],
    );
    check(
        |it| {
            commission(it).scope = own;
            commission(it).rates = matrix(&[], &[80], Vec::new());
        },
        &["error at plan/ae/1/new: a matrix needs a row and a column at least, so nothing is paid; add them"],
    );
    check(
        |it| {
            commission(it).scope = own;
            commission(it).rates = matrix(&[50, 50], &[90, 80], cells(2, 2));
        },
        &[
            "error at plan/ae/1/new/row/2: row 2 holds from 50 %, not above row 1 (50 %); put them in ascending order",
            "error at plan/ae/1/new/column/2: column 2 holds from 80 %, not above column 1 (90 %); put them in ascending order",
        ],
    );
    check(
        |it| {
            commission(it).scope = own;
            commission(it).rates = matrix(&[50, 100], &[80, 90], cells(2, 1));
        },
        &[
            "error at plan/ae/1/new: the matrix has 2 rows and 2 columns, but its cells are not as many; a missing cell pays nothing",
        ],
    );
    check(
        |it| {
            commission(it).scope = own;
            commission(it).rates = matrix(&[50], &[80], vec![vec![Rate::percent(20_000)]]);
        },
        &[
            "error at plan/ae/1/new/cell/1/1: Account executive, New business: row 1, column 1 pays, share of target pay is 20000 % and must lie between 0 % and 10000 %",
        ],
    );
}

#[test]
fn kickers_multipliers_and_caps_that_do_nothing() {
    let kicker = |expected| Kicker {
        when: KickerWhen::Term { months: 24 },
        pays: KickerPays::Share(Rate::percent(1)),
        expected: Rate::percent(expected),
    };
    check(
        |it| bonus(it).kickers = vec![kicker(10)],
        &[
            "warning at plan/csm/1/grr: this measure does not come in deals, so its kickers never pay; put them on a measure that does",
        ],
    );
    check(
        |it| commission(it).kickers = vec![kicker(120)],
        &[
            "error at plan/ae/1/new/kicker/1/expected: Account executive, New business: kicker 1, share of credit expected to qualify is 120 % and must lie between 0 % and 100 %",
        ],
    );
    check(
        |it| commission(it).deal_cap = Some(Money::from_major(9_000)),
        &[
            "warning at plan/ae/1/new/deal_cap: a cap on one deal works only where each deal is rated alone, so it has no effect; rate each deal, or cap the period",
        ],
    );
    check(
        |it| (commission(it).deal_cap, commission(it).rated) = (Some(Money::ZERO), Rated::EachDeal),
        &["warning at plan/ae/1/new/deal_cap: a cap of zero pays nothing; raise it, or remove the cap"],
    );
    check(
        |it| (commission(it).attained_by, commission(it).rated) = (Some(Measure::Objectives), Rated::EachDeal),
        &[
            "warning at plan/ae/1/new: where each deal is rated alone there is no attainment to look up elsewhere, so that has no effect; rate the period's total",
        ],
    );
    check(
        |it| commission(it).tier_by_margin = Some(MarginOver::Cost),
        &[
            "warning at plan/ae/1/new: the margin of a deal picks its tier only where each deal is rated alone, by tiers, so that has no effect; rate each deal by tiers, or remove it",
        ],
    );
    check(
        |it| {
            (commission(it).tier_by_margin, commission(it).rated) = (Some(MarginOver::Cost), Rated::EachDeal);
            commission(it).attainment_cap = Some(Rate::percent(200));
            it.costs.gross_margin = None;
        },
        &[
            "warning at plan/ae/1/new: margins pick the tier instead of attainment, so threshold and cap on attainment have no effect; remove them",
            "warning at costs/gross_margin: deals that say no margin are rated at the company's, which is empty, so the first tier pays; enter it, or the margins of the deals",
        ],
    );
    check(
        |it| commission(it).attained_by = Some(Measure::NewArr),
        &[
            "note at plan/ae/1/new: attainment is looked up at the measure that is paid on anyway; remove this, or choose another measure",
        ],
    );
    check(
        |it| (commission(it).cap, commission(it).cap_carries) = (None, true),
        &["note at plan/ae/1/new: there is no cap that could cut anything to carry; enter one, or switch it off"],
    );
    let multiplier = |by| Some(Multiplier { measure: Measure::Satisfaction, by });
    check(
        |it| commission(it).multiplier = multiplier(MultiplierBy::Steps { steps: Vec::new() }),
        &["note at plan/ae/1/new: the multiplier has no factor, so it changes nothing; add one, or remove it"],
    );
    let step = |from| Factor { from: Rate::percent(from), factor: Rate::ONE };
    check(
        |it| commission(it).multiplier = multiplier(MultiplierBy::Steps { steps: vec![step(90), step(85)] }),
        &[
            "error at plan/ae/1/new/multiplier/2/from: factor 2 holds from 85 %, not above factor 1 (90 %); put them in ascending order",
        ],
    );
    let turned = MultiplierBy::Attainment { least: Rate::percent(120), most: Rate::percent(80) };
    check(
        |it| commission(it).multiplier = multiplier(turned),
        &[
            "error at plan/ae/1/new/multiplier/least: the factor is at least 120 % and at most 80 %; the first must not be above the second",
        ],
    );
}

#[test]
fn other_measures_that_the_people_of_a_plan_never_have() {
    // Sellers look after no book, so their own retention is never missed, and they find no opportunities.
    check(
        |it| commission(it).gate = Some(gate(Measure::GrossRetention)),
        &[
            "warning at plan/ae/1/new/gate: looks at gross retention of their own, which “Account executive” never has, so it always counts as reached; choose another measure, or a wider scope",
        ],
    );
    check(
        |it| {
            commission(it).gate = Some(gate(Measure::GrossRetention));
            commission(it).scope = Scope::Segment;
        },
        &[],
    );
    check(
        |it| {
            let by = MultiplierBy::Attainment { least: Rate::percent(50), most: Rate::ONE };
            commission(it).multiplier = Some(Multiplier { measure: Measure::Opportunities, by });
        },
        &[
            "warning at plan/ae/1/new/multiplier: looks at qualified opportunities of their own, which “Account executive” never has, so it is never reached; choose another measure, or a wider scope",
        ],
    );
}

#[test]
fn spifs() {
    let spif = |measure, from: &str, to: &str, amount| Spif {
        id: ComponentId::new("summer"),
        name: "Summer".into(),
        measure,
        from: day(from),
        to: day(to),
        amount: Money::from_major(amount),
        pays: SpifPays::PerDeal { least: Money::ZERO },
    };
    let with = |spif: Spif| move |it: &mut Document| version(it, "ae").spifs.push(spif);
    check(with(spif(Measure::NewArr, "2027-06-01", "2027-06-01", 500)), &[]);
    check(
        with(spif(Measure::NewArr, "2027-06-01", "2027-05-31", 500)),
        &["error at plan/ae/1/spif/summer: it ends on 31 May 2027, before it begins on 1 Jun 2027; change one of them"],
    );
    check(
        with(spif(Measure::GrossRetention, "2027-06-01", "2027-07-31", 500)),
        &[
            "warning at plan/ae/1/spif/summer: this measure does not come in deals that could be counted, so nothing is paid; choose another",
        ],
    );
    check(
        with(spif(Measure::Meetings, "2027-06-01", "2027-07-31", 500)),
        &[
            "note at plan/ae/1/spif/summer: the forecast knows no single meetings; it pays for meetings held once they stand among the deals",
        ],
    );
    check(
        with(spif(Measure::NewArr, "2027-06-01", "2027-07-31", 0)),
        &["note at plan/ae/1/spif/summer: it pays nothing; enter an amount, or remove it"],
    );
    check(
        with(spif(Measure::NewArr, "2030-06-01", "2030-07-31", 500)),
        &[
            "warning at plan/ae/1/spif/summer: its days (1 Jun 2030 to 31 Jul 2030) lie outside the plan, so it pays nothing; change them",
        ],
    );
    let twice = |it: &mut Document| {
        let spif = spif(Measure::NewArr, "2027-06-01", "2027-07-31", 500);
        version(it, "ae").spifs.extend([spif.clone(), spif]);
    };
    check(twice, &["error at plan/ae/1/spif/summer: two SPIFs of this version have the id “summer”; rename one"]);
}

fn gate(measure: Measure) -> Gate {
    Gate { measure, at: Rate::percent(90), accelerators_only: true }
}
