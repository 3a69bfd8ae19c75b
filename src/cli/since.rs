//! `--since`: only the findings on lines that have changed since a git revision.

use super::message;
use crate::report::Report;
use std::ffi::{OsStr, OsString};
use std::io;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};

/// A revision, and how the files differ from it.
#[derive(Debug)]
pub(super) struct Since {
    /// The commit's own name, which no option looks like.
    commit: String,
    /// The article that is no file.
    stdin_name: String,
    failed: AtomicBool,
}

/// The lines of a file that are not as they were.
#[derive(Debug, PartialEq, Eq)]
enum Changed {
    /// All of them.
    Whole,
    /// These, from 1, in order.
    Lines(Vec<RangeInclusive<u32>>),
}

impl Since {
    /// The revision as the repository of the working folder knows it.
    pub(super) fn new(revision: &str, stdin_name: &str) -> Result<Self, String> {
        let here = Path::new(".");
        let inside = git(here, ["rev-parse", "--git-dir"].map(OsStr::new))?;
        if !inside.status.success() {
            return Err(format!(
                "--since {revision}: this folder is in no git repository: {}",
                said(&inside)
            ));
        }
        let commit = format!("{revision}^{{commit}}");
        let arguments = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ];
        let known = git(here, arguments.map(OsStr::new))?;
        if !known.status.success() {
            return Err(format!(
                "--since {revision}: git knows no such revision: give a commit, branch or tag, \
                 and fetch it where the clone is shallow"
            ));
        }
        Ok(Self {
            commit: String::from_utf8_lossy(&known.stdout).trim().to_owned(),
            stdin_name: stdin_name.to_owned(),
            failed: AtomicBool::new(false),
        })
    }

    /// The article with those findings alone that have a figure on a changed line.
    ///
    /// Records and documents in parts have no lines of the file: any change in it is theirs.
    pub(super) fn of(&self, report: Report) -> Report {
        let name = report.document.name.raw();
        if name == self.stdin_name || !report.has_findings() {
            return report;
        }
        match self.changed(Path::new(name)) {
            Ok(Changed::Whole) => report,
            Ok(Changed::Lines(lines)) if report.id.is_some() && !lines.is_empty() => report,
            Ok(Changed::Lines(lines)) => report.on_lines(|on| {
                let overlaps = |line: &RangeInclusive<u32>| {
                    line.start() <= on.end() && on.start() <= line.end()
                };
                lines.iter().any(overlaps)
            }),
            Err(why) => {
                self.failed.store(true, Ordering::Relaxed);
                message::error(&format!("{name}: {why}; all its findings are shown"));
                report
            }
        }
    }

    /// Whether git answered for every article.
    pub(super) fn whole(&self) -> bool {
        !self.failed.load(Ordering::Relaxed)
    }

    fn changed(&self, file: &Path) -> Result<Changed, String> {
        let folder = file.parent().filter(|path| !path.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let name = file.file_name().unwrap_or(file.as_os_str());
        let known = ["ls-files", "--error-unmatch", "--"].map(OsStr::new);
        let known = git(folder, known.into_iter().chain([name]))?;
        match known.status.code() {
            Some(0) => {}
            Some(1) => return Ok(Changed::Whole),
            _ => return Err(format!("git can't tell what has changed: {}", said(&known))),
        }
        let arguments = [
            "diff",
            "-U0",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
        ];
        let commit = [self.commit.as_str(), "--"];
        let arguments = arguments.into_iter().chain(commit).map(OsStr::new);
        let differs = git(folder, arguments.chain([name]))?;
        if !differs.status.success() {
            return Err(format!(
                "git can't tell what has changed: {}",
                said(&differs)
            ));
        }
        Ok(hunks(&differs.stdout))
    }
}

/// Runs git in a folder, with paths taken as they are.
fn git<'a>(
    folder: &Path,
    arguments: impl IntoIterator<Item = &'a OsStr>,
) -> Result<Output, String> {
    let mut command = Command::new("git");
    let command = command.arg("-C").arg(folder).arg("--literal-pathspecs");
    let arguments: Vec<OsString> = arguments.into_iter().map(OsStr::to_owned).collect();
    command
        .args(arguments)
        .output()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => "--since needs git on the path: install it".to_owned(),
            _ => format!("git can't be run: {error}"),
        })
}

/// What git said first on standard error.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().next().unwrap_or("it says nothing").to_owned()
}

/// The lines of the working tree that a diff without context names; of a binary file all.
fn hunks(diff: &[u8]) -> Changed {
    let mut lines = Vec::new();
    for line in diff.split(|byte| *byte == b'\n') {
        if line.starts_with(b"Binary files ") {
            return Changed::Whole;
        }
        let header = line.strip_prefix(b"@@ ").map(String::from_utf8_lossy);
        lines.extend(header.as_deref().and_then(hunk));
    }
    Changed::Lines(lines)
}

/// `-3,2 +3,4 @@ …`: lines 3 to 6; `+3,0` is none, what stood there is gone.
fn hunk(header: &str) -> Option<RangeInclusive<u32>> {
    let now = header.split(' ').find_map(|part| part.strip_prefix('+'))?;
    let (start, length) = now.split_once(',').unwrap_or((now, "1"));
    let (start, length): (u32, u32) = (start.parse().ok()?, length.parse().ok()?);
    let last = length.checked_sub(1)?;
    Some(start..=start.saturating_add(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_name_lines() {
        let diff = b"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -3,2 +3,4 @@ Town +9\n-a\n+b\n@@ -9 +11 @@\n@@ -12,2 +13,0 @@\n";
        assert_eq!(hunks(diff), Changed::Lines(vec![3..=6, 11..=11]));
        assert_eq!(hunks(b""), Changed::Lines(Vec::new()));
        assert_eq!(hunks(b"Binary files a/x and b/x differ\n"), Changed::Whole);
    }
}
