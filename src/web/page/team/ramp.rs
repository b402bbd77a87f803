//! The ramp of one role: month by month in a grid, from a preset, or fitted from what past hires attained.

use super::terms::TermsKey;
use super::typing::Typing;
use crate::edit::{Command, change_terms};
use crate::engine::fit_ramp;
use crate::model::{Ramp, Terms};
use crate::present::number::parse_rate;
use crate::text::{mark, tr};
use crate::units::Rate;
use crate::web::app::{App, sentence};
use crate::web::ui::{
    Align, Button, Cell, Choice, Column, Empty, Grid, GridEdit, GridPaste, GridRow, Kind, Panel, PanelHead, Pick,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Keys of the tenure months.
const MONTHS: [&str; 18] = [
    "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9", "t10", "t11", "t12", "t13", "t14", "t15", "t16", "t17", "t18",
];
/// Past hires that can be pasted.
const PAST: usize = 40;
/// Months of the presets with even steps; 0 is ready from the first day.
const PRESETS: [(&str, &str, u32); 7] = [
    ("0", mark!("Whole from the first day"), 0),
    ("2", mark!("2 months in even steps"), 2),
    ("3", mark!("3 months (SMB, SDR)"), 3),
    ("5", mark!("5 months (median of AEs, Bridge Group 2024)"), 5),
    ("6", mark!("6 months"), 6),
    ("9", mark!("9 months (enterprise)"), 9),
    ("12", mark!("12 months"), 12),
];

fn columns(first: &str) -> Vec<Column> {
    let month = |(at, key): (usize, &&'static str)| Column {
        key,
        label: format!("{}", at + 1),
        unit: "%".into(),
        align: Align::End,
        kind: Kind::Number,
        width_chars: 0,
    };
    let name = Column { key: "name", label: first.into(), kind: Kind::ReadOnly, ..Column::default() };
    [name].into_iter().chain(MONTHS.iter().enumerate().map(month)).collect()
}

fn month_of(col: &str) -> Option<usize> {
    MONTHS.iter().position(|it| *it == col)
}

fn blank() -> Cell {
    Cell { text: "\u{2013}".into(), muted: true, blank: true, ..Cell::default() }
}

/// The panel.
#[component]
pub(super) fn RampPanel(
    /// Whose, as chosen for the panel above; empty for the first.
    wanted: RwSignal<String>,
) -> AnyView {
    let app = App::here();
    let typing = Typing::new();
    let choices = Memo::new(move |_| {
        app.document.with(|document| {
            let rows = document.roles.iter().flat_map(|role| role.terms.iter().map(move |it| (role, it)));
            let choice = |(role, terms): (&crate::model::Role, &Terms)| {
                let key = TermsKey::of(role, terms);
                Choice::new(key.path(), [role.name.as_str(), " \u{b7} ", &key.name(document)].concat())
            };
            rows.map(choice).collect::<Vec<_>>()
        })
    });
    let path = Memo::new(move |_| {
        let wanted = wanted.get();
        choices.with(|all| {
            all.iter().find(|it| it.key == wanted).or(all.first()).map(|it| it.key.clone()).unwrap_or_default()
        })
    });
    let key = Memo::new(move |_| path.with(|path| TermsKey::parse(path)));
    let terms = Memo::new(move |_| {
        app.document.with(|document| key.with(|key| Some(key.as_ref()?.find(document)?.1.clone()))).unwrap_or_default()
    });
    let change = move |change: &dyn Fn(&mut Ramp), told: &str| {
        let command = app.document.with_untracked(|document| {
            let key = key.get_untracked()?;
            change_terms(document, &key.role, key.segment.as_ref(), |terms| change(&mut terms.ramp))
        });
        match command {
            Some(command) if told.is_empty() => app.dispatch(Command::batch("ramp", vec![command])),
            Some(command) => app.dispatch_with_undo(Command::batch("ramp", vec![command]), told.to_owned()),
            None => {}
        }
    };

    // The curve by month.
    let curve_columns = Memo::new(|_| columns(tr!("Tenure month")));
    let curve_rows = Memo::new(move |_| {
        let row = |kind: &str| GridRow::Row([path.get().as_str(), "|", kind].concat().into());
        let own = terms.with(|it| it.ramp.quota.is_some());
        if own { vec![row("productivity"), row("quota")] } else { vec![row("productivity")] }
    });
    let curve_cells = Callback::new(move |id: Arc<str>| {
        let locale = app.locale.get();
        let of_quota = id.ends_with("|quota");
        terms.with(|terms| {
            let curve = if of_quota { terms.ramp.quota.as_deref().unwrap_or(&[]) } else { &terms.ramp.productivity };
            let name = match (of_quota, terms.ramp.quota.is_some()) {
                (true, _) => tr!("Quota"),
                (false, true) => tr!("Productivity"),
                (false, false) => tr!("Productivity and quota"),
            };
            let cell = |(at, key): (usize, &&'static str)| {
                let cell = curve.get(at).map_or_else(
                    || Cell { text: "100".into(), muted: true, ..Cell::default() },
                    |rate| {
                        // A ramp that falls or goes beyond 100 % is allowed; it is told at its month.
                        let kind = if of_quota { "quota" } else { "productivity" };
                        let place = format!("{}/ramp/{kind}/{:02}", path.get(), at + 1);
                        Cell { problem: app.problem_at(&place), ..Cell::new(locale.rate_typed(*rate)) }
                    },
                );
                typing.shown(&id, key, cell)
            };
            [Cell::new(name)].into_iter().chain(MONTHS.iter().enumerate().map(cell)).collect()
        })
    });
    let set_curve = move |wanted: Vec<(Arc<str>, &'static str, String)>| {
        let locale = app.locale.get_untracked();
        let mut read: Vec<(bool, usize, Option<Rate>)> = Vec::new();
        let mut refused = Vec::new();
        for (row, col, text) in wanted {
            let Some(at) = month_of(col) else { continue };
            let rate = match text.trim() {
                "" | "-" | "\u{2013}" => Ok(None),
                number => match parse_rate(number, &locale) {
                    Ok(rate) if rate < Rate::ZERO || rate > Rate::percent(200) => {
                        Err(tr!("From 0 to 200 %.").to_owned())
                    }
                    read => read.map(Some).map_err(|it| sentence(&it.to_string())),
                },
            };
            match rate {
                Ok(rate) => {
                    typing.accept(&(row.clone(), col));
                    read.push((row.ends_with("|quota"), at, rate));
                }
                Err(why) => {
                    refused.push(((row.clone(), col), why.clone()));
                    typing.refuse((row, col), &text, why);
                }
            }
        }
        if read.is_empty() {
            return (refused, false);
        }
        change(
            &|ramp| {
                for (of_quota, at, rate) in &read {
                    let curve = if *of_quota { ramp.quota.get_or_insert_default() } else { &mut ramp.productivity };
                    // Months before one that is typed are as they were: whole.
                    if curve.len() <= *at {
                        curve.resize(at + 1, Rate::ONE);
                    }
                    if let Some(place) = curve.get_mut(*at) {
                        *place = rate.unwrap_or(Rate::ONE);
                    }
                    while curve.last() == Some(&Rate::ONE) {
                        curve.pop();
                    }
                }
            },
            "",
        );
        (refused, true)
    };
    let on_edit = Callback::new(move |edit: GridEdit| _ = set_curve(vec![(edit.row, edit.col, edit.text)]));
    let on_paste = Callback::new(move |paste: GridPaste| {
        let (refused, changed) = set_curve(spread_out(&paste));
        app.tell_pasted(None, &paste.all_not_taken(&refused), changed);
    });
    let preset = move |key: String| {
        if let Some((_, name, months)) = PRESETS.iter().find(|it| it.0 == key) {
            change(
                &|ramp| *ramp = Ramp { accelerators: ramp.accelerators, ..Ramp::linear(*months) },
                &tr!("Ramp: {}.", tr!(*name)),
            );
        }
    };
    let preset_now = Signal::derive(move || {
        let now = terms.with(|it| (it.ramp.productivity.clone(), it.ramp.quota.is_none()));
        let same = |it: &&(&str, &str, u32)| now.1 && Ramp::linear(it.2).productivity == now.0;
        PRESETS.iter().find(same).map_or_else(|| "own".to_owned(), |it| it.0.to_owned())
    });
    let presets = Signal::derive(move || {
        let own = (preset_now.get() == "own").then(|| Choice::new("own", tr!("Its own curve")));
        own.into_iter().chain(PRESETS.iter().map(|it| Choice::new(it.0, tr!(it.1)))).collect::<Vec<_>>()
    });

    let on_fit = Callback::new(move |curve: Vec<f64>| {
        let rates: Vec<Rate> = curve.iter().map(|it| Rate::from_f64((it * 1_000.0).round() / 1_000.0)).collect();
        change(
            &|ramp| {
                ramp.productivity.clone_from(&rates);
                ramp.quota = None;
            },
            tr!("The ramp follows past hires."),
        );
    });
    let none = Memo::new(move |_| path.with(String::is_empty));
    view! {
        <Panel class="ramp">
            <PanelHead
                title=tr!("Ramp by tenure month")
                say=tr!("Productivity of somebody new against somebody ramped; whole after the last month typed. The same share of quota, unless quota ramps apart.")
            />
            <Show
                when=move || !none.get()
                fallback=|| view! { <Empty title=tr!("No role yet") text=tr!("Add a role above; how long new people take is typed here.")/> }
            >
                <div class="fields capacity-pick">
                    <Pick label=tr!("Ramp of") choices=choices chosen=path on_choose=move |key| wanted.set(key)/>
                    <Pick label=tr!("Preset") choices=presets chosen=preset_now on_choose=preset/>
                </div>
                <Grid label=tr!("Ramp by tenure month") columns=curve_columns rows=curve_rows cells=curve_cells on_edit=on_edit on_paste=on_paste/>
                <Fit terms=terms on_fit=on_fit/>
            </Show>
        </Panel>
    }
    .into_any()
}

/// The cells of a pasted block, one by one.
fn spread_out(paste: &GridPaste) -> Vec<(Arc<str>, &'static str, String)> {
    let mut wanted = Vec::new();
    for (row, texts) in paste.rows.iter().zip(&paste.cells) {
        wanted.extend(paste.cols.iter().zip(texts).map(|(col, text)| (row.clone(), *col, text.clone())));
    }
    wanted
}

/// Past attainment by tenure month, pasted, and the ramp it makes.
#[component]
fn Fit(
    /// The terms whose ramp it would be.
    terms: Memo<Terms>,
    /// The fitted curve is wanted.
    #[prop(into)]
    on_fit: Callback<Vec<f64>>,
) -> AnyView {
    let app = App::here();
    let typing = Typing::new();
    let past = RwSignal::new(vec![vec![None::<f64>; MONTHS.len()]; PAST]);
    let columns = Memo::new(|_| columns(tr!("Past hire")));
    // One empty row more than there are hires, and never fewer than three.
    let rows = Memo::new(move |_| {
        let used = past.with(|past| past.iter().rposition(|it| it.iter().any(Option::is_some)).map_or(0, |at| at + 1));
        let shown = (used + 1).clamp(3, PAST);
        (1..=shown).map(|at| GridRow::Row(at.to_string().into())).collect::<Vec<_>>()
    });
    let cells = Callback::new(move |id: Arc<str>| {
        let locale = app.locale.get();
        let at = id.parse::<usize>().unwrap_or(1).saturating_sub(1);
        let values = past.with(|past| past.get(at).cloned().unwrap_or_default());
        let cell = |(key, value): (&&'static str, &Option<f64>)| {
            let cell = value.map_or_else(blank, |it| Cell::new(locale.rate_typed(Rate::from_f64(it))));
            typing.shown(&id, key, cell)
        };
        [Cell::new(tr!("Hire {}", at + 1))].into_iter().chain(MONTHS.iter().zip(&values).map(cell)).collect()
    });
    let fitted =
        Memo::new(move |_| past.with(|past| fit_ramp(past, terms.with(|terms| terms.expected_attainment.to_f64()))));
    let footer = Signal::derive(move || {
        let locale = app.locale.get();
        fitted.with(|curve| {
            if curve.is_empty() {
                return Vec::new();
            }
            let month = |at: usize| curve.get(at).map_or_else(|| "100".to_owned(), |it| locale.number(it * 100.0, 1));
            [tr!("Fitted ramp").to_owned()].into_iter().chain((0..MONTHS.len()).map(month)).collect::<Vec<_>>()
        })
    });
    let set = move |wanted: Vec<(Arc<str>, &'static str, String)>| {
        let locale = app.locale.get_untracked();
        let mut refused = Vec::new();
        for (row, col, text) in wanted {
            let (Some(month), Ok(number)) = (month_of(col), row.parse::<usize>()) else { continue };
            let read = match text.trim() {
                "" | "-" | "\u{2013}" => Ok(None),
                number => {
                    parse_rate(number, &locale).map(|it| Some(it.to_f64())).map_err(|it| sentence(&it.to_string()))
                }
            };
            match read {
                Ok(value) => {
                    typing.accept(&(row, col));
                    past.update(|past| {
                        let place = past.get_mut(number.saturating_sub(1)).and_then(|it| it.get_mut(month));
                        if let Some(place) = place {
                            *place = value;
                        }
                    });
                }
                Err(why) => {
                    refused.push(((row.clone(), col), why.clone()));
                    typing.refuse((row, col), &text, why);
                }
            }
        }
        refused
    };
    let on_edit = Callback::new(move |edit: GridEdit| _ = set(vec![(edit.row, edit.col, edit.text)]));
    // A block may have more lines than rows are shown.
    let on_paste = Callback::new(move |paste: GridPaste| {
        let first = paste.rows.first().and_then(|it| it.parse::<usize>().ok()).unwrap_or(1);
        let ids: Vec<Arc<str>> = (first..=PAST).map(|it| it.to_string().into()).collect();
        let mut wanted = Vec::new();
        for (row, texts) in ids.iter().zip(&paste.cells) {
            wanted.extend(paste.cols.iter().zip(texts).map(|(col, text)| (row.clone(), *col, text.clone())));
        }
        // These are no part of the plan, so there is no step to undo.
        let refused = set(wanted);
        app.tell_pasted(None, &paste.all_not_taken(&refused), false);
    });
    let none = Signal::derive(move || fitted.with(Vec::is_empty));
    view! {
        <details class="ramp-fit">
            <summary>{tr!("Fit it from past hires")}</summary>
            <p class="say">{tr!("Paste attainment of full quota, a line for each hire and a column for each month in the seat. The ramp is the median of each month against the attainment expected of ramped people; it may dip, as people do.")}</p>
            <Grid label=tr!("Attainment of past hires") columns=columns rows=rows cells=cells on_edit=on_edit on_paste=on_paste footer=footer/>
            <div class="actions ramp-use">
                <Button label=tr!("Use the fitted ramp") small=true disabled=none on_press=move |()| on_fit.run(fitted.get_untracked())/>
            </div>
        </details>
    }
    .into_any()
}
