/** UCDP's sources: offices, dates and headlines, each joined with `;`, and all of them together as one text. */
import { unknownSourceCount } from '../../../../schemas/crosswalk/ucdp.ts'
import { findDays } from '../../../../schemas/edtf-date.ts'
import { omitUndefined } from '../../../text/json.ts'
import { parseText } from '../cells.ts'
import { type Note, type Part, statedFields } from '../layout.ts'
import { isDataset, orDataset, type Source } from '../parts.ts'

export const dataset = 'UCDP GED'

/** Returns the sources of a record other than the dataset itself. */
const withoutDataset = (sources: readonly Source[] = []): readonly Source[] =>
  sources.length === 1 && sources[0] && isDataset(sources[0], dataset) ? [] : sources

/**
 * Returns the headlines of `"office,date,headline";"…"` with known offices and dates; undefined if the text has
 * another form.
 */
const parseHeadlines = (article: string, offices: string[], dates: string[]): string[] | undefined => {
  const headlines: string[] = []
  let at = 0
  for (const [i, office] of offices.entries()) {
    const begin = `"${office},${dates[i]},`
    if (!article.startsWith(begin, at)) return undefined
    at += begin.length
    const last = i === offices.length - 1
    const end = last ? article.length - 1 : article.indexOf(`";"${offices[i + 1]},${dates[i + 1]},`, at)
    if (end < at || article[end] !== '"') return undefined
    headlines.push(article.slice(at, end))
    at = end + 2
  }
  return headlines
}

const dayPattern = /^\d{4}-\d\d-\d\d$/

const toSource = (office: string, date: string, headline: string, note: Note): Source | undefined =>
  statedFields({
    publisher: parseText(office, 200, note, 2),
    title: parseText(headline, 500, note, 4),
    published: dayPattern.test(date) && findDays(date) ? date : undefined,
  })

const maxSources = 100

const hasName = (source: Source | undefined): source is Source =>
  (source?.publisher ?? source?.title) !== undefined

/** Returns the sources that the cells list one by one; undefined if the cells cannot be split. */
const splitSources = (
  article: string,
  office: string,
  date: string,
  headline: string,
  note: Note,
): Source[] | undefined => {
  if (office === '' && headline === '') return undefined
  if (!office.includes(';') && !date.includes(';')) {
    const only = toSource(office, date, headline, note)
    return hasName(only) ? [only] : undefined
  }
  const [offices, dates] = [office.split(';'), date.split(';')]
  if (offices.length !== dates.length || offices.length > maxSources) return undefined
  const split = headline.split(';')
  const headlines = split.length === offices.length ? split : parseHeadlines(article, offices, dates)
  const sources = headlines?.map((each, i) => toSource(offices[i] ?? '', dates[i] ?? '', each, note))
  return sources?.every(hasName) ? sources : undefined
}

const parseSources = (cells: readonly string[], note: Note): Source[] => {
  const [, article = '', office = '', date = '', headline = ''] = cells
  const sources = splitSources(article, office, date, headline, note)
  if (sources) return sources
  const title = parseText(article || headline || office, 500, note, 1)
  if (title !== '') note('crosswalk.source_text')
  return orDataset(title === '' ? [] : [{ title }], dataset, note)
}

/** Returns the first day of a publication date; a plain day was validated by its reader. */
const firstDay = (published = ''): string =>
  dayPattern.test(published) ? published : (findDays(published)?.start ?? '')

const joinTexts = (texts: readonly string[]): string | undefined => texts.join(';') || undefined

/** The dates are read in the order in which the record stores them, so each is stated once. */
export const sources: Part = {
  columns: ['number_of_sources', 'source_article', 'source_office', 'source_date', 'source_headline'],
  pointerColumns: [['/sources', 'source_article']],
  read: (cells, draft, note) => {
    draft.sources = parseSources(cells, note)
  },
  write: ({ sources: all }, reportLoss) => {
    const named = withoutDataset(all)
    if (named.length === 0) return [Number(unknownSourceCount)]
    const offices = named.map(({ publisher = '' }) => publisher)
    const headlines = named.map(({ title = '' }) => title)
    const days = named.map(({ published }) => firstDay(published))
    for (const [i, { published }] of named.entries())
      if (published !== undefined && published !== days[i])
        reportLoss('crosswalk.time', 'source_date', `Source ${i + 1} was published ${published}.`)
    if (offices.some((office) => office === ''))
      reportLoss('crosswalk.unknown', 'source_office', 'A source has no publisher.')
    const articles = named.map((_, i) => `"${offices[i]},${days[i]},${headlines[i]}"`)
    return [
      named.length,
      joinTexts(articles),
      offices.some(Boolean) ? offices.join(';') : undefined,
      days.some(Boolean) ? days.join(';') : undefined,
      headlines.some(Boolean) ? headlines.join(';') : undefined,
    ]
  },
}

/** The person whom the source quotes: a field of the source, if there is one. */
export const original: Part = {
  columns: ['source_original'],
  extraColumns: sources.columns,
  pointerColumns: [['/sources/0/said_by', 'source_original']],
  fields: [],
  read: ([cell = ''], draft, note) => {
    const [only, ...more] = draft.sources ?? []
    if (!only || more.length > 0) return
    const text = cell === '' ? '' : parseText(cell, 200, note)
    if (text !== (only.said_by ?? ''))
      draft.sources = [omitUndefined({ ...only, said_by: text || undefined })]
  },
  write: ({ sources: all = [] }) => {
    const [only, ...more] = all
    if (more.length === 0) return [only?.said_by]
    return [joinTexts([...new Set(all.flatMap(({ said_by }) => said_by ?? []))])]
  },
}
