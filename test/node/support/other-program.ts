/** Programs of researchers, which this machine may lack. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { expect, type TestContext } from 'vitest'

/** What programs say that has nothing to do with what they read. */
const harmless =
  /^Warning 1: The output driver does not natively support .*\n|^Warning: failed to launch javaldx.*\n/gm
const lacksLibrary = /No module named|there is no package called/

/** What a program prints. Where it or a library is not there, the test is left out, but for CI. */
export const printed = (context: TestContext, program: string, ...args: string[]): string => {
  const ran: SpawnSyncReturns<string> = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  const lacking = ran.error !== undefined || lacksLibrary.test(ran.stderr)
  if (lacking && process.env.CI === undefined) context.skip(`${program} is not there, or lacks a library.`)
  expect([ran.error, ran.status, ran.stderr.replace(harmless, '')]).toEqual([undefined, 0, ''])
  return ran.stdout
}
