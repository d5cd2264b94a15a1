//! All routes, and what is laid around them.

use crate::app::App;
use crate::http::{Problem, headers, host, metrics, problem_page, rate, timeout, version_tag};
use crate::{api, assets, openapi, pages};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

/// Bytes of a request's body.
const MOST_BODY: usize = 1 << 20;

/// The server's routes.
pub fn router(app: App) -> Router {
    // Answers that are the same as long as the record is.
    let record = Router::new()
        .route("/", get(pages::brief::first))
        .route("/situation", get(pages::situation::page))
        .route("/situation.json", get(api::situation::json))
        .route("/situation.csv", get(api::situation::csv))
        .route("/dossiers", get(pages::dossiers::page))
        .route("/dossiers.json", get(api::brief::json))
        .route("/dossiers.csv", get(api::brief::csv))
        .route("/brief/{name}", get(pages::brief::any))
        .route("/timeline", get(pages::timeline::page))
        .route("/timeline.json", get(api::timeline::json))
        .route("/timeline.csv", get(api::timeline::csv))
        .route("/map", get(pages::map::page))
        .route("/map.json", get(api::places::json))
        .route("/map.csv", get(api::places::csv))
        .route("/actors", get(pages::actors::page))
        .route("/actors.json", get(api::actors::json))
        .route("/actors.csv", get(api::actors::csv))
        .route("/actors/{key}", get(pages::actor::any))
        .route("/events", get(pages::events::page))
        .route("/events.json", get(api::lists::events::json))
        .route("/events.csv", get(api::lists::events::csv))
        .route("/events.atom", get(api::feed::events))
        .route("/events.geojson", get(api::geojson::events))
        .route("/events/{id}", get(pages::event::any))
        .route("/mentions.json", get(api::lists::mentions::json))
        .route("/mentions.csv", get(api::lists::mentions::csv))
        .route("/mentions/{id}", get(api::mentions::one))
        .route("/decisions", get(pages::decisions::page).post(api::decisions::decide))
        .route("/decisions.json", get(api::decisions::json))
        .route("/decisions.csv", get(api::decisions::csv))
        .route("/documents", get(pages::documents::page).post(api::ingest::documents))
        .route("/documents.json", get(api::documents::json))
        .route("/documents.csv", get(api::documents::csv))
        .route("/documents/{id}", get(pages::document::any))
        .route("/processes", get(pages::processes::page))
        .route("/processes.json", get(api::lists::processes::json))
        .route("/processes.csv", get(api::lists::processes::csv))
        .route("/processes/{id}", get(pages::processes::any))
        .route("/deployments.json", get(api::lists::deployments::json))
        .route("/deployments.csv", get(api::lists::deployments::csv))
        .route("/factors.json", get(api::lists::factors::json))
        .route("/factors.csv", get(api::lists::factors::csv))
        .route("/statements.json", get(api::lists::statements::json))
        .route("/statements.csv", get(api::lists::statements::csv))
        .route("/counts.json", get(api::counts::json))
        .route("/counts.csv", get(api::counts::csv))
        .route("/dyads.json", get(api::counts::dyads_json))
        .route("/dyads.csv", get(api::counts::dyads_csv))
        .route("/search", get(pages::search::page))
        .route("/search.json", get(api::search::json))
        .route("/search.csv", get(api::search::csv))
        .route("/openapi.json", get(openapi::document))
        .layer(from_fn_with_state(app.clone(), version_tag::tag))
        .layer(from_fn_with_state(app.clone(), timeout::deadline));
    let rest = Router::new()
        .route("/changes", get(api::changes::stream))
        .route("/changes.json", get(api::changes::json))
        .route("/decisions/{number}", axum::routing::delete(api::decisions::remove))
        .route("/decisions/{number}/undo", post(api::decisions::undo))
        .route("/events/{id}/decisions", post(api::decisions::of_event))
        .route("/session", get(pages::session::page).post(pages::session::begin))
        .route("/session/end", post(pages::session::end))
        .route("/export/{file}", get(api::export::file))
        .route("/healthz", get(api::health::health))
        .route("/metrics", get(metrics::metrics))
        .route("/assets/{version}/{name}", get(assets::asset));
    let nowhere = || async { Problem::not_found("there is no such page; the views are named above") };
    record
        .merge(rest)
        .fallback(nowhere)
        .method_not_allowed_fallback(|| async {
            let status = axum::http::StatusCode::METHOD_NOT_ALLOWED;
            Problem::new(status, "this address is not asked in that way; /openapi.json says how")
        })
        .layer(from_fn_with_state(app.clone(), problem_page::for_browsers))
        .layer(RequestBodyLimitLayer::new(MOST_BODY))
        .layer(CatchPanicLayer::custom(fault))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), rate::limit))
        .layer(from_fn_with_state(app.clone(), host::loopback_names))
        .layer(from_fn(headers::safety))
        .layer(from_fn_with_state(app.clone(), metrics::count))
        .with_state(app)
}

/// A fault of the program fails one request, not the server.
fn fault(_: Box<dyn std::any::Any + Send + 'static>) -> axum::response::Response {
    axum::response::IntoResponse::into_response(Problem::internal("a fault of the program"))
}
