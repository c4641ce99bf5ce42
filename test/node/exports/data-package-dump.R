# Prints the tables that load.R makes in each folder, with their types, as JSON.
library(jsonlite)

# As text goes out what jsonlite shortens: numbers to 15 digits, years before 1000 to three.
plain <- function(column) {
  text <- switch(class(column)[1],
    numeric = sprintf("%.17g", column),
    Date = sprintf("%04d-%s", as.POSIXlt(column)$year + 1900, format(column, "%m-%d")),
    return(column)
  )
  ifelse(is.na(column), NA_character_, text)
}

dump <- function(folder) {
  loaded <- new.env()
  source(file.path(folder, "load.R"), local = loaded, chdir = TRUE)
  tables <- Filter(is.data.frame, as.list(loaded))
  list(
    types = lapply(tables, function(table) lapply(table, function(column) unbox(class(column)[1]))),
    tables = lapply(tables, function(table) lapply(table, plain))
  )
}

folders <- commandArgs(trailingOnly = TRUE)
cat(toJSON(
  lapply(folders, dump),
  dataframe = "columns", na = "null", digits = NA, POSIXt = "epoch"
))
