//! Pay: credits in, earned and paid amounts out. Forecast, deals, offers and what-if all feed this same rating.
//!
//! Order (PRODUCT 14): credit -> measure -> attainment -> gate -> rate -> deal kickers -> cap of a deal -> multiplier -> cap ->
//! rounding -> plan cap -> draw or guarantee -> clawback -> holdback and instalments -> paid.

mod clawback;
mod draw;
mod earn;
mod heads;
mod payout;
mod rate;
mod ratio;
mod step;
mod table;
mod window;

pub use clawback::claw_back;
pub use draw::{DrawLine, Dues, EarnedOver, settle_draw, settle_forgiven, settle_guarantee};
pub use earn::{ComponentTerms, DealPiece, Earned, Feed, Look, PayMonth, earn, earn_in_steps};
pub use heads::Heads;
pub use payout::pay_out;
pub use rate::{Basis, rate};
pub use ratio::Ratio;
pub use step::{Step, StepKind};
pub use table::{Slice, cut};
