/** The part of the page about this device: leaving at once, receipts that were filed here, and forgetting all. */
import { maxDraftDays } from '../draft/draft.ts'
import { formatTime } from '../draft/notices.ts'
import { button, element } from '../elements.ts'
import { messages } from '../messages.ts'
import { forgetAll, listFiled } from './device.ts'
import { announceForgotten, endVisit } from './visit.ts'

const receiptList = (): HTMLElement[] => {
  const { filed, receipt } = messages.client
  const items = listFiled().map(({ url, at, words }) =>
    element('li', {}, element('a', { href: url }, receipt(formatTime(at), words))),
  )
  return items.length === 0 ? [] : [element('h3', {}, filed), element('ul', {}, ...items)]
}

interface PanelActions {
  readonly leave: () => void
  /** Called before all is forgotten. */
  readonly forget: () => Promise<void>
}

/** Adds the part at the end of the page, and the button to leave at its top. */
export const addDevicePanel = ({ leave, forget }: PanelActions): void => {
  const main = document.querySelector('main > .narrow') ?? document.querySelector('main')
  if (!main || document.getElementById('device')) return
  const { device, deviceHelp, exit, exitHelp, forget: forgetLabel } = messages.client
  const forgetNow = async () => {
    await forget()
    await forgetAll()
    announceForgotten()
    endVisit()
    location.replace('/submit')
  }
  main.prepend(button(exit, leave, 'exit'))
  main.append(
    element(
      'section',
      { id: 'device', 'aria-labelledby': 'device-title' },
      element('h2', { id: 'device-title' }, device),
      element('p', {}, deviceHelp(maxDraftDays)),
      element('p', {}, exitHelp),
      ...receiptList(),
      button(forgetLabel, () => void forgetNow()),
    ),
  )
}
