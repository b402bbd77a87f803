//! What is drawn, in meanings instead of colours.

use plotters::style::{RGBColor, ShapeStyle};

/// What a mark stands for. The stylesheet gives each its colour, in light, dark, print and forced colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// New business.
    New,
    /// Customers that came back.
    Reactivation,
    /// Expansion.
    Expansion,
    /// Price uplift.
    Price,
    /// Retention.
    Retention,
    /// Churn.
    Churn,
    /// Contraction.
    Contraction,
    /// Cost.
    Cost,
    /// Balances drawn as areas.
    Balance,
    /// The line one looks at, and the figures that matter most.
    Main,
    /// Text of second rank.
    Text2,
    /// Text of third rank.
    Text3,
    /// The line from which values are counted.
    Axis,
    /// Lines that help the eye.
    Grid,
    /// A target.
    Target,
    /// The months that pipeline limits, and their text.
    Pipeline,
    /// The months that selling capacity limits.
    Capacity,
    /// What wants attention: cliffs, gaps.
    Warn,
    /// Good against the target.
    Good,
    /// The paper.
    Panel,
    /// What one is at: the present plan, the selected month.
    Accent,
    /// The first of two compared.
    A,
    /// The second of two compared.
    B,
    /// Tells things apart without meaning money; so do the next seven.
    T1,
    /// Second of eight.
    T2,
    /// Third of eight.
    T3,
    /// Fourth of eight.
    T4,
    /// Fifth of eight.
    T5,
    /// Sixth of eight.
    T6,
    /// Seventh of eight.
    T7,
    /// Eighth of eight.
    T8,
    /// Much less than there was, as a shade under a figure.
    Loss3,
    /// Less.
    Loss2,
    /// A little less.
    Loss1,
    /// As much.
    Level,
    /// A little more.
    Gain1,
    /// Much more.
    Gain2,
}

impl Ink {
    /// All of them, in the order of their numbers in the drawing backend.
    const ALL: [Ink; 37] = [
        Ink::New,
        Ink::Reactivation,
        Ink::Expansion,
        Ink::Price,
        Ink::Retention,
        Ink::Churn,
        Ink::Contraction,
        Ink::Cost,
        Ink::Balance,
        Ink::Main,
        Ink::Text2,
        Ink::Text3,
        Ink::Axis,
        Ink::Grid,
        Ink::Target,
        Ink::Pipeline,
        Ink::Capacity,
        Ink::Warn,
        Ink::Good,
        Ink::Panel,
        Ink::Accent,
        Ink::A,
        Ink::B,
        Ink::T1,
        Ink::T2,
        Ink::T3,
        Ink::T4,
        Ink::T5,
        Ink::T6,
        Ink::T7,
        Ink::T8,
        Ink::Loss3,
        Ink::Loss2,
        Ink::Loss1,
        Ink::Level,
        Ink::Gain1,
        Ink::Gain2,
    ];

    /// The class that sets the custom property `--c` to its colour.
    pub const fn class(self) -> &'static str {
        match self {
            Ink::New => "c-new",
            Ink::Reactivation => "c-react",
            Ink::Expansion => "c-exp",
            Ink::Price => "c-price",
            Ink::Retention => "c-ret",
            Ink::Churn => "c-churn",
            Ink::Contraction => "c-con",
            Ink::Cost => "c-cost",
            Ink::Balance => "c-balance",
            Ink::Main => "c-ink",
            Ink::Text2 => "c-ink2",
            Ink::Text3 => "c-ink3",
            Ink::Axis => "c-axis",
            Ink::Grid => "c-grid",
            Ink::Target => "c-target",
            Ink::Pipeline => "c-pipeline",
            Ink::Capacity => "c-capacity",
            Ink::Warn => "c-warn",
            Ink::Good => "c-good",
            Ink::Panel => "c-panel",
            Ink::Accent => "c-accent",
            Ink::A => "c-a",
            Ink::B => "c-b",
            Ink::T1 => "c-t1",
            Ink::T2 => "c-t2",
            Ink::T3 => "c-t3",
            Ink::T4 => "c-t4",
            Ink::T5 => "c-t5",
            Ink::T6 => "c-t6",
            Ink::T7 => "c-t7",
            Ink::T8 => "c-t8",
            Ink::Loss3 => "c-loss3",
            Ink::Loss2 => "c-loss2",
            Ink::Loss1 => "c-loss1",
            Ink::Level => "c-level",
            Ink::Gain1 => "c-gain1",
            Ink::Gain2 => "c-gain2",
        }
    }

    /// The nth of the eight that tell things apart; they repeat after eight.
    pub fn of_thing(index: usize) -> Ink {
        Ink::ALL.get(Ink::T1 as usize + index % 8).copied().unwrap_or(Ink::T1)
    }

    fn number(self) -> u8 {
        self as u8
    }
}

/// How a line is interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// Dashes.
    Dashes,
    /// Dots.
    Dots,
    /// Dashes and dots in turn.
    DashDots,
}

impl Dash {
    const ALL: [Dash; 4] = [Dash::Solid, Dash::Dashes, Dash::Dots, Dash::DashDots];

    /// The nth kind of line, by which several curves differ without colour.
    pub fn of_thing(index: usize) -> Dash {
        Dash::ALL.get(index % 4).copied().unwrap_or(Dash::Solid)
    }

    /// The class that interrupts the line.
    pub const fn class(self) -> &'static str {
        match self {
            Dash::Solid => "",
            Dash::Dashes => " dash",
            Dash::Dots => " dots",
            Dash::DashDots => " dashdot",
        }
    }
}

/// How a line is drawn or an area filled. It travels through plotters as a colour: red is the ink, green the dash, blue whether it is
/// faint; the backend turns it back into classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    pub ink: Ink,
    pub dash: Dash,
    pub faint: bool,
    /// Tenths of a pixel.
    pub width: u32,
}

impl Pen {
    /// A hairline or a plain area.
    pub const fn of(ink: Ink) -> Pen {
        Pen { ink, dash: Dash::Solid, faint: false, width: 10 }
    }

    pub const fn dash(self, dash: Dash) -> Pen {
        Pen { dash, ..self }
    }

    pub const fn faint(self) -> Pen {
        Pen { faint: true, ..self }
    }

    /// A width in tenths of a pixel: 10, 15, 20, 24 or 60, as in the stylesheet.
    pub const fn width(self, tenths: u32) -> Pen {
        Pen { width: tenths, ..self }
    }

    pub fn style(self) -> ShapeStyle {
        ShapeStyle { stroke_width: self.width, ..ShapeStyle::from(&self.color()) }
    }

    pub fn color(self) -> RGBColor {
        RGBColor(self.ink.number(), self.dash as u8, u8::from(self.faint))
    }

    /// The pen that a colour in the backend stands for.
    pub fn from_color((ink, dash, faint): (u8, u8, u8), width: u32) -> Pen {
        Pen {
            ink: Ink::ALL.get(usize::from(ink)).copied().unwrap_or(Ink::Main),
            dash: Dash::ALL.get(usize::from(dash)).copied().unwrap_or(Dash::Solid),
            faint: faint > 0,
            width,
        }
    }

    /// The classes of a line drawn with it.
    pub fn line_class(self) -> String {
        let width = match self.width {
            0..=10 => "",
            11..=15 => " w15",
            16..=20 => " w2",
            21..=30 => " w24",
            _ => " w6",
        };
        format!("line {}{width}{}{}", self.ink.class(), self.dash.class(), if self.faint { " faint" } else { "" })
    }

    /// The classes of an area filled with it.
    pub fn fill_class(self) -> String {
        format!("fill {}{}", self.ink.class(), if self.faint { " faint" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pen_survives_its_journey_as_a_colour() {
        for ink in Ink::ALL {
            for dash in Dash::ALL {
                let pen = Pen { ink, dash, faint: true, width: 24 };
                let RGBColor(r, g, b) = pen.color();
                assert_eq!(Pen::from_color((r, g, b), 24), pen);
            }
        }
        assert_eq!([Ink::of_thing(0), Ink::of_thing(7), Ink::of_thing(8)], [Ink::T1, Ink::T8, Ink::T1]);
    }
}
