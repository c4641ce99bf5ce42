/** Each language has every text, and says the same with it: nothing is missing, stale, English, or without its values. */
import { describe, expect, it } from 'vitest'
import { countries } from '../../../schemas/countries.ts'
import * as arabic from '../../../src/messages/ar.ts'
import { en } from '../../../src/messages/en.ts'
import { catalogues, type Language, type Messages } from '../../../src/messages/messages.ts'
import { walkCatalogue } from './catalogue.ts'
import { schemaTexts } from './schema-texts.ts'

interface Translation {
  readonly texts: Messages
  readonly schemaTexts: Readonly<Record<string, string>>
  readonly countries: Readonly<Record<string, string>>
  /** A letter of its script. */
  readonly letter: RegExp
}

const translations: Readonly<Record<Exclude<Language, 'en'>, Translation>> = {
  ar: { texts: arabic.ar, ...arabic, letter: /\p{Script=Arabic}/u },
}

/** Texts that are the same in every language: names and signs. */
const sameEverywhere: ReadonlySet<string> = new Set(['JSON', 'Sitrep', 'GeoNames', 'Natural Earth'])

const hasLetters = (text: string): boolean => /\p{L}/u.test(text)

it('each language but English is tested here', () => {
  expect(Object.keys(translations)).toEqual(Object.keys(catalogues).filter((name) => name !== 'en'))
})

describe.each(Object.entries(translations))('the language %s', (_, { texts, letter, ...tables }) => {
  const declared = schemaTexts()

  it('translates each text of the schema', () => {
    expect(declared.filter((text) => !Object.hasOwn(tables.schemaTexts, text))).toEqual([])
  })

  it('translates no text that neither the schema nor another declaration has', () => {
    const known = new Set(declared)
    const stale = Object.keys(tables.schemaTexts).filter((text) => !known.has(text) && !isInSource(text))
    expect(stale).toEqual([])
  })

  it('names each country, and no two alike', () => {
    expect(Object.keys(tables.countries).sort()).toEqual(Object.keys(countries).sort())
    expect(new Set(Object.values(tables.countries)).size).toBe(Object.keys(countries).length)
    for (const english of Object.values(countries)) expect(texts.translate(english)).toMatch(letter)
  })

  it('has its own letters in each text', () => {
    const plain = [...walkCatalogue(texts)].filter(({ value }) => typeof value === 'string')
    const all = [
      ...plain.map(({ path, value }) => [path, value as string]),
      ...Object.entries(tables.schemaTexts),
      ...Object.entries(tables.countries),
    ] as [string, string][]
    const foreign = all.filter(
      ([, text]) => hasLetters(text) && !letter.test(text) && !sameEverywhere.has(text),
    )
    expect(foreign.filter(([path]) => !path.startsWith('language.'))).toEqual([])
  })

  it('has in each text of the schema the codes and numbers of the English one', () => {
    const marks = (text: string) =>
      (text.match(/\b[a-z]+(?:_[a-z0-9]+)+\b|\bprofile=\w+|\b\d[\d.:/-]*\d\b/g) ?? []).sort()
    const differing = declared.filter((text) => {
      const found = tables.schemaTexts[text] ?? text
      return marks(text).some((mark) => !found.includes(mark))
    })
    expect(differing).toEqual([])
  })

  it('has the keys of English, and functions for functions', () => {
    const kinds = (catalogue: Messages) =>
      [...walkCatalogue(catalogue)].map(({ path, value }) => `${path}: ${typeof value}`)
    const [own, english] = [kinds(texts), kinds(en)]
    expect(english.filter((each) => !own.includes(each))).toEqual([])
    expect(own.filter((each) => !english.includes(each))).toEqual([])
  })

  it('repeats in each text the values that it is given', () => {
    expect(differingValues(texts)).toEqual([])
  })
})

const files = {
  ...import.meta.glob('../../../src/**/*.ts', { query: '?raw', import: 'default', eager: true }),
  ...import.meta.glob('../../../schemas/**/*.ts', { query: '?raw', import: 'default', eager: true }),
}
const sources = Object.entries(files)
  .filter(([path]) => !path.endsWith('/messages/ar.ts'))
  .map(([, text]) => text)
  .join('\n')
  .replaceAll(/\\(['"`])/g, '$1')

/**
 * Returns whether the source has three words of a text one after the other: sentences with values are made of parts, so
 * that nothing lists them whole.
 */
const isInSource = (text: string): boolean => {
  const runs = text.split(/\{\d\}/).map((part) => part.trim().split(' '))
  return runs.some((words) =>
    words.some((_, i) => {
      const run = words.slice(i, i + 3)
      return (run.length === 3 || run.length === words.length) && sources.includes(run.join(' '))
    }),
  )
}

/** Functions that format, compare or choose, and have no sentence. */
const notSentences = /^(?:number|compare|translate|dates\.point)$/

/** Texts with a value that a language may leave out, since its words say the same: "both records". */
const omissions: ReadonlySet<string> = new Set<string>([])

type Call = (...values: readonly unknown[]) => unknown

/** What a parameter can be: each value is recognised in a text, formatted or not. */
const kindsOfValues: readonly ((position: number) => unknown)[] = [
  (position) => `⟪${position}⟫`,
  (position) => 1_111_111 * (position + 3),
  (position) => [`⟪${position}a⟫`, `⟪${position}b⟫`],
  () => (words: string) => `⟪${words.length > 0}⟫`,
  () => ({}),
]

/** Returns every choice of kinds for so many parameters, strings first. */
const choices = (count: number): number[][] =>
  count === 0 ? [[]] : choices(count - 1).flatMap((rest) => kindsOfValues.map((_, kind) => [...rest, kind]))

const textOf = (result: unknown): string =>
  typeof result === 'object' && result !== null ? Object.values(result).map(textOf).join('') : String(result)

/** The values of functions that take names of acts or roles, or objects. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
  'problems.tokenNeeded.detail': ['submit'],
  'problems.tokenNeeded.page': ['submit'],
  'problems.forbidden.detail': ['public', 'submit', 'editor'],
  'fields.ambiguousNumber': ['⟪0⟫', { decimal: 1_111_111, grouped: 2_222_222 }],
  'tables.guess': [
    [
      { encoding: '⟪0⟫', text: '⟪1⟫' },
      { encoding: '⟪2⟫', text: '⟪3⟫' },
    ],
  ],
  'form.phrases.understood': ['⟪0⟫', '⟪1⟫', { words: '⟪2⟫', note: '⟪3⟫' }],
}

const tryCall = (call: Call, values: readonly unknown[]): string | undefined => {
  try {
    const text = textOf(call(...values))
    return /undefined|NaN|ليس.رقم|\[object|=>/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const valuesFor = (count: number): unknown[][] =>
  choices(Math.min(count, 4)).map((kinds) => kinds.map((kind, position) => kindsOfValues[kind]?.(position)))

/** The values that a text shows. Numbers may be written with separators. */
const shown = (text: string): string[] =>
  [...new Set(text.replaceAll(/(?<=\d)[,٬.](?=\d{3})/g, '').match(/⟪\d\w?⟫|\d{7,}/g) ?? [])].sort()

const differingValues = (texts: Messages): string[] => {
  const own = new Map([...walkCatalogue(texts)].map(({ path, value }) => [path, value]))
  return [...walkCatalogue(en)].flatMap(({ path, value }) => {
    if (typeof value !== 'function' || notSentences.test(path) || omissions.has(path)) return []
    const call = value as Call
    const listed = samples[path]
    const found = (listed ? [listed] : valuesFor(call.length))
      .map((values) => [tryCall(call, values), tryCall(own.get(path) as Call, values)] as const)
      .filter((pair): pair is [string, string] => !pair.includes(undefined))
    if (found.length === 0) return [`${path}: no values fit`]
    return found.slice(0, 3).flatMap(([english, translated]) => {
      const missing = shown(english).filter((each) => !shown(translated).includes(each))
      return missing.length > 0 ? [`${path}: ${missing.join(' ')} in ${translated}`] : []
    })
  })
}
