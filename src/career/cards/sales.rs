//! Roles that win customers, and those that lead them.

use super::Card;
use crate::career::kind::RoleKind;
use crate::text::mark;

pub(super) const SDR: Card = Card {
    role: RoleKind::Sdr,
    goal: mark!("Find people with a problem worth solving, and get them to a first talk."),
    horizon: mark!("The week and the month; a new count every month."),
    day: mark!(
        "Lists in the morning, then calls and messages, most of them unanswered; a handful of talks; notes for whoever takes over."
    ),
    tasks: &[
        mark!("Research who might buy"),
        mark!("Call, write, follow up"),
        mark!("Qualify need and timing"),
        mark!("Book first meetings"),
        mark!("Keep records clean"),
    ],
    skills: &[mark!("Prospecting"), mark!("Persistence"), mark!("Clear short messages"), mark!("Listening for need")],
    metrics: &[
        mark!("Qualified opportunities a month"),
        mark!("Share that is accepted"),
        mark!("Pipeline that came of them"),
    ],
    with: mark!("Account executives and marketing."),
    pay: mark!(
        "About two thirds base. Variable pay by the opportunity, every month, with a smaller part on what closes."
    ),
    steps: mark!("Account executive after one or two years; some go to customers instead."),
    ways_in: mark!("Any background; the usual first role in sales."),
    handover: mark!("Hands over each qualified opportunity with who, why now and what was promised."),
};

const AE_DAY: &str = mark!(
    "Talks with buyers, demos, proposals and follow-up around the deals of this quarter; an hour a day for those of the next."
);
const AE_SKILLS: &[&str] = &[
    mark!("Persuasion"),
    mark!("Negotiation"),
    mark!("Storytelling"),
    mark!("Prospecting"),
    mark!("Active listening"),
];
const AE_METRICS: &[&str] = &[
    mark!("New ARR against quota"),
    mark!("Pipeline and how much of it is won"),
    mark!("Number and size of deals"),
    mark!("Cost of winning a customer"),
];
const AE_TASKS: &[&str] = &[
    mark!("Prospect and qualify"),
    mark!("Present and demonstrate"),
    mark!("Negotiate and close"),
    mark!("Forecast"),
    mark!("Hand over after signing"),
];
const AE_OVER: &str = mark!(
    "Takes qualified opportunities from development; hands the customer on at signature with expectations, promises and requirements. This is where most is lost."
);

pub(super) const AE_SMB: Card = Card {
    role: RoleKind::AeSmb,
    goal: mark!("Win many small customers, fast."),
    horizon: mark!("The month; deals of weeks."),
    day: mark!("Back-to-back calls, one to three talks to a signature, many at a time."),
    tasks: AE_TASKS,
    skills: &[mark!("Pace"), mark!("Persuasion"), mark!("Confidence"), mark!("Order in many small things")],
    metrics: AE_METRICS,
    with: mark!("Sales development, marketing, a manager close by."),
    pay: mark!("Half base, half commission; monthly, often with faster rates above quota."),
    steps: mark!("Mid-market after one to three years, or across to account management."),
    ways_in: mark!("From sales development, or from any work with customers."),
    handover: AE_OVER,
};

pub(super) const AE_MID: Card = Card {
    role: RoleKind::AeMidMarket,
    goal: mark!("Win new customers and sign their first contract."),
    horizon: mark!("The quarter; deals of a few months, then on to the next."),
    day: AE_DAY,
    tasks: AE_TASKS,
    skills: AE_SKILLS,
    metrics: AE_METRICS,
    with: mark!("Marketing, product, partners, sales engineers; leadership for large deals."),
    pay: mark!("Half base, half commission, paid faster above quota. A year can be far from the one before."),
    steps: mark!("Enterprise, or sales manager, after two to four years."),
    ways_in: mark!("From sales development or small business; a degree is usual and not needed."),
    handover: AE_OVER,
};

pub(super) const AE_LARGE: Card = Card {
    role: RoleKind::AeEnterprise,
    goal: mark!("Win few, large customers against everyone else who wants them."),
    horizon: mark!("The year and beyond; deals of six to eighteen months."),
    day: mark!("Few talks, much preparation: who decides, what it is worth to them, legal, security, procurement."),
    tasks: &[
        mark!("Map who decides"),
        mark!("Build the case with the buyer"),
        mark!("Lead a team of specialists"),
        mark!("Negotiate large contracts"),
        mark!("Forecast few, large sums"),
    ],
    skills: &[mark!("Strategic thinking"), mark!("Negotiation"), mark!("Patience"), mark!("Storytelling to boards")],
    metrics: AE_METRICS,
    with: mark!("Sales engineers, legal, product, executives of both sides, partners."),
    pay: mark!("Half base, half commission, and the widest swing of all: empty quarters, then a large one."),
    steps: mark!("Sales manager, strategic accounts, or stay: many do, by choice."),
    ways_in: mark!("From mid-market after some years, or from the customers' industry."),
    handover: AE_OVER,
};

pub(super) const HYBRID: Card = Card {
    role: RoleKind::Hybrid,
    goal: mark!("Win customers and keep them: one face from first call to renewal."),
    horizon: mark!("The quarter for winning, the year for keeping."),
    day: mark!("A morning for new business, an afternoon for customers, until one of them takes all of it."),
    tasks: &[
        mark!("Prospect and close"),
        mark!("Settle customers in"),
        mark!("Review and renew"),
        mark!("Sell more to those who stay"),
    ],
    skills: &[mark!("Persuasion"), mark!("Empathy"), mark!("Order in one's own week"), mark!("Problem solving")],
    metrics: &[mark!("New ARR"), mark!("Net retention of one's own customers")],
    with: mark!("Everyone: small firms and small portfolios have this role."),
    pay: mark!("Around 60 : 40, most of the variable part for winning, the rest for keeping."),
    steps: mark!("To either side, once the firm parts the two."),
    ways_in: mark!("From sales or service in a small firm."),
    handover: mark!("None while it lasts. When the firm grows, a book is handed to account management."),
};

pub(super) const MANAGER: Card = Card {
    role: RoleKind::SalesManager,
    goal: mark!("Make six to eight sellers reach their numbers."),
    horizon: mark!("The quarter, and the hires of the next."),
    day: mark!("Reviews of pipeline, calls joined and talked through, interviews, a forecast upwards."),
    tasks: &[
        mark!("Set targets, quotas and plans"),
        mark!("Forecast"),
        mark!("Hire, train, coach, and let go"),
        mark!("Watch performance"),
        mark!("Help with deals that matter"),
    ],
    skills: &[mark!("Coaching"), mark!("Judgement of people"), mark!("Analysis"), mark!("Calm under a number")],
    metrics: &[
        mark!("Team's new ARR against quota"),
        mark!("Share of people at quota"),
        mark!("Forecast against result"),
        mark!("People kept"),
    ],
    with: mark!("Leadership, revenue operations, marketing, finance."),
    pay: mark!("About 60 % base; an override on what the team closes."),
    steps: mark!("Regional or vertical lead after three to five years, then chief sales or revenue officer."),
    ways_in: mark!("Several years of selling; a degree is usual, sometimes a master's."),
    handover: mark!("Answers for every handover of the team: what was promised is written down."),
};

pub(super) const DIRECTOR: Card = Card {
    role: RoleKind::SalesDirector,
    goal: mark!("Make a region or an industry grow, through managers."),
    horizon: mark!("The year; a plan of two."),
    day: mark!("Managers, forecasts, large customers, and the next market."),
    tasks: &[
        mark!("Plan territories and head count"),
        mark!("Raise managers"),
        mark!("Open markets and partners"),
        mark!("Answer for a forecast"),
    ],
    skills: &[mark!("Strategic thinking"), mark!("Leading leaders"), mark!("Analysis"), mark!("Negotiation")],
    metrics: &[
        mark!("Region's new ARR"),
        mark!("Cost of winning it"),
        mark!("Managers at target"),
        mark!("Growth into new segments"),
    ],
    with: mark!("Finance, product, marketing, the other regions."),
    pay: mark!("Around 60 : 40, on the region's result."),
    steps: mark!("Chief sales or revenue officer."),
    ways_in: mark!("From sales management."),
    handover: mark!("Sets with account management what is handed over, when, and who is paid for it."),
};

pub(super) const CRO: Card = Card {
    role: RoleKind::Cro,
    goal: mark!("Answer for all revenue: won, kept and grown."),
    horizon: mark!("The year and the three after it."),
    day: mark!("The board's number, the people who carry it, and what stands between the functions."),
    tasks: &[
        mark!("Plan revenue and capacity"),
        mark!("Join sales, accounts and marketing in one plan"),
        mark!("Set pay so that they work together"),
        mark!("Answer to the board"),
    ],
    skills: &[mark!("Strategic thinking"), mark!("Leading leaders"), mark!("Finance"), mark!("Communication")],
    metrics: &[
        mark!("New and expansion ARR"),
        mark!("Net retention"),
        mark!("Cost of revenue"),
        mark!("Forecast against result"),
    ],
    with: mark!("Chief executive, finance, product, the board."),
    pay: mark!("A little over half base; the company's plan decides the rest, and equity a large part of it."),
    steps: mark!("Chief executive, or a larger company."),
    ways_in: mark!("From sales leadership mostly; ever more from customers."),
    handover: mark!("Owns the handover itself: one customer's life, not two functions."),
};
