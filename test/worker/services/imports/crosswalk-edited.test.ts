import { describe, expect, it } from 'vitest'
import { type Scheme, schemes } from '../../../../schemas/crosswalk/layout.ts'
import { layouts } from '../../../../src/record/crosswalk/layouts.ts'
import { admin, ask, patchRecord } from '../../client.ts'
import { acled, type Cells, createDataset, gtd, ucdp } from './crosswalk-rows.ts'
import { cellsOf, csvOf, importBody, recordsOf } from './send-file.ts'

const { iso3: _, ...columns } = ucdp()

/** A row with a cell in each column that says more of what others say. */
const came: Readonly<Record<Scheme, Cells>> = {
  ucdp: {
    ...columns,
    conflict_dset_id: '259',
    conflict_name: 'Iraq: Government',
    dyad_dset_id: '524',
    dyad_new_id: '524',
    dyad_name: 'Government of Iraq - IS',
    side_a_dset_id: '116',
    side_a_new_id: '116',
    gwnoa: '645',
    side_b_dset_id: '234',
    side_b_new_id: '234',
    gwnob: '',
    country_id: '645',
    region: 'Middle East',
    relid: 'IRQ-2014-1-524-1',
    code_status: 'Clear',
  },
  acled: acled(),
  gtd: gtd({
    region: '10',
    region_txt: 'Middle East & North Africa',
    targsubtype1: '27',
    targsubtype1_txt: 'Military Barracks/Base/Headquarters/Checkpost',
    natlty1: '95',
    gsubname: 'A wing',
    nkillus: '2',
    nkillter: '1',
    nwoundus: '0',
    ishostkid: '0',
    nhostkid: '',
    motive: 'Not known.',
    related: '201701010001, 201701010002',
    dbsource: 'START Primary Collection',
    crit1: '1',
    INT_ANY: '-9',
  }),
}

const rowOf = async (scheme: Scheme): Promise<Cells> =>
  cellsOf((await ask(`/incidents.csv?profile=${scheme}`)).text)[0] ?? {}

const edit = async (scheme: Scheme, change: object) => {
  const [record] = await recordsOf(scheme)
  const path = `/incidents/${record?.id}`
  const { headers } = await admin(`${path}.json`)
  const answer = await patchRecord(path, headers.get('ETag') ?? '', change)
  expect(answer.status, answer.text.slice(0, 500)).toBe(200)
  return answer.data().incident as { readonly updated_at: string }
}

const secondsOf = (time: string): string => String(Math.floor(Date.parse(time) / 1000))

/** The columns that an edit changes, with what they say then. */
const edits: readonly (readonly [Scheme, string, object, Cells])[] = [
  ['ucdp', 'the place', { location: { place: 'Another town' } }, { where_coordinates: 'Another town' }],
  [
    'ucdp',
    'the country',
    { location: { country: 'SY', latitude: null, longitude: null } },
    {
      ...{ country: 'Syria', country_id: '', region: '' },
      ...{ latitude: '', longitude: '', geom_wkt: '', priogrid_gid: '' },
    },
  ],
  [
    'ucdp',
    'a side',
    {
      actors: [
        { name: 'Government of Iraq', role: 'side_a', type: 'state_forces' },
        { name: 'X', role: 'side_b' },
      ],
    },
    {
      ...{ side_b: 'X', side_b_dset_id: '', side_b_new_id: '', deaths_b: '' },
      ...{ conflict_dset_id: '', conflict_new_id: '', conflict_name: '' },
      ...{ dyad_dset_id: '', dyad_new_id: '', dyad_name: '' },
    },
  ],
  ['acled', 'the place', { location: { place: 'X' } }, { location: 'X' }],
  ['acled', 'the country', { location: { country: 'SY' } }, { iso: '760', country: 'Syria', region: '' }],
  ['gtd', 'the outcome', { outcome: 'failed' }, { success: '0' }],
  ['gtd', 'the outcome, to what it was', { outcome: 'hit' }, {}],
  [
    'gtd',
    'the country',
    { location: { country: 'SY' } },
    { country_txt: 'Syria', country: '', region: '', region_txt: '' },
  ],
  [
    'gtd',
    'the target',
    { targets: [{ name: 'Checkpoint', type: 'police' }] },
    { targtype1: '3', targtype1_txt: 'Police', targsubtype1: '', targsubtype1_txt: '' },
  ],
  [
    'gtd',
    'the group',
    {
      attributions: [{ by: 'GTD', to: 'B', confidence: 'suspected' }],
      claims: [{ by: 'B', medium: 'online_post' }],
    },
    { gname: 'B', gsubname: '' },
  ],
  ['gtd', 'the dead, to fewer', { casualties: { deaths: { best: 1 } } }, { nkill: '1', nkillus: '' }],
  ['gtd', 'the dead, to more', { casualties: { deaths: { best: 9 } } }, { nkill: '9' }],
  [
    'gtd',
    'the event, to an abduction',
    { event_type: 'violence_against_civilians', event_subtype: 'abduction' },
    {
      ...{ attacktype1: '6', attacktype1_txt: 'Hostage Taking (Kidnapping)', suicide: '0' },
      ...{ ishostkid: '1', nhostkid: '-99' },
    },
  ],
  ['gtd', 'a link', { links: [{ type: 'related', incident: 'x' }] }, {}],
]

describe('a row of a record that was edited', () => {
  it.each(edits)(
    'says what the record says, and else what it came with: %s, %s',
    async (scheme, _, change, now) => {
      await createDataset(scheme)
      await importBody(`profile=${scheme}&publish=true`, csvOf([came[scheme]]))
      const before = await rowOf(scheme)
      expect(before).toMatchObject(came[scheme])
      const { updated_at } = await edit(scheme, change)
      const stamp = scheme === 'acled' ? { timestamp: secondsOf(updated_at) } : {}
      expect(await rowOf(scheme)).toEqual({ ...before, ...now, ...stamp })
      const losses = cellsOf((await ask(`/incidents.loss.csv?profile=${scheme}`)).text)
      const changed = losses.filter(({ rule }) => rule === 'crosswalk.changed').map(({ column }) => column)
      const hung = layouts[scheme].dependents.flatMap(({ columns }) => columns)
      const other = hung.filter((column) => now[column] !== undefined && before[column] !== '')
      expect(changed).toEqual(expect.arrayContaining(other))
      expect(changed.filter((column) => now[column ?? ''] === undefined && column !== 'timestamp')).toEqual(
        [],
      )
    },
  )

  it('is told where nothing came: motive and related', async () => {
    await createDataset('gtd')
    await importBody('profile=gtd&publish=true', csvOf([{ ...came.gtd, motive: '', related: '' }]))
    await edit('gtd', { links: [{ type: 'possible_motive', incident: 'x', by: 'A', note: 'b' }] })
    expect(await rowOf('gtd')).toMatchObject({ motive: 'A: b', related: 'x' })
  })

  it('of ACLED has its time where ACLED uploaded the event anew', async () => {
    await createDataset('acled')
    const newer = acled({ notes: 'Corrected.', timestamp: '4000000000' })
    for (const row of [acled(), newer]) await importBody('profile=acled&publish=true', csvOf([row]))
    expect(await rowOf('acled')).toMatchObject(newer)
  })

  it('that contradicts itself goes out as it came', async () => {
    await createDataset('gtd')
    const odd = gtd({ attacktype1: '6', attacktype1_txt: 'x', suicide: '0', ishostkid: '0', nkillus: '7' })
    await importBody('profile=gtd&publish=true', csvOf([odd]))
    expect(await rowOf('gtd')).toMatchObject(odd)
  })
})

/** Columns that no field of a record says, nor a part of one: they are as they came whatever is edited. */
const ownOf: Readonly<Record<Scheme, RegExp>> = {
  ucdp: /^(relid|active_year|code_status)$/,
  acled: /^source_scale$/,
  gtd: new RegExp(
    '^(crit\\d|doubtterr|alternative(_txt)?|multiple|natlty\\d(_txt)?|attacktype[23](_txt)?|individual|nperps|nperpcap' +
      '|compclaim|n?hostkidus|nhours|ndays|divert|kidhijcountry|ransom\\w*|hostkidoutcome(_txt)?|nreleased|addnotes' +
      '|dbsource|INT_\\w+)$',
  ),
}

describe.each(schemes)('each column of %s', (scheme) => {
  it('is read, follows one that is, is told anew, or is no field of a record', () => {
    const { columns, parts, dependents, idColumn } = layouts[scheme]
    const read = new Set(parts.flatMap((part) => (part.read ? part.columns : [])))
    const hung = dependents.flatMap((each) => each.columns)
    const anew = parts.flatMap((part) => (part.isOutdated ? part.columns : []))
    const rest = columns
      .map(({ name }) => name)
      .filter((name) => ![idColumn, ...read, ...hung, ...anew].includes(name))
    expect(rest.filter((name) => !ownOf[scheme].test(name))).toEqual([])
    expect([...hung, ...anew].filter((name) => ownOf[scheme].test(name))).toEqual([])
    for (const { dependsOn } of dependents)
      expect(dependsOn.filter((column) => !read.has(column))).toEqual([])
  })
})
