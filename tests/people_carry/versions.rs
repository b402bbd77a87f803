//! Plans that change within a year: what a version does to caps, weights, and cost.

use super::*;

/// The plan's only version, copied to hold from a day on, with another cap in each.
fn capped(document: &mut Document, first: Option<Rate>, from: &str, then: Option<Rate>) {
    let versions = &mut document.plans[0].versions;
    versions[0].cap = first;
    let next = PlanVersion { from: Some(day(from)), cap: then, ..versions[0].clone() };
    versions.push(next);
}

fn sum(amounts: &[Money]) -> f64 {
    amounts.iter().copied().sum::<Money>().to_major()
}

#[test]
fn caps_of_several_versions_count_for_their_months() {
    // 30,000 each month earn 3,000; target variable is 12,000 a year.
    let mut full = one_seller(Component::default(), &[30_000.0; 24]);
    full.settings.horizon_months = 24;
    let year = |document: &Document, at: usize| sum(&payee(document).variable[at * 12..(at + 1) * 12]);
    let with = |first: Option<i64>, from: &str, then: Option<i64>| {
        let mut document = full.clone();
        capped(&mut document, first.map(Rate::percent), from, then.map(Rate::percent));
        document
    };
    assert_eq!((year(&full, 0), year(&full, 1)), (36_000.0, 36_000.0));
    // Six months at 150 % and six at 200 %: 175 % of 12,000. From the next year on 200 %.
    let mixed = with(Some(150), "2027-07-01", Some(200));
    assert_eq!((year(&mixed, 0), year(&mixed, 1)), (21_000.0, 24_000.0));
    // Nine and three: (9 x 1 + 3 x 2) / 12 = 125 %.
    assert_eq!(year(&with(Some(100), "2027-10-01", Some(200)), 0), 15_000.0);
    // A version that begins inside a month holds from the next.
    assert_eq!(year(&with(Some(100), "2027-09-15", Some(200)), 0), 15_000.0);
    // Four capped months of twelve leave 150 % x 4/12 of 12,000; eight months earn 3,000 without a cap.
    assert_eq!(year(&with(Some(150), "2027-05-01", None), 0), 6_000.0 + 24_000.0);
    // The other way round: eight months of 3,000, then at most 150 % x 4/12.
    assert_eq!(year(&with(None, "2027-09-01", Some(150)), 0), 24_000.0 + 6_000.0);
}

#[test]
fn a_version_that_only_copies_the_one_before_moves_no_cap() {
    let mut alone = one_seller(Component::default(), &[30_000.0, 0.0, 50_000.0, 80_000.0, 1_000.0, 90_000.0]);
    alone.roles[0].terms[0].expected_attainment = Rate::percent(1_000);
    alone.plans[0].versions[0].cap = Some(Rate::percent(150));
    let mut copied = alone.clone();
    capped(&mut copied, Some(Rate::percent(150)), "2027-04-01", Some(Rate::percent(150)));
    assert_eq!(payee(&copied).variable, payee(&alone).variable);
    assert_eq!(payee(&copied).capped, payee(&alone).capped);
    // 3,000, 5,000 and 8,000 are 16,000 with April; 18,000 are the most, so June gets 1,900 after May's 100.
    assert_eq!(series(&payee(&copied).variable, 6), [3_000.0, 0.0, 5_000.0, 8_000.0, 100.0, 1_900.0]);
    // A cap of one's own stands in place of every version's.
    copied.plans[0].versions[1].cap = Some(Rate::percent(900));
    copied.seats[0].stints[0].overrides.cap = Some(Rate::percent(150));
    assert_eq!(payee(&copied).variable, payee(&alone).variable);
}

/// What the second version does to pay.
fn effect(document: &Document) -> Option<VersionEffect> {
    let env = Env::default();
    version_effect(document, &evaluate(document, &env), &env, &PlanId::new("ae"), 1)
}

/// Earned in the year: with the version, if the one before had run on, and the difference.
fn earned(effect: &VersionEffect) -> [f64; 3] {
    [VersionColumn::With, VersionColumn::Before, VersionColumn::Difference]
        .map(|column| effect.amount(VersionRow::Earned, column).to_major())
}

#[test]
fn a_copied_version_says_what_it_does_to_pay_by_cutting_the_year() {
    // Measured over the year, the second dollar beyond quota pays twice. 20,000 a month are sold until June, nothing after.
    let rates = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(200))]);
    let mut document = one_seller(Component { rates, ..Component::default() }, &[20_000.0; 6]);
    document.plans[0].versions[0].components[0].cadence = Cadence::Year;
    assert_eq!(effect(&document), None, "one version alone changes nothing");
    capped(&mut document, None, "2027-07-01", None);
    let told = effect(&document).unwrap();
    // In one: 120,000 of 120,000, target pay of 12,000. Cut in two: 120,000 against the 60,000 of six months pay 6,000 and twice 6,000;
    // the rest of the year sells and pays nothing.
    assert_eq!(earned(&told), [18_000.0, 12_000.0, 6_000.0]);
    assert_eq!((told.number, told.cuts, told.year.year), (2, true, 2027));
    let said = words_pay::version_effect(&told, "FY2027", &Locale::default(), Currency::USD).replace('\u{a0}', " ");
    assert_eq!(
        said,
        "In FY2027 the plan pays 1 seat $18,000 with version 2, $6,000 more than if version 1 had run on. Periods that components are \
         measured over are cut in two on 1 Jul 2027: each part is rated by itself, against its share of quota."
    );
    // Each figure is made again by the people that it names.
    for column in [VersionColumn::With, VersionColumn::Before, VersionColumn::Difference] {
        for row in [VersionRow::Earned, VersionRow::Paid] {
            let why = told.why(row, column, &|_| "Ann".to_owned());
            assert_eq!(why.recombine(), Some(told.amount(row, column).to_major()));
        }
    }
    // Measured by the month or by the quarter nothing is cut in July, and a copy moves nothing; in May it cuts a quarter: 20,000 in April
    // against 10,000 pay 3,000, then 40,000 against 20,000 pay 6,000, as 60,000 against 30,000 do; and what is paid is paid earlier.
    for (cadence, from, cuts) in [
        (Cadence::Month, "2027-07-01", false),
        (Cadence::Quarter, "2027-07-01", false),
        (Cadence::Quarter, "2027-05-01", true),
    ] {
        for version in &mut document.plans[0].versions {
            version.components[0].cadence = cadence;
        }
        document.plans[0].versions[1].from = Some(day(from));
        let told = effect(&document).unwrap();
        assert_eq!((earned(&told), told.cuts), ([18_000.0, 18_000.0, 0.0], cuts), "{cadence:?} from {from}");
    }
    // A version with other terms: half of target pay is not earned by anything from July on. Nothing is sold then, so it costs nothing;
    // from April on it takes half of the 9,000 of that quarter.
    document.plans[0].versions[1].components[0].weight = Rate::percent(50);
    for (from, all) in [("2027-07-01", [18_000.0, 18_000.0, 0.0]), ("2027-04-01", [13_500.0, 18_000.0, -4_500.0])] {
        document.plans[0].versions[1].from = Some(day(from));
        assert_eq!(earned(&effect(&document).unwrap()), all, "from {from}");
    }
    // One that begins with the plan, or after it, has nothing to be held against.
    for from in ["2027-01-01", "2099-01-01"] {
        document.plans[0].versions[1].from = Some(day(from));
        assert_eq!(effect(&document), None, "from {from}");
    }
}

#[test]
fn a_sum_that_is_paid_once_goes_on_in_a_version_that_copies_the_one_before() {
    // 5,000 once when the new ARR of April to June reaches 100,000.
    let paid = |april: f64, june: f64, from: Option<&str>| {
        let mut document = one_seller(Component::default(), &[0.0, 0.0, 0.0, april, 0.0, june, 100_000.0]);
        document.roles[0].terms[0].expected_attainment = Rate::percent(10_000);
        document.plans[0].versions[0].spifs = vec![Spif {
            id: ComponentId::new("spring"),
            name: "Spring".to_owned(),
            measure: Measure::NewArr,
            from: day("2027-04-01"),
            to: day("2027-06-30"),
            amount: money(5_000.0),
            pays: SpifPays::Once { at: money(100_000.0) },
        }];
        if let Some(from) = from {
            capped(&mut document, None, from, None);
        }
        let payee = payee(&document);
        let spifs = payee.components.iter().filter(|it| it.id.as_str() == "spring").flat_map(|it| &it.earned);
        spifs.map(|it| (it.at, it.amount.to_major())).collect::<Vec<_>>()
    };
    for from in [None, Some("2027-04-01"), Some("2027-05-01"), Some("2027-06-01"), Some("2027-07-01")] {
        assert_eq!(paid(60_000.0, 60_000.0, from), [(5, 5_000.0)], "60,000 in April and in June, {from:?}");
        assert_eq!(paid(100_000.0, 100_000.0, from), [(3, 5_000.0)], "100,000 in April and in June, {from:?}");
        assert_eq!(paid(60_000.0, 30_000.0, from), [], "90,000 in all, {from:?}");
    }
}

#[test]
fn a_spif_that_has_the_id_of_a_component_is_told_and_gets_one_of_its_own_when_opened() {
    let mut document = one_seller(Component::default(), &[10_000.0; 12]);
    let id = document.plans[0].versions[0].components[0].id.clone();
    let spif = |id: &ComponentId| Spif {
        id: id.clone(),
        name: "Spring".to_owned(),
        measure: Measure::NewArr,
        from: day("2027-01-01"),
        to: day("2027-12-31"),
        amount: money(700.0),
        pays: SpifPays::Once { at: money(50_000.0) },
    };
    let taken = ComponentId::new(&[id.as_str(), "-spif"].concat());
    document.plans[0].versions[0].spifs = vec![spif(&id), spif(&taken)];
    capped(&mut document, None, "2027-04-01", None);
    let told: Vec<_> = validate(&document).into_iter().filter(|it| it.code == "duplicate_id").map(|it| it.at).collect();
    assert_eq!(told, [1, 2].map(|version| format!("plan/ae/{version}/spif/{id}")));
    let (opened, problems) = open(&to_value(&document)).unwrap();
    assert_eq!(problems.iter().map(|it| (it.at.as_str(), it.code)).collect::<Vec<_>>(), [("plan/ae", "spif_id_taken")]);
    let spifs = |at: usize| opened.plans[0].versions[at].spifs.iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
    assert_eq!(spifs(0), [format!("{id}-spif-2"), format!("{id}-spif")]);
    assert_eq!(spifs(1), spifs(0), "one id in all versions, so that what is paid once is");
    assert!(validate(&opened).iter().all(|it| it.code != "duplicate_id"));
    // 1,000 a month, and each SPIF once; the second version counts on.
    assert_eq!(sum(&payee(&opened).variable), 12_000.0 + 2.0 * 700.0);
    assert_eq!(open(&to_value(&opened)).unwrap(), (opened, Vec::new()));
}

#[test]
fn a_statement_says_which_cap_the_year_has() {
    let mut document = one_seller(Component::default(), &[30_000.0; 12]);
    capped(&mut document, Some(Rate::percent(150)), "2027-07-01", Some(Rate::percent(200)));
    let told = statement(&document, &SeatId::new("ae-1"), Span { from: 0, to: 11 }, Source::Forecast).unwrap();
    let cap = told.cap.unwrap();
    assert_eq!((cap.share(), cap.is_mixed()), (Rate::percent(175), true));
    assert_eq!((told.earned, told.capped), (money(21_000.0), money(-15_000.0)));
    let rows = rows(&document, &told, &Locale::default());
    let line = rows.iter().find(|row| row.title.starts_with("Cut by the cap")).unwrap();
    assert_eq!(line.note.replace('\u{a0}', " "), "175 % of target variable, each version\u{2019}s cap for its months");
}

#[test]
fn a_component_counts_with_the_weight_that_held() {
    let mut document = one_seller(Component::default(), &[10_000.0; 12]);
    let own = document.plans[0].versions[0].components[0].clone();
    let half =
        |id: &str, percent: i64| Component { id: ComponentId::new(id), weight: Rate::percent(percent), ..own.clone() };
    let score = |percent: i64| Component {
        measure: Measure::Objectives,
        target: Target::Ratio { ratio: Rate::ONE },
        ..half("score", percent)
    };
    document.plans[0].versions[0].components = vec![half("new", 80), score(20)];
    let mut next = document.plans[0].versions[0].clone();
    next.from = Some(day("2027-10-01"));
    next.components = vec![half("new", 40), score(60)];
    document.plans[0].versions.push(next);
    let outcome = evaluate(&document, &Env::default());
    let weights = |from: usize, to: usize| {
        let lines = payee_lines(&document, &outcome, None, Span { from, to });
        lines[0].components.iter().map(|it| (it.weight * 1e6).round() / 1e6).collect::<Vec<_>>()
    };
    assert_eq!(weights(0, 8), [0.8, 0.2]);
    assert_eq!(weights(9, 11), [0.4, 0.6]);
    // Nine months at 80 % and three at 40 %.
    assert_eq!(weights(0, 11), [0.7, 0.3]);
    // Half of quota is sold in the last quarter, and the score is met: 40 % x 50 % + 60 % x 100 %.
    let slow: Vec<f64> = [[10_000.0; 9].as_slice(), &[5_000.0; 3]].concat();
    document.segments[0].pipeline.opening = one_seller(own.clone(), &slow).segments[0].pipeline.opening.clone();
    let outcome = evaluate(&document, &Env::default());
    let lines = payee_lines(&document, &outcome, None, Span { from: 9, to: 11 });
    assert!((lines[0].attainment.unwrap() - 0.8).abs() < 1e-9, "{:?}", lines[0].attainment);
    // Their mean is nothing that anybody attained: each measure is told by itself.
    let totals = plan_totals(lines.iter());
    assert_eq!(totals.by_measure, [(Measure::NewArr, 0.5), (Measure::Objectives, 1.0)]);
    let (locale, usd) = (Locale::default(), Currency::USD);
    let earned = words_pay::earned(&totals, "FY2027", &locale, usd).replace('\u{a0}', " ");
    // 1,000 a month are the target: 400 are earned by half, 600 in full.
    assert_eq!(
        earned,
        "1 seat earns $2.4k in FY2027 against a target of $3k, at 50 % on New ARR and 100 % on Objectives on average, of the target of each."
    );
    let pay = |at: f64| money(if (at - 0.8).abs() < 1e-9 { 9_000.0 } else { at * 12_000.0 });
    let said = words_pay::curve(pay, &totals, &locale, usd);
    assert!(
        said.replace('\u{a0}', " ").ends_with(
            "The forecast has these people at 50 % on New ARR and 100 % on Objectives on average, of the target of each. With all of it at the mean of \
             these by weight, 80 %, the plan pays $9,000."
        ),
        "{said}"
    );
}

#[test]
fn the_cost_that_stays_is_that_of_a_year_in_which_the_version_holds() {
    let mut document = one_seller(Component::default(), &[10_000.0; 24]);
    document.settings.horizon_months = 24;
    capped(&mut document, None, "2028-04-01", None);
    let (ae, year) = (PlanId::new("ae"), |at: usize| Span { from: at * 12, to: at * 12 + 11 });
    assert_eq!(cost_span(&document, &ae, 0, year(1)), year(1), "it holds until March of the second year");
    document.plans[0].versions[1].from = Some(day("2028-01-01"));
    assert_eq!(cost_span(&document, &ae, 0, year(1)), year(0));
    assert_eq!(cost_span(&document, &ae, 1, year(1)), year(1));
    document.plans[0].versions[1].from = Some(day("2029-01-01"));
    assert_eq!(cost_span(&document, &ae, 1, year(1)), year(1), "it never holds");
}

#[test]
fn keeping_the_cost_says_what_several_versions_do_to_it() {
    let one = keeps_cost("FY2028", false, Currency::USD);
    let several = keeps_cost("FY2028", true, Currency::USD);
    assert!(several.starts_with(&one) && several.contains("OTE has no dates"));
    assert!(!one.contains("version"));
}
