/** The literals of a source that have a JSON table in them, each as what the SQL that is made of it looks like. */

export const tableFunction = /jsonb?_each\(/

/** The text as a pattern: whitespace of any kind, and where the source has a bare `?` or `$`, what is put for it. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\\\?(?!\d)/g, '\\?\\d*')
    .replaceAll('\\$', '(?:\\$|\\w\\.)?')
    .replaceAll(/\s+/g, '\\s+')

/** Reads a template from behind its first backtick: its own text, what is in it, and where it ends. */
const readTemplate = (source: string, from: number, inner: string[][]): number => {
  const parts: string[] = []
  let own = ''
  for (let at = from; at < source.length; at++) {
    if (source[at] === '`') {
      inner.push([...parts, own])
      return at
    }
    if (source.startsWith('${', at)) {
      at = readCode(source, at + 2, inner)
      parts.push(own)
      own = ''
    } else own += source[at] === '\\' ? source[++at] : source[at]
  }
  throw new Error('A template has no end.')
}

const readQuoted = (source: string, from: number, inner: string[][]): number => {
  const quote = source[from - 1] ?? ''
  let text = ''
  for (let at = from; at < source.length; at++) {
    if (source[at] === quote) {
      inner.push([text])
      return at
    }
    text += source[at] === '\\' ? source[++at] : source[at]
  }
  throw new Error('A string has no end.')
}

/** Reads code up to the brace that closes it, or to its end; gathers the literals. */
const readCode = (source: string, from: number, inner: string[][]): number => {
  let depth = 0
  for (let at = from; at < source.length; at++) {
    const character = source[at]
    if (source.startsWith('//', at)) at = source.indexOf('\n', at)
    else if (source.startsWith('/*', at)) at = source.indexOf('*/', at) + 1
    else if (character === '`') at = readTemplate(source, at + 1, inner)
    else if (character === "'" || character === '"') at = readQuoted(source, at + 1, inner)
    else if (character === '{') depth++
    else if (character === '}' && depth-- === 0) return at
  }
  return source.length
}

export const literalsIn = (source: string): RegExp[] => {
  const found: string[][] = []
  readCode(source, 0, found)
  return found
    .filter((parts) => tableFunction.test(parts.join('$')))
    .map((parts) => new RegExp(parts.map((part) => escaped(part)).join('[^]*?')))
}
