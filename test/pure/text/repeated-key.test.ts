import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRepeatedKey } from '../../../src/text/repeated-key.ts'

describe('findRepeatedKey', () => {
  it.each([
    ['{"a":1,"a":2}', '/a'],
    ['{"a":1,"b":{"a":1},"a":2}', '/a'],
    ['{"sources":[{"url":"x"},{"url":"y","title":"z" , "url" : "w"}]}', '/sources/1/url'],
    ['[{"a":1},{"a":1,"a":1}]', '/1/a'],
    ['{"a":1,"\\u0061":2}', '/a'],
    ['{"a/b":[],"a/b":[]}', '/a~1b'],
    ['{"":1,"":2}', '/'],
    ['{"__proto__":1,"__proto__":2}', '/__proto__'],
    ['{"a":{"x":[[],[{"k":"\\"k\\":"}]],"x":0}}', '/a/x'],
  ])('names the key in %s', (text, pointer) => {
    expect(findRepeatedKey(text)).toBe(pointer)
  })

  it('finds none in what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
        expect(findRepeatedKey(JSON.stringify(JSON.parse(text), null, indent))).toBeUndefined()
      }),
    )
  })

  it('finds each key of an object that is written again', () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 })
    fc.assert(
      fc.property(objects, fc.nat(), (object, nth) => {
        const keys = Object.keys(object)
        const key = keys[nth % keys.length] as string
        const text = `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(key)}:0}`
        expect(findRepeatedKey(text)).toBe(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      }),
    )
  })

  it('reads a long text in a time that grows with its length', () => {
    const long = JSON.stringify({ a: '\\"'.repeat(1_000_000), b: '[{'.repeat(1_000_000) })
    expect(findRepeatedKey(long)).toBeUndefined()
  })
})
