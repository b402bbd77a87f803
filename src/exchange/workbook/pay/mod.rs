//! Pay of every holder as formulas: each component from credit to the coin, then what becomes of their sum.

mod after;
mod component;
mod feed;
mod guarantee;
mod payee;
mod period;
mod spif;
mod table;

pub(crate) use after::{AfterLines, after};
pub(super) use component::Work;
pub(super) use feed::Feed;
pub(super) use payee::Payee;
pub(super) use period::{Period, trued_up};

use super::credits::CreditBlocks;
use super::funnel::{FunnelLines, Hands};
use super::groups::Groups;
use super::ledger::SegmentBookLines;
use super::place::{Line, Tab};
use super::plans::{VersionCells, own_component};
use super::seats::StintCells;
use super::sheets::Sheets;
use super::source::Source;
use crate::model::comp::{Measure, PlanVersion, Pot, SpifPays};
use crate::units::{ComponentId, Month};
use spif::Earlier;

/// What pay is made with.
pub(crate) struct PayDesk<'a> {
    pub source: &'a Source<'a>,
    pub hands: &'a Hands<'a>,
    pub funnel: &'a FunnelLines,
    pub stints: &'a [Vec<StintCells>],
    pub plans: &'a [Vec<VersionCells>],
    pub blocks: &'a CreditBlocks,
    pub books: &'a [SegmentBookLines],
    pub months: Vec<Month>,
}

/// What a holder earns on a component, in the month in which each period closes.
#[derive(Clone)]
pub(crate) struct EarnedLine {
    pub id: ComponentId,
    pub measure: Measure,
    pub pot: Pot,
    pub line: Line,
    /// First and last months of its periods; none for a SPIF, which is of single months.
    pub periods: Vec<(usize, usize)>,
}

/// A version of a plan, its cells, and the months in which it holds.
pub(crate) struct Run<'a> {
    pub version: &'a PlanVersion,
    pub cells: &'a VersionCells,
    pub from: usize,
    pub to: usize,
}

impl<'a> PayDesk<'a> {
    /// Versions of a seat's plan with the months in which each holds.
    pub(crate) fn runs(&self, post: usize) -> Vec<Run<'a>> {
        let mut runs: Vec<Run<'a>> = Vec::new();
        let Some(plan) = self.source.posts.get(post).and_then(|it| it.plan) else { return runs };
        let at = self.source.document.plans.iter().position(|it| std::ptr::eq(it, plan));
        let Some(cells) = at.and_then(|at| self.plans.get(at)) else { return runs };
        for (month, now) in self.months.iter().enumerate() {
            let version = match plan.versions.as_slice() {
                [only] => Some(only),
                _several => plan.version_on(now.first_day()),
            };
            let Some(version) = version else { continue };
            match runs.last_mut() {
                Some(last) if std::ptr::eq(last.version, version) => last.to = month,
                Some(_) | None => {
                    let index = plan.versions.iter().position(|it| std::ptr::eq(it, version));
                    if let Some(cells) = index.and_then(|at| cells.get(at)) {
                        runs.push(Run { version, cells, from: month, to: month });
                    }
                }
            }
        }
        runs
    }

    /// Components and SPIFs of a holder.
    pub(crate) fn components(&self, sheets: &mut Sheets, groups: &mut Groups, at: usize) -> Vec<EarnedLine> {
        let Some(holder) = self.source.holders.get(at) else { return Vec::new() };
        let mut earned = Vec::new();
        let runs = self.runs(holder.post);
        if runs.is_empty() {
            return earned;
        }
        let post = self.source.post(holder);
        let seat = post.map_or("", |it| it.seat.id.as_str());
        let who = format!("{seat}: {}", self.source.name(holder));
        sheets.heading(Tab::Pay, who.clone());
        let overrides = post.and_then(|post| post.overrides(holder.stint));
        let mut spifs: Vec<(&ComponentId, Earlier)> = Vec::new();
        for run in &runs {
            for (component, cells) in run.version.components.iter().zip(&run.cells.components) {
                let own = overrides.and_then(|it| it.component(component));
                let own_cells = own.as_ref().map(|own| own_component(sheets, &who, own));
                let (component, cells) = (own.as_ref().unwrap_or(component), own_cells.as_ref().unwrap_or(cells));
                let line = self.component(sheets, groups, (at, &who), run, (component, cells));
                let (id, measure) = (component.id.clone(), component.measure);
                let periods = self.periods(component, run).iter().map(|it| (it.from, it.to)).collect();
                earned.push(EarnedLine { id, measure, pot: measure.pot(), line, periods });
            }
            for (spif, cells) in run.version.spifs.iter().zip(&run.cells.spifs) {
                let before = spifs.iter().filter(|it| it.0 == &spif.id && it.1.to < run.from).map(|it| it.1);
                let line = self.spif(sheets, (at, &who), run, (spif, cells), &before.collect::<Vec<_>>());
                let once = matches!(spif.pays, SpifPays::Once { .. }).then_some(line);
                spifs.push((&spif.id, Earlier { from: run.from, to: run.to, once }));
                let (id, measure) = (spif.id.clone(), spif.measure);
                earned.push(EarnedLine { id, measure, pot: measure.pot(), line, periods: Vec::new() });
            }
        }
        earned
    }
}
