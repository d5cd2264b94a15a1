//! What all lists look like: what they are asked by, some items, and where the next ones begin.

use crate::app::App;
use crate::http::Problem;
use crate::index::Record;
use crate::question::Question;
use crate::table;
use axum::Json;
use axum::response::Response;
use masudi_store::{EventQuery, Page, Paging, StoreError};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

/// The conditions that events, and what is like them, are asked by; all that are given must hold. Several values are joined
/// with commas: any of them. A description only: [`Question`] reads them.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code)]
pub struct Conditions {
    /// Words and quoted phrases of the sentence, all of them; `word*` may go on.
    #[param(max_length = 500)]
    text: Option<String>,
    /// Event types.
    #[param(max_length = 500, pattern = r"^[A-Za-z]+( *, *[A-Za-z]+)*$", example = "ASSAULT,COERCE")]
    r#type: Option<String>,
    /// Modes.
    #[param(max_length = 500, pattern = r"^[a-z-]+( *, *[a-z-]+)*$")]
    mode: Option<String>,
    /// Quad classes.
    #[param(pattern = r"^(verbal|material)-(conflict|cooperation)(,(verbal|material)-(conflict|cooperation))*$")]
    quad: Option<String>,
    /// Certainty.
    #[param(
        pattern = r"^(actual|alleged|future|historical|hypothetical|negated)(,(actual|alleged|future|historical|hypothetical|negated))*$"
    )]
    status: Option<String>,
    /// Who takes part: country, id, code or name.
    #[param(max_length = 500, pattern = r#"^[^",\s]+$"#, example = "IRQ")]
    party: Option<String>,
    /// Who acts: country, id, code or name.
    #[param(max_length = 500, pattern = r#"^[^",\s]+$"#)]
    actor: Option<String>,
    /// To whom it is done: country, id, code or name.
    #[param(max_length = 500, pattern = r#"^[^",\s]+$"#)]
    recipient: Option<String>,
    /// Country of the place, ISO 3166-1 alpha-3.
    #[param(pattern = r"^[A-Z]{3}(,[A-Z]{3})*$")]
    country: Option<String>,
    /// Place, as the gazetteer names it.
    #[param(max_length = 500, pattern = r#"^[^",\s]+$"#)]
    place: Option<String>,
    /// First day, month or year.
    #[param(pattern = r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?$")]
    from: Option<String>,
    /// Last day, month or year.
    #[param(pattern = r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?$")]
    to: Option<String>,
    /// Least confidence.
    #[param(minimum = 0, maximum = 1)]
    confidence: Option<f32>,
    /// Whether sources disagree on it.
    #[param(pattern = "^(yes|no)$")]
    disputed: Option<String>,
}

/// Which page of a list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code)]
pub struct PageOf {
    /// The `next` of the page before.
    #[param(max_length = 60, pattern = r"^(\d{4}-\d{2}-\d{2}(T[0-9:.+Z-]{1,30})?)?\.\d{1,15}$")]
    after: Option<String>,
    /// Items of a page; 50 when not given.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// The newest first when not given.
    #[param(pattern = "^(newest|oldest|recorded)$")]
    order: Option<String>,
}

/// Some items of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T: ToSchema> {
    /// The items.
    pub items: Vec<T>,
    /// To be given as `after` for the next ones; null when there are no more.
    pub next: Option<String>,
}

impl<T: ToSchema> List<T> {
    /// From a page of the store.
    pub fn of<S>(page: Page<S>, item: impl Fn(S) -> T) -> Self {
        let next = page.next.map(|cursor| cursor.to_string());
        Self { items: page.rows.into_iter().map(item).collect(), next }
    }
}

/// Reads a page of what `question` asks for.
pub async fn read<S, T>(
    app: &App,
    question: &Question,
    read: impl FnOnce(&Record, &EventQuery, &Paging) -> Result<Page<S>, StoreError> + Send + 'static,
    item: impl Fn(S) -> T + Send + 'static,
) -> Result<List<T>, Problem>
where
    T: ToSchema + Send + 'static,
{
    let (query, paging) = (question.events()?, question.paging()?);
    app.read(move |store| Ok(List::of(read(store, &query, &paging).map_err(Problem::of_record)?, item))).await
}

/// A list as JSON.
pub fn json<T: ToSchema + Serialize>(list: List<T>) -> Json<List<T>> {
    Json(list)
}

/// The items of a list as CSV.
pub fn csv<T: ToSchema + Serialize>(list: &List<T>) -> Result<Response, Problem> {
    table::csv(&list.items)
}

/// An id with the form that is asked for: `ID.json`, `ID.csv` or, without an ending, the page.
pub fn form(key: &str) -> (&str, Form) {
    for (ending, form) in [(".json", Form::Json), (".csv", Form::Csv), (".html", Form::Page)] {
        if let Some(id) = key.strip_suffix(ending) {
            return (id, form);
        }
    }
    (key, Form::Page)
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// HTML.
    Page,
    /// JSON.
    Json,
    /// CSV.
    Csv,
}
