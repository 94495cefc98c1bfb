//! A file's columns by their usual headers: what exports of other programs are called by them.
//! Must not know what a cell holds.

use std::collections::BTreeMap;

use super::field::{AddressPart, Field, Kind, MAX_ADDRESSES};
use super::headers::{Group, Usual, recognise};
use super::map::Map;
use super::plan::{Cell, Matching, Output, Source, duplicate};
use super::problem::BadFile;
use super::template::Template;

/// The columns of one address: each part's, and the country's.
#[derive(Default)]
struct Columns {
    parts: [Vec<usize>; 4],
    country: Option<usize>,
}

/// What is put together from several columns.
#[derive(Default)]
struct Parts {
    name: [Option<usize>; 3],
    birth: [Option<usize>; 2],
    addresses: BTreeMap<Group, Columns>,
}

impl Matching<'_> {
    /// The outputs of all columns with usual headers.
    pub(super) fn usual(&mut self, kind: Kind, map: &Map) -> Result<Vec<Output>, BadFile> {
        let mut outputs: Vec<Output> = Vec::new();
        let mut parts = Parts::default();
        for (index, name) in self.header.iter().enumerate() {
            match recognise(kind, name).or_else(|| map.own.field(kind, name).map(Usual::Field)) {
                None => {}
                Some(Usual::NamePart(part)) => first(&mut parts.name, part, index),
                Some(Usual::BirthPart(part)) => first(&mut parts.birth, part, index),
                Some(Usual::Address(group, part)) => {
                    let columns = parts.addresses.entry(group).or_default();
                    match part {
                        Some(part) => columns.parts[part as usize].push(index),
                        None => columns.country = columns.country.or(Some(index)),
                    }
                }
                Some(Usual::Field(field)) => {
                    let label = self.label(name);
                    let there = outputs.iter().any(|output| output.field == field);
                    if there && !field.repeats() && label.is_none() {
                        let places = self.places(name);
                        if places.len() > 1 {
                            return Err(duplicate(name, &places));
                        }
                        // Another word for the same: the first counts, this one is reported.
                        continue;
                    }
                    self.mark(index);
                    let mut output = Output::of(field, Source::Cell(Cell::Main(index)));
                    output.label = label.map(Cell::Main);
                    if output.field == Field::Sex {
                        output.values = sexes();
                    }
                    outputs.push(output);
                }
            }
        }
        if kind == Kind::Customers {
            self.not_ours(&parts, &mut outputs);
            self.birthday(&parts, &mut outputs);
            self.addresses(parts.addresses, &mut outputs);
            self.name(parts.name, &mut outputs);
        }
        Ok(outputs)
    }

    /// The column with the label of this one: `Phone 1 - Type` of `Phone 1 - Value`.
    fn label(&mut self, name: &str) -> Option<usize> {
        let stem = name.trim().strip_suffix(" - Value")?;
        let is = |other: &String| {
            let behind = other.trim().strip_prefix(stem);
            matches!(behind, Some(" - Type" | " - Label"))
        };
        let index = self.header.iter().position(is)?;
        self.mark(index);
        Some(index)
    }

    /// In an address book, where people have a firm and a name in parts, the department is the
    /// firm's and no unit of ours.
    fn not_ours(&mut self, parts: &Parts, outputs: &mut Vec<Output>) {
        let has = |field| outputs.iter().any(|output| output.field == field);
        if !has(Field::Employer) || parts.name.iter().all(Option::is_none) {
            return;
        }
        let theirs = outputs
            .iter()
            .position(|output| output.field == Field::Department);
        if let Some(place) = theirs
            && let Source::Cell(Cell::Main(index)) = outputs.remove(place).source
            && let Some(used) = self.used.get_mut(index)
        {
            *used = false;
        }
    }

    /// A name in parts, which counts where there is no whole one.
    fn name(&mut self, parts: [Option<usize>; 3], outputs: &mut Vec<Output>) {
        if parts.iter().all(Option::is_none) {
            return;
        }
        for index in parts.into_iter().flatten() {
            self.mark(index);
        }
        let parts = parts.map(|part| part.map(Cell::Main));
        let there = outputs
            .iter_mut()
            .find(|output| output.field == Field::Name);
        match there {
            Some(output) => {
                let whole = match output.source {
                    Source::Cell(cell) => Some(cell),
                    _ => None,
                };
                output.source = Source::Name { whole, parts };
            }
            None => outputs.push(Output::of(Field::Name, Source::Name { whole: None, parts })),
        }
    }

    /// A birthday in three columns: the one that is called birthday has the day then.
    fn birthday(&mut self, parts: &Parts, outputs: &mut [Output]) {
        let [Some(year), Some(month)] = parts.birth else {
            return;
        };
        let there = outputs
            .iter_mut()
            .find(|output| output.field == Field::Birthday);
        if let Some(output) = there
            && let Source::Cell(day) = output.source
        {
            let cells = vec![Cell::Main(year), Cell::Main(month), day];
            output.source = Source::Template(Template::joined(cells, "-"));
            self.mark(year);
            self.mark(month);
        }
    }

    /// The addresses in the order of their groups, behind one that has no group.
    fn addresses(&mut self, groups: BTreeMap<Group, Columns>, outputs: &mut Vec<Output>) {
        let mut place = AddressPart::ALL
            .into_iter()
            .any(|part| outputs.iter().any(|output| output.field == part.of(1)))
            as u8;
        for (_, mut columns) in groups {
            place += 1;
            if place > MAX_ADDRESSES {
                return;
            }
            columns.parts[AddressPart::Line as usize].extend(columns.country);
            for part in AddressPart::ALL {
                let cells = std::mem::take(&mut columns.parts[part as usize]);
                if cells.is_empty() {
                    continue;
                }
                for &index in &cells {
                    self.mark(index);
                }
                let cells = cells.into_iter().map(Cell::Main).collect();
                let source = Source::Template(Template::joined(cells, ", "));
                outputs.push(Output::of(part.of(place), source));
            }
        }
    }
}

fn first(parts: &mut [Option<usize>], part: usize, index: usize) {
    if let Some(part @ None) = parts.get_mut(part) {
        *part = Some(index);
    }
}

/// How other programs say the sex of a person, and that nobody said it.
fn sexes() -> std::collections::HashMap<String, String> {
    let said = [
        ("M", "male"),
        ("F", "female"),
        ("W", "female"),
        ("先生", "male"),
        ("女士", "female"),
        ("小姐", "female"),
        ("Männlich", "male"),
        ("Weiblich", "female"),
        ("Unspecified", ""),
        ("Unknown", ""),
        ("Keine Angabe", ""),
        ("未知", ""),
        ("保密", ""),
    ];
    let pairs = said.into_iter();
    pairs
        .map(|(said, meant)| (said.to_owned(), meant.to_owned()))
        .collect()
}
