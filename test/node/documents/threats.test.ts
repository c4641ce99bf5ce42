// Each promise of SECURITY.md names a test that is there.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/server.ts'

const text = readFileSync(join(root, 'SECURITY.md'), 'utf8')
const named = [...text.matchAll(/`(test\/[\w/.-]+\.ts)`: “([^”]+)”/g)].map(([, file = '', title = '']) => [
  file,
  title,
])
const promises = text.split('\n').filter((line) => /^\| (?!promise|---)/.test(line))

it('names a test for each promise', () => {
  expect(promises.length).toBeGreaterThan(20)
  expect(named.length).toBe(promises.length)
})

it.each(named)('names a test that is there: %s “%s”', (file, title) => {
  expect(existsSync(join(root, file))).toBe(true)
  expect(readFileSync(join(root, file), 'utf8')).toContain(`'${title}'`)
})
