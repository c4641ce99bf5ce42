/** Every text that the schema declares for people, in English: what another language translates. */
import { rulesBeyondJsonSchema } from '../../../schemas/beyond-json-schema.ts'
import { countries } from '../../../schemas/countries.ts'
import { crosswalkRules } from '../../../schemas/crosswalk/loss-rules.ts'
import { disputedAreas } from '../../../schemas/disputed-areas.ts'
import {
  countParameters,
  equalityFilters,
  facets,
  otherParameters,
  sorts,
  weaponGroups,
} from '../../../schemas/query.ts'
import { rules } from '../../../schemas/rules.ts'
import type { Vocabulary } from '../../../schemas/vocabularies.ts'
import { fieldEntries, vocabularyNames } from '../../../src/record/codebook/fields.ts'
import { flatColumns } from '../../../src/record/flat-columns.ts'
import { singular } from '../../../src/record/paths.ts'

const described = (values: object): readonly object[] => Object.values(values)

/** The values under these names, of each object that has them. */
const textsOf = (objects: readonly object[], ...names: readonly string[]): unknown[] =>
  objects.flatMap((object) => names.map((name) => (object as Record<string, unknown>)[name]))

const isCountries = (vocabulary: Vocabulary): boolean => 'IQ' in vocabulary

/** Returns the texts by what they belong to; names of countries are not among them. */
export const schemaTextGroups = (): Readonly<Record<string, readonly string[]>> => {
  const fields = fieldEntries.map(({ field }) => field.metadata)
  const entries = fieldEntries
    .filter(({ field: { shape } }) => shape.kind === 'list')
    .map(({ field }) => singular(field.metadata.title))
  const vocabularies = [...vocabularyNames.keys()].filter((each) => !isCountries(each))
  const groups: Readonly<Record<string, readonly unknown[]>> = {
    fields: textsOf(fields, 'title', 'help', 'unit'),
    entries,
    columns: textsOf(flatColumns, 'title', 'help', 'unit'),
    codes: vocabularies.flatMap((each) => textsOf(described(each), 'label', 'definition')),
    rules: textsOf(described(rules), 'description'),
    reasons: Object.values(rulesBeyondJsonSchema),
    crosswalk: textsOf(described(crosswalkRules), 'description'),
    parameters: [equalityFilters, facets, otherParameters, countParameters].flatMap((each) =>
      textsOf(described(each), 'title', 'help'),
    ),
    groups: textsOf(described(weaponGroups), 'label'),
    sorts: Object.values(sorts),
    // The symbols of documents, such as S/RES/497, are the same in every language.
    areas: textsOf(disputedAreas, 'name', 'source').filter((text) => !/^[AS]\//.test(String(text))),
  }
  const seen = new Set<unknown>([undefined, '', ...Object.values(countries)])
  return Object.fromEntries(
    Object.entries(groups).map(([name, texts]) => [
      name,
      texts.filter((text): text is string => typeof text === 'string' && !seen.has(text) && !!seen.add(text)),
    ]),
  )
}

/** Returns every text once; names of countries are not among them. */
export const schemaTexts = (): string[] => Object.values(schemaTextGroups()).flat()

/** The English name of each country. */
export const countryNames = Object.values(countries)
