/** What the layouts of other projects have in common. */

export const schemes = ['ucdp', 'acled', 'gtd'] as const
export type Scheme = (typeof schemes)[number]

export interface LayoutColumn {
  readonly name: string
  /** What its cells are to be; a cell of a row that came may be any text. */
  readonly type: 'text' | 'integer' | 'number' | 'date'
}

/** Columns from their names; those of another type than text are named by type. */
export const defineColumns = (
  names: readonly string[],
  {
    integer = [],
    number = [],
    date = [],
  }: Readonly<Partial<Record<LayoutColumn['type'], readonly string[]>>>,
): LayoutColumn[] =>
  names.map((name) => ({
    name,
    type: integer.includes(name)
      ? 'integer'
      : number.includes(name)
        ? 'number'
        : date.includes(name)
          ? 'date'
          : 'text',
  }))

/** A vocabulary both ways: from their code to ours, and back. */
export interface CodeMap<Ours extends string> {
  readonly toRecord: ReadonlyMap<string, Ours>
  readonly toLayout: ReadonlyMap<string, string>
  /** What the project calls its codes, where a column of its own says it. */
  readonly labels: Readonly<Record<string, string>>
}

/**
 * A vocabulary from rows of their code, ours and perhaps their label. Where several of ours share one of theirs, or
 * several of theirs one of ours, the first row counts.
 */
export const createCodeMap = <Ours extends string>(
  rows: readonly (readonly [theirs: string, ours: Ours, label?: string])[],
): CodeMap<Ours> => {
  const reversed = [...rows].reverse()
  return {
    toRecord: new Map(reversed.map(([theirs, ours]) => [theirs, ours])),
    toLayout: new Map(reversed.map(([theirs, ours]) => [ours, theirs])),
    labels: Object.fromEntries(rows.flatMap(([theirs, , label]) => (label ? [[theirs, label]] : []))),
  }
}

/** Returns by column why only the project can fill it; the names of a row are separated by spaces. */
export const reasonsByColumn = (
  rows: readonly (readonly [names: string, reason: string])[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(rows.flatMap(([names, reason]) => names.split(/\s+/).map((name) => [name, reason])))
