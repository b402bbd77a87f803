//! The fields of a deal, and what columns that hold them are called.

mod contract;
mod splits;

use crate::exchange::importer::{Field, Kind, Slot};
use crate::text::mark;

pub(super) const ID: Slot = 0;
pub(super) const NAME: Slot = 1;
pub(super) const ACCOUNT: Slot = 2;
pub(super) const OWNER: Slot = 3;
pub(super) const SHARE: Slot = 4;
pub(super) const OWNER_2: Slot = 5;
pub(super) const SHARE_2: Slot = 6;
pub(super) const OVERLAY: Slot = 7;
pub(super) const OVERLAY_SHARE: Slot = 8;
pub(super) const TYPE: Slot = 9;
pub(super) const STAGE: Slot = 10;
pub(super) const AMOUNT: Slot = 11;
pub(super) const CURRENCY: Slot = 12;
pub(super) const CLOSED: Slot = 13;
pub(super) const TERM: Slot = 14;
pub(super) const PREPAID: Slot = 15;
pub(super) const INVOICED: Slot = 16;
pub(super) const PAID: Slot = 17;
pub(super) const CANCELLED: Slot = 18;
pub(super) const MARGIN: Slot = 19;

pub(super) const SPLIT_OWNER: Slot = 20;
pub(super) const SPLIT_AMOUNT: Slot = 21;
pub(super) const SPLIT_TYPE: Slot = 22;

pub(super) static FIELDS: [Field; 23] = [
    Field {
        by_values: true,
        never: &["account id", "owner id", "company id", "organization id", "contact id", "campaign id", "invoice id"],
        ..Field::new(
            "id",
            mark!("Deal id"),
            Kind::Code,
            &[
                "deal id",
                "opportunity id",
                "record id",
                "id",
                "order id",
                "order number",
                "deal number",
                "opportunity number",
                "contract number",
                "external id",
                "auftragsnummer",
                "auftragsnr",
                "vertragsnummer",
                "vertragsnr",
                "nummer",
                "nr",
            ],
        )
    },
    Field {
        never: &["owner name", "stage name", "campaign name", "pipeline name", "product name"],
        ..Field::new(
            "name",
            mark!("Deal name"),
            Kind::Text,
            &[
                "deal name",
                "opportunity name",
                "deal title",
                "name",
                "title",
                "deal",
                "opportunity",
                "order",
                "auftrag",
                "bezeichnung",
                "geschaeft",
                "opportunity bezeichnung",
            ],
        )
    },
    Field {
        never: &["account id", "account owner", "account type", "account source"],
        ..Field::new(
            "account",
            mark!("Customer"),
            Kind::Text,
            &[
                "account name",
                "account",
                "customer",
                "customer name",
                "associated company",
                "company",
                "company name",
                "deal organization",
                "organization",
                "organization name",
                "client",
                "client name",
                "kunde",
                "kundenname",
                "firma",
                "unternehmen",
            ],
        )
    },
    Field {
        never: &[
            "owner id",
            "owner role",
            "owner email",
            "opportunity owner role",
            "opportunity owner email",
            "account owner",
            "created by",
            "owner manager",
        ],
        ..Field::new(
            "owner",
            mark!("Owner"),
            Kind::Text,
            &[
                "opportunity owner",
                "deal owner",
                "owner",
                "owner name",
                "owner 1",
                "owner full name",
                "opportunity owner name",
                "deal owner name",
                "sales rep",
                "rep",
                "rep name",
                "salesperson",
                "seller",
                "account executive",
                "verkaeufer",
                "vertriebler",
                "vertriebsmitarbeiter",
                "inhaber",
                "besitzer",
                "zustaendig",
                "betreuer",
                "verantwortlich",
            ],
        )
    },
    Field::new(
        "share",
        mark!("Owner's share"),
        Kind::Rate,
        &[
            "share",
            "split",
            "split percent",
            "split percentage",
            "owner share",
            "owner 1 share",
            "share 1",
            "split 1",
            "credit",
            "credit share",
            "opportunity split percent",
            "opportunity split percentage",
            "deal split percent",
            "deal split percentage",
            "anteil",
            "anteil 1",
        ],
    ),
    Field::new(
        "owner_2",
        mark!("Second owner"),
        Kind::Text,
        &[
            "owner 2",
            "second owner",
            "owner2",
            "secondary owner",
            "co owner",
            "split with",
            "shared with",
            "second rep",
            "rep 2",
            "zweiter verkaeufer",
            "verkaeufer 2",
            "betreuer 2",
            "geteilt mit",
        ],
    ),
    Field::new(
        "share_2",
        mark!("Second owner's share"),
        Kind::Rate,
        &[
            "share 2",
            "owner 2 share",
            "share owner 2",
            "split 2",
            "second share",
            "second owner share",
            "co owner share",
            "secondary share",
            "anteil 2",
        ],
    ),
    Field::new(
        "overlay",
        mark!("Overlay (on top of 100 %)"),
        Kind::Text,
        &["overlay", "overlay owner", "sales engineer", "solutions engineer", "specialist", "overlay rep", "presales"],
    ),
    Field::new(
        "overlay_share",
        mark!("Overlay's share"),
        Kind::Rate,
        &["overlay share", "overlay split", "overlay percent", "overlay percentage", "overlay credit"],
    ),
    Field {
        never: &["account type", "lead type", "record type", "forecast type"],
        ..Field::new(
            "type",
            mark!("Kind of deal"),
            Kind::Choice,
            &[
                "type",
                "deal type",
                "opportunity type",
                "opportunity record type",
                "business type",
                "order type",
                "sale type",
                "deal category",
                "kind",
                "measure",
                "typ",
                "art",
                "auftragsart",
                "geschaeftsart",
                "vertragsart",
            ],
        )
    },
    Field {
        never: &["stage duration", "last stage change date", "lead status", "payment status", "forecast category"],
        ..Field::new(
            "stage",
            mark!("Stage"),
            Kind::Text,
            &[
                "deal status",
                "deal stage",
                "stage",
                "opportunity stage",
                "stage name",
                "sales stage",
                "status",
                "is won",
                "won",
                "outcome",
                "phase",
                "vertriebsphase",
                "stand",
            ],
        )
    },
    Field {
        by_values: true,
        scaled: &[
            (&["mrr", "new mrr", "monthly recurring revenue", "monthly amount", "monthly value", "monatsbetrag"], 12),
            (&["quarterly amount", "quarterly recurring revenue"], 4),
        ],
        weak: &["revenue", "umsatz", "total", "summe"],
        never: &[
            "expected revenue",
            "weighted amount",
            "forecast amount",
            "annual revenue",
            "probability",
            "deal probability",
            "closed amount",
            "total contract value",
            "tcv",
            "age",
            "quantity",
            "split amount",
            "opportunity split amount",
            "deal split amount",
        ],
        ..Field::new(
            "amount",
            mark!("Amount (ARR, per year)"),
            Kind::Money,
            &[
                "arr",
                "annual recurring revenue",
                "new arr",
                "deal arr",
                "acv",
                "annual contract value",
                "amount",
                "deal amount",
                "deal value",
                "opportunity amount",
                "value",
                "amount converted",
                "amount in company currency",
                "booking",
                "bookings",
                "booking amount",
                "jahreswert",
                "jahresumsatz",
                "betrag",
                "auftragswert",
                "vertragswert",
                "wert",
            ],
        )
    },
    Field::new(
        "currency",
        mark!("Currency"),
        Kind::Code,
        &[
            "currency",
            "currency code",
            "amount currency",
            "deal currency",
            "deal currency of value",
            "opportunity currency",
            "currency iso code",
            "waehrung",
        ],
    ),
    contract::CLOSED,
    contract::TERM,
    contract::PREPAID,
    contract::INVOICED,
    contract::PAID,
    contract::CANCELLED,
    Field {
        never: &["margin percent", "gross margin percent"],
        ..Field::new(
            "margin",
            mark!("Gross margin (amount)"),
            Kind::Money,
            &[
                "gross margin",
                "margin",
                "margin amount",
                "gross profit",
                "profit",
                "deckungsbeitrag",
                "marge",
                "rohertrag",
            ],
        )
    },
    splits::OWNER,
    splits::AMOUNT,
    splits::TYPE,
];
