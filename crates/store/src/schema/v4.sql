-- Schema version 4: what reconciling goes on from, so that a new document is compared only with what is near it.

-- The mentions that events were last made of.
CREATE TABLE reconciled_mentions (
  number INTEGER PRIMARY KEY,         -- of the mention
  id TEXT NOT NULL,
  document INTEGER NOT NULL           -- number of its document
) STRICT;
CREATE INDEX reconciled_mentions_id ON reconciled_mentions (id);
CREATE INDEX reconciled_mentions_document ON reconciled_mentions (document);
-- What was known of their documents: a change of it changes their mentions.
CREATE TABLE reconciled_documents (
  document INTEGER PRIMARY KEY,
  duplicate_of TEXT,
  story TEXT NOT NULL
) STRICT;
-- The blocks that mentions are in, each in its order.
CREATE TABLE blocks (
  block INTEGER NOT NULL, place BLOB NOT NULL, mention INTEGER NOT NULL,
  PRIMARY KEY (block, place, mention)
) STRICT, WITHOUT ROWID;
CREATE INDEX blocks_mention ON blocks (mention);
-- Events that sum up others, which single ones are part of.
CREATE INDEX events_sums ON events (type) WHERE json ->> '$.counts.events.best' IS NOT NULL;
-- By what the events were made, one row at most: program and data, of which others make them all anew, and decisions (JSON).
CREATE TABLE reconciled_by (made_by TEXT NOT NULL, decisions TEXT NOT NULL) STRICT;
