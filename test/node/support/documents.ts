/** The documents of the repository as readers use them: commands to paste, blocks to run, paths to open. */
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './server.ts'

/** A fenced block. Its first line names the language and may say more for the tests. */
export interface Block {
  readonly language: string
  /** The words after the language, such as the name of a file. */
  readonly info: string
  readonly text: string
  /** The line of the document on which the block begins, from 1. */
  readonly line: number
}

export interface Document {
  /** The path in the repository. */
  readonly name: string
  readonly text: string
  readonly blocks: readonly Block[]
  /** The text without its blocks. */
  readonly prose: string
  /** What the running text shows as code. */
  readonly codeSpans: readonly string[]
  /** The targets of links and pictures in this repository, without their fragments. */
  readonly linkTargets: readonly string[]
}

const fence = /^```(\w*) ?([^\n]*)\n([\s\S]*?)^```$/gm

/** Reads a document of the repository. */
export const readDocument = (name: string): Document => {
  const text = readFileSync(join(root, name), 'utf8')
  const blocks = [...text.matchAll(fence)].map(({ 1: language = '', 2: info = '', 3: body = '', index }) => ({
    language,
    info,
    text: body,
    line: text.slice(0, index).split('\n').length,
  }))
  const prose = text.replace(fence, '')
  return {
    name,
    text,
    blocks,
    prose,
    codeSpans: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
    linkTargets: [...prose.matchAll(/\]\(([^)#]+)[^)]*\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target)),
  }
}

const markdownIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
    .sort()

/** The documents of the repository in reading order. */
export const documents: readonly Document[] = [
  'README.md',
  ...markdownIn('docs'),
  ...markdownIn('docs/decisions'),
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
].map(readDocument)

export const findDocument = (name: string): Document => {
  const found = documents.find((document) => document.name === name)
  if (!found) throw new Error(`There is no document ${name}.`)
  return found
}

/** Whether a command continues on the next line: a quote is open, or the line ends with a backslash. */
const isOpen = (command: string): boolean => {
  const closed = /'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]/g
  return /['"]|\\$/.test(command.replace(closed, ''))
}

/** The commands of a block; a backslash or an open quote continues one on the next line. */
export const commandsOf = ({ text }: Block): string[] => {
  const commands: string[] = []
  let command = ''
  for (const line of text.trimEnd().split('\n')) {
    command = command === '' ? line : `${command}\n${line}`
    if (isOpen(command)) continue
    commands.push(command)
    command = ''
  }
  if (command !== '') throw new Error(`A command does not end: ${command}`)
  return commands
}

export interface CommandResult {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a script in bash, in the given folder. */
const runBash = (script: string, cwd: string): Promise<CommandResult> =>
  new Promise((done) => {
    execFile('bash', ['-c', script], { cwd, maxBuffer: 2 ** 26 }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err }),
    )
  })

const recordSeparator = '\u001e'
const unitSeparator = '\u001f'
const printed = (what: string) => `printf '${unitSeparator}%s' ${what}`

/** A command, then its exit code, its errors, and the value of the variable that it sets. */
const watched = (command: string): string => {
  const variable = /^(?:export )?(\w+)=/.exec(command)?.[1]
  const lines = [`{ ${command}\n} 2>"$errors"`, printed('$?'), printed('"$(cat "$errors")"')]
  if (variable !== undefined) lines.push(printed(`"$${variable}"`))
  return [...lines, `printf '${recordSeparator}'`].join('\n')
}

/**
 * Runs commands one after another in one shell, so that variables last, and returns the result of each; the output of
 * an assignment is the value of its variable. curl appends the status of each answer to `err`.
 */
export const runCommands = async (commands: readonly string[], cwd: string): Promise<CommandResult[]> => {
  const status = `curl() { command curl -w '%{stderr}%{http_code}' "$@"; }`
  const script = ['errors=$(mktemp)', status, ...commands.map(watched), 'rm "$errors"']
  const { out } = await runBash(script.join('\n'), cwd)
  return out
    .split(recordSeparator)
    .slice(0, commands.length)
    .map((all) => {
      const [text = '', code = '1', err = '', value] = all.split(unitSeparator)
      return { code: Number(code), out: value ?? text, err }
    })
}
