//! What became of a deal: when it was closed, for how long, and when it was invoiced, paid and cancelled.

use crate::exchange::importer::{Field, Kind};
use crate::text::mark;

pub(super) const CLOSED: Field = Field {
    by_values: true,
    never: &[
        "created date",
        "create date",
        "created at",
        "create time",
        "last modified date",
        "last activity date",
        "last activity",
        "next step date",
        "start date",
        "end date",
        "fiscal period",
    ],
    ..Field::new(
        "closed",
        mark!("Close date"),
        Kind::Date,
        &[
            "close date",
            "closed date",
            "closed",
            "won date",
            "deal won time",
            "won time",
            "closed on",
            "closed at",
            "date closed",
            "booking date",
            "booked on",
            "order date",
            "signed date",
            "date signed",
            "date",
            "day",
            "abschlussdatum",
            "abschluss",
            "abgeschlossen am",
            "auftragsdatum",
            "vertragsdatum",
            "datum",
        ],
    )
};

pub(super) const TERM: Field = Field::new(
    "term",
    mark!("Term (months)"),
    Kind::Term,
    &[
        "term months",
        "contract term",
        "term",
        "contract length",
        "contract term months",
        "contract months",
        "subscription term",
        "term length",
        "term in months",
        "duration",
        "duration months",
        "months",
        "contract years",
        "term years",
        "laufzeit",
        "vertragslaufzeit",
        "laufzeit monate",
        "laufzeit in monaten",
        "vertragsmonate",
        "laufzeit jahre",
    ],
);

pub(super) const PREPAID: Field = Field::new(
    "prepaid",
    mark!("Paid in advance (yes or no)"),
    Kind::Text,
    &["prepaid", "paid upfront", "upfront", "pre paid", "paid in advance", "vorauszahlung", "vorkasse"],
);

pub(super) const INVOICED: Field = Field {
    never: &["invoice number", "invoice no", "invoice id", "invoice status", "invoice amount"],
    ..Field::new(
        "invoiced",
        mark!("Invoiced on"),
        Kind::Date,
        &[
            "invoice date",
            "invoiced date",
            "invoiced on",
            "invoiced",
            "date invoiced",
            "billing date",
            "billed on",
            "rechnungsdatum",
            "fakturiert am",
            "berechnet am",
        ],
    )
};

pub(super) const PAID: Field = Field {
    never: &["payment terms", "payment status", "payment method", "amount paid", "paid amount"],
    ..Field::new(
        "paid",
        mark!("Payment date"),
        Kind::Date,
        &[
            "paid date",
            "payment date",
            "paid on",
            "paid",
            "date paid",
            "cash received date",
            "payment received",
            "collected on",
            "zahlungseingang",
            "zahlungsdatum",
            "bezahlt am",
            "bezahlt",
        ],
    )
};

pub(super) const CANCELLED: Field = Field::new(
    "cancelled",
    mark!("Cancelled on"),
    Kind::Date,
    &[
        "cancelled date",
        "cancellation date",
        "cancelled on",
        "cancelled",
        "canceled",
        "canceled date",
        "churn date",
        "churned on",
        "terminated on",
        "storno",
        "stornodatum",
        "kuendigungsdatum",
        "gekuendigt am",
        "storniert am",
    ],
);
