//! A plan begun from files: whoever has a customer list and a roster is asked for the target alone.
//!
//! The catalogue gives what files do not tell, segment by segment: that one whose deals are nearest in size to what customers of the
//! segment pay.

use crate::edit::beginning::{Beginning, Told, feed, month_of_arr, month_of_units, nearest};
use crate::model::sample::empty;
use crate::model::{Document, Function, OpeningBook, Seat, Segment};
use crate::units::{Currency, Money, SegmentId};
use std::collections::{BTreeMap, BTreeSet};

/// Customers and ARR by segment.
type Books = BTreeMap<SegmentId, (u32, Money)>;

impl Beginning {
    /// The catalogue of segments, roles and plans in which files are read: it has nobody and no customers yet.
    pub fn catalogue(&self) -> Document {
        let mut document = empty();
        self.set_up(&mut document);
        document
    }

    /// The answers with what a customer list says: how many there are, what they pay, and so what one pays.
    pub fn filled(&self, brought: &Document) -> Beginning {
        let books = books(brought);
        if books.is_empty() {
            return self.clone();
        }
        let (customers, arr) = books.values().fold((0, Money::ZERO), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        let deal_size = if self.deal_size > Money::ZERO { self.deal_size } else { mean(arr, customers) };
        Beginning { customers, arr, deal_size, ..self.clone() }
    }

    /// The plan over a catalogue with people, customers or both in it; none while an answer is missing. A role nobody of the roster has
    /// is as many as were typed. `named` are segments that the roster names: they stay beside those of the list; without a list the plan has
    /// one segment, which is the one named if there is only one.
    pub fn document_with(&self, brought: Document, named: &BTreeSet<SegmentId>) -> Option<Document> {
        let told = self.filled(&brought);
        if !told.faults().is_empty() {
            return None;
        }
        let books = books(&brought);
        let mut document = brought;
        told.set_up(&mut document);
        if books.is_empty() {
            let mut known = std::mem::take(&mut document.segments);
            if known.iter().any(|it| named.contains(&it.id)) {
                known.retain(|it| named.contains(&it.id));
            }
            let segment = nearest(known, told.deal_size)?;
            document.segments = vec![Segment {
                opening: OpeningBook { customers: told.customers, arr: told.arr, ..segment.opening.clone() },
                ..segment
            }];
        } else {
            document.segments.retain(|it| books.contains_key(&it.id) || named.contains(&it.id));
            like_the_catalogue(&mut document, &books);
        }
        without_other_terms(&mut document);
        // What somebody typed of new customers counts for every segment alike.
        let typed = match mean(told.arr, told.customers).to_major() {
            all if all > 0.0 && self.deal_size > Money::ZERO => self.deal_size.to_major() / all,
            _unknown => 1.0,
        };
        for segment in &mut document.segments {
            segment.pipeline.deal_size = match books.get(&segment.id) {
                Some((customers, arr)) if *customers > 0 => {
                    Money::from_major_f64((mean(*arr, *customers).to_major() * typed / 100.0).round().max(1.0) * 100.0)
                }
                Some(_) | None => told.deal_size,
            };
        }
        let first = document.segments.first().map(|it| it.id.clone())?;
        let came = document.seats.len();
        for (role, short, heads) in told.team() {
            let there = document.seats.iter().any(|it| it.role.as_str() == role);
            if !there {
                told.seat(&mut document, role, short, heads, &first);
            }
        }
        settle(&mut document, came, &books);
        told.feed_all(&mut document);
        told.aim(&mut document);
        Some(document)
    }

    /// Leads and what ripens, segment by segment, for the people who sell there.
    fn feed_all(&self, document: &mut Document) {
        let of_people = |document: &Document, segment: &Segment, function: Function, everywhere: bool| -> f64 {
            let own = if everywhere { None } else { Some(&segment.id) };
            let seats = document.seats.iter().filter(|it| it.segment.as_ref() == own);
            let of = |it: &Seat| {
                let role = document.role(&it.role).filter(|role| role.function == function)?;
                let terms = role.terms_for(Some(&segment.id))?;
                Some(if function == Function::SalesDevelopment { month_of_units(terms) } else { month_of_arr(terms) })
            };
            seats.filter_map(of).sum()
        };
        let sold = |document: &Document, segment: &Segment| {
            of_people(document, segment, Function::NewBusiness, false)
                + of_people(document, segment, Function::Hybrid, false)
        };
        // Leads and open deals that were told, and what sales development without a segment finds, go where opportunities are needed.
        let needed = |document: &Document, segment: &Segment| {
            let wins = segment.pipeline.win_rate.to_f64() * segment.pipeline.deal_size.to_major();
            if wins > 0.0 { sold(document, segment) / wins } else { 0.0 }
        };
        let all: f64 = document.segments.iter().map(|it| needed(document, it)).sum();
        let mut fed = document.segments.clone();
        for segment in &mut fed {
            let count = document.segments.len().max(1) as f64;
            let share = if all > 0.0 { needed(document, segment) / all } else { 1.0 / count };
            let told = Told {
                leads_month: self.leads_month.map(|it| (f64::from(it) * share).round() as u32),
                open: self.open_deals.map(|it| it.to_major() * share),
            };
            let found = of_people(document, segment, Function::SalesDevelopment, false)
                + share * of_people(document, segment, Function::SalesDevelopment, true);
            // Some leads stay: whoever serves all segments is shared by them.
            let found = found.min(0.9 * needed(document, segment));
            feed(segment, self.first_month, sold(document, segment), found, told);
        }
        document.segments = fed;
    }
}

fn books(document: &Document) -> Books {
    let mut books = Books::new();
    for account in document.accounts.iter() {
        if let Some(contract) = account.contract {
            let book = books.entry(account.segment.clone()).or_default();
            *book = (book.0 + 1, book.1 + contract.arr);
        }
    }
    books
}

fn mean(arr: Money, customers: u32) -> Money {
    if customers == 0 {
        Money::ZERO
    } else {
        Currency::USD.round_ratio(i128::from(arr.mills()), i128::from(customers), crate::units::Rounding::default())
    }
}

/// Segments that only the list has get everything else, and terms, from the one of the catalogue whose deals are nearest.
fn like_the_catalogue(document: &mut Document, books: &Books) {
    let known = empty().segments;
    for segment in &mut document.segments {
        if known.iter().any(|it| it.id == segment.id) {
            continue;
        }
        let size = books.get(&segment.id).map_or(Money::ZERO, |it| mean(it.1, it.0));
        let Some(like) = nearest(known.clone(), size) else { continue };
        for role in &mut document.roles {
            let mut terms =
                role.terms.iter().filter(|it| it.segment.as_ref() == Some(&like.id)).cloned().collect::<Vec<_>>();
            terms.iter_mut().for_each(|it| it.segment = Some(segment.id.clone()));
            role.terms.extend(terms);
        }
        *segment =
            Segment { id: segment.id.clone(), name: segment.name.clone(), opening: segment.opening.clone(), ..like };
    }
}

/// Terms of segments that are not there are nobody's.
fn without_other_terms(document: &mut Document) {
    let there: Vec<SegmentId> = document.segments.iter().map(|it| it.id.clone()).collect();
    for role in &mut document.roles {
        role.terms.retain(|it| it.segment.as_ref().is_none_or(|id| there.contains(id)));
    }
}

/// Sellers sit in a segment, since pipeline does: who has none, or was only counted (seats from `typed` on), goes by turns where most ARR
/// waits for one more of the role. Others without a segment look after all of them.
fn settle(document: &mut Document, typed: usize, books: &Books) {
    let there: Vec<SegmentId> = document.segments.iter().map(|it| it.id.clone()).collect();
    for seat in &mut document.seats {
        seat.segment = seat.segment.take().filter(|id| there.contains(id));
    }
    for at in 0..document.seats.len() {
        let Some(seat) = document.seats.get(at).filter(|it| at >= typed || it.segment.is_none()) else { continue };
        let role = seat.role.clone();
        let sells =
            document.role(&role).is_some_and(|it| matches!(it.function, Function::NewBusiness | Function::Hybrid));
        let crowd = |id: &SegmentId| {
            let others = document.seats.iter().enumerate().filter(|(place, _)| *place < typed || *place < at);
            let there = others.filter(|(_, it)| it.role == role && it.segment.as_ref() == Some(id)).count();
            let arr = books.get(id).map_or(1.0, |it| it.1.to_major().max(1.0));
            (there + 1) as f64 / arr
        };
        let best = there.iter().min_by(|a, b| crowd(a).total_cmp(&crowd(b))).cloned().filter(|_| sells);
        if let Some(seat) = document.seats.get_mut(at) {
            seat.segment = best;
        }
    }
}
