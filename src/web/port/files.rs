//! Files that come in: chosen, or dropped.

use super::dom::{DragEvent, Event, on_window};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// A file someone chose or dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickedFile {
    /// Its name without a folder.
    pub name: String,
    /// Its content, or why it could not be read.
    pub bytes: Result<Vec<u8>, String>,
}

impl PickedFile {
    /// Its content as text, or why it is none, with its name.
    pub fn text(&self) -> Result<String, String> {
        let told = |why: &str| [&self.name, ": ", why].concat();
        let bytes = self.bytes.clone().map_err(|error| told(&error))?;
        String::from_utf8(bytes).map_err(|_| told("this is no Remit file; it is not text in UTF-8."))
    }
}

fn read_all(files: Option<web_sys::FileList>, done: Callback<PickedFile>) {
    let Some(files) = files else { return };
    for file in (0..files.length()).filter_map(|i| files.get(i)) {
        spawn_local(async move {
            let name = file.name();
            let bytes = match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => Ok(js_sys::Uint8Array::new(&buffer).to_vec()),
                Err(_) => Err(format!(
                    "{name} could not be read: it was moved, changed or is not accessible. Choose it again."
                )),
            };
            done.try_run(PickedFile { name, bytes });
        });
    }
}

/// Reads the files chosen in a file input, and empties it so that the same file can be chosen again.
pub fn read_chosen(event: &Event, done: Callback<PickedFile>) {
    if let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        read_all(input.files(), done);
        // The list is read above; the browser keeps the files alive.
        input.set_value("");
    }
}

/// Reads the files that were dropped.
pub fn read_dropped(event: &DragEvent, done: Callback<PickedFile>) {
    read_all(event.data_transfer().and_then(|data| data.files()), done);
}

/// Reads the files that are dropped anywhere on the page, but where something else takes them, while the current owner lives.
pub fn on_file_drop(done: Callback<PickedFile>) {
    on_window("dragover", |event| event.prevent_default());
    on_window("drop", move |event| {
        let taken = event.default_prevented();
        event.prevent_default();
        if let Some(event) = event.dyn_ref::<DragEvent>().filter(|_| !taken) {
            read_dropped(event, done);
        }
    });
}
