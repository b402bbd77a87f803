//! The rules of what stands beside components: SPIFs, what one person has, and the plan as a whole.

/// Section, name, meaning, formula, step of the calculation, and the test that proves it.
pub(super) type Beside = [&'static str; 6];

const SPIF: &str = "statements: spifs_pay_for_each_deal_or_once";

/// All of them.
pub(super) const BESIDE: [Beside; 7] = [
    [
        "SPIF",
        "For each deal",
        "a sum for each deal of its days that is large enough",
        "sum x number of deals",
        "kickers",
        SPIF,
    ],
    [
        "SPIF",
        "Once",
        "a sum once the credit of its days reaches an amount",
        "sum, if credit >= amount",
        "kickers",
        SPIF,
    ],
    [
        "SPIF",
        "Once, over several versions",
        "a later version of the plan that has the SPIF too, by its id, counts on, and what was paid is not paid again",
        "credit = that of its days in the months of versions that have it, up to now; 0 once a version has paid it",
        "kickers",
        "statements: a_sum_that_is_paid_once_counts_on_and_stays_paid_in_later_versions_of_the_plan",
    ],
    [
        "Person",
        "Own rate",
        "one person's commission rate in place of the plan's",
        "the share on the first tier that pays; tiers above keep their proportion to it",
        "rate",
        "people_carry: a_rate_of_ones_own_holds_for_one_person_and_accelerators_stay_accelerators",
    ],
    [
        "Person",
        "Expected in part",
        "an open seat is paid by the chance that it is filled, a holder by the attrition of the role, and so is whoever is expected to follow",
        "pay of one whole person x expected heads; on own credit, which is in that proportion: bounds and sums in money or in units x expected \
         heads. So are the cap of the plan and a SPIF that pays once",
        "rounding",
        "expected_heads: an_open_seat_that_is_filled_with_some_chance_costs_that_share_of_a_filled_one",
    ],
    [
        "Plan",
        "Cap on the year",
        "most variable pay of a fiscal year, as a multiple of target variable",
        "min(earned to date, multiple x variable) - earned before",
        "cap of the plan",
        "scenarios: a_cap_on_the_year_stops_pay_once_it_is_reached",
    ],
    [
        "Plan",
        "Cap of several versions",
        "where versions with different caps hold in a fiscal year, each cap counts for its months",
        "multiple = sum over the 12 months of the cap that holds / 12; months without a cap add nothing and are not cut",
        "cap of the plan",
        "people_carry: caps_of_several_versions_count_for_their_months",
    ],
];
