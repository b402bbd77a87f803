//! Terms that are no pay, which a letter names and an offer has no field for: notice, probation, a ban on competing.

use super::amounts::places;
use super::months::counted;
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

    fn place(self, lower: &str) -> Option<(usize, usize)> {
        let all =
            self.words().iter().flat_map(|word| places(lower, word, 0, lower.len()).map(|at| (at, at + word.len())));
        all.min()
    }
}

/// Whether a text names a term.
pub fn names(text: &str, term: Term) -> bool {
    term.place(&lowered(text)).is_some()
}

/// The terms that a text names, each with the sentence that does, at its words and at the time that stands beside them.
pub(super) fn terms(text: &str, lower: &str) -> Vec<Found> {
    let found = |term: Term| {
        let (at, end) = term.place(lower)?;
        let (from, to) = sentence(lower, at);
        let said =
            text.get(from..to)?.trim_start_matches(['-', '–', '•', '*', '·', ' ']).trim_end_matches(['.', ' ', '\r']);
        let gap = |from: usize, to: usize| to.saturating_sub(from) <= 40;
        let time =
            counted(lower, (from, to)).find(|it| gap(end, it.from) && it.from >= at || it.from < at && gap(it.to, at));
        let (from, to) = time.map_or((at, end), |it| (at.min(it.from), end.max(it.to)));
        Some(Found { fact: Fact::Said(term, said.trim().to_owned()), from, to })
    };
    Term::ALL.into_iter().filter_map(found).collect()
}
