//! What a source file names: every path in its code, resolved to the root of its crate, tests left out.

use super::CRATES;
use std::path::Path;

/// The module that a file is, from the root: `check`, `slip`.
pub(super) fn module_of(path: &Path) -> Vec<String> {
    let below = path.strip_prefix("src").unwrap().with_extension("");
    let names = below.iter().map(|name| name.to_str().unwrap().to_owned());
    let mut module: Vec<_> = names.collect();
    if module
        .last()
        .is_some_and(|name| ["mod", "lib", "main"].contains(&name.as_str()))
    {
        module.pop();
    }
    module
}

/// A path in the code, from the root of its crate; ours begin with the part's name.
pub(super) struct Import {
    pub(super) line: usize,
    pub(super) path: Vec<String>,
}

/// What a file names, its tests left out.
#[derive(Default)]
pub(super) struct Source {
    pub(super) imports: Vec<Import>,
    /// Modules in other files that are compiled for tests alone.
    pub(super) for_tests: Vec<Vec<String>>,
}

impl Source {
    pub(super) fn read(path: &Path, text: &str) -> Self {
        let tokens = tokens(text);
        let mut reader = Reader {
            tokens: &tokens,
            at: 0,
            module: module_of(path),
            depth: 0,
            inner: Vec::new(),
            source: Self::default(),
        };
        while reader.at < tokens.len() {
            reader.step();
        }
        reader.source
    }
}

/// A word, `::`, or any other sign.
struct Token<'a> {
    line: usize,
    text: &'a str,
}

/// Where the reading of a file stands.
struct Reader<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    module: Vec<String>,
    /// Braces around.
    depth: usize,
    /// The depth at which each module inside the file began.
    inner: Vec<usize>,
    source: Source,
}

impl<'a> Reader<'a> {
    fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn is(&self, expected: &[&str]) -> bool {
        (self.at..)
            .zip(expected)
            .all(|(at, text)| self.text(at) == *text)
    }

    fn step(&mut self) {
        if self.is(&["#", "[", "cfg", "(", "test", ")", "]"]) {
            self.skip_test();
            return;
        }
        match self.text(self.at) {
            "{" => self.depth += 1,
            "}" => {
                self.depth -= 1;
                if self.inner.last() == Some(&self.depth) {
                    self.inner.pop();
                    self.module.pop();
                }
            }
            "mod" if self.text(self.at + 2) == "{" => {
                self.inner.push(self.depth);
                self.module.push(self.text(self.at + 1).to_owned());
                self.at += 1;
            }
            _ if self.text(self.at + 1) == "::" && !self.follows_a_path() => {
                if let Some(root) = self.root() {
                    self.path(root);
                    return;
                }
            }
            _ => {}
        }
        self.at += 1;
    }

    fn follows_a_path(&self) -> bool {
        self.at
            .checked_sub(1)
            .is_some_and(|before| self.text(before) == "::")
    }

    /// Skips what is compiled for tests alone, from its attributes to its end.
    fn skip_test(&mut self) {
        while self.text(self.at) == "#" {
            self.skip_to(&["]"]);
        }
        if self.text(self.at) == "pub" {
            self.at += 1;
        }
        if self.text(self.at) == "(" {
            self.skip_to(&[")"]);
        }
        if self.text(self.at) == "mod" && self.text(self.at + 2) == ";" {
            let name = self.text(self.at + 1).to_owned();
            self.source
                .for_tests
                .push([self.module.clone(), vec![name]].concat());
        }
        self.skip_to(&["}", ";"]);
    }

    /// Skips past the first of these signs that stands in no brackets but those it closes.
    fn skip_to(&mut self, ends: &[&str]) {
        let mut open = 0_usize;
        while self.at < self.tokens.len() {
            let text = self.text(self.at);
            self.at += 1;
            match text {
                "{" | "[" | "(" => open += 1,
                "}" | "]" | ")" => open = open.saturating_sub(1),
                _ => {}
            }
            if open == 0 && ends.contains(&text) {
                return;
            }
        }
    }

    /// What the first word of a path stands for: the root, a module around, a crate.
    fn root(&mut self) -> Option<Vec<String>> {
        let first = self.text(self.at);
        let mut root = match first {
            "crate" => Vec::new(),
            "self" | "super" => self.module.clone(),
            "std" | "core" | "alloc" => vec!["std".to_owned()],
            _ if CRATES.iter().any(|(name, _)| *name == first) => vec![first.to_owned()],
            _ => return None,
        };
        if first == "super" {
            root.pop();
        }
        self.at += 1;
        while self.is(&["::", "super"]) {
            root.pop();
            self.at += 2;
        }
        Some(root)
    }

    /// Reads the rest of a path, and of the paths in its braces.
    fn path(&mut self, mut path: Vec<String>) {
        while self.text(self.at) == "::" {
            self.at += 1;
            if self.text(self.at) == "{" {
                self.at += 1;
                self.group(&path);
                return;
            }
            if self.text(self.at) == "<" {
                break;
            }
            path.push(self.text(self.at).to_owned());
            self.at += 1;
        }
        let line = self.tokens.get(self.at - 1).map_or(0, |token| token.line);
        self.source.imports.push(Import { line, path });
    }

    /// Reads the paths of a group to the brace that ends it.
    fn group(&mut self, prefix: &[String]) {
        while self.at < self.tokens.len() {
            match self.text(self.at) {
                "}" => {
                    self.at += 1;
                    return;
                }
                "," => self.at += 1,
                "as" => self.at += 2,
                first => {
                    let own = (first != "self").then(|| first.to_owned());
                    self.at += 1;
                    self.path(prefix.iter().cloned().chain(own).collect());
                }
            }
        }
    }
}

/// The words and signs of Rust code, without comments and without what stands in quotes.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let length = silent(rest).unwrap_or_else(|| {
            let length = spoken(rest);
            if !first.is_whitespace() {
                let text = &rest[..length];
                tokens.push(Token { line, text });
            }
            length
        });
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The length of the word or sign that `text` starts with.
fn spoken(text: &str) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let word = text.find(|c| !is_word(c)).unwrap_or(text.len());
    if word > 0 {
        word
    } else if text.starts_with("::") {
        2
    } else {
        text.chars().next().map_or(0, char::len_utf8)
    }
}

/// The length of the comment or literal that `text` starts with.
fn silent(text: &str) -> Option<usize> {
    let upto = |from: usize, end: &str| {
        text[from..]
            .find(end)
            .map_or(text.len(), |at| from + at + end.len())
    };
    if text.starts_with("//") {
        return Some(upto(0, "\n"));
    }
    if text.starts_with("/*") {
        return Some(upto(2, "*/"));
    }
    let raw = text.strip_prefix('b').unwrap_or(text).strip_prefix('r');
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let from = text.len() - raw.len() + hashes + 1;
            return Some(upto(from, &format!("\"{}", "#".repeat(hashes))));
        }
    }
    if text.starts_with('"') {
        return Some(quoted(text, '"'));
    }
    let character = text.strip_prefix('\'')?;
    let mut chars = character.chars();
    let escaped = chars.next()? == '\\';
    (escaped || chars.next()? == '\'').then(|| quoted(text, '\''))
}

/// The length of the literal between two of these quotes, escapes passed over.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}
