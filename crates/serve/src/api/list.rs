//! What all lists look like: some items, and where the next ones begin.

use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use crate::table;
use axum::Json;
use axum::response::Response;
use masudi_store::{EventQuery, Page, Paging, Store, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

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
    read: impl FnOnce(&Store, &EventQuery, &Paging) -> Result<Page<S>, StoreError> + Send + 'static,
    item: impl Fn(S) -> T + Send + 'static,
) -> Result<List<T>, Problem>
where
    T: ToSchema + Send + 'static,
{
    let (query, paging) = (question.events()?, question.paging()?);
    app.read(move |store| Ok(List::of(read(store, &query, &paging).map_err(Problem::internal)?, item))).await
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
