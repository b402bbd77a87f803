//! Roles that win customers, and those that lead them.

use super::Card;
use crate::career::kind::RoleKind;

pub(super) const SDR: Card = Card {
    role: RoleKind::Sdr,
    goal: "Find people with a problem worth solving, and get them to a first talk.",
    horizon: "The week and the month; a new count every month.",
    day: "Lists in the morning, then calls and messages, most of them unanswered; a handful of talks; notes for whoever takes over.",
    tasks: &[
        "Research who might buy",
        "Call, write, follow up",
        "Qualify need and timing",
        "Book first meetings",
        "Keep records clean",
    ],
    skills: &["Prospecting", "Persistence", "Clear short messages", "Listening for need"],
    metrics: &["Qualified opportunities a month", "Share that is accepted", "Pipeline that came of them"],
    with: "Account executives and marketing.",
    pay: "About two thirds base. Variable pay by the opportunity, every month, with a smaller part on what closes.",
    steps: "Account executive after one or two years; some go to customers instead.",
    ways_in: "Any background; the usual first role in sales.",
    handover: "Hands over each qualified opportunity with who, why now and what was promised.",
};

const AE_DAY: &str = "Talks with buyers, demos, proposals and follow-up around the deals of this quarter; an hour a day for those of the next.";
const AE_SKILLS: &[&str] = &["Persuasion", "Negotiation", "Storytelling", "Prospecting", "Active listening"];
const AE_METRICS: &[&str] = &[
    "New ARR against quota",
    "Pipeline and how much of it is won",
    "Number and size of deals",
    "Cost of winning a customer",
];
const AE_TASKS: &[&str] =
    &["Prospect and qualify", "Present and demonstrate", "Negotiate and close", "Forecast", "Hand over after signing"];
const AE_OVER: &str = "Takes qualified opportunities from development; hands the customer on at signature with expectations, promises and requirements. This is where most is lost.";

pub(super) const AE_SMB: Card = Card {
    role: RoleKind::AeSmb,
    goal: "Win many small customers, fast.",
    horizon: "The month; deals of weeks.",
    day: "Back-to-back calls, one to three talks to a signature, many at a time.",
    tasks: AE_TASKS,
    skills: &["Pace", "Persuasion", "Confidence", "Order in many small things"],
    metrics: AE_METRICS,
    with: "Sales development, marketing, a manager close by.",
    pay: "Half base, half commission; monthly, often with faster rates above quota.",
    steps: "Mid-market after one to three years, or across to account management.",
    ways_in: "From sales development, or from any work with customers.",
    handover: AE_OVER,
};

pub(super) const AE_MID: Card = Card {
    role: RoleKind::AeMidMarket,
    goal: "Win new customers and sign their first contract.",
    horizon: "The quarter; deals of a few months, then on to the next.",
    day: AE_DAY,
    tasks: AE_TASKS,
    skills: AE_SKILLS,
    metrics: AE_METRICS,
    with: "Marketing, product, partners, sales engineers; leadership for large deals.",
    pay: "Half base, half commission, paid faster above quota. A year can be far from the one before.",
    steps: "Enterprise, or sales manager, after two to four years.",
    ways_in: "From sales development or small business; a degree is usual and not needed.",
    handover: AE_OVER,
};

pub(super) const AE_LARGE: Card = Card {
    role: RoleKind::AeEnterprise,
    goal: "Win few, large customers against everyone else who wants them.",
    horizon: "The year and beyond; deals of six to eighteen months.",
    day: "Few talks, much preparation: who decides, what it is worth to them, legal, security, procurement.",
    tasks: &[
        "Map who decides",
        "Build the case with the buyer",
        "Lead a team of specialists",
        "Negotiate large contracts",
        "Forecast few, large sums",
    ],
    skills: &["Strategic thinking", "Negotiation", "Patience", "Storytelling to boards"],
    metrics: AE_METRICS,
    with: "Sales engineers, legal, product, executives of both sides, partners.",
    pay: "Half base, half commission, and the widest swing of all: empty quarters, then a large one.",
    steps: "Sales manager, strategic accounts, or stay: many do, by choice.",
    ways_in: "From mid-market after some years, or from the customers' industry.",
    handover: AE_OVER,
};

pub(super) const HYBRID: Card = Card {
    role: RoleKind::Hybrid,
    goal: "Win customers and keep them: one face from first call to renewal.",
    horizon: "The quarter for winning, the year for keeping.",
    day: "A morning for new business, an afternoon for customers, until one of them takes all of it.",
    tasks: &["Prospect and close", "Settle customers in", "Review and renew", "Sell more to those who stay"],
    skills: &["Persuasion", "Empathy", "Order in one's own week", "Problem solving"],
    metrics: &["New ARR", "Net retention of one's own customers"],
    with: "Everyone: small firms and small portfolios have this role.",
    pay: "Around 60 : 40, most of the variable part for winning, the rest for keeping.",
    steps: "To either side, once the firm parts the two.",
    ways_in: "From sales or service in a small firm.",
    handover: "None while it lasts. When the firm grows, a book is handed to account management.",
};

pub(super) const MANAGER: Card = Card {
    role: RoleKind::SalesManager,
    goal: "Make six to eight sellers reach their numbers.",
    horizon: "The quarter, and the hires of the next.",
    day: "Reviews of pipeline, calls joined and talked through, interviews, a forecast upwards.",
    tasks: &[
        "Set targets, quotas and plans",
        "Forecast",
        "Hire, train, coach, and let go",
        "Watch performance",
        "Help with deals that matter",
    ],
    skills: &["Coaching", "Judgement of people", "Analysis", "Calm under a number"],
    metrics: &["Team's new ARR against quota", "Share of people at quota", "Forecast against result", "People kept"],
    with: "Leadership, revenue operations, marketing, finance.",
    pay: "About 60 % base; an override on what the team closes.",
    steps: "Regional or vertical lead after three to five years, then chief sales or revenue officer.",
    ways_in: "Several years of selling; a degree is usual, sometimes a master's.",
    handover: "Answers for every handover of the team: what was promised is written down.",
};

pub(super) const DIRECTOR: Card = Card {
    role: RoleKind::SalesDirector,
    goal: "Make a region or an industry grow, through managers.",
    horizon: "The year; a plan of two.",
    day: "Managers, forecasts, large customers, and the next market.",
    tasks: &["Plan territories and head count", "Raise managers", "Open markets and partners", "Answer for a forecast"],
    skills: &["Strategic thinking", "Leading leaders", "Analysis", "Negotiation"],
    metrics: &["Region's new ARR", "Cost of winning it", "Managers at target", "Growth into new segments"],
    with: "Finance, product, marketing, the other regions.",
    pay: "Around 60 : 40, on the region's result.",
    steps: "Chief sales or revenue officer.",
    ways_in: "From sales management.",
    handover: "Sets with account management what is handed over, when, and who is paid for it.",
};

pub(super) const CRO: Card = Card {
    role: RoleKind::Cro,
    goal: "Answer for all revenue: won, kept and grown.",
    horizon: "The year and the three after it.",
    day: "The board's number, the people who carry it, and what stands between the functions.",
    tasks: &[
        "Plan revenue and capacity",
        "Join sales, accounts and marketing in one plan",
        "Set pay so that they work together",
        "Answer to the board",
    ],
    skills: &["Strategic thinking", "Leading leaders", "Finance", "Communication"],
    metrics: &["New and expansion ARR", "Net retention", "Cost of revenue", "Forecast against result"],
    with: "Chief executive, finance, product, the board.",
    pay: "A little over half base; the company's plan decides the rest, and equity a large part of it.",
    steps: "Chief executive, or a larger company.",
    ways_in: "From sales leadership mostly; ever more from customers.",
    handover: "Owns the handover itself: one customer's life, not two functions.",
};
