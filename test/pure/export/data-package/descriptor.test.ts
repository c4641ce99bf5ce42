/**
 * The JSON Schemas of Data Package 2.0 and of Citation File Format 1.2.0 are in no package of the registry, so the
 * parts of them that a package uses stand here, strict: a property that is not in them is refused.
 */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { minimalRecord } from '../../rule-cases.ts'
import { packRecords, readTextFile, storedRecord, unzipFiles } from './read-package.ts'

const profile = (name: string) => v.literal(`https://datapackage.org/profiles/2.0/${name}.json`)
const words = v.pipe(v.string(), v.minLength(1))
const names = v.pipe(v.array(words), v.minLength(1))
/** A path inside the package, or an address. */
const path = v.pipe(
  v.string(),
  v.regex(/^((?=[^./~])(?!file:)((?!\/\.\.\/)(?!\\)(?!:\/\/).)*|(http|ftp)s?:\/\/.*)$/),
)
const webAddress = v.pipe(v.string(), v.regex(/^https?:\/\/[!-~]+$/))

const common = { name: words, title: words, description: v.optional(words) }
const constraints = { required: v.optional(v.literal(true)) }
const category = v.strictObject({ value: words, label: words })

const field = v.variant('type', [
  v.strictObject({
    ...common,
    type: v.literal('string'),
    constraints: v.optional(
      v.strictObject({ ...constraints, maxLength: v.optional(v.pipe(v.number(), v.integer())) }),
    ),
    categories: v.optional(v.pipe(v.array(category), v.minLength(1))),
  }),
  v.strictObject({
    ...common,
    type: v.picklist(['integer', 'number']),
    constraints: v.optional(v.strictObject({ ...constraints, minimum: v.optional(v.number()) })),
  }),
  v.strictObject({
    ...common,
    type: v.literal('date'),
    constraints: v.optional(v.strictObject(constraints)),
  }),
  v.strictObject({
    ...common,
    type: v.literal('datetime'),
    // The default of version 1 has no milliseconds.
    format: v.literal('any'),
    constraints: v.optional(v.strictObject(constraints)),
  }),
])

const tableSchema = v.strictObject({
  $schema: profile('tableschema'),
  fields: v.pipe(v.array(field), v.minLength(1)),
  missingValues: v.tuple([v.literal('')]),
  primaryKey: names,
  foreignKeys: v.optional(
    v.pipe(
      v.array(
        v.strictObject({ fields: names, reference: v.strictObject({ resource: words, fields: names }) }),
      ),
      v.minLength(1),
    ),
  ),
})

const resource = v.strictObject({
  $schema: profile('dataresource'),
  ...common,
  path,
  type: v.literal('table'),
  format: v.literal('csv'),
  mediatype: v.literal('text/csv'),
  encoding: v.literal('utf-8'),
  // Version 1 of the standard guesses a delimiter that is not stated.
  dialect: v.strictObject({
    header: v.literal(true),
    delimiter: v.literal(','),
    lineTerminator: v.literal('\r\n'),
    quoteChar: v.literal('"'),
    doubleQuote: v.literal(true),
  }),
  bytes: v.pipe(v.number(), v.integer()),
  hash: v.pipe(v.string(), v.regex(/^[^:]+:[a-fA-F0-9]+$/)),
  /** Ours: the standard lets a descriptor have properties of its own. */
  rows: v.pipe(v.number(), v.integer()),
  schema: tableSchema,
})

const dataPackage = v.strictObject({
  $schema: profile('datapackage'),
  ...common,
  id: v.optional(words),
  homepage: v.optional(webAddress),
  version: words,
  created: v.pipe(v.string(), v.isoTimestamp()),
  sources: v.optional(v.array(v.strictObject({ title: words }))),
  licenses: v.optional(v.pipe(v.array(v.strictObject({ path, title: v.optional(words) })), v.minLength(1))),
  resources: v.pipe(v.array(resource), v.minLength(1)),
})

const unique = (items: unknown[]): boolean =>
  new Set(items.map((item) => JSON.stringify(item))).size === items.length
const authors = v.pipe(
  v.array(v.strictObject({ name: words })),
  v.minLength(1),
  v.check((items) => unique(items)),
)
const day = v.pipe(v.string(), v.isoDate())

const reference = v.strictObject({
  type: v.literal('data'),
  title: words,
  abbreviation: words,
  authors,
  notes: v.optional(words),
  'license-url': v.optional(webAddress),
})

const citationFile = v.strictObject({
  'cff-version': v.literal('1.2.0'),
  message: words,
  type: v.literal('dataset'),
  title: words,
  authors,
  version: words,
  'date-released': day,
  url: v.optional(webAddress),
  identifiers: v.optional(
    v.pipe(
      v.array(v.strictObject({ type: v.literal('other'), value: words, description: words })),
      v.minLength(1),
    ),
  ),
  references: v.optional(
    v.pipe(
      v.array(reference),
      v.minLength(1),
      v.check((items) => unique(items)),
    ),
  ),
})

const nothing = { title: null, description: null, licence: null, attribution: null }
const hostile = `"x": 'y' # z\n- {a}\u2028 \ufeff م \\ &amp;`
const datasets = [
  { ...nothing, slug: 'bare' },
  { ...nothing, slug: 'free', title: 'Twins', licence: 'https://example.org/لic?a=1' },
  { ...nothing, slug: 'other', title: 'Twins', licence: 'CC BY 4.0', attribution: hostile },
  { ...nothing, slug: 'odd', title: hostile, description: hostile, licence: 'CC BY 4.0' },
  { ...nothing, slug: 'absent', title: 'Has no record here', licence: 'secret' },
]
const present = ['bare', 'free', 'other', 'odd']
const records = present.map((dataset, n) => storedRecord({ ...minimalRecord, dataset }, n))
const address = 'https://sitrep.example/incidents.zip?country=IQ&q=مأرب&commit=42&schema=1'

const described = async (...[sent, more]: Parameters<typeof packRecords>) => {
  const files = unzipFiles(await packRecords(sent, more))
  return {
    files,
    descriptor: v.parse(dataPackage, JSON.parse(readTextFile(files, 'datapackage.json'))),
    citation: v.parse(citationFile, parse(readTextFile(files, 'CITATION.cff'))),
    licences: readTextFile(files, 'LICENCES.md'),
    readme: readTextFile(files, 'README.md'),
  }
}

describe('datapackage.json and CITATION.cff', () => {
  it('follow their standards', async () => {
    const { descriptor, citation } = await described(records, { datasets, address })
    expect(descriptor).toMatchObject({ version: '42', created: '2022-01-06T10:11:12.000Z', id: address })
    expect(descriptor.homepage).toBe(new URL(address).href)
    expect(citation).toMatchObject({ version: '42', 'date-released': '2022-01-06' })
    expect(citation.url).toBe(new URL(address).href)
    expect(citation.authors.map(({ name }) => name)).toEqual(['bare', 'Twins', hostile.replace(/\s+/g, ' ')])
    expect(citation.references?.map((each) => [each.abbreviation, each.notes])).toEqual([
      ['bare', undefined],
      ['free', undefined],
      ['other', hostile],
      ['odd', undefined],
    ])
  })

  it('follow them without datasets and without an absolute address', async () => {
    const { descriptor, citation } = await described([])
    expect([descriptor.sources, descriptor.licenses, descriptor.homepage]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(citation.identifiers?.[0]?.value).toBe('/incidents.zip?country=IQ&commit=42&schema=1')
    expect([descriptor.title, citation.title]).toEqual(Array(2).fill('Incidents of armed conflict'))
  })

  it('bear the title of the one dataset that there is', async () => {
    const { descriptor, citation, readme } = await described([storedRecord(minimalRecord)])
    expect([descriptor.title, citation.title]).toEqual(Array(2).fill('Reports of attacks'))
    expect(readme).toMatch(/^# Reports of attacks\n/)
    expect(readme).toContain('/incidents.zip?country=IQ&commit=42&schema=1')
  })

  it('name the licences of the datasets that occur, each once', async () => {
    const { descriptor, files } = await described(records, { datasets })
    expect(descriptor.licenses).toEqual([
      { path: 'https://example.org/%D9%84ic?a=1' },
      { path: 'LICENCES.md', title: 'CC BY 4.0' },
    ])
    for (const [, bytes] of files) expect(bytes.includes('Has no record here')).toBe(false)
  })

  it('describe the columns that the tables have', async () => {
    const { descriptor, files } = await described(records)
    const all = new Map(descriptor.resources.map(({ name, schema }) => [name, schema]))
    for (const { path, schema } of descriptor.resources) {
      const header = readTextFile(files, path).split('\r\n')[0]
      expect(schema.fields.map(({ name }) => name).join()).toBe(header)
      const inTable = (table: string) => all.get(table)?.fields.map(({ name }) => name)
      expect(header?.split(',')).toEqual(expect.arrayContaining(schema.primaryKey))
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        expect(header?.split(',')).toEqual(expect.arrayContaining(fields))
        expect(inTable(reference.resource)).toEqual(expect.arrayContaining(reference.fields))
      }
    }
    const fieldOf = (table: string, column: string) =>
      all.get(table)?.fields.find(({ name }) => name === column)
    expect(fieldOf('weapons', 'fired')).toEqual({
      name: 'fired',
      title: 'Fired',
      description: 'The total number, only if a source gives it. Unit: munitions.',
      type: 'integer',
      constraints: { minimum: 0 },
    })
    expect(fieldOf('claims', 'status')).toMatchObject({
      type: 'string',
      categories: expect.arrayContaining([{ value: 'standing', label: 'Standing' }]),
    })
    expect(fieldOf('incidents', 'title')).toMatchObject({ constraints: { maxLength: 200 } })
    expect(fieldOf('incidents', 'country')).toMatchObject({ constraints: { required: true } })
    const types = ['date_start', 'created_at', 'latitude', 'tags'].map(
      (name) => fieldOf('incidents', name)?.type,
    )
    expect(types).toEqual(['date', 'datetime', 'number', 'string'])
    expect(fieldOf('incidents', 'weapon_types')).not.toHaveProperty('categories')
  })
})

describe('LICENCES.md', () => {
  it('has the terms and the wording of each dataset that occurs', async () => {
    const { licences } = await described([storedRecord(minimalRecord)])
    expect(licences).toBe(
      [
        '# Licences and attribution',
        '## Reports of attacks',
        'In the column `dataset`: `reports`.',
        'Licence: CC BY 4.0',
        'Attribution: Cite as "Reports", 2022: all of it.',
        'What monitors filed.\nIt leaves out battles.\n',
      ].join('\n\n'),
    )
  })

  it('says where no licence is stated', async () => {
    const { licences } = await described([storedRecord({ ...minimalRecord, dataset: 'bare' })], { datasets })
    expect(licences).toContain('Licence: none is stated.')
  })
})
