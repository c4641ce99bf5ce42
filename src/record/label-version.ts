/** The version of labels in a language: pinned files with them stay the same as long as the translations do. */
import { catalogues, defaultLanguage, type Language, languages } from '../messages/messages.ts'
import { once } from '../text/memoize.ts'
import { vocabularyNames } from './codebook/fields.ts'
import { digest, schemaVersion } from './schema-version.ts'

const digestLabels = ({ translate }: (typeof catalogues)[Language]): string =>
  digest(
    [...vocabularyNames.keys()].flatMap((vocabulary) =>
      Object.values(vocabulary).map(({ label, definition }) => [translate(label), translate(definition)]),
    ),
    8,
  )

const versions = once(
  (): ReadonlyMap<string, string> =>
    new Map(
      languages
        .filter((language) => language !== defaultLanguage)
        .map((language) => [language, `${schemaVersion}.${digestLabels(catalogues[language])}`]),
    ),
)

/** Returns the version of the schema with the labels of a language: two digests of 8 hexadecimal digits; one for English. */
export const schemaVersionIn = (language: string): string => versions().get(language) ?? schemaVersion

/** Returns whether files of this version of the schema can be made. */
export const isCurrentVersion = (version: string): boolean =>
  version === schemaVersion || [...versions().values()].includes(version)
