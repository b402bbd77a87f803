//! Where one starts: whose books are planned, of which segment, and which accounts.

use super::desk::Desk;
use crate::model::{AccountsOf, Owner};
use crate::present::assign::owner_name;
use crate::text::tr;
use crate::web::ui::{Choice, Pick};
use leptos::prelude::*;

/// The choices above the map.
#[component]
pub(super) fn Whose() -> AnyView {
    let desk = Desk::here();
    let settings = Memo::new(move |_| desk.app.document.with(|it| (it.territory.owner, it.territory.accounts)));
    let segments = Signal::derive(move || {
        desk.segments
            .with(|all| all.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect::<Vec<_>>())
    });
    let several = Memo::new(move |_| desk.segments.with(|all| all.len() > 1));
    let owners = Signal::derive(|| Owner::ALL.map(|it| Choice::new(key(it), owner_name(it))).to_vec());
    let choose_owner = move |chosen: String| {
        if let Some(owner) = Owner::ALL.into_iter().find(|it| key(*it) == chosen) {
            desk.set(|it| it.owner = owner);
        }
    };
    let which = Signal::derive(|| {
        vec![
            Choice::new("all", tr!("All accounts")),
            Choice::new("customers", tr!("Customers")),
            Choice::new("prospects", tr!("Prospects")),
        ]
    });
    let choose = move |chosen: String| {
        let all = [AccountsOf::All, AccountsOf::Customers, AccountsOf::Prospects];
        if let Some(accounts) = all.into_iter().find(|it| accounts_key(*it) == chosen) {
            desk.set(|it| it.accounts = accounts);
        }
    };
    view! {
        <div class="fields assign-whose no-print">
            <Pick
                label=tr!("Assign")
                choices=owners
                chosen=Signal::derive(move || settings.with(|it| key(it.0).to_owned()))
                on_choose=choose_owner
            />
            <Show when=move || several.get()>
                <Pick
                    label=tr!("Segment")
                    choices=segments
                    chosen=Signal::derive(move || desk.segment_key())
                    on_choose=move |key: String| desk.pick_segment(&key)
                />
            </Show>
            <Pick
                label=tr!("Accounts")
                choices=which
                chosen=Signal::derive(move || settings.with(|it| accounts_key(it.1).to_owned()))
                on_choose=choose
            />
        </div>
    }
    .into_any()
}

fn key(owner: Owner) -> &'static str {
    match owner {
        Owner::Sales => "sales",
        Owner::AccountManagement => "account_management",
        Owner::CustomerSuccess => "customer_success",
    }
}

fn accounts_key(accounts: AccountsOf) -> &'static str {
    match accounts {
        AccountsOf::All => "all",
        AccountsOf::Customers => "customers",
        AccountsOf::Prospects => "prospects",
    }
}
