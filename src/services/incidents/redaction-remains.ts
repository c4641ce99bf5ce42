/** Finding erased texts outside of the record. */

import type { Messages } from '../../messages/messages.ts'
import { createUrlRedactor, wordMatcherOf } from '../../record/redaction.ts'
import * as audit from '../../store/audit.ts'
import * as redactions from '../../store/redactions.ts'
import type { Redaction } from './redact-version.ts'

/** A place that contains an erased word. The text itself is not repeated. */
export interface Elsewhere {
  readonly at: string
  readonly say: (messages: Messages) => string
}

/** The URLs of downloads. */
export interface Addresses {
  /** The URLs that contain an erased text, rewritten. */
  readonly rewritten: readonly audit.DownloadAddress[]
  /** The number of other URLs that contain an erased word. */
  readonly others: number
}

/** The number of URLs read at a time. */
const pageSize = 1000

/** Returns the URLs of downloads that contain an erased text. */
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

/** Returns the descriptions of datasets, names of tokens and URLs of the audit that contain an erased word. */
export const listElsewhere = async (
  db: D1Database,
  { erase }: Pick<Redaction, 'erase'>,
  { others }: Addresses,
): Promise<Elsewhere[]> => {
  const hasWord = wordMatcherOf(erase)
  const texts = (await redactions.listOutsideTexts(db)).filter(({ text }) => hasWord(text))
  const audited = {
    at: '/commits.json',
    say: (m: Messages) => m.redactionRemains.addresses(others),
  }
  return [
    ...texts.map(({ kind, at }) => ({ at, say: (m: Messages) => m.redactionRemains[kind] })),
    ...(others > 0 ? [audited] : []),
  ]
}
