/** The fast paths of texts, records and bytes compared with what they replace, alternately, in CPU time. */

import * as v from 'valibot'
import { incident } from '../schemas/incident.ts'
import { facets } from '../schemas/query.ts'
import { validate } from '../src/ingest/validate/validate.ts'
import { encodeFacets, facetToken } from '../src/record/search-index.ts'
import { fold, foldUniqueWords } from '../src/text/fold.ts'
import { decodeStored, encodeStored, StoredTextBuilder } from '../src/text/storage-encoding.ts'
import { runs, toRow } from './environment.ts'
import { generateRecord } from './records.ts'
import { measureAlternately, type Row } from './results.ts'

const count = 5000
const records = Array.from({ length: count }, (_, i) => generateRecord(i))
const documents = records.map((record) => JSON.stringify(record))
const searched = records.map(({ title, summary, location, sources }) =>
  [title, summary, ...Object.values(location), ...sources.map(({ publisher }) => publisher)].join('\n'),
)
const stored = documents.map(encodeStored)

const uniqueWords = (text: string): string =>
  [...new Set(fold(text).split(/[^\p{L}\p{M}\p{N}]+/u))].filter(Boolean).join(' ')

const lettersOf = (run: string): string =>
  `^${Array.from(new TextEncoder().encode(run), (byte) => String.fromCharCode(0x40 + (byte >> 4), 0x40 + (byte & 15))).join('')}^`

const encode = (text: string): string =>
  text.replace(/(?:\\["\\]|[^ !#-[\]_-~"])+/gu, lettersOf).replaceAll('"', '\u007f')

const decode = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll('\u007f', '"')
      .replace(/\^([@-O]*)\^/g, (_, letters: string) =>
        Buffer.from(
          Array.from(
            { length: letters.length / 2 },
            (_, i) => ((letters.charCodeAt(2 * i) & 15) << 4) | (letters.charCodeAt(2 * i + 1) & 15),
          ),
        ).toString('utf8'),
      ),
  )

const encodeTogether = (texts: readonly string[]): number => {
  const builder = new StoredTextBuilder()
  for (const text of texts) builder.addText(text)
  return builder.flush().length
}

const facetsAnew = (record: Parameters<typeof encodeFacets>[0]): string =>
  Object.entries(facets)
    .flatMap(([name, { valuesOf }]) =>
      valuesOf(record).map((value) => (value ? facetToken(name, value) : '')),
    )
    .join('')

const context = { now: Date.now(), isInCountry: () => undefined }
const incidents = records as unknown as readonly Parameters<typeof encodeFacets>[0][]

/** Returns the microseconds of CPU time for each text. */
const perText = (act: () => unknown) => async (): Promise<number> => {
  const before = process.cpuUsage()
  for (let i = 0; i < 10; i++) act()
  return process.cpuUsage(before).user / count / 10
}

const microseconds = (value: number): string => `${value.toFixed(2)} µs`

export async function* texts(): AsyncGenerator<Row> {
  const compared = [
    [
      'words of a search, by regular expressions',
      () => searched.map(foldUniqueWords),
      () => searched.map(uniqueWords),
    ],
    [
      'texts encoded one behind another, by regular expressions',
      () => encodeTogether(documents),
      () => documents.map(encode).join(''),
    ],
    [
      'a text encoded, by regular expressions',
      () => documents.map(encodeStored),
      () => documents.map(encode),
    ],
    ['a text decoded, by regular expressions', () => stored.map(decodeStored), () => stored.map(decode)],
    ['facets, each made anew', () => incidents.map(encodeFacets), () => incidents.map(facetsAnew)],
    [
      'a sound record validated, by valibot besides',
      () => records.map((record) => validate(record, context)),
      () => records.map((record) => [validate(record, context), v.safeParse(incident, record)]),
    ],
  ] as const
  for (const [what, fast, plain] of compared)
    yield toRow(what, await measureAlternately(runs, perText(fast), perText(plain)), microseconds)
}
