// `node scripts/check-worker.ts`: builds the Worker as a deployment would; a warning of wrangler, such as of a key that
// it does not know in wrangler.toml, fails. Arguments go to `wrangler deploy`.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runtimeEnv as env } from './runtime-env.ts'

const wrangler = ['--no-warnings', fileURLToPath(import.meta.resolve('wrangler'))]
const args = ['deploy', '--dry-run', '--outdir', 'dist', ...process.argv.slice(2)]
const { status, stderr } = spawnSync(process.execPath, [...wrangler, ...args], {
  env,
  encoding: 'utf8',
  stdio: ['ignore', 'inherit', 'pipe'],
})
process.stderr.write(stderr)
process.exitCode = status || Number(stderr.includes('WARNING'))
