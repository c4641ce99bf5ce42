/** A client of the feed that keeps what is published. */
import { expect } from 'vitest'
import type { StoredIncident } from '../../schemas/incident.ts'
import type { ChangeEvent } from '../../src/services/changes.ts'
import { type Answer, ask } from './client.ts'

export const nextPageUrl = ({ headers }: Answer): string | undefined =>
  /<([^>]+)>; rel="next"/.exec(headers.get('Link') ?? '')?.[1]

export const entriesOf = ({ text }: Answer): ChangeEvent[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** Every page from an address on, in order. */
export const readPages = async (address: string): Promise<Answer[]> => {
  const pages: Answer[] = []
  for (let at: string | undefined = address; at !== undefined; at = nextPageUrl(pages.at(-1) as Answer)) {
    const answer = await ask(at)
    expect(answer.status, answer.text.slice(0, 300)).toBe(200)
    expect(Number(answer.headers.get('Sitrep-Rows'))).toBe(entriesOf(answer).length)
    pages.push(answer)
    expect(pages.length, 'the feed does not end').toBeLessThan(500)
  }
  return pages
}

/** Every change from an address on. */
export const readAllEntries = async (address = '/changes.ndjson?since=0'): Promise<ChangeEvent[]> =>
  (await readPages(address)).flatMap(entriesOf)

/** The published set as changes leave it, in order of ids. */
export const applyEntries = (
  entries: readonly ChangeEvent[],
  mirror = new Map<string, StoredIncident>(),
): StoredIncident[] => {
  for (const { id, incident } of entries)
    if (incident) mirror.set(id, incident)
    else mirror.delete(id)
  return [...mirror.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
