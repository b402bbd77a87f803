//! Tables as real exports have them.

use super::*;

fn rows(table: &Table) -> Vec<(u32, Vec<String>)> {
    table.reader().map(|record| (record.line, record.cells().map(str::to_owned).collect())).collect()
}

fn open(text: &str) -> Table {
    Table::open(text.as_bytes()).unwrap()
}

#[test]
fn the_delimiter_is_found_even_where_amounts_hold_another() {
    let cases = [
        ("a,b,c\n1,2,3\n", Delimiter::Comma),
        ("Kunde;ARR;Ende\nA;37.649,10 €;01.11.2027\nB;2,50;02.11.2027\n", Delimiter::Semicolon),
        ("name\tarr\nA\t\"1,234\"\nB\t\"2,000\"\n", Delimiter::Tab),
        ("name|arr\nA|1,234.50\nB|2,000.00\n", Delimiter::Pipe),
        ("\"a;b\",\"c;d\",e\n\"x;y\",\"z;w\",1\n", Delimiter::Comma),
        ("only\none\n", Delimiter::Comma),
        ("sep=;\na,x;b\n1,y;2\n", Delimiter::Semicolon),
    ];
    for (text, expected) in cases {
        assert_eq!(open(text).delimiter, expected, "{text}");
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let table = open("sep=,\r\nid,name\r\n\r\n1,\"two\r\nlines\"\r\n\r\n2,b\r\n,\r\n3,c");
    assert_eq!(table.header_line, Some(2));
    let lines: Vec<u32> = rows(&table).iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [4, 7, 8, 9]);
    let mac = open("id,name\r1,a\r2,b\r");
    assert_eq!(rows(&mac).iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn titles_above_the_header_are_passed_over() {
    let table = open("Customer report\nAs of 2027-01-31\n\nid,name,arr\n1,A,5\n2,B,6\n");
    assert_eq!((table.header_line, table.header.join(" ")), (Some(4), "id name arr".into()));
    assert_eq!(table.notes, ["2 lines above the header in line 4 passed over."]);
}

#[test]
fn a_file_without_column_names_starts_with_its_first_row() {
    let table = open("C1,Acme,500.00,2027-01\nC2,Bolt,600.00,2027-02\n");
    assert_eq!((table.header_line, table.header.join(" ")), (None, "Column A Column B Column C Column D".into()));
    assert_eq!(rows(&table).len(), 2);
    let named = table.with_layout(Delimiter::Comma, HeaderChoice::Record(0));
    assert_eq!((named.header.join(" "), rows(&named).len()), ("C1 Acme 500.00 2027-01".into(), 1));
}

#[test]
fn months_as_column_names_are_names() {
    let table = open("account,2027-01,2027-02\nA,5,6\nB,7,8\n");
    assert_eq!(table.header.join(" "), "account 2027-01 2027-02");
}

#[test]
fn empty_columns_at_the_right_are_left_out_and_too_many_are_refused() {
    assert_eq!(open("id,name,,,\n1,A,,,\n2,B,,,\n").header, ["id", "name"]);
    assert_eq!(open("id,name,,\n1,A,,\n2,B,note,\n").header, ["id", "name", "Column C"]);
    let wide = (0..500).map(|column| format!("c{column}")).collect::<Vec<_>>().join(",");
    let refusal = Table::open(wide.as_bytes()).unwrap_err().to_string();
    assert_eq!(refusal, "The file has 500 columns; up to 400 can be read. Leave out those that are not needed.");
}

#[test]
fn columns_have_different_names() {
    let table = open("Amount,,Amount,amount\n1,x,2,3\n");
    assert_eq!(table.header, ["Amount", "Column B", "Amount (2)", "amount"]);
}

#[test]
fn a_row_with_too_many_cells_is_marked_and_the_next_is_read() {
    let table = open("id,name,arr\n1,Acme, Inc.,500\n2,Bolt,600\n3,Cog,700,,\n4\n");
    let flaws: Vec<Option<Flaw>> = table.reader().map(|record| record.flaw).collect();
    assert_eq!(flaws, [Some(Flaw::TooManyCells { found: 4, expected: 3 }), None, None, None]);
}

#[test]
fn an_open_quotation_mark_costs_one_row_only() {
    let table = open("id,name,arr\n1,A,5\n2,\"B,6\n3,C,7\n4,D,8\n");
    let seen: Vec<(u32, bool)> = table.reader().map(|record| (record.line, record.flaw.is_some())).collect();
    assert_eq!(seen, [(2, false), (3, true), (4, false), (5, false)]);
    let last = open("id,name,arr\n1,A,5\n2,\"B,6");
    assert_eq!(last.reader().last().unwrap().flaw, Some(Flaw::OpenQuote));
    let closed_by_another = open("id,name,arr\n1,\"A,5\n2,B,6\n3,\"C\",7\n4,D,8\n");
    let flawed: Vec<u32> =
        closed_by_another.reader().filter(|record| record.flaw.is_some()).map(|record| record.line).collect();
    assert_eq!(flawed, [2]);
}

#[test]
fn a_space_before_a_quotation_mark_does_not_hide_it() {
    let table = open("id, name, arr\n1, \"Acme, \"\"the\"\" Inc.\", 5\n2, \"Bolt, \", 6\n3, 4\" pipe, 7\n");
    let names: Vec<String> = table.reader().map(|record| record.cell(1).to_owned()).collect();
    assert_eq!(names, ["Acme, \"the\" Inc.", "Bolt,", "4\" pipe"]);
}

#[test]
fn chunks_add_up_to_the_file() {
    let text: String =
        std::iter::once("id,n\n".to_owned()).chain((0..5_000).map(|row| format!("r{row},{row}\n"))).collect();
    let table = open(&text);
    let mut reader = table.reader();
    let (mut all, mut progress) = (0, 0.0);
    loop {
        let chunk = reader.next_chunk(700);
        assert!(reader.progress() >= progress);
        progress = reader.progress();
        all += chunk.len();
        if chunk.is_empty() {
            break;
        }
    }
    assert_eq!((all, progress, table.lines()), (5_000, 1.0, 5_000));
    assert!(table.sample().len() > 1_500);
}
