/** The arguments of the commands of this project: read, or refused with what is right. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { didYouMean } from '../src/text/did-you-mean.ts'

/** What is wrong with the arguments, in words for who wrote them. */
export class UsageError extends Error {}

const helpOption = { help: { type: 'boolean' } } as const

const parse = <const Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  allowPositionals: boolean,
) => parseArgs({ args, options: { ...options, ...helpOption }, allowPositionals })

type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<typeof parse<Options>>

interface Command<Options extends ParseArgsOptionsConfig> {
  /** What `--help` prints, and what follows on an error of usage. */
  readonly usage: string
  readonly options: Options
  readonly allowPositionals?: boolean
  /** Returns the exit code if it is not 0; `passedOn` are the arguments that follow `--`. */
  readonly run: (
    values: Parsed<Options>['values'],
    positionals: string[],
    passedOn: string[],
  ) => Promise<number | undefined>
}

const assertKnown = (args: string[], options: ParseArgsOptionsConfig): void => {
  const names = Object.keys(options)
  for (const token of parseArgs({ args, options, strict: false, tokens: true }).tokens)
    if (token.kind === 'option' && !names.includes(token.name)) {
      const listed = names.map((name) => `--${name}`)
      throw new UsageError(
        `Unknown option '${token.rawName}'.${didYouMean(token.rawName, listed)} Options are ${listed.join(', ')}.`,
      )
    }
}

const parseStrictly = <const Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  allowPositionals: boolean,
): Parsed<Options> => {
  assertKnown(args, { ...options, ...helpOption })
  try {
    return parse(args, options, allowPositionals)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Runs a command on the arguments of this process, which ends with 1 if it throws, and with 2 on an error of usage. */
export const runCommand = async <const Options extends ParseArgsOptionsConfig>({
  usage,
  options,
  allowPositionals = false,
  run,
}: Command<Options>): Promise<void> => {
  const argv = process.argv.slice(2)
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  try {
    const { values, positionals } = parseStrictly(argv.slice(0, end), options, allowPositionals)
    if ('help' in values && values.help) console.log(usage)
    else process.exitCode ||= await run(values, positionals, argv.slice(end + 1))
  } catch (error) {
    const isUsage = error instanceof UsageError
    console.error(isUsage ? `${error.message}\n\n${usage}` : (error as Error).message)
    process.exitCode = isUsage ? 2 : 1
  }
}
