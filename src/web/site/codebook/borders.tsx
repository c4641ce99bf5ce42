/** The codebook's list of places that are not judged by the borders of today's map. */
import { type FormerBorder, formerBorders } from '../../../../schemas/borders.ts'
import type { CountryCode } from '../../../../schemas/crosswalk/countries.ts'
import { type DisputedArea, disputedAreas, disputedAreasDate } from '../../../../schemas/disputed-areas.ts'
import type { Messages } from '../../../messages/messages.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { formatDate } from '../../ui/date.tsx'
import { countryName } from '../../ui/incident-summary.tsx'
import { useMessages } from '../../ui/viewer.tsx'

const listCountries = (codes: readonly CountryCode[], messages: Messages): string =>
  codes.map((code) => `${countryName(code, messages)} (${code})`).join(messages.common.separator)

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
          { title: texts.area, isRowHeading: true, cell: ({ name }) => messages.translate(name) },
          { title: texts.countries, cell: ({ codes }) => listCountries(codes, messages) },
          { title: texts.when, cell: days },
          { title: texts.source, cell: ({ source }) => <bdi>{messages.translate(source)}</bdi> },
        ]}
        rows={disputedAreas}
      />
      <p>{texts.former}</p>
      <DataTable
        label={texts.formerBorders}
        columns={[
          {
            title: texts.ground,
            isRowHeading: true,
            cell: (row: FormerBorder) => listCountries(row.countries, messages),
          },
          { title: texts.also, cell: (row) => listCountries([row.of], messages) },
          { title: texts.until, cell: (row) => formatDate(row.until, messages) },
        ]}
        rows={formerBorders}
      />
    </>
  )
}
