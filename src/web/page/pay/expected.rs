//! What to expect to pay when attainment is spread: the spread to choose or type, and what it costs.

use super::chosen::Chosen;
use crate::edit::{Command, add_group, as_groups, as_normal, change_spread, remove_groups};
use crate::engine::{Spread, expected_cost, one_person, paid_team, pay_caps, pay_thresholds};
use crate::model::AttainmentSpread;
use crate::present::figure;
use crate::present::words_pay::{self, SPREADS};
use crate::text::{mark, tr};
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{
    Align, Cell, Choice, Column, Empty, Grid, GridEdit, GridPaste, GridRow, Panel, PanelHead, Pick, Refusals, Tab,
    Table, Tabs,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The path of the spread in the registry of inputs.
const ROOT: &str = "assumptions/attainment";
/// What stands among the presets while none of them fits.
const OWN: &str = mark!("Own figures");

/// Expected cost over a spread of attainment.
#[component]
pub(super) fn ExpectedPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let entered = Memo::new(move |_| app.document.with(|document| document.assumptions.attainment.clone()));
    let spread = Memo::new(move |_| entered.with(Spread::of));
    let grouped = Memo::new(move |_| entered.with(|it| matches!(it, AttainmentSpread::Buckets { .. })));
    let change = move |spread: AttainmentSpread| {
        if entered.with_untracked(|now| *now != spread) {
            let command = app.document.with_untracked(|document| change_spread(document, spread));
            app.dispatch(Command::batch(tr!("spread of attainment"), vec![command]));
        }
    };
    let tabs = Signal::derive(|| vec![Tab::new("normal", tr!("Normal")), Tab::new("groups", tr!("Groups"))]);
    let kind = Signal::derive(move || if grouped.get() { "groups" } else { "normal" });
    let set_kind = move |key: &'static str| {
        change(entered.with_untracked(|now| if key == "groups" { as_groups(now) } else { as_normal(now) }));
    };

    let parts = Memo::new(move |_| {
        let locale = app.locale.get();
        let lines = chosen.lines.get();
        let found = spread.with(|spread| {
            let spread = spread.as_ref()?;
            chosen.under_terms(app, |document, version, _, terms| {
                let one = expected_cost(document, version, &one_person(terms), spread);
                let team = paid_team(document, &lines);
                let heads: f64 = team.iter().map(|it| it.heads).sum();
                let mut parts = vec![(tr!("One person").to_owned(), one)];
                if heads > 0.0 {
                    let whole = expected_cost(document, version, &team, spread);
                    parts.push((tr!("Whole team, {} heads", locale.people(heads)), whole));
                }
                parts
            })
        });
        found.unwrap_or_default()
    });
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let said = parts.with(|parts| {
            let (_, one) = parts.first()?;
            chosen.look(app, |_, _, version| words_pay::expected(one, version, &locale, currency))
        });
        super::assumes::of_one_version(app, chosen, said.unwrap_or_default())
    });
    let rows = Memo::new(move |_| {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        parts.with(|parts| words_pay::expected_rows(parts, &locale, currency))
    });
    let meets = move || {
        let locale = app.locale.get();
        let found = parts.with(|parts| {
            let (_, one) = parts.first()?;
            spread.with(|spread| {
                let spread = spread.as_ref()?;
                chosen.under_terms(app, |document, version, _, terms| {
                    let thresholds = pay_thresholds(document, version, terms, spread);
                    let caps = pay_caps(document, version, terms, spread);
                    words_pay::meets(one, &thresholds, &caps, version, &locale)
                })
            })
        });
        found.unwrap_or_default().into_iter().map(|text| view! { <li>{text}"."</li> }).collect_view()
    };
    let has_ratio = Memo::new(move |_| {
        let ratio = chosen.look(app, |_, _, version| version.components.iter().any(|it| it.measure.is_ratio()));
        ratio.unwrap_or_default()
    });
    let is_known = Memo::new(move |_| parts.with(|parts| !parts.is_empty()));
    view! {
        <Panel>
            <PanelHead
                title=tr!("Expected cost")
                say=say
                actions=move || view! { <Tabs label=tr!("Attainment is spread") tabs=tabs chosen=kind on_choose=set_kind/> }
            />
            <Show
                when=move || is_known.get()
                fallback=|| view! { <Empty title=tr!("Nothing to expect yet") text=tr!("Give at least one group a share of the people.")/> }
            >
                <Table
                    label=tr!("Expected cost")
                    header=Signal::derive(move || rows.with(|it| it.0.clone()))
                    rows=Signal::derive(move || rows.with(|it| it.1.clone()))
                />
                <ul class="pay-words pay-meets">{meets}</ul>
            </Show>
            <Show when=move || !grouped.get() fallback=move || view! { <Groups entered=entered/> }>
                <Curve entered=entered/>
            </Show>
            <Show when=move || has_ratio.get()>
                <div class="fields two">
                    <InputField
                        path="assumptions/ratio_spread"
                        label=Signal::stored(tr!("Ratios move by").to_owned())
                        help=Signal::stored(
                            tr!("Share of how far amounts move. At 20 %, who is 30 points above quota stands 6 points of attainment above a \
                             retention target. Illustrative.").to_owned()
                        )
                    />
                </div>
            </Show>
            <p class="fine">
                {move || super::assumes::assumed(app, chosen)}" "
                {move || super::assumes::floor_said(app, chosen)}" "
                {tr!("Attainment of a year, an assumption of this scenario: the forecast does not read it. Pay is averaged over it exactly: \
                 straight stretches and cliffs by the distribution function, curves to less than a cent.")}
            </p>
        </Panel>
    }
    .into_any()
}

/// A normal spread: presets with their source, the middle and the width.
#[component]
fn Curve(entered: Memo<AttainmentSpread>) -> AnyView {
    let app = App::here();
    let preset = Memo::new(move |_| entered.with(|it| words_pay::spread_preset(it).map(|it| (it.name, it.source))));
    let choices = Signal::derive(move || {
        let own = preset.get().is_none().then(|| Choice::new(OWN, tr!(OWN)));
        let known = SPREADS.iter().map(|it| Choice::new(it.name, tr!(it.name)));
        own.into_iter().chain(known).collect::<Vec<_>>()
    });
    let now = Signal::derive(move || preset.get().map_or(OWN, |it| it.0).to_owned());
    let source = Signal::derive(move || {
        preset
            .get()
            .map_or(tr!("The mean and the width are your own; name their source where you show them."), |it| tr!(it.1))
            .to_owned()
    });
    let choose = move |name: String| {
        let Some(preset) = SPREADS.iter().find(|it| it.name == name) else { return };
        let spread = AttainmentSpread::Normal { mean: preset.mean, deviation: preset.deviation };
        app.dispatch(app.document.with_untracked(|document| change_spread(document, spread)));
    };
    view! {
        <div class="fields two">
            <Pick label=tr!("Spread") choices=choices chosen=now help=source on_choose=choose wide=true/>
            <InputField path=format!("{ROOT}/mean") label=Signal::stored(tr!("Middle").to_owned())/>
            <InputField path=format!("{ROOT}/deviation") label=Signal::stored(tr!("Standard deviation").to_owned())/>
        </div>
    }
    .into_any()
}

/// Groups of people by attainment, to be typed or pasted.
#[component]
fn Groups(entered: Memo<AttainmentSpread>) -> AnyView {
    let app = App::here();
    let refused = Refusals::none();
    let path = |row: &str, col: &str| format!("{ROOT}/bucket/{row}/{col}");
    let columns = Memo::new(|_| {
        let column = |key, label: &str| Column {
            key,
            label: label.to_owned(),
            align: Align::End,
            kind: crate::web::ui::Kind::Number,
            ..Column::default()
        };
        let group = Column {
            key: "group",
            label: tr!("Group").to_owned(),
            kind: crate::web::ui::Kind::ReadOnly,
            ..Column::default()
        };
        vec![
            group,
            column("from", tr!("Attainment from")),
            column("to", tr!("To")),
            column("share", tr!("Share of people")),
        ]
    });
    let rows = Memo::new(move |_| {
        let count = entered.with(|it| match it {
            AttainmentSpread::Normal { .. } => 0,
            AttainmentSpread::Buckets { buckets } => buckets.len(),
        });
        (1..=count).map(|at| GridRow::Row(Arc::from(at.to_string()))).collect::<Vec<_>>()
    });
    let cells = Callback::new(move |row: Arc<str>| {
        let locale = app.locale.get();
        let cell = |col: &'static str| {
            let path = path(&row, col);
            let Some(input) = app.input(&path) else { return Cell::default() };
            let typed = figure::typed(input.value, input.unit, &locale);
            let problem = app.problem_at(&input.path);
            let cell = Cell { text: [&typed, "\u{a0}%"].concat(), edit_text: typed, problem, path, ..Cell::default() };
            refused.over(&(row.clone(), col), cell)
        };
        let number = Cell { muted: true, ..Cell::new(row.to_string()) };
        let [from, to, share] = ["from", "to", "share"].map(cell);
        vec![number, from, to, share]
    });
    let on_input = Callback::new(move |edit: GridEdit| {
        // A half-typed number is no error yet.
        let _ = app.enter(&path(&edit.row, edit.col), &edit.text, false);
    });
    let on_edit = Callback::new(move |edit: GridEdit| {
        let result = app.enter(&path(&edit.row, edit.col), &edit.text, true);
        let key = (edit.row, edit.col);
        match result {
            Ok(()) => refused.forget(&key),
            Err(why) => refused.keep(key, edit.text, why, None),
        }
    });
    let on_paste = Callback::new(move |paste: GridPaste| {
        let mut commands = Vec::new();
        let mut wrong = Vec::new();
        for (row, texts) in paste.rows.iter().zip(&paste.cells) {
            for (col, text) in paste.cols.iter().zip(texts) {
                let path = path(row, col);
                let Some(input) = untrack(|| app.input(&path)) else { continue };
                match app.read(&input, text) {
                    Ok(value) => commands.push(Command::set(path, value)),
                    Err(why) => wrong.push(((row.clone(), *col), text.clone(), why)),
                }
            }
        }
        let told = wrong.iter().map(|(key, _, why)| paste.not_taken(key, why)).collect::<Vec<_>>();
        refused.forget_all();
        let changed = !commands.is_empty();
        if changed {
            app.dispatch(Command::batch(tr!("paste groups of attainment"), commands));
        }
        for (key, text, why) in wrong {
            refused.keep(key, text, why, None);
        }
        app.tell_pasted(None, &told, changed);
    });
    let put = move |label: &str, spread: AttainmentSpread| {
        refused.forget_all();
        let command = app.document.with_untracked(|document| change_spread(document, spread));
        app.dispatch(Command::batch(label, vec![command]));
    };
    let on_insert = Callback::new(move |_below: Option<Arc<str>>| {
        put(tr!("add a group of attainment"), entered.with_untracked(add_group));
    });
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| {
        let places: Vec<usize> = rows.iter().filter_map(|row| row.parse::<usize>().ok()?.checked_sub(1)).collect();
        put(tr!("remove groups of attainment"), entered.with_untracked(|now| remove_groups(now, &places)));
    });
    let problem = move || app.problem_at(ROOT);
    view! {
        <div class="pay-groups">
            <Grid
                label=tr!("Groups of people by attainment")
                columns=columns
                rows=rows
                cells=cells
                on_edit=on_edit
                on_input=on_input
                on_paste=on_paste
                on_insert=on_insert
                insert_label=Signal::stored(tr!("Add a group").to_owned())
                on_delete=on_delete
            />
            <p class="fine">{move || problem().unwrap_or_else(|| tr!("People are evenly spread inside a group; one that ends where it begins stands at that attainment.").to_owned())}</p>
        </div>
    }
    .into_any()
}
