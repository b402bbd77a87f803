//! Which amount is which: each belongs to the words nearest to it in its own line.

use super::quota::quota_period;
use super::salary::{base_is_a_month, compounds, multiplied};
use super::stops::stops_in;
use super::tokens::{Kind, Token, period, tokens};
use super::{Fact, Found};
use crate::units::{Cadence, Currency, Money};

/// What an amount can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Base,
    OnTarget,
    Variable,
    Quota,
    Draw,
    SignOn,
    PerDiem,
    Equity,
    Benefits,
    DealSize,
    /// Words that name an amount nobody asks for, so that it is not taken for another.
    Nothing,
}

/// Words and what an amount beside them is; of two that begin at one place, the longer counts.
const WORDS: &[(&str, Role)] = &[
    ("base salary", Role::Base),
    ("base pay", Role::Base),
    ("base", Role::Base),
    ("fixed salary", Role::Base),
    ("fixed pay", Role::Base),
    ("annual salary", Role::Base),
    ("salary", Role::Base),
    ("fixed", Role::Base),
    ("on-target earnings", Role::OnTarget),
    ("on target earnings", Role::OnTarget),
    ("total target cash", Role::OnTarget),
    ("target total cash", Role::OnTarget),
    ("total target compensation", Role::OnTarget),
    ("total cash", Role::OnTarget),
    ("total compensation", Role::OnTarget),
    ("on-target", Role::OnTarget),
    ("ote", Role::OnTarget),
    ("target commission", Role::Variable),
    ("commission target", Role::Variable),
    ("target variable", Role::Variable),
    ("variable pay", Role::Variable),
    ("variable compensation", Role::Variable),
    ("variable", Role::Variable),
    ("target bonus", Role::Variable),
    ("target incentive", Role::Variable),
    ("incentive", Role::Variable),
    ("annual bonus", Role::Variable),
    ("commission", Role::Variable),
    ("commissions", Role::Variable),
    ("bonus", Role::Variable),
    ("quota", Role::Quota),
    ("annual target", Role::Quota),
    ("sales target", Role::Quota),
    ("bookings target", Role::Quota),
    ("arr target", Role::Quota),
    ("revenue target", Role::Quota),
    ("new arr", Role::Quota),
    ("draw", Role::Draw),
    ("guaranteed", Role::Draw),
    ("guarantee", Role::Draw),
    ("guaranteed commission", Role::Draw),
    ("guaranteed commissions", Role::Draw),
    ("guaranteed variable", Role::Draw),
    ("guaranteed bonus", Role::Draw),
    ("signing bonus", Role::SignOn),
    ("sign-on bonus", Role::SignOn),
    ("sign-on", Role::SignOn),
    ("sign on bonus", Role::SignOn),
    ("joining bonus", Role::SignOn),
    ("welcome bonus", Role::SignOn),
    ("per diem", Role::PerDiem),
    ("daily allowance", Role::PerDiem),
    ("a night away", Role::PerDiem),
    ("per night away", Role::PerDiem),
    ("stock options", Role::Equity),
    ("options", Role::Equity),
    ("rsus", Role::Equity),
    ("rsu", Role::Equity),
    ("equity", Role::Equity),
    ("restricted stock", Role::Equity),
    ("restricted stock units", Role::Equity),
    ("benefits", Role::Benefits),
    ("average deal", Role::DealSize),
    ("deal size", Role::DealSize),
    ("typical deal", Role::DealSize),
    ("book of", Role::Nothing),
    ("book:", Role::Nothing),
    ("portfolio of", Role::Nothing),
    ("portfolio:", Role::Nothing),
    ("relocation", Role::Nothing),
    ("relocation bonus", Role::Nothing),
    ("bonus for relocation", Role::Nothing),
    ("bonus for relocating", Role::Nothing),
    ("referral bonus", Role::Nothing),
    ("retention bonus", Role::Nothing),
    ("one-time bonus", Role::Nothing),
    ("christmas bonus", Role::Nothing),
    ("bleibeprämie", Role::Nothing),
    ("401(k)", Role::Nothing),
    ("strike price", Role::Nothing),
    ("exercise price", Role::Nothing),
    ("accounts", Role::Nothing),
    ("customers", Role::Nothing),
    ("fix", Role::Base),
    ("lohn", Role::Base),
    ("variabel", Role::Variable),
    ("variabler lohn", Role::Variable),
    ("variable lohn", Role::Variable),
    ("variablen lohn", Role::Variable),
    ("variabler bestandteil", Role::Variable),
    ("variabler gehaltsbestandteil", Role::Variable),
    ("variables gehalt", Role::Variable),
    ("variable gehalt", Role::Variable),
    ("variable zielvergütung", Role::Variable),
    ("variables zielgehalt", Role::Variable),
    ("variable zielgehalt", Role::Variable),
    ("erfolgsprämie", Role::Variable),
    ("neuer arr", Role::Quota),
    ("neuem arr", Role::Quota),
    ("neuen arr", Role::Quota),
    ("neue arr", Role::Quota),
    ("ziel:", Role::Quota),
    ("spesen", Role::Nothing),
    ("spesenpauschale", Role::Nothing),
    ("grundgehalt", Role::Base),
    ("jahresgrundgehalt", Role::Base),
    ("fixgehalt", Role::Base),
    ("festgehalt", Role::Base),
    ("fixum", Role::Base),
    ("jahresgehalt", Role::Base),
    ("gehalt", Role::Base),
    ("zieleinkommen", Role::OnTarget),
    ("ziel-jahreseinkommen", Role::OnTarget),
    ("zieljahreseinkommen", Role::OnTarget),
    ("zielsalär", Role::OnTarget),
    ("zielgehalt", Role::OnTarget),
    ("jahreszieleinkommen", Role::OnTarget),
    ("jahreszielgehalt", Role::OnTarget),
    ("gesamtvergütung", Role::OnTarget),
    ("variable vergütung", Role::Variable),
    ("variablen vergütung", Role::Variable),
    ("variabler anteil", Role::Variable),
    ("variablen anteil", Role::Variable),
    ("zielprovision", Role::Variable),
    ("jahresprovision", Role::Variable),
    ("provision", Role::Variable),
    ("provision von", Role::Variable),
    ("provision bei zielerreichung", Role::Variable),
    ("zielbonus", Role::Variable),
    ("jahresbonus", Role::Variable),
    ("quote", Role::Quota),
    ("jahresquote", Role::Quota),
    ("jahresziel", Role::Quota),
    ("umsatzziel", Role::Quota),
    ("vertriebsziel", Role::Quota),
    ("verkaufsziel", Role::Quota),
    ("garantie", Role::Draw),
    ("garantierte provision", Role::Draw),
    ("garantierte provision von", Role::Draw),
    ("garantierten provision", Role::Draw),
    ("garantierten provision von", Role::Draw),
    ("garantierte variable vergütung", Role::Draw),
    ("provisionsgarantie", Role::Draw),
    ("garantieprovision", Role::Draw),
    ("provisionsvorschuss", Role::Draw),
    ("vorschuss", Role::Draw),
    ("antrittsprämie", Role::SignOn),
    ("antrittsbonus", Role::SignOn),
    ("einstiegsprämie", Role::SignOn),
    ("einstiegsbonus", Role::SignOn),
    ("startprämie", Role::SignOn),
    ("willkommensprämie", Role::SignOn),
    ("willkommensbonus", Role::SignOn),
    ("tagessatz", Role::PerDiem),
    ("verpflegungspauschale", Role::PerDiem),
    ("aktienoptionen", Role::Equity),
    ("mitarbeiteraktien", Role::Equity),
    ("zusatzleistungen", Role::Benefits),
    ("umzug", Role::Nothing),
    ("umzugsbonus", Role::Nothing),
    ("umzugsprämie", Role::Nothing),
    ("umzugskosten", Role::Nothing),
    ("umzugspauschale", Role::Nothing),
    ("weihnachtsgeld", Role::Nothing),
    ("urlaubsgeld", Role::Nothing),
    ("ausübungspreis", Role::Nothing),
    ("bestandskunden", Role::Nothing),
];

/// Facts that are amounts of money, and the currency they are in. What lies in stretches that are told already is left alone.
/// `salaries` is how many times a year a month's base is paid.
pub(super) fn amounts(lower: &str, told: &[(usize, usize)], salaries: u32) -> Vec<Found> {
    let all = tokens(lower);
    let free = |it: &Token| !told.iter().any(|(from, to)| it.from >= *from && it.to <= *to);
    let money: Vec<&Token> = all.iter().filter(|it| it.kind == Kind::Amount).collect();
    let mut rated: Vec<(usize, Role, &Token)> = Vec::new();
    for token in money.iter().copied().filter(|it| free(it)) {
        if let Some((cost, role)) = nearest(lower, token) {
            rated.push((cost, role, token));
        }
    }
    rated.sort_by_key(|it| (it.0, it.2.from));
    let mut taken: Vec<Role> = Vec::new();
    let mut found = Vec::new();
    for (_, role, token) in rated {
        if taken.contains(&role) {
            continue;
        }
        if let Some(fact) = fact(lower, role, token, salaries) {
            taken.push(role);
            found.push(Found { fact, from: token.from, to: token.to });
        }
    }
    let currency = money.iter().find_map(|it| it.currency.map(|code| (code, *it)));
    if let Some((code, token)) = currency
        && let Ok(currency) = code.parse::<Currency>()
    {
        // The sign is part of an amount that is told already.
        found.push(Found { fact: Fact::Currency(currency), from: token.from, to: token.from });
    }
    found
}

fn fact(lower: &str, role: Role, token: &Token, salaries: u32) -> Option<Fact> {
    let money = token.money();
    let spoken = period(&beside(lower, token));
    let a_year = |months: Cadence| Money::from_mills(money.mills().saturating_mul(i64::from(months.per_year())));
    Some(match role {
        Role::Base => {
            let place = (token.from, token.to);
            let monthly = base_is_a_month(lower, place).then_some(salaries);
            let times = multiplied(lower, place).map(|it| it.2).or(monthly).unwrap_or(1);
            Fact::Base(Money::from_mills(money.mills().saturating_mul(i64::from(times))))
        }
        Role::OnTarget => Fact::OnTarget(money),
        // The most that is paid is not what is paid at target.
        Role::Variable if is_at_most(lower, token) || is_for_each(lower, token) => return None,
        Role::Variable => Fact::Variable(a_year(spoken.unwrap_or(Cadence::Year))),
        Role::Quota => Fact::Quota(money, quota_period(lower, token).unwrap_or(Cadence::Year)),
        Role::Draw => Fact::Draw(match spoken {
            Some(Cadence::Quarter) => Money::from_mills(money.mills() / 3),
            Some(Cadence::Year) => Money::from_mills(money.mills() / 12),
            Some(Cadence::Month | Cadence::Half) | None => money,
        }),
        Role::SignOn => Fact::SignOn(money),
        Role::PerDiem => Fact::PerDiem(money),
        // A bare number of options is no value.
        Role::Equity => Fact::Equity(Some(token.currency.map(|_| money)?), !is_in_shares(lower, token)),
        Role::Benefits => Fact::Benefits(a_year(spoken.filter(|it| *it == Cadence::Month).unwrap_or(Cadence::Year))),
        Role::DealSize => Fact::DealSize(money),
        Role::Nothing => return None,
    })
}

/// Whether an amount is the most of something.
fn is_at_most(lower: &str, token: &Token) -> bool {
    let before = lower.get(..token.from).unwrap_or_default().trim_end_matches([' ', '\u{a0}']);
    ["up to", "bis zu", "maximal", "max.", "höchstens", "at most", "maximum of"].iter().any(|it| before.ends_with(it))
}

/// Whether an amount is one of each thing that is done, and not of a time: "$500 per meeting".
fn is_for_each(lower: &str, token: &Token) -> bool {
    let after = lower.get(token.to..).unwrap_or_default().trim_start_matches([' ', '\u{a0}']);
    let of = ["per ", "for each ", "for every ", "pro ", "je "].iter().find_map(|it| after.strip_prefix(it));
    of.is_some_and(|it| {
        let next: String = it.chars().take(24).collect();
        period(&next).is_none()
    })
}

/// Words that name shares, and words that name options.
const SHARES: [&str; 6] =
    ["rsus", "rsu", "restricted stock", "restricted shares", "restricted stock units", "mitarbeiteraktien"];
const OPTIONS: [&str; 5] = ["options", "option", "stock options", "share options", "aktienoptionen"];

/// Whether an amount of equity is of shares: of the words in its clause that name a kind, the nearest counts.
fn is_in_shares(lower: &str, token: &Token) -> bool {
    let (from, to) = clause(lower, token);
    let nearest = |words: &[&str]| {
        let all = words.iter().flat_map(|word| places(lower, word, from, to).map(move |at| (at, at + word.len())));
        all.map(|(at, end)| if end <= token.from { token.from - end } else { at.saturating_sub(token.to) }).min()
    };
    nearest(&SHARES).is_some_and(|shares| nearest(&OPTIONS).is_none_or(|options| shares < options))
}

/// The words close to an amount, in its own clause.
pub(super) fn beside(lower: &str, token: &Token) -> String {
    let line = clause(lower, token);
    let (from, to) = (token.from.saturating_sub(26).max(line.0), (token.to + 22).min(line.1));
    let before = lower.get(floor(lower, from)..token.from).unwrap_or_default();
    let after = lower.get(token.to..floor(lower, to)).unwrap_or_default();
    // What stands behind a comma is about something else.
    let after = after.split([',', ';', '(', '+']).next().unwrap_or_default();
    let before = before.rsplit([',', ';', ')', '+']).next().unwrap_or_default();
    [before, " ", after].concat()
}

/// A place at which a character begins.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0)
}

/// The clause an amount stands in: up to a line's end, a bar, a semicolon or the stop of a sentence.
pub(super) fn clause(lower: &str, token: &Token) -> (usize, usize) {
    clause_of(lower, (token.from, token.to))
}

/// The clause around a stretch.
pub(super) fn clause_of(lower: &str, (begins, ends): (usize, usize)) -> (usize, usize) {
    let stops = ['\n', '|', ';', '\t'];
    let before = lower.get(..begins).unwrap_or_default();
    let after = lower.get(ends..).unwrap_or_default();
    let from = before.rfind(stops).map_or(0, |it| it + 1);
    let sentence = before.get(from..).and_then(|it| stops_in(it).last()).map_or(from, |it| from + it + 2);
    let to = ends + after.find(stops).unwrap_or(after.len());
    // A stop may stand right behind it: what is before tells whether it is one.
    let end = lower.get(from..to).and_then(|it| stops_in(it).map(|it| from + it).find(|it| *it >= ends));
    (sentence, end.unwrap_or(to))
}

/// The words nearest to an amount, with what they cost: letters in between, and more for signs that part.
fn nearest(lower: &str, token: &Token) -> Option<(usize, Role)> {
    let (from, to) = clause(lower, token);
    let mut best: Option<(usize, usize, Role)> = None;
    let listed =
        WORDS.iter().flat_map(|(word, role)| places(lower, word, from, to).map(move |at| (at, at + word.len(), *role)));
    for (at, end, role) in listed.chain(compounds(lower, from, to)) {
        let (gap, before) = if end <= token.from {
            (lower.get(end..token.from), true)
        } else if at >= token.to {
            (lower.get(token.to..at), false)
        } else {
            continue;
        };
        let Some(gap) = gap.map(at_target_aside).filter(|it| it.len() <= 70) else { continue };
        // "Commission is paid on deals above $50,000" tells no commission.
        if role == Role::Variable && before && is_of_something_else(&gap, lower.get(at..end).unwrap_or_default()) {
            continue;
        }
        // "$95,000 at 100 % of quota" is no quota.
        if !before && ["% of", "% of your", "% of the", "% der", "% des"].iter().any(|it| gap.trim_end().ends_with(it))
        {
            continue;
        }
        // "We guarantee your commission at": the guarantee is the amount, and not the commission.
        let head = lower.get(floor(lower, at.saturating_sub(28)).max(from)..at).unwrap_or_default();
        let guaranteed = ["guarant", "garant"].iter().any(|it| head.contains(it));
        let role = if role == Role::Variable && guaranteed && !head.contains(|it: char| it.is_ascii_digit()) {
            Role::Draw
        } else {
            role
        };
        let parted = gap.chars().filter(|it| matches!(it, ',' | '(' | ')' | '+' | '/')).count();
        let numbers = gap.chars().any(|it| it.is_ascii_digit());
        let leaders = gap.chars().filter(|it| matches!(it, '.' | ' ' | '-' | '…' | '_' | ':')).count();
        let letters = gap.chars().count().saturating_sub(leaders);
        let parted = parted * 14 + if gap.contains('=') { 6 } else { 0 };
        let cost = letters + leaders.min(3) + parted + usize::from(numbers) * 40 + usize::from(!before) * 3;
        // Of two words at one place the longer says more.
        if best.is_none_or(|it| (cost, usize::MAX - (end - at)) < (it.0, it.1)) {
            best = Some((cost, usize::MAX - (end - at), role));
        }
    }
    best.filter(|it| it.0 < 60).map(|it| (it.0, it.2))
}

/// Whether what stands between a word for variable pay and an amount makes it the amount of something else.
fn is_of_something_else(gap: &str, word: &str) -> bool {
    let words = ["above", "over", "from", "below", "exceeding", "first", "each", "ab", "über", "unter", "je"];
    // In English a provision of something is no commission.
    let english = gap.split_whitespace().next().is_some_and(|it| matches!(it, "of" | "for"));
    gap.split(|it: char| !it.is_alphanumeric()).any(|it| words.contains(&it))
        || word == "provision" && (gap.len() > 14 || english)
}

/// What stands between a word and its amount, without what says that it is that at target.
fn at_target_aside(gap: &str) -> String {
    let aside = [
        "bei einer zielerreichung von 100 %",
        "bei einem zielerreichungsgrad von 100 %",
        "bei 100 %iger zielerreichung",
        "bei 100 % zielerreichung",
        "bei 100 % quotenerreichung",
        "bei voller zielerreichung",
        "bei zielerreichung",
        "at 100 % attainment",
        "at 100 % achievement",
        "at 100 % of target",
        "at 100 % of quota",
        "at 100 %",
        "bei 100 %",
    ];
    let plain = gap.replace(['\u{a0}', '\u{202f}'], " ").replace("100%", "100 %").replace("100 %-iger", "100 %iger");
    aside.iter().fold(plain, |gap, words| gap.replacen(words, "", 1))
}

/// Where a word stands as a word of its own.
pub(super) fn places<'a>(lower: &'a str, word: &'a str, from: usize, to: usize) -> impl Iterator<Item = usize> + 'a {
    let text = lower.get(from..to).unwrap_or_default();
    text.match_indices(word).map(move |(at, _)| from + at).filter(move |at| {
        let letter = |it: char| it.is_alphanumeric();
        let before = lower.get(..*at).and_then(|it| it.chars().next_back()).is_some_and(letter);
        let after = lower.get(at + word.len()..).and_then(|it| it.chars().next()).is_some_and(letter);
        !before && !after
    })
}
