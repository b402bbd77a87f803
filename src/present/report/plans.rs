//! Pay plans in words: for whom, what each component pays and at which rates, and what happens between earning and paying.

use super::{Chapter, Told};
use crate::engine::{tier_rates, usual_terms};
use crate::model::comp::{ClawbackBasis, Component, Plan, PlanVersion};
use crate::model::{Role, Terms};
use crate::present::capacity::Teller;
use crate::present::number::show_date;
use crate::present::words_pay::{self, CLAWBACKS};
use crate::text::tr;
use crate::units::Rate;

/// The plans that pay somebody, each in a chapter.
pub(super) fn plans(tell: &Teller<'_>) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    for plan in &tell.document.plans {
        let terms = paid(tell, plan);
        let own = tell.document.seats.iter().any(|it| it.plan.as_ref() == Some(&plan.id));
        if !terms.is_empty() || own {
            let title = tr!("Pay plan: {}", plan.name);
            chapters.push(Chapter { title, lines: told(tell, plan, &terms), tables: Vec::new() });
        }
    }
    chapters
}

/// Rows of terms that a plan pays and that somebody holds.
fn paid<'a>(tell: &Teller<'a>, plan: &Plan) -> Vec<(&'a Role, &'a Terms)> {
    let document = tell.document;
    let all = document.roles.iter().flat_map(|role| role.terms.iter().map(move |terms| (role, terms)));
    let held = |terms: &Terms| {
        document.seats.iter().any(|seat| document.terms_of(seat).is_some_and(|it| std::ptr::eq(it, terms)))
    };
    all.filter(|(_, terms)| terms.plan.as_ref() == Some(&plan.id) && held(terms)).collect()
}

fn told(tell: &Teller<'_>, plan: &Plan, paid: &[(&Role, &Terms)]) -> Vec<Told> {
    let (document, currency) = (tell.document, tell.outcome.currency);
    let whom: Vec<String> = paid
        .iter()
        .map(|(role, terms)| {
            format!(
                "{}: {}",
                words_pay::terms_name(document, role, terms),
                words_pay::terms_line(terms, tell.locale, currency)
            )
        })
        .collect();
    let whom = if whom.is_empty() { tr!("single seats.").to_owned() } else { format!("{}.", whom.join("; ")) };
    let mut lines = vec![Told::new(tr!("Pays"), whom)];
    let usual = usual_terms(document, &plan.id).map(|it| it.1);
    let several = plan.versions.len() > 1;
    for version in &plan.versions {
        if several {
            let from =
                version.from.map_or_else(|| tr!("from the beginning").to_owned(), |it| tr!("from {}", show_date(it)));
            lines.push(Told::new(tr!("Version"), format!("{from}.")));
        }
        lines.extend(version.components.iter().map(|it| component(tell, (it, version.cap), usual, paid)));
        let leads = words_pay::pays_leaders(document, &plan.id);
        let spif = |it| Told::new("SPIF", words_pay::spif(it, leads, tell.locale, currency));
        lines.extend(version.spifs.iter().map(spif));
        lines.extend(after(tell, version));
    }
    lines
}

/// A component at the usual terms, and its rates at the others.
fn component(
    tell: &Teller<'_>,
    (component, plan_cap): (&Component, Option<Rate>),
    usual: Option<&Terms>,
    paid: &[(&Role, &Terms)],
) -> Told {
    let currency = tell.outcome.currency;
    let sentence = words_pay::component(component, usual, plan_cap, tell.locale, currency);
    let rates = |terms: &Terms| -> Vec<String> {
        tier_rates(component, terms).into_iter().map(|it| words_pay::tier_rate(it, tell.locale, currency)).collect()
    };
    let now = usual.map(rates).unwrap_or_default();
    let others: Vec<String> = paid
        .iter()
        .filter(|(_, terms)| usual.is_none_or(|usual| !std::ptr::eq(usual, *terms)))
        .map(|(role, terms)| (role, terms, rates(terms)))
        .filter(|(_, _, rates)| *rates != now && !rates.is_empty())
        .map(|(role, terms, rates)| {
            format!("{}: {}", words_pay::terms_name(tell.document, role, terms), rates.join(tr!(", then ")))
        })
        .collect();
    let weight = tell.locale.rate(component.weight);
    let mut text = tr!("{weight} of target variable. {sentence}");
    let named = usual.and_then(|usual| paid.iter().find(|(_, terms)| std::ptr::eq(*terms, usual)));
    if let Some((role, terms)) = named.filter(|_| !others.is_empty()) {
        let name = words_pay::terms_name(tell.document, role, terms);
        text.push_str(&tr!(" That is for {name}; rates of others: {}.", others.join("; ")));
    }
    Told::new(component.name.clone(), text)
}

/// Cap, draw, payout and clawback, where they are not as usual.
fn after(tell: &Teller<'_>, version: &PlanVersion) -> Vec<Told> {
    let mut lines = Vec::new();
    if let Some(cap) = version.cap {
        let times = tell.locale.multiple(cap.to_f64(), 2);
        lines.push(Told::new(tr!("Cap"), tr!("At most {times} target variable in a fiscal year.")));
    }
    if let Some(draw) = &version.draw {
        lines.push(Told::new(tr!("Draw"), words_pay::draw_line(draw, tell.locale, tell.outcome.currency)));
    }
    let payout = &version.payout;
    if payout.holdback != Rate::ZERO {
        let share = tell.locale.rate(payout.holdback);
        lines.push(Told::new(tr!("Held back"), tr!("{share}, paid {} later.", months(payout.holdback_months))));
    }
    if payout.instalments > 1 {
        let count = payout.instalments;
        lines.push(Told::new(tr!("Instalments"), tr!("Paid in {count} equal monthly parts.")));
    }
    if version.clawback.basis != ClawbackBasis::None {
        let meaning = CLAWBACKS.iter().find(|it| it.0 == version.clawback.basis).map_or("", |it| tr!(it.2));
        let share = tell.locale.rate(version.clawback.share);
        let within = months(version.clawback.months);
        let mut text = tr!("{meaning} Share {share}, if they leave within {within}.");
        if let Some(leaves) = words_pay::clawback_leaves_spifs(version) {
            text = [&text, " ", leaves].concat();
        }
        lines.push(Told::new(tr!("Clawback"), text));
    }
    lines
}

fn months(count: u32) -> String {
    if count == 1 { tr!("1 month").to_owned() } else { tr!("{count} months") }
}
