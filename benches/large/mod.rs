//! Documents of any size, made of the worked sample: its company over and over, each copy with its own people.

use remit::model::{Document, sample};
use remit::units::{Money, PersonId, SeatId};

/// The sample with this many seats over this many months. Every copy of the company keeps its own reporting line; customers, leads
/// and opening pipeline grow with the seats, so that there is as much to earn per head.
pub fn company_of(seats: usize, months: u32) -> Document {
    let mut document = sample::company();
    let template = document.seats.clone();
    let copies = seats.div_ceil(template.len().max(1));
    document.settings.horizon_months = months;
    document.seats.clear();
    document.people.clear();
    for copy in 1..=copies {
        for seat in &template {
            if document.seats.len() == seats {
                break;
            }
            let mut seat = seat.clone();
            seat.id = SeatId::new(&format!("{}-c{copy}", seat.id));
            seat.manager = seat.manager.map(|manager| SeatId::new(&format!("{manager}-c{copy}")));
            for stint in &mut seat.stints {
                if let Some(person) = &mut stint.person {
                    *person = PersonId::new(&format!("{person}-c{copy}"));
                    document.people.push(remit::model::Person { id: person.clone(), name: person.to_string() });
                }
            }
            document.seats.push(seat);
        }
    }
    let times = |money: Money| Money::from_mills(money.mills() * seats as i64 / template.len() as i64);
    for segment in &mut document.segments {
        segment.opening.arr = times(segment.opening.arr);
        segment.opening.customers = segment.opening.customers * seats as u32 / template.len() as u32;
        segment.pipeline.leads_month = segment.pipeline.leads_month * seats as u32 / template.len() as u32;
        for open in &mut segment.pipeline.opening {
            open.arr = times(open.arr);
        }
    }
    document
}
