import { afterEach } from 'vitest'
import type { Server } from './server.ts'

/** Prints the end of the server's log behind every test that fails. */
export const printLogOnFailure = (server: () => Server | undefined): void => {
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') console.error(`The server printed:\n${server()?.log().slice(-3000)}`)
  })
}
