//! How people do where an offer comes from: what the company says, what the team averages, one's own view, or groups.

use super::editor::group;
use super::entry::{Value, Whose, entry};
use super::mine::Mine;
use crate::career::{Issue, Offer, OfferField, View, issues};
use crate::model::{AttainmentBucket, AttainmentSpread};
use crate::present::career::{ATTAINMENTS, attainment_preset, issue, view_words};
use crate::text::tr;
use crate::units::{Currency, Rate};
use crate::web::app::App;
use crate::web::ui::{Button, Choice, Look, Pick};
use leptos::prelude::*;

/// How people do there: whose view, and its figures.
pub(super) fn people(id: u32) -> AnyView {
    let of = move |label, unit, help, get, set| entry(Whose::Offer(id, get, set), label, unit, help);
    let mine = Mine::here();
    let choices = Signal::stored(ATTAINMENTS.iter().map(|it| Choice::new(it.0, tr!(it.1))).collect::<Vec<_>>());
    let now =
        Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).map_or("", |it| view_words(&it.attainment))));
    let chosen = Signal::derive(move || now.get().to_owned());
    let help = Signal::derive(move || {
        ATTAINMENTS.iter().find(|it| it.0 == now.get()).map_or(String::new(), |it| tr!(it.2).to_owned())
    });
    let on_choose = move |key: String| {
        mine.change_offer(id, tr!("how people do"), None, |offer| {
            offer.attainment = attainment_preset(&key, &offer.attainment)
        });
    };
    let share = move || {
        of(
            tr!("At quota last year"),
            tr!("% of people"),
            "",
            |it| Value::Percent(it.attainment.told_at_quota()),
            |it, value| it.attainment.tell_at_quota(value.rate()),
        )
    };
    let mean = move || {
        of(
            tr!("Attainment in the middle"),
            tr!("% of quota"),
            "",
            |it| Value::Percent(it.attainment.told_average()),
            |it, value| it.attainment.tell_average(value.rate()),
        )
    };
    let width = move || {
        of(
            tr!("How far people lie apart"),
            "points",
            tr!("Two in three are within it; 30 is illustrative."),
            |it| Value::Percent(it.attainment.width()),
            |it, value| it.attainment.tell_width(value.rate()),
        )
    };
    // A field that is emptied stays while one types into it again: it is the same one, told or not.
    let shape = Memo::new(move |_| match now.get() {
        "assumed" => "company",
        "own" => "average",
        other => other,
    });
    let rest = move || match shape.get() {
        "company" => view! { {share()}{width()} }.into_any(),
        "average" => view! { {mean()}{width()} }.into_any(),
        "groups" => view! { <Groups id=id/> }.into_any(),
        _fixed => width(),
    };
    let fields = view! {
        <Pick
            label=tr!("Attainment there")
            choices=choices
            chosen=chosen
            help=help
            on_choose=on_choose
            path=OfferField::Attainment.path(id)
        />
        {rest}
    };
    group(tr!("How people do there"), fields.into_any())
}

fn buckets(offer: &Offer) -> &[AttainmentBucket] {
    match &offer.attainment.view {
        View::Spread { spread: AttainmentSpread::Buckets { buckets } } => buckets,
        View::Spread { spread: AttainmentSpread::Normal { .. } } | View::AtQuota { .. } | View::Average { .. } => &[],
    }
}

fn buckets_of(offer: &mut Offer) -> Option<&mut Vec<AttainmentBucket>> {
    match &mut offer.attainment.view {
        View::Spread { spread: AttainmentSpread::Buckets { buckets } } => Some(buckets),
        View::Spread { spread: AttainmentSpread::Normal { .. } } | View::AtQuota { .. } | View::Average { .. } => None,
    }
}

/// Shares of people by attainment, group by group.
#[component]
fn Groups(id: u32) -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let rows = Memo::new(move |_| mine.profile.with(|profile| profile.offer(id).map_or(0, |it| buckets(it).len())));
    let cell = move |at: usize,
                     label: String,
                     get: fn(&AttainmentBucket) -> Rate,
                     set: fn(&mut AttainmentBucket, Rate)| {
        let value = Signal::derive(move || {
            let rate = mine.profile.with(|profile| profile.offer(id).and_then(|it| buckets(it).get(at).map(get)));
            app.locale.with(|locale| rate.map(|it| locale.rate_typed(it)).unwrap_or_default())
        });
        let read =
            move |text: &str| app.locale.with_untracked(|locale| crate::present::number::parse_rate(text, locale));
        let key = format!("group/{id}/{at}/{label}");
        let put = Callback::new(move |text: String| {
            if let Ok(rate) = read(&text) {
                mine.change_offer(id, "groups", Some(&key), |offer| {
                    if let Some(bucket) = buckets_of(offer).and_then(|all| all.get_mut(at)) {
                        set(bucket, rate.max(Rate::ZERO));
                    }
                });
            }
        });
        let commit = Callback::new(move |text: String| {
            put.run(text);
            mine.seal();
        });
        let check =
            Callback::new(move |text: String| read(&text).err().map(|it| crate::web::app::sentence(&it.to_string())));
        view! { <crate::web::ui::Field label=label value=value unit="%" check=check on_input=put on_commit=commit/> }
    };
    let change = move |what: &'static str, change: fn(&mut Vec<AttainmentBucket>)| {
        mine.change_offer(id, what, None, |offer| {
            if let Some(all) = buckets_of(offer) {
                change(all);
            }
        });
        mine.seal();
    };
    let lines = move || {
        let line = |at: usize| {
            let number = at + 1;
            view! {
                <div class="offer-group">
                    {cell(at, tr!("Group {number} from"), |it| it.from, |it, rate| it.from = rate)}
                    {cell(at, "to".to_owned(), |it| it.to, |it, rate| it.to = rate)}
                    {cell(at, "share".to_owned(), |it| it.share, |it, rate| it.share = rate)}
                </div>
            }
        };
        (0..rows.get()).map(line).collect_view()
    };
    let wrong = Memo::new(move |_| {
        let locale = app.locale.get();
        let told = |it: Issue| match it {
            Issue::SpreadOff { .. } | Issue::NoSpread => Some(issue(it, &locale, Currency::USD)),
            Issue::NoBase
            | Issue::NoVariable
            | Issue::NoPlan
            | Issue::NoQuota
            | Issue::PaidLater { .. }
            | Issue::NoRate { .. }
            | Issue::Weights { .. } => None,
        };
        mine.all
            .with(|all| {
                let of = all.iter().find(|it| it.offer.id == id)?;
                issues(of).into_iter().find_map(told)
            })
            .unwrap_or_default()
    });
    view! {
        <div class="wide offer-spread">
            {lines}
            <p class="problem" class:none=move || wrong.with(String::is_empty)>{wrong}</p>
            <div class="actions">
                <Button label=tr!("Add a group") small=true look=Look::Quiet on_press=move |()| change(tr!("add a group"), |all| {
                    let from = all.last().map_or(Rate::ZERO, |it| it.to);
                    all.push(AttainmentBucket { from, to: from + Rate::percent(50), share: Rate::ZERO });
                })/>
                <Button label=tr!("Remove the last") small=true look=Look::Quiet on_press=move |()| change(tr!("remove a group"), |all| { all.pop(); })/>
            </div>
        </div>
    }
    .into_any()
}
