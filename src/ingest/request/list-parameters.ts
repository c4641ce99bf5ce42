/** The parsers of the parameters of lists and files. */

import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { findDays, parseDate } from '../../../schemas/edtf-date.ts'
import { countColumns, equalityFilters, facets, timeSteps } from '../../../schemas/query.ts'
import { languages, type Messages } from '../../messages/messages.ts'
import { problems } from '../../problems.ts'
import { columnsByFormerName, flatColumns } from '../../record/flat-columns.ts'
import { isCurrentVersion } from '../../record/label-version.ts'
import { schemaVersion } from '../../record/schema-version.ts'
import { wordToken } from '../../record/search-index.ts'
import { type Dimension, isTimeStep } from '../../record/segments/count-groups.ts'
import { parseCursor, type SortName, sortOrders } from '../../record/segments/sort-orders.ts'
import { didYouMean } from '../../text/did-you-mean.ts'
import { splitWords } from '../../text/fold.ts'
import { equalityParser, facetParser, quoteValue, splitList } from './code-parameters.ts'
import { addHint, once, oneOf, type Parser, parseFlag, refuse, wholeNumber } from './parameters.ts'
import { suggestBox, suggestCircle, suggestDays, suggestSort } from './value-hints.ts'

const maxWords = 20
const maxCountColumns = 2

const parserTable = <Name extends string, T>(
  table: Readonly<Record<Name, unknown>>,
  create: (name: Name) => Parser<T>,
) =>
  Object.fromEntries(Object.keys(table).map((name) => [name, create(name as Name)])) as Record<
    Name,
    Parser<T>
  >

type ParameterTexts = Messages['parameters']

/** Returns the text about a value, which it has in quotes. */
const quoted =
  (select: (texts: ParameterTexts) => (value: string) => string) =>
  ({ parameters }: Messages, value: string): string =>
    select(parameters)(quoteValue(value))

const dayParser = (name: 'from' | 'to') =>
  once(
    (value) => {
      const days = parseDate(value)
      const isOther = 'fault' in days || days.extent === 'lasted' || value.startsWith('[')
      return isOther ? undefined : days[name === 'from' ? 'start' : 'end']
    },
    (m, value) => m.parameters.day(quoteValue(value), name, suggestDays(value)),
  )

const deathsParser = once(
  wholeNumber(),
  quoted(({ count }) => count),
)

const parseDecimal = (text: string): number =>
  /^[+-]?\d{1,10}(?:\.\d{1,15})?$/.test(text.trim()) ? Number(text) : Number.NaN

const isWithin = (value: number, limit: number): boolean => value >= -limit && value <= limit

const bbox = once(
  (value) => {
    const [west = NaN, south = NaN, east = NaN, north = NaN, ...more] = value.split(',').map(parseDecimal)
    const isBox =
      more.length === 0 &&
      isWithin(west, 180) &&
      isWithin(east, 180) &&
      isWithin(south, 90) &&
      isWithin(north, 90) &&
      south <= north
    return isBox ? { west, south, east, north } : undefined
  },
  (m, value) => m.parameters.box(quoteValue(value), suggestBox(value)),
)

const maxKilometres = 20_038

const near = once(
  (value) => {
    const [latitude = NaN, longitude = NaN, kilometres = NaN, ...more] = value.split(',').map(parseDecimal)
    const isCircle =
      more.length === 0 &&
      isWithin(latitude, 90) &&
      isWithin(longitude, 180) &&
      kilometres >= 0 &&
      kilometres <= maxKilometres
    return isCircle ? { latitude, longitude, kilometres } : undefined
  },
  (m, value) => m.parameters.circle(quoteValue(value), suggestCircle(value)),
)

const search = once(
  (value) => {
    const words = [...new Set(splitWords(value))].map(wordToken)
    if (words.length > maxWords) return refuse((m) => m.parameters.maxWords(maxWords))
    return words.length > 0 ? words : undefined
  },
  quoted(({ noWord }) => noWord),
)

const columnNames = flatColumns.map(({ name }) => name)

/** Returns the column of the best number for the name of an estimate, such as `deaths`. */
const meantColumn = (name: string): string => {
  const best = `${name}_best`
  return columnNames.includes(best) ? best : name
}

const fields: Parser<readonly string[]> = (inputs) => {
  const names = splitList('fields', inputs).map((name) => columnsByFormerName.get(name) ?? name)
  for (const name of names)
    if (!columnNames.includes(name))
      refuse((m) =>
        addHint(m.parameters.column(quoteValue(name)), didYouMean(meantColumn(name), columnNames)?.(m)),
      )
  return new Set(names).size < names.length ? refuse((m) => m.parameters.columnTwice) : names
}

const dimensionNames: readonly Dimension[] = [...countColumns, ...timeSteps]

/** The parser of what records are counted by: columns and a step of time. */
export const dimensions: Parser<readonly Dimension[]> = (inputs) => {
  const names = splitList('by', inputs)
  const found = dimensionNames.filter((name) => names.includes(name))
  for (const name of names)
    if (!(found as readonly string[]).includes(name))
      refuse((m) => {
        const { dimension, known } = m.parameters
        const hint = didYouMean(name, dimensionNames)
        const text = dimension(quoteValue(name))
        return hint ? addHint(text, hint(m)) : text + known(dimensionNames)
      })
  if (found.length < names.length) return refuse((m) => m.parameters.columnTwice)
  const steps = found.filter(isTimeStep)
  if (steps.length > 1) return refuse((m) => m.parameters.timeSteps(steps))
  if (found.length - steps.length > maxCountColumns)
    return refuse((m) => m.parameters.maxColumns(maxCountColumns))
  return found.sort((a, b) => names.indexOf(a) - names.indexOf(b))
}

const yes = /^(?:1|yes|y|on|t)$/i

const flag = (name: string) =>
  once(parseFlag, (m, value) => m.parameters.flag(quoteValue(value), name, yes.test(value)))

/** The numbers of the first versions, and the digests since; those of labels in another language after them. */
const schemaPattern = /^(?:\d{1,3}|[0-9a-f]{8}(?:\.[0-9a-f]{8})?)$/

const sortNames = Object.keys(sortOrders) as SortName[]

const exportProfiles = ['flat', 'full', ...schemes] as const

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/

/** The parsers by parameter; other parameters are unknown. */
export const parsers = {
  ...parserTable(equalityFilters, equalityParser),
  from: dayParser('from'),
  to: dayParser('to'),
  ...parserTable(facets, facetParser),
  min_deaths: deathsParser,
  max_deaths: deathsParser,
  bbox,
  near,
  q: search,
  commit: once(
    wholeNumber(),
    quoted(({ commit }) => commit),
  ),
  as_of: once(
    (value) => {
      const at = instantPattern.test(value) ? Date.parse(value) : Number.NaN
      return Number.isNaN(at) ? undefined : new Date(at).toISOString()
    },
    (m, value) => {
      const day = findDays(value)?.end
      const isFuture = day !== undefined && Date.parse(day) > Date.now()
      return isFuture ? m.requests.futureTime : m.parameters.time(quoteValue(value), day)
    },
  ),
  schema: once(
    (value) => {
      if (!schemaPattern.test(value)) return undefined
      if (!isCurrentVersion(value)) throw problems.pinExpired(value, schemaVersion)
      return value
    },
    quoted(({ schema }) => schema),
  ),
  fields,
  profile: once(
    (value) => exportProfiles.find((each) => each === value),
    (m, value) =>
      addHint(
        m.parameters.profile(quoteValue(value), exportProfiles),
        didYouMean(value, exportProfiles)?.(m),
      ),
  ),
  labels: flag('labels'),
  lang: oneOf(languages),
  excel: flag('excel'),
  limit: once(wholeNumber({ max: 10_000 }), (m) => m.parameters.limit),
  sort: once(
    (value) => sortNames.find((each) => each === value),
    (m, value) => {
      const { sort, sortById, use } = m.parameters
      const meant = suggestSort(value)
      if (value === 'id') return sortById
      const hint = meant ? use(`sort=${meant}`) : didYouMean(value, sortNames)?.(m)
      return addHint(sort(quoteValue(value), sortNames), hint)
    },
  ),
  cursor: once(parseCursor, (m) => m.parameters.cursor),
}
