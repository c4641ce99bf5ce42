/** Numbers of people in the words of people. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPeopleCount } from '../../../../src/ingest/people-counts/read-people-count.ts'

/** Texts with what they say: low, best and high; `?` after a number that a person must confirm. */
const rows: readonly (readonly [text: string, meaning: string])[] = [
  ['2', 'best 2'],
  ['two', 'best 2'],
  ['Two people', 'best 2'],
  ['2 dead', 'best 2'],
  ['12 were injured', 'best 12'],
  ['a dozen', 'best 12'],
  ['a hundred', 'best 100'],
  ['at least 2', 'low 2'],
  ['At least two killed', 'low 2'],
  ['2 or more', 'low 2'],
  ['12+', 'low 12'],
  ['≥ 12', 'low 12'],
  ['more than 2', 'low 3'],
  ['over 20', 'low 21'],
  ['at most 5', 'high 5'],
  ['up to five', 'high 5'],
  ['fewer than 5', 'high 4'],
  ['5 or fewer', 'high 5'],
  ['2 to 5', 'low 2 high 5'],
  ['2-5', 'low 2 high 5'],
  ['2 – 5', 'low 2 high 5'],
  ['two to five', 'low 2 high 5'],
  ['two or three', 'low 2 high 3'],
  ['between 2 and 5', 'low 2 high 5'],
  ['from 2 to 5', 'low 2 high 5'],
  ['about 5', 'best 5 ?'],
  ['~5', 'best 5 ?'],
  ['around twenty', 'best 20 ?'],
  ['1,200', 'best 1200 ?'],
  ['several', 'low 2 ?'],
  ['dozens', 'low 24 ?'],
  ['dozens of people', 'low 24 ?'],
  ['hundreds', 'low 200 ?'],
  ['none', 'none'],
  ['0', 'none'],
  ['no one', 'none'],
  ['nobody', 'none'],
  ['no casualties', 'none'],
  ['no deaths', 'none'],
  ['not known', 'unknown'],
  ['Unknown.', 'unknown'],
  ['?', 'unknown'],
  ["I don't know", 'unknown'],
  ['٢', 'best 2'],
  ['٢ قتلى', 'best 2'],
  ['قتيل', 'best 1'],
  ['شخص واحد', 'best 1'],
  ['قتيلان', 'best 2'],
  ['قتيلين', 'best 2'],
  ['جريحان', 'best 2'],
  ['خمسة أشخاص', 'best 5'],
  ['١١ قتيلاً', 'best 11'],
  ['أحد عشر قتيلا', 'best 11'],
  ['3 على الأقل', 'low 3'],
  ['على الأقل ثلاثة', 'low 3'],
  ['ما لا يقل عن 3', 'low 3'],
  ['أكثر من ٣', 'low 4'],
  ['بين 2 و5', 'low 2 high 5'],
  ['بين اثنين وخمسة', 'low 2 high 5'],
  ['ما بين ٢ و ٥', 'low 2 high 5'],
  ['من ٢ إلى ٥', 'low 2 high 5'],
  ['5 على الأكثر', 'high 5'],
  ['أقل من 5', 'high 4'],
  ['حوالي 5', 'best 5 ?'],
  ['نحو عشرين', 'best 20 ?'],
  ['عشرات القتلى', 'low 20 ?'],
  ['عشرات', 'low 20 ?'],
  ['العشرات', 'low 20 ?'],
  ['مئات', 'low 200 ?'],
  ['عدة أشخاص', 'low 2 ?'],
  ['لا يوجد', 'none'],
  ['لا أحد', 'none'],
  ['لا إصابات', 'none'],
  ['صفر', 'none'],
  ['غير معروف', 'unknown'],
  ['لا أعرف', 'unknown'],
  ['مجهول', 'unknown'],
]

const unread = [
  ...['', ' ', 'yes', 'many', '2 civilians', '-2', '2.5', 'two three', '2 of 5', 'at least', 'five hundred'],
  ...[
    'about none',
    'people none known of',
    '1e9 +',
    'كثير',
    'x'.repeat(81),
    '2 and',
    'between 2',
    '2 none',
    '1 200',
  ],
]

const meaningOf = (text: string): string => {
  const read = readPeopleCount(text)
  if (read?.kind !== 'number') return read?.kind ?? ''
  const { kind: _, isInexact, ...numbers } = read
  const said = Object.entries(numbers).flat()
  return [...said, ...(isInexact ? ['?'] : [])].join(' ')
}

describe('a number of people in words', () => {
  it.each(rows)('%s means %s', (text, meaning) => expect(meaningOf(text)).toBe(meaning))

  it.each(unread)('%s is not read', (text) => expect(readPeopleCount(text)).toBeUndefined())

  it('is the number itself in digits of either script', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.constantFrom('en', 'ar-EG-u-nu-arab'),
        (number, tag) => {
          const text = new Intl.NumberFormat(tag, { useGrouping: false }).format(number)
          expect(readPeopleCount(text)).toEqual({ kind: 'number', best: number })
        },
      ),
    )
  })

  it('is whole numbers of 0 or more, or nothing, whatever words are together', () => {
    const words = [...new Set(rows.flatMap(([text]) => text.split(' '))), '-', '0', '1,5', '\u202e']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 6 }), (chosen) => {
        const read = readPeopleCount(chosen.join(' '))
        if (read?.kind !== 'number') return
        const numbers = [read.low, read.best, read.high].filter((each) => each !== undefined)
        expect(numbers.length).toBeGreaterThan(0)
        for (const number of numbers) expect(Number.isSafeInteger(number) && number >= 0).toBe(true)
      }),
    )
  })
})
