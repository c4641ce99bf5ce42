/** Where texts that are erased from a record are beside it. */
import { en } from '../../messages/en.ts'
import { createUrlRedactor, wordMatcherOf } from '../../record/redaction.ts'
import * as audit from '../../store/audit.ts'
import * as redactions from '../../store/redactions.ts'
import type { Redaction } from './redact-version.ts'

/** A place with a word of what was erased; the text itself is not repeated. */
export interface Elsewhere {
  readonly at: string
  readonly detail: string
}

/** The addresses of files that people took. */
export interface Addresses {
  /** Those that hold what is erased, as they are to be. */
  readonly rewritten: readonly audit.DownloadAddress[]
  /** How many others hold a word of it. */
  readonly others: number
}

/** How many addresses are read at a time. */
const pageSize = 1000

/** The addresses of all files that people took which hold what is erased. */
export const findAddresses = async (
  db: D1Database,
  { erase }: Pick<Redaction, 'erase'>,
): Promise<Addresses> => {
  const rewritten: audit.DownloadAddress[] = []
  let others = 0
  const [rewrite, hasWord] = [createUrlRedactor(erase), wordMatcherOf(erase)]
  for (
    let at: audit.AuditCursor | undefined = erase.length > 0 ? { commit: -1, ordinal: 0 } : undefined;
    at;
  ) {
    const page: audit.DownloadAddress[] = await audit.listAddressesAfter(db, at, pageSize)
    for (const each of page) {
      const address = rewrite(each.address)
      if (address !== each.address) rewritten.push({ ...each, address })
      if ([...new URL(address, 'http://sitrep.invalid').searchParams.values()].some(hasWord)) others++
    }
    at = page.length < pageSize ? undefined : page.at(-1)
  }
  return { rewritten, others }
}

/** Descriptions of datasets, names of tokens and addresses of the audit that have a word of what was erased. */
export const listElsewhere = async (
  db: D1Database,
  { erase }: Pick<Redaction, 'erase'>,
  { others }: Addresses,
): Promise<Elsewhere[]> => {
  const hasWord = wordMatcherOf(erase)
  const texts = (await redactions.listOutsideTexts(db)).filter(({ text }) => hasWord(text))
  const audited = {
    at: '/commits.json',
    detail: en.redactionRemains.addresses(others),
  }
  return [
    ...texts.map(({ kind, at }) => ({ at, detail: en.redactionRemains[kind] })),
    ...(others > 0 ? [audited] : []),
  ]
}
