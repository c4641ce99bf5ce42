/** What this device remembers beside drafts: the last country, and the receipts of reports that were filed here. */
import { attempt, forgetStored, prefix } from '../draft/store.ts'

const countryName = `${prefix}country`
const receiptsName = `${prefix}receipts`

/** The receipt of a report that was filed on this device. */
export interface FiledReport {
  readonly url: string
  /** When it was filed, in milliseconds since 1970 UTC. */
  readonly at: number
  /** The date and the place, as they were typed. */
  readonly words: string
}

const maxReceipts = 100

const isFiledReport = (value: unknown): value is FiledReport => {
  const { url, at, words } = (value ?? {}) as Partial<FiledReport>
  const isReceipt = typeof url === 'string' && url.startsWith(`${location.origin}/receipts/`)
  return isReceipt && typeof at === 'number' && Math.abs(at) < 8.64e15 && typeof words === 'string'
}

const read = <T>(name: string): T | undefined =>
  attempt(() => JSON.parse(localStorage.getItem(name) ?? 'null') as T) ?? undefined

const write = (name: string, value: unknown): void => {
  attempt(() => localStorage.setItem(name, JSON.stringify(value)))
}

/** Returns the country of the last report; undefined if there is none. */
export const lastCountry = (): string | undefined => {
  const country = read<unknown>(countryName)
  return typeof country === 'string' ? country : undefined
}

/** Remembers the country of a report. */
export const rememberCountry = (code: string): void => {
  if (code !== '') write(countryName, code)
}

/** Returns the reports that were filed on this device, the newest first. */
export const listFiled = (): readonly FiledReport[] => {
  const reports = read<unknown>(receiptsName)
  return Array.isArray(reports) ? reports.filter(isFiledReport) : []
}

/** Remembers the receipt of a report. */
export const rememberFiled = (report: FiledReport): void => {
  const others = listFiled().filter(({ url }) => url !== report.url)
  write(receiptsName, [report, ...others].slice(0, maxReceipts))
}

/** Forgets all that pages of this site have kept on the device, and the cookies that a script may delete. */
export const forgetAll = async (): Promise<void> => {
  await forgetStored()
  for (const pair of document.cookie.split('; ')) {
    const [name] = pair.split('=')
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that people use.
    if (name) document.cookie = `${name}=; Max-Age=0; Path=/`
  }
}
