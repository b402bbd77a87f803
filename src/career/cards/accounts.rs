//! Roles that keep and grow customers, and those that lead them.

use super::Card;
use crate::career::kind::RoleKind;

const AM_METRICS: &[&str] =
    &["Renewals and recurring revenue", "Net retention", "Expansion of accounts", "Satisfaction", "Churn"];
const AM_OVER: &str = "Takes the customer over at signature: expectations, promises, requirements. What is not written down there is paid for at renewal.";

pub(super) const JUNIOR: Card = Card {
    role: RoleKind::JuniorAm,
    goal: "Keep small customers well served, and learn what makes them stay.",
    horizon: "The month for service, the year for renewal.",
    day: "Check-ins, questions answered, papers for renewals, and a senior's meetings listened to.",
    tasks: &[
        "Answer and follow up",
        "Prepare reviews and renewals",
        "Keep records of customers",
        "Spot who needs help",
    ],
    skills: &["Empathy", "Order", "Problem solving", "Clear writing"],
    metrics: &["Renewals of small accounts", "Satisfaction", "Time to answer"],
    with: "Support, account managers, finance for invoices.",
    pay: "About three quarters base; a bonus for renewal and growth of the book.",
    steps: "Account manager after one or two years.",
    ways_in: "From customer service, coordination or sales; a degree is usual, experience counts as much.",
    handover: "Takes small accounts over from sales, and hands those that grow to a colleague.",
};

pub(super) const AM: Card = Card {
    role: RoleKind::Am,
    goal: "Keep the customers one has, and let them grow.",
    horizon: "The year to renewal; plans of twelve to twenty-four months.",
    day: "Check-ins and business reviews, a problem solved with support, a renewal prepared, an idea for more of it.",
    tasks: &[
        "Settle customers in after sales",
        "Review with several who decide",
        "Renew",
        "Sell more and other things",
        "See churn coming",
    ],
    skills: &["Empathy", "Strategic thinking", "Analysis of use and value", "Problem solving", "Consultative selling"],
    metrics: AM_METRICS,
    with: "Support, product, finance for invoices and special terms, sales.",
    pay: "About two thirds base; the rest for retention and growth of the book. Steadier than selling.",
    steps: "Senior account manager after two to four years, then director; some cross to sales or product.",
    ways_in: "Mostly from sales and customer service; certificates in strategic accounts help.",
    handover: AM_OVER,
};

pub(super) const SENIOR: Card = Card {
    role: RoleKind::SeniorAm,
    goal: "Keep and grow the customers the company cannot lose.",
    horizon: "Several years; a roadmap for each account.",
    day: "Few customers, many people in each: reviews with executives, plans across teams, a colleague mentored.",
    tasks: &[
        "Plan strategic accounts",
        "Work with executives",
        "Lead expansion deals",
        "Map risks and stakeholders",
        "Mentor others",
    ],
    skills: &["Strategic thinking", "Negotiation", "Trust at the top", "Analysis"],
    metrics: AM_METRICS,
    with: "Executives of both sides, product, finance, sales for new units.",
    pay: "Around 65 : 35; more of it on expansion.",
    steps: "Director of account management after three to five years; enterprise sales is near.",
    ways_in: "From account management, or from enterprise sales.",
    handover: AM_OVER,
};

pub(super) const CSM: Card = Card {
    role: RoleKind::Csm,
    goal: "See to it that customers get what they bought it for.",
    horizon: "Onboarding in weeks, then the year to renewal.",
    day: "Onboarding, figures of use, training, and a word with those who have gone quiet.",
    tasks: &[
        "Onboard",
        "Watch health: use, tickets, late payment",
        "Review value",
        "Save accounts at risk",
        "Pass on chances for more",
    ],
    skills: &["Empathy", "Product knowledge", "Analysis", "Patience"],
    metrics: &["Gross retention", "Health and use", "Satisfaction", "Time until first value"],
    with: "Support, product, account managers.",
    pay: "About four fifths base; a bonus on retention. The steadiest of all.",
    steps: "Account manager, or lead of customer success.",
    ways_in: "From support, consulting, or the customers' own trade.",
    handover: "Takes over after signature for onboarding; hands commercial talks to account management.",
};

pub(super) const DIRECTOR: Card = Card {
    role: RoleKind::AmDirector,
    goal: "Make every book of customers stay and grow, through the people who hold them.",
    horizon: "The year; service models of two.",
    day: "Renewals at risk, people, tiers of service, and what product should know.",
    tasks: &[
        "Segment customers and tier the service",
        "Share out books",
        "Hire and coach",
        "Forecast renewals and expansion",
    ],
    skills: &["Leading people", "Analysis", "Strategic thinking", "Negotiation"],
    metrics: &["Net retention of all books", "Expansion", "Churn", "People kept"],
    with: "Sales leadership, product, support, finance.",
    pay: "About 65 : 35, on the sum of the books.",
    steps: "VP customer success after three to five years; some cross to sales leadership.",
    ways_in: "From senior account management.",
    handover: "Agrees with sales what a handover holds, and checks that it does.",
};

pub(super) const VP: Card = Card {
    role: RoleKind::VpSuccess,
    goal: "Make retention and growth a plan and not luck.",
    horizon: "Two years.",
    day: "Teams, budget, the customers who could leave, and a case for more of it to the board.",
    tasks: &[
        "Set the service model and its cost",
        "Lead directors",
        "Bring customers' voice to product",
        "Answer for net retention",
    ],
    skills: &["Leading leaders", "Finance", "Strategic thinking", "Communication"],
    metrics: &["Net and gross retention", "Cost to serve", "Share of growth from customers"],
    with: "Product, finance, sales leadership, chief executive.",
    pay: "Around 70 : 30, on the company's retention.",
    steps: "Chief customer officer; chief revenue officer for some.",
    ways_in: "From directing account management or success.",
    handover: "Owns one side of it: what the customer is told at each change of face.",
};

pub(super) const CCO: Card = Card {
    role: RoleKind::Cco,
    goal: "Answer for the whole of the customer's life.",
    horizon: "The year and the three after it.",
    day: "The board, the largest customers, and what product, service and sales promise together.",
    tasks: &[
        "Join success, accounts and support",
        "Plan retention and growth",
        "Set pay that rewards keeping",
        "Speak for customers at the top",
    ],
    skills: &["Strategic thinking", "Leading leaders", "Finance", "Trust"],
    metrics: &["Net retention", "Expansion ARR", "Customer lifetime value", "Cost to serve"],
    with: "Chief executive, product, finance, the board.",
    pay: "Around 65 : 35 with equity, on retention and growth of the company.",
    steps: "Chief executive or operating officer.",
    ways_in: "From VP customer success.",
    handover: "Sees that no customer notices one.",
};
