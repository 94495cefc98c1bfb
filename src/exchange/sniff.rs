//! Which character parts the cells of a file, judged from its beginning.
//! Must not know what the columns mean.

const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];
const SAMPLE_ROWS: usize = 20;

/// The delimiter under which the first rows have the same number of cells, the more the better.
/// A file of one column gives a comma.
#[must_use]
pub fn delimiter(head: &[u8]) -> u8 {
    let mut best = (0, 0, b',');
    for candidate in CANDIDATES {
        let widths = widths(head, candidate);
        let Some(&width) = widths.first() else {
            continue;
        };
        if width < 2 {
            continue;
        }
        let alike = widths.iter().filter(|w| **w == width).count() * 100 / widths.len();
        if (alike, width) > (best.0, best.1) {
            best = (alike, width, candidate);
        }
    }
    best.2
}

/// Cells in each of the first rows that end within `head`.
fn widths(head: &[u8], delimiter: u8) -> Vec<usize> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(head);
    let mut row = csv::ByteRecord::new();
    let mut widths = Vec::with_capacity(SAMPLE_ROWS);
    while widths.len() < SAMPLE_ROWS && matches!(reader.read_byte_record(&mut row), Ok(true)) {
        let cut_off = reader.position().byte() as usize >= head.len() && !widths.is_empty();
        if cut_off && !head.ends_with(b"\n") {
            break;
        }
        widths.push(row.len());
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_usual_delimiter_is_recognised() {
        assert_eq!(delimiter(b"a,b\n1,2\n"), b',');
        assert_eq!(delimiter(b"a\tb\n1,5\t2,5\n"), b'\t');
        assert_eq!(delimiter(b"a;b\n1,5;2,5\n"), b';');
        assert_eq!(delimiter(b"1|x|y\n2|x|y\n"), b'|');
    }

    #[test]
    fn delimiters_inside_quotes_do_not_count() {
        assert_eq!(delimiter(b"name;note\nA;\"x,y,z\"\nB;\"x,y\"\n"), b';');
        assert_eq!(delimiter(b"a,b\n\"1;2;3\",4\n\"1;2;3\",4\n"), b',');
    }

    #[test]
    fn one_column_or_nothing_gives_a_comma() {
        assert_eq!(delimiter(b"value\n01\n"), b',');
        assert_eq!(delimiter(b""), b',');
    }
}
