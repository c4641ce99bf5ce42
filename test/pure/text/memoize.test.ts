import { describe, expect, it } from 'vitest'
import { memoize } from '../../../src/text/memoize.ts'

describe('a function that remembers', () => {
  it('is asked once for each text, whatever it gives but nothing', () => {
    const asked: string[] = []
    const lengthOf = memoize(10, (text) => {
      asked.push(text)
      return text.length
    })
    for (const text of ['', 'a', 'قاعدة عين الأسد', '', 'a', 'قاعدة عين الأسد', '\ud800', 'é', 'é'])
      expect(lengthOf(text)).toBe(text.length)
    expect(asked).toEqual(['', 'a', 'قاعدة عين الأسد', '\ud800', 'é'])
  })

  it('begins anew after so many, and does not remember long texts', () => {
    let asked = 0
    const f = memoize(2, (text) => {
      asked++
      return text
    })
    for (const text of ['a', 'b', 'c', 'c', 'a']) expect(f(text)).toBe(text)
    expect(asked).toBe(4)
    const long = 'x'.repeat(201)
    expect([f(long), f(long)]).toEqual([long, long])
    expect(asked).toBe(6)
  })
})
