import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { damageLevel, eventSubtype, eventType, weaponType } from '../../../../schemas/vocabularies.ts'
import { IncompleteFile, toReadableStream } from '../../../../src/export/byte-stream.ts'
import { xlsx } from '../../../../src/export/xlsx/xlsx.ts'
import { flatColumns, getColumn } from '../../../../src/record/flat-columns.ts'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import { soundRecord } from '../../arbitrary.ts'
import {
  bytesOf,
  firstCell,
  inPages,
  type ReadCell,
  readWritten,
  stamps,
  storedRecord,
  textCell,
} from './read-workbook.ts'

const dayLength = 86_400_000
const dayZero = Date.UTC(1899, 11, 30)

/** A cell of a sheet as the flat row has it. */
const flatValue = (name: string, cell: ReadCell | undefined): string | number | undefined => {
  if (!cell) return undefined
  if (cell.type === 'text') return cell.value
  const { type } = getColumn(name)
  if (type !== 'date' && type !== 'datetime') return Number(cell.value)
  const iso = new Date(Math.round(dayZero + Number(cell.value) * dayLength)).toISOString()
  return type === 'date' ? iso.slice(0, 10) : iso
}

/** Whether a cell is to be a text: one of words, or a day that Excel cannot hold. */
const isText = (name: string, value: string): boolean =>
  /text|list/.test(getColumn(name).type) || /^(?:0\d|1[0-8])\d\d-|^1900-0[12]-/.test(value)

describe('the sheet of the incidents', () => {
  it('has the flat row of every record, each cell of its type', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(soundRecord, { maxLength: 5 }), async (sent) => {
        const records = sent.map(storedRecord)
        const { sheets } = await readWritten(records)
        expect(sheets.incidents?.header).toEqual(flatColumns.map(({ name }) => name))
        const found = sheets.incidents?.rows.map((row) =>
          flatColumns.map(({ name }) => flatValue(name, row[name])),
        )
        expect(found).toEqual(records.map((record) => flatColumns.map((column) => column.get(record))))
        for (const row of sheets.incidents?.rows ?? [])
          for (const [name, cell] of Object.entries(row))
            expect([name, cell.type]).toEqual([name, isText(name, cell.value) ? 'text' : 'number'])
      }),
      { numRuns: 60 },
    )
  })

  it('has no cell for what is unknown, and 0 for what is none', async () => {
    const { sheets } = await readWritten([
      storedRecord({ casualties: { deaths: { best: 0 } }, weapons: [{ type: 'rocket', hit: 0 }] }),
    ])
    const row = sheets.incidents?.rows[0] ?? {}
    expect(Object.keys(row).join(' ')).toBe(
      'id dataset status event_type date date_start date_end date_precision country weapon_types munitions_hit ' +
        'deaths_best source_count sources summary revision created_at updated_at',
    )
    expect(await firstCell({ title: '' }, 'title')).toBeUndefined()
    expect([row.deaths_best, row.munitions_hit]).toEqual([
      { type: 'number', style: 0, value: '0' },
      { type: 'number', style: 0, value: '0' },
    ])
  })

  it('has the columns that were asked, in that order', async () => {
    const { sheets } = await readWritten([storedRecord()], { fields: ['title', 'country', 'id', 'outcome'] })
    expect(sheets.incidents).toEqual({
      header: ['title', 'country', 'id', 'outcome'],
      rows: [{ country: textCell('IQ'), id: textCell(stamps.id) }],
    })
  })

  it.each([
    ['0001-01-01', 'text', '0001-01-01'],
    ['1900-02-28', 'text', '1900-02-28'],
    ['1900-03-01', 'number', '61'],
    ['2022-01-05', 'number', '44566'],
    ['9999-12-31', 'number', '2958465'],
  ])('writes the day %s as a %s', async (day, type, value) => {
    expect(await firstCell({ date: day }, 'date_start')).toEqual({
      type,
      style: type === 'text' ? 0 : 2,
      value,
    })
    expect(await firstCell({ date: day }, 'date')).toEqual(textCell(day))
  })

  it('shows days and times as such', async () => {
    const { parts, sheets } = await readWritten([storedRecord()])
    const { date_start, updated_at } = sheets.incidents?.rows[0] ?? {}
    const formats = [...(parts['xl/styles.xml'] ?? '').matchAll(/<xf numFmtId="(\d+)"[^>]* xfId/g)].map(
      ([, id]) => new RegExp(`numFmtId="${id}" formatCode="([^"]*)"`).exec(parts['xl/styles.xml'] ?? '')?.[1],
    )
    expect(formats[date_start?.style ?? 0]).toBe('yyyy\\-mm\\-dd')
    expect(formats[updated_at?.style ?? 0]).toBe('yyyy\\-mm\\-dd\\ hh:mm:ss.000')
  })

  it('keeps its header in sight, with a filter over all', async () => {
    const { parts } = await readWritten([storedRecord(), storedRecord()])
    const [last] = /[A-Z]+3(?=")/.exec(parts['xl/worksheets/sheet1.xml'] ?? '') ?? []
    expect(last).toBe('BE3')
    expect(parts['xl/worksheets/sheet1.xml']).toContain(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    )
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<autoFilter ref="A1:BE3"/>')
    expect(parts['xl/workbook.xml']).toContain('incidents!$A$1:$BE$3</definedName>')
  })

  it('is as wide as its columns need', async () => {
    const { parts } = await readWritten([], { fields: ['id', 'summary', 'munitions_intercepted'] })
    const widths = [...(parts['xl/worksheets/sheet1.xml'] ?? '').matchAll(/ width="(\d+)"/g)].map(
      ([, n]) => n,
    )
    expect(widths).toEqual(['38', '80', '25'])
  })
})

describe('labels', () => {
  const record = () =>
    storedRecord({
      event_subtype: 'shelling',
      weapons: [{ type: 'drone_one_way' }, { model: 'x' }, { type: 'rocket' }],
      damage: { level: 'minor' },
      tags: ['rocket'],
    })

  it('stand in place of codes, in lists too, and nowhere else', async () => {
    const row = (await readWritten([record()], { labels: true })).sheets.incidents?.rows[0] ?? {}
    expect(row.event_type).toEqual(textCell(eventType.remote_violence.label))
    expect(row.event_subtype).toEqual(textCell(eventSubtype.shelling.label))
    expect(row.weapon_types).toEqual(
      textCell(`${weaponType.drone_one_way.label}; ; ${weaponType.rocket.label}`),
    )
    expect(row.damage).toEqual(textCell(damageLevel.minor.label))
    expect(row.date_precision).toEqual(textCell('Day'))
    expect(row.country).toEqual(textCell('Iraq'))
    expect(row.tags).toEqual(textCell('rocket'))
  })

  it('are not there unless asked for', async () => {
    const row = (await readWritten([record()])).sheets.incidents?.rows[0] ?? {}
    expect(row.event_type).toEqual(textCell('remote_violence'))
    expect(row.weapon_types).toEqual(textCell('drone_one_way; ; rocket'))
  })
})

describe('the other sheets', () => {
  it('explain every code of the columns', async () => {
    const { sheets } = await readWritten([])
    const rows = sheets.codes?.rows.map(({ column, code, label, definition }) =>
      [column, code, label, definition].map((cell) => cell?.value),
    )
    const coded = flatColumns.filter(({ vocabulary }) => vocabulary)
    expect(coded.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['weapon_types', 'date_precision', 'country']),
    )
    expect(rows).toEqual(
      coded.flatMap(({ name, vocabulary }) =>
        Object.entries(vocabulary ?? {}).map(([code, term]) => [
          name,
          code,
          term.label,
          term.definition || undefined,
        ]),
      ),
    )
  })

  it('explain the codes of the columns that were asked', async () => {
    const { sheets } = await readWritten([], { fields: ['damage', 'id'] })
    expect(sheets.codes?.rows.map(({ code }) => code?.value)).toEqual(Object.keys(damageLevel))
  })

  it('say what the file is of', async () => {
    const { sheets } = await readWritten([storedRecord(), storedRecord()], { labels: true })
    const about = new Map(sheets.about?.rows.map((row) => [row.what?.value, row]))
    const values = ['rows', 'commit', 'schema', 'codebook', 'cut cells'].map(
      (what) => about.get(what)?.value?.value,
    )
    expect(values).toEqual(['2', '42', schemaVersion, '/codebook', '0'])
    expect(about.get('empty cells')?.meaning?.value).toContain('Unknown')
    expect(about.get('created_at, updated_at')?.meaning?.value).toContain('UTC')
    expect(about.get('codes')?.meaning?.value).toContain('labels')
    expect(about.get('types')?.meaning?.value).toContain('guess_max = 1048576')
  })
})

describe('the file', () => {
  const many = Array.from({ length: 40 }, (_, i) => storedRecord({ title: `title ${i}` }))

  it('is the same bytes however the records come', async () => {
    const facts = { commit: 42, rows: many.length }
    const [once, again] = await Promise.all(
      [1, 40].map((size) => bytesOf(xlsx(inPages(many, size), facts, { labels: false }))),
    )
    expect(once?.equals(again ?? new Uint8Array())).toBe(true)
  })

  it.each([39, 41])('breaks when %i records were promised and 40 came', async (rows) => {
    const file = xlsx(inPages(many), { commit: 42, rows }, { labels: false })
    await expect(bytesOf(file)).rejects.toThrow(IncompleteFile)
  })

  it('breaks for its reader where the records break', async () => {
    const broken = async function* () {
      yield many
      throw new Error('The database is gone.')
    }
    const stream = toReadableStream(xlsx(broken(), { commit: 42, rows: 80 }, { labels: false }))
    await expect(new Response(stream).arrayBuffer()).rejects.toThrow('The database is gone.')
  })

  it('asks for records only as it is read', async () => {
    let asked = 0
    const endless = async function* () {
      for (;;) {
        asked++
        yield many
      }
    }
    const file = xlsx(endless(), { commit: 42, rows: 1e6 }, { labels: false })
    let bytes = 0
    while (bytes < 20_000) bytes += (await file.next()).value?.length ?? 0
    expect(asked).toBeGreaterThan(1)
    expect(asked).toBeLessThan(40)
    await file.return(undefined)
  })
})
