/** The facts of a citation: a file of records, its version, and its datasets. */
import type { Dataset } from '../../../schemas/dataset.ts'

/** The description of a dataset in a file of its records. */
export interface DatasetFacts extends Omit<Dataset, 'publishable'> {
  readonly slug: string
}

/** The facts that identify a file of records. */
export interface CitationData {
  readonly commit: number
  /** The pinned URL of the file, absolute or relative to its server. */
  readonly address: string
  /** The time of the commit (ISO 8601). */
  readonly at: string
  readonly datasets: readonly DatasetFacts[]
  /** Its title, unless it is that of its datasets. */
  readonly title?: string | undefined
}

export const isWebAddress = (text: string): boolean => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)

/** Returns the title of a dataset, or its name, on one line. */
export const datasetName = ({ title, slug }: DatasetFacts): string => (title ?? slug).replace(/\s+/g, ' ')

/**
 * Returns the title of the only dataset, if it has one; a general title for several datasets, and for an empty file.
 */
export const citationTitle = ({ datasets, title }: Pick<CitationData, 'datasets' | 'title'>): string => {
  const [only, ...more] = datasets
  if (title !== undefined) return title
  return only?.title && more.length === 0 ? datasetName(only) : 'Incidents of armed conflict'
}

/** Returns the authors: the datasets, because no other authors are known by name; the title if there are none. */
export const citationAuthors = (data: Pick<CitationData, 'datasets' | 'title'>): readonly string[] => [
  ...new Set(data.datasets.length === 0 ? [citationTitle(data)] : data.datasets.map(datasetName)),
]

const termsOf = (dataset: DatasetFacts, isOnly: boolean): string => {
  const { licence, attribution } = dataset
  const terms = [licence && `Licence: ${licence}`, attribution && `Attribution: ${attribution}`]
  const stated = terms.filter(Boolean).join('. ').replace(/\s+/g, ' ')
  return stated === '' || isOnly ? stated : `${datasetName(dataset)}: ${stated}`
}

/** Returns the licence and attribution of each dataset that states them, on one line; empty if none does. */
export const citationTerms = ({ datasets }: Pick<CitationData, 'datasets'>): string =>
  datasets
    .map((each) => termsOf(each, datasets.length === 1))
    .filter(Boolean)
    .join('; ')
