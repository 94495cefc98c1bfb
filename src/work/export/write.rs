//! Pages into the formats: which cells under which header, or which cards.
//! Must not know where bytes go.

use std::io::{self, Write};

use super::columns::Columns;
use super::run::{Handle, Page, Take, Terms};
use super::{Format, Plan, What, card, records};
use crate::domain::money::Currency;
use crate::domain::time::Now;
use crate::exchange::out::{Cards, Delimited, Sheet, Version, Workbook};

/// Begins a file.
pub(super) fn begin(plan: &Plan, handle: Handle, terms: &Terms) -> io::Result<Box<dyn Take>> {
    let format = plan.format;
    if matches!(format, Format::Text | Format::Html) {
        return Err(io::ErrorKind::Unsupported.into());
    }
    if let Format::Vcard(version) = format {
        return Ok(Box::new(InCards {
            cards: Cards::new(handle.writer(), version),
            version,
            region: terms.region.clone(),
        }));
    }
    let guarded = format == Format::Csv;
    let columns = Columns::new(&terms.outline, &terms.region);
    let header = match plan.what {
        What::Customers | What::Roster | What::Calls => columns.header(guarded, plan.chinese),
        What::Interactions => records::contacts(guarded, plan.chinese),
        What::Sales => records::sales(guarded, plan.chinese),
        What::Lines => records::lines(plan.chinese),
    };
    let sheet: Box<dyn Sheet> = match (format, handle) {
        (Format::Xlsx, Handle::File(file)) => {
            Box::new(Workbook::new(file, plan.what.code(), &header)?)
        }
        (Format::Xlsx, Handle::Standard(_)) => {
            return Err(io::ErrorKind::Unsupported.into());
        }
        (_, Handle::File(file)) => Box::new(Delimited::new(file, &header)?),
        (_, Handle::Standard(out)) => Box::new(Delimited::new(out, &header)?),
    };
    Ok(Box::new(InRows {
        sheet,
        columns,
        now: terms.now,
        currency: terms.currency,
        region: terms.region.clone(),
    }))
}

struct InRows {
    sheet: Box<dyn Sheet>,
    columns: Columns,
    now: Now,
    currency: &'static Currency,
    region: String,
}

impl Take for InRows {
    fn page(&mut self, page: &Page) -> io::Result<u64> {
        let mut rows = 0;
        match page {
            Page::Customers(people) => {
                let mut cells = Vec::new();
                for whole in people {
                    self.columns.row(whole, &mut cells);
                    self.sheet.row(&cells)?;
                    rows += 1;
                }
            }
            Page::Interactions(contacts) => {
                let mut cells = Vec::new();
                for contact in contacts {
                    let said = (self.currency, self.region.as_str());
                    records::contact(contact, &self.now, said, &mut cells);
                    self.sheet.row(&cells)?;
                    rows += 1;
                }
            }
            Page::Lines(lines) => {
                for line in lines {
                    let cells = records::line(line, &self.now, self.currency);
                    self.sheet.row(&cells)?;
                    rows += 1;
                }
            }
            Page::Sales(sales) => {
                for sale in sales {
                    records::sale(sale, &self.now, self.currency, |cells| {
                        rows += 1;
                        self.sheet.row(cells)
                    })?;
                }
            }
        }
        Ok(rows)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.sheet.finish()
    }
}

struct InCards {
    cards: Cards<Box<dyn Write + Send>>,
    version: Version,
    region: String,
}

impl Take for InCards {
    fn page(&mut self, page: &Page) -> io::Result<u64> {
        let Page::Customers(people) = page else {
            return Err(io::ErrorKind::Unsupported.into());
        };
        for whole in people {
            let numbers = card::numbers(&whole.phones, &self.region);
            let card = card::of(whole, &numbers, (self.version, &self.region));
            self.cards.card(&card)?;
        }
        Ok(people.len() as u64)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.cards.finish()
    }
}
