/** What records of the desk under test state, and what two of them state as one. It shares no code with what it judges. */

export type Field =
  | 'dataset'
  | 'reference'
  | 'event_type'
  | 'date'
  | 'place'
  | 'title'
  | 'summary'
  | 'notes'
  | 'sources'
  | 'claims'
  | 'deaths'

/**
 * A record, field by field as text; the rest of it is the same for all. Sources and claims are names joined by `; `,
 * deaths are low, best and high joined by `/`, what is not stated left empty.
 */
export type RecordFields = Readonly<Partial<Record<Field, string>>>

export type Change = readonly [Field, string | null]

const pointers: Readonly<Partial<Record<Field, string>>> = { place: '/location/place', deaths: '/casualties' }
export const pointerOf = (field: Field): string => pointers[field] ?? `/${field}`

/** Field by field the same. */
export const hasEqualFields = (a: RecordFields, b: RecordFields): boolean =>
  Object.keys({ ...a, ...b }).every((name) => a[name as Field] === b[name as Field])

/** The fields that two versions do not share, as a reader with the notes or without them is told. */
export const changedPointers = (a: RecordFields, b: RecordFields, withNotes: boolean): string[] =>
  (Object.keys({ ...a, ...b }) as Field[])
    .filter((name) => a[name] !== b[name] && (withNotes || name !== 'notes'))
    .map(pointerOf)
    .sort()

export const withField = (said: RecordFields, [field, value]: Change): RecordFields => {
  const { [field]: _, ...rest } = said
  return value === null ? rest : { ...rest, [field]: value }
}

export const applyChanges = (said: RecordFields, changes: readonly Change[]): RecordFields =>
  changes.reduce(withField, said)

const listed = (names: string): string[] => names.split('; ')

/** Some publishers have an address: two records that name one of them have a source in common. */
const addresses: Readonly<Record<string, string>> = {
  'Other News': 'https://example.org/other',
  'Third News': 'https://example.org/third',
}
const sourceOf = (publisher: string) => {
  const url = addresses[publisher]
  return { publisher, ...(url ? { url } : {}) }
}
/** The cells of sources in a table. */
export const sourceCells = (sources: string) => ({
  sources,
  source_urls: listed(sources)
    .map((name) => addresses[name] ?? '')
    .join('; '),
})

const bounds = ['low', 'best', 'high'] as const
export const numbersOf = (deaths: string): (string | undefined)[] =>
  deaths.split('/').map((text) => text || undefined)

const estimate = (deaths: string, unknown: object) => {
  const numbers = numbersOf(deaths).map((text, i) => (text ? { [bounds[i] as string]: Number(text) } : {}))
  return { deaths: Object.assign({}, unknown, ...numbers) }
}

/** A field as it stands in the JSON of a record. */
const jsonOf = (field: Field, value: string): object => {
  if (field === 'place') return { location: { place: value } }
  if (field === 'sources') return { sources: listed(value).map(sourceOf) }
  if (field === 'claims') return { claims: listed(value).map((by) => ({ by })) }
  if (field === 'deaths') return { casualties: estimate(value, {}) }
  return { [field]: value }
}

/** The record as JSON, without what the server sets. */
export const toRecord = (said: RecordFields) => {
  const { location, ...rest } = Object.assign(
    {},
    ...Object.entries(said).map(([name, value]) => jsonOf(name as Field, value)),
  )
  return { ...rest, location: { country: 'IQ', ...location } }
}

/** A change as a merge patch (RFC 7396). */
export const patchOf = ([field, value]: Change): object => {
  if (field === 'place') return { location: { place: value } }
  if (field === 'deaths')
    return { casualties: value && estimate(value, { low: null, best: null, high: null }) }
  return value === null ? { [field]: null } : jsonOf(field, value)
}

/** Names of both, each once. */
const unitedNames = (ours?: string, theirs?: string): string =>
  [...new Set([ours, theirs].flatMap((names) => (names ? listed(names) : [])))].join('; ')

/**
 * What was counted by both. The best stays that of the first; a low and a high hold all that is stated, and are there
 * where somebody states them or the best alone would leave something out.
 */
const widen = (ours?: string, theirs?: string): string | undefined => {
  if (!ours || !theirs || ours === theirs) return ours ?? theirs
  const [[low, best, high], [otherLow, otherBest, otherHigh]] = [numbersOf(ours), numbersOf(theirs)]
  const all = [low, best, high, otherLow, otherBest, otherHigh].filter(Boolean).map(Number)
  const [least, most, middle] = [Math.min(...all), Math.max(...all), best ?? otherBest]
  const below = low || otherLow || (middle && least < Number(middle))
  const above = high || otherHigh || (middle && most > Number(middle))
  return [below ? least : '', middle ?? '', above ? most : ''].join('/')
}

export type Choice = readonly [Field, 'into' | 'from' | 'range']

/** Choices as the API takes them. */
export const toChoose = (choices: readonly Choice[]): object =>
  Object.fromEntries(
    choices.map(([field, side]) => [field === 'deaths' ? '/casualties/deaths' : pointerOf(field), side]),
  )

/** Whether a field can be chosen: the two differ, none takes the other's reference, and a range is of numbers. */
export const canChoose = (ours: RecordFields, theirs: RecordFields, [field, side]: Choice): boolean =>
  ours[field] !== theirs[field] &&
  (field !== 'reference' || side === 'into') &&
  (side !== 'range' || field === 'deaths')

/** What the survivor states where somebody chose it. */
export const chooseFields = (
  ours: RecordFields,
  theirs: RecordFields,
  choices: readonly Choice[],
): Change[] =>
  choices.map(([field, side]) => {
    if (side === 'range') return [field, widen(ours[field], theirs[field]) ?? null]
    return [field, (side === 'into' ? ours : theirs)[field] ?? null]
  })

/** A field, and whose value of it remains: that of the survivor, of a merged record by its place, or the range. */
export type ClusterChoice = readonly [Field, 'into' | 'range' | number]

/** The choices whose record exists, as the API takes them. */
export const toClusterChoose = (choices: readonly ClusterChoice[], ids: readonly string[]): object =>
  Object.fromEntries(
    choices.map(([field, side]) => [
      field === 'deaths' ? '/casualties/deaths' : pointerOf(field),
      typeof side === 'number' ? (ids[side % Math.max(1, ids.length)] ?? 'into') : side,
    ]),
  )

/** What the survivor of several states where somebody chose it; undefined if it cannot be chosen. */
export const chooseAmong = (
  ours: RecordFields,
  theirs: readonly RecordFields[],
  choices: readonly ClusterChoice[],
): Change[] | undefined => {
  const values = choices.map(([field, side]): Change | undefined => {
    if (theirs.every((each) => each[field] === ours[field])) return undefined
    if (side !== 'range') {
      const said = side === 'into' ? ours : theirs[side % theirs.length]
      return [field, said?.[field] ?? null]
    }
    if (field !== 'deaths') return undefined
    return [field, theirs.reduce((range, each) => widen(range, each[field]), ours[field]) ?? null]
  })
  const made = values.filter((each) => each !== undefined)
  return made.length === values.length ? made : undefined
}

/**
 * What the survivor of a merge states: what it stated, what it did not state and the other did, the sources and
 * claims of both, and numbers that hold those of both. Its dataset and its reference, or that it has none, stay its own.
 */
export const mergeFields = (
  ours: RecordFields,
  { dataset: _, reference: __, ...theirs }: RecordFields,
): RecordFields => {
  const sources = unitedNames(ours.sources, theirs.sources)
  const claims = unitedNames(ours.claims, theirs.claims)
  const deaths = widen(ours.deaths, theirs.deaths)
  return {
    ...theirs,
    ...ours,
    sources,
    ...(claims ? { claims } : {}),
    ...(deaths ? { deaths } : {}),
  }
}

/** What a report states that nobody has changed anything of. */
export const plainReport = {
  event_type: 'battle',
  date: '2022-01-05',
  sources: 'Example News',
  summary: 'alpha was here',
}
/** One attack, of which several tell. */
export const attackReport = { ...plainReport, place: 'Green Base', sources: 'Other News' }

/**
 * Whether a record tells of that attack, so that two that do are likely of one event whatever else they state: on that
 * day, at that place, of that kind, and from a report that both name. Records of other datasets are told apart by them.
 */
export const describesAttack = ({ dataset, event_type, date, place, sources = '' }: RecordFields): boolean =>
  dataset === 'reports' &&
  event_type === attackReport.event_type &&
  date === attackReport.date &&
  place === attackReport.place &&
  listed(sources).includes(attackReport.sources)
