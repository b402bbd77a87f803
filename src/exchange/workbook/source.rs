//! What a workbook is made of: a document, what the app makes of it, and everyone who could sit in a seat.

use crate::engine::{Holder, Outcome, Post, is_judged, posts, sitters};
use crate::model::{Account, CoverageResponse, Document};

/// A document with everything about its seats looked up.
pub(crate) struct Source<'a> {
    pub document: &'a Document,
    pub outcome: &'a Outcome,
    pub posts: Vec<Post<'a>>,
    /// Holders of every stint and backfill, whether the numbers of today give them anything or not: the numbers can change.
    pub holders: Vec<Holder>,
    pub horizon: usize,
    pub digits: u32,
}

impl<'a> Source<'a> {
    pub(crate) fn new(document: &'a Document, outcome: &'a Outcome) -> Source<'a> {
        let posts = posts(document);
        let holders = sitters(document, &posts);
        let horizon = document.settings.horizon();
        Source { document, outcome, posts, holders, horizon, digits: document.settings.currency.minor_digits() }
    }

    pub(crate) fn post(&self, holder: &Holder) -> Option<&Post<'a>> {
        self.posts.get(holder.post)
    }

    /// What a holder is called: the person, someone to be hired, or the backfill of a seat.
    pub(crate) fn name(&self, holder: &Holder) -> String {
        let Some(post) = self.post(holder) else { return String::new() };
        let Some(stint) = holder.stint.and_then(|at| post.seat.stints.get(at)) else {
            return "backfill".to_owned();
        };
        match stint.person.as_ref().map(|id| (id, self.document.person(id))) {
            Some((_, Some(person))) => person.name.clone(),
            Some((id, None)) => id.to_string(),
            None => "to be hired".to_owned(),
        }
    }

    /// Name of the segment a holder serves; all where it is none.
    pub(crate) fn segment_name(&self, holder: &Holder) -> String {
        self.place(holder).unwrap_or_else(|| EVERYWHERE.to_owned())
    }

    fn place(&self, holder: &Holder) -> Option<String> {
        let at = self.post(holder)?.segment?;
        Some(segment_name(self.document, at))
    }

    /// Whether any role says how much one person can look after.
    pub(crate) fn knows_care(&self) -> bool {
        self.document.roles.iter().any(|role| {
            role.function.looks_after_customers() && role.terms.iter().any(|terms| terms.book_capacity.is_some())
        })
    }

    /// Whether retention responds to coverage.
    pub(crate) fn responds(&self) -> bool {
        self.knows_care() && self.document.assumptions.coverage.response != CoverageResponse::Off
    }

    /// Whether the forecast follows customers in ways that the workbook does not: by growth steps of account plans, or by their health
    /// inside a typed balance.
    pub(crate) fn has_followed_customers(&self) -> bool {
        let territory = &self.document.territory;
        let followed = |it: &Account| {
            let steps = it.care.as_ref().is_some_and(|it| !it.growth.is_empty());
            let inside = territory.typed_book && is_judged(it, &territory.health);
            it.contract.is_some() && (territory.growth_in_forecast && steps || inside)
        };
        self.document.accounts.iter().any(followed)
    }

    /// Whether months are closed in a segment: then reports are laid on its cohorts.
    pub(crate) fn is_closed(&self, segment: usize) -> bool {
        self.outcome.segments.get(segment).is_some_and(|it| it.closed > 0)
    }
}

/// What stands for all segments.
pub(crate) const EVERYWHERE: &str = "(all)";

/// The name of a segment as it stands in the workbook: no two are the same.
pub(crate) fn segment_name(document: &Document, at: usize) -> String {
    let Some(segment) = document.segments.get(at) else { return String::new() };
    let name = if segment.name.is_empty() { segment.id.as_str() } else { &segment.name };
    let twice = document.segments.iter().enumerate().any(|(other, it)| {
        other != at && (it.name.eq_ignore_ascii_case(name) || it.id.as_str().eq_ignore_ascii_case(name))
    });
    if twice || name == EVERYWHERE { format!("{name} ({})", segment.id) } else { name.to_owned() }
}
