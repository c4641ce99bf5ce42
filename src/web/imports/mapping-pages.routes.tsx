/** Routes of the page on which the columns of an imported file are matched by hand. */
import { Hono } from 'hono'
import type { Mapping } from '../../../schemas/column-mapping.ts'
import { slugPattern } from '../../../schemas/field-types.ts'
import { editMapping } from '../../ingest/mapping/edit-mapping.ts'
import { parseMapping } from '../../ingest/mapping/parse-mapping.ts'
import { assertMappingName } from '../../ingest/mapping/stored-mapping.ts'
import { type Suggestion, suggestMapping } from '../../ingest/mapping/suggest/suggest.ts'
import { parameterIssue } from '../../ingest/request/parameters.ts'
import { parseJson } from '../../ingest/request/parse-body.ts'
import { problems } from '../../problems.ts'
import { parseSettings } from '../../services/imports/import-settings.ts'
import { sampleImport } from '../../services/imports/sample-import.ts'
import { save } from '../../services/mappings.ts'
import type { Import } from '../../store/imports/imports.ts'
import { readFormFields } from '../body/form-body.ts'
import type { AppContext, AppEnv } from '../context.ts'
import { respond } from '../respond.ts'
import { renderPage } from '../ui/viewer.tsx'
import { findImportWithFiles } from './import.routes.ts'
import { jsonKindOf } from './import-body.ts'
import { importUrl } from './imports-page.tsx'
import { readMappingEdit } from './mapping-fields.ts'
import { MappingPage, type MappingPageProps } from './mapping-page.tsx'
import { rerun } from './rerun.ts'
import { readReport } from './run-import.ts'

type Typed = Readonly<Record<string, string>>

/** Returns the file of an import as far as its columns go, and the mapping that it suggests. */
const readColumns = async (c: AppContext, found: Import, dataset: string | undefined) => {
  const sample = await sampleImport(c.env.FILES, found, jsonKindOf(found.content_type))
  return { sample, suggestion: suggestMapping(sample, { dataset }) }
}

/** Returns the mapping of an import; the suggested one if it has none. */
const statedMapping = ({ mapping }: Import, suggestion: Suggestion): Mapping =>
  mapping === null ? suggestion.mapping : (JSON.parse(mapping) as Mapping)

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns a mapping that names the dataset as the layout of the columns that it keeps. */
const withScheme = (mapping: Mapping, dataset: string | undefined): Mapping =>
  mapping.rest === 'external' &&
  dataset !== undefined &&
  mapping.constants?.['external.scheme'] === undefined &&
  mapping.columns !== undefined
    ? { ...mapping, constants: { ...mapping.constants, 'external.scheme': dataset } }
    : mapping

const render = async (
  c: AppContext,
  found: Import,
  more: Partial<MappingPageProps> & { readonly typed?: Typed } = {},
) => {
  const { typed = {}, ...props } = more
  const dataset = typed.dataset ?? found.dataset ?? ''
  const columns = await readColumns(c, found, dataset || undefined)
  const page = {
    found,
    file: parseSettings(found.settings).file,
    mapping: statedMapping(found, columns.suggestion),
    ...columns,
    dataset,
    name: typed.mapping_name ?? '',
    ...props,
  }
  return renderPage(c, <MappingPage {...page} />, props.problem)
}

const getMapping = async (c: AppContext) => render(c, await findImportWithFiles(c))

/** Returns the dataset that a form names. Throws invalid-request. */
const readDataset = ({ dataset: text = '' }: Typed, found: Import): string | undefined => {
  const dataset = text.trim() || (found.dataset ?? undefined)
  if (dataset !== undefined && !slugPattern.test(dataset))
    throw problems.invalidRequest([parameterIssue('dataset', (m) => m.parameters.mustBeSlug, dataset)])
  return dataset
}

/** Returns the mapping of a form: its JSON if it has one, else what it says of each column. */
const readMapping = async (c: AppContext, found: Import, typed: Typed): Promise<Mapping> => {
  if (typed.json !== undefined) return parseJson(typed.json) as Mapping
  const { suggestion } = await readColumns(c, found, typed.dataset?.trim() || undefined)
  const edited = editMapping(statedMapping(found, suggestion), suggestion.mapping, readMappingEdit(typed))
  return withScheme(edited, typed.dataset?.trim() || undefined)
}

const keep = async (c: AppContext, typed: Typed, dataset: string | undefined, mapping: Mapping) => {
  const name = typed.mapping_name?.trim() ?? ''
  if (name === '') return
  if (dataset === undefined)
    throw problems.invalidRequest([parameterIssue('mapping_name', (m) => m.importPages.keepWithout)])
  assertMappingName(name)
  await save(c.get('services'), c.get('actor'), { dataset, name }, mapping)
}

/** Rehearses the file with the mapping of a form, and keeps the mapping if the form names it. */
const postMapping = async (c: AppContext) => {
  const found = await findImportWithFiles(c)
  const typed = await readFormFields(c)
  let mapping: Mapping | undefined
  const act = async () => {
    mapping = await readMapping(c, found, typed)
    const dataset = readDataset(typed, found)
    const { issues } = parseMapping(mapping)
    if (issues.length > 0) throw problems.invalidRequest(issues)
    await keep(c, typed, dataset, mapping)
    const { publish, missing = 'keep', reason, replacements = [] } = parseSettings(found.settings)
    const how = { publish, missing, reason, replacements }
    const options = { ...how, dryRun: true, mode: found.mode, remember: false }
    return readReport(await rerun(c, found, { ...options, dataset, mapping: JSON.stringify(mapping) }))
  }
  return respond(c, typed, act, {
    redirect: (report) => importUrl(report.import),
    json: (report) => c.json(report),
    redisplay: (problem) =>
      render(c, found, {
        typed,
        problem,
        ...(isObject(mapping) && isObject(mapping.columns) && { mapping }),
      }),
  })
}

export const mappingPageRoutes = new Hono<AppEnv>()
  .get('/imports/:id/mapping', getMapping)
  .post('/imports/:id/mapping', postMapping)
