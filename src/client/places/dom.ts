/** Elements of the suggestions. */

/** Returns an element with attributes and children. */
export const create = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** Returns the first control of a form with a name that a person or the script fills in; undefined if there is none. */
export const findField = (
  form: HTMLFormElement,
  name: string,
): HTMLInputElement | HTMLSelectElement | undefined => {
  const found = form.elements.namedItem(name)
  const [first] = found instanceof RadioNodeList ? [...found] : [found]
  return first instanceof HTMLInputElement || first instanceof HTMLSelectElement ? first : undefined
}
