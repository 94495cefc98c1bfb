//! What is wrong with a value that was typed: the faults of numbers and dates as those of the
//! one error enum, and their codes in JSON. Must not know where the value was typed.

use crate::domain::phone::{MAX_DIGITS, PhoneFault};
use crate::domain::time::DateFault;
use crate::error::Fault;

/// Of a number.
pub(super) fn of_phone(fault: PhoneFault) -> Fault {
    match fault {
        PhoneFault::Empty => Fault::Empty,
        PhoneFault::NoDigits => Fault::NoDigits,
        PhoneFault::Mangled => Fault::Mangled,
        PhoneFault::Letters => Fault::Letters,
        PhoneFault::TooLong => Fault::TooLong(MAX_DIGITS),
    }
}

/// Of a date.
pub(super) fn of_date(fault: DateFault) -> Fault {
    match fault {
        DateFault::Empty => Fault::Empty,
        DateFault::NotUnderstood | DateFault::WhichHalf => Fault::NotADate,
        DateFault::Impossible => Fault::ImpossibleDate,
        DateFault::InThePast => Fault::InThePast,
        DateFault::OutOfRange => Fault::OutOfRange,
    }
}

/// The code in JSON.
pub(super) fn code(fault: &Fault) -> &'static str {
    match fault {
        Fault::Empty => "empty",
        Fault::TooLong(_) => "too_long",
        Fault::Unknown { .. } => "unknown",
        Fault::Taken => "taken",
        Fault::TakenBy(_) => "taken",
        Fault::Circle => "circle",
        Fault::Shared(_) => "shared",
        Fault::NotADate => "not_a_date",
        Fault::ImpossibleDate => "impossible_date",
        Fault::InThePast => "in_the_past",
        Fault::InTheFuture => "in_the_future",
        Fault::Nobody => "unknown",
        Fault::NotANumber => "not_a_number",
        Fault::Between { .. } => "out_of_range",
        Fault::NotHours => "not_hours",
        Fault::NotOften => "not_a_rhythm",
        Fault::OtherDay => "another_day",
        Fault::OutOfRange | Fault::NotAboveZero => "out_of_range",
        Fault::NoDigits => "no_digits",
        Fault::Mangled => "mangled",
        Fault::Letters => "letters",
        Fault::NotACode => "not_a_code",
        Fault::TooManyDecimals => "too_many_decimals",
        Fault::NoSuchField { .. } => "no_such_field",
        Fault::AtLeast(_) => "at_least",
        Fault::AtMost(_) => "at_most",
        Fault::ChangedTo(_) => "changed",
        Fault::AboveList { .. } => "above_list",
        Fault::Withdrawn => "withdrawn",
        Fault::NotForPoints => "not_for_points",
        Fault::PaidFirst => "paid_first",
        Fault::Other(_) => "other",
    }
}
