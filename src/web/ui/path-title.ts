/** Names of fields by their paths, in the language of a page. */
import type { Messages } from '../../messages/messages.ts'
import { parsePointer, singular, walkPath } from '../../record/paths.ts'

/** Returns the title of a path in words. A step that is no field of the schema stays as it is. */
export const pathTitle = (steps: readonly string[], { translate, form }: Messages): string => {
  const titles: string[] = []
  for (const { step, field, isEntry } of walkPath(steps))
    titles.push(
      isEntry
        ? form.entry(translate(singular(titles.pop() ?? '')), Number(step) + 1)
        : (field?.metadata.title ?? step),
    )
  return titles.map(translate).join(': ')
}

/** Returns the title of the field at a JSON Pointer. */
export const pointerTitle = (pointer: string, messages: Messages): string =>
  pathTitle(parsePointer(pointer), messages)

/** Returns the titles of the fields at these JSON Pointers, each once. */
export const fieldTitles = (pointers: readonly string[], messages: Messages): string[] => [
  ...new Set(pointers.map((pointer) => pointerTitle(pointer, messages))),
]
