/** A place that is withheld, as the tests have it. */
import { admin, ask } from '../../client.ts'

export const exact = {
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

export const withheld = (code: 'point' | 'place', over: object = {}) => ({
  location: { ...exact, withheld: code, ...over },
})
export const whole = async (path: string) => (await admin(`${path}.json`)).data()
export const shown = async (path: string) => (await ask(`${path}.json`)).data()

export const asShown = {
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
