//! What a user reads when something went wrong: what, where, and how to mend it.

use super::*;
use remit::persist::{MigrationError, Notice, StoreError, Usage};

#[test]
fn a_store_that_fails_says_what_is_lost_and_what_to_do() {
    assert_eq!(
        StoreError::Blocked.to_string(),
        "This browser keeps nothing for this page: storage is blocked, so your changes live only until this tab is closed. Allow site data \
         for this address in the browser's settings (or leave private browsing) and reload; until then, download your scenarios on the Data \
         page."
    );
    assert_eq!(
        StoreError::Full.to_string(),
        "The storage that this browser gives to this page is full. What was saved before is intact. Empty the bin or delete scenarios on \
         the Data page, or download this scenario as a file."
    );
    assert_eq!(
        StoreError::Other("NS_ERROR_FILE_CORRUPTED".to_owned()).to_string(),
        "The browser's storage did not answer as it should; it said: “NS_ERROR_FILE_CORRUPTED”. What was saved before is intact. Download \
         this scenario as a file on the Data page, then reload."
    );
}

#[test]
fn a_library_that_refuses_says_why() {
    let usage = Usage { ours: 4_900_000, bin: 1_258_291, snapshots: 0, others: 20_000 };
    assert_eq!(
        LibraryError::Full { name: "Plan A".to_owned(), usage }.to_string(),
        "“Plan A” was not saved: the storage that this browser gives to this page is full (Remit uses 4.7 MB, 1.2 MB of it in the bin; \
         other pages of this address use 20 KB). What was saved before is intact. Empty the bin or delete scenarios on the Data page, or \
         download this one as a file."
    );
    assert_eq!(
        LibraryError::Newer { what: "“Plan A”".to_owned(), schema: 3, reads: 1 }.to_string(),
        "A newer Remit saved “Plan A” (schema 3; this one reads up to 1). It stays as it is and is not changed here. Reload to get the \
         newest Remit, or download it on the Data page."
    );
    assert_eq!(
        LibraryError::Gone.to_string(),
        "This scenario is no longer in storage; perhaps another tab deleted it for good. Choose another one on the Data page."
    );
    assert_eq!(
        LibraryError::Overtaken.to_string(),
        "Another tab with Remit saved at the same moment, so nothing was saved here. Save again, or close the other tab."
    );
    assert_eq!(
        LibraryError::NotLoaded { name: "Plan A".to_owned() }.to_string(),
        "“Plan A” was not saved, since this tab has not read what is stored under it. Open it first."
    );
    let error = MigrationError::new("step 2 (quotas by quarter): the quota of role ae is no number");
    assert_eq!(
        LibraryError::Migration { name: "Plan A".to_owned(), schema: 1, error }.to_string(),
        "“Plan A” was saved by an older Remit (schema 1) and could not be brought up to date: step 2 (quotas by quarter): the quota of role \
         ae is no number. It stays as it is. Download it on the Data page."
    );
}

#[test]
fn a_list_that_was_not_as_it_should_be_is_told() {
    assert_eq!(
        Notice::Rebuilt { scenarios: 1 }.to_string(),
        "The list of your scenarios could not be read, so it was made anew from what is stored: 1 scenario was found. Names may be older \
         ones, and what lay in the bin is back. See “Kept as it was found” on the Data page for what could not be read."
    );
    assert_eq!(
        Notice::Newer { schema: 2 }.to_string(),
        "A newer Remit has been used in this browser (its list of scenarios has schema 2). So that nothing of it is lost, this one saves \
         nothing. Reload to get the newest Remit."
    );
}

#[test]
fn everything_that_is_kept_has_a_sentence() {
    use remit::persist::{Damage, Kept, Reason};
    let say = |key: &str, reason| Kept { key: key.to_owned(), reason, bytes: 0 }.to_string();
    let part = "remit/v1/s/x/deals/3-a";
    assert_eq!(
        say(part, Reason::Damaged(Damage::Altered)),
        "the part “deals” was altered after it was saved (its check sum does not fit)"
    );
    assert_eq!(
        say(part, Reason::Damaged(Damage::NotJson { line: 1, column: 9 })),
        "the part “deals” is not JSON (line 1, column 9)"
    );
    assert_eq!(say(part, Reason::Mixed { schema: 2 }), "the part “deals” has another schema (2) than the rest");
    assert_eq!(say(part, Reason::Unlisted), "the part “deals” belongs to a scenario that is not in the list");
    assert_eq!(say(part, Reason::Unfinished), "the part “deals” belongs to a save that did not come to its end");
    assert_eq!(
        say("remit/v1/profile", Reason::Newer { schema: 2 }),
        "the record of offers and answers was saved by a newer Remit (schema 2)"
    );
    assert_eq!(
        say("remit/v1/kept/index-1-a", Reason::SetAside),
        "the value “index-1-a” could not be read and was put aside"
    );
    assert_eq!(say("remit/v1/x", Reason::Unknown), "the value “remit/v1/x” is not known to this Remit");
}
