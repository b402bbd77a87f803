//! The statements, as they are read.

use super::{Group, Trait};

/// A statement one agrees with or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statement {
    /// What it is about.
    pub about: Trait,
    /// With which it shares a weight.
    pub group: Group,
    /// The statement.
    pub text: &'static str,
    /// The trait in a word or two, for reasons.
    pub short: &'static str,
}

const fn say(about: Trait, group: Group, text: &'static str, short: &'static str) -> Statement {
    Statement { about, group, text, short }
}

/// All of them, in order.
pub const STATEMENTS: [Statement; 24] = [
    say(Trait::Persuasion, Group::Skills, "I change people's minds, and they are glad of it.", "persuasion"),
    say(Trait::Negotiation, Group::Skills, "I like to haggle, and I hold my ground.", "negotiation"),
    say(Trait::Storytelling, Group::Skills, "I can make dry things into a story.", "storytelling"),
    say(Trait::Prospecting, Group::Skills, "I can call ten strangers before lunch.", "prospecting"),
    say(Trait::Confidence, Group::Skills, "Doubt and refusal leave me calm.", "confidence"),
    say(Trait::Empathy, Group::Skills, "I notice what people need before they say it.", "empathy"),
    say(Trait::Strategy, Group::Skills, "I plan several moves ahead.", "strategic thinking"),
    say(Trait::Analysis, Group::Skills, "I look for answers in figures first.", "data analysis"),
    say(Trait::ProblemSolving, Group::Skills, "People come to me with what is broken.", "problem solving"),
    say(Trait::Coaching, Group::Skills, "I make others better at what they do.", "coaching"),
    say(Trait::Pace, Group::Style, "I work best fast, against a deadline.", "pace and deadlines"),
    say(Trait::Independence, Group::Style, "I would rather be left to my own plan.", "independence"),
    say(Trait::Collaboration, Group::Style, "I like work that needs five other teams.", "collaboration"),
    say(Trait::Patience, Group::Style, "I can work a year for one result.", "patience"),
    say(Trait::QuickWins, Group::Goals, "I want to see this week what I did.", "quick wins"),
    say(Trait::HighTargets, Group::Goals, "A number that frightens others spurs me.", "high targets"),
    say(Trait::Partnerships, Group::Goals, "I want to know my customers for years.", "lasting partnerships"),
    say(
        Trait::Satisfaction,
        Group::Goals,
        "A customer's thanks matters more to me than a signature.",
        "satisfied customers",
    ),
    say(Trait::Swing, Group::Risk, "My income may differ by half from year to year.", "pay may swing"),
    say(Trait::AtRisk, Group::Risk, "I would take less base for a higher top.", "pay at risk"),
    say(Trait::NewPeople, Group::Energy, "New people give me energy.", "new people"),
    say(Trait::Depth, Group::Energy, "Knowing a few people deeply gives me energy.", "depth with few"),
    say(Trait::Contest, Group::Energy, "A ranking makes my day.", "competition"),
    say(Trait::Growth, Group::Energy, "Watching others succeed makes my day.", "others' growth"),
];
