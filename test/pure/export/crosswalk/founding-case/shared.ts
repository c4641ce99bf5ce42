/** What the tables of the founding incidents share. */
export type Row = Readonly<Record<string, string | number>>

export interface Table {
  /** What every row has. */
  readonly all: Row
  /** By the number of the incident; what is left out has none. */
  readonly rows: Readonly<Record<number, Row>>
  /** By the number of the incident: rule and column, or rule and what there is no column for. */
  readonly losses: Readonly<Record<number, readonly string[]>>
}

export const headline = 'US bases in Iraq and Syria come under attack'
export const midnight = '2022-01-06T00:38'

/** Written for a text that is the record's summary as it is. */
export const summary = '(the summary)'

export const unknownLatitude = 'crosswalk.unknown latitude'
export const noColumn = (...what: string[]) => what.map((each) => `crosswalk.no_column ${each}`)
