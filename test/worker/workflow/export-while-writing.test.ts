import { describe, expect, it } from 'vitest'
import { everyFormat, requestOf, worker } from '../http/client.ts'
import { change, decide, file, people, report } from '../support.ts'

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
      ? decide(version, 'retract')
      : change(version, { title: `Changed ${i}` }, {}, people.editor)
  })
  await Promise.all(acts.map((act) => act()))
}

/** The answer's body, with something done behind its first piece. */
const readWhile = async (path: string, act: () => Promise<void>): Promise<string> => {
  const response = await worker(requestOf(path))
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let piece = 0; ; piece++) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
    if (piece === 1) await act()
  }
}

describe('an export that begins before 1,000 writes', () => {
  it.each(formats)(
    'is the set at its commit, and so is its pinned address afterwards: %s',
    async (format) => {
      const versions = await made()
      const before = await worker(requestOf(`/incidents.${format}`))
      const pinned = before.headers.get('Content-Location') ?? ''
      const whole = await before.text()
      let written = false
      const got = await readWhile(`/incidents.${format}`, async () => {
        await write(versions)
        written = true
      })
      expect(written).toBe(true)
      expect(got).toBe(whole)
      expect(await (await worker(requestOf(pinned))).text()).toBe(whole)
      const [csv] = await everyFormat('')
      expect(csv.text).not.toBe(whole)
      expect(csv.headers.get('Sitrep-Rows')).toBe(String(records - Math.ceil(records / 3) + writes - records))
    },
    60_000,
  )
})
