//! The scenario that differences are measured from.

use super::Chosen;
use crate::engine::compare::{BridgeMethod, Measure, Months, bridge};
use crate::engine::{Env, Outcome, evaluate};
use crate::model::Document;
use crate::present::ReportSection;
use crate::present::report::{Differences, differences};
use crate::text::tr;
use crate::web::app::{App, today};
use leptos::prelude::*;
use std::sync::Arc;

/// What was entered, and what follows from it.
type Side = Arc<(Document, Outcome)>;

/// The base, as handles.
#[derive(Clone, Copy)]
pub(super) struct Against {
    base: Memo<Option<Result<Side, String>>>,
    /// What differs from it; nothing without a base.
    pub found: Memo<Option<Differences>>,
}

impl Against {
    pub(super) fn new(app: App, chosen: Chosen) -> Against {
        let id =
            Memo::new(move |_| chosen.0.with(|it| it.base.clone().filter(|_| it.shows(ReportSection::Differences))));
        let base = Memo::new_with_compare(
            move |_| {
                let id = id.get()?;
                // Another tab may have saved it, or put it into the bin.
                let known = app.shelf.others().iter().any(|it| it.0 == id);
                if !known {
                    return Some(Err(
                        tr!("The scenario to compare with is no longer there. Choose another one.").to_owned()
                    ));
                }
                Some(app.shelf.peek(&id).map(|document| {
                    let outcome = evaluate(&document, &Env { today: today() });
                    Arc::new((document, outcome))
                }))
            },
            |_, _| true,
        );
        let found = Memo::new(move |_| {
            base.with(|base| {
                let (old, before) = match base {
                    Some(Ok(side)) => (&side.0, &side.1),
                    Some(Err(_)) | None => return None,
                };
                let locale = app.locale.get();
                app.document.with(|new| {
                    app.outcome.with(|now| {
                        let bridge = Months::last_year(before, now).and_then(|months| {
                            let measure = Measure::first_moved(before, now, months);
                            bridge((old, before), (new, now), (measure, months), BridgeMethod::Ordered)
                        });
                        let (base, open) = ((old.name.as_str(), before), (new.name.as_str(), &**now));
                        Some(differences((old, base), (new, open), bridge.as_ref(), &locale))
                    })
                })
            })
        });
        Against { base, found }
    }

    pub(super) fn here() -> Against {
        expect_context::<Against>()
    }

    /// The name of the base.
    pub(super) fn name(self) -> String {
        self.base.with(|it| match it {
            Some(Ok(side)) => side.0.name.clone(),
            Some(Err(_)) | None => String::new(),
        })
    }

    /// Why it cannot be read.
    pub(super) fn trouble(self) -> Option<String> {
        self.base.with(|it| it.as_ref().and_then(|it| it.as_ref().err().cloned()))
    }
}
