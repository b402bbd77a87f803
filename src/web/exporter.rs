//! Making workbooks beside the page: what the worker does, and what the page asks of it.
//!
//! The page sends a document as JSON and the day; the worker evaluates it, puts the workbook together, and sends its bytes. A worker makes
//! one workbook and is ended.

use super::port::worker::{self, Helper, Said};
use crate::engine::{Env, evaluate};
use crate::exchange::workbook::Workbook;
use crate::model::{Document, open, to_value};
use crate::text::tr;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::rc::Rc;

/// The script that trunk makes of `src/bin/exporter.rs`. Its name says nothing of its version, so the question mark does.
const SCRIPT: &str = concat!("./exporter_loader.js?", env!("CARGO_PKG_VERSION"));

/// Changes whenever a message changes its shape.
const PROTOCOL: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Request {
    protocol: u32,
    today: NaiveDate,
    document: serde_json::Value,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "say")]
enum Reply {
    Ready { protocol: u32 },
    Failed { text: String },
}

fn say(reply: &Reply) {
    if let Ok(text) = serde_json::to_string(reply) {
        worker::say(&text);
    }
}

/// Inside the worker: says that it is ready, and makes the workbook it is asked for.
pub fn listen() {
    worker::listen(|text| match serde_json::from_str::<Request>(&text) {
        Ok(request) if request.protocol == PROTOCOL => match make(request) {
            Ok(bytes) => worker::say_bytes(&bytes),
            Err(text) => say(&Reply::Failed { text }),
        },
        Ok(request) => {
            say(&Reply::Failed { text: format!("version {} of the page, {PROTOCOL} of the worker", request.protocol) })
        }
        Err(error) => say(&Reply::Failed { text: error.to_string() }),
    });
    say(&Reply::Ready { protocol: PROTOCOL });
}

fn make(request: Request) -> Result<Vec<u8>, String> {
    let (document, _) = open(&request.document).map_err(|error| error.to_string())?;
    let outcome = evaluate(&document, &Env { today: request.today });
    Workbook::new(&document, &outcome).to_bytes(request.today)
}

/// A workbook on its way. Dropped, its worker ends.
#[derive(Clone)]
pub struct Making {
    helper: Rc<RefCell<Option<Helper>>>,
}

/// On the page: asks for the workbook of a document; `done` hears its bytes, or why there are none, in words.
pub fn workbook(document: &Document, today: NaiveDate, done: impl Fn(Result<Vec<u8>, String>) + 'static) -> Making {
    let making = Making { helper: Rc::default() };
    let request = Request { protocol: PROTOCOL, today, document: to_value(document) };
    let text = serde_json::to_string(&request).unwrap_or_default();
    let done = Rc::new(done);
    let helper = {
        // The worker must not keep itself alive.
        let (line, done) = (Rc::downgrade(&making.helper), Rc::clone(&done));
        let late = Rc::clone(&done);
        let heard = move |said: Said| match said {
            Said::Bytes(bytes) => done(Ok(bytes)),
            Said::Text(reply) => match serde_json::from_str(&reply) {
                Ok(Reply::Ready { protocol: PROTOCOL }) => {
                    let line = line.upgrade();
                    if let Some(helper) = line.as_ref().and_then(|it| it.try_borrow().ok())
                        && let Some(helper) = helper.as_ref()
                    {
                        helper.ask(&text);
                    }
                }
                Ok(Reply::Ready { .. }) => {
                    done(Err(tr!("another version of Remit was published meanwhile; reload the page").to_owned()))
                }
                Ok(Reply::Failed { text }) => done(Err(text)),
                Err(error) => done(Err(error.to_string())),
            },
        };
        Helper::hear(SCRIPT, heard, move || {
            late(Err(tr!("the part of Remit that makes workbooks did not arrive or broke off").to_owned()))
        })
    };
    match helper {
        Some(helper) => *making.helper.borrow_mut() = Some(helper),
        None => done(Err(tr!("this browser starts no workers").to_owned())),
    }
    making
}
