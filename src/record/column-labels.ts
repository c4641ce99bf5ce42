/** Labels in the cells of columns of codes, in every language. */
import { labelOf, type Vocabulary } from '../../schemas/vocabularies.ts'
import { catalogues, type Translate } from '../messages/messages.ts'
import { decodeList, encodeList } from '../text/list-cell.ts'
import type { Column } from './flat-columns.ts'

/**
 * Returns a function that replaces the codes in a cell by labels, English ones or their translations; undefined if the
 * column has no codes.
 */
export const createLabelFormatter = (
  { type, vocabulary }: Column,
  translate: Translate = (label) => label,
): ((cell: string) => string) | undefined => {
  if (!vocabulary) return undefined
  const toLabel = (code: string): string => translate(labelOf(vocabulary, code))
  return type === 'list' ? (cell) => encodeList(decodeList(cell).map(toLabel)) ?? '' : toLabel
}

/** Returns the codes of a vocabulary by their labels in every language, without labels that two codes share. */
const codesByLabel = (vocabulary: Vocabulary): ReadonlyMap<string, string> => {
  const labels = Object.keys(vocabulary).flatMap((code) =>
    Object.values(catalogues).map(({ translate }) => ({
      code,
      label: translate(labelOf(vocabulary, code)).normalize('NFC'),
    })),
  )
  const byLabel = Map.groupBy(labels, ({ label }) => label)
  return new Map(
    [...byLabel].flatMap(([label, [first, ...others]]) =>
      first === undefined || others.some(({ code }) => code !== first.code) ? [] : [[label, first.code]],
    ),
  )
}

/**
 * Returns a function that replaces the labels in a cell by codes: the inverse of `createLabelFormatter`. Other texts
 * stay. Undefined if the column has no codes.
 */
export const createLabelParser = ({ type, vocabulary }: Column): ((cell: string) => string) | undefined => {
  if (!vocabulary) return undefined
  const codes = codesByLabel(vocabulary)
  const toCode = (text: string): string =>
    Object.hasOwn(vocabulary, text) ? text : (codes.get(text.normalize('NFC').trim()) ?? text)
  if (type !== 'list') return toCode
  return (cell) => {
    const items = decodeList(cell)
    return items.every((item) => toCode(item) === item) ? cell : (encodeList(items.map(toCode)) ?? '')
  }
}
