# Downloads a list as CSV, page by page: Rscript export.R 'country=IQ&from=2022-01-01' incidents.csv
# All pages are of one commit, also if records change meanwhile. readr must not guess: it would take 007 for a number.
library(readr)
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "sitrep.R"))

arguments <- commandArgs(trailingOnly = TRUE)
pages <- list()
path <- paste0("/incidents.csv?limit=500&", arguments[1])
while (!is.na(path)) {
  page <- send(path)
  pages[[length(pages) + 1]] <- read_csv(page$body, na = "", col_types = cols(.default = "c"))
  path <- page$next_page
}
incidents <- do.call(rbind, pages)
incidents$deaths_best <- as.integer(incidents$deaths_best) # and further columns that you need as numbers
write_csv(incidents, arguments[2], na = "", eol = "\r\n")
