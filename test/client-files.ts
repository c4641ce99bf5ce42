/** Before a run: the scripts of the pages, once for all its projects. */
import { buildClient } from '../scripts/build-client.ts'

let build: Promise<unknown> | undefined

export default async (): Promise<void> => {
  build ??= buildClient()
  await build
}
