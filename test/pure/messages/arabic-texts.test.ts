import { describe, expect, it } from 'vitest'
import { countries, schemaTexts } from '../../../src/messages/ar.ts'

const arabicTexts = [...Object.values(schemaTexts), ...Object.values(countries)]

/** Returns a text without its isolates (U+2068 to U+2069), innermost first. */
const outsideIsolates = (text: string): string => {
  const shorter = text.replace(/\u2068[^\u2068\u2069]*\u2069/g, '')
  return shorter === text ? text : outsideIsolates(shorter)
}

describe('the Arabic texts of the schema', () => {
  it('have Latin words, and numbers with signs, only in isolates, so that their order stays', () => {
    const latin = /[A-Za-z\u2068\u2069⟨⟩]|\d[-/:.,]\d/
    expect(arabicTexts.filter((text) => latin.test(outsideIsolates(text)))).toEqual([])
  })

  it('have the values of their sentences', () => {
    const valuesOf = (text: string) => (text.match(/\{\d\}/g) ?? []).sort()
    const pairs = Object.entries(schemaTexts)
    expect(pairs.filter(([english, arabic]) => `${valuesOf(english)}` !== `${valuesOf(arabic)}`)).toEqual([])
  })

  it('end as their English does', () => {
    const isSentence = (text: string) => /[.?؟]$/.test(text)
    const pairs = Object.entries(schemaTexts)
    expect(pairs.filter(([english, arabic]) => isSentence(english) !== isSentence(arabic))).toEqual([])
  })
})
