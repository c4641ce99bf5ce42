// One server at a time for a local store.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lockStore } from '../../../scripts/store-lock.ts'
import { root } from '../support/server.ts'

const stores = Array.from({ length: 2 }, () => mkdtempSync(join(tmpdir(), 'store-lock-')))
const [store = '', otherStore = ''] = stores
afterAll(() => {
  for (const each of stores) rmSync(each, { recursive: true })
})

/** Returns a process that holds the lock of the store. */
const startHolder = async () => {
  const code = `await (await import('./scripts/store-lock.ts')).lockStore(process.argv[1])
    console.log('locked')
    setInterval(() => {}, 1000)`
  const args = ['--no-warnings', '--input-type=module', '-e', code, store]
  const holder = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  return holder
}

describe('the lock of a store', () => {
  it('is held by one process at a time, for each store', async () => {
    const lock = await lockStore(store)
    await expect(lockStore(store)).rejects.toThrow(`the store ${store} is in use`)
    const other = await lockStore(otherStore)
    for (const each of [lock, other]) await new Promise((resolve) => each.close(resolve))
    const again = await lockStore(store)
    await new Promise((resolve) => again.close(resolve))
  })

  it('ends with its process, however that ends', async () => {
    const holder = await startHolder()
    await expect(lockStore(store)).rejects.toThrow('in use')
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const lock = await lockStore(store)
    await new Promise((resolve) => lock.close(resolve))
  })

  it('is why a second rerender ends, with the reason', async () => {
    const holder = await startHolder()
    const args = ['--no-warnings', 'scripts/rerender.ts', '--persist-to', store]
    const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    holder.kill()
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(`the store ${store} is in use by another npm start or npm run rerender.`)
  })
})
