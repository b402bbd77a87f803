//! Who a customer is and whose: id, name, segment and owner.

use crate::exchange::importer::{Field, Kind};
use crate::text::mark;

pub(super) const ID: Field = Field {
    by_values: true,
    never: &["parent account id", "parent id", "owner id", "invoice id", "user id"],
    ..Field::new(
        "id",
        mark!("Customer id"),
        Kind::Code,
        &[
            "customer id",
            "account id",
            "client id",
            "company id",
            "id",
            "customer number",
            "customer no",
            "customer nr",
            "customer code",
            "customer key",
            "account number",
            "account no",
            "account code",
            "client number",
            "client code",
            "record id",
            "external id",
            "crm id",
            "salesforce id",
            "hubspot id",
            "18 digit account id",
            "case safe id",
            "organization id",
            "organisation id",
            "tenant id",
            "uuid",
            "number",
            "no",
            "nr",
            "kundennr",
            "kunden nr",
            "kundennummer",
            "kunden id",
            "kdnr",
            "kd nr",
            "debitor",
            "debitorennummer",
            "debitor nr",
            "mandantennummer",
            "kontonummer",
        ],
    )
};

pub(super) const NAME: Field = Field {
    never: &[
        "owner name",
        "first name",
        "last name",
        "contact name",
        "parent account",
        "plan name",
        "product name",
        "file name",
    ],
    ..Field::new(
        "name",
        mark!("Customer name"),
        Kind::Text,
        &[
            "customer name",
            "account name",
            "company name",
            "client name",
            "name",
            "customer",
            "account",
            "company",
            "client",
            "organization",
            "organisation",
            "organization name",
            "associated company",
            "billing company",
            "legal name",
            "kunde",
            "kundenname",
            "firma",
            "firmenname",
            "unternehmen",
            "unternehmensname",
            "mandant",
            "bezeichnung",
        ],
    )
};

pub(super) const SEGMENT: Field = Field {
    by_values: true,
    ..Field::new(
        "segment",
        mark!("Segment"),
        Kind::Choice,
        &[
            "segment",
            "customer segment",
            "account segment",
            "market segment",
            "sales segment",
            "segment name",
            "tier",
            "customer tier",
            "account tier",
            "size",
            "company size",
            "customer size",
            "size band",
            "customer type",
            "account type",
            "class",
            "category",
            "kundensegment",
            "marktsegment",
            "kundengruppe",
            "kundenklasse",
            "kundentyp",
            "kategorie",
            "klasse",
            "groessenklasse",
            "unternehmensgroesse",
        ],
    )
};

pub(super) const OWNER: Field = Field {
    // Where the file has a column of its own for sellers, these are not the one meant.
    weak: &["account manager", "csm", "customer success manager", "am", "kundenbetreuer"],
    ..Field::new(
        "owner",
        mark!("Owner"),
        Kind::Text,
        &[
            "owner",
            "account owner",
            "customer owner",
            "company owner",
            "owner name",
            "sales rep",
            "rep",
            "sales owner",
            "record owner",
            "assigned to",
            "account executive",
            "responsible",
            "betreuer",
            "verantwortlich",
            "verantwortlicher",
            "zustaendig",
            "ansprechpartner intern",
            "vertriebsmitarbeiter",
            "account inhaber",
            "current rep",
            "current rep id",
            "rep id",
            "territory owner",
        ],
    )
};

// These columns are the owner's where the file has no other one for that.
pub(super) const ACCOUNT_MANAGER: Field = Field {
    weak: &["account manager", "am", "kundenbetreuer"],
    ..Field::new(
        "account_manager",
        mark!("Account manager"),
        Kind::Text,
        &["renewal manager", "renewals owner", "account management owner"],
    )
};

pub(super) const CUSTOMER_SUCCESS: Field = Field {
    weak: &["customer success manager", "csm"],
    ..Field::new(
        "customer_success",
        mark!("Customer success manager"),
        Kind::Text,
        &["success manager", "customer success owner"],
    )
};
