//! The fields that a business made for itself, as far as a file's header names them by label.
//! Must not know their kinds or values.

use std::sync::OnceLock;

use super::field::{Field, Kind};

/// Their labels, known once the house is open.
#[derive(Debug, Clone, Default)]
pub struct Own(OnceLock<Vec<(String, String)>>);

impl Own {
    /// Takes labels with the names behind `custom.`, once: a run has one house.
    pub fn know(&self, labels: impl IntoIterator<Item = (String, String)>) {
        self.0.get_or_init(|| {
            let labels = labels.into_iter();
            labels
                .map(|(label, code)| (label.to_lowercase(), code))
                .collect()
        });
    }

    /// The field that a header is the label of, or names as `custom.NAME`.
    pub(super) fn field(&self, kind: Kind, header: &str) -> Option<Field> {
        let header = header.trim().to_lowercase();
        let is = |(label, code): &&(String, String)| {
            *label == header || header.strip_prefix("custom.") == Some(code)
        };
        let (_, code) = self.0.get()?.iter().find(is)?;
        (kind == Kind::Customers).then(|| Field::Custom(code.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_by_label_or_by_name_once_the_house_is_open() {
        let own = Own::default();
        assert_eq!(own.field(Kind::Customers, "Plate"), None);
        own.know([("车牌号", "plate"), ("Plate", "plate")].map(|(l, c)| (l.into(), c.into())));
        let plate = Some(Field::Custom("plate".into()));
        for header in ["车牌号", " PLATE ", "custom.plate"] {
            assert_eq!(own.field(Kind::Customers, header), plate, "{header}");
        }
        assert_eq!(own.field(Kind::Customers, "custom.other"), None);
        assert_eq!(own.field(Kind::Sales, "Plate"), None);
    }
}
