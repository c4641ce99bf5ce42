/** The digests of every commit, as somebody may have noted them. */
import { env } from 'cloudflare:workers'
import { emptyChain, nextHead } from '../../../../src/record/chain.ts'
import type { NamedHead } from '../../../../src/services/chain.ts'
import { listCommits } from '../../../../src/store/chain.ts'

export const noteDigests = async (): Promise<{ full: NamedHead[]; public: NamedHead[] }> => {
  const noted = { full: [] as NamedHead[], public: [] as NamedHead[] }
  let head = emptyChain
  for (const commit of await listCommits(env.DB, { after: 0, limit: 10_000 })) {
    head = nextHead(head, commit)
    noted.full.push({ commit: head.seq, digest: head.digest })
    if (head.publicSeq === head.seq) noted.public.push({ commit: head.seq, digest: head.publicDigest })
  }
  return noted
}
