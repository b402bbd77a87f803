//! What kind of file a table is, where nobody said.

use super::mapping::Found;
use super::{Context, IMPORTERS, Importer, guess_mapping};
use crate::exchange::Table;

/// The importer that knows most of the table's columns by their names and lacks none that it needs; nothing where every one lacks some.
/// Among equals it is the one that is offered first.
pub fn likely(table: &Table, context: &Context) -> Option<&'static Importer> {
    let mut best: Option<(usize, &'static Importer)> = None;
    for importer in IMPORTERS {
        let mapping = guess_mapping(importer, table, context);
        if !mapping.missing(importer).is_empty() {
            continue;
        }
        let known = mapping.columns.iter().filter(|it| it.field.is_some() && it.found == Found::ByName).count();
        if best.is_none_or(|(most, _)| known > most) {
            best = Some((known, importer));
        }
    }
    best.map(|(_, importer)| importer)
}
