// `npm run deploy` with a program in the place of wrangler that notes how it is called and answers as wrangler does.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAdminSecret } from '../../../schemas/token.ts'
import {
  type BaseConfiguration,
  createConfiguration,
  findWarnings,
} from '../../../scripts/deploy/configuration.ts'
import { costTable, priceOf, useOf } from '../../../scripts/deploy/costs.ts'
import { parseSettings } from '../../../scripts/deploy/settings.ts'
import { root } from '../support/server.ts'

const databaseId = '0b54c2f4-4b0c-4a1e-9a67-0d6a3f0f6f11'

/** Notes its arguments and the secrets that it is given, and fails or warns where a test says so. */
const fakeWrangler = `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs')
const args = process.argv.slice(2)
const call = args.join(' ')
const at = args.indexOf('--secrets-file')
const secrets = at < 0 ? undefined : JSON.parse(readFileSync(args[at + 1], 'utf8'))
appendFileSync(process.env.CALLS, JSON.stringify({ call, secrets }) + '\\n')
const { FAILS, WARNS, SECRETS = '[]' } = process.env
if (FAILS && call.startsWith(FAILS)) { console.error('It failed. [code: 10000]'); process.exit(1) }
if (WARNS && call.includes('--dry-run')) console.error('▲ [WARNING] Unexpected fields found in top-level field: "sesrets"')
if (call.startsWith('d1 create')) console.log('"database_id": "${databaseId}"')
if (call.startsWith('secret list')) {
  if (SECRETS === 'none') { console.error('This Worker does not exist on your account. [code: 10007]'); process.exit(1) }
  console.log(SECRETS)
}
if (call.startsWith('deploy --config')) console.log('https://sitrep.example.workers.dev')
`

let folder: string
let settingsPath: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sitrep-deploy-'))
  settingsPath = join(folder, `test-${basename(folder)}.json`)
  writeFileSync(join(folder, 'wrangler'), fakeWrangler, { mode: 0o755 })
})
const configPath = () => join(root, `wrangler.${basename(settingsPath)}`)
afterEach(() => {
  rmSync(configPath(), { force: true })
  rmSync(folder, { recursive: true })
})

interface Call {
  readonly call: string
  readonly secrets?: { readonly ADMIN_TOKEN: string }
}

/** Runs the command with answers to its questions. Returns what it printed and how it called wrangler. */
const deploy = (args: readonly string[], env: Readonly<Record<string, string>> = {}, answers = '') => {
  const calls = join(folder, 'calls')
  rmSync(calls, { force: true })
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', 'scripts/deploy.ts', '--settings', settingsPath, ...args],
    {
      cwd: root,
      encoding: 'utf8',
      input: answers,
      env: { ...process.env, PATH: [folder, process.env.PATH].join(delimiter), CALLS: calls, ...env },
    },
  )
  const lines = existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : []
  return { status, stdout, stderr, calls: lines.map((line) => JSON.parse(line) as Call) }
}
const settings = () => JSON.parse(readFileSync(settingsPath, 'utf8'))
const configuration = () => JSON.parse(readFileSync(configPath(), 'utf8'))

describe('npm run deploy', () => {
  it('asks for what it lacks, creates it, makes a token that counts, and asks for nothing the next time', () => {
    const first = deploy([], { SECRETS: 'none' }, 'reports-desk\npaid\n')
    expect(first.stderr).toContain('Plan of the account')
    expect(first.status, first.stderr).toBe(0)
    const config = `--config ${configPath()}`
    expect(first.calls.map(({ call }) => call.replace(/(--secrets-file) \S+/, '$1 FILE'))).toEqual([
      `deploy --dry-run --outdir dist ${config}`,
      'd1 create reports-desk',
      'r2 bucket create reports-desk-files',
      'r2 bucket lifecycle add reports-desk-files exports exports/ --expire-days 30 --abort-multipart-days 1 --force',
      `d1 migrations apply DB --remote ${config}`,
      `secret list ${config} --format json`,
      `deploy ${config} --secrets-file FILE`,
    ])
    const { ADMIN_TOKEN: token = '' } = first.calls.at(-1)?.secrets ?? {}
    expect(isAdminSecret(token)).toBe(true)
    expect(first.stdout).toContain(`Admin token: ${token}`)
    const stored = {
      plan: 'paid',
      name: 'reports-desk',
      database_id: databaseId,
      bucket: 'reports-desk-files',
    }
    expect(settings()).toEqual(stored)
    expect(configuration()).toMatchObject({ name: 'reports-desk', limits: { cpu_ms: 300_000 } })

    const again = deploy([], { SECRETS: '[{"name":"ADMIN_TOKEN","type":"secret_text"}]' })
    expect(again.calls.map(({ call }) => call.split(' --')[0])).toEqual([
      'deploy',
      'd1 migrations apply DB',
      'secret list',
      'deploy',
    ])
    expect(again.stdout).not.toContain('Admin token')
  })

  it('goes on where it broke off', () => {
    const broken = deploy(['--plan', 'free', '--name', 'desk'], { FAILS: 'r2 bucket create' })
    expect([broken.status, broken.stderr]).toEqual([1, expect.stringContaining('It failed. [code: 10000]')])
    expect(settings()).toEqual({ plan: 'free', name: 'desk', database_id: databaseId })
    const again = deploy([])
    expect([again.status, again.calls.map(({ call }) => call.slice(0, 9))]).toEqual([
      0,
      ['deploy --', 'r2 bucket', 'r2 bucket', 'd1 migrat', 'secret li', 'deploy --'],
    ])
    expect(configuration()).not.toHaveProperty('limits')
  })

  it('changes nothing with --dry-run, nor after a warning of wrangler', () => {
    const dry = deploy(['--plan', 'free', '--name', 'desk', '--dry-run'])
    expect([dry.status, dry.calls.length, existsSync(settingsPath)]).toEqual([0, 1, false])
    const warned = deploy(['--plan', 'free', '--name', 'desk'], { WARNS: 'yes' })
    expect([warned.status, warned.calls.length, existsSync(settingsPath)]).toEqual([1, 1, false])
    expect(warned.stderr).toContain('Unexpected fields')
  })

  it('takes a token of its operator, and none that can be guessed', () => {
    const file = join(folder, 'token')
    writeFileSync(file, 'hello\n')
    const args = ['--plan', 'free', '--name', 'desk', '--admin-token-file', file]
    const refused = deploy(args)
    expect([refused.status, refused.calls, refused.stderr]).toEqual([
      2,
      [],
      expect.stringContaining('too short'),
    ])
    writeFileSync(file, 'correct horse battery staple, of 1 desk\n')
    const taken = deploy(args)
    expect(taken.calls.at(-1)?.secrets).toEqual({ ADMIN_TOKEN: 'correct horse battery staple, of 1 desk' })
    expect(taken.stdout).not.toContain('correct horse')
  })

  it('refuses settings that are wrong, before anything else', () => {
    writeFileSync(settingsPath, '{"plan": "free", "name": "desk", "vars": {"PUBLIC_SUBMISIONS": "yes"}}')
    const wrong = deploy([])
    expect([wrong.status, wrong.calls]).toEqual([1, []])
    expect(wrong.stderr).toContain(
      'wrangler.toml has no variable PUBLIC_SUBMISIONS. Did you mean PUBLIC_SUBMISSIONS?',
    )
    const unanswered = deploy(['--settings', join(folder, 'none.json')])
    expect([unanswered.status, unanswered.stderr]).toEqual([2, expect.stringContaining('give --name')])
  })
})

const base: BaseConfiguration = {
  main: 'src/index.ts',
  vars: {
    PUBLIC_SUBMISSIONS: 'false',
    MAX_WAITING: '5000',
    FORM_ORIGINS: '',
    SECURITY_CONTACT: '',
    SECOND_REVIEW: 'withheld',
  },
  d1_databases: [{ binding: 'DB', database_name: 'sitrep', migrations_dir: 'schemas/migrations' }],
  r2_buckets: [{ binding: 'FILES', bucket_name: 'sitrep-files' }],
  limits: { cpu_ms: 50 },
}

describe('the costs in docs/operating.md', () => {
  it('are those that scripts/deploy/costs.ts computes', () => {
    const text = readFileSync(join(root, 'docs/operating.md'), 'utf8')
    for (const row of costTable()) expect(text).toContain(row)
  })

  it('are the price of the plan up to what it includes, and each resource beyond', () => {
    const nothing = useOf({ records: 0, filed: 0, edited: 0, pageViews: 0, downloads: 0 })
    expect(priceOf(nothing)).toBe(5)
    expect(priceOf({ ...nothing, requests: 12e6 })).toBeCloseTo(5.6)
    expect(priceOf({ ...nothing, rowsWritten: 51e6, databaseBytes: 6e9 })).toBeCloseTo(6.75)
  })
})

describe('the configuration of a deployment', () => {
  it('has the settings in the place of those of the repository', () => {
    const vars = { PUBLIC_SUBMISSIONS: 'true' }
    const domain = 'reports.example.org'
    expect(
      createConfiguration(base, { plan: 'paid', name: 'desk', database_id: databaseId, domain, vars }),
    ).toEqual({
      main: 'src/index.ts',
      name: 'desk',
      vars: { ...base.vars, ...vars },
      d1_databases: [
        {
          binding: 'DB',
          database_name: 'desk',
          migrations_dir: 'schemas/migrations',
          database_id: databaseId,
        },
      ],
      r2_buckets: [{ binding: 'FILES', bucket_name: 'desk-files' }],
      routes: [{ pattern: domain, custom_domain: true }],
      limits: { cpu_ms: 300_000 },
    })
  })

  it('has no limits on the free plan, which refuses them', () => {
    expect(createConfiguration(base, { plan: 'free', name: 'desk' })).not.toHaveProperty('limits')
  })

  it.each([
    ['PUBLIC_SUBMISSIONS', 'yes', 'true or false'],
    ['MAX_WAITING', 'many', 'a whole number'],
    ['SECOND_REVIEW', 'of', 'withheld or off'],
    ['FORM_ORIGINS', 'https://ngo.example/form', 'origins such as'],
    ['SECURITY_CONTACT', 'us', 'addresses of mail'],
  ])('warns of %s=%s', (name, value, right) => {
    expect(findWarnings(base, { vars: { [name]: value } })).toEqual([expect.stringContaining(right)])
  })

  it('warns of nothing that is right', () => {
    const vars = {
      FORM_ORIGINS: 'https://ngo.example *',
      SECURITY_CONTACT: 'mailto:a@b.example https://b.example/c',
    }
    expect(findWarnings(base, { vars })).toEqual([])
  })

  it.each([
    ['{', 'is not JSON'],
    ['{"plan": "cheap"}', 'wrong settings: plan'],
    ['{"database": "x"}', 'wrong settings: database'],
    ['{"domain": "https://a.example"}', 'wrong settings: domain'],
    ['{"vars": {"MAX_WAITING": 9}}', 'each of vars is a text in quotation marks'],
  ])('refuses the settings %s', (text, said) => {
    expect(() => parseSettings(text, 'deploy.json')).toThrow(said)
  })
})
