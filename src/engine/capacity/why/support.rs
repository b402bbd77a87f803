//! Support ratios in the last month of the plan.

use super::{CapacityFigure, SupportBy, SupportFigure, TermsOf, Why, WhyLink, money, terms_path};
use crate::engine::capacity::{CapacityPlan, SupportKind};
use crate::engine::explain::Op;
use crate::engine::metric::Value;
use crate::text::{tr, within};
use crate::units::Flow;

impl SupportKind {
    /// What sets the need, without its figures.
    pub const fn by(&self) -> SupportBy {
        match self {
            SupportKind::Ratio { .. } => SupportBy::Heads,
            SupportKind::Book { .. } => SupportBy::Book,
            SupportKind::Accounts { .. } => SupportBy::Accounts,
            SupportKind::Span { .. } => SupportBy::Span,
        }
    }
}

impl CapacityPlan<'_> {
    pub(super) fn why_support(&self, what: SupportFigure, of: &TermsOf, by: SupportBy) -> Why {
        let lines = self.support();
        let found = lines.iter().find(|it| it.role == of.0 && it.segment == of.1 && it.kind.by() == by);
        let terms =
            self.document.role(&of.0).and_then(|role| Some((role, role.terms.iter().find(|it| it.segment == of.1)?)));
        let Some((line, (role, terms))) = found.zip(terms) else {
            return Why::of(Value::Undefined(tr!("these terms state no such ratio")));
        };
        let last = |series: &[f64]| series.last().copied().unwrap_or(0.0);
        match what {
            SupportFigure::Need => {
                let mut why = Why::of(Value::Count(last(&line.need)));
                let segments = self.segments_of(role, terms);
                let months = self.seasons.len().saturating_sub(1);
                match line.kind {
                    SupportKind::Ratio { of: function, heads } => {
                        let ramped = last(&self.ramped_of(function, terms, &segments));
                        let label = tr!("Ramped heads in {}", within(function.name()));
                        why.input(Op::Plus, label, Value::Count(ramped), "seat");
                        let path = terms_path(of, "support/heads");
                        why.input(Op::Over, tr!("Ramped heads one seat supports"), Value::Count(heads), &path);
                    }
                    SupportKind::Book { arr, share } => {
                        let book: f64 = segments.iter().map(|it| self.book_of(*it, months)).sum();
                        why.put(
                            Op::Plus,
                            tr!("ARR of the customers, at the end"),
                            money(Flow::new(book)),
                            WhyLink::None,
                        );
                        self.shared_by(&mut why, of, share);
                        let path = terms_path(of, "book_capacity");
                        why.input(Op::Over, tr!("ARR one person can look after"), money(Flow::new(arr)), &path);
                    }
                    SupportKind::Accounts { customers, share } => {
                        let count: f64 = segments.iter().map(|it| self.customers_of(*it, months)).sum();
                        why.put(Op::Plus, tr!("Customers, at the end"), Value::Count(count), WhyLink::None);
                        self.shared_by(&mut why, of, share);
                        let path = terms_path(of, "accounts_per_head");
                        why.input(Op::Over, tr!("Customers one person can look after"), Value::Count(customers), &path);
                    }
                    SupportKind::Span { reports } => {
                        let heads = last(&self.reports_to(terms));
                        why.input(Op::Plus, tr!("Expected heads who report to them"), Value::Count(heads), "seat");
                        let path = terms_path(of, "span/high");
                        why.input(Op::Over, tr!("Most direct reports of one"), Value::Count(reports), &path);
                    }
                }
                why
            }
            SupportFigure::Have => {
                let mut why = Why::of(Value::Count(last(&line.have)));
                let heads = last(&self.heads_with(terms));
                why.input(Op::Plus, tr!("Expected heads with these terms"), Value::Count(heads), "seat");
                if by != SupportBy::Span && heads > 1e-9 {
                    let ramp = Value::Share(last(&line.have) / heads);
                    why.input(Op::Times, tr!("Productivity of them, ramp included"), ramp, &terms_path(of, "ramp"));
                }
                let need = CapacityFigure::Support(SupportFigure::Need, of.clone(), by);
                self.term(&mut why, Op::Aside, need);
                why
            }
        }
    }

    fn shared_by(&self, why: &mut Why, of: &TermsOf, share: f64) {
        if share < 1.0 {
            let path = terms_path(of, "book_share");
            why.input(Op::Times, tr!("Share of the book that is theirs"), Value::Share(share), &path);
        }
    }
}
