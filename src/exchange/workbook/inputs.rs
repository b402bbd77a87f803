//! Input sheets for the company and its segments: settings, assumptions, opening book, pipeline and retention.

use super::place::{Spot, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::{Source, segment_name};
use crate::model::{CoverageResponse, CycleShape, LONGEST_CYCLE, Proration, Segment};
use crate::units::{Money, Month, Rate, Rounding};

/// A sheet of inputs, one below the other: label, values side by side, unit.
struct Paper<'a> {
    sheets: &'a mut Sheets,
    tab: Tab,
    row: usize,
    columns: usize,
}

const VALUES: usize = 1;

impl Paper<'_> {
    fn heading(&mut self, text: &str) {
        self.row += 1;
        self.sheets.text(Spot::new(self.tab, self.row, 0), Look::Heading, text);
        self.row += 1;
    }

    fn fixed(&mut self, label: &str, values: &[String], remark: &str) {
        self.sheets.text(Spot::new(self.tab, self.row, 0), Look::Plain, label);
        for (at, value) in values.iter().enumerate() {
            self.sheets.text(Spot::new(self.tab, self.row, VALUES + at), Look::Fixed, value.as_str());
        }
        self.sheets.text(Spot::new(self.tab, self.row, VALUES + self.columns), Look::Fine, remark);
        self.row += 1;
    }

    /// Numbers side by side; gives the first of them.
    fn numbers(&mut self, (label, form, unit): (&str, Form, &str), values: &[f64], (least, most): (f64, f64)) -> Spot {
        self.sheets.text(Spot::new(self.tab, self.row, 0), Look::Plain, label);
        let first = Spot::new(self.tab, self.row, VALUES);
        for (at, value) in values.iter().enumerate() {
            self.sheets.number(first.right(at), Look::Input, form, *value);
            self.sheets.bound(first.right(at), least, most);
        }
        self.sheets.text(Spot::new(self.tab, self.row, VALUES + self.columns), Look::Fine, unit);
        self.row += 1;
        first
    }
}

/// Cells of the company.
pub(crate) struct CompanyCells {
    /// Weights of the twelve months, one below the other.
    weights: Spot,
    pub productive_time: Spot,
    pub renewal_at_stake: Spot,
    pub expansion_at_stake: Spot,
    pub gross_margin: Spot,
    /// Taxes and benefits, as a share of pay.
    pub burden: Spot,
    /// Marketing of a month and the share of it that is acquisition, where it is entered.
    pub marketing: Option<(Spot, Spot)>,
    /// The same of other sales and marketing cost.
    pub other_cost: Option<(Spot, Spot)>,
    /// Operating cost of a month besides, where it is entered.
    pub operating: Option<Spot>,
    /// Sales and marketing cost of the quarter before the plan, where it is entered.
    pub prior_cost: Option<Spot>,
    /// Revenue of that quarter, where it is entered.
    pub prior_revenue: Option<Spot>,
}

impl CompanyCells {
    /// All twelve weights.
    pub(crate) fn weights(&self) -> String {
        self.weights.to(self.weights.down(11))
    }
}

const SHARE: (f64, f64) = (0.0, 1.0);
const ANY: (f64, f64) = (-1e12, 1e12);
const POSITIVE: (f64, f64) = (0.0, 1e12);

pub(crate) fn company(source: &Source<'_>, sheets: &mut Sheets) -> CompanyCells {
    let (document, settings) = (source.document, &source.document.settings);
    let mut paper = Paper { sheets, tab: Tab::Settings, row: 1, columns: 1 };
    paper.sheets.text(Spot::new(Tab::Settings, 0, 0), Look::Title, "Settings");
    paper.heading("Fixed when the workbook was made; change them in the app");
    paper.fixed("Scenario", std::slice::from_ref(&document.name), "");
    paper.fixed("Currency", &[settings.currency.to_string()], "pay and credits are whole coins of it");
    paper.fixed("First month", &[settings.first_month.to_string()], "");
    paper.fixed("Months planned", &[settings.horizon().to_string()], "");
    let start = Month::NAMES.get(settings.fiscal_year_start.wrapping_sub(1) as usize).copied().unwrap_or("January");
    paper.fixed("Fiscal year starts in", &[start.to_owned()], "");
    let halves = match settings.rounding {
        Rounding::HalfAwayFromZero => "away from zero",
        Rounding::HalfEven => "to the even coin",
    };
    paper.fixed("Half a coin of pay is rounded", &[halves.to_owned()], "");
    let part = match settings.proration {
        Proration::CalendarDays => "by calendar days",
        Proration::Thirty360 => "by 30/360",
        Proration::WholeMonths => "as a whole",
    };
    paper.fixed("A part of a month counts", &[part.to_owned()], "");
    let response = match document.assumptions.coverage.response {
        CoverageResponse::Off => "not at all",
        CoverageResponse::Linear => "in proportion",
        CoverageResponse::Concave => "by the square root of coverage",
    };
    paper.fixed("Retention responds to coverage", &[response.to_owned()], "");
    paper.heading("Assumptions");
    let time = document.assumptions.productive_time.to_f64();
    let productive_time = paper.numbers(("Working time that goes into selling", Form::Share, "share"), &[time], SHARE);
    let stake = &document.assumptions.coverage;
    let renewal = stake.renewal_at_stake.to_f64().clamp(0.0, 1.0);
    let what = "points of renewal rate lost without anybody";
    let renewal_at_stake = paper.numbers(("Renewal at stake", Form::Share, what), &[renewal], SHARE);
    let expansion = stake.expansion_at_stake.to_f64().clamp(0.0, 1.0);
    let what = "share of expansion lost without anybody";
    let expansion_at_stake = paper.numbers(("Expansion at stake", Form::Share, what), &[expansion], SHARE);
    let margin = document.costs.gross_margin.unwrap_or_default().to_f64();
    let gross_margin = paper.numbers(("Gross margin", Form::Share, "share of ARR"), &[margin], ANY);
    paper.heading("Cost besides pay");
    let costs = &document.costs;
    let what = "share of pay: taxes and benefits";
    let burden = paper.numbers(("Burden", Form::Share, what), &[costs.burden.to_f64()], ANY);
    let mut monthly = |label: &str, amount: Option<Money>, share: Rate| {
        let amount = amount?.to_major();
        let cost = paper.numbers((label, Form::Coin, "money a month"), &[amount], ANY);
        let part = paper.numbers(
            (&[label, ", share that is acquisition"].concat(), Form::Share, "share"),
            &[share.to_f64()],
            ANY,
        );
        Some((cost, part))
    };
    let marketing = monthly("Marketing", costs.marketing.map(|it| it.amount()), costs.marketing_acquisition_share);
    let other = costs.other_sales_marketing.map(|it| it.amount());
    let other_cost = monthly("Other sales and marketing", other, costs.other_acquisition_share);
    let mut entered = |label: &str, unit: &str, amount: Option<Money>| {
        amount.map(|it| paper.numbers((label, Form::Coin, unit), &[it.to_major()], ANY))
    };
    let operating = entered("Other operating cost", "money a month", costs.other_operating.map(|it| it.amount()));
    let before = costs.prior_quarter_sales_marketing.map(|it| it.amount());
    let prior_cost = entered("Sales and marketing cost of the quarter before the plan", "money", before);
    let before = costs.prior_quarter_revenue.map(|it| it.amount());
    let prior_revenue = entered("Revenue of the quarter before the plan", "money", before);
    paper.heading("Season: weight of each month in capacity, in what closes, and in quotas");
    let mut weights = None;
    for (at, name) in Month::NAMES.into_iter().enumerate() {
        let weight = document.assumptions.seasonality.get(at).copied().unwrap_or(Rate::ONE).to_f64().max(0.0);
        let spot = paper.numbers((name, Form::Factor, "weight"), &[weight], POSITIVE);
        weights.get_or_insert(spot);
    }
    for (name, cell) in [
        ("Selling_time", Some(productive_time)),
        ("Renewal_at_stake", Some(renewal_at_stake)),
        ("Expansion_at_stake", Some(expansion_at_stake)),
        ("Gross_margin", Some(gross_margin)),
        ("Burden", Some(burden)),
        ("Marketing", marketing.map(|it| it.0)),
        ("Marketing_acquisition", marketing.map(|it| it.1)),
        ("Other_sales_marketing", other_cost.map(|it| it.0)),
        ("Other_sales_marketing_acquisition", other_cost.map(|it| it.1)),
        ("Other_operating_cost", operating),
        ("Prior_quarter_sales_marketing", prior_cost),
        ("Prior_quarter_revenue", prior_revenue),
    ] {
        if let Some(cell) = cell {
            sheets.name(name, cell);
        }
    }
    let weights = weights.unwrap_or(productive_time);
    CompanyCells {
        weights,
        productive_time,
        renewal_at_stake,
        expansion_at_stake,
        gross_margin,
        burden,
        marketing,
        other_cost,
        operating,
        prior_cost,
        prior_revenue,
    }
}

/// Cells of one segment.
pub(crate) struct SegmentCells {
    pub name: String,
    pub opening_arr: Spot,
    pub opening_customers: Spot,
    /// Weights of the twelve months in renewals, one below the other.
    pub renewal_months: Spot,
    pub leads: Spot,
    pub growth: Spot,
    pub conversion: Spot,
    pub win_rate: Spot,
    pub cycle: Spot,
    /// Shares of a cycle of one's own, one below the other.
    pub cycle_shares: Option<Spot>,
    pub deal_size: Spot,
    pub opening_win_rate: Spot,
    pub carry_over: Spot,
    /// What closes of the opening pipeline by month of the plan, one below the other.
    pub open_pipeline: Spot,
    pub renewal: Spot,
    pub contraction: Spot,
    pub price: Spot,
    pub expansion: Spot,
    pub term: Spot,
    pub reactivation: Spot,
    pub reactivation_lag: Spot,
}

fn each<'a>(source: &'a Source<'_>, figure: impl Fn(&Segment) -> f64 + 'a) -> Vec<f64> {
    source.document.segments.iter().map(figure).collect()
}

pub(crate) fn segments(source: &Source<'_>, sheets: &mut Sheets) -> Vec<SegmentCells> {
    let count = source.document.segments.len();
    let names: Vec<String> = (0..count).map(|at| segment_name(source.document, at)).collect();
    let mut paper = Paper { sheets, tab: Tab::Segments, row: 1, columns: count };
    paper.sheets.text(Spot::new(Tab::Segments, 0, 0), Look::Title, "Segments");
    for (at, name) in names.iter().enumerate() {
        paper.sheets.text(Spot::new(Tab::Segments, 1, VALUES + at), Look::Heading, name.as_str());
    }
    let money = |amount: Money| amount.to_major();
    paper.heading("Opening book");
    let opening_arr = paper.numbers(
        ("ARR at the start, customers of the account table apart", Form::Coin, "money"),
        &each(source, |it| money(it.opening.arr)),
        ANY,
    );
    let opening_customers = each(source, |it| f64::from(it.opening.customers));
    let opening_customers = paper.numbers(
        ("Customers at the start, those of the account table apart", Form::Count, "customers"),
        &opening_customers,
        POSITIVE,
    );
    let mut renewal_months = None;
    for (at, month) in Month::NAMES.into_iter().enumerate() {
        let weight = |it: &Segment| it.opening.renewal_months.get(at).copied().unwrap_or(Rate::ONE).to_f64().max(0.0);
        let label = format!("Weight of {month} in renewals");
        let spot = paper.numbers((&label, Form::Factor, "weight"), &each(source, weight), POSITIVE);
        renewal_months.get_or_insert(spot);
    }
    paper.heading("New business");
    let leads = paper.numbers(
        ("Leads a month at the start", Form::Count, "leads; segments with sources have them below"),
        &each(source, |it| f64::from(it.pipeline.leads_month)),
        POSITIVE,
    );
    let growth = each(source, |it| it.pipeline.lead_growth_year.to_f64().max(-1.0));
    let growth = paper.numbers(("Growth of leads", Form::Share, "a year"), &growth, (-1.0, 1e6));
    let conversion = each(source, |it| it.pipeline.lead_to_opportunity.to_f64());
    let conversion = paper.numbers(("Leads that become opportunities", Form::Share, "share"), &conversion, ANY);
    let win_rate = each(source, |it| it.pipeline.win_rate.to_f64());
    let win_rate = paper.numbers(("Opportunities won", Form::Share, "share"), &win_rate, ANY);
    let shapes: Vec<String> =
        source.document.segments.iter().map(|it| shape(it.pipeline.cycle_shape).to_owned()).collect();
    paper.fixed("Sales cycles are", &shapes, "");
    let cycle = each(source, |it| f64::from(it.pipeline.cycle_months));
    let cycle = paper.numbers(("Sales cycle", Form::Count, "months, in the mean"), &cycle, (0.0, 1e4));
    let own = source.document.segments.iter().any(|it| it.pipeline.cycle_shape == CycleShape::Own);
    let mut cycle_shares = None;
    for months in (0..=LONGEST_CYCLE).filter(|_| own) {
        let share = |it: &Segment| it.pipeline.cycle_shares.get(months).map_or(0.0, |it| it.to_f64().max(0.0));
        let label = format!("Closes after {months} months");
        let spot = paper.numbers((&label, Form::Share, "share, own cycle"), &each(source, share), POSITIVE);
        cycle_shares.get_or_insert(spot);
    }
    let deal_size = each(source, |it| money(it.pipeline.deal_size));
    let deal_size = paper.numbers(("ARR of a mean deal", Form::Coin, "money"), &deal_size, ANY);
    let carry = each(source, |it| it.pipeline.carry_over.to_f64().clamp(0.0, 1.0));
    let carry_over = paper.numbers(("Excess pipeline that waits", Form::Share, "share"), &carry, SHARE);
    let open = each(source, |it| it.pipeline.opening_win_rate.to_f64());
    let opening_win_rate = paper.numbers(("Opening pipeline that closes", Form::Share, "share"), &open, ANY);
    let first = source.document.settings.first_month;
    let mut open_pipeline = None;
    for month in 0..source.horizon {
        let now = first.plus(month as i32);
        let there = |it: &Segment| {
            let rows = it.pipeline.opening.iter().filter(|row| row.month == now);
            rows.map(|row| money(row.arr)).sum()
        };
        let label = format!("Opening pipeline to close in {now}");
        let spot = paper.numbers((&label, Form::Coin, "money, before odds"), &each(source, there), ANY);
        open_pipeline.get_or_insert(spot);
    }
    paper.heading("Retention of what falls due");
    let rate = |label: &str, paper: &mut Paper<'_>, what: &dyn Fn(&Segment) -> Rate, most: f64| {
        let values = each(source, |it| what(it).to_f64().clamp(0.0, most));
        paper.numbers((label, Form::Share, "share"), &values, (0.0, most))
    };
    // Renewal and contraction may be typed beyond their bounds; where pay bends them, that counts before they are bounded.
    let renewal = each(source, |it| it.retention.renewal.to_f64());
    let renewal = paper.numbers(("Renewal", Form::Share, "share of the ARR due"), &renewal, ANY);
    let contraction = each(source, |it| it.retention.contraction.to_f64());
    let contraction = paper.numbers(("Contraction", Form::Share, "share of what renews"), &contraction, ANY);
    let price = rate("Price uplift", &mut paper, &|it| it.retention.price_uplift, 1.0);
    let expansion = rate("Expansion", &mut paper, &|it| it.retention.expansion, 5.0);
    let term = each(source, |it| f64::from(it.retention.term_months.clamp(1, 120)));
    let term = paper.numbers(("Term of contracts", Form::Count, "months, 1 to 120"), &term, (1.0, 120.0));
    let reactivation = rate("Churned ARR that comes back", &mut paper, &|it| it.retention.reactivation, 1.0);
    let lag = each(source, |it| f64::from(it.retention.reactivation_lag_months.max(1)));
    let reactivation_lag = paper.numbers(("It comes back after", Form::Count, "months"), &lag, (1.0, 1e4));
    let some = |spot: Option<Spot>| spot.unwrap_or(opening_arr);
    let cells: Vec<SegmentCells> = names
        .into_iter()
        .enumerate()
        .map(|(at, name)| SegmentCells {
            name,
            opening_arr: opening_arr.right(at),
            opening_customers: opening_customers.right(at),
            renewal_months: some(renewal_months).right(at),
            leads: leads.right(at),
            growth: growth.right(at),
            conversion: conversion.right(at),
            win_rate: win_rate.right(at),
            cycle: cycle.right(at),
            cycle_shares: cycle_shares.map(|spot| spot.right(at)),
            deal_size: deal_size.right(at),
            opening_win_rate: opening_win_rate.right(at),
            carry_over: carry_over.right(at),
            open_pipeline: some(open_pipeline).right(at),
            renewal: renewal.right(at),
            contraction: contraction.right(at),
            price: price.right(at),
            expansion: expansion.right(at),
            term: term.right(at),
            reactivation: reactivation.right(at),
            reactivation_lag: reactivation_lag.right(at),
        })
        .collect();
    for (segment, cells) in source.document.segments.iter().zip(&cells) {
        for (what, spot) in [
            ("opening_ARR", cells.opening_arr),
            ("opening_customers", cells.opening_customers),
            ("leads", cells.leads),
            ("lead_growth", cells.growth),
            ("conversion", cells.conversion),
            ("win_rate", cells.win_rate),
            ("deal_size", cells.deal_size),
            ("cycle", cells.cycle),
            ("renewal", cells.renewal),
            ("contraction", cells.contraction),
            ("price_uplift", cells.price),
            ("expansion", cells.expansion),
            ("term", cells.term),
        ] {
            sheets.name(&format!("Segment_{}_{what}", segment.id), spot);
        }
    }
    cells
}

const fn shape(shape: CycleShape) -> &'static str {
    match shape {
        CycleShape::AtMean => "all as long as the mean",
        CycleShape::Spread => "spread around the mean",
        CycleShape::Own => "as typed by month",
    }
}

/// Cells of a source.
pub(crate) struct SourceCells {
    pub leads: Spot,
    pub per_head: Spot,
    pub growth: Spot,
    pub win_rate: String,
    pub deal_size: String,
    pub cycle: String,
    /// Stages, side by side; none where a lead is an opportunity.
    pub stages: Option<(Spot, Spot)>,
    /// Own weights of the twelve months, side by side.
    pub season: Option<Spot>,
}

/// Sources below the segments, one in each row.
pub(crate) fn sources(source: &Source<'_>, sheets: &mut Sheets, cells: &[SegmentCells]) -> Vec<Vec<SourceCells>> {
    let all = &source.document.segments;
    if all.iter().all(|it| it.pipeline.sources.is_empty()) {
        return all.iter().map(|_| Vec::new()).collect();
    }
    let tab = Tab::Segments;
    sheets.heading(tab, "Sources of new business; what says \"of segment\" has no figure of its own");
    let stages = all.iter().flat_map(|it| &it.pipeline.sources).map(|it| it.stages.len()).max().unwrap_or(0);
    let row = sheets.next_row(tab);
    let heads = ["Source", "Segment", "Leads a month", "Leads per head", "Growth a year", "Won", "Deal", "Cycle"];
    for (column, head) in heads.into_iter().enumerate() {
        sheets.text(Spot::new(tab, row, column), Look::Heading, head);
    }
    (0..stages).for_each(|at| sheets.text(Spot::new(tab, row, 8 + at), Look::Heading, format!("Stage {}", at + 1)));
    for (at, name) in Month::NAMES.into_iter().enumerate() {
        sheets.text(Spot::new(tab, row, 8 + stages + at), Look::Heading, name);
    }
    let mut found = Vec::new();
    for (segment, cells) in all.iter().zip(cells) {
        let mut own = Vec::new();
        for it in &segment.pipeline.sources {
            let spot = Spot::new(tab, sheets.next_row(tab), 0);
            sheets.text(spot, Look::Fixed, if it.name.is_empty() { it.id.as_str() } else { &it.name });
            sheets.text(spot.right(1), Look::Fixed, cells.name.as_str());
            let mut put = |column: usize, form: Form, value: f64| {
                sheets.number(spot.right(column), Look::Input, form, value);
                spot.right(column)
            };
            let leads = put(2, Form::Count, f64::from(it.leads_month));
            let heads = if it.has_heads() { it.leads_per_head.map_or(0.0, f64::from) } else { 0.0 };
            let per_head = put(3, Form::Count, heads);
            let growth = put(4, Form::Share, it.growth_year.to_f64().max(-1.0));
            let mut own_or = |column: usize, form: Form, value: Option<f64>, else_at: Spot| match value {
                Some(value) => put(column, form, value).to_string(),
                None => else_at.to_string(),
            };
            let win_rate = own_or(5, Form::Share, it.win_rate.map(Rate::to_f64), cells.win_rate);
            let deal_size = own_or(6, Form::Coin, it.deal_size.map(Money::to_major), cells.deal_size);
            let cycle = own_or(7, Form::Count, it.cycle_months.map(f64::from), cells.cycle);
            for (at, stage) in it.stages.iter().enumerate() {
                put(8 + at, Form::Share, stage.rate.to_f64().clamp(0.0, 1.0));
            }
            let own_season = !it.seasonality.is_empty();
            for at in (0..12).filter(|_| own_season) {
                let weight = it.seasonality.get(at).copied().unwrap_or(Rate::ONE).to_f64().max(0.0);
                put(8 + stages + at, Form::Factor, weight);
            }
            let last = it.stages.len().checked_sub(1);
            own.push(SourceCells {
                leads,
                per_head,
                growth,
                win_rate,
                deal_size,
                cycle,
                stages: last.map(|last| (spot.right(8), spot.right(8 + last))),
                season: own_season.then(|| spot.right(8 + stages)),
            });
        }
        found.push(own);
    }
    found
}

/// The factor of a month of the year by twelve weights; 1 where all are nothing.
pub(crate) fn season(weights: &str, of_year: &str) -> String {
    format!("IF(SUM({weights})>0,INDEX({weights},{of_year})*12/SUM({weights}),1)")
}
