//! Fields, choices and references that differ have names in words.

use super::*;

/// Every name of a field that a file of a scenario may have, by its schema.
fn names_of_fields() -> std::collections::BTreeSet<String> {
    fn gather(schema: &serde_json::Value, names: &mut std::collections::BTreeSet<String>) {
        match schema {
            serde_json::Value::Object(fields) => {
                for (key, inner) in fields {
                    if let (true, Some(properties)) = (key == "properties", inner.as_object()) {
                        names.extend(properties.keys().cloned());
                        properties.values().for_each(|it| gather(it, names));
                    } else {
                        gather(inner, names);
                    }
                }
            }
            serde_json::Value::Array(list) => list.iter().for_each(|it| gather(it, names)),
            _ => {}
        }
    }
    let schema: serde_json::Value = serde_json::from_str(include_str!("../golden/cli/schema.json")).unwrap();
    let mut names = std::collections::BTreeSet::new();
    // The envelope around a scenario never differs.
    gather(&schema["properties"]["data"], &mut names);
    gather(&schema["$defs"], &mut names);
    names
}

#[test]
fn every_field_of_a_file_has_a_name_in_words() {
    let names = names_of_fields();
    assert!(names.len() > 250, "{}", names.len());
    for name in names {
        let words = field_name(&name).unwrap_or_else(|| panic!("{name} has no name in words"));
        let first = words.chars().next().unwrap();
        assert!(!words.contains('_') && first.is_uppercase(), "{name} is called {words}");
    }
    assert_eq!(field_name("a_field_of_tomorrow"), None);
}

#[test]
fn choices_and_references_that_differ_are_said_by_their_names() {
    let old = company();
    let mut new = old.clone();
    new.plans[0].versions[0].components[0].rated = Rated::EachDeal;
    let other = new.plans[1].id.clone();
    let role = new.roles.iter().position(|it| it.id.as_str() == "ae").unwrap();
    assert_eq!(new.roles[role].terms[0].plan.as_ref(), Some(&new.plans[0].id));
    new.roles[role].terms[0].plan = Some(other);
    let rows = rows(&differences(&old, &new), &old, &new, &Locale::default());
    let told = |what: &str| {
        let row = rows.iter().find(|it| it.what.ends_with(what)).unwrap_or_else(|| panic!("{what}: {rows:#?}"));
        (row.what.clone(), row.old.clone(), row.new.clone())
    };
    let rated = told("What is rated");
    assert_eq!(
        (rated.0.as_str(), rated.1.as_str(), rated.2.as_str()),
        ("New business \u{203a} What is rated", "The period", "Each deal")
    );
    let plan = told("Pay plan");
    assert_eq!((plan.1, plan.2), (old.plans[0].name.clone(), old.plans[1].name.clone()));
}

#[test]
fn a_field_of_a_plan_lies_where_the_form_of_the_plan_has_it() {
    let tiered = |reach: Reach| {
        let mut document = company();
        let tier = |from: i64, pays: i64, reach: Reach| Tier {
            from: TierFrom::Quota(Rate::percent(from)),
            value: TierValue::Multiple(Rate::percent(pays)),
            reach,
        };
        let tiers = vec![tier(0, 100, Reach::OwnBound), tier(100, 150, reach)];
        document.plans[0].versions[0].components[0].rates = Rates::Tiers { tiers, boundary: Boundary::Lower };
        document
    };
    let (own, first) = (tiered(Reach::OwnBound), tiered(Reach::FirstDollar));
    let told = |old: &Document, new: &Document| {
        let rows = rows(&differences(old, new), old, new, &Locale::default());
        let [row] = rows.as_slice() else { panic!("{rows:#?}") };
        (row.what.clone(), row.old.clone(), row.new.clone())
    };
    let sides = ("Its own bound".to_owned(), "The first dollar".to_owned());
    let place = "New business \u{203a} Tier 2 \u{203a} Reaches back to";
    assert_eq!(told(&own, &first), (place.to_owned(), sides.0.clone(), sides.1.clone()));
    // Where the plan has several versions, it matters which.
    let with_one_before = |mut document: Document| {
        let before = company().plans[0].versions[0].clone();
        document.plans[0].versions.insert(0, before);
        document
    };
    let place = ["Version 2 \u{203a} ", place].concat();
    assert_eq!(told(&with_one_before(own), &with_one_before(first)).0, place);
}

#[test]
fn when_a_draw_is_paid_is_a_choice_on_both_sides() {
    let (mut late, mut soon) = (company(), company());
    let draw = Draw::level(DrawKind::Recoverable, Monthly::new(money(2_000.0)), Some(6));
    late.plans[0].versions[0].draw = Some(draw.clone());
    soon.plans[0].versions[0].draw = Some(draw.with_its_month());
    let told = |old: &Document, new: &Document| {
        let rows = rows(&differences(old, new), old, new, &Locale::default());
        assert_eq!(rows.len(), 1, "{rows:#?}");
        (rows[0].what.clone(), rows[0].old.clone(), rows[0].new.clone())
    };
    let (what, early, usual) = ("Draw or guarantee \u{203a} Paid", "With its month", "With commission");
    assert_eq!(told(&late, &soon), (what.to_owned(), usual.to_owned(), early.to_owned()));
    assert_eq!(told(&soon, &late), (what.to_owned(), early.to_owned(), usual.to_owned()));
}
