//! Events as GeoJSON (RFC 7946). An event known to a country only has no point: its geometry is null.

use crate::app::App;
use crate::http::Problem;
use crate::question::Question;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use masudi_record::{Event, Place};
use serde_json::{Value, json};

/// Whether a place is known to a point.
pub fn point(place: &Place) -> Option<(f64, f64)> {
    let exact = matches!(place.precision.as_deref(), Some("site" | "city"));
    place.lat.zip(place.lon).filter(|_| exact)
}

fn feature(event: &Event) -> Value {
    let at = event.place.as_ref().and_then(point);
    let geometry = at.map(|(lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]}));
    json!({"type": "Feature", "id": event.id, "geometry": geometry, "properties": event})
}

/// Events as GeoJSON, a page of them.
#[utoipa::path(get, path = "/events.geojson", tag = "record",
    params(super::list::Conditions, super::list::PageOf),
    responses((status = 200, body = serde_json::Value, content_type = "application/geo+json"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub async fn events(State(app): State<App>, question: Question) -> Result<Response, Problem> {
    let (query, paging) = (question.events()?, question.paging()?);
    let page = app.read(move |store| store.events(&query, &paging).map_err(Problem::of_record)).await?;
    let features: Vec<Value> = page.rows.iter().map(|stored| feature(&stored.event)).collect();
    let next = page.next.map(|cursor| cursor.to_string());
    let body = json!({"type": "FeatureCollection", "features": features, "next": next}).to_string();
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], body).into_response())
}
