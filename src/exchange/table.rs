//! The one way in for files of every kind: whatever they are, they give rows of cells with a
//! header first. What a file is, is seen by its content, never by its name.
//! Must not know what the columns mean. A new kind of file: a `Table` and an arm in [`open`].

use std::io::{self, Read, Seek, SeekFrom};

use super::csv::{Found, Row};
use super::encoding::{self, Encoding, Written};
use super::field::Field;
use super::problem::BadFile;
use super::rejects::Form;
use super::rows::Record;
use super::sheets::is_workbook;
use super::text::Text;
use super::vcard::{self, Cards};

/// The rows of one file. The first is the header, unless a map says otherwise. Delimited text is
/// one, a worksheet is one, a file of contact cards is one under headers of its own. Each row
/// knows its place ([`Row::line`], [`Row::part`]), which goes into the file of rejected rows.
/// Memory must not grow with the file; the same file gives the same rows each time it is read,
/// because a run goes on by counting them.
pub trait Table: Send {
    /// The first row, without taking it: by its last cells a file of rejected rows is known.
    ///
    /// # Errors
    /// What reading says.
    fn peek(&mut self, row: &mut Row) -> Result<Found, BadFile>;

    /// Leaves out lines (of a worksheet rows) above the header.
    ///
    /// # Errors
    /// What reading says.
    fn skip(&mut self, lines: u64) -> Result<(), BadFile>;

    /// Reads the next row into `row`; one that cannot be used is [`Found::Bad`], with what could
    /// be read of it.
    ///
    /// # Errors
    /// What makes the rest of the file unreadable.
    fn read(&mut self, row: &mut Row) -> Result<Found, BadFile>;

    /// Fields that its rows say without columns, with the name by which a person finds each.
    fn own(&self) -> &'static [(Field, &'static str)] {
        &[]
    }

    /// Adds those fields of the row that was read last, behind the ones that a map filled.
    fn say(&mut self, _record: &mut Record) {}

    /// What the file of rejected rows is like.
    fn rejects(&self) -> Form {
        Form::Delimited(b',')
    }

    /// Bytes of the file read so far, for a progress bar.
    fn bytes(&self) -> u64;

    /// Once the end is reached: what the file has besides its columns and was not taken, each
    /// named with how often it was there (`PHOTO × 12`).
    fn left_out(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What may be said of the shape of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// What parts the cells.
    pub delimiter: Option<u8>,
    /// How text is written as bytes.
    pub encoding: Option<Encoding>,
    /// The columns that a map names: of a file of cards, properties.
    pub named: Vec<String>,
}

/// Opens a file of any kind but a workbook, which has to be unpacked before
/// ([`super::files::Files::unpack`]).
///
/// # Errors
/// [`BadFile::NotText`] if it is of no kind that is known; what reading says.
pub fn open<I>(mut input: I, layout: &Layout) -> Result<Box<dyn Table>, BadFile>
where
    I: Read + Seek + Send + 'static,
{
    let head = encoding::head(&mut input)?;
    if is_workbook(&head) {
        return Err(BadFile::NotText);
    }
    let written = encoding::of(&mut input, &head, layout.encoding)?;
    rewind(&mut input)?;
    match written {
        Written::Text(encoding) if vcard::is_cards(&head) => {
            Ok(Box::new(Cards::new(input, encoding, &layout.named)?))
        }
        Written::Text(encoding) => Ok(Box::new(Text::new(input, encoding, layout.delimiter)?)),
        Written::Otherwise => Err(BadFile::NotText),
    }
}

fn rewind(input: &mut impl Seek) -> io::Result<()> {
    input.seek(SeekFrom::Start(0)).map(|_| ())
}
