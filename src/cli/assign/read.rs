//! Accounts, reps and locks as files, made into an instance; what does not fit is told and left out, and the rest goes on.

use super::super::args::{Invocation, Opt};
use super::super::{Failure, Ports};
use super::sheet::{Numbers, Sheet};
use crate::model::Location;
use crate::territory::plane::Plane;
use crate::territory::position::States;
use crate::territory::{Areas, Attribute, Instance, Slot};
use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;

/// How many lines of one kind of trouble are told one by one.
const TOLD_AT_MOST: usize = 5;

/// An instance with what its accounts and reps are called.
pub(super) struct Problem {
    pub(super) instance: Instance,
    pub(super) accounts: Vec<String>,
    pub(super) reps: Vec<String>,
    /// What was wrong with the files, by line.
    pub(super) troubles: usize,
}

/// Tells troubles of one kind: the first few one by one, then how many more.
struct Troubles {
    told: usize,
    all: usize,
}

impl Troubles {
    fn new() -> Troubles {
        Troubles { told: 0, all: 0 }
    }

    fn tell(&mut self, text: &str, ports: &mut Ports<'_>) {
        self.all += 1;
        if self.told < TOLD_AT_MOST {
            self.told += 1;
            ports.say(text);
        }
    }

    fn end(&self, what: &str, ports: &mut Ports<'_>) -> usize {
        if self.all > self.told {
            ports.say(&format!("and {} more {what}", self.all - self.told));
        }
        self.all
    }
}

/// Reads everything the command line names.
pub(super) fn problem(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Problem, Failure> {
    let sheet = Sheet::read(invocation.file(), ports)?;
    let id = sheet.needed(&["id", "account_id", "account"], "the accounts")?;
    let mut troubles = Troubles::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut kept = Vec::new();
    for (row, record) in sheet.rows.iter().enumerate() {
        let name = record.cell(id).trim();
        if name.is_empty() {
            troubles
                .tell(&format!("{}, line {}: there is no id; the line is left out", sheet.called, record.line), ports);
        } else if places.contains_key(name) {
            let text = format!(
                "{}, line {}: account {name} was there before; the line is left out",
                sheet.called, record.line
            );
            troubles.tell(&text, ports);
        } else {
            places.insert(name.to_owned(), kept.len());
            kept.push(row);
        }
    }
    if kept.is_empty() {
        return Err(Failure::Usage(format!("{} has no accounts below its header", sheet.called)));
    }
    let mut counted = troubles.end("lines like these", ports);
    let rows = Rows { sheet: &sheet, kept: &kept };
    let ground = Ground::of(&sheet, ports);
    let points: Vec<Option<(f64, f64)>> = kept.iter().map(|row| ground.point(*row)).collect();
    let attributes = attributes(invocation, &rows, ports)?;
    let current_column = sheet.column(&["current_rep", "rep", "rep_id", "owner"]);
    let labels = current_column.map(|column| rows.texts(column));
    let (reps, slots) = match whole_number(invocation) {
        Some(count) => (numbered(count, labels.as_deref(), ports)?, vec![Slot::default(); count]),
        None => named(invocation, &ground, &points, &places, ports)?,
    };
    let rep_at: HashMap<&str, u32> = reps.iter().map(String::as_str).zip(0u32..).collect();
    let mut instance = Instance::of(points, attributes, slots);
    if invocation.has(Opt::Contiguous) {
        instance.areas = Some(areas(&rows, ports));
    }
    if let Some(labels) = labels {
        let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, label) in instance.current.iter_mut().zip(&labels) {
            *place = rep_at.get(label.as_str()).copied();
            if place.is_none() && !label.is_empty() {
                *unknown.entry(label).or_default() += 1;
            }
        }
        counted += unknown.len();
        for (label, count) in unknown.into_iter().take(TOLD_AT_MOST) {
            let (are, they) = if count == 1 { ("account is", "it counts") } else { ("accounts are", "they count") };
            ports.say(&format!("{count} {are} with {label} today, who is not among the reps: {they} as nobody's"));
        }
    }
    if let Some(column) = sheet.column(&["family"]) {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for (place, family) in instance.family.iter_mut().zip(rows.texts(column)) {
            let next = numbers.len() as u32;
            *place = (!family.is_empty()).then(|| *numbers.entry(family).or_insert(next));
        }
    }
    let mut troubles = Troubles::new();
    if let Some(column) = sheet.column(&["locked", "locked_rep", "lock"]) {
        for ((place, label), row) in instance.locked.iter_mut().zip(rows.texts(column)).zip(&kept) {
            *place = rep_at.get(label.as_str()).copied();
            if place.is_none() && !label.is_empty() {
                let line = sheet.rows.get(*row).map_or(0, |record| record.line);
                let text =
                    format!("{}, line {line}: {label} is not among the reps; the lock is left out", sheet.called);
                troubles.tell(&text, ports);
            }
        }
    }
    if let Some(place) = invocation.value(Opt::Locks) {
        locks(place, &places, &rep_at, &mut instance, &mut troubles, ports)?;
    }
    counted += troubles.end("locks like these", ports);
    let names = rows.texts(id);
    Ok(Problem { instance, accounts: names, reps, troubles: counted })
}

/// The lines that are kept.
struct Rows<'a> {
    sheet: &'a Sheet,
    kept: &'a [usize],
}

impl Rows<'_> {
    fn texts(&self, column: usize) -> Vec<String> {
        let records = self.kept.iter().filter_map(|row| self.sheet.rows.get(*row));
        records.map(|record| record.cell(column).trim().to_owned()).collect()
    }

    fn numbers(&self, column: usize, ports: &mut Ports<'_>) -> Numbers {
        let all = self.sheet.numbers(column, ports);
        self.kept.iter().map(|row| all.get(*row).copied().flatten()).collect()
    }
}

/// In which US states the accounts lie.
fn areas(rows: &Rows<'_>, ports: &mut Ports<'_>) -> Areas {
    let states = States::default();
    let texts = |names: &[&str]| rows.sheet.column(names).map(|column| rows.texts(column)).unwrap_or_default();
    let (regions, zips) =
        (texts(&["state", "region", "province"]), texts(&["zip", "postal_code", "zip_code", "postcode"]));
    let countries = texts(&["country"]);
    let mut degrees = |names: &[&str]| rows.sheet.column(names).map(|it| rows.numbers(it, ports)).unwrap_or_default();
    let (latitudes, longitudes) = (degrees(&["lat", "latitude"]), degrees(&["lon", "lng", "long", "longitude"]));
    fn text(list: &[String], at: usize) -> Option<&str> {
        list.get(at).map(String::as_str).filter(|text| !text.is_empty())
    }
    let of = |at: usize| {
        let number = |list: &Numbers| list.get(at).copied().flatten();
        let place = number(&latitudes).zip(number(&longitudes)).map(|(lat, lon)| Location { lat, lon });
        states.of(text(&regions, at), text(&zips, at), text(&countries, at), place)
    };
    States::areas((0..rows.kept.len()).map(of).collect())
}

/// What places are measured in.
enum Ground {
    Kilometres(Numbers, Numbers),
    Degrees(Numbers, Numbers, Plane),
    Nowhere,
}

impl Ground {
    fn of(sheet: &Sheet, ports: &mut Ports<'_>) -> Ground {
        let pair = |one: &[&str], other: &[&str]| sheet.column(one).zip(sheet.column(other));
        if let Some((x, y)) = pair(&["x_km"], &["y_km"]) {
            return Ground::Kilometres(sheet.numbers(x, ports), sheet.numbers(y, ports));
        }
        let degrees = pair(&["lat", "latitude"], &["lon", "lng", "long", "longitude"]);
        let Some((latitude, longitude)) = degrees else { return Ground::Nowhere };
        let (latitudes, longitudes) = (sheet.numbers(latitude, ports), sheet.numbers(longitude, ports));
        let mut wild = Troubles::new();
        let mut clean = (Vec::new(), Vec::new());
        for ((latitude, longitude), record) in latitudes.into_iter().zip(longitudes).zip(&sheet.rows) {
            let sound = latitude.is_none_or(|it| it.abs() <= 90.0) && longitude.is_none_or(|it| it.abs() <= 360.0);
            if !sound {
                let text = format!(
                    "{}, line {}: no place on Earth has these degrees; are latitude and longitude exchanged? The account counts for the balance only",
                    sheet.called, record.line
                );
                wild.tell(&text, ports);
            }
            clean.0.push(latitude.filter(|_| sound));
            clean.1.push(longitude.filter(|_| sound));
        }
        wild.end("lines like these", ports);
        let plane = Plane::of(clean.0.iter().zip(&clean.1).filter_map(|(a, b)| Some(((*a)?, (*b)?))));
        Ground::Degrees(clean.0, clean.1, plane)
    }

    fn point(&self, row: usize) -> Option<(f64, f64)> {
        let at = |numbers: &Numbers| numbers.get(row).copied().flatten();
        match self {
            Ground::Kilometres(x, y) => at(x).zip(at(y)),
            Ground::Degrees(latitude, longitude, plane) => {
                at(latitude).zip(at(longitude)).map(|(latitude, longitude)| plane.to_km(latitude, longitude))
            }
            Ground::Nowhere => None,
        }
    }
}

/// The columns to be balanced.
fn attributes(invocation: &Invocation, rows: &Rows<'_>, ports: &mut Ports<'_>) -> Result<Vec<Attribute>, Failure> {
    let asked = invocation.value(Opt::Balance).map(|it| it.to_string_lossy().into_owned());
    let names: Vec<String> = match &asked {
        Some(text) => text.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect(),
        None => ["potential", "workload"]
            .into_iter()
            .filter(|name| rows.sheet.column(&[name]).is_some())
            .map(str::to_owned)
            .collect(),
    };
    let mut found: Vec<Attribute> = Vec::new();
    for name in &names {
        if found.iter().any(|it| it.name == *name) {
            continue;
        }
        let values = match rows.sheet.column(&[name]) {
            Some(column) => rows.numbers(column, ports).into_iter().map(|it| it.unwrap_or(0.0)).collect(),
            None if name == "accounts" => vec![1.0; rows.kept.len()],
            None => {
                rows.sheet.needed(&[name], "what --balance asks for")?;
                continue;
            }
        };
        found.push(Attribute { name: name.clone(), values });
    }
    if found.is_empty() {
        ports.say(
            "there is no column potential or workload, so the number of accounts is balanced; --balance names others",
        );
        found.push(Attribute { name: "accounts".to_owned(), values: vec![1.0; rows.kept.len()] });
    }
    Ok(found)
}

/// `--reps 12`.
fn whole_number(invocation: &Invocation) -> Option<usize> {
    invocation.value(Opt::Reps)?.to_str()?.parse().ok()
}

/// So many reps: those of today first, then new ones with numbers nobody has.
fn numbered(count: usize, labels: Option<&[String]>, ports: &mut Ports<'_>) -> Result<Vec<String>, Failure> {
    if count == 0 {
        return Err(Failure::Usage("--reps 0 leaves nobody to assign accounts to".to_owned()));
    }
    if count > 20_000 {
        return Err(Failure::Usage(format!("--reps {count} is more than the 20000 reps a plan can have")));
    }
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for label in labels.unwrap_or_default().iter().filter(|label| !label.is_empty()) {
        *held.entry(label).or_default() += 1;
    }
    let mut today: Vec<(&str, usize)> = held.into_iter().collect();
    if today.len() > count {
        today.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let gone = today.split_off(count);
        ports.say(&format!(
            "{} reps of today are more than --reps {count}: those with fewest accounts go",
            gone.len() + count
        ));
    }
    let mut names: Vec<String> = today.into_iter().map(|(name, _)| name.to_owned()).collect();
    let number = |name: &String| name.parse::<u64>().ok();
    names.sort_by(|a, b| number(a).cmp(&number(b)).then(a.cmp(b)));
    let mut next = 1u64;
    while names.len() < count {
        let name = next.to_string();
        if !names.contains(&name) {
            names.push(name);
        }
        next += 1;
    }
    Ok(names)
}

type Named = (Vec<String>, Vec<Slot>);

/// Reps from a file.
fn named(
    invocation: &Invocation,
    ground: &Ground,
    points: &[Option<(f64, f64)>],
    accounts: &HashMap<String, usize>,
    ports: &mut Ports<'_>,
) -> Result<Named, Failure> {
    let Some(place) = invocation.value(Opt::Reps) else {
        return Err(Failure::Usage(
            "say who covers the accounts: --reps FILE, or --reps 12 for twelve equal ones".to_owned(),
        ));
    };
    let sheet = Sheet::read(place, ports)?;
    let rep = sheet.needed(&["rep", "rep_id", "id", "name"], "the reps")?;
    let optional = |names: &[&str], ports: &mut Ports<'_>| {
        sheet.column(names).map_or_else(|| vec![None; sheet.rows.len()], |column| sheet.numbers(column, ports))
    };
    let shares = optional(&["share"], ports);
    let maxima = optional(&["max_accounts", "maximum"], ports);
    let (x, y) = (optional(&["x_km"], ports), optional(&["y_km"], ports));
    let (latitudes, longitudes) =
        (optional(&["lat", "latitude"], ports), optional(&["lon", "lng", "longitude"], ports));
    let home_account = sheet.column(&["home_account"]);
    let (mut names, mut slots): Named = (Vec::new(), Vec::new());
    let mut troubles = Troubles::new();
    for (row, record) in sheet.rows.iter().enumerate() {
        let at = |numbers: &Numbers| numbers.get(row).copied().flatten();
        let name = record.cell(rep).trim().to_owned();
        let tell = |what: &str| format!("{}, line {}: {what}", sheet.called, record.line);
        if name.is_empty() || names.contains(&name) {
            let what =
                if name.is_empty() { "there is no rep".to_owned() } else { format!("rep {name} was there before") };
            troubles.tell(&tell(&format!("{what}; the line is left out")), ports);
            continue;
        }
        let share = at(&shares).unwrap_or(1.0);
        if share < 0.0 {
            troubles.tell(&tell(&format!("the share of {name} is below 0 and counts as 0")), ports);
        }
        let max_accounts = at(&maxima).map(|most| most.clamp(0.0, f64::from(u32::MAX)) as u32);
        let of_account = || {
            let name = record.cell(home_account?).trim();
            points.get(*accounts.get(name)?).copied().flatten()
        };
        let home = match ground {
            Ground::Kilometres(_, _) => at(&x).zip(at(&y)),
            Ground::Degrees(_, _, plane) => at(&latitudes).zip(at(&longitudes)).map(|(a, b)| plane.to_km(a, b)),
            Ground::Nowhere => None,
        };
        slots.push(Slot { share: share.max(0.0), home: home.or_else(of_account), max_accounts });
        names.push(name);
    }
    troubles.end("lines like these", ports);
    if names.is_empty() {
        return Err(Failure::Usage(format!("{} names no reps below its header", sheet.called)));
    }
    Ok((names, slots))
}

/// `account_id,rep_id,kind`: lock (where nothing is said), forbid, or apart, where the second name is another account.
fn locks(
    place: &OsStr,
    accounts: &HashMap<String, usize>,
    reps: &HashMap<&str, u32>,
    instance: &mut Instance,
    troubles: &mut Troubles,
    ports: &mut Ports<'_>,
) -> Result<(), Failure> {
    let sheet = Sheet::read(place, ports)?;
    let account = sheet.needed(&["account_id", "account", "id"], "the accounts")?;
    let second = sheet.needed(&["rep_id", "rep", "other_account"], "the reps")?;
    let kind = sheet.column(&["kind"]);
    for record in &sheet.rows {
        let (name, other) = (record.cell(account).trim(), record.cell(second).trim());
        let kind = kind.map_or("", |column| record.cell(column).trim()).to_lowercase();
        let at = accounts.get(name).copied();
        let trouble = match (kind.as_str(), at) {
            (_, None) => Some(format!("there is no account {name}")),
            ("" | "lock" | "forbid", Some(at)) => match reps.get(other).copied() {
                None => Some(format!("{other} is not among the reps")),
                Some(rep) if kind == "forbid" => {
                    instance.forbidden.push((at as u32, rep));
                    None
                }
                Some(rep) => match instance.locked.get_mut(at) {
                    Some(Some(before)) if *before != rep => {
                        Some(format!("account {name} is already locked to another rep"))
                    }
                    Some(lock) => {
                        *lock = Some(rep);
                        None
                    }
                    None => None,
                },
            },
            ("apart", Some(at)) => match accounts.get(other) {
                None => Some(format!("there is no account {other}")),
                Some(other) => {
                    instance.apart.push((at as u32, *other as u32));
                    None
                }
            },
            (kind, Some(_)) => {
                Some(format!("the kind \u{201c}{kind}\u{201d} is not known; write lock, forbid or apart"))
            }
        };
        if let Some(what) = trouble {
            troubles.tell(&format!("{}, line {}: {what}; the line is left out", sheet.called, record.line), ports);
        }
    }
    Ok(())
}
