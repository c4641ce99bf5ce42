-- Likely twins lie close to one another on one day: the events of a day are found by their latitude, however many a
-- country has. The index has as many rows as the one in whose place it comes.
DROP INDEX incidents_country;
CREATE INDEX incidents_country ON incidents (country, date_start, latitude, longitude, geo_precision);
