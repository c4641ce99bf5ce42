/** Fields of the form of a new record from the query of its address. */
import { isBasicName } from '../../ingest/basics/expand.ts'
import { type FormField, renumberEntries } from '../../ingest/request/form-fields.ts'
import { walkPath } from '../../record/paths.ts'
import type { RecordFields } from '../body/record-body.ts'
import { controlForPointer, isTextList } from './form-view.tsx'
import { openName } from './open-button.tsx'

/** Returns whether the form has a control of this name, such as `_kind`, `location.country` or `sources.1.url`. */
const isControlName = (name: string): boolean => {
  if (isBasicName(name)) return true
  const steps = name.split('.')
  const shape = [...walkPath(steps)].at(-1)?.shape
  const isControl = shape !== undefined && (shape.kind === 'leaf' || isTextList(shape))
  return isControl && controlForPointer(`/${steps.join('/')}`) === name
}

/** Fields of the page that a link may set. */
const pageFieldNames: readonly string[] = ['_next']

/** Returns the fields that the names in a query fill in; other names are ignored. */
export const parsePrefill = (search: URLSearchParams): RecordFields => {
  const all: FormField[] = [...search]
  return {
    fields: renumberEntries(all.filter(([name]) => isControlName(name))),
    pageFields: new Map(all.filter(([name]) => pageFieldNames.includes(name))),
    opened: search.getAll(openName),
  }
}
