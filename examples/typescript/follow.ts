// Fetches all changes since the last run and writes the published records to mirror.ndjson: node follow.ts
import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { clientOfEnvironment } from './sitrep-client.ts'

const mirror = new DatabaseSync('mirror.db')
mirror.exec(`CREATE TABLE IF NOT EXISTS incidents (id TEXT PRIMARY KEY, record TEXT);
  CREATE TABLE IF NOT EXISTS place (one INTEGER PRIMARY KEY, cursor TEXT)`)
const place = mirror.prepare('SELECT cursor FROM place').get()
const erase = mirror.prepare('DELETE FROM incidents WHERE id = ?')
const save = mirror.prepare('REPLACE INTO incidents VALUES (?, ?)')
const savePlace = mirror.prepare('REPLACE INTO place VALUES (1, ?)')

for await (const page of clientOfEnvironment().changes(place && String(place.cursor))) {
  mirror.exec('BEGIN') // Records and cursor change together, so the program can be stopped at any time.
  for (const { id, incident, cursor } of page) {
    if (incident) save.run(id, JSON.stringify(incident))
    else erase.run(id)
    savePlace.run(cursor)
  }
  mirror.exec('COMMIT')
}
const records = mirror.prepare('SELECT record FROM incidents ORDER BY id').all()
writeFileSync('mirror.ndjson', records.map(({ record }) => `${record}\n`).join(''))
