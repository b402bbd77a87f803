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

fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
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

fn each_sheet(file: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut parts = parts(file);
    let names = names(&parts);
    for (at, name) in names.iter().enumerate() {
        let wanted = format!("xl/worksheets/sheet{}.xml", at + 1);
        let part = parts.iter_mut().find(|(part, _)| *part == wanted).unwrap();
        part.1 = change(name, String::from_utf8(std::mem::take(&mut part.1)).unwrap()).into_bytes();
    }
    pack(&parts)
}

/// The file without any result of a formula: who reads a figure has calculated it.
pub fn without_results(file: &[u8]) -> Vec<u8> {
    each_sheet(file, |_, xml| {
        let mut out = String::with_capacity(xml.len());
        let mut rest = xml.as_str();
        while let Some(at) = rest.find("</f><v>") {
            let (before, after) = rest.split_at(at + "</f>".len());
            out.push_str(before);
            rest = after.split_once("</v>").unwrap().1;
        }
        out.push_str(rest);
        out
    })
}

/// The file with numbers typed into cells: sheet, cell, number.
pub fn typed(file: &[u8], cells: &[(&str, String, f64)]) -> Vec<u8> {
    each_sheet(file, |name, mut xml| {
        for (_, cell, number) in cells.iter().filter(|(sheet, ..)| *sheet == name) {
            let begins = xml.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{name} has no {cell}"));
            let tag = begins + xml[begins..].find('>').unwrap();
            if xml[..tag].ends_with('/') {
                // An empty cell gets its first number.
                xml.replace_range(tag - 1..=tag, &format!("><v>{number}</v></c>"));
                continue;
            }
            let value = begins + xml[begins..].find("<v>").unwrap() + "<v>".len();
            let ends = value + xml[value..].find("</v>").unwrap();
            xml.replace_range(value..ends, &number.to_string());
        }
        xml
    })
}

/// Has LibreOffice recalculate files, all in one run; numbers by sheet and cell.
pub fn recalculated(files: &[(String, Vec<u8>)]) -> Vec<HashMap<(String, String), f64>> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("workbook-office");
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
        .args(["--headless", "--norestore", &home, "--convert-to", "fods", "--outdir"])
        .arg(&out)
        .args(&paths)
        .output()
        .unwrap();
    let read = |path: &PathBuf| {
        let place = out.join(path.file_stem().unwrap()).with_extension("fods");
        let text = std::fs::read_to_string(&place).unwrap_or_else(|error| {
            panic!(
                "{}: {error}\n{}\n{}",
                place.display(),
                String::from_utf8_lossy(&run.stdout),
                String::from_utf8_lossy(&run.stderr)
            )
        });
        numbers(&text)
    };
    paths.iter().map(read).collect()
}

const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// Numbers of a flat OpenDocument spreadsheet by sheet and cell.
fn numbers(xml: &str) -> HashMap<(String, String), f64> {
    let mut found = HashMap::new();
    for table in xml.split("<table:table ").skip(1) {
        let name = attribute(table.split('>').next().unwrap(), "table:name").unwrap();
        let mut row = 0usize;
        for line in table.split("<table:table-row").skip(1) {
            // A column of headers is no row.
            let head = line.split('>').next().unwrap();
            let mut column = 0usize;
            for cell in line.split("<table:table-cell").skip(1) {
                let head = cell.split('>').next().unwrap();
                let count =
                    attribute(head, "table:number-columns-repeated").map_or(1, |it| it.parse::<usize>().unwrap());
                if let Some(value) = attribute(head, "office:value") {
                    for at in column..column + count.min(200) {
                        found.insert((name.clone(), format!("{}{}", letters(at), row + 1)), value.parse().unwrap());
                    }
                }
                column += count;
            }
            row += attribute(head, "table:number-rows-repeated").map_or(1, |it| it.parse::<usize>().unwrap());
        }
    }
    found
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(rest.split('"').next()?.to_owned())
}

fn letters(column: usize) -> String {
    let (mut rest, mut text) = (column + 1, String::new());
    while rest > 0 {
        text.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    text
}
