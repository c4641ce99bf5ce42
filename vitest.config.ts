import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const adminToken = 'sitrep_test_admin_0123456789abcdefgh'
// wrangler warns of a required secret that it does not find in the environment, whatever the bindings say.
process.env.ADMIN_TOKEN = adminToken

/** The local Workers runtime, with the bindings of wrangler.toml. */
const runtime = async () =>
  cloudflareTest({
    wrangler: { configPath: './wrangler.toml' },
    miniflare: {
      bindings: {
        ADMIN_TOKEN: adminToken,
        PUBLIC_SUBMISSIONS: 'true',
        // Tests send a form at once; those of the least time set it.
        FORM_MIN_SECONDS: '0',
        // One editor publishes what others need two for; tests of the second one set it.
        SECOND_REVIEW: 'off',
        SECURITY_CONTACT: 'security@example.org',
        TEST_MIGRATIONS: await readD1Migrations('schemas/migrations'),
      },
    },
  })

const textFiles = /\.(css|svg|txt)$/

/** Files that the Worker imports as text, by the rules of wrangler.toml. */
const texts = {
  name: 'texts',
  enforce: 'pre',
  resolveId: (source: string, importer: string | undefined) =>
    importer && textFiles.test(source) ? `\0text:${resolve(dirname(importer), source)}:` : undefined,
  load: (id: string) =>
    id.startsWith('\0text:')
      ? `export default ${JSON.stringify(readFileSync(id.slice(6, -1), 'utf8'))}`
      : undefined,
} as const

/** Files that take longer than their size tells. */
const longFiles = [
  'test/node/store/kills.test.ts',
  'test/worker/services/imports/statements.test.ts',
  'test/worker/store/costs/costs-large.test.ts',
  'test/worker/web/access/campaign.test.ts',
].map((path) => resolve(path))
const missing = longFiles.find((path) => !existsSync(path))
if (missing) throw new Error(`There is no ${missing}, which longFiles names.`)

/**
 * Begins long files first, project by project, so that no processor waits for the last one. A checkout that has run
 * before knows what each file took; a new one goes by their sizes.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = Map.groupBy(await super.sort(files), ({ project }) => project.name)
    const isLong = ({ moduleId }: TestSpecification) => Number(longFiles.includes(moduleId))
    return [...byProject.values()].flatMap((each) => each.sort((a, b) => isLong(b) - isLong(a)))
  }
}

/** As many files at a time as there are processors, each process for one file after the other; limits tell what hangs. */
const common = {
  globalSetup: ['test/temp-dir.ts', 'test/client-files.ts'],
  isolate: false,
  restoreMocks: true,
  maxWorkers: '100%',
  testTimeout: 120_000,
  hookTimeout: 180_000,
}

/** What needs no database: the schema and what derives from it. */
const pure = async () => ({
  plugins: [texts, await runtime()],
  test: {
    ...common,
    name: 'pure',
    include: ['test/pure/**/*.test.ts'],
  },
})

/** What needs the database: it is empty before each test. */
const worker = async () => ({
  plugins: [texts, await runtime()],
  test: {
    ...common,
    name: 'worker',
    include: ['test/worker/**/*.test.ts'],
    setupFiles: ['./test/worker/setup.ts'],
  },
})

/** Plain Node: real servers, a real browser, the README's commands; each file has a server and a store of its own. */
const node = {
  test: {
    ...common,
    name: 'node',
    include: ['test/node/**/*.test.ts'],
    environment: 'node',
  },
}

export default defineConfig(async () => ({
  test: {
    reporters: ['default', 'json'],
    sequence: { sequencer: LongestFirst },
    outputFile: { json: 'reports/vitest.json' },
    projects: [await pure(), await worker(), node],
  },
}))
