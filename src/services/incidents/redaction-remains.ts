/** Finding erased texts outside of the record. */

import type { Messages } from '../../messages/messages.ts'
import { createUrlRedactor, wordMatcherOf } from '../../record/redaction.ts'
import * as audit from '../../store/audit.ts'
import * as redactions from '../../store/redactions.ts'
import { listTextsAfter, type PlacedText } from '../../store/remarks.ts'
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

/** The number of URLs or remarks read at a time. */
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

/** Returns the ids of records with remarks that contain an erased word. */
const listRemarked = async (db: D1Database, hasWord: (text: string) => boolean): Promise<string[]> => {
  const ids = new Set<string>()
  for (let after: number | undefined = -1; after !== undefined; ) {
    const page: PlacedText[] = await listTextsAfter(db, after, pageSize)
    for (const { incident, text } of page) if (hasWord(text)) ids.add(incident)
    after = page.length < pageSize ? undefined : page.at(-1)?.rowKey
  }
  return [...ids]
}

/**
 * Returns the descriptions of datasets, names of tokens, remarks on records and URLs of the audit that contain an erased
 * word.
 */
export const listElsewhere = async (
  db: D1Database,
  { erase }: Pick<Redaction, 'erase'>,
  { others }: Addresses,
): Promise<Elsewhere[]> => {
  const hasWord = wordMatcherOf(erase)
  const [outside, remarked] = await Promise.all([
    redactions.listOutsideTexts(db),
    erase.length > 0 ? listRemarked(db, hasWord) : [],
  ])
  const texts = outside.filter(({ text }) => hasWord(text))
  const audited = {
    at: '/commits.json',
    say: (m: Messages) => m.redactionRemains.addresses(others),
  }
  return [
    ...texts.map(({ kind, at }) => ({ at, say: (m: Messages) => m.redactionRemains[kind] })),
    ...remarked.map((id) => ({ at: `/incidents/${id}`, say: (m: Messages) => m.redactionRemains.remark })),
    ...(others > 0 ? [audited] : []),
  ]
}
