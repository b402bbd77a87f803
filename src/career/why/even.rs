//! Pay of a year at an attainment, and where one offer overtakes another.

use super::{OfferField, OfferFigure, Sheet};
use crate::career::compare::BreakEven;
use crate::career::profile::Needs;
use crate::career::reckon::Reckoned;
use crate::engine::capacity::{Why, WhyLink};
use crate::engine::{Op, Value};
use crate::text::tr;

impl Reckoned {
    /// Why pay of a year at an attainment of the offer's own target is what it is.
    pub fn why_pay(&self, at: f64, needs: &Needs) -> Why {
        let pay = self.pay(at);
        let mut sheet = Sheet { of: self, needs, why: Why::of(Value::Money(pay)) };
        let base = sheet.base_of_year();
        let variable = tr!("Variable pay at this attainment");
        sheet.put(Op::Plus, variable, Value::Money(pay - base), OfferField::Plan);
        sheet.bare(Op::Aside, tr!("Attainment"), Value::Share(at));
        sheet.beside_pay();
        sheet.why
    }
}

impl BreakEven {
    /// Why it is where it is: what both offers, which go by these letters, pay there.
    pub fn why(&self, (first, second): (&Reckoned, &Reckoned), letters: (&str, &str)) -> Why {
        let mut why = Why::of(Value::Share(self.at));
        for (of, letter, amount) in [(first, letters.0, self.first), (second, letters.1, self.second)] {
            let link = WhyLink::Input(OfferField::Plan.path(of.offer.id));
            why.put(Op::Aside, tr!("{letter} pays there"), Value::Money(amount), link);
        }
        if self.jump {
            why.note(tr!("Pay of one of the two leaps there, so that they never pay the same"));
        }
        why
    }
}

impl OfferFigure {
    /// Formula in words of pay at an attainment.
    pub fn pay_formula() -> &'static str {
        tr!("base + variable pay of a full year once ramped at this attainment of the offer\u{2019}s own target")
    }

    /// The same of where one offer overtakes another.
    pub fn even_formula() -> &'static str {
        tr!("the attainment, of each offer\u{2019}s own target, from which on the one pays more than the other")
    }
}
