/** Files of records: read from the database, or as they are kept. */
import { schemes } from '../../../schemas/crosswalk/layout.ts'
import { pulled } from '../../export/byte-stream.ts'
import { isScheme } from '../../export/crosswalk/table.ts'
import { type Format, type FormatName, formats, losses } from '../../export/registry.ts'
import type { Query } from '../../ingest/request/list-query.ts'
import { problems } from '../../problems.ts'
import { noteRead } from '../../services/access/audit.ts'
import {
  digestOf,
  keeping,
  keptFrom,
  recall,
  redactedSince,
  rememberedDigest,
} from '../../services/exports/export-cache.ts'
import { openFile } from '../../services/exports/open-export.ts'
import { select } from '../../services/exports/select.ts'
import { type AppContext, originOf } from '../context.ts'
import { isCurrent } from '../headers.ts'
import { type Asked, aimed, cacheFor, known, nextAddress, read } from '../incidents/list-request.ts'
import { limitReading } from '../middleware.ts'

const tooMany = ({ label, mostRows }: Format, { profile }: Query, rows: number) =>
  problems.queryRefused([
    {
      rule: 'format.rows',
      detail: `${label} holds at most ${mostRows} ${profile ? 'rows' : 'records'}, and these are ${rows}. Ask for CSV (/incidents.csv)${profile ? '' : ' or Parquet (/incidents.parquet)'}, or for fewer records with filters.`,
      received: rows,
    },
  ])

/** A file by its address: `/incidents` and what it ends with. */
interface Kind {
  readonly format: Format
  readonly ending: string
  /** What its name begins with. */
  readonly label: string
}

const kindOf = (name: FormatName): Kind => ({ format: formats[name], ending: name, label: 'incidents' })
const lossKind: Kind = { format: losses, ending: 'loss.csv', label: 'losses' }

const pathOf = ({ ending }: Kind): string => `/incidents.${ending}`

/** The bytes that an address asks for, read only as far as they are taken. */
const opened = async (c: AppContext, { format }: Kind, { query, target, commit, location }: Asked) => {
  const { db } = c.get('deps')
  const selection = await select(c.get('deps'), c.get('actor'), query, target)
  const { rows } = selection
  if (mayKeep(c, query) && rows >= keptFrom) await limitReading(c)
  const facts = { commit, rows, address: absolute(c, location) }
  const file = await openFile(db, format, query, selection, facts)
  if (file.rows > (format.mostRows ?? file.rows)) throw tooMany(format, query, file.rows)
  return { selection, ...file }
}

/** A file says where it was asked for, so what is kept of it belongs to one host. */
const absolute = (c: AppContext, location: string): string => originOf(c) + location

/** Whole files of what the public sees are kept; pages of them are not. */
const mayKeep = (c: AppContext, { limit, cursor }: Query): boolean =>
  c.get('actor').role === 'public' && limit === undefined && cursor === undefined

const nameOf = ({ label, ending }: Kind, commit: number): string =>
  `${label}-${commit}.${ending.split('.').at(-1)}`

const aboutFile = (kind: Kind, commit: number, rows: number) => ({
  'Sitrep-Rows': String(rows),
  'Content-Type': kind.format.type,
  'Content-Disposition': `attachment; filename="${nameOf(kind, commit)}"`,
})

/** The file that is kept, and undefined where none is. */
const keptFile = async (
  c: AppContext,
  kind: Kind,
  { commit, location, headers }: Pick<Asked, 'commit' | 'location' | 'headers'>,
) => {
  const found = await recall(c.env.FILES, absolute(c, location))
  if (!found) return undefined
  const about = { ...aboutFile(kind, commit, found.rows), 'Content-Length': String(found.bytes) }
  return isCurrent(c, headers.ETag)
    ? c.body(null, 304, headers)
    : c.body(found.body, 200, { ...headers, ...about })
}

/**
 * The file of an address in a format. One that is kept and that the address pins itself costs one row at most: files of
 * before a redaction are not given, since it may not have deleted them yet.
 */
const answer = async (c: AppContext, kind: Kind) => {
  const asking = read(c, pathOf(kind), kind.format)
  const [{ query, address }, keeps] = [asking, mayKeep(c, asking.query)]
  const early = keeps && query.commit !== undefined && !(await redactedSince(c.get('deps').db, query.commit))
  const pinnedFile = early && (await keptFile(c, kind, await known(c, asking, query.commit)))
  if (pinnedFile) return pinnedFile
  const target = await aimed(c, asking)
  const { commit, location, headers } = target
  if (isCurrent(c, headers.ETag)) return c.body(null, 304, headers)
  const current = keeps && commit !== query.commit && (await keptFile(c, kind, target))
  if (current) return current
  const { selection, rows, bytes } = await opened(c, kind, target)
  if (c.req.method !== 'HEAD')
    await noteRead(c.get('deps'), c.get('actor'), { address: location, commit, rows })
  const next = nextAddress(address, selection)
  const whole = keeps && rows >= keptFrom
  const isGone = () => redactedSince(c.get('deps').db, commit)
  const given = whole ? keeping(c.env.FILES, absolute(c, location), rows, bytes, isGone) : bytes
  return c.body(pulled(given), 200, {
    ...headers,
    ...(next === undefined ? {} : { Link: `<${next}>; rel="next"` }),
    ...aboutFile(kind, commit, rows),
  })
}

/** The file of an address in a format. */
export const asFile = (c: AppContext, name: FormatName) => answer(c, kindOf(name))

/** What is lost on the way into the layout that the address names. */
export const asLosses = (c: AppContext) => {
  if (isScheme(c.req.query('profile'))) return answer(c, lossKind)
  throw problems.queryRefused([
    {
      parameter: 'profile',
      rule: 'parameter.invalid',
      detail: `profile: say which layout: ${schemes.join(', ')}.`,
    },
  ])
}

/** The SHA-256 of a file, in the form that `sha256sum --check` reads. */
export const asDigest = async (c: AppContext, name: FormatName) => {
  const kind = kindOf(name)
  const target = await aimed(c, read(c, pathOf(kind), kind.format))
  const made = () => opened(c, kind, target)
  const digest = mayKeep(c, target.query)
    ? await rememberedDigest(c.env.FILES, absolute(c, target.location), made)
    : await digestOf((await made()).bytes)
  const path = pathOf(kind)
  return c.text(`${digest}  ${nameOf(kind, target.commit)}\n`, 200, {
    'Sitrep-Commit': String(target.commit),
    'Content-Location': target.location.replace(path, `${path}.sha256`),
    'Cache-Control': cacheFor(target.query),
  })
}
