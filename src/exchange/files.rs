//! Which of the files of an import is which, where joined ones are found, and its digest.
//! Must not know what the files say.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::dates::Shown;
use super::digest::Digest;
use super::field::Kind;
use super::map::{DateOrder, Join, Map};
use super::problem::BadFile;
use super::rows::Rows;
use super::table::{self, Layout, Table};

/// The files of one import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// Those whose rows are imported, in the order given.
    pub main: Vec<PathBuf>,
    /// Those that the map joins, in the map's order.
    pub joined: Vec<PathBuf>,
}

impl Files {
    /// Sorts the files given: one that has the name of a joined file is that one. A joined file
    /// that is not given is looked for beside the first file, then beside the map.
    ///
    /// # Errors
    /// [`BadFile::NoSuchFile`] for a joined file that is nowhere.
    pub fn arrange(
        given: &[PathBuf],
        map: &Map,
        map_path: Option<&Path>,
    ) -> Result<Files, BadFile> {
        let is = |path: &Path, join: &Join| path.file_name() == Path::new(&join.file).file_name();
        let (joined, main): (Vec<PathBuf>, Vec<PathBuf>) = given
            .iter()
            .cloned()
            .partition(|path| map.join.iter().any(|join| is(path, join)));
        let beside = [main.first().map(PathBuf::as_path), map_path];
        let folders: Vec<&Path> = beside
            .into_iter()
            .flatten()
            .filter_map(Path::parent)
            .collect();
        let find = |join: &Join| {
            let given = joined.iter().find(|path| is(path, join)).cloned();
            let nearby = || {
                folders
                    .iter()
                    .map(|folder| folder.join(&join.file))
                    .find(|path| path.is_file())
            };
            given.or_else(nearby).ok_or_else(|| BadFile::NoSuchFile {
                file: join.file.clone(),
            })
        };
        let joined = map.join.iter().map(find).collect::<Result<_, _>>()?;
        Ok(Files { main, joined })
    }

    /// Opens one of the main files.
    ///
    /// # Errors
    /// What makes it unreadable as a whole; errors of the system name the file.
    pub fn rows(&self, path: &Path, kind: Kind, map: &Map) -> Result<Rows, BadFile> {
        let mut joined = self.joined.iter();
        let table = open(path, &map.layout())?;
        Rows::open(table, kind, map, |join| match joined.next() {
            Some(path) => open(path, &join.layout()),
            None => Err(BadFile::NoSuchFile {
                file: join.file.clone(),
            }),
        })
    }

    /// In which order the dates of the main files are written: as the map says, else as their
    /// first rows show.
    ///
    /// # Errors
    /// What reading them says.
    pub fn date_order(&self, kind: Kind, map: &Map) -> Result<DateOrder, BadFile> {
        if let Some(said) = map.dates {
            return Ok(said);
        }
        let mut shown = Shown::default();
        for path in &self.main {
            shown.look(&mut self.rows(path, kind, map)?)?;
        }
        Ok(shown.order())
    }

    /// The digest of all files with the map's text and the options: by it a run is known.
    /// Names of files have no part in it.
    ///
    /// # Errors
    /// What reading them says.
    pub fn digest(&self, kind: Kind, map: &str, options: &str) -> Result<String, BadFile> {
        let mut digest = Digest::default();
        digest.text("kind", &kind.to_string());
        digest.text("map", map);
        digest.text("options", options);
        let main = self.main.iter().map(|path| ("file", path));
        for (name, path) in main.chain(self.joined.iter().map(|path| ("joined", path))) {
            let at = |error| BadFile::Io {
                path: Some(path.clone()),
                error,
            };
            digest
                .file(name, File::open(path).map_err(at)?)
                .map_err(at)?;
        }
        Ok(digest.finish())
    }
}

fn open(path: &Path, layout: &Layout) -> Result<Box<dyn Table>, BadFile> {
    let file = File::open(path).map_err(|error| BadFile::Io {
        path: Some(path.to_owned()),
        error,
    })?;
    table::open(file, layout)
}
