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
}

/** Where several of ours share one of theirs, or several of theirs one of ours, the first pair counts. */
export const createCodeMap = <Ours extends string>(
  pairs: readonly (readonly [string, Ours])[],
): CodeMap<Ours> => ({
  toRecord: new Map([...pairs].reverse()),
  toLayout: new Map([...pairs].reverse().map(([theirs, ours]) => [ours, theirs])),
})
