/** What a list says of its files, and how it is cited. */
import { describe, expect, it } from 'vitest'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import {
  admin,
  ask,
  browser,
  expectProblem,
  origin,
  patchRecord,
  publishRecord,
  reviewRecord,
  submitRecord,
} from '../../client.ts'

const html = { headers: { Accept: browser.Accept } }
const describeDataset = (slug: string, json: object) => admin(`/datasets/${slug}`, { method: 'PUT', json })

const toPlain = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")

/** Returns the section of the page, without its tags. */
const sectionOf = async (path: string, who: typeof ask = ask): Promise<string> => {
  const { text, status } = await who(path, html)
  expect(status).toBe(200)
  return toPlain(/<section class="downloads".*?<\/details>/s.exec(text)?.[0] ?? '')
}

const datasetsIn = (section: string): string[] =>
  [...section.matchAll(/<a href="\/datasets\/([\w-]+)"/g)].map(([, slug = '']) => slug)

const citationIn = (section: string): string | undefined =>
  /<p class="citation">(.*?)<\/p>/.exec(section)?.[1]?.replace(/<\/?bdi>/g, '')

describe('the files of a list', () => {
  it('are there in each format and layout, with what it loses, and each can be downloaded', async () => {
    await publishRecord()
    const section = await sectionOf('/incidents?country=IQ&sort=-date&limit=5')
    expect(section).toContain('1 incident:')
    const hrefs = [...section.matchAll(/href="(\/incidents\.[^"]+)"/g)].map(([, href = '']) => href)
    for (const href of [
      '/incidents.csv?country=IQ&sort=-date',
      '/incidents.parquet?country=IQ',
      '/incidents.csv?country=IQ&sort=-date&profile=full',
      '/incidents.xlsx?country=IQ&profile=ucdp',
      '/incidents.loss.csv?country=IQ&profile=gtd',
    ])
      expect(hrefs).toContain(href)
    for (const href of hrefs) expect((await ask(href)).status, href).toBe(200)
  })

  it('have a permanent address with its digest, which the code reads', async () => {
    await publishRecord()
    const section = await sectionOf('/incidents?country=IQ')
    const pinned = `/incidents.csv?country=IQ&commit=1&schema=${schemaVersion}`
    expect(section).toContain(`readonly="" value="${origin}${pinned}"`)
    expect(section).toContain(`href="${pinned.replace('.csv', '.csv.sha256')}"`)
    expect(section.split(`${origin}${pinned}`)).toHaveLength(7)
    expect(section).toContain('curl --fail --output sitrep-iraq-c1.csv \\')
  })

  it('are all that is said of a list with unpublished records', async () => {
    await submitRecord()
    const section = await sectionOf('/incidents?status=submitted', admin)
    expect(section).toContain('href="/incidents.csv?status=submitted"')
    for (const text of ['cite', 'Permanent address', 'schema=']) expect(section).not.toContain(text)
  })
})

describe('the datasets of a list', () => {
  it('are those of its records, with their terms', async () => {
    await describeDataset('first', { title: 'The first', licence: 'CC0', attribution: 'Thank the first' })
    for (const slug of ['empty', 'third']) await describeDataset(slug, { title: slug })
    await publishRecord({ dataset: 'first', series: 's' })
    await publishRecord({ dataset: 'second' })
    await submitRecord({ dataset: 'third', series: 's' })
    expect(datasetsIn(await sectionOf('/incidents'))).toEqual(['first', 'second'])
    const section = await sectionOf('/incidents?series=s')
    expect(datasetsIn(section)).toEqual(['first'])
    expect(section).toContain('Thank the first')
    expect(section).toContain('CC0')
    expect(datasetsIn(await sectionOf('/incidents?series=none'))).toEqual([])
  })

  it('are those at the commit of the list, as they were described then', async () => {
    await describeDataset('first', { title: 'Before' })
    const { path } = await publishRecord({ dataset: 'first' })
    await describeDataset('first', { title: 'After' })
    await reviewRecord(path, 'retract')
    const other = await publishRecord({ dataset: 'second' })
    await patchRecord(other.path, other.etag, { dataset: 'third' })
    for (const filter of ['', 'country=IQ&']) {
      const then = await sectionOf(`/incidents?${filter}commit=2`)
      expect(datasetsIn(then)).toEqual(['first'])
      expect(then).toContain('Before')
      expect(datasetsIn(await sectionOf(`/incidents?${filter}commit=4`))).toEqual([])
      expect(datasetsIn(await sectionOf(`/incidents?${filter}commit=5`))).toEqual(['second'])
      expect(datasetsIn(await sectionOf(`/incidents?${filter}`.replace(/[?&]$/, '')))).toEqual(['third'])
    }
  })
})

describe('the citation of a list', () => {
  const year = new Date().getUTCFullYear()

  it('names the dataset once if it is the only one', async () => {
    await describeDataset('first', { title: 'The first' })
    await publishRecord({ dataset: 'first' })
    expect(citationIn(await sectionOf('/incidents'))).toBe(
      `The first (version 2) [Data set]. (${year}). ${origin}/incidents?commit=2&schema=${schemaVersion}`,
    )
  })

  it('names each of several datasets', async () => {
    await publishRecord({ dataset: 'first' })
    await publishRecord({ dataset: 'second' })
    expect(citationIn(await sectionOf('/incidents?country=IQ'))).toBe(
      `Dataset first; Dataset second. (${year}). Incidents of armed conflict (version 2) [Data set]. ${origin}/incidents?country=IQ&commit=2&schema=${schemaVersion}`,
    )
  })

  it('is not made of records that are not published, as a file or on the page', async () => {
    await submitRecord()
    expect(citationIn(await sectionOf('/incidents?status=submitted', admin))).toBeUndefined()
    for (const name of ['bib', 'ris', 'csl.json'])
      expect(
        expectProblem(await admin(`/incidents.${name}?status=submitted`), 'invalid-query').detail,
      ).toContain('Only published records can be cited.')
    expect((await admin('/incidents.bib?status=published')).status).toBe(200)
  })

  it('leads to the same page again', async () => {
    await publishRecord({ title: 'Rockets' })
    const [address = ''] = /http\S+$/.exec(citationIn(await sectionOf('/incidents?country=IQ')) ?? '') ?? []
    const { status, text } = await ask(address.replace(origin, ''), html)
    expect(status).toBe(200)
    expect(text).toContain('Rockets')
  })
})
