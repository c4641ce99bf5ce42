/** URLs of the list with the filters that the visitor gave. */

import { tableShapeNames } from '../../../schemas/query.ts'
import type { Format } from '../../export/format.ts'
import { type FormatName, formatNames, formats, mediaTypeOf } from '../../export/registry.ts'
import type { Messages } from '../../messages/messages.ts'

/** The media type of feeds. */
export const atomType = 'application/atom+xml'

export type Params = readonly (readonly [string, string])[]

/** The list as pages lead to it: the latest events first. Without `sort` it is in the order of ids, as files are. */
export const latestList = '/incidents?sort=-date'

/** Parameters of one page of the list, which are not part of the query. */
const pagingNames: readonly string[] = ['cursor', 'limit']

/** Returns a path with these parameters. */
export const hrefOf = (path: string, params: Params): string => {
  const query = new URLSearchParams(params.map(([name, value]) => [name, value])).toString()
  return query ? `${path}?${query}` : path
}

/** Returns the query without paging and without parameters that a form sent empty. */
export const filterParams = (params: Params): Params =>
  params.filter(([name, value]) => value !== '' && !pagingNames.includes(name))

/** Returns the parameters of a list that its counts have, too. */
export const countsParams = (params: Params): Params =>
  filterParams(params).filter(([name]) => !(tableShapeNames as readonly string[]).includes(name))

/** Returns the parameters without those that shape a table in a way that a format does not support. */
const supportedParams = (params: Params, { options }: Format): Params => {
  const unsupported = tableShapeNames.filter((name) => !options.includes(name)) as readonly string[]
  return params.filter(([name]) => !unsupported.includes(name))
}

/** Returns the path and query of the query's file in a format. */
export const fileHref = (name: FormatName, params: Params): string =>
  hrefOf(`/incidents.${name}`, supportedParams(filterParams(params), formats[name]))

/** Returns the media type, URL, title and description of the query's file in each format. */
export const fileLinks = ({ files }: Messages, params: Params = []) =>
  formatNames.map((name) => ({
    type: mediaTypeOf(name),
    href: fileHref(name, params),
    title: formats[name].label,
    description: files[name],
  }))

/** Returns the feed of the query's changes; undefined if the query has unpublished records, which a feed has not. */
export const feedLink = ({ feed }: Messages, params: Params = []) =>
  params.some(([name, value]) => name === 'status' && value !== '' && value !== 'published')
    ? undefined
    : {
        type: atomType,
        href: hrefOf('/incidents.atom', countsParams(params)),
        title: feed.link,
      }

/** Returns the values of a filter with commas; repeating the parameter means the same. */
export const paramValue = (params: Params, name: string): string =>
  params
    .filter(([each, value]) => each === name && value !== '')
    .map(([, value]) => value)
    .join(',')

/** Returns the parameters without those of one name. */
export const withoutParam = (params: Params, name: string): Params => params.filter(([each]) => each !== name)

/** Returns the filters with one value of a name in place of those that it has. */
export const replaceParam = (params: Params, name: string, value: string): Params => [
  ...withoutParam(filterParams(params), name),
  [name, value],
]
