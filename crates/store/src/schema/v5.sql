-- Schema version 5: who said it stands in the index of statements by day, so that a page of one party's costs no look at the
-- rows of others; and rare speakers are found at once.

DROP INDEX statements_day;
CREATE INDEX statements_day ON statements (ifnull(published, ''), number, country, speaker_id, speaker);
CREATE INDEX statements_speaker_id ON statements (speaker_id);
CREATE INDEX statements_speaker ON statements (speaker);
