//! Merging sheets: what holds for any three of them, and what people meet.
