//! Who is in every seat, month by month, as formulas: presence, attrition, ramp, backfill.

use super::people::{AllTerms, TermsCells};
use super::place::{Head, Line, Tab};
use super::seats::StintCells;
use super::sheets::{Form, Look, Sheets};
use super::source::Source;
use crate::engine::Holder;
use crate::model::Proration;

/// Lines of a holder.
#[derive(Clone, Copy)]
pub(crate) struct StaffLines {
    pub active: Line,
    /// The same of one whole person.
    pub present: Line,
    pub productive: Line,
    pub ramped: Line,
    leaving: Line,
    /// Of a backfill: who leaves the seat. Where nobody ever does there is no backfill.
    pub replaces: Option<Line>,
}

const SHARE: (Look, Form) = (Look::Plain, Form::Share);

/// Share of the month of a column between two days, both included.
fn share(month: usize, from: &str, to: &str, proration: Proration) -> String {
    let (first, last) = (Head::First.at(month), Head::Last.at(month));
    let (begin, end) = (format!("MAX({from},{first})"), format!("MIN({to},{last})"));
    match proration {
        Proration::CalendarDays => format!("MAX(0,{end}-{begin}+1)/({last}-{first}+1)"),
        Proration::Thirty360 => {
            let day = format!("IF({end}={last},30,MIN(30,DAY({end})))");
            let part = format!("(MAX(0,{day}-MIN(30,DAY({begin})))+1)/30");
            format!("IF({begin}>{end},0,IF(AND({begin}={first},{end}={last}),1,{part}))")
        }
        Proration::WholeMonths => format!("IF({begin}>{end},0,1)"),
    }
}

/// What a holder has in the plan's months.
fn present(month: usize, cells: StintCells, proration: Proration) -> String {
    let (from, to) = (cells.from().to_string(), cells.to());
    let mut text = share(month, &from, &to, proration);
    for at in 0..cells.leaves {
        let (leave_from, leave_to) = cells.leave(at);
        let (begin, end) = (format!("MAX({leave_from},{from})"), format!("MIN({leave_to},{to})"));
        let away = match proration {
            Proration::CalendarDays | Proration::Thirty360 => share(month, &begin, &end, proration),
            // A month with a day of work in it counts whole: only an absence for all of it takes it away.
            Proration::WholeMonths => {
                let (first, last) = (Head::First.at(month), Head::Last.at(month));
                format!("IF(AND({begin}<=MAX({first},{from}),{end}>=MIN({last},{to})),1,0)")
            }
        };
        text.push_str(&format!("-{away}"));
    }
    if cells.leaves == 0 { text } else { format!("MAX(0,{text})") }
}

/// Lines of every holder, in their order.
pub(crate) fn staff(
    source: &Source<'_>,
    sheets: &mut Sheets,
    terms: &AllTerms,
    stints: &[Vec<StintCells>],
) -> Vec<StaffLines> {
    let mut lines: Vec<StaffLines> = Vec::new();
    let mut of_seat: Vec<Line> = Vec::new();
    for (at, holder) in source.holders.iter().enumerate() {
        if source.holders.get(at.wrapping_sub(1)).is_none_or(|before| before.post != holder.post) {
            of_seat.clear();
        }
        let seat = source.post(holder).map_or("", |it| it.seat.id.as_str()).to_owned();
        sheets.heading(Tab::Staff, format!("{seat}: {}", source.name(holder)));
        let role = terms.of(source, holder.post);
        let made = match holder.stint.and_then(|index| stints.get(holder.post)?.get(index)) {
            Some(cells) => stint(source, sheets, (&seat, *cells), role),
            None => backfill(source, sheets, holder, (&seat, stints), role, &of_seat),
        };
        of_seat.push(made.leaving);
        lines.push(made);
    }
    lines
}

fn ramped(sheets: &mut Sheets, seat: &str, role: Option<TermsCells>, (active, tenure): (Line, Line)) -> (Line, Line) {
    let curve = |quota: bool| {
        move |month: usize| {
            let factor = role.map_or_else(|| "1".to_owned(), |role| role.ramp(quota, &tenure.at(month)));
            Some(format!("{}*{factor}", active.at(month)))
        }
    };
    let productive = sheets.line(Tab::Staff, ["Productive", seat, "share of a ramped head"], SHARE, curve(false));
    let ramped = sheets.line(Tab::Staff, ["Carrying quota", seat, "share of a full quota"], SHARE, curve(true));
    (productive, ramped)
}

fn stint(
    source: &Source<'_>,
    sheets: &mut Sheets,
    (seat, cells): (&str, StintCells),
    role: Option<TermsCells>,
) -> StaffLines {
    let tab = Tab::Staff;
    let proration = source.document.settings.proration;
    let there = sheets.line(tab, ["Present, leave apart", seat, "share of the month"], SHARE, |month| {
        Some(present(month, cells, proration))
    });
    let (from, to) = (cells.from(), cells.to());
    let hazard = role.filter(|_| !cells.known).map_or_else(|| "0".to_owned(), |it| it.hazard().to_string());
    let stays = |month: usize| format!("AND({from}<={last},{to}>={last})", last = Head::Last.at(month));
    let ends = |month: usize| {
        let (first, last) = (Head::First.at(month), Head::Last.at(month));
        format!("AND({from}<={to},{first}<={to},{to}<={last})")
    };
    let row = sheets.next_row(tab);
    let own = Line { tab, row };
    let alive = sheets.line(tab, ["Still there as the month begins", seat, "likelihood"], SHARE, |month| {
        let Some(before) = month.checked_sub(1) else { return Some(cells.likelihood().to_string()) };
        let left = format!("IF({},{}*(1-{hazard}),{})", stays(before), own.at(before), own.at(before));
        Some(format!("IF({},0,{left})", ends(before)))
    });
    let skipped = role.filter(|_| cells.moved).map_or(String::new(), |it| format!("+{}", it.skipped()));
    let tenure = sheets.line(tab, ["Month of tenure", seat, "months"], (Look::Plain, Form::Count), |month| {
        let first = Head::First.at(month);
        let served = format!("(YEAR({first})-YEAR({from}))*12+MONTH({first})-MONTH({from})");
        Some(format!("MAX(0,{served})+1{skipped}"))
    });
    let active = sheets.line(tab, ["In the seat", seat, "expected heads"], SHARE, |month| {
        Some(format!("{}*{}", alive.at(month), there.at(month)))
    });
    let (productive, ramped) = ramped(sheets, seat, role, (active, tenure));
    let leaving = sheets.line(tab, ["Leaving", seat, "expected heads"], SHARE, |month| {
        let some = format!("IF({},{}*{hazard},0)", stays(month), alive.at(month));
        Some(format!("IF({},{},{some})", ends(month), alive.at(month)))
    });
    StaffLines { active, present: there, productive, ramped, leaving, replaces: None }
}

/// The expected backfill: those who leave at the end of a month are replaced some months later by somebody new, who may leave again. A
/// named successor takes the seat over.
fn backfill(
    source: &Source<'_>,
    sheets: &mut Sheets,
    holder: &Holder,
    (seat, stints): (&str, &[Vec<StintCells>]),
    role: Option<TermsCells>,
    leaving_before: &[Line],
) -> StaffLines {
    let tab = Tab::Staff;
    let horizon = source.horizon;
    let zero = || "0".to_owned();
    let (hazard, lag) = role.map_or((zero(), zero()), |it| (it.hazard().to_string(), it.lag().to_string()));
    // Several stints in one seat: whoever comes after the first is a named successor.
    let stints = stints.get(holder.post).map_or(&[][..], Vec::as_slice);
    let later: Vec<StintCells> = stints.iter().skip(1).copied().collect();
    let succeeded = (!later.is_empty()).then(|| {
        let line = Line { tab, row: sheets.next_row(tab) };
        sheets.line(tab, ["Named successors so far", seat, "number"], (Look::Plain, Form::Count), |month| {
            let (first, last) = (Head::First.at(month), Head::Last.at(month));
            let now = later.iter().map(|it| format!("IF(AND({0}>={first},{0}<={last}),1,0)", it.from()));
            let before = month.checked_sub(1).map(|before| line.at(before));
            Some(now.chain(before).collect::<Vec<_>>().join("+"))
        })
    });
    // The lines that follow refer to each other: their places are known before they are written.
    let row = sheets.next_row(tab);
    let at = |offset: usize| Line { tab, row: row + offset };
    let (gone, arrivals, active, leaving) = (at(0), at(1), at(2), at(3));
    sheets.line(tab, ["Leaving the seat, all holders", seat, "expected heads"], SHARE, |month| {
        let (first, last) = (Head::First.at(month), Head::Last.at(month));
        let of_stints = leaving_before.iter().enumerate().map(|(index, line)| {
            let mut comes =
                stints.iter().skip(index + 1).map(|it| format!("AND({0}>={first},{0}<={last})", it.from())).peekable();
            match (stints.get(index), comes.peek()) {
                // Whoever comes in the same month sits there already: nobody else is looked for.
                (Some(it), Some(_)) => {
                    let comes = comes.collect::<Vec<_>>().join(",");
                    format!("IF(AND({0}>={first},{0}<={last},OR({comes})),0,{1})", it.to(), line.at(month))
                }
                _ => line.at(month),
            }
        });
        Some(of_stints.chain([leaving.at(month)]).collect::<Vec<_>>().join("+"))
    });
    sheets.line(tab, ["Arriving", seat, "expected heads"], SHARE, |month| {
        let Some(before) = month.checked_sub(1) else { return Some(zero()) };
        let place = format!("{}-{lag}", Head::Place.at(month));
        let whom = format!("INDEX({},{place})", gone.span(0, before));
        let kept = succeeded.map_or(String::new(), |line| {
            format!("*IF(INDEX({},{place})={},1,0)", line.span(0, before), line.at(month))
        });
        Some(format!("IF({place}<1,0,{whom}{kept})"))
    });
    let unbroken = |month: usize, before: usize| {
        succeeded.map_or(String::new(), |line| format!("*IF({}={},1,0)", line.at(before), line.at(month)))
    };
    sheets.line(tab, ["In the seat", seat, "expected heads"], SHARE, |month| {
        let Some(before) = month.checked_sub(1) else { return Some(arrivals.at(month)) };
        let stay = format!("{}*(1-{hazard}){}", active.at(before), unbroken(month, before));
        Some(format!("{stay}+{}", arrivals.at(month)))
    });
    sheets.line(tab, ["Leaving again", seat, "expected heads"], SHARE, |month| {
        Some(format!("{}*{hazard}", active.at(month)))
    });
    // Ramp backwards, so that who arrived first stands beside the longest tenure.
    let mut reversed = |quota: bool, name: &str| {
        sheets.line(tab, [name, seat, "share, longest tenure first"], SHARE, |place| {
            let tenure = (horizon - place).to_string();
            Some(role.map_or_else(|| "1".to_owned(), |role| role.ramp(quota, &tenure)))
        })
    };
    let by_tenure = [reversed(false, "Productivity by tenure"), reversed(true, "Share of quota by tenure")];
    let mut sum = |curve: Line, name: &str| {
        sheets.line(tab, [name, seat, "share of a ramped head"], SHARE, |month| {
            let months = Head::Place.span(0, month);
            let stay = format!("MAX(1E-30,1-{hazard})^({}-{months})", Head::Place.at(month));
            let kept = succeeded.map_or(String::new(), |line| format!("*({}={})", line.span(0, month), line.at(month)));
            let curve = curve.span(horizon - 1 - month, horizon - 1);
            Some(format!("SUMPRODUCT({}*{stay}{kept}*{curve})", arrivals.span(0, month)))
        })
    };
    let [productivity, of_quota] = by_tenure;
    let productive = sum(productivity, "Productive");
    let ramped = sum(of_quota, "Carrying quota");
    let present = sheets.line(tab, ["Somebody expected", seat, "1 or 0"], (Look::Plain, Form::Count), |month| {
        Some(format!("IF({}>0,1,0)", active.at(month)))
    });
    StaffLines { active, present, productive, ramped, leaving, replaces: Some(gone) }
}
