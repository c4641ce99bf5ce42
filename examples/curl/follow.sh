#!/usr/bin/env bash
# Fetches all changes since the last run and writes the published records to mirror.ndjson: bash follow.sh
# It needs jq. mirror.json holds the records by their ids, and the cursor.
set -euo pipefail
source "$(dirname "$0")/sitrep.sh"

[ -s mirror.json ] || echo '{"cursor": null, "incidents": {}}' > mirror.json
while
  cursor=$(jq -r '.cursor // empty' mirror.json)
  sitrep "/changes.ndjson?${cursor:+cursor=}${cursor:-since=0}" > "$work/page"
  [ -s "$work/page" ]
do
  jq -c 'reduce inputs as $change (.;
    .cursor = $change.cursor | .incidents[$change.id] = $change.incident
    | if $change.incident == null then del(.incidents[$change.id]) else . end
  )' mirror.json "$work/page" > mirror.new
  mv mirror.new mirror.json # Records and cursor change together, so the program can be stopped at any time.
done
jq -c '.incidents[]' mirror.json > mirror.ndjson
