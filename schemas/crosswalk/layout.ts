/** Definitions shared by the layouts of other projects. */

export const schemes = ['ucdp', 'acled', 'gtd'] as const
export type Scheme = (typeof schemes)[number]

export interface LayoutColumn {
  readonly name: string
  /** The type of its cells; an imported cell may be any text. */
  readonly type: 'text' | 'integer' | 'number' | 'date'
}

/** Returns columns from their names; those that are not texts are listed by type. */
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

/** A code mapping in both directions. */
export interface CodeMap<Ours extends string> {
  readonly toRecord: ReadonlyMap<string, Ours>
  readonly toLayout: ReadonlyMap<string, string>
  /** The project's labels of its codes, if another column contains them. */
  readonly labels: Readonly<Record<string, string>>
}

/**
 * Returns a code mapping from rows of the project's code, ours, and an optional label. If several rows have the same
 * code, the first one counts.
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
