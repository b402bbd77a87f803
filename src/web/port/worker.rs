//! Workers: programs that calculate beside the page, and the other end of the line inside of them. Both ends exchange texts; a worker can
//! answer with bytes too.

use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker};

/// A worker that was started. It ends when this is dropped, or with [`Helper::end`].
pub struct Helper {
    worker: Worker,
    _said: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(Event)>,
}

/// What a worker said.
pub enum Said {
    /// A text.
    Text(String),
    /// Bytes, such as a file it made.
    Bytes(Vec<u8>),
}

impl Helper {
    /// Starts the worker of this script and hears texts alone. See [`Helper::hear`].
    pub fn start(
        script: &str,
        mut said: impl FnMut(String) + 'static,
        failed: impl FnMut() + 'static,
    ) -> Option<Helper> {
        let heard = move |it: Said| {
            if let Said::Text(text) = it {
                said(text);
            }
        };
        Helper::hear(script, heard, failed)
    }

    /// Starts the worker of this script, which stands beside the page. Nothing where the browser starts none; `failed` is called when the script
    /// does not arrive or breaks.
    pub fn hear(
        script: &str,
        mut heard: impl FnMut(Said) + 'static,
        mut failed: impl FnMut() + 'static,
    ) -> Option<Helper> {
        let worker = Worker::new(script).ok()?;
        let said = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            if let Some(text) = data.as_string() {
                heard(Said::Text(text));
            } else if let Some(bytes) = data.dyn_ref::<js_sys::Uint8Array>() {
                heard(Said::Bytes(bytes.to_vec()));
            }
        });
        let failed = Closure::<dyn FnMut(Event)>::new(move |_| failed());
        worker.set_onmessage(Some(said.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Some(Helper { worker, _said: said, _failed: failed })
    }

    /// Sends it a text.
    pub fn ask(&self, text: &str) {
        // Texts can always be sent.
        let _ = self.worker.post_message(&JsValue::from_str(text));
    }

    /// Ends it at once, whatever it does. It says nothing any more.
    pub fn end(&self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.end();
    }
}

/// Inside a worker: hears what the page says, for as long as the worker lives.
pub fn listen(mut heard: impl FnMut(String) + 'static) {
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            heard(text);
        }
    });
    let _ = Reflect::set(&js_sys::global(), &JsValue::from_str("onmessage"), heard.as_ref());
    heard.forget();
}

/// Inside a worker: says a text to the page.
pub fn say(text: &str) {
    post(&JsValue::from_str(text));
}

/// Inside a worker: sends bytes to the page.
pub fn say_bytes(bytes: &[u8]) {
    post(&js_sys::Uint8Array::from(bytes));
}

fn post(message: &JsValue) {
    let global = js_sys::global();
    let post = Reflect::get(&global, &JsValue::from_str("postMessage"))
        .ok()
        .and_then(|it| it.dyn_into::<js_sys::Function>().ok());
    if let Some(post) = post {
        let _ = post.call1(&global, message);
    }
}
