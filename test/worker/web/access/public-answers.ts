/** Every answer in which the public sees a record. */
import { formatNames } from '../../../../src/export/registry.ts'

export const everyFile: readonly string[] = [
  ...formatNames.map((name) => `/incidents.${name}`),
  ...['full', 'acled', 'ucdp', 'gtd'].map((profile) => `/incidents.csv?profile=${profile}`),
  ...['created', '-created'].map((sort) => `/incidents.json?sort=${sort}`),
  '/incidents.atom',
  '/changes.json',
  '/changes.ndjson',
  '/counts.json?by=day',
  '/counts?by=day',
]

/** Returns the addresses of a published record, and of the pages that name it. */
export const everyPage = (id: string): readonly string[] => [
  `/incidents/${id}`,
  `/incidents/${id}.json`,
  `/incidents/${id}/history`,
  `/incidents/${id}/history.json`,
  `/incidents/${id}/suggest`,
  '/incidents',
  '/incidents?sort=-created',
  '/',
]
