/**
 * A field of the record is written to a layout, or its loss is reported, or it is named here: a new field that is
 * none of these makes this test fail.
 */
import { describe, expect, it } from 'vitest'
import { type Scheme, schemes } from '../../../../schemas/crosswalk/layout.ts'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { toLayout } from '../../../../src/export/crosswalk/to-layout.ts'
import { layouts } from '../../../../src/record/crosswalk/layouts.ts'
import { removePointers } from '../../../../src/record/redaction.ts'
import { recordShape, type Shape } from '../../../../src/record/shape.ts'

type Leaf = Shape & { kind: 'leaf' }

const sampleLeaf = ({ leaf, type, vocabulary }: Leaf, name: string): string | number => {
  if (type === 'number') return 3
  if (vocabulary) return Object.keys(vocabulary)[0] as string
  if (leaf === 'date') return '2022-01-06'
  return leaf === 'url' ? `https://example.org/${name}` : name
}

/** A value for everything that the shape has; each list has one entry. */
const sample = (shape: Shape, name: string): unknown => {
  if (shape.kind === 'leaf') return sampleLeaf(shape, name)
  if (shape.kind === 'list') return [sample(shape.item, name)]
  if (shape.kind === 'map') return { name }
  return Object.fromEntries([...shape.fields].map(([key, field]) => [key, sample(field.shape, key)]))
}

const pointersIn = (shape: Shape, pointer: string): string[] => {
  if (shape.kind === 'leaf' || shape.kind === 'map') return [pointer]
  if (shape.kind === 'list')
    return shape.item.kind === 'leaf' ? [pointer] : pointersIn(shape.item, `${pointer}/0`)
  return [...shape.fields].flatMap(([name, field]) => pointersIn(field.shape, `${pointer}/${name}`))
}

const pointers = pointersIn(recordShape, '')

const base = sample(recordShape, '') as StoredIncident
/** One that each of the layouts takes, and whose estimates are in order. */
const fullRecord = {
  ...base,
  event_type: 'remote_violence',
  event_subtype: 'shelling',
  actors: base.actors?.map((actor) => ({ ...actor, type: 'rebel_group' })),
  weapons: base.weapons?.map((weapon) => ({ ...weapon, fired_low: 1, fired: 2, fired_high: 3 })),
  casualties: {
    ...base.casualties,
    deaths: { low: 1, best: 2, high: 3 },
    injuries: { low: 1, best: 2, high: 3 },
  },
} as StoredIncident

/** Reports that name a list or group as a whole, or some of its fields, and so each of these. */
const fieldsByReport: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['launched_from', 'targets', 'weapons', 'damage', 'claims', 'attributions', 'links'].map((name) => [
      name,
      [`/${name}`],
    ]),
  ),
  injuries: ['/casualties/injuries'],
  groups: ['/casualties/groups'],
  sources: ['url', 'archive_url', 'reliability', 'credibility'].map((name) => `/sources/0/${name}`),
}

const outcomeOf = (scheme: Scheme, record: StoredIncident) => toLayout(layouts[scheme], record)

const isReportedWhole = (scheme: Scheme, pointer: string): boolean =>
  outcomeOf(scheme, fullRecord).losses.some(({ rule, detail }) => {
    const fields = rule === 'crosswalk.no_column' ? fieldsByReport[detail.split(':')[0] ?? ''] : undefined
    return fields?.some((field) => pointer === field || pointer.startsWith(`${field}/`))
  })

const split = (names: string): string[] => names.trim().split(/\s+/)

/** Fields of no other dataset: ids, what only editors see, what another layout said, keys within the record. */
const internalFields = split(
  '/reference /location/withheld /casualties/source /sources/0/key /external/scheme /external/id /external/fields /notes',
)

/** When and in which language a source was read, and what it is. */
const sourceDetails = split('/sources/0/accessed /sources/0/language /sources/0/kind')

/** Fields whose loss no report names; a few follow from other fields of this record. */
const unreported: Readonly<Record<Scheme, readonly string[]>> = {
  ucdp: split('/dataset /event_type /actors/0/type /casualties/reported'),
  acled: split(`/dataset /event_type /casualties/reported /claims/0/date /claims/0/medium /claims/0/text
    /claims/0/url /claims/0/status /claims/0/source /sources/0/title /sources/0/published`),
  gtd: split(`/location/admin2 /actors/0/type /targets/0/note /weapons/0/source /casualties/reported /damage/source
    /claims/0/date /claims/0/text /claims/0/url /claims/0/status /claims/0/source
    /attributions/0/by /attributions/0/date /attributions/0/confidence /attributions/0/text /attributions/0/source
    /links/0/type /links/0/by /links/0/note /links/0/source
    /sources/0/archive_url /sources/0/reliability /sources/0/credibility`),
}

describe.each(schemes)('what %s has no column for', (scheme) => {
  it('takes the record', () => {
    expect(outcomeOf(scheme, fullRecord).rows).toHaveLength(1)
  })

  it('is reported, but for the fields that are named here', () => {
    const whole = JSON.stringify(outcomeOf(scheme, fullRecord))
    const silent = pointers.filter((pointer) => {
      const without = removePointers(fullRecord, new Set([pointer]), new Set()) as StoredIncident
      return JSON.stringify(outcomeOf(scheme, without)) === whole && !isReportedWhole(scheme, pointer)
    })
    const named = [...internalFields, ...sourceDetails, ...unreported[scheme]]
    expect(silent.sort()).toEqual(named.sort())
  })
})
