//! What libraries and the system report, as a person would say it.

use std::io::ErrorKind;

/// An error of the system as a clause.
pub(super) fn of_io(error: &std::io::Error) -> String {
    const KNOWN: [(ErrorKind, &str); 5] = [
        (ErrorKind::NotFound, "there is no such file or folder"),
        (ErrorKind::PermissionDenied, "permission is denied"),
        (ErrorKind::IsADirectory, "it is a folder"),
        (ErrorKind::StorageFull, "the disk is full"),
        (ErrorKind::ReadOnlyFilesystem, "the disk is read-only"),
    ];
    let known = KNOWN.iter().find(|(kind, _)| *kind == error.kind());
    known.map_or_else(|| error.to_string(), |(_, words)| (*words).to_owned())
}
