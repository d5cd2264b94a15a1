//! The lists of the record, each as JSON and as CSV: one handler for all.

use super::list::{self, Conditions, List, PageOf};
use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use masudi_record::{Deployment, Event, Factor, Mention, Process, Statement};
use masudi_store::{StoredEvent, StoredMention};

/// A module for each list, with its two handlers and their descriptions.
macro_rules! lists {
    ($($(#[$about:meta])* $name:ident, $item:ident, $json:tt, $csv:tt, $read:ident, $of:expr;)*) => {$(
        $(#[$about])*
        pub mod $name {
            use super::*;

            $(#[$about])*
            #[utoipa::path(get, path = $json, tag = "record", params(Conditions, PageOf),
                responses((status = 200, body = List<$item>), (status = 400, body = Problem, content_type = "application/problem+json")))]
            pub async fn json(State(app): State<App>, question: Question) -> Result<Json<List<$item>>, Problem> {
                Ok(list::json(list::read(&app, &question, |record, query, paging| record.$read(query, paging), $of).await?))
            }

            $(#[$about])*
            #[utoipa::path(get, path = $csv, tag = "record", params(Conditions, PageOf),
                responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
            pub async fn csv(State(app): State<App>, question: Question) -> Result<Response, Problem> {
                list::csv(&list::read(&app, &question, |record, query, paging| record.$read(query, paging), $of).await?)
            }
        }
    )*};
}

lists! {
    /// Events, a page of them.
    events, Event, "/events.json", "/events.csv", events, |stored: StoredEvent| stored.event;
    /// Mentions, a page of them.
    mentions, Mention, "/mentions.json", "/mentions.csv", mentions, |stored: StoredMention| stored.mention;
    /// Processes, a page of them.
    processes, Process, "/processes.json", "/processes.csv", processes, |one: Process| one;
    /// Force levels, a page of them.
    deployments, Deployment, "/deployments.json", "/deployments.csv", deployments, |one: Deployment| one;
    /// What parties name as deciding, a page of them.
    factors, Factor, "/factors.json", "/factors.csv", factors, |one: Factor| one;
    /// Claims with their speakers, a page of them.
    statements, Statement, "/statements.json", "/statements.csv", statements, |one: Statement| one;
}
