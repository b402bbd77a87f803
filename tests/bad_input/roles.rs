//! Roles, their terms, and who may go without a plan or a quota.

use super::*;

#[test]
fn roles_and_their_terms() {
    check(
        |it| terms(it, "ae").ote = Yearly::new(Money::from_major(50_000)),
        &[
            "error at role/ae/smb/ote: OTE of 50000 a year is below base pay of 60000, so target variable counts as zero; raise OTE or lower base pay",
        ],
    );
    check(
        |it| terms(it, "ae").quota = None,
        &[
            "error at role/ae/smb/quota: component “New business” of plan “Account executive” pays on the quota of this role, which has none; enter one, or give the component a target of its own",
        ],
    );
    check(
        |it| terms(it, "ae").quota = Some(Quota::Arr { amount: Money::ZERO, per: Cadence::Year }),
        &[
            "error at role/ae/smb/quota: component “New business” of plan “Account executive” pays on the quota of this role, which is zero; enter one",
        ],
    );
    check(
        |it| terms(it, "ae").quota = Some(Quota::Units { count: 12, per: Cadence::Quarter }),
        &[
            "error at role/ae/smb/quota: component “New business” of plan “Account executive” counts ARR, but the quota is 12 opportunities a quarter; set a quota in ARR",
        ],
    );
    check(
        |it| terms(it, "sdr").quota = Some(Quota::Arr { amount: Money::from_major(9), per: Cadence::Month }),
        &[
            "error at role/sdr/any/quota: component “Qualified opportunities” of plan “SDR” counts opportunities, but the quota is 9 of ARR a month; set a quota in opportunities",
        ],
    );
    check(
        |it| terms(it, "ae").plan = Some(PlanId::new("gone")),
        &["error at role/ae/smb: there is no pay plan “gone”, so nothing variable is paid; choose one that exists"],
    );
    check(
        |it| terms(it, "ae").plan = None,
        &["warning at role/ae/smb: variable pay of 60000 a year is promised, but no pay plan pays it; choose one"],
    );
    check(
        |it| (terms(it, "se").base, terms(it, "se").ote) = Default::default(),
        &[
            "warning at role/se/any/ote: there are seats with these terms, but no pay is entered; enter base pay and OTE",
        ],
    );
    check(
        |it| terms(it, "ae").segment = Some(SegmentId::new("micro")),
        &["error at role/ae/micro: there is no segment “micro”; add it, or remove this row of terms"],
    );
    check(
        |it| {
            let role = it.roles.iter_mut().find(|role| role.id.as_str() == "am").unwrap();
            role.terms.truncate(1);
            terms(it, "am").segment = Some(SegmentId::new("smb"));
        },
        &[
            "error at seat/am-2: role “Account manager” has no terms for a seat in segment “mid-market”; add a row of terms, or choose another segment",
            "error at seat/am-3: role “Account manager” has no terms for a seat in segment “mid-market”; add a row of terms, or choose another segment",
            "error at seat/am-4: role “Account manager” has no terms for a seat in segment “enterprise”; add a row of terms, or choose another segment",
            "error at seat/am-5: role “Account manager” has no terms for a seat in segment “enterprise”; add a row of terms, or choose another segment",
            "error at seat/am-6: role “Account manager” has no terms for a seat in segment “mid-market”; add a row of terms, or choose another segment",
        ],
    );
    check(
        |it| {
            let role = it.roles.iter_mut().find(|role| role.id.as_str() == "se").unwrap();
            role.terms.push(Terms::default());
        },
        &[
            "error at role/se/any: there are two rows of terms for the same segment, and only the first counts; remove one",
        ],
    );
    check(
        |it| it.roles.iter_mut().find(|role| role.id.as_str() == "cro").unwrap().terms.clear(),
        &["error at role/cro: there are no terms, so nobody in this role has pay or a quota; add a row of terms"],
    );
    check(
        |it| terms(it, "ae").attrition_year = Rate::ONE,
        &[
            "warning at role/ae/smb/attrition_year: everyone leaves at the end of their first month at 100 % a year; lower it",
        ],
    );
    check(
        |it| terms(it, "ae").expected_attainment = Rate::ZERO,
        &[
            "warning at role/ae/smb/expected_attainment: nobody in this role is expected to reach any of the quota; enter a share such as 80 %",
        ],
    );
    check(
        |it| terms(it, "ae").ramp.productivity = [20, 50, 40, 110].map(Rate::percent).to_vec(),
        &[
            "note at role/ae/smb/ramp/productivity/03: productivity falls from 50 % in tenure month 2 to 40 % in the next; check the ramp",
            "note at role/ae/smb/ramp/productivity/04: productivity is 110 % in tenure month 4, more than after the ramp; check the ramp",
        ],
    );
    check(
        |it| terms(it, "am").book_capacity = Some(Money::ZERO),
        &[
            "warning at role/am/smb/book_capacity: one person can look after no ARR at all; enter how much, or leave it empty",
        ],
    );
    check(
        |it| terms(it, "cro").span.as_mut().unwrap().low = 9,
        &["warning at role/cro/any/span/low: the fewest direct reports (9) are more than the most (7); exchange them"],
    );
}

#[test]
fn sellers_without_a_plan_still_need_a_quota() {
    let own_target = |it: &mut Document| {
        commission(it).target = Target::Amount { amount: Money::from_major(500_000), per: Cadence::Year };
    };
    check(
        |it| {
            own_target(it);
            terms(it, "ae").quota = None;
        },
        &["warning at role/ae/smb/quota: sellers without a quota have no selling capacity; enter one"],
    );
    check(
        |it| {
            own_target(it);
            terms(it, "ae").quota = Some(Quota::Units { count: 9, per: Cadence::Month });
        },
        &["error at role/ae/smb/quota: sellers of new business need a quota in ARR; this one counts units"],
    );
}
