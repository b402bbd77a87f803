//! The attainments that tables of a year have rows for: evenly in steps, and one that is typed. The tables of one plan and of two share
//! them, and they stay while one looks at another part of the page.

use crate::present::Locale;
use crate::present::number::parse_rate;
use crate::text::{sentence, tr};
use crate::units::Rate;
use crate::web::app::App;
use crate::web::ui::{Choice, Field, Pick};
use leptos::prelude::*;

/// The last attainment that steps lead to, in per cent.
pub(super) const MOST: u32 = 200;
/// The steps to choose from, in per cent.
const STEPS: [u32; 4] = [5, 10, 20, 25];
/// The farthest attainment that can be typed.
const FARTHEST: Rate = Rate::percent(1_000);

/// Which rows there are, handed down as context.
#[derive(Clone, Copy)]
pub(super) struct Attainments {
    /// Per cent from one row to the next.
    step: RwSignal<u32>,
    /// The one that is typed.
    own: RwSignal<Option<Rate>>,
}

impl Attainments {
    /// Steps of a tenth, and none typed.
    pub fn new() -> Attainments {
        Attainments { step: RwSignal::new(10), own: RwSignal::new(None) }
    }

    /// From the page above.
    pub fn here() -> Attainments {
        expect_context::<Attainments>()
    }

    /// All of them in ascending order, each once.
    pub fn all(self) -> Vec<f64> {
        let step = self.step.get();
        let mut all: Vec<Rate> = (0..=MOST / step).map(|at| Rate::percent(i64::from(at * step))).collect();
        if let Some(own) = self.own.get().filter(|own| !all.contains(own)) {
            all.insert(all.partition_point(|at| *at < own), own);
        }
        all.into_iter().map(Rate::to_f64).collect()
    }

    /// Whether an attainment is the one that is typed.
    pub fn is_own(self, at: Rate) -> bool {
        self.own.get() == Some(at)
    }
}

/// Reads an attainment as it is typed, or says what is wrong with it.
pub(super) fn read(text: &str, locale: &Locale) -> Result<Rate, String> {
    let rate = parse_rate(text, locale).map_err(|error| sentence(&error.to_string()))?;
    if (Rate::ZERO..=FARTHEST).contains(&rate) {
        return Ok(rate);
    }
    Err(tr!("Must lie between {} and {}.", locale.rate(Rate::ZERO), locale.rate(FARTHEST)))
}

/// An attainment so many per cent further.
pub(super) fn stepped(at: Rate, steps: i32) -> Rate {
    Rate::from_ppm(at.ppm() + i64::from(steps) * Rate::percent(1).ppm()).clamp(Rate::ZERO, FARTHEST)
}

/// The choice of rows.
#[component]
pub(super) fn AttainmentPick() -> AnyView {
    let app = App::here();
    let Attainments { step, own } = Attainments::here();
    let choices = Signal::derive(move || {
        let locale = app.locale.get();
        let choice = |step: &u32| Choice::new(step.to_string(), locale.percent(f64::from(*step) / 100.0, 0));
        STEPS.iter().map(choice).collect::<Vec<_>>()
    });
    let set_step = move |key: String| {
        if let Some(wanted) = key.parse().ok().filter(|wanted| STEPS.contains(wanted)) {
            step.set(wanted);
        }
    };
    let value =
        Signal::derive(move || own.get().map(|it| app.locale.with(|locale| locale.rate_typed(it))).unwrap_or_default());
    // Nothing typed is no row.
    let typed = move |text: &str| match text.trim() {
        "" => Ok(None),
        text => app.locale.with_untracked(|locale| read(text, locale)).map(Some),
    };
    let put = Callback::new(move |text: String| {
        if let Ok(at) = typed(&text) {
            own.set(at);
        }
    });
    view! {
        <Pick label=tr!("Step") choices=choices chosen=Signal::derive(move || step.get().to_string()) on_choose=set_step/>
        <Field
            label=tr!("A row at")
            unit="%"
            example="87"
            value=value
            check=Callback::new(move |text: String| typed(&text).err())
            on_input=put
            on_commit=put
            on_step=Callback::new(move |steps: i32| own.update(|at| *at = Some(stepped(at.unwrap_or(Rate::ONE), steps))))
        />
    }
    .into_any()
}
