//! The report of a plan: how it was found, what it keeps to, and each rep's part.

use super::super::figures::number;
use super::super::json::Json;
use super::read::Problem;
use crate::territory::{Board, Progress, Score, score};

/// Decimals of shares and of sums.
const FINE: usize = 6;
const COARSE: usize = 3;

pub(super) struct Told<'a> {
    pub(super) problem: &'a Problem,
    pub(super) plan: &'a [Option<u32>],
    pub(super) score: Score,
    pub(super) progress: Progress,
    pub(super) seed: u64,
    pub(super) objective: &'static str,
    /// What is wrong with the instance.
    pub(super) sentences: Vec<String>,
    /// What the plan does not keep to.
    pub(super) broken: Vec<String>,
}

impl Told<'_> {
    pub(super) fn json(&self) -> Json {
        let instance = &self.problem.instance;
        let board = Board::of(instance, self.plan);
        let texts = |list: &[String]| Json::List(list.iter().map(Json::text).collect());
        let whole = |count: u32| Json::whole(count as usize);
        let held = (0..instance.accounts()).filter(|account| instance.today(*account).is_some());
        let (accounts, value) = held.fold((0.0, 0.0), |(count, sum), it| (count + 1.0, sum + instance.value(it)));
        let part = |is: f64, all: f64| if all > 0.0 { number(is / all, FINE) } else { Json::Null };
        let attributes =
            instance.attributes.iter().enumerate().zip(&board.fairness).map(|((at, attribute), fairness)| {
                let deviations = board.reps.iter().filter_map(|rep| rep.index.get(at).copied().flatten());
                let largest = deviations.map(|index| (index / 100.0 - 1.0).abs()).fold(0.0, f64::max);
                Json::Object(vec![
                    ("name", Json::text(&attribute.name)),
                    ("largest_deviation", number(largest, FINE)),
                    ("cv", number(fairness.cv, FINE)),
                    ("gini", number(fairness.gini, FINE)),
                    ("max_over_min", fairness.max_over_min.map_or(Json::Null, |it| number(it, FINE))),
                ])
            });
        let reps = self.problem.reps.iter().zip(&board.reps).map(|(name, line)| {
            Json::Object(vec![
                ("rep", Json::text(name)),
                ("accounts", whole(line.accounts)),
                ("sums", Json::List(line.sums.iter().map(|it| number(*it, COARSE)).collect())),
                (
                    "index",
                    Json::List(line.index.iter().map(|it| it.map_or(Json::Null, |it| number(it, COARSE))).collect()),
                ),
                ("distance_km", number(line.distance_km, COARSE)),
                ("gained", whole(line.gained)),
                ("lost", whole(line.lost)),
            ])
        });
        let today = accounts > 0.0;
        Json::Object(vec![
            ("remit", Json::text("assignment")),
            ("accounts", Json::whole(instance.accounts())),
            ("reps", Json::whole(instance.reps.len())),
            ("objective", Json::text(self.objective)),
            ("objective_value", number(self.score.objective, FINE)),
            ("band", number(instance.half_width(), FINE)),
            ("seed", Json::Number(self.seed.to_string())),
            ("iterations", Json::Number(self.progress.iterations.to_string())),
            ("proven_best", Json::Bool(self.progress.proven)),
            ("feasible", Json::Bool(self.score.breaches.none())),
            ("violation", number(self.score.breaches.total(), FINE)),
            ("broken", texts(&self.broken)),
            ("problems", texts(&self.sentences)),
            ("lines_left_out", Json::whole(self.problem.troubles)),
            ("distance_km", number(self.score.distance_km, COARSE)),
            ("moved_accounts", part(f64::from(self.score.moved_accounts), accounts)),
            ("moved_value", part(self.score.moved_value, value)),
            ("today", if today { state(&score(instance, &instance.plan_of_today())) } else { Json::Null }),
            ("balance", Json::List(attributes.collect())),
            ("by_rep", Json::List(reps.collect())),
        ])
    }
}

fn state(score: &Score) -> Json {
    Json::Object(vec![
        ("objective_value", number(score.objective, FINE)),
        ("violation", number(score.breaches.total(), FINE)),
        ("distance_km", number(score.distance_km, COARSE)),
        ("largest_deviation", number(score.breaches.largest_deviation, FINE)),
    ])
}
