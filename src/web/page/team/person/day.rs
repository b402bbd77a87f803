//! A field for a day of a holder, which says at once why a day cannot be.

use crate::edit::{Command, StintError};
use crate::model::Document;
use crate::present::number::{parse_date, show_date};
use crate::text::tr;
use crate::web::app::{App, sentence};
use crate::web::ui::Field;
use chrono::NaiveDate;
use leptos::prelude::*;

/// A field for a day. `make` gives the step that moves it, or the reason why it cannot be moved there.
pub(super) fn day_field(
    label: &'static str,
    help: &'static str,
    now: impl Fn() -> Option<NaiveDate> + Send + Sync + 'static,
    make: impl Fn(&Document, NaiveDate) -> Result<Command, StintError> + Copy + Send + Sync + 'static,
) -> AnyView {
    let app = App::here();
    let value = Signal::derive(move || now().map(show_date).unwrap_or_default());
    let read = move |text: &str| -> Result<Command, String> {
        let day = app.locale.with_untracked(|locale| parse_date(text, locale));
        let day = day.map_err(|error| sentence(&error.to_string()))?;
        app.document.with_untracked(|document| make(document, day)).map_err(|error| error.told(show_date))
    };
    let check = Callback::new(move |text: String| {
        // The day as it stands is no news, even where it is wrong: what is wrong with it stands above.
        (text != value.get_untracked()).then(|| read(&text).err()).flatten()
    });
    let on_commit = move |text: String| {
        if let Ok(command) = read(&text) {
            app.dispatch(command);
        }
    };
    view! {
        <Field
            label=label
            value=value
            help=Signal::stored(help.to_owned())
            on_commit=on_commit
            check=check
            text=true
            example=Signal::stored(tr!("1 Mar 2027").to_owned())
        />
    }
    .into_any()
}
