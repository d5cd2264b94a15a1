-- The record, schema version 1. Days are ISO 8601 text, so that they sort; JSON columns hold the public formats.

-- What coded: one row for each command that wrote.
CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('ingest', 'recode')),
  version TEXT NOT NULL,              -- of Masudi
  models TEXT NOT NULL,               -- names and versions of the language models
  lexicon TEXT NOT NULL,              -- hash of the data files
  settings TEXT NOT NULL,             -- JSON
  started TEXT NOT NULL,              -- by the clock of that machine; nothing is ordered by it
  ended TEXT                          -- NULL while it works, or when it was interrupted
) STRICT;

CREATE TABLE documents (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  source TEXT COLLATE NOCASE,
  published TEXT,
  language TEXT,
  duplicate_of TEXT, similarity REAL, -- id of the document that it repeats, and how much of it
  run INTEGER NOT NULL REFERENCES runs (number),       -- that read it
  coded INTEGER REFERENCES runs (number),              -- that coded it; NULL when it has not been
  title TEXT,
  text TEXT NOT NULL,
  json TEXT NOT NULL                  -- the document without its text and what it repeats
) STRICT;
CREATE INDEX documents_published ON documents (ifnull(published, ''), number);
CREATE INDEX documents_source ON documents (source);
CREATE INDEX documents_coded ON documents (coded);
CREATE INDEX documents_duplicate_of ON documents (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- The same text found again elsewhere: another outlet, address or day.
CREATE TABLE sightings (
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  source TEXT NOT NULL, url TEXT NOT NULL, published TEXT NOT NULL,  -- '' when unknown, so that the key holds
  run INTEGER NOT NULL REFERENCES runs (number),
  PRIMARY KEY (document, source, url, published)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE document_text USING fts5 (
  title, text, content = 'documents', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

-- Near duplicates: what stands for a text, and the bands by which candidates are found.
CREATE TABLE signatures (
  document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  minhash BLOB NOT NULL
) STRICT;
CREATE TABLE signature_bands (
  band INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  type TEXT NOT NULL, mode TEXT, quad TEXT NOT NULL, phase TEXT, status TEXT NOT NULL,
  day_from TEXT, day_to TEXT,
  place TEXT COLLATE NOCASE, country TEXT, geonames INTEGER, lat REAL, lon REAL,
  score REAL, confidence REAL NOT NULL,
  sentence TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX mentions_id ON mentions (id);
CREATE INDEX mentions_document ON mentions (document);
CREATE INDEX mentions_day ON mentions (ifnull(day_from, ''), number);
CREATE INDEX mentions_type ON mentions (type, mode);
CREATE INDEX mentions_country ON mentions (country);
CREATE INDEX mentions_place ON mentions (place);
CREATE TABLE mention_parties (
  owner INTEGER NOT NULL REFERENCES mentions (number) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
  id TEXT, name TEXT COLLATE NOCASE, country TEXT, sector TEXT, code TEXT
) STRICT;
CREATE INDEX mention_parties_owner ON mention_parties (owner);
CREATE INDEX mention_parties_id ON mention_parties (id);
CREATE INDEX mention_parties_name ON mention_parties (name);
CREATE INDEX mention_parties_country ON mention_parties (country);
CREATE INDEX mention_parties_code ON mention_parties (code);
CREATE VIRTUAL TABLE mention_places USING rtree (number, south, north, west, east);
CREATE VIRTUAL TABLE mention_text USING fts5 (
  sentence, content = 'mentions', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

-- State records.
CREATE TABLE deployments (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  actor TEXT, country TEXT, place TEXT COLLATE NOCASE, as_of TEXT, troops INTEGER,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX deployments_document ON deployments (document);
CREATE INDEX deployments_actor ON deployments (actor, country, as_of);
CREATE TABLE factors (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  kind TEXT NOT NULL, published TEXT,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX factors_document ON factors (document);
CREATE TABLE statements (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  kind TEXT NOT NULL, speaker TEXT COLLATE NOCASE, speaker_id TEXT, country TEXT, published TEXT,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX statements_document ON statements (document);
CREATE INDEX statements_country ON statements (country);

-- What a run that codes anew has coded so far; put in place of the old when it ends.
CREATE TABLE staged (
  document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  run INTEGER NOT NULL REFERENCES runs (number),
  json TEXT NOT NULL
) STRICT;

CREATE TABLE events (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL, mode TEXT, quad TEXT NOT NULL, phase TEXT, status TEXT NOT NULL,
  day_from TEXT, day_to TEXT,
  place TEXT COLLATE NOCASE, country TEXT, geonames INTEGER, lat REAL, lon REAL,
  score REAL, confidence REAL NOT NULL,
  sources INTEGER NOT NULL, disputed INTEGER NOT NULL CHECK (disputed IN (0, 1)),
  first_seen TEXT, last_seen TEXT,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX events_day ON events (ifnull(day_from, ''), number);
CREATE INDEX events_type ON events (type, mode);
CREATE INDEX events_country ON events (country);
CREATE INDEX events_place ON events (place);
CREATE TABLE event_parties (
  owner INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
  id TEXT, name TEXT COLLATE NOCASE, country TEXT, sector TEXT, code TEXT
) STRICT;
CREATE INDEX event_parties_owner ON event_parties (owner);
CREATE INDEX event_parties_id ON event_parties (id);
CREATE INDEX event_parties_name ON event_parties (name);
CREATE INDEX event_parties_country ON event_parties (country);
CREATE INDEX event_parties_code ON event_parties (code);
CREATE VIRTUAL TABLE event_places USING rtree (number, south, north, west, east);
-- By the mention's id: its row is another one after a document was coded anew.
CREATE TABLE event_mentions (
  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  mention TEXT NOT NULL,
  PRIMARY KEY (event, mention)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_mentions_mention ON event_mentions (mention);

CREATE TABLE processes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, name TEXT NOT NULL, state TEXT,
  day_from TEXT, day_to TEXT,         -- of its history
  json TEXT NOT NULL
) STRICT;
CREATE TABLE process_parties (
  owner INTEGER NOT NULL REFERENCES processes (number) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role = 'party'),
  id TEXT, name TEXT COLLATE NOCASE, country TEXT, sector TEXT, code TEXT
) STRICT;
CREATE INDEX process_parties_owner ON process_parties (owner);
CREATE INDEX process_parties_country ON process_parties (country);

-- What became of events, in order; other programs read on from the last sequence number they know.
CREATE TABLE changes (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,                   -- never before the one of the last change, whatever the clock says
  kind TEXT NOT NULL CHECK (kind IN ('added', 'changed', 'merged', 'split', 'withdrawn')),
  event TEXT NOT NULL,
  others TEXT NOT NULL                -- JSON list of ids
) STRICT;

-- What people decided; by places in documents, so that it outlives coding anew.
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  decided TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;

CREATE TABLE dossiers (
  name TEXT PRIMARY KEY,
  toml TEXT NOT NULL,
  changed TEXT NOT NULL
) STRICT;

-- `mentions`: raised by every change of mentions. `reconciled`: what it was when events were last made of them.
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO counters VALUES ('mentions', 0), ('reconciled', -1);
