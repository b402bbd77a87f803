//! People as an import: the roster of an HR system becomes seats.

use super::{Incoming, Named, Names, Said};
use crate::edit::{Command, import_roster};
use crate::exchange::importer::{ImportReport, RosterRow};
use crate::exchange::intake::{ManagerIs, Post, RosterChoices, RosterIntake, function_of_title, roster};
use crate::model::Document;
use crate::present::beginning::{pay_abroad, terms_unused};
use crate::present::{Locale, staffing};
use crate::text::{mark, tr, within};
use crate::units::{RoleId, SeatId};
use crate::web::app::App;
use crate::web::ui::Choice;
use std::collections::BTreeMap;

/// Titles and managers that can be explained in the sheet.
const SHOWN: usize = 40;

/// People: seats and their holders.
pub(super) struct People;

impl Incoming for People {
    type Row = RosterRow;
    type Taken = RosterIntake;
    const ASK: &'static str = mark!(
        "People (.csv from BambooHR, Workday or a list of your own, or cells copied from Excel): name, job title, \
                               hire date; manager, last day, base pay, OTE, quota and segment if you have them."
    );
    const KEEP: Option<&'static str> = None;
    const KEEPS: bool = true;
    const INSTEAD: Option<&'static str> = None;

    fn taken(document: &Document, report: &ImportReport<RosterRow>, said: &Said) -> RosterIntake {
        let titles = said.titles.iter().filter_map(|(title, key)| Some((title.clone(), Post::of_key(key)?)));
        let managers = said.owners.iter().filter_map(|(name, key)| Some((name.clone(), manager_of(key)?)));
        let choices =
            RosterChoices { titles: titles.collect(), managers: managers.collect(), rates: said.rates.clone() };
        roster(document, &report.rows, &choices)
    }

    fn count(taken: &RosterIntake) -> usize {
        taken.count
    }

    fn counted(count: usize, locale: &Locale) -> String {
        locale.counted(count, tr!("person"), tr!("people"))
    }

    fn effect(taken: &RosterIntake, _document: &Document, locale: &Locale) -> String {
        let count = |count: usize| locale.count(count as i64);
        let is = |count: usize| if count == 1 { tr!("is") } else { tr!("are") };
        let mut lines = Vec::new();
        if taken.updated > 0 {
            let same = match taken.unchanged {
                0 => String::new(),
                some => tr!(" ({} without a change)", count(some)),
            };
            lines.push(tr!(
                "{} {} in the plan already and will be updated{same}.",
                count(taken.updated),
                is(taken.updated)
            ));
        }
        let names: Vec<&str> = taken.roles.iter().map(|role| role.name.as_str()).collect();
        if !names.is_empty() {
            lines.push(tr!("New roles: {}.", names.join(", ")));
        }
        if taken.without_role > 0 {
            lines.push(tr!("{} stay out for want of a role.", Self::counted(taken.without_role, locale)));
        }
        if taken.left > 0 {
            lines.push(tr!("{} left before the plan begins and stay out.", Self::counted(taken.left, locale)));
        }
        let unknown: usize = taken.unknown_managers.values().sum();
        if unknown > 0 {
            lines.push(tr!(
                "{} report to managers who are in neither the file nor the plan; say below who they are.",
                Self::counted(unknown, locale)
            ));
        }
        let unused = &taken.unused;
        let unused = terms_unused(&unused.segments, unused.quotas, unused.otes, locale);
        if !unused.is_empty() {
            lines.push(unused);
        }
        if !taken.ambiguous.is_empty() {
            lines.push(tr!("Come in as new, as others have the same name: {}.", clipped(&taken.ambiguous)));
        }
        if !taken.circles.is_empty() {
            lines.push(tr!("Report to nobody, as they would lead themselves: {}.", clipped(&taken.circles)));
        }
        lines.join(" ")
    }

    fn tight(_app: App, _taken: &RosterIntake) -> Option<String> {
        // A seat takes some two hundred bytes.
        None
    }

    fn foreign(taken: &RosterIntake) -> BTreeMap<String, usize> {
        taken.foreign.clone()
    }

    fn out(_taken: &RosterIntake) -> usize {
        // People come in without a rate, with the pay of their role.
        0
    }

    fn foreign_help(rows: usize, code: &str, rated: bool) -> String {
        pay_abroad(rows, code, rated)
    }

    fn named(
        document: &Document,
        _report: &ImportReport<RosterRow>,
        taken: &RosterIntake,
        said: &Said,
    ) -> Vec<(&'static str, Vec<Named>)> {
        let mut groups = Vec::new();
        let posts = posts(document);
        let title = |(text, (post, rows)): (&String, &(Option<Post>, usize))| {
            let mut choices = vec![Choice::new("out", tr!("Stays out"))];
            choices.extend(posts.iter().cloned());
            let function = function_of_title(text).unwrap_or_default();
            let new = match post {
                Some(Post::New(function)) => *function,
                Some(Post::Role(..) | Post::Out) | None => function,
            };
            choices.push(Choice::new(
                Post::New(new).key(),
                tr!("New role \u{201c}{text}\u{201d} ({})", within(new.name())),
            ));
            let chosen = post.as_ref().unwrap_or(&Post::Out).key();
            let help = if post.is_none() { tr!("no role was recognised") } else { "" };
            Named {
                text: text.clone(),
                label: text.clone(),
                help: [people(*rows).as_str(), help]
                    .iter()
                    .filter(|it| !it.is_empty())
                    .copied()
                    .collect::<Vec<_>>()
                    .join(", "),
                choices,
                chosen,
                of: Names::Titles,
            }
        };
        if !taken.titles.is_empty() {
            groups.push((tr!("The role of each job title"), taken.titles.iter().take(SHOWN).map(title).collect()));
        }
        if !taken.unknown_managers.is_empty() {
            let leads =
                |seat: &&crate::model::Seat| document.role(&seat.role).is_some_and(|role| role.function.leads());
            let seats = document.seats.iter().filter(leads);
            let seats =
                seats.map(|seat| Choice::new(format!("seat|{}", seat.id), staffing::leader_name(document, seat)));
            let roles = document.roles.iter().filter(|role| role.function.leads());
            let roles = roles.map(|role| Choice::new(format!("new|{}", role.id), tr!("New seat: {}", role.name)));
            let choices: Vec<Choice> =
                std::iter::once(Choice::new("", tr!("Nobody yet; who is here keeps the leader")))
                    .chain(roles)
                    .chain(seats)
                    .collect();
            let manager = |(name, rows): (&String, &usize)| Named {
                text: name.clone(),
                label: tr!("{name} is"),
                help: tr!("leads {}", people(*rows)),
                choices: choices.clone(),
                chosen: said.owners.get(name).cloned().unwrap_or_default(),
                of: Names::Owners,
            };
            let list = taken.unknown_managers.iter().take(SHOWN).map(manager).collect();
            groups.push((tr!("Managers who are in neither the file nor the plan"), list));
        }
        groups
    }

    fn command(_document: &Document, taken: &RosterIntake, _said: &Said) -> Command {
        import_roster(&taken.roles, &taken.people, &taken.seats, taken.count)
    }

    fn held(_document: &Document) -> usize {
        // People are removed where they are seen, on the Team page.
        0
    }

    fn said_of_held(_count: usize, _locale: &Locale) -> String {
        tr!("People become seats of the Team page; those who are there already, by employee id or name, are updated.")
            .to_owned()
    }

    fn remove() -> Command {
        Command::batch(tr!("remove nobody"), Vec::new())
    }
}

fn people(rows: usize) -> String {
    if rows == 1 { tr!("1 person").to_owned() } else { tr!("{rows} people") }
}

fn clipped(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(6).map(String::as_str).collect();
    let more = names.len().saturating_sub(6);
    if more > 0 { tr!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
}

/// Every role in every segment, as a choice.
fn posts(document: &Document) -> Vec<Choice> {
    let mut choices = Vec::new();
    for role in &document.roles {
        let all = if document.segments.is_empty() { role.name.clone() } else { tr!("{}, all segments", role.name) };
        choices.push(Choice::new(Post::Role(role.id.clone(), None).key(), all));
        for segment in &document.segments {
            let key = Post::Role(role.id.clone(), Some(segment.id.clone())).key();
            choices.push(Choice::new(key, format!("{}, {}", role.name, segment.name)));
        }
    }
    choices
}

fn manager_of(key: &str) -> Option<ManagerIs> {
    match key.split_once('|')? {
        ("seat", id) => Some(ManagerIs::Seat(SeatId::new(id))),
        ("new", role) => Some(ManagerIs::New(RoleId::new(role))),
        (_, _) => None,
    }
}
