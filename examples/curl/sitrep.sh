# To be sourced by bash: requests to Sitrep by curl.
: "${SITREP_URL:?Set SITREP_URL to the address of the site, such as http://localhost:8787.}"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# sitrep PATH [OPTION OF CURL]...: prints the answer, and returns 1 after an error.
# curl asks again after a broken connection, 429 or 503, as soon as Retry-After allows. It reads the token from its
# input, because the list of processes shows arguments to everybody.
sitrep() {
  local path=$1 status
  shift
  status=$(
    curl -sS --retry 5 --retry-all-errors -D "$work/headers" -o "$work/answer" -w '%{http_code}' \
      --config - "$@" "$SITREP_URL$path" <<< "${SITREP_TOKEN:+header = \"Authorization: Bearer $SITREP_TOKEN\"}"
  ) || return 1
  if [ "$status" -ge 400 ]; then
    cat "$work/answer" >&2
    return 1
  fi
  cat "$work/answer"
}

# Prints the path of the next page of a list, by the Link header of the last answer; nothing at the end.
next_page() {
  tr -d '\r' < "$work/headers" | sed -n 's/^[Ll]ink:.*<\([^>]*\)>; rel="next".*/\1/p'
}
