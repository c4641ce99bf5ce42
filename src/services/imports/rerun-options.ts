/** How a stored file is imported again: as it was, with other replacements and another mapping. */
import type { Mapping } from '../../../schemas/column-mapping.ts'
import { extendValues } from '../../ingest/mapping/extend-values.ts'
import type { ImportQuery } from '../../ingest/request/import-query.ts'
import type { Replacement } from '../../ingest/rows/replace-cells.ts'
import type { Import } from '../../store/imports/imports.ts'
import { type ImportSettings, parseSettings, sourceOf } from './import-settings.ts'

/** The differences from the stored import. */
export interface Rerun extends Pick<ImportQuery, 'dryRun' | 'mode' | 'publish' | 'missing'> {
  /** Why records that the file lacks are retracted. */
  readonly reason?: string | undefined
  /** The number of these records that a rehearsal found. */
  readonly confirm?: number | undefined
  readonly replacements: readonly Replacement[]
  /** Whether replaced cells are written into the mapping. */
  readonly remember: boolean
  /** Another mapping, as JSON. */
  readonly mapping?: string | undefined
  /** Another dataset. */
  readonly dataset?: string | undefined
}

/** Returns the mapping and the replacements of a rerun, with those that the mapping says among its values. */
const withRemembered = (mapping: string | null, { remember, replacements }: Rerun) => {
  if (!remember || mapping === null) return { mapping, replacements }
  const extended = extendValues(JSON.parse(mapping) as Mapping, replacements)
  return { mapping: JSON.stringify(extended.mapping), replacements: extended.rest }
}

/** Returns the query, the mapping and the settings by which the file of an import is imported again. */
export const rerunOptions = (
  found: Import,
  rerun: Rerun,
  language: string,
): {
  readonly query: ImportQuery
  readonly mapping: string | null
  readonly settings: ImportSettings
} => {
  const before = parseSettings(found.settings)
  const { mapping, replacements } = withRemembered(rerun.mapping ?? found.mapping, rerun)
  const { dryRun, mode, publish, missing, reason, confirm, dataset = found.dataset ?? undefined } = rerun
  const { encoding, sheet, null_values: nullValues } = before
  return {
    query: {
      profile: (rerun.mapping === undefined ? found.profile : 'mapping') as ImportQuery['profile'],
      mapping: undefined,
      mode,
      dryRun,
      publish,
      missing,
      nullValues: nullValues && [...nullValues],
      ...(reason !== undefined && { reason }),
      ...(confirm !== undefined && { confirm }),
      ...(dataset !== undefined && { dataset }),
      ...(encoding !== undefined && { encoding }),
      ...(sheet !== undefined && { sheet }),
    },
    mapping,
    settings: { ...before, publish, missing, reason, replacements, language, source: sourceOf(found) },
  }
}
