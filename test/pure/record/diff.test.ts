import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Change, diff, pointersOf } from '../../../src/record/diff.ts'
import { recordShape } from '../../../src/record/shape.ts'
import { soundRecord } from '../arbitrary.ts'

type Group = Record<string, unknown>

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** One step of a JSON Patch, taken strictly: what it says of before must be so. */
const take = (record: Group, { pointer, ...change }: Change): void => {
  const steps = stepsOf(pointer)
  const last = steps.pop() ?? ''
  const parent = steps.reduce<unknown>((value, step) => (value as Group)[step], record) as Group | unknown[]
  const there = Array.isArray(parent) ? Number(last) < parent.length : Object.hasOwn(parent, last)
  if ('before' in change) expect((parent as Group)[last]).toEqual(change.before)
  else if (Array.isArray(parent)) expect(Number(last)).toBeLessThanOrEqual(parent.length)
  else expect(there).toBe(false)
  const after = structuredClone(change.after)
  if (!Array.isArray(parent)) {
    if ('after' in change)
      Object.defineProperty(parent, last, {
        value: after,
        writable: true,
        enumerable: true,
        configurable: true,
      })
    else delete parent[last]
  } else parent.splice(Number(last), 'before' in change ? 1 : 0, ...('after' in change ? [after] : []))
}

const applied = (record: object, changes: readonly Change[]): Group => {
  const result = structuredClone(record) as Group
  for (const change of changes) take(result, change)
  return result
}

/** A record and what may become of it: parts of another one, entries moved, doubled and dropped. */
const pair = fc
  .tuple(soundRecord, soundRecord, fc.array(fc.nat(), { maxLength: 6 }))
  .map(([before, other, moves]) => {
    const after = structuredClone(before) as Group
    for (const move of moves) {
      const names = [...new Set([...Object.keys(after), ...Object.keys(other)])]
      const name = names[move % names.length] ?? ''
      const list = after[name]
      if (!Array.isArray(list) || move % 7 === 0) {
        if (other[name] === undefined) delete after[name]
        else after[name] = structuredClone(other[name])
      } else if (move % 3 === 0) list.splice(move % (list.length + 1), 0, structuredClone(list[0]))
      else if (move % 3 === 1) list.splice(move % (list.length + 1), 1)
      else list.reverse()
    }
    return [before, after] as const
  })

describe('the difference of two records', () => {
  it('taken step by step from the one, gives the other', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        expect(applied(before, diff(before, after))).toEqual(after)
      }),
    )
  })

  it('names nothing that stays', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const changes = diff(before, after)
        for (const { before: old, after: young } of changes) expect(old).not.toEqual(young)
        expect(diff(before, before)).toEqual([])
      }),
    )
  })

  it('does not depend on the order of keys', () => {
    const record = {
      title: 'a',
      location: { country: 'IQ', place: 'x' },
      weapons: [{ type: 'rocket', hit: 1 }],
    }
    const turned = {
      weapons: [{ hit: 1, type: 'rocket' }],
      location: { place: 'x', country: 'IQ' },
      title: 'a',
    }
    expect(diff(record, turned)).toEqual([])
  })

  it.each<[string, object, object, Change[]]>([
    ['a field', { title: 'a' }, { title: 'b' }, [{ pointer: '/title', before: 'a', after: 'b' }]],
    [
      'zero from unknown',
      { weapons: [{}] },
      { weapons: [{ hit: 0 }] },
      [{ pointer: '/weapons/0/hit', after: 0 }],
    ],
    ['a field that is unknown now', { title: 'a' }, {}, [{ pointer: '/title', before: 'a' }]],
    [
      'an entry put before another that stays',
      { weapons: [{ type: 'rocket' }] },
      { weapons: [{ type: 'mortar' }, { type: 'rocket' }] },
      [{ pointer: '/weapons/0', after: { type: 'mortar' } }],
    ],
    [
      'an entry in the middle that is gone',
      { claims: [{ by: 'a' }, { by: 'b' }, { by: 'c' }] },
      { claims: [{ by: 'a' }, { by: 'c' }] },
      [{ pointer: '/claims/1', before: { by: 'b' } }],
    ],
    [
      'entries that are gone, the last one first',
      { claims: [{ by: 'a' }, { by: 'b' }, { by: 'c' }] },
      { claims: [{ by: 'd' }] },
      [
        { pointer: '/claims/0/by', before: 'a', after: 'd' },
        { pointer: '/claims/2', before: { by: 'c' } },
        { pointer: '/claims/1', before: { by: 'b' } },
      ],
    ],
    [
      'a list of texts as one value',
      { tags: ['a', 'b'] },
      { tags: ['b'] },
      [{ pointer: '/tags', before: ['a', 'b'], after: ['b'] }],
    ],
    [
      'names that are not ours, escaped',
      { external: { scheme: 'acled', fields: { 'a/b': 1 } } },
      { external: { scheme: 'acled', fields: { 'a/b': 2, '~': true } } },
      [
        { pointer: '/external/fields/a~1b', before: 1, after: 2 },
        { pointer: '/external/fields/~0', after: true },
      ],
    ],
  ])('names %s', (_, before, after, changes) => {
    expect(diff(before, after)).toEqual(changes)
    expect(applied(before, diff(before, after))).toEqual(after)
  })

  it('can have one pointer twice behind removed entries, and its pointers have it once', () => {
    const entries = (...names: string[]) => ({ claims: names.map((by) => ({ by })) })
    const changes = diff(entries('a', 'b', 'c', 'd'), entries('c', 'e'))
    expect(changes.map(({ pointer }) => pointer)).toEqual(['/claims/1', '/claims/0', '/claims/1/by'])
    const twice = diff(entries('a', 'b', 'c', 'd'), entries('c'))
    expect(twice.map(({ pointer }) => pointer)).toEqual(['/claims/1', '/claims/0', '/claims/1'])
    expect(pointersOf(twice)).toEqual(['/claims/1', '/claims/0'])
  })

  it('comes in the order of the schema', () => {
    const names = [...recordShape.fields.keys()]
    const found = diff({}, Object.fromEntries([...names].reverse().map((name) => [name, 'x'])))
    expect(found.map(({ pointer }) => pointer)).toEqual(names.map((name) => `/${name}`))
  })
})
