-- Schema version 2: how many rows each table has, kept as they come and go, so that nobody has to count a million of them.

CREATE TABLE row_counts (name TEXT PRIMARY KEY, rows INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- What the counts must be; `db check` compares.
CREATE VIEW all_rows AS
  SELECT 'documents' AS name, count(*) AS rows FROM documents UNION ALL
  SELECT 'sightings', count(*) FROM sightings UNION ALL
  SELECT 'mentions', count(*) FROM mentions UNION ALL
  SELECT 'deployments', count(*) FROM deployments UNION ALL
  SELECT 'factors', count(*) FROM factors UNION ALL
  SELECT 'statements', count(*) FROM statements UNION ALL
  SELECT 'events', count(*) FROM events UNION ALL
  SELECT 'processes', count(*) FROM processes UNION ALL
  SELECT 'changes', count(*) FROM changes UNION ALL
  SELECT 'decisions', count(*) FROM decisions UNION ALL
  SELECT 'runs', count(*) FROM runs UNION ALL
  SELECT 'documents not coded', count(*) FROM documents WHERE coded IS NULL UNION ALL
  SELECT 'documents that repeat another', count(*) FROM documents WHERE duplicate_of IS NOT NULL;
INSERT INTO row_counts SELECT name, rows FROM all_rows;
CREATE INDEX runs_open ON runs (number) WHERE ended IS NULL;

CREATE TRIGGER documents_come AFTER INSERT ON documents BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'documents';
END;
CREATE TRIGGER documents_go AFTER DELETE ON documents BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'documents';
END;
CREATE TRIGGER sightings_come AFTER INSERT ON sightings BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'sightings';
END;
CREATE TRIGGER sightings_go AFTER DELETE ON sightings BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'sightings';
END;
CREATE TRIGGER mentions_come AFTER INSERT ON mentions BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'mentions';
END;
CREATE TRIGGER mentions_go AFTER DELETE ON mentions BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'mentions';
END;
CREATE TRIGGER deployments_come AFTER INSERT ON deployments BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'deployments';
END;
CREATE TRIGGER deployments_go AFTER DELETE ON deployments BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'deployments';
END;
CREATE TRIGGER factors_come AFTER INSERT ON factors BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'factors';
END;
CREATE TRIGGER factors_go AFTER DELETE ON factors BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'factors';
END;
CREATE TRIGGER statements_come AFTER INSERT ON statements BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'statements';
END;
CREATE TRIGGER statements_go AFTER DELETE ON statements BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'statements';
END;
CREATE TRIGGER events_come AFTER INSERT ON events BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'events';
END;
CREATE TRIGGER events_go AFTER DELETE ON events BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'events';
END;
CREATE TRIGGER processes_come AFTER INSERT ON processes BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'processes';
END;
CREATE TRIGGER processes_go AFTER DELETE ON processes BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'processes';
END;
CREATE TRIGGER changes_come AFTER INSERT ON changes BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'changes';
END;
CREATE TRIGGER changes_go AFTER DELETE ON changes BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'changes';
END;
CREATE TRIGGER decisions_come AFTER INSERT ON decisions BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'decisions';
END;
CREATE TRIGGER decisions_go AFTER DELETE ON decisions BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'decisions';
END;
CREATE TRIGGER runs_come AFTER INSERT ON runs BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'runs';
END;
CREATE TRIGGER runs_go AFTER DELETE ON runs BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'runs';
END;

CREATE TRIGGER documents_coded_comes AFTER INSERT ON documents WHEN new.coded IS NULL BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'documents not coded';
END;
CREATE TRIGGER documents_coded_changes AFTER UPDATE OF coded ON documents WHEN (new.coded IS NULL) <> (old.coded IS NULL) BEGIN
  UPDATE row_counts SET rows = rows + iif(new.coded IS NULL, 1, -1) WHERE name = 'documents not coded';
END;
CREATE TRIGGER documents_coded_goes AFTER DELETE ON documents WHEN old.coded IS NULL BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'documents not coded';
END;
CREATE TRIGGER documents_duplicate_of_comes AFTER INSERT ON documents WHEN new.duplicate_of IS NOT NULL BEGIN
  UPDATE row_counts SET rows = rows + 1 WHERE name = 'documents that repeat another';
END;
CREATE TRIGGER documents_duplicate_of_changes AFTER UPDATE OF duplicate_of ON documents WHEN (new.duplicate_of IS NOT NULL) <> (old.duplicate_of IS NOT NULL) BEGIN
  UPDATE row_counts SET rows = rows + iif(new.duplicate_of IS NOT NULL, 1, -1) WHERE name = 'documents that repeat another';
END;
CREATE TRIGGER documents_duplicate_of_goes AFTER DELETE ON documents WHEN old.duplicate_of IS NOT NULL BEGIN
  UPDATE row_counts SET rows = rows - 1 WHERE name = 'documents that repeat another';
END;
