/** A record that states every field, made along the shape of the record. */
import type { Draft } from '../crosswalk/layout.ts'
import { type Leaf, recordShape, type Shape } from '../shape.ts'

/** A mark in texts, and the least number: no code of a layout has or reaches them. */
const [mark, leastNumber] = ['§', 70_000]

/** Returns whether a cell repeats a text or a number of the sample, so that it says nothing about a code. */
export const isFromSample = (cell: string | number): boolean =>
  typeof cell === 'number' ? cell >= leastNumber : cell.includes(mark)

const entries = [0, 1, 2] as const

const groupCodes = [undefined, 'civilians', 'unknown'] as const

const leafValue = ({ leaf, type, vocabulary }: Leaf, path: string, at: number): string | number => {
  const codes = vocabulary && Object.keys(vocabulary)
  if (codes) return codes[at % codes.length] ?? ''
  if (leaf === 'date') return `2022-01-0${at + 3}`
  if (type === 'number') return leaf === 'coordinate' ? 10 + at : leastNumber + path.length * 10 + at
  return `${mark}${path} ${at}`
}

const sampleValue = (shape: Shape, path: string, at: number): unknown => {
  if (shape.kind === 'leaf') return leafValue(shape, path, at)
  if (shape.kind === 'map') return {}
  if (shape.kind === 'list') return entries.map((each) => sampleValue(shape.item, path, each))
  return Object.fromEntries(
    [...shape.fields.values()].map(({ name, shape: inner }) => [
      name,
      sampleValue(inner, `${path}.${name}`, at),
    ]),
  )
}

/**
 * Returns the record: shelling by its first actor against its second, with the deaths of the first, of civilians and of
 * unknown people.
 */
export const createSampleRecord = (): Draft => {
  const record = sampleValue(recordShape, '', 0) as Draft
  const actors = record.actors?.slice(0, 2) ?? []
  const groups = (record.casualties?.groups ?? []).map(({ deaths, injuries }, i) => ({
    ...(i === 0 ? { actor: actors[0]?.name ?? '' } : { group: groupCodes[i] ?? 'unknown' }),
    deaths,
    injuries,
  }))
  return {
    ...record,
    event_type: 'remote_violence',
    event_subtype: 'shelling',
    conflict_type: 'non_state',
    actors,
    casualties: { ...record.casualties, groups },
  } as Draft
}
