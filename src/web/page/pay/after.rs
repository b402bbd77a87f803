//! Between earning and paying: draw, payout and clawback of the plan.

mod steps;

use super::chosen::Chosen;
use crate::model::comp::{Clawback, ClawbackBasis, Draw, DrawKind, PayoutTrigger, PlanVersion};
use crate::present::words_pay::{self, CLAWBACKS, DRAW_PAID};
use crate::text::tr;
use crate::units::{Money, Monthly, Rate};
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{Check, Choice, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// The kinds of draw that can be chosen, none first.
const DRAWS: [Option<DrawKind>; 6] = [
    None,
    Some(DrawKind::GuaranteeTopUp),
    Some(DrawKind::Additional),
    Some(DrawKind::Recoverable),
    Some(DrawKind::RecoverableForgiven),
    Some(DrawKind::DelayedRecovery { start_period: 7, share: Rate::percent(50), last_period: None }),
];

/// Draw, payout and clawback.
#[component]
pub(super) fn AfterPanel(
    /// The plan is that of an offer: there is no forecast behind it.
    #[prop(optional)]
    in_an_offer: bool,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let say = if in_an_offer {
        tr!("Draw and payout decide in which month variable pay is in hand.")
    } else {
        tr!(
            "Draw and payout decide when variable pay reaches people: the column \u{201c}Paid\u{201d} of \u{201c}People and deals\u{201d} follows them."
        )
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("From earned to paid")
                say=Signal::stored(say.to_owned())
            />
            <div class="pay-after">
                {payout(app, chosen, in_an_offer)}
                {draw(app, chosen, in_an_offer)}
                {clawback(app, chosen, in_an_offer)}
            </div>
        </Panel>
    }
    .into_any()
}

fn path(chosen: Chosen, key: &'static str) -> Signal<String> {
    Signal::derive(move || [chosen.path().as_str(), "/", key].concat())
}

fn field(chosen: Chosen, key: &'static str, label: &str, help: &str) -> AnyView {
    view! {
        <InputField path=path(chosen, key) label=Signal::stored(label.to_owned()) help=Signal::stored(help.to_owned())/>
    }
    .into_any()
}

fn see<T: Default>(app: App, chosen: Chosen, look: impl FnOnce(&PlanVersion) -> T) -> T {
    chosen.look(app, |_, _, version| look(version)).unwrap_or_default()
}

fn payout(app: App, chosen: Chosen, in_an_offer: bool) -> AnyView {
    let triggers = [
        (PayoutTrigger::Booking, tr!("The booking")),
        (PayoutTrigger::Invoice, tr!("The invoice")),
        (PayoutTrigger::Cash, tr!("The cash")),
    ];
    let choices = Signal::stored(triggers.iter().map(|it| Choice::new(it.1, tr!(it.1))).collect::<Vec<_>>());
    let now = Signal::derive(move || {
        let trigger = see(app, chosen, |version| version.payout.trigger);
        triggers.iter().find(|it| it.0 == trigger).map_or("", |it| it.1).to_owned()
    });
    let help = Signal::derive(move || {
        match see(app, chosen, |version| version.payout.trigger) {
            PayoutTrigger::Booking => tr!("Pay falls due when the deal is signed."),
            PayoutTrigger::Invoice if in_an_offer => tr!("Taken as invoiced when signed."),
            PayoutTrigger::Cash if in_an_offer => tr!("Taken as paid 30 days after signing; illustrative."),
            PayoutTrigger::Invoice | PayoutTrigger::Cash => {
                tr!("Noted only: the forecast has no invoices and no cash, and pays from the booking.")
            }
        }
        .to_owned()
    });
    let on_choose = move |name: String| {
        if let Some(trigger) = triggers.iter().find(|it| it.1 == name).map(|it| it.0) {
            chosen.change(app, tr!("what starts payment"), |version| version.payout.trigger = trigger);
        }
    };
    let held = Memo::new(move |_| see(app, chosen, |version| version.payout.holdback != Rate::ZERO));
    let held_for = Signal::derive(move || {
        if see(app, chosen, |version| version.payout.holdback_months == 0) {
            tr!("Nothing is held back while this is zero: say for how many months.").to_owned()
        } else {
            tr!("From the first payment.").to_owned()
        }
    });
    view! {
        <fieldset>
            <legend>{tr!("Payout")}</legend>
            <div class="fields">
                <Pick label=tr!("Started by") choices=choices chosen=now help=help on_choose=on_choose/>
                {field(chosen, "payout/lag_months", tr!("Paid after"), tr!("From the end of the period."))}
                {field(chosen, "payout/instalments", tr!("Instalments"), tr!("Equal monthly parts; 1 is all at once."))}
                {field(chosen, "payout/holdback", tr!("Held back"), tr!("Share that is paid later."))}
                {move || held.get().then(|| view! {
                    <InputField path=path(chosen, "payout/holdback_months") label=Signal::stored(tr!("Held back for").to_owned()) help=held_for/>
                })}
            </div>
        </fieldset>
    }
    .into_any()
}

fn draw(app: App, chosen: Chosen, in_an_offer: bool) -> AnyView {
    let same = |a: &Option<DrawKind>, b: &Option<DrawKind>| words_pay::draw(*a).0 == words_pay::draw(*b).0;
    let choices = Signal::stored(
        DRAWS.iter().map(|it| Choice::new(words_pay::draw(*it).0, words_pay::draw(*it).0)).collect::<Vec<_>>(),
    );
    let kind = Memo::new(move |_| see(app, chosen, |version| version.draw.as_ref().map(|draw| draw.kind)));
    let now = Signal::derive(move || words_pay::draw(kind.get()).0.to_owned());
    let help = Signal::derive(move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let line = see(app, chosen, |version| {
            let draw = version.draw.as_ref()?;
            // An offer has no customers whose invoice or cash is waited for.
            let waits = if in_an_offer { "" } else { words_pay::draw_waits(draw.kind, version.payout.trigger) };
            Some([&words_pay::draw_line(draw, &locale, currency), " ", waits].concat().trim_end().to_owned())
        });
        line.unwrap_or_else(|| words_pay::draw(None).1.to_owned())
    });
    let on_choose = move |name: String| {
        let Some(kind) = DRAWS.iter().find(|it| words_pay::draw(**it).0 == name) else { return };
        chosen.change(app, "draw", |version| {
            let old = version.draw.take();
            if same(&old.as_ref().map(|draw| draw.kind), kind) {
                version.draw = old;
                return;
            }
            version.draw = kind.map(|kind| match old {
                Some(draw) => Draw { kind, ..draw },
                None => Draw::level(kind, Monthly::new(Money::from_major(2_000)), Some(6)).with_its_month(),
            });
        });
    };
    let has = Memo::new(move |_| kind.with(Option::is_some));
    let times = Signal::derive(|| DRAW_PAID.iter().map(|it| Choice::new(it.1, tr!(it.1))).collect::<Vec<_>>());
    let paid =
        Memo::new(move |_| see(app, chosen, |version| version.draw.as_ref().map(|draw| draw.paid).unwrap_or_default()));
    let time = Signal::derive(move || DRAW_PAID.iter().find(|it| it.0 == paid.get()).map_or("", |it| it.1).to_owned());
    let on_time = move |name: String| {
        let Some(paid) = DRAW_PAID.iter().find(|it| it.1 == name).map(|it| it.0) else { return };
        chosen.change(app, "draw", |version| version.draw.iter_mut().for_each(|draw| draw.paid = paid));
    };
    let later = Memo::new(move |_| kind.with(|kind| matches!(kind, Some(DrawKind::DelayedRecovery { .. }))));
    view! {
        <fieldset>
            <legend>{tr!("Draw")}</legend>
            <div class="fields">
                <Pick label=tr!("Kind") choices=choices chosen=now help=help on_choose=on_choose/>
                {move || has.get().then(|| view! {
                    <Pick label=tr!("The draw is paid") choices=times chosen=time on_choose=on_time/>
                    <steps::DrawSteps/>
                })}
                {move || later.get().then(|| view! {
                    {field(chosen, "draw/recovery_from", tr!("Recovery begins in"), tr!("Month counted from the first of the plan."))}
                    {field(chosen, "draw/recovery_share", tr!("Share recovered"), tr!("Of pay above the draw."))}
                })}
            </div>
        </fieldset>
    }
    .into_any()
}

fn clawback(app: App, chosen: Chosen, in_an_offer: bool) -> AnyView {
    let basis = Memo::new(move |_| see(app, chosen, |version| version.clawback.basis));
    let choices = Signal::stored(CLAWBACKS.iter().map(|it| Choice::new(it.1, tr!(it.1))).collect::<Vec<_>>());
    let row = move || CLAWBACKS.iter().find(|it| it.0 == basis.get()).copied().unwrap_or((ClawbackBasis::None, "", ""));
    let now = Signal::derive(move || row().1.to_owned());
    let help = Signal::derive(move || tr!(row().2).to_owned());
    let on_choose = move |name: String| {
        let Some(basis) = CLAWBACKS.iter().find(|it| it.1 == name).map(|it| it.0) else { return };
        chosen.change(app, "clawback", |version| {
            let fresh = version.clawback.basis == ClawbackBasis::None;
            version.clawback.basis = basis;
            if fresh {
                version.clawback = Clawback { basis, share: Rate::ONE, months: 6, takes_attainment: false };
            }
        });
    };
    let has = Memo::new(move |_| basis.get() != ClawbackBasis::None);
    let takes = Signal::derive(move || see(app, chosen, |version| version.clawback.takes_attainment));
    view! {
        <fieldset>
            <legend>{tr!("Clawback")}</legend>
            <div class="fields">
                <Pick label=tr!("What is taken back") choices=choices chosen=now help=help on_choose=on_choose/>
                {move || has.get().then(|| view! {
                    {field(chosen, "clawback/share", tr!("Share"), tr!("Of that."))}
                    {field(chosen, "clawback/months", tr!("If they leave within"), tr!("Of signing."))}
                    <Check
                        label=tr!("Takes the credit back as well")
                        on=takes
                        on_change=move |on: bool| chosen.change(app, "clawback", |version| version.clawback.takes_attainment = on)
                        help=Signal::stored(tr!("Attainment falls with it.").to_owned())
                    />
                })}
            </div>
            {move || see(app, chosen, words_pay::clawback_leaves_spifs).map(|text| view! { <p class="fine">{text}</p> })}
            {(!in_an_offer).then(|| view! {
                <p class="fine">{tr!("The forecast does not use it: a clawback needs deals that were really signed.")}</p>
            })}
        </fieldset>
    }
    .into_any()
}
