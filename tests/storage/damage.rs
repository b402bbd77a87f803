//! What cannot be read stays, is listed, and can be downloaded.

use super::*;
use remit::persist::{Damage, INDEX_KEY, Notice, Reason, Store};

/// A store with a plan, and the plan's id.
fn with_plan() -> (MemoryStore, String) {
    let store = MemoryStore::new();
    let id = tab(&store, "a").create("Plan", &parts(&plan(1, &["acme"])), at(0)).unwrap().id;
    (store, id)
}

/// Changes a stored value.
fn tamper(store: &MemoryStore, key: &str, change: impl FnOnce(String) -> String) -> String {
    let changed = change(store.get(key).unwrap().unwrap());
    store.set(key, &changed).unwrap();
    changed
}

#[test]
fn every_kind_of_damage_is_told_and_nothing_of_it_is_overwritten() {
    type Change = fn(String) -> String;
    let cases: [(Change, Damage); 5] = [
        (|text| text[..text.len() / 2].to_owned(), Damage::CutShort),
        (|text| text.replace("acme", "acne"), Damage::Altered),
        (|_| "<html>".to_owned(), Damage::NotJson { line: 1, column: 1 }),
        (|_| r#"{"remit":"territory","schema":1}"#.to_owned(), Damage::NotOurs),
        (|text| text.replace(r#""part":"accounts""#, r#""part":"deals""#), Damage::Misplaced),
    ];
    for (change, damage) in cases {
        let (store, id) = with_plan();
        let key = format!("remit/v1/s/{id}/accounts/1-a");
        let text = tamper(&store, &key, change);
        let mut library = tab(&store, "b");
        let Err(LibraryError::Damaged(remains)) = library.load(&id) else { panic!("{damage:?} was not met") };
        assert_eq!(
            remains.kept.iter().map(|kept| (&kept.key, &kept.reason)).collect::<Vec<_>>(),
            [(&key, &Reason::Damaged(damage.clone()))]
        );
        assert_eq!(remains.readable.iter().map(Part::name).collect::<Vec<_>>(), ["core"]);
        assert_eq!(library.kept().unwrap(), remains.kept);

        let refused = library.save(&id, "Plan", &parts(&plan(2, &[])), at(1)).unwrap_err();
        assert_eq!(refused, LibraryError::NotLoaded { name: "Plan".to_owned() });
        let rescued = library.create("Plan (recovered)", &remains.readable, at(100)).unwrap();
        saved(library.save(&rescued.id, "Plan (recovered)", &parts(&plan(5, &["hooli"])), at(200)).unwrap());
        assert_eq!(library.stored_text(&key).unwrap(), Some(text), "{damage:?}");
        assert_eq!(library.discard(&key), Ok(false), "what the list names goes with the scenario only");
        library.purge(&id, at(300)).unwrap();
        assert_eq!((library.kept().unwrap(), store.get(&key)), (vec![], Ok(None)));
    }
}

#[test]
fn a_part_that_is_missing_is_told() {
    let (store, id) = with_plan();
    store.remove(&format!("remit/v1/s/{id}/core/1-a")).unwrap();
    let mut library = tab(&store, "b");
    assert_eq!(
        library.kept().unwrap().first().map(|kept| (&kept.reason, kept.bytes)),
        Some((&Reason::Damaged(Damage::Missing), 0))
    );
    let text = library.load(&id).unwrap_err().to_string();
    assert_eq!(
        text,
        "“Plan” cannot be opened: the part “core” is missing. All of it stays in storage as it is. Download it on the Data page, or open \
         what can be read (accounts) as a new scenario."
    );
}

#[test]
fn a_damaged_list_is_made_anew_and_the_damaged_one_put_aside() {
    let (store, id) = with_plan();
    let mut library = tab(&store, "a");
    let other = library.create("Other", &parts(&plan(2, &[])), at(5)).unwrap().id;
    library.load(&id).unwrap();
    saved(library.save(&id, "Plan", &parts(&plan(3, &["acme"])), at(9)).unwrap());
    let damaged = tamper(&store, INDEX_KEY, |text| text[..text.len() - 20].to_owned());

    let mut library = tab(&store, "b");
    assert_eq!(library.notice(), Some(&Notice::Rebuilt { scenarios: 2 }));
    assert_eq!(store.get(INDEX_KEY).unwrap().as_ref(), Some(&damaged), "looking changes nothing");
    assert_eq!(library.kept().unwrap().into_iter().map(|kept| kept.key).collect::<Vec<_>>(), [INDEX_KEY]);
    let names: Vec<_> = library.scenarios().iter().map(|entry| (entry.name.as_str(), entry.id.as_str())).collect();
    assert_eq!(names, [("Plan", id.as_str()), ("Other", other.as_str())]);
    assert_eq!(document(&library.load(&id).unwrap()), plan(3, &["acme"]));

    library.set_current(&other, at(20)).unwrap();
    let kept = library.kept().unwrap();
    assert_eq!(kept.iter().map(|kept| &kept.reason).collect::<Vec<_>>(), [&Reason::SetAside]);
    assert_eq!(library.stored_text(&kept[0].key).unwrap(), Some(damaged));
    let later = tab(&store, "c");
    assert_eq!((later.notice(), later.current().map(|entry| entry.name.as_str())), (None, Some("Other")));
    assert_eq!(library.discard(&kept[0].key), Ok(true));
    assert_eq!(library.kept(), Ok(vec![]));
}

#[test]
fn a_damaged_list_stays_where_there_is_no_room_to_put_it_aside() {
    let (full, id) = with_plan();
    tamper(&full, INDEX_KEY, |text| text.replace("Plan", "Plot"));
    let room = full.contents().iter().map(|(key, value)| key.len() + value.len()).sum::<usize>() + 100;
    let store = MemoryStore::with_limit(room);
    for (key, value) in full.contents() {
        store.set(&key, &value).unwrap();
    }
    let before = store.contents();
    let refused = tab(&store, "b").rename(&id, "Another name", at(1)).unwrap_err();
    assert!(matches!(refused, LibraryError::Full { .. }), "{refused}");
    assert_eq!(store.contents(), before);
}

#[test]
fn a_missing_list_is_made_anew_from_the_newest_readable_parts() {
    let (store, id) = with_plan();
    let mut library = tab(&store, "a");
    library.load(&id).unwrap();
    saved(library.save(&id, "Plan", &parts(&plan(2, &["acme"])), at(9)).unwrap());
    // An older revision that was never removed, and a newer one that cannot be read.
    let core = store.get(&format!("remit/v1/s/{id}/core/2-a")).unwrap().unwrap();
    store.set(&format!("remit/v1/s/{id}/core/1-a"), &core.replace("2}", "1}")).unwrap();
    store.set(&format!("remit/v1/s/{id}/core/3-a"), &core[..40]).unwrap();
    store.remove(INDEX_KEY).unwrap();

    // The tab that reads has the name of the tab that wrote, and still does not write over the revision that cannot be read.
    let mut library = tab(&store, "a");
    assert_eq!(library.notice(), Some(&Notice::Rebuilt { scenarios: 1 }));
    assert_eq!(document(&library.load(&id).unwrap()), plan(2, &["acme"]));
    saved(library.save(&id, "Plan", &parts(&plan(4, &["acme"])), at(99)).unwrap());
    assert_eq!(read_afresh(&store, &id), Ok(plan(4, &["acme"])));
    assert_eq!(
        store.get(&format!("remit/v1/s/{id}/core/3-a")),
        Ok(Some(core[..40].to_owned())),
        "what cannot be read stays"
    );
}

#[test]
fn a_list_made_anew_names_a_scenario_of_which_one_part_is_damaged_everywhere() {
    let (store, id) = with_plan();
    let key = format!("remit/v1/s/{id}/accounts/1-a");
    tamper(&store, &key, |_| "x".to_owned());
    store.remove(INDEX_KEY).unwrap();
    let mut library = tab(&store, "b");
    let Err(LibraryError::Damaged(remains)) = library.load(&id) else { panic!("it opened") };
    assert_eq!(remains.readable, parts(&json!({ "quota": 1 })));
}

#[test]
fn a_store_in_which_nothing_can_be_read_is_listed_as_a_whole() {
    let (store, id) = with_plan();
    for key in store.contents().into_keys() {
        store.set(&key, "x").unwrap();
    }
    let mut library = tab(&store, "b");
    assert_eq!(library.notice(), Some(&Notice::Rebuilt { scenarios: 0 }));
    assert_eq!(library.kept().unwrap().len(), 3);
    let new = library.create("New", &parts(&plan(7, &[])), at(500)).unwrap();
    assert_ne!(new.id, id);
    assert_eq!(store.contents().values().filter(|value| *value == "x").count(), 3, "{:?}", store.contents());
}

#[test]
fn keys_of_others_are_not_ours_to_list_read_or_remove() {
    let (store, _) = with_plan();
    for key in ["theme", "remit/v2/index", "remitx"] {
        store.set(key, "theirs").unwrap();
    }
    store.set("remit/v1/cache", "unknown").unwrap();
    let mut library = tab(&store, "b");
    let kept = library.kept().unwrap();
    assert_eq!(
        kept.iter().map(|kept| (kept.key.as_str(), &kept.reason, kept.bytes)).collect::<Vec<_>>(),
        [("remit/v1/cache", &Reason::Unknown, 21)]
    );
    assert_eq!(library.stored_text("theme"), Ok(None));
    assert_eq!(library.discard("theme"), Ok(false));
    assert_eq!(store.get("theme"), Ok(Some("theirs".to_owned())));
}
