//! Branches: scenarios stored as what differs from another.

use super::*;
use proptest::prelude::*;
use remit::model::{sample, to_value};
use remit::persist::{Base, Fault, Reason, Since, Why, apply, diff};

fn company() -> Value {
    to_value(&sample::company())
}

/// The company with another horizon.
fn with_months(months: u32) -> Value {
    let mut value = company();
    value["settings"]["horizon_months"] = json!(months);
    value
}

fn base(library: &Library, id: &str) -> Base {
    library.base_of(id).unwrap()
}

#[test]
fn a_branch_stores_only_what_differs_and_reads_back_whole() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&company()), at(0)).unwrap();
    let branch = library.branch(&id.id, "Branch", &parts(&company()), at(1)).unwrap();
    assert!(branch.size() < 1_500 && id.size() > 50_000, "{} of {}", branch.size(), id.size());
    assert_eq!(read_afresh(&store, &branch.id), Ok(company()));
    assert_eq!(
        base(&library, &branch.id),
        Base { id: id.id.clone(), reference: branch.over.clone().unwrap(), name: "Plan".into(), since: Since::Same }
    );

    let entry = saved(library.save(&branch.id, "Branch", &parts(&with_months(48)), at(2)).unwrap());
    assert!(entry.size() < 1_600, "{}", entry.size());
    assert_eq!(read_afresh(&store, &branch.id), Ok(with_months(48)));
    assert_eq!(read_afresh(&store, &id.id), Ok(company()), "the base is as it was");
    assert_eq!(
        library.save(&branch.id, "Branch", &parts(&with_months(48)), at(3)),
        Ok(remit::persist::SaveOutcome::Unchanged)
    );
}

#[test]
fn nothing_that_happens_to_the_base_changes_or_loses_a_branch() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&company()), at(0)).unwrap().id;
    let branch = library.branch(&id, "Branch", &parts(&with_months(48)), at(1)).unwrap().id;
    saved(library.save(&id, "Plan", &parts(&with_months(12)), at(2)).unwrap());
    assert_eq!((base(&library, &branch).since, read_afresh(&store, &branch)), (Since::Changed, Ok(with_months(48))));
    saved(library.save(&id, "Plan", &parts(&company()), at(3)).unwrap());
    assert_eq!(base(&library, &branch).since, Since::Same, "it is again what it was");

    let snapshot = library.snapshots(&id).unwrap().remove(0);
    assert_eq!(snapshot.why, Why::Base);
    assert_eq!(library.discard_snapshot(&id, &snapshot.revision), Ok(false), "the branch needs it");
    library.delete(&id, at(4)).unwrap();
    library.purge(&id, at(5)).unwrap();
    assert_eq!((base(&library, &branch).since, base(&library, &branch).name), (Since::Gone, "Plan".to_owned()));
    assert_eq!(read_afresh(&store, &branch), Ok(with_months(48)));
    saved(library.save(&branch, "Branch", &parts(&with_months(24)), at(6)).unwrap());
    assert_eq!(read_afresh(&store, &branch), Ok(with_months(24)));
    assert_eq!(library.kept(), Ok(vec![]));

    library.purge(&branch, at(7)).unwrap();
    assert_eq!(store.contents().len(), 1, "with the last branch its base goes, too: {:?}", store.contents().keys());
}

#[test]
fn branches_of_one_state_share_its_snapshot() {
    let mut library = tab(&MemoryStore::new(), "a");
    let id = library.create("Plan", &parts(&company()), at(0)).unwrap().id;
    for number in 1..=5 {
        library.branch(&id, "Branch", &parts(&with_months(12 + number)), at(i64::from(number))).unwrap();
    }
    assert_eq!(library.snapshots(&id).unwrap().len(), 1);
}

#[test]
fn a_branch_can_be_moved_onto_what_its_base_is_now() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&company()), at(0)).unwrap().id;
    let branch = library.branch(&id, "Branch", &parts(&with_months(48)), at(1)).unwrap().id;
    let mut now = company();
    now["costs"]["overhead"] = json!({ "other": 1 });
    saved(library.save(&id, "Plan", &parts(&now), at(2)).unwrap());
    let mut both = now.clone();
    both["settings"]["horizon_months"] = json!(48);
    saved(library.rebase(&branch, "Branch", &parts(&both), at(3)).unwrap());
    assert_eq!((base(&library, &branch).since, read_afresh(&store, &branch)), (Since::Same, Ok(both)));
    assert_eq!(library.snapshots(&id).unwrap().len(), 1, "the old base is needed no more");
    assert!(library.entry(&branch).unwrap().size() < 1_600);
    assert_eq!(library.kept(), Ok(vec![]));
}

#[test]
fn a_move_onto_the_changed_base_is_taken_back_as_a_whole_and_made_again() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&company()), at(0)).unwrap().id;
    let branch = library.branch(&id, "Branch", &parts(&with_months(48)), at(1)).unwrap().id;
    saved(library.save(&id, "Plan", &parts(&with_months(12)), at(2)).unwrap());
    saved(library.rebase(&branch, "Branch", &parts(&with_months(12)), at(3)).unwrap());
    assert_eq!(base(&library, &branch).since, Since::Same);

    // Back: the branch is what it was, differs from what its base was, and that was changed since.
    let was = parts(&company());
    saved(library.rebase_on((&branch, "Branch"), &parts(&with_months(48)), (&id, "Plan", &was), at(4)).unwrap());
    assert_eq!((base(&library, &branch).since, read_afresh(&store, &branch)), (Since::Changed, Ok(with_months(48))));
    let reference = base(&library, &branch).reference;
    let (of, revision) = remit::persist::snapshot_reference(&reference).unwrap();
    let (_, old) = library.load_snapshot(of, &revision).unwrap();
    assert!(remit::persist::join(&old).unwrap() == company(), "the base is not what it was");

    let is = parts(&with_months(12));
    saved(library.rebase_on((&branch, "Branch"), &is, (&id, "Plan", &is), at(5)).unwrap());
    assert_eq!((base(&library, &branch).since, read_afresh(&store, &branch)), (Since::Same, Ok(with_months(12))));
    assert_eq!(library.snapshots(&id).unwrap().len(), 1, "no base is left that nothing differs from");
    assert_eq!(library.kept(), Ok(vec![]));
}

#[test]
fn a_branch_without_its_base_is_told_and_kept() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&company()), at(0)).unwrap().id;
    let branch = library.branch(&id, "Branch", &parts(&with_months(48)), at(1)).unwrap().id;
    let key = store.contents().into_keys().find(|key| key.starts_with("remit/v1/h/")).unwrap();
    remit::persist::Store::remove(&store, &key).unwrap();
    let Err(LibraryError::Damaged(remains)) = tab(&store, "b").load(&branch) else { panic!("read without its base") };
    assert!(remains.to_string().contains("lacks the snapshot that it differs from"), "{remains}");
    assert!(remains.kept.iter().all(|kept| matches!(kept.reason, Reason::Damaged(_))));
}

#[test]
fn a_lost_list_is_made_anew_with_branches_as_branches() {
    let store = MemoryStore::new();
    let mut library = tab(&store, "a");
    let id = library.create("Plan", &parts(&company()), at(0)).unwrap().id;
    let branch = library.branch(&id, "Branch", &parts(&with_months(48)), at(1)).unwrap();
    remit::persist::Store::remove(&store, remit::persist::INDEX_KEY).unwrap();
    let mut found = tab(&store, "b");
    assert_eq!(found.scenarios().len(), 2);
    assert_eq!(found.entry(&branch.id).unwrap().over, branch.over);
    assert_eq!(document(&found.load(&branch.id).unwrap()), with_months(48));
    saved(found.save(&branch.id, "Branch", &parts(&with_months(50)), at(2)).unwrap());
    assert_eq!(read_afresh(&store, &branch.id), Ok(with_months(50)));
}

#[test]
fn a_tab_that_dies_while_it_makes_or_moves_a_branch_leaves_one_whole_state() {
    let mut died = 0;
    for crash in 0.. {
        let store = MemoryStore::new();
        let mut library = tab(&store, "a");
        let id = library.create("Plan", &parts(&company()), at(0)).unwrap().id;
        let branch = library.branch(&id, "Branch", &parts(&with_months(48)), at(1)).unwrap().id;
        saved(library.save(&id, "Plan", &parts(&with_months(12)), at(2)).unwrap());
        store.set_fault(Some(Fault::CrashAfter(crash)));
        let made = library.branch(&id, "Second", &parts(&with_months(13)), at(3));
        let done = library.rebase(&branch, "Branch", &parts(&with_months(14)), at(4)).is_ok();
        store.set_fault(None);
        let months = read_afresh(&store, &branch).unwrap()["settings"]["horizon_months"].clone();
        assert!(months == 48 || months == 14, "after {crash} changes: {months}");
        assert_eq!(read_afresh(&store, &id), Ok(with_months(12)));
        if let Ok(second) = made {
            assert_eq!(read_afresh(&store, &second.id), Ok(with_months(13)));
        }
        if done {
            break;
        }
        died += 1;
    }
    assert!(died > 5, "{died}");
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3i64..3).prop_map(Value::from),
        "[ab\"é]{0,2}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((prop_oneof!["[a-c=lovi-]", Just("id".to_owned())], inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn a_value_and_what_differs_give_the_other(old in value(), new in value()) {
        match diff(&old, &new) {
            None => prop_assert_eq!(old, new),
            Some(change) => prop_assert_eq!(apply(&old, &change), Some(new)),
        }
    }

    #[test]
    fn a_difference_of_something_else_breaks_nothing(old in value(), change in value()) {
        let _ = apply(&old, &change);
    }
}
