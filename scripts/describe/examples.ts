/** Examples of the OpenAPI document: records of the founding case (`demo/january-2022.json`), and names in addresses. */
import { readFileSync } from 'node:fs'
import { schemaVersion } from '../../src/record/schema-version.ts'

type JsonRecord = Readonly<Record<string, unknown>> & { readonly reference: string }

const records: readonly JsonRecord[] = JSON.parse(
  readFileSync(new URL('../../demo/january-2022.json', import.meta.url), 'utf8'),
)

const findRecord = (reference: string): JsonRecord => {
  const found = records.find((each) => each.reference === reference)
  if (!found) throw new RangeError(`The demo has no ${reference}.`)
  return found
}

/** The names and secrets of things in addresses. */
export const names = {
  incident: '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6',
  /** Other records of the same event. */
  other: '0197f3a0-2d3c-7e5f-9a71-8293a4b5c6d7',
  third: '0197f3a0-3e4d-7f60-8b82-93a4b5c6d7e8',
  receipt: 'q3Zt5nJ8wXkR2vBmT7yLcD4sFhG9pAeU1oNiYxKzM0Q',
  import: '0197f3a1-3e4d-7f60-8b82-93a4b5c6d7e8',
  upload: '0197f3a1-4e5f-7061-8c93-a4b5c6d7e8f9',
  token: '0197f3a2-4f5e-7061-9c93-a4b5c6d7e8f9',
  tokenSecret: 'sitrep_ExampleExampleExampleExampleExampleExampleA',
  suggestion: '0197f3a3-5061-7172-8da4-b5c6d7e8f90a',
  question: '0197f3a4-6172-7283-8eb5-c6d7e8f90a1b',
  answer: '0197f3a5-7283-7394-8fc6-d7e8f90a1b2c',
  comment: '0197f3a6-8394-74a5-80d7-e8f90a1b2c3d',
  dataset: 'january-2022',
  mapping: 'attacks',
  problem: 'not-found',
} as const

/** The ETag of the first version of the record. */
export const etag = `"${names.incident}.1.${schemaVersion}"`

/** Rockets at a base in Anbar; links to other records are left out, so that it can be filed by itself. */
const { links: _, ...attack } = findRecord('jan-2022-3')
export const filedRecord: JsonRecord = attack

/** Drones at a base in Anbar. */
export const otherRecord: JsonRecord = findRecord('jan-2022-2')

/** Drones on their way to the airport of Baghdad. */
export const thirdRecord: JsonRecord = findRecord('jan-2022-1')

const at = '2022-01-06T09:30:00.000Z'

/** Returns a record without most of its fields. */
export const brief = (record: JsonRecord): JsonRecord => {
  const { dataset, reference, event_type, date, location, sources, title } = record
  const { country, place } = location as Readonly<Record<string, unknown>>
  const [source] = sources as readonly unknown[]
  return { dataset, reference, event_type, date, location: { country, place }, sources: [source], title }
}

/** Returns a record as it is read. */
export const storedRecord = (id: string, record: JsonRecord, status = 'submitted') => {
  const { dataset, reference, ...rest } = brief(record)
  return {
    ...{ id, dataset, reference, status, ...rest },
    ...{ warnings: [], revision: 1, commit: 42, created_at: at, updated_at: at },
  }
}

/** The fewest fields that a record needs, by their paths as a form has them. */
export const formFields = {
  event_type: 'remote_violence',
  date: '2022-01-05',
  'location.country': 'IQ',
  'sources.0.title': 'US bases in Iraq and Syria come under attack',
} as const

/** A table of the demo with a record in each row. */
export const table =
  'reference,event_type,date,country,place,source_urls\njan-2022-4,remote_violence,2022-01-05,IQ,Baghdad,https://example.org/a\n'
