/** The pages of the list: links to them, and a form that leads to one by its number. */
import type { PageNumber } from '../../services/exports/page-number.ts'
import { useMessages } from '../ui/viewer.tsx'

/** The pages around one. Links without a URL are left out. */
export interface Paging {
  /** Undefined if it is not known. */
  readonly number: PageNumber | undefined
  /** The URL of the first page, unless this is it. */
  readonly first: string | undefined
  readonly next: string | undefined
  /** The pinned URL of the list, without a page. */
  readonly pinned: string
}

const JumpForm = ({ number: { page, pages }, pinned }: { number: PageNumber; pinned: string }) => {
  const { explore } = useMessages()
  return (
    <form action="/incidents" method="get" class="jump">
      {[...new URLSearchParams(pinned.split('?')[1])].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label for="jump">{explore.jump}</label>
      <input
        id="jump"
        class="page-number"
        type="number"
        name="page"
        min={1}
        max={pages}
        value={page}
        required
      />
      <button type="submit">{explore.go}</button>
    </form>
  )
}

/** Renders links to the first, previous, next and last page, and the form; nothing if there is one page. */
export const ListPager = ({ number, first, next, pinned }: Paging) => {
  const { list, explore } = useMessages()
  const { page = 1, pages = 1 } = number ?? {}
  const pageUrl = (wanted: number): string => `${pinned}&page=${wanted}`
  const links = [
    { href: first, text: list.first },
    {
      href: page === 2 ? first : page > 2 ? pageUrl(page - 1) : undefined,
      text: explore.previous,
      rel: 'prev',
    },
    { href: next, text: list.next, rel: 'next' },
    { href: page < pages ? pageUrl(pages) : undefined, text: explore.last },
  ].filter(({ href }) => href !== undefined)
  return links.length === 0 ? null : (
    <nav aria-label={list.pages} class="pages">
      {number && <span>{explore.pageOf(page, pages)}</span>}
      {links.map(({ href, text, rel }) => (
        <a href={href} rel={rel}>
          {text}
        </a>
      ))}
      {number && pages > 2 && <JumpForm number={number} pinned={pinned} />}
    </nav>
  )
}
