/** The dates in words that the documents name mean what they say. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPhrase } from '../../../src/ingest/dates/read-phrase.ts'
import { en } from '../../../src/messages/en.ts'

const baghdad = { now: Date.parse('2026-11-29T12:00:00Z'), zone: 'Asia/Baghdad', country: 'IQ' }

/** The phrases of the documents, each with its explanation. */
const documented = readFileSync('docs/filing.md', 'utf8')
  .split('| in words | on Sunday, 29 November 2026, means |')
  .slice(1)
  .flatMap((text) => [...(text.split('\n\n')[0] ?? '').matchAll(/^\| ([^-].*) \| (.*) \|$/gm)])
  .flatMap(([, phrases = '', meaning = '']) =>
    phrases.split(', ').map((phrase) => [phrase, meaning] as const),
  )

describe('the documents', () => {
  it('name phrases', () => expect(documented.length).toBeGreaterThan(40))

  it.each(documented)('say that %s means %s', (phrase, meaning) => {
    const read = readPhrase(phrase, baghdad)
    const readings = typeof read === 'object' ? read : []
    expect(readings.map(({ date }) => date)).toEqual(meaning.match(/\[?\d{4}[-\d./~?]*\]?/g))
    const { part } = readings[0]?.dayTime ?? {}
    expect(part && `*${en.dates.dayParts[part]}*`).toBe(meaning.match(/\*.*\*/)?.[0])
  })
})
