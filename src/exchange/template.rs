//! A value put together from several columns: `{FirstName} {MiddleName} {LastName}`.
//! Must not know where the columns come from.

/// A parsed template. The text before a column goes with that column: it is left out where the
/// column is empty or nothing stands before it yet (the very first text excepted); the text
/// after the last column goes with the last column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template<C = String> {
    parts: Vec<(String, C)>,
    tail: String,
}

impl Template<String> {
    /// Parses a text; `{{` and `}}` stand for the braces themselves.
    ///
    /// # Errors
    /// An English sentence, for the parser of the map to put under a caret.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' | '}' if chars.peek() == Some(&c) => {
                    chars.next();
                    literal.push(c);
                }
                '{' => {
                    let mut column = String::new();
                    loop {
                        match chars.next() {
                            Some('}') => break,
                            Some('{') | None => return Err("a `{` without its `}`"),
                            Some(c) => column.push(c),
                        }
                    }
                    if column.trim().is_empty() {
                        return Err("`{}` names no column");
                    }
                    parts.push((std::mem::take(&mut literal), column));
                }
                '}' => return Err("a `}` without its `{`"),
                c => literal.push(c),
            }
        }
        if parts.is_empty() {
            return Err("no column in braces");
        }
        Ok(Template {
            parts,
            tail: literal,
        })
    }

    /// The columns it names, in order.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(_, column)| column.as_str())
    }
}

impl<C> Template<C> {
    /// A template of columns side by side with the same text between them.
    #[must_use]
    pub fn joined(columns: Vec<C>, between: &str) -> Self {
        let before = |index| {
            if index == 0 {
                String::new()
            } else {
                between.to_owned()
            }
        };
        let parts = columns
            .into_iter()
            .enumerate()
            .map(|(i, c)| (before(i), c))
            .collect();
        Template {
            parts,
            tail: String::new(),
        }
    }

    /// The same template over columns that were looked up.
    ///
    /// # Errors
    /// The first that `look_up` gives.
    pub fn resolve<D, E>(
        &self,
        mut look_up: impl FnMut(&C) -> Result<D, E>,
    ) -> Result<Template<D>, E> {
        let part = |(before, column): &(String, C)| Ok((before.clone(), look_up(column)?));
        let parts = self.parts.iter().map(part).collect::<Result<_, E>>()?;
        Ok(Template {
            parts,
            tail: self.tail.clone(),
        })
    }

    /// Appends the value to `out`, given what each column says.
    pub fn write<'a>(&self, out: &mut String, mut cell: impl FnMut(&C) -> &'a str) {
        let start = out.len();
        let mut last_filled = false;
        for (index, (before, column)) in self.parts.iter().enumerate() {
            let value = cell(column);
            last_filled = !value.is_empty();
            if last_filled {
                if index == 0 || out.len() > start {
                    out.push_str(before);
                }
                out.push_str(value);
            }
        }
        if last_filled {
            out.push_str(&self.tail);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn filled(template: &str, cells: &[(&'static str, &'static str)]) -> String {
        let mut out = String::new();
        Template::parse(template).unwrap().write(&mut out, |name| {
            cells
                .iter()
                .find(|(column, _)| column == name)
                .map_or("", |(_, value)| *value)
        });
        out
    }

    #[test]
    fn empty_parts_take_their_separators_with_them() {
        let name = "{F} {M} {L}";
        assert_eq!(
            filled(name, &[("F", "Jon"), ("M", "V"), ("L", "Yang")]),
            "Jon V Yang"
        );
        assert_eq!(filled(name, &[("F", "Jon"), ("L", "Yang")]), "Jon Yang");
        assert_eq!(filled(name, &[("L", "Yang")]), "Yang");
        assert_eq!(filled(name, &[]), "");
        let address = "{A}, {B} ({C})";
        assert_eq!(
            filled(address, &[("A", "1 Main St"), ("C", "Canada")]),
            "1 Main St (Canada)"
        );
        assert_eq!(filled(address, &[("A", "1 Main St")]), "1 Main St");
        assert_eq!(filled("No. {A}", &[("A", "7")]), "No. 7");
        assert_eq!(filled("{{{A}}}", &[("A", "7")]), "{7}");
    }

    #[test]
    fn a_broken_template_is_refused() {
        for text in ["{A", "A}", "{}", "{ }", "no column", "{A{B}}", ""] {
            assert!(Template::parse(text).is_err(), "{text}");
        }
    }
}
