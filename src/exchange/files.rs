//! Which of the files of an import is which, where joined ones are found, and its digest.
//! Must not know what the files say.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::dates::Shown;
use super::digest::Digest;
use super::field::Kind;
use super::map::{DateOrder, Join, Map};
use super::plan::Plan;
use super::problem::BadFile;
use super::rows::Rows;
use super::sheets::{self, Apart, Search, Sheet};
use super::table::{self, Layout, Table};

/// The files of one import.
#[derive(Debug, Clone)]
pub struct Files {
    /// Those whose rows are imported, in the order given.
    pub main: Vec<PathBuf>,
    /// Those that the map joins, in the map's order.
    pub joined: Vec<PathBuf>,
    /// The workbooks among them, once they are unpacked.
    pub sheets: Vec<(PathBuf, Sheet)>,
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
        Ok(Files {
            main,
            joined,
            sheets: Vec::new(),
        })
    }

    /// Has the workbooks among the files read apart, each once: as often as a file is opened
    /// after that, its rows are there.
    ///
    /// # Errors
    /// What can be wrong with a workbook.
    pub fn unpack(&mut self, kind: Kind, map: &Map, apart: Apart<'_>) -> Result<(), BadFile> {
        let is_header = |names: &[String]| Plan::new(kind, map, names, &[]).is_ok();
        let sought = map.header.is_none() && map.columns.is_none();
        let search = Search {
            sheet: map.sheet.as_deref(),
            is_header: sought.then_some(&is_header),
        };
        for path in &self.main {
            if is_workbook(path)? {
                let sheet = Sheet::read(path, &search, apart)?;
                self.sheets.push((path.clone(), sheet));
            }
        }
        for (path, join) in self.joined.iter().zip(&map.join) {
            if is_workbook(path)? {
                let has_key = |names: &[String]| names.contains(&join.key);
                let search = Search {
                    sheet: join.sheet.as_deref(),
                    is_header: join.columns.is_none().then_some(&has_key),
                };
                let sheet = Sheet::read(path, &search, apart)?;
                self.sheets.push((path.clone(), sheet));
            }
        }
        Ok(())
    }

    /// Opens one of the main files.
    ///
    /// # Errors
    /// What makes it unreadable as a whole; errors of the system name the file.
    pub fn rows(&self, path: &Path, kind: Kind, map: &Map) -> Result<Rows, BadFile> {
        let mut joined = self.joined.iter();
        let table = self.open(path, &map.layout())?;
        Rows::open(table, kind, map, |join| match joined.next() {
            Some(path) => self.open(path, &join.layout()),
            None => Err(BadFile::NoSuchFile {
                file: join.file.clone(),
            }),
        })
    }

    fn open(&self, path: &Path, layout: &Layout) -> Result<Box<dyn Table>, BadFile> {
        if let Some((_, sheet)) = self.sheets.iter().find(|(of, _)| of == path) {
            return Ok(sheet.table());
        }
        let file = File::open(path).map_err(|error| BadFile::Io {
            path: Some(path.to_owned()),
            error,
        })?;
        table::open(file, layout)
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

fn is_workbook(path: &Path) -> Result<bool, BadFile> {
    let at = |error| BadFile::Io {
        path: Some(path.to_owned()),
        error,
    };
    let mut head = Vec::new();
    let file = File::open(path).map_err(at)?;
    file.take(8).read_to_end(&mut head).map_err(at)?;
    Ok(sheets::is_workbook(&head))
}
