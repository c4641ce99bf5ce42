import type { World } from '../../schemas/checks.ts'

/** What an act needs from outside. */
export interface Deps {
  readonly db: D1Database
  readonly world: World
}
