/** The arguments of this project's commands. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { commands } from '../src/messages/en.ts'
import { didYouMean } from '../src/text/did-you-mean.ts'
import { english } from '../src/text/sentence.ts'

/** A fault in the arguments, with a text for the user. */
export class UsageError extends Error {}

const helpOption = { help: { type: 'boolean' } } as const

const parse = <const Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  allowPositionals: boolean,
) => parseArgs({ args, options: { ...options, ...helpOption }, allowPositionals })

type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<typeof parse<Options>>

interface Command<Options extends ParseArgsOptionsConfig> {
  /** Printed by `--help`, and after an error of usage. */
  readonly usage: string
  readonly options: Options
  readonly allowPositionals?: boolean
  /** Options that are an error of usage, with its text. */
  readonly refusedOptions?: Readonly<Record<string, string>>
  /** Whether unknown options and positionals are passed to another program, which rejects them itself. */
  readonly passesUnknown?: boolean
  /** Returns the exit code if it is not 0; `passedOn` are the arguments for the other program. */
  readonly run: (
    values: Parsed<Options>['values'],
    positionals: string[],
    passedOn: string[],
  ) => Promise<number | undefined>
}

const assertKnown = (
  args: string[],
  options: ParseArgsOptionsConfig,
  refused: Readonly<Record<string, string>>,
): void => {
  const names = Object.keys(options)
  for (const token of parseArgs({ args, options, strict: false, tokens: true }).tokens)
    if (token.kind === 'option' && !names.includes(token.name)) {
      if (Object.hasOwn(refused, token.name)) throw new UsageError(refused[token.name])
      const listed = names.map((name) => `--${name}`)
      throw new UsageError(
        commands.line.unknownOption(token.rawName, didYouMean(token.rawName, listed)?.(english), listed),
      )
    }
}

/** Returns the arguments that belong to these options, with their values, and all others, both in order. */
const splitArguments = (
  args: string[],
  options: ParseArgsOptionsConfig,
): { own: string[]; rest: string[] } => {
  const [own, rest]: [string[], string[]] = [[], []]
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true })
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'option-terminator') continue
    const isOwn = token.kind === 'option' && Object.hasOwn(options, token.name)
    ;(isOwn ? own : rest).push(...args.slice(token.index, tokens[i + 1]?.index))
  }
  return { own, rest }
}

const parseStrictly = <const Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  allowPositionals: boolean,
  refused: Readonly<Record<string, string>>,
): Parsed<Options> => {
  assertKnown(args, { ...options, ...helpOption }, refused)
  try {
    return parse(args, options, allowPositionals)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Runs a command with the arguments of this process. Exits with 1 if it throws, with 2 on an error of usage. */
export const runCommand = async <const Options extends ParseArgsOptionsConfig>({
  usage,
  options,
  allowPositionals = false,
  passesUnknown = false,
  refusedOptions = {},
  run,
}: Command<Options>): Promise<void> => {
  const argv = process.argv.slice(2)
  const { own, rest } = passesUnknown
    ? splitArguments(argv, { ...options, ...helpOption })
    : { own: argv, rest: [] }
  try {
    const { values, positionals } = parseStrictly(own, options, allowPositionals, refusedOptions)
    if ('help' in values && values.help) console.log(usage)
    else process.exitCode ||= await run(values, positionals, rest)
  } catch (error) {
    const isUsage = error instanceof UsageError
    console.error(isUsage ? `${error.message}\n\n${usage}` : (error as Error).message)
    process.exitCode = isUsage ? 2 : 1
  }
}
