/** A selection as records. */
import type { StoredIncident } from '../../schemas/incident.ts'
import { referencesOf } from '../store/links.ts'
import { pages } from './export.ts'
import type { Selection } from './select.ts'

/** The records of a selection, page by page. */
export async function* recordPages(db: D1Database, selection: Selection): AsyncGenerator<StoredIncident[]> {
  for await (const { text } of pages(db, selection, { as: 'json', between: ',' }))
    yield JSON.parse(`[${text}]`) as StoredIncident[]
}

/** The same with links as references, where the other record of the dataset has one. */
export async function* referringPages(
  db: D1Database,
  selection: Selection,
): AsyncGenerator<StoredIncident[]> {
  for await (const page of recordPages(db, selection)) {
    const named = new Set(page.flatMap(({ links = [] }) => links.map(({ incident }) => incident)))
    const references = await referencesOf(db, [...named])
    yield page.map((record) => {
      if (!record.links) return record
      const links = record.links.map((link) => {
        const found = references.get(link.incident)
        return found?.dataset === record.dataset ? { ...link, incident: found.reference } : link
      })
      return { ...record, links }
    })
  }
}
