//! Workbooks as LibreOffice recalculates them, and as files: their parts, read and changed by hand.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;
use std::process::Command;

/// What LibreOffice is called on this machine.
fn office() -> PathBuf {
    let named = std::env::var_os("REMIT_SOFFICE").map(PathBuf::from);
    let mac = PathBuf::from("/Applications/LibreOffice.app/Contents/MacOS/soffice");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).flat_map(|folder| ["soffice", "libreoffice"].map(|name| folder.join(name)));
    named.into_iter().chain(found).chain([mac]).find(|it| it.is_file()).expect(
        "LibreOffice is missing, which recalculates workbooks in this test. `./dev test native` installs it; or install LibreOffice Calc, \
         or set REMIT_SOFFICE to its soffice",
    )
}

/// Parts of a file, by name.
fn parts(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            let name = part.name().unwrap().into_owned();
            (name, bytes)
        })
        .collect()
}

/// A file of these parts, which nobody keeps: it is not compressed.
fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), plain).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Names of the sheets in the order of their files.
fn names(parts: &[(String, Vec<u8>)]) -> Vec<String> {
    let book = parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap();
    let text = String::from_utf8(book.1.clone()).unwrap();
    text.split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// Sheets of a file by their names, as XML.
pub fn sheets_xml(file: &[u8]) -> Vec<(String, String)> {
    let parts = parts(file);
    let xml = |at: usize| {
        let wanted = format!("xl/worksheets/sheet{}.xml", at + 1);
        String::from_utf8(parts.iter().find(|(name, _)| *name == wanted).unwrap().1.clone()).unwrap()
    };
    names(&parts).into_iter().enumerate().map(|(at, name)| (name, xml(at))).collect()
}

/// What a sheet of a file shows before anything recalculates it: numbers and texts by their cells.
pub fn stored(file: &[u8], sheet: &str) -> HashMap<String, String> {
    let parts = parts(file);
    let part = |wanted: &str| parts.iter().find(|(name, _)| name == wanted).map(|it| String::from_utf8_lossy(&it.1));
    let strings = part("xl/sharedStrings.xml").unwrap();
    let strings: Vec<&str> = strings.split("<si>").skip(1).map(|text| between(text, "<t", "</t>").unwrap()).collect();
    let strings: Vec<&str> = strings.into_iter().map(|text| text.split_once('>').unwrap().1).collect();
    let at = names(&parts).iter().position(|name| name == sheet).unwrap();
    let xml = part(&format!("xl/worksheets/sheet{}.xml", at + 1)).unwrap();
    let mut found = HashMap::new();
    for cell in xml.split("<c ").skip(1) {
        let (Some(name), Some(value)) = (between(cell, "r=\"", "\""), between(cell, "<v>", "</v>")) else { continue };
        let is_shared = cell.split('>').next().unwrap().contains("t=\"s\"");
        let text = if is_shared { strings[value.parse::<usize>().unwrap()] } else { value };
        found.insert(name.to_owned(), text.to_owned());
    }
    found
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}

/// The file with numbers typed into cells (sheet, cell, number) and without any result of a formula: who reads a figure has calculated it.
pub fn to_be_calculated(file: &[u8], cells: &[(&str, String, f64)]) -> Vec<u8> {
    let mut parts = parts(file);
    let names = names(&parts);
    for (at, name) in names.iter().enumerate() {
        let wanted = format!("xl/worksheets/sheet{}.xml", at + 1);
        let part = parts.iter_mut().find(|(part, _)| *part == wanted).unwrap();
        let mut xml = String::from_utf8(std::mem::take(&mut part.1)).unwrap();
        for (_, cell, number) in cells.iter().filter(|(sheet, ..)| sheet == name) {
            type_in(&mut xml, cell, *number);
        }
        part.1 = without_results(&xml).into_bytes();
    }
    pack(&parts)
}

fn without_results(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = rest.find("</f><v>") {
        let (before, after) = rest.split_at(at + "</f>".len());
        out.push_str(before);
        rest = after.split_once("</v>").unwrap().1;
    }
    out.push_str(rest);
    out
}

fn type_in(xml: &mut String, cell: &str, number: f64) {
    let begins = xml.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("there is no {cell}"));
    let tag = begins + xml[begins..].find('>').unwrap();
    if xml[..tag].ends_with('/') {
        // An empty cell gets its first number.
        xml.replace_range(tag - 1..=tag, &format!("><v>{number}</v></c>"));
        return;
    }
    let value = begins + xml[begins..].find("<v>").unwrap() + "<v>".len();
    let ends = value + xml[value..].find("</v>").unwrap();
    xml.replace_range(value..ends, &number.to_string());
}

/// What stands in a cell that LibreOffice has recalculated.
#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Number(f64),
    /// A text, or what is no number besides: nothing, a date, an error.
    Text(String),
}

/// A file that LibreOffice has recalculated: its sheets, row by row.
pub struct Answer(HashMap<String, Vec<Vec<Cell>>>);

impl Answer {
    fn at(&self, sheet: &str, cell: &str) -> Option<&Cell> {
        let (letters, row) = cell.split_at(cell.find(|it: char| it.is_ascii_digit()).unwrap());
        let column = letters.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1);
        self.0[sheet].get(row.parse::<usize>().unwrap() - 1)?.get(column - 1)
    }

    /// The text in a cell; none where a number stands there, or nothing.
    pub fn text(&self, sheet: &str, cell: &str) -> Option<&str> {
        match self.at(sheet, cell)? {
            Cell::Number(_) => None,
            Cell::Text(text) => Some(text),
        }
    }

    /// The number in a cell; none where a text stands there, or nothing.
    pub fn number(&self, sheet: &str, cell: &str) -> Option<f64> {
        match self.at(sheet, cell)? {
            Cell::Number(number) => Some(*number),
            Cell::Text(_) => None,
        }
    }
}

/// Has LibreOffice recalculate files, all in one run, in a folder of that name.
pub fn recalculated(folder: &str, files: &[(String, Vec<u8>)]) -> Vec<Answer> {
    // Every sheet as a file of its own, in UTF-8. Texts stand in quotation marks and numbers do not; they have all their digits.
    const EVERY_SHEET: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1";
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = std::fs::remove_dir_all(&folder);
    let profile = folder.join("profile/user");
    std::fs::create_dir_all(&profile).unwrap();
    std::fs::write(profile.join("registrymodifications.xcu"), ALWAYS_RECALCULATE).unwrap();
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name).with_extension("xlsx")).collect();
    for ((_, bytes), path) in files.iter().zip(&paths) {
        std::fs::write(path, bytes).unwrap();
    }
    let out = folder.join("out");
    let home = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new(office())
        .args(["--headless", "--norestore", &home, "--convert-to", EVERY_SHEET, "--outdir"])
        .arg(&out)
        .args(&paths)
        .output()
        .unwrap();
    let read = |name: &str, sheet: String| {
        let place = out.join(format!("{name}-{sheet}.csv"));
        let text = std::fs::read_to_string(&place).unwrap_or_else(|error| {
            panic!(
                "{}: {error}\n{}\n{}",
                place.display(),
                String::from_utf8_lossy(&run.stdout),
                String::from_utf8_lossy(&run.stderr)
            )
        });
        (sheet, cells(&text))
    };
    let answer = |(name, file): &(String, Vec<u8>)| {
        Answer(names(&parts(file)).into_iter().map(|sheet| read(name, sheet)).collect())
    };
    files.iter().map(answer).collect()
}

const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// The cells of a sheet, row by row.
fn cells(text: &str) -> Vec<Vec<Cell>> {
    let (mut rows, mut row, mut rest) = (Vec::new(), Vec::new(), text);
    while !rest.is_empty() {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(text) => quoted(text),
            None => {
                let (text, after) = rest.split_at(rest.find([',', '\n']).unwrap_or(rest.len()));
                (number(text).map_or_else(|| Cell::Text(text.to_owned()), Cell::Number), after)
            }
        };
        row.push(cell);
        if !after.starts_with(',') {
            rows.push(std::mem::take(&mut row));
        }
        rest = after.get(1..).unwrap_or("");
    }
    rows
}

/// A text up to its closing quotation mark, and what follows that.
fn quoted(mut rest: &str) -> (Cell, &str) {
    let mut text = String::new();
    loop {
        let (part, after) = rest.split_once('"').unwrap();
        text.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                text.push('"');
                rest = more;
            }
            None => return (Cell::Text(text), after),
        }
    }
}

/// A number, which may be in per cent.
fn number(text: &str) -> Option<f64> {
    match text.strip_suffix('%') {
        Some(hundredths) => hundredths.parse::<f64>().ok().map(|it| it / 100.0),
        None => text.parse().ok(),
    }
}

#[test]
fn cells_that_libreoffice_writes_are_read_as_what_they_are() {
    let text = "\"Pay, \"\"net\"\"\",1.5,-12.5%,,\"7\"\nTRUE,2.5E-07\n";
    let text_of = |text: &str| Cell::Text(text.to_owned());
    let first = [text_of("Pay, \"net\""), Cell::Number(1.5), Cell::Number(-0.125), text_of(""), text_of("7")];
    assert_eq!(cells(text), [first.to_vec(), vec![text_of("TRUE"), Cell::Number(2.5e-7)]]);
}
