//! `remit assign`: accounts and reps in, a territory plan out.

mod read;
mod report;
mod sheet;

use super::args::{Invocation, Opt};
use super::{Exit, Failure, Ports, figures, words};
use crate::present::Locale;
use crate::present::territory_faults::{Names, breaches, fault, splits};
use crate::territory::{Board, Disruption, Objective, Run};
use read::Problem;
use std::time::{Duration, Instant};

/// Passes where neither time nor passes are given: two whole cycles of many accounts and what may follow each, or three of few.
const USUAL_PASSES: u64 = 640;

/// When to stop.
enum Until {
    Passes(u64),
    Seconds(Duration),
}

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let objectives = [
        ("compact", Objective::Compact),
        ("minmax", Objective::MinLargest),
        ("maxmin", Objective::MaxSmallest),
        ("spread", Objective::MinSpread),
        ("disruption", Objective::LeastDisruption),
    ];
    let objective = invocation.choice(Opt::Objective, &objectives, Objective::Compact)?;
    let band = share(invocation, Opt::Band)?.unwrap_or(0.05);
    let seed = whole(invocation, Opt::Seed)?.unwrap_or(1);
    let until = until(invocation)?;
    let limit = disruption(invocation)?;
    let mut problem = read::problem(invocation, ports)?;
    problem.instance.objective = objective;
    problem.instance.band = band;
    problem.instance.disruption = limit;
    let problem = problem;
    let name = |at: usize| problem.reps.get(at).cloned().unwrap_or_default();
    let names = Names {
        account: &|at| problem.accounts.get(at).cloned().unwrap_or_default(),
        rep: &name,
        attribute: &|at| problem.instance.attributes.get(at).map(|it| it.name.clone()).unwrap_or_default(),
        locale: &Locale::EN_US,
    };
    let sentences: Vec<String> = problem.instance.faults().iter().map(|it| fault(it, &names)).collect();
    for sentence in &sentences {
        ports.say(sentence);
    }
    let mut search = Run::new(&problem.instance, seed);
    let progress = match until {
        Until::Passes(passes) => search.step(passes),
        Until::Seconds(time) => {
            // The only clock: it decides when to stop, not what is found after so many passes.
            let start = Instant::now();
            let mut progress = search.step(1);
            while !progress.finished && start.elapsed() < time {
                progress = search.step(1);
            }
            progress
        }
    };
    let (plan, score) = search.best();
    let board = Board::of(&problem.instance, &plan);
    let mut broken = breaches(&problem.instance, &board, &names);
    broken.extend(splits(&problem.instance, &board, &name));
    for sentence in &broken {
        ports.say(sentence);
    }
    ports.print(&rows(&problem, &plan))?;
    let told = report::Told {
        problem: &problem,
        plan: &plan,
        score,
        progress,
        seed,
        objective: name_of(objective, &objectives),
        sentences,
        broken,
    };
    let text = told.json().print();
    match invocation.value(Opt::Report) {
        None => ports.say(text.trim_end()),
        Some(place) => std::fs::write(place, &text).map_err(|error| {
            Failure::Write(format!("{} ({})", place.to_string_lossy(), words::of_io(&error)), error)
        })?,
    }
    Ok(if told.score.breaches.none() { Exit::Fine } else { Exit::Errors })
}

fn name_of(objective: Objective, names: &[(&'static str, Objective)]) -> &'static str {
    names.iter().find(|(_, it)| *it == objective).map_or("", |(name, _)| name)
}

/// One row per account, in the order of the file, under the names of the file.
fn rows(problem: &Problem, plan: &[Option<u32>]) -> String {
    let rep = |rep: &Option<u32>| rep.and_then(|rep| problem.reps.get(rep as usize)).cloned().unwrap_or_default();
    let header = vec!["account_id".to_owned(), "rep_id".to_owned()];
    let body = problem.accounts.iter().zip(plan).map(|(account, of)| vec![account.clone(), rep(of)]);
    figures::csv(&std::iter::once(header).chain(body).collect::<Vec<_>>())
}

fn until(invocation: &Invocation) -> Result<Until, Failure> {
    if invocation.has(Opt::Seconds) && invocation.has(Opt::Iterations) {
        return Err(Failure::Usage("give --seconds or --iterations, not both".to_owned()));
    }
    if let Some(passes) = whole(invocation, Opt::Iterations)? {
        return Ok(Until::Passes(passes));
    }
    let Some(text) = invocation.value(Opt::Seconds).map(|it| it.to_string_lossy()) else {
        return Ok(Until::Passes(USUAL_PASSES));
    };
    let seconds = text.parse::<f64>().ok().filter(|it| it.is_finite() && (0.0..=86_400.0).contains(it));
    let seconds =
        seconds.ok_or_else(|| Failure::Usage(format!("--seconds {text} is no number of seconds up to a day")))?;
    Ok(Until::Seconds(Duration::from_secs_f64(seconds)))
}

fn whole(invocation: &Invocation, option: Opt) -> Result<Option<u64>, Failure> {
    let Some(text) = invocation.value(option).map(|it| it.to_string_lossy()) else { return Ok(None) };
    let number = text.parse().map_err(|_| Failure::Usage(format!("{} {text} is no whole number", option.name())))?;
    Ok(Some(number))
}

/// A share, as 0.05 or 5%.
fn fraction(text: &str) -> Option<f64> {
    let text = text.trim();
    let value = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok()? / 100.0,
        None => text.parse().ok()?,
    };
    (value.is_finite() && value >= 0.0).then_some(value)
}

fn share(invocation: &Invocation, option: Opt) -> Result<Option<f64>, Failure> {
    let Some(text) = invocation.value(option).map(|it| it.to_string_lossy()) else { return Ok(None) };
    let value = fraction(&text).filter(|value| *value < 1.0);
    let value = value
        .ok_or_else(|| Failure::Usage(format!("{} {text} is no share below 1, such as 0.05 or 5%", option.name())))?;
    Ok(Some(value))
}

/// `accounts=0.2,value=0.1`.
fn disruption(invocation: &Invocation) -> Result<Option<Disruption>, Failure> {
    let Some(text) = invocation.value(Opt::Disruption).map(|it| it.to_string_lossy()) else { return Ok(None) };
    let mut limit = Disruption { accounts: 1.0, value: 1.0, value_of: 0 };
    for part in text.split(',') {
        let known = part.split_once('=').and_then(|(name, value)| {
            let value = fraction(value).filter(|value| *value <= 1.0)?;
            match name.trim() {
                "accounts" => limit.accounts = value,
                "value" => limit.value = value,
                _ => return None,
            }
            Some(())
        });
        if known.is_none() {
            return Err(Failure::Usage(format!(
                "--disruption {text} is not understood; write accounts=0.2,value=0.1, shares of all that may change hands"
            )));
        }
    }
    Ok(Some(limit))
}
