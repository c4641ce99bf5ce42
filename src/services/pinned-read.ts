/** Reads at a commit that the request names, from a replica that may not have it yet. */
import { Problem } from '../problems.ts'
import type { ServiceContext } from './service-context.ts'

/**
 * Runs a read, and once more at the primary if the query names a commit and is refused: to a replica that is behind,
 * the newest commits lie in the future. `commit` is undefined if the query names none.
 */
export const readPinned = async <T>(
  { usePrimary }: Pick<ServiceContext, 'usePrimary'>,
  commit: number | undefined,
  read: () => Promise<T>,
): Promise<T> => {
  try {
    return await read()
  } catch (error) {
    const isRefused = error instanceof Problem && error.type === 'invalid-query'
    if (commit === undefined || !isRefused || !usePrimary?.()) throw error
    return read()
  }
}
