//! Where things stand in the workbook: sheets, cells and rows of months, as formulas name them.

/// The sheets, in the order of their tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tab {
    Notes,
    Summary,
    Check,
    Attainment,
    Settings,
    Segments,
    Roles,
    Seats,
    Plans,
    Opening,
    Actuals,
    People,
    Staff,
    Funnel,
    Book,
    Customers,
    Quotas,
    Credits,
    Groups,
    Pay,
    Payout,
    Costs,
    Rating,
}

impl Tab {
    pub(crate) const ALL: [Tab; 23] = [
        Tab::Notes,
        Tab::Summary,
        Tab::Check,
        Tab::Attainment,
        Tab::Settings,
        Tab::Segments,
        Tab::Roles,
        Tab::Seats,
        Tab::Plans,
        Tab::Opening,
        Tab::Actuals,
        Tab::People,
        Tab::Staff,
        Tab::Funnel,
        Tab::Book,
        Tab::Customers,
        Tab::Quotas,
        Tab::Credits,
        Tab::Groups,
        Tab::Pay,
        Tab::Payout,
        Tab::Costs,
        Tab::Rating,
    ];

    /// What stands on its tab. No name ends with another, so that "name!" can be found in a formula.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Tab::Notes => "Notes",
            Tab::Summary => "Summary",
            Tab::Check => "Check",
            Tab::Attainment => "Attainment",
            Tab::Settings => "Settings",
            Tab::Segments => "Segments",
            Tab::Roles => "Roles",
            Tab::Seats => "Seats",
            Tab::Plans => "Plans",
            Tab::Opening => "Opening",
            Tab::Actuals => "Actuals",
            Tab::People => "People",
            Tab::Staff => "Staff",
            Tab::Funnel => "Funnel",
            Tab::Book => "Book",
            Tab::Customers => "Customers",
            Tab::Quotas => "Quotas",
            Tab::Credits => "Credits",
            Tab::Groups => "Groups",
            Tab::Pay => "Pay",
            Tab::Payout => "Payout",
            Tab::Costs => "Costs",
            Tab::Rating => "Rating",
        }
    }

    /// Whether people are meant to type there.
    pub(crate) const fn is_input(self) -> bool {
        matches!(
            self,
            Tab::Attainment
                | Tab::Settings
                | Tab::Segments
                | Tab::Roles
                | Tab::Seats
                | Tab::Plans
                | Tab::Opening
                | Tab::Actuals
        )
    }

    pub(crate) fn named(name: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.name() == name)
    }
}

/// The column of the plan's first month on every sheet that runs by month.
pub(crate) const FIRST_MONTH: usize = 6;

/// Rows above the first line of a sheet that runs by month: title, first day, last day, place in the plan, month of the year, days.
pub(crate) const HEAD_ROWS: usize = 7;

/// Rows of the head of a sheet that runs by month.
#[derive(Clone, Copy)]
pub(crate) enum Head {
    /// First day of the month.
    First = 2,
    /// Last day.
    Last = 3,
    /// Place in the plan, 0 for the first month.
    Place = 4,
    /// Month of the year, 1 to 12.
    OfYear = 5,
}

impl Head {
    /// The cell of a month, on the sheet that asks.
    pub(crate) fn at(self, month: usize) -> String {
        [&letters(FIRST_MONTH + month), "$", &(self as usize + 1).to_string()].concat()
    }

    /// The cells of a run of months.
    pub(crate) fn span(self, from: usize, to: usize) -> String {
        let row = (self as usize + 1).to_string();
        ["$", &letters(FIRST_MONTH + from), "$", &row, ":", &letters(FIRST_MONTH + to), "$", &row].concat()
    }
}

/// Letters of a column, counted from 0.
pub(crate) fn letters(column: usize) -> String {
    let (mut rest, mut text) = (column + 1, Vec::new());
    while rest > 0 {
        text.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    text.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Spot {
    pub tab: Tab,
    pub row: usize,
    pub column: usize,
}

impl Spot {
    pub(crate) const fn new(tab: Tab, row: usize, column: usize) -> Spot {
        Spot { tab, row, column }
    }

    pub(crate) const fn right(self, columns: usize) -> Spot {
        Spot { column: self.column + columns, ..self }
    }

    /// The cell above.
    pub(crate) const fn up(self) -> Spot {
        Spot { row: self.row.saturating_sub(1), ..self }
    }

    pub(crate) const fn down(self, rows: usize) -> Spot {
        Spot { row: self.row + rows, ..self }
    }

    /// The cells from here to another of the same sheet.
    pub(crate) fn to(self, other: Spot) -> String {
        let (column, row) = (letters(other.column), (other.row + 1).to_string());
        [&self.to_string(), ":$", &column, "$", &row].concat()
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}!${}${}", self.tab.name(), letters(self.column), self.row + 1)
    }
}

/// A row of months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Line {
    pub tab: Tab,
    pub row: usize,
}

impl Line {
    /// The cell of a month.
    pub(crate) fn at(self, month: usize) -> String {
        format!("{}!{}{}", self.tab.name(), letters(FIRST_MONTH + month), self.row + 1)
    }

    /// The cells of a run of months, both ends included.
    pub(crate) fn span(self, from: usize, to: usize) -> String {
        self.down_to(self, from, to)
    }

    /// The cells of a run of months in this and the rows down to another.
    pub(crate) fn down_to(self, last: Line, from: usize, to: usize) -> String {
        let (left, right) = (letters(FIRST_MONTH + from), letters(FIRST_MONTH + to));
        format!("{}!{left}${}:{right}${}", self.tab.name(), self.row + 1, last.row + 1)
    }

    /// A cell before the months.
    pub(crate) const fn key(self, column: usize) -> Spot {
        Spot::new(self.tab, self.row, column)
    }

    pub(crate) const fn month(self, month: usize) -> Spot {
        Spot::new(self.tab, self.row, FIRST_MONTH + month)
    }
}

/// Rows of months that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub tab: Tab,
    pub row: usize,
    pub rows: usize,
}

impl Block {
    pub(crate) const fn line(self, index: usize) -> Line {
        Line { tab: self.tab, row: self.row + index }
    }

    /// Its first rows.
    pub(crate) const fn first(self, rows: usize) -> Block {
        Block { rows, ..self }
    }

    /// All its cells of one month.
    pub(crate) fn at(self, month: usize) -> String {
        self.span(month, month)
    }

    /// All its cells of a run of months.
    pub(crate) fn span(self, from: usize, to: usize) -> String {
        self.line(0).down_to(self.line(self.rows.saturating_sub(1)), from, to)
    }

    /// All its cells in a column before the months.
    pub(crate) fn key(self, column: usize) -> String {
        self.line(0).key(column).to(self.line(self.rows.saturating_sub(1)).key(column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_like_those_of_a_spreadsheet() {
        let told: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).to_vec();
        assert_eq!(told, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn no_sheets_name_ends_with_another_one() {
        for one in Tab::ALL {
            for other in Tab::ALL.into_iter().filter(|other| *other != one) {
                assert!(!one.name().ends_with(other.name()), "{} {}", one.name(), other.name());
            }
        }
    }
}
