/** For every rule a record that breaks it and nothing else, and one beside it that does not break it. */
import type { RuleContext } from '../../schemas/cross-field-rules.ts'
import type { RuleId, Severity } from '../../schemas/rules.ts'

/** The smallest valid record, with a summary since its absence warns. */
export const minimalRecord = {
  event_type: 'remote_violence',
  date: '2022-01-05',
  location: { country: 'IQ' },
  sources: [{ publisher: 'Example News' }],
  summary: 'Rockets were fired at a base.',
}

const iraq = { west: 38.8, south: 29.1, east: 48.6, north: 37.4 }

/** A fixed moment, and a map that knows Iraq as a rectangle and no other country. */
export const validationContext: RuleContext = {
  now: Date.parse('2026-06-15T12:00:00Z'),
  isInCountry: (country, longitude, latitude) =>
    country === 'IQ'
      ? longitude >= iraq.west && longitude <= iraq.east && latitude >= iraq.south && latitude <= iraq.north
      : undefined,
}

/** Fields to lay over the base record; with those that the rule looks at besides, so that cases can be joined. */
type Part = Readonly<Record<string, unknown>>

export interface RuleCase {
  readonly rule: RuleId
  readonly severity: Severity
  readonly pointer: string
  readonly what: string
  readonly breaks: Part
  readonly keeps: Part
}

/** The record of a part; a field that the part has as undefined is left out. */
export const withBase = (part: Part): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...minimalRecord, ...part }).filter(([, value]) => value !== undefined))

const publisher = 'Example News'
const source = (more: Part) => ({ sources: [{ publisher, ...more }] })
const ours = { external: undefined }
const ucdp = { external: { scheme: 'ucdp', id: '1' } }
const deaths = (estimate: Part, origin: Part = ours) => ({ casualties: { deaths: estimate }, ...origin })

type Row = readonly [rule: RuleId, pointer: string, what: string, breaks: Part, keeps: Part]

/** Rules on a field by itself. */
const onFields: readonly Row[] = [
  [
    'field.unknown',
    '/evnt_subtype',
    'a mistyped field',
    { evnt_subtype: 'shelling' },
    { event_subtype: 'shelling' },
  ],
  [
    'field.unknown',
    '/location/latitud',
    'a mistyped field of a group',
    { location: { country: 'IQ', latitud: 33 } },
    { location: { country: 'IQ', latitude: 33, longitude: 44 } },
  ],
  [
    'field.required',
    '/event_type',
    'no kind of event',
    { event_type: undefined },
    { event_type: 'unspecified' },
  ],
  ['field.required', '/date', 'an empty date', { date: ' ' }, { date: '2022' }],
  ['field.required', '/location', 'no location', { location: undefined }, { location: { country: 'XZ' } }],
  [
    'field.required',
    '/location/country',
    'no country',
    { location: { place: 'Hit' } },
    { location: { country: 'IQ' } },
  ],
  [
    'field.required',
    '/sources',
    'an empty list of sources',
    { sources: [] },
    { sources: [{ title: 'A report' }] },
  ],
  ['field.type', '/title', 'a number for a text', { title: 5 }, { title: '5' }],
  ['field.type', '/actors', 'a group for a list', { actors: { name: 'A' } }, { actors: [{ name: 'A' }] }],
  [
    'field.type',
    '/damage',
    'a list for a group',
    { damage: [{ level: 'minor' }] },
    { damage: { level: 'minor' } },
  ],
  [
    'field.type',
    '/targets/0',
    'a list for an entry',
    { targets: [['a base']] },
    { targets: [{ name: 'a base' }] },
  ],
  [
    'field.type',
    '/targets/0',
    'a text for an entry',
    { targets: ['a base'] },
    { targets: [{ name: 'a base' }] },
  ],
  [
    'field.type',
    '/weapons/0/fired',
    'a text for a number',
    { weapons: [{ fired: '5' }] },
    { weapons: [{ fired: 5 }] },
  ],
  [
    'field.type',
    '/external/fields',
    'a list of columns without names',
    { external: { scheme: 'ucdp', fields: [1] } },
    { external: { scheme: 'ucdp', fields: { best: 1 } } },
  ],
  [
    'field.type',
    '/external/fields/best',
    'a group in a column of another layout',
    { external: { scheme: 'ucdp', fields: { best: {} } } },
    { external: { scheme: 'ucdp', fields: { best: true } } },
  ],
  ['item.empty', '/tags/1', 'an empty tag', { tags: ['us-forces', ''] }, { tags: ['us-forces', '0'] }],
  ['item.empty', '/claims/0', 'a claim of nothing', { claims: [{ by: null }] }, { claims: [{ by: 'A' }] }],
  [
    'list.length',
    '/tags',
    '51 tags',
    { tags: Array.from({ length: 51 }, (_, i) => `t${i}`) },
    { tags: Array.from({ length: 50 }, (_, i) => `t${i}`) },
  ],
  [
    'list.length',
    '/actors/0/with',
    '21 associated groups',
    { actors: [{ with: Array(21).fill('A') }] },
    { actors: [{ with: Array(20).fill('A') }] },
  ],
  ['text.length', '/title', '201 letters', { title: 'a'.repeat(201) }, { title: 'a'.repeat(200) }],
  [
    'text.length',
    '/date_note',
    '201 characters of two units',
    { date_note: '🚀'.repeat(201) },
    { date_note: '🚀'.repeat(200) },
  ],
  ['text.control', '/title', 'a bell', { title: 'a\u0007b' }, { title: 'a\tb' }],
  ['text.control', '/notes', 'a NUL', { notes: 'a\u0000b' }, { notes: 'a\nb' }],
  [
    'text.control',
    '/external/fields/a',
    'a NUL in a column of another layout',
    { external: { scheme: 'ucdp', fields: { a: 'a\u0000' } } },
    { external: { scheme: 'ucdp', fields: { a: 'a\u0007' } } },
  ],
  ['text.broken', '/title', 'half a character', { title: 'a\ud83d' }, { title: 'a\ud83d\ude80' }],
  [
    'text.broken',
    '/external/fields/a',
    'half a character in a column of another layout',
    { external: { scheme: 'ucdp', fields: { a: 'a\ud83d' } } },
    { external: { scheme: 'ucdp', fields: { a: 'a\ud83d\ude80' } } },
  ],
  ['text.slug', '/series', 'a capital letter', { series: 'January' }, { series: 'january' }],
  ['text.slug', '/tags/0', '65 letters', { tags: ['a'.repeat(65)] }, { tags: ['a'.repeat(64)] }],
  ['code.unknown', '/outcome', 'a mistyped code', { outcome: 'intercept' }, { outcome: 'intercepted' }],
  [
    'code.unknown',
    '/location/country',
    'a code for no country',
    { location: { country: 'UK' } },
    { location: { country: 'GB' } },
  ],
  ['number.whole', '/weapons/0/hit', 'half a rocket', { weapons: [{ hit: 1.5 }] }, { weapons: [{ hit: 1 }] }],
  ['number.range', '/weapons/0/hit', 'less than none', { weapons: [{ hit: -1 }] }, { weapons: [{ hit: 0 }] }],
  [
    'number.range',
    '/location/latitude',
    'a latitude beyond the pole',
    { location: { country: 'AQ', latitude: -90.001, longitude: 0 } },
    { location: { country: 'AQ', latitude: -90, longitude: 0 } },
  ],
  [
    'number.range',
    '/location/longitude',
    'a longitude beyond 180',
    { location: { country: 'FJ', latitude: -17, longitude: 180.001 } },
    { location: { country: 'FJ', latitude: -17, longitude: 180 } },
  ],
  [
    'url.invalid',
    '/sources/0/url',
    'a script',
    source({ url: 'javascript:alert(1)' }),
    source({ url: 'http://a.example' }),
  ],
  [
    'url.invalid',
    '/sources/0/archive_url',
    'no host',
    source({ archive_url: 'https:///a' }),
    source({ archive_url: 'HTTPS://a.example/a' }),
  ],
  [
    'language.invalid',
    '/sources/0/language',
    'an underscore',
    source({ language: 'ku_Arab' }),
    source({ language: 'ku-Arab' }),
  ],
]

/** Rules across fields. */
const acrossFields: readonly Row[] = [
  ['date.invalid', '/date', '29 February of a common year', { date: '2023-02-29' }, { date: '2024-02-29' }],
  ['date.invalid', '/date', 'the year 0', { date: '0000' }, { date: '0001' }],
  ['date.invalid', '/date', 'a month of the year 0', { date: '0000-05' }, { date: '0001-05' }],
  [
    'date.invalid',
    '/date',
    'an interval from the year 0',
    { date: '0000-12-31/0001' },
    { date: '0001/0002' },
  ],
  [
    'date.invalid',
    '/sources/0/published',
    'a source of the year 0',
    source({ published: '0000-01-01' }),
    source({ published: '0001-01-01' }),
  ],
  [
    'date.invalid',
    '/sources/0/published',
    'a date in words',
    source({ published: '5 January' }),
    source({ published: '2022-01-05' }),
  ],
  [
    'date.order',
    '/date',
    'an interval backwards',
    { date: '2022-01-05/2022-01-04' },
    { date: '2022-01-05/2022-01-05' },
  ],
  [
    'event_subtype.parent',
    '/event_subtype',
    'shelling in a battle',
    { event_type: 'battle', event_subtype: 'shelling' },
    { event_type: 'battle', event_subtype: 'armed_clash' },
  ],
  [
    'location.pair',
    '/location/longitude',
    'a latitude alone',
    { location: { country: 'IQ', latitude: 0 } },
    { location: { country: 'IR', latitude: 0, longitude: 0 } },
  ],
  [
    'location.pair',
    '/launched_from/latitude',
    'a longitude alone',
    { launched_from: { longitude: 44.4 } },
    { launched_from: { longitude: 44.4, latitude: 33.3 } },
  ],
  [
    'weapons.fates',
    '/weapons/0/fired',
    'more hit and missed than were fired',
    { weapons: [{ fired: 2, hit: 1, missed: 1, intercepted: 1 }] },
    { weapons: [{ fired: 3, hit: 1, missed: 1, intercepted: 1 }] },
  ],
  [
    'weapons.fates',
    '/weapons/0/fired_high',
    'more hit than were fired at most',
    { weapons: [{ fired: 2, fired_high: 3, hit: 4 }] },
    { weapons: [{ fired: 2, fired_high: 3, hit: 3 }] },
  ],
  [
    'weapons.order',
    '/weapons/0/fired',
    'fewer fired than the lowest number',
    { weapons: [{ fired_low: 3, fired: 2 }] },
    { weapons: [{ fired_low: 2, fired: 2, fired_high: 2 }] },
  ],
  [
    'weapons.order',
    '/weapons/0/fired_high',
    'a highest number below the lowest',
    { weapons: [{ fired_low: 3, fired_high: 2 }] },
    { weapons: [{ fired_low: 3 }] },
  ],
  [
    'casualties.order',
    '/casualties/deaths/best',
    'best below low',
    deaths({ low: 3, best: 2 }),
    deaths({ low: 2, best: 2 }),
  ],
  [
    'casualties.order',
    '/casualties/deaths/high',
    'high below low',
    deaths({ low: 3, high: 2 }),
    deaths({ low: 3 }),
  ],
  [
    'casualties.order',
    '/casualties/groups/0/injuries/high',
    'high below best in a group',
    { casualties: { groups: [{ group: 'civilians', injuries: { best: 1, high: 0 } }] }, ...ours },
    { casualties: { groups: [{ group: 'civilians', injuries: { best: 0, high: 0 } }] } },
  ],
  [
    'casualties.none',
    '/casualties/deaths/high',
    'a death where none is reported',
    { casualties: { reported: 'none', deaths: { low: 0, high: 1 } } },
    { casualties: { reported: 'none', deaths: { low: 0, high: 0 } } },
  ],
  [
    'casualties.unknown',
    '/casualties/injuries/low',
    'a zero where nothing is known',
    { casualties: { reported: 'unknown', injuries: { low: 0 } } },
    { casualties: { reported: 'some', injuries: { low: 0 } } },
  ],
  [
    'casualties.group',
    '/casualties/groups/0',
    'a group and an actor',
    { casualties: { groups: [{ group: 'civilians', actor: 'A', deaths: { best: 1 } }] } },
    { casualties: { groups: [{ actor: 'A', deaths: { best: 1 } }] } },
  ],
  [
    'casualties.group',
    '/casualties/groups/0',
    'neither a group nor an actor',
    { casualties: { groups: [{ deaths: { best: 1 } }] } },
    { casualties: { groups: [{ group: 'unknown', deaths: { best: 1 } }] } },
  ],
  [
    'source.nameless',
    '/sources/0',
    'a speaker only',
    { sources: [{ said_by: 'an officer' }] },
    { sources: [{ said_by: 'an officer', title: 'A' }] },
  ],
  [
    'source.key_twice',
    '/sources/1/key',
    'one key for two',
    {
      sources: [
        { publisher, key: 'a' },
        { publisher, key: 'a' },
      ],
    },
    {
      sources: [
        { publisher, key: 'a' },
        { publisher, key: 'A' },
      ],
    },
  ],
  [
    'source.unknown',
    '/damage/source',
    'a key that no source has',
    { damage: { source: 'a; b' }, ...source({ key: 'a' }) },
    {
      damage: { source: 'a; b' },
      sources: [
        { publisher, key: 'a' },
        { publisher, key: 'b' },
      ],
    },
  ],
  ...(['weapons', 'claims', 'attributions', 'links'] as const).map((list): Row => {
    const item = list === 'links' ? { type: 'related', incident: 'x' } : {}
    return [
      'source.unknown',
      `/${list}/0/source`,
      `a key that no source has, in ${list}`,
      { [list]: [{ ...item, source: 'b' }], ...source({ key: 'a' }) },
      { [list]: [{ ...item, source: 'a' }], ...source({ key: 'a' }) },
    ]
  }),
]

/** Rules that only warn. */
const warnings: readonly Row[] = [
  ['summary.empty', '/summary', 'no summary', { summary: '\n' }, { summary: '-' }],
  ['date.early', '/date', 'the year 1899', { date: '1899-12-31' }, { date: '1900-01-01' }],
  [
    'location.outside',
    '/location/country',
    'a place in France',
    { location: { country: 'IQ', latitude: 48.8566, longitude: 2.3522 } },
    { location: { country: 'IQ', latitude: 33.3128, longitude: 44.3615 } },
  ],
  [
    'location.outside',
    '/launched_from/country',
    'fire from a place in France',
    { launched_from: { country: 'IQ', latitude: 48.8566, longitude: 2.3522 } },
    { launched_from: { country: 'IQ', latitude: 33.3128, longitude: 44.3615 } },
  ],
  [
    'location.withheld',
    '/location/withheld',
    'a point that is withheld',
    { location: { country: 'IQ', latitude: 33.3128, longitude: 44.3615, withheld: 'point' } },
    { location: { country: 'IQ', latitude: 33.3128, longitude: 44.3615 } },
  ],
  [
    'location.withheld',
    '/launched_from/withheld',
    'a place of launch that is withheld',
    { launched_from: { place: 'a farm', withheld: 'place' } },
    { launched_from: { place: 'a farm' } },
  ],
  [
    'source.before',
    '/sources/0/published',
    'a report of the day before',
    { date: '2022-01-05', ...source({ published: '2022-01-04' }) },
    { date: '2022-01-05', ...source({ published: '2022-01' }) },
  ],
  [
    'claim.before',
    '/claims/0/date',
    'a claim of the day before',
    { date: '2022-01-05', claims: [{ by: 'A', date: '2022-01-04T23:59Z' }] },
    { date: '2022-01-05', claims: [{ by: 'A', date: '2022-01-05T00:00Z' }] },
  ],
  [
    'casualties.order',
    '/casualties/deaths/best',
    'best below low in a row of another project',
    deaths({ low: 3, best: 2 }, ucdp),
    deaths({ low: 2, best: 2 }, ucdp),
  ],
]

const hour = 3_600_000
const hoursFrom = (now: number, hours: number): string =>
  `${new Date(now + hours * hour).toISOString().slice(0, 16)}Z`

const caseOf =
  (severity: Severity) =>
  ([rule, pointer, what, breaks, keeps]: Row): RuleCase => ({ rule, severity, pointer, what, breaks, keeps })

/** All cases; those on the future count from this moment (milliseconds since 1970 UTC). */
export const ruleCasesAt = (now: number): readonly RuleCase[] => [
  ...onFields.map(caseOf('error')),
  ...acrossFields.map(caseOf('error')),
  caseOf('error')([
    'date.future',
    '/date',
    'in 25 hours',
    { date: hoursFrom(now, 25) },
    { date: hoursFrom(now, 23) },
  ]),
  caseOf('error')([
    'date.future',
    '/date',
    'an end in 25 hours',
    { date: `2022-01-05T00:00Z/${hoursFrom(now, 25)}` },
    { date: `2022-01-05T00:00Z/${hoursFrom(now, -1)}` },
  ]),
  caseOf('warning')([
    'date.ahead',
    '/date',
    'in an hour',
    { date: hoursFrom(now, 1) },
    { date: hoursFrom(now, -1) },
  ]),
  ...warnings.map(caseOf('warning')),
]

/** Rules that no record by itself can break. */
export const rulesTestedElsewhere = [
  'record.type',
  'field.server',
  'field.twice',
  'code.withdrawn',
  'number.ambiguous',
  'value.placeholder',
  'field.renamed',
  'dataset.unknown',
  'dataset.scope',
  'dataset.not_publishable',
  'duplicate.possible',
  'link.unresolved',
  'reference.twice',
  'reference.taken',
  'record.size',
  'table.empty',
  'table.foreign',
  'table.encoding',
  'table.delimiter',
  'table.header',
  'table.columns',
  'table.column_empty',
  'table.column_twice',
  'table.column_unknown',
  'table.column_missing',
  'table.row_short',
  'table.row_long',
  'table.cut',
  'table.encoding_unstated',
  'table.quote_space',
  'table.unmended',
  'table.row_size',
  'json.foreign',
  'table.quote_open',
  'table.quote_text',
  'table.nul',
  'table.workbook',
  'table.sheet',
  'table.unpacked',
  'table.cell_error',
  'table.formula',
  'table.merged',
  'json.invalid',
  'json.encoding',
  'json.incomplete',
  'json.size',
  'rows.limit',
  'rows.statements',
  'rows.time',
  'flat.ambiguous',
  'flat.link',
  'mapping.invalid',
  'mapping.field',
  'mapping.column',
  'mapping.value',
  'mapping.date',
  'mapping.number',
  'mapping.estimate',
] as const satisfies readonly RuleId[]
