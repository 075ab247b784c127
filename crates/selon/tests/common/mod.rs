//! Running the program in a folder of its own.

#![allow(dead_code)] // Each test file uses some of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A short French article, invented.
pub const ARTICLE: &str = "\
Le maire de Brizane s’en va

« Nous ne savons rien de plus », a déclaré le préfet Alban Coursel.

Selon la radio Vastrel-Info, le maire de Brizane aurait négocié son départ avec le gouvernement. Un proche \
du maire affirme que trois conseillers ont été arrêtés lundi à Brizane.
";

/// A short English article, invented.
pub const ENGLISH: &str = "\
The mayor of Brizane is leaving

The prefect said that nothing more was known about the matter. According to a local radio station, the mayor \
had negotiated with the government, and three of his advisers were arrested on Monday.
";

/// A folder to run the program in.
pub struct Place {
    folder: TempDir,
}

impl Place {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A place with these articles, name and text, added to its case in this order.
    pub fn with_articles<S: AsRef<str>>(articles: &[(S, S)]) -> Self {
        let place = Self::new();
        let mut args = vec!["add"];
        for (name, text) in articles {
            place.file(name.as_ref(), text.as_ref());
            args.push(name.as_ref());
        }
        place.run(&args).done();
        place
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The program, not started yet, with nothing of the caller's settings but where pipelines are.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("SELON_CASE")
            .env("SOURCE_DATE_EPOCH", "1652688000")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().unwrap())
    }

    /// Runs the program with something on standard input.
    pub fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let input_file = self.file(".stdin", input);
        let stdin = fs::File::open(input_file).unwrap();
        Ran::of(self.command(args).stdin(stdin).output().unwrap())
    }
}

/// What a run left.
pub struct Ran {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Takes an output apart.
    pub fn of(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Checks that all was done, and gives the output.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.status, 0, "{}{}", self.out, self.err);
        self.out
    }

    /// Checks that some inputs failed.
    #[track_caller]
    pub fn some_failed(self) -> Self {
        assert_eq!(self.status, 1, "{}{}", self.out, self.err);
        self
    }

    /// Each line of the output as JSON.
    #[track_caller]
    pub fn json(self) -> Vec<Value> {
        let lines = self.done();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// The words at a record's span.
pub fn words_at(text: &str, span: &Value) -> String {
    let chars: Vec<char> = text.chars().collect();
    let range = |range: &Value| {
        let at = |i: usize| range[i].as_u64().unwrap() as usize;
        chars[at(0)..at(1)].iter().collect::<String>()
    };
    span.as_array().unwrap().iter().map(range).collect::<Vec<_>>().join(" … ")
}

/// The root of the workspace.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
