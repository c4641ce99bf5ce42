/** A group of codes finds what its codes find, whatever the answer is. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { weaponGroups } from '../../../../schemas/query.ts'
import { ask, publishRecord, withBindings } from '../../client.ts'
import { measureDatabase } from '../../measured-database.ts'
import { controlsOf } from '../../page-forms.ts'

const weapons = ['drone_armed', 'drone_one_way', 'rocket', 'artillery', 'missile']

/** Returns the titles in a text, in order. */
const titlesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/title-\w+/g)].map(([title]) => title).sort()),
]

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
