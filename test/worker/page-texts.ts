/** The texts of a page that were not translated into the pseudo-language. */
import { unescapeHtml } from './page-forms.ts'

export interface PageText {
  /** The elements around it, and the attribute if it is one. */
  readonly where: string
  readonly text: string
}

const voidElements = new Set(['meta', 'link', 'input', 'br', 'col', 'img', 'hr'])

/** Attributes that a person reads or hears. */
const attributeNames = [
  'title',
  'placeholder',
  'aria-label',
  'aria-description',
  'alt',
  'label',
  'data-title',
]

/** Names and codes that are the same in every language. */
const names = /^(?:[A-Z]{2,6}|GeoJSON|Parquet|Python|English)$/

/** Elements with codes, data of records, or a language of their own. */
const isData = (tag: string, attributes: string): boolean =>
  /^(?:code|pre|bdi|script|style|textarea)$/.test(tag) ||
  /\s(?:lang|dir)="(?:en|auto)"|\slang="ar" dir/.test(attributes)

/** Returns what is outside of all marks. */
const outsideMarks = (text: string): string => {
  let depth = 0
  let rest = ''
  for (const letter of text) {
    if (letter === '⟦') depth++
    else if (letter === '⟧') depth--
    else if (depth === 0) rest += letter
  }
  return rest
}

const isUntranslated = (text: string): boolean =>
  outsideMarks(text)
    .split(/[,،;:·()\s]+/)
    .some((word) => /[A-Za-z]{2}/.test(word) && !names.test(word) && !/^(?:https?:|\/)/.test(word))

const readAttributes = (tag: string, attributes: string): PageText[] => {
  const values = new Map(
    [...attributes.matchAll(/\s([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )
  const shown = [
    ...attributeNames,
    ...(tag === 'meta' && values.get('name') === 'description' ? ['content'] : []),
    ...(tag === 'input' && /^(?:submit|button)$/.test(values.get('type') ?? '') ? ['value'] : []),
  ]
  return shown.flatMap((name) => {
    const text = unescapeHtml(values.get(name) ?? '')
    return isUntranslated(text) ? [{ where: `${tag}[${name}]`, text }] : []
  })
}

/** Returns each text and attribute that a page shows outside of the marks of the pseudo-language. */
export const textsOf = (html: string): PageText[] => {
  const found: PageText[] = []
  const open: { readonly tag: string; readonly isData: boolean }[] = []
  for (const [token, end, tag = '', attributes = ''] of html.matchAll(
    /<!doctype[^>]*>|<(\/?)([a-z]\w*)((?:\s[^<>]*)?)\/?>|[^<]+/g,
  )) {
    if (token.startsWith('<!')) continue
    const isInData = open.some((each) => each.isData)
    if (!token.startsWith('<')) {
      if (!isInData && isUntranslated(unescapeHtml(token)))
        found.push({
          where: open
            .map((each) => each.tag)
            .slice(-3)
            .join('>'),
          text: token.trim(),
        })
    } else if (end) open.splice(open.findLastIndex((each) => each.tag === tag))
    else {
      if (!isInData) found.push(...readAttributes(tag, attributes))
      if (!voidElements.has(tag)) open.push({ tag, isData: tag !== 'html' && isData(tag, attributes) })
    }
  }
  return found
}
