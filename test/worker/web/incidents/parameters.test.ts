import { describe, expect, it } from 'vitest'
import { ask, expectProblem } from '../../client.ts'

describe('a parameter or a value', () => {
  it.each<[string, string, RegExp]>([
    ['contry=IQ', 'contry', /\bcountry\b/],
    ['Country=IQ', 'Country', /\bcountry\b/],
    ['evnt_type=battle', 'evnt_type', /\bevent_type\b/],
    ['form=2022-01-05', 'form', /\bfrom\b/],
    ['odrer=date', 'odrer', /\bcountry\b.*\blimit\b/],
    ['order=date', 'order', /Use sort=date\./],
    ['year=2022', 'year', /Use from=2022-01-01&to=2022-12-31\./],
    ['event_type=shelling', 'event_type', /Use event_subtype=shelling\./],
    ['weapon=drone', 'weapon', /Use weapon=any_drone, which means drone_armed, drone_one_way\./],
    ['sort=dates', 'sort', /There is no order "dates"; there are .*Did you mean date\?/],
    ['sort=title', 'sort', /-created.*-deaths/],
    ['sort=date&sort=-date', 'sort', /once/],
    ['=x', '', /\bcountry\b/],
    ['toString=x', 'toString', /./],
    ['country=Iraq', 'country', /\bIQ\b/],
    ['country=iq', 'country', /\bIQ\b/],
    ['country=IQ,Syria', 'country', /\bSY\b/],
    ['country=IQ,', 'country', /./],
    ['country=__proto__', 'country', /./],
    ['event_type=battel', 'event_type', /\bbattle\b/],
    ['event_type=battle,unrset', 'event_type', /\bunrest\b/],
    ['event_subtype=shellng', 'event_subtype', /\bshelling\b/],
    ['date_precision=mnth', 'date_precision', /\bmonth\b/],
    ['dataset=Reports', 'dataset', /lower-case letters/],
    ['series=a%20b', 'series', /lower-case letters/],
    ['status=open', 'status', /\bpublished\b/],
    ['status=publishd', 'status', /\bpublished\b/],
    ['from=yesterday', 'from', /2022-01-05/],
    ['from=2022-02-30', 'from', /2022-01-05/],
    ['from=2022-01-03/2022-01-05', 'from', /./],
    ['from=2022&from=2023', 'from', /once/],
    ['to=05.01.2022', 'to', /2022-01-05/],
    ['from=2022-01-06&to=2022-01-05', 'to', /before from/],
    ['commit=x', 'commit', /./],
    ['commit=-1', 'commit', /./],
    ['commit=1.5', 'commit', /./],
    ['commit=99999999', 'commit', /no commit 99999999/],
    ['commit=1&as_of=2022-01-01T00:00:00Z', 'as_of', /together/],
    ['as_of=then', 'as_of', /2022-02-01T00:00:00Z/],
    ['as_of=2022-01-01', 'as_of', /write as_of=2022-01-01T00:00:00Z/],
    ['as_of=2922-01-01T00:00:00Z', 'as_of', /in the future/],
    ['limit=-1', 'limit', /0 to 10000/],
    ['limit=0&cursor=5', 'cursor', /Leave cursor out/],
    ['limit=many', 'limit', /0 to 10000/],
    ['limit=10001', 'limit', /0 to 10000/],
    ['cursor=junk', 'cursor', /./],
    ['cursor=-1', 'cursor', /./],
    ['cursor=date.1.2', 'cursor', /another order\. Use it with sort=date, or leave cursor out/],
    ['sort=date&cursor=-date.1.2', 'cursor', /Use it with sort=-date/],
    ['sort=-deaths&cursor=deaths..2', 'cursor', /Use it with sort=deaths/],
    ['sort=created&cursor=2', 'cursor', /Leave sort out, or leave cursor out/],
    ['sort=date&cursor=title.1.2', 'cursor', /earlier response/],
    ['sort=date&cursor=date.x.2', 'cursor', /earlier response/],
    ['sort=date&cursor=date.1', 'cursor', /earlier response/],
    ...['9007199254740992', '99999999999999999999', '1e3', '0x10', '１', '1.0'].map(
      (cursor): [string, string, RegExp] => [`cursor=${encodeURIComponent(cursor)}`, 'cursor', /./],
    ),
    ['profile=flatt', 'profile', /\bflat\b/],
    ['schema=x', 'schema', /./],
  ])('that is not known is refused and names the nearest: %s', async (query, parameter, wanted) => {
    for (const path of ['/incidents', '/incidents.csv', '/incidents.json', '/incidents.ndjson']) {
      const { errors = [], detail } = expectProblem(await ask(`${path}?${query}`), 'invalid-query')
      expect(errors).toMatchObject([{ parameter }])
      expect(detail).toMatch(wanted)
    }
  })

  it('may be a cursor of as many digits as keys will have', async () => {
    for (const cursor of ['1000000000000000', '9007199254740991'])
      expect((await ask(`/incidents.csv?limit=1&cursor=${cursor}`)).status).toBe(200)
  })

  it.each([
    ['offset=2', 'Use limit=100.'],
    ['year=2022', 'Use from=2022-01-01&amp;to=2022-12-31.'],
    ['event_type=shelling', 'Use event_subtype=shelling.'],
    ['near=33.3,44.4,25km', 'write near=33.3,44.4,25.'],
  ])('is told once on the page, above the form of filters: %s', async (query, hint) => {
    const { status, text } = await ask(`/incidents?${query}`, { headers: { Accept: 'text/html' } })
    expect([status, text.split(hint).length - 1]).toEqual([400, 1])
    expect(text.indexOf(hint)).toBeLessThan(text.indexOf('<form action="/incidents"'))
  })

  it('has every error of an address told at once', async () => {
    const { errors = [] } = expectProblem(
      await ask('/incidents.csv?contry=IQ&event_type=x&limit=-1'),
      'invalid-query',
    )
    expect(errors.map((each) => (each as { parameter?: string }).parameter)).toEqual([
      'contry',
      'event_type',
      'limit',
    ])
  })
})
