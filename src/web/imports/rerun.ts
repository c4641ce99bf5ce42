/** Importing the stored file of an import again. */
import { readOriginal } from '../../services/imports/read-import.ts'
import { type Rerun, rerunOptions } from '../../services/imports/rerun-options.ts'
import type { Import } from '../../store/imports/imports.ts'
import { type AppContext, messagesOf } from '../context.ts'
import { createReader } from './import-body.ts'
import { startImport } from './run-import.ts'

/** Imports the stored file of an import again. */
export const rerun = async (c: AppContext, found: Import, options: Rerun) => {
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
