/** Says which drafts there are, with what one can do about them. */
import { button, element } from '../elements.ts'
import { messages } from '../messages.ts'
import type { Draft } from './draft.ts'

const today = (at: number): boolean => new Date(at).toDateString() === new Date().toDateString()

/** Returns a time (ms) as the language of the page writes it; with its day unless that is today. */
export const formatTime = (at: number): string =>
  new Intl.DateTimeFormat(`${document.documentElement.lang}-u-ca-gregory-nu-latn`, {
    ...(today(at) ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(at)

interface DraftNotice {
  readonly text: (time: string) => string
  readonly show?: () => void
  readonly discard?: () => void
}

const line = ({ savedAt }: Draft, { text, show, discard }: DraftNotice): HTMLElement =>
  element(
    'p',
    {},
    text(formatTime(savedAt)),
    ...(show ? [' ', button(messages.client.show, show)] : []),
    ...(discard ? [' ', button(messages.client.discard, discard)] : []),
  )

/** Shows a notice about each draft under the heading of the page, in place of earlier ones. */
export const showDraftNotices = (notices: readonly (readonly [Draft, DraftNotice])[]): void => {
  document.getElementById('drafts')?.remove()
  if (notices.length === 0) return
  const lines = notices.map(([draft, notice]) => line(draft, notice))
  const box = element('div', { class: 'notice drafts', id: 'drafts', role: 'status' }, ...lines)
  document.querySelector('main h1')?.after(box)
}
