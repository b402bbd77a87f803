//! What cannot be read stays, is listed, and can be downloaded.

use super::*;
use remit::persist::{Again, Damage, INDEX_KEY, Key, Notice, PROFILE_KEY, Reason, Removal, Store};
use std::slice;

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
        assert_eq!(
            library.discard(slice::from_ref(&key)),
            Ok(vec![]),
            "what the list names goes with the scenario only"
        );
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
        "“Plan” cannot be opened: the part “core” is missing. All of it stays in storage as it is. Download it on the Data page."
    );
    let (store, id) = with_plan();
    store.remove(&format!("remit/v1/s/{id}/accounts/1-a")).unwrap();
    let text = tab(&store, "b").load(&id).unwrap_err().to_string();
    assert!(
        text.ends_with("Download it on the Data page, or open what can be read (core) as a new scenario."),
        "{text}"
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
    assert_eq!(library.stored_text(&kept[0].key).unwrap().as_ref(), Some(&damaged));
    let later = tab(&store, "c");
    assert_eq!((later.notice(), later.current().map(|entry| entry.name.as_str())), (None, Some("Other")));
    let removed = library.discard(slice::from_ref(&kept[0].key)).unwrap();
    assert_eq!(removed, [(kept[0].key.clone(), damaged.clone())]);
    assert_eq!(library.kept(), Ok(vec![]));
    library.bring_back(&removed).unwrap();
    assert_eq!(library.kept().unwrap(), kept);
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
    let refused = tab(&store, "b").delete(&id, at(1)).unwrap_err();
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
    assert_eq!(library.discard(&["theme".to_owned()]), Ok(vec![]));
    assert_eq!(store.get("theme"), Ok(Some("theirs".to_owned())));
}

/// Everything of a person that is stored and not used, in one store.
#[test]
fn what_is_not_used_is_listed_by_name_and_time_with_what_can_be_done() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let damaged = library.create("Budget", &parts(&plan(1, &["acme"])), at(60)).unwrap().id;
    let list = store.get(INDEX_KEY).unwrap().unwrap();
    let lost = library.create("Board case", &parts(&plan(2, &["hooli"])), at(120)).unwrap().id;
    store.set(INDEX_KEY, &list).unwrap();
    let core = format!("remit/v1/s/{damaged}/core/1-a");
    tamper(&store, &core, |text| text[..text.len() - 30].to_owned());
    store.set("remit/v1/kept/index-1799150999-a", "<html>").unwrap();
    store.set("remit/v1/cache", "unknown").unwrap();

    let mut library = tab(&store, "b");
    library.load(&damaged).unwrap_err();
    let list = library.leftovers().unwrap();
    let told: Vec<_> = list
        .iter()
        .map(|it| (it.name.as_str(), it.why.as_str(), it.saved, it.aside, it.kept.len(), it.removal))
        .collect();
    let mut expected = [
        ("“remit/v1/cache”", "it is not known to this Remit", None, None, 1, Removal::Discard),
        (
            "The list of scenarios",
            "it is not JSON (line 1, column 1), and was put aside",
            None,
            Some(at(599)),
            1,
            Removal::Discard,
        ),
        ("Budget", "the part “core” ends too early", Some(at(60)), None, 1, Removal::Delete),
        (
            "Board case",
            "it is stored, but the list of scenarios does not name it",
            Some(at(120)),
            None,
            2,
            Removal::Discard,
        ),
    ];
    // Scenarios are in the order of their ids.
    if lost < damaged {
        expected.swap(2, 3);
    }
    assert_eq!(told, expected);
    let again = |name: &str| list.iter().find(|it| it.name == name).unwrap().again.clone();
    assert_eq!((again("Budget"), again("Board case")), (Again::Load(damaged.clone()), Again::Recover(lost)));
    // What lies in the bin goes from there.
    library.delete(&damaged, at(700)).unwrap();
    assert!(library.leftovers().unwrap().iter().all(|it| it.name != "Budget"));
}

#[test]
fn a_scenario_that_became_sound_again_is_no_longer_listed() {
    let (store, id) = with_plan();
    let key = format!("remit/v1/s/{id}/accounts/1-a");
    let sound = store.get(&key).unwrap().unwrap();
    tamper(&store, &key, |text| text[..text.len() / 2].to_owned());
    let mut library = tab(&store, "b");
    library.load(&id).unwrap_err();
    assert_eq!(library.leftovers().unwrap().len(), 1);
    store.set(&key, &sound).unwrap();
    assert_eq!(document(&library.load(&id).unwrap()), plan(1, &["acme"]));
    assert_eq!(library.leftovers(), Ok(vec![]));
}

#[test]
fn what_was_removed_comes_back_unless_something_is_in_its_place() {
    let store = MemoryStore::new();
    store.set(PROFILE_KEY, "<html>").unwrap();
    let mut library = tab(&store, "a");
    let keys = [PROFILE_KEY.to_owned()];
    assert_eq!(library.leftovers().unwrap().first().map(|it| it.removal), Some(Removal::Discard));
    let removed = library.discard(&keys).unwrap();
    assert_eq!(removed, [(PROFILE_KEY.to_owned(), "<html>".to_owned())]);
    library.bring_back(&removed).unwrap();
    assert_eq!(store.get(PROFILE_KEY), Ok(Some("<html>".to_owned())));

    library.discard(&keys).unwrap();
    assert_eq!(library.load_profile(), Ok(None));
    library.save_profile(&Part::new("core", &json!({ "answers": 1 })).unwrap(), at(1)).unwrap();
    let kept = store.get(PROFILE_KEY).unwrap();
    library.bring_back(&removed).unwrap();
    assert_eq!(store.get(PROFILE_KEY), Ok(kept), "what was kept since stays");
}

#[test]
fn a_damaged_snapshot_is_removed_unless_a_branch_differs_from_it() {
    let (store, id) = with_plan();
    let mut library = tab(&store, "a");
    library.load(&id).unwrap();
    library.branch(&id, "Branch", &parts(&plan(2, &["acme"])), at(1)).unwrap();
    let base = store.contents().into_keys().find(|key| matches!(Key::parse(key), Some(Key::Snapshot { .. }))).unwrap();
    tamper(&store, &base, |text| text[..text.len() / 2].to_owned());
    let mut library = tab(&store, "b");
    let of_base = |library: &Library| library.leftovers().unwrap().into_iter().find(|it| it.kept[0].key == base);
    let listed = of_base(&library).unwrap();
    assert_eq!((listed.name.as_str(), listed.removal), ("A snapshot of “Plan”", Removal::Stays));
    assert_eq!(library.discard(slice::from_ref(&base)), Ok(vec![]));
    assert!(store.get(&base).unwrap().is_some());
    // Without the branch nobody needs it.
    let branch = library.scenarios().iter().find(|it| it.name == "Branch").unwrap().id.clone();
    library.purge(&branch, at(2)).unwrap();
    if of_base(&library).is_some() {
        assert_eq!(library.discard(slice::from_ref(&base)).unwrap().len(), 1);
    }
    assert_eq!(store.get(&base), Ok(None));
}
