/** Files of records: read from the database, or as they are kept. */
import { type Format, type FormatName, formats } from '../export/formats.ts'
import { pulled } from '../export/stream.ts'
import type { Query } from '../ingest/query.ts'
import { problems } from '../problems.ts'
import { fileBytes } from '../workflow/file.ts'
import { digestOf, keeping, keptFrom, recall, rememberedDigest } from '../workflow/keep.ts'
import { select } from '../workflow/select.ts'
import { type Asked, aimed, cacheFor, known, nextAddress, read } from './addresses.ts'
import { type AppContext, originOf } from './context.ts'
import { isCurrent } from './headers.ts'
import { limitReading } from './middleware.ts'

const tooMany = ({ label, mostRows }: Format, rows: number) =>
  problems.queryRefused([
    {
      rule: 'format.rows',
      detail: `${label} holds at most ${mostRows} records, and these are ${rows}. Ask for CSV (/incidents.csv) or Parquet (/incidents.parquet), or for fewer records with filters.`,
      received: rows,
    },
  ])

/** The bytes that an address asks for, read only as far as they are taken. */
const opened = async (c: AppContext, name: FormatName, { query, target, commit, location }: Asked) => {
  const [{ db }, format] = [c.get('deps'), formats[name]]
  const selection = await select(c.get('deps'), c.get('actor'), query, target)
  const { rows } = selection
  if (rows > (format.mostRows ?? rows)) throw tooMany(format, rows)
  if (mayKeep(c, query) && rows >= keptFrom) await limitReading(c)
  const facts = { commit, rows, address: absolute(c, location) }
  return { selection, rows, bytes: fileBytes(db, format, query, selection, facts) }
}

/** A file says where it was asked for, so what is kept of it belongs to one host. */
const absolute = (c: AppContext, location: string): string => originOf(c) + location

/** Whole files of what the public sees are kept; pages of them are not. */
const mayKeep = (c: AppContext, { limit, cursor }: Query): boolean =>
  c.get('actor').role === 'public' && limit === undefined && cursor === undefined

const nameOf = (name: FormatName, commit: number): string => `incidents-${commit}.${name}`

const aboutFile = (name: FormatName, commit: number, rows: number) => ({
  'Sitrep-Rows': String(rows),
  'Content-Type': formats[name].type,
  'Content-Disposition': `attachment; filename="${nameOf(name, commit)}"`,
})

/** The file that is kept, and undefined where none is. */
const keptFile = async (
  c: AppContext,
  name: FormatName,
  { commit, location, headers }: Pick<Asked, 'commit' | 'location' | 'headers'>,
) => {
  const found = await recall(c.env.FILES, absolute(c, location))
  if (!found) return undefined
  const about = { ...aboutFile(name, commit, found.rows), 'Content-Length': String(found.bytes) }
  return isCurrent(c, headers.ETag)
    ? c.body(null, 304, headers)
    : c.body(found.body, 200, { ...headers, ...about })
}

/** The file of an address in a format. One that is kept and that the address pins itself costs no look into the database. */
export const asFile = async (c: AppContext, name: FormatName) => {
  const asking = read(c, `/incidents.${name}`, formats[name])
  const [{ query, address }, keeps] = [asking, mayKeep(c, asking.query)]
  const early = keeps && query.commit !== undefined
  const pinnedFile = early && (await keptFile(c, name, await known(c, asking, query.commit)))
  if (pinnedFile) return pinnedFile
  const target = await aimed(c, asking)
  const { commit, location, headers } = target
  if (isCurrent(c, headers.ETag)) return c.body(null, 304, headers)
  const current = keeps && commit !== query.commit && (await keptFile(c, name, target))
  if (current) return current
  const { selection, rows, bytes } = await opened(c, name, target)
  const next = nextAddress(address, selection)
  const whole = keeps && rows >= keptFrom
  return c.body(pulled(whole ? keeping(c.env.FILES, absolute(c, location), rows, bytes) : bytes), 200, {
    ...headers,
    ...(next === undefined ? {} : { Link: `<${next}>; rel="next"` }),
    ...aboutFile(name, commit, rows),
  })
}

/** The SHA-256 of a file, in the form that `sha256sum --check` reads. */
export const asDigest = async (c: AppContext, name: FormatName) => {
  const target = await aimed(c, read(c, `/incidents.${name}`, formats[name]))
  const made = () => opened(c, name, target)
  const digest = mayKeep(c, target.query)
    ? await rememberedDigest(c.env.FILES, absolute(c, target.location), made)
    : await digestOf((await made()).bytes)
  const path = `/incidents.${name}`
  return c.text(`${digest}  ${nameOf(name, target.commit)}\n`, 200, {
    'Sitrep-Commit': String(target.commit),
    'Content-Location': target.location.replace(path, `${path}.sha256`),
    'Cache-Control': cacheFor(target.query),
  })
}
