//! The statements, as they are read.

use super::{Group, Trait};
use crate::text::mark;

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
    say(
        Trait::Persuasion,
        Group::Skills,
        mark!("I change people's minds, and they are glad of it."),
        mark!("persuasion"),
    ),
    say(Trait::Negotiation, Group::Skills, mark!("I like to haggle, and I hold my ground."), mark!("negotiation")),
    say(Trait::Storytelling, Group::Skills, mark!("I can make dry things into a story."), mark!("storytelling")),
    say(Trait::Prospecting, Group::Skills, mark!("I can call ten strangers before lunch."), mark!("prospecting")),
    say(Trait::Confidence, Group::Skills, mark!("Doubt and refusal leave me calm."), mark!("confidence")),
    say(Trait::Empathy, Group::Skills, mark!("I notice what people need before they say it."), mark!("empathy")),
    say(Trait::Strategy, Group::Skills, mark!("I plan several moves ahead."), mark!("strategic thinking")),
    say(Trait::Analysis, Group::Skills, mark!("I look for answers in figures first."), mark!("data analysis")),
    say(
        Trait::ProblemSolving,
        Group::Skills,
        mark!("People come to me with what is broken."),
        mark!("problem solving"),
    ),
    say(Trait::Coaching, Group::Skills, mark!("I make others better at what they do."), mark!("coaching")),
    say(Trait::Pace, Group::Style, mark!("I work best fast, against a deadline."), mark!("pace and deadlines")),
    say(Trait::Independence, Group::Style, mark!("I would rather be left to my own plan."), mark!("independence")),
    say(Trait::Collaboration, Group::Style, mark!("I like work that needs five other teams."), mark!("collaboration")),
    say(Trait::Patience, Group::Style, mark!("I can work a year for one result."), mark!("patience")),
    say(Trait::QuickWins, Group::Goals, mark!("I want to see this week what I did."), mark!("quick wins")),
    say(Trait::HighTargets, Group::Goals, mark!("A number that frightens others spurs me."), mark!("high targets")),
    say(
        Trait::Partnerships,
        Group::Goals,
        mark!("I want to know my customers for years."),
        mark!("lasting partnerships"),
    ),
    say(
        Trait::Satisfaction,
        Group::Goals,
        mark!("A customer's thanks matters more to me than a signature."),
        mark!("satisfied customers"),
    ),
    say(Trait::Swing, Group::Risk, mark!("My income may differ by half from year to year."), mark!("pay may swing")),
    say(Trait::AtRisk, Group::Risk, mark!("I would take less base for a higher top."), mark!("pay at risk")),
    say(Trait::NewPeople, Group::Energy, mark!("New people give me energy."), mark!("new people")),
    say(Trait::Depth, Group::Energy, mark!("Knowing a few people deeply gives me energy."), mark!("depth with few")),
    say(Trait::Contest, Group::Energy, mark!("A ranking makes my day."), mark!("competition")),
    say(Trait::Growth, Group::Energy, mark!("Watching others succeed makes my day."), mark!("others' growth")),
];
