/** How many people were killed and hurt, in one control each. */

import { type PeopleCount, readPeopleCount } from '../people-counts/read-people-count.ts'
import type { FormField } from '../request/form-fields.ts'
import type { BasicFault, BasicName, FieldValues, Part, PeopleTexts } from './part.ts'

const controls = [
  ['_killed', 'casualties.deaths'],
  ['_hurt', 'casualties.injuries'],
] as const

const bounds = ['low', 'best', 'high'] as const

const reportedPath = 'casualties.reported'

const toFields = (path: string, count: PeopleCount): FormField[] => {
  if (count.kind === 'none') return [[`${path}.best`, '0']]
  if (count.kind !== 'number') return []
  return bounds.flatMap((bound) =>
    count[bound] === undefined ? [] : [[`${path}.${bound}`, String(count[bound])] as const],
  )
}

const isSome = (count: PeopleCount | undefined): boolean =>
  count?.kind === 'number' && bounds.some((bound) => bound !== 'high' && (count[bound] ?? 0) > 0)

const combine = (killed: PeopleCount | undefined, hurt: PeopleCount | undefined): FormField[] => {
  for (const kind of ['none', 'unknown'])
    if (killed?.kind === kind && hurt?.kind === kind) return [[reportedPath, kind]]
  const numbers = controls.flatMap(([name, path]) => {
    const count = name === '_killed' ? killed : hurt
    return count === undefined ? [] : toFields(path, count)
  })
  return isSome(killed) || isSome(hurt) ? [[reportedPath, 'some'], ...numbers] : numbers
}

const faultOf = (name: BasicName, text: string, count: PeopleCount | undefined): BasicFault[] => {
  if (text.trim() === '') return []
  if (count === undefined) return [{ name, reason: 'unclear' }]
  return count.kind === 'number' && count.isInexact ? [{ name, reason: 'inexact' }] : []
}

const plainNumber = (text: string | undefined): boolean => text === undefined || /^\d{1,9}$/.test(text)

/** Returns the words for an estimate; undefined if there are none. */
const writeEstimate = (values: FieldValues, path: string, people: PeopleTexts): string | undefined => {
  const [low, best, high] = bounds.map((bound) => values.get(`${path}.${bound}`))
  if (![low, best, high].every(plainNumber)) return undefined
  if (best !== undefined) return low ?? high ?? (best === '0' ? people.none : best)
  if (low === undefined) return high === undefined ? '' : people.atMost(high)
  return high === undefined ? people.atLeast(low) : people.range(low, high)
}

const writeAll = (values: FieldValues, people: PeopleTexts): (string | undefined)[] => {
  const reported = values.get(reportedPath)
  if (reported === 'none' || reported === 'unknown')
    return controls.map(() => (reported === 'none' ? people.none : people.unknown))
  return controls.map(([, path]) => writeEstimate(values, path, people))
}

const isSame = (fields: readonly FormField[], values: FieldValues): boolean =>
  fields.length === values.size && fields.every(([name, value]) => values.get(name) === value)

/** Returns the text of a control that a count of people without doubt would have; undefined for a text that is clear. */
export const confirmable = (text: string, people: PeopleTexts): string | undefined => {
  const count = readPeopleCount(text)
  if (count?.kind !== 'number' || !count.isInexact) return undefined
  return writeEstimate(new Map(toFields('', count).map(([name, value]) => [name, value])), '', people)
}

/**
 * Deaths and injuries. None of both is `reported: none`, both unknown is `reported: unknown`, and a number above 0 is
 * `reported: some`; an unknown number beside a stated one is absent.
 */
export const casualtiesPart: Part = {
  controls: controls.map(([name]) => name),
  paths: [reportedPath, ...controls.map(([, path]) => path)],
  controlOf: (path) => (path.startsWith('casualties.injuries') ? '_hurt' : '_killed'),
  read: ({ _killed = '', _hurt = '' }) => {
    const [killed, hurt] = [readPeopleCount(_killed), readPeopleCount(_hurt)]
    return {
      fields: combine(killed, hurt),
      faults: [...faultOf('_killed', _killed, killed), ...faultOf('_hurt', _hurt, hurt)],
    }
  },
  write: (values, people) => {
    const [_killed, _hurt] = writeAll(values, people)
    if (_killed === undefined || _hurt === undefined) return undefined
    const { fields, faults } = casualtiesPart.read({ _killed, _hurt })
    return faults.length === 0 && isSame(fields, values) ? { _killed, _hurt } : undefined
  },
}
