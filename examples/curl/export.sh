#!/usr/bin/env bash
# Downloads a list as CSV, page by page: bash export.sh 'country=IQ&from=2022-01-01' incidents.csv
# All pages are of one commit, also if records change meanwhile.
set -euo pipefail
source "$(dirname "$0")/sitrep.sh"

sitrep "/incidents.csv?limit=500&$1" > "$2.part"
while page=$(next_page) && [ -n "$page" ]; do
  sitrep "$page" | tail -n +2 >> "$2.part"
done
mv "$2.part" "$2" # A file that has its name is complete.
