/** A group of codes finds what its codes find, whatever the answer is. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { weaponGroups } from '../../../../schemas/query.ts'
import { ask, publishRecord, submitRecord, withBindings } from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { controlsOf } from '../../page-forms.ts'

const weapons = ['drone_armed', 'drone_one_way', 'rocket', 'artillery', 'missile']

/** Returns the titles in a text, in order. */
const titlesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/title-\w+/g)].map(([title]) => title).sort()),
]

describe('a filter on drones', () => {
  const hintIn = (html: string): string | undefined => /<p class="notice">(.*?)<\/p>/.exec(html)?.[1]
  const strike = { event_type: 'remote_violence', event_subtype: 'drone_strike' }

  it('says how many records of drone strikes state no weapon, with a link to all of the type', async () => {
    const drone = { weapons: [{ type: 'drone_armed' }] }
    for (const part of [{}, {}, drone, { location: { country: 'SY' } }])
      await publishRecord({ ...strike, weapons: undefined, ...part })
    await submitRecord({ ...strike, weapons: undefined })
    const hint = (count: string, query: string) =>
      `${count} the type Drone strike ${count.startsWith('1 ') ? 'states' : 'state'} no weapon, so the filter on the weapon does not find ${count.startsWith('1 ') ? 'it' : 'them'}. <a href="/incidents?${query}event_subtype=drone_strike">Take the type Drone strike instead</a>`
    for (const weapon of ['any_drone', 'drone_one_way', 'rocket,drone_armed'])
      expect(hintIn((await ask(`/incidents?weapon=${weapon}`)).text)).toBe(hint('3 incidents of', ''))
    expect(hintIn((await ask('/incidents?country=SY&sort=-date&weapon=any_drone')).text)).toBe(
      hint('1 incident of', 'country=SY&amp;sort=-date&amp;'),
    )
    expect(hintIn((await ask('/counts?by=country&weapon=any_drone')).text)).toBe(
      hint('3 incidents of', 'by=country&amp;').replace('/incidents?', '/counts?'),
    )
    const listed = await ask('/incidents.json?event_subtype=drone_strike')
    expect(listed.data().rows).toBe(4)
  })

  it('says nothing if all records state a weapon, or the type is filtered too', async () => {
    await publishRecord({ ...strike, weapons: [{ type: 'drone_armed' }] })
    expect(hintIn((await ask('/incidents?weapon=any_drone')).text)).toBeUndefined()
    await publishRecord({ ...strike, weapons: undefined })
    for (const query of ['weapon=rocket', 'weapon=any_drone&event_subtype=drone_strike', 'country=IQ'])
      expect(hintIn((await ask(`/incidents?${query}`)).text)).toBeUndefined()
  })
})

describe.each(Object.entries(weaponGroups))('weapon=%s', (group, { label, codes }) => {
  const found = weapons
    .filter((each) => (codes as readonly string[]).includes(each))
    .map((each) => `title-${each}`)

  it('finds the records of its codes in lists, files, counts and the feed, at the same cost', async () => {
    for (const type of weapons) await publishRecord({ title: `title-${type}`, weapons: [{ type }] })
    for (const path of [
      '/incidents',
      ...['csv', 'json', 'ndjson', 'geojson', 'atom'].map((each) => `/incidents.${each}`),
    ]) {
      const { text, headers } = await ask(`${path}?weapon=${group}`)
      expect([path, titlesIn(text)]).toEqual([path, [...found].sort()])
      if (path !== '/incidents.atom') expect(headers.get('Sitrep-Rows')).toBe(String(found.length))
    }
    const counts = await ask(`/counts.json?weapon=${group}`)
    expect(JSON.parse(counts.text).counts).toMatchObject([{ records: found.length }])
    const rowsRead = async (value: string) => {
      const { db, log } = measureDatabase(env.DB)
      await ask(`/incidents.json?weapon=${value}`, {}, withBindings({ DB: db }))
      return log.reduce((sum, statement) => sum + statement.rowsRead, 0)
    }
    expect(await rowsRead(group)).toBe(await rowsRead(codes.join(',')))
  })

  it('is a choice of the form, and is told by its label among the active filters', async () => {
    const { text } = await ask(`/incidents?weapon=${group}`)
    expect(controlsOf(text)).toContainEqual(expect.objectContaining({ name: 'weapon', value: group }))
    expect(text).toContain(`Weapon: ${label}`)
  })
})
