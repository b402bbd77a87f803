//! Seats: what they refer to, who leads them, and the time people hold them.

use super::*;

#[test]
fn seats_and_what_they_refer_to() {
    check(
        |it| seat(it, "ae-smb-1").role = RoleId::new("wizard"),
        &[
            "error at seat/ae-smb-1: there is no role “wizard”, so the seat has no pay and no quota; choose one that exists",
        ],
    );
    check(
        |it| seat(it, "ae-smb-1").role = RoleId::new(""),
        &["error at seat/ae-smb-1: the seat has no role, so it has no pay and no quota; choose one"],
    );
    check(
        |it| seat(it, "am-1").segment = Some(SegmentId::new("moon")),
        &["error at seat/am-1: there is no segment “moon”, so the seat counts as serving all; choose one that exists"],
    );
    check(
        |it| seat(it, "am-1").manager = Some(SeatId::new("ghost")),
        &["error at seat/am-1: it reports to “ghost”, which is no seat; choose a manager among the seats"],
    );
    check(
        |it| seat(it, "am-1").plan = Some(PlanId::new("gone")),
        &["error at seat/am-1: there is no pay plan “gone”, so nothing variable is paid; choose one that exists"],
    );
    check(
        |it| seat(it, "am-1").stints[0].person = Some(PersonId::new("nobody")),
        &["error at seat/am-1: its holder “nobody” is not among the people; add them, or leave the name open"],
    );
    check(
        |it| {
            let copy = seat(it, "ae-smb-7").clone();
            it.seats.push(copy);
        },
        &[
            "error at seat/ae-smb-7: the id “ae-smb-7” stands more than once, so it is not clear which one is meant; rename one",
        ],
    );
    check(
        |it| it.people.push(Person { id: PersonId::new("ama-abara"), name: "Ama Abara".into() }),
        &[
            "error at person/ama-abara: the id “ama-abara” stands more than once, so it is not clear which one is meant; rename one",
        ],
    );
    check(
        |it| seat(it, "am-1").manager = None,
        &["note at seat/am-1: the seat reports to nobody, so it counts in no team; choose its manager"],
    );
    check(
        |it| seat(it, "am-1").stints.clear(),
        &["warning at seat/am-1: nobody ever holds the seat; add a holder or a planned start"],
    );
    check(
        |it| seat(it, "ae-smb-7").stints[0].from = day("2031-01-01"),
        &[
            "note at seat/ae-smb-7: it is filled on 1 Jan 2031, after the plan ends, and so has no effect; plan longer or start earlier",
        ],
    );
}

#[test]
fn managers_in_a_circle_are_named_once_with_the_chain() {
    check(
        |it| seat(it, "cro").manager = Some(SeatId::new("ae-smb-1")),
        &[
            "error at seat/cro: these seats report to each other in a circle: cro → ae-smb-1 → sm-smb → cro; let one of them report to someone else",
        ],
    );
    check(
        |it| seat(it, "amd").manager = Some(SeatId::new("amd")),
        &["error at seat/amd: the seat reports to itself; choose another manager"],
    );
    check(
        |it| {
            seat(it, "se-1").manager = Some(SeatId::new("se-2"));
            seat(it, "se-2").manager = Some(SeatId::new("se-1"));
            seat(it, "se-3").manager = Some(SeatId::new("se-1"));
            seat(it, "am-1").manager = Some(SeatId::new("am-1"));
        },
        &[
            "error at seat/se-1: these seats report to each other in a circle: se-1 → se-2 → se-1; let one of them report to someone else",
            "error at seat/am-1: the seat reports to itself; choose another manager",
        ],
    );
}

#[test]
fn the_time_people_hold_seats() {
    check(
        |it| seat(it, "am-1").stints[0].to = StintEnd::Known(day("2024-06-30")),
        &[
            "error at seat/am-1: the last day, 30 Jun 2024, comes before the first, 1 Jul 2024; exchange or correct them",
        ],
    );
    let next = |from: &str| Stint { from: day(from), ..Stint::default() };
    check(
        |it| seat(it, "am-1").stints.push(next("2027-03-01")),
        &[
            "error at seat/am-1: the holder from 1 Jul 2024 has no last day, and the next begins on 1 Mar 2027; enter the last day",
        ],
    );
    check(
        |it| {
            seat(it, "am-1").stints[0].to = StintEnd::Expected(day("2027-03-01"));
            seat(it, "am-1").stints.push(next("2027-03-01"));
        },
        &[
            "error at seat/am-1: one holder stays to 1 Mar 2027 and the next begins on 1 Mar 2027; let one end before the next begins",
        ],
    );
    check(
        |it| seat(it, "am-1").stints.insert(0, Stint { to: StintEnd::Known(day("2028-01-01")), ..next("2027-03-01") }),
        &[
            "error at seat/am-1: the holder from 1 Jul 2024 stands after the one from 1 Mar 2027; put holders in order of time",
        ],
    );
    let leave = |from: &str, to: &str| Leave { from: day(from), to: day(to) };
    check(
        |it| seat(it, "am-1").stints[0].leave = vec![leave("2027-05-10", "2027-05-01")],
        &["error at seat/am-1: a leave ends on 1 May 2027, before it begins on 10 May 2027; exchange or correct them"],
    );
    check(
        |it| seat(it, "am-1").stints[0].leave = vec![leave("2024-06-01", "2024-08-01")],
        &[
            "warning at seat/am-1: a leave from 1 Jun 2024 to 1 Aug 2024 lies outside the holder's time in the seat; shorten it",
        ],
    );
    check(
        |it| {
            seat(it, "am-1").stints[0].leave =
                vec![leave("2027-06-01", "2027-06-30"), leave("2027-05-01", "2027-06-01")]
        },
        &[
            "error at seat/am-1: two leaves overlap (to 1 Jun 2027 and from 1 Jun 2027), and the days count twice; make one of them",
        ],
    );
    check(
        |it| seat(it, "am-2").stints[0].person = Some(PersonId::new("owen-wren")),
        &[
            "error at seat/am-1: Owen Wren holds this seat and “am-2” at once from 1 Jul 2024 on; end one before the other begins",
        ],
    );
    check(
        |it| seat(it, "am-1").stints[0].overrides.base = Some(Yearly::new(Money::from_major(500_000))),
        &[
            "error at seat/am-1/1/ote: OTE of 90000 a year is below base pay of 500000, so target variable counts as zero; raise OTE or lower base pay",
        ],
    );
    check(
        |it| seat(it, "sdr-1").stints[0].overrides.quota_arr = Some(Yearly::new(Money::from_major(9))),
        &[
            "error at seat/sdr-1/1/quota: the holder's own quota is 9 of ARR, but the role counts opportunities; remove it",
        ],
    );
    check(
        |it| seat(it, "ae-smb-1").stints[0].overrides.quota_arr = Some(Yearly::new(Money::ZERO)),
        &[
            "error at seat/ae-smb-1/1/quota: the holder's own quota is zero, so nothing can be attained; enter one, or leave it empty",
        ],
    );
}

#[test]
fn a_promotion_from_one_seat_to_the_next_is_no_problem() {
    check(
        |it| {
            seat(it, "ae-smb-1").stints[0].to = StintEnd::Known(day("2027-05-31"));
            seat(it, "ae-mm-7").stints[0] =
                Stint { person: Some(PersonId::new("ama-abara")), from: day("2027-06-01"), ..Stint::default() };
        },
        &[],
    );
}

#[test]
fn a_team_that_brings_in_nothing_of_the_kind_is_named_at_the_seat() {
    check(
        |it| {
            let role = it.roles.iter_mut().find(|role| role.id.as_str() == "cro").unwrap();
            role.function = Function::SalesManagement;
            version(it, "cro").components[0].scope = Scope::Pod;
        },
        &[
            "warning at seat/cro: “New business” of plan “Chief revenue officer” counts what seats with the same manager bring in, and none brings in any, so that part of pay is never earned; choose another plan for this seat",
        ],
    );
}
