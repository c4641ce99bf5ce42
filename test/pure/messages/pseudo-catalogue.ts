/** A language for tests: the English texts between ⟦ and ⟧, so that a text that nobody translates is seen. */
import { en } from '../../../src/messages/en.ts'
import type { Messages } from '../../../src/messages/messages.ts'

const mark = (text: string): string => `⟦${text}⟧`

const markAll = (value: unknown): unknown => {
  if (typeof value === 'string') return mark(value)
  if (typeof value === 'function') return (...args: unknown[]) => markAll(value(...args))
  if (Array.isArray(value)) return value.map(markAll)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, markAll(inner)]))
}

export const pseudo = {
  ...(markAll(en) as Messages),
  language: en.language,
  number: en.number,
  translate: mark,
}

/** Returns what a text has outside of the marks. */
export const unmarked = (text: string): string => {
  const inner = /⟦[^⟦⟧]*⟧/g
  const rest = text.replace(inner, '')
  return rest === text ? text : unmarked(rest)
}
