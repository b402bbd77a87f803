//! `remit export`: a workbook with live formulas, and tables as CSV.

use super::args::{Invocation, Opt};
use super::check::{self, Evaluated};
use super::{Exit, Failure, Ports, set};
use crate::exchange::tables::TableOf;
use crate::exchange::workbook::Workbook;
use crate::model::Severity;
use std::path::Path;

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let (xlsx, folder) = (invocation.value(Opt::Xlsx), invocation.value(Opt::Csv));
    if xlsx.is_none() && folder.is_none() {
        return Err(Failure::Usage("nothing to export: give --xlsx OUT, --csv FOLDER, or both".to_owned()));
    }
    let today = check::env(invocation, ports.env)?.today;
    let Evaluated { document, outcome } = check::evaluated(invocation, ports)?;
    for problem in outcome.problems.iter().filter(|problem| problem.severity != Severity::Note) {
        ports.say(&problem.to_string());
    }
    if let Some(place) = xlsx {
        let workbook = Workbook::new(&document, &outcome);
        let called = place.to_string_lossy().into_owned();
        let bytes =
            workbook.to_bytes(today).map_err(|error| Failure::Write(called.clone(), std::io::Error::other(error)))?;
        set::write(place, &bytes)?;
        let (formulas, _) = workbook.formulas();
        ports.say(&format!("{called}: {formulas} formulas"));
        for text in workbook.not_live() {
            ports.say(&format!("not live: {text}"));
        }
    }
    if let Some(folder) = folder {
        let failed = |error| Failure::Write(folder.to_string_lossy().into_owned(), error);
        std::fs::create_dir_all(folder).map_err(failed)?;
        for table in TableOf::ALL {
            let place = Path::new(folder).join([table.key(), ".csv"].concat());
            set::write(place.as_os_str(), table.csv(&document, &outcome).as_bytes())?;
            ports.say(&place.to_string_lossy());
        }
    }
    Ok(check::exit(&outcome.problems))
}
