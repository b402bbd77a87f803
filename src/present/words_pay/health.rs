//! What the checks of a plan found, in words: the figure, what is usual and who says so, and what to change.
//!
//! Sources are named as the project's benchmarks name them. Where they hold nothing that may be quoted, the words say that the mark is
//! the app's own.

use super::cost::{limit_at, list, part};
use crate::engine::{Ahead, Credited, Finding, Health, PayLimit, RemoteWhy, Street, Verdict};
use crate::model::Function;
use crate::model::comp::PlanVersion;
use crate::present::Locale;
use crate::units::Currency;

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

const OWN: &str = "the app's own mark, no survey";

/// What is found, in one sentence: `2 of 11 checks want a look`.
pub fn health_say(found: &[Health], locale: &Locale) -> String {
    let count = |verdict: Verdict| found.iter().filter(|it| it.verdict == verdict).count() as i64;
    let (change, watch) = (count(Verdict::Change), count(Verdict::Watch));
    let all = locale.count(found.len() as i64);
    match (change, watch) {
        (0, 0) => format!("Nothing in {all} checks wants changing."),
        (0, watch) => format!("Of {all} checks, {} may want a look.", locale.count(watch)),
        (change, 0) => format!("Of {all} checks, {} should be changed, or meant.", locale.count(change)),
        (change, watch) => format!(
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
            None => " (whole plan)".to_owned(),
        }
    }

    fn mix(&self, base: f64, function: Function, usual: Option<(f64, f64)>) -> Three {
        let title = format!("Pay mix {}", self.ratio(base));
        let name = function.name().to_lowercase();
        let Some((low, high)) = usual else {
            return (title, format!("No range is known for {name}."), String::new());
        };
        let range = if low == high { self.ratio(low) } else { format!("{} to {}", self.ratio(low), self.ratio(high)) };
        let usual = format!("Usual for {name}: {range}, five points either side ({}).", mix_source(function));
        let change = if base > high {
            "So much base leaves little to earn by results: move base into variable, or expect a calmer team."
        } else {
            "So little base makes income hang on every quarter: move variable into base, or expect people to leave after a bad one."
        };
        (title, usual, change.to_owned())
    }

    fn quota(&self, times: f64, usual: Option<(f64, f64)>) -> Three {
        let title = format!("Quota {} OTE", self.locale.multiple(times, 1));
        let Some((low, high)) = usual else {
            let usual = "The published range (4 to 6 times) is for account executives only.".to_owned();
            return (title, usual, String::new());
        };
        let usual =
            "Usual for account executives: 4 to 6 times, 4.8 on average of 83 firms (BenchSights 2020).".to_owned();
        let change = if times > high {
            "Each dollar of OTE has to bring in more than is usual: lower the quota or raise OTE."
        } else if times < low {
            "Each dollar of OTE brings in less than is usual: raise the quota or lower OTE."
        } else {
            ""
        };
        (title, usual, change.to_owned())
    }

    fn upside(&self, at_150: f64, at_200: f64) -> Three {
        let title = format!(
            "Upside {} target pay at {}, {} at {}",
            self.locale.multiple(at_150, 2),
            self.percent(1.5),
            self.locale.multiple(at_200, 2),
            self.percent(2.0)
        );
        let usual =
            format!("In proportion would be {} at {} ({OWN}).", self.locale.multiple(1.5, 1), self.percent(1.5));
        let change =
            "Results above target are paid below their share: add an accelerator, or lift the cap that holds pay back.";
        (title, usual, change.to_owned())
    }

    fn limits(&self, limits: &[PayLimit], word: &str) -> String {
        let of = |it: &PayLimit| {
            let (at, share) = (limit_at(self.version, it, self.locale), self.percent(it.share));
            format!("{at}{} with {share} of people {word}", self.whose(it))
        };
        list(&limits.iter().map(of).collect::<Vec<_>>())
    }

    fn thresholds(&self, limits: &[PayLimit]) -> Three {
        let usual = format!(
            "More than a third below is worth a look, more than half a lot ({OWN}); the spread is that of the expected cost."
        );
        if limits.is_empty() {
            return ("No threshold".to_owned(), "Pay begins with the first result.".to_owned(), String::new());
        }
        let change =
            "Whoever sees no way up to a threshold stops trying: lower it, or let pay start there from its own share.";
        (format!("Threshold at {}", self.limits(limits, "below")), usual, change.to_owned())
    }

    fn cliffs(&self, cliffs: &[crate::engine::Cliff]) -> Three {
        if cliffs.is_empty() {
            return ("No cliff".to_owned(), "Pay moves without a jump up to 200\u{a0}%.".to_owned(), String::new());
        }
        let of = |it: &crate::engine::Cliff| {
            let turn = if it.amount.mills() < 0 { " less" } else { "" };
            let amount = crate::units::Money::from_mills(it.amount.mills().abs());
            let amount = self.locale.money_whole_named(amount, self.currency);
            format!("{amount}{turn} at {}", self.percent(it.at))
        };
        let title = format!("Cliff: {}", list(&cliffs.iter().map(of).collect::<Vec<_>>()));
        let usual = format!("A jump of more than a tenth of target variable invites moving deals across it ({OWN}).");
        let change = "Let the higher rate reach back to its own bound only, or let pay rise to it over some points of attainment.";
        (title, usual, change.to_owned())
    }

    fn flats(&self, flats: &[crate::engine::Flat]) -> Three {
        if flats.is_empty() {
            let usual = "Between its threshold and its cap, more result is always more pay.".to_owned();
            return ("No flat stretch".to_owned(), usual, String::new());
        }
        let of = |it: &crate::engine::Flat| {
            let (from, to) = (self.percent(it.from), self.percent(it.to));
            format!("from {from} to {to} with {} of people", self.percent(it.share))
        };
        let title = format!("Flat {}", list(&flats.iter().map(of).collect::<Vec<_>>()));
        let usual = format!("Results in there earn nothing more ({OWN}: none for more than 2\u{a0}% of people).");
        (title, usual, "Give the stretch a rate of its own, however small.".to_owned())
    }

    fn caps(&self, limits: &[PayLimit]) -> Three {
        if limits.is_empty() {
            return ("No cap".to_owned(), "Pay has no upper end.".to_owned(), String::new());
        }
        let usual = format!(
            "More than 2\u{a0}% above is worth a look, more than 10\u{a0}% a lot ({OWN}); the spread is that of the expected cost."
        );
        let change = "The best of them stop selling, or sell for next year: lift the cap, or let the rate fall above it instead.";
        (format!("Cap at {}", self.limits(limits, "above")), usual, change.to_owned())
    }

    fn influence(&self, remote: &[crate::engine::Remote]) -> Three {
        let usual = format!("More than a quarter of variable pay on what others bring in is a lot ({OWN}).");
        if remote.is_empty() {
            return (
                "All of it within reach".to_owned(),
                "Every component is what people do or lead.".to_owned(),
                String::new(),
            );
        }
        let why = |why: RemoteWhy| match why {
            RemoteWhy::Pod => "result of the pod",
            RemoteWhy::Segment => "result of the segment",
            RemoteWhy::Company => "result of the company",
            RemoteWhy::OtherFunction => "brought in by another function",
        };
        let of = |it: &crate::engine::Remote| {
            format!("{} of pay on {} ({})", self.percent(it.weight), self.name(it.component), why(it.why))
        };
        let title = format!("Out of reach: {}", list(&remote.iter().map(of).collect::<Vec<_>>()));
        let foreign = remote.iter().any(|it| it.why == RemoteWhy::OtherFunction);
        let change = if foreign {
            "Pay people for their own part: sales for new business, account management for keeping and growing customers (HSE, 7 key \
             differences between sales and account management, 2025)."
        } else {
            "Measure the person's own part, or lower the weight: a shared result rewards whoever happens to be there."
        };
        (title, usual, change.to_owned())
    }

    fn weights(&self, small: &[(usize, f64)]) -> Three {
        let usual = format!("Each component weighs at least 10\u{a0}% ({OWN}).");
        if small.is_empty() {
            return ("No weight below 10\u{a0}%".to_owned(), usual, String::new());
        }
        let of = |it: &(usize, f64)| format!("{} weighs {}", self.name(it.0), self.locale.percent(it.1, 1));
        let change = "Nobody works for so little: raise it, or leave it to a talk instead of the plan.";
        (list(&small.iter().map(of).collect::<Vec<_>>()), usual, change.to_owned())
    }

    fn components(&self, count: usize) -> Three {
        let word = if count == 1 { "component" } else { "components" };
        let title = format!("{} {word}", self.locale.count(count as i64));
        let change = "Drop or merge the lightest: attention is shared out just like pay.";
        (title, format!("Up to three are remembered, four at most ({OWN})."), change.to_owned())
    }

    fn street(&self, street: Street) -> Three {
        match street {
            Street::NoTarget => {
                let usual = "Enter a target closing ARR on the Data page; without one, or with one the book reaches by itself, nothing \
                             can be said on quotas above it.";
                ("Quotas against the company's target: unknown".to_owned(), usual.to_owned(), String::new())
            }
            Street::Company { quotas, needed } => {
                let share = quotas.to_major() / needed.to_major();
                let money = |amount| self.locale.money_compact(amount, self.currency);
                let title = format!(
                    "Quotas are {} of what the target needs ({} of {})",
                    self.percent(share),
                    money(quotas),
                    money(needed)
                );
                let usual = "At least 100\u{a0}%; about 114\u{a0}% where a manager carries 88\u{a0}% of the quotas below (role defaults, \
                             illustrative). Ramped quotas of everyone who sells, over the whole plan."
                    .to_owned();
                let change = if share < 1.0 {
                    "Everyone at quota still misses the target, and accelerators are paid on the way: raise quotas, hire, or lower \
                     the target."
                } else {
                    "So much over-assignment leaves most people below quota: lower quotas, or plan for fewer people."
                };
                (title, usual, change.to_owned())
            }
            Street::Leader { component, share } => {
                let title = format!(
                    "{} starts to accelerate at {} of the quotas below",
                    self.name(component),
                    self.percent(share)
                );
                let usual =
                    "Usual for a sales manager: 88\u{a0}%, a cushion of 12\u{a0}% (role defaults, illustrative)."
                        .to_owned();
                let change = if share > 1.0 {
                    "The leader is asked for more than all people below together: set the share at or below 100\u{a0}%."
                } else {
                    "The leader is at target long before the people are at quota: raise the share."
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
        let mut title = format!("Accelerates from {}", self.percent(ahead.from));
        if let Some(at) = ahead.company_at {
            title.push_str(&format!("; the company meets its target with sellers at {}", self.percent(at)));
        } else if missed {
            title.push_str("; the company misses its target in the forecast");
        } else {
            title.push_str("; the company meets its target in the forecast");
        }
        let mut usual = format!("Usual: no accelerator before the company's plan is met ({OWN}). ");
        let stand = if missed { "below" } else { "at or above" };
        usual.push_str(&format!(
            "The forecast closes at {} of ARR, {stand} the target of {}",
            money(ahead.closing),
            money(ahead.target)
        ));
        match ahead.attained {
            Some(at) => usual.push_str(&format!(", with the people of this plan at {}.", self.percent(at))),
            None => usual.push('.'),
        }
        let change = if missed && ahead.attained.is_some_and(|at| at > ahead.from + 1e-3) {
            "Accelerators are paid in this forecast although the target is missed: raise the quotas, start the accelerator later, or \
             gate it on the company's result."
        } else {
            "Between the two, accelerators are paid although the target is missed: raise the quotas, start the accelerator later, or \
             gate it on the company's result."
        };
        (title, usual, change.to_owned())
    }

    fn credited(&self, credited: &[Credited]) -> Three {
        const WHOSE: [&str; 5] = ["own", "pod", "team below", "segment", "company"];
        let times = |it: f64| self.locale.multiple(it, 1);
        let of = |it: &Credited| {
            let parts = WHOSE.iter().zip(it.by_scope).filter(|part| part.1 >= 0.05);
            let parts: Vec<String> = parts.map(|(whose, part)| format!("{} {whose}", times(part))).collect();
            let measure = super::choice::measured(it.measure);
            let split = if parts.len() > 1 { format!(" ({})", parts.join(", ")) } else { String::new() };
            let deals = it.deals.filter(|deals| *deals > 1.0005);
            let deals = deals.map(|deals| format!("; deals entered give {} with overlays", self.percent(deals)));
            format!("{measure} {}{split}{}", times(it.times()), deals.unwrap_or_default())
        };
        let title = format!("Credited over booked: {}", list(&credited.iter().map(of).collect::<Vec<_>>()));
        let usual = format!(
            "Once to the seller, once to who leads, once to who helps: up to three times, and more than six is a lot ({OWN}). Counted over the whole plan, each \
             person once."
        );
        let change = "Every further credit makes the same dollar dearer and no larger: let fewer people share one result, split the \
                      credit so that the shares add up to 100\u{a0}%, and keep overlays for deals the specialist decides.";
        (title, usual, change.to_owned())
    }
}

/// Who says so, in the project's benchmarks.
const fn mix_source(function: Function) -> &'static str {
    match function {
        Function::SalesDevelopment => "revenue-playbook.com 2024",
        Function::NewBusiness => "illustrative; BenchSights 2020 for software sellers",
        Function::AccountManagement | Function::CustomerSuccess => "illustrative",
        Function::SalesEngineering => "illustrative",
        Function::SalesManagement | Function::AccountLeadership => "role default, illustrative",
        Function::Executive => "role default, illustrative",
        Function::Hybrid => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Cliff, Remote};
    use crate::model::comp::Component;
    use crate::units::Money;

    fn say(finding: Finding, verdict: Verdict) -> HealthWords {
        let component = |name: &str| Component { name: name.to_owned(), ..Component::default() };
        let version =
            PlanVersion { components: vec![component("New business"), component("Goals")], ..PlanVersion::default() };
        health(&Health { finding, verdict }, &version, &Locale::EN_US, Currency::default())
    }

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn a_finding_names_its_figure_its_range_and_its_source() {
        let mix = Finding::PayMix { base: 0.8, function: Function::AccountManagement, usual: Some((0.6, 0.7)) };
        let words = say(mix, Verdict::Watch);
        assert_eq!(words.title, "Pay mix 80 : 20");
        assert!(words.usual.contains("60 : 40 to 70 : 30") && words.usual.contains("illustrative"), "{}", words.usual);
        assert!(words.change.starts_with("So much base"));
        let quota = say(Finding::QuotaOverOte { times: 8.1, usual: Some((4.0, 6.0)) }, Verdict::Watch);
        assert!(quota.usual.contains("BenchSights") && quota.change.contains("lower the quota"));
    }

    #[test]
    fn what_is_in_order_asks_for_no_change() {
        for finding in [
            Finding::Upside { at_150: 1.9, at_200: 2.9 },
            Finding::Components(2),
            Finding::Cliffs(vec![]),
            Finding::Street(Street::Leader { component: 0, share: 0.88 }),
        ] {
            assert_eq!(say(finding, Verdict::Fine).change, "");
        }
    }

    #[test]
    fn a_cliff_names_the_money_and_a_cap_the_people() {
        let cliff = Cliff { at: 1.0, amount: Money::from_major(45_000), of_target: 0.5 };
        assert_eq!(plain(&say(Finding::Cliffs(vec![cliff]), Verdict::Change).title), "Cliff: $45,000 at 100 %");
        let caps = [(Some(1), 1.3, 0.159), (None, 1.5, 0.05)];
        let caps = caps.map(|(component, at, share)| PayLimit { component, at, share });
        assert_eq!(
            plain(&say(Finding::Caps(caps.to_vec()), Verdict::Change).title),
            "Cap at 130 % (Goals) with 16 % of people above and 150 % (whole plan) with 5 % of people above"
        );
        let remote = Remote { component: 1, weight: 0.3, why: RemoteWhy::Company };
        assert_eq!(
            plain(&say(Finding::Influence(vec![remote]), Verdict::Watch).title),
            "Out of reach: 30 % of pay on Goals (result of the company)"
        );
    }

    #[test]
    fn the_whole_is_told_in_one_sentence() {
        let one = |verdict| Health { finding: Finding::Components(1), verdict };
        let say =
            |verdicts: &[Verdict]| health_say(&verdicts.iter().map(|it| one(*it)).collect::<Vec<_>>(), &Locale::EN_US);
        assert_eq!(say(&[Verdict::Fine, Verdict::Open]), "Nothing in 2 checks wants changing.");
        assert_eq!(
            say(&[Verdict::Change, Verdict::Watch, Verdict::Watch]),
            "Of 3 checks, 1 should be changed, or meant, and 2 may want a look."
        );
    }
}
