import { expect, it } from 'vitest'
import { type ChainHead, emptyChain, nextHead } from '../../../../src/record/chain.ts'
import { ChainHeads, type NotedDigests } from '../../../../src/services/verify/heads.ts'

const commits = Array.from({ length: 400 }, (_, seq) => ({
  ...{ seq, at: '2024-06-15T12:00:00.000Z', kind: 'update', published: seq },
  ...{ publicSeq: seq, publicContent: `p${seq}`, content: `c${seq}` },
}))

const headsOf = (list: typeof commits): ChainHead[] => {
  const heads = [emptyChain]
  for (const commit of list.slice(1)) heads.push(nextHead(heads.at(-1) ?? emptyChain, commit))
  return heads
}

const heads = headsOf(commits)
const checkpoints = heads.filter(({ seq }) => seq > 0 && seq % 64 === 0)

/** Returns the commits at which a list of commits breaks the chain. */
const breaksOf = (
  list: typeof commits,
  { stored = checkpoints, noted = {} }: { stored?: readonly ChainHead[]; noted?: NotedDigests } = {},
): number[] => {
  const chain = new ChainHeads(stored, noted)
  return list.flatMap((commit) => chain.advance(commit).map(() => commit.seq))
}

const forge = (list: typeof commits, ...forged: readonly number[]) =>
  list.map((commit) => (forged.includes(commit.seq) ? { ...commit, content: 'forged' } : commit))

it('names each break of the chain once, and the head that the commits make', () => {
  const wrong = { digest: 'f'.repeat(64) }
  const spoil = (...at: number[]) =>
    checkpoints.map((each) => (at.includes(each.seq) ? { ...each, ...wrong } : each))
  expect(breaksOf(commits)).toEqual([])
  expect(breaksOf(forge(commits, 70, 75, 200))).toEqual([128, 256])
  expect(breaksOf(commits, { stored: spoil(64, 192) })).toEqual([64, 192])
  expect(breaksOf(forge(commits, 10), { stored: spoil(192) })).toEqual([64, 192])
  const note = (seq: number, digest = heads[seq]?.digest ?? '') => ({ commit: seq, digest })
  expect(breaksOf(commits, { noted: { full: [note(70), note(99, 'x')], either: [note(300)] } })).toEqual([99])
  const chain = new ChainHeads(checkpoints, { full: [note(399), note(400, 'x')] })
  const forged = forge(commits, 70)
  for (const commit of forged) chain.advance(commit)
  expect([chain.computed, chain.listMissing()]).toEqual([headsOf(forged).at(-1), [400]])
})
