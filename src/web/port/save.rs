//! What leaves the page as a file: bytes, and pictures of charts.

use super::dom::{Element, after_ms};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement};

/// Offers bytes as a download.
pub fn download(name: &str, mime: &str, bytes: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    if let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) {
        offer(name, &blob);
    }
}

fn offer(name: &str, blob: &Blob) -> Option<()> {
    let url = web_sys::Url::create_object_url_with_blob(blob).ok()?;
    let link = document().create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the data once it began.
    after_ms(10_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    });
    Some(())
}

/// A style as the browser computed it: asked for a property, gives its value.
pub type Computed<'a> = &'a dyn Fn(&str) -> String;

/// Lays an SVG on the page for a moment and tells, for each element that has a class, its name, its class and its computed style.
pub fn computed_styles(svg: &str, tell: &mut dyn FnMut(&str, &str, Computed<'_>)) -> Option<()> {
    let (root, body) = (document().create_element("div").ok()?, document().body()?);
    root.set_class_name("read");
    root.set_inner_html(svg);
    body.append_child(&root).ok()?;
    if let Ok(all) = root.query_selector_all("[class]") {
        for element in (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<Element>().ok()) {
            if let Ok(Some(style)) = window().get_computed_style(&element) {
                let class = element.get_attribute("class").unwrap_or_default();
                let value = |name: &str| style.get_property_value(name).unwrap_or_default();
                tell(&element.tag_name(), &class, &value);
            }
        }
    }
    root.remove();
    Some(())
}

/// Draws an SVG of a size and offers it as a PNG, `scale` pixels for each of its own; tells whether that worked.
pub fn download_png(
    name: String,
    svg: String,
    (width, height): (u32, u32),
    scale: u32,
    done: impl FnOnce(bool) + 'static,
) {
    spawn_local(async move { done(png(name, &svg, (width, height), scale).await.is_some()) });
}

async fn png(name: String, svg: &str, (width, height): (u32, u32), scale: u32) -> Option<()> {
    let image = HtmlImageElement::new().ok()?;
    // Not a blob's address: the content security policy allows images from data only.
    let data = js_sys::encode_uri_component(svg);
    image.set_src(&["data:image/svg+xml;charset=utf-8,", &String::from(data)].concat());
    JsFuture::from(image.decode()).await.ok()?;
    let canvas = document().create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    canvas.set_width(width * scale);
    canvas.set_height(height * scale);
    let context = canvas.get_context("2d").ok()??.dyn_into::<web_sys::CanvasRenderingContext2d>().ok()?;
    let (wide, high) = (f64::from(width * scale), f64::from(height * scale));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high).ok()?;
    let made = js_sys::Promise::new(&mut |resolve, reject| {
        let told = Closure::once_into_js(move |blob: JsValue| {
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        if canvas.to_blob(told.unchecked_ref()).is_err() {
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    let blob = JsFuture::from(made).await.ok()?.dyn_into::<Blob>().ok()?;
    offer(&name, &blob)
}
