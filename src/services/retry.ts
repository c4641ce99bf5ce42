/** Acts that other requests can get ahead of. */
import { Problem } from '../problems.ts'

/** The most attempts of an act. */
const maxAttempts = 3

/**
 * Returns what an act returns, and runs it again while it fails because another request was faster. Throws the error of the
 * last attempt, and any other error at once.
 */
export const retry = async <T>(isLate: (error: unknown) => boolean, run: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (!isLate(error) || attempt === maxAttempts) throw error
    }
  }
}

/** Returns whether an error is the problem of a record that another request has changed meanwhile. */
export const isConflict = (error: unknown): boolean => error instanceof Problem && error.type === 'conflict'
