/** The script of the pages of imports. */
import { attachSending } from './import/send.ts'
import { attachPreview } from './import/show-preview.ts'

for (const input of document.querySelectorAll<HTMLInputElement>('form.import input[type=file]'))
  attachPreview(input)

for (const form of document.querySelectorAll<HTMLFormElement>('form.import[data-rows]')) attachSending(form)
