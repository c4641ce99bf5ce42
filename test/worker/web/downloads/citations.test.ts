/** Citations as files for reference managers. */
import { describe, expect, it } from 'vitest'
import { citationFormatNames, citationFormats } from '../../../../src/record/citation/citation-formats.ts'
import { schemaVersion } from '../../../../src/record/schema-version.ts'
import { admin, ask, expectProblem, origin, publishRecord, reviewRecord, submitRecord } from '../../client.ts'

const title = (text: string) => admin('/datasets/first', { method: 'PUT', json: { title: text } })

describe.each(citationFormatNames)('the citation of a list as %s', (name) => {
  it('says what it is, and has a name', async () => {
    await publishRecord()
    const { status, headers } = await ask(`/incidents.${name}?country=IQ`)
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toBe(citationFormats[name].type)
    expect(headers.get('Content-Disposition')).toBe(`attachment; filename="sitrep-iraq-c1.${name}"`)
    expect(headers.get('Sitrep-Commit')).toBe('1')
    expect(headers.get('Content-Location')).toBe(
      `/incidents.${name}?country=IQ&commit=1&schema=${schemaVersion}`,
    )
  })

  it('is the same at its pinned address, also after its dataset has been renamed', async () => {
    await title('Before')
    await publishRecord({ dataset: 'first' })
    const before = await ask(`/incidents.${name}?dataset=first`)
    await title('After')
    await publishRecord({ dataset: 'first' })
    const pinned = await ask(before.headers.get('Content-Location') ?? '')
    expect(pinned.text).toBe(before.text)
    expect(before.text).toContain('Before')
    expect((await ask(`/incidents.${name}?dataset=first`)).text).toContain('After')
  })

  it('is not sent again to who has it', async () => {
    await publishRecord()
    const { headers } = await ask(`/incidents.${name}`)
    const again = await ask(`/incidents.${name}`, { headers: { 'If-None-Match': headers.get('ETag') ?? '' } })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it('has no part of a list, and no columns', async () => {
    await publishRecord({ dataset: 'first' })
    await publishRecord({ dataset: 'second' })
    const { text } = await ask(`/incidents.${name}?limit=1`)
    for (const dataset of ['first', 'second']) expect(text).toContain(dataset)
    expect(text).not.toContain('limit')
    const refused = expectProblem(await ask(`/incidents.${name}?fields=id`), 'invalid-query')
    expect(refused.errors).toMatchObject([{ parameter: 'fields' }])
  })
})

describe('the citation of a record', () => {
  it('has its title, its dataset as the author, and its page as of its commit', async () => {
    await title('The first')
    const { path, incident } = await publishRecord({ dataset: 'first', title: 'Rockets' })
    const answer = await ask(`${path}.csl.json`)
    const [item] = JSON.parse(answer.text)
    expect(item).toMatchObject({
      title: 'Rockets',
      author: [{ literal: 'The first' }],
      version: '2',
      URL: `${origin}${path}?commit=2`,
    })
    expect(answer.headers.get('Content-Disposition')).toBe(
      `attachment; filename="sitrep-${incident.id}-c2.csl.json"`,
    )
    for (const name of ['bib', 'ris']) expect((await ask(`${path}.${name}`)).text).toContain('Rockets')
    // The name of a dataset changes without a new revision of its records.
    expect(answer.headers.has('ETag')).toBe(false)
  })

  it('names an event without a title by its kind and place', async () => {
    const { path } = await publishRecord({ title: undefined })
    expect((await ask(`${path}.ris`)).text).toMatch(/^TI {2}- .*Iraq\r$/m)
  })

  it('is on its page, unless it is not published', async () => {
    const { path } = await publishRecord({ title: 'Rockets' })
    const page = await ask(path, { headers: { Accept: 'text/html' } })
    expect(page.text).toContain('<bdi>Rockets</bdi> (version 1) [Data set].')
    expect(page.text).toContain(`href="${path}.bib?commit=1"`)
    const draft = await submitRecord({ title: 'Draft' })
    const hidden = await admin(draft.path, { headers: { Accept: 'text/html' } })
    expect(hidden.status).toBe(200)
    expect(hidden.text).not.toContain('[Data set]')
  })

  it('is that of an earlier version at its commit, and ends with the record', async () => {
    const { path } = await publishRecord({ title: 'Rockets' })
    await reviewRecord(path, 'retract')
    expect((await ask(`${path}.ris?commit=1`)).text).toContain('Rockets')
    for (const name of citationFormatNames) expectProblem(await ask(`${path}.${name}`), 'retracted')
  })

  it('is of no draft that the public cannot read', async () => {
    const { path } = await submitRecord()
    for (const name of citationFormatNames) expectProblem(await ask(`${path}.${name}`), 'not-found')
  })
})
