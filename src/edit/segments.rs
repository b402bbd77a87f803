//! Commands for segments and for what is in their pipeline when the plan starts.

use crate::edit::command::{Command, Which};
use crate::model::{Document, OpenPipeline, Segment};
use crate::text::tr;
use crate::units::{Money, Month, SegmentId};

/// Gives a segment another name; its id, and so every path and link, stays.
pub fn rename_segment(document: &Document, id: &SegmentId, name: &str) -> Command {
    match document.segment(id) {
        Some(segment) => {
            let label = tr!("rename {} to {name}", segment.name);
            Command::batch(label, vec![Segment { name: name.into(), ..segment.clone() }.into()])
        }
        None => Command::Remove(Which::Segment(id.clone())),
    }
}

/// A further row of opening pipeline in a segment, without an amount yet: after the row at a position (from 0), a month later than
/// it; else at the end, a month later than the last one; else in the first month of the plan. Gives the position of the new row.
pub fn add_open_pipeline(document: &Document, segment: &Segment, after: Option<usize>) -> (usize, Command) {
    let mut segment = segment.clone();
    let rows = &mut segment.pipeline.opening;
    let at = after.map_or(rows.len(), |after| (after + 1).min(rows.len()));
    let before = at.checked_sub(1).and_then(|before| rows.get(before));
    let month = before.map_or(document.settings.first_month, |it| it.month.plus(1));
    rows.insert(at, OpenPipeline { month, arr: Money::ZERO });
    (at, Command::batch(tr!("add opening pipeline of {}", segment.name), vec![segment.into()]))
}

/// Takes rows of opening pipeline away, each named by segment and position (from 0).
pub fn remove_open_pipeline(document: &Document, rows: &[(SegmentId, usize)]) -> Command {
    let mut commands = Vec::new();
    for segment in &document.segments {
        let gone = |at: usize| rows.iter().any(|(id, row)| *id == segment.id && *row == at);
        let before = segment.pipeline.opening.len();
        let mut left = segment.clone();
        let mut at = 0;
        left.pipeline.opening.retain(|_| {
            at += 1;
            !gone(at - 1)
        });
        if left.pipeline.opening.len() != before {
            commands.push(left.into());
        }
    }
    Command::batch(tr!("remove opening pipeline"), commands)
}

/// Moves a row of opening pipeline to another closing month.
pub fn move_open_pipeline(segment: &Segment, at: usize, month: Month) -> Command {
    let mut segment = segment.clone();
    if let Some(row) = segment.pipeline.opening.get_mut(at) {
        row.month = month;
    }
    Command::batch(tr!("closing month of opening pipeline of {}", segment.name), vec![segment.into()])
}

/// Gives a row of opening pipeline to another segment, at the end of its rows.
pub fn hand_open_pipeline(document: &Document, from: &SegmentId, at: usize, to: &SegmentId) -> Command {
    let mut commands = Vec::new();
    if let (Some(from), Some(to)) = (document.segment(from), document.segment(to))
        && from.id != to.id
        && at < from.pipeline.opening.len()
    {
        let (mut from, mut to) = (from.clone(), to.clone());
        to.pipeline.opening.push(from.pipeline.opening.remove(at));
        commands = vec![from.into(), to.into()];
    }
    Command::batch(tr!("segment of opening pipeline"), commands)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::sample;

    fn rows(document: &Document, id: &SegmentId) -> Vec<(Month, Money)> {
        let rows = document.segment(id).expect("segment").pipeline.opening.iter();
        rows.map(|it| (it.month, it.arr)).collect()
    }

    #[test]
    fn a_segment_keeps_its_id_when_it_is_renamed() {
        let mut document = sample::company();
        let id = document.segments[0].id.clone();
        let command = rename_segment(&document, &id, "Small business");
        let inverse = apply(&mut document, command).expect("applies");
        assert_eq!(document.segment(&id).expect("still there").name, "Small business");
        apply(&mut document, inverse).expect("applies");
        assert_eq!(document, sample::company());
    }

    #[test]
    fn a_row_is_added_a_month_after_the_one_above_and_taken_away_again() {
        let mut document = sample::company();
        let id = document.segments[1].id.clone();
        let before = rows(&document, &id);
        let (at, command) = add_open_pipeline(&document, document.segment(&id).expect("segment"), Some(0));
        apply(&mut document, command).expect("applies");
        let after = rows(&document, &id);
        assert_eq!((at, after.len()), (1, before.len() + 1));
        assert_eq!(after[1], (before[0].0.plus(1), Money::ZERO));
        let command = remove_open_pipeline(&document, &[(id.clone(), 1)]);
        apply(&mut document, command).expect("applies");
        assert_eq!(rows(&document, &id), before);
    }

    #[test]
    fn the_first_row_closes_in_the_first_month_of_the_plan() {
        let mut document = sample::company();
        let mut segment = document.segments[0].clone();
        segment.pipeline.opening.clear();
        let (_, command) = add_open_pipeline(&document, &segment, None);
        apply(&mut document, command).expect("applies");
        assert_eq!(rows(&document, &segment.id), [(document.settings.first_month, Money::ZERO)]);
    }

    #[test]
    fn a_row_that_changes_its_segment_is_neither_lost_nor_doubled() {
        let mut document = sample::company();
        let (from, to) = (document.segments[0].id.clone(), document.segments[1].id.clone());
        let (mine, theirs) = (rows(&document, &from), rows(&document, &to));
        let command = hand_open_pipeline(&document, &from, 0, &to);
        apply(&mut document, command).expect("applies");
        assert_eq!(rows(&document, &from), mine[1..]);
        assert_eq!(rows(&document, &to), [theirs, vec![mine[0]]].concat());
    }

    #[test]
    fn a_closing_month_is_moved() {
        let mut document = sample::company();
        let segment = document.segments[0].clone();
        let month = document.settings.first_month.plus(7);
        apply(&mut document, move_open_pipeline(&segment, 0, month)).expect("applies");
        assert_eq!(rows(&document, &segment.id)[0].0, month);
    }
}
