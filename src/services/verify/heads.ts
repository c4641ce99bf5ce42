/** Comparing the digests of a chain, computed again, with its checkpoints and with digests that somebody noted. */
import { type ChainedCommit, type ChainHead, emptyChain, nextHead } from '../../record/chain.ts'
import type { NamedHead } from '../chain.ts'

/** The digests that somebody noted earlier, by commit. */
export interface NotedDigests {
  readonly full?: readonly NamedHead[]
  readonly public?: readonly NamedHead[]
  /** Those of which it is not known which chain they are of. */
  readonly either?: readonly NamedHead[]
}

/** The most heads that are computed side by side. */
const maxHeads = 8

const byCommit = (heads: readonly NamedHead[] = []): Map<number, string> =>
  new Map(heads.map(({ commit, digest }) => [commit, digest]))

/**
 * The head of the full and the public chain at each commit. After a digest that differs, all later ones would; so the
 * chains are computed from that digest too, and each further digest that follows from none of the earlier ones is a break
 * of its own.
 */
export class ChainHeads {
  readonly #checkpoints: Map<number, ChainHead>
  readonly #noted: NotedDigests
  readonly #full: ReadonlyMap<number, string>
  readonly #public: ReadonlyMap<number, string>
  readonly #either: ReadonlyMap<number, string>
  /** The head that the commits make, then those that follow from digests that differed. */
  #heads: readonly ChainHead[] = [emptyChain]

  constructor(checkpoints: readonly ChainHead[], noted: NotedDigests) {
    this.#checkpoints = new Map(checkpoints.map((each) => [each.seq, each]))
    this.#noted = noted
    this.#full = byCommit(noted.full)
    this.#public = byCommit(noted.public)
    this.#either = byCommit(noted.either)
  }

  /** The head that the commits make. */
  get computed(): ChainHead {
    return this.#heads[0] ?? emptyChain
  }

  #accept(stated: ChainHead): void {
    this.#heads = [this.computed, stated, ...this.#heads.slice(1)].slice(0, maxHeads)
  }

  /** Goes on to a commit. Returns what is wrong with the digests stated for it. */
  advance(commit: ChainedCommit): string[] {
    const { seq } = commit
    if (seq > 0) this.#heads = this.#heads.map((head) => nextHead(head, commit))
    const faults: string[] = []
    const checkpoint = this.#checkpoints.get(seq)
    this.#checkpoints.delete(seq)
    if (checkpoint && !this.#heads.some((head) => JSON.stringify(head) === JSON.stringify(checkpoint))) {
      faults.push('The chain differs from its checkpoint.')
      this.#accept(checkpoint)
    }
    const [full, visible, either] = [this.#full.get(seq), this.#public.get(seq), this.#either.get(seq)]
    const isNoted = this.#heads.some(
      ({ digest, publicDigest }) =>
        (full ?? digest) === digest &&
        (visible ?? publicDigest) === publicDigest &&
        [digest, publicDigest].includes(either ?? digest),
    )
    if (isNoted) return faults
    const { digest, publicDigest } = this.computed
    this.#accept({ ...this.computed, digest: full ?? digest, publicDigest: visible ?? publicDigest })
    return [...faults, 'The chain differs from the digest that was noted.']
  }

  /** Returns the commits, after the last one, of which there are digests. */
  listMissing(): number[] {
    const { full = [], public: visible = [], either = [] } = this.#noted
    const noted = [...full, ...visible, ...either].map(({ commit }) => commit)
    return [...this.#checkpoints.keys(), ...noted.filter((commit) => commit > this.computed.seq)]
  }
}
