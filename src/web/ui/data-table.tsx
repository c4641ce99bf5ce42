/** Tables whose columns are data: a heading and its cells cannot disagree. */
import type { Child } from 'hono/jsx'
import { ScrollArea } from './section.tsx'
import { Unstated } from './text.tsx'

/** The link of a heading that sorts by its column. */
export interface SortLink {
  readonly href: string
  /** The present order, if it is that of the column. */
  readonly order?: 'ascending' | 'descending' | undefined
}

export interface Column<Row> {
  readonly title: string
  readonly sort?: SortLink | undefined
  /** The class of its cells, and of its heading if it is `number`. */
  readonly class?: string | undefined
  readonly dir?: 'auto'
  /** Whether its cells are the headings of their rows. */
  readonly isRowHeading?: boolean
  /** Whether its cells have no title on narrow screens, where each row is a card. */
  readonly isUntitled?: boolean
  /** Renders a cell; undefined or null appears as not stated. */
  readonly cell: (row: Row, index: number) => Child
}

export interface DataTableProps<Row> {
  readonly label: string
  /** A table of the class `incidents` shows its rows as cards on a narrow screen. */
  readonly class?: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowId?: (row: Row) => string
}

const Heading = ({ title, class: className, sort }: Pick<Column<never>, 'title' | 'class' | 'sort'>) =>
  title === '' ? (
    <td />
  ) : (
    <th scope="col" class={className === 'number' ? className : undefined} aria-sort={sort?.order}>
      {sort ? (
        <a href={sort.href} class="sort">
          {title}
        </a>
      ) : (
        title
      )}
    </th>
  )

interface CellProps {
  readonly column: Omit<Column<never>, 'cell'>
  readonly isCard: boolean
  readonly content: Child
}

const Cell = ({ column, isCard, content }: CellProps) => {
  const { title, class: className, dir, isRowHeading, isUntitled } = column
  const children = content ?? <Unstated />
  return isRowHeading ? (
    <th scope="row" class={className}>
      {children}
    </th>
  ) : (
    <td class={className} dir={dir} data-title={isCard && !isUntitled ? title : undefined}>
      {children}
    </td>
  )
}

/** Renders a table that scrolls if it is wide. */
export const DataTable = <Row,>({ label, class: className, columns, rows, rowId }: DataTableProps<Row>) => (
  <ScrollArea label={label}>
    <table class={className}>
      <thead>
        <tr>
          {columns.map((column) => (
            <Heading title={column.title} class={column.class} sort={column.sort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr id={rowId?.(row)}>
            {columns.map((column) => (
              <Cell
                column={column}
                isCard={className?.startsWith('incidents') ?? false}
                content={column.cell(row, index)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollArea>
)
