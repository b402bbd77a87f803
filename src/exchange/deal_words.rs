//! How files say what a deal counts as, whether it was won, and yes or no.

use super::importer::compact;
use crate::model::comp::Measure;

/// The name of a measure in files: the one in saved plans.
pub const fn measure_key(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => "new_arr",
        Measure::ExpansionArr => "expansion_arr",
        Measure::ExpansionAndPriceArr => "expansion_and_price_arr",
        Measure::RenewedArr => "renewed_arr",
        Measure::GrossRetention => "gross_retention",
        Measure::NetRetention => "net_retention",
        Measure::Opportunities => "opportunities",
        Measure::Objectives => "objectives",
        Measure::GrossMargin => "gross_margin",
        Measure::Units => "units",
        Measure::Meetings => "meetings",
        Measure::Satisfaction => "satisfaction",
    }
}

/// What other systems call a measure, letters only. The names of CRM deal types come first, then what people type.
fn other_names(measure: Measure) -> &'static [&'static str] {
    match measure {
        Measure::NewArr => &[
            "newbusiness",
            "newcustomer",
            "newlogo",
            "new",
            "newdeal",
            "newsale",
            "newsales",
            "newclient",
            "arr",
            "acv",
            "neugeschaeft",
            "neukunde",
            "neukundengeschaeft",
            "neu",
        ],
        Measure::ExpansionArr => &[
            "existingbusiness",
            "existingcustomer",
            "existingcustomerupgrade",
            "expansion",
            "expansions",
            "upsell",
            "upsale",
            "crosssell",
            "addon",
            "addonbusiness",
            "upgrade",
            "seats",
            "growth",
            "bestandskunde",
            "bestandsgeschaeft",
            "bestandskundengeschaeft",
            "erweiterung",
            "ausbau",
            "zusatzverkauf",
        ],
        Measure::ExpansionAndPriceArr => &["expansionandprice", "expansionincludingprice", "expansionwithuplift"],
        Measure::RenewedArr => &[
            "renewal",
            "renewals",
            "renewed",
            "renew",
            "contractrenewal",
            "renewalbusiness",
            "existingcustomerrenewal",
            "verlaengerung",
            "vertragsverlaengerung",
            "erneuerung",
        ],
        Measure::GrossRetention => &["grr", "grossrevenueretention"],
        Measure::NetRetention => &["nrr", "netrevenueretention"],
        Measure::Opportunities => &["opportunity", "qualifiedopportunities", "sql", "sqls"],
        Measure::Objectives => &["objective", "mbo", "mbos", "kpi", "okr", "ziele"],
        Measure::GrossMargin => &["margin", "grossprofit", "rohertrag", "deckungsbeitrag"],
        Measure::Units => &["unit", "unitssold", "licences", "licenses", "stueck", "stueckzahl"],
        Measure::Meetings => &["meeting", "meetingsheld", "demos", "termine"],
        Measure::Satisfaction => &["csat", "nps", "customersatisfaction", "kundenzufriedenheit"],
    }
}

/// The measure a text names: `new_arr`, `New Business`, `Renewal`, `Verlängerung`.
pub fn measure_named(text: &str) -> Option<Measure> {
    let name = compact(text);
    let named = |measure: &Measure| {
        measure_key(*measure).bytes().filter(|byte| *byte != b'_').eq(name.bytes())
            || other_names(*measure).iter().any(|other| *other == name)
    };
    Measure::ALL.into_iter().find(named)
}

/// Whether the stage of a deal says that it was won.
pub fn is_won(stage: &str) -> bool {
    const WON: [&str; 20] = [
        "won",
        "closedwon",
        "dealwon",
        "closewon",
        "wonclosed",
        "closed100",
        "signed",
        "contractsigned",
        "booked",
        "sold",
        "ordered",
        "orderreceived",
        "gewonnen",
        "abgeschlossengewonnen",
        "geschlossengewonnen",
        "gewonnengeschlossen",
        "unterschrieben",
        "auftrag",
        "true",
        "yes",
    ];
    WON.contains(&compact(stage).as_str())
}

/// Yes or no, as people and systems write it; `None` for anything else.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match compact(text).as_str() {
        "yes" | "y" | "true" | "t" | "1" | "x" | "prepaid" | "upfront" | "inadvance" | "advance" | "ja" | "j"
        | "wahr" | "voraus" | "imvoraus" | "vorauskasse" => Some(true),
        "" | "no" | "n" | "false" | "f" | "0" | "none" | "inarrears" | "arrears" | "nein" | "falsch" => Some(false),
        _neither => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_known_by_its_name_in_files_and_by_those_of_crm_systems() {
        for measure in Measure::ALL {
            let stored = serde_json::to_value(measure).unwrap();
            assert_eq!(stored.as_str(), Some(measure_key(measure)));
            assert_eq!(measure_named(measure_key(measure)), Some(measure));
        }
        for (text, measure) in [
            ("New Business", Measure::NewArr),
            ("new customer", Measure::NewArr),
            ("Existing Business", Measure::ExpansionArr),
            ("Existing Customer - Upgrade", Measure::ExpansionArr),
            ("Upsell", Measure::ExpansionArr),
            ("Add-On", Measure::ExpansionArr),
            ("Renewal", Measure::RenewedArr),
            ("Verlängerung", Measure::RenewedArr),
            ("GRR", Measure::GrossRetention),
        ] {
            assert_eq!(measure_named(text), Some(measure), "{text}");
        }
        assert_eq!([measure_named("Existing Customer - Downgrade"), measure_named("")], [None, None]);
    }

    #[test]
    fn no_name_means_two_measures() {
        let mut seen = std::collections::HashSet::new();
        for measure in Measure::ALL {
            assert!(seen.insert(compact(measure_key(measure))));
            for name in other_names(measure) {
                assert!(seen.insert((*name).to_owned()), "{name}");
            }
        }
    }

    #[test]
    fn only_a_won_stage_is_won() {
        assert!(["Closed Won", "closedwon", "Won", "Abgeschlossen, gewonnen", "Signed"].into_iter().all(is_won));
        assert!(!["Closed Lost", "Contract Sent", "Proposal", "", "Not won", "Closed"].into_iter().any(is_won));
    }

    #[test]
    fn yes_and_no_have_many_spellings() {
        assert_eq!([yes_or_no("Yes"), yes_or_no("x"), yes_or_no("JA"), yes_or_no("prepaid")], [Some(true); 4]);
        assert_eq!([yes_or_no("no"), yes_or_no(""), yes_or_no("0"), yes_or_no("In arrears")], [Some(false); 4]);
        assert_eq!(yes_or_no("perhaps"), None);
    }
}
