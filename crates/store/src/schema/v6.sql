-- Schema version 6: rows of one day are in order of their ids, so that the same reports list the same however they came.

DROP INDEX documents_published;
CREATE INDEX documents_published ON documents (ifnull(published, ''), id);
DROP INDEX mentions_day;
CREATE INDEX mentions_day ON mentions (ifnull(day_from, ''), id);
DROP INDEX events_day;
CREATE INDEX events_day ON events (ifnull(day_from, ''), id);
DROP INDEX deployments_day;
CREATE INDEX deployments_day ON deployments (ifnull(as_of, ''), id);
DROP INDEX factors_day;
CREATE INDEX factors_day ON factors (ifnull(published, ''), id);
DROP INDEX statements_day;
CREATE INDEX statements_day ON statements (ifnull(published, ''), id, number, country, speaker_id, speaker);
DROP INDEX processes_day;
CREATE INDEX processes_day ON processes (ifnull(day_from, ''), id);
