//! The page and its window: sizes, focus, files, clipboard, clock, address. Everything that listens stops when the owner it was made
//! under goes away.

pub use super::address::{address, go_instead, hash, hash_signal, replace_hash, set_hash};
pub use super::files::{PickedFile, on_file_drop, read_chosen, read_dropped};
use super::later;
pub use super::save::download;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
pub use web_sys::{
    ClipboardEvent, DragEvent, Element, Event, EventTarget, HtmlElement, KeyboardEvent, PointerEvent, WheelEvent,
};

/// A listener that stops when it is dropped.
struct Listener {
    target: EventTarget,
    event: &'static str,
    heard: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        // It was added with the same three, so removing cannot fail in a way anyone could act on.
        let _ = self.target.remove_event_listener_with_callback(self.event, self.heard.as_ref().unchecked_ref());
    }
}

/// Keeps a value alive as long as the current owner.
fn keep<T: 'static>(value: T) {
    StoredValue::new_local(value);
}

/// Calls back for every event of this name on the target, while the current owner lives.
pub(super) fn listen(target: impl Into<EventTarget>, event: &'static str, heard: Box<dyn FnMut(Event)>) {
    let (target, heard) = (target.into(), Closure::wrap(heard));
    if target.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref()).is_ok() {
        keep(Listener { target, event, heard });
    }
}

/// Calls back for every event of this name on the window, while the current owner lives.
pub fn on_window(event: &'static str, heard: impl FnMut(Event) + 'static) {
    listen(window(), event, Box::new(heard));
}

/// Calls back for every key pressed anywhere on the page.
pub fn on_key(mut heard: impl FnMut(KeyboardEvent) + 'static) {
    on_window("keydown", move |event| {
        if let Ok(key) = event.dyn_into::<KeyboardEvent>() {
            heard(key);
        }
    });
}

/// Calls back when the page is about to be left or put aside: the last chance to save.
pub fn on_leave(heard: impl Fn() + Clone + 'static) {
    let hidden = heard.clone();
    on_window("pagehide", move |_| heard());
    listen(
        document(),
        "visibilitychange",
        Box::new(move |_| {
            if document().visibility_state() == web_sys::VisibilityState::Hidden {
                hidden();
            }
        }),
    );
}

/// Calls back when the page comes back into sight.
pub fn on_shown(heard: impl Fn() + 'static) {
    listen(
        document(),
        "visibilitychange",
        Box::new(move |_| {
            if document().visibility_state() == web_sys::VisibilityState::Visible {
                heard();
            }
        }),
    );
}

/// Has the browser ask before the page is left, if `asks` says so then.
pub fn ask_before_leaving(asks: impl Fn() -> bool + 'static) {
    on_window("beforeunload", move |event| {
        if asks() {
            event.prevent_default();
        }
    });
}

/// Whether Control is held, or Command on a Mac.
pub fn command_key(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

/// Whether keys ask what the field they are pressed in does: Alt+S. (With Control it is how some keyboards type letters.)
pub fn asks_effect(event: &KeyboardEvent) -> bool {
    event.alt_key() && !command_key(event) && event.code() == "KeyS"
}

/// Kinds of input that nobody types into: their browser has nothing to undo there.
const NO_TEXT: [&str; 3] = ["checkbox", "radio", "range"];

/// Whether the event comes from a place where one types, so that shortcuts such as undo belong to that place.
pub fn is_typing(event: &Event) -> bool {
    event.target().and_then(|t| t.dyn_into::<Element>().ok()).is_some_and(|element| takes_text(&element))
}

/// Whether it is a place where one types.
pub fn takes_text(element: &Element) -> bool {
    let name = element.tag_name();
    name == "TEXTAREA"
        || name == "SELECT"
        || (name == "INPUT" && !element.get_attribute("type").is_some_and(|it| NO_TEXT.contains(&it.as_str())))
}

/// Whether a key moves within an open list of choices, and so belongs to it.
pub fn moves_choice(event: &KeyboardEvent) -> bool {
    let key = event.key();
    closest(event, "select").is_some()
        && (key.starts_with("Arrow") || matches!(key.as_str(), "Home" | "End" | "PageUp" | "PageDown" | " "))
}

/// Opens the list of a choice right after a click; where the browser cannot, a further click does.
pub fn open_choices(select: &HtmlElement) {
    let open =
        js_sys::Reflect::get(select, &"showPicker".into()).ok().and_then(|f| f.dyn_into::<js_sys::Function>().ok());
    if let Some(open) = open {
        let _ = open.call0(select);
    }
}

/// Selects the whole text of a field and puts the focus there, so that it can be copied by hand.
pub fn select_all(field: &HtmlElement) {
    focus(field);
    if let Some(field) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        field.select();
    }
}

/// Whether a media query holds, followed while the current owner lives; false where the browser does not know the query.
pub fn media_signal(query: &str) -> ReadSignal<bool> {
    let list = window().match_media(query).ok().flatten();
    let (read, write) = signal(list.as_ref().is_some_and(|l| l.matches()));
    if let Some(list) = list {
        let same = list.clone();
        listen(list, "change", Box::new(move |_| write.set(same.matches())));
    }
    read
}

struct SizeWatch {
    observer: web_sys::ResizeObserver,
    _changed: Closure<dyn FnMut(js_sys::Array)>,
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Tells the inner width of an element in whole pixels, now and whenever it changes, while the current owner lives.
pub fn on_width(element: &Element, changed: impl Fn(f64) + 'static) {
    let watched = element.clone();
    let measure = move || changed(f64::from(watched.client_width()));
    measure();
    let heard = Closure::<dyn FnMut(js_sys::Array)>::new(move |_| measure());
    if let Ok(observer) = web_sys::ResizeObserver::new(heard.as_ref().unchecked_ref()) {
        observer.observe(element);
        keep(SizeWatch { observer, _changed: heard });
    }
}

/// The language the browser asks pages for, such as `de-CH`.
pub fn locale() -> String {
    window().navigator().language().unwrap_or_else(|| "en-US".to_owned())
}

/// The wall clock of this machine, `HH:MM`.
pub fn local_time() -> String {
    let now = js_sys::Date::new_0();
    let digits = |n: u32| char::from_digit(n, 10).unwrap_or('0');
    let (h, m) = (now.get_hours(), now.get_minutes());
    [digits(h / 10), digits(h % 10), ':', digits(m / 10), digits(m % 10)].iter().collect()
}

/// The date of this machine: year, month from 1, day.
pub fn local_date() -> (i32, u32, u32) {
    let now = js_sys::Date::new_0();
    (i32::try_from(now.get_full_year()).unwrap_or(1970), now.get_month() + 1, now.get_date())
}

/// Milliseconds since 1970, for ordering what was saved.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// A timer of high resolution in milliseconds, for measuring.
pub fn timer_ms() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

/// Runs once after so many milliseconds, unless the page is gone by then.
pub fn after_ms(ms: u64, run: impl FnOnce() + 'static) {
    set_timeout(run, Duration::from_millis(ms));
}

/// Runs before the next frame is painted.
pub fn before_paint(run: impl FnOnce() + 'static) {
    request_animation_frame(run);
}

/// Runs after the next frame has been painted.
pub fn after_paint(run: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(run, Duration::ZERO));
}

/// Sets a custom property of an element, which a strict content policy allows where it forbids style attributes.
pub fn set_property(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}

/// Sets an attribute of the page's root element, such as the theme.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Takes an attribute from the page's root element.
pub fn remove_root_attribute(name: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.remove_attribute(name);
    }
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// The element that has the focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element().and_then(|e| e.dyn_into().ok())
}

/// Moves the focus, without scrolling.
pub fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Moves the focus and scrolls just as far as needed to show the element.
pub fn focus_seen(element: &HtmlElement) {
    focus(element);
    show(element);
}

/// Scrolls just as far as needed to show the element.
pub fn show(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Does something with the first element that a selector finds, before a frame in which nothing of the page waits to be built.
fn once_built(selector: String, found: fn(&HtmlElement)) {
    before_paint(move || {
        if later::is_waiting() {
            once_built(selector, found);
        } else if let Some(element) = find_in_page(&selector) {
            found(&element);
        }
    });
}

/// Scrolls the first element of the page that a selector finds to the top, and moves the focus there, in the next frame.
pub fn show_at_top(selector: impl Into<String>) {
    once_built(selector.into(), |element| {
        focus(element);
        element.scroll_into_view();
    });
}

/// Moves the focus to the first element of the page that a selector finds, in the next frame.
pub fn focus_first(selector: impl Into<String>) {
    once_built(selector.into(), focus);
}

/// The first element of the page that a selector finds.
pub fn find_in_page(selector: &str) -> Option<HtmlElement> {
    find(&document().into(), selector)
}

/// How far from the screen something may be and still count as near it, in pixels.
const NEAR: f64 = 200.0;

/// Whether the first element that a selector finds is on the screen or nearly so; true where there is none.
pub fn is_near_screen(selector: &str) -> bool {
    find_in_page(selector).is_none_or(|element| {
        let place = element.get_bounding_client_rect();
        place.bottom() > -NEAR && place.top() < window_height() + NEAR
    })
}

/// The first element below `root` that a selector finds.
pub fn find(root: &web_sys::Node, selector: &str) -> Option<HtmlElement> {
    let found = match root.dyn_ref::<Element>() {
        Some(element) => element.query_selector(selector),
        None => document().query_selector(selector),
    };
    found.ok().flatten().and_then(|e| e.dyn_into().ok())
}

/// The nearest element, from an event's target upwards, that a selector finds.
pub fn closest(event: &Event, selector: &str) -> Option<HtmlElement> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok().flatten().and_then(|e| e.dyn_into().ok())
}

/// The cell of a table that an event happened in: `aria-rowindex` of its row, and its place in that row.
pub fn table_cell(event: &Event) -> Option<(usize, usize)> {
    let cell = closest(event, "td,th")?.dyn_into::<web_sys::HtmlTableCellElement>().ok()?;
    let row = cell.parent_element()?.get_attribute("aria-rowindex")?.parse().ok()?;
    Some((row, usize::try_from(cell.cell_index()).ok()?))
}

/// The cell at this place of the row with this `aria-rowindex`.
pub fn cell_at(table: &Element, row: usize, cell: usize) -> Option<HtmlElement> {
    let row = table.query_selector(&["tr[aria-rowindex=\"", &row.to_string(), "\"]"].concat()).ok().flatten()?;
    let cells = row.dyn_into::<web_sys::HtmlTableRowElement>().ok()?.cells();
    cells.get_with_index(u32::try_from(cell).ok()?)?.dyn_into().ok()
}

/// Whether the focus went from inside `element` to somewhere else.
pub fn left(element: &Element, event: &web_sys::FocusEvent) -> bool {
    let to = event.related_target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
    !element.contains(to.as_ref())
}

/// Whether an event happened inside `element`.
pub fn inside(element: &Element, event: &Event) -> bool {
    let at = event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
    element.contains(at.as_ref())
}

/// Whether an event happened on the listening element itself and not on something inside it.
pub fn is_own(event: &Event) -> bool {
    event.target() == event.current_target()
}

/// Selects the whole text of the input an event happened in.
pub fn select_text(event: &Event) {
    if let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.select();
    }
}

/// Takes the focus out of the element an event happened in.
pub fn blur(event: &Event) {
    if let Some(element) = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// Keeps an element receiving the pointer's events until it is released.
pub fn capture(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|t| t.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// Where an element is in the window: left, top, right, bottom, in pixels.
pub fn place(element: &Element) -> (f64, f64, f64, f64) {
    let rect = element.get_bounding_client_rect();
    (rect.left(), rect.top(), rect.right(), rect.bottom())
}

/// The height of the window, in pixels.
pub fn window_height() -> f64 {
    window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or(0.0)
}

/// Whether the focus is on an element or inside of it.
pub fn has_focus(element: &Element) -> bool {
    element.contains(document().active_element().map(Into::into).as_ref())
}

/// The text a paste brings.
pub fn pasted_text(event: &ClipboardEvent) -> String {
    event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default()
}

/// Answers a copy with this text.
pub fn answer_copy(event: &ClipboardEvent, text: &str) {
    if let Some(data) = event.clipboard_data()
        && data.set_data("text/plain", text).is_ok()
    {
        event.prevent_default();
    }
}

/// Writes text to the clipboard and tells whether that was allowed.
pub fn copy_text(text: String, done: impl FnOnce(bool) + 'static) {
    spawn_local(async move {
        let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).unwrap_or(JsValue::UNDEFINED);
        // Without a secure context there is no clipboard at all.
        let allowed = match clipboard.dyn_into::<web_sys::Clipboard>() {
            Ok(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
            Err(_) => false,
        };
        done(allowed);
    });
}

/// Scrolls the page to its beginning.
pub fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Opens the browser's print dialog.
pub(super) fn print() {
    let _ = window().print();
}

/// Takes the loading text of `index.html` away.
pub fn loading_done() {
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
}

/// Says in the loading text of `index.html` why nothing will come.
pub fn loading_failed(why: &str) {
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.set_text_content(Some(why));
        let _ = loading.set_attribute("role", "alert");
    }
}
