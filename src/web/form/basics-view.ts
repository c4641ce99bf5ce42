/** Which parts of a record a form shows in simple controls, and which in exact ones. */
import { basicTexts, exactValues, partNames, partOf, parts, readPart } from '../../ingest/basics/expand.ts'
import type { FieldValues, PartName, PeopleTexts } from '../../ingest/basics/part.ts'

/** `both` if the form was sent with both, and they differ. */
export type PartMode = 'simple' | 'exact' | 'both'

/** The values of a form by the controls that show them. */
export interface BasicsView {
  readonly values: ReadonlyMap<string, string>
  readonly modes: Readonly<Record<PartName, PartMode>>
}

interface PartView {
  readonly mode: PartMode
  /** The values of the part; undefined if they are those that were sent. */
  readonly values?: FieldValues
}

const toMap = (texts: object): FieldValues => new Map(Object.entries(texts) as [string, string][])

/** Returns how to show a part. One that a person opened, or that simple controls cannot say, has exact controls. */
const viewPart = (part: PartName, values: FieldValues, isOpened: boolean, people: PeopleTexts): PartView => {
  const [exact, read] = [exactValues(part, values), readPart(part, values)]
  const isUnclear = read !== undefined && read.faults.length > 0
  if (isUnclear) return { mode: exact.size > 0 || isOpened ? 'both' : 'simple' }
  if (isOpened) return { mode: 'exact', ...(read && { values: new Map(read.fields) }) }
  if (read) return { mode: 'simple', values: toMap(basicTexts(part, values)) }
  const written = exact.size > 0 ? parts[part].write(exact, people) : {}
  return written ? { mode: 'simple', values: toMap(written) } : { mode: 'exact' }
}

/** Returns what a form shows of the values with which it was sent; `opened` names the parts with exact controls. */
export const viewBasics = (
  sent: ReadonlyMap<string, string>,
  opened: ReadonlySet<string>,
  people: PeopleTexts,
): BasicsView => {
  const views = partNames.map((part) => [part, viewPart(part, sent, opened.has(part), people)] as const)
  const replaced = views.filter(([, { values }]) => values !== undefined).map(([part]) => part)
  const isReplaced = (name: string): boolean =>
    replaced.some(
      (part) => partOf(name) === part || (parts[part].controls as readonly string[]).includes(name),
    )
  return {
    values: new Map([
      ...[...sent].filter(([name]) => !isReplaced(name)),
      ...views.flatMap(([, { values }]) => [...(values ?? [])]),
    ]),
    modes: Object.fromEntries(views.map(([part, { mode }]) => [part, mode])) as BasicsView['modes'],
  }
}
