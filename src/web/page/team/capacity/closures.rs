//! Three ways to close the gap of a segment, each with its price and one press away.

use super::{LookedAt, asked};
use crate::edit::{Command, hire_as_closure, shift_as_closure, stretch_as_closure};
use crate::engine::Scope;
use crate::engine::capacity::{Closures, HireOption};
use crate::present::capacity::{ClosureCard, hire_card, hire_option, no_closure, shift_card, stretch_card};
use crate::present::number::period_label;
use crate::text::tr;
use crate::units::Month;
use crate::web::app::App;
use crate::web::ui::{Button, Choice, Look, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// The panel.
#[component]
pub(super) fn ClosuresPanel() -> AnyView {
    let app = App::here();
    let at = LookedAt::here();
    // The start month chosen for hires; none: the recommended one.
    let start = RwSignal::new(None::<Month>);
    let found = Memo::new(move |_| {
        let (scope, (period, span)) = (at.scope.get(), at.period.get());
        let Scope::Segment(segment) = scope else { return None };
        let mut found = asked(app, |plan, tell| plan.closures(segment, span, tell.document.settings.first_month))?;
        found.gap.period = period;
        Some(found)
    });
    let title = Signal::derive(move || {
        let (scope, (period, _)) = (at.scope.get(), at.period.get());
        asked(app, |_, tell| match scope {
            Scope::Company => tr!("Close a gap").to_owned(),
            Scope::Segment(_) => tr!("Close the gap, {}, {}", tell.scope(scope), period_label(&period, false)),
        })
    });
    let say = Signal::derive(move || {
        let (scope, (period, span)) = (at.scope.get(), at.period.get());
        asked(app, |plan, tell| match scope {
            Scope::Company => tr!(
                "One gap is closed segment by segment: choose one on the left. All of them together are closed below."
            )
            .to_owned(),
            Scope::Segment(segment) => {
                let mut line = plan.gap(scope, span);
                line.period = period;
                no_closure(tell, &line, plan.lead_need(segment, span).as_ref())
            }
        })
    });
    let option = move |found: &Closures| -> Option<HireOption> {
        let hire = found.hire.as_ref()?;
        let wanted = start.get();
        let chosen = wanted.and_then(|month| hire.options.iter().find(|it| it.start == month));
        chosen.or(hire.recommended()).cloned()
    };
    let has = move |of: fn(&Closures) -> bool| Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(of)));
    let (has_hire, has_stretch, has_shift) =
        (has(|it| it.hire.is_some()), has(|it| it.stretch.is_some()), has(|it| it.shift.is_some()));
    let told = move |words: &dyn Fn(&Closures, &crate::present::capacity::Teller<'_>) -> Option<ClosureCard>| {
        found.with(|found| asked(app, |_, tell| found.as_ref().and_then(|it| words(it, tell))).unwrap_or_default())
    };
    let hire = Signal::derive(move || told(&|it, tell| Some(hire_card(tell, it.hire.as_ref()?, &option(it)?))));
    let stretch =
        Signal::derive(move || told(&|it, tell| Some(stretch_card(tell, it.stretch.as_ref()?, it.gap.gap()?))));
    let shift = Signal::derive(move || told(&|it, tell| Some(shift_card(tell, it.shift.as_ref()?))));
    let starts = Signal::derive(move || {
        found.with(|found| {
            let Some(hire) = found.as_ref().and_then(|it| it.hire.as_ref()) else { return Vec::new() };
            asked(app, |_, tell| {
                hire.options.iter().map(|it| Choice::new(it.start.to_string(), hire_option(tell, it))).collect()
            })
        })
    });
    let start_now = Signal::derive(move || {
        found.with(|found| found.as_ref().and_then(option).map(|it| it.start.to_string()).unwrap_or_default())
    });
    let apply = move |command: Option<Command>, what: Signal<ClosureCard>| {
        if let Some(command) = command {
            let done = tr!("{}: done.", what.get_untracked().title);
            app.dispatch_risky(command, done);
        }
    };
    let apply_hire = move |()| {
        let command = found.with_untracked(|found| {
            let found = found.as_ref()?;
            let closure = found.hire.as_ref()?;
            let option = untrack(|| option(found))?;
            app.document.with_untracked(|it| hire_as_closure(it, &closure.role, &closure.segment, &option))
        });
        apply(command, hire);
    };
    let apply_stretch = move |()| {
        let command = found.with_untracked(|found| {
            let closure = found.as_ref()?.stretch.as_ref()?;
            app.document.with_untracked(|it| stretch_as_closure(it, closure))
        });
        apply(command, stretch);
    };
    let apply_shift = move |()| {
        let command = found.with_untracked(|found| {
            let closure = found.as_ref()?.shift.as_ref()?;
            app.document.with_untracked(|it| shift_as_closure(it, closure))
        });
        apply(command, shift);
    };
    let choose = move |key: String| {
        let month = found.with_untracked(|found| {
            let hire = found.as_ref()?.hire.as_ref()?;
            hire.options.iter().map(|it| it.start).find(|it| it.to_string() == key)
        });
        start.set(month);
    };
    view! {
        <Panel class="capacity-closures">
            <PanelHead title=title say=say/>
            <Show when=move || has_hire.get()>
                <Way card=hire on_apply=apply_hire>
                    <Pick label=tr!("Start") choices=starts chosen=start_now on_choose=choose wide=true/>
                </Way>
            </Show>
            <Show when=move || has_stretch.get()>
                <Way card=stretch on_apply=apply_stretch/>
            </Show>
            <Show when=move || has_shift.get()>
                <Way card=shift on_apply=apply_shift/>
            </Show>
        </Panel>
    }
    .into_any()
}

/// One way, with a button that does it.
#[component]
pub(super) fn Way(
    /// Its words.
    card: Signal<ClosureCard>,
    /// It is wanted.
    #[prop(into)]
    on_apply: Callback<()>,
    /// What can be chosen about it.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let text = move |of: fn(&ClosureCard) -> String| Signal::derive(move || card.with(of));
    let (title, adds, say, note) = (
        text(|it| it.title.clone()),
        text(|it| it.adds.clone()),
        text(|it| it.text.clone()),
        text(|it| it.note.clone()),
    );
    view! {
        <section class="card capacity-way" aria-label=move || title.get()>
            <h3><span>{move || title.get()}</span><b class:warn=move || card.with(|it| it.doubtful)>{move || adds.get()}</b></h3>
            <p>{move || say.get()}</p>
            {children.map(|children| children())}
            <div class="capacity-way-foot">
                <p class="fine" class:warn=move || card.with(|it| it.doubtful)>{move || note.get()}</p>
                <Button label=tr!("Apply") small=true look=Look::Primary on_what=title on_press=on_apply/>
            </div>
        </section>
    }
    .into_any()
}
