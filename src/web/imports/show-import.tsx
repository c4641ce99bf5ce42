/** The page of an import. */
import { parseMapping } from '../../ingest/mapping/parse-mapping.ts'
import type { Problem } from '../../problems.ts'
import { describeImportUndo } from '../../services/bulk/describe-undo.ts'
import { refreshDuplicates } from '../../services/duplicates/find-duplicates.ts'
import { groupErrors } from '../../services/imports/group-errors.ts'
import { type ImportSettings, parseSettings } from '../../services/imports/import-settings.ts'
import { listRetracted } from '../../services/imports/list-retracted.ts'
import { parseStored, readErrors } from '../../services/imports/read-import.ts'
import { findSent } from '../../services/imports/sent-import.ts'
import type { Import } from '../../store/imports/imports.ts'
import type { NamedRecord } from '../../store/version-pages.ts'
import type { AppContext } from '../context.ts'
import { renderPage } from '../ui/viewer.tsx'
import { tableTypes } from './import-body.ts'
import { ImportPage } from './import-page.tsx'
import { importUrl } from './imports-page.tsx'
import type { MissingRecordsProps } from './missing-records.tsx'
import { parseReplacements } from './replacement-fields.ts'

interface ShowOptions {
  /** The form of a run as typed, if it was refused. */
  readonly typed?: Readonly<Record<string, string>>
  readonly problem?: Problem
  /** The reason of an undo as typed, if it was refused. */
  readonly undoReason?: string
}

/** Returns whether the columns of a file must be matched by hand before it can be read. */
const isUnmatched = ({ mapping }: Import, { rows }: { readonly rows: number }): boolean =>
  mapping !== null && rows === 0 && !parseMapping(JSON.parse(mapping)).mapping

/** Returns the records that an import retracts, as its page has them; undefined if it retracts none. */
const missingOf = (
  found: Import,
  report: ReturnType<typeof parseStored> | undefined,
  records: readonly NamedRecord[],
): MissingRecordsProps | undefined => {
  if (!report || parseSettings(found.settings).missing !== 'retract') return undefined
  const isUncounted = found.mode === 'all' && report.rejected > 0
  return { count: report.retracted, records, isRehearsal: found.dry_run === 1, isUncounted }
}

/** Returns the settings of an import with what was typed in a form. */
const settingsOf = ({ settings }: Import, { typed }: ShowOptions): ImportSettings => ({
  ...parseSettings(settings),
  ...(typed && {
    publish: typed.publish === 'true',
    missing: typed.missing === 'retract' ? 'retract' : 'keep',
    reason: typed.reason,
    replacements: parseReplacements(typed),
  }),
})

/** Renders an import that the actor may see; leads to its columns if they are not matched yet. */
export const showImport = async (c: AppContext, found: Import, options: ShowOptions = {}) => {
  const { problem, undoReason } = options
  const report = found.report === null ? undefined : parseStored(found.report)
  const isAvailable = found.redacted_by === null && report !== undefined
  if (isAvailable && isUnmatched(found, report)) return c.redirect(importUrl(found.id, '/mapping'), 303)
  const isFaulty = isAvailable && report.error_count > 0
  const commits = found.dry_run === 1 ? [] : (report?.commits ?? [])
  const ids = report?.retracted_ids ?? []
  const [errors, duplicates, undo, sent, retracted] = await Promise.all([
    isFaulty ? groupErrors(readErrors(c.env.FILES, found.id)) : { groups: [], count: 0 },
    report?.possible_duplicates.length
      ? refreshDuplicates(c.get('services'), c.get('actor'), report.possible_duplicates)
      : [],
    commits.length > 0 ? describeImportUndo(c.get('services'), commits) : undefined,
    isAvailable ? findSent(c.get('services'), c.get('actor'), found) : undefined,
    listRetracted(c.get('services'), c.get('actor'), ids),
  ])
  const props = {
    found,
    report,
    errors,
    duplicates: duplicates.map(({ row, id, title, score }) => ({
      row,
      id,
      title: title ?? undefined,
      score,
    })),
    settings: settingsOf(found, options),
    sent,
    isTable: tableTypes.includes(found.content_type),
    isAvailable,
    undo,
    undoReason,
    missing: missingOf(found, report, retracted),
    problem,
  }
  return renderPage(c, <ImportPage {...props} />, {
    ...(problem && { status: problem.status }),
    script: 'import',
  })
}
