//! The input sheet of seats: who holds which, from when to when, and what differs from the role.

use super::place::{Spot, Tab};
use super::sheets::{Content, Form, Look, Sheets, serial};
use super::source::{EVERYWHERE, Source, segment_name};
use crate::model::StintEnd;

/// Cells of a stint.
#[derive(Clone, Copy)]
pub(crate) struct StintCells {
    row: Spot,
    /// Whether its last day is certain, so that nobody leaves before.
    pub known: bool,
    pub leaves: usize,
    /// Whether whoever holds it comes from another seat.
    pub moved: bool,
    /// Whether nobody is named, so that a chance thins it.
    pub open: bool,
}

impl StintCells {
    pub(crate) const fn from(self) -> Spot {
        self.row.right(5)
    }
    /// The last day; far away where there is none.
    pub(crate) fn to(self) -> String {
        let to = self.row.right(6);
        format!("IF({to}=\"\",2958465,{to})")
    }
    pub(crate) const fn likelihood(self) -> Spot {
        self.row.right(8)
    }
    pub(super) const fn base(self) -> Spot {
        self.row.right(9)
    }
    pub(super) const fn ote(self) -> Spot {
        self.row.right(10)
    }
    pub(super) const fn quota(self) -> Spot {
        self.row.right(11)
    }
    pub(crate) const fn draw(self) -> Spot {
        self.row.right(12)
    }
    pub(crate) const fn cap(self) -> Spot {
        self.row.right(13)
    }
    pub(crate) const fn leave(self, at: usize) -> (Spot, Spot) {
        (self.row.right(14 + 2 * at), self.row.right(15 + 2 * at))
    }
}

/// Stints, by seat.
pub(crate) fn seats(source: &Source<'_>, sheets: &mut Sheets) -> Vec<Vec<StintCells>> {
    let tab = Tab::Seats;
    sheets.text(Spot::new(tab, 0, 0), Look::Title, "Seats");
    let what = "Who holds which seat, and when. What is left empty is that of the role.";
    sheets.text(Spot::new(tab, 1, 0), Look::Fine, what);
    let heads = [
        "Seat",
        "Role",
        "Segment",
        "Reports to",
        "Holder",
        "First day",
        "Last day",
        "End is",
        "Chance",
        "Own base a year",
        "Own OTE a year",
        "Own quota a year",
        "Own draw a month",
        "Own cap",
    ];
    let leaves = source.document.seats.iter().flat_map(|it| &it.stints).map(|it| it.leave.len()).max().unwrap_or(0);
    for (column, head) in heads.into_iter().enumerate() {
        sheets.text(Spot::new(tab, 3, column), Look::Heading, head);
    }
    for leave in 0..leaves {
        sheets.text(Spot::new(tab, 3, 14 + 2 * leave), Look::Heading, "Away from");
        sheets.text(Spot::new(tab, 3, 15 + 2 * leave), Look::Heading, "to");
    }
    let mut all = Vec::new();
    for post in &source.posts {
        let mut own = Vec::new();
        for (at, stint) in post.seat.stints.iter().enumerate() {
            let row = Spot::new(tab, sheets.next_row(tab), 0);
            let cells = StintCells {
                row,
                known: matches!(stint.to, StintEnd::Known(_)),
                leaves: stint.leave.len(),
                moved: post.moved.contains(&at),
                open: stint.person.is_none(),
            };
            let role = source.document.role(&post.seat.role);
            let role =
                role.map_or(post.seat.role.as_str(), |it| if it.name.is_empty() { it.id.as_str() } else { &it.name });
            let manager = post.seat.manager.as_ref().map_or("", |it| it.as_str());
            let segment = post.segment.map_or_else(|| EVERYWHERE.to_owned(), |at| segment_name(source.document, at));
            let person =
                stint.person.as_ref().map(|id| source.document.person(id).map_or(id.as_str(), |it| it.name.as_str()));
            let texts = [post.seat.id.as_str(), role, &segment, manager, person.unwrap_or("to be hired")];
            for (column, text) in texts.into_iter().enumerate() {
                sheets.text(row.right(column), Look::Fixed, text);
            }
            sheets.number(cells.from(), Look::Input, Form::Date, serial(stint.from));
            sheets.name(&format!("Seat_{}_from_{}", post.seat.id, at + 1), cells.from());
            let (end, last) = match stint.to {
                StintEnd::Open => ("open", None),
                StintEnd::Expected(day) => ("expected", Some(day)),
                StintEnd::Known(day) => ("certain", Some(day)),
            };
            let blank = |sheets: &mut Sheets, spot: Spot, form: Form, value: Option<f64>| match value {
                Some(value) => sheets.number(spot, Look::Input, form, value),
                None => sheets.put(spot, Content::Text(String::new()), Look::Input, form),
            };
            blank(sheets, row.right(6), Form::Date, last.map(serial));
            sheets.text(row.right(7), Look::Fixed, end);
            let chance = if cells.open { stint.likelihood.to_f64().clamp(0.0, 1.0) } else { 1.0 };
            sheets.number(cells.likelihood(), if cells.open { Look::Input } else { Look::Fixed }, Form::Share, chance);
            sheets.bound(cells.likelihood(), 0.0, 1.0);
            let own_terms = &stint.overrides;
            blank(sheets, cells.base(), Form::Coin, own_terms.base.map(|it| it.amount().to_major()));
            blank(sheets, cells.ote(), Form::Coin, own_terms.ote.map(|it| it.amount().to_major()));
            blank(sheets, cells.quota(), Form::Coin, own_terms.quota_arr.map(|it| it.amount().to_major()));
            // A draw or cap of one's own where there is none is a choice; its amount is a number.
            if let Some(draw) = own_terms.draw {
                sheets.number(cells.draw(), Look::Input, Form::Coin, draw.amount().to_major());
            }
            if let Some(cap) = own_terms.cap {
                sheets.number(cells.cap(), Look::Input, Form::Factor, cap.to_f64());
            }
            for (at, leave) in stint.leave.iter().enumerate() {
                let (from, to) = cells.leave(at);
                sheets.number(from, Look::Input, Form::Date, serial(leave.from));
                sheets.number(to, Look::Input, Form::Date, serial(leave.to));
            }
            own.push(cells);
        }
        all.push(own);
    }
    all
}
