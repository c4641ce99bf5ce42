/** How the file of an import was read, and what was replaced in it, so that it can be imported again. */
import type { ImportQuery } from '../../ingest/request/import-query.ts'
import type { Replacement } from '../../ingest/rows/replace-cells.ts'
import type { Import } from '../../store/imports/imports.ts'

export interface ImportSettings extends Pick<ImportQuery, 'publish'> {
  /** Whether records that the file lacks are retracted. */
  readonly missing?: ImportQuery['missing'] | undefined
  /** Why they are retracted. */
  readonly reason?: string | undefined
  readonly encoding?: string | undefined
  readonly sheet?: string | undefined
  /** The cells that mean unknown. */
  readonly null_values?: readonly string[] | undefined
  readonly replacements?: readonly Replacement[] | undefined
  /** The name of the file, as its sender has it. */
  readonly file?: string | undefined
  /** The import whose stored file this one has read again: the first of its file. */
  readonly source?: string | undefined
  /** The language of the texts of its errors. */
  readonly language?: string | undefined
}

const defaults: ImportSettings = { publish: false }

/** Returns the settings of a stored import; those of a program state nothing. */
export const parseSettings = (stored: string | null): ImportSettings =>
  stored === null ? defaults : { ...defaults, ...(JSON.parse(stored) as ImportSettings) }

/** Returns the id of the first import of the file that an import has read. */
export const sourceOf = ({ id, settings }: Pick<Import, 'id' | 'settings'>): string =>
  parseSettings(settings).source ?? id
