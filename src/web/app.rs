//! The state of the application: one document, what follows from it, and how it changes.
//!
//! Invariant: a document changes only through [`App::dispatch`], [`App::type_in`], undo and redo, or by being opened whole.

mod left_steps;
mod notices;

use crate::edit::{Command, History, Marked};
use crate::engine::{Checks, Env, Metric, Outcome, Scope, Span, evaluate_checked};
use crate::model::{Document, Input, InputValue, Problem, get_input, inputs_apart_from_seats};
use crate::present::staffing::seat_named_in;
use crate::present::{Locale, Route, figure};
pub use crate::text::sentence;
use crate::text::tr;
use crate::web::cabinet::Cabinet;
use crate::web::finder::Window;
use crate::web::port::{dom, preference};
use crate::web::shelf::Shelf;
use crate::web::ui::{ChartSource, Holds, Saving, Toast};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Cells or rows from which on a step changes so much that a snapshot of what was before is worth its room.
const MANY: usize = 20;

/// What is explained beside the page: a metric of someone in some months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which figure.
    pub metric: Metric,
    /// Of whom.
    pub scope: Scope,
    /// When.
    pub span: Span,
}

/// Steps of a page that keeps something else than the document: while it is on screen, undo and redo are its own.
#[derive(Clone)]
pub struct PageSteps {
    /// Takes the last step back.
    pub undo: Arc<dyn Fn() + Send + Sync>,
    /// Does again what was undone.
    pub redo: Arc<dyn Fn() + Send + Sync>,
    /// Labels of what they would do.
    pub next: Signal<(Option<String>, Option<String>)>,
}

/// Hears of a change by the key that keystrokes in one field share.
pub type Heard = dyn Fn(Option<&str>) + Send + Sync;

/// Where changes go of a document that is part of something else.
#[derive(Clone)]
pub struct Sink {
    /// The document has changed.
    pub changed: Arc<Heard>,
    /// A run of keystrokes has ended.
    pub sealed: Arc<dyn Fn() + Send + Sync>,
}

/// What a page keeps while another one is on screen.
pub type Kept = Arc<dyn std::any::Any + Send + Sync>;

/// The state, handed down as context. Copying it copies handles.
#[derive(Clone, Copy)]
pub struct App {
    /// What the user entered.
    pub document: RwSignal<Document>,
    /// What follows from it.
    pub outcome: Memo<Arc<Outcome>>,
    /// Every numeric input by its path, but those of seats: a large team has thousands, of which a page shows a few.
    pub inputs: Memo<Arc<HashMap<String, Input>>>,
    /// How numbers are written and read.
    pub locale: RwSignal<Locale>,
    /// The page on screen.
    pub route: Memo<Route>,
    /// The figure whose explanation is open.
    pub asked: RwSignal<Option<Asked>>,
    /// The table of which a figure is explained, by its number.
    pub answers: RwSignal<usize>,
    /// The notice at the foot of the page.
    pub toast: RwSignal<Option<Toast>>,
    /// Labels of what undo and redo would do.
    pub next: RwSignal<(Option<String>, Option<String>)>,
    /// Whether what was entered is kept.
    pub saving: RwSignal<Saving>,
    /// Scenarios and where they are kept.
    pub shelf: Shelf,
    /// Changes when another document is opened, so that figures settle at once.
    pub scene: RwSignal<String>,
    /// Undo and redo of the page on screen, where it has its own.
    pub steps: RwSignal<Option<PageSteps>>,
    /// The window over the page, if one is open.
    pub window: RwSignal<Window>,
    /// What the page of roles and offers keeps while another one is on screen.
    pub kept: StoredValue<Option<Kept>>,
    /// What the page of comparison keeps of the other scenarios while another page is on screen.
    pub compared: StoredValue<Option<Kept>>,
    /// Where changes go, where the document is not a scenario.
    sink: StoredValue<Option<Sink>>,
    checks: Checks,
    history: StoredValue<History>,
    left: StoredValue<Vec<left_steps::LeftSteps>>,
    /// Counts how often steps were taken back or made again, for what must not outlive that.
    pub stepped: RwSignal<u32>,
}

impl App {
    /// Starts the application: opens the last scenario, or the sample on the first visit.
    pub fn start(cabinet: Box<dyn Cabinet>) -> App {
        let locale = RwSignal::new(Locale::for_tag(&preference::tag()));
        let today = today();
        let checks = cabinet.checks();
        let (shelf, document, notice) = Shelf::open(cabinet);
        let document = RwSignal::new(document);
        let outcome = Memo::new_with_compare(
            move |_| Arc::new(document.with(|document| evaluate_checked(document, &Env { today }, checks))),
            |_, _| true,
        );
        let inputs = Memo::new_with_compare(
            move |_| {
                let list = document.with(inputs_apart_from_seats);
                Arc::new(list.into_iter().map(|input| (input.path.clone(), input)).collect::<HashMap<_, _>>())
            },
            |_, _| true,
        );
        let hash = dom::hash_signal();
        let app = App {
            document,
            outcome,
            inputs,
            locale,
            route: Memo::new(move |_| Route::parse(&hash.get())),
            asked: RwSignal::new(None),
            answers: RwSignal::new(0),
            toast: RwSignal::new(notice.map(|text| Toast { text, offer: None })),
            next: RwSignal::new((None, None)),
            saving: RwSignal::new(shelf.state_at_start()),
            shelf,
            scene: RwSignal::new(shelf.current_id().unwrap_or_default()),
            steps: RwSignal::new(None),
            window: RwSignal::new(Window::Nothing),
            kept: StoredValue::new(None),
            compared: StoredValue::new(None),
            sink: StoredValue::new(None),
            checks,
            history: StoredValue::new(History::default()),
            left: StoredValue::new(Vec::new()),
            stepped: RwSignal::new(0),
        };
        provide_context(app);
        provide_context(ChartSource {
            name: Signal::derive(move || document.with(|it| it.name.clone())),
            failed: Callback::new(move |text: String| app.tell(text)),
        });
        app.shelf.watch(app);
        let page = Memo::new(move |_| app.route.with(Route::page));
        Effect::new(move |before: Option<()>| {
            // Read, not only tracked: a memo that nobody reads never runs.
            let _ = page.get();
            if before.is_some() {
                app.forget_offers(|holds| holds == Holds::OnPage);
            }
        });
        Effect::new(move |_| dom::set_title(&[document.with(|it| it.name.clone()).as_str(), tr!(" - Remit")].concat()));
        app
    }

    /// The application around another document, such as that of an offer: what edits a scenario edits it the same way, and its changes go
    /// to `sink`.
    pub fn beside(self, document: RwSignal<Document>, route: Route, sink: Sink) -> App {
        let (today, checks) = (today(), self.checks);
        let outcome = Memo::new_with_compare(
            move |_| Arc::new(document.with(|document| evaluate_checked(document, &Env { today }, checks))),
            |_, _| true,
        );
        let inputs = Memo::new_with_compare(
            move |_| {
                let list = document.with(inputs_apart_from_seats);
                Arc::new(list.into_iter().map(|input| (input.path.clone(), input)).collect::<HashMap<_, _>>())
            },
            |_, _| true,
        );
        App {
            document,
            outcome,
            inputs,
            route: Memo::new(move |_| route.clone()),
            asked: RwSignal::new(None),
            scene: RwSignal::new(String::new()),
            sink: StoredValue::new(Some(sink)),
            history: StoredValue::new(History::default()),
            ..self
        }
    }

    /// The application, from any component below it.
    pub fn here() -> App {
        expect_context::<App>()
    }

    /// Changes the document; says so if it cannot.
    pub fn dispatch(self, command: Command) {
        _ = self.change(command, None);
        self.seal();
    }

    /// Changes the document and offers to take it back in a notice.
    pub fn dispatch_with_undo(self, command: Command, told: impl Into<String>) {
        let changed = self.change(command, None);
        self.seal();
        if changed {
            self.tell_undo(told);
        }
    }

    /// The same for a step that changes much, such as an import or a goal that was sought: what the scenario was before is kept as a
    /// snapshot. Every such step goes this way.
    pub fn dispatch_risky(self, command: Command, told: impl Into<String>) {
        self.dispatch_many_with_undo(command, MANY, told);
    }

    /// A step that changes so many cells or rows, with an offer to take it back in a notice.
    pub fn dispatch_many_with_undo(self, command: Command, count: usize, told: impl Into<String>) {
        if self.dispatch_many(command, count) {
            self.tell_undo(told);
        }
    }

    /// The same without a notice, as for a pasted block: from many on it is kept what the scenario was before. Whether it changed.
    pub fn dispatch_many(self, command: Command, count: usize) -> bool {
        let before = (count >= MANY && self.sink.with_value(Option::is_none)).then(|| {
            let before = self.document.get_untracked();
            let step = command.label(&before);
            (before, step)
        });
        let changed = self.change(command, None);
        self.seal();
        if let Some((before, step)) = before.filter(|_| changed) {
            self.shelf.keep_before(before, step);
        }
        changed
    }

    /// Names the last step, so that it can be asked about when it was taken back.
    pub fn mark_step(self, mark: u64) {
        self.history.update_value(|history| history.mark(mark));
    }

    /// Where the step with a name is now.
    pub fn step_marked(self, mark: u64) -> Marked {
        self.history.with_value(|history| history.marked(mark))
    }

    /// A keystroke in a field: steps with the same key are one step, until [`App::seal`].
    pub fn type_in(self, command: Command, key: &str) {
        _ = self.change(command, Some(key));
    }

    /// Ends a run of keystrokes.
    pub fn seal(self) {
        self.history.update_value(History::seal);
        if let Some(sink) = self.sink.get_value() {
            (sink.sealed)();
        }
    }

    /// Whether the document was changed.
    fn change(self, command: Command, key: Option<&str>) -> bool {
        let mut told = None;
        self.document.maybe_update(|document| {
            let result = self.history.try_update_value(|history| history.dispatch(document, command, key));
            match result {
                Some(Err(error)) => {
                    told = Some(error.to_string());
                    false
                }
                Some(Ok(())) | None => true,
            }
        });
        match told {
            Some(text) => {
                self.tell(text);
                false
            }
            None => {
                self.forget_undo();
                match self.sink.get_value() {
                    Some(sink) => (sink.changed)(key),
                    None => self.after_change(),
                }
                true
            }
        }
    }

    /// Takes the last step back.
    pub fn undo(self) {
        match self.steps.get_untracked() {
            Some(steps) => (steps.undo)(),
            None => self.undo_step(),
        }
    }

    /// Takes the last step of the document back, whatever page is on screen.
    fn undo_step(self) {
        self.step(History::undo, tr!("Undone: "));
    }

    /// Does again what was undone.
    pub fn redo(self) {
        match self.steps.get_untracked() {
            Some(steps) => (steps.redo)(),
            None => self.step(History::redo, tr!("Done again: ")),
        }
    }

    /// Labels of what undo and redo would do on the page on screen.
    pub fn next_steps(self) -> (Option<String>, Option<String>) {
        self.steps.get().map_or_else(|| self.next.get(), |steps| steps.next.get())
    }

    /// Labels of the steps of the open scenario that were made, the first one first, and of those taken back, the next one first.
    pub fn made_steps(self) -> (Vec<String>, Vec<String>) {
        self.next.track();
        self.history.with_value(History::steps)
    }

    /// Goes back or forward until so many steps are made.
    pub fn go_to_step(self, made: usize) {
        let mut moved = false;
        self.document.maybe_update(|document| {
            moved = self.history.try_update_value(|history| history.go(document, made)).unwrap_or(false);
            moved
        });
        if moved {
            self.forget_undo();
            self.stepped.update(|it| *it += 1);
            self.after_change();
            self.shelf.follow_base(self);
        }
    }

    fn step(self, step: fn(&mut History, &mut Document) -> Option<String>, told: &str) {
        let mut label = None;
        self.document.maybe_update(|document| {
            label = self.history.try_update_value(|history| step(history, document)).flatten();
            label.is_some()
        });
        if let Some(label) = label {
            self.tell([told, &label].concat());
            self.stepped.update(|it| *it += 1);
            self.after_change();
            self.shelf.follow_base(self);
        }
    }

    fn after_change(self) {
        self.name_next_steps();
        self.shelf.changed(self);
    }

    fn name_next_steps(self) {
        self.next
            .set(self.history.with_value(|history| {
                (history.next_undo().map(str::to_owned), history.next_redo().map(str::to_owned))
            }));
    }

    /// Shows another document: figures settle at once, and undo starts afresh.
    pub fn show(self, document: Document, scene: String) {
        self.history.set_value(History::default());
        self.next.set((None, None));
        self.asked.set(None);
        self.scene.set(scene);
        self.document.set(document);
    }

    /// What follows from another document, such as one that came in a link.
    pub fn reckon(self, document: &Document) -> Outcome {
        evaluate_checked(document, &Env { today: today() }, self.checks)
    }

    /// An input by its path.
    pub fn input(self, path: &str) -> Option<Input> {
        if path.starts_with("seat/") {
            return self.document.with(|document| get_input(document, path));
        }
        self.inputs.with(|inputs| inputs.get(path).cloned())
    }

    /// Reads the text typed for an input and sets it. What cannot be read is told and changes nothing.
    pub fn enter(self, path: &str, text: &str, is_final: bool) -> Result<(), String> {
        let Some(input) = untrack(|| self.input(path)) else {
            return Err(tr!("This is no longer there.").into());
        };
        let value = self.read(&input, text)?;
        if value != input.value {
            self.type_in(Command::set(path, value), path);
        }
        if is_final {
            self.seal();
        }
        Ok(())
    }

    /// Reads a text as the value of an input, within its bounds.
    pub fn read(self, input: &Input, text: &str) -> Result<InputValue, String> {
        let currency = self.document.with_untracked(|document| document.settings.currency);
        let value = self.locale.with_untracked(|locale| figure::read(text, input, locale, currency))?;
        input.check(value).map_err(|error| sentence(&error.to_string()))?;
        Ok(value)
    }

    /// What is wrong at a path.
    pub fn problem_at(self, path: &str) -> Option<String> {
        self.outcome.with(|outcome| {
            outcome.problems.iter().find(|problem| problem.at == path).map(|problem| self.told(problem))
        })
    }

    /// A problem as a sentence, its numbers as the reader writes them.
    pub fn told(self, problem: &Problem) -> String {
        sentence(&crate::present::problem::in_locale(&problem.text, &self.locale.get()))
    }

    /// What a problem is about, by name: the input, or the person or open seat it stands at.
    pub fn place_of(self, problem: &Problem) -> String {
        let label = self.input(&problem.at).map(|it| it.label);
        label.or_else(|| self.document.with(|it| seat_named_in(it, &problem.at))).unwrap_or_else(|| problem.at.clone())
    }

    /// All problems.
    pub fn problems(self) -> Vec<Problem> {
        self.outcome.with(|outcome| outcome.problems.clone())
    }
}

/// Today, in local time.
pub fn today() -> NaiveDate {
    let (year, month, day) = dom::local_date();
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
