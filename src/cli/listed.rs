//! `--files-from`: paths from a list, a line each, or with NUL between them.

use super::settings::is_stdin;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The paths that a list names, in its order; `-` is the list on standard input.
pub(super) fn listed(list: &Path) -> Result<Vec<PathBuf>, String> {
    let mut bytes = Vec::new();
    let read = if is_stdin(list) {
        io::stdin().read_to_end(&mut bytes)
    } else {
        File::open(list).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    let name = list.display();
    read.map_err(|error| format!("--files-from {name}: can't be read: {error}"))?;
    let path = |bytes: &[u8]| {
        let path = path(bytes).ok_or("a path in it is not UTF-8: rename the file")?;
        // In a list it is a file's name.
        Ok(if is_stdin(&path) {
            Path::new(".").join(path)
        } else {
            path
        })
    };
    let paths = entries(&bytes).map(path).collect::<Result<_, &str>>();
    paths.map_err(|why| format!("--files-from {name}: {why}"))
}

/// What stands between NULs; where there are none, the lines.
fn entries(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let by_nul = bytes.contains(&0);
    let between = bytes.split(move |byte| *byte == if by_nul { 0 } else { b'\n' });
    let entries = between.map(move |entry| match entry.strip_suffix(b"\r") {
        Some(line) if !by_nul => line,
        _ => entry,
    });
    entries.filter(|entry| !entry.is_empty())
}

#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "elsewhere a path may not be made of any bytes"
)]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    Some(OsString::from_vec(bytes.to_vec()).into())
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    let text = String::from_utf8(bytes.to_vec()).ok()?;
    Some(OsString::from(text).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_by_line_or_by_nul() {
        for (list, paths) in [
            ("a.txt\nb c.txt\r\n\n", &["a.txt", "b c.txt"][..]),
            ("a.txt\0b\nc.txt\0", &["a.txt", "b\nc.txt"]),
            ("a.txt", &["a.txt"]),
            ("", &[]),
        ] {
            let told: Vec<_> = entries(list.as_bytes()).collect();
            let paths: Vec<_> = paths.iter().map(|path| path.as_bytes()).collect();
            assert_eq!(told, paths, "{list:?}");
        }
    }
}
