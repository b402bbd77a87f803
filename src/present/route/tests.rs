//! Addresses are read as they are written, those of before too.

use super::*;

fn against(plan: &str, version: Option<usize>, scenario: Option<&str>) -> Route {
    let other = PlanOf { plan: plan.into(), version, scenario: scenario.map(str::to_owned) };
    Route::PayAgainst { plan: Some("ae".into()), other }
}

#[test]
fn every_address_is_read_back() {
    for route in [
        Route::Overview,
        Route::team(TeamPart::Roster),
        Route::team(TeamPart::Capacity),
        Route::team(TeamPart::Cost),
        Route::team(TeamPart::Roles),
        Route::territories(TerritoriesPart::Accounts),
        Route::territories(TerritoriesPart::Segments),
        Route::territories(TerritoriesPart::Assign),
        Route::pay(Some("ae".into())),
        Route::pay(None),
        Route::Pay { plan: Some("ae".into()), part: PayPart::Cost },
        Route::Pay { plan: None, part: PayPart::People },
        Route::Pay { plan: Some("ae".into()), part: PayPart::Against },
        against("am", None, None),
        against("ae", Some(2), None),
        against("a/1", None, Some("s@3")),
        Route::forecast(None),
        Route::Forecast { segment: Some("smb".into()), part: ForecastPart::Goals },
        Route::Forecast { segment: None, part: ForecastPart::Goals },
        Route::assumptions(Some("smb".into())),
        Route::assumptions(None),
        Route::Forecast { segment: None, part: ForecastPart::Cohorts },
        Route::Forecast { segment: None, part: ForecastPart::Actuals },
        Route::roles(RolesPart::Offers),
        Route::roles(RolesPart::Roles),
        Route::roles(RolesPart::Fit),
        Route::roles(RolesPart::Ladder),
        Route::OfferOf { role: "ae".into(), segment: Some("mid-market".into()) },
        Route::OfferOf { role: "Süd / 1".into(), segment: None },
        Route::Offer { id: 7 },
        Route::data(DataPart::Scenarios),
        Route::data(DataPart::Import),
        Route::data(DataPart::Take),
        Route::data(DataPart::Settings),
        Route::compare(Vec::new()),
        Route::compare(vec!["a/1,2".into(), "b@3".into()]),
        Route::Compare { with: Vec::new(), measure: Some(Measure::CompCost) },
        Route::Compare { with: vec!["a".into()], measure: Some(Measure::NetBurn) },
        Route::guide(Topic::PlanTeam),
        Route::Guide { topic: Topic::Metrics, at: "nrr-cohort".into() },
        Route::Shared { link: "s/1/AbC-_9".into() },
    ] {
        assert_eq!(Route::parse(&route.to_string()), route);
    }
    let statement =
        |seat: &str, period: &str, holder| Route::Statement { seat: seat.into(), period: period.into(), holder };
    for route in [
        statement("ae-smb-1", "FY2027-Q1", None),
        statement("ae-smb-1", "2027-01", Some(2)),
        statement("ae-smb-1", "", None),
        statement("Süd / 5 %", "FY2027", None),
    ] {
        assert_eq!(Route::parse(&route.to_string()), route);
        assert_eq!(route.page(), Page::Pay);
    }
    assert_eq!(statement("ae-1", "FY2027-Q1", None).to_string(), "#/pay/statement/ae-1/FY2027-Q1");
    assert_eq!(Route::parse("#/pay/statement"), Route::pay(Some("statement".into())));
    assert_eq!(Route::parse("#/pay/statement/50%"), statement("50%", "", None));
    assert_eq!(Route::parse("#/nowhere"), Route::Overview);
    // Addresses that name what is to be done there, as links and bookmarks of before have them.
    for table in ["customers", "deals", "people", "actuals"] {
        assert_eq!(Route::parse(&format!("#/data/{table}")), Route::data(DataPart::Import));
    }
    assert_eq!(Route::parse("#/data/share"), Route::data(DataPart::Take));
    assert_eq!(Route::parse("#/data/nothing"), Route::data(DataPart::Scenarios));
    assert_eq!(Route::of_input("settings/horizon_months"), Route::data(DataPart::Settings));
    assert_eq!(Route::parse("#/guide"), Route::guide(Topic::PlanTeam));
    assert_eq!(Route::parse("#/guide/nothing"), Route::guide(Topic::PlanTeam));
    assert_eq!(Route::parse("#/team/nothing"), Route::team(TeamPart::Roster));
    assert_eq!(Route::team(TeamPart::Capacity).to_string(), "#/team/capacity");
    assert_eq!(Route::of_input("role/ae/smb/quota"), Route::team(TeamPart::Roles));
    assert_eq!(Route::of_input("seat/ae-1/1/base"), Route::team(TeamPart::Roster));
    assert_eq!(Route::of_input("segment/smb/target/2/arr"), Route::team(TeamPart::Capacity));
    assert_eq!(Route::of_input("segment/smb/retention/renewal"), Route::assumptions(Some("smb".into())));
    assert_eq!(Route::of_input("segment/smb/source/web/leads_month"), Route::assumptions(Some("smb".into())));
    assert_eq!(Route::of_input("segment/*/retention/renewal"), Route::assumptions(None));
    assert_eq!(Route::of_input("segment/smb/satisfaction_month"), Route::forecast(Some("smb".into())));
    assert_eq!(Route::of_input("assumptions/seasonality/03"), Route::assumptions(None));
    assert_eq!(Route::assumptions(None).to_string(), "#/forecast//assumptions");
    let cost = Route::Pay { plan: None, part: PayPart::Cost };
    assert_eq!(Route::of_input("assumptions/attainment/mean"), cost);
    assert_eq!(Route::of_input("assumptions/handover/months"), Route::pay(None));
    assert_eq!(Route::of_input("assumptions/capacity_history/1/lost"), Route::team(TeamPart::Capacity));
    assert_eq!(Route::of_input("costs/tools"), Route::team(TeamPart::Cost));
    assert_eq!(Route::of_input("costs/marketing"), Route::assumptions(None));
    assert_eq!(Route::of_input("territory/tier/a/share"), Route::territories(TerritoriesPart::Segments));
    let goals = Route::Forecast { segment: None, part: ForecastPart::Goals };
    assert_eq!(Route::of_input("goal"), goals);
    assert_eq!(Route::of_input("deals"), Route::Pay { plan: None, part: PayPart::People });
}
