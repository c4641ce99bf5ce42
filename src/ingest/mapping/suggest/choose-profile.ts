/** Choosing how a file is read, from the names of its columns. */
import { recordShape } from '../../../record/shape.ts'
import type { ImportQuery } from '../../request/import-query.ts'
import { planFlat } from '../../rows/flat-profile.ts'
import { planFull } from '../../rows/full-profile.ts'
import type { Sample } from './sample.ts'
import { suggestMapping } from './suggest.ts'

/** How a file is read. */
export interface ProfileChoice {
  readonly profile: ImportQuery['profile']
  /** The suggested mapping as JSON, if the profile is one. */
  readonly mapping?: string
}

/** Returns whether the objects of a file are records: each of their keys is a field. */
const areRecords = (names: readonly string[]): boolean =>
  recordShape.kind === 'group' && names.every((name) => recordShape.fields.has(name.split('.')[0] ?? ''))

const propertyPrefix = 'properties.'
/** The columns of a feature beside its properties. */
const featureNames = ['id', 'geometry.longitude', 'geometry.latitude', 'geometry.altitude']

/** Returns the properties of GeoJSON features as columns; undefined if the objects are no features of points. */
const propertyColumns = (names: readonly string[]): readonly string[] | undefined => {
  const properties = names.filter((name) => name.startsWith(propertyPrefix))
  const isFeature = names.every((name) => name.startsWith(propertyPrefix) || featureNames.includes(name))
  return properties.length > 0 && isFeature
    ? properties.map((name) => name.slice(propertyPrefix.length))
    : undefined
}

/** Returns the profile of Sitrep whose columns a file has; undefined if it has others. */
export const findOwnProfile = (
  sample: Sample,
  { isJson }: { readonly isJson: boolean },
): 'flat' | 'full' | undefined => {
  const names = sample.columns.map(({ name }) => name)
  const named = names.filter((name) => name.trim() !== '')
  if (isJson && areRecords(names)) return 'flat'
  const flat = isJson ? propertyColumns(named) : named
  if (flat && planFlat(flat).faults.length === 0) return 'flat'
  return !isJson && planFull(named).faults.length === 0 ? 'full' : undefined
}

interface ChooseOptions {
  readonly dataset?: string | undefined
  /** Whether the file has objects. */
  readonly isJson: boolean
}

/** Returns the profile whose columns a file has; a suggested mapping if there is none. */
export const chooseProfile = (sample: Sample, { dataset, isJson }: ChooseOptions): ProfileChoice => {
  const own = findOwnProfile(sample, { isJson })
  if (own) return { profile: own }
  const { profile, mapping } = suggestMapping(sample, { dataset })
  return profile ? { profile } : { profile: 'mapping', mapping: JSON.stringify(mapping) }
}
