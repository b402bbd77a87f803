//! What the team could sign, what the pipeline holds, and the smaller of the two, as formulas.

use super::actuals::Reported;
use super::bookings::{Closing, book};
use super::incentives::Efforts;
use super::inputs::{CompanyCells, SegmentCells, SourceCells, season};
use super::people::{AllTerms, HolderCells};
use super::place::{Block, Head, Line, Spot, Tab};
use super::sheets::{Form, Look, Sheets, quoted};
use super::source::{EVERYWHERE, Source};
use super::staff::StaffLines;
use crate::model::comp::Pot;
use crate::model::{CycleShape, Function, LONGEST_CYCLE, Quota};

/// Lines that others go on with.
pub(crate) struct FunnelLines {
    /// Selling capacity by holder; only of those who sell.
    pub capacity: Vec<Option<Line>>,
    /// Opportunities found by holder; only of sales development.
    pub found: Vec<Option<Line>>,
    pub segments: Vec<SegmentFunnel>,
}

/// Lines of a segment.
#[derive(Clone, Copy)]
pub(crate) struct SegmentFunnel {
    pub capacity: Line,
    pub pipeline: Line,
    pub bookings: Line,
    pub carried: Line,
    pub lost: Line,
    /// Customers won, where sources have deals of their own sizes.
    pub won: Option<Line>,
    /// Mean deal over the whole plan, where sources have deals of their own sizes.
    pub deal: Option<Spot>,
}

/// What everything here is made with.
pub(crate) struct Hands<'a> {
    pub company: &'a CompanyCells,
    pub segments: &'a [SegmentCells],
    pub sources: &'a [Vec<SourceCells>],
    pub terms: &'a AllTerms,
    pub holders: &'a [HolderCells],
    pub staff: &'a [StaffLines],
    pub reported: &'a [Option<Reported>],
    /// What sellers have of shared credit after a win; none where nothing is shared.
    pub seller_share: Option<Spot>,
    /// The response to the split of pay; none where nothing responds.
    pub efforts: Option<&'a Efforts>,
}

impl Hands<'_> {
    /// What was reported of a segment with closed months.
    pub(crate) fn reported(&self, segment: usize) -> Option<&Reported> {
        self.reported.get(segment).and_then(Option::as_ref)
    }
}

pub(super) const AMOUNT: (Look, Form) = (Look::Plain, Form::Coin);
pub(super) const COUNT: (Look, Form) = (Look::Plain, Form::Factor);
const TAB: Tab = Tab::Funnel;

/// Lines that belong to holders, one below the other, with the segment of each in the second column.
pub(crate) struct Many {
    block: Block,
}

impl Many {
    /// The sum of those who serve a segment, or all.
    pub(crate) fn of(&self, segment: &str, month: usize) -> String {
        if self.block.rows == 0 {
            return "0".to_owned();
        }
        format!("SUMIF({},{},{})", self.block.key(1), quoted(segment), self.block.at(month))
    }
}

/// Writes a line for every holder that has a formula.
pub(crate) fn by_holder(
    source: &Source<'_>,
    sheets: &mut Sheets,
    tab: Tab,
    (unit, style): (&str, (Look, Form)),
    formula: impl Fn(usize, usize) -> Option<String>,
) -> (Many, Vec<Option<Line>>) {
    let row = sheets.next_row(tab);
    let mut lines = Vec::new();
    for (at, holder) in source.holders.iter().enumerate() {
        if formula(at, 0).is_none() {
            lines.push(None);
            continue;
        }
        let seat = source.post(holder).map_or("", |it| it.seat.id.as_str());
        let label = format!("{seat}: {}", source.name(holder));
        lines.push(Some(
            sheets.line(tab, [&label, &source.segment_name(holder), unit], style, |month| formula(at, month)),
        ));
    }
    let block = Block { tab, row, rows: sheets.next_row(tab) - row };
    (Many { block }, lines)
}

/// A factor for the response to the split of pay.
fn effort(source: &Source<'_>, hands: &Hands<'_>, post: usize, month: usize) -> String {
    let line = hands.efforts.and_then(|it| it.of(source, post, Pot::NewBusiness));
    line.map_or_else(String::new, |line| format!("*{}", line.at(month)))
}

pub(crate) fn funnel(source: &Source<'_>, sheets: &mut Sheets, hands: &Hands<'_>) -> FunnelLines {
    let weights = hands.company.weights();
    let seasons =
        sheets.line(TAB, ["Season", "", "factor"], COUNT, |month| Some(season(&weights, &Head::OfYear.at(month))));
    sheets.heading(
        TAB,
        "Selling capacity by holder: productive x season x quota / 12 x expected attainment x selling time",
    );
    let (sells, capacity) = by_holder(source, sheets, TAB, ("ARR", AMOUNT), |at, month| {
        let holder = source.holders.get(at)?;
        let role = hands.terms.of(source, holder.post)?;
        source.post(holder).filter(|post| post.function.sells_new_business())?;
        let (staff, cells) = (hands.staff.get(at)?, hands.holders.get(at)?);
        Some(format!(
            "{}*{}*({}/12*{}*{}){}",
            staff.productive.at(month),
            seasons.at(month),
            cells.quota(),
            role.attainment(),
            hands.company.productive_time,
            effort(source, hands, holder.post, month)
        ))
    });
    let development = Development::new(source, sheets, hands);
    let mut closing = Vec::new();
    for (at, cells) in hands.segments.iter().enumerate() {
        sheets.heading(TAB, format!("{}: what could close", cells.name));
        closing.push(closes(source, sheets, hands, &development, seasons, at));
    }
    let mut segments = Vec::new();
    for (at, cells) in hands.segments.iter().enumerate() {
        sheets.heading(TAB, format!("{}: capacity, pipeline and bookings", cells.name));
        segments.push(book(source, sheets, (at, cells), hands.reported(at), (&sells, &closing)));
    }
    FunnelLines { capacity, found: development.found, segments }
}

/// What sales development finds.
struct Development {
    /// Opportunities by holder.
    found: Vec<Option<Line>>,
    /// Productive heads.
    heads: Many,
    /// Opportunities by quota, for whoever counts by it.
    by_quota: Many,
    any: bool,
}

impl Development {
    fn new(source: &Source<'_>, sheets: &mut Sheets, hands: &Hands<'_>) -> Development {
        let develops = |at: usize| {
            let holder = source.holders.get(at)?;
            source.post(holder).filter(|post| post.function == Function::SalesDevelopment)?;
            Some(holder)
        };
        let per_month = |post: usize| {
            let role = hands.terms.of(source, post);
            let units = source.posts.get(post).and_then(|it| it.terms?.quota.as_ref());
            match (role, units) {
                (Some(role), Some(Quota::Units { .. })) => format!("{}/12*{}", role.quota_year(), role.attainment()),
                (_, Some(Quota::Arr { .. } | Quota::Units { .. }) | None) => "0".to_owned(),
            }
        };
        let heads_line = |at: usize, month: usize| {
            let holder = develops(at)?;
            Some(format!("{}{}", hands.staff.get(at)?.productive.at(month), effort(source, hands, holder.post, month)))
        };
        sheets.heading(TAB, "Sales development: productive heads");
        let (heads, head_lines) = by_holder(source, sheets, TAB, ("heads", COUNT), heads_line);
        sheets.heading(TAB, "Sales development: opportunities by quota and expected attainment");
        let (by_quota, quota_lines) = by_holder(source, sheets, TAB, ("opportunities", COUNT), |at, month| {
            let holder = develops(at)?;
            Some(format!("{}*({})", head_lines.get(at)?.as_ref()?.at(month), per_month(holder.post)))
        });
        let any = quota_lines.iter().any(Option::is_some);
        let mut this = Development { found: quota_lines, heads, by_quota, any };
        let theirs = |at: usize| {
            source.document.segments.get(at).is_some_and(|it| it.pipeline.sources.iter().any(|it| it.has_heads()))
        };
        if any && (0..hands.segments.len()).any(theirs) {
            sheets.heading(TAB, "Sales development: opportunities found, through sources too");
            let (_, found) = by_holder(source, sheets, TAB, ("opportunities", COUNT), |at, month| {
                let holder = develops(at)?;
                let post = source.post(holder)?;
                let head = head_lines.get(at)?.as_ref()?.at(month);
                let mut parts = Vec::new();
                for segment in (0..hands.segments.len()).filter(|it| post.segment.is_none_or(|own| own == *it)) {
                    let share =
                        if post.segment.is_some() { "1".to_owned() } else { lead_share(source, hands, segment) };
                    let quota = if counts_by_quota(source, segment) { per_month(holder.post) } else { "0".to_owned() };
                    let mut each = vec![quota];
                    for it in theirs_with_leads(source, hands, segment) {
                        each.push(format!("{}*{}*{}", it.per_head, own_season(it, month), conversion(it)));
                    }
                    parts.push(format!("{share}*{head}*({})", each.join("+")));
                }
                Some(if parts.is_empty() { "0".to_owned() } else { parts.join("+") })
            });
            this.found = found;
        }
        this
    }
}

/// Whether what heads find by their quotas counts in a segment.
fn counts_by_quota(source: &Source<'_>, segment: usize) -> bool {
    let sources = source.document.segments.get(segment).map_or(&[][..], |it| &it.pipeline.sources);
    let mut theirs = sources.iter().filter(|it| it.has_heads()).peekable();
    theirs.peek().is_none() || theirs.any(|it| it.leads_per_head.is_none())
}

fn theirs_with_leads<'a>(source: &Source<'_>, hands: &'a Hands<'_>, segment: usize) -> Vec<&'a SourceCells> {
    let sources = source.document.segments.get(segment).map_or(&[][..], |it| &it.pipeline.sources);
    let cells = hands.sources.get(segment).map_or(&[][..], Vec::as_slice);
    sources.iter().zip(cells).filter(|(it, _)| it.has_heads()).map(|(_, cells)| cells).collect()
}

fn own_season(cells: &SourceCells, month: usize) -> String {
    cells.season.map_or_else(
        || "1".to_owned(),
        |first| format!("({})", season(&first.to(first.right(11)), &Head::OfYear.at(month))),
    )
}

fn conversion(cells: &SourceCells) -> String {
    let Some((first, last)) = cells.stages else { return "1".to_owned() };
    let stages = (first.column..=last.column).map(|column| Spot { column, ..first }.to_string());
    stages.collect::<Vec<_>>().join("*")
}

/// Leads typed for a segment, of all sources, as a share of the company's.
fn lead_share(source: &Source<'_>, hands: &Hands<'_>, segment: usize) -> String {
    let typed = |at: usize| {
        let own = hands.sources.get(at).map_or(&[][..], Vec::as_slice);
        let cells = hands.segments.get(at).map_or_else(String::new, |it| it.leads.to_string());
        let all: Vec<String> = own.iter().map(|it| it.leads.to_string()).collect();
        format!("MAX(1E-9,{})", if all.is_empty() { cells } else { all.join("+") })
    };
    let all: Vec<String> = (0..source.document.segments.len()).map(typed).collect();
    format!("({}/({}))", typed(segment), all.join("+"))
}

/// Shares of opportunities by the months they take, longest first, so that they stand beside the months in which these were created.
fn delay(source: &Source<'_>, sheets: &mut Sheets, segment: usize, cells: &SegmentCells, cycle: &str) -> Line {
    let shape = source.document.segments.get(segment).map_or(CycleShape::AtMean, |it| it.pipeline.cycle_shape);
    let months = format!("MIN(ROUND({cycle},0),{LONGEST_CYCLE})");
    sheets.line(
        TAB,
        ["Share that closes after so many months, longest first", &cells.name, "share"],
        (Look::Plain, Form::Share),
        |place| {
            let after = source.horizon - 1 - place;
            let at_mean = format!("IF({months}={after},1,0)");
            Some(match (shape, cells.cycle_shares) {
                (CycleShape::Own, Some(first)) => {
                    let all = first.to(first.down(LONGEST_CYCLE));
                    format!("IF(SUM({all})>0,{}/SUM({all}),{at_mean})", first.down(after.min(LONGEST_CYCLE)))
                }
                (CycleShape::AtMean, _) | (CycleShape::Own, None) => at_mean,
                (CycleShape::Spread, _) => {
                    let last = format!("MIN(3*{months},{LONGEST_CYCLE})");
                    let until = |after: usize| {
                        let x = format!("(4*{}/MAX(1,{months}))", after as f64 + 0.5);
                        let below = format!("1-EXP(-{x})*(1+{x}+{x}^2/2+{x}^3/6)");
                        format!("IF({after}={last},1,{below})")
                    };
                    let before = after.checked_sub(1).map_or(String::new(), |before| format!("-{}", until(before)));
                    format!("IF({months}=0,{at_mean},IF({after}>{last},0,{}{before}))", until(after))
                }
            })
        },
    )
}

/// Earlier months' amounts whose cycles end in a month.
fn ripe(source: &Source<'_>, created: Line, delay: Line, month: usize) -> String {
    let last = source.horizon - 1;
    format!("SUMPRODUCT({}*{})", created.span(0, month), delay.span(last - month, last))
}

/// What could close in a segment, month by month.
fn closes(
    source: &Source<'_>,
    sheets: &mut Sheets,
    hands: &Hands<'_>,
    development: &Development,
    seasons: Line,
    at: usize,
) -> Closing {
    let Some(cells) = hands.segments.get(at) else { return Closing { arr: seasons, deals: None } };
    let name = cells.name.as_str();
    let own = hands.sources.get(at).map_or(&[][..], Vec::as_slice);
    let shared = source
        .holders
        .iter()
        .any(|it| source.post(it).is_some_and(|it| it.function == Function::SalesDevelopment && it.segment.is_none()));
    let theirs = |many: &Many, month: usize| {
        let everywhere = if shared {
            format!("+{}*{}", many.of(EVERYWHERE, month), lead_share(source, hands, at))
        } else {
            String::new()
        };
        format!("{}{everywhere}", many.of(name, month))
    };
    let grown = |leads: Spot, growth: Spot, month: usize| {
        format!("{leads}*MAX(1E-300,1+{growth})^({}/12)", Head::Place.at(month))
    };
    // What each could close, and the size of its deals.
    let mut flows: Vec<(Line, String)> = Vec::new();
    let general = |sheets: &mut Sheets| delay(source, sheets, at, cells, &cells.cycle.to_string());
    let mut taken = false;
    let of_document = source.document.segments.get(at).map_or(&[][..], |it| &it.pipeline.sources);
    for (it, typed) in own.iter().zip(of_document) {
        let who = format!("{name}, {}", if typed.name.is_empty() { typed.id.as_str() } else { &typed.name });
        let opportunities = sheets.line(TAB, ["Opportunities", &who, "number"], COUNT, |month| {
            let heads = if typed.has_heads() && typed.leads_per_head.is_some() {
                format!("+({})*{}", theirs(&development.heads, month), it.per_head)
            } else {
                String::new()
            };
            Some(format!("({}{heads})*{}*{}", grown(it.leads, it.growth, month), own_season(it, month), conversion(it)))
        });
        let cycle = delay(source, sheets, at, cells, &it.cycle);
        let ready = typed.has_heads() && typed.leads_per_head.is_none() && !taken;
        taken |= typed.has_heads();
        let by_quota = ready.then(|| {
            sheets.line(TAB, ["Opportunities of sales development", &who, "number"], COUNT, |month| {
                Some(theirs(&development.by_quota, month))
            })
        });
        let seasonal = it.season.is_none();
        let line = sheets.line(TAB, ["Could close", &who, "ARR"], AMOUNT, |month| {
            let all = by_quota.map_or(String::new(), |line| format!("+{}", ripe(source, line, cycle, month)));
            let season = if seasonal { seasons.at(month) } else { "1".to_owned() };
            Some(format!(
                "({}{all})*{}*{}*{season}",
                ripe(source, opportunities, cycle, month),
                it.win_rate,
                it.deal_size
            ))
        });
        flows.push((line, it.deal_size.clone()));
    }
    if own.is_empty() {
        let opportunities = sheets.line(TAB, ["Opportunities", name, "number"], COUNT, |month| {
            let found =
                if development.any { format!("+{}", theirs(&development.by_quota, month)) } else { String::new() };
            Some(format!("{}*{}{found}", grown(cells.leads, cells.growth, month), cells.conversion))
        });
        let cycle = general(sheets);
        let line = sheets.line(TAB, ["Opportunities of the plan could close", name, "ARR"], AMOUNT, |month| {
            Some(format!(
                "{}*{}*{}*{}",
                ripe(source, opportunities, cycle, month),
                cells.win_rate,
                cells.deal_size,
                seasons.at(month)
            ))
        });
        flows.push((line, cells.deal_size.to_string()));
    } else if development.any && !taken {
        let found = sheets.line(TAB, ["Opportunities of sales development", name, "number"], COUNT, |month| {
            Some(theirs(&development.by_quota, month))
        });
        let cycle = general(sheets);
        let line = sheets.line(TAB, ["Sales development could close", name, "ARR"], AMOUNT, |month| {
            Some(format!(
                "{}*{}*{}*{}",
                ripe(source, found, cycle, month),
                cells.win_rate,
                cells.deal_size,
                seasons.at(month)
            ))
        });
        flows.push((line, cells.deal_size.to_string()));
    }
    let open = |month: usize| format!("{}*{}", cells.open_pipeline.down(month), cells.opening_win_rate);
    let all = sheets.line(TAB, ["Could close without what waits", name, "ARR"], AMOUNT, |month| {
        let all: Vec<String> = flows.iter().map(|(line, _)| line.at(month)).collect();
        Some(format!("{}+{}", all.join("+"), open(month)))
    });
    let deals = (!own.is_empty()).then(|| {
        sheets.line(TAB, ["Deals that could close without what waits", name, "number"], COUNT, |month| {
            let counted = |arr: String, size: &str| format!("IF({size}>0,{arr}/{size},0)");
            let flows = flows.iter().map(|(line, size)| counted(line.at(month), size));
            let open = counted(open(month), &cells.deal_size.to_string());
            Some(flows.chain([open]).collect::<Vec<_>>().join("+"))
        })
    });
    Closing { arr: all, deals }
}
