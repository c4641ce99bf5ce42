#!/usr/bin/env bash
# Imports a CSV file and prints the report: bash import.sh attacks.csv 'dataset=attacks&publish=true'
# A second attempt is safe: rows that are stored already change nothing.
set -euo pipefail
source "$(dirname "$0")/sitrep.sh"

report=$(sitrep "/imports?$2" -H 'Content-Type: text/csv' --data-binary "@$1")
echo "$report"
[[ $report == *'"rejected":0,'* ]]
