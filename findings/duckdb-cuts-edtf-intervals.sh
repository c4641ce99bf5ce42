#!/usr/bin/env bash
# DuckDB 1.5.5 reads a late EDTF interval or uncertain date of a CSV file as its first day, without an error.
#
# One would guess: a column that is a date for the first 20,480 rows, which the sniffer looks at, and then holds
#   2022-01-05/2022-01-20 (it lasted until the 20th) or 2022-01-05~ (about that day) ends with a conversion error, as
#   it does for 2022-01 (some day of that month); or it becomes text.
# What happens: the cast to DATE takes a leading day and drops the rest of the text. The interval loses its end, the
#   approximate date its doubt, a local evening its offset. TRY_CAST, which is meant to give NULL for what is no date,
#   gives the day as well. A count of events per day is wrong, and nothing says so.
# Version: @duckdb/node-api 1.5.5-r.5 (DuckDB v1.5.5).
# Why it matters: conflict data has mostly plain days and a few vague ones, and files are sorted by id, so the vague
#   ones come late. Read Parquet, or state the type: read_csv(…, types = {'date': 'VARCHAR'}).
# Source: own run; EDTF is ISO 8601-2:2019, level 1, sections on intervals and on uncertain dates.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save @duckdb/node-api@1.5.5-r.5 >/dev/null

cat > run.mjs <<'JS'
import { writeFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'

const connection = await (await DuckDBInstance.create()).connect()
const read = async (sql) => {
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson().flat().join(' ')
  } catch (error) {
    return error.message.split(':')[0]
  }
}
console.log(await read('SELECT version()'))
const rows = 30_000
for (const late of ['2022-01-05/2022-01-20', '2022-01-05/..', '2022-01-05~', '2022-01-05T23:30-05:00', '2022-01']) {
  const dates = Array.from({ length: rows }, (_, i) => (i === rows - 1 ? late : '2022-01-05'))
  writeFileSync('events.csv', `id,date\n${dates.map((date, i) => `${i},${date}`).join('\n')}\n`)
  const last = `WHERE id = ${rows - 1}`
  console.log(late, '| read_csv:', await read(`SELECT date, typeof(date) FROM read_csv('events.csv') ${last}`))
  console.log(late, '| TRY_CAST:', await read(`SELECT coalesce(TRY_CAST('${late}' AS DATE)::VARCHAR, 'NULL')`))
}
console.log('stated as text:', await read(`SELECT date FROM read_csv('events.csv', types = {'date': 'VARCHAR'}) WHERE id = ${rows - 1}`))
JS
node run.mjs | tee output.txt

diff output.txt - <<'EXPECTED'
v1.5.5
2022-01-05/2022-01-20 | read_csv: 2022-01-05 DATE
2022-01-05/2022-01-20 | TRY_CAST: 2022-01-05
2022-01-05/.. | read_csv: 2022-01-05 DATE
2022-01-05/.. | TRY_CAST: 2022-01-05
2022-01-05~ | read_csv: 2022-01-05 DATE
2022-01-05~ | TRY_CAST: 2022-01-05
2022-01-05T23:30-05:00 | read_csv: 2022-01-05 DATE
2022-01-05T23:30-05:00 | TRY_CAST: 2022-01-05
2022-01 | read_csv: Conversion Error
2022-01 | TRY_CAST: NULL
stated as text: 2022-01
EXPECTED
