# Requests to Sitrep by the program curl: R itself can send no body and shows no headers of an answer.

if (!nzchar(Sys.getenv("SITREP_URL"))) stop("Set SITREP_URL to the address of the site, such as http://localhost:8787.")

# Returns the file with the body of the answer and the path of the next page, which is NA at the end.
# curl asks again after a broken connection, 429 or 503, as soon as Retry-After allows. It reads the token from its
# input, because the list of processes shows arguments to everybody.
send <- function(path, ...) {
  body <- tempfile()
  headers <- tempfile()
  retry <- c("-sS", "--retry", "5", "--retry-all-errors")
  output <- c("-D", headers, "-o", body, "-w", "%{http_code}")
  url <- paste0(Sys.getenv("SITREP_URL"), path)
  token <- Sys.getenv("SITREP_TOKEN")
  config <- if (nzchar(token)) sprintf('header = "Authorization: Bearer %s"', token) else ""
  arguments <- shQuote(c(retry, output, "--config", "-", ..., url))
  status <- suppressWarnings(system2("curl", arguments, stdout = TRUE, input = config))
  if (!identical(attr(status, "status"), NULL)) quit(status = 1)
  if (as.integer(status) >= 400) {
    writeLines(readLines(body, warn = FALSE, encoding = "UTF-8"), stderr())
    quit(status = 1)
  }
  link <- grep('^link:.*rel="next"', readLines(headers), ignore.case = TRUE, value = TRUE)
  list(body = body, next_page = c(sub('.*<([^>]*)>; rel="next".*', "\\1", link), NA)[1])
}
