import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { soundRecord } from '../../../pure/arbitrary.ts'
import { admin, patchRecord } from '../../client.ts'
import { report as record } from '../../support.ts'
import { importBody, recordsOf, reportCounts } from './send-file.ts'

type Sent = Record<string, unknown> & { dataset: string; reference?: string }

const datasets = ['shots', 'raids', 'reports']

/** Records of a few datasets, most of them with a reference, with links to others, to themselves and to nobody. */
const connected = (made: readonly Record<string, unknown>[], targets: readonly number[]): Sent[] => {
  const records = made.map(({ reference, ...rest }, i): Sent => {
    const dataset = datasets[i % datasets.length] ?? ''
    return i % 5 === 4 ? { ...rest, dataset } : { ...rest, dataset, reference: `${reference ?? ''} ${i}` }
  })
  let n = 0
  const another = ({ dataset }: Sent) => {
    const target = records[(targets[n++ % targets.length] ?? 0) % (records.length + 3)]
    return target?.dataset === dataset ? (target.reference ?? 'nobody') : 'nobody'
  }
  return records.map((record) => {
    const links = record.links as Record<string, unknown>[] | undefined
    return links
      ? { ...record, links: links.map((link) => ({ ...link, incident: another(record) })) }
      : record
  })
}

const someRecords = fc
  .tuple(
    fc.array(soundRecord, { minLength: 60, maxLength: 110 }),
    fc.array(fc.nat(10_000), { minLength: 50, maxLength: 50 }),
  )
  .map(([made, targets]) => connected(made, targets))

/** A file cannot say which of its records are published: each status goes by a file of its own. */
const statuses = { published: '&publish=true', submitted: '' } as const
type Status = keyof typeof statuses
type Files = Readonly<Record<Status, string>>

const exported = async (extension: string, more = ''): Promise<Files> => {
  const fileOf = async (status: Status) => {
    const answer = await admin(`/incidents.${extension}?status=${status}${more}`)
    expect(answer.status, answer.text.slice(0, 600)).toBe(200)
    return answer.text
  }
  return { published: await fileOf('published'), submitted: await fileOf('submitted') }
}

const sendAll = async (files: Files, type: string): Promise<number[]> => {
  const created: number[] = []
  for (const [status, query] of Object.entries(statuses)) {
    const report = await importBody(`profile=full&null_values=${query}`, files[status as Status], type)
    expect(report.errors).toEqual([])
    created.push(reportCounts(report)[0] ?? 0)
  }
  return created
}

/** The rows of a file byte for byte, without what the server sets: the first cell and the last four. */
const statedIn = (text: string): string[] => {
  const rows: { raw: string; record: Record<string, string> }[] = parse(text, { columns: true, raw: true })
  return rows.map(({ raw: line, record }) => {
    const raw = line.replace(/\r?\n?$/, '')
    const { id = '', revision, commit, created_at, updated_at } = record
    const end = `,${[revision, commit, created_at, updated_at].join(',')}`
    expect([raw.startsWith(`${id},`), raw.endsWith(end)]).toEqual([true, true])
    return raw.slice(id.length, raw.length - end.length)
  })
}

const headerOf = (text: string): string => text.slice(0, text.indexOf('\r\n'))

/** Edits a published record, so that it has two revisions and a link by id to another one. */
const editOne = async (): Promise<void> => {
  const [from, to] = (await recordsOf('shots')).filter(
    ({ reference, status }) => reference !== undefined && status === 'published',
  )
  const links = [{ type: 'related', incident: to?.id }]
  const answer = await patchRecord(`/incidents/${from?.id}`, `"${from?.id}.1"`, { title: 'Edited', links })
  expect(answer.status, answer.text.slice(0, 600)).toBe(200)
}

const inJson = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const {
        id: _,
        revision: __,
        commit: ___,
        created_at: ____,
        updated_at: _____,
        ...stated
      } = JSON.parse(line)
      return stated.title === 'Edited' ? { ...stated, links: [] } : stated
    })

describe('any records', () => {
  it('are the same in the full profile after an export into an empty database', async () => {
    await fc.assert(
      fc.asyncProperty(someRecords, async (records) => {
        await reset()
        await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
        const half = Math.ceil(records.length / 2)
        const lines = (some: readonly Sent[]) => some.map((each) => `${JSON.stringify(each)}\n`).join('')
        const sent = { published: lines(records.slice(0, half)), submitted: lines(records.slice(half)) }
        expect(await sendAll(sent, 'application/x-ndjson')).toEqual([half, records.length - half])
        await editOne()
        const [before, json] = [await exported('csv', '&profile=full'), await exported('ndjson')]

        await reset()
        await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
        expect(await sendAll(before, 'text/csv')).toEqual([half, records.length - half])
        const [after, jsonAfter] = [await exported('csv', '&profile=full'), await exported('ndjson')]
        for (const status of ['published', 'submitted'] as const) {
          expect(headerOf(after[status])).toBe(headerOf(before[status]))
          expect(statedIn(after[status])).toEqual(statedIn(before[status]))
          expect(inJson(jsonAfter[status])).toEqual(inJson(json[status]))
        }
        expect(await sendAll(before, 'text/csv')).toEqual([0, 0])
      }),
      { numRuns: 3, endOnFailure: true },
    )
  }, 120_000)

  it('is what it was with more parts than a table of the common kind has columns', async () => {
    const actors = Array.from({ length: 100 }, (_, i) => ({ name: `A ${i}`, with: Array(20).fill(`B ${i}`) }))
    const sent = { ...record({ reference: 'wide', dataset: 'shots', actors }), notes: 'Many.' }
    await importBody('publish=true', JSON.stringify([sent]), 'application/json')
    const { published: file } = await exported('csv', '&profile=full')
    expect(headerOf(file).split(',').length).toBeGreaterThan(2000)
    expect(reportCounts(await importBody('profile=full', file))).toEqual([0, 0, 1, 0, 0])
    expect(reportCounts(await importBody('profile=full&dataset=raids', file))).toEqual([1, 0, 0, 0, 0])
    expect((await recordsOf('raids'))[0]).toMatchObject({ ...sent, dataset: 'raids' })
  })
})
