//! Drawing the form of goods in the store. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{GoodsForm, Part};
use crate::app::desk::Desk;
use crate::app::layers::view::draw_form;
use crate::app::pane::{Goods, Tone};
use crate::app::view::View;
use crate::kit::clean::clean;
use crate::kit::form::Words;

impl View for GoodsForm {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (forms, said) = (&desk.text().forms, &desk.text().sales);
        let place = self.goods.place();
        let words = |part| match part {
            Part::Count => Words {
                label: said.how_many[place],
                placeholder: match self.goods {
                    Goods::Level => said.level_hint,
                    _ => said.pieces_hint,
                },
            },
            Part::Note => Words {
                label: forms.note,
                placeholder: said.may_be_empty,
            },
        };
        let difference = self.difference().filter(|difference| *difference != 0);
        let difference = difference.map(|n| ((said.difference)(n), Tone::Warning));
        let below: Vec<(String, Tone)> =
            difference.into_iter().chain(self.sending.said()).collect();
        let title = said.goods_titles[place](&clean(&self.title));
        draw_form(desk, buf, area, &title, (&self.form, &words), &below)
    }
}
