/** Which field a column fills by the meanings of its name. */

import type { Meaning } from './lexicon.ts'
import type { ColumnName } from './read-name.ts'

/** What the cells of a field look like. */
export type ValueKind =
  | 'id'
  | 'date'
  | 'country'
  | 'latitude'
  | 'longitude'
  | 'count'
  | 'code'
  | 'url'
  | 'text'

export interface NameRule {
  readonly to: string
  readonly kind: ValueKind
  /** Meanings that the name must have; of those joined by `|`, one. */
  readonly needs: readonly string[]
  /** Meanings that the name may have too. */
  readonly allows?: readonly Meaning[]
  readonly ordinals?: readonly string[]
  /** Fields of the same entry that the rule sets. */
  readonly with?: Readonly<Record<string, string>>
  /** The confidence of the name alone; 0.9 if absent. */
  readonly score?: number
}

const happening = ['event', 'attack'] as const satisfies Meaning[]
const persons = ['number', 'people', 'best'] as const satisfies Meaning[]

/** Returns the rules of an estimate: its best, lowest and highest number. */
const estimateRules = (to: string, meaning: Meaning): NameRule[] => [
  { to: `${to}.low`, kind: 'count', needs: [meaning, 'low'], allows: [...persons, 'limit'] },
  { to: `${to}.high`, kind: 'count', needs: [meaning, 'high'], allows: [...persons, 'limit'] },
  { to: `${to}.best`, kind: 'count', needs: [meaning], allows: persons },
]

const sideRule = (ordinal: string, role: string): NameRule => ({
  to: 'actors.*.name',
  kind: 'text',
  needs: ['actor|side'],
  allows: ['name'],
  ordinals: [ordinal],
  with: { 'actors.*.role': role },
})

/** Earlier rules go before later ones that fit as well. */
export const nameRules: readonly NameRule[] = [
  { to: 'sources.0.published', kind: 'date', needs: ['date', 'source|publisher|news'], allows: ['title'] },
  { to: 'date', kind: 'date', needs: ['date'], allows: ['start', 'time', ...happening] },
  { to: 'date', kind: 'date', needs: ['time|day', 'start|event|attack'], score: 0.85 },
  { to: 'location.country', kind: 'country', needs: ['country'], allows: ['name', 'event'] },
  {
    to: 'location.country',
    kind: 'country',
    needs: ['iso|code', 'country'],
    allows: ['iso', 'code'],
    score: 0.85,
  },
  { to: 'location.country', kind: 'country', needs: ['iso'], allows: ['code'], score: 0.8 },
  { to: 'location.admin1', kind: 'text', needs: ['admin1'], allows: ['name', 'admin'] },
  { to: 'location.admin2', kind: 'text', needs: ['admin2'], allows: ['name', 'admin'] },
  { to: 'location.admin3', kind: 'text', needs: ['admin3'], allows: ['name', 'admin'] },
  ...['1', '2', '3'].map(
    (ordinal): NameRule => ({
      to: `location.admin${ordinal}`,
      kind: 'text',
      needs: ['admin'],
      allows: ['name'],
      ordinals: [ordinal],
    }),
  ),
  { to: 'launched_from.place', kind: 'text', needs: ['launch', 'place'], allows: ['name'] },
  { to: 'location.place', kind: 'text', needs: ['place'], allows: ['name', ...happening] },
  {
    to: 'location.latitude',
    kind: 'latitude',
    needs: ['lat'],
    allows: ['place', 'geo', 'line', ...happening],
  },
  {
    to: 'location.longitude',
    kind: 'longitude',
    needs: ['lon'],
    allows: ['place', 'geo', 'line', ...happening],
  },
  { to: 'location.precision', kind: 'code', needs: ['precision', 'place|geo'] },
  { to: 'event_subtype', kind: 'code', needs: ['subtype'], allows: happening },
  { to: 'event_subtype', kind: 'code', needs: ['sub', 'type|event|attack'], allows: ['type', ...happening] },
  { to: 'event_type', kind: 'code', needs: ['event|attack', 'type'] },
  { to: 'conflict_type', kind: 'code', needs: ['violence|conflict', 'type'] },
  { to: 'targets.*.type', kind: 'code', needs: ['target', 'type'] },
  { to: 'weapons.*.type', kind: 'code', needs: ['weapon'], allows: ['type', 'name'] },
  { to: 'event_type', kind: 'code', needs: ['type'], score: 0.75 },
  { to: 'weapons.*.model', kind: 'text', needs: ['model'], allows: ['weapon', 'name'] },
  { to: 'weapons.0.fired', kind: 'count', needs: ['launched'], allows: ['number', 'weapon'] },
  { to: 'weapons.0.intercepted', kind: 'count', needs: ['intercepted'], allows: ['number', 'weapon'] },
  {
    to: 'casualties.groups.*.deaths.best',
    kind: 'count',
    needs: ['death', 'civilian'],
    allows: persons,
    with: { 'casualties.groups.*.group': 'civilians' },
  },
  ...estimateRules('casualties.deaths', 'death'),
  ...estimateRules('casualties.injuries', 'injury'),
  sideRule('a', 'side_a'),
  sideRule('b', 'side_b'),
  sideRule('1', 'side_a'),
  sideRule('2', 'side_b'),
  {
    to: 'actors.*.name',
    kind: 'text',
    needs: ['attacker'],
    allows: ['name', 'actor', ...happening],
    with: { 'actors.*.role': 'perpetrator' },
  },
  { to: 'actors.*.name', kind: 'text', needs: ['actor'], allows: ['name'] },
  { to: 'targets.*.name', kind: 'text', needs: ['target'], allows: ['name'], ordinals: ['1', '2', '3'] },
  { to: 'targets.*.name', kind: 'text', needs: ['target'], allows: ['name'] },
  { to: 'sources.0.title', kind: 'text', needs: ['title', 'source|news'], allows: ['source', 'news'] },
  { to: 'sources.0.title', kind: 'text', needs: ['citation'], allows: ['source'], ordinals: ['1'] },
  { to: 'sources.0.title', kind: 'text', needs: ['citation'], allows: ['source'] },
  { to: 'sources.0.url', kind: 'url', needs: ['url'], allows: ['source', 'news', 'video'] },
  {
    to: 'sources.0.publisher',
    kind: 'text',
    needs: ['source|publisher'],
    allows: ['name', 'source', 'publisher'],
  },
  { to: 'title', kind: 'text', needs: ['title'], allows: happening },
  { to: 'summary', kind: 'text', needs: ['summary'], allows: happening },
  { to: 'reference', kind: 'id', needs: ['id'], allows: ['code', 'number', ...happening] },
  { to: 'reference', kind: 'id', needs: ['number|code', 'event|attack'] },
]

const defaultScore = 0.9
/** The confidence that is lost with each word that is not known: a qualifier changes what a count or date means. */
const unknownWordCost: Readonly<Record<ValueKind, number>> = {
  id: 0.2,
  date: 0.3,
  country: 0.2,
  latitude: 0.1,
  longitude: 0.1,
  count: 0.5,
  code: 0.2,
  url: 0.2,
  text: 0.2,
}

/** Returns the confidence of a rule by the name alone, from 0 to 1. */
const scoreRule = (rule: NameRule, { meanings, ordinal, unknownWords }: ColumnName): number => {
  const groups = rule.needs.map((need) => need.split('|') as Meaning[])
  if (!groups.every((group) => group.some((meaning) => meanings.has(meaning)))) return 0
  if (rule.ordinals ? !rule.ordinals.includes(ordinal ?? '') : ordinal !== undefined) return 0
  const allowed = new Set<Meaning>([...groups.flat(), ...(rule.allows ?? [])])
  if ([...meanings].some((meaning) => !allowed.has(meaning))) return 0
  return Math.max(0, (rule.score ?? defaultScore) - unknownWords.length * unknownWordCost[rule.kind])
}

/** A field that a column may fill. */
export interface NameCandidate {
  readonly rule: NameRule
  readonly score: number
}

/** Returns the fields that a name allows, the likeliest first. */
export const findCandidates = (name: ColumnName): NameCandidate[] =>
  nameRules
    .map((rule) => ({ rule, score: scoreRule(rule, name) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
