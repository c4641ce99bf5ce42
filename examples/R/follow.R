# Fetches all changes since the last run and writes the published records to mirror.ndjson: Rscript follow.R
# mirror.rds holds the records by their ids as JSON, and the cursor.
library(jsonlite)
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "sitrep.R"))

mirror <- if (file.exists("mirror.rds")) readRDS("mirror.rds") else list(cursor = NA, incidents = character())
repeat {
  query <- if (is.na(mirror$cursor)) "since=0" else paste0("cursor=", mirror$cursor)
  lines <- readLines(send(paste0("/changes.ndjson?", query))$body, encoding = "UTF-8")
  if (length(lines) == 0) break
  for (line in lines) {
    change <- fromJSON(line)
    # The record as it was written: jsonlite would round its numbers and change its empty lists.
    record <- sub('^.*?"incident":(.*)}$', "\\1", line, perl = TRUE)
    mirror$incidents[change$id] <- if (is.null(change$incident)) NA else record
    mirror$cursor <- change$cursor
  }
  mirror$incidents <- mirror$incidents[!is.na(mirror$incidents)]
  saveRDS(mirror, "mirror.new")
  file.rename("mirror.new", "mirror.rds") # Records and cursor change together, so it can be stopped at any time.
}
writeLines(mirror$incidents, "mirror.ndjson", useBytes = TRUE)
# stream_in(file("mirror.ndjson")) of jsonlite makes a data frame of it.
