/** Elements that the script adds to a page. */

type Child = Node | string

/** Returns an element with its attributes and children. */
export const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** Returns a button that acts when it is pressed. It sends no form. */
export const button = (label: string, act: () => void, className = ''): HTMLButtonElement => {
  const made = element('button', { type: 'button', ...(className && { class: className }) }, label)
  made.addEventListener('click', act)
  return made
}

/** Runs a task when the browser has time for it. */
export const whenIdle = (task: () => void): void => {
  if ('requestIdleCallback' in window) requestIdleCallback(task, { timeout: 1000 })
  else setTimeout(task, 1)
}

/** Returns a function that runs a task in idle time once nothing has asked for it for `delay` milliseconds. */
export const debounce = (delay: number, task: () => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => clearTimeout(timer)
  const ask = () => {
    cancel()
    timer = setTimeout(() => whenIdle(task), delay)
  }
  return { ask, cancel }
}
