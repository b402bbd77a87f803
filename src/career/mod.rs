//! A career seen from the other side of the table: roles, offers, and what one would really earn.
//!
//! Everything here belongs to the person and not to a plan: the [`Profile`] is kept apart from scenarios. An offer is rated by the same
//! engine as everyone's pay: it becomes a document with one seat (`seat`), and nothing here knows how commission is calculated.

mod abroad;
mod assumed;
pub mod cards;
mod cash;
mod compare;
pub mod fit;
mod flag;
mod from_role;
mod kind;
pub mod ladder;
pub mod letter;
mod offer;
mod pay_line;
mod profile;
mod question;
mod reckon;
mod salaries;
mod seat;
mod shape;
mod template;
mod view;
mod why;
mod worth;

pub use abroad::{Changed, Exchange};
pub use assumed::{Assumed, Usual, assumed};
pub use cards::{Card, card};
pub use cash::{Cash, CashMonth, SHOWN, cash, clawback_at_stake};
pub use compare::{BreakEven, break_evens};
pub use flag::{Flag, Issue, Level, Raised, flags, issues};
pub use from_role::offer_of_role;
pub use kind::{RoleKind, Track};
pub use offer::{Book, Equity, EquityKind, Hours, Offer, Told};
pub use pay_line::{PayLine, Piece};
pub use profile::{Needs, Profile};
pub use question::{Question, questions};
pub use reckon::{DRAWN, FARTHEST, Reckoned, Tenth, reckon};
pub use seat::{Desk, SEAT, desk};
pub use shape::{Shape, main_measure, shape_of, steps_are_usual, with_shape};
pub use template::{example, offer_for};
pub use view::{Attainment, Basis, SURVEY, SURVEY_AT_QUOTA, View, WIDTH, spread_of};
pub use why::{OfferField, OfferFigure};
pub use worth::{Repay, Travel, Worth};
