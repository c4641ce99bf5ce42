/** What the layouts of other projects have in common. */

export const schemes = ['ucdp', 'acled', 'gtd'] as const
export type Scheme = (typeof schemes)[number]

export interface LayoutColumn {
  readonly name: string
  /** What its cells are to be; a cell of a row that came may be any text. */
  readonly type: 'text' | 'integer' | 'number' | 'date'
}

/** Columns from their names; those of another type than text are named by type. */
export const columnsOf = (
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
export interface Codes<Ours extends string> {
  readonly ours: ReadonlyMap<string, Ours>
  readonly theirs: ReadonlyMap<string, string>
}

/** Where several of ours share one of theirs, or several of theirs one of ours, the first pair counts. */
export const codes = <Ours extends string>(pairs: readonly (readonly [string, Ours])[]): Codes<Ours> => ({
  ours: new Map([...pairs].reverse()),
  theirs: new Map([...pairs].reverse().map(([theirs, ours]) => [ours, theirs])),
})
