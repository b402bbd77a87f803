//! Customers of a segment by the month in which they joined: what retention windows and cohorts are read from.

use crate::engine::book::{Moves, Window};

/// ARR of a segment by the month its customers joined (0: opening book, n: month n - 1).
#[derive(Clone, Debug, Default)]
pub(crate) struct Starts {
    opening: f64,
    now: Vec<f64>,
    /// What each start began with: ARR and customers.
    pub began: Vec<(f64, f64)>,
    /// Customers there are by now.
    customers: Vec<f64>,
    /// ARR at the end of each month.
    pub at_end: Vec<Vec<f64>>,
    /// Customers at the end of each month.
    pub customers_at_end: Vec<Vec<f64>>,
    /// Events of each month.
    events: Vec<Vec<Events>>,
    /// What left with customers and had come since they joined the window: the start, the month in which it came, that in which it left, ARR.
    relief: Vec<(usize, usize, usize, f64)>,
}

/// What happened in a month to the customers of one start.
#[derive(Clone, Copy, Debug, Default)]
struct Events {
    /// Churn and contraction.
    lost: f64,
    /// By how much customers fell below what they had, customer by customer.
    shrunk: f64,
    /// Whether that is not known.
    unknown: bool,
    /// The latest month in which a customer who falls due now fell due before.
    previous: Option<usize>,
}

impl Starts {
    pub fn new(horizon: usize) -> Starts {
        let events = vec![vec![Events::default(); horizon + 1]; horizon];
        Starts {
            now: vec![0.0; horizon + 1],
            began: vec![(0.0, 0.0); horizon + 1],
            customers: vec![0.0; horizon + 1],
            events,
            ..Starts::default()
        }
    }

    pub fn total(&self) -> f64 {
        self.now.iter().sum()
    }

    pub fn join(&mut self, start: usize, arr: f64, customers: f64) {
        if start == 0 {
            self.opening += arr;
        }
        if let (Some(began), Some(count)) = (self.began.get_mut(start), self.customers.get_mut(start)) {
            *began = (began.0 + arr, began.1 + customers);
            *count += customers;
        }
        if let Some(place) = self.now.get_mut(start) {
            *place += arr;
        }
    }

    /// Customers of a start leave.
    pub fn leave(&mut self, start: usize, customers: f64) {
        if let Some(count) = self.customers.get_mut(start) {
            *count -= customers;
        }
    }

    pub fn change(&mut self, start: usize, moves: &Moves, month: usize, shrunk: Option<f64>, previous: Option<usize>) {
        if let Some(place) = self.now.get_mut(start) {
            let left = *place + moves.price + moves.expansion - moves.churn - moves.contraction;
            // What taking everything away leaves in computers is nothing: nobody has to look after it.
            *place = if left.abs() <= place.abs() * 1e-12 { 0.0 } else { left };
        }
        if let Some(events) = self.events.get_mut(month).and_then(|row| row.get_mut(start)) {
            events.lost += moves.churn + moves.contraction;
            events.shrunk += shrunk.unwrap_or(0.0);
            events.unknown |= shrunk.is_none();
            events.previous = events.previous.max(previous);
        }
    }

    /// Some of what was lost in a month had come in another: against a time before that it is no loss.
    pub fn relieve(&mut self, start: usize, came: usize, lost: usize, arr: f64) {
        if arr > 0.0 {
            self.relief.push((start, came, lost, arr));
        }
    }

    pub fn close(&mut self) {
        self.at_end.push(self.now.clone());
        self.customers_at_end.push(self.customers.clone());
    }

    /// The window that ends with a month, seen from the customers there were at its start.
    pub fn window(&self, month: usize) -> Window {
        let months = (month + 1).min(12);
        let from = month + 1 - months;
        let sum = |row: &[f64]| row.iter().take(from + 1).sum::<f64>();
        let then = match from.checked_sub(1) {
            Some(before) => self.at_end.get(before).map_or(0.0, |row| sum(row)),
            None => self.opening,
        };
        let now = self.at_end.get(month).map_or(0.0, |row| sum(row));
        let mut window = Window { months, then, now, lost: 0.0, kept: Some(then) };
        for events in (from..=month).filter_map(|at| self.events.get(at)).flat_map(|row| row.iter().take(from + 1)) {
            window.lost += events.lost;
            // A customer who fell due twice in the window is not followed from one to the next.
            let knowable = !events.unknown && events.previous.is_none_or(|previous| previous < from);
            window.kept = window.kept.filter(|_| knowable).map(|kept| kept - events.shrunk);
        }
        for (start, came, lost, arr) in &self.relief {
            if *start <= from && *came >= from && *lost <= month {
                window.kept = window.kept.map(|kept| kept + arr);
            }
        }
        window
    }
}
