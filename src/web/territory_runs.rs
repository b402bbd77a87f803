//! Searching for a territory plan without keeping the page waiting: in a worker, or, where none starts, on the page itself in small pieces.
//!
//! ```ignore
//! let run = territory_runs::start(instance, seed, Limit { seconds: Some(5.0), passes: None });
//! view! { {move || run.state.get() ...} {move || run.incumbent.get() ...} }
//! ```

use super::port::clock;
use super::port::worker::Helper;
use crate::territory::Instance;
use crate::territory::Progress;
use crate::territory::protocol::{Incumbent, Limit, PROTOCOL, Reply, Request, Talk};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// The script that trunk makes of `src/bin/worker.rs`. Its name says nothing of its version, so the question mark does.
const SCRIPT: &str = concat!("./worker_loader.js?", env!("CARGO_PKG_VERSION"));

/// How long a piece of work on the page itself takes: a frame stays possible.
const PIECE_MILLISECONDS: f64 = 10.0;

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    /// It searches.
    Running,
    /// It reached its limit.
    Done,
    /// Nothing better exists.
    Proven,
    /// It was stopped; the last plan found stays.
    Stopped,
}

impl RunState {
    /// Whether it searches no more.
    pub const fn is_over(self) -> bool {
        match self {
            RunState::Running => false,
            RunState::Done | RunState::Proven | RunState::Stopped => true,
        }
    }
}

/// A run on its way. Its signals live as long as any copy of it; it is kept in a `StoredValue::new_local`, since workers belong to one thread.
/// When the last copy goes, so does the worker.
#[derive(Clone)]
pub struct RunHandle {
    /// How far it has come.
    pub progress: ArcRwSignal<Option<Progress>>,
    /// The best plan so far; never worse than today's.
    pub incumbent: ArcRwSignal<Option<Incumbent>>,
    /// How it stands.
    pub state: ArcRwSignal<RunState>,
    /// Whether it runs on the page itself, which is slower: no worker of this version could be started.
    pub on_the_page: ArcRwSignal<bool>,
    line: Rc<Line>,
}

/// What holds the worker, and tells the pieces on the page to end.
#[derive(Default)]
struct Line {
    helper: RefCell<Option<Helper>>,
    over: Cell<bool>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.over.set(true);
    }
}

impl RunHandle {
    /// Stops it at once. The last plan found stays.
    pub fn stop(&self) {
        if !self.state.get_untracked().is_over() {
            self.end(RunState::Stopped);
        }
    }

    fn end(&self, state: RunState) {
        self.line.over.set(true);
        // Its closures may be what runs right now, so the worker ends here and is dropped with the handle.
        if let Ok(helper) = self.line.helper.try_borrow()
            && let Some(helper) = helper.as_ref()
        {
            helper.end();
        }
        self.state.set(state);
    }

    fn hear(&self, reply: Reply) {
        match reply {
            Reply::Progress { progress, .. } => self.progress.set(Some(progress)),
            Reply::Found(found) => self.incumbent.set(Some(*found)),
            Reply::Done { progress, .. } => {
                self.progress.set(Some(progress));
                self.end(if progress.proven { RunState::Proven } else { RunState::Done });
            }
            Reply::Ready { .. } | Reply::Refused { .. } => {}
        }
    }
}

/// A run as its own worker sees it: it must not keep the handle alive, or the worker would never end.
#[derive(Clone)]
struct Ear {
    progress: ArcRwSignal<Option<Progress>>,
    incumbent: ArcRwSignal<Option<Incumbent>>,
    state: ArcRwSignal<RunState>,
    on_the_page: ArcRwSignal<bool>,
    line: std::rc::Weak<Line>,
}

impl Ear {
    fn of(handle: &RunHandle) -> Ear {
        Ear {
            progress: handle.progress.clone(),
            incumbent: handle.incumbent.clone(),
            state: handle.state.clone(),
            on_the_page: handle.on_the_page.clone(),
            line: Rc::downgrade(&handle.line),
        }
    }

    /// The run, unless it is over or nobody wants it any more.
    fn handle(&self) -> Option<RunHandle> {
        let line = self.line.upgrade().filter(|line| !line.over.get())?;
        Some(RunHandle {
            progress: self.progress.clone(),
            incumbent: self.incumbent.clone(),
            state: self.state.clone(),
            on_the_page: self.on_the_page.clone(),
            line,
        })
    }
}

/// Sets out for a better plan.
pub fn start(instance: Instance, seed: u64, limit: Limit) -> RunHandle {
    let handle = RunHandle {
        progress: ArcRwSignal::new(None),
        incumbent: ArcRwSignal::new(None),
        state: ArcRwSignal::new(RunState::Running),
        on_the_page: ArcRwSignal::new(false),
        line: Rc::default(),
    };
    let request = Rc::new(Request { protocol: PROTOCOL, run: 1, instance, seed, limit });
    let helper = {
        let (ear, asked) = (Ear::of(&handle), Rc::clone(&request));
        let (deaf, late) = (Ear::of(&handle), Rc::clone(&request));
        let said = move |text: String| {
            let Some(handle) = ear.handle() else { return };
            match serde_json::from_str(&text) {
                Ok(Reply::Ready { protocol: PROTOCOL }) => ask(&handle, &asked),
                // A worker of another version, from some cache.
                Ok(Reply::Ready { .. } | Reply::Refused { .. }) | Err(_) => on_the_page(&handle, &asked),
                Ok(reply) => handle.hear(reply),
            }
        };
        let failed = move || {
            if let Some(handle) = deaf.handle() {
                on_the_page(&handle, &late);
            }
        };
        Helper::start(SCRIPT, said, failed)
    };
    match helper {
        Some(helper) => *handle.line.helper.borrow_mut() = Some(helper),
        None => on_the_page(&handle, &request),
    }
    handle
}

fn ask(handle: &RunHandle, request: &Request) {
    if let (Ok(text), Ok(helper)) = (serde_json::to_string(request), handle.line.helper.try_borrow())
        && let Some(helper) = helper.as_ref()
    {
        helper.ask(&text);
    }
}

/// The same search on the page, a few milliseconds at a time.
fn on_the_page(handle: &RunHandle, request: &Request) {
    if handle.on_the_page.get_untracked() {
        return;
    }
    if let Ok(helper) = handle.line.helper.try_borrow()
        && let Some(helper) = helper.as_ref()
    {
        helper.end();
    }
    handle.on_the_page.set(true);
    piece(Ear::of(handle), Talk::new(request), clock::milliseconds());
}

fn piece(ear: Ear, mut talk: Talk, start: f64) {
    let next = move || {
        let Some(handle) = ear.handle() else { return };
        let since = clock::milliseconds();
        let seconds = || (clock::milliseconds() - start) / 1000.0;
        while !talk.over(seconds()) && clock::milliseconds() - since < PIECE_MILLISECONDS {
            talk.pass();
        }
        let now = seconds();
        talk.say(now).into_iter().for_each(|reply| handle.hear(reply));
        if !talk.over(now) {
            piece(ear, talk, start);
        }
    };
    set_timeout(next, Duration::from_millis(1));
}
