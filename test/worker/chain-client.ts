/** A reader of the public chain, who computes it again from the feed as docs/following-changes.md defines it. */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { CommitLine, VersionLine } from '../../src/services/chain.ts'
import { nextPageUrl, readPages } from './changes-client.ts'
import { ask } from './client.ts'

export const sha256 = (text: string): string =>
  createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex')

export type ChainLine = VersionLine | CommitLine

export const isCommit = (line: ChainLine): line is CommitLine => 'kind' in line

/** Every line of the chain from an address on. */
export const readChain = async (address = '/chain.ndjson?since=0'): Promise<ChainLine[]> => {
  const lines: ChainLine[] = []
  for (let at: string | undefined = address, pages = 0; at !== undefined; pages++) {
    const answer = await ask(at)
    expect(answer.status, answer.text.slice(0, 300)).toBe(200)
    expect(pages, 'the chain does not end').toBeLessThan(1000)
    for (const line of answer.text.split('\n').filter(Boolean)) lines.push(JSON.parse(line))
    at = nextPageUrl(answer)
  }
  return lines
}

interface Change {
  readonly commit: number
  readonly id: string
  readonly revision: number
  readonly into?: string
  readonly reason: string | null
  /** The text of the record from its warnings on; undefined if it is not public. */
  readonly text: string | undefined
}

const readFeed = async (): Promise<Change[]> =>
  (await readPages('/changes.ndjson?since=0')).flatMap(({ text }) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const { commit, id, revision, into, reason, incident } = JSON.parse(line)
        return {
          ...{ commit, id, revision, into, reason },
          text: incident === null ? undefined : line.slice(line.indexOf('"warnings":'), -1),
        }
      }),
  )

/** What a reader finds: wrong commits, and what cannot be computed again. */
export interface PublicReport {
  readonly wrong: number[]
  readonly gaps: string[]
  readonly head: { readonly commit: number; readonly digest: string }
}

export const verifyPublicChain = async (): Promise<PublicReport> => {
  const [lines, changes] = [await readChain(), await readFeed()]
  const proofs = new Map(
    lines.flatMap((line) => (isCommit(line) ? [] : [[`${line.commit} ${line.id}`, line] as const])),
  )
  const [wrong, gaps] = [[] as number[], [] as string[]]
  let head = { commit: 0, digest: '0'.repeat(64) }
  const digestOf = (commit: number, name: string, proof: VersionLine | undefined, text: string) => {
    if (proof?.gap) gaps.push(`${commit} ${name} ${proof.gap}`)
    return proof?.digest ?? sha256(`${proof?.salt}${text}`)
  }
  for (const line of lines.filter(isCommit)) {
    const own = changes.filter(({ commit }) => commit === line.commit)
    const versions = own.map(({ commit, id, revision, into = '-', text }) =>
      text === undefined
        ? `${id} ${revision} - ${into}`
        : `${id} ${revision} ${digestOf(commit, `${id} ${revision}`, proofs.get(`${commit} ${id}`), text)}`,
    )
    const others: string[] = []
    if (line.dataset_digest) others.push(`dataset ${line.dataset_digest}`)
    if (line.dataset)
      expect(sha256(line.dataset_salt + JSON.stringify(line.dataset))).toBe(line.dataset_digest)
    if (line.reason_digest) gaps.push(`${line.commit} reason`)
    const reason = line.reason_digest ?? (line.reason_salt && sha256(line.reason_salt + line.reason))
    if (reason) others.push(`reason ${reason}`)
    const content = sha256([...versions.sort(), ...others].map((each) => `${each}\n`).join(''))
    const link = sha256(`${head.digest} ${line.commit} ${line.at} ${line.kind} ${line.content ?? '-'}\n`)
    for (const { reason: told } of own) if (line.reason_salt) expect(told).toBe(line.reason)
    if ((line.content !== null && content !== line.content) || link !== line.digest) wrong.push(line.commit)
    head = { commit: line.commit, digest: line.digest }
  }
  return { wrong, gaps, head }
}
