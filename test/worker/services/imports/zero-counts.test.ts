import { describe, expect, it } from 'vitest'
import { admin } from '../../client.ts'
import { csvOf, importBody, recordsOf, reportCounts, row } from './send-file.ts'

/** Numbers that are stated to be none, and numbers of which nothing is said. */
const profiles: [profile: string, type: string, text: string][] = [
  [
    'flat',
    'text/csv',
    csvOf([
      row('none', {
        deaths_best: '0',
        injuries_high: '0',
        weapon_types: 'rocket',
        munitions_hit: '0',
        latitude: '0',
        longitude: '0',
      }),
      row('unknown', {
        deaths_best: '',
        injuries_high: ' ',
        weapon_types: 'rocket',
        munitions_hit: '',
        latitude: '',
        longitude: '',
      }),
    ]),
  ],
  [
    'full',
    'text/csv',
    'reference,event_type,date,location.country,location.latitude,location.longitude,weapons.0.type,weapons.0.hit,casualties.deaths.best,casualties.injuries.high,sources.0.publisher\n' +
      'none,battle,2022,IQ,0,0,rocket,0,0,0,A\nunknown,battle,2022,IQ,,,rocket,, ,,A\n',
  ],
  [
    'flat',
    'application/x-ndjson',
    [
      {
        reference: 'none',
        location: { country: 'IQ', latitude: 0, longitude: 0 },
        weapons: [{ type: 'rocket', hit: 0 }],
        casualties: { deaths: { best: 0 }, injuries: { high: 0 } },
      },
      {
        reference: 'unknown',
        location: { country: 'IQ', latitude: null },
        weapons: [{ type: 'rocket', hit: null }],
        casualties: { deaths: {}, injuries: null },
      },
    ]
      .map(
        (part) =>
          `${JSON.stringify({ event_type: 'battle', date: '2022', sources: [{ publisher: 'A' }], ...part })}\n`,
      )
      .join(''),
  ],
]

describe.each(profiles)('a zero in profile=%s as %s', (profile, type, text) => {
  it('stays zero, and what is empty stays unknown, in and out and in again', async () => {
    const query = `profile=${profile}&dataset=shots&publish=true`
    expect(reportCounts(await importBody(query, text, type))).toEqual([2, 0, 0, 0, 0])
    const [none, unknown] = await recordsOf('shots')
    expect(none).toMatchObject({
      location: { latitude: 0, longitude: 0 },
      weapons: [{ hit: 0 }],
      casualties: { deaths: { best: 0 }, injuries: { high: 0 } },
    })
    expect(unknown?.location).toEqual({ country: 'IQ' })
    expect([unknown?.weapons, unknown?.casualties]).toEqual([[{ type: 'rocket' }], undefined])
    for (const again of ['flat', 'full']) {
      const exported = await admin(`/incidents.csv?dataset=shots&profile=${again}`)
      const report = await importBody(`profile=${again}&dataset=shots&publish=true`, exported.text)
      expect(reportCounts(report)).toEqual([0, 0, 2, 0, 0])
      const copy = await importBody(`profile=${again}&dataset=copy-${again}`, exported.text)
      expect(reportCounts(copy)).toEqual([2, 0, 0, 0, 0])
      const [zero, nothing] = await recordsOf(`copy-${again}`)
      expect([zero?.casualties, nothing?.casualties]).toEqual([none?.casualties, undefined])
    }
  })
})
