//! `remit curve --against`: what two plans pay at every attainment, side by side.

use super::args::{Invocation, Opt};
use super::curve::{Format, Subject, named_terms, plan_named, table_text};
use super::json::Json;
use super::{Failure, Ports, figures, file};
use crate::engine::{
    CostLine, Half, PlanPair, PlanSide, Rival, Spread, attaining_as, plan_pair, plan_rival, usual_terms,
};
use crate::model::Document;
use crate::present::{Locale, words_pay};
use crate::units::{Currency, Money};
use std::ffi::OsStr;

/// A second plan, and the document it stands in where that is another.
pub(super) struct Second {
    /// The document of another file, its people attaining what those of the first do.
    other: Option<Document>,
    /// The plan, as `--plan` would name it.
    plan: String,
}

impl Second {
    /// Reads what `--against` names: a plan of the document, or a file and, if one is named, a plan in it.
    pub(super) fn read(
        invocation: &Invocation,
        document: &Document,
        ports: &mut Ports<'_>,
    ) -> Result<Option<Second>, Failure> {
        let Some(wanted) = invocation.value(Opt::Against) else { return Ok(None) };
        let wanted = wanted.to_string_lossy().into_owned();
        let (place, named) = match wanted.split_once('#') {
            Some((place, plan)) => (place, Some(plan.to_owned())),
            None => (wanted.as_str(), None),
        };
        let is_file = named.is_some() || place.ends_with(".json");
        if !is_file || plan_named(document, &wanted).is_ok() {
            return Ok(Some(Second { other: None, plan: wanted }));
        }
        let other = file::read(OsStr::new(place), ports.stdin)?.document;
        let first = invocation.value(Opt::Plan).unwrap_or_default().to_string_lossy().into_owned();
        let plan = named.unwrap_or_else(|| first.split('/').next().unwrap_or_default().to_owned());
        Ok(Some(Second { other: Some(attaining_as(other, document)), plan }))
    }

    /// Compares it with the first.
    pub(super) fn compare(&self, one: &Subject<'_>, ats: &[f64]) -> Result<Compared, Failure> {
        let document = self.other.as_ref().unwrap_or(one.document);
        let (plan, version) = plan_named(document, &self.plan)?;
        let under = one.under();
        let found = named_terms(document, &under).ok().or_else(|| usual_terms(document, &plan.id));
        let (role, terms) = found.ok_or_else(|| {
            Failure::Usage("the other document has no role, so there are no terms to look at a plan under".to_owned())
        })?;
        let own = PlanSide::new(one.document, one.version, one.terms);
        let other = PlanSide::new(document, version, terms).told_in(one.document).ok_or_else(|| {
            let (own, into) = (document.settings.currency, one.document.settings.currency);
            Failure::Usage(format!(
                "the other plan counts in {own}, this one in {into}, and neither document has a plan rate between them; set one under \
                 settings, plan_rates"
            ))
        })?;
        let spread = Spread::of(&one.document.assumptions.attainment);
        let most = ats.last().copied().unwrap_or_default();
        let locale = Locale::EN_US;
        let name = |id: &str, of: &Document| {
            if self.other.is_some() { format!("{id} in {}", of.name) } else { id.to_owned() }
        };
        let names = [name(&one.wanted, one.document), name(&self.plan, document)];
        let [own_name, other_name] = &names;
        let rival = plan_rival(&own, &other, most);
        let pair = plan_pair(&own, &other, ats, spread.as_ref());
        let told = [
            words_pay::pair_held(Half::One, own_name, &own, one.role, &locale),
            words_pay::pair_held(Half::Other, other_name, &other, role, &locale),
            words_pay::pair_rate(&other, &locale),
            words_pay::rival(Half::Other.letter(), &rival, most, &locale, own.currency),
            words_pay::pair_expected(&pair, &locale, own.currency),
        ];
        let told = told.into_iter().filter(|it| !it.is_empty()).map(|it| it.replace('\u{a0}', " ")).collect();
        Ok(Compared { told, names, rival, pair, currency: own.currency })
    }
}

/// Two plans, compared.
pub(super) struct Compared {
    /// Sentences above the table.
    told: Vec<String>,
    /// What the plans are called.
    names: [String; 2],
    rival: Rival,
    pair: PlanPair,
    /// The currency of all amounts.
    currency: Currency,
}

/// The columns after the attainment, each by the letter of its plan.
const HEADER: [&str; 11] = [
    "attainment",
    "variable_a",
    "variable_b",
    "difference",
    "difference_share",
    "of_target_a",
    "of_target_b",
    "rate_a",
    "rate_b",
    "ccos_a",
    "ccos_b",
];

impl Compared {
    pub(super) fn print(&self, format: Format) -> String {
        match format {
            Format::Text => self.as_text(),
            Format::Csv => {
                let share = |it: Option<f64>| it.map(|it| figures::decimals(it, figures::FINE)).unwrap_or_default();
                let row = |(one, other)| {
                    self.row(one, other, &|at| figures::decimals(at, figures::FINE), &ToString::to_string, &share)
                };
                figures::csv(&std::iter::once(header()).chain(self.lines().map(row)).collect::<Vec<_>>())
            }
            Format::Json => self.as_json(),
        }
    }

    /// The lines at the attainments asked for.
    fn lines(&self) -> impl Iterator<Item = (&CostLine, &CostLine)> {
        self.pair.lines().filter(|it| !it.2).map(|it| (it.0, it.1))
    }

    fn row(
        &self,
        one: &CostLine,
        other: &CostLine,
        at: &dyn Fn(f64) -> String,
        money: &dyn Fn(&Money) -> String,
        share: &dyn Fn(Option<f64>) -> String,
    ) -> Vec<String> {
        let mut row = vec![at(one.attainment), money(&one.variable), money(&other.variable)];
        row.extend([money(&(other.variable - one.variable)), share(PlanPair::gap_share(one, other))]);
        let halves = [(Half::One, one), (Half::Other, other)];
        row.extend(halves.map(|(half, line)| share(self.of_target(half, line))));
        row.extend(halves.map(|it| share(it.1.rate)));
        row.extend(halves.map(|it| share(it.1.ccos)));
        row
    }

    fn of_target(&self, half: Half, line: &CostLine) -> Option<f64> {
        let target = self.pair.half(half).table.target.to_major();
        (target > 0.0).then(|| line.variable.to_major() / target)
    }

    fn as_text(&self) -> String {
        let digits = self.currency.minor_digits() as usize;
        let at = |at: f64| format!("{} %", figures::decimals(at * 100.0, 4));
        let money = |amount: &Money| format!("{:.digits$}", amount.to_major());
        let percent = |share: Option<f64>| share.map(|it| format!("{:.2} %", it * 100.0)).unwrap_or_default();
        let row = |(one, other)| self.row(one, other, &at, &money, &percent);
        let rows: Vec<Vec<String>> = std::iter::once(header()).chain(self.lines().map(row)).collect();
        [self.told.join("\n"), "\n\n".to_owned(), table_text(&rows)].concat()
    }

    fn as_json(&self) -> String {
        let share = |it: Option<f64>| it.map_or(Json::Null, |it| figures::number(it, figures::FINE));
        let fine = |it: f64| figures::number(it, figures::FINE);
        let points = self.lines().map(|(one, other)| {
            let half = |half: Half, line: &CostLine| {
                Json::Object(vec![
                    ("variable", Json::text(line.variable)),
                    ("of_target", share(self.of_target(half, line))),
                    ("rate", share(line.rate)),
                    ("ccos", share(line.ccos)),
                ])
            };
            Json::Object(vec![
                ("attainment", fine(one.attainment)),
                ("a", half(Half::One, one)),
                ("b", half(Half::Other, other)),
                ("difference", Json::text(other.variable - one.variable)),
                ("difference_share", share(PlanPair::gap_share(one, other))),
            ])
        });
        let plan = |half: Half, name: &String| {
            let half = self.pair.half(half);
            Json::Object(vec![
                ("plan", Json::text(name)),
                ("base", Json::text(half.table.base)),
                ("target_variable", Json::text(half.table.target)),
                ("credit_at_target", Json::text_or_null(half.table.credit)),
                ("expected", Json::text_or_null(half.expected.as_ref().map(|it| it.pay))),
            ])
        };
        // Where plans cross is found to a ten-thousandth.
        let found = |at: f64| figures::number(at, 4);
        let stretches = |all: &[(f64, f64)]| {
            let one = |(from, to): &(f64, f64)| Json::Object(vec![("from", found(*from)), ("to", found(*to))]);
            Json::List(all.iter().map(one).collect())
        };
        let [own, other] = &self.names;
        let members = vec![
            ("currency", Json::text(self.currency)),
            ("a", plan(Half::One, own)),
            ("b", plan(Half::Other, other)),
            ("b_pays_more", stretches(&self.rival.ahead)),
            ("b_pays_less", stretches(&self.rival.behind)),
            ("points", Json::List(points.collect())),
        ];
        Json::Object(members).print()
    }
}

fn header() -> Vec<String> {
    HEADER.map(str::to_owned).to_vec()
}
