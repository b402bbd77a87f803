//! One role in one segment in detail: name, function, backfill, support, terms of further segments.

use super::terms::{self, TermsKey};
use crate::edit::{Command, add_terms, change_terms, remove_role, seats_of_role};
use crate::model::{Function, RampAccelerators, Role, Support, Terms};
use crate::text::{mark, tr};
use crate::units::Rate;
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{Button, Check, Choice, Field, Look, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// Key of the choice of nobody.
const NOBODY: &str = "-";
/// Heads that one seat supports, before another number is typed.
const USUAL_HEADS: Rate = Rate::from_ppm(4_000_000);

const ACCELERATORS: [(&str, &str, RampAccelerators); 3] = [
    ("ramped", mark!("On the ramped quota"), RampAccelerators::OnRampedQuota),
    ("full", mark!("On the full quota"), RampAccelerators::OnFullQuota),
    ("off", mark!("Off while ramping"), RampAccelerators::OffWhileRamping),
];

/// The terms chosen above the fields, in detail.
#[component]
pub(super) fn DetailPanel(
    /// Which ones; empty for the first.
    chosen: RwSignal<String>,
) -> AnyView {
    let app = App::here();
    let choices = Memo::new(move |_| {
        app.document.with(|document| {
            let rows = document.roles.iter().flat_map(|role| role.terms.iter().map(move |it| (role, it)));
            let choice = |(role, terms): (&Role, &Terms)| {
                let key = TermsKey::of(role, terms);
                Choice::new(key.path(), [role.name.as_str(), " · ", &key.name(document)].concat())
            };
            rows.map(choice).collect::<Vec<_>>()
        })
    });
    let path = Memo::new(move |_| {
        let wanted = chosen.get();
        choices.with(|choices| {
            let known = choices.iter().find(|it| it.key == wanted).or(choices.first());
            known.map(|it| it.key.clone()).unwrap_or_default()
        })
    });
    let key = Memo::new(move |_| path.with(|path| TermsKey::parse(path)));
    let found = move || {
        app.document.with(|document| key.with(|key| key.as_ref()?.find(document).map(|(r, t)| (r.clone(), t.clone()))))
    };
    let role = Memo::new(move |_| found().map(|it| it.0).unwrap_or_default());
    let here = Memo::new(move |_| found().map(|it| it.1).unwrap_or_default());
    let change = move |change: &dyn Fn(&mut Terms)| {
        let command = app.document.with_untracked(|document| {
            let key = key.get_untracked()?;
            change_terms(document, &key.role, key.segment.as_ref(), change)
        });
        if let Some(command) = command {
            app.dispatch(command);
        }
    };
    let change_role = move |change: &dyn Fn(&mut Role)| {
        let before = role.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after != before && app.document.with_untracked(|document| document.role(&after.id).is_some()) {
            app.dispatch(Command::from(after));
        }
    };
    let further = Memo::new(move |_| {
        let has = role.with(|role| role.terms.iter().map(|it| it.segment.clone()).collect::<Vec<_>>());
        app.document.with(|document| {
            let none = (!has.contains(&None)).then(|| Choice::new("any", tr!("Elsewhere")));
            let own = document.segments.iter().filter(|it| !has.contains(&Some(it.id.clone())));
            let own = own.map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            [Choice::new("", tr!("Choose a segment"))].into_iter().chain(none).chain(own).collect::<Vec<_>>()
        })
    });
    let add = move |segment: String| {
        let id = role.with_untracked(|role| role.id.clone());
        let segment_id = (segment != "any").then(|| crate::units::SegmentId::new(&segment));
        let command = app.document.with_untracked(|document| add_terms(document, &id, segment_id.as_ref()));
        if let Some(command) = command.filter(|_| !segment.is_empty()) {
            app.dispatch_with_undo(command, tr!("Terms of their own, to begin with those that held there."));
            chosen.set(TermsKey { role: id, segment: segment_id }.path());
        }
    };
    let users = Memo::new(move |_| {
        let id = role.with(|role| role.id.clone());
        app.document.with(|document| seats_of_role(document, &id).len())
    });
    let remove = move |()| {
        let id = role.with_untracked(|role| role.id.clone());
        let name = role.with_untracked(|role| role.name.clone());
        match app.document.with_untracked(|document| remove_role(document, &id)) {
            Some(command) => app.dispatch_with_undo(command, tr!("{name} removed.")),
            None => {
                let text = match users.get_untracked() {
                    1 => tr!("One seat has this role. Give it another one first.").to_owned(),
                    count => tr!("{count} seats have this role. Give them another one first."),
                };
                app.tell(text);
            }
        }
    };
    let use_text = Signal::derive(move || match users.get() {
        0 => tr!("No seat has this role.").to_owned(),
        1 => tr!("One seat has this role; it can be removed when none does.").to_owned(),
        many => tr!("{many} seats have this role; it can be removed when none does."),
    });
    let function = Signal::derive(move || {
        let function = role.with(|role| role.function);
        Function::ALL.iter().position(|it| *it == function).unwrap_or(0).to_string()
    });
    let accelerators = Signal::derive(move || {
        let now = here.with(|terms| terms.ramp.accelerators);
        ACCELERATORS.iter().find(|it| it.2 == now).map(|it| it.0.to_owned()).unwrap_or_default()
    });
    let supported = Signal::derive(move || {
        let now = here.with(|terms| terms.support.map(|it| it.of));
        let at = now.and_then(|now| Function::ALL.iter().position(|it| *it == now));
        at.map_or_else(|| NOBODY.to_owned(), |at| at.to_string())
    });
    let supportable = Signal::derive(|| {
        let nobody = Choice::new(NOBODY, tr!("Nobody by a ratio"));
        let all = Function::ALL.iter().enumerate().map(|(at, it)| Choice::new(at.to_string(), it.name()));
        [nobody].into_iter().chain(all).collect::<Vec<_>>()
    });
    let supports = Memo::new(move |_| here.with(|terms| terms.support.is_some()));
    let choose_supported = move |key: String| {
        let of = key.parse::<usize>().ok().and_then(|at| Function::ALL.get(at).copied());
        change(&|terms| {
            let heads = terms.support.map_or(USUAL_HEADS, |it| it.heads);
            terms.support = of.map(|of| Support { of, heads });
        });
    };
    let field = move |key: &'static str| Signal::derive(move || [&path.get(), "/", key].concat());
    let looks_after = Memo::new(move |_| role.with(|role| role.function.looks_after_customers()));
    let none = Memo::new(move |_| path.with(String::is_empty));
    view! {
        <Show when=move || !none.get()>
            <Panel>
                <PanelHead
                    title=tr!("In detail")
                    say=tr!("What does not fit into the table: backfill, what counts as winning customers, whom a role supports.")
                />
                <div class="row half">
                    <div class="fields">
                        <Pick label=tr!("Role and segment") wide=true choices=choices chosen=path on_choose=move |key| chosen.set(key)/>
                        <Field
                            label=tr!("Name of the role")
                            text=true
                            value=Signal::derive(move || role.with(|role| role.name.clone()))
                            check=move |text: String| text.trim().is_empty().then(|| tr!("A role needs a name.").to_owned())
                            on_commit=move |text: String| change_role(&|role| role.name = text.trim().to_owned())
                        />
                        <Pick
                            label=tr!("What it does")
                            choices=Signal::derive(terms::functions)
                            chosen=function
                            on_choose=move |key: String| {
                                let at = key.parse::<usize>().unwrap_or(0);
                                if let Some(function) = Function::ALL.get(at) {
                                    change_role(&|role| role.function = *function);
                                }
                            }
                        />
                        <InputField
                            path=Signal::derive(move || [&path.get(), "/acquisition_share"].concat())
                            label=tr!("Cost that wins customers")
                            help=tr!("Empty: by the weights of the pay plan.")
                        />
                        <Pick label=tr!("Own terms elsewhere") choices=further chosen=Signal::derive(String::new) on_choose=add/>
                    </div>
                    <div class="fields">
                        <div class="wide">
                            <Check
                                label=tr!("Fill the seat again when someone leaves")
                                on=Signal::derive(move || here.with(|terms| terms.backfill))
                                on_change=move |on: bool| change(&|terms| terms.backfill = on)
                            />
                            <Check
                                label=tr!("Quota ramps apart from productivity")
                                on=Signal::derive(move || here.with(|terms| terms.ramp.quota.is_some()))
                                on_change=move |on: bool| change(&|terms| {
                                    terms.ramp.quota = on.then(|| terms.ramp.productivity.clone());
                                })
                            />
                        </div>
                        <Pick
                            label=tr!("Accelerators while ramping")
                            wide=true
                            choices=Signal::derive(|| ACCELERATORS.iter().map(|it| Choice::new(it.0, tr!(it.1))).collect::<Vec<_>>())
                            chosen=accelerators
                            on_choose=move |key: String| {
                                if let Some((_, _, accelerators)) = ACCELERATORS.iter().find(|it| it.0 == key) {
                                    change(&|terms| terms.ramp.accelerators = *accelerators);
                                }
                            }
                        />
                        <InputField
                            path=field("ramp_on_move")
                            label=tr!("Ramp after a move")
                            help=tr!("Share of the ramp that somebody from another seat still goes through.")
                        />
                        <Pick label=tr!("Supports") choices=supportable chosen=supported on_choose=choose_supported/>
                        {move || supports.get().then(|| view! {
                            <InputField path=field("support/heads") label=tr!("For each of") in_unit=tr!("ramped heads") help=tr!("So many one seat supports.")/>
                        })}
                        {move || looks_after.get().then(|| view! {
                            <InputField path=field("accounts_per_head") label=tr!("Customers each") help=tr!("Beside the book in the table; the tighter of the two counts.")/>
                            <InputField path=field("book_share") label=tr!("Share of the book") help=tr!("Where another role looks after the same customers: the part that is this one's. Empty: all of it.")/>
                        })}
                    </div>
                </div>
                <div class="sheet-foot">
                    <Button
                        label=tr!("Remove role")
                        look=Look::Danger
                        small=true
                        hint=use_text
                        disabled=Signal::derive(move || users.get() > 0)
                        on_press=remove
                    />
                    <span class="sub">{move || use_text.get()}</span>
                </div>
            </Panel>
        </Show>
    }
    .into_any()
}
