/** Addresses of the list with its filters, as the visitor gave them. */

import { formatNames, formats, mediaTypeOf } from '../../export/registry.ts'

export type Params = readonly (readonly [string, string])[]

/** What belongs to one page of the list and not to the query. */
const pagingNames: readonly string[] = ['cursor', 'limit']

/** The address of a path with these parameters. */
export const hrefOf = (path: string, params: Params): string => {
  const query = new URLSearchParams(params.map(([name, value]) => [name, value])).toString()
  return query ? `${path}?${query}` : path
}

/** The query without what pages it, and without what was sent empty by a form. */
export const filterParams = (params: Params): Params =>
  params.filter(([name, value]) => value !== '' && !pagingNames.includes(name))

/** The files of a query, in every format. */
export const fileLinks = (params: Params = []) =>
  formatNames.map((name) => ({
    type: mediaTypeOf(name),
    href: hrefOf(`/incidents.${name}`, filterParams(params)),
    title: formats[name].label,
    description: formats[name].description,
  }))

/** What a filter was given: repeated values and values with commas mean the same. */
export const paramValue = (params: Params, name: string): string =>
  params
    .filter(([each, value]) => each === name && value !== '')
    .map(([, value]) => value)
    .join(',')

export const withoutParam = (params: Params, name: string): Params => params.filter(([each]) => each !== name)
