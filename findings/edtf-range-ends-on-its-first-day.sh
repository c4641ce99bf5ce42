#!/usr/bin/env bash
# edtf 4.11.1 gives a set with a range, [2022-01-03..2022-01-05], the end of its first day as `max`.
#
# One would guess: `min` and `max` are the first and the last instant that the expression allows, as they are for an
#   interval (2022-01-03/2022-01-05) and for a set that lists its days.
# What happens: for a range inside a set or a list, `max` is the end of the first element. The same three days written
#   as [2022-01-03,2022-01-04,2022-01-05] end on the 5th, written as [2022-01-03..2022-01-05] on the 3rd; a range of
#   months ends in its first month.
# Version: edtf 4.11.1.
# Why it matters: "once, between the 3rd and the 5th" is how a report that does not know the day is coded. A filter by
#   day that trusts `max` does not find it on the 4th and the 5th, and a test that takes the library as its oracle fails
#   right code.
# Source: own run; ISO 8601-2:2019, level 2, sets.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save edtf@4.11.1 >/dev/null

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import edtf from 'edtf'

console.log('edtf', JSON.parse(readFileSync('node_modules/edtf/package.json', 'utf8')).version)
const day = (instant) => new Date(instant).toISOString().slice(0, 10)
for (const text of [
  '2022-01-03/2022-01-05',
  '[2022-01-03,2022-01-04,2022-01-05]',
  '[2022-01-03..2022-01-05]',
  '{2022-01-03..2022-01-05}',
  '[2022-01..2022-03]',
]) {
  const { type, min, max } = edtf(text)
  console.log(text, type, day(min), day(max))
}
JS
node run.mjs | tee output.txt

diff output.txt - <<'EXPECTED'
edtf 4.11.1
2022-01-03/2022-01-05 Interval 2022-01-03 2022-01-05
[2022-01-03,2022-01-04,2022-01-05] Set 2022-01-03 2022-01-05
[2022-01-03..2022-01-05] Set 2022-01-03 2022-01-03
{2022-01-03..2022-01-05} List 2022-01-03 2022-01-03
[2022-01..2022-03] Set 2022-01-01 2022-01-31
EXPECTED
