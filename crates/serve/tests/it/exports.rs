//! The record as a file of others, in a stream.

use crate::{record, start};

#[tokio::test]
async fn each_format_is_whole() {
    let sample = record::sample();
    let server = start(&sample.db).await;
    let lines = server.get("/export/masudi.jsonl").await;
    assert_eq!((lines.status, lines.header("content-type")), (200, Some("application/jsonl")));
    assert!(lines.header("content-disposition").unwrap().contains("masudi.jsonl"));
    let rows: Vec<serde_json::Value> = lines.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    let table = server.get("/export/masudi.csv").await.body;
    assert_eq!(table.lines().count(), 3, "{table}");
    let places: serde_json::Value = server.get("/export/masudi.geojson").await.json();
    assert_eq!(places["features"].as_array().unwrap().len(), 2);
    let parquet = server.get("/export/masudi.parquet").await.bytes;
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
    let some = server.get("/export/masudi.jsonl?type=ASSAULT").await.body;
    assert_eq!(some.lines().count(), 1);
    for wrong in ["/export/masudi", "/export/masudi.xlsx", "/export/other.csv", "/export/..%2Frecord.db"] {
        assert_eq!(server.get(wrong).await.status, 404, "{wrong}");
    }
    assert_eq!(server.get("/export/masudi.csv?typ=1").await.status, 400);
}
