import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import { codebookFiles } from '../../../../src/export/codebook.ts'
import { dataPackage } from '../../../../src/export/data-package/data-package.ts'
import { soundRecord } from '../../arbitrary.ts'
import { minimalRecord } from '../../rule-cases.ts'
import { readZip } from '../read-zip.ts'
import {
  bytesOf,
  facts,
  inPages,
  packageSource,
  packRecords,
  readTableRows,
  readTextFile,
  storedRecord,
  unzipFiles,
} from './read-package.ts'

const records = fc.sample(soundRecord, { numRuns: 25, seed: 7 }).map((sent, n) => storedRecord(sent, n))

const made = (pages: () => AsyncIterable<readonly StoredIncident[]>, rows: number, most?: number) =>
  dataPackage(packageSource(pages), { ...facts, rows }, most)

describe('a package', () => {
  it('has the tables, then what describes them, without a time of its own', async () => {
    const files = readZip(await packRecords(records))
    const names = files.map(({ name }) => name)
    expect(names.join(' ')).toBe(
      'incidents.csv details.csv actors.csv targets.csv weapons.csv casualties.csv claims.csv attributions.csv ' +
        'links.csv sources.csv external.csv warnings.csv codebook.csv datapackage.json README.md ' +
        'LICENCES.md CITATION.cff load.R load.py load.do',
    )
    for (const { stamp, method } of files)
      expect([stamp >>> 16, stamp & 0xffff, method]).toEqual([0x21, 0, 8])
  })

  it('is the same bytes whatever the pages are', async () => {
    const [atOnce, oneByOne, uneven] = await Promise.all(
      [25, 1, 7].map((size) => packRecords(records, {}, size)),
    )
    expect(oneByOne?.equals(atOnce as Buffer)).toBe(true)
    expect(uneven?.equals(atOnce as Buffer)).toBe(true)
  })

  it('names the size, the digest and the rows of every table', async () => {
    const files = unzipFiles(await packRecords(records))
    const { resources } = JSON.parse(readTextFile(files, 'datapackage.json')) as {
      resources: { path: string; name: string; bytes: number; hash: string; rows: number }[]
    }
    const tables = [...files.keys()].filter((name) => name.endsWith('.csv'))
    expect(resources.map(({ path }) => path)).toEqual(tables)
    for (const { path, name, bytes, hash, rows } of resources) {
      const file = files.get(path) as Buffer
      expect(bytes).toBe(file.length)
      expect(hash).toBe(`sha256:${createHash('sha256').update(file).digest('hex')}`)
      expect(rows).toBe(readTableRows(files, name).length)
    }
  })

  it('has headings, lists and links of its own alone, whatever the datasets say', async () => {
    const lines = [
      'Of 2022.',
      '',
      '## Other',
      'Licence',
      '===',
      '- one',
      '3. two',
      '~~~',
      '<h2>a</h2>',
      '\t# b',
    ]
    const forged = `${lines.join('\n')}\r# c\r\n---`
    const title = '[x](https://example.org) <b>#1</b> ![y](z) `c`\n# Other'
    const datasets = [
      { slug: 'reports', title, description: forged, licence: 'CC BY 4.0\n\n## Other', attribution: forged },
    ]
    const files = unzipFiles(await packRecords([storedRecord(minimalRecord, 0)], { datasets }))
    const escaped = String.raw`\[x\](https://example.org) \<b\>\#1\</b\> !\[y\](z) \`c\` \# Other`
    const readme = readTextFile(files, 'README.md').split('\n')
    expect(readme[0]).toBe(`# ${escaped}`)
    expect(readme.filter((line) => line.startsWith('#')).slice(1)).toEqual([
      '## Tables',
      '## Loading',
      '## Citing',
    ])
    const told = [
      ...['Of 2022.', '', String.raw`\#\# Other`, 'Licence', String.raw`\===`, String.raw`\- one`],
      ...[String.raw`3\. two`, String.raw`\~~~`, String.raw`\<h2\>a\</h2\>`, `\t${String.raw`\# b`}`],
      ...[String.raw`\# c`, String.raw`\---`],
    ].join('\n')
    expect(readTextFile(files, 'LICENCES.md')).toBe(
      `# Licences and attribution\n\n## ${escaped}\n\nIn the column \`dataset\`: \`reports\`.\n\n` +
        `Licence: CC BY 4.0\n\n${String.raw`\#\# Other`}\n\nAttribution: ${told}\n\n${told}\n`,
    )
  })

  it('of no records has tables without rows', async () => {
    const files = unzipFiles(await packRecords([]))
    expect(readTextFile(files, 'actors.csv')).toBe('incident_id,position,name,role,type,with\r\n')
    expect(readTableRows(files, 'incidents')).toEqual([])
    expect(readTextFile(files, 'load.do')).toContain('* actors.csv has no rows.')
  })

  it('goes out while its records are read', async () => {
    const [long = ''] = fc.sample(fc.stringMatching(/^[a-z]{9000}$/), { numRuns: 1, seed: 1 })
    const many = Array.from({ length: 40 }, (_, n) => storedRecord({ ...minimalRecord, summary: long }, n))
    let read = 0
    const pages = async function* () {
      for await (const page of inPages(many)) {
        read += page.length
        yield page
      }
    }
    const pieces = made(pages, many.length)
    expect(new TextDecoder().decode((await pieces.next()).value)).toContain('incidents.csv')
    expect(read).toBeLessThan(20)
    await pieces.return(undefined)
  })
})

describe('the codebook of a package', () => {
  it('has every column of every table, in order, and says what it is', async () => {
    const files = unzipFiles(await packRecords(records))
    const tables = [...files.keys()].filter((name) => name.endsWith('.csv')).map((name) => name.slice(0, -4))
    const described = readTableRows(files, 'codebook').filter(({ kind }) => kind === 'column')
    for (const table of tables) {
      const header = readTextFile(files, `${table}.csv`).split('\r\n')[0]
      const own = described.filter((row) => row.table === table)
      expect(own.map(({ name }) => name).join()).toBe(header)
    }
    const undescribed = described.filter(({ title, definition }) => title === '' || definition === '')
    expect(undescribed.filter(({ table }) => table !== 'warnings')).toEqual([])
  })

  it('has every code that a cell may hold', async () => {
    const files = unzipFiles(await packRecords(records))
    const codes = new Map<string, Set<string>>()
    for (const { kind, path = '', name = '', title } of readTableRows(files, 'codebook')) {
      if (kind !== 'code') continue
      expect(title).not.toBe('')
      codes.set(path, (codes.get(path) ?? new Set()).add(name))
    }
    const coded = readTableRows(files, 'codebook').filter((row) => row.kind === 'column' && row.codes !== '')
    expect(coded.map(({ table, name, codes: path }) => `${table}.${name}: ${path}`)).toEqual(
      expect.arrayContaining([
        'incidents.country: location.country',
        'incidents.date_precision: date_precision',
        'details.launched_from_country: location.country',
        'weapons.type: weapons.type',
      ]),
    )
    expect(new Set(coded.map((row) => row.codes))).toEqual(new Set(codes.keys()))
    let seen = 0
    for (const { table = '', name = '', codes: path = '' } of coded.filter((row) => row.type === 'text'))
      for (const { [name]: cell = '' } of readTableRows(files, table)) {
        if (cell !== '') expect(codes.get(path)).toContain(cell)
        seen += Number(cell !== '')
      }
    expect(seen).toBeGreaterThan(100)
  })
})

describe('the codebook of the site', () => {
  it('is that of a package', async () => {
    const files = unzipFiles(await packRecords([]))
    expect(codebookFiles.csv.write()).toBe(readTextFile(files, 'codebook.csv'))
  })
})

describe('a package that cannot be whole breaks off', () => {
  const few = records.slice(0, 2)

  it.each([
    ['when a record is missing', 3],
    ['when there is one too many', 1],
  ])('%s', async (_, rows) => {
    await expect(bytesOf(made(() => inPages(few), rows))).rejects.toThrow(`2 were read of ${rows}.`)
  })

  it('when its records cannot be read on', async () => {
    const pages = async function* () {
      yield few
      throw new Error('The database is gone.')
    }
    await expect(bytesOf(made(pages, 3))).rejects.toThrow('The database is gone.')
  })

  it('when its tables are more than may be held', async () => {
    const wordy = fc.sample(fc.stringMatching(/^[a-z]{150}$/), { numRuns: 1500, seed: 1 })
    const claims = wordy.map((text) => ({ text }))
    const many = Array.from({ length: 15 }, (_, n) =>
      storedRecord({ ...minimalRecord, claims: claims.slice(n * 100, n * 100 + 100) }, n),
    )
    const outcome = bytesOf(made(() => inPages(many), many.length, 50_000))
    await expect(outcome).rejects.toMatchObject({ name: 'FileTooLarge' })
    expect((await bytesOf(made(() => inPages(many), many.length))).length).toBeGreaterThan(50_000)
  })
})
