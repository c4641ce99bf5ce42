import { describe, expect, it } from 'vitest'
import { everyFormat, requestOf, worker } from '../../client.ts'
import { file, report, reviewRecord, testActors, updateRecord } from '../../support.ts'

const records = 450
const writes = 1000
const formats = ['csv', 'json', 'ndjson'] as const

const made = async () => {
  const versions = []
  for (let i = 0; i < records; i++)
    versions.push((await file(report({ title: `Title ${i} عنوان` }), { publish: true })).version)
  return versions
}

/** Edits, retractions and new records, all at once. */
const write = async (versions: Awaited<ReturnType<typeof made>>): Promise<void> => {
  const acts = Array.from({ length: writes }, (_, i) => async () => {
    const version = versions[i]
    if (!version) return file(report({ title: `New ${i}` }), { publish: true })
    return i % 3 === 0
      ? reviewRecord(version, 'retract')
      : updateRecord(version, { title: `Changed ${i}` }, {}, testActors.editor)
  })
  await Promise.all(acts.map((act) => act()))
}

/** Takes the first two pieces of an answer's body; what is given takes the rest, and answers all of it. */
const begin = async (path: string): Promise<() => Promise<string>> => {
  const response = await worker(requestOf(path))
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  const take = async (): Promise<boolean> => {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    text += decoder.decode(value, { stream: !done })
    return !done
  }
  expect([await take(), await take()], path).toEqual([true, true])
  return async () => {
    while (await take());
    return text
  }
}

describe('an export that begins before 1,000 writes', () => {
  it('is the set at its commit, and so is its pinned address afterwards, in every format', async () => {
    const versions = await made()
    const wholes = new Map<string, string>()
    const pinned = new Map<string, string>()
    for (const format of formats) {
      const before = await worker(requestOf(`/incidents.${format}`))
      pinned.set(format, before.headers.get('Content-Location') ?? '')
      wholes.set(format, await before.text())
    }
    const begun = await Promise.all(formats.map((format) => begin(`/incidents.${format}`)))
    await write(versions)
    const got = await Promise.all(begun.map((takeRest) => takeRest()))
    for (const [i, format] of formats.entries()) {
      const whole = wholes.get(format)
      expect(got[i], format).toBe(whole)
      expect(await (await worker(requestOf(pinned.get(format) ?? ''))).text(), format).toBe(whole)
    }
    for (const [i, { text, headers }] of (await everyFormat('')).entries()) {
      expect(text).not.toBe(wholes.get(formats[i] ?? ''))
      expect(headers.get('Sitrep-Rows')).toBe(String(records - Math.ceil(records / 3) + writes - records))
    }
  })
})
