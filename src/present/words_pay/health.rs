//! What the checks of a plan found, in words: the figure, what is usual and who says so, and what to change.
//!
//! Sources are named as the project's benchmarks name them. Where they hold nothing that may be quoted, the words say that the mark is
//! the app's own.

use super::cost::{limit_at, list, part};
use crate::engine::{Ahead, Credited, Finding, Health, PayLimit, RemoteWhy, Street, Verdict};
use crate::model::Function;
use crate::model::comp::PlanVersion;
use crate::present::Locale;
use crate::text::{mark, tr, within};
use crate::units::{Currency, Money};

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthWords {
    /// What was checked, with its figure: `Pay mix 50 : 50`.
    pub title: String,
    /// The usual range and its source, as a sentence.
    pub usual: String,
    /// What to change, as a sentence; empty where nothing is to be.
    pub change: String,
}

const OWN: &str = mark!("the app's own mark, no survey");

/// What is found, in one sentence: `2 of 11 checks want a look`.
pub fn health_say(found: &[Health], locale: &Locale) -> String {
    let count = |verdict: Verdict| found.iter().filter(|it| it.verdict == verdict).count() as i64;
    let (change, watch) = (count(Verdict::Change), count(Verdict::Watch));
    let all = locale.count(found.len() as i64);
    match (change, watch) {
        (0, 0) => tr!("Nothing in {all} checks wants changing."),
        (0, watch) => tr!("Of {all} checks, {} may want a look.", locale.count(watch)),
        (change, 0) => tr!("Of {all} checks, {} should be changed, or meant.", locale.count(change)),
        (change, watch) => tr!(
            "Of {all} checks, {} should be changed, or meant, and {} may want a look.",
            locale.count(change),
            locale.count(watch)
        ),
    }
}

/// A finding in words.
pub fn health(health: &Health, version: &PlanVersion, locale: &Locale, currency: Currency) -> HealthWords {
    let words = Words { version, locale, currency, fine: health.verdict == Verdict::Fine };
    let (title, usual, change) = match &health.finding {
        Finding::PayMix { base, function, usual } => words.mix(*base, *function, *usual),
        Finding::QuotaOverOte { times, usual } => words.quota(*times, *usual),
        Finding::Upside { at_150, at_200 } => words.upside(*at_150, *at_200),
        Finding::Thresholds(limits) => words.thresholds(limits),
        Finding::Cliffs(cliffs) => words.cliffs(cliffs),
        Finding::Flats(flats) => words.flats(flats),
        Finding::Caps(limits) => words.caps(limits),
        Finding::Influence(remote) => words.influence(remote),
        Finding::SmallWeights(small) => words.weights(small),
        Finding::Unearned(target) => words.unearned(*target),
        Finding::Components(count) => words.components(*count),
        Finding::Street(street) => words.street(*street),
        Finding::Ahead(ahead) => words.ahead(ahead),
        Finding::Credited(credited) => words.credited(credited),
    };
    HealthWords { title, usual, change: if words.fine { String::new() } else { change } }
}

type Three = (String, String, String);

struct Words<'a> {
    version: &'a PlanVersion,
    locale: &'a Locale,
    currency: Currency,
    fine: bool,
}

impl Words<'_> {
    fn percent(&self, share: f64) -> String {
        self.locale.percent(share, 0)
    }

    /// `65 : 35`.
    fn ratio(&self, base: f64) -> String {
        let base = (base * 100.0).round();
        format!("{} : {}", self.locale.number(base, 0), self.locale.number(100.0 - base, 0))
    }

    fn name(&self, component: usize) -> String {
        part(self.version, Some(component)).unwrap_or_default().to_owned()
    }

    /// ` (Expansion)`, where there are several components.
    fn whose(&self, limit: &PayLimit) -> String {
        match part(self.version, limit.component) {
            Some(name) if self.version.components.len() > 1 => format!(" ({name})"),
            Some(_) => String::new(),
            None => tr!(" (whole plan)").to_owned(),
        }
    }

    fn mix(&self, base: f64, function: Function, usual: Option<(f64, f64)>) -> Three {
        let title = tr!("Pay mix {}", self.ratio(base));
        let name = within(function.name());
        let Some((low, high)) = usual else {
            return (title, tr!("No range is known for {name}."), String::new());
        };
        let range = if low == high { self.ratio(low) } else { tr!("{} to {}", self.ratio(low), self.ratio(high)) };
        let usual = tr!("Usual for {name}: {range}, five points either side ({}).", mix_source(function));
        let change = if base > high {
            tr!("So much base leaves little to earn by results: move base into variable, or expect a calmer team.")
        } else {
            tr!(
                "So little base makes income hang on every quarter: move variable into base, or expect people to leave after a bad one."
            )
        };
        (title, usual, change.to_owned())
    }

    fn quota(&self, times: f64, usual: Option<(f64, f64)>) -> Three {
        let title = tr!("Quota {} OTE", self.locale.multiple(times, 1));
        let Some((low, high)) = usual else {
            let usual = tr!("The published range (4 to 6 times) is for account executives only.").to_owned();
            return (title, usual, String::new());
        };
        let mean = self.locale.number(4.8, 1);
        let usual =
            tr!("Usual for account executives: 4 to 6 times, {mean} on average of 83 firms (BenchSights 2020).");
        let change = if times > high {
            tr!("Each dollar of OTE has to bring in more than is usual: lower the quota or raise OTE.")
        } else if times < low {
            tr!("Each dollar of OTE brings in less than is usual: raise the quota or lower OTE.")
        } else {
            ""
        };
        (title, usual, change.to_owned())
    }

    fn upside(&self, at_150: f64, at_200: f64) -> Three {
        let title = tr!(
            "Upside {} target pay at {}, {} at {}",
            self.locale.multiple(at_150, 2),
            self.percent(1.5),
            self.locale.multiple(at_200, 2),
            self.percent(2.0)
        );
        let usual = tr!(
            "In proportion would be {} at {} ({OWN}).",
            self.locale.multiple(1.5, 1),
            self.percent(1.5),
            OWN = tr!(OWN)
        );
        let change = tr!(
            "Results above target are paid below their share: add an accelerator, or lift the cap that holds pay back."
        );
        (title, usual, change.to_owned())
    }

    /// Limits, each told by its place with whose it is and the share of people.
    fn limits(&self, limits: &[PayLimit], told: fn(&str, &str) -> String) -> String {
        let of = |it: &PayLimit| {
            let place = [limit_at(self.version, it, self.locale), self.whose(it)].concat();
            told(&place, &self.percent(it.share))
        };
        list(&limits.iter().map(of).collect::<Vec<_>>())
    }

    fn thresholds(&self, limits: &[PayLimit]) -> Three {
        let usual = tr!(
            "More than a third below is worth a look, more than half a lot ({OWN}); the spread is that of the expected cost.",
            OWN = tr!(OWN)
        );
        if limits.is_empty() {
            return (
                tr!("No threshold").to_owned(),
                tr!("Pay begins with the first result.").to_owned(),
                String::new(),
            );
        }
        let change = tr!(
            "Whoever sees no way up to a threshold stops trying: lower it, or let pay start there from its own share."
        );
        let told = |at: &str, share: &str| tr!("{at} with {share} of people below");
        (tr!("Threshold at {}", self.limits(limits, told)), usual, change.to_owned())
    }

    fn cliffs(&self, cliffs: &[crate::engine::Cliff]) -> Three {
        if cliffs.is_empty() {
            return (
                tr!("No cliff").to_owned(),
                tr!("Pay moves without a jump up to 200\u{a0}%.").to_owned(),
                String::new(),
            );
        }
        let of = |it: &crate::engine::Cliff| {
            let turn = if it.amount.mills() < 0 { tr!(" less") } else { "" };
            let amount = Money::from_mills(it.amount.mills().abs());
            let amount = self.locale.money_whole_named(amount, self.currency);
            tr!("{amount}{turn} at {}", self.percent(it.at))
        };
        let title = tr!("Cliff: {}", list(&cliffs.iter().map(of).collect::<Vec<_>>()));
        let usual = tr!(
            "A jump of more than a tenth of target variable invites moving deals across it ({OWN}).",
            OWN = tr!(OWN)
        );
        let change = tr!(
            "Let the higher rate reach back to its own bound only, or let pay rise to it over some points of attainment."
        );
        (title, usual, change.to_owned())
    }

    fn flats(&self, flats: &[crate::engine::Flat]) -> Three {
        if flats.is_empty() {
            let usual = tr!("Between its threshold and its cap, more result is always more pay.").to_owned();
            return (tr!("No flat stretch").to_owned(), usual, String::new());
        }
        let of = |it: &crate::engine::Flat| {
            let (from, to) = (self.percent(it.from), self.percent(it.to));
            tr!("from {from} to {to} with {} of people", self.percent(it.share))
        };
        let title = tr!("Flat {}", list(&flats.iter().map(of).collect::<Vec<_>>()));
        let usual =
            tr!("Results in there earn nothing more ({OWN}: none for more than 2\u{a0}% of people).", OWN = tr!(OWN));
        (title, usual, tr!("Give the stretch a rate of its own, however small.").to_owned())
    }

    fn caps(&self, limits: &[PayLimit]) -> Three {
        if limits.is_empty() {
            return (tr!("No cap").to_owned(), tr!("Pay has no upper end.").to_owned(), String::new());
        }
        let usual = tr!(
            "More than 2\u{a0}% above is worth a look, more than 10\u{a0}% a lot ({OWN}); the spread is that of the expected cost.",
            OWN = tr!(OWN)
        );
        let change = tr!(
            "The best of them stop selling, or sell for next year: lift the cap, or let the rate fall above it instead."
        );
        let told = |at: &str, share: &str| tr!("{at} with {share} of people above");
        (tr!("Cap at {}", self.limits(limits, told)), usual, change.to_owned())
    }

    fn influence(&self, remote: &[crate::engine::Remote]) -> Three {
        let usual =
            tr!("More than a quarter of variable pay on what others bring in is a lot ({OWN}).", OWN = tr!(OWN));
        if remote.is_empty() {
            return (
                tr!("All of it within reach").to_owned(),
                tr!("Every component is what people do or lead.").to_owned(),
                String::new(),
            );
        }
        let why = |why: RemoteWhy| match why {
            RemoteWhy::Pod => tr!("result of the pod"),
            RemoteWhy::Segment => tr!("result of the segment"),
            RemoteWhy::Company => tr!("result of the company"),
            RemoteWhy::OtherFunction => tr!("brought in by another function"),
        };
        let of = |it: &crate::engine::Remote| {
            tr!("{} of pay on {} ({})", self.percent(it.weight), self.name(it.component), why(it.why))
        };
        let title = tr!("Out of reach: {}", list(&remote.iter().map(of).collect::<Vec<_>>()));
        let foreign = remote.iter().any(|it| it.why == RemoteWhy::OtherFunction);
        let change = if foreign {
            tr!(
                "Pay people for their own part: sales for new business, account management for keeping and growing customers (HSE, 7 key \
             differences between sales and account management, 2025)."
            )
        } else {
            tr!(
                "Measure the person's own part, or lower the weight: a shared result rewards whoever happens to be there."
            )
        };
        (title, usual, change.to_owned())
    }

    fn weights(&self, small: &[(usize, f64)]) -> Three {
        let usual = tr!("Each component weighs at least 10\u{a0}% ({OWN}).", OWN = tr!(OWN));
        if small.is_empty() {
            return (tr!("No weight below 10\u{a0}%").to_owned(), usual, String::new());
        }
        let of = |it: &(usize, f64)| tr!("{} weighs {}", self.name(it.0), self.locale.percent(it.1, 1));
        let change = tr!("Nobody works for so little: raise it, or leave it to a talk instead of the plan.");
        (list(&small.iter().map(of).collect::<Vec<_>>()), usual, change.to_owned())
    }

    fn unearned(&self, target: Money) -> Three {
        let title = tr!("No component earns {}", self.locale.money_whole_named(target, self.currency));
        let usual = tr!("It is the target variable of a year, and the plan pays none of it at any attainment.");
        let change = tr!(
            "Choose \u{201c}{add}\u{201d} in the plan's design, or turn its target variable into base pay.",
            add = tr!("Add a component")
        );
        (title, usual.to_owned(), change)
    }

    fn components(&self, count: usize) -> Three {
        let word = if count == 1 { tr!("component") } else { tr!("components") };
        let title = format!("{} {word}", self.locale.count(count as i64));
        let change = tr!("Drop or merge the lightest: attention is shared out just like pay.");
        (title, tr!("Up to three are remembered, four at most ({OWN}).", OWN = tr!(OWN)), change.to_owned())
    }

    fn street(&self, street: Street) -> Three {
        match street {
            Street::NoTarget => {
                let usual = tr!(
                    "Enter a target closing ARR on the Data page; without one, or with one the book reaches by itself, nothing \
                             can be said on quotas above it."
                );
                (tr!("Quotas against the company's target: unknown").to_owned(), usual.to_owned(), String::new())
            }
            Street::Company { quotas, needed } => {
                let share = quotas.to_major() / needed.to_major();
                let money = |amount| self.locale.money_compact(amount, self.currency);
                let title = tr!(
                    "Quotas are {} of what the target needs ({} of {})",
                    self.percent(share),
                    money(quotas),
                    money(needed)
                );
                let usual = tr!("At least 100\u{a0}%; about 114\u{a0}% where a manager carries 88\u{a0}% of the quotas below (role defaults, \
                             illustrative). Ramped quotas of everyone who sells, over the whole plan.")
                    .to_owned();
                let change = if share < 1.0 {
                    tr!(
                        "Everyone at quota still misses the target, and accelerators are paid on the way: raise quotas, hire, or lower \
                     the target."
                    )
                } else {
                    tr!(
                        "So much over-assignment leaves most people below quota: lower quotas, or plan for fewer people."
                    )
                };
                (title, usual, change.to_owned())
            }
            Street::Leader { component, share } => {
                let title =
                    tr!("{} starts to accelerate at {} of the quotas below", self.name(component), self.percent(share));
                let usual =
                    tr!("Usual for a sales manager: 88\u{a0}%, a cushion of 12\u{a0}% (role defaults, illustrative).")
                        .to_owned();
                let change = if share > 1.0 {
                    tr!(
                        "The leader is asked for more than all people below together: set the share at or below 100\u{a0}%."
                    )
                } else {
                    tr!("The leader is at target long before the people are at quota: raise the share.")
                };
                (title, usual, change.to_owned())
            }
        }
    }
}

impl Words<'_> {
    fn ahead(&self, ahead: &Ahead) -> Three {
        let money = |amount| self.locale.money_compact(amount, self.currency);
        let missed = ahead.closing < ahead.target;
        let mut title = tr!("Accelerates from {}", self.percent(ahead.from));
        if let Some(at) = ahead.company_at {
            title.push_str(&tr!("; the company meets its target with sellers at {}", self.percent(at)));
        } else if missed {
            title.push_str(tr!("; the company misses its target in the forecast"));
        } else {
            title.push_str(tr!("; the company meets its target in the forecast"));
        }
        let mut usual = tr!("Usual: no accelerator before the company's plan is met ({OWN}). ", OWN = tr!(OWN));
        let stand = if missed { tr!("below") } else { tr!("at or above") };
        usual.push_str(&tr!(
            "The forecast closes at {} of ARR, {stand} the target of {}",
            money(ahead.closing),
            money(ahead.target)
        ));
        match ahead.attained {
            Some(at) => usual.push_str(&tr!(", with the people of this plan at {}.", self.percent(at))),
            None => usual.push('.'),
        }
        let change = if missed && ahead.attained.is_some_and(|at| at > ahead.from + 1e-3) {
            tr!(
                "Accelerators are paid in this forecast although the target is missed: raise the quotas, start the accelerator later, or \
             gate it on the company's result."
            )
        } else {
            tr!(
                "Between the two, accelerators are paid although the target is missed: raise the quotas, start the accelerator later, or \
             gate it on the company's result."
            )
        };
        (title, usual, change.to_owned())
    }

    fn credited(&self, credited: &[Credited]) -> Three {
        const WHOSE: [&str; 5] = [mark!("own"), mark!("pod"), mark!("team below"), mark!("segment"), mark!("company")];
        let times = |it: f64| self.locale.multiple(it, 1);
        let of = |it: &Credited| {
            let parts = WHOSE.iter().zip(it.by_scope).filter(|part| part.1 >= 0.05);
            let parts: Vec<String> = parts.map(|(whose, part)| format!("{} {}", times(part), tr!(*whose))).collect();
            let measure = super::choice::measured(it.measure);
            let split = if parts.len() > 1 { format!(" ({})", parts.join(", ")) } else { String::new() };
            let deals = it.deals.filter(|deals| *deals > 1.0005);
            let deals = deals.map(|deals| tr!("; deals entered give {} with overlays", self.percent(deals)));
            format!("{measure} {}{split}{}", times(it.times()), deals.unwrap_or_default())
        };
        let title = tr!("Credited over booked: {}", list(&credited.iter().map(of).collect::<Vec<_>>()));
        let usual = tr!(
            "Once to the seller, once to who leads, once to who helps: up to three times, and more than six is a lot ({OWN}). Counted over the whole plan, each \
             person once.",
            OWN = tr!(OWN)
        );
        let change = tr!(
            "Every further credit makes the same dollar dearer and no larger: let fewer people share one result, split the \
                      credit so that the shares add up to 100\u{a0}%, and keep overlays for deals the specialist decides."
        );
        (title, usual, change.to_owned())
    }
}

/// Who says so, in the project's benchmarks.
fn mix_source(function: Function) -> &'static str {
    match function {
        Function::SalesDevelopment => "revenue-playbook.com 2024",
        Function::NewBusiness => tr!("illustrative; BenchSights 2020 for software sellers"),
        Function::AccountManagement | Function::CustomerSuccess => tr!("illustrative"),
        Function::SalesEngineering => tr!("illustrative"),
        Function::SalesManagement | Function::AccountLeadership => tr!("role default, illustrative"),
        Function::Executive => tr!("role default, illustrative"),
        Function::Hybrid => "",
    }
}

#[cfg(test)]
mod tests;
