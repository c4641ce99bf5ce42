import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RuleId, rules } from '../../../../schemas/rules.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { en } from '../../../../src/messages/en.ts'
import { wildRecord } from '../../arbitrary.ts'
import { validationContext, withBase } from '../../rule-cases.ts'
import { errorsIn } from '../../validated-record.ts'

const publisher = 'Example News'

describe('hostile input', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '']
  const places = ['', '/location', '/sources/0', '/casualties/deaths', '/external', '/weapons/0']

  /** A record with one more name, own as JSON.parse makes it, in one of its groups. */
  const withName = (place: string, name: string): unknown => {
    const whole = structuredClone(
      withBase({
        casualties: { deaths: { best: 1 } },
        external: { scheme: 'ucdp', fields: { a: 1 } },
        weapons: [{ type: 'rocket' }],
      }),
    )
    let group: object = whole
    for (const step of place.split('/').slice(1)) group = (group as Record<string, object>)[step] ?? {}
    Object.defineProperty(group, name, { value: { polluted: true }, enumerable: true, configurable: true })
    return whole
  }

  it.each(places.flatMap((place) => names.map((name) => [name, place] as const)))(
    'named %j in "%s" is an unknown field',
    (name, place) => {
      const { record, errors } = validate(withName(place, name), validationContext)
      expect(errors.map((each) => [each.rule, each.pointer])).toEqual([['field.unknown', `${place}/${name}`]])
      expect(record).toBeUndefined()
      expect(({} as { polluted?: true }).polluted).toBeUndefined()
    },
  )

  it.each(['__proto__', 'constructor', 'prototype'])(
    'named %j among columns of another layout is refused',
    (name) => {
      const fields = JSON.parse(`{"${name}": "x", "a": 1}`) as unknown
      expect(errorsIn({ external: { scheme: 'ucdp', fields } })).toEqual([
        `/external/fields/${name} field.unknown`,
      ])
    },
  )

  const depth = 200_000
  const deepList = JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown
  const deepGroup = JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as unknown
  const deep: [string, (value: unknown) => Record<string, unknown>][] = [
    ['a text', (value) => ({ title: value })],
    ['a date', (value) => ({ date: value })],
    ['a code', (value) => ({ outcome: value })],
    ['a number', (value) => ({ weapons: [{ fired: value }] })],
    ['a group', (value) => ({ damage: value })],
    ['a list of groups', (value) => ({ actors: value })],
    ['a list of texts', (value) => ({ tags: value })],
    ['an entry', (value) => ({ actors: [value] })],
    ['columns of another layout', (value) => ({ external: { scheme: 'ucdp', fields: value } })],
    ['a column of another layout', (value) => ({ external: { scheme: 'ucdp', fields: { a: value } } })],
    ['a field that the server sets', (value) => ({ id: value })],
    ['an unknown field', (value) => ({ colour: value })],
  ]

  it.each(deep)('nested deep in place of %s is refused', (_, partOf) => {
    for (const value of [deepList, deepGroup])
      for (const more of [{}, { series: 'A' }]) {
        const { record, errors } = validate(withBase({ ...partOf(value), ...more }), validationContext)
        expect(errors.length).toBeGreaterThan('series' in more ? 1 : 0)
        expect(record).toBeUndefined()
      }
  })

  it.each([
    ['a long address', { sources: [{ url: `http://${'a'.repeat(200_000)} a` }] }],
    ['a long date', { date: '2022-01-05/'.repeat(20_000) }],
    ['a long slug', { series: 'a'.repeat(200_000) }],
    ['a long language', { sources: [{ publisher, language: `en${'-a'.repeat(100_000)}` }] }],
    ['a long text of backslashes', { damage: { source: '\\'.repeat(200_000) } }],
    ['a long name', { ['a'.repeat(200_000)]: 1 }],
    ['a text of many line breaks', { summary: `a${'\r'.repeat(200_000)}a` }],
  ])('of great length is refused in short time: %s', (_, part) => {
    const before = performance.now()
    expect(errorsIn(part).length).toBeGreaterThan(0)
    expect(performance.now() - before).toBeLessThan(1000)
  })
})

describe('any value', () => {
  const isRule = (rule: string): rule is RuleId => Object.hasOwn(rules, rule)

  it('is judged without an exception, by rules of the catalogue, each once a place', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), wildRecord), fc.boolean(), (candidate, fromText) => {
        const { record, errors, warnings } = validate(candidate, validationContext, { fromText })
        const issues = [...errors, ...warnings]
        expect(issues.filter(({ rule }) => !isRule(rule))).toEqual([])
        expect(issues.filter(({ say }) => say(en) === '')).toEqual([])
        const places = issues.map(({ pointer, rule }) => `${pointer} ${rule}`)
        expect(places.length).toBe(new Set(places).size)
        expect(record === undefined).toBe(errors.length > 0)
      }),
      { numRuns: 1000 },
    )
  })
})
