//! `huoke sale print`: a sales slip or a receipt as text. Must not know how it is laid out.

use super::super::args_sale::SalePrint;
use super::super::context::Context;
use super::super::stop::Stop;
use super::find;
use crate::app::slip::{Slip, template};
use crate::domain::sale::slip::Slips;
use crate::store::{choice, setting};

/// Prints it.
pub(super) fn print(context: &mut Context, args: &SalePrint) -> Result<(), Stop> {
    let desk = context.enter()?;
    let slips = Slips {
        sale: find(&desk, &args.sale, context.text)?,
        slip: setting::get(&desk.reader, setting::SLIP_SALE)?,
        receipt: setting::get(&desk.reader, setting::SLIP_RECEIPT)?,
    };
    let slip = Slip {
        sale: &slips.sale,
        lang: context.lang,
        now: &desk.now,
        choices: &choice::all(&desk.reader)?,
        currency: setting::currency(&desk.reader)?,
    };
    let template = template(context.lang, &slips, args.receipt);
    for line in slip.lay(template, args.width) {
        context.out.line(&line)?;
    }
    Ok(())
}
