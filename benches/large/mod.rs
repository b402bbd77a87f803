//! Documents of any size, made of the worked sample: its company over and over, each copy with its own people.

use remit::model::{Account, Contract, Document, Function, Owners, sample};
use remit::units::{AccountId, Money, PersonId, SeatId};
use std::sync::Arc;

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

/// The same with this many customers in the account table in place of typed opening balances: spread over segments, renewal months and
/// terms, each with an account manager and a customer-success manager of its own.
pub fn company_with(customers: usize, seats: usize, months: u32) -> Document {
    let mut document = company_of(seats, months);
    for segment in &mut document.segments {
        (segment.opening.arr, segment.opening.customers) = (Money::ZERO, 0);
    }
    let of = |function: Function| -> Vec<SeatId> {
        let does = |seat: &&remit::model::Seat| document.role(&seat.role).is_some_and(|role| role.function == function);
        document.seats.iter().filter(does).map(|seat| seat.id.clone()).collect()
    };
    let (managers, keepers) = (of(Function::AccountManagement), of(Function::CustomerSuccess));
    let pick = |from: &[SeatId], at: usize| from.get(at % from.len().max(1)).cloned();
    let first = document.settings.first_month;
    let accounts = (0..customers).filter_map(|at| {
        let segment = document.segments.get(at % document.segments.len().max(1))?;
        Some(Account {
            name: format!("Customer {at}"),
            contract: Some(Contract {
                arr: Money::from_major(5_000 + (at * 7_919 % 95_000) as i64),
                renewal: first.plus((at * 13 % 36) as i32),
                term_months: [12, 12, 12, 24, 36].get(at % 5).copied().unwrap_or(12),
            }),
            owners: Owners {
                account_management: pick(&managers, at),
                customer_success: pick(&keepers, at / 3),
                ..Owners::default()
            },
            ..Account::new(AccountId::new(&format!("customer-{at}")), segment.id.clone())
        })
    });
    document.accounts = Arc::new(accounts.collect());
    document
}
