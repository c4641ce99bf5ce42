/** What charts draw of one group or period. */

export interface Figure {
  readonly label: string
  /** The number in words. */
  readonly text: string
  /** A number that is certain, drawn as a bar. */
  readonly count?: number | undefined
  /** The lowest, best and highest number that are stated, drawn as a range with a mark. */
  readonly estimate?: { readonly low?: number; readonly best?: number; readonly high?: number } | undefined
  readonly href?: string | undefined
}

/** The parts of a figure on an axis from zero. */
export interface FigureParts {
  readonly bar?: number | undefined
  /** From the lowest to the highest number. */
  readonly range?: readonly [start: number, end: number] | undefined
  readonly best?: number | undefined
}

const isNumber = (value: number | undefined): value is number => value !== undefined

/** Returns the parts of a figure; none if nothing is stated. */
export const partsOf = ({ count, estimate = {} }: Figure): FigureParts => {
  const ends = [estimate.low, estimate.high].filter(isNumber)
  const range = ends.length > 0 ? ([Math.min(...ends), Math.max(...ends)] as const) : undefined
  return { bar: count, range, best: estimate.best }
}

/** Returns whether a figure has no number: nothing, or that which is unknown. */
export const isUnstated = (figure: Figure): boolean => {
  const { bar, range, best } = partsOf(figure)
  return bar === undefined && range === undefined && best === undefined
}

/** Returns the greatest number of some figures; 0 if none is stated. */
export const maxOf = (figures: readonly Figure[]): number =>
  figures.reduce((max, figure) => {
    const { bar = 0, range = [0, 0], best = 0 } = partsOf(figure)
    return Math.max(max, bar, range[1], best)
  }, 0)
