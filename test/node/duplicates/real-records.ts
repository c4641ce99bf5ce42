/** Records of real files, read as an import reads them. */
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Incident } from '../../../schemas/incident.ts'
import { planCrosswalk } from '../../../src/ingest/crosswalk/profile.ts'
import { mappingProfile } from '../../../src/ingest/mapping/apply.ts'
import { parseMapping } from '../../../src/ingest/mapping/parse-mapping.ts'
import { readCsvRows } from '../../../src/ingest/rows/csv-reader.ts'
import type { SourceRow } from '../../../src/ingest/rows/source-row.ts'
import { validate } from '../../../src/ingest/validate/validate.ts'
import { findLayout } from '../../../src/record/crosswalk/layouts.ts'

/** Files of others, which are not part of the repository. */
const data = new URL('../../../../shared/data/', import.meta.url)
const mappings = new URL('../../fixtures/mappings/', import.meta.url)

export const hasRealFiles = existsSync(data)

type Way = Parameters<typeof readCsvRows>[1]

const byMapping = (name: string): Way => {
  const { mapping } = parseMapping(
    JSON.parse(readFileSync(new URL(`${name}.json`, mappings), 'utf8')) as unknown,
  )
  if (!mapping) throw new Error(`The mapping ${name} is not sound.`)
  return mappingProfile(mapping)
}

const byLayout = (): Way => {
  const layout = findLayout('ucdp')
  if (!layout) throw new Error('There is no layout ucdp.')
  return (headers: readonly string[]) => planCrosswalk(layout, headers)
}

const files = {
  'ucdp-iraq': ['ucdp-iraq/conflict_data_irq.csv', byLayout],
  'ucdp-syria': ['ucdp-syria/ucdp_syria_df.csv', byLayout],
  fpv: ['lebanon-fpv/fpv_drone_map_records.csv', () => byMapping('fpv')],
  insurgencies: ['iraq-2007/insurgencies.csv', () => byMapping('insurgencies')],
} as const satisfies Readonly<Record<string, readonly [string, () => Way]>>

export type RealFile = keyof typeof files
export const realFiles = Object.keys(files) as RealFile[]

const world = { now: Date.UTC(2026, 10, 22), isInCountry: () => undefined }

const recordOf = ({ build, options }: SourceRow, dataset: string): Incident => {
  const { candidate, issues } = build(undefined)
  const { record, errors } = validate({ ...(candidate as object), dataset }, world, { ...options, issues })
  if (!record) throw new Error(`A row is refused: ${JSON.stringify(errors)}`)
  return record
}

/** Where a file is, and its mapping. */
export const pathsOf = (name: RealFile): { readonly file: string; readonly mapping?: URL } => ({
  file: fileURLToPath(new URL(files[name][0], data)),
  ...(name.startsWith('ucdp') ? {} : { mapping: new URL(`${name}.json`, mappings) }),
})

/** All records of a file. */
export const recordsOf = async (name: RealFile): Promise<Incident[]> => {
  const [, way] = files[name]
  const found: Incident[] = []
  for await (const event of readCsvRows(createReadStream(pathsOf(name).file), way()))
    if (event.kind === 'rows') found.push(...event.rows.map((row) => recordOf(row, name)))
  return found
}
