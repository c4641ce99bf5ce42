import { describe, expect, it } from 'vitest'
import { parseForm } from '../../../src/ingest/request/form-fields.ts'
import { parseImportQuery } from '../../../src/ingest/request/import-query.ts'
import { parseCountsQuery, parseQuery } from '../../../src/ingest/request/list-query.ts'
import { parseToken } from '../../../src/ingest/request/token.ts'
import { isPlaceholder } from '../../../src/ingest/validate/placeholders.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { en } from '../../../src/messages/en.ts'
import { Problem } from '../../../src/problems.ts'
import { ruleCasesAt, validationContext, withBase } from '../rule-cases.ts'
import { createPseudoLanguage } from './catalogue.ts'

const pseudo = createPseudoLanguage(en)

/** Returns what a text has outside of the marks. */
const unmarked = (text: string): string => {
  const rest = text.replace(/⟦[^⟦⟧]*⟧/g, '')
  return rest === text ? text : unmarked(rest)
}

const issuesOf = (candidate: unknown, { fromText = false } = {}) => {
  const options = fromText ? { fromText, isPlaceholder } : {}
  const { errors, warnings } = validate(candidate, validationContext, options)
  return [...errors, ...warnings]
}

const problemOf = (act: () => unknown): Problem => {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('Nothing was refused.')
}

/** Records with other forms of a value, which have hints. */
const candidates: readonly (readonly [what: string, candidate: unknown])[] = [
  ['no record', 'text'],
  ['nothing', {}],
  ['a text for a group', withBase({ location: 'Iraq' })],
  ['a text for a list', withBase({ weapons: 'rocket' })],
  ['a number for a text', withBase({ summary: 5 })],
  ['a text for a number', withBase({ casualties: { deaths: { best: '2-5' } } })],
  ['a text for an estimate', withBase({ casualties: { deaths: '2-5' } })],
  ['a number for an estimate', withBase({ casualties: 5 })],
  ['a point', withBase({ location: { country: 'IQ', coordinates: [44, 33] } })],
  ['degrees of the other axis', withBase({ location: { country: 'IQ', latitude: '44° E', longitude: 1 } })],
  ['two numbers', withBase({ location: { country: 'IQ', latitude: '33.1, 44.2', longitude: 1 } })],
  ['swapped coordinates', withBase({ location: { country: 'IQ', latitude: 144, longitude: 33 } })],
  ['a field elsewhere', withBase({ latitude: 33 })],
  ['a name of a country', withBase({ location: { country: 'Congo' } })],
  ['a former state', withBase({ location: { country: 'Yugoslavia' } })],
  ['a wrong code', withBase({ event_type: 'batle' })],
  ['a code far from any', withBase({ outcome: 'zzzzzzzzz' })],
  ['a word of a person', withBase({ weapons: [{ type: 'grad missiles' }] })],
  ['a subtype as a type', withBase({ event_type: 'shelling' })],
  ['a day of another order', withBase({ date: '05/01/2022' })],
  ['an open interval', withBase({ date: '2022-01-05/..' })],
  ['an address with a space', withBase({ sources: [{ url: 'https://a.b/c d' }] })],
  ['an address without a scheme', withBase({ sources: [{ url: 'www.a.org/x' }] })],
  ['an unknown key of a source', withBase({ claims: [{ by: 'A', source: 'x' }] })],
  ['a field twice', parseForm([...'ab'].map((value) => ['title', value] as const)).candidate],
]

describe('what an issue says', () => {
  const cases = ruleCasesAt(validationContext.now).map(
    ({ rule, what, breaks }) => [rule, what, breaks] as const,
  )

  it.each(cases)('is translated as a whole: %s, %s', (_, _what, breaks) => {
    const issues = issuesOf(withBase(breaks))
    expect(issues.length).toBeGreaterThan(0)
    expect(issues.map(({ say }) => unmarked(say(pseudo)).trim()).filter(Boolean)).toEqual([])
  })

  it.each(candidates)('is translated with its hint: %s', (_, candidate) => {
    const issues = [...issuesOf(candidate), ...issuesOf(candidate, { fromText: true })]
    expect(issues.map(({ say }) => unmarked(say(pseudo)).trim()).filter(Boolean)).toEqual([])
    expect(issues.map(({ say }) => say(en)).join(' ')).not.toMatch(/[⟦⟧]|undefined|\{\d\}/)
  })

  it('of a word for no value is translated', () => {
    const [found] = issuesOf(withBase({ title: 'N/A' }), { fromText: true })
    expect(found && unmarked(found.say(pseudo))).toBe('')
  })
})

describe('what is said of a request', () => {
  const search = (query: string) => new URLSearchParams(query)

  it.each([
    ['a filter', () => parseQuery(search('from=soon&country=Iraqq&bbox=1&sort=id&weapn=x&near=1&as_of=x'))],
    ['a parameter of another service', () => parseQuery(search('page=2&per_page=5&since=x&deaths=3&lat=1'))],
    ['a conflict', () => parseQuery(search('from=2022&to=2021&min_deaths=3&max_deaths=1'))],
    ['counts', () => parseCountsQuery(search('by=contry'))],
    ['an import', () => parseImportQuery(search('mode=x&encoding=utf8x&missing=retract&confirm=x'))],
    ['a token', () => parseToken({ name: '', role: 'x', expires_at: 'soon', colour: 1 }, 0)],
  ])('is translated, beside the names in it: %s', (_, act) => {
    const problem = problemOf(act)
    const rests = problem.errors.map(({ parameter, say }) =>
      unmarked(say(pseudo)).replace(`${parameter}:`, '').trim(),
    )
    expect(rests.filter((rest) => rest !== '' && !/^(?:name|role|expires_at):$/.test(rest))).toEqual([])
    expect(unmarked(problem.textsIn(pseudo).detail)).toBe('')
  })
})
