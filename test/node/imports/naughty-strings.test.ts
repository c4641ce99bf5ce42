import { existsSync, readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { type RuleId, rules } from '../../../schemas/rules.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { fold } from '../../../src/text/fold.ts'
import { removeUnseenMarks, trimMarks } from '../../../src/text/invisible-marks.ts'
import { decodeList, encodeList } from '../../../src/text/list-cell.ts'
import { minimalRecord, validationContext } from '../../pure/rule-cases.ts'

/** The Big List of Naughty Strings, which is not part of the repository. */
const file = new URL('../../../../shared/data/naughty-strings/blns.json', import.meta.url)

const here = existsSync(file)
const strings = here ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : []

/** Text as a record keeps it. */
const asKept = (text: string): string => trimMarks(text.replace(/\r\n?/g, '\n').normalize('NFC'))

/** Text as an identifier keeps it. */
const asIdentifier = (text: string): string => removeUnseenMarks(asKept(text)).trim()

interface Place {
  /** A record with the text in this place. */
  readonly with: (text: string) => Record<string, unknown>
  /** The text of this place. */
  readonly of: (record: NonNullable<ReturnType<typeof validate>['record']>) => unknown
  readonly kept: (text: string) => string
}

const places: Readonly<Record<string, Place>> = {
  title: { with: (title) => ({ title }), of: (record) => record.title, kept: asKept },
  summary: { with: (summary) => ({ summary }), of: (record) => record.summary, kept: asKept },
  'name of an actor': {
    with: (name) => ({ actors: [{ name, role: 'other' }] }),
    of: (record) => record.actors?.[0]?.name,
    kept: asKept,
  },
  'associated group': {
    with: (name) => ({ actors: [{ name: 'A', with: [name, 'B'] }] }),
    of: (record) => record.actors?.[0]?.with?.[0],
    kept: asKept,
  },
  'address of a source': {
    with: (url) => ({ sources: [{ publisher: 'A', url }] }),
    of: (record) => record.sources[0]?.url,
    kept: asKept,
  },
  tag: { with: (tag) => ({ tags: [tag] }), of: (record) => record.tags?.[0], kept: asIdentifier },
  date: { with: (date) => ({ date }), of: (record) => record.date, kept: asKept },
  'column of another layout': {
    with: (a) => ({ external: { scheme: 'ucdp', fields: { a } } }),
    of: (record) => record.external?.fields?.a,
    kept: (text) => text,
  },
}

const isRule = (rule: string): rule is RuleId => Object.hasOwn(rules, rule)

describe('the naughty strings', () => {
  beforeEach(({ skip }) => {
    if (!here && !process.env.CI) skip('shared/data/naughty-strings is not beside this repository')
    expect(strings.length, 'shared/data/naughty-strings/blns.json').toBeGreaterThan(500)
  })

  it.each(Object.entries(places))('are kept exactly or refused by a rule, as %s', (_, place) => {
    for (const text of strings) {
      const { record, errors } = validate({ ...minimalRecord, ...place.with(text) }, validationContext)
      expect(
        errors.filter(({ rule }) => !isRule(rule)),
        text,
      ).toEqual([])
      expect(record === undefined, text).toBe(errors.length > 0)
      if (record) expect(place.of(record) ?? '', text).toBe(place.kept(text))
    }
  })

  it('are kept nearly all in a summary: refused is only what holds control characters', () => {
    for (const text of strings) {
      const { errors } = validate({ ...minimalRecord, summary: text }, validationContext)
      const control = /[^\P{Cc}\n\t]/u.test(asKept(text))
      expect(
        errors.map(({ rule }) => rule),
        text,
      ).toEqual(control ? ['text.control'] : [])
    }
  })

  it('are unknown fields as names', () => {
    for (const text of strings) {
      const group = Object.fromEntries([[text, 'x']])
      const { errors } = validate(
        { ...minimalRecord, damage: { level: 'minor', ...group } },
        validationContext,
      )
      expect(
        errors.map(({ rule }) => rule),
        text,
      ).toEqual(['field.unknown'])
    }
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('read back from one cell', () => {
    expect(decodeList(encodeList(strings) ?? '')).toEqual(strings)
  })

  it('fold to what folds to itself', () => {
    for (const text of strings) expect(fold(fold(text)), text).toBe(fold(text))
  })
})
