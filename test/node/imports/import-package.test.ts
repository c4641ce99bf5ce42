// The import command without a clone: the program that the site serves and the package has.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleImport } from '../../../scripts/build-import.ts'
import { runProgram } from '../support/import-command.ts'
import { root, type Server, startServer } from '../support/server.ts'
import { printLogOnFailure } from '../support/server-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'sitrep-package-'))
const dataFolder = join(folder, 'data')
mkdirSync(dataFolder)
writeFileSync(
  join(dataFolder, 'data.csv'),
  'reference,event_type,date,country,sources\na,battle,2022-01-05,IQ,Example News\n',
)

/** The Node of this project, and the one of the machine. */
const nodes = [process.execPath, '/usr/bin/node'].filter(existsSync)
const versionOf = (node: string): string => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()

let server: Server
let archive: string
beforeAll(async () => {
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root })
  archive = join(folder, String(packed).trim())
  execFileSync('tar', ['-xzf', archive, '-C', folder])
  server = await startServer()
})
printLogOnFailure(() => server)
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true })
})

describe('the program of the import command', () => {
  it('is the one in public/; if not, `npm run build:import` makes it again', async () => {
    expect(readFileSync(join(root, 'public/sitrep-import.txt'), 'utf8')).toBe(
      await bundleImport({ hasWorkbooks: false }),
    )
  })

  it('is what the package has beside its description', () => {
    const { bin } = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'))
    const listed = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' })
    expect(listed.trim().split('\n').sort()).toEqual(
      ['LICENSE', 'README.md', bin['sitrep-import'], 'package.json'].map((name) => `package/${name}`).sort(),
    )
  })

  it.each(nodes.map((node) => [versionOf(node), node]))(
    'imports from a folder with nothing but the data: %s',
    async (_, node) => {
      const programs = [join(folder, 'package/dist/sitrep-import.mjs'), join(folder, 'import.mjs')]
      writeFileSync(programs[1] ?? '', await (await fetch(`${server.url}/sitrep-import.mjs`)).text())
      const env = { PATH: '', SITREP_TOKEN: server.token }
      for (const program of programs) {
        const args = [program, 'data.csv', '--to', server.url, '--dataset', 'packed', '--dry-run']
        const { code, out, err } = await runProgram(node, args, { cwd: dataFolder, env })
        expect([code, err]).toEqual([0, ''])
        expect(out).toMatch(/created +│ 1/)
      }
    },
  )

  it.each(nodes.map((node) => [versionOf(node), node]))(
    'turns a workbook into CSV in the package, and says in the single file that it cannot: %s',
    async (_, node) => {
      const workbook = join(root, 'test/fixtures/workbooks/libreoffice.xlsx')
      const args = [
        workbook,
        '--csv',
        '--to',
        server.url,
        '--dataset',
        'packed',
        '--dry-run',
        '--mode',
        'valid',
      ]
      const env = { PATH: '', SITREP_TOKEN: server.token }
      const run = (program: string) =>
        runProgram(node, [join(folder, program), ...args], { cwd: dataFolder, env })
      expect((await run('package/dist/sitrep-import.mjs')).err + (await run('import.mjs')).err).toMatch(
        /Save it as CSV, or use the command of a clone or of the package\./,
      )
      expect((await run('package/dist/sitrep-import.mjs')).err).not.toMatch(/Save it as CSV/)
    },
  )

  it('says in its usage how it is called', async () => {
    const { out } = await runProgram(process.execPath, [join(folder, 'import.mjs'), '--help'])
    expect(out).toMatch(/^node import.mjs FILE --to URL/)
  })
})
