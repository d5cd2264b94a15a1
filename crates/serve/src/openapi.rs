//! The description of the interface: OpenAPI 3.1, made of the handlers themselves.

use crate::api;
use crate::pages;
use axum::Json;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

#[derive(OpenApi)]
#[openapi(
    info(title = "Masudi", description = "The record of events: what was told, by whom, and the words that say so.", license(name = "MIT OR Apache-2.0")),
    paths(
        api::situation::json, api::situation::csv, api::brief::json, api::brief::csv, pages::brief::any,
        api::lists::events::json, api::lists::events::csv, api::feed::events, api::geojson::events, pages::event::any,
        api::lists::mentions::json, api::lists::mentions::csv, api::mentions::one, api::documents::json,
        api::documents::csv, pages::document::any, api::lists::processes::json, api::lists::processes::csv,
        pages::processes::any, api::lists::deployments::json, api::lists::deployments::csv, api::lists::factors::json,
        api::lists::factors::csv, api::lists::statements::json, api::lists::statements::csv, api::counts::json,
        api::counts::csv, api::counts::dyads_json, api::counts::dyads_csv, api::search::json, api::search::csv,
        api::export::file, api::changes::json, api::changes::stream, api::decisions::json, api::decisions::csv,
        api::decisions::decide, api::timeline::json, api::timeline::csv, api::places::json, api::places::csv,
        api::actors::json, api::actors::csv, pages::actor::any,
        api::decisions::remove, api::ingest::documents, api::health::health,
    ),
    modifiers(&Token, &Names),
)]
struct Description;

struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// Names operations by method and address: the handlers of many are called `json`.
struct Names;

impl Modify for Names {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for (path, item) in &mut document.paths.paths {
            let words: Vec<&str> = path.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            let operations = [("get", &mut item.get), ("post", &mut item.post), ("delete", &mut item.delete)];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    operation.operation_id = Some(format!("{method}-{}", words.join("-")));
                }
            }
        }
    }
}

/// `GET /openapi.json`
pub async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}
