/** The codebook's list of places that are not judged by the borders of today's map. */
import { type FormerBorder, formerBorders } from '../../../../schemas/borders.ts'
import { type CountryCode, countryName } from '../../../../schemas/crosswalk/countries.ts'
import { type DisputedArea, disputedAreas, disputedAreasDate } from '../../../../schemas/disputed-areas.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatDate } from '../../ui/date.tsx'
import { useMessages } from '../../ui/viewer.tsx'

const listCountries = (codes: readonly CountryCode[]): string =>
  codes.map((code) => `${countryName(code)} (${code})`).join(', ')

/** Renders the disputed areas and the former borders. */
export const Borders = () => {
  const messages = useMessages()
  const texts = messages.codebook.borders
  const days = ({ from, until }: DisputedArea): string =>
    texts.days(from && formatDate(from, messages), until && formatDate(until, messages))
  return (
    <>
      <p>{texts.lead(formatDate(disputedAreasDate, messages))}</p>
      <DataTable
        label={texts.areas}
        columns={[
          { title: texts.area, isRowHeading: true, cell: ({ name }) => name },
          { title: texts.countries, cell: ({ codes }) => listCountries(codes) },
          { title: texts.when, cell: days },
          { title: texts.source, cell: ({ source }) => source },
        ]}
        rows={disputedAreas}
      />
      <p>{texts.places}</p>
      <p>{texts.former}</p>
      <DataTable
        label={texts.formerBorders}
        columns={[
          {
            title: texts.ground,
            isRowHeading: true,
            cell: (row: FormerBorder) => listCountries(row.countries),
          },
          { title: texts.also, cell: (row) => listCountries([row.of]) },
          { title: texts.until, cell: (row) => formatDate(row.until, messages) },
        ]}
        rows={formerBorders}
      />
    </>
  )
}
