//! What the finder finds, and in which order.

use super::*;
use crate::engine::{Env, Outcome, evaluate};
use crate::model::{Document, inputs, sample::company as sample};
use crate::present::{Locale, PayPart, TeamPart};
use crate::units::Cadence;

fn finder(document: &Document, scenarios: &[(String, String)], undo: Option<&str>) -> Finder {
    let outcome: Outcome = evaluate(document, &Env::default());
    let span = outcome.periods(Cadence::Year).last().map_or_else(|| outcome.whole(), |it| it.1);
    let locale = Locale::for_tag("en-US");
    Finder::new(&Known {
        document,
        outcome: &outcome,
        span,
        inputs: &inputs(document),
        scenarios,
        undo,
        redo: None,
        locale: &locale,
    })
}

fn first(finder: &Finder, typed: &str) -> Entry {
    finder.find(typed, 5).into_iter().next().cloned().unwrap_or_else(|| panic!("nothing for {typed}"))
}

#[test]
fn with_nothing_typed_it_lists_pages_deeds_and_scenarios() {
    let finder = finder(&sample(), &[("s2".into(), "Plan B".into())], Some("hire two"));
    let shown = finder.find("  ", 100);
    assert_eq!(shown[0].label, "Overview");
    assert!(shown.iter().any(|it| it.label == "Undo: hire two" && it.hint == "Ctrl+Z"));
    assert!(shown.iter().any(|it| it.act == Act::Open("s2".into())));
    assert!(shown.iter().all(|it| it.kind <= Kind::Scenario));
    assert!(!shown.iter().any(|it| it.label.starts_with("Redo")), "nothing can be done again");
}

#[test]
fn pages_and_their_parts_are_found_by_name() {
    let finder = finder(&sample(), &[], None);
    assert_eq!(first(&finder, "capacity").act, Act::Go(Route::team(TeamPart::Capacity)));
    assert_eq!(first(&finder, "cost health").act, Act::Go(Route::Pay { plan: None, part: PayPart::Cost }));
    assert_eq!(first(&finder, "TERRIT").label, "Territories");
}

#[test]
fn somebody_is_found_by_either_name_and_leads_to_the_statement() {
    let document = sample();
    let seat = &document.seats[0];
    let name = crate::present::staffing::holder_name(&document, seat).expect("the first seat is held").to_owned();
    let finder = finder(&document, &[], None);
    let statement = Act::Go(Route::Statement { seat: seat.id.to_string(), period: String::new(), holder: None });
    assert_eq!(first(&finder, &name).act, statement);
    let last = name.split(' ').next_back().unwrap_or_default().to_lowercase();
    assert!(finder.find(&last, 8).iter().any(|it| it.act == statement), "{last}");
}

#[test]
fn a_figure_is_found_by_its_letters_and_shows_its_value() {
    let finder = finder(&sample(), &[], None);
    let found = first(&finder, "closing arr");
    assert_eq!(found.act, Act::Explain(Metric::ClosingArr));
    assert!(found.hint.starts_with('$'), "{}", found.hint);
    assert!(finder.find("nrr", 4).iter().any(|it| it.act == Act::Explain(Metric::NrrBridge)));
}

#[test]
fn an_input_is_found_by_words_in_any_order() {
    let document = sample();
    let finder = finder(&document, &[], None);
    let all = inputs(&document);
    let input = all.iter().find(|it| it.path.ends_with("win_rate")).expect("a win rate");
    let words: Vec<String> = rank::plain(&input.label).split(' ').rev().map(str::to_owned).collect();
    let found = finder.find(&words.join(" "), 10);
    assert!(found.iter().any(|it| it.act == Act::Type(input.path.clone())), "{words:?}");
}

#[test]
fn what_is_not_there_is_not_found() {
    assert!(finder(&sample(), &[], None).find("zzqx", 5).is_empty());
}

#[test]
fn the_whole_name_beats_its_beginning_and_that_a_word_within() {
    let fit = |label: &str| rank::misfit(label, "", "Page", "pay");
    assert!(fit("pay") < fit("pay plan"));
    assert!(fit("pay plan") < fit("base pay"));
    assert!(fit("base pay") < fit("repayment"));
    assert_eq!(fit("team"), None);
    assert_eq!(rank::plain("  Übersicht - NRR, cohort "), "ubersicht nrr cohort");
}

#[test]
fn the_list_of_keys_names_what_opens_it() {
    assert!(keys().iter().flat_map(|it| it.keys).any(|(key, _)| *key == "Ctrl+K"));
}

#[test]
fn a_place_on_a_page_is_found_by_its_name_or_by_another_word_for_it() {
    let finder = finder(&sample(), &[], None);
    let shows = |typed: &str, address: &str, name: &str| {
        assert_eq!(first(&finder, typed).act, Act::Show(Route::parse(address), name.into()), "{typed}");
    };
    shows("tiers", "territories/segments", "Tiers");
    shows("clawback", "pay", "Clawback");
    shows("spif", "pay", "SPIFs");
    shows("org chart", "team", "Org chart");
    shows("timeline", "team", "Timeline");
    shows("cost of living", "roles", "Figures behind it");
    shows("matrix", "pay", "What the plan pays for");
    let backups = finder.find("backup", 9);
    assert!(backups.iter().any(|it| it.label == "Snapshots"), "{backups:?}");
}

#[test]
fn every_place_leads_to_a_part_of_a_page_that_is_there() {
    for (title, address) in places::PLACES {
        assert_eq!(Route::parse(address).to_string().trim_start_matches("#/"), *address, "{title}");
    }
}

#[test]
fn an_input_that_is_left_empty_says_what_holds_instead() {
    let finder = finder(&sample(), &[], None);
    let hint = |path: &str| {
        let entry = finder.entries.iter().find(|it| it.0.act == Act::Type(path.into())).expect("an input");
        entry.0.hint.clone()
    };
    assert_eq!(hint("seat/ae-smb-1/1/quota"), "as the role or the plan has it");
    assert_eq!(hint("plan/ae/1/new/cap"), "left empty");
}
