//! Positions and their dated holders.

use crate::model::comp::{Component, FixedRate, fix_rate, pays_a_share};
use crate::model::{Document, Role, Segment};
use crate::text::tr;
use crate::units::{ComponentId, Money, Monthly, PersonId, PlanId, Rate, RoleId, SeatId, SegmentId, Yearly};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Someone who holds, held or will hold seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Person {
    /// Stable name.
    pub id: PersonId,
    /// Name on screen.
    pub name: String,
}

/// When a stint ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "date")]
pub enum StintEnd {
    /// Not known; attrition thins the stint.
    #[default]
    Open,
    /// Expected on this day; attrition thins the stint until then.
    Expected(NaiveDate),
    /// Certain: employed to this day inclusive, and not thinned before.
    Known(NaiveDate),
}

impl StintEnd {
    /// The last day, if there is one.
    pub const fn date(self) -> Option<NaiveDate> {
        match self {
            StintEnd::Open => None,
            StintEnd::Expected(date) | StintEnd::Known(date) => Some(date),
        }
    }
}

/// A time away without quota, capacity or base pay; both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// What one person has instead of the terms of the role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Overrides {
    /// Base pay.
    pub base: Option<Yearly<Money>>,
    /// On-target earnings.
    pub ote: Option<Yearly<Money>>,
    /// Quota in ARR.
    pub quota_arr: Option<Yearly<Money>>,
    /// Draw, in place of the plan's amount.
    pub draw: Option<Monthly<Money>>,
    /// Most variable pay in a fiscal year, as a multiple of target variable, in place of the plan's cap.
    pub cap: Option<Rate>,
    /// Commission rates, by component of the plan: a fixed share of credit on the first tier that pays. Tiers above keep their
    /// proportion to it, as they do where the plan's own rate is typed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rates: BTreeMap<ComponentId, Rate>,
}

impl Overrides {
    /// The rate of one's own for a component; none where there is none, it is zero, or the component pays no share of money.
    pub fn rate_of(&self, component: &Component) -> Option<Rate> {
        let own = self.rates.get(&component.id).copied();
        own.filter(|rate| rate.ppm() > 0 && pays_a_share(component))
    }

    /// A component as it pays at a rate of one's own; none where the plan's rate holds.
    pub fn component(&self, component: &Component) -> Option<Component> {
        let rate = self.rate_of(component)?;
        let mut own = component.clone();
        fix_rate(&mut own, FixedRate::Share(rate));
        Some(own)
    }
}

/// A person's time in a seat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stint {
    /// Who; absent for someone still to be hired.
    pub person: Option<PersonId>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: StintEnd,
    /// Times away.
    pub leave: Vec<Leave>,
    /// What differs from the role's terms.
    pub overrides: Overrides,
    /// The chance that an open requisition is filled. It thins heads, capacity, quota and pay of someone still to be hired, and is
    /// ignored where a person is named.
    pub likelihood: Rate,
}

impl Default for Stint {
    fn default() -> Self {
        Stint {
            person: None,
            from: NaiveDate::default(),
            to: StintEnd::Open,
            leave: Vec::new(),
            overrides: Overrides::default(),
            likelihood: Rate::ONE,
        }
    }
}

/// A position. Backfill, promotion and year-to-date pay follow the person; accounts, quota and reports stay with the seat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Seat {
    /// Stable name.
    pub id: SeatId,
    /// What the seat does.
    pub role: RoleId,
    /// The segment it serves; absent: all of them.
    pub segment: Option<SegmentId>,
    /// The seat it reports to.
    pub manager: Option<SeatId>,
    /// A plan of its own; absent: that of its terms.
    pub plan: Option<PlanId>,
    /// Its holders, in order of time.
    pub stints: Vec<Stint>,
    /// Whether it is filled again when somebody leaves; absent: as its terms say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backfill: Option<bool>,
}

impl Default for Seat {
    fn default() -> Self {
        Seat {
            id: SeatId::new("seat"),
            role: RoleId::new(""),
            segment: None,
            manager: None,
            plan: None,
            stints: vec![Stint::default()],
            backfill: None,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod schema {
    use super::{Leave, Overrides, Stint, StintEnd};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for StintEnd {
        fn schema_name() -> Cow<'static, str> {
            "StintEnd".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": "object",
                "properties": { "kind": { "enum": ["open", "expected", "known"] }, "date": { "type": "string", "format": "date" } },
                "required": ["kind"]
            })
        }
    }

    impl JsonSchema for Leave {
        fn schema_name() -> Cow<'static, str> {
            "Leave".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": "object",
                "properties": { "from": { "type": "string", "format": "date" }, "to": { "type": "string", "format": "date" } },
                "required": ["from", "to"]
            })
        }
    }

    impl JsonSchema for Stint {
        fn schema_name() -> Cow<'static, str> {
            "Stint".into()
        }
        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let (end, leave, overrides, likelihood) = (
                generator.subschema_for::<StintEnd>(),
                generator.subschema_for::<Vec<Leave>>(),
                generator.subschema_for::<Overrides>(),
                generator.subschema_for::<crate::units::Rate>(),
            );
            json_schema!({
                "type": "object",
                "properties": {
                    "person": { "type": ["string", "null"] },
                    "from": { "type": "string", "format": "date" },
                    "to": end, "leave": leave, "overrides": overrides, "likelihood": likelihood
                }
            })
        }
    }
}

/// What a seat with this role and segment does and where: `Account executive, SMB`.
pub fn duty(roles: &[Role], segments: &[Segment], role: &RoleId, segment: Option<&SegmentId>) -> String {
    let name = roles.iter().find(|it| it.id == *role).map_or(role.as_str(), |it| it.name.as_str());
    match segment.map(|id| segments.iter().find(|it| it.id == *id).map_or(id.as_str(), |it| it.name.as_str())) {
        Some(segment) => format!("{name}, {segment}"),
        None => name.to_owned(),
    }
}

impl Document {
    /// What a seat is called where one name has to do: its holder, else what is to be done there, `Open: Account executive, Mid-market`.
    pub fn called(&self, seat: &Seat) -> String {
        let person = seat.stints.last().and_then(|it| self.person(it.person.as_ref()?));
        match person.map(|it| it.name.as_str()).filter(|name| !name.is_empty()) {
            Some(name) => name.to_owned(),
            None => tr!("Open: {}", duty(&self.roles, &self.segments, &seat.role, seat.segment.as_ref())),
        }
    }

    /// Whether a seat reports to another, directly or through others.
    pub fn reports_to(&self, seat: &SeatId, leader: &SeatId) -> bool {
        let leader_of = |id: &SeatId| self.seat(id).and_then(|it| it.manager.clone());
        let mut at = leader_of(seat);
        for _ in 0..self.seats.len() {
            match at {
                Some(id) if id == *leader => return true,
                Some(id) => at = leader_of(&id),
                None => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn a_seat_reports_to_its_leader_s_leader_too() {
        let mut document = sample::company();
        let (ae, cro) = (SeatId::new("ae-smb-1"), SeatId::new("cro"));
        assert!(document.reports_to(&ae, &cro));
        assert!(!document.reports_to(&cro, &ae));
        document.seats[0].manager = Some(SeatId::new("sm-smb"));
        assert!(!document.reports_to(&SeatId::new("amd"), &SeatId::new("nobody")));
    }
}
