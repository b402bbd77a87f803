//! The workbook as it is put together: sheets of cells, before they are reckoned and written.

use super::place::{Block, FIRST_MONTH, HEAD_ROWS, Head, Line, Spot, Tab};
use crate::units::Month;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Text(String),
    Number(f64),
    Formula(String),
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Look {
    #[default]
    Plain,
    Title,
    Heading,
    Fine,
    /// A number to be changed.
    Input,
    /// What was chosen in the app and is fixed here.
    Fixed,
    Total,
    /// A figure of the app at the time of the export, not reckoned here.
    FromApp,
}

/// How its number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    #[default]
    General,
    /// Money to the coin.
    Coin,
    Share,
    Factor,
    Count,
    Date,
    Month,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub content: Content,
    pub look: Look,
    pub form: Form,
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// Cells, row by row.
    pub rows: Vec<Vec<Option<Entry>>>,
    /// Remarks on cells.
    pub remarks: Vec<(usize, usize, String)>,
    /// Least and most that may be typed into a cell.
    pub bounds: Vec<(usize, usize, f64, f64)>,
    /// Whether it runs by month.
    pub monthly: bool,
}

/// All sheets.
#[derive(Clone)]
pub(crate) struct Sheets {
    pub sheets: Vec<Sheet>,
    /// Names of cells, for people and their own formulas.
    pub names: Vec<(String, Spot)>,
    pub horizon: usize,
    /// Decimals of money.
    pub digits: u32,
}

/// The days of a spreadsheet begin with the last day but one of 1899.
pub(crate) fn serial(date: chrono::NaiveDate) -> f64 {
    let origin = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (date - origin).num_days() as f64
}

/// A number as a formula has it.
pub(crate) fn plain(value: f64) -> String {
    if value < 0.0 { format!("({value})") } else { format!("{value}") }
}

/// A text as a formula has it.
pub(crate) fn quoted(text: &str) -> String {
    ["\"", &text.replace('"', "\"\""), "\""].concat()
}

impl Sheets {
    pub(crate) fn new(first: Month, horizon: usize, digits: u32) -> Sheets {
        let sheets = Tab::ALL.map(|_| Sheet::default()).to_vec();
        let mut all = Sheets { sheets, names: Vec::new(), horizon, digits };
        for (tab, title, what) in MONTHLY {
            all.head(*tab, title, what, first);
        }
        all
    }

    pub(crate) fn sheet(&mut self, tab: Tab) -> Option<&mut Sheet> {
        self.sheets.get_mut(tab as usize)
    }

    pub(crate) fn entry(&self, spot: Spot) -> Option<&Entry> {
        self.sheets.get(spot.tab as usize)?.rows.get(spot.row)?.get(spot.column)?.as_ref()
    }

    /// The first row without cells.
    pub(crate) fn next_row(&self, tab: Tab) -> usize {
        self.sheets.get(tab as usize).map_or(0, |sheet| sheet.rows.len())
    }

    /// Leaves rows empty.
    pub(crate) fn gap(&mut self, tab: Tab, rows: usize) {
        if let Some(sheet) = self.sheet(tab) {
            let len = sheet.rows.len() + rows;
            sheet.rows.resize(len, Vec::new());
        }
    }

    pub(crate) fn put(&mut self, spot: Spot, content: Content, look: Look, form: Form) {
        let content = match content {
            Content::Formula(text) => Content::Formula(text.replace(&[spot.tab.name(), "!"].concat(), "")),
            Content::Text(text) => Content::Text(text),
            Content::Number(number) => Content::Number(number),
        };
        let Some(sheet) = self.sheet(spot.tab) else { return };
        if sheet.rows.len() <= spot.row {
            sheet.rows.resize(spot.row + 1, Vec::new());
        }
        let Some(row) = sheet.rows.get_mut(spot.row) else { return };
        if row.len() <= spot.column {
            row.resize(spot.column + 1, None);
        }
        if let Some(place) = row.get_mut(spot.column) {
            *place = Some(Entry { content, look, form });
        }
    }

    pub(crate) fn text(&mut self, spot: Spot, look: Look, text: impl Into<String>) {
        self.put(spot, Content::Text(text.into()), look, Form::General);
    }

    pub(crate) fn number(&mut self, spot: Spot, look: Look, form: Form, value: f64) {
        self.put(spot, Content::Number(value), look, form);
    }

    pub(crate) fn formula(&mut self, spot: Spot, look: Look, form: Form, text: impl Into<String>) {
        self.put(spot, Content::Formula(text.into()), look, form);
    }

    pub(crate) fn remark(&mut self, spot: Spot, text: impl Into<String>) {
        if let Some(sheet) = self.sheet(spot.tab) {
            sheet.remarks.push((spot.row, spot.column, text.into()));
        }
    }

    /// What may be typed into a cell.
    pub(crate) fn bound(&mut self, spot: Spot, least: f64, most: f64) {
        if let Some(sheet) = self.sheet(spot.tab) {
            sheet.bounds.push((spot.row, spot.column, least, most));
        }
    }

    pub(crate) fn name(&mut self, name: &str, spot: Spot) {
        let clean: String = name.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '_' }).collect();
        let mut unique = clean.clone();
        let mut number = 2;
        while self.names.iter().any(|(known, _)| known.eq_ignore_ascii_case(&unique)) {
            unique = format!("{clean}_{number}");
            number += 1;
        }
        self.names.push((unique, spot));
    }

    /// A heading in the first column of the next row but one.
    pub(crate) fn heading(&mut self, tab: Tab, text: impl Into<String>) {
        self.gap(tab, 1);
        let row = self.next_row(tab);
        self.text(Spot::new(tab, row, 0), Look::Heading, text);
    }

    /// A row of months: what it is, whose, in which unit, and a formula for each month; none leaves it empty.
    pub(crate) fn line(
        &mut self,
        tab: Tab,
        labels: [&str; 3],
        (look, form): (Look, Form),
        formula: impl Fn(usize) -> Option<String>,
    ) -> Line {
        self.line_of(tab, self.horizon, labels, (look, form), formula)
    }

    /// The same over so many columns, which need not be months.
    pub(crate) fn line_of(
        &mut self,
        tab: Tab,
        columns: usize,
        labels: [&str; 3],
        (look, form): (Look, Form),
        formula: impl Fn(usize) -> Option<String>,
    ) -> Line {
        let row = self.next_row(tab);
        for (column, label) in labels.into_iter().enumerate() {
            if column == 0 || !label.is_empty() {
                let look = if column == 0 && look == Look::Total { Look::Total } else { Look::Plain };
                self.text(Spot::new(tab, row, column), look, label);
            }
        }
        for month in 0..columns {
            if let Some(text) = formula(month) {
                self.formula(Spot::new(tab, row, FIRST_MONTH + month), look, form, text);
            }
        }
        Line { tab, row }
    }

    /// The next rows of a sheet as a block.
    pub(crate) fn block(&self, tab: Tab, rows: usize) -> Block {
        Block { tab, row: self.next_row(tab), rows }
    }

    fn head(&mut self, tab: Tab, title: &str, what: &str, first: Month) {
        if let Some(sheet) = self.sheet(tab) {
            sheet.monthly = true;
        }
        self.text(Spot::new(tab, 0, 0), Look::Title, title);
        self.text(Spot::new(tab, 1, 0), Look::Fine, what);
        for (head, name) in [
            (Head::First, "First day of the month"),
            (Head::Last, "Last day"),
            (Head::Place, "Months since the plan began"),
            (Head::OfYear, "Month of the year"),
        ] {
            self.text(Spot::new(tab, head as usize, 0), Look::Fine, name);
        }
        for (column, name) in ["What", "Whose", "Unit"].into_iter().enumerate() {
            self.text(Spot::new(tab, HEAD_ROWS - 1, column), Look::Heading, name);
        }
        for month in 0..self.horizon {
            let now = first.plus(month as i32);
            let at = |head: usize| Spot::new(tab, head, FIRST_MONTH + month);
            self.number(at(Head::First as usize), Look::Fixed, Form::Date, serial(now.first_day()));
            self.number(at(Head::Last as usize), Look::Fixed, Form::Date, serial(now.last_day()));
            self.number(at(Head::Place as usize), Look::Fixed, Form::Count, month as f64);
            self.number(at(Head::OfYear as usize), Look::Fixed, Form::Count, f64::from(now.number()));
            self.number(at(HEAD_ROWS - 1), Look::Heading, Form::Month, serial(now.first_day()));
        }
    }
}

/// Sheets that run by month: title, and what is there.
const MONTHLY: &[(Tab, &str, &str)] = &[
    (Tab::Summary, "Summary", "Results of the plan by month, from the sheets that follow. Nothing is typed here."),
    (
        Tab::Actuals,
        "Closed months",
        "What was reported of closed months takes the place of the forecast, and the plan goes on from it. An empty cell stays as planned.",
    ),
    (
        Tab::Staff,
        "Staff",
        "Who is in each seat, month by month: expected share of the month, ramp, leaving and backfill.",
    ),
    (
        Tab::Funnel,
        "Capacity, pipeline and bookings",
        "What the team could sign, what the pipeline holds, and the smaller of the two.",
    ),
    (
        Tab::Book,
        "Book of business",
        "Cohorts by the month in which they fall due, the rates that hold, and the ARR waterfall of each segment.",
    ),
    (
        Tab::Customers,
        "Customers",
        "The cohorts of the book, counted: who renews stays, who does not is lost, and some come back.",
    ),
    (
        Tab::Quotas,
        "Quotas",
        "Quota of each holder by month: the year over its months to the thousandth, thinned by presence and ramp.",
    ),
    (Tab::Credits, "Credits", "What each holder is credited with: whole coins by largest remainder."),
    (Tab::Groups, "Groups", "Credit, quota and retention of those whose results count for somebody else."),
    (
        Tab::Pay,
        "Pay by component",
        "Every component of every holder, from credit to the coin, in the month in which its period closes.",
    ),
    (
        Tab::Payout,
        "Pay of people",
        "Base pay, variable pay, cap of the plan, draw, payment and expense of every holder.",
    ),
    (
        Tab::Costs,
        "Costs",
        "Pay of each seat with taxes and benefits, and the part that wins customers; column D says which part.",
    ),
];
