import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredIncident } from '../../../schemas/incident.ts'
import { toCells } from '../../../src/record/flat-columns.ts'
import {
  encodeFacets,
  facetToken,
  filterColumns,
  filterValues,
  searchWords,
} from '../../../src/record/search-index.ts'
import { fold, foldUniqueWords, splitWords } from '../../../src/text/fold.ts'
import { encodeStored } from '../../../src/text/storage-encoding.ts'
import { minimalRecord } from '../rule-cases.ts'

/** [what, texts that are compared as one] */
const same: [string, string[]][] = [
  ['case', ['Baghdad', 'BAGHDAD', 'baghdad']],
  ['diacritics', ['Qaḑā’', 'Qaḍā’', 'qada’', 'Qad\u0323a\u0304’']],
  ['Latin letters with marks', ['Çukurca', 'cukurca']],
  ['the dotted and the dotless i', ['DIYARBAKIR', 'Diyarbakır', 'diyarbakir', 'DİYARBAKIR']],
  ['full-width forms', ['Ｄｒｏｎｅ１２', 'drone12']],
  ['ligatures', ['ﬁre', 'fire']],
  ['Arabic vowel signs', ['مُحَمَّد', 'محمد']],
  ['forms of alef', ['أحمد', 'احمد', 'إحمد', 'آحمد', 'ٱحمد']],
  ['forms of yeh', ['علی', 'علي', 'على']],
  ['teh marbuta and heh', ['قاعدة', 'قاعده']],
  ['forms of kaf', ['کرکوك', 'كركوك', 'کرکوک']],
  ['the stretched letter', ['محـــمد', 'محمد']],
  ['presentation forms', ['ﻣﺤﻤﺪ', 'محمد']],
  ['waw and yeh with hamza', ['مؤمن', 'مومن']],
  ['white space', [' a \n\t b\u00a0c ', 'a b c']],
]

describe('folding', () => {
  it.each(same)('does away with %s', (_, texts) => {
    expect(new Set(texts.map(fold)).size).toBe(1)
  })

  it.each([
    ['محمد', 'احمد'],
    ['دیالى', 'ديالا'],
    ['Anbar', 'Akbar'],
    ['سامراء', 'سامر'],
    ['a1', 'a2'],
    ['ab', 'a b'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(fold(a)).not.toBe(fold(b))
  })

  it('gives what the documentation shows', () => {
    expect(fold('Qaḑā’ مُحَمَّد')).toBe('qada’ محمد')
  })

  it('changes nothing the second time', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(text, (sent) => {
        expect(fold(fold(sent))).toBe(fold(sent))
      }),
      { numRuns: 5000 },
    )
  })

  it('changes nothing the second time, character by character', () => {
    const changed: string[] = []
    for (let code = 0; code <= 0x1_0fff; code++) {
      const character = String.fromCodePoint(code)
      const once = fold(`a${character}b`)
      if (fold(once) !== once) changed.push(code.toString(16))
    }
    expect(changed).toEqual([])
  })

  it('leaves no line break and no capital', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (sent) => {
        expect(fold(sent)).not.toMatch(/[\n\r\tA-Z]/)
      }),
    )
  })

  it('parts words at whatever is no letter and no digit', () => {
    expect(splitWords('Al-Asad, “Ain” (2022): 3×122mm; عين الأسد!')).toEqual([
      'al',
      'asad',
      'ain',
      '2022',
      '3',
      '122mm',
      'عين',
      'الاسد',
    ])
    expect(splitWords(' … — \n')).toEqual([])
  })

  /** What the words are, by the rule alone. */
  const byRule = (text: string): string[] =>
    fold(text)
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .filter(Boolean)

  it('finds the words that the rule has, in any text', () => {
    const signs = fc.constantFrom(
      ...'aΣσ ½ﷲ\u0301\u093f\u0646\u0640\u00ad\u200f-é٣İ한’\ud83d\ude00\u{1d400}'.split(/(?=.)/u),
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: signs }),
    )
    fc.assert(
      fc.property(text, (sent) => {
        expect(splitWords(sent)).toEqual(byRule(sent))
      }),
      { numRuns: 3000 },
    )
  })

  const few = fc.constantFrom('a', 'b', 'ab', 'abc', 'abcabc', 'é', 'عين', 'الأسد', 'العين', 'Σ', '12', '1')
  const many = fc.array(few, { maxLength: 60 }).map((words) => words.join(' '))

  it('finds each once where that is asked', () => {
    fc.assert(
      fc.property(many, (text) => {
        expect(foldUniqueWords(text).split(' ').filter(Boolean)).toEqual([...new Set(splitWords(text))])
      }),
      { numRuns: 1000 },
    )
  })

  it.each(['word', 'عين'])('finds all of thousands, and hardly one of them twice: %s', (word) => {
    const all = Array.from({ length: 3000 }, (_, i) => `${word}${i}`)
    const found = foldUniqueWords([...all.toReversed(), ...all].join(' ')).split(' ')
    expect(new Set(found)).toEqual(new Set(all))
    const hundreds = all.slice(0, 300)
    expect(foldUniqueWords([...hundreds, ...hundreds].join(' ')).split(' ')).toEqual(hundreds)
  })

  it('finds them character by character', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const text = `a${String.fromCharCode(code)}b`
      if (splitWords(text).join() !== byRule(text).join())
        expect([code, splitWords(text)]).toEqual(byRule(text))
    }
  })
})

const stored = (more: Partial<StoredIncident>): StoredIncident => ({
  ...(minimalRecord as unknown as StoredIncident),
  dataset: 'reports',
  id: '0197f3a0-1c2b-7d4e-8f60-718293a4b5c6',
  status: 'published',
  warnings: [],
  revision: 1,
  commit: 1,
  created_at: '2022-01-06T00:00:00.000Z',
  updated_at: '2022-01-06T00:00:00.000Z',
  ...more,
})

describe('facets', () => {
  const record = stored({
    actors: [{ name: 'Qaḑā’', with: ['AL-JABARAYN', 'qada’'] }, { role: 'side_a' }],
    weapons: [{ type: 'rocket' }, { type: 'rocket', fired: 1 }, { model: 'Katyusha' }],
    targets: [{ type: 'military' }],
    claims: [{ by: 'Saraya' }],
    tags: ['us-forces'],
    sources: [{ publisher: 'Example News', title: 'A' }, { title: 'A report' }, { url: 'https://a.example' }],
  })

  it('stand once each, folded, as they are kept', () => {
    const marks = [
      ['actor', 'al-jabarayn'],
      ['actor', 'qada’'],
      ['claimed_by', 'saraya'],
      ['source', 'a report'],
      ['source', 'example news'],
      ['tag', 'us-forces'],
      ['target_type', 'military'],
      ['weapon', 'rocket'],
    ].map(([name = '', value = '']) => `^^${name}=${encodeStored(value)}^^`)
    const kept = encodeFacets(record)
    expect(marks.filter((mark) => !kept.includes(mark))).toEqual([])
    expect(kept).toHaveLength(marks.join('').length)
  })

  it('are found by any spelling, and only whole', () => {
    const lines = encodeFacets(record)
    for (const [name, value] of [
      ['actor', 'QADA’'],
      ['actor', 'Al-Jabarayn'],
      ['source', ' Example  News '],
    ] as const)
      expect(lines).toContain(facetToken(name, value))
    for (const [name, value] of [
      ['actor', 'Al'],
      ['source', 'Example'],
      ['tag', 'rocket'],
      ['weapon', 'katyusha'],
    ] as const)
      expect(lines).not.toContain(facetToken(name, value))
  })

  it('cannot be forged by a name with line breaks', () => {
    const forged = encodeFacets(
      stored({ actors: [{ name: 'a\nweapon=missile\nb' }, { name: 'c\u2028tag=x\r' }] }),
    )
    expect(forged.split('\n').filter((line) => /^(?:weapon|tag)=/.test(line))).toEqual([])
  })
})

describe('words for the search', () => {
  it('come from title, summary, places, actors and sources, folded', () => {
    const words = searchWords(
      stored({
        title: 'Rockets, rockets',
        summary: 'ROCKETS at Aïn al-Asad',
        location: { country: 'IQ', admin1: 'Anbar', admin2: 'Hit', admin3: 'Baghdadi', place: 'Asad' },
        launched_from: { place: 'Desert' },
        actors: [{ name: 'Saraya', with: ['Friends'] }],
        targets: [{ name: 'nothere' }],
        sources: [
          { publisher: 'Example', title: 'Headline', said_by: 'Officer', url: 'https://nothere.example' },
        ],
        notes: 'nothere',
      }),
    )
    expect(words).toMatch(/^ .* $/)
    expect([...new Set(words.trim().split(' '))].sort()).toEqual(
      ['ain', 'al', 'anbar', 'asad', 'at', 'baghdadi', 'desert', 'example', 'friends', 'headline'].concat([
        'hit',
        'officer',
        'rockets',
        'saraya',
      ]),
    )
  })

  it('are empty where there are none', () => {
    const { summary: _, ...rest } = stored({ sources: [{ url: 'https://a.example' }] })
    expect(searchWords(rest)).toBe('')
  })
})

describe('filter columns', () => {
  it('are null where unknown and 0 where stated as none', () => {
    const record = stored({ casualties: { deaths: { best: 0 } } })
    const row = filterValues(toCells(record, record))
    expect(row).toHaveLength(filterColumns.length)
    const values = Object.fromEntries(filterColumns.map(({ name }, i) => [name, row[i]]))
    expect(values).toMatchObject({
      country: 'IQ',
      date_start: '2022-01-05',
      deaths_best: 0,
      latitude: null,
      geo_precision: null,
      reference: null,
    })
  })
})
