/** The script of the pages of imports. */
import { attachSending } from './import/send.ts'
import { attachPreview } from './import/show-preview.ts'
import { messages } from './messages.ts'

const { client: texts } = messages.importPages
const megabyte = 1_000_000

for (const input of document.querySelectorAll<HTMLInputElement>('form.import input[type=file]'))
  attachPreview(input)

for (const form of document.querySelectorAll<HTMLFormElement>('form.import[data-rows]')) {
  const command = `node import.mjs FILE --to ${location.origin} --dataset NAME`
  attachSending(form, ({ size }) => {
    // The form has a field named dataset, which hides the property.
    const maxMegabytes = Number(form.getAttribute('data-max-megabytes'))
    return size > maxMegabytes * megabyte ? texts.tooLarge(maxMegabytes, command) : undefined
  })
}
