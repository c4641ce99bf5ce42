/** Who says so, in one control: a link, a name, or a name with a link. */
import type { Part } from './part.ts'

/** An address with a scheme, one that begins with www., or a host with a path, such as t.me/abc. */
const linkPattern =
  /^(?:[a-z][a-z\d+.-]*:\/\/\S+|www\.\S+\.\S+|(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+\p{L}{2,}(?::\d+)?\/\S*)$/iu

/** Signs around a link that are no part of it. */
const [opening, closing] = [/^[(<["'«“]/, /[)>\]"'»”]?[.,;،؛]*$/u]

const withoutSigns = (word: string): string => {
  const inner = word.replace(opening, '')
  return inner === word ? inner.replace(/[.,;،؛]+$/u, '') : inner.replace(closing, '')
}

const toUrl = (link: string): string => (/^[a-z][a-z\d+.-]*:\/\//i.test(link) ? link : `https://${link}`)

/** Returns a name without the signs that separated it from a link. */
const toName = (words: readonly string[]): string =>
  words
    .join(' ')
    .replace(/\s*[-–—:,،;|(]+$/u, '')
    .replace(/^[-–—:,،;|)]+\s*/u, '')

/** Publisher and address of the only source. */
export const sourcePart: Part = {
  controls: ['_source'],
  paths: ['sources'],
  controlOf: () => '_source',
  read: ({ _source = '' }) => {
    const words = _source.trim().split(/\s+/)
    const links = words.filter((word) => linkPattern.test(withoutSigns(word)))
    const [link, another] = links
    if (link === undefined) return { fields: [['sources.0.publisher', _source.trim()]], faults: [] }
    const name = toName(words.filter((word) => !links.includes(word)))
    return {
      fields: [
        ...(name === '' ? [] : [['sources.0.publisher', name] as const]),
        ['sources.0.url', toUrl(withoutSigns(link))],
      ],
      faults: another === undefined ? [] : [{ name: '_source', reason: 'severalLinks' }],
    }
  },
  write: (values) => {
    const [publisher, url] = [values.get('sources.0.publisher'), values.get('sources.0.url')]
    const _source = [publisher, url].filter((each) => each !== undefined).join(' ')
    const { fields } = sourcePart.read({ _source })
    const isSame =
      fields.length === values.size && fields.every(([name, value]) => values.get(name) === value)
    return isSame ? { _source } : undefined
  },
}
