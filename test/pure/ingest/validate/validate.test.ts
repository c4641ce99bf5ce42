import { describe, expect, it } from 'vitest'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { en } from '../../../../src/messages/en.ts'
import { stateIssue } from '../../../../src/problems.ts'
import { minimalRecord, validationContext, withBase } from '../../rule-cases.ts'
import { errorsIn, validRecord } from '../../validated-record.ts'

const publisher = 'Example News'

describe('the smallest record', () => {
  it('passes without a warning', () => {
    expect(validate(minimalRecord, validationContext)).toEqual({
      record: { dataset: 'reports', ...minimalRecord },
      errors: [],
      warnings: [],
    })
  })
})

describe('errors', () => {
  it('come all at once, from every layer and every depth', () => {
    const found = errorsIn({
      event_type: 'batle',
      event_subtype: 'shelling',
      date: '2023-02-29',
      title: 'a\u0000b',
      location: { country: 'IQ', latitude: 91, longitude: 44, plaace: 'Hit' },
      launched_from: { latitude: 33 },
      actors: [{ name: 'A', role: 'attacker' }, {}],
      weapons: [{ fired: 2, hit: 3 }, { hit: -1 }, { found: 1.5 }],
      casualties: { reported: 'none', deaths: { low: 2, best: 1 }, groups: [{ injuries: { low: 0 } }] },
      sources: [{ publisher, key: 'a', url: 'ftp://a.example' }, { said_by: 'B' }],
      damage: { source: 'c' },
      tags: ['US'],
      colour: 'red',
    })
    expect(found).toEqual([
      '/actors/0/role code.unknown',
      '/actors/1 item.empty',
      '/casualties/deaths/best casualties.none',
      '/casualties/deaths/best casualties.order',
      '/casualties/deaths/low casualties.none',
      '/casualties/groups/0 casualties.group',
      '/colour field.unknown',
      '/damage/source source.unknown',
      '/date date.invalid',
      '/event_type code.unknown',
      '/launched_from/longitude location.pair',
      '/location/latitude number.range',
      '/location/plaace field.unknown',
      '/sources/0/url url.invalid',
      '/sources/1 source.nameless',
      '/tags/0 text.slug',
      '/title text.control',
      '/weapons/0/fired weapons.fates',
      '/weapons/1/hit number.range',
      '/weapons/2/found number.whole',
    ])
  })

  /** [what, fields, all errors]: one cause, which other rules could trip over. */
  const alone: [string, Readonly<Record<string, unknown>>, string][] = [
    [
      'an invalid latitude breaks no pair',
      { location: { country: 'IQ', latitude: '33', longitude: 44 } },
      '/location/latitude field.type',
    ],
    [
      'an invalid country places no point',
      { location: { country: 'QQ', latitude: 0, longitude: 0 } },
      '/location/country code.unknown',
    ],
    [
      'an invalid address leaves no source nameless',
      { sources: [{ url: 'example.org' }] },
      '/sources/0/url url.invalid',
    ],
    [
      'a title too long leaves no source nameless',
      { sources: [{ title: 'a'.repeat(501) }] },
      '/sources/0/title text.length',
    ],
    [
      'a title that cannot be read leaves no source nameless',
      { sources: [{ title: 'a\u0000' }] },
      '/sources/0/title text.control',
    ],
    [
      'a mistyped publisher leaves no source nameless',
      { sources: [{ publsher: 'A' }] },
      '/sources/0/publsher field.unknown',
    ],
    ['a list for a source leaves it not nameless', { sources: [['A']] }, '/sources/0 field.type'],
    [
      'too many associated groups leave an actor',
      { actors: [{ with: Array(21).fill('A') }] },
      '/actors/0/with list.length',
    ],
    [
      'a mistyped field leaves a group',
      { casualties: { groups: [{ gruop: 'civilians' }] } },
      '/casualties/groups/0/gruop field.unknown',
    ],
    [
      'an invalid group is a group',
      { casualties: { groups: [{ group: 'civlians' }] } },
      '/casualties/groups/0/group code.unknown',
    ],
    [
      'an invalid kind of event has subtypes',
      { event_type: 'x', event_subtype: 'shelling' },
      '/event_type code.unknown',
    ],
    [
      'an invalid date has reports before it',
      { date: '2022-13', sources: [{ publisher, published: '1999' }] },
      '/date date.invalid',
    ],
    [
      'an invalid number is in no order',
      { casualties: { deaths: { low: 5, best: -1 } } },
      '/casualties/deaths/best number.range',
    ],
    [
      'an invalid count was not fired',
      { weapons: [{ fired: 1, hit: -2, missed: 1 }] },
      '/weapons/0/hit number.range',
    ],
    [
      'an invalid report of casualties forbids no numbers',
      { casualties: { reported: 'nne', deaths: { best: 1 } } },
      '/casualties/reported code.unknown',
    ],
    [
      'an invalid key is a key',
      { damage: { source: 'k'.repeat(41) }, sources: [{ publisher, key: 'k'.repeat(41) }] },
      '/sources/0/key text.length',
    ],
    [
      'a mistyped key is a key',
      { damage: { source: 'a' }, sources: [{ publisher, keey: 'a' }] },
      '/sources/0/keey field.unknown',
    ],
    ['sources of another kind have keys', { damage: { source: 'a' }, sources: 'a' }, '/sources field.type'],
    [
      'a mistyped latitude is a latitude',
      { location: { country: 'IQ', lattitude: 33, longitude: 44 } },
      '/location/lattitude field.unknown',
    ],
    ['a mistyped field is not missing', { date: undefined, dates: '2022' }, '/dates field.unknown'],
    ['a mistyped summary is not missing', { summary: undefined, sumary: 'a' }, '/sumary field.unknown'],
    [
      'too many sources have keys',
      { damage: { source: 'a' }, sources: Array(101).fill({ publisher }) },
      '/sources list.length',
    ],
  ]

  it.each(alone)('do not follow from one another: %s', (_, part, error) => {
    expect(errorsIn(part)).toEqual([error])
    expect(validate(withBase(part), validationContext).warnings).toEqual([])
  })

  it.each([
    ['/external field.type', 'ucdp'],
    ['/external/schem field.unknown', { schem: 'ucdp' }],
  ])('do not come from a broken mark of another layout, which still bends rules: %s', (error, external) => {
    const part = { external, casualties: { deaths: { low: 2, best: 1 } } }
    expect(errorsIn(part)).toEqual([error])
    expect(validate(withBase(part), validationContext).warnings.map(({ rule }) => rule)).toEqual([
      'casualties.order',
    ])
  })

  /** [what, fields, all errors]: two causes close to one another. */
  const together: [string, Readonly<Record<string, unknown>>, string[]][] = [
    [
      'a nameless source with an invalid language',
      { sources: [{ language: '?' }] },
      ['/sources/0 source.nameless', '/sources/0/language language.invalid'],
    ],
    [
      'neither group nor actor, and an invalid number',
      { casualties: { groups: [{ deaths: { best: -1 } }] } },
      ['/casualties/groups/0 casualties.group', '/casualties/groups/0/deaths/best number.range'],
    ],
    [
      'an unknown key, and another source with an invalid address',
      { damage: { source: 'b' }, sources: [{ publisher, key: 'a', url: 'x' }] },
      ['/damage/source source.unknown', '/sources/0/url url.invalid'],
    ],
    [
      'a latitude alone, and a note too long',
      { location: { country: 'IQ', latitude: 33, note: 'a'.repeat(1001) } },
      ['/location/longitude location.pair', '/location/note text.length'],
    ],
    [
      'a group and an actor, and an invalid number',
      { casualties: { groups: [{ group: 'civilians', actor: 'A', deaths: { best: -1 } }] } },
      ['/casualties/groups/0 casualties.group', '/casualties/groups/0/deaths/best number.range'],
    ],
  ]

  it.each(together)('do not hide one another: %s', (_, part, errors) => {
    expect(errorsIn(part)).toEqual(errors)
  })

  it('name the nearest field for each unknown one', () => {
    const { errors } = validate(
      withBase({ sumary: 'a', lcation: {}, location: { country: 'IQ', latit: 33 } }),
      validationContext,
    )
    expect(errors.map(({ pointer, say }) => `${pointer}: ${say(en)}`).sort()).toEqual([
      '/lcation: A record has no field "lcation". Did you mean location?',
      '/location/latit: location has no field "latit". Did you mean latitude?',
      '/sumary: A record has no field "sumary". Did you mean summary?',
    ])
  })

  it('name the fields where none is near', () => {
    const { errors } = validate(withBase({ damage: { zzzzzzzz: 1 } }), validationContext)
    expect(errors[0]?.say(en)).toBe('damage has no field "zzzzzzzz". Its fields are level, note, source.')
  })

  it('escape pointers after RFC 6901', () => {
    expect(errorsIn({ 'a/b~c': 1 })).toEqual(['/a~1b~0c field.unknown'])
  })

  it('repeat at most 200 characters of what was sent', () => {
    const { errors } = validate(
      withBase({ title: 'a'.repeat(5000), tags: 'b', series: { a: 1 } }),
      validationContext,
    )
    expect(errors.map((each) => String(each.received).length).sort((a, b) => a - b)).toEqual([1, 17, 201])
  })

  it('stay short however many keys of sources are unknown', () => {
    const sources = Array.from({ length: 100 }, (_, i) => ({ publisher, key: `${i}`.padStart(40, 'k') }))
    const claims = Array(100).fill({ source: 'a;'.repeat(99) })
    const { errors } = validate(withBase({ sources, claims }), validationContext)
    expect(JSON.stringify(errors.map(stateIssue)).length).toBeLessThan(200_000)
  })
})

describe('fields that the server sets', () => {
  const stored = {
    id: 'a',
    revision: 2,
    warnings: [{ pointer: '/summary', rule: 'summary.empty', detail: 'x' }],
  }

  it('are ignored where they equal what is stored', () => {
    expect(validRecord({ ...stored }, { stored })).toEqual(validRecord({}))
  })

  it('are refused where they differ, or where nothing is stored', () => {
    const errors = ['/id field.server', '/revision field.server', '/warnings field.server']
    expect(errorsIn({ id: 'b', revision: '2', warnings: [] }, { stored })).toEqual(errors)
    expect(errorsIn({ ...stored })).toEqual(errors)
  })

  it('are absent when they are null', () => {
    expect(errorsIn({ id: null, revision: null }, { stored })).toEqual([])
    expect(errorsIn({ id: null, revision: null })).toEqual([])
  })
})
