//! What the parts of the page work out of accounts, each once for each change of what it depends on.

use crate::model::{Account, TerritorySettings};
use crate::territory::position::{Position, positions};
use crate::territory::segment::{Segmentation, segment};
use crate::territory::workload::{Hours, all_hours};
use crate::web::app::App;
use leptos::prelude::*;
use std::sync::Arc;

/// Memos over the accounts. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    /// The account table.
    pub accounts: Memo<Arc<Vec<Account>>>,
    /// How they are rated and served.
    pub settings: Memo<TerritorySettings>,
    /// Scores and tiers.
    pub segmentation: Memo<Arc<Segmentation>>,
    /// Hours a year of each.
    pub hours: Memo<Arc<Vec<Hours>>>,
    /// Where each lies.
    pub positions: Memo<Arc<Vec<Option<Position>>>>,
}

impl Facts {
    /// Starts with the document.
    pub fn new(app: App) -> Facts {
        // Compared by place: ten thousand accounts are not looked through at each keystroke elsewhere.
        let accounts = Memo::new_with_compare(
            move |_| app.document.with(|document| document.accounts.clone()),
            |before, now| !before.zip(now).is_some_and(|(before, now)| Arc::ptr_eq(before, now)),
        );
        let settings = Memo::new(move |_| app.document.with(|document| document.territory.clone()));
        let segmentation = Memo::new(move |_| {
            accounts.track();
            settings.track();
            Arc::new(app.document.with_untracked(segment))
        });
        let hours = Memo::new(move |_| {
            let segmentation = segmentation.get();
            Arc::new(app.document.with_untracked(|document| all_hours(document, &segmentation)))
        });
        let positions = Memo::new(move |_| Arc::new(accounts.with(|accounts| positions(accounts))));
        Facts { accounts, settings, segmentation, hours, positions }
    }

    /// The facts, from any component of the page.
    pub fn here() -> Facts {
        expect_context::<Facts>()
    }
}
