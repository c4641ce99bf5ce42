import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { crosswalkRules } from '../../../schemas/crosswalk/loss-rules.ts'
import { rules } from '../../../schemas/rules.ts'
import { codebookFiles } from '../../../src/export/codebook.ts'
import { fieldEntries, vocabularyNames } from '../../../src/record/codebook/fields.ts'
import { tables } from '../../../src/record/tables.ts'

type Row = Readonly<Record<string, string>>

const rows = Papa.parse<Row>(codebookFiles.csv.write(), { header: true, skipEmptyLines: true }).data
const rowsOf = (kind: string): Row[] => rows.filter((row) => row.kind === kind)

describe('the codebook as CSV', () => {
  it('has a row for each field, column, code and rule, each with an id of its own', () => {
    expect(rowsOf('field').map(({ path }) => path)).toEqual(fieldEntries.map(({ path }) => path))
    const columns = tables.flatMap(({ name: table, columns }) =>
      columns.map(({ name }) => `${table}.${name}`),
    )
    expect(rowsOf('column').map(({ table, name }) => `${table}.${name}`)).toEqual(
      expect.arrayContaining(columns),
    )
    const codes = [...vocabularyNames].flatMap(([vocabulary, name]) =>
      Object.keys(vocabulary).map((code) => `${name} ${code}`),
    )
    expect(rowsOf('code').map(({ path, name }) => `${path} ${name}`)).toEqual(codes)
    expect(rowsOf('rule').map(({ name }) => name)).toEqual(Object.keys(rules))
    expect(rowsOf('crosswalk').map(({ name }) => name)).toEqual(Object.keys(crosswalkRules))
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })

  it('has an example and a type for each column of records', () => {
    const bare = rowsOf('column').filter(
      ({ table, type, example }) => table !== 'codebook' && (type === '' || example === ''),
    )
    expect(bare).toEqual([])
  })

  it.each([
    ['field-event_type', { type: 'code', codes: 'event_type', required: 'yes', example: 'remote_violence' }],
    ['field-sources.language', { path: 'sources[].language', type: 'language', required: 'no' }],
    [
      'column-date_start',
      { type: 'date', example: '2022-01-05', ucdp: expect.stringContaining('date_start') },
    ],
    ['column-deaths_best', { type: 'integer', unit: 'people', example: '3', ucdp: 'best', gtd: 'nkill' }],
    ['column-munitions_fired', { example: '14', gtd: 'weapdetail' }],
    [
      'column-target_types',
      { type: 'list', codes: 'targets.type', gtd: expect.stringContaining('targtype1') },
    ],
    ['column-claimed_by', { acled: 'notes', gtd: expect.stringContaining('gname') }],
    ['column-source_count', { ucdp: '', acled: '', gtd: '' }],
    ['column-weapons.position', { table: 'weapons', path: '', type: 'integer' }],
    [
      'codes-claims.medium-letter',
      { name: 'letter', path: 'claims.medium', title: 'Letter', gtd: 'claimmode=1; claimmode_txt=Letter' },
    ],
    ['codes-location.country-IQ', { acled: 'iso=368; country=Iraq' }],
    ['codes-date_precision-month', { name: 'month' }],
    ['rule-casualties.order', { type: 'error; warning for records from another dataset' }],
    ['rule-summary.empty', { type: 'warning' }],
    [
      'rule-date.order',
      { definition: expect.stringContaining('Not in the JSON Schema: it compares values.') },
    ],
    ['rule-gtd.group', { kind: 'crosswalk', type: 'changed' }],
  ])('says of %s what it is', (id, expected) => {
    expect(rows.find((row) => row.id === id)).toMatchObject(expected)
  })
})

describe('the codebook as JSON', () => {
  it('has the same, as lists', () => {
    const { schema, missing_values, ...lists } = JSON.parse(codebookFiles.json.write())
    expect([schema, missing_values]).toEqual([expect.stringMatching(/^[0-9a-f]{8}$/), ['']])
    expect(Object.keys(lists)).toEqual(['fields', 'columns', 'codes', 'rules', 'crosswalk'])
    expect(Object.values(lists).flat()).toHaveLength(rows.length)
    const letter = lists.codes.find(({ id }: Row) => id === 'codes-claims.medium-letter')
    expect(letter).toEqual({
      id: 'codes-claims.medium-letter',
      name: 'letter',
      path: 'claims.medium',
      title: 'Letter',
      definition: 'A letter or a printed statement, sent to somebody.',
      counterparts: { gtd: ['claimmode=1', 'claimmode_txt=Letter'] },
    })
  })
})

describe('the codebook as Markdown', () => {
  it('has a table for each kind, every row of which has as many cells as its header', () => {
    const [, ...sections] = codebookFiles.md.write().split('\n## ')
    const counts = sections.map((section) => {
      const lines = section.split('\n').filter((line) => line.startsWith('|'))
      const widths = new Set(lines.map((line) => line.replaceAll('\\|', '').split('|').length))
      expect(widths.size).toBe(1)
      return lines.length - 2
    })
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows.length)
    expect(sections.map((section) => section.split('\n')[0])).toContain('Codes')
  })
})
