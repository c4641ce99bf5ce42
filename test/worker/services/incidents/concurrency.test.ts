import { describe, expect, it } from 'vitest'
import { Problem } from '../../../../src/problems.ts'
import { etagOf } from '../../../../src/services/version-row.ts'
import { dump, file, report, responseOf, reviewRecord, testActors, updateRecord } from '../../support.ts'

const many = 20
const times = <T>(act: (i: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: many }, (_, i) => act(i)))

const won = <T>(ends: readonly PromiseSettledResult<T>[]): T[] =>
  ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))

const lost = (ends: readonly PromiseSettledResult<unknown>[]): Problem[] =>
  ends.flatMap((end) => {
    if (end.status === 'fulfilled') return []
    if (!(end.reason instanceof Problem)) throw end.reason
    return [end.reason]
  })

const commitsMade = async () => ((await dump()).commits?.length ?? 0) - 1

describe('at the same time', () => {
  it('of many edits against one revision one wins, and the others get the ETag that is current then', async () => {
    const { version } = await file()
    const actors = [testActors.editor, testActors.second]
    const ends = await times((i) => updateRecord(version, { title: `Title ${i}` }, {}, actors[i % 2]))
    const [winner, ...more] = won(ends)
    expect(more).toEqual([])
    expect(winner?.version.revision).toBe(2)
    const etag = etagOf({ id: version.id, revision: 2 })
    expect(lost(ends).map(({ type, headers }) => [type, headers])).toEqual(
      Array.from({ length: many - 1 }, () => ['stale-revision', { ETag: etag }]),
    )
    expect(await commitsMade()).toBe(2)
  })

  it('of many decisions on one revision one wins', async () => {
    const { version } = await file()
    const ends = await times((i) => reviewRecord(version, i % 2 ? 'publish' : 'reject'))
    expect(won(ends)).toHaveLength(1)
    expect(new Set(lost(ends).map(({ type }) => type))).toEqual(new Set(['stale-revision']))
    expect(await commitsMade()).toBe(2)
  })

  it('of many different records with one reference one is stored, and the others are refused', async () => {
    const ends = await times((i) => file(report({ reference: 'a', title: `Title ${i}` })))
    expect(won(ends).map(({ status }) => status)).toEqual([201])
    expect(lost(ends).map(({ type }) => type)).toEqual(
      Array.from({ length: many - 1 }, () => 'reference-taken'),
    )
    expect((await dump()).incidents).toHaveLength(1)
  })

  it('one record sent many times by one filer is stored once', async () => {
    const ends = await times(() => file(report({ reference: 'a' })))
    expect(lost(ends)).toEqual([])
    expect(
      won(ends)
        .map(({ status }) => status)
        .sort(),
    ).toEqual([...Array.from({ length: many - 1 }, () => 200), 201])
    expect((await dump()).incidents).toHaveLength(1)
  })

  it('one record sent many times by several filers is stored once, and refused to the others', async () => {
    const actors = [testActors.contributor, testActors.other, testActors.editor]
    const ends = await times((i) => file(report({ reference: 'a' }), {}, actors[i % 3]))
    const created = won(ends).filter(({ status }) => status === 201)
    expect(created).toHaveLength(1)
    const filers = new Set(won(ends).map(({ version }) => version.filer))
    expect(filers).toEqual(new Set([created[0]?.version.filer]))
    expect(new Set(lost(ends).map(({ status }) => status))).toEqual(new Set([409]))
  })

  it('one keyed submission sent many times is stored once, and answered alike', async () => {
    const ends = await times(() => file(report(), { key: 'k' }))
    expect(lost(ends)).toEqual([])
    const answers = won(ends)
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(new Set(answers.map(({ receipt }) => receipt)).size).toBe(1)
    expect(new Set(answers.map((each) => JSON.stringify(responseOf(each).record))).size).toBe(1)
    expect((await dump()).incidents).toHaveLength(1)
  })

  it('of many bodies with one key one is stored, and the others are refused', async () => {
    const ends = await times((i) => file(report({ title: `Title ${i}` }), { key: 'k' }))
    expect(won(ends)).toHaveLength(1)
    expect(new Set(lost(ends).map(({ type }) => type))).toEqual(new Set(['idempotency-key-reused']))
  })

  it('one keyed edit sent many times is made once, and answered alike or as busy', async () => {
    const { version } = await file()
    const ends = await times(() => updateRecord(version, { title: 'A' }, { key: 'k' }))
    expect(new Set(lost(ends).map(({ status }) => status)).difference(new Set([409]))).toEqual(new Set())
    expect(new Set(won(ends).map((each) => each.version.revision))).toEqual(new Set([2]))
    expect(won(ends).filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(await commitsMade()).toBe(2)
  })

  it('of many bodies of an edit with one key one is made, and the others are refused', async () => {
    const { version } = await file()
    const ends = await times((i) => updateRecord(version, { title: `Title ${i}` }, { key: 'k' }))
    expect(won(ends)).toHaveLength(1)
    expect(
      new Set(lost(ends).map(({ type }) => type)).isSubsetOf(
        new Set(['idempotency-key-reused', 'stale-revision']),
      ),
    ).toBe(true)
  })

  it('many records without a reference are all stored, each with a commit of its own', async () => {
    const ends = await times(() => file())
    const seqs = won(ends).map(({ version }) => version.commit)
    expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: many }, (_, i) => i + 1))
  })
})
