# Imports a CSV file: Rscript import.R attacks.csv 'dataset=attacks&publish=true'
# A second attempt is safe: rows that are stored already change nothing.
library(jsonlite)
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "sitrep.R"))

arguments <- commandArgs(trailingOnly = TRUE)
path <- paste0("/imports?", arguments[2])
report <- fromJSON(send(path, "-H", "Content-Type: text/csv", "--data-binary", paste0("@", arguments[1]))$body)
print(unlist(report[c("created", "updated", "unchanged", "rejected")]))
if (length(report$errors)) print(report$errors[c("line", "column", "detail")])
quit(status = as.integer(report$rejected > 0))
