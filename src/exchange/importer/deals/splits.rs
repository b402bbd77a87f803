//! Reports with one row for each split of a deal: the rows of a deal become one, with everybody it is shared among.
//!
//! A deal whose rows contradict each other, or share out more than all of it, stays out as a whole: half a deal would pay the wrong
//! people. Splits of a type that is named overlay come on top of the 100 %.

use super::fields::{AMOUNT, OWNER, SHARE, SPLIT_AMOUNT, SPLIT_OWNER, SPLIT_TYPE};
use super::read::percent;
use super::{DealOwner, DealRow};
use crate::exchange::importer::report::{ImportReport, Join, ProblemCode, RowProblem, Severity};
use crate::exchange::importer::run::Cells;
use crate::text::{quoted, tr};
use crate::units::Rate;
use serde::Serialize;

/// Shares that are written with two decimals, such as three times 33.33 %, miss the whole by at most this, in millionths.
const ROUNDED_OFF_PPM: i64 = 200;

/// One row of a report with a row for each split.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DealSplit {
    /// The line of the file.
    pub line: u32,
    /// Who has this split.
    pub name: String,
    /// Who owns the deal, where the file says so.
    pub owner: Option<String>,
    /// Share of the deal; where the file has only the amount, what it is of the deal.
    pub share: Rate,
    /// Credited on top of the 100 %.
    pub overlay: bool,
    /// The type as the file spells it.
    pub kind: String,
    /// What this row says otherwise than the first row of the deal, in words.
    pub contradicts: Option<(String, String)>,
    /// The names of the columns of owner and share.
    #[serde(skip)]
    pub header: String,
}

/// The split of a row; none where it has no split owner.
pub(super) fn read(cells: &mut Cells<'_, DealRow>) -> Option<DealSplit> {
    let name = cells.text(SPLIT_OWNER)?;
    let kind = cells.text(SPLIT_TYPE).unwrap_or_default();
    let share = cells.rate(SHARE);
    let part = cells.money(SPLIT_AMOUNT, None).map(|(part, _)| part);
    let whole = cells.money_quietly(AMOUNT);
    let by_amount = part.zip(whole).filter(|(_, whole)| !whole.is_zero());
    let by_amount = by_amount.map(|(part, whole)| Rate::from_f64(part.to_major() / whole.to_major()));
    if let (Some(share), Some(by_amount), Some(part), Some(whole)) = (share, by_amount, part, whole)
        && (share - by_amount).ppm().abs() > ROUNDED_OFF_PPM
        // A coin of a small deal is more than any share can say.
        && (part.to_major() - whole.to_major() * share.to_f64()).abs() > 1.0
    {
        let text = tr!(
            "The split is {} of the deal, but its amount is {} of it; the share counts. Correct one of the two",
            percent(share),
            percent(by_amount)
        );
        cells.warn(Some(SPLIT_AMOUNT), ProblemCode::Shares, text);
    }
    let header = [SHARE, SPLIT_AMOUNT, SPLIT_OWNER].into_iter().find_map(|slot| cells.header(slot));
    Some(DealSplit {
        line: cells.line(),
        name,
        owner: cells.text(OWNER),
        share: share.or(by_amount).unwrap_or(Rate::ONE),
        overlay: kind.to_lowercase().contains("overlay"),
        kind,
        contradicts: None,
        header: header.unwrap_or_default(),
    })
}

/// Takes a further row of the same deal, if it is a split that is not there yet.
pub(super) fn join(kept: &mut DealRow, other: &DealRow) -> Join {
    let Some(split) = other.splits.first().filter(|_| !kept.splits.is_empty()) else { return Join::Twice };
    let same = |it: &&DealSplit| it.name == split.name && it.kind == split.kind;
    if kept.splits.iter().any(|it| same(&it)) {
        return Join::Twice;
    }
    let differs = |what: &str, here: String, there: String| {
        (here != there)
            .then(|| (what.to_owned(), tr!("{there} in line {} and {here} in line {}", kept.line, split.line)))
    };
    let money = |row: &DealRow| {
        let code = row.currency.map(|it| format!(" {it}")).unwrap_or_default();
        format!("{}{code}", row.amount)
    };
    let contradicts = differs(tr!("amount"), money(other), money(kept))
        .or_else(|| differs(tr!("close date"), other.closed.to_string(), kept.closed.to_string()))
        .or_else(|| differs(tr!("kind of deal"), quoted(&other.kind), quoted(&kept.kind)));
    kept.splits.push(DealSplit { contradicts, ..split.clone() });
    Join::Joined
}

/// Makes owners of the splits of every deal, and leaves out the deals that make no sense.
pub(super) fn settle(report: &mut ImportReport<DealRow>) {
    let (mut told, mut joined, mut deals) = (Vec::new(), 0, 0);
    let rows = std::mem::take(&mut report.rows);
    for mut row in rows {
        if row.splits.is_empty() {
            report.rows.push(row);
            continue;
        }
        match wrong(&row) {
            Some((code, text)) => {
                // Each of its rows has an error and stays out.
                report.joined = report.joined.saturating_sub(row.splits.len() - 1);
                report.refused += row.splits.len();
                told.extend(row.splits.iter().map(|split| problem(split, code, Severity::Error, text.clone())));
            }
            None => {
                if row.splits.len() > 1 {
                    joined += row.splits.len();
                    deals += 1;
                }
                row.owners = owners(&row.splits, &mut told);
                report.rows.push(row);
            }
        }
    }
    told.sort_by_key(|it| it.line);
    told.into_iter().for_each(|it| report.add(it));
    // Problems are read in the order of the file.
    report.problems.sort_by_key(|it| it.line);
    if deals > 0 {
        let text = if deals == 1 {
            tr!("{joined} rows say how 1 deal is shared; the rows of a deal become one deal with its splits.")
        } else {
            tr!("{joined} rows say how {deals} deals are shared; the rows of a deal become one deal with its splits.")
        };
        report.notice(Severity::Note, ProblemCode::Reading, text);
    }
}

fn problem(split: &DealSplit, code: ProblemCode, severity: Severity, text: String) -> RowProblem {
    RowProblem {
        line: split.line,
        column: Some(split.header.clone()).filter(|it| !it.is_empty()),
        code,
        severity,
        text,
    }
}

/// Why a deal stays out, in words.
fn wrong(row: &DealRow) -> Option<(ProblemCode, String)> {
    if let Some((what, how)) = row.splits.iter().find_map(|it| it.contradicts.clone()) {
        let text = tr!(
            "The rows of this deal contradict each other: the {what} is {how}. The deal stays out until the system the file comes from says one thing"
        );
        return Some((ProblemCode::Ambiguous, text));
    }
    let own = || row.splits.iter().filter(|it| !it.overlay);
    let whole: Rate = own().map(|it| it.share).sum();
    if row.splits.iter().any(|it| it.share < Rate::ZERO) {
        let text = tr!("A split below nothing has no meaning; the deal stays out until its splits are shares of it")
            .to_owned();
        return Some((ProblemCode::Shares, text));
    }
    if whole.ppm() <= Rate::SCALE + ROUNDED_OFF_PPM {
        return None;
    }
    let mut kinds: Vec<&str> = own().map(|it| it.kind.as_str()).filter(|kind| !kind.is_empty()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let lines = lines(own().map(|it| it.line));
    let text = if kinds.len() > 1 {
        tr!(
            "The splits of this deal ({lines}) add up to {} because they are of several types ({}); keep one of them in the report, and overlays",
            percent(whole),
            kinds.join(", ")
        )
    } else {
        tr!(
            "The splits of this deal ({lines}) add up to {}; make them 100 % together, or call what is credited on top an overlay in the split type",
            percent(whole)
        )
    };
    Some((ProblemCode::Shares, text))
}

fn lines(lines: impl Iterator<Item = u32>) -> String {
    let lines: Vec<String> = lines.map(|line| line.to_string()).collect();
    match lines.as_slice() {
        [] => String::new(),
        [one] => tr!("line {one}"),
        [first @ .., last] => tr!("lines {} and {last}", first.join(", ")),
    }
}

/// Everybody a deal credits: those who share it in the order of the file, then overlays.
fn owners(splits: &[DealSplit], told: &mut Vec<RowProblem>) -> Vec<DealOwner> {
    let owner = |split: &DealSplit| DealOwner { name: split.name.clone(), share: split.share, overlay: split.overlay };
    let mut owners: Vec<DealOwner> = splits.iter().filter(|it| !it.overlay).map(owner).collect();
    let whole: Rate = owners.iter().map(|it| it.share).sum();
    let rest = whole.complement();
    if rest.ppm().abs() <= ROUNDED_OFF_PPM {
        if let Some(first) = owners.first_mut() {
            first.share = first.share + rest;
        }
    } else if let Some(split) = splits.iter().rev().find(|it| !it.overlay).or(splits.last()) {
        let lone = split.owner.clone().filter(|owner| *owner != split.name && splits.len() == 1);
        let text = match (lone, owners.is_empty()) {
            (Some(lone), _) if !split.overlay => {
                let text = tr!("Only this split of the deal is in the file; the other {} are taken as those of {lone}, who owns it", percent(rest));
                owners.insert(0, DealOwner { name: lone, share: rest, overlay: false });
                text
            }
            (_, true) => tr!("Only overlays of this deal are in the file; nobody is credited with the deal itself. Export its other splits too").to_owned(),
            (_, false) => tr!(
                "The splits of this deal ({}) add up to {}; the other {} are credited to nobody. Export all splits of the deal, or complete them in the system the file comes from",
                lines(splits.iter().filter(|it| !it.overlay).map(|it| it.line)),
                percent(whole),
                percent(rest)
            ),
        };
        told.push(problem(split, ProblemCode::Shares, Severity::Warning, text));
    }
    owners.extend(splits.iter().filter(|it| it.overlay).map(owner));
    owners.retain(|it| it.share != Rate::ZERO);
    owners
}
