//! Drawing the form of a reason. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Base, Of, RuleForm};
use crate::app::desk::Desk;
use crate::app::layers::view::draw_form;
use crate::app::pane::Tone;
use crate::app::view::View;
use crate::domain::today::Subject;
use crate::kit::clean::clean;
use crate::kit::form::Words;
use crate::text::rules;

impl View for RuleForm {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let lang = desk.lang;
        let words = |of| match of {
            Of::Rule(part) => Words {
                label: rules::part(lang, part),
                placeholder: rules::hint(lang, part),
            },
            Of::Cadence(part) => Words {
                label: rules::cadence_part(lang, part),
                placeholder: "",
            },
        };
        let title = match (&self.base, &self.about) {
            (Base::Rule(rule), Subject::New(_)) => rules::new_title(lang, rule.kind).to_owned(),
            (Base::Rule(rule), _) => clean(rules::label(lang, rule)).into_owned(),
            (Base::Cadence(cadence), _) => {
                let grade = cadence.grade.as_deref();
                let grade = grade.map(|grade| desk.label("grade", grade));
                clean(&rules::cadence_title(lang, grade.as_deref())).into_owned()
            }
        };
        let mut below: Vec<(String, Tone)> = Vec::new();
        let focus = self.form.focus();
        match (&self.base, focus) {
            (Base::Rule(_), Some(Of::Rule(part))) => {
                let told = rules::told(lang, part);
                below.extend(told.map(|told| (told.to_owned(), Tone::Dim)));
            }
            (Base::Cadence(cadence), Some(Of::Cadence(part))) => {
                let told = rules::cadence(lang, cadence.grade.as_deref(), part);
                below.push((clean(&told).into_owned(), Tone::Dim));
            }
            _ => {}
        }
        below.extend(self.sending.said());
        draw_form(desk, buf, area, &title, (&self.form, &words), &below)
    }
}
