/** Parses the parameters of an import. */

import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { slugPattern } from '../../../schemas/field-types.ts'
import { en } from '../../messages/en.ts'
import { matching, once, oneOf, parameterIssue, readParameters, wholeNumber } from './parameters.ts'

const importProfiles = ['flat', 'full', 'mapping', ...schemes] as const

const flags = ['true', 'false'] as const

const parseReason = (value: string): string | undefined =>
  value.trim() !== '' && value.length <= 2000 && value.isWellFormed() && !value.includes('\u0000')
    ? value
    : undefined

const parsers = {
  profile: oneOf(importProfiles),
  dataset: once(matching(slugPattern), en.parameters.mustBeSlug),
  mode: oneOf(['all', 'valid']),
  dry_run: oneOf(flags),
  publish: oneOf(flags),
  missing: oneOf(['keep', 'retract']),
  reason: once(parseReason, en.parameters.reason),
  confirm: once(wholeNumber({ max: 999_999_999 }), en.parameters.confirm),
}

export type ImportQuery = ReturnType<typeof parseImportQuery>

/** Returns the parameters of an import. Throws a Problem with every error. */
export const parseImportQuery = (search: URLSearchParams) => {
  const {
    profile = 'flat',
    mode = 'all',
    dry_run: dryRun,
    publish,
    missing = 'keep',
    ...rest
  } = readParameters(search, parsers, {
    empty: 'value',
    findConflicts: (values) =>
      values.missing === 'retract'
        ? ['dataset', 'reason', ...(values.dry_run === 'true' ? [] : ['confirm'])]
            .filter((name) => !search.has(name))
            .map((name) => parameterIssue(name, en.parameters.neededForRetract))
        : [],
  })
  return { profile, mode, dryRun: dryRun === 'true', publish: publish === 'true', missing, ...rest }
}
