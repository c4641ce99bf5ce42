/** Importing the stored file of an import again. */
import { parameterIssue } from '../../ingest/request/parameters.ts'
import { problems } from '../../problems.ts'
import { readOriginal } from '../../services/imports/read-import.ts'
import { type Rerun, rerunOptions } from '../../services/imports/rerun-options.ts'
import type { Import } from '../../store/imports/imports.ts'
import { type AppContext, messagesOf } from '../context.ts'
import { createReader } from './import-body.ts'
import { startImport } from './run-import.ts'

/** Throws invalid-request if records are to be retracted, and it is not said of which dataset, why, and how many. */
const assertRetractable = (
  { dataset: own }: Import,
  { missing, dataset, reason, confirm, dryRun }: Rerun,
) => {
  if (missing !== 'retract') return
  const isMissing = {
    dataset: (dataset ?? own) === null,
    reason: reason === undefined,
    confirm: confirm === undefined && !dryRun,
  }
  const names = (['dataset', 'reason', 'confirm'] as const).filter((name) => isMissing[name])
  const issues = names.map((name) => parameterIssue(name, (m) => m.importPages.retractNeeds[name]))
  if (issues.length > 0) throw problems.invalidRequest(issues)
}

/** Imports the stored file of an import again. Throws invalid-request. */
export const rerun = async (c: AppContext, found: Import, options: Rerun) => {
  assertRetractable(found, options)
  const { query, mapping, settings } = rerunOptions(found, options, messagesOf(c).language.code)
  const file = {
    body: await readOriginal(c.env.FILES, found.id),
    type: found.content_type,
    ...(mapping === null ? {} : { mapping }),
    replacements: settings.replacements,
  }
  const page = { settings: JSON.stringify(settings), messages: messagesOf(c) }
  return startImport(c, query, file, createReader(query, file), page)
}
