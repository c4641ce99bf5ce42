/** A selection as records. */
import { Buffer } from 'node:buffer'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { findReferences } from '../../store/links.ts'
import type { Selection } from './select.ts'
import { readPages } from './text-pages.ts'

/** The records of a page, from their JSON. */
export const parsePage = (page: Buffer): StoredIncident[] => JSON.parse(`[${page}]`)

/** The records of a selection as JSON, page by page, with commas between them. */
export async function* jsonPages(db: D1Database, selection: Selection): AsyncGenerator<Buffer> {
  for await (const { data } of readPages(db, selection, { source: 'json', separator: ',' })) yield data
}

/** The records of a selection, page by page. */
export async function* readRecordPages(
  db: D1Database,
  selection: Selection,
): AsyncGenerator<StoredIncident[]> {
  for await (const page of jsonPages(db, selection)) yield parsePage(page)
}

/** As `jsonPages`, with links as references, where the other record of the dataset has one. */
export async function* readReferencePages(db: D1Database, selection: Selection): AsyncGenerator<Buffer> {
  for await (const page of readRecordPages(db, selection)) {
    const named = new Set(page.flatMap(({ links = [] }) => links.map(({ incident }) => incident)))
    const references = await findReferences(db, [...named])
    const referring = page.map((record) => {
      if (!record.links) return record
      const links = record.links.map((link) => {
        const found = references.get(link.incident)
        return found?.dataset === record.dataset ? { ...link, incident: found.reference } : link
      })
      return { ...record, links }
    })
    yield Buffer.from(JSON.stringify(referring).slice(1, -1))
  }
}
