import { describe, expect, it } from 'vitest'
import { catalogues, type Messages } from '../../../src/messages/messages.ts'
import { listSentences, placeholdersOf } from '../support/sentences.ts'

const languages: readonly (readonly [code: string, messages: Messages])[] = Object.entries(catalogues)
const others = languages.filter(([code]) => code !== 'en')

describe('the sentences of the schema', () => {
  it('are found in the sources', () => {
    expect(listSentences()).toContain('There is no month {0}.')
    expect(listSentences().length).toBeGreaterThan(100)
  })

  it('have numbered values', () => {
    const numbered = (text: string) => placeholdersOf(text).map((_, i) => `{${i}}`)
    for (const text of listSentences()) expect([text, placeholdersOf(text)]).toEqual([text, numbered(text)])
  })

  it.each(others)('are all translated: %s', (_, { translate }) => {
    expect(listSentences().filter((text) => translate(text) === text)).toEqual([])
  })

  it.each(others)('keep their values: %s', (_, { translate }) => {
    const valuesOf = (text: string) => [text, placeholdersOf(text)]
    expect(listSentences().map((text) => [text, placeholdersOf(translate(text))])).toEqual(
      listSentences().map(valuesOf),
    )
  })
})
