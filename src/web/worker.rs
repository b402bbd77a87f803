//! What the worker does: it waits for one question and searches until it is done or the page ends it.

use super::port::{clock, worker};
use crate::territory::protocol::{PROTOCOL, Reply, Request, Talk};

/// How long it searches before it says how far it is.
const MILLISECONDS_BETWEEN_WORDS: f64 = 100.0;

/// Says that it is ready, and answers what it is asked.
pub fn listen() {
    worker::listen(|text| match serde_json::from_str::<Request>(&text) {
        Ok(request) if request.protocol == PROTOCOL => search(&request),
        Ok(request) => {
            say(&Reply::Refused { text: format!("version {} of the page, {PROTOCOL} of the worker", request.protocol) })
        }
        Err(error) => say(&Reply::Refused { text: error.to_string() }),
    });
    say(&Reply::Ready { protocol: PROTOCOL });
}

fn say(reply: &Reply) {
    if let Ok(text) = serde_json::to_string(reply) {
        worker::say(&text);
    }
}

fn search(request: &Request) {
    let start = clock::milliseconds();
    let seconds = || (clock::milliseconds() - start) / 1000.0;
    let mut talk = Talk::new(request);
    loop {
        let since = clock::milliseconds();
        while !talk.over(seconds()) && clock::milliseconds() - since < MILLISECONDS_BETWEEN_WORDS {
            talk.pass();
        }
        let now = seconds();
        talk.say(now).iter().for_each(say);
        if talk.over(now) {
            return;
        }
    }
}
