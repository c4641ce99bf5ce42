import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../../schemas/incident.ts'
import type { ChangeEvent } from '../../../../src/services/changes.ts'
import { applyEntries, entriesOf, readAllEntries, readPages } from '../../changes-client.ts'
import { ask } from '../../client.ts'
import { histories, RandomHistory } from '../random-history.ts'
import { type Model, type ModelVersion, publicRecordOf } from '../register-model.ts'

const schema = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).join('\n;')

const build = async (steps: Parameters<RandomHistory['do']>[0][]): Promise<Model> => {
  await reset()
  await env.DB.prepare(schema).run()
  const history = new RandomHistory()
  for (const step of steps) await history.do(step)
  return history.model
}

const publishedAt = (model: Model, seq: number) =>
  model
    .at(seq)
    .filter(({ status }) => status === 'published')
    .map(publicRecordOf)

const isPublic = (held: ModelVersion | undefined): boolean => held?.status === 'published'

/** What the feed must tell, worked out from the versions alone. */
const wanted = ({ held }: Model) =>
  held
    .map((version) => ({
      version,
      before: held.find(({ id, revision }) => id === version.id && revision === version.revision - 1),
    }))
    .filter(({ version, before }) => isPublic(version) || isPublic(before))
    .map(({ version, before }) => {
      const kind = !isPublic(version)
        ? 'retract'
        : !before
          ? 'create'
          : isPublic(before)
            ? 'update'
            : before.status === 'retracted'
              ? 'restore'
              : 'publish'
      const { commit, id, revision } = version
      return { commit, id, revision, kind, incident: isPublic(version) ? publicRecordOf(version) : null }
    })

describe('the feed, followed from 0', () => {
  it('holds at every commit exactly the published set, whatever was done and however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        const model = await build(steps)
        const entries = await readAllEntries()
        expect(entries).toMatchObject(wanted(model))
        const one = await readPages('/changes.ndjson?since=0&limit=1')
        expect(one.flatMap(entriesOf)).toEqual(entries)
        const mirror = new Map<string, StoredIncident>()
        let rest: readonly ChangeEvent[] = entries
        for (let seq = 0; seq <= model.seq; seq++) {
          const now = rest.filter(({ commit }) => commit <= seq)
          rest = rest.slice(now.length)
          expect(applyEntries(now, mirror), `commit ${seq}`).toEqual(publishedAt(model, seq))
        }
        expect(applyEntries(entries)).toEqual((await ask('/incidents.json')).data().incidents)
        expect(JSON.stringify(entries)).not.toContain('notes')
        for (const { id } of model
          .current()
          .filter((held) => !model.held.some((v) => v.id === held.id && isPublic(v))))
          expect(JSON.stringify(entries)).not.toContain(id)
      }),
      { seed: 7, numRuns: 6, endOnFailure: true },
    )
  })
})
