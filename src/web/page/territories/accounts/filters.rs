//! Which accounts are looked at.

use super::super::facts::Facts;
use crate::model::Owner;
use crate::present::accounts::{AccountColumn, Order, Wanted, owner_name, seat_choices};
use crate::text::tr;
use crate::units::{SeatId, SegmentId};
use crate::web::app::App;
use crate::web::ui::{Choice, Field, Pick};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What is chosen. Empty: everything. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    /// Words.
    text: RwSignal<String>,
    /// `sales/ae-1`, `sales/` for nobody, or `named/Ben Quist` for whoever holds no seat.
    owner: RwSignal<String>,
    segment: RwSignal<String>,
    /// Place of the tier.
    tier: RwSignal<String>,
    /// `customers`, `prospects`, `lost` (no position), `moved`.
    kind: RwSignal<String>,
}

const FUNCTIONS: [(Owner, &str); 3] =
    [(Owner::Sales, "sales"), (Owner::AccountManagement, "am"), (Owner::CustomerSuccess, "cs")];

/// Before the name of an owner who holds no seat.
const NAMED: &str = "named/";

impl Filter {
    /// Everything is shown.
    pub fn everything() -> Filter {
        let nothing = || RwSignal::new(String::new());
        Filter { text: nothing(), owner: nothing(), segment: nothing(), tier: nothing(), kind: nothing() }
    }

    /// What is chosen now.
    pub fn wanted(self) -> Wanted {
        let owner = self.owner.with(|key| {
            let (function, seat) = key.split_once('/')?;
            let function = FUNCTIONS.iter().find(|it| it.1 == function)?.0;
            Some((function, (!seat.is_empty()).then(|| SeatId::new(seat))))
        });
        let kind = self.kind.get();
        Wanted {
            text: self.text.with(|text| text.trim().to_lowercase()),
            owner,
            stranger: self.owner.with(|key| key.strip_prefix(NAMED).map(str::to_owned)),
            segment: self.segment.with(|key| (!key.is_empty()).then(|| SegmentId::new(key))),
            tier: self.tier.with(|key| key.parse().ok()),
            customers: match kind.as_str() {
                "customers" => Some(true),
                "prospects" => Some(false),
                _both => None,
            },
            lost: kind == "lost",
            moved: kind == "moved",
        }
    }

    /// The segment that is looked at, now.
    pub fn segment_untracked(self) -> Option<SegmentId> {
        self.segment.with_untracked(|key| (!key.is_empty()).then(|| SegmentId::new(key)))
    }
}

/// Search, choices and order.
#[component]
pub(super) fn Filters(
    /// What is chosen.
    filter: Filter,
    /// The order.
    order: RwSignal<Order>,
) -> AnyView {
    let app = App::here();
    let facts = Facts::here();
    let owners = Memo::new(move |_| {
        facts.accounts.track();
        app.document.with(|document| {
            let mut all = vec![Choice::new("", tr!("Everybody"))];
            for (function, key) in FUNCTIONS {
                let name = owner_name(function);
                let own = document.accounts.iter().any(|it| it.owners.of(function).is_some());
                if !own && function != document.territory.owner {
                    continue;
                }
                all.push(Choice::new(format!("{key}/"), tr!("{name}: nobody")));
                let seats = seat_choices(document, function).into_iter();
                all.extend(seats.map(|(id, holder)| Choice::new(format!("{key}/{id}"), format!("{name}: {holder}"))));
            }
            let named: BTreeSet<&str> = document.accounts.iter().filter_map(|it| it.owner_without_seat()).collect();
            let label = |name: &str| tr!("{name} (holds no seat)");
            all.extend(named.into_iter().map(|name| Choice::new([NAMED, name].concat(), label(name))));
            all
        })
    });
    let segments = Memo::new(move |_| {
        app.document.with(|document| {
            let all = document.segments.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            std::iter::once(Choice::new("", tr!("All segments"))).chain(all).collect::<Vec<_>>()
        })
    });
    let tiers = Memo::new(move |_| {
        facts.settings.with(|settings| {
            let all = settings.tiers.iter().enumerate().map(|(at, it)| Choice::new(at.to_string(), it.name.clone()));
            std::iter::once(Choice::new("", tr!("All tiers"))).chain(all).collect::<Vec<_>>()
        })
    });
    let kinds = Signal::derive(|| {
        [
            ("", tr!("All accounts")),
            ("customers", tr!("Customers")),
            ("prospects", tr!("Prospects")),
            ("lost", tr!("Without a position")),
            ("moved", tr!("To change hands by the plan")),
        ]
        .map(|(key, label)| Choice::new(key, label))
        .to_vec()
    });
    let orders = Signal::derive(|| {
        let by = ORDERS.into_iter().map(|it| Choice::new(it.key(), it.label()));
        std::iter::once(Choice::new("", tr!("As in the file"))).chain(by).collect::<Vec<_>>()
    });
    let chosen_order = Signal::derive(move || match order.get() {
        Order::Table => String::new(),
        Order::By(column) => column.key().to_owned(),
    });
    let on_order = move |key: String| order.set(AccountColumn::named(&key).map_or(Order::Table, Order::By));
    view! {
        <div class="fields">
            <Field
                label=tr!("Find") text=true example=tr!("Name, place, family") value=filter.text
                on_input=move |text: String| filter.text.set(text) on_commit=move |text: String| filter.text.set(text)
            />
            <Pick label=tr!("Show") choices=kinds chosen=filter.kind on_choose=move |key| filter.kind.set(key)/>
            <Pick label=tr!("Owner") choices=owners chosen=filter.owner on_choose=move |key| filter.owner.set(key)/>
            <Pick label=tr!("Segment") choices=segments chosen=filter.segment on_choose=move |key| filter.segment.set(key)/>
            <Pick label=tr!("Tier") choices=tiers chosen=filter.tier on_choose=move |key| filter.tier.set(key)/>
            <Pick label=tr!("Order" in "of rows") choices=orders chosen=chosen_order on_choose=on_order/>
        </div>
    }
    .into_any()
}

/// What accounts can be put in order by.
const ORDERS: [AccountColumn; 8] = [
    AccountColumn::Name,
    AccountColumn::Segment,
    AccountColumn::Sales,
    AccountColumn::Arr,
    AccountColumn::Renewal,
    AccountColumn::Potential,
    AccountColumn::Workload,
    AccountColumn::Region,
];
