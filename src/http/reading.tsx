/** Routes by which records go out: files, pages, one record. */
import { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { may } from '../auth/permissions.ts'
import { type FormatName, formatNames, formats } from '../export/formats.ts'
import { fileStream } from '../export/stream.ts'
import { parameterNames, readQuery } from '../ingest/query.ts'
import { List } from '../pages/list.tsx'
import { RecordPage } from '../pages/record.tsx'
import { problems } from '../problems.ts'
import { pages } from '../workflow/export.ts'
import { find, list, neighbours } from '../workflow/read.ts'
import { type Selection, select } from '../workflow/select.ts'
import { etagOf, fromRow } from '../workflow/version.ts'
import { type AppContext, type AppEnv, addressOf, prefersPage } from './context.ts'
import { isCurrent, listTag, pinned } from './headers.ts'

const perScreen = 50

const searchOf = (c: AppContext): URLSearchParams => new URL(c.req.url).searchParams

const nextAddress = (address: string, { next, snapshot }: Selection): string | undefined => {
  if (next === undefined) return undefined
  const url = new URL(pinned(address, snapshot.seq), 'http://next.invalid')
  url.searchParams.set('cursor', String(next))
  return url.pathname + url.search
}

const asFile = async (c: AppContext, name: FormatName, path: string) => {
  const { db } = c.get('deps')
  const format = formats[name]
  const { search } = new URL(c.req.url)
  const selection = await select(db, c.get('actor'), readQuery(searchOf(c)))
  const { seq } = selection.snapshot
  const location = pinned(path + search, seq)
  const next = nextAddress(path + search, selection)
  const etag = await listTag(location, c.get('actor'))
  const headers = {
    'Sitrep-Commit': String(seq),
    'Content-Location': location,
    ETag: etag,
    ...(next === undefined ? {} : { Link: `<${next}>; rel="next"` }),
  }
  if (isCurrent(c, etag)) return c.body(null, 304, headers)
  const facts = { commit: seq, rows: selection.rows }
  return c.body(fileStream(format, facts, pages(db, selection, format)), 200, {
    ...headers,
    'Sitrep-Rows': String(selection.rows),
    'Content-Type': format.type,
    'Content-Disposition': `attachment; filename="incidents-${seq}.${name}"`,
  })
}

const asList = async (c: AppContext) => {
  const { db } = c.get('deps')
  const search = searchOf(c)
  const query = readQuery(search)
  const selection = await select(db, c.get('actor'), { ...query, limit: query.limit ?? perScreen })
  const { limit: _, cursor: __, ...unpaged } = query
  const total = await select(db, c.get('actor'), unpaged)
  const next = nextAddress(addressOf(c), selection)
  const params = [...search].filter(([name]) => name !== 'cursor')
  const first = query.cursor === undefined ? undefined : `/incidents?${new URLSearchParams(params)}`
  const props = {
    total: total.rows,
    commit: selection.snapshot.seq,
    params,
    filters: parameterNames,
    formats: choices,
  }
  return c.html(
    <List
      {...props}
      rows={await list(db, selection)}
      {...(next === undefined ? {} : { next })}
      {...(first === undefined ? {} : { first })}
    />,
  )
}

const choices = formatNames.map((name) => ({ name, label: formats[name].label }))

const mediaTypeOf = (name: FormatName): string => formats[name].type.split(';')[0] ?? ''

/** A page, or a file where the Accept header asks for one. */
const negotiate = (c: AppContext) => {
  const type = accepts(c, {
    header: 'Accept',
    supports: ['text/html', ...formatNames.map(mediaTypeOf)],
    default: 'text/html',
  })
  const name = formatNames.find((each) => mediaTypeOf(each) === type)
  return name === undefined ? asList(c) : asFile(c, name, `/incidents.${name}`)
}

const ofOneRecord = new Set(['commit', 'as_of', 'schema'])

const versionAsked = async (c: AppContext, id: string) => {
  const search = searchOf(c)
  const query = readQuery(search)
  for (const name of search.keys())
    if (!ofOneRecord.has(name))
      throw problems.queryRefused([
        {
          parameter: name,
          rule: 'parameter.unknown',
          detail: `One record takes no ${name}; commit and as_of are taken.`,
        },
      ])
  return find(c.get('deps').db, c.get('actor'), id, query)
}

const asRecord = async (c: AppContext, id: string) => {
  const version = await versionAsked(c, id)
  const etag = etagOf(version)
  const headers = { ETag: etag, 'Sitrep-Commit': String(version.commit) }
  if (isCurrent(c, etag)) return c.body(null, 304, headers)
  return c.json(fromRow(version, may(c.get('actor'), 'seeAll')), 200, headers)
}

const asPage = async (c: AppContext, id: string) => {
  const version = await versionAsked(c, id)
  const actor = c.get('actor')
  const record = fromRow(version, may(actor, 'seeAll'))
  const { linked, backlinks } = await neighbours(c.get('deps').db, actor, record)
  return c.html(<RecordPage record={record} linked={linked} backlinks={backlinks} />)
}

const jsonSuffix = '.json'

const one = (c: AppContext) => {
  const asked = c.req.param('id') ?? ''
  if (asked.endsWith(jsonSuffix)) return asRecord(c, asked.slice(0, -jsonSuffix.length))
  const wantsJson =
    !prefersPage(c) &&
    accepts(c, { header: 'Accept', supports: ['text/html', 'application/json'], default: 'text/html' })
  return wantsJson === 'application/json' ? asRecord(c, asked) : asPage(c, asked)
}

export const reading = new Hono<AppEnv>().get('/incidents', negotiate)
for (const name of formatNames)
  reading.get(`/incidents.${name}`, (c) => asFile(c, name, `/incidents.${name}`))
reading.get('/incidents/:id', one)
