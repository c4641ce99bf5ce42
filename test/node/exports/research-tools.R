# Prints a table as the code on the page has it (the first argument) and as readr reads the file (the second).
library(jsonlite)
suppressPackageStartupMessages(library(readr))

# Dates as text, times as milliseconds.
plain <- function(column) {
  switch(class(column)[1],
    Date = format(column),
    POSIXct = round(as.numeric(column) * 1000),
    column
  )
}

arguments <- commandArgs(trailingOnly = TRUE)
tables <- list(
  recipe = suppressMessages(eval(parse(text = arguments[1]))),
  readr = read_csv(arguments[2], na = "", show_col_types = FALSE)
)
cat(toJSON(
  lapply(tables, function(table) as.data.frame(lapply(table, plain), check.names = FALSE)),
  na = "null", digits = NA
))
