/** The codes that the cells of a column mean. */
import { eventKinds, interCodes } from '../../../../schemas/crosswalk/acled.ts'
import { attackLabels, targetCodes, weaponCodes } from '../../../../schemas/crosswalk/gtd.ts'
import type { CodeMap } from '../../../../schemas/crosswalk/layout.ts'
import { violenceCodes } from '../../../../schemas/crosswalk/ucdp.ts'
import { eventSubtype, findTerm, type Vocabulary } from '../../../../schemas/vocabularies.ts'
import { kindByAttackCode } from '../../../record/crosswalk/gtd/events.ts'
import { parsePath } from '../../../record/paths.ts'
import { foldWords } from '../../../text/fold.ts'
import { codeWords } from './code-words.ts'

const keyOf = (text: string): string => foldWords(text).replaceAll(' ', '').replace(/s$/, '')

/** Returns the codes of another project by its labels. */
const byLabel = ({ labels, toRecord }: CodeMap<string>): (readonly [string, string])[] =>
  Object.entries(labels).flatMap(([theirs, label]) => {
    const code = toRecord.get(theirs)
    return code === undefined || code === 'unknown' ? [] : [[label, code] as const]
  })

/** The labels and codes that other projects have for the codes of a field. */
const foreignLabels: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  event_type: [
    ...Object.entries(attackLabels).map(
      ([code, label]) => [label, kindByAttackCode.get(code)?.event_type ?? 'unspecified'] as const,
    ),
    ...eventKinds.map(({ event, type }) => [event, type] as const),
  ],
  event_subtype: eventKinds.flatMap(({ sub, subtypes }) =>
    subtypes.length === 1 && subtypes[0] ? [[sub, subtypes[0]] as const] : [],
  ),
  conflict_type: [...violenceCodes.toRecord],
  'targets.*.type': byLabel(targetCodes),
  'weapons.*.type': byLabel(weaponCodes),
  'actors.*.type': byLabel(interCodes),
}

const vocabularyOf = (field: string): Vocabulary => {
  const place = parsePath(field, { entries: true })
  return 'shape' in place && place.shape.kind === 'leaf' ? (place.shape.vocabulary ?? {}) : {}
}

const createTable = (field: string): ReadonlyMap<string, string> => {
  const own = Object.entries(vocabularyOf(field)).flatMap(([code, { label }]) => [
    [keyOf(label), code] as const,
    [keyOf(code), code] as const,
  ])
  const foreign = (foreignLabels[field] ?? []).map(([label, code]) => [keyOf(label), code] as const)
  return new Map([...foreign, ...own])
}

const tables = new Map<string, ReadonlyMap<string, string>>()

/** Returns the code of a field that a cell means, by its label here or in another project; undefined if none. */
export const findCode = (field: string, cell: string): string | undefined => {
  const table = tables.get(field) ?? createTable(field)
  tables.set(field, table)
  return table.get(keyOf(cell))
}

const wordTables: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = new Map(
  Object.entries(codeWords).map(([field, words]) => [
    field,
    new Map(
      Object.entries(words).flatMap(([codes, list]) =>
        list.split(',').map((word) => [keyOf(word), codes.split(' ')] as const),
      ),
    ),
  ]),
)

/** Returns the codes of a field that a text of a person may mean, by a label or a common word; none if nobody can tell. */
export const findMeantCodes = (field: string, text: string): readonly string[] => {
  if (text.length > 100) return []
  const byWord = wordTables.get(field)?.get(keyOf(text))
  const code = byWord ? undefined : findCode(field, text)
  return byWord ?? (code === undefined ? [] : [code])
}

/** Returns the type of event of a specific type. */
export const parentOf = (subtype: string): string | undefined => findTerm(eventSubtype, subtype)?.parent
