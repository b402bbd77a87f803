//! Sheets as the bytes of an .xlsx file.

use super::place::{FIRST_MONTH, HEAD_ROWS, Tab};
use super::reckon::Value;
use super::sheets::{Content, Form, Look, Sheets};
use chrono::NaiveDate;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatBorder, Formula, Note,
    Workbook, Worksheet, XlsxError,
};
use std::collections::HashMap;

/// How money, shares and dates are shown.
fn number_format(form: Form, digits: u32) -> String {
    match form {
        Form::General => "General".to_owned(),
        Form::Coin => {
            let decimals = if digits == 0 { String::new() } else { format!(".{}", "0".repeat(digits as usize)) };
            format!("#,##0{decimals};[Red]-#,##0{decimals};-")
        }
        Form::Share => "0.00%".to_owned(),
        Form::Factor => "#,##0.0000".to_owned(),
        Form::Count => "#,##0.##".to_owned(),
        Form::Date => "yyyy-mm-dd".to_owned(),
        Form::Month => "mmm yyyy".to_owned(),
    }
}

fn format_of(look: Look, form: Form, digits: u32) -> Format {
    let format = Format::new().set_num_format(number_format(form, digits)).set_font_name("Arial").set_font_size(10);
    let grey = Color::RGB(0x6b_70_76);
    match look {
        Look::Plain => format,
        Look::Title => format.set_bold().set_font_size(14),
        Look::Heading => format.set_bold().set_border_bottom(FormatBorder::Thin),
        Look::Fine => format.set_font_color(grey),
        Look::Input => {
            format.set_font_color(Color::RGB(0x00_44_cc)).set_background_color(Color::RGB(0xff_fb_e6)).set_unlocked()
        }
        Look::Fixed => format.set_font_color(grey).set_background_color(Color::RGB(0xf1_f2_f3)),
        Look::Total => format.set_bold().set_border_top(FormatBorder::Hair),
        Look::FromApp => {
            format.set_italic().set_font_color(Color::RGB(0x8a_4b_00)).set_background_color(Color::RGB(0xfd_f0_e0))
        }
    }
}

/// Writes the file; `values` are what the formulas give, shown until something recalculates them.
pub(crate) fn write(
    sheets: &Sheets,
    values: &[Vec<Vec<Value>>],
    title: &str,
    today: NaiveDate,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::parse_from_str(&today.to_string())?;
    book.set_properties(&DocProperties::new().set_title(title).set_author("Remit").set_creation_datetime(&made));
    let mut formats: HashMap<(Look, Form), Format> = HashMap::new();
    for tab in Tab::ALL {
        let Some(sheet) = sheets.sheets.get(tab as usize) else { continue };
        // Without closed months nobody misses their sheet.
        if tab == Tab::Actuals && sheet.rows.len() <= HEAD_ROWS {
            continue;
        }
        let page = book.add_worksheet();
        page.set_name(tab.name())?;
        page.set_tab_color(Color::RGB(if tab.is_input() { 0x00_44_cc } else { 0x6b_70_76 }));
        // Without this an empty text that a formula gives would be stored as a nought.
        page.set_formula_result_default("");
        shape(page, tab, sheet.monthly)?;
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, entry) in cells.iter().enumerate() {
                let Some(entry) = entry else { continue };
                let format = formats
                    .entry((entry.look, entry.form))
                    .or_insert_with(|| format_of(entry.look, entry.form, sheets.digits));
                let (row, column) = (row as u32, column as u16);
                match &entry.content {
                    Content::Text(text) if text.is_empty() => page.write_blank(row, column, format)?,
                    Content::Text(text) => page.write_string_with_format(row, column, cut(text), format)?,
                    Content::Number(number) => page.write_number_with_format(row, column, *number, format)?,
                    Content::Formula(text) => {
                        let value = values.get(tab as usize).and_then(|it| it.get(row as usize)?.get(column as usize));
                        let formula = Formula::new(text).set_result(shown(value));
                        page.write_formula_with_format(row, column, formula, format)?
                    }
                };
            }
        }
        for (row, column, text) in &sheet.remarks {
            page.insert_note(*row as u32, *column as u16, &Note::new(text).set_author("Remit"))?;
        }
        for (row, column, least, most) in &sheet.bounds {
            let rule = DataValidation::new()
                .allow_decimal_number(DataValidationRule::Between(*least, *most))
                .set_error_title("Out of bounds")?
                .set_error_message(format!("A number from {least} to {most}"))?;
            page.add_data_validation(*row as u32, *column as u16, *row as u32, *column as u16, &rule)?;
        }
    }
    for (name, spot) in &sheets.names {
        book.define_name(name, &format!("={spot}"))?;
    }
    book.save_to_buffer()
}

/// What a cell can hold.
fn cut(text: &str) -> String {
    text.chars().take(32_000).collect()
}

fn shown(value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Truth(truth)) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Some(Value::Error) => "#VALUE!".to_owned(),
        Some(Value::Blank) | None => "0".to_owned(),
    }
}

/// Widths, what stays in sight, and paper.
fn shape(page: &mut Worksheet, tab: Tab, monthly: bool) -> Result<(), XlsxError> {
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    if monthly {
        page.set_column_width(0, 46)?.set_column_width(1, 30)?.set_column_width(2, 14)?;
        for column in 3..FIRST_MONTH {
            page.set_column_width(column as u16, 7)?;
        }
        page.set_column_range_width(FIRST_MONTH as u16, (FIRST_MONTH + 70) as u16, 14)?;
        page.set_freeze_panes(HEAD_ROWS as u32, FIRST_MONTH as u16)?;
        return Ok(());
    }
    match tab {
        Tab::Notes => page.set_column_width(0, 120)?,
        Tab::Check => page.set_column_width(0, 56)?.set_column_width(1, 34)?.set_column_range_width(2, 5, 20)?,
        Tab::Settings | Tab::Segments => {
            page.set_column_width(0, 52)?.set_column_range_width(1, 24, 18)?.set_freeze_panes(2, 1)?
        }
        Tab::Plans => page
            .set_column_range_width(0, 2, 30)?
            .set_column_range_width(3, 4, 14)?
            .set_column_width(5, 40)?
            .set_freeze_panes(4, 0)?,
        Tab::Attainment => page.set_column_width(0, 52)?.set_column_range_width(1, 24, 18)?,
        Tab::Rating => page
            .set_column_width(0, 46)?
            .set_column_width(1, 30)?
            .set_column_range_width(FIRST_MONTH as u16, (FIRST_MONTH + 260) as u16, 14)?
            .set_freeze_panes(2, FIRST_MONTH as u16)?,
        Tab::Roles | Tab::Seats | Tab::People | Tab::Opening => {
            page.set_column_range_width(0, 4, 22)?.set_column_range_width(5, 60, 16)?.set_freeze_panes(4, 1)?
        }
        Tab::Summary
        | Tab::Actuals
        | Tab::Staff
        | Tab::Funnel
        | Tab::Book
        | Tab::Customers
        | Tab::Quotas
        | Tab::Credits
        | Tab::Groups
        | Tab::Pay
        | Tab::Payout
        | Tab::Costs => page,
    };
    Ok(())
}
