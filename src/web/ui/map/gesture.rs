//! What pointers do on a map: move it, draw round accounts, carry accounts away, pinch.

use crate::present::map::{Lasso, Spot, View};

/// A press that moves no further than this is a click.
const CLICK: f64 = 4.0;

/// What is going on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Doing {
    /// Nothing.
    #[default]
    Nothing,
    /// Pressed, and not moved yet.
    Press {
        /// Where.
        at: Spot,
        /// A selected account lies there.
        on_selected: bool,
    },
    /// Moves the map.
    Pan,
    /// Draws round accounts.
    Lasso(Lasso),
    /// Carries the selected accounts.
    Carry,
    /// Two fingers.
    Pinch,
}

/// What a movement asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Move {
    /// Nothing visible.
    None,
    /// Another view.
    View(View),
    /// The lasso grew.
    Lasso,
    /// The carried accounts are elsewhere.
    Carry,
}

/// The pointers that are down, and what they do.
#[derive(Clone, Debug, Default)]
pub(super) struct Gesture {
    pointers: Vec<(i32, Spot)>,
    pub(super) doing: Doing,
}

impl Gesture {
    /// A pointer goes down.
    pub(super) fn down(&mut self, id: i32, at: Spot, with_lasso: bool, on_selected: bool) {
        self.pointers.retain(|it| it.0 != id);
        self.pointers.push((id, at));
        self.doing = match self.pointers.len() {
            1 if with_lasso => {
                let mut lasso = Lasso::default();
                lasso.draw_to(at);
                Doing::Lasso(lasso)
            }
            1 => Doing::Press { at, on_selected },
            _more => Doing::Pinch,
        };
    }

    /// A pointer moves; nothing while it is not down.
    pub(super) fn moved(&mut self, id: i32, at: Spot, view: View) -> Move {
        let before = self.pointers.clone();
        let Some(pointer) = self.pointers.iter_mut().find(|it| it.0 == id) else { return Move::None };
        let last = std::mem::replace(&mut pointer.1, at);
        match &mut self.doing {
            Doing::Nothing => Move::None,
            Doing::Press { at: from, on_selected } => {
                if from.distance(at) < CLICK {
                    return Move::None;
                }
                let (from, carries) = (*from, *on_selected);
                self.doing = if carries { Doing::Carry } else { Doing::Pan };
                if carries { Move::Carry } else { Move::View(view.panned(at.x - from.x, at.y - from.y)) }
            }
            Doing::Pan => Move::View(view.panned(at.x - last.x, at.y - last.y)),
            Doing::Lasso(lasso) => {
                lasso.draw_to(at);
                Move::Lasso
            }
            Doing::Carry => Move::Carry,
            Doing::Pinch => match (before.as_slice(), self.pointers.as_slice()) {
                ([(_, a), (_, b), ..], [(_, c), (_, d), ..]) => {
                    let middle = |a: &Spot, b: &Spot| Spot::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
                    let (was, is) = (middle(a, b), middle(c, d));
                    let factor = (c.distance(*d) / a.distance(*b).max(1.0)).clamp(0.2, 5.0);
                    Move::View(view.panned(is.x - was.x, is.y - was.y).zoomed(factor, is))
                }
                _one => Move::None,
            },
        }
    }

    /// A pointer goes up or away: gives what it was doing.
    pub(super) fn up(&mut self, id: i32) -> Doing {
        self.pointers.retain(|it| it.0 != id);
        match self.pointers.len() {
            0 => std::mem::take(&mut self.doing),
            1 if self.doing == Doing::Pinch => {
                self.doing = Doing::Pan;
                Doing::Nothing
            }
            _more => Doing::Nothing,
        }
    }

    /// Lets go of everything.
    pub(super) fn cancel(&mut self) {
        self.pointers.clear();
        self.doing = Doing::Nothing;
    }

    /// The lasso as drawn so far, in pixels.
    pub(super) fn lasso(&self) -> Vec<Spot> {
        match &self.doing {
            Doing::Lasso(lasso) => lasso.points.clone(),
            Doing::Nothing | Doing::Press { .. } | Doing::Pan | Doing::Carry | Doing::Pinch => Vec::new(),
        }
    }
}
