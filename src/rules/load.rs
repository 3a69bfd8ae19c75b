//! Reads packs and the data beside them: the files, their sizes, and that no path leaves its pack's folder.

use super::error::{Level, Mistake, PackError, Sink, SourceText};
use super::model::At;
use super::pack;
use super::ruleset::RuleSet;
use super::validate::{self, DataFiles};
use crate::untrusted::Untrusted;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// How large the files of packs may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a pack or of a data file.
    pub file_size: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_size: 16 * 1024 * 1024,
        }
    }
}

/// What packs gave.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The rules that no mistake touches.
    pub rules: RuleSet,
    /// All mistakes, by file and place.
    pub errors: Vec<PackError>,
    /// What is worth mending and keeps nothing from running, by file and place, where that was asked for.
    pub warnings: Vec<PackError>,
    /// The packs that were read, in order.
    pub packs: Vec<Untrusted>,
}

/// Files in a folder of packs that are configuration, not packs.
const NOT_PACKS: [&str; 2] = ["statvet.toml", "statvet-decisions.toml"];
/// How deep folders of packs are searched.
const DEEPEST: usize = 8;

/// Loads the packs at `paths`: files, and folders whose `.toml` files are packs. All mistakes are told; what they
/// do not touch is loaded.
pub fn load(paths: &[PathBuf], limits: Limits) -> Loaded {
    read(paths, limits, Lint::No)
}

/// Loads the packs, and looks for what is worth mending in them.
pub(crate) fn lint(paths: &[PathBuf], limits: Limits) -> Loaded {
    read(paths, limits, Lint::Yes)
}

/// Whether to look for what is worth mending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lint {
    No,
    Yes,
}

fn read(paths: &[PathBuf], limits: Limits, lint: Lint) -> Loaded {
    let mut loaded = Loaded::default();
    for path in paths {
        let mut files = Vec::new();
        if path.is_dir() {
            collect(path, DEEPEST, &mut files);
            if files.is_empty() {
                loaded.errors.extend(whole_file(
                    path,
                    "holds no rule packs: no file in it ends in .toml",
                ));
            }
        } else {
            files.push(path.clone());
        }
        for file in files {
            load_file(&file, limits, lint, &mut loaded);
        }
    }
    loaded.rules.index();
    loaded
}

/// The packs in `folder` and the folders in it, in the order of their names.
fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    for path in paths {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        if name.starts_with('.') || NOT_PACKS.contains(&name) {
            continue;
        }
        if path.is_dir() {
            if depth > 0 && !path.is_symlink() {
                collect(&path, depth.saturating_sub(1), files);
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
}

fn load_file(path: &Path, limits: Limits, lint: Lint, loaded: &mut Loaded) {
    let text = match read_text(path, limits) {
        Ok(text) => text,
        Err(problem) => {
            loaded.errors.extend(whole_file(path, &problem));
            return;
        }
    };
    let name = path
        .file_stem()
        .map_or_else(|| "pack".into(), |stem| stem.to_string_lossy().into_owned());
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    loaded.packs.push(shown(path));
    let mut files = BesidePack {
        folder: folder.to_owned(),
        limits,
        read: Vec::new(),
        errors: Vec::new(),
    };
    let file = Arc::new(SourceText {
        name: shown(path),
        text,
    });
    let (errors, warnings): (Vec<_>, Vec<_>) =
        add(&name, file, lint, &mut files, &mut loaded.rules)
            .into_iter()
            .partition(|told| told.level == Level::Error);
    loaded.errors.extend(errors);
    loaded.warnings.extend(warnings);
    loaded.errors.append(&mut files.errors);
}

/// Adds the pack in `file`, called `name`, to `rules`; its mistakes and then its warnings are returned.
pub(super) fn add(
    name: &str,
    file: Arc<SourceText>,
    lint: Lint,
    files: &mut dyn DataFiles,
    rules: &mut RuleSet,
) -> Vec<PackError> {
    let mut sink = Sink::new(file);
    if let Some(pack) = pack::read(&mut sink) {
        let data = validate::add(name, &pack, files, &mut sink, rules);
        if lint == Lint::Yes {
            super::lint::lint(&pack, &data, &mut sink);
        }
    }
    sink.into_errors()
}

/// Data files in the folder of a pack.
struct BesidePack {
    folder: PathBuf,
    limits: Limits,
    /// The files read so far, by path as written: several data sets may use one.
    read: Vec<(String, Arc<SourceText>)>,
    errors: Vec<PackError>,
}

impl DataFiles for BesidePack {
    fn open(&mut self, path: &At<String>, pack: &mut Sink) -> Option<Arc<SourceText>> {
        if let Some((_, file)) = self.read.iter().find(|(known, _)| *known == path.value) {
            return Some(Arc::clone(file));
        }
        let inside = self.inside(&path.value);
        match inside.and_then(|file| read_text(&file, self.limits)) {
            Ok(text) => {
                let name = shown(&self.folder.join(&path.value));
                let file = Arc::new(SourceText { name, text });
                self.read.push((path.value.clone(), Arc::clone(&file)));
                Some(file)
            }
            Err(problem) => {
                let message = format!("`{}` {problem}", path.value);
                pack.push(
                    Mistake::at(&path.span, message)
                        .expected("a CSV file in the pack's folder or below"),
                );
                None
            }
        }
    }

    fn tell(&mut self, mistakes: Sink) {
        for mistake in mistakes.into_errors() {
            let same = |known: &PackError| {
                Arc::ptr_eq(&known.file, &mistake.file)
                    && known.span == mistake.span
                    && known.message == mistake.message
            };
            if !self.errors.iter().any(same) {
                self.errors.push(mistake);
            }
        }
    }
}

impl BesidePack {
    /// `path` as a file in the pack's folder or below, whatever links stand in it.
    fn inside(&self, path: &str) -> Result<PathBuf, String> {
        const OUTSIDE: &str = "leads out of the pack's folder";
        let relative = Path::new(path);
        let plain = relative
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !plain || path.contains('\\') {
            return Err(OUTSIDE.to_owned());
        }
        let joined = self.folder.join(relative);
        let unreadable = |error: std::io::Error| reason(&error);
        let real = joined.canonicalize().map_err(unreadable)?;
        let folder = self.folder.canonicalize().map_err(unreadable)?;
        if real.starts_with(&folder) {
            Ok(real)
        } else {
            Err(OUTSIDE.to_owned())
        }
    }
}

/// The text of a file; the problem in words where it can't be read.
fn read_text(path: &Path, limits: Limits) -> Result<String, String> {
    // Asked before it is opened: opening a pipe would wait for its other end.
    let about = fs::metadata(path).map_err(|error| reason(&error))?;
    if !about.is_file() {
        return Err("is not a file".to_owned());
    }
    let file = fs::File::open(path).map_err(|error| reason(&error))?;
    let mut bytes = Vec::new();
    file.take(limits.file_size.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| reason(&error))?;
    if u64::try_from(bytes.len()).is_ok_and(|size| size > limits.file_size) {
        return Err(format!(
            "is larger than {} bytes, the most that is read",
            limits.file_size
        ));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        format!("is not UTF-8: byte {place} can't be read; save it as UTF-8")
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// Why a file can't be read, without the system's numbers.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read: no permission".to_owned(),
        _ => format!("can't be read: {error}"),
    }
}

fn shown(path: &Path) -> Untrusted {
    Untrusted::from(path.to_string_lossy())
}

/// A mistake of a file as a whole.
fn whole_file(path: &Path, problem: &str) -> Vec<PackError> {
    let mut sink = Sink::new(Arc::new(SourceText {
        name: shown(path),
        text: String::new(),
    }));
    sink.push(Mistake::of_file(problem));
    sink.into_errors()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::told;

    const PACK: &str = "[sources.a]\npublisher = \"A\"\n[data.d]\npath = \"PATH\"\nsource = \"a\"\nkind = \"level\"\nvalue = \"value\"\n\
                        [[rule]]\nid = \"r\"\nabout = [\"x\"]\nunit = \"people\"\nexpect = { data = \"d\" }\n";

    /// A folder with a pack in `packs/` whose data is at `path`, and data files inside and outside.
    fn folder(path: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let packs = folder.path().join("packs");
        fs::create_dir_all(packs.join("data")).unwrap();
        fs::write(packs.join("data/d.csv"), "value\n5\n").unwrap();
        fs::write(folder.path().join("secret.csv"), "value\n5\n").unwrap();
        fs::write(packs.join("p.toml"), PACK.replace("PATH", path)).unwrap();
        folder
    }

    fn mistakes(folder: &tempfile::TempDir) -> String {
        let loaded = load(&[folder.path().join("packs")], Limits { file_size: 1000 });
        told(&loaded.errors).replace(&*folder.path().to_string_lossy(), "")
    }

    #[test]
    fn packs_are_found_in_a_folder_with_the_data_beside_them() {
        let folder = folder("data/d.csv");
        fs::write(folder.path().join("packs/statvet.toml"), "fail-on = 1").unwrap();
        let loaded = load(&[folder.path().join("packs")], Limits::default());
        assert_eq!(
            (
                told(&loaded.errors).as_str(),
                loaded.rules.len(),
                loaded.packs.len()
            ),
            ("", 1, 1)
        );
    }

    #[test]
    fn no_path_leaves_the_folder_of_its_pack() {
        for path in [
            "../secret.csv",
            "/etc/passwd",
            "data/../../secret.csv",
            "..\\\\secret.csv",
        ] {
            assert!(
                mistakes(&folder(path)).contains("leads out of the pack's folder"),
                "{path}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn nor_does_a_link() {
        let folder = folder("data/link.csv");
        std::os::unix::fs::symlink(
            folder.path().join("secret.csv"),
            folder.path().join("packs/data/link.csv"),
        )
        .unwrap();
        assert!(mistakes(&folder).contains("leads out of the pack's folder"));
    }

    #[test]
    fn files_that_cannot_be_read_are_told_and_the_others_are_loaded() {
        let folder = folder("data/none.csv");
        let packs = folder.path().join("packs");
        fs::write(packs.join("bytes.toml"), b"id = \"\xff\"").unwrap();
        fs::write(packs.join("large.toml"), "#".repeat(1001)).unwrap();
        fs::write(packs.join("q.toml"), PACK.replace("PATH", "data/d.csv")).unwrap();
        assert_eq!(
            mistakes(&folder),
            "/packs/bytes.toml: is not UTF-8: byte 6 can't be read; save it as UTF-8\n\
             /packs/large.toml: is larger than 1000 bytes, the most that is read\n\
             /packs/p.toml:4: `data/none.csv` does not exist [\"data/none.csv\"]; expected a CSV file in the pack's folder or below"
        );
        assert_eq!(load(&[packs], Limits { file_size: 1000 }).rules.len(), 1);
    }

    #[test]
    fn a_path_that_is_not_there_and_a_folder_without_packs_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [folder.path().join("none.toml"), folder.path().to_owned()];
        let told = told(&load(&paths, Limits::default()).errors)
            .replace(&*folder.path().to_string_lossy(), "");
        assert_eq!(
            told,
            "/none.toml: does not exist\n: holds no rule packs: no file in it ends in .toml"
        );
    }
}
