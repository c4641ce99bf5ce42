import { describe, expect, it } from 'vitest'
import { parseCountsQuery, parseQuery } from '../../../../src/ingest/request/list-query.ts'
import { en } from '../../../../src/messages/en.ts'
import { Problem } from '../../../../src/problems.ts'

/** Returns the errors of a query; none if it is accepted. */
const errorsOf = (
  query: string,
  parse = (search: URLSearchParams): unknown => parseQuery(search),
): string[] => {
  try {
    parse(new URLSearchParams(query))
    return []
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.errors.map(({ say }) => say(en))
  }
}

/** A query with parameters of other services or habits, and what to use instead. */
const unknownNames: readonly (readonly [query: string, instead: string])[] = [
  ['page=2', 'limit=100'],
  ['offset=20', 'limit=100'],
  ['per_page=5', 'limit=5'],
  ['page_size=50', 'limit=50'],
  ['pagesize=4', 'limit=4'],
  ['rows=all', 'limit=100'],
  ['size=99999', 'limit=100'],
  ['year=2022', 'from=2022-01-01&to=2022-12-31'],
  ['month=2022-03', 'from=2022-03-01&to=2022-03-31'],
  ['month=March%202022', 'from=2022-03-01&to=2022-03-31'],
  ['year=2022&month=3', 'from=2022-03-01&to=2022-03-31'],
  ['month=march&year=2022', 'from=2022-03-01&to=2022-03-31'],
  ['day=5&month=3&year=2022', 'from=2022-03-05&to=2022-03-05'],
  ['date=2022-01-05', 'from=2022-01-05&to=2022-01-05'],
  ['day=2022-1-5', 'from=2022-01-05&to=2022-01-05'],
  ['date=today', 'from=2022-01-01&to=2022-12-31'],
  ['event_date=2022-01-01|2022-02-01', 'from=2022-01-01&to=2022-02-01'],
  ['since=2022', 'from=2022-01-01'],
  ['after=2022-01-05T10:00:00Z', 'from=2022-01-05'],
  ['start=2022-01-05', 'from=2022-01-05'],
  ['start=20', 'limit=100'],
  ['start_date=5%20January%202022', 'from=2022-01-05'],
  ['StartDate=2022-01-05', 'from=2022-01-05'],
  ['until=2022-02', 'to=2022-02-28'],
  ['before=2022', 'to=2022-12-31'],
  ['end=2022-01-05', 'to=2022-01-05'],
  ['EndDate=2022/01/05', 'to=2022-01-05'],
  ['order=date', 'sort=date'],
  ['order=desc', 'sort=-date'],
  ['order_by=-event_date', 'sort=-date'],
  ['sort_by=fatalities%20desc', 'sort=-deaths'],
  ['tags=a', 'tag=a'],
  ['tags=a&tags=b', 'tag=a,b'],
  ['tags=', 'tag=us-forces'],
  ['tag[]=a', 'tag=a'],
  ['type=battle', 'event_type=battle'],
  ['type=shelling', 'event_subtype=shelling'],
  ['type=battle,shelling', 'event_type=battle&event_subtype=shelling'],
  ['sub_event_type=shelling', 'event_subtype=shelling'],
  ['eventType=battle', 'event_type=battle'],
  ['weapons=drones', 'weapon=any_drone'],
  ['type=drone', 'event_subtype=drone_strike'],
  ['weapons=uav,gun', 'weapon=any_drone,small_arms'],
  ['weapons=rocket,Mortar', 'weapon=rocket,mortar'],
  ['targets=military', 'target_type=military'],
  ['type_of_violence=1', 'conflict_type=state_based'],
  ['lat=33', 'near=33,44.4,25'],
  ['lat=33.1&lon=44&radius=5', 'near=33.1,44,5'],
  ['radius=5', 'near=33.3,44.4,5'],
  ['Geography=30%2040,35%2045', 'bbox=40,30,45,35'],
  ['bounds=38,29,49,38', 'bbox=38,29,49,38'],
  ['search=drone', 'q=drone'],
  ['query=a%20b', 'q=a%20b'],
  ['text=x', 'q=x'],
  ['city=Baghdad', 'q=Baghdad'],
  ['actors=A%26B', 'actor=A%26B'],
  ['actors=A,%20B&actors=C', 'actor=A,%20B&actor=C'],
  ['countries=Iraq,SYR', 'country=IQ,SY'],
  ['Country=IQ', 'country=IQ'],
  ['country_code=irq', 'country=IQ'],
  ['region=Anbar', 'admin1=Anbar'],
  ['deaths=3', 'min_deaths=3'],
  ['fatalities=many', 'min_deaths=1'],
  ['deaths=3-5', 'min_deaths=3&max_deaths=5'],
  ['deaths=%3E%3D3', 'min_deaths=3'],
  ['fatalities=3%2B', 'min_deaths=3'],
  ['deaths=%3E3', 'min_deaths=4'],
  ['deaths=%3C5', 'max_deaths=4'],
  ['deaths=1,200', 'min_deaths=1'],
  ['offset=20&limit=10', 'limit=10'],
  ['max_fatalities=4', 'max_deaths=4'],
  ['actor1=ISIL', 'actor=ISIL'],
  ['columns=id,date', 'fields=id,date'],
]

describe('the hint for a parameter that there is not', () => {
  it.each(unknownNames)('%s says what to use: %s', (query, instead) => {
    const [error = ''] = errorsOf(query)
    expect(error).toContain(`. Use ${instead}.`)
    expect(errorsOf(instead)).toEqual([])
  })

  it.each([
    ['page=2', 'Each response links to the next page: follow Link: <…>; rel="next"'],
    ['tags=a&tags=b', 'Separate several values by commas.'],
    ['actors=a&actors=b', 'Repeat the parameter for several values.'],
    ['month=3', 'State the year too, such as from=2022-03-01&to=2022-03-31.'],
    ['month=March', 'State the year too, such as from=2022-03-01&to=2022-03-31.'],
    ['month=13', 'State the year too, such as from=2022-03-01&to=2022-03-31.'],
    ['day=5', 'State the year too, such as from=2022-03-05&to=2022-03-05.'],
    ['day=5&month=4', 'State the year too, such as from=2022-04-05&to=2022-04-05.'],
    ['deaths=3', 'For exactly this number, add max_deaths=3.'],
    ['format=csv', 'use /incidents.csv,'],
    ['format=application/json', 'use /incidents.json,'],
    ['format=shp', 'use /incidents.csv,'],
    ['id=01H-x', '/incidents/01H-x.json'],
    ['id=a/b', '/incidents/ID.json'],
    ['api_key=secret', 'Authorization: Bearer'],
  ])('%s says what to do: %s', (query, wanted) => {
    expect(errorsOf(query).join()).toContain(wanted)
    expect(errorsOf(query).join()).not.toContain('secret')
  })

  it('names only what the address has', () => {
    const ofCounts = (query: string) => errorsOf(query, parseCountsQuery).join()
    expect(ofCounts('year=2022')).toContain('Use from=2022-01-01&to=2022-12-31.')
    expect(ofCounts('format=csv')).toContain('use /counts.csv,')
    expect(ofCounts('page=2')).not.toContain('limit')
  })
})

/** A value that a filter does not take, and what to use instead. */
const unknownValues: readonly (readonly [query: string, instead: string])[] = [
  ['event_type=shelling', 'event_subtype=shelling'],
  ['event_type=Air%20strike', 'event_subtype=air_strike'],
  ['event_subtype=battle', 'event_type=battle'],
  ['weapon=drone_strike', 'event_subtype=drone_strike'],
  ['outcome=military', 'target_type=military'],
  ['target_type=rocket', 'weapon=rocket'],
  ['event_type=chemical', 'event_subtype=chemical or weapon=chemical'],
  ['weapon=drone', 'weapon=any_drone'],
  ['weapon=Drones', 'weapon=any_drone'],
  ['weapon=uav', 'weapon=any_drone'],
  ['weapon=IED', 'weapon=explosive_device'],
  ['weapon=gun', 'weapon=small_arms'],
  ['weapon=car%20bombs', 'weapon=vehicle_bomb'],
  ['weapon=Drone%20strike', 'event_subtype=drone_strike'],
  ['event_type=drone', 'event_subtype=drone_strike or weapon=any_drone'],
  ['event_type=airstrike', 'event_subtype=air_strike or weapon=aircraft_bomb'],
  ['event_type=protests', 'event_type=unrest'],
  ['event_type=Battles', 'event_type=battle'],
  ['event_subtype=kidnapping', 'event_subtype=abduction'],
  ['event_subtype=uav', 'event_subtype=drone_strike'],
  ['outcome=shot%20down', 'outcome=intercepted'],
  ['target_type=school', 'target_type=education'],
  ['target_type=mosques', 'target_type=religious'],
  ['sort=date%20desc', 'sort=-date'],
  ['sort=%2Bdate', 'sort=date'],
  ['sort=deaths:asc', 'sort=deaths'],
]

/** A value in another form, and the right form. */
const otherForms: readonly (readonly [query: string, instead: string])[] = [
  ['from=2022-1-1', 'from=2022-01-01'],
  ['to=5%20Jan%202022', 'to=2022-01-05'],
  ['from=25/01/2022', 'from=2022-01-25'],
  ['bbox=38,38,49,29', 'bbox=38,29,49,38'],
  ['bbox=-20,100,10,140', 'bbox=100,-20,140,10'],
  ['bbox=170,-10,190,10', 'bbox=170,-10,-170,10'],
  ['bbox=-190,-10,-170,10', 'bbox=170,-10,-170,10'],
  ['bbox=200,0,210,10', 'bbox=-160,0,-150,10'],
  ['bbox=38%2029%2049%2038', 'bbox=38,29,49,38'],
  ['near=33.3,44.4,25km', 'near=33.3,44.4,25'],
  ['near=33.3,44.4', 'near=33.3,44.4,25'],
  ['near=133.3,44.4,25', 'near=44.4,133.3,25'],
  ['as_of=2022-01-01', 'as_of=2022-01-01T00:00:00Z'],
  ['labels=yes', 'labels=true'],
]

describe('the hint for a value', () => {
  it.each(unknownValues)('%s that is no code says what to use: %s', (query, instead) => {
    expect(errorsOf(query).join()).toMatch(new RegExp(` Use ${instead.replaceAll('+', '\\+')}[.,]`))
    for (const each of instead.split(' or ')) expect(errorsOf(each)).toEqual([])
  })

  it.each(otherForms)('%s in another form has the right one: %s', (query, instead) => {
    expect(errorsOf(query).join()).toContain(`; write ${instead}.`)
    expect(errorsOf(instead)).toEqual([])
  })

  it.each([
    ['from=01/02/2022', 'write from=2022-02-01 or from=2022-01-02.'],
    ['from=soon', 'write from=2022-01-05.'],
    ['sort=id', 'Leave sort out'],
    ['fields=deaths', 'Did you mean deaths_best?'],
    ['limit=all', 'Leave limit out of the address of a file to get all records.'],
    ['limit=10000000', 'Leave limit out'],
    ['commit=latest', 'Leave commit out for the newest one.'],
    ['country=IQ,', 'A value beside a comma is missing; write country=IQ.'],
    ['weapon=,rocket,,mortar', 'A value beside a comma is missing; write weapon=rocket,mortar.'],
    ['fields=id,', 'A value beside a comma is missing; write fields=id.'],
    ['tag=,', 'A value beside a comma is missing; write one'],
    ['as_of=2922', 'This time is in the future. Leave as_of out'],
    ['event_type=other,unknown', '"unknown" is unknown. Use one of battle'],
  ])('%s says what can be done: %s', (query, wanted) => {
    expect(errorsOf(query).join()).toContain(wanted)
  })
})
