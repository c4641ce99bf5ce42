import { describe, expect, it } from 'vitest'
import type { CitationData, DatasetFacts } from '../../../../src/record/citation/citation-data.ts'
import { citationFormats } from '../../../../src/record/citation/citation-formats.ts'

const dataset = (facts: Partial<DatasetFacts>): DatasetFacts => ({
  slug: 'trial',
  title: null,
  description: null,
  licence: null,
  attribution: null,
  ...facts,
})

const data = (datasets: readonly DatasetFacts[], more: Partial<CitationData> = {}): CitationData => ({
  commit: 42,
  address: 'https://sitrep.example/incidents?country=IQ&commit=42&schema=0a1b2c3d',
  at: '2026-03-05T09:30:00.000Z',
  datasets,
  ...more,
})

const named = data([dataset({ title: 'Trial', licence: 'CC-BY-4.0', attribution: 'The trial,\n2022' })])
const several = data([
  dataset({ title: 'Bashir, Khan and Co.', licence: 'CC0' }),
  dataset({ slug: 'other', attribution: 'Ask' }),
])
const hostile = data([dataset({ title: '50% {of} "A & B"\r\nTY  - BOOK #1 $x_y^z~\\input', licence: 'a}b' })])
const empty = data([])

const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join('')

describe('BibTeX', () => {
  const { write } = citationFormats.bib

  it('has the dataset as its author and title, the version, the month, the address and the terms', () => {
    expect(write(named, 'sitrep-iraq-c42')).toBe(
      lines(
        '@misc{sitrep-iraq-c42,',
        '  author = {{Trial}},',
        '  title = {{Trial}},',
        '  year = {2026},',
        '  month = mar,',
        '  version = {42},',
        '  howpublished = {Data set},',
        '  url = {https://sitrep.example/incidents?country=IQ&commit=42&schema=0a1b2c3d},',
        '  note = {Licence: CC-BY-4.0. Attribution: The trial, 2022},',
        '}',
      ),
    )
  })

  it('has each of several datasets in braces, so that no name is split', () => {
    const text = write(several, 'k')
    expect(text).toContain('  author = {{Bashir, Khan and Co.} and {other}},\n')
    expect(text).toContain('  title = {{Incidents of armed conflict}},\n')
    expect(text).toContain('  note = {Bashir, Khan and Co.: Licence: CC0; other: Attribution: Ask},\n')
  })

  it('writes what TeX would take for a command as the character, with as many braces opened as closed', () => {
    const text = write(hostile, 'k')
    expect(text).toContain(
      '  author = {{50\\% \\textbraceleft{}of\\textbraceright{} "A \\& B" TY - BOOK \\#1 \\$x\\_y\\textasciicircum{}z\\textasciitilde{}\\textbackslash{}input}},\n',
    )
    expect(text).toContain('  note = {Licence: a\\textbraceright{}b},\n')
    expect(text.split('{').length).toBe(text.split('}').length)
  })

  it('cites a list without records by its title, without terms', () => {
    const text = write(empty, 'k')
    expect(text).toContain('  author = {{Incidents of armed conflict}},\n')
    expect(text).not.toContain('note')
  })

  it('has the title of a record, and its dataset as the author', () => {
    const text = write(data([dataset({ title: 'Trial' })], { title: 'Rockets' }), 'k')
    expect(text).toContain('  author = {{Trial}},\n  title = {{Rockets}},\n')
  })
})

describe('RIS', () => {
  const { write } = citationFormats.ris

  it('has a tag on each line, which ends with CR and LF', () => {
    expect(write(named, 'sitrep-iraq-c42').split('\r\n')).toEqual([
      'TY  - DATA',
      'ID  - sitrep-iraq-c42',
      'AU  - Trial',
      'TI  - Trial',
      'PY  - 2026',
      'DA  - 2026/03/05',
      'ET  - 42',
      'UR  - https://sitrep.example/incidents?country=IQ&commit=42&schema=0a1b2c3d',
      'N1  - Licence: CC-BY-4.0. Attribution: The trial, 2022',
      'ER  - ',
      '',
    ])
  })

  it('has an author for each dataset, whose commas split no name', () => {
    expect(write(several, 'k').match(/^AU.*(?=\r$)/gm)).toEqual(['AU  - Bashir Khan and Co.', 'AU  - other'])
  })

  it('lets no line break in a text begin another tag', () => {
    const tags = write(hostile, 'k').match(/^[A-Z][A-Z0-9] {2}- /gm)
    expect(tags?.map((tag) => tag.slice(0, 2))).toEqual('TY ID AU TI PY DA ET UR N1 ER'.split(' '))
  })
})

describe('CSL-JSON', () => {
  const { write } = citationFormats['csl.json']

  it('is a list of one dataset', () => {
    expect(JSON.parse(write(named, 'sitrep-iraq-c42'))).toEqual([
      {
        id: 'sitrep-iraq-c42',
        type: 'dataset',
        title: 'Trial',
        author: [{ literal: 'Trial' }],
        issued: { 'date-parts': [[2026, 3, 5]] },
        version: '42',
        URL: 'https://sitrep.example/incidents?country=IQ&commit=42&schema=0a1b2c3d',
        note: 'Licence: CC-BY-4.0. Attribution: The trial, 2022',
      },
    ])
  })

  it('keeps names as they are, on one line', () => {
    const [{ author }] = JSON.parse(write(hostile, 'k'))
    expect(author).toEqual([{ literal: '50% {of} "A & B" TY - BOOK #1 $x_y^z~\\input' }])
    expect(JSON.parse(write(several, 'k'))[0].author).toEqual([
      { literal: 'Bashir, Khan and Co.' },
      { literal: 'other' },
    ])
  })
})
