//! Files in and out: readers and writers over domain types. Must not know SQL.
