//! A person at a browser: signs in once, decides by forms that need no script; and pages of others that try the same.

use crate::record::{self, ATTACK};
use crate::{Answer, Running, start, start_with};
use masudi_record::{Correction, Decision, Status};
use masudi_serve::Settings;
use masudi_store::Store;
use std::path::Path;

const TOKEN: &str = "a-token-of-the-tests";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");

async fn open(db: &Path) -> Running {
    start_with(Settings { token: Some(TOKEN.into()), ..Settings::of(db) }).await
}

/// The cookie of a session.
async fn sign_in(server: &Running) -> String {
    let answer = server.send("POST", "/session", &[FORM, OWN], &format!("token={TOKEN}&back=%2Fevents")).await;
    assert_eq!((answer.status, answer.header("location")), (303, Some("/events")), "{}", answer.body);
    let cookie = answer.header("set-cookie").unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains(TOKEN), "the cookie is not the token");
    cookie.split(';').next().unwrap().to_owned()
}

async fn decide(server: &Running, cookie: &str, event: &str, form: &str) -> Answer {
    server.send("POST", &format!("/events/{event}/decisions"), &[FORM, OWN, ("cookie", cookie)], form).await
}

fn decisions(db: &Path) -> Vec<Decision> {
    Store::open_read_only(db).unwrap().decisions().unwrap().into_iter().map(|(_, decision)| decision).collect()
}

#[tokio::test]
async fn only_the_token_from_the_servers_own_form_begins_a_session() {
    let sample = record::told_twice();
    let server = open(&sample.db).await;
    for headers in [
        vec![FORM],
        vec![FORM, ("sec-fetch-site", "cross-site")],
        vec![FORM, ("origin", "http://evil.example")],
        vec![FORM, ("origin", "null")],
    ] {
        let answer = server.send("POST", "/session", &headers, &format!("token={TOKEN}")).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (403, None), "{headers:?}");
    }
    let led_away =
        server.send("POST", "/session", &[FORM, OWN], &format!("token={TOKEN}&back=%2F%2Fevil.example")).await;
    assert_eq!(led_away.header("location"), Some("/"));
    let wrong = server.send("POST", "/session", &[FORM, OWN], "token=a-token-of-the-test").await;
    assert_eq!((wrong.status, wrong.header("set-cookie")), (403, None));
    for _ in 0..2 {
        server.send("POST", "/session", &[FORM, OWN], "token=guess").await;
    }
    assert_eq!(server.get("/healthz").await.status, 429, "who guesses waits");
    let closed = start(&sample.db).await;
    let refused = closed.send("POST", "/session", &[FORM, OWN], &format!("token={TOKEN}")).await;
    assert_eq!(refused.status, 403, "without a token nothing can be written");
    assert!(!closed.get("/events/e-attack").await.body.contains("Sign in"));
}

#[tokio::test]
async fn a_page_of_others_cannot_decide() {
    let sample = record::told_twice();
    let server = open(&sample.db).await;
    let cookie = sign_in(&server).await;
    let note = "decision=note&text=x";
    for (path, body) in
        [("/events/e-attack/decisions", note), ("/decisions/1/undo", ""), ("/documents", "{\"text\": \"x\"}")]
    {
        for headers in [
            vec![FORM],
            vec![FORM, OWN],
            vec![FORM, OWN, ("cookie", "masudi-session=0")],
            vec![FORM, ("cookie", &cookie)],
            vec![FORM, ("cookie", &cookie), ("sec-fetch-site", "cross-site")],
            vec![FORM, ("cookie", &cookie), ("sec-fetch-site", "same-site")],
            vec![FORM, ("cookie", &cookie), ("origin", "http://evil.example")],
        ] {
            let answer = server.send("POST", path, &headers, body).await;
            assert_eq!(answer.status, 401, "{path} {headers:?}: {}", answer.body);
        }
    }
    assert!(decisions(&sample.db).is_empty());
}

#[tokio::test]
async fn forms_are_for_those_who_signed_in_and_become_decisions() {
    let sample = record::told_twice();
    let server = open(&sample.db).await;
    let before = server.get("/events/e-attack").await;
    assert!(before.body.contains("Sign in to correct") && !before.body.contains("Take them out"));
    let cookie = sign_in(&server).await;
    let page = server.send("GET", "/events/e-attack", &[("cookie", &cookie)], "").await;
    assert!(page.body.contains("Take them out") && page.body.contains("form=\"split\""));
    assert_ne!(page.header("etag"), before.header("etag"), "the page with forms is another one");
    let tag = before.header("etag").unwrap();
    let again = server.send("GET", "/events/e-attack", &[("cookie", &cookie), ("if-none-match", tag)], "").await;
    assert_eq!(again.status, 200);
    for (form, status) in [
        ("decision=split&mention=m-1", 303),
        ("decision=merge&with=http%3A%2F%2F127.0.0.1%2Fevents%2Fe-visit%3Fx", 303),
        ("decision=pin", 303),
        ("decision=note&text=Both+quote+%3Cb%3Eone%3C%2Fb%3E+agency", 303),
        ("decision=correct&what=status&status=alleged", 303),
        ("decision=correct&what=days&from=2024-04-14&to=", 303),
        ("decision=correct&what=actors&countries=irn%2C+irq", 303),
        ("decision=correct&what=no-event", 303),
        ("decision=correct&what=type&type=coerce&mode=", 303),
        ("decision=correct&what=place&place=Erbil&country=irq", 303),
        ("decision=correct&what=place&place=Nowhere+at+all&country=", 303),
        ("decision=correct&what=place&place=&country=", 303),
        ("decision=split", 422),
        ("decision=split&mention=m-1&mention=m-2", 422),
        ("decision=split&mention=m-3", 400),
        ("decision=merge&with=e-attack", 400),
        ("decision=merge&with=none", 404),
        ("decision=note&text=+", 422),
        ("decision=correct&what=days&from=2024-04-16&to=2024-04-14", 422),
        ("decision=correct&what=days&from=soon", 422),
        ("decision=correct&what=actors&countries=Iran", 422),
        ("decision=correct&what=status&status=maybe", 400),
        ("decision=correct&what=type&type=QUARREL", 422),
        ("decision=correct&what=type&type=COERCE&mode=visit", 422),
        ("decision=correct&what=place&place=Erbil&country=Iraq", 422),
        ("decision=correct", 400),
        ("decision=forget", 400),
        ("", 400),
    ] {
        let answer = decide(&server, &cookie, "e-attack", form).await;
        assert_eq!(answer.status, status, "{form}: {}", answer.body);
    }
    assert_eq!(decide(&server, &cookie, "none", "decision=pin").await.status, 404);
    let all = decisions(&sample.db);
    assert_eq!(all.len(), 12);
    assert!(matches!(&all[0], Decision::Split { these, those } if these[0].doc == "r-1" && those[0].doc == "r-2"));
    assert!(matches!(&all[1], Decision::Merge { mentions } if mentions.len() == 3));
    assert!(matches!(&all[4], Decision::Correct { correction: Correction::Status { status: Status::Alleged }, .. }));
    let corrected = |at: usize| match &all[at] {
        Decision::Correct { correction, .. } => correction.clone(),
        other => panic!("{other:?}"),
    };
    assert!(
        matches!(corrected(8), Correction::Type { quad, mode: None, score: Some(_), .. } if quad == "material-conflict")
    );
    assert!(matches!(corrected(10), Correction::Place { place: Some(place) } if place.lat.is_none()));
    assert!(matches!(corrected(11), Correction::Place { place: None }));
    let page = server.send("GET", "/events/e-attack", &[("cookie", &cookie)], "").await.body;
    assert!(page.contains("certainty: alleged") && page.contains("Take back") && !page.contains("<b>one</b>"));
    assert!(server.get("/decisions").await.body.contains("nothing of the kind was told"));
    let undone = server.send("POST", "/decisions/8/undo", &[FORM, OWN, ("cookie", &cookie)], "event=e-attack").await;
    assert_eq!((undone.status, undone.header("location")), (303, Some("/events/e-attack#decisions")));
    assert_eq!(server.send("POST", "/decisions/8/undo", &[FORM, OWN, ("cookie", &cookie)], "").await.status, 404);
    assert_eq!(server.get("/decisions.json").await.json()["items"].as_array().unwrap().len(), 11);
    let out = server.send("POST", "/session/end", &[FORM, OWN, ("cookie", &cookie)], "").await;
    assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(decide(&server, &cookie, "e-attack", "decision=pin").await.status, 401);
}

#[tokio::test]
async fn documents_come_in_with_the_token_and_no_address_of_theirs_is_asked() {
    let sample = record::told_twice();
    let server = open(&sample.db).await;
    let right = format!("Bearer {TOKEN}");
    let headers = [("authorization", right.as_str())];
    // A document may name any address: nobody must connect to it.
    let inside = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    inside.set_nonblocking(true).unwrap();
    let url = format!("http://{}/secret", inside.local_addr().unwrap());
    let new =
        serde_json::json!({"id": "r-9", "text": "They met.", "published": "2024-05-01", "url": url, "source": url});
    let known = serde_json::json!({"id": "r-1", "text": ATTACK, "source": "Example Times", "published": "2024-04-16"});
    let other = serde_json::json!({"id": "r-2", "text": "Another text."});
    let body = format!("{new}\n{known}\nnot json\n{other}\n{{\"text\": 5}}\n");
    let answer = server.send("POST", "/documents", &headers, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let received = answer.json();
    assert_eq!(received["added"], serde_json::json!(["r-9"]));
    assert_eq!((received["known"].as_u64(), received["refused"].as_array().unwrap().len()), (Some(1), 3), "{received}");
    for path in ["/documents/r-9", "/documents/r-9.json", "/search?text=met", "/export/masudi.csv"] {
        assert_eq!(server.get(path).await.status, 200, "{path}");
    }
    let address = url.replace("http://", "");
    for path in [format!("/events?source={url}"), format!("/session?back={url}"), format!("//{address}"), url.clone()] {
        server.get(&path).await;
    }
    assert!(inside.accept().is_err(), "the server asked an address that it was given");
    for (body, status) in [("", 400), ("\n\n", 400), ("nothing", 422)] {
        assert_eq!(server.send("POST", "/documents", &headers, body).await.status, status, "{body:?}");
    }
    let many = "{\"text\": \"x\"}\n".repeat(1001);
    assert_eq!(server.send("POST", "/documents", &headers, &many).await.status, 400);
    assert_eq!(server.send("POST", "/documents", &[], &body).await.status, 401);
    let removed = server.send("DELETE", "/decisions/1", &headers, "").await;
    assert_eq!(removed.status, 404);
}
