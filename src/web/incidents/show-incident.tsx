/** The page of a record, with the desk of those who review it. */
import type { StoredIncident } from '../../../schemas/incident.ts'
import { type Actor, may, seesWhole } from '../../auth/permissions.ts'
import type { Problem } from '../../problems.ts'
import { twinsOf } from '../../services/duplicates/find-duplicates.ts'
import { mergesOf } from '../../services/duplicates/merge.ts'
import { headOfVersion } from '../../services/incidents/history.ts'
import { neighbours } from '../../services/incidents/read.ts'
import { decisionsOn } from '../../services/incidents/update.ts'
import { withoutSettled } from '../../services/link-warnings.ts'
import { type Around, around } from '../../services/review/queue.ts'
import { waitingOf } from '../../services/review/suggestions.ts'
import { fromRow } from '../../services/version-row.ts'
import type { Version } from '../../store/incidents.ts'
import type { AppContext } from '../context.ts'
import { Twins } from '../duplicates/possible-duplicates.tsx'
import { page } from '../render-page.tsx'
import { type QueueQuery, queueAddress } from '../review/queue-query.ts'
import { Desk } from '../review/review-panel.tsx'
import { RecordPage } from './incident-page/incident-page.tsx'
import { RedactionForm, type RedactionTyped, type Remains } from './redaction-form.tsx'

export interface Shown {
  /** Whether this is a version of the past: nothing is decided on it. */
  readonly past?: boolean
  /** What was typed before, and why it was refused. */
  readonly refused?: { readonly problem: Problem; readonly reason: string }
  /** A redaction that was refused, as it was typed. */
  readonly redaction?: RedactionTyped
  /** What is left of a redaction that was made. */
  readonly redacted?: Remains
  /** The queue in which it was opened. */
  readonly queue?: (Pick<QueueQuery, 'search'> & Partial<QueueQuery>) | undefined
}

export const deskOf = async (c: AppContext, version: Version, { refused, queue }: Shown = {}) => {
  const deps = c.get('deps')
  const [last, suggested, merged, beside] = await Promise.all([
    headOfVersion(deps, version),
    waitingOf(deps, version.n),
    mergesOf(deps, version),
    queue ? around(deps, queue.filter ?? {}, version.n) : ({} as Around),
  ])
  const address = (each: { readonly id: string } | undefined) => each && queueAddress(queue, each.id)
  return (
    <Desk
      id={version.id}
      status={version.status}
      revision={version.revision}
      last={last}
      decisions={decisionsOn(version.status)}
      suggested={suggested.map(({ id, at, reason }) => ({ href: queueAddress(queue, id), at, reason }))}
      {...merged}
      queue={
        queue && { search: queue.search, previous: address(beside.previous), next: address(beside.next) }
      }
      refused={refused && { reason: refused.reason, problem: refused.problem }}
    />
  )
}

interface DesksProps {
  readonly review: Awaited<ReturnType<typeof deskOf>>
  readonly actor: Actor
  readonly version: Version
  readonly typed: RedactionTyped | undefined
  readonly remains: Remains | undefined
}

/** The desk, and below it what only admins do. */
const Desks = ({ review, actor, version: { id, revision }, typed, remains }: DesksProps) => (
  <>
    {review}
    {may(actor, 'redact') && <RedactionForm id={id} revision={revision} typed={typed} remains={remains} />}
  </>
)

/** Where a record stands whose twins are looked for: it is to be published, or is. */
const compared: readonly string[] = ['submitted', 'published']

/** Its likely twins, for editors, and for its filer while it waits. */
const twinsFor = async (c: AppContext, version: Version, record: StoredIncident) => {
  const [deps, actor] = [c.get('deps'), c.get('actor')]
  if (!seesWhole(actor, version) || !compared.includes(version.status)) return undefined
  return <Twins twins={await twinsOf(deps, actor, record)} level="h2" />
}

export const showRecord = async (c: AppContext, version: Version, shown: Shown = {}) => {
  const actor = c.get('actor')
  const stored = fromRow(version, seesWhole(actor, version))
  const { linked, backlinks } = await neighbours(c.get('deps').db, actor, stored)
  const record = { ...stored, warnings: withoutSettled(stored, stored.warnings, (name) => linked.has(name)) }
  const desk = may(actor, 'review') && !shown.past ? await deskOf(c, version, shown) : undefined
  const twins = shown.past ? undefined : await twinsFor(c, version, record)
  const { problem } = shown.refused ?? shown.redaction ?? {}
  return page(
    c,
    <RecordPage
      record={record}
      linked={linked}
      backlinks={backlinks}
      desk={
        desk && (
          <Desks
            review={desk}
            actor={actor}
            version={version}
            typed={shown.redaction}
            remains={shown.redacted}
          />
        )
      }
      twins={twins}
      past={shown.past ?? false}
    />,
    problem?.status ?? 200,
    problem?.headers,
  )
}
