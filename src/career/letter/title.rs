//! Which role a letter is about.

use super::amounts::places;
use super::phrases::sentence;
use super::{Fact, Found};
use crate::career::kind::RoleKind;

/// Titles, the most telling first.
const TITLES: &[(&str, RoleKind)] = &[
    ("sales development representative", RoleKind::Sdr),
    ("business development representative", RoleKind::Sdr),
    ("sdr", RoleKind::Sdr),
    ("bdr", RoleKind::Sdr),
    ("enterprise account executive", RoleKind::AeEnterprise),
    ("account executive, enterprise", RoleKind::AeEnterprise),
    ("account executive enterprise", RoleKind::AeEnterprise),
    ("strategic account executive", RoleKind::AeEnterprise),
    ("smb account executive", RoleKind::AeSmb),
    ("account executive, smb", RoleKind::AeSmb),
    ("account executive, small business", RoleKind::AeSmb),
    ("account executive, kleinunternehmen", RoleKind::AeSmb),
    ("account executive, großkunden", RoleKind::AeEnterprise),
    ("account executive", RoleKind::AeMidMarket),
    ("senior account manager", RoleKind::SeniorAm),
    ("strategic account manager", RoleKind::SeniorAm),
    ("key account manager", RoleKind::SeniorAm),
    ("junior account manager", RoleKind::JuniorAm),
    ("account coordinator", RoleKind::JuniorAm),
    ("director of account management", RoleKind::AmDirector),
    ("account manager", RoleKind::Am),
    ("vp customer success", RoleKind::VpSuccess),
    ("vice president, customer success", RoleKind::VpSuccess),
    ("customer success manager", RoleKind::Csm),
    ("csm", RoleKind::Csm),
    ("regional sales director", RoleKind::SalesDirector),
    ("sales director", RoleKind::SalesDirector),
    ("sales manager", RoleKind::SalesManager),
    ("chief revenue officer", RoleKind::Cro),
    ("chief customer officer", RoleKind::Cco),
    ("sales representative", RoleKind::AeMidMarket),
    ("sales executive", RoleKind::AeMidMarket),
    ("vertriebsdirektor", RoleKind::SalesDirector),
    ("vertriebsleiter", RoleKind::SalesManager),
    ("kundenbetreuer", RoleKind::Am),
    ("vertriebsmitarbeiter", RoleKind::AeMidMarket),
    ("bestandskundenbetreuer", RoleKind::Am),
    ("teamleiter vertrieb", RoleKind::SalesManager),
    ("leiter vertrieb", RoleKind::SalesManager),
];

/// Short forms that name a role only where they begin what is offered, the most telling first.
const SHORT: [(&str, RoleKind); 18] = [
    ("ae, small business", RoleKind::AeSmb),
    ("ae, smb", RoleKind::AeSmb),
    ("ae, kleinunternehmen", RoleKind::AeSmb),
    ("smb ae", RoleKind::AeSmb),
    ("ae, enterprise", RoleKind::AeEnterprise),
    ("ae, großkunden", RoleKind::AeEnterprise),
    ("enterprise ae", RoleKind::AeEnterprise),
    ("mid-market ae", RoleKind::AeMidMarket),
    ("ae", RoleKind::AeMidMarket),
    ("hunter and farmer", RoleKind::Hybrid),
    ("hunter und farmer", RoleKind::Hybrid),
    ("junior am", RoleKind::JuniorAm),
    ("senior am", RoleKind::SeniorAm),
    ("am director", RoleKind::AmDirector),
    ("am-direktor", RoleKind::AmDirector),
    ("vp success", RoleKind::VpSuccess),
    ("cro", RoleKind::Cro),
    ("cco", RoleKind::Cco),
];

/// The short form that a stretch begins with, an article aside.
fn short(lower: &str, (from, to): (usize, usize)) -> Option<Found> {
    let text = lower.get(from..to)?.trim_start();
    let text = ["an ", "a ", "the "].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    let at = to - text.len();
    let (word, kind) = SHORT.iter().find(|(word, _)| places(lower, word, at, to).next() == Some(at))?;
    Some(Found { fact: Fact::Role(*kind), from: at, to: at + word.len() })
}

/// Words right before the title of the role that is offered.
const OFFERED: [&str; 18] = [
    "position of",
    "position as",
    "role as",
    "role:",
    "position:",
    "title:",
    "job title:",
    "position als",
    "position einer",
    "position eines",
    "stelle als",
    "rolle als",
    "funktion als",
    "tätigkeit als",
    "stelle:",
    "rolle:",
    "funktion:",
    "employ you as",
];

/// Words before the title of somebody else.
const OTHERS: [&str; 8] = [
    "reporting to",
    "report to",
    "reports to",
    "berichten an",
    "berichtest an",
    "unterstellt",
    "vorgesetzter ist",
    "vorgesetzte ist",
];

/// The first of the titles, the most telling first, that stands in a stretch of a text; German ones in either form.
fn title(lower: &str, (from, to): (usize, usize)) -> Option<Found> {
    TITLES.iter().find_map(|(word, kind)| {
        let hers = [*word, "in"].concat();
        let words = [*word, hers.as_str()];
        let (from, to) = words
            .iter()
            .filter_map(|word| places(lower, word, from, to).next().map(|at| (at, at + word.len())))
            .find(|it| !is_anothers(lower, it.0))?;
        Some(Found { fact: Fact::Role(*kind), from, to })
    })
}

/// Whether a title in its sentence is that of whom one reports to.
fn is_anothers(lower: &str, at: usize) -> bool {
    let (from, _) = sentence(lower, at);
    OTHERS.iter().any(|word| places(lower, word, from, at).next().is_some())
}

/// Where a text names what is offered: from behind the words that say so to the end of their sentence.
pub(super) fn offered(lower: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let all = OFFERED.iter().flat_map(|word| places(lower, word, 0, lower.len()).map(|at| at + word.len()));
    all.map(|at| (at, sentence(lower, at).1))
        .filter(|(at, to)| lower.get(*at..*to).is_some_and(|it| !it.trim().is_empty()))
}

/// The role: the title behind words that offer it, else the first in the text. Where those words are and no title that is known stands
/// behind them, no other one is taken.
pub(super) fn role(lower: &str) -> Option<Found> {
    let mut named = offered(lower).peekable();
    if named.peek().is_none() {
        return title(lower, (0, lower.len()));
    }
    named.find_map(|stretch| short(lower, stretch).or_else(|| title(lower, stretch)))
}
