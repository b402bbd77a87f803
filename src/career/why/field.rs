//! Where the terms of an offer's figures can be changed.

/// A field on which a term can be changed: of the offer, or of what one needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferField {
    /// Base pay of a year.
    Base,
    /// Variable pay of a year at target.
    Variable,
    /// Units of the currency one compares in for one of the offer's.
    Exchange,
    /// How variable pay works, the first of its fields.
    Plan,
    /// Months within which commission is taken back.
    Clawback,
    /// Months until one is productive.
    Ramp,
    /// What is advanced each month.
    Draw,
    /// How attainment is spread there.
    Attainment,
    /// Paid once for signing.
    SignOn,
    /// Months one has to stay to keep it.
    SignOnStay,
    /// What all equity may be worth.
    EquityWorth,
    /// Months until all of it is one's own.
    EquityMonths,
    /// Benefits of a year.
    Benefits,
    /// Hours of a week.
    Hours,
    /// Nights away in a month.
    Nights,
    /// Paid for a night away.
    PerDiem,
    /// What a night away costs.
    NightCost,
    /// Travel of a month that nobody pays.
    Unpaid,
    /// What living costs there against here.
    Living,
    /// What one earns today.
    Today,
    /// What one needs each month.
    Month,
    /// The price of a swing.
    Surer,
    /// Weeks worked in a year.
    Weeks,
    /// How likely one leaves within a year.
    Leaving,
}

impl OfferField {
    /// Its path: `offer/ID/base` for the offer with this id, `need/weeks` for what one needs.
    pub fn path(self, id: u32) -> String {
        let of_offer = |key: &str| format!("offer/{id}/{key}");
        match self {
            OfferField::Base => of_offer("base"),
            OfferField::Variable => of_offer("variable"),
            OfferField::Exchange => of_offer("exchange"),
            OfferField::Plan => of_offer("plan"),
            OfferField::Clawback => of_offer("clawback"),
            OfferField::Ramp => of_offer("ramp"),
            OfferField::Draw => of_offer("draw"),
            OfferField::Attainment => of_offer("attainment"),
            OfferField::SignOn => of_offer("sign_on"),
            OfferField::SignOnStay => of_offer("sign_on_stay"),
            OfferField::EquityWorth => of_offer("equity_worth"),
            OfferField::EquityMonths => of_offer("equity_months"),
            OfferField::Benefits => of_offer("benefits"),
            OfferField::Hours => of_offer("hours"),
            OfferField::Nights => of_offer("nights"),
            OfferField::PerDiem => of_offer("per_diem"),
            OfferField::NightCost => of_offer("night_cost"),
            OfferField::Unpaid => of_offer("unpaid"),
            OfferField::Living => of_offer("living"),
            OfferField::Today => "need/today".to_owned(),
            OfferField::Month => "need/month".to_owned(),
            OfferField::Surer => "need/surer".to_owned(),
            OfferField::Weeks => "need/weeks".to_owned(),
            OfferField::Leaving => "need/leaving".to_owned(),
        }
    }
}
