//! The profile is kept like a scenario, under a key of its own.

use super::*;
use remit::persist::{CORE, PROFILE_KEY, ProfileOutcome, Reason, Store};

fn profile(theme: &str) -> Part {
    Part::new(CORE, &json!({ "theme": theme, "offers": [] })).unwrap()
}

#[test]
fn a_profile_is_as_it_was_on_the_next_visit() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    assert_eq!(library.load_profile(), Ok(None));
    assert_eq!(library.save_profile(&profile("dark"), at(0)), Ok(ProfileOutcome::Saved));
    assert_eq!(library.save_profile(&profile("dark"), at(1)), Ok(ProfileOutcome::Unchanged));
    assert_eq!(library.save_profile(&profile("light"), at(2)), Ok(ProfileOutcome::Saved));
    assert_eq!(tab(&store, "b").load_profile(), Ok(Some(profile("light"))));
    assert_eq!(tab(&store, "b").kept(), Ok(vec![]));
}

#[test]
fn a_profile_is_not_written_before_it_was_read_nor_over_another_tabs() {
    let store = MemoryStore::new();
    let (mut a, mut b) = (tab(&store, "a"), tab(&store, "b"));
    assert_eq!(
        a.save_profile(&profile("dark"), at(0)),
        Err(LibraryError::NotLoaded { name: "Offers and answers".to_owned() })
    );
    a.load_profile().unwrap();
    b.load_profile().unwrap();
    a.save_profile(&profile("dark"), at(1)).unwrap();
    assert_eq!(b.save_profile(&profile("light"), at(2)), Ok(ProfileOutcome::Conflict));
    assert_eq!((a.profile_is_behind(), b.profile_is_behind()), (Ok(false), Ok(true)));
    assert_eq!(b.load_profile(), Ok(Some(profile("dark"))));
    assert_eq!(b.save_profile(&profile("light"), at(3)), Ok(ProfileOutcome::Saved));
    assert_eq!((a.profile_is_behind(), b.profile_is_behind()), (Ok(true), Ok(false)));
    store.remove(PROFILE_KEY).unwrap();
    assert_eq!(b.profile_is_behind(), Ok(true), "another tab has deleted it");
    assert_eq!(tab(&store, "c").profile_is_behind(), Ok(false), "nothing was read yet");
}

#[test]
fn a_damaged_profile_is_put_aside_when_a_new_one_is_saved() {
    let store = MemoryStore::new();
    store.set(PROFILE_KEY, "{\"remit\":").unwrap();
    let mut library = tab(&store, "a");
    let told = library.load_profile().unwrap_err().to_string();
    assert_eq!(
        told,
        "“Offers and answers” cannot be opened: the record of offers and answers ends too early. All of it stays in storage as it is. Download it on the Data page."
    );
    assert_eq!(library.save_profile(&profile("dark"), at(1)), Ok(ProfileOutcome::Saved));
    let kept = library.kept().unwrap();
    assert_eq!(kept.iter().map(|kept| &kept.reason).collect::<Vec<_>>(), [&Reason::SetAside]);
    assert_eq!(library.stored_text(&kept[0].key).unwrap().as_deref(), Some("{\"remit\":"));
    assert_eq!(tab(&store, "b").load_profile(), Ok(Some(profile("dark"))));
}

#[test]
fn a_profile_of_a_newer_remit_stays() {
    let store = MemoryStore::new();
    store.set(PROFILE_KEY, r#"{"remit":"profile","schema":4,"anything":[]}"#).unwrap();
    let mut library = tab(&store, "a");
    let told = library.load_profile().unwrap_err();
    assert_eq!(told, LibraryError::Newer { what: "your offers and answers".to_owned(), schema: 4, reads: 1 });
    assert!(library.save_profile(&profile("dark"), at(1)).is_err());
    assert_eq!(library.kept().unwrap()[0].reason, Reason::Newer { schema: 4 });
}
