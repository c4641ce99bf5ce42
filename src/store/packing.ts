/** Lists of names split to fit into SQL parameters. */
import { Buffer } from 'node:buffer'

/** Names in one dataset: references or targets of links. */
export interface Names {
  readonly dataset: string
  readonly names: readonly string[]
}

/** Names by dataset. */
export type Pack = Readonly<Record<string, readonly string[]>>

/** A parameter can have at most 2,000,000 bytes; this leaves room for the rest of the JSON. */
const maxBytes = 1_900_000
/** The most JSON around a name and around a dataset, in bytes; an id appears a second time with its key. */
const aroundName = 60
const aroundDataset = 10

const asObject = (pack: ReadonlyMap<string, ReadonlySet<string>>): Pack =>
  Object.fromEntries([...pack].map(([dataset, names]) => [dataset, [...names]]))

/** Yields the names in packs that each fit into a parameter as JSON. A pack contains each name of a dataset once. */
export function* packed(all: Iterable<Names>): Generator<Pack> {
  let pack = new Map<string, Set<string>>()
  let bytes = 0
  for (const { dataset, names } of all)
    for (const name of names) {
      if (pack.get(dataset)?.has(name)) continue
      const around = pack.has(dataset) ? aroundName : aroundName + dataset.length + aroundDataset
      const more = Buffer.byteLength(JSON.stringify(name)) + around
      if (bytes + more > maxBytes) {
        yield asObject(pack)
        pack = new Map()
        bytes = 0
      }
      bytes += more
      pack.set(dataset, (pack.get(dataset) ?? new Set()).add(name))
    }
  if (pack.size > 0) yield asObject(pack)
}
