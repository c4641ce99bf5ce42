/** Atom feeds (RFC 4287) of changes. */
import { html, raw } from 'hono/html'
import { en } from '../../messages/en.ts'
import type { ChangeEvent } from '../../services/changes.ts'
import type { FeedEntries } from '../../services/feed.ts'
import { incidentTitle, incidentUrl, kindLabel, placeLabel } from '../ui/incident-summary.tsx'
import { atomType } from '../ui/list-url.ts'

interface FeedUrls {
  readonly origin: string
  /** The path of the first page, which identifies the feed. */
  readonly first: string
  /** The path of this page and of the next one. */
  readonly self: string
  readonly next: string | undefined
  /** The path of the list as a page. */
  readonly page: string
  /** The filters as given; empty if there are none. */
  readonly filters: string
}

/** What XML 1.0 cannot contain, even as a reference (section 2.2). */
const invalidCharacters = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

const valid = (text: string): string => text.replace(invalidCharacters, '\ufffd')

/** Returns the text of an entry: what changed and why, then the record. */
const textOf = ({ kind, reason, changed, incident }: ChangeEvent): string =>
  [
    en.feed.change(en.feed.kinds[kind], reason),
    changed.length > 0 && en.feed.fields(changed),
    incident && `${incident.date}, ${placeLabel(incident, en)}, ${kindLabel(incident, en)}`,
    incident?.summary,
  ]
    .filter(Boolean)
    .join('\n')

/** Returns an entry. Its id is that of the record, so a reader replaces the earlier entry. */
const entryOf = (event: ChangeEvent, origin: string) => {
  const { id, at, kind, incident, into } = event
  const title = incident ? incidentTitle(incident, en) : en.feed.withoutRecord(en.feed.kinds[kind], id)
  return html`<entry>
<id>urn:uuid:${id}</id>
<title>${valid(title)}</title>
<updated>${at}</updated>
<link rel="alternate" type="text/html" href="${origin + incidentUrl(id)}"/>
${into === undefined ? '' : html`<link rel="related" type="text/html" href="${origin + incidentUrl(into)}"/>\n`}<category term="${kind}" label="${en.feed.kinds[kind]}"/>
<content>${valid(textOf(event))}</content>
</entry>
`
}

/** Returns the document of a page of a feed. */
export const writeAtom = (
  { entries, updated }: FeedEntries,
  { origin, first, self, next, page, filters }: FeedUrls,
): string =>
  html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${origin + first}</id>
<title>${valid(en.feed.title(filters))}</title>
<updated>${updated}</updated>
<author><name>${en.layout.site}</name></author>
<link rel="self" type="${atomType}" href="${origin + self}"/>
<link rel="alternate" type="text/html" href="${origin + page}"/>
${next === undefined ? '' : html`<link rel="next" type="${atomType}" href="${origin + next}"/>\n`}${entries.map((each) => entryOf(each, origin))}</feed>
`.toString()
