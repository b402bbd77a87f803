//! Keys, blocks and windows of a table, checked without a browser.

use super::*;

/// Three columns: a name that can be edited, a sum that cannot, a number that can; row 0 is the heading of a group.
fn go(state: GridState, keys: &str) -> (GridState, Vec<Effect>) {
    let access = |s: Spot| match (s.row, s.col) {
        (0, _) => Access::Skip,
        (_, 1) => Access::Read,
        _ => Access::Edit,
    };
    let begin = |s: Spot, typed: Option<&str>| typed.map_or(format!("{}.{}", s.row, s.col), str::to_owned);
    let shape = Shape { rows: 30, cols: 3, page: 10, access: &access, begin: &begin };
    let mut state = state;
    let mut effects = Vec::new();
    for word in keys.split(' ') {
        let shift = word.starts_with("shift+");
        let name = word.trim_start_matches("shift+");
        let ctrl = name.starts_with("ctrl+");
        let name = name.trim_start_matches("ctrl+");
        let known = Press::from_browser(name, shift, ctrl, false).expect(name);
        if let Some((next, more)) = press(&state, &shape, &known) {
            state = next;
            effects.extend(more);
        } else if let (Some(draft), Key::Text(text)) = (&mut state.draft, known.key) {
            draft.text.push_str(&text);
        }
    }
    (state, effects)
}

fn at(row: usize, col: usize) -> GridState {
    GridState::default().at(Spot { row, col }, false)
}

fn spot(row: usize, col: usize) -> Spot {
    Spot { row, col }
}

#[test]
fn arrows_move_and_stop_at_the_edges() {
    assert_eq!(go(at(1, 0), "ArrowRight ArrowDown").0.active, spot(2, 1));
    assert_eq!(go(at(1, 0), "ArrowLeft").0.active, spot(1, 0));
    assert_eq!(go(at(29, 2), "ArrowDown ArrowRight").0.active, spot(29, 2));
}

#[test]
fn headings_of_groups_are_passed_over() {
    assert_eq!(go(at(1, 0), "ArrowUp").0.active, spot(1, 0));
    assert_eq!(go(at(9, 2), "ctrl+Home").0.active, spot(1, 0));
}

#[test]
fn pages_and_corners() {
    assert_eq!(go(at(1, 0), "PageDown").0.active, spot(11, 0));
    assert_eq!(go(at(15, 1), "PageUp Home").0.active, spot(5, 0));
    assert_eq!(go(at(1, 0), "ctrl+End").0.active, spot(29, 2));
    assert_eq!(go(at(4, 0), "End").0.active, spot(4, 2));
}

#[test]
fn typing_replaces_and_enter_commits_downwards() {
    let (state, effects) = go(at(3, 2), "4 2 Enter");
    assert_eq!(effects, [Effect::Commit(spot(3, 2), "42".into())]);
    assert_eq!((state.active, state.draft), (spot(4, 2), None));
}

#[test]
fn enter_and_f2_begin_with_the_text_that_is_there() {
    for key in ["Enter", "F2"] {
        assert_eq!(go(at(3, 0), key).0.draft, Some(Draft { text: "3.0".into(), typed: false }));
    }
}

#[test]
fn arrows_commit_what_was_typed_but_move_the_caret_of_what_was_opened() {
    assert_eq!(go(at(3, 0), "7 ArrowDown").1, [Effect::Commit(spot(3, 0), "7".into())]);
    let (state, effects) = go(at(3, 0), "F2 ArrowDown");
    assert!(effects.is_empty() && state.draft.is_some());
}

#[test]
fn tab_commits_and_goes_to_the_next_cell_one_can_edit() {
    assert_eq!(go(at(3, 0), "x Tab").0.active, spot(3, 2));
    assert_eq!(go(at(3, 2), "1 Tab").0.active, spot(4, 0));
    assert_eq!(go(at(4, 0), "x shift+Tab").0.active, spot(3, 2));
    assert_eq!(go(at(29, 2), "1 Tab").0.active, spot(29, 2));
}

#[test]
fn tab_leaves_the_table_while_one_only_moves() {
    assert_eq!(go(at(3, 0), "Tab"), (at(3, 0), vec![]));
}

#[test]
fn escape_gives_the_draft_up_then_the_selection() {
    let (state, effects) = go(at(3, 0), "z Escape");
    assert_eq!((state, effects), (at(3, 0), vec![Effect::Restore(spot(3, 0))]));
    assert_eq!(go(at(3, 0), "shift+ArrowDown Escape").0, at(4, 0));
}

#[test]
fn what_is_only_for_reading_takes_no_draft() {
    assert_eq!(go(at(3, 1), "5 F2").0.draft, None);
    assert_eq!(go(at(3, 1), "Enter").0.active, spot(4, 1));
}

#[test]
fn shift_extends_and_delete_clears_the_block() {
    let (state, effects) = go(at(2, 0), "shift+ArrowDown shift+ArrowRight Delete");
    let block = Block { top: 2, bottom: 3, left: 0, right: 1 };
    assert_eq!(state.block(), block);
    assert_eq!(effects, [Effect::Clear(block)]);
}

#[test]
fn rows_are_added_doubled_and_removed_by_key() {
    let block = Block { top: 2, bottom: 2, left: 0, right: 0 };
    assert_eq!(go(at(2, 0), "ctrl+Enter").1, [Effect::Insert(2)]);
    assert_eq!(go(at(2, 0), "ctrl+d").1, [Effect::Duplicate(block)]);
    assert_eq!(go(at(2, 0), "ctrl+Delete").1, [Effect::Remove(block)]);
}

#[test]
fn all_can_be_selected() {
    assert_eq!(go(at(2, 1), "ctrl+a").0.block(), Block { top: 1, bottom: 29, left: 0, right: 2 });
}

#[test]
fn alt_arrows_and_unknown_keys_belong_to_the_browser() {
    assert_eq!(Press::from_browser("ArrowLeft", false, false, true), None);
    assert_eq!(Press::from_browser("F5", false, false, false), None);
    let euro = Press { key: Key::Text("€".into()), shift: false, ctrl: false };
    assert_eq!(Press::from_browser("€", false, true, true), Some(euro));
}

#[test]
fn an_empty_table_ignores_keys() {
    let shape = Shape { rows: 0, cols: 3, page: 1, access: &|_| Access::Edit, begin: &|_, _| String::new() };
    let down = Press { key: Key::Down, shift: false, ctrl: false };
    assert_eq!(press(&GridState::default(), &shape, &down), None);
}

#[test]
fn a_block_survives_the_clipboard() {
    let block = vec![vec!["Ann \"A\" Roe".to_owned(), "1,200".into()], vec!["two\nlines".into(), "a\tb".into()]];
    assert_eq!(from_tsv(&tsv(&block)), block);
}

#[test]
fn a_block_from_excel_ends_its_lines_and_keeps_empty_cells() {
    assert_eq!(from_tsv("a\t\t1\r\nb\t2\t\r\n"), [vec!["a", "", "1"], vec!["b", "2", ""]]);
    assert_eq!(from_tsv(""), Vec::<Vec<String>>::new());
    assert_eq!(from_tsv("5\" disk"), [vec!["5\" disk"]]);
}

#[test]
fn one_value_fills_the_selection_a_block_starts_at_its_corner() {
    let state = at(2, 1).at(spot(4, 2), true);
    assert_eq!(paste(&state, from_tsv("9")), (spot(2, 1), vec![vec!["9".to_owned(); 2]; 3]));
    assert_eq!(paste(&state, from_tsv("9\t8")), (spot(2, 1), vec![vec!["9".to_owned(), "8".into()]]));
}

#[test]
fn a_long_table_draws_what_is_seen_and_a_little_more() {
    let drawn = window(5_000.0 * 33.0, 600.0, 33.0, 10_000);
    assert!(drawn.start < 5_000 && drawn.end > 5_019 && drawn.len() < 70, "{drawn:?}");
    assert_eq!(window(0.0, 600.0, 33.0, 10), 0..10);
    assert_eq!(window(1e9, 600.0, 33.0, 100).end, 100);
}

#[test]
fn the_active_cell_stays_inside_a_table_that_shrinks() {
    assert_eq!(at(20, 2).within(5, 2).active, spot(4, 1));
}

#[test]
fn a_name_that_excel_would_run_is_copied_as_text_and_a_negative_number_as_a_number() {
    let copied = |cell: &str| tsv(&[vec![cell.to_owned()]]);
    for formula in [
        "=HYPERLINK(\"http://x\")",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "-1-1",
        "@SUM(A1)",
        "\u{ff1d}1+1",
        "'=1",
        "+A1",
        "-x",
    ] {
        let text = copied(formula).replace("\"\"", "\"");
        assert!(text.trim_start_matches('"').starts_with('\''), "{formula} is copied as {text}");
        assert_eq!(from_tsv(&copied(formula)), [[formula]], "and pasted here as it was");
    }
    for (shown, number) in [
        ("−12.5", "-12.5"),
        ("-12.5", "-12.5"),
        ("−1,234,567", "-1,234,567"),
        ("−1.234,50 €", "-1.234,50 €"),
        ("−12\u{a0}%", "-12\u{a0}%"),
        ("+20 %", "+20 %"),
        ("−$610", "-$610"),
    ] {
        assert_eq!(copied(shown), number);
    }
    for plain in ["Ama Abara 60 %, Gia Nagy +20 %", "3 Jan 2027", "-", "O'Neill", "'tis", "±0"] {
        assert_eq!(copied(plain), plain);
    }
}

#[test]
fn a_first_row_that_names_columns_says_where_the_others_go() {
    let columns = [("no", "Tier"), ("from", "From"), ("value", "Pays")].map(|it| (it.0, it.1.to_owned()));
    let named = |text: &str| headings(&from_tsv(text), &columns);
    assert_eq!(named("From\tPays\n0 %\t1\n100 %\t1.5\n"), Some(vec![Some("from"), Some("value")]));
    assert_eq!(named("tier\tFROM\t pays\n1\t0 %\t1\n"), Some(vec![Some("no"), Some("from"), Some("value")]));
    assert_eq!(named("\tPays\tFrom\nlow\t1\t0 %\n"), Some(vec![None, Some("value"), Some("from")]));
    // Figures, a name that is no column's, and a single row are what is to be filled in.
    assert_eq!(named("0 %\t1\n100 %\t1.5\n"), None);
    assert_eq!(named("From\tTo\n0 %\t1\n"), None);
    assert_eq!(named("From\tPays\n"), None);
}
