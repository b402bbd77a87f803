//! What the page and the worker say to each other while a plan is searched for: JSON, one message at a time.
//!
//! The worker first says [`Reply::Ready`] with its [`PROTOCOL`]; a page of another version does not ask it anything. One worker does one run; to
//! stop it, the page ends the worker and keeps the last [`Reply::Found`].

use super::Plan;
use super::instance::Instance;
use super::measure::Score;
use super::solve::{Progress, Run};
use serde::{Deserialize, Serialize};

/// Changes whenever a message or an [`Instance`] changes its shape, or the search its way.
pub const PROTOCOL: u32 = 3;

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The version of the page.
    pub protocol: u32,
    /// The number of the run, which every reply repeats.
    pub run: u32,
    /// What is to be assigned.
    pub instance: Instance,
    /// The seed of the search.
    pub seed: u64,
    /// When to stop.
    pub limit: Limit,
}

/// When a run stops by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// After so many passes over the accounts.
    pub passes: Option<u64>,
    /// After so many seconds, at the end of a pass.
    pub seconds: Option<f64>,
}

impl Limit {
    /// Whether a run that has come so far, in so many seconds, is to stop.
    pub fn reached(&self, iterations: u64, seconds: f64) -> bool {
        self.passes.is_some_and(|most| iterations >= most) || self.seconds.is_some_and(|most| seconds >= most)
    }
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "say")]
pub enum Reply {
    /// It listens.
    Ready {
        /// The version of the worker.
        protocol: u32,
    },
    /// It goes on.
    Progress {
        /// The run.
        run: u32,
        /// How far it has come.
        progress: Progress,
    },
    /// The best plan so far.
    Found(Box<Incumbent>),
    /// It is done: the last plan found is the result.
    Done {
        /// The run.
        run: u32,
        /// How far it has come.
        progress: Progress,
    },
    /// The question was not understood.
    Refused {
        /// Why.
        text: String,
    },
}

/// A plan found on the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incumbent {
    /// The run.
    pub run: u32,
    /// After how many passes; repeating as many with the same seed gives the same plan.
    pub iterations: u64,
    /// For each account the rep.
    pub plan: Plan,
    /// How it measures up.
    pub score: Score,
}

/// A run that talks: the same for the worker and for the page itself where there is no worker.
#[derive(Clone, Debug)]
pub struct Talk {
    run: Run,
    number: u32,
    limit: Limit,
    last: Progress,
    begun: bool,
    unsaid: bool,
}

impl Talk {
    /// Begins what was asked for.
    pub fn new(request: &Request) -> Talk {
        let last = Progress { iterations: 0, finished: false, proven: false, improved: false };
        Talk {
            run: Run::new(&request.instance, request.seed),
            number: request.run,
            limit: request.limit,
            last,
            begun: false,
            unsaid: true,
        }
    }

    /// Whether the limit is reached, or nothing more can be found.
    pub fn over(&self, seconds: f64) -> bool {
        self.begun && (self.last.finished || self.limit.reached(self.last.iterations, seconds))
    }

    /// Goes on for one pass.
    pub fn pass(&mut self) {
        self.last = self.run.step(1);
        self.begun = true;
        self.unsaid |= self.last.improved;
    }

    /// What there is to say now: a better plan if there is one, then how far the run has come.
    pub fn say(&mut self, seconds: f64) -> Vec<Reply> {
        let mut replies = Vec::new();
        if std::mem::take(&mut self.unsaid) {
            let (plan, score) = self.run.best();
            let iterations = self.run.iterations();
            replies.push(Reply::Found(Box::new(Incumbent { run: self.number, iterations, plan, score })));
        }
        let (run, progress) = (self.number, self.last);
        replies.push(if self.over(seconds) {
            Reply::Done { run, progress }
        } else {
            Reply::Progress { run, progress }
        });
        replies
    }
}

#[cfg(test)]
mod tests {
    use super::super::instance::{Attribute, Slot};
    use super::*;

    fn request(limit: Limit) -> Request {
        let values = (0..40u32).map(|account| f64::from(account % 7 + 1)).collect();
        let points = (0..40u32).map(|account| Some((f64::from(account % 8), f64::from(account / 8)))).collect();
        let attribute = Attribute { name: "potential".to_owned(), values };
        let instance = Instance::of(points, vec![attribute], vec![Slot::default(); 3]);
        Request { protocol: PROTOCOL, run: 7, instance, seed: 5, limit }
    }

    #[test]
    fn what_was_found_last_is_the_plan_of_so_many_iterations() {
        let request = request(Limit { passes: Some(12), seconds: None });
        let text = serde_json::to_string(&request).unwrap();
        let mut talk = Talk::new(&serde_json::from_str::<Request>(&text).unwrap());
        let mut heard = Vec::new();
        while !talk.over(0.0) {
            (0..5).for_each(|_| {
                if !talk.over(0.0) {
                    talk.pass()
                }
            });
            heard.extend(talk.say(0.0));
        }
        let Some(Reply::Done { run: 7, progress }) = heard.last() else { panic!("{heard:?}") };
        assert_eq!(progress.iterations, 12);
        let found =
            heard.iter().rev().find_map(|reply| if let Reply::Found(found) = reply { Some(found) } else { None });
        let mut again = Run::new(&request.instance, 5);
        again.step(12);
        assert_eq!(found.map(|it| &it.plan), Some(&again.best().0));
        let reply = heard.first().unwrap();
        assert_eq!(&serde_json::from_str::<Reply>(&serde_json::to_string(reply).unwrap()).unwrap(), reply);
    }

    #[test]
    fn seconds_stop_a_run_at_the_end_of_a_pass() {
        let mut talk = Talk::new(&request(Limit { passes: None, seconds: Some(1.5) }));
        assert!(!talk.over(9.0), "at least one pass is made");
        talk.pass();
        assert!(!talk.over(1.4) && talk.over(1.5));
    }
}
