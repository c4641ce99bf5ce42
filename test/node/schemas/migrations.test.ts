// A migration never changes after it has landed: a store that has applied it does not apply it again.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const files = readdirSync(new URL('../../../schemas/migrations', import.meta.url)).sort()

/** The digests of the migrations that have landed, as `sha256sum *.sql` prints them. */
const digests = read('test/fixtures/migrations.sha256').trimEnd().split('\n')

const addFile = `A migration that has landed never changes: undo the change and add a file with the next number.
List a new file in test/fixtures/migrations.sha256: (cd schemas/migrations && sha256sum NAME.sql) >> test/fixtures/migrations.sha256`

it('never change after they have landed', () => {
  const found = files.map((name) => {
    const digest = createHash('sha256')
      .update(read(`schemas/migrations/${name}`))
      .digest('hex')
    return `${digest}  ${name}`
  })
  expect(found, addFile).toEqual(digests)
})
