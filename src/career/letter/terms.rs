//! Terms that are no pay, which a letter names and an offer has no field for: notice, probation, a ban on competing.

use super::amounts::places;
use super::months::{Counted, counted};
use super::phrases::sentence;
use super::{Fact, Found, lowered};

/// Such a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// How long before one has to say that one leaves.
    Notice,
    /// The time in which either side may end it sooner.
    Probation,
    /// Where one may not work afterwards.
    NonCompete,
}

impl Term {
    const ALL: [Term; 3] = [Term::Notice, Term::Probation, Term::NonCompete];

    fn words(self) -> &'static [&'static str] {
        match self {
            Term::Notice => &[
                "notice period",
                "days' notice",
                "days’ notice",
                "months' notice",
                "months’ notice",
                "weeks' notice",
                "weeks’ notice",
                "month's notice",
                "month’s notice",
                "written notice",
                "period of notice",
                "kündigungsfrist",
                "kündigungsfristen",
                "kündbar",
            ],
            Term::Probation => &["probation", "probationary period", "probation period", "trial period", "probezeit"],
            Term::NonCompete => &[
                "non-compete",
                "non-competition",
                "noncompete",
                "wettbewerbsverbot",
                "wettbewerbsverbots",
                "konkurrenzklausel",
            ],
        }
    }

    fn places(self, lower: &str) -> impl Iterator<Item = (usize, usize)> {
        self.words().iter().flat_map(move |word| places(lower, word, 0, lower.len()).map(|at| (at, at + word.len())))
    }
}

/// The time that stands beside the words of a term, in their sentence.
fn time_beside(lower: &str, (at, end): (usize, usize)) -> Option<Counted> {
    // What stands behind a comma belongs to another term.
    let apart = |it: &Counted| {
        let (from, to) = if it.from >= at { (end, it.from) } else { (it.to, at) };
        let gap = if to <= from { Some("") } else { lower.get(from..to) };
        gap.filter(|gap| gap.len() <= 40 && !gap.contains([',', ';'])).map(str::len)
    };
    counted(lower, sentence(lower, at)).filter(|it| apart(it).is_some()).min_by_key(|it| (apart(it), it.from < at))
}

/// Whether a text names a term.
pub fn names(text: &str, term: Term) -> bool {
    term.places(&lowered(text)).next().is_some()
}

/// The terms that a text names, each with the sentence that does, at its words and at the time that stands beside them.
pub(super) fn terms(text: &str, lower: &str) -> Vec<Found> {
    let found = |term: Term| {
        // A heading names it first: the sentence that tells the time says it.
        let told = term.places(lower).min_by_key(|it| (time_beside(lower, *it).is_none(), *it));
        let (at, end) = told?;
        let (from, to) = sentence(lower, at);
        let said =
            text.get(from..to)?.trim_start_matches(['-', '–', '•', '*', '·', ' ']).trim_end_matches(['.', ' ', '\r']);
        let time = time_beside(lower, (at, end));
        let (from, to) = time.map_or((at, end), |it| (at.min(it.from), end.max(it.to)));
        Some(Found { fact: Fact::Said(term, said.trim().to_owned()), from, to })
    };
    Term::ALL.into_iter().filter_map(found).collect()
}
