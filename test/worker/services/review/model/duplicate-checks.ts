/** Which records are offered as likely duplicates, and what the desk's part of a page says of two records. */
import { expect } from 'vitest'
import { en } from '../../../../../src/messages/en.ts'
import { browser } from '../../../client.ts'
import { formsOf } from '../../../page-forms.ts'
import { findDistinctMark, isLikelyDuplicate, isMergeable, mergedIds } from './pairs.ts'
import { type Person, type Version, viewOf } from './review-model.ts'
import { inParallel, type Workday } from './workday.ts'

/** No more are offered of one record. */
const most = 5

/** Those that are offered of a record stand and are not told apart from it, and those that must be are among them. */
const checkOffered = ({ model }: Workday, of: Version, offered: readonly string[], who: Person): void => {
  const others = model.current().filter((each) => each.id !== of.id && viewOf(who, each) !== 'none')
  const possible = others.filter((each) => isMergeable(each) && !findDistinctMark(model, of.id, each.id))
  for (const id of offered) expect(possible.map((each) => each.id)).toContain(id)
  expect(new Set(offered).size).toBe(offered.length)
  if (offered.length === most) return
  for (const each of possible) if (isLikelyDuplicate(model, of, each)) expect(offered).toContain(each.id)
}

/** What is said of possible duplicates to who filed a record. */
export const checkPossible = (
  day: Workday,
  who: Person,
  filed: Version,
  offered: readonly { readonly id: string }[],
): void =>
  checkOffered(
    day,
    filed,
    offered.map(({ id }) => id),
    who,
  )

const editorOf = ({ people }: Workday): Person => people[3] as Person

const between = (page: string, start: string, end: string): string =>
  page.split(start)[1]?.split(end)[0] ?? ''

/** What an editor is shown on the page of a record: which others may be the same, which are not, and which are. */
export const checkReviewPanel = async (day: Workday, version: Version): Promise<string[]> => {
  const { model } = day
  if (version.status === 'merged') return []
  const answer = await day.ask('page', editorOf(day), `/incidents/${version.id}`, undefined, {
    headers: browser,
  })
  day.answered(answer, 200)
  const section = between(answer.text, '<section class="duplicates"', '</section>')
  const offered = [...section.matchAll(/href="\/incidents\/([^"/]+)"/g)].map(([, id = '']) => id)
  if (isMergeable(version)) checkOffered(day, version, offered, editorOf(day))
  else expect(offered).toEqual([])
  const told = [
    ...between(answer.text, `<h3>${en.review.distinct}</h3>`, '</ul>').matchAll(
      /href="\/queue\/([^"]+)".*?<bdi>(.*?)<\/bdi>/gs,
    ),
  ].map(([, id, reason]) => `${id} ${reason}`)
  const tellings = model.tellings.filter((each) => each.stands && each.pair.has(version.id))
  const standing = tellings.map(
    ({ pair, reasons }) => `${[...pair].find((id) => id !== version.id)} ${reasons[0]}`,
  )
  expect(told.sort()).toEqual(standing.sort())
  const merged = between(answer.text, `<h3>${en.review.mergedRecords}</h3>`, '</ul>')
  const into = [...merged.matchAll(/href="\/queue\/([^"]+)"/g)].map(([, id]) => id)
  expect(into.sort()).toEqual(mergedIds(model, version.id).sort())
  return offered
}

/** The pairs on the page of duplicates, the newer one first. */
const pairsShown = async (day: Workday): Promise<string[]> => {
  const answer = await day.ask('page', editorOf(day), '/duplicates', undefined, { headers: browser })
  day.answered(answer, 200)
  return formsOf(answer.text).flatMap(({ action, fields }) => {
    const [, id] = /^\/incidents\/([^/]+)\/distinct$/.exec(action) ?? []
    return id ? [`${id} ${fields.other}`] : []
  })
}

/** The page of duplicates has pairs that stand and are not told apart, each once. */
export const checkPairs = async (day: Workday): Promise<string[]> => {
  const { model } = day
  const standing = model.current().filter(isMergeable)
  const pairs = await pairsShown(day)
  expect(new Set(pairs).size).toBe(pairs.length)
  for (const pair of pairs) {
    const [newer = '', older = ''] = pair.split(' ')
    expect(newer > older && findDistinctMark(model, newer, older) === undefined, pair).toBe(true)
    expect(standing.map(({ id }) => id)).toEqual(expect.arrayContaining([newer, older]))
  }
  return pairs
}

/** Whether the dataset of a record distinguishes events: its pairs share their likelihood, by each page in its way. */
const isCollected = ({ said: { dataset, reference } }: Version): boolean =>
  dataset !== 'reports' && reference !== undefined

/**
 * Every record's page and that of all pairs: one of the two pages offers a pair that is there, and a pair that both offer is
 * there. Neither holds of pairs that share their likelihood, which each page shares among its own, or where there are more
 * records than a page offers: the best ones at some time need not be the best ones later.
 */
export const checkDuplicates = async (day: Workday): Promise<void> => {
  const current = day.model.current()
  const offers = new Map(
    await inParallel(current.map(async (each) => [each.id, await checkReviewPanel(day, each)] as const)),
  )
  const pairs = await checkPairs(day)
  const alone = current.filter((each) => isMergeable(each) && !isCollected(each))
  for (const newer of alone)
    for (const older of alone.filter(({ id }) => id < newer.id)) {
      const [ofNewer = [], ofOlder = []] = [offers.get(newer.id), offers.get(older.id)]
      const offered = [ofNewer.includes(older.id), ofOlder.includes(newer.id)]
      const [pair, isCut] = [`${newer.id} ${older.id}`, current.length > most + 1]
      if (pairs.includes(pair) && !isCut) expect(offered, pair).toContain(true)
      if (!offered.includes(false) && !isCut) expect(pairs).toContain(pair)
    }
}
