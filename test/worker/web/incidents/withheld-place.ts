/** A place that is withheld, as the tests have it. */
import { admin, ask } from '../../client.ts'

export const exactPlace = {
  country: 'IQ',
  admin1: 'Anbar',
  admin2: 'Secretdistrict',
  admin3: 'Secretvillage',
  place: 'Secretfarm',
  latitude: 33.786543,
  longitude: 42.441357,
  coordinates_from: 'map',
  precision: 'exact',
  note: 'behind the Secretmill',
} as const

export const withWithheldPlace = (code: 'point' | 'place', over: object = {}) => ({
  location: { ...exactPlace, withheld: code, ...over },
})
export const fullRecord = async (path: string) => (await admin(`${path}.json`)).data()
export const publicRecord = async (path: string) => (await ask(`${path}.json`)).data()

export const publicPlaces = {
  point: {
    country: 'IQ',
    admin1: 'Anbar',
    admin2: 'Secretdistrict',
    admin3: 'Secretvillage',
    place: 'Secretfarm',
    precision: 'near',
    withheld: 'point',
  },
  place: { country: 'IQ', admin1: 'Anbar', precision: 'admin1', withheld: 'place' },
} as const
