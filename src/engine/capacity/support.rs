//! Support ratios: how many SDRs, sales engineers, account and customer-success managers and leaders the plan asks for, month by
//! month, against how many there are, and when the next ones fall due.

use super::{CapacityPlan, at, lead_time::months_to_full};
use crate::engine::staff::Post;
use crate::model::{Function, Support, Terms};
use crate::units::{Month, Rate, RoleId, SegmentId};

/// What sets the need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SupportKind {
    /// So many ramped heads of a function for one seat.
    Ratio {
        /// Whom a seat supports.
        of: Function,
        /// How many of them.
        heads: f64,
    },
    /// ARR one person can look after.
    Book {
        /// In major units.
        arr: f64,
        /// Share of the book that is this role's.
        share: f64,
    },
    /// Customers one person can look after.
    Accounts {
        /// How many.
        customers: f64,
        /// Share of the customers that is this role's.
        share: f64,
    },
    /// Direct reports one leader has at most.
    Span {
        /// How many.
        reports: f64,
    },
}

/// Hires that fall due in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupportNeed {
    /// The month from which they are needed.
    pub due: Month,
    /// First month of work, so that they are ramped by then, and no sooner than the plan begins.
    pub start: Month,
    /// How many more.
    pub count: u32,
}

/// One ratio of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportLine {
    /// Which role.
    pub role: RoleId,
    /// Where; absent: in the segments without terms of their own.
    pub segment: Option<SegmentId>,
    /// What sets the need.
    pub kind: SupportKind,
    /// Seats needed, by month, fractional.
    pub need: Vec<f64>,
    /// What there is, by month: ramped heads; of leaders, expected heads.
    pub have: Vec<f64>,
    /// Suggested hires in order of time. A seat falls due when half of one is missing; those suggested earlier are counted in.
    pub hires: Vec<SupportNeed>,
}

impl SupportLine {
    /// Hires suggested over the plan.
    pub fn hires_in_all(&self) -> u32 {
        self.hires.iter().map(|it| it.count).sum()
    }
}

/// Roles that look after the book of one segment, where several do.
#[derive(Clone, Debug, PartialEq)]
pub struct BookShares {
    /// Position of the segment.
    pub segment: usize,
    /// Each role with the share of the book that its need is made of.
    pub roles: Vec<(RoleId, f64)>,
}

impl BookShares {
    /// Together; more than 1: some of the book is asked for twice. Less: some of it is nobody's.
    pub fn sum(&self) -> f64 {
        self.roles.iter().map(|it| it.1).sum()
    }
}

impl CapacityPlan<'_> {
    /// Segments whose book several roles look after, with the share of each. Account management and customer success may both be on the
    /// whole book on purpose; then both are asked for, and this says so.
    pub fn book_shares(&self) -> Vec<BookShares> {
        let of = |segment: usize, id: &SegmentId| {
            let roles = self
                .document
                .roles
                .iter()
                .filter(|it| it.function.looks_after_customers() && it.function != Function::Hybrid);
            let share = |role: &crate::model::Role| {
                let terms = role.terms_for(Some(id))?;
                let asks = terms.book_capacity.is_some() || terms.accounts_per_head.is_some();
                asks.then(|| (role.id.clone(), terms.book_share.map_or(1.0, Rate::to_f64)))
            };
            BookShares { segment, roles: roles.filter_map(share).collect() }
        };
        let segments = self.document.segments.iter().enumerate();
        segments.map(|(at, it)| of(at, &it.id)).filter(|it| it.roles.len() > 1).collect()
    }

    /// Every ratio that terms state: `support`, `book_capacity`, `accounts_per_head`, and the most direct reports of `span`. Terms
    /// without a seat count as well: nobody does the job yet.
    pub fn support(&self) -> Vec<SupportLine> {
        let mut lines = Vec::new();
        for role in &self.document.roles {
            for terms in &role.terms {
                let mut put = |kind: SupportKind, need: Vec<f64>, have: Vec<f64>| {
                    let lead = match kind {
                        SupportKind::Span { .. } => 0,
                        SupportKind::Ratio { .. } | SupportKind::Book { .. } | SupportKind::Accounts { .. } => {
                            months_to_full(&terms.ramp)
                        }
                    };
                    let hires = self.fall_due(&need, &have, lead);
                    let (role, segment) = (role.id.clone(), terms.segment.clone());
                    lines.push(SupportLine { role, segment, kind, need, have, hires });
                };
                let segments = self.segments_of(role, terms);
                let sum = |of: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
                    (0..self.seasons.len()).map(|month| segments.iter().map(|it| of(*it, month)).sum()).collect()
                };
                let per = |series: Vec<f64>, one: f64| series.into_iter().map(|it| it / one).collect::<Vec<f64>>();
                if let Some(Support { of, heads }) = terms.support.filter(|it| it.heads.ppm() > 0) {
                    let heads = heads.to_f64();
                    let need = per(self.ramped_of(of, terms, &segments), heads);
                    put(SupportKind::Ratio { of, heads }, need, self.ramped_with(terms));
                }
                // Whoever sells as well is planned by the number, not by the book.
                if role.function.looks_after_customers() && role.function != Function::Hybrid {
                    let part = terms.book_share.map_or(1.0, Rate::to_f64);
                    if let Some(arr) = terms.book_capacity.map(|it| it.to_major()).filter(|it| *it > 0.0) {
                        let book = |segment: usize, month: usize| self.book_of(segment, month);
                        put(
                            SupportKind::Book { arr, share: part },
                            per(sum(&book), arr / part.max(1e-9)),
                            self.ramped_with(terms),
                        );
                    }
                    if let Some(customers) = terms.accounts_per_head.filter(|it| *it > 0).map(f64::from) {
                        let count = |segment: usize, month: usize| self.customers_of(segment, month);
                        let kind = SupportKind::Accounts { customers, share: part };
                        put(kind, per(sum(&count), customers / part.max(1e-9)), self.ramped_with(terms));
                    }
                }
                if let Some(reports) = terms.span.map(|it| f64::from(it.high)).filter(|it| *it > 0.0) {
                    put(SupportKind::Span { reports }, per(self.reports_to(terms), reports), self.heads_with(terms));
                }
            }
        }
        lines
    }

    /// ARR of a segment's customers at the end of a month, in major units.
    pub(super) fn book_of(&self, segment: usize, month: usize) -> f64 {
        let ledger = self.outcome.segments.get(segment).and_then(|it| it.ledger.get(month));
        ledger.map_or(0.0, |it| it.closing().to_major())
    }

    /// Customers of a segment at the end of a month.
    pub(super) fn customers_of(&self, segment: usize, month: usize) -> f64 {
        self.outcome.segments.get(segment).map_or(0.0, |it| at(&it.customers, month))
    }

    /// Segments in which a row of terms holds.
    pub(super) fn segments_of(&self, role: &crate::model::Role, terms: &Terms) -> Vec<usize> {
        let holds = |id: &SegmentId| role.terms_for(Some(id)).is_some_and(|it| std::ptr::eq(it, terms));
        let segments = self.document.segments.iter().enumerate();
        segments.filter(|(_, segment)| holds(&segment.id)).map(|(at, _)| at).collect()
    }

    fn with<'p>(&'p self, terms: &'p Terms) -> impl Fn(&Post<'_>) -> bool + 'p {
        move |post| post.terms.is_some_and(|it| std::ptr::eq(it, terms))
    }

    fn ramped_with(&self, terms: &Terms) -> Vec<f64> {
        let own = self.with(terms);
        self.sum_of_seats(|at| self.posts.get(at).is_some_and(&own), |seat| &seat.ramped)
    }

    pub(super) fn heads_with(&self, terms: &Terms) -> Vec<f64> {
        let own = self.with(terms);
        self.sum_of_seats(|at| self.posts.get(at).is_some_and(&own), |seat| &seat.heads)
    }

    /// Ramped heads of a function in the segments in which terms hold; people without a segment are supported by terms without one.
    pub(super) fn ramped_of(&self, function: Function, terms: &Terms, segments: &[usize]) -> Vec<f64> {
        let supported = |at: usize| {
            self.posts.get(at).is_some_and(|post| {
                let here = post.segment.map_or(terms.segment.is_none(), |it| segments.contains(&it));
                post.function == function && here
            })
        };
        self.sum_of_seats(supported, |seat| &seat.ramped)
    }

    /// Expected heads that report directly to seats with these terms.
    pub(super) fn reports_to(&self, terms: &Terms) -> Vec<f64> {
        let own = self.with(terms);
        let reports = |at: usize| {
            let manager = self.posts.get(at).and_then(|post| post.manager).and_then(|it| self.posts.get(it));
            manager.is_some_and(&own)
        };
        self.sum_of_seats(reports, |seat| &seat.heads)
    }

    fn sum_of_seats(
        &self,
        inside: impl Fn(usize) -> bool,
        series: impl Fn(&crate::engine::SeatOutcome) -> &Vec<f64>,
    ) -> Vec<f64> {
        let mut sum = vec![0.0; self.seasons.len()];
        for (_, seat) in self.outcome.seats.iter().enumerate().filter(|(at, _)| inside(*at)) {
            sum.iter_mut().zip(series(seat)).for_each(|(place, part)| *place += part);
        }
        sum
    }

    fn fall_due(&self, need: &[f64], have: &[f64], lead: u32) -> Vec<SupportNeed> {
        let first = self.document.settings.first_month;
        let mut hired = 0.0;
        let mut hires = Vec::new();
        // Nobody hired now is whole before `lead` months are over: what is short until then is counted when it can be mended, so that
        // those who are hired for it and still ramp are not asked for again.
        for (month, (need, have)) in need.iter().zip(have).enumerate().skip(lead as usize) {
            let short = (need - have - hired).round();
            // More than a thousand at once comes of a ratio that is none.
            if (1.0..=1_000.0).contains(&short) {
                hired += short;
                let due = first.plus(month as i32);
                hires.push(SupportNeed { due, start: first.max(due.plus(-(lead as i32))), count: short as u32 });
            }
        }
        hires
    }
}
