-- Schema version 3: indexes, so that a page of a list costs the same however long the list is. Tables and columns are those of version 2.

CREATE INDEX deployments_day ON deployments (ifnull(as_of, ''), number);
CREATE INDEX factors_day ON factors (ifnull(published, ''), number);
CREATE INDEX statements_day ON statements (ifnull(published, ''), number);
CREATE INDEX processes_day ON processes (ifnull(day_from, ''), number);
