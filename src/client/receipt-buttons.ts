/** Buttons beside what a receipt offers to copy. */
import { button, element } from './elements.ts'
import { messages } from './messages.ts'

const textOf = (source: Element): string =>
  source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement
    ? source.value
    : (source.textContent ?? '')

const share = (text: string): void => {
  const data = /^https?:\S+$/.test(text) ? { url: text } : { text }
  // To close the list of programs is no error.
  navigator.share(data).catch(() => undefined)
}

/** Adds a button to copy each text with `data-copy`, and one to share it where the browser can. */
export const addReceiptButtons = (): void => {
  const { copy, copied, share: shareLabel } = messages.client
  for (const source of document.querySelectorAll('[data-copy]')) {
    const said = element('span', { role: 'status' })
    const copyText = async () => {
      await navigator.clipboard.writeText(textOf(source))
      said.textContent = copied
    }
    const buttons = element('span', { class: 'buttons' })
    if (navigator.clipboard)
      buttons.append(
        button(copy, () => void copyText()),
        ' ',
      )
    if ('share' in navigator)
      buttons.append(
        button(shareLabel, () => share(textOf(source))),
        ' ',
      )
    buttons.append(said)
    source.after(buttons)
  }
}
