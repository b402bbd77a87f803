//! How the split of variable pay moves results: the switch, its figures, and what it does now.

use crate::edit::Command;
use crate::engine::pay_splits;
use crate::model::Incentives;
use crate::present::incentives;
use crate::text::tr;
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{Button, Choice, Panel, PanelHead, Pick, Say, Table};
use leptos::prelude::*;

/// The panel.
#[component]
pub fn IncentivesPanel() -> AnyView {
    let app = App::here();
    let on = Memo::new(move |_| app.document.with(|document| document.assumptions.incentives.on));
    let choices = Signal::derive(|| vec![Choice::new("off", tr!("Off")), Choice::new("on", tr!("Effort follows pay"))]);
    let chosen = Signal::derive(move || if on.get() { "on" } else { "off" }.to_owned());
    let change = move |label: &str, change: &dyn Fn(&mut Incentives)| {
        let mut assumptions = app.document.with_untracked(|document| document.assumptions.clone());
        change(&mut assumptions.incentives);
        app.dispatch(Command::batch(label, vec![Command::Assumptions(Box::new(assumptions))]));
    };
    let choose = move |key: String| {
        let reference = app.document.with_untracked(pay_splits);
        change(tr!("response of results to the split of pay"), &move |rule| {
            rule.on = key == "on";
            if rule.on && rule.reference.is_empty() {
                rule.reference = reference.clone();
            }
        });
    };
    let take = move |()| {
        let reference = app.document.with_untracked(pay_splits);
        change(tr!("take the present split of pay as reference"), &move |rule| rule.reference = reference.clone());
    };
    let say = Signal::derive(move || app.document.with(|it| incentives::say(&it.assumptions.incentives).to_owned()));
    let header = Signal::derive(|| incentives::HEADER.map(str::to_owned).to_vec());
    let rows = Memo::new(move |_| {
        let locale = app.locale.get();
        app.outcome.with(|outcome| incentives::rows(outcome, &locale))
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Response to pay")
                say=tr!("An assumption, and yours: no survey gives these elasticities. Off, results do not depend on how pay is split.")
            />
            <div class="fields">
                <Pick label=tr!("Results respond to the split of pay") choices=choices chosen=chosen on_choose=choose/>
                {move || on.get().then(|| view! {
                    <InputField
                        path="assumptions/incentives/new_business"
                        label=tr!("Elasticity, new business")
                        help=tr!("50 %: a tenth more of the split brings 5 % more effort.")
                    />
                    <InputField path="assumptions/incentives/retention" label=tr!("Elasticity, retention")/>
                    <InputField path="assumptions/incentives/expansion" label=tr!("Elasticity, expansion")/>
                    <InputField
                        path="assumptions/incentives/returns"
                        label=tr!("Returns to effort")
                        help=tr!("Output is effort to this power: at 50 %, four times the effort brings twice the output.")
                    />
                })}
            </div>
            <Say text=say/>
            {move || (on.get() && !rows.with(Vec::is_empty)).then(|| view! {
                <Table label=tr!("What the split of pay does now") header=header rows=rows/>
            })}
            {move || on.get().then(|| view! {
                <div class="actions"><Button label=tr!("Take the present split as reference") small=true on_press=take/></div>
            })}
        </Panel>
    }
    .into_any()
}
