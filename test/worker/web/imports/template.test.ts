import { describe, expect, it } from 'vitest'
import { schemes } from '../../../../schemas/crosswalk/layout.ts'
import { layouts, templateNames } from '../../../../src/record/crosswalk/layouts.ts'
import { flatColumns } from '../../../../src/record/flat-columns.ts'
import { ask, expectProblem } from '../../client.ts'
import { acled, type Cells, gtd, ucdp } from '../../services/imports/crosswalk-rows.ts'
import { csvLine, importBody, reportCounts, row } from '../../services/imports/send-file.ts'

const headerOf = async (query: string) => {
  const answer = await ask(`/template.csv${query}`)
  expect([answer.status, answer.type]).toEqual([200, 'text/csv; charset=utf-8; header=present'])
  expect(answer.text.endsWith('\r\n')).toBe(true)
  return { names: answer.text.trim().split(','), answer }
}

/** A row for each profile, in the columns of its template. */
const filled: Readonly<Record<(typeof templateNames)[number], Cells>> = {
  flat: row('r-1'),
  full: {
    reference: 'r-1',
    event_type: 'battle',
    date: '2022-01-05',
    'location.country': 'IQ',
    'actors.0.name': 'A',
    'actors.0.with.0': 'B',
    'weapons.0.hit': '5',
    'casualties.groups.0.group': 'civilians',
    'casualties.groups.0.deaths.low': '1',
    'sources.0.publisher': 'Example News',
    'tags.0': 'x',
  },
  ucdp: ucdp(),
  acled: acled(),
  gtd: gtd(),
}

describe('a template', () => {
  it('is of the flat profile where none is named', async () => {
    const { names, answer } = await headerOf('')
    expect(names).toEqual(flatColumns.filter(({ derived }) => !derived).map(({ name }) => name))
    expect(names).toContain('reference')
    expect(names).not.toContain('revision')
    for (const query of ['?profile=flat', '?profile='])
      expect((await headerOf(query)).answer.text).toBe(answer.text)
  })

  it.each(schemes)('has the columns of the layout: %s', async (scheme) => {
    const { names, answer } = await headerOf(`?profile=${scheme}`)
    expect(names).toEqual(layouts[scheme].columns.map(({ name }) => name))
    expect(names.length).toBe({ acled: 31, ucdp: 49, gtd: 135 }[scheme])
    expect(answer.headers.get('Content-Disposition')).toBe(`attachment; filename="template-${scheme}.csv"`)
  })

  it('has every field of a record, one entry in each list', async () => {
    const { names } = await headerOf('?profile=full')
    expect(names).toEqual(expect.arrayContaining(['dataset', 'notes', 'external.id', 'claims.0.url']))
    expect(names.filter((name) => /^(id|status|revision|warnings|created_at)/.test(name))).toEqual([])
  })

  it.each(templateNames)('is a header that an import takes as it is: %s', async (profile) => {
    const { names } = await headerOf(`?profile=${profile}`)
    const cells = filled[profile]
    const known = Object.fromEntries(Object.entries(cells).filter(([name]) => names.includes(name)))
    expect(Object.keys(known).length).toBeGreaterThan(6)
    const file = csvLine(names) + csvLine(names.map((name) => known[name] ?? ''))
    expect(reportCounts(await importBody(`profile=${profile}&dataset=reports`, file))).toEqual([
      1, 0, 0, 0, 0,
    ])
  })

  it.each([
    ['?profile=acledd', 'profile', /one of flat, full, ucdp, acled, gtd\. Did you mean acled\?/],
    ['?profile=mapping', 'profile', /one of flat, full, ucdp, acled, gtd\./],
    ['?profile=flat&profile=gtd', 'profile', /one of flat, full/],
    ['?profil=gtd', 'profil', /Did you mean profile\?/],
  ])('is refused with what there is: %s', async (query, parameter, wanted) => {
    const { errors, detail } = expectProblem(await ask(`/template.csv${query}`), 'invalid-query')
    expect(errors).toMatchObject([{ parameter }])
    expect(detail).toMatch(wanted)
  })

  it('is linked where the codebook tells of the layouts', async () => {
    const page = await ask('/codebook', { headers: { Accept: 'text/html' } })
    for (const profile of templateNames)
      expect(page.text).toContain(`href="/template.csv?profile=${profile}"`)
  })
})
