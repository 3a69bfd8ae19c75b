//! `statvet init`: a folder that can be vetted, with a first rule.

use super::args::InitArguments;
use super::{Exit, message, output};
use crate::report::terminal::visible_str;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// What is written, each where nothing stands.
const FILES: [(&str, &str); 3] = [
    ("statvet.toml", include_str!("init/statvet.toml")),
    ("rules/first.toml", include_str!("init/first.toml")),
    ("articles/first.md", include_str!("init/first.md")),
];

const NEXT: &str = "
Next:
  statvet rules test       the rule against its three examples
  statvet check articles   the article in articles/ against the rule
Then put your articles into articles/, and your first source and value into rules/first.toml.
";

/// Writes the files that are not there yet.
pub(super) fn init(arguments: &InitArguments) -> Result<Exit, String> {
    let mut told = Vec::new();
    let mut whole = true;
    for (name, text) in FILES {
        let path = arguments.folder.join(name);
        let path = path.strip_prefix("./").unwrap_or(&path);
        match write_new(path, text) {
            Ok(()) => told.push(format!("wrote    {}", path.display())),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.exists() => {
                told.push(format!(
                    "left     {}, which is there already",
                    path.display()
                ));
            }
            Err(error) => {
                let why = output::why(&error);
                message::error(&format!("{}: can't be written: {why}", path.display()));
                whole = false;
            }
        }
    }
    let next = whole.then(|| next(&arguments.folder));
    output::print(|out, _| write(&told, next.as_deref(), out));
    Ok(if whole { Exit::Clean } else { Exit::NotDone })
}

fn write(told: &[String], next: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    for line in told {
        writeln!(out, "{}", visible_str(line))?;
    }
    out.write_all(next.unwrap_or_default().as_bytes())
}

/// What to do next, and where.
fn next(folder: &Path) -> String {
    if folder == Path::new(".") {
        return NEXT.to_owned();
    }
    let folder = visible_str(&folder.display().to_string());
    NEXT.replacen("Next:", &format!("Next, in {folder}:"), 1)
}

/// Writes a file that is not there, and its folder.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
