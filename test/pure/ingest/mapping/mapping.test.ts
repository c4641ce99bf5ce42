import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mappingCandidate } from '../../../../src/ingest/mapping/apply.ts'
import { parseMapping } from '../../../../src/ingest/mapping/parse-mapping.ts'
import { planMapping } from '../../../../src/ingest/mapping/plan.ts'
import { validate } from '../../../../src/ingest/validate/validate.ts'
import { en } from '../../../../src/messages/en.ts'
import { soundRecord } from '../../arbitrary.ts'
import { minimalRecord, validationContext } from '../../rule-cases.ts'

type Json = Readonly<Record<string, unknown>>

/** A mapping that gives every record what it must have. */
const constants = {
  event_type: 'battle',
  date: '2022-01-01',
  'location.country': 'SY',
  'sources.0.publisher': 'A',
}

const issuesIn = (more: Json): string[] =>
  parseMapping({ columns: {}, constants, ...more }).issues.map(({ pointer, rule }) => `${pointer} ${rule}`)

const planOf = (more: Json, headers: readonly string[]) => {
  const { mapping, issues } = parseMapping({ columns: {}, constants, ...more })
  expect(issues).toEqual([])
  if (!mapping) throw new Error('There is no mapping.')
  return planMapping(mapping, headers)
}

const judge = (more: Json, cells: Readonly<Record<string, string>>, row = 1) => {
  const plan = planOf(more, Object.keys(cells))
  expect(plan.faults).toEqual([])
  const reading = mappingCandidate(plan, Object.values(cells), row)
  return {
    ...reading,
    ...validate(reading.candidate, validationContext, { fromText: true, issues: reading.issues }),
  }
}

/** The record of a row, without what the constants gave it. */
const recordOf = (more: Json, cells: Readonly<Record<string, string>>, row = 1): object => {
  const { record, errors } = judge(more, cells, row)
  expect(errors).toEqual([])
  return record as object
}

describe('a mapping', () => {
  it.each<[string, Json, string[]]>([
    ['a mistyped part', { colums: {} }, ['/colums mapping.invalid']],
    [
      'a mistyped part of a column',
      { columns: { a: { to: 'title', vales: {} } } },
      ['/columns/a/vales mapping.invalid'],
    ],
    ['a column that goes nowhere', { columns: { a: {} } }, ['/columns/a/to mapping.invalid']],
    [
      'a column that is a number',
      { columns: { a: 5, b: [] } },
      ['/columns/a mapping.invalid', '/columns/b mapping.invalid'],
    ],
    ['columns that are none', { columns: 'all' }, ['/columns mapping.invalid']],
    ['a rest that is unknown', { rest: 'keep' }, ['/rest mapping.invalid']],
    ['a field that is unknown', { columns: { a: 'titel' } }, ['/columns/a mapping.field']],
    [
      'a field of the server',
      { columns: { a: 'id' }, constants: { ...constants, revision: 1 } },
      ['/columns/a mapping.field', '/constants/revision mapping.field'],
    ],
    [
      'two columns for one field',
      { columns: { a: 'title', b: ['summary', { to: 'title' }] } },
      ['/columns/b/1/to mapping.field'],
    ],
    [
      'a text for a field of a column',
      { columns: { a: 'title' }, templates: { title: 'x' } },
      ['/templates/title mapping.field'],
    ],
    [
      'a code that is unknown',
      { columns: { a: { to: 'outcome', values: { x: 'hits' }, otherwise: 'mised' } } },
      ['/columns/a/values/x mapping.field', '/columns/a/otherwise mapping.field'],
    ],
    [
      'a constant of the wrong kind',
      { constants: { ...constants, 'location.latitude': '5', title: 5 } },
      ['/constants/location.latitude mapping.field', '/constants/title mapping.field'],
    ],
    [
      'a date for a text',
      { columns: { a: { to: 'title', date: 'YYYY' } } },
      ['/columns/a/date mapping.invalid'],
    ],
    [
      'a format that is none',
      { columns: { a: { to: 'date', date: 'DD.MM.YY' } } },
      ['/columns/a/date mapping.invalid'],
    ],
    [
      'items for one field',
      { columns: { a: { to: 'title', split: ';' } } },
      ['/columns/a/split mapping.invalid'],
    ],
    [
      'a company of another entry',
      { columns: { a: { to: 'actors.*.name', with: { 'targets.*.type': 'military' } } } },
      ['/columns/a/with/targets.*.type mapping.field'],
    ],
    [
      'a constant for any entry',
      { constants: { ...constants, 'actors.*.role': 'target' } },
      ['/constants/actors.*.role mapping.field'],
    ],
    ['two stars', { columns: { a: 'actors.*.with.*' } }, ['/columns/a/to mapping.field']],
    ['columns of another layout that is not named', { rest: 'external' }, ['/columns mapping.field']],
    [
      'fields that are not given',
      { constants: { date: '2022' } },
      ['event_type', 'location.country', 'sources'].map(() => '/columns mapping.field'),
    ],
  ])('is refused for %s', (_, more, issues) => {
    expect(issuesIn(more)).toEqual(issues)
  })

  it.each([[null], [[]], ['x'], [{}]])('is refused where it is %j', (json) => {
    expect(parseMapping(json).issues.map(({ rule }) => rule)).toEqual(['mapping.invalid'])
  })

  it('is refused in words that help', () => {
    const of = (more: Json) => parseMapping({ columns: {}, constants, ...more }).issues[0]?.say(en)
    expect(of({ colums: {} })).toMatch(/no "colums" here\. Did you mean columns\?/)
    expect(of({ columns: { a: 'location.latitud' } })).toMatch(/Did you mean location\.latitude\?/)
    expect(of({ columns: { a: { to: 'event_type', values: { x: 'battel' } } } })).toMatch(
      /Did you mean battle\?/,
    )
    expect(of({ columns: { a: { to: 'title', decimal: ';' } } })).toMatch(
      /^It must be \("\." \| ","\), not ";"\.$/,
    )
    expect(of({ constants: { date: '2022' } })).toMatch(/Nothing leads to event_type/)
    const { event_type: _, ...others } = constants
    expect(of({ columns: { a: 'event_subtype' }, constants: others })).toBeUndefined()
  })
})

describe('the columns of a file with a mapping', () => {
  const columns = { Town: 'location.place', Kind: 'title' }

  it('are found in any order, case and space forgiven', () => {
    const plan = planOf({ columns, ignore: ['x'] }, [' kind', 'x', 'TOWN'])
    expect(plan.faults).toEqual([])
    expect(plan.rules.map(({ index }) => index)).toEqual([2, 0])
    expect(plan.ignored).toEqual(['x'])
  })

  it('are told apart by case where they must be', () => {
    const plan = planOf({ columns, rest: 'ignore' }, ['town', 'Town', 'Kind'])
    expect(plan.rules.map(({ index }) => index)).toEqual([1, 2])
    expect(plan.ignored).toEqual(['town'])
  })

  it('are refused where the mapping names one that is not there, or does not name one that is', () => {
    const { faults } = planOf({ columns, templates: { summary: '{what}' } }, ['Towns', 'Kind'])
    expect(faults.map(({ column, rule }) => [column, rule])).toEqual([
      ['Town', 'mapping.column'],
      ['what', 'mapping.column'],
      ['Towns', 'table.column_unknown'],
    ])
    expect(faults[0]?.say(en)).toMatch(/Did you mean Towns\?/)
    expect(faults[2]?.say(en)).toMatch(/"ignore"\. Did you mean Town\?/)
  })
})

describe('a row with a mapping', () => {
  it.each<[string, Json, Readonly<Record<string, string>>, object]>([
    ['a cell as it is', { columns: { a: 'title' } }, { a: ' x ' }, { title: 'x' }],
    ['an empty cell', { columns: { a: 'title' } }, { a: ' ' }, {}],
    [
      'zero',
      { columns: { a: 'casualties.deaths.best' } },
      { a: '0' },
      { casualties: { deaths: { best: 0 } } },
    ],
    [
      'a cell in place of a constant',
      { columns: { a: 'event_type' } },
      { a: 'unrest' },
      { event_type: 'unrest' },
    ],
    ['a constant in place of an empty cell', { columns: { a: 'event_type' } }, { a: '' }, {}],
    [
      'a table of values',
      { columns: { a: { to: 'outcome', values: { 'struck it': 'hit' } } } },
      { a: 'struck it ' },
      { outcome: 'hit' },
    ],
    ['a value that is unknown', { columns: { a: { to: 'outcome', values: { x: null } } } }, { a: 'x' }, {}],
    [
      'a value for no text',
      { columns: { a: { to: 'outcome', values: { '': 'failed' } } } },
      { a: '' },
      { outcome: 'failed' },
    ],
    [
      'any other value',
      { columns: { a: { to: 'outcome', values: {}, otherwise: 'mixed' } } },
      { a: 'y' },
      { outcome: 'mixed' },
    ],
    ['no other value', { columns: { a: { to: 'outcome', values: {}, otherwise: null } } }, { a: 'y' }, {}],
    [
      'a date',
      { columns: { a: { to: 'date', date: 'D.M.YYYY' } } },
      { a: '5.1.2022' },
      { date: '2022-01-05' },
    ],
    [
      'a decimal comma',
      { columns: { a: { to: 'location.latitude', decimal: ',' }, b: 'location.longitude' } },
      { a: '33,25', b: '44' },
      { location: { country: 'SY', latitude: 33.25, longitude: 44 } },
    ],
    ['items', { columns: { a: { to: 'tags.*', split: ',' } } }, { a: 'x, y,,z' }, { tags: ['x', 'y', 'z'] }],
    [
      'entries, behind those that have their places',
      {
        columns: {
          a: { to: 'actors.*.name', split: ';', with: { 'actors.*.role': 'perpetrator' } },
          b: { to: 'actors.*.name', with: { 'actors.*.role': 'target' } },
          c: { to: 'actors.0.name', with: { 'actors.0.role': 'responder' } },
        },
      },
      { a: 'A; B', b: 'T', c: 'P' },
      {
        actors: [
          { name: 'P', role: 'responder' },
          { name: 'A', role: 'perpetrator' },
          { name: 'B', role: 'perpetrator' },
          { name: 'T', role: 'target' },
        ],
      },
    ],
    [
      'no entry where a cell is empty',
      {
        columns: {
          a: { to: 'actors.0.name', with: { 'actors.0.role': 'side_a' } },
          b: { to: 'actors.1.name', with: { 'actors.1.role': 'side_b' } },
        },
      },
      { a: '', b: 'B' },
      { actors: [{ name: 'B', role: 'side_b' }] },
    ],
    [
      'a text of cells',
      { templates: { title: '{what} in {where}', reference: 'x-{#}' } },
      { what: 'Fire ', where: 'Hit' },
      { title: 'Fire in Hit', reference: 'x-7' },
    ],
    [
      'no text where a cell of it is empty',
      { templates: { title: '{what} in {where}' } },
      { what: 'Fire', where: '' },
      {},
    ],
    [
      'other columns as they are',
      {
        columns: { a: ['title', 'external.fields.a b'] },
        constants: { ...constants, 'external.scheme': 'x' },
        rest: 'external',
      },
      { a: ' x', 'B.c ': ' 05 ', d: '' },
      { title: 'x', external: { scheme: 'x', fields: { 'a b': ' x', 'B.c ': ' 05 ' } } },
    ],
  ])('states %s', (_, more, cells, stated) => {
    const { record } = validate(
      {
        ...minimalRecord,
        event_type: 'battle',
        date: '2022-01-01',
        location: { country: 'SY' },
        sources: [{ publisher: 'A' }],
        summary: undefined,
        ...stated,
      },
      validationContext,
    )
    expect(recordOf(more, cells, 7)).toEqual(record)
  })

  it.each<[string, Json, Readonly<Record<string, string>>, string[]]>([
    [
      'a value that is not in the table',
      { columns: { a: { to: 'outcome', values: { struck: 'hit' } } } },
      { a: 'strck' },
      ['/outcome mapping.value a'],
    ],
    [
      'a date that is written otherwise',
      { columns: { d: { to: 'date', date: 'DD/MM/YYYY' } } },
      { d: '2022-01-01' },
      ['/date mapping.date d'],
    ],
    [
      'a date that is none',
      { columns: { d: { to: 'date', date: 'DD/MM/YYYY' } } },
      { d: '30/02/2022' },
      ['/date date.invalid d'],
    ],
    [
      'a number',
      { columns: { lat: 'location.latitude', lon: 'location.longitude' } },
      { lat: '135', lon: 'x' },
      ['/location/longitude field.type lon', '/location/latitude number.range lat'],
    ],
    [
      'a cell that is missing',
      { columns: { kind: { to: 'event_type' } }, constants: { ...constants, event_type: undefined } },
      { kind: '' },
      ['/event_type field.required kind'],
    ],
    [
      'an item, behind a gap',
      {
        columns: { a: 'targets.0.name', b: { to: 'targets.*.type', split: ';', values: { m: 'military' } } },
      },
      { a: '', b: 'm;x' },
      ['/targets/1/type mapping.value b'],
    ],
    ['a text of cells', { templates: { series: '{a}-{b}' } }, { a: 'A', b: 'b' }, ['/series text.slug a']],
    [
      'a constant',
      { columns: { a: 'title' }, constants: { ...constants, date: '2022-13' } },
      { a: 'x' },
      ['/date date.invalid undefined'],
    ],
  ])('has its errors at their columns: %s', (_, more, cells, found) => {
    const stated = {
      ...more,
      constants: Object.fromEntries(
        Object.entries((more.constants ?? constants) as Json).filter(([, value]) => value !== undefined),
      ),
    }
    const { errors, columnOf } = judge(stated, cells)
    expect(errors.map(({ pointer, rule }) => `${pointer} ${rule} ${columnOf(pointer)}`)).toEqual(found)
  })

  it('keeps the notes of editors on a stored record', () => {
    const plan = planOf({ columns: { a: 'title' } }, ['a'])
    const stored = { notes: 'kept', title: 'old' } as never
    expect(mappingCandidate(plan, ['new'], 1, stored).candidate).toMatchObject({
      notes: 'kept',
      title: 'new',
    })
  })

  it('takes any record whose fields are columns', () => {
    const leaves = (value: unknown, name: string): [string, unknown][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, name === '' ? key : `${name}.${key}`))
        : [[name, value]]
    fc.assert(
      fc.property(soundRecord, ({ external: _, ...sent }) => {
        const { record } = validate(sent, validationContext)
        const cells = Object.fromEntries(leaves(record, '').map(([name, value]) => [name, String(value)]))
        const columns = Object.fromEntries(Object.keys(cells).map((name) => [name, name]))
        const exact = leaves(record, '').every(
          ([, value]) => typeof value !== 'number' || !String(value).includes('e'),
        )
        fc.pre(exact)
        expect(recordOf({ columns, constants: {} }, cells)).toEqual(record)
      }),
    )
  })
})
