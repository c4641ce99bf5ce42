import { describe, expect, it } from 'vitest'
import { readJsonRows } from '../../../../src/ingest/rows/json-reader.ts'
import type { SourceEvent } from '../../../../src/ingest/rows/source-row.ts'
import { maxRowsPerBatch } from '../../../../src/ingest/rows/source-row.ts'
import { bytesOf, chunksOf } from '../csv/collect-table.ts'

const limit = 1_048_576

/** A file that goes on for ever, and how much of it was asked for. */
const endless = (first: string, then: string) => {
  const seen = { bytes: 0, closed: false }
  const chunks = async function* () {
    try {
      for (let next = bytesOf(first); ; next = bytesOf(then.repeat(Math.ceil(65_536 / then.length)))) {
        seen.bytes += next.length
        yield next
      }
    } finally {
      seen.closed = true
    }
  }
  return { seen, chunks: chunks() }
}

const readAll = async (chunks: AsyncIterable<Uint8Array>, kind: 'lines' | 'array') => {
  const events: SourceEvent[] = []
  for await (const event of readJsonRows(chunks, kind)) events.push(event)
  const rows = events.flatMap((event) => (event.kind === 'rows' ? event.rows : []))
  const faults = events.flatMap((event) => (event.kind === 'fault' ? [event.fault] : []))
  return { rows, faults: faults.map(({ row, line, rule }) => `${rule} ${row}@${line}`) }
}

describe('a file of JSON that never ends', () => {
  it.each([
    ['a line', 'lines', '{"a": 1}\n\n{"a": "', 'x', 'json.size 2@3', 1],
    ['blank space', 'lines', '{"a": 1}\n', ' ', 'json.size 2@2', 1],
    ['an element', 'array', '[{"a": 1},\n\n{"a": "', 'x', 'json.size 2@3', 1],
    ['what is no array', 'array', '\n"a": "', 'x', 'json.incomplete 1@2', 0],
    ['a text before the list', 'array', '\n{"a": "', 'x', 'json.size 1@2', 0],
    ['a text after the list', 'array', '{"data": [{}], "a": "', 'x', 'json.size 2@1', 1],
    ['what comes behind the array', 'array', '[{"a": 1}]\n[', 'x', 'json.incomplete 2@2', 1],
  ] as const)('is left at %s', async (_, kind, first, then, fault, rows) => {
    const { seen, chunks } = endless(first, then)
    const read = await readAll(chunks, kind)
    expect([read.faults, read.rows.length]).toEqual([[fault], rows])
    expect(seen.closed).toBe(true)
    expect(seen.bytes).toBeLessThan(2 * limit)
  })

  it('is closed when nobody reads on', async () => {
    const { seen, chunks } = endless('', '{"a": 1}\n')
    for await (const event of readJsonRows(chunks, 'lines')) if (event.kind === 'rows') break
    expect(seen.closed).toBe(true)
    expect(seen.bytes).toBeLessThan(limit)
  })
})

describe('a record of JSON', () => {
  const sized = (size: number) => `{"a": "${'x'.repeat(size - 9)}"}`

  it.each([
    ['as long as is allowed', limit, [], 3],
    ['one character longer', limit + 1, ['json.size 2@2'], 1],
  ])('is taken or refused, however the file is cut: %s', async (_, size, faults, rows) => {
    const three = [sized(20), sized(size), sized(20)]
    for (const [kind, text] of [
      ['lines', `${three.join('\n')}\n`],
      ['lines', three.join('\n')],
      ['array', `[${three.join(',\n')}]`],
    ] as const)
      for (const cut of [10_007, 4_000_000]) {
        const read = await readAll(chunksOf(bytesOf(text), [cut]), kind)
        expect([read.faults, read.rows.length], `${kind} ${cut}`).toEqual([faults, rows])
      }
  })

  it('keeps its characters wherever a block ends', async () => {
    const records = Array.from({ length: 40_000 }, (_, i) => ({ i, text: 'عين €😀'.slice(0, i % 8) }))
    const text = records.map((each) => `${JSON.stringify(each)}\n`).join('')
    const { rows } = await readAll(chunksOf(bytesOf(text), [65_537]), 'lines')
    expect(rows.map((row) => row.build(undefined).candidate)).toEqual(records)
  })

  it.each([
    ['lines', '{}\n'.repeat(5500)],
    ['array', `[${'{},'.repeat(5499)}{}]`],
  ] as const)(
    'comes with at most two thousand others, however many are in a block: %s',
    async (kind, text) => {
      let last = 0
      for await (const event of readJsonRows(chunksOf(bytesOf(text)), kind)) {
        if (event.kind !== 'rows') continue
        expect(event.rows.length).toBeLessThanOrEqual(maxRowsPerBatch)
        expect(event.rows[0]?.row).toBe(last + 1)
        last = event.rows.at(-1)?.row ?? 0
      }
      expect(last).toBe(5500)
    },
  )
})
