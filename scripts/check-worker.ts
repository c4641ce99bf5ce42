// `node scripts/check-worker.ts`: builds the Worker as for a deployment. Fails on a warning of wrangler, such as an
// unknown key in wrangler.toml. Arguments are passed to `wrangler deploy`.
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
