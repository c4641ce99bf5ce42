/** Random histories in the database, whose index is sealed at random between the steps. */
import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { seal } from '../../../../src/services/segments/seal.ts'
import { RandomHistory } from '../random-history.ts'
import type { Model, ModelVersion } from '../register-model.ts'

/** Does the steps to an empty database. */
export const build = async (steps: Parameters<RandomHistory['do']>[0][]): Promise<RandomHistory> => {
  await reset()
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  const history = new RandomHistory()
  for (const step of steps) {
    const { got, wanted } = await history.do(step)
    expect(got, JSON.stringify(step)).toEqual(wanted)
    if (step.which % 4 === 0) await seal(env.DB, { min: 1 + (step.which % 3), max: 2 + (step.which % 11) })
  }
  return history
}

/** The published versions of the public's commit. */
export const publicAt = (model: Model, seq: number): ModelVersion[] => {
  const { publicSeq } = model.commits[seq] ?? { publicSeq: 0 }
  return model.at(publicSeq).filter(({ status }) => status === 'published')
}
