/** Parses the parameters of an import. */
import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { slugPattern } from '../../../schemas/field-types.ts'
import { matching, once, oneOf, parameterIssue, readParameters, wholeNumber } from './parameters.ts'

const importProfiles = ['flat', 'full', 'mapping', ...schemes] as const

const flags = ['true', 'false'] as const

const parseReason = (value: string): string | undefined =>
  value.trim() !== '' && value.length <= 2000 && value.isWellFormed() && !value.includes('\u0000')
    ? value
    : undefined

const parsers = {
  profile: oneOf(importProfiles),
  dataset: once(matching(slugPattern), 'It must be a short name of lower-case letters, digits, - and _.'),
  mode: oneOf(['all', 'valid']),
  dry_run: oneOf(flags),
  publish: oneOf(flags),
  missing: oneOf(['keep', 'retract']),
  reason: once(parseReason, 'It must be a text of 1 to 2000 characters.'),
  confirm: once(
    wholeNumber({ max: 999_999_999 }),
    'It must be the number of records that a dry run reported.',
  ),
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
            .map((name) => parameterIssue(name, 'missing=retract needs it.'))
        : [],
  })
  return { profile, mode, dryRun: dryRun === 'true', publish: publish === 'true', missing, ...rest }
}
