//! How much of the book the people in place can look after.

use crate::engine::staff::{Holder, Post};
use crate::model::{Document, Role};
use crate::units::Money;

/// ARR that the people in place can look after, by month; absent as a whole where no role says how much one person can.
pub(crate) struct Care {
    /// Of seats that serve one segment.
    pub by_segment: Vec<Vec<f64>>,
    /// Of seats that serve all segments, shared out by ARR.
    pub shared: Vec<f64>,
}

impl Care {
    /// In a segment and month, those who serve all segments by the segment's share of ARR.
    pub fn in_month(&self, segment: usize, month: usize, share_of_arr: f64) -> f64 {
        let own = self.by_segment.get(segment).and_then(|series| series.get(month)).copied().unwrap_or(0.0);
        own + self.shared.get(month).copied().unwrap_or(0.0) * share_of_arr
    }
}

/// ARR that the people in place can look after; `None` where no role says how much one person can.
pub(crate) fn care(document: &Document, posts: &[Post<'_>], holders: &[Holder]) -> Option<Care> {
    let says = |role: &Role| {
        role.function.looks_after_customers() && role.terms.iter().any(|terms| terms.book_capacity.is_some())
    };
    if !document.roles.iter().any(says) {
        return None;
    }
    let horizon = document.settings.horizon();
    let mut care = Care { by_segment: vec![vec![0.0; horizon]; document.segments.len()], shared: vec![0.0; horizon] };
    for holder in holders {
        let Some(post) = posts.get(holder.post).filter(|post| post.function.looks_after_customers()) else { continue };
        let one = post.terms.and_then(|terms| terms.book_capacity).map_or(0.0, Money::to_major);
        let places = post.segment.and_then(|at| care.by_segment.get_mut(at)).unwrap_or(&mut care.shared);
        places.iter_mut().zip(&holder.productive).for_each(|(place, productive)| *place += productive * one);
    }
    Some(care)
}
