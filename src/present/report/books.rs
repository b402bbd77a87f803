//! Who has which accounts: for each segment its territories as the plan has them, against today; then the books of the other functions.

use super::{Chapter, ReportTable, Told};
use crate::model::Owner;
use crate::present::accounts::{owner_name, owners};
use crate::present::assign::{
    Base, BoardRow, Change, Pair, balanced_within, board_rows, board_sentence, breaches_in_words, change_rows, changes,
    sum_of_changes,
};
use crate::present::capacity::Teller;
use crate::territory::from_document::{Known, segments_with_accounts};
use crate::territory::position::positions;
use crate::territory::segment::segment;
use crate::territory::workload::all_hours;
use crate::territory::{Board, Plan};
use crate::text::tr;
use crate::units::Money;

/// So many accounts that change hands stand on paper, those that pay most; the rest are counted.
const MOST_CHANGES: usize = 20;

/// A chapter for each segment with accounts, then one for the other functions that own some. Nothing where there are no accounts.
pub fn books(tell: &Teller<'_>) -> Vec<Chapter> {
    let Teller { document, outcome, locale } = *tell;
    if document.accounts.is_empty() {
        return Vec::new();
    }
    let hours = all_hours(document, &segment(document));
    let positions = positions(&document.accounts);
    let mut chapters: Vec<Chapter> = segments_with_accounts(document)
        .iter()
        .map(|id| {
            let known = Known { hours: &hours, positions: &positions, segment: Some(id) };
            territories(tell, &tell.segment(id), &Base::of(document, outcome, &known, locale))
        })
        .collect();
    let others = Owner::ALL.into_iter().filter(|it| *it != document.territory.owner);
    let others: Vec<ReportTable> = others.filter_map(|it| book_of(tell, it)).collect();
    if !others.is_empty() {
        let title = tr!("Books of other functions, as today").to_owned();
        chapters.push(Chapter { title, lines: Vec::new(), tables: others });
    }
    chapters
}

/// The territories of a segment.
fn territories(tell: &Teller<'_>, segment: &str, base: &Base) -> Chapter {
    let (locale, currency) = (tell.locale, tell.outcome.currency);
    let function = owner_name(tell.document.territory.owner);
    let mut chapter = Chapter { title: tr!("Territories: {segment}, {function}"), ..Chapter::default() };
    let accounts = |count: usize| locale.counted(count, tr!("account"), tr!("accounts"));
    let money = |sum: f64| locale.money_compact(Money::from_major_f64(sum), currency);
    let all: f64 = base.amounts.iter().map(|it| it.arr).sum();
    let people = locale.counted(base.seats.len(), tr!("person"), tr!("people"));
    let held = tr!("{} with {} of ARR, to be shared by {people}.", accounts(base.ids.len()), money(all));
    chapter.lines.push(Told::new(tr!("Accounts"), held));
    chapter.lines.extend(base.remarks.iter().map(|it| Told::new("", it.clone())));
    if base.ids.is_empty() || base.seats.is_empty() {
        return chapter;
    }
    let plan = base.plan(&tell.document.territory_plan);
    let (board, moved) = (Board::of(&base.instance, &plan), changes(base, &plan));
    let unowned = |free: &dyn Fn(usize) -> bool| {
        let free: Vec<usize> = (0..base.ids.len()).filter(|at| free(*at)).collect();
        let arr: f64 = free.iter().filter_map(|at| base.amounts.get(*at)).map(|it| it.arr).sum();
        tr!("{} with {} of ARR", accounts(free.len()), money(arr))
    };
    let today = unowned(&|at| !base.is_owned(at));
    let then = unowned(&|at| {
        plan.get(at).copied().flatten().is_none() && (base.instance.today(at).is_some() || !base.is_owned(at))
    });
    let nobody =
        if moved.is_empty() { [today.as_str(), "."].concat() } else { tr!("{today} today, {then} in the plan.") };
    let limits = breaches_in_words(base, &board, locale);
    chapter.lines.extend([
        Told::new(tr!("Change of hands"), sum_of_changes(base, &moved, locale, currency)),
        Told::new(tr!("Balance"), board_sentence(base, &board, locale)),
        Told::new(tr!("With nobody"), nobody),
        Told::new(tr!("Limits"), if limits.is_empty() { tr!("All are kept.").to_owned() } else { limits }),
    ]);
    chapter.tables.push(board_table(tell, segment, base, (&plan, &board), !moved.is_empty()));
    if !moved.is_empty() {
        chapter.tables.push(change_list(tell, segment, base, &moved));
    }
    chapter
}

/// A column of the board: its name, and the figure of a row before and after.
type Column = (String, Box<dyn Fn(&BoardRow) -> Option<Pair>>);

/// Rep by rep: today, and in the plan where that is something else.
fn board_table(
    tell: &Teller<'_>,
    segment: &str,
    base: &Base,
    (plan, board): (&Plan, &Board),
    changes: bool,
) -> ReportTable {
    let rows = board_rows(base, plan, board, tell.locale);
    let mut columns: Vec<Column> = vec![(tr!("Accounts").to_owned(), Box::new(|it| Some(it.accounts.clone())))];
    for (at, attribute) in base.attributes.iter().enumerate() {
        columns
            .push((tr!("Index of {}", balanced_within(*attribute)), Box::new(move |it| it.indexes.get(at).cloned())));
    }
    columns.push((tr!("Potential").to_owned(), Box::new(|it| Some(it.potential.clone()))));
    columns.push(("ARR".to_owned(), Box::new(|it| Some(it.arr.clone()))));
    let mut header = vec![tr!("Owner").to_owned()];
    for (name, _) in &columns {
        if changes {
            header.extend([tr!("{name} today"), tr!("{name} planned")]);
        } else {
            header.push(name.clone());
        }
    }
    if changes {
        header.push(tr!("Come and leave").to_owned());
    }
    let line = |row: &BoardRow| {
        let mut cells = vec![row.name.clone()];
        for (_, of) in &columns {
            let pair = of(row).unwrap_or_default();
            if changes {
                cells.push(pair.before);
            }
            cells.push(pair.after);
        }
        if changes {
            cells.push(row.moves.clone());
        }
        cells
    };
    ReportTable {
        title: tr!("Books of {segment}"),
        say: tr!(
            "Potential and ARR in thousands of {}, a year; the index is 100 for a fair share.",
            tell.outcome.currency
        ),
        header,
        sum: rows.last().is_some_and(|it| it.is_sum),
        rows: rows.iter().map(line).collect(),
        ..ReportTable::default()
    }
}

/// The accounts that change hands and pay most.
fn change_list(tell: &Teller<'_>, segment: &str, base: &Base, moved: &[Change]) -> ReportTable {
    let shown = moved.get(..MOST_CHANGES).unwrap_or(moved);
    let rows = change_rows(base, shown, tell.locale).into_iter().map(|mut row| {
        // The reason is read before the amounts.
        if let Some(reason) = row.pop() {
            row.insert(3.min(row.len()), reason);
        }
        row
    });
    let rest = match moved.len() - shown.len() {
        0 => String::new(),
        more => tr!(
            " The first {MOST_CHANGES}; {} more are in the change list under Territories, Assign and balance.",
            tell.locale.count(more as i64)
        ),
    };
    ReportTable {
        title: tr!("Accounts of {segment} that change hands"),
        say: [tr!("What pays most comes first."), &rest].concat(),
        header: [tr!("Account"), tr!("From"), tr!("To" in "owner"), tr!("Why"), "ARR", tr!("Potential a year")]
            .map(str::to_owned)
            .to_vec(),
        rows: rows.collect(),
        texts: vec![1, 2, 3],
        ..ReportTable::default()
    }
}

/// The books of a function that territories are not planned for, as they are today; nothing where it owns no account.
fn book_of(tell: &Teller<'_>, function: Owner) -> Option<ReportTable> {
    let (header, rows) = owners(tell.document, function, tell.locale)?;
    Some(ReportTable {
        title: owner_name(function).to_owned(),
        say: tr!("In {}, a year.", tell.outcome.currency),
        header,
        rows,
        sum: true,
        ..ReportTable::default()
    })
}
