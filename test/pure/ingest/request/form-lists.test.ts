import { expect, it } from 'vitest'
import { parseForm } from '../../../../src/ingest/request/form-fields.ts'

it('a list and the keys of sources are separated by the semicolon of either keyboard', () => {
  const fields = [
    ['tags', 'a; b؛ c'],
    ['damage.source', 'k؛ j'],
    ['casualties.source', 'k;j'],
    ['summary', 'a؛ b'],
  ] as const
  expect(parseForm(fields).candidate).toEqual({
    tags: ['a', 'b', 'c'],
    damage: { source: 'k; j' },
    casualties: { source: 'k;j' },
    summary: 'a؛ b',
  })
})
