//! A map in another light: another theme, and paper, which is light and as wide as style sheets say, whatever the screen is.

use super::{Map, px};
use crate::web::port::canvas::{as_on_paper, on_look, pixels_of};
use crate::web::port::{dom, paper};
use leptos::prelude::*;

/// How high a map is on paper, in pixels, as the style sheet has it.
const HEIGHT: f64 = 420.0;

/// Draws the map anew when the theme changes, when printing begins, and for the screen when that ends. `look` reads colours and size.
pub(super) fn follow(map: Map, look: impl Fn() + Copy + 'static) {
    on_look(look);
    Effect::new(move |was: Option<bool>| {
        let printing = paper::is_printing();
        if let Some(frame) = map.frame.get_untracked() {
            if printing {
                if let Some(width) = pixels_of(&frame, "--paper") {
                    dom::set_property(&frame, "width", &px(width));
                    dom::set_property(&frame, "height", &px(HEIGHT));
                }
                as_on_paper(look);
                map.draw_now();
            } else if was == Some(true) {
                for property in ["width", "height"] {
                    dom::set_property(&frame, property, "");
                }
                look();
            }
        }
        printing
    });
}
