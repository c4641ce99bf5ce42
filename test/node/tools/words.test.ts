import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Inverted and verbless phrases, each with what to write instead. */
const patterns: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bwhat is\b(?! (?:still )?(?:wrong|left|new)\b)/i, 'name the thing: "the record", not "what is stored"'],
  [/\bthat (?:is|are) there\b/i, '"existing"'],
  [/\bso many\b/i, '"at most", or the number'],
  [/\bparted\b/i, '"separated by"'],
  [/\bstands? (?:in|for|there|below|above|elsewhere|apart|open)\b/i, '"is in", "represents"'],
  [/\bas it stands\b/i, '"current"'],
  [/\bbehind (?:it|its?|the|an?|their|which|them|this|one)\b/i, '"after"'],
  [/\btells? of\b/i, '"describes"'],
  [/\bwhoever\b/i, 'the person, by role'],
  [/\banew\b/i, '"again"'],
  [/(?:^|[.:] )Of an? \w+,/, 'begin with the subject'],
  [/\bwhere there (?:is|are) (?:none|no)\b/i, '"if there is none"'],
  [/\b(?:is|are) taken (?:here|in|up|out|by)\b/i, '"accepted", "used"'],
  [/\b(?:is|are|was|were) told\b|\btells (?:of|apart)\b/i, '"describes", "reports", "distinguishes"'],
  [/\b(?:as|that|which) (?:it|they|is|are) kept\b/i, '"stored", "cached"'],
  [/\bworked out\b/i, '"computed", "derived"'],
  [/\blaid over\b/i, '"applied to"'],
]

interface Passage {
  readonly file: string
  readonly line: number
  readonly text: string
}

const filesIn = (folder: string, extension: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => extension.test(name))
    .sort()

const commentPattern = /\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm
const stringPattern = /'(?:[^'\\\n]|\\.)* (?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)* (?:[^`\\]|\\.)*`/g

/** The comments of a file of code; with `strings`, its texts too. */
const passagesOf = (file: string, { strings }: { readonly strings: boolean }): Passage[] => {
  const code = readFileSync(join(root, file), 'utf8')
  const found = [...code.matchAll(commentPattern), ...(strings ? code.matchAll(stringPattern) : [])]
  return found.map(({ 0: text, index }) => ({
    file,
    line: code.slice(0, index).split('\n').length,
    text: text.replace(/\s*\n\s*\*? ?/g, ' '),
  }))
}

const breaches = (passages: readonly Passage[]): string[] =>
  passages.flatMap(({ file, line, text }) =>
    patterns.flatMap(([pattern, instead]) => {
      const [phrase] = pattern.exec(text) ?? []
      return phrase === undefined ? [] : `${file}:${line} "${phrase}": write ${instead}`
    }),
  )

/** Phrases that may stay, each with the reason. */
const allowed: Readonly<Record<string, string>> = {
  'What happened, in plain words, and what is unknown.':
    'a question that a summary answers, not an inverted clause',
}

/** Former names of things, which comments must not use any more; scripts/lint/words.grit has those that identifiers must not use. */
const formerNames =
  /\b(?:[a-z]*[tT]wins?(?:[A-Z]\w*)?|skeletons?|bones|stretch(?:es)?|scrub\w*|desk|wordsIn|joinCell|splitCell|scorePair|byItself|seesWhole|lookFor|tellApart|takenIn|leadOn|ledOn|inHand|fateOf|toTransport|fromTransport|publicOf|shownIn|most[A-Z]\w*)\b/

const isAllowed = ({ text }: Passage): boolean => Object.keys(allowed).some((phrase) => text.includes(phrase))

const codeIn = (room: string): string[] => filesIn(room, /\.tsx?$/)

const linesOf = (file: string): Passage[] =>
  readFileSync(join(root, file), 'utf8')
    .split('\n')
    .map((text, i) => ({ file, line: i + 1, text }))

const rooms = ['text', 'messages', 'record', 'auth', 'ingest', 'export', 'store', 'services', 'web']
  .map((room) => `src/${room}`)
  .concat('schemas', 'scripts', 'bench', 'examples')

const commentsIn = (room: string): Passage[] =>
  codeIn(room).flatMap((file) => passagesOf(file, { strings: false }))

/** Texts of these rooms are for readers; those of others are not all of them sentences. */
const roomsOfTexts: readonly string[] = ['src/messages', 'src/web', 'src/auth', 'src/services', 'schemas']

describe('plain words', () => {
  it.each(rooms)('are in the comments and texts of %s', (room) => {
    const strings = roomsOfTexts.includes(room)
    const passages = codeIn(room).flatMap((file) => passagesOf(file, { strings }))
    expect(breaches(passages.filter((each) => !isAllowed(each)))).toEqual([])
  })

  it('are in the documents', () => {
    expect(breaches(filesIn('docs', /\.md$/).flatMap(linesOf))).toEqual([])
  })

  it.each([
    'Reads what is stored.',
    'The record that is there.',
    'Waits so many seconds.',
    'Cells are parted by commas.',
    'The key stands in the header.',
    'The letter behind it.',
    'A report that tells of it.',
    'Whoever reads it.',
    'Of a merge, the survivor.',
  ])('are missed by: %s', (text) => {
    expect(breaches([{ file: 'x', line: 1, text }])).not.toEqual([])
  })
})

/** Every word in the code of any file, texts included. */
const wordsInCode = new Set(
  rooms.flatMap(codeIn).flatMap(
    (file) =>
      readFileSync(join(root, file), 'utf8')
        .replaceAll(commentPattern, '')
        .match(/[A-Za-z_]\w*/g) ?? [],
  ),
)

/** The names between backticks in a comment: camel case, so that columns, parameters and codes are left out. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/`([a-z]+(?:[A-Z][a-z\d]*)+)(?:\(\))?`/g)].map(([, name = '']) => name)

describe('comments', () => {
  it.each(rooms)('use no former names in %s', (room) => {
    const found = commentsIn(room).flatMap(({ file, line, text }) => {
      const [name] = formerNames.exec(text) ?? []
      return name === undefined ? [] : [`${file}:${line} "${name}"`]
    })
    expect(found).toEqual([])
  })

  it.each(rooms)('name only what exists in %s', (room) => {
    const found = commentsIn(room).flatMap(({ file, line, text }) =>
      namesIn(text)
        .filter((name) => !wordsInCode.has(name))
        .map((name) => `${file}:${line} \`${name}\``),
    )
    expect(found).toEqual([])
  })
})
