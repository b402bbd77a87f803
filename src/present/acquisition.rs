//! Words and tables about where new business comes from, and what binds it.

use crate::engine::{Bind, Limit, Needs, Origin, Outcome, Scope, SourceRow, Span, binds, reached};
use crate::model::{Document, Source};
use crate::present::Locale;
use crate::present::number::show_month;
use crate::present::recurring::{self, Shown};
use crate::text::tr;
use crate::units::{Money, Month};

/// Whoever tells: a plan with what follows from it, in a locale.
pub struct Teller<'a> {
    /// The plan.
    pub document: &'a Document,
    /// What follows.
    pub outcome: &'a Outcome,
    /// How numbers are written.
    pub locale: &'a Locale,
}

impl Teller<'_> {
    fn money(&self, arr: Money) -> String {
        Shown::of(self.outcome, self.locale).named(arr)
    }

    fn table_money(&self, arr: Money) -> String {
        self.locale.money_table(recurring::money(self.outcome.recurring, arr))
    }

    fn month(&self, at: usize) -> String {
        show_month(self.outcome.months.get(at).copied().unwrap_or(Month::new(2027, 1)))
    }

    fn segment(&self, at: usize) -> &str {
        self.document.segments.get(at).map_or("", |it| it.name.as_str())
    }

    fn source(&self, row: &SourceRow) -> Option<&Source> {
        match row.origin {
            Origin::Source(at) => self.document.segments.get(row.segment)?.pipeline.sources.get(at),
            Origin::Leads | Origin::Development | Origin::Opening | Origin::Reported => None,
        }
    }

    fn name(&self, row: &SourceRow) -> String {
        match row.origin {
            Origin::Source(_) => self.source(row).map(|it| it.name.clone()).unwrap_or_default(),
            Origin::Leads => tr!("Leads").to_owned(),
            Origin::Development => tr!("Sales development").to_owned(),
            Origin::Opening => tr!("Open at the start").to_owned(),
            Origin::Reported => tr!("Reported beyond the plan").to_owned(),
        }
    }
}

/// What binds in a month: `Pipeline short by $340k in Aug 2027`.
pub fn bound(tell: &Teller<'_>, bind: &Bind) -> String {
    let short = tell.money(bind.short);
    let month = tell.month(bind.month);
    match bind.limit {
        Limit::Pipeline if bind.short.is_zero() => tr!("Pipeline and capacity meet in {month}"),
        Limit::Pipeline => tr!("Pipeline short by {short} in {month}"),
        Limit::Capacity => tr!("Capacity short by {short} in {month}"),
        Limit::Nothing => tr!("Neither capacity nor pipeline in {month}"),
    }
}

/// What binds in a period: the worst month of each kind, segment by segment where there are several.
pub fn say(tell: &Teller<'_>, scope: Scope, span: Span) -> String {
    let found = binds(tell.outcome, scope, span);
    let worst = |limit: Limit| {
        let all = found.iter().filter(|it| it.limit == limit && it.short.mills() > 0);
        all.max_by_key(|it| (it.short, std::cmp::Reverse(it.month)))
    };
    let told = |bind: &Bind| {
        let whose = if scope == Scope::Company && tell.document.segments.len() > 1 {
            format!(", {}", tell.segment(bind.segment))
        } else {
            String::new()
        };
        let months = found.iter().filter(|it| it.limit == bind.limit && it.segment == bind.segment).count();
        let rest = if months > 1 { tr!(", the worst of {months} months") } else { String::new() };
        format!("{}{whose}{rest}.", bound(tell, bind))
    };
    let parts: Vec<String> = [Limit::Pipeline, Limit::Capacity].into_iter().filter_map(worst).map(told).collect();
    if parts.is_empty() {
        tr!("Nothing binds: there is neither capacity nor pipeline, or they meet.").to_owned()
    } else {
        parts.join(" ")
    }
}

/// What leads and people would need of each other.
pub fn needs(tell: &Teller<'_>, needs: &Needs) -> String {
    let number = |count: f64| tell.locale.number(count.ceil(), 0);
    let mut parts = Vec::new();
    if needs.leads > 0.0 {
        let more = needs.leads_needed - needs.leads;
        let told = if more >= 0.5 {
            tr!("{} more at today's mix", number(more))
        } else if more <= -0.5 {
            tr!("{} fewer would do", number(-more))
        } else {
            tr!("just as many").to_owned()
        };
        parts.push(tr!(
            "For the capacity of the team: {} leads behind what closes, {told}.",
            number(needs.leads_needed)
        ));
    }
    if needs.unreached.mills() > 0 {
        parts.push(tr!("{} of capacity lies in months in which no lead can close yet.", tell.money(needs.unreached)));
    }
    if let Some(sellers) = needs.sellers_needed {
        parts.push(tr!(
            "For the leads as they come: {} of capacity, {} ramped sellers instead of {}.",
            tell.money(needs.capacity_needed),
            tell.locale.people(sellers),
            tell.locale.people(needs.sellers)
        ));
    }
    parts.join(" ")
}

/// The table of sources with its headings: those of each segment, and their sum.
pub fn sources(tell: &Teller<'_>, rows: &[SourceRow], several: bool) -> (Vec<String>, Vec<Vec<String>>) {
    let (mut header, mut table) = (source_header(tell), source_table(tell, rows, several));
    // Where no source has a stage before the opportunity there is nothing on the way.
    if table.iter().all(|row| row.get(WAY).is_none_or(String::is_empty)) {
        for row in std::iter::once(&mut header).chain(&mut table) {
            if row.len() > WAY {
                row.remove(WAY);
            }
        }
    }
    (header, table)
}

/// The column of stages between lead and opportunity.
const WAY: usize = 2;

fn source_header(tell: &Teller<'_>) -> Vec<String> {
    let arr = recurring::short(tell.outcome.recurring);
    let new = tr!("New {arr}, {}", tell.outcome.currency);
    [
        tr!("Source"),
        tr!("Leads"),
        tr!("On the way"),
        tr!("Opportunities"),
        tr!("Deals won"),
        &new,
        tr!("Of all"),
        tr!("Leads to fill capacity"),
        tr!("Closes after the plan"),
    ]
    .map(str::to_owned)
    .to_vec()
}

fn source_table(tell: &Teller<'_>, rows: &[SourceRow], several: bool) -> Vec<Vec<String>> {
    let all: Money = rows.iter().map(|row| row.bookings).sum();
    let share = |part: Money| {
        if all.mills() > 0 { tell.locale.percent(part.to_major() / all.to_major(), 0) } else { String::new() }
    };
    let some = |count: f64| if count > 0.0 { tell.locale.number(count, 0) } else { String::new() };
    let mut table: Vec<Vec<String>> = rows
        .iter()
        .filter(|row| {
            row.leads > 0.0 || row.won > 0.0 || !row.bookings.is_zero() || matches!(row.origin, Origin::Source(_))
        })
        .map(|row| {
            let name = tell.name(row);
            let way = tell.source(row).and_then(|source| {
                let reached = reached(source, row.leads)?;
                let before_last = reached.len().saturating_sub(1);
                let stages = source.stages.iter().zip(reached).take(before_last);
                let told = stages.map(|(stage, count)| format!("{} {}", stage.name, tell.locale.number(count, 0)));
                Some(told.collect::<Vec<_>>().join(" \u{2192} "))
            });
            vec![
                if several { format!("{}: {name}", tell.segment(row.segment)) } else { name },
                some(row.leads),
                way.unwrap_or_default(),
                some(row.opportunities),
                tell.locale.number(row.won, 1),
                tell.table_money(row.bookings),
                share(row.bookings),
                row.leads_needed.map(|leads| tell.locale.number(leads.ceil(), 0)).unwrap_or_default(),
                if row.beyond.value() > 0.0 {
                    tell.table_money(tell.outcome.currency.settle(row.beyond))
                } else {
                    String::new()
                },
            ]
        })
        .collect();
    let sum = |of: fn(&SourceRow) -> f64| rows.iter().map(of).sum::<f64>();
    let beyond = rows.iter().map(|row| tell.outcome.currency.settle(row.beyond)).sum::<Money>();
    table.push(vec![
        tr!("Together").to_owned(),
        some(sum(|row| row.leads)),
        String::new(),
        some(sum(|row| row.opportunities)),
        tell.locale.number(sum(|row| row.won), 1),
        tell.table_money(all),
        share(all),
        some(sum(|row| row.leads_needed.unwrap_or(0.0)).ceil()),
        tell.table_money(beyond),
    ]);
    table
}

/// Headings of the table of months.
pub fn bind_header(tell: &Teller<'_>) -> Vec<String> {
    let unit = format!("{} {}", recurring::short(tell.outcome.recurring), tell.outcome.currency);
    [
        tr!("Month, {unit}"),
        tr!("Capacity").into(),
        tr!("Pipeline").into(),
        tr!("What binds").into(),
        tr!("Leads missing").into(),
    ]
    .to_vec()
}

/// What binds, month by month.
pub fn bind_table(tell: &Teller<'_>, scope: Scope, span: Span) -> Vec<Vec<String>> {
    let several = scope == Scope::Company && tell.document.segments.len() > 1;
    binds(tell.outcome, scope, span)
        .iter()
        .map(|bind| {
            let month = tell.month(bind.month);
            let leads = match (bind.limit, bind.leads_short) {
                (Limit::Pipeline, Some(leads)) => tell.locale.number(leads.ceil(), 0),
                (Limit::Pipeline, None) => tr!("none can close yet").to_owned(),
                (Limit::Capacity | Limit::Nothing, _) => String::new(),
            };
            vec![
                if several { format!("{month}, {}", tell.segment(bind.segment)) } else { month },
                tell.table_money(bind.capacity),
                tell.table_money(bind.pipeline),
                bound(tell, bind),
                leads,
            ]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate, needs as needed, source_rows};
    use crate::model::sample;

    #[test]
    fn what_binds_is_told_with_amount_and_month() {
        let mut document = sample::company();
        for segment in &mut document.segments {
            segment.pipeline.leads_month = 0;
        }
        let outcome = evaluate(&document, &Env::default());
        let tell = Teller { document: &document, outcome: &outcome, locale: &Locale::EN_US };
        let last = binds(&outcome, Scope::Segment(0), outcome.whole()).pop().expect("a month");
        assert!(bound(&tell, &last).starts_with("Pipeline short by $"), "{}", bound(&tell, &last));
        assert!(bound(&tell, &last).ends_with("in Dec 2028"), "{}", bound(&tell, &last));
        let text = say(&tell, Scope::Company, outcome.whole());
        assert!(text.contains("the worst of 2"), "{text}");
        assert_eq!(bind_header(&tell).len(), bind_table(&tell, Scope::Company, outcome.whole())[0].len());
    }

    #[test]
    fn sources_are_a_table_with_their_sum_and_needs_are_told_both_ways() {
        let document = sample::company();
        let outcome = evaluate(&document, &Env::default());
        let tell = Teller { document: &document, outcome: &outcome, locale: &Locale::EN_US };
        let rows = source_rows(&outcome, Scope::Segment(0), outcome.whole());
        let (header, table) = sources(&tell, &rows, false);
        assert!(table.iter().all(|row| row.len() == header.len()));
        assert!(!header.contains(&"On the way".to_owned()), "no source has a stage before the opportunity");
        assert_eq!(table[0][0], "Leads");
        assert_eq!(table.last().expect("a sum")[5], "100\u{a0}%");
        let text = needs(&tell, &needed(&outcome, Scope::Segment(0), outcome.whole()));
        assert!(
            text.starts_with("For the capacity of the team: ") && text.contains("ramped sellers instead of"),
            "{text}"
        );
    }
}
