/** The fields of a record for which a layout has no column. */
import type { Draft, ReportLoss } from './layout.ts'

const formatCount = (word: string, list: readonly unknown[] = []): string => `${list.length} ${word}`

/** By field: the value that a layout without a column loses; undefined if the record does not have it. */
const fieldSummaries = {
  kind: ({ event_type, event_subtype }) => event_subtype ?? event_type,
  outcome: ({ outcome }) => outcome,
  conflict: ({ conflict_type }) => conflict_type,
  date_note: ({ date_note }) => date_note,
  admin3: ({ location }) => location?.admin3,
  note: ({ location }) => location?.note,
  coordinates_from: ({ location }) => location?.coordinates_from,
  launched_from: ({ launched_from }) => launched_from && 'where it was launched from',
  actors: ({ actors = [] }) => {
    const others = actors.filter(
      ({ role }) => role === 'responder' || role === 'interceptor' || role === 'other',
    )
    return others.length > 0 ? formatCount('actors in other roles', others) : undefined
  },
  with: ({ actors = [] }) => {
    const named = actors.flatMap((each) => each.with ?? [])
    return named.length > 0 ? formatCount('associated groups', named) : undefined
  },
  targets: ({ targets }) => targets && formatCount('targets', targets),
  weapons: ({ weapons }) => weapons && formatCount('weapons with their counts', weapons),
  reported: ({ casualties: { reported, deaths } = {} }) =>
    reported && reported !== 'unknown' && !deaths ? `casualties: ${reported}` : undefined,
  injuries: ({ casualties }) => casualties?.injuries && 'injuries',
  groups: ({ casualties }) => {
    const others = casualties?.groups?.filter(
      ({ group, injuries }) =>
        injuries || (group !== undefined && group !== 'civilians' && group !== 'unknown'),
    )
    return others && others.length > 0 ? formatCount('groups of people', others) : undefined
  },
  damage: ({ damage }) => damage && `damage: ${damage.level ?? damage.note ?? ''}`,
  claims: ({ claims }) => claims && formatCount('claims of responsibility', claims),
  attributions: ({ attributions }) => attributions && formatCount('attributions', attributions),
  series: ({ series }) => series,
  tags: ({ tags }) => tags?.join('; '),
  links: ({ links }) => links && formatCount('links', links),
  sources: ({ sources = [] }) => {
    const details = sources.filter(({ url, archive_url, reliability, credibility }) =>
      [url, archive_url, reliability, credibility].some(Boolean),
    )
    return details.length > 0 ? formatCount('sources with addresses or grades', details) : undefined
  },
  speakers: ({ sources = [] }) => {
    const quoted = sources.filter(({ said_by }) => said_by !== undefined)
    return quoted.length > 0 ? formatCount('sources with a speaker', quoted) : undefined
  },
  title: ({ title }) => title && 'the title',
  summary: ({ summary }) => summary && 'the summary',
} satisfies Readonly<Record<string, (record: Draft) => string | undefined>>

export type LossName = keyof typeof fieldSummaries

/** Reports each field of a record that is not among the mapped ones. */
export const reportUnmapped = (
  record: Draft,
  reportLoss: ReportLoss,
  mappedFields: readonly string[],
): void => {
  for (const [field, summarize] of Object.entries(fieldSummaries)) {
    if (mappedFields.includes(field)) continue
    const summary = summarize(record)
    if (summary) reportLoss('crosswalk.no_column', null, `${field}: ${summary}`)
  }
}
