//! `huoke find`: the caller line's answer, ranked. Must not know how customers are found.

use serde::Serialize;

use super::args_customer::Find;
use super::context::{Context, Desk};
use super::json::Whose;
use super::output::Shape;
use super::stop::Stop;
use super::trace;
use crate::domain::birthday::Birthday;
use crate::domain::customer::{Found, FoundNumber, FoundRow, Sight};
use crate::domain::staff::{Operation, Staff};
use crate::domain::time::Day;
use crate::error::{Error, Fault};
use crate::store::find::{self, Seeker};
use crate::store::{authorise, choice};
use crate::text::say;

#[derive(Serialize)]
struct Row<'s> {
    code: Option<&'s str>,
    name: &'s str,
    card_no: Option<&'s str>,
    phones: Vec<Number<'s>>,
    owner: Option<&'s str>,
    tier: Option<&'s str>,
    grade: Option<&'s str>,
    last_contact_on: Option<Day>,
    matched_by: Option<&'static str>,
    do_not_call: bool,
    sight: &'static str,
}

#[derive(Serialize)]
struct Number<'s> {
    number: Option<&'s str>,
    masked: &'s str,
    kind: &'s str,
    whose: Option<Whose<'s>>,
}

#[derive(Serialize)]
struct Count {
    count: usize,
    /// Whether there are more than were counted.
    capped: bool,
}

/// Runs it.
pub(super) fn run(context: &mut Context, args: &Find) -> Result<(), Stop> {
    let typed = args.query.join(" ");
    if let Some(word) = args.query.iter().find(|word| names_a_field(word)) {
        return Err(Stop::Usage((context.text.cli.field_in_query)(word)));
    }
    context.refuse_options(&args.query)?;
    if args.csv {
        context.csv()?;
    }
    let mut desk = context.enter()?;
    if let Some(day) = &args.on {
        desk.now.at = desk.now.at_local(on(day)?, chrono::NaiveTime::MIN);
    }
    let everyone = typed.trim().is_empty();
    let limit = if args.count { 0 } else { args.limit };
    let found = if everyone {
        find::everyone(&desk.reader, &desk.actor, limit, desk.now.at)?
    } else {
        let seeker = Seeker::new(desk.actor.clone());
        find::find(&desk.reader, &seeker, &typed, limit, desk.now.at)?
    };
    if args.count {
        let capped = !everyone && found.count >= Found::CAP;
        let plus = if capped { "+" } else { "" };
        let count = Count {
            count: found.count,
            capped,
        };
        return context.result(&count, |_| format!("{}{plus}", count.count));
    }
    print(context, &desk, &found.rows)?;
    if found.rows.is_empty() && found.count == 0 {
        return Err(Stop::NoMatch(context.text.cli.no_match.to_owned()));
    }
    Ok(())
}

/// `tier:gold`, `-attended@6m`, `age>60`: of the query language, not of the caller line.
fn names_a_field(word: &str) -> bool {
    let word = word.trim_start_matches('-');
    let field = word
        .find([':', '<', '>', '=', '@'])
        .and_then(|at| word.get(..at));
    field.is_some_and(|field| FIELDS.contains(&field.to_lowercase().as_str()))
}

/// What the query language asks of customers, in both languages.
const FIELDS: &[&str] = &[
    "name",
    "phone",
    "card",
    "card_no",
    "code",
    "tier",
    "grade",
    "type",
    "source",
    "nature",
    "usage",
    "owner",
    "branch",
    "department",
    "province",
    "city",
    "age",
    "sex",
    "owes",
    "points",
    "bought",
    "contacted",
    "served",
    "attended",
    "visited",
    "transferred",
    "created",
    "modified",
    "called",
    "birthday",
    "anniversary",
    "ends",
    "due",
    "tag",
    "remark",
    "姓名",
    "电话",
    "卡号",
    "级别",
    "等级",
    "类型",
    "来源",
    "负责",
    "负责人",
    "分公司",
    "部门",
    "省",
    "城市",
    "年龄",
    "性别",
    "欠款",
    "积分",
    "购买",
    "联系",
    "服务",
    "参加",
    "来访",
    "转移",
    "新增",
    "修改",
    "生日",
    "纪念日",
    "到期",
];

/// A day of `--on`.
/// A day of an option `--on`.
pub(super) fn on(typed: &str) -> Result<Day, Error> {
    let wrong = |fault| Error::invalid("on", fault);
    let date: Birthday = typed
        .parse()
        .map_err(|fault| wrong(super::fault::of_date(fault)))?;
    date.born().map_err(|_| wrong(Fault::NotADate))
}

pub(super) fn print(context: &mut Context, desk: &Desk, rows: &[FoundRow]) -> Result<(), Stop> {
    let people = desk.people()?;
    let mut numbers = find::numbers(&desk.reader, rows)?;
    if context.out.shape == Shape::Json {
        keep_whole(context, desk, rows, &mut numbers)?;
    }
    let both = rows.iter().zip(&numbers);
    if context.out.shape == Shape::Json {
        return both.into_iter().try_for_each(|(row, numbers)| {
            let json = json(row, numbers, &people, desk);
            context.out.json(&json)
        });
    }
    let header = [
        "code",
        "name",
        "card_no",
        "phone",
        "tier",
        "grade",
        "owner",
        "last_contact_on",
    ];
    let plain = context.out.shape == Shape::Plain;
    let mut choices = Vec::new();
    if plain && !rows.is_empty() {
        choices = choice::list(&desk.reader, "tier")?;
        choices.extend(choice::list(&desk.reader, "grade")?);
    }
    let label = |list: &str, code: &Option<String>| match code {
        Some(code) if plain => say::choice(context.lang, &choices, list, code),
        code => code.clone().unwrap_or_default(),
    };
    let cells: Vec<Vec<String>> = both
        .map(|(row, numbers)| {
            let shown = numbers
                .iter()
                .find(|number| number.is_shown)
                .or(numbers.first());
            let day = row
                .last_contact_at
                .map(|at| desk.now.day_of(at).to_string());
            let owner = row.owner_name.clone().filter(|_| plain);
            vec![
                row.code.clone(),
                row.name.clone(),
                row.card_no.clone().unwrap_or_default(),
                shown
                    .map(|number| number.masked.clone())
                    .unwrap_or_default(),
                label("tier", &row.tier),
                label("grade", &row.grade),
                owner
                    .or_else(|| login(&people, row).map(str::to_owned))
                    .unwrap_or_default(),
                day.unwrap_or_default(),
            ]
        })
        .collect();
    context.out.rows(&header, &cells)
}

/// Rows whose numbers are printed whole for somebody who may not export.
const WHOLE_ROWS: usize = 20;

/// Only as many whole numbers as may leave the file, each with its trace.
fn keep_whole(
    context: &Context,
    desk: &Desk,
    rows: &[FoundRow],
    numbers: &mut [Vec<FoundNumber>],
) -> Result<(), Stop> {
    let hide = |of: &mut Vec<FoundNumber>| of.iter_mut().for_each(|one| one.number = None);
    if rows.len() > WHOLE_ROWS && !authorise::may(&desk.reader, &desk.actor, Operation::Export)? {
        numbers.iter_mut().skip(WHOLE_ROWS).for_each(hide);
    }
    let whole = rows.iter().zip(numbers.iter());
    let whole = whole.filter(|(_, of)| of.iter().any(|one| one.number.is_some()));
    let ids: Vec<_> = whole.map(|(row, _)| row.id).collect();
    if !trace::leave(context, desk, &ids)? {
        numbers.iter_mut().for_each(hide);
    }
    Ok(())
}

fn login<'p>(people: &'p [Staff], row: &FoundRow) -> Option<&'p str> {
    let owner = people.iter().find(|person| Some(person.id) == row.owner)?;
    Some(&owner.login)
}

fn json<'s>(
    row: &'s FoundRow,
    numbers: &'s [FoundNumber],
    people: &'s [Staff],
    desk: &Desk,
) -> Row<'s> {
    let phones = numbers.iter().map(|number| Number {
        number: number.number.as_deref(),
        masked: &number.masked,
        kind: &number.kind,
        whose: number.whose.as_ref().map(|(relation, name)| Whose {
            relation: relation.as_deref(),
            name,
        }),
    });
    Row {
        code: (row.sight > Sight::PutThrough).then_some(row.code.as_str()),
        name: &row.name,
        card_no: row.card_no.as_deref(),
        phones: phones.collect(),
        owner: login(people, row),
        tier: row.tier.as_deref(),
        grade: row.grade.as_deref(),
        last_contact_on: row.last_contact_at.map(|at| desk.now.day_of(at)),
        matched_by: (row.matched_by.code() != "recent").then(|| row.matched_by.code()),
        do_not_call: row.do_not_call,
        sight: super::json::sight(row.sight),
    }
}
