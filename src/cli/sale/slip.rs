//! `huoke sale print`: a sales slip or a receipt as text, and the template that it is laid by. Must not know how it is laid out.

use super::super::args_sale::{SalePrint, SaleTemplate};
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

/// Prints the template in use, or the usual one.
pub(super) fn show(context: &mut Context, args: &SaleTemplate) -> Result<(), Stop> {
    let desk = context.enter()?;
    let words = &context.text.trade;
    let (key, usual) = match args.receipt {
        false => (setting::SLIP_SALE, words.slip),
        true => (setting::SLIP_RECEIPT, words.receipt),
    };
    let own = setting::get(&desk.reader, key)?;
    let own = Some(own.as_str()).filter(|own| !args.usual && !own.is_empty());
    for line in own.unwrap_or(usual).lines() {
        context.out.line(line)?;
    }
    Ok(())
}
