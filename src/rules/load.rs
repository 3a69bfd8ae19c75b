//! Reads packs and the data beside them: the files, their sizes, and that no path or link leaves its folder.

use super::data::{MAX_REFERENCE_ROWS, Table};
use super::error::{Level, Mistake, PackError, Sink, SourceText};
use super::general;
use super::model::At;
use super::pack;
use super::ruleset::RuleSet;
use super::validate::{self, DataFiles};
use crate::untrusted::Untrusted;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// How large the files of packs may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a pack or of a data file.
    pub file_size: u64,
    /// Rows of all data sets together.
    pub reference_rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_size: 16 * 1024 * 1024,
            reference_rows: MAX_REFERENCE_ROWS,
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
    /// What is worth mending and keeps nothing from running, where that was asked for.
    pub warnings: Vec<PackError>,
    /// The packs that were read, in order.
    pub packs: Vec<Untrusted>,
}

/// Files in a folder of packs that are configuration, not packs.
const NOT_PACKS: [&str; 2] = ["statvet.toml", "statvet-decisions.toml"];
/// How deep folders of packs are searched.
const DEEPEST: usize = 8;

/// Loads the packs at `paths`: files, and folders whose `.toml` files are packs. All mistakes are told; what they
/// do not touch is loaded. A file that is named twice is loaded once.
pub fn load(paths: &[PathBuf], limits: Limits) -> Loaded {
    read(Loaded::default(), paths, limits, Lint::No)
}

/// As [`load`], with the built-in pack in front of the others.
pub fn load_with_general(paths: &[PathBuf], limits: Limits) -> Loaded {
    read(general::loaded(), paths, limits, Lint::No)
}

/// As [`load`], or [`load_with_general`]; and looks for what is worth mending in the packs at `paths`.
pub(crate) fn load_linted(paths: &[PathBuf], limits: Limits, general: bool) -> Loaded {
    let loaded = if general {
        general::loaded()
    } else {
        Loaded::default()
    };
    read(loaded, paths, limits, Lint::Yes)
}

/// Whether to look for what is worth mending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lint {
    No,
    Yes,
}

fn read(loaded: Loaded, paths: &[PathBuf], limits: Limits, lint: Lint) -> Loaded {
    let names = loaded
        .packs
        .iter()
        .map(|pack| (general::GENERAL.to_owned(), pack.clone()));
    let mut loader = Loader {
        limits,
        lint,
        rows: 0,
        names: names.collect(),
        loaded,
        seen: FxHashSet::default(),
        tables: FxHashMap::default(),
    };
    for path in paths {
        loader.path(path);
    }
    loader.loaded.rules.index();
    loader.loaded
}

/// The loading of the packs of one run.
struct Loader {
    limits: Limits,
    lint: Lint,
    /// Rows of data taken in so far.
    rows: usize,
    loaded: Loaded,
    /// The packs met so far.
    seen: FxHashSet<PathBuf>,
    /// The names taken so far, and by which pack.
    names: FxHashMap<String, Untrusted>,
    /// The data files read so far, by path: several data sets and packs may use one.
    tables: FxHashMap<PathBuf, Option<Arc<Table>>>,
}

impl Loader {
    /// Loads what stands at a path that the user gave.
    fn path(&mut self, path: &Path) {
        if !path.is_dir() {
            self.file(path);
            return;
        }
        let mut folder = Folder {
            root: path.canonicalize().unwrap_or_else(|_| path.to_owned()),
            files: Vec::new(),
            errors: Vec::new(),
        };
        folder.collect(path, DEEPEST);
        if folder.files.is_empty() && folder.errors.is_empty() {
            self.loaded.errors.extend(whole_file(
                path,
                "holds no rule packs: no file in it ends in .toml",
            ));
        }
        self.loaded.errors.append(&mut folder.errors);
        for file in folder.files {
            self.file(&file);
        }
    }

    /// Loads one pack.
    fn file(&mut self, path: &Path) {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if !self.seen.insert(real) {
            return;
        }
        let text = match read_text(path, self.limits) {
            Ok(text) => text,
            Err(problem) => {
                self.loaded.errors.extend(whole_file(path, &problem));
                return;
            }
        };
        let name = path
            .file_stem()
            .map_or_else(|| "pack".into(), |stem| stem.to_string_lossy().into_owned());
        if let Some(other) = self.names.get(&name) {
            let problem = format!(
                "is called `{name}`, as {} is: their rules could not be told apart; rename one",
                other.raw()
            );
            self.loaded.errors.extend(whole_file(path, &problem));
            return;
        }
        self.names.insert(name.clone(), shown(path));
        self.loaded.packs.push(shown(path));
        self.pack(&name, path, text);
    }

    fn pack(&mut self, name: &str, path: &Path, text: String) {
        let folder = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let file = Arc::new(SourceText {
            name: shown(path),
            text,
        });
        let mut rules = std::mem::take(&mut self.loaded.rules);
        let lint = self.lint;
        let mut files = BesidePack {
            folder: folder.to_owned(),
            loader: self,
            errors: Vec::new(),
        };
        let (errors, warnings) = add(name, file, lint, &mut files, &mut rules);
        let of_data = files.errors;
        self.loaded.rules = rules;
        self.loaded.errors.extend(errors);
        self.loaded.errors.extend(of_data);
        self.loaded.warnings.extend(warnings);
    }
}

/// A folder that is searched for packs.
struct Folder {
    /// Where it really is.
    root: PathBuf,
    files: Vec<PathBuf>,
    errors: Vec<PackError>,
}

impl Folder {
    /// Takes in the packs in `folder` and the folders in it, in the order of their names. Links to folders are not
    /// followed, and links to files only within the folder that was given.
    fn collect(&mut self, folder: &Path, depth: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.errors.extend(whole_file(folder, &reason(&error)));
                return;
            }
        };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy());
            let name = name.as_deref().unwrap_or_default();
            if name.starts_with('.') || NOT_PACKS.contains(&name) {
                continue;
            }
            if path.is_dir() {
                if path.is_symlink() {
                    continue;
                }
                match depth.checked_sub(1) {
                    Some(depth) => self.collect(&path, depth),
                    None => self.errors.extend(whole_file(
                        &path,
                        "lies too deep: packs are searched for in eight folders one in the other",
                    )),
                }
            } else if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                self.take(path);
            }
        }
    }

    fn take(&mut self, path: PathBuf) {
        let leaves = path.is_symlink()
            && path
                .canonicalize()
                .is_ok_and(|real| !real.starts_with(&self.root));
        if leaves {
            self.errors.extend(whole_file(
                &path,
                "is a link that leads out of the folder of packs; name its target with --rules",
            ));
        } else {
            self.files.push(path);
        }
    }
}

/// Adds the pack in `file`, called `name`, to `rules`; its mistakes and its warnings are returned.
pub(super) fn add(
    name: &str,
    file: Arc<SourceText>,
    lint: Lint,
    files: &mut dyn DataFiles,
    rules: &mut RuleSet,
) -> (Vec<PackError>, Vec<PackError>) {
    let mut sink = Sink::new(file);
    if let Some(pack) = pack::read(&mut sink) {
        let data = validate::add(name, &pack, files, &mut sink, rules);
        if lint == Lint::Yes {
            super::lint::lint(&pack, &data, &mut sink);
        }
    }
    let is_error = |told: &PackError| told.level == Level::Error;
    sink.into_errors().into_iter().partition(is_error)
}

/// Data files in the folder of a pack.
struct BesidePack<'a> {
    folder: PathBuf,
    loader: &'a mut Loader,
    errors: Vec<PackError>,
}

impl DataFiles for BesidePack<'_> {
    fn open(&mut self, path: &At<String>, pack: &mut Sink) -> Option<Arc<Table>> {
        let mut tell = |problem: String| {
            let message = format!("`{}` {problem}", path.value);
            let expected = "a CSV file in the pack's folder or below";
            pack.push(Mistake::at(&path.span, message).expected(expected));
        };
        let real = self.inside(&path.value).map_err(&mut tell).ok()?;
        if let Some(table) = self.loader.tables.get(&real) {
            return table.clone();
        }
        let text = read_text(&real, self.loader.limits).map_err(tell).ok()?;
        let name = shown(&self.folder.join(&path.value));
        let name = Untrusted::from(name.raw().trim_start_matches("./"));
        let mut told = Sink::new(Arc::new(SourceText { name, text }));
        let table = Table::read(&mut told).map(Arc::new);
        self.tell(told);
        self.loader.tables.insert(real, table.clone());
        table
    }

    fn is_over(&mut self, rows: usize) -> bool {
        let all = self.loader.rows.saturating_add(rows);
        let is_over = all > self.loader.limits.reference_rows;
        if !is_over {
            self.loader.rows = all;
        }
        is_over
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

impl BesidePack<'_> {
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

    const SMALL: Limits = Limits {
        file_size: 1000,
        reference_rows: 3,
    };
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
        let loaded = load(&[folder.path().join("packs")], SMALL);
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
        assert_eq!(load(&[packs], SMALL).rules.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_linked_pack_stays_in_the_folder_that_was_given() {
        use std::os::unix::fs::symlink;
        let folder = folder("data/d.csv");
        let packs = folder.path().join("packs");
        fs::write(folder.path().join("outside.toml"), "root:x:0:0").unwrap();
        symlink(folder.path().join("outside.toml"), packs.join("o.toml")).unwrap();
        symlink(packs.join("p.toml"), packs.join("z.toml")).unwrap();
        assert_eq!(
            mistakes(&folder),
            "/packs/o.toml: is a link that leads out of the folder of packs; name its target with --rules"
        );
        let named = load(&[packs.join("o.toml")], SMALL);
        assert!(
            told(&named.errors).contains("not TOML"),
            "one that is named is read"
        );
    }

    #[test]
    fn a_pack_is_loaded_once_and_two_of_one_name_are_told() {
        let folder = folder("data/d.csv");
        let packs = folder.path().join("packs");
        fs::create_dir(packs.join("b")).unwrap();
        fs::copy(packs.join("p.toml"), packs.join("b/p.toml")).unwrap();
        let loaded = load(&[packs.join("p.toml"), packs.clone()], SMALL);
        let told = told(&loaded.errors).replace(&*folder.path().to_string_lossy(), "");
        assert_eq!(
            told,
            "/packs/b/p.toml: is called `p`, as /packs/p.toml is: their rules could not be told apart; rename one"
        );
        assert_eq!((loaded.rules.len(), loaded.packs.len()), (1, 1));
    }

    #[test]
    fn a_data_file_is_read_once_and_its_mistakes_are_told_once() {
        let folder = folder("data/d.csv");
        let packs = folder.path().join("packs");
        let second = PACK
            .replace("data.d", "data.e")
            .replace("data = \"d\"", "data = \"e\"");
        let second = second.split_once("[data").unwrap().1;
        let both = format!(
            "{}[data{}",
            PACK.replace("PATH", "data/d.csv"),
            second.replace("PATH", "data/./d.csv")
        );
        fs::write(
            packs.join("p.toml"),
            both.replace(
                "id = \"r\"\nabout = [\"x\"]\nunit = \"people\"\nexpect = { data = \"e\"",
                "id = \"s\"\nabout = [\"x\"]\nunit = \"people\"\nexpect = { data = \"e\"",
            ),
        )
        .unwrap();
        assert_eq!(
            (
                mistakes(&folder).as_str(),
                load(std::slice::from_ref(&packs), SMALL).rules.len()
            ),
            ("", 2)
        );
        fs::write(packs.join("data/d.csv"), "value\n\"5\n").unwrap();
        assert_eq!(mistakes(&folder).matches("never closed").count(), 1);
        fs::write(packs.join("data/d.csv"), "value\n5\n6\n").unwrap();
        assert_eq!(
            mistakes(&folder),
            "/packs/p.toml:14: too many rows: with these, the packs of this run have more than are held [\"data/./d.csv\"]; expected fewer rows, fewer packs in one run, or a higher --max-reference-rows"
        );
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
