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
        api::situation::json, api::events::json, api::events::csv, api::feed::events, api::geojson::events, pages::event::any,
        api::mentions::json, api::mentions::csv, api::mentions::one, api::documents::json, api::documents::csv,
        pages::document::any, api::states::processes_json, api::states::processes_csv, api::states::process,
        api::states::deployments_json, api::states::deployments_csv, api::states::factors_json,
        api::states::factors_csv, api::states::statements_json, api::states::statements_csv, api::counts::json,
        api::counts::csv, api::counts::dyads_json, api::counts::dyads_csv, api::search::json, api::search::csv,
        api::changes::json, api::changes::stream, api::decisions::decide, api::health::health,
    ),
    modifiers(&Token),
)]
struct Description;

struct Token;

impl Modify for Token {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// `GET /openapi.json`
pub async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}
