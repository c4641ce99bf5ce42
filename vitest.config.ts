import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const adminToken = 'sitrep_test_admin_0123456789'
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
        TEST_MIGRATIONS: await readD1Migrations('schemas/migrations'),
      },
    },
  })

/** What needs no database: the schema and what derives from it. The files share one runtime. */
const pure = async () => ({
  plugins: [await runtime()],
  test: {
    name: 'pure',
    include: ['test/worker/*.test.ts'],
    isolate: false,
    sequence: { groupOrder: 0 },
  },
})

/** What needs the database: it is empty before each test. */
const worker = async () => ({
  plugins: [await runtime()],
  test: {
    name: 'worker',
    include: ['test/worker/*/**/*.test.{ts,tsx}'],
    setupFiles: ['./test/setup.ts'],
    maxWorkers: '100%',
    sequence: { groupOrder: 1 },
  },
})

/** Plain Node: real servers, a real browser, the README's commands; each file has a server and a store of its own. */
const node = {
  test: {
    name: 'node',
    include: ['test/node/**/*.test.ts'],
    environment: 'node',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    sequence: { groupOrder: 2 },
  },
}

export default defineConfig(async () => ({
  test: {
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/vitest.json' },
    projects: [await pure(), await worker(), node],
  },
}))
