/** A client of the feed that keeps what is published. */
import { expect } from 'vitest'
import type { StoredIncident } from '../../schemas/incident.ts'
import type { Told } from '../../src/services/changes.ts'
import { type Answer, ask } from './client.ts'

export const nextOf = ({ headers }: Answer): string | undefined =>
  /<([^>]+)>; rel="next"/.exec(headers.get('Link') ?? '')?.[1]

export const entriesOf = ({ text }: Answer): Told[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** Every page from an address on, in order. */
export const pagesFrom = async (address: string): Promise<Answer[]> => {
  const pages: Answer[] = []
  for (let at: string | undefined = address; at !== undefined; at = nextOf(pages.at(-1) as Answer)) {
    const answer = await ask(at)
    expect(answer.status, answer.text.slice(0, 300)).toBe(200)
    expect(Number(answer.headers.get('Sitrep-Rows'))).toBe(entriesOf(answer).length)
    pages.push(answer)
    expect(pages.length, 'the feed does not end').toBeLessThan(500)
  }
  return pages
}

/** Every change from an address on. */
export const follow = async (address = '/changes.ndjson?since=0'): Promise<Told[]> =>
  (await pagesFrom(address)).flatMap(entriesOf)

/** The published set as changes leave it, in order of ids. */
export const mirrored = (
  entries: readonly Told[],
  mirror = new Map<string, StoredIncident>(),
): StoredIncident[] => {
  for (const { id, incident } of entries)
    if (incident) mirror.set(id, incident)
    else mirror.delete(id)
  return [...mirror.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
