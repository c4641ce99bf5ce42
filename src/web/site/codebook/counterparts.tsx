/** The counterparts of fields, columns and codes in the layouts of other projects. */
import type { Child } from 'hono/jsx'
import { schemes } from '../../../../schemas/crosswalk/layout.ts'
import { codebookEntries } from '../../../record/codebook/codebook.ts'
import type { CodebookEntry } from '../../../record/codebook/codebook-table.ts'
import { layouts } from '../../../record/crosswalk/layouts.ts'
import { once } from '../../../text/memoize.ts'

const entriesById = once(() => new Map(codebookEntries().map((entry) => [entry.id, entry])))

/** Returns the row of the codebook with this id. */
export const findEntry = (id: string): CodebookEntry | undefined => entriesById().get(id)

/** Returns the counterparts of a row in each layout that has any. */
export const counterpartsOf = (id: string): Child[] =>
  schemes.flatMap((scheme) => {
    const found = findEntry(id)?.counterparts?.[scheme]
    return found
      ? [
          <>
            {layouts[scheme].dataset}: <code>{found.join(', ')}</code>
          </>,
        ]
      : []
  })
