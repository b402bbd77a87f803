//! People by function at the end of each quarter.

use crate::engine::{Crew, Outcome, crews_by_function, whole_crew};
use crate::model::Function;
use crate::present::Locale;
use crate::present::chart::{Chart, Ink, Size, StackChart, StackPeriod, StackSeries, stack_chart};
use crate::present::number::period_label;
use crate::text::tr;
use crate::units::{Cadence, FiscalPeriod};

/// The inks of functions, in the order of [`Function::ALL`].
const INKS: [Ink; 9] = [Ink::T4, Ink::T1, Ink::T7, Ink::T5, Ink::T6, Ink::T2, Ink::T3, Ink::T8, Ink::Cost];

/// Who is there at the end of a quarter: by function, and everyone.
pub type Crews = (Vec<(Function, Crew)>, Crew);

/// Everyone, quarter by quarter.
pub fn crews_by_quarter(outcome: &Outcome) -> Vec<(FiscalPeriod, Crews)> {
    let crews = |span| (crews_by_function(outcome, span), whole_crew(outcome, span));
    outcome.periods(Cadence::Quarter).into_iter().map(|(period, span)| (period, crews(span))).collect()
}

/// People by function, stacked, by one measure of a crew such as its filled seats.
pub fn people_by_function(
    quarters: &[(FiscalPeriod, Crews)],
    of: impl Fn(&Crew) -> f64,
    locale: &Locale,
    size: Size,
) -> Chart {
    let name =
        |it: &(FiscalPeriod, Crews)| StackPeriod { name: period_label(&it.0, false), tick: period_label(&it.0, true) };
    let periods: Vec<StackPeriod> = quarters.iter().map(name).collect();
    let series = Function::ALL.iter().zip(INKS).filter_map(|(function, ink)| {
        let at = |crews: &Crews| crews.0.iter().find(|it| it.0 == *function).map_or(0.0, |it| of(&it.1));
        let values: Vec<f64> = quarters.iter().map(|(_, crews)| at(crews)).collect();
        let any = values.iter().any(|it| *it != 0.0);
        any.then(|| StackSeries { name: function.name().to_owned(), ink, values })
    });
    let series: Vec<StackSeries> = series.collect();
    let data = StackChart {
        name: tr!("People by function"),
        periods: &periods,
        series: &series,
        target: None,
        axis: &|value| locale.number(value, 0),
        amount: &|value| locale.people(value),
        gap: &|value| locale.number_delta(value, 1),
    };
    stack_chart(&data, size)
}
