// What the documents name is there: files, symbols, pages of the repository, figures.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { readResults } from '../../../bench/results.ts'
import { flatColumns } from '../../../src/record/flat-columns.ts'
import { documents, findDocument, readDocument } from '../support/documents.ts'
import { root } from '../support/server.ts'

const readText = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Paths in code spans; a walk names files that only its patch makes. */
const pathPattern = /^(?:src|schemas|test|scripts|bench|docs|demo|findings|public)\/[\w./-]*$/
const madeByWalks = readdirSync(join(root, 'test/fixtures/walks')).flatMap((patch) =>
  [...readText(`test/fixtures/walks/${patch}`).matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, path = '']) => path),
)

describe('the documents', () => {
  it.each(documents.map((document) => [document.name, document] as const))(
    '%s: name files that are there',
    (name, { linkTargets, codeSpans }) => {
      const targets = linkTargets.map((target) => normalize(join(dirname(name), target)))
      const paths = codeSpans.filter((code) => pathPattern.test(code) && !madeByWalks.includes(code))
      expect([...targets, ...paths].filter((path) => !existsSync(join(root, path)))).toEqual([])
    },
  )

  it('link to headings that are there', () => {
    for (const { name, text } of documents)
      for (const [, path = '', heading = ''] of text.matchAll(/\]\(([\w./-]+\.md)?#([\w-]+)\)/g)) {
        const target = path === '' ? name : normalize(join(dirname(name), path))
        const anchors = [...readText(target).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
          title
            .toLowerCase()
            .replace(/[^\w\s-]/g, '')
            .replaceAll(' ', '-'),
        )
        expect(anchors, `${name} → ${target}`).toContain(heading)
      }
  })

  it('are all in the list of decisions', () => {
    const { linkTargets } = findDocument('docs/decisions/README.md')
    const pages = readdirSync(join(root, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name))
    expect(linkTargets).toEqual(pages.sort())
  })
})

const cellsOf = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
const spansIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span)

describe('the places of CONTRIBUTING.md', () => {
  const { text } = findDocument('CONTRIBUTING.md')
  const section = text.slice(text.indexOf('## Where to find it'), text.indexOf('## Walks'))
  const rows = [...section.matchAll(/^\|.*\|$/gm)].slice(2).map(([row]) => cellsOf(row))

  it('are ten at least', () => {
    expect(rows.length).toBeGreaterThanOrEqual(10)
  })

  it.each(rows)('%s', (_question, files = '', symbols = '') => {
    const texts = spansIn(files).map(readText)
    for (const symbol of spansIn(symbols)) {
      const declared = new RegExp(`(?:(?:const|function\\*?|class|interface|type) |CREATE )${symbol}\\b`)
      expect(
        texts.filter((each) => declared.test(each)),
        symbol,
      ).toHaveLength(1)
    }
  })
})

describe('the query for Excel', () => {
  it('names columns of the file, with their types', () => {
    const query = findDocument('docs/spreadsheets-and-maps.md').blocks.find(({ text }) =>
      text.startsWith('let'),
    )
    const stated = [...(query?.text ?? '').matchAll(/\{"(\w+)", ([\w. ]+)\}/g)].map(([, name, type]) => [
      name,
      type,
    ])
    const types = { date: 'type date', number: 'type number', integer: 'Int64.Type' } as const
    const columns = flatColumns.map(({ name, type }) => [name, types[type as keyof typeof types]])
    expect(stated.length).toBeGreaterThan(5)
    expect(columns).toEqual(expect.arrayContaining(stated))
  })
})

describe('the README', () => {
  const { text, linkTargets } = readDocument('README.md')

  it('has at most 120 lines', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(120)
  })

  it('has a small picture', () => {
    const pictures = linkTargets.filter((target) => target.endsWith('.png'))
    expect(pictures).toHaveLength(1)
    for (const path of pictures) expect(statSync(join(root, path)).size).toBeLessThan(150_000)
  })

  const section = text.slice(text.indexOf('| measured |'), text.indexOf('## Where the rest is'))
  const quoted = [...section.matchAll(/^\|.*\|$/gm)].slice(2).map(([row]) => cellsOf(row))

  it('quotes the newest figures of the bench, each with its row and its meaning', () => {
    const saved = Object.values(readResults()).flatMap(({ rows }) => rows)
    expect(quoted.length).toBeGreaterThan(3)
    for (const [what, ours, bound = '', meaning] of quoted) {
      const limit = bound.replace(/^at (?:most|least) /, '')
      expect(saved).toContainEqual(expect.objectContaining({ what, ours, limit }))
      expect(meaning).not.toBe('')
    }
  })

  it('quotes every figure of duplicates, not only those within their limits', () => {
    const measured = readResults().duplicates?.rows.map(({ what }) => what)
    expect(measured?.length).toBeGreaterThan(0)
    expect(quoted.map(([what]) => what)).toEqual(expect.arrayContaining(measured ?? []))
  })
})

describe('the issue templates', () => {
  const folder = '.github/ISSUE_TEMPLATE'
  it.each(readdirSync(join(root, folder)))('%s: is a form that GitHub takes', (name) => {
    const form = parseYaml(readText(join(folder, name)))
    if (name === 'config.yml') return expect(form).toEqual({ blank_issues_enabled: true })
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) })
    for (const { type, attributes } of form.body) {
      expect(['markdown', 'textarea', 'input', 'dropdown', 'checkboxes']).toContain(type)
      expect(attributes.label ?? attributes.value).toEqual(expect.any(String))
    }
  })
})
