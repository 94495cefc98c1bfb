//! Nouns and rules of the trade. Must not know files, SQL or screens.
