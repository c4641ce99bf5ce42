// The commands of package.json: their files are there, and wrong arguments are refused with the right ones.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../support/server.ts'

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

const run = (script: string, args: readonly string[]) =>
  spawnSync(process.execPath, ['--no-warnings', script, ...args], { cwd: root, encoding: 'utf8' })

describe('the commands of package.json', () => {
  it.each(Object.entries(scripts))('name programs and files that are there: %s', (_, command) => {
    for (const part of command.split(' && ')) {
      const [program = '', ...args] = part.split(' ')
      expect(existsSync(join(root, 'node_modules/.bin', program)) || program === 'npm').toBe(true)
      for (const name of args.filter((each) => each.endsWith('.ts')))
        expect(existsSync(join(root, name))).toBe(true)
      const [, name] = /^npm run (\S+)$/.exec(part) ?? []
      if (name !== undefined) expect(scripts).toHaveProperty([name])
    }
  })

  it('start the server again for a new migration in development', () => {
    const [, watched = ''] = / --watch-path=(\S+) /.exec(scripts.dev ?? '') ?? []
    expect(existsSync(join(root, watched, '0001_commits.sql'))).toBe(true)
    expect(scripts.dev).toMatch(/ scripts\/start\.ts$/)
  })
})

describe('a command that is asked wrongly', () => {
  it.each([
    ['start', ['--port', 'x'], "--port is a number from 0 to 65535, not 'x'."],
    ['start', ['--port', '65536'], "--port is a number from 0 to 65535, not '65536'."],
    ['start', ['--inspector-port', '-1'], "Option '--inspector-port' argument is ambiguous."],
    ['start', ['--port'], "Option '--port <value>' argument missing"],
    ['start', ['--var', 'ADMIN_TOKEN'], "--var is NAME:VALUE, not 'ADMIN_TOKEN'."],
    [
      'start',
      ['--var', 'ADMIN_TOKEN:hello'],
      'ADMIN_TOKEN is too short or too simple: anybody could guess it.',
    ],
    ['import', ['--datset', 'x'], "Unknown option '--datset'. Did you mean --dataset? Options are --"],
    ['rerender', ['--limit', '0'], "--limit is a number from 1 to 5000, not '0'."],
    ['rerender', ['--url', 'here'], "--url is an address such as https://sitrep.example, not 'here'."],
    [
      'rerender',
      ['--url', 'https://sitrep.example'],
      'Give the token of an admin in SITREP_TOKEN, or in a file that --token-file names.',
    ],
    [
      'rerender',
      ['--url', 'https://sitrep.example', '--token', 'x'],
      'A token on the command line is shown by',
    ],
    ['rerender', ['--url', 'https://sitrep.example', '--token-file', 'none'], 'There is no file none.'],
    ['backup', [], 'Name one file.'],
    ['backup', ['a', '--url', 'here'], "--url is an address such as https://sitrep.example, not 'here'."],
    ['restore', ['none'], 'There is no file none.'],
    ['verify', ['a', '--url', 'https://sitrep.example'], 'Name one backup, one --url or one --persist-to.'],
    ['verify', ['--head', '3'], "--head is COMMIT:DIGEST, as chain in /health has them, not '3'."],
    ['import', ['data.csv', '--token=x'], 'Put it into the variable SITREP_TOKEN'],
    ['migrate', [], 'Name one store.'],
    ['migrate', ['--force', 'x'], "Unknown option '--force'. Options are --help."],
  ])('ends with 2, and says what is right: %s %s', (name, args, said) => {
    const { status, stdout, stderr } = run(`scripts/${name}.ts`, args)
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(said)])
    expect(stderr).toMatch(/\n\n(npm|node) \S+/)
    expect(stderr).not.toContain('    at ')
  })

  it('passes what is not its own on to wrangler dev, which refuses it: start', () => {
    const store = mkdtempSync(join(tmpdir(), 'sitrep-'))
    const args = ['--persist-to', store, '--log-level', 'silly', '--port', '0']
    const { status, stderr } = run('scripts/start.ts', args)
    rmSync(store, { recursive: true })
    expect([status, stderr]).toEqual([1, expect.stringContaining('log-level, Given: "silly"')])
  })

  it.each(['start', 'import', 'rerender', 'backup', 'restore', 'verify', 'migrate', 'decode-store'])(
    'prints its usage for --help: %s',
    (name) => {
      const { status, stdout } = run(`scripts/${name}.ts`, ['--help'])
      expect([status, stdout]).toEqual([0, expect.stringMatching(/^(npm|node) \S+/)])
    },
  )
})
