//! Undo and redo.

use crate::edit::command::{Command, EditError, apply};
use crate::model::Document;

/// What a history remembers: a change of something, whose application gives the change that takes it back.
pub trait Change: Sized {
    /// What is changed.
    type Of;
    /// Why it was not.
    type Error;
    /// What it does, for the undo list.
    fn label(&self, of: &Self::Of) -> String;
    /// Applies it and gives its inverse. On an error nothing has changed.
    fn apply(self, of: &mut Self::Of) -> Result<Self, Self::Error>;
}

impl Change for Command {
    type Of = Document;
    type Error = EditError;

    fn label(&self, document: &Document) -> String {
        Command::label(self, document)
    }

    fn apply(self, document: &mut Document) -> Result<Command, EditError> {
        apply(document, self)
    }
}

/// A change that can be undone.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<C = Command> {
    /// What it did.
    pub label: String,
    command: C,
    /// Keystrokes in one field share a key and become one step.
    key: Option<String>,
    /// A name to ask for the step by.
    mark: Option<u64>,
}

/// Where a step is that was given a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// It is made.
    Made,
    /// It was taken back, and can be made again.
    TakenBack,
    /// It is forgotten: other steps were made in its place, or so many after it.
    Gone,
}

/// Steps behind and ahead. It belongs to one document (or one profile); replacing that starts a new history.
#[derive(Clone, Debug, PartialEq)]
pub struct History<C = Command> {
    undo: Vec<Step<C>>,
    redo: Vec<Step<C>>,
}

impl<C> Default for History<C> {
    fn default() -> Self {
        History { undo: Vec::new(), redo: Vec::new() }
    }
}

/// Steps kept. A step of ten thousand accounts shares them, so even long histories stay small.
const KEPT: usize = 500;

impl<C: Change> History<C> {
    /// Applies a command and remembers how to undo it. Commands with the same `key` in a row become one step, until [`History::seal`].
    pub fn dispatch(&mut self, document: &mut C::Of, command: C, key: Option<&str>) -> Result<(), C::Error> {
        let label = command.label(document);
        let inverse = command.apply(document)?;
        self.redo.clear();
        let continues = key.is_some() && self.undo.last().is_some_and(|step| step.key.as_deref() == key);
        if !continues {
            self.undo.push(Step { label, command: inverse, key: key.map(str::to_owned), mark: None });
            if self.undo.len() > KEPT {
                self.undo.remove(0);
            }
        }
        Ok(())
    }

    /// Ends a run of keystrokes: the next command begins a step of its own.
    pub fn seal(&mut self) {
        if let Some(step) = self.undo.last_mut() {
            step.key = None;
        }
    }

    /// Gives the last step a name.
    pub fn mark(&mut self, mark: u64) {
        if let Some(step) = self.undo.last_mut() {
            step.mark = Some(mark);
        }
    }

    /// Where the step with this name is.
    pub fn marked(&self, mark: u64) -> Marked {
        let has = |steps: &[Step<C>]| steps.iter().any(|step| step.mark == Some(mark));
        match (has(&self.undo), has(&self.redo)) {
            (true, _) => Marked::Made,
            (false, true) => Marked::TakenBack,
            (false, false) => Marked::Gone,
        }
    }

    /// Takes the last step back; gives its label.
    pub fn undo(&mut self, document: &mut C::Of) -> Option<String> {
        let step = self.undo.pop()?;
        let command = step.command.apply(document).ok()?;
        let label = step.label.clone();
        self.redo.push(Step { command, key: None, ..step });
        Some(label)
    }

    /// Does again what was undone; gives its label.
    pub fn redo(&mut self, document: &mut C::Of) -> Option<String> {
        let step = self.redo.pop()?;
        let command = step.command.apply(document).ok()?;
        let label = step.label.clone();
        self.undo.push(Step { command, key: None, ..step });
        Some(label)
    }

    /// The labels of all steps that were made, the first one first, and of those that were taken back, the next one first.
    pub fn steps(&self) -> (Vec<String>, Vec<String>) {
        let label = |step: &Step<C>| step.label.clone();
        (self.undo.iter().map(label).collect(), self.redo.iter().rev().map(label).collect())
    }

    /// Goes back or forward until so many steps are made; whether anything changed.
    pub fn go(&mut self, document: &mut C::Of, made: usize) -> bool {
        let before = self.undo.len();
        while self.undo.len() > made && self.undo(document).is_some() {}
        while self.undo.len() < made && self.redo(document).is_some() {}
        self.undo.len() != before
    }

    /// The label of what undo would take back.
    pub fn next_undo(&self) -> Option<&str> {
        self.undo.last().map(|step| step.label.as_str())
    }

    /// The label of what redo would do again.
    pub fn next_redo(&self) -> Option<&str> {
        self.redo.last().map(|step| step.label.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{InputValue, sample};
    use crate::units::Rate;

    fn win_rate(document: &Document) -> Rate {
        document.segments[0].pipeline.win_rate
    }

    #[test]
    fn keystrokes_in_one_field_are_one_step() {
        let mut document = sample::company();
        let before = document.clone();
        let mut history = History::default();
        let path = "segment/smb/pipeline/win_rate";
        for percent in [2, 25] {
            let command = Command::set(path, InputValue::Rate(Rate::percent(percent)));
            history.dispatch(&mut document, command, Some(path)).unwrap();
        }
        assert_eq!(win_rate(&document), Rate::percent(25));
        assert_eq!(history.undo(&mut document).as_deref(), Some("SMB: win rate"));
        assert_eq!(document, before);
        assert_eq!(history.redo(&mut document).as_deref(), Some("SMB: win rate"));
        assert_eq!(win_rate(&document), Rate::percent(25));
    }

    #[test]
    fn one_goes_to_any_step_and_every_one_on_the_way_can_be_gone_to_again() {
        let mut document = sample::company();
        let mut history = History::default();
        let mut states = vec![document.clone()];
        for percent in [21, 22, 23, 24] {
            let command = Command::set("segment/smb/pipeline/win_rate", InputValue::Rate(Rate::percent(percent)));
            history.dispatch(&mut document, command, None).unwrap();
            states.push(document.clone());
        }
        let other = sample::empty();
        history
            .dispatch(&mut document, Command::batch("restore", vec![Command::Whole(Box::new(other.clone()))]), None)
            .unwrap();
        assert_eq!((document.name.as_str(), &document.seats), (states[0].name.as_str(), &other.seats));
        states.push(document.clone());
        for made in [2, 5, 0, 3, 3, 1, 4] {
            let (before, _) = history.steps();
            assert_eq!(history.go(&mut document, made), before.len() != made);
            assert_eq!(document, states[made], "{made}");
            let (behind, ahead) = history.steps();
            assert_eq!((behind.len(), ahead.len()), (made, 5 - made));
            assert_eq!(ahead.last().or(behind.last()).map(String::as_str), Some("restore"));
        }
        assert!(history.go(&mut document, 99), "as far as there are steps");
        assert_eq!(document, states[5]);
    }

    #[test]
    fn a_named_step_is_found_wherever_it_is() {
        let mut document = sample::company();
        let mut history = History::default();
        let mut rename = |history: &mut History, name: &str| {
            history.dispatch(&mut document, Command::Rename(name.into()), None).unwrap();
        };
        rename(&mut history, "one");
        history.mark(7);
        rename(&mut history, "two");
        assert_eq!((history.marked(7), history.marked(8)), (Marked::Made, Marked::Gone));
        assert!(history.go(&mut document, 0));
        assert_eq!(history.marked(7), Marked::TakenBack);
        assert!(history.go(&mut document, 1));
        assert_eq!((history.marked(7), document.name.as_str()), (Marked::Made, "one"));
        assert!(history.go(&mut document, 0));
        history.dispatch(&mut document, Command::Rename("other".into()), None).unwrap();
        assert_eq!(history.marked(7), Marked::Gone);
    }

    #[test]
    fn a_batch_that_fails_changes_nothing() {
        let mut document = sample::company();
        let before = document.clone();
        let bad = Command::set("segment/smb/pipeline/win_rate", InputValue::Rate(Rate::percent(250)));
        let batch = Command::batch("two", vec![Command::Rename("x".into()), bad]);
        let error = History::default().dispatch(&mut document, batch, None).unwrap_err();
        assert_eq!(error.to_string(), "segment/smb/pipeline/win_rate: must lie between 0 % and 100 %");
        assert_eq!(document, before);
    }
}
