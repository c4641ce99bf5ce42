/** The README as its readers take it: commands to paste, paths to open, names to use. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './server.ts'

export const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** Whether a command goes on in the next line: a quote is open, or a backslash stands at the end. */
const isOpen = (command: string): boolean => {
  const closed = /'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]/g
  return /['"]|\\$/.test(command.replace(closed, ''))
}

/** The commands of a block; one may go on over several lines, behind a backslash or inside quotes. */
const commandsOf = (block: string): string[] => {
  const commands: string[] = []
  let command = ''
  for (const line of block.trimEnd().split('\n')) {
    command = command === '' ? line : `${command}\n${line}`
    if (isOpen(command)) continue
    commands.push(command)
    command = ''
  }
  if (command !== '') throw new Error(`A command does not end: ${command}`)
  return commands
}

/** Every command of every block that is for a shell, in order. */
export const commands: readonly string[] = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(
  ([, block = '']) => commandsOf(block),
)

const prose = readme.replace(/^```[\s\S]*?^```$/gm, '')

/** What stands in the running text as code. */
export const codeSpans: readonly string[] = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)

/** Where links and pictures lead, those to other sites left out. */
export const linkTargets: readonly string[] = [...prose.matchAll(/\]\(([^)]+)\)/g)]
  .map(([, target = '']) => target)
  .filter((target) => !/^[a-z]+:/.test(target))

/** The names quoted in the sentence that begins with these words. */
export const namesIn = (beginning: string): string[] => {
  const at = prose.indexOf(beginning)
  if (at === -1) throw new Error(`The README has no sentence that begins with "${beginning}".`)
  const sentence = prose.slice(at, prose.indexOf(';', at))
  return [...sentence.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
}

export interface CommandResult {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a script in bash, in the project. */
export const runBash = (script: string): Promise<CommandResult> =>
  new Promise((done) => {
    execFile('bash', ['-c', script], { cwd: root, maxBuffer: 2 ** 26 }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err }),
    )
  })

const recordSeparator = '\u001e'
const unitSeparator = '\u001f'
const printed = (what: string) => `printf '${unitSeparator}%s' ${what}`

/** A command, and behind it what it came to: its code, its errors, and the value of the variable that it sets. */
const watched = (command: string): string => {
  const variable = /^(\w+)=/.exec(command)?.[1]
  const lines = [`{ ${command}\n} 2>"$errors"`, printed('$?'), printed('"$(cat "$errors")"')]
  if (variable !== undefined) lines.push(printed(`"$${variable}"`))
  return [...lines, `printf '${recordSeparator}'`].join('\n')
}

/**
 * Runs commands one after another in one shell, so that variables last, and answers what each one gave; of one that
 * sets a variable, its value. curl tells the status of each answer at the end of `err`.
 */
export const runCommands = async (commands: readonly string[]): Promise<CommandResult[]> => {
  const status = `curl() { command curl -w '%{stderr}%{http_code}' "$@"; }`
  const script = ['errors=$(mktemp)', status, ...commands.map(watched), 'rm "$errors"']
  const { out } = await runBash(script.join('\n'))
  return out
    .split(recordSeparator)
    .slice(0, commands.length)
    .map((all) => {
      const [text = '', code = '1', err = '', value] = all.split(unitSeparator)
      return { code: Number(code), out: value ?? text, err }
    })
}
