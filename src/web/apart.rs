//! The parts of the program that load when they are first needed: what reads and writes scenarios, and the pages.
//!
//! The release is cut here (`tools/split.mjs`): what only one part uses travels with it, what two share becomes a part of its own, and
//! everything else is the main program. In development and in tests the program is whole, and these functions are ready at once.
//!
//! Invariant: a part is reached only through its function here; a direct call from the main program would pull it back in.

use crate::present::Page;
use crate::web::beginning::Begin;
use crate::web::cabinet::{Opening, opening};
use crate::web::finder::Find;
use crate::web::page::{Compare, Data, Forecast, Guide, Overview, Pay, Report, Roles, Team, Territories};
use leptos::prelude::*;

/// A part did not arrive: the connection is down, or the site has been published anew since this page was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

/// Puts a page on screen.
pub type Put = fn() -> AnyView;

/// A function whose code is the part of the program with this name.
macro_rules! apart {
    ($(#[$meta:meta])* $part:ident, $name:ident, $made:ty, $body:expr) => {
        #[cfg(feature = "split")]
        mod $name {
            // The macro declares what it imports from the part and exports to it, which Rust counts as unsafe.
            #![allow(unsafe_code, missing_docs)]
            use super::*;
            #[allow(improper_ctypes_definitions)]
            #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
            pub fn $name() -> Result<$made, leptos::wasm_split::SplitLoaderError> {
                Ok($body)
            }
        }
        $(#[$meta])*
        pub async fn $name() -> Result<$made, Missing> {
            #[cfg(feature = "split")]
            return $name::$name().await.map_err(|_| Missing);
            #[cfg(not(feature = "split"))]
            Ok($body)
        }
    };
}

apart!(
    /// The place where scenarios are kept, which begins to bring back what the browser lost.
    store, cabinet, Opening, opening()
);
apart!(
    /// The page that sums everything up.
    overview, overview, Put, || view! { <Overview/> }.into_any()
);
apart!(
    /// Structure, head count, roles and ramps.
    plan, team, Put, || view! { <Team/> }.into_any()
);
apart!(
    /// Pay plans.
    plan, pay, Put, || view! { <Pay/> }.into_any()
);
apart!(
    /// Revenue from acquisition and retention.
    plan, forecast, Put, || view! { <Forecast/> }.into_any()
);
apart!(
    /// Accounts, tiers, territories.
    more, territories, Put, || view! { <Territories/> }.into_any()
);
apart!(
    /// Scenarios side by side.
    more, compare, Put, || view! { <Compare/> }.into_any()
);
apart!(
    /// Roles compared, and offers.
    more, roles, Put, || view! { <Roles/> }.into_any()
);
apart!(
    /// Windows over the page: finding everything by typing, keys, a plan from a few figures.
    more, windows, Put, || view! { <Find/><Begin/> }.into_any()
);
apart!(
    /// Scenarios, imports, files and settings.
    more, data, Put, || view! { <Data/> }.into_any()
);
apart!(
    /// The plan on paper.
    more, report, Put, || view! { <Report/> }.into_any()
);

apart!(
    /// How to do what, and how it is reckoned.
    more, guide, Put, || view! { <Guide/> }.into_any()
);

/// Fetches a page.
pub async fn page(page: Page) -> Result<Put, Missing> {
    match page {
        Page::Overview => overview().await,
        Page::Team => team().await,
        Page::Pay => pay().await,
        Page::Territories => territories().await,
        Page::Forecast => forecast().await,
        Page::Compare => compare().await,
        Page::Roles => roles().await,
        Page::Data => data().await,
        Page::Report => report().await,
        Page::Guide => guide().await,
    }
}
