import { expect, it } from 'vitest'
import { disputedAreas } from '../../../../schemas/disputed-areas.ts'
import { ask, browser } from '../../client.ts'

it('lists the disputed areas with the countries that pass, their days and their sources', async () => {
  const { text } = await ask('/codebook', { headers: browser })
  const rows = text.split('<tr>').map((row) => row.replace(/<[^>]+>/g, '|').replace(/&#39;/g, "'"))
  for (const { name, codes, source } of disputedAreas) {
    const row = rows.find((each) => each.includes(`|${name}|`)) ?? ''
    for (const said of [...codes.map((code) => `(${code})`), source]) expect(row).toContain(said)
  }
  const oblasts = rows.find((row) => row.includes('Kherson'))
  expect(oblasts).toContain('from 30 September 2022')
  expect(rows.find((row) => row.includes('Montenegro (ME)'))).toContain('Serbia (RS)')
})
