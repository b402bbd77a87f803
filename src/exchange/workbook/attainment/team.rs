//! The table of everybody a plan pays: heads times what one person costs, or the app's figures where people have terms of their own.

use super::columns::{self, TableCells, credit_of};
use super::{AttainmentTable, Person, ROWS, Room, TAB, Version, Whose, attainments, next};
use crate::engine::{CostColumn, CostLine, CostTable, PaidAs, Span, cost_table, paid_team, payee_lines};
use crate::exchange::workbook::coins::settled;
use crate::exchange::workbook::place::Spot;
use crate::exchange::workbook::sheets::{Form, Look, Sheets};
use crate::model::comp::ArrKind;
use crate::units::{Cadence, Money, period_label};

/// Puts the table down; none where the plan pays nobody in the last fiscal year.
pub(super) fn team(
    room: &Room<'_>,
    sheets: &mut Sheets,
    version: &Version<'_>,
    known: &[(Person<'_>, TableCells)],
) -> Option<AttainmentTable> {
    let source = room.source;
    let (year, span) = source.outcome.periods(Cadence::Year).pop()?;
    let paid = paid_team(source.document, &payee_lines(source.document, source.outcome, Some(&version.plan.id), span));
    if paid.is_empty() {
        return None;
    }
    let year = period_label(&year, false);
    sheets.text(next(sheets), Look::Heading, format!("{}: everybody it pays, a year", version.name(source.document)));
    let plain = |it: &PaidAs| {
        let is_known = known.iter().any(|(person, _)| it.terms == *person.terms);
        is_known && it.cap.is_none() && it.rates.is_empty()
    };
    let alone = matches!(paid.as_slice(), [only] if only.heads <= 1.0);
    let is_live = paid.iter().all(plain);
    let cells = if is_live {
        live(room, sheets, version, (&year, span), (known, alone))
    } else {
        from_app(room, sheets, version, &year, &paid)
    };
    sheets.gap(TAB, 1);
    Some(cells.table(version.at, if is_live { Whose::Team } else { Whose::TeamOfApp }))
}

/// Mean heads under some terms, from the sheet of staff.
fn heads(
    room: &Room<'_>,
    sheets: &mut Sheets,
    version: &Version<'_>,
    (year, span): (&str, Span),
    person: &Person<'_>,
) -> Spot {
    /// As many as one formula names.
    const AT_ONCE: usize = 100;
    let source = room.source;
    let spot = next(sheets);
    let who = person.name(source.document);
    sheets.text(spot, Look::Plain, format!("Heads, {who}, on average in {year}"));
    let held = source.holders.iter().zip(room.hands.staff).filter(|(holder, _)| {
        source.post(holder).is_some_and(|post| {
            post.plan.is_some_and(|it| it.id == version.plan.id)
                && post.terms.is_some_and(|it| std::ptr::eq(it, person.terms))
        })
    });
    let spans: Vec<String> = held.map(|(_, staff)| staff.active.span(span.from, span.to)).collect();
    let sums: Vec<String> = spans.chunks(AT_ONCE).map(|it| format!("SUM({})", it.join(","))).collect();
    let whole = match sums.as_slice() {
        [] => "0".to_owned(),
        [only] => only.clone(),
        several => {
            for (at, sum) in several.iter().enumerate() {
                sheets.formula(spot.right(2 + at), Look::Fine, Form::Count, sum);
            }
            format!("SUM({})", spot.right(2).to(spot.right(1 + several.len())))
        }
    };
    sheets.formula(spot.right(1), Look::Plain, Form::Count, format!("{whole}/{}", span.len().max(1)));
    spot.right(1)
}

/// Heads by terms, and what so many of one person cost.
fn live(
    room: &Room<'_>,
    sheets: &mut Sheets,
    version: &Version<'_>,
    year: (&str, Span),
    (known, alone): (&[(Person<'_>, TableCells)], bool),
) -> TableCells {
    let heads: Vec<Spot> = known.iter().map(|(person, _)| heads(room, sheets, version, year, person)).collect();
    let digits = sheets.digits;
    let sum = |of: &dyn Fn(&TableCells) -> Option<Spot>| {
        let one = |(heads, (_, cells)): (&Spot, &(Person<'_>, TableCells))| {
            // One person's amount stays as it is, coin or not.
            let one = of(cells)?;
            Some(format!("IF(ABS({heads}-1)<1E-9,{one},{})", settled(&format!("{one}*{heads}"), digits)))
        };
        let all: Vec<String> = heads.iter().zip(known).filter_map(one).collect();
        if all.is_empty() { "0".to_owned() } else { all.join("+") }
    };
    let base = columns::figure(sheets, "Base pay", &sum(&|it| Some(it.base)));
    let target = columns::figure(sheets, "Target variable", &sum(&|it| Some(it.target)));
    let credit = |counts| {
        let own = |(heads, (person, _)): (&Spot, &(Person<'_>, TableCells))| {
            let year = credit_of(&version.version.components, &version.cells.components, *person, alone, counts)?;
            Some(format!("({year})*{heads}"))
        };
        let all: Option<Vec<String>> = heads.iter().zip(known).map(own).collect();
        all.map(|it| it.join("+"))
    };
    let (all_arr, grown) = (credit(|_| true), credit(ArrKind::grows));
    let all_arr = all_arr.map(|it| columns::figure(sheets, "ARR that is paid on, at 100 %", &it));
    let grown = grown.map(|it| columns::figure(sheets, "New and expansion ARR at 100 %", &it));
    let layout = columns::layout(version.version, all_arr.is_some(), grown.is_some());
    let head = columns::head(sheets, version.version, &layout);
    let cells = TableCells { first: head.down(1), base, target, all_arr, grown, columns: layout };
    for row in 0..ROWS {
        if let Some((_, one)) = known.first() {
            let spot = cells.first.down(row);
            sheets.formula(spot, Look::Plain, Form::Share, one.first.down(row).to_string());
        }
        cells.row(sheets, version.version, row, &|column| Some(sum(&|it| it.cell(column, row))));
    }
    cells
}

/// The app's figures, and why they are not live.
fn from_app(room: &Room<'_>, sheets: &mut Sheets, version: &Version<'_>, year: &str, paid: &[PaidAs]) -> TableCells {
    let heads: f64 = paid.iter().map(|it| it.heads).sum();
    let why = format!(
        "Figures of the app when this was made, not formulas: people among the {heads:.1} heads on average in {year} have base pay, on-target earnings, a \
         quota, a cap or rates of their own, or are paid under terms of another plan. They do not follow what is typed."
    );
    sheets.text(next(sheets), Look::FromApp, why);
    let ats: Vec<f64> = attainments().collect();
    let table = cost_table(room.source.document, version.version, paid, &ats);
    let mut figure = |label: &str, amount: Money| {
        let spot = next(sheets);
        sheets.text(spot, Look::Plain, label);
        sheets.number(spot.right(1), Look::FromApp, Form::Coin, amount.to_major());
        spot.right(1)
    };
    let (base, target) = (figure("Base pay", table.base), figure("Target variable", table.target));
    let grown = table.credit.map(|it| figure("New and expansion ARR at 100 %", it));
    let has = |of: fn(&CostLine) -> Option<f64>| table.lines.iter().any(|it| of(it).is_some());
    let layout = columns::layout(version.version, has(|it| it.rate), has(|it| it.ccos));
    let head = columns::head(sheets, version.version, &layout);
    let cells = TableCells { first: head.down(1), base, target, all_arr: None, grown, columns: layout };
    for (row, line) in table.lines.iter().enumerate() {
        sheets.number(cells.first.down(row), Look::Fixed, Form::Share, line.attainment);
        for (column, at) in &cells.columns {
            let spot = cells.first.down(row).right(*at);
            let form = match column {
                CostColumn::Component(_) | CostColumn::Cap | CostColumn::Variable | CostColumn::WithBase => Form::Coin,
                CostColumn::OfTarget | CostColumn::Rate | CostColumn::Ccos => Form::Share,
            };
            match value(&table, line, *column) {
                Some(value) => sheets.number(spot, Look::FromApp, form, value),
                None => sheets.text(spot, Look::FromApp, "\u{2013}"),
            }
        }
    }
    cells
}

/// The app's figure in a column.
pub(super) fn value(table: &CostTable, line: &CostLine, column: CostColumn) -> Option<f64> {
    match column {
        CostColumn::Component(at) => line.components.get(at).map(|it| it.to_major()),
        CostColumn::Cap => Some(-line.capped.to_major()),
        CostColumn::Variable => Some(line.variable.to_major()),
        CostColumn::OfTarget => {
            let target = table.target.to_major();
            (target > 0.0).then(|| line.variable.to_major() / target)
        }
        CostColumn::WithBase => Some((table.base + line.variable).to_major()),
        CostColumn::Rate => line.rate,
        CostColumn::Ccos => line.ccos,
    }
}
