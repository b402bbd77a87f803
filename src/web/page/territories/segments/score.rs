//! The score: what counts, and how scores are spread.

use crate::edit::set_normalise;
use crate::model::Normalise;
use crate::present::chart::{ScoreChart, Size, score_chart};
use crate::present::territory::{dimension, normalise, score_bins, weight_path};
use crate::territory::segment::Dimension;
use crate::text::tr;
use crate::web::app::App;
use crate::web::chart::view as chart_view;
use crate::web::input::InputField;
use crate::web::page::territories::facts::Facts;
use crate::web::ui::{ChartFrame, Choice, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// Parts of the scale.
const BINS: usize = 20;

/// Weights and the spread of scores.
#[component]
pub(super) fn ScorePanel() -> AnyView {
    let app = App::here();
    let facts = Facts::here();
    let choices = Signal::derive(|| {
        [Normalise::Rank, Normalise::Range].map(|it| Choice::new(normalise(it).0, normalise(it).1)).to_vec()
    });
    let chosen = Signal::derive(move || facts.settings.with(|it| normalise(it.normalise).0.to_owned()));
    let help = Signal::derive(move || facts.settings.with(|it| normalise(it.normalise).2.to_owned()));
    let on_choose = move |key: String| {
        let wanted = if key == "range" { Normalise::Range } else { Normalise::Rank };
        let command = app.document.with_untracked(|document| set_normalise(document, wanted));
        app.dispatch(command);
    };
    let chart = move |width: f64| {
        let locale = app.locale.get();
        let tiers: Vec<String> = facts.settings.with(|it| it.tiers.iter().map(|it| it.name.clone()).collect());
        let bins = facts.segmentation.with(|it| score_bins(it, tiers.len(), BINS));
        let data = ScoreChart {
            name: tr!("Accounts by score and tier"),
            tiers: &tiers,
            bins: &bins,
            count: &|count| locale.number(count, 0),
        };
        score_chart(&data, Size { width: width as u32, height: 220 })
    };
    let draw = Callback::new(move |width: f64| chart_view(chart(width)));
    let fields = Dimension::ALL
        .map(|it| view! { <InputField path=weight_path(it) label=dimension(it)/> })
        .into_iter()
        .collect_view();
    view! {
        <Panel>
            <PanelHead
                title=tr!("Score")
                say=tr!("A score is the mean of what is known of an account, weighted. Only the ratios of the weights matter; what nobody has told \
                     is left out, so a prospect without ARR is judged by its potential. Ratings count as they are.")
            />
            <div class="fields">
                {fields}
                <Pick label=tr!("Amounts count") choices=choices chosen=chosen on_choose=on_choose help=help/>
            </div>
            <ChartFrame legend=true label=tr!("Accounts by score from 0 to 100, and by tier") draw=draw/>
        </Panel>
    }
    .into_any()
}
