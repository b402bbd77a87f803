//! The fields of a person, and what columns that hold them are called.

use crate::exchange::importer::{Field, Kind, Slot};
use crate::text::mark;

pub(super) const ID: Slot = 0;
pub(super) const NAME: Slot = 1;
pub(super) const FIRST_NAME: Slot = 2;
pub(super) const LAST_NAME: Slot = 3;
pub(super) const TITLE: Slot = 4;
pub(super) const DEPARTMENT: Slot = 5;
pub(super) const START: Slot = 6;
pub(super) const END: Slot = 7;
pub(super) const MANAGER: Slot = 8;
pub(super) const MANAGER_ID: Slot = 9;
pub(super) const LOCATION: Slot = 10;
pub(super) const BASE: Slot = 11;
pub(super) const CURRENCY: Slot = 12;
pub(super) const PAY_TYPE: Slot = 13;
pub(super) const STATUS: Slot = 14;
pub(super) const OTE: Slot = 15;
pub(super) const QUOTA: Slot = 16;
pub(super) const SEGMENT: Slot = 17;

pub(super) static FIELDS: [Field; 18] = [
    Field {
        by_values: true,
        never: &["manager id", "supervisor id", "position id", "cost center id", "job id"],
        ..Field::new(
            "id",
            mark!("Employee id"),
            Kind::Code,
            &[
                "employee id",
                "employee number",
                "employee no",
                "employee",
                "worker id",
                "person id",
                "person number",
                "personnel number",
                "staff id",
                "badge",
                "id",
                "number",
                "no",
                "personalnummer",
                "personalnr",
                "pers nr",
                "persnr",
                "mitarbeiternummer",
                "mitarbeiter nr",
                "mitarbeiter id",
            ],
        )
    },
    Field {
        never: &["manager name", "company name", "department name", "preferred name", "job title name"],
        ..Field::new(
            "name",
            mark!("Name"),
            Kind::Text,
            &[
                "name",
                "full name",
                "employee name",
                "worker",
                "worker name",
                "display name",
                "person",
                "legal name",
                "rep name",
                "rep",
                "mitarbeiter",
                "mitarbeiterin",
                "mitarbeitername",
                "vollstaendiger name",
            ],
        )
    },
    Field::new(
        "first_name",
        mark!("First name"),
        Kind::Text,
        &["first name", "given name", "forename", "legal first name", "preferred first name", "vorname"],
    ),
    Field::new(
        "last_name",
        mark!("Last name"),
        Kind::Text,
        &["last name", "family name", "surname", "legal last name", "nachname", "familienname"],
    ),
    Field::new(
        "title",
        mark!("Job title"),
        Kind::Text,
        &[
            "job title",
            "business title",
            "title",
            "position title",
            "position",
            "role",
            "job",
            "job name",
            "job profile",
            "job information job title",
            "stellenbezeichnung",
            "jobtitel",
            "funktion",
            "taetigkeit",
            "rolle",
            "stelle",
        ],
    ),
    Field::new(
        "department",
        mark!("Department"),
        Kind::Text,
        &[
            "department",
            "department name",
            "team",
            "supervisory organization",
            "organization",
            "cost center",
            "division",
            "business unit",
            "abteilung",
            "bereich",
            "kostenstelle",
        ],
    ),
    Field {
        never: &["last day of work", "birth date", "date of birth", "geburtsdatum", "termination date"],
        ..Field::new(
            "start",
            mark!("Hire date"),
            Kind::Date,
            &[
                "hire date",
                "original hire date",
                "latest hire date",
                "continuous service date",
                "start date",
                "employment start date",
                "date of hire",
                "date hired",
                "hired",
                "joined",
                "join date",
                "joining date",
                "start",
                "eintrittsdatum",
                "eintritt",
                "einstellungsdatum",
                "beschaeftigt seit",
                "startdatum",
                "beginn",
            ],
        )
    },
    Field::new(
        "end",
        mark!("Last day"),
        Kind::Date,
        &[
            "termination date",
            "end date",
            "employment end date",
            "last day",
            "last day of work",
            "leave date",
            "leaving date",
            "exit date",
            "end",
            "contract end date",
            "austrittsdatum",
            "austritt",
            "enddatum",
            "ende",
            "letzter arbeitstag",
            "befristet bis",
        ],
    ),
    Field::new(
        "manager",
        mark!("Manager"),
        Kind::Text,
        &[
            "manager",
            "manager name",
            "reporting to",
            "reports to",
            "supervisor",
            "supervisor name",
            "line manager",
            "direct manager",
            "worker s manager",
            "workers manager",
            "vorgesetzter",
            "vorgesetzte",
            "fuehrungskraft",
            "berichtet an",
        ],
    ),
    Field::new(
        "manager_id",
        mark!("Manager's employee id"),
        Kind::Code,
        &[
            "manager id",
            "manager employee id",
            "manager employee number",
            "supervisor id",
            "reports to id",
            "vorgesetzten nr",
        ],
    ),
    Field::new(
        "location",
        mark!("Location"),
        Kind::Text,
        &[
            "location",
            "work location",
            "office",
            "location name",
            "site",
            "city",
            "standort",
            "arbeitsort",
            "ort",
            "buero",
        ],
    ),
    Field {
        scaled: &[(&["monthly salary", "monthly base", "monthly pay", "monatsgehalt", "gehalt pro monat"], 12)],
        never: &["total compensation", "total target compensation", "ote", "on target earnings", "variable", "bonus"],
        ..Field::new(
            "base",
            mark!("Base pay (per year)"),
            Kind::Money,
            &[
                "base pay",
                "base salary",
                "annual base salary",
                "annual salary",
                "total base pay annualized amount",
                "total base pay annualized",
                "annualized base pay",
                "total base pay",
                "pay rate",
                "salary",
                "base",
                "annual base",
                "compensation pay rate",
                "yearly salary",
                "grundgehalt",
                "jahresgehalt",
                "jahresgrundgehalt",
                "fixgehalt",
                "fixum",
                "gehalt",
            ],
        )
    },
    Field::new(
        "currency",
        mark!("Currency"),
        Kind::Code,
        &["currency", "currency code", "pay currency", "salary currency", "waehrung", "compensation currency"],
    ),
    Field::new(
        "pay_type",
        mark!("Pay type"),
        Kind::Text,
        &["pay type", "pay per", "pay frequency", "salary type", "rate type", "pay period", "entgeltart", "gehaltsart"],
    ),
    Field::new(
        "status",
        mark!("Status"),
        Kind::Text,
        &["employment status", "status", "worker status", "employee status", "active status", "beschaeftigungsstatus"],
    ),
    Field {
        scaled: &[(&["monthly ote", "monthly on target earnings", "monatszielgehalt"], 12)],
        ..Field::new(
            "ote",
            mark!("OTE (per year)"),
            Kind::Money,
            &[
                "ote",
                "on target earnings",
                "annual ote",
                "target earnings",
                "total target compensation",
                "total target cash",
                "target total compensation",
                "target compensation",
                "zielgehalt",
                "jahreszielgehalt",
                "zieleinkommen",
                "jahreszieleinkommen",
                "zielverguetung",
            ],
        )
    },
    Field {
        scaled: &[
            (&["quarterly quota", "quota per quarter", "quartalsquote", "quartalsziel"], 4),
            (&["monthly quota", "quota per month", "monatsquote", "monatsziel"], 12),
        ],
        ..Field::new(
            "quota",
            mark!("Quota (ARR per year)"),
            Kind::Money,
            &[
                "quota",
                "annual quota",
                "yearly quota",
                "arr quota",
                "quota arr",
                "new arr quota",
                "sales quota",
                "annual sales quota",
                "annual target",
                "sales target",
                "quote",
                "jahresquote",
                "umsatzziel",
                "jahresziel",
                "vertriebsziel",
            ],
        )
    },
    Field::new(
        "segment",
        mark!("Segment"),
        Kind::Text,
        &[
            "segment",
            "segment name",
            "sales segment",
            "market segment",
            "customer segment",
            "kundensegment",
            "marktsegment",
        ],
    ),
];
