//! What a request asks: the pairs of its address.
//!
//! In: `?type=ASSAULT&from=2024&limit=50`. Out: an [`EventQuery`], what concerns the page alone (`after`, `limit`, …),
//! links to the same question with something changed, so that every view has an address, and what who asks may do.

use crate::app::App;
use crate::http::Problem;
use crate::http::token::Rights;
use crate::renewal::Renewed;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use masudi_store::{DocumentQuery, EventQuery, Order, Paging};

/// Keys of the page, not of the question.
const OWN: [&str; 11] =
    ["hours", "after", "limit", "order", "by", "bucket", "lanes", "view", "mention", "sentence", "since"];
/// Pairs of one address.
const MOST_PAIRS: usize = 40;
/// Bytes of one value.
const LONGEST_VALUE: usize = 500;
/// Rows of a page when none are asked for, and at most.
const ROWS: usize = 50;
const MOST_ROWS: usize = 500;

/// The pairs of an address, in order, without those that are empty.
#[derive(Clone, Debug, Default)]
pub struct Question {
    pairs: Vec<(String, String)>,
    /// What who asks may do.
    pub rights: Rights,
    /// Whether this server makes events of what is written.
    pub renews: bool,
    /// The address that was asked, to come back to.
    pub here: String,
}

impl FromRequestParts<App> for Question {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Query(pairs) = Query::<Vec<(String, String)>>::from_request_parts(parts, app)
            .await
            .map_err(|error| Problem::bad_request(error.to_string()))?;
        let here = parts.uri.path_and_query().map(|address| address.to_string()).unwrap_or_default();
        let renews = app.renewal().state() != Renewed::ByHand;
        Ok(Self { rights: Rights::of(app, &parts.headers), renews, here, ..Self::of(pairs)? })
    }
}

impl Question {
    fn of(pairs: Vec<(String, String)>) -> Result<Self, Problem> {
        if pairs.len() > MOST_PAIRS {
            return Err(Problem::bad_request(format!("expected at most {MOST_PAIRS} conditions, but found more")));
        }
        if let Some((key, _)) = pairs.iter().find(|(_, value)| value.len() > LONGEST_VALUE) {
            let key: String = key.chars().take(40).collect();
            return Err(Problem::bad_request(format!("{key}: expected at most {LONGEST_VALUE} bytes, but found more")));
        }
        // A form sends its empty fields too.
        let pairs = pairs.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        Ok(Self { pairs, ..Self::default() })
    }

    /// The value of a key; the first where it stands twice.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
    }

    /// The value of a key for a template; empty without one.
    pub fn value(&self, key: &str) -> &str {
        self.get(key).unwrap_or("")
    }

    fn conditions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().filter(|(key, _)| !OWN.contains(&key.as_str())).map(|(k, v)| (k.as_str(), v.as_str()))
    }

    /// Which events are asked for. Errors: 400 with what was expected.
    pub fn events(&self) -> Result<EventQuery, Problem> {
        EventQuery::from_pairs(self.conditions()).map_err(|error| Problem::bad_request(error.to_string()))
    }

    /// Which documents are asked for. Errors: 400 with what was expected.
    pub fn documents(&self) -> Result<DocumentQuery, Problem> {
        DocumentQuery::from_pairs(self.conditions()).map_err(|error| Problem::bad_request(error.to_string()))
    }

    /// Which page is asked for; the newest first unless `order` says otherwise. Errors: 400 with what was expected.
    pub fn paging(&self) -> Result<Paging, Problem> {
        let order = match self.get("order") {
            None | Some("newest") => Order::Newest,
            Some("oldest") => Order::Oldest,
            Some("recorded") => Order::Recorded,
            Some(found) => return Err(refuse("order", "newest, oldest or recorded", found)),
        };
        let after = self.get("after").map(str::parse).transpose();
        let after = after.map_err(|error: masudi_store::CursorError| Problem::bad_request(error.to_string()))?;
        Ok(Paging { order, after, most: rows(self)? })
    }

    /// The address of `path` with this question.
    pub fn link(&self, path: &str) -> String {
        self.with(path, &[])
    }

    /// The address of `path` with this question and some keys set anew; an empty value takes the key away. Pages begin anew.
    pub fn with(&self, path: &str, set: &[(&str, &str)]) -> String {
        let kept = self.pairs.iter().map(|(k, v)| (k.as_str(), v.as_str()));
        let kept = kept.filter(|(key, _)| *key != "after" && *key != "mention" && set.iter().all(|(k, _)| k != key));
        let set = set.iter().copied().filter(|(_, value)| !value.is_empty());
        address(path, kept.chain(set))
    }

    /// The address of the next page.
    pub fn next(&self, path: &str, cursor: &str) -> String {
        self.with(path, &[("after", cursor)])
    }

    /// Each condition as words, with the address without it.
    pub fn chips(&self, path: &str) -> Vec<Chip> {
        let conditions = self.pairs.iter().enumerate().filter(|(_, (key, _))| !OWN.contains(&key.as_str()));
        let chip = |(at, (key, value)): (usize, &(String, String))| {
            let others = self.pairs.iter().enumerate().filter(|(n, (key, _))| *n != at && key != "after");
            let without = address(path, others.map(|(_, (k, v))| (k.as_str(), v.as_str())));
            Chip { key: key.clone(), value: value.clone(), without }
        };
        conditions.map(chip).collect()
    }
}

/// A condition in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Its key.
    pub key: String,
    /// Its value.
    pub value: String,
    /// The address without it.
    pub without: String,
}

/// How many rows a page is to have. Errors: 400 with what was expected.
pub fn rows(question: &Question) -> Result<usize, Problem> {
    let Some(text) = question.get("limit") else { return Ok(ROWS) };
    let number = text.parse().ok().filter(|n| (1..=MOST_ROWS).contains(n));
    number.ok_or_else(|| refuse("limit", "a number from 1 to 500", text))
}

/// A value that makes no sense.
pub fn refuse(key: &str, expected: &str, found: &str) -> Problem {
    let found: String = found.chars().take(60).collect();
    Problem::bad_request(format!("{key}: expected {expected}, but found \"{found}\""))
}

/// A path with a query, escaped.
pub fn address<'a>(path: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// An id as one segment of a path.
pub fn segment(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            b'.' if id.len() > 2 => out.push('.'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(pairs: &[(&str, &str)]) -> Question {
        Question::of(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()).unwrap()
    }

    #[test]
    fn links_keep_the_question() {
        let asked = question(&[("type", "ASSAULT"), ("from", ""), ("after", "2024-01-01.5"), ("party", "a&b")]);
        assert_eq!(asked.link("/map"), "/map?type=ASSAULT&party=a%26b");
        assert_eq!(asked.with("/map", &[("type", ""), ("from", "2024")]), "/map?party=a%26b&from=2024");
        assert_eq!(asked.next("/events", "x.1"), "/events?type=ASSAULT&party=a%26b&after=x.1");
        assert_eq!(asked.chips("/map")[0].without, "/map?party=a%26b");
    }

    #[test]
    fn pages_are_bounded() {
        assert_eq!(question(&[]).paging().unwrap().most, ROWS);
        for limit in ["0", "501", "-1", "all"] {
            assert_eq!(question(&[("limit", limit)]).paging().unwrap_err().status, 400, "{limit}");
        }
        assert!(Question::of(vec![("text".into(), "x".repeat(501))]).is_err());
    }

    #[test]
    fn an_id_stays_one_segment() {
        assert_eq!(segment("a/../b?c"), "a%2F..%2Fb%3Fc");
        assert_eq!(segment(".."), "%2E%2E");
    }
}
