//! Roles that keep and grow customers, and those that lead them.

use super::Card;
use crate::career::kind::RoleKind;
use crate::text::mark;

const AM_METRICS: &[&str] = &[
    mark!("Renewals and recurring revenue"),
    mark!("Net retention"),
    mark!("Expansion of accounts"),
    mark!("Satisfaction"),
    mark!("Churn"),
];
const AM_OVER: &str = mark!(
    "Takes the customer over at signature: expectations, promises, requirements. What is not written down there is paid for at renewal."
);

pub(super) const JUNIOR: Card = Card {
    role: RoleKind::JuniorAm,
    goal: mark!("Keep small customers well served, and learn what makes them stay."),
    horizon: mark!("The month for service, the year for renewal."),
    day: mark!("Check-ins, questions answered, papers for renewals, and a senior's meetings listened to."),
    tasks: &[
        mark!("Answer and follow up"),
        mark!("Prepare reviews and renewals"),
        mark!("Keep records of customers"),
        mark!("Spot who needs help"),
    ],
    skills: &[mark!("Empathy"), mark!("Order"), mark!("Problem solving"), mark!("Clear writing")],
    metrics: &[mark!("Renewals of small accounts"), mark!("Satisfaction"), mark!("Time to answer")],
    with: mark!("Support, account managers, finance for invoices."),
    pay: mark!("About three quarters base; a bonus for renewal and growth of the book."),
    steps: mark!("Account manager after one or two years."),
    ways_in: mark!("From customer service, coordination or sales; a degree is usual, experience counts as much."),
    handover: mark!("Takes small accounts over from sales, and hands those that grow to a colleague."),
};

pub(super) const AM: Card = Card {
    role: RoleKind::Am,
    goal: mark!("Keep the customers one has, and let them grow."),
    horizon: mark!("The year to renewal; plans of twelve to twenty-four months."),
    day: mark!(
        "Check-ins and business reviews, a problem solved with support, a renewal prepared, an idea for more of it."
    ),
    tasks: &[
        mark!("Settle customers in after sales"),
        mark!("Review with several who decide"),
        mark!("Renew"),
        mark!("Sell more and other things"),
        mark!("See churn coming"),
    ],
    skills: &[
        mark!("Empathy"),
        mark!("Strategic thinking"),
        mark!("Analysis of use and value"),
        mark!("Problem solving"),
        mark!("Consultative selling"),
    ],
    metrics: AM_METRICS,
    with: mark!("Support, product, finance for invoices and special terms, sales."),
    pay: mark!("About two thirds base; the rest for retention and growth of the book. Steadier than selling."),
    steps: mark!("Senior account manager after two to four years, then director; some cross to sales or product."),
    ways_in: mark!("Mostly from sales and customer service; certificates in strategic accounts help."),
    handover: AM_OVER,
};

pub(super) const SENIOR: Card = Card {
    role: RoleKind::SeniorAm,
    goal: mark!("Keep and grow the customers the company cannot lose."),
    horizon: mark!("Several years; a roadmap for each account."),
    day: mark!(
        "Few customers, many people in each: reviews with executives, plans across teams, a colleague mentored."
    ),
    tasks: &[
        mark!("Plan strategic accounts"),
        mark!("Work with executives"),
        mark!("Lead expansion deals"),
        mark!("Map risks and stakeholders"),
        mark!("Mentor others"),
    ],
    skills: &[mark!("Strategic thinking"), mark!("Negotiation"), mark!("Trust at the top"), mark!("Analysis")],
    metrics: AM_METRICS,
    with: mark!("Executives of both sides, product, finance, sales for new units."),
    pay: mark!("Around 65 : 35; more of it on expansion."),
    steps: mark!("Director of account management after three to five years; enterprise sales is near."),
    ways_in: mark!("From account management, or from enterprise sales."),
    handover: AM_OVER,
};

pub(super) const CSM: Card = Card {
    role: RoleKind::Csm,
    goal: mark!("See to it that customers get what they bought it for."),
    horizon: mark!("Onboarding in weeks, then the year to renewal."),
    day: mark!("Onboarding, figures of use, training, and a word with those who have gone quiet."),
    tasks: &[
        mark!("Onboard"),
        mark!("Watch health: use, tickets, late payment"),
        mark!("Review value"),
        mark!("Save accounts at risk"),
        mark!("Pass on chances for more"),
    ],
    skills: &[mark!("Empathy"), mark!("Product knowledge"), mark!("Analysis"), mark!("Patience")],
    metrics: &[
        mark!("Gross retention"),
        mark!("Health and use"),
        mark!("Satisfaction"),
        mark!("Time until first value"),
    ],
    with: mark!("Support, product, account managers."),
    pay: mark!("About four fifths base; a bonus on retention. The steadiest of all."),
    steps: mark!("Account manager, or lead of customer success."),
    ways_in: mark!("From support, consulting, or the customers' own trade."),
    handover: mark!("Takes over after signature for onboarding; hands commercial talks to account management."),
};

pub(super) const DIRECTOR: Card = Card {
    role: RoleKind::AmDirector,
    goal: mark!("Make every book of customers stay and grow, through the people who hold them."),
    horizon: mark!("The year; service models of two."),
    day: mark!("Renewals at risk, people, tiers of service, and what product should know."),
    tasks: &[
        mark!("Segment customers and tier the service"),
        mark!("Share out books"),
        mark!("Hire and coach"),
        mark!("Forecast renewals and expansion"),
    ],
    skills: &[mark!("Leading people"), mark!("Analysis"), mark!("Strategic thinking"), mark!("Negotiation")],
    metrics: &[mark!("Net retention of all books"), mark!("Expansion"), mark!("Churn"), mark!("People kept")],
    with: mark!("Sales leadership, product, support, finance."),
    pay: mark!("About 65 : 35, on the sum of the books."),
    steps: mark!("VP customer success after three to five years; some cross to sales leadership."),
    ways_in: mark!("From senior account management."),
    handover: mark!("Agrees with sales what a handover holds, and checks that it does."),
};

pub(super) const VP: Card = Card {
    role: RoleKind::VpSuccess,
    goal: mark!("Make retention and growth a plan and not luck."),
    horizon: mark!("Two years."),
    day: mark!("Teams, budget, the customers who could leave, and a case for more of it to the board."),
    tasks: &[
        mark!("Set the service model and its cost"),
        mark!("Lead directors"),
        mark!("Bring customers' voice to product"),
        mark!("Answer for net retention"),
    ],
    skills: &[mark!("Leading leaders"), mark!("Finance"), mark!("Strategic thinking"), mark!("Communication")],
    metrics: &[mark!("Net and gross retention"), mark!("Cost to serve"), mark!("Share of growth from customers")],
    with: mark!("Product, finance, sales leadership, chief executive."),
    pay: mark!("Around 70 : 30, on the company's retention."),
    steps: mark!("Chief customer officer; chief revenue officer for some."),
    ways_in: mark!("From directing account management or success."),
    handover: mark!("Owns one side of it: what the customer is told at each change of face."),
};

pub(super) const CCO: Card = Card {
    role: RoleKind::Cco,
    goal: mark!("Answer for the whole of the customer's life."),
    horizon: mark!("The year and the three after it."),
    day: mark!("The board, the largest customers, and what product, service and sales promise together."),
    tasks: &[
        mark!("Join success, accounts and support"),
        mark!("Plan retention and growth"),
        mark!("Set pay that rewards keeping"),
        mark!("Speak for customers at the top"),
    ],
    skills: &[mark!("Strategic thinking"), mark!("Leading leaders"), mark!("Finance"), mark!("Trust")],
    metrics: &[
        mark!("Net retention"),
        mark!("Expansion ARR"),
        mark!("Customer lifetime value"),
        mark!("Cost to serve"),
    ],
    with: mark!("Chief executive, product, finance, the board."),
    pay: mark!("Around 65 : 35 with equity, on retention and growth of the company."),
    steps: mark!("Chief executive or operating officer."),
    ways_in: mark!("From VP customer success."),
    handover: mark!("Sees that no customer notices one."),
};
