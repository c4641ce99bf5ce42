/** The build that the part `search` compares with, in a worktree of its own. */
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The last commit before searches, counts and pairs are kept beside the records. */
export const baselineCommit = 'a4b2622'

/** The worktree of the other build and its prepared stores, which later runs use again. */
export const cacheFolder = join(tmpdir(), 'sitrep-bench')

const root = fileURLToPath(new URL('..', import.meta.url))

const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()

const removeLink = (path: string): void => {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(path)
}

/**
 * Checks out the commit unless an earlier run did. Returns its folder, which shares the packages of this one. Throws
 * an Error if the repository lacks the commit.
 */
export const checkOutBaseline = (): string => {
  const folder = join(cacheFolder, baselineCommit)
  if (!existsSync(join(folder, 'package.json'))) {
    mkdirSync(cacheFolder, { recursive: true })
    git('worktree', 'prune')
    git('worktree', 'add', '--force', '--detach', folder, baselineCommit)
  }
  const packages = join(folder, 'node_modules')
  removeLink(packages)
  if (!existsSync(packages)) symlinkSync(join(root, 'node_modules'), packages)
  return folder
}

type Value = string | number | null

/** The stored content of a version. */
export interface Stated {
  readonly visible: object
  readonly full: object | null
  readonly warnings: readonly object[]
}

/** The functions of the other build that derive the rows of a version. */
export interface BaselineRows {
  readonly restate: (body: object) => Stated
  readonly deriveRow: (stamp: object, stated: Stated) => object
  readonly bodyColumns: readonly string[]
  readonly bodyValues: (version: object) => Value[]
  readonly incidentColumns: readonly string[]
  readonly incidentValues: (version: object) => Value[]
  readonly createIds: (count: number, now: number) => { readonly id: string; readonly rowKey: number }[]
}

/** Loads the functions from the folder of the other build, so that the rows are those that it would write. */
export const loadBaselineRows = async (folder: string): Promise<BaselineRows> => {
  const files = ['src/services/version-row.ts', 'src/store/incidents.ts', 'src/store/ids.ts']
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(folder, file)).href) as Promise<object>),
  )
  return Object.assign({}, ...modules) as BaselineRows
}
