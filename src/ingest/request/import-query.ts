/** Parses the parameters of an import. */

import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { slugPattern } from '../../../schemas/field-types.ts'
import type { RequestIssue } from '../../problems.ts'
import { findEncoding, hintEncoding } from '../csv/encoding.ts'
import { mappingParameter } from '../mapping/stored-mapping.ts'
import {
  excerpt,
  matching,
  once,
  oneOf,
  type ParameterValues,
  parameterIssue,
  readParameters,
  wholeNumber,
} from './parameters.ts'

const importProfiles = ['flat', 'full', 'mapping', ...schemes] as const

const flags = ['true', 'false'] as const

const parseReason = (value: string): string | undefined =>
  value.trim() !== '' && value.length <= 2000 && value.isWellFormed() && !value.includes('\u0000')
    ? value
    : undefined

/** The most characters of a sheet's name in Excel; other programs write longer ones. */
const maxSheetNameLength = 255

const parseSheetName = (value: string): string | undefined =>
  value.trim() !== '' && value.length <= maxSheetNameLength ? value : undefined

const maxNullValues = 100

const parseNullValues = (value: string): readonly string[] | undefined => {
  const texts = value.split(',').map((text) => text.trim())
  const nullValues = [...new Set(texts.filter((text) => text !== ''))]
  return nullValues.length <= maxNullValues ? nullValues : undefined
}

/** The parsers of the parameters that say how a file is read. */
export const fileParameters = {
  encoding: once(findEncoding, (m, label) => m.parameters.encoding(excerpt(label), hintEncoding(label, m))),
  sheet: once(parseSheetName, (m) => m.parameters.sheet),
}

/** The id of an upload (RFC 9562). */
const uploadPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const parsers = {
  profile: oneOf(importProfiles),
  mapping: mappingParameter,
  dataset: once(matching(slugPattern), (m) => m.parameters.mustBeSlug),
  mode: oneOf(['all', 'valid']),
  dry_run: oneOf(flags),
  publish: oneOf(flags),
  missing: oneOf(['keep', 'retract']),
  reason: once(parseReason, (m) => m.parameters.reason),
  ...fileParameters,
  confirm: once(wholeNumber({ max: 999_999_999 }), (m) => m.parameters.confirm),
  null_values: once(parseNullValues, (m) => m.parameters.nullValues(maxNullValues)),
  upload: once(matching(uploadPattern), (m) => m.uploads.id),
}

export type ImportQuery = ReturnType<typeof parseImportQuery>

type Values = ParameterValues<typeof parsers>

const profileConflicts = ({ mapping, profile = 'mapping' }: Values): RequestIssue[] =>
  mapping && profile !== 'mapping' ? [parameterIssue('mapping', (m) => m.mappings.otherProfile(profile))] : []

const retractConflicts = ({ missing, dry_run: dryRun }: Values, search: URLSearchParams): RequestIssue[] =>
  missing === 'retract'
    ? ['dataset', 'reason', ...(dryRun === 'true' ? [] : ['confirm'])]
        .filter((name) => !search.has(name))
        .map((name) => parameterIssue(name, (m) => m.parameters.neededForRetract))
    : []

/** Returns the parameters of an import. Throws a Problem with every error. */
export const parseImportQuery = (search: URLSearchParams) => {
  const {
    mapping,
    profile = mapping ? 'mapping' : 'flat',
    mode = 'all',
    dry_run: dryRun,
    publish,
    missing = 'keep',
    null_values: nullValues,
    ...rest
  } = readParameters(search, parsers, {
    empty: 'value',
    findConflicts: (values) => [...profileConflicts(values), ...retractConflicts(values, search)],
  })
  return {
    profile,
    mapping,
    mode,
    dryRun: dryRun === 'true',
    publish: publish === 'true',
    missing,
    nullValues,
    ...rest,
  }
}
