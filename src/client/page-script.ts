/** The scripts that a page names beside its own, which are loaded when they are needed. */

/** Imports a script of the page. Returns undefined if the page names none, or without a network. */
export const importScript = async <Script>(name: string): Promise<Script | undefined> => {
  const address = document.querySelector<HTMLMetaElement>(`meta[name="${name}-script"]`)?.content
  try {
    return address ? ((await import(address)) as Script) : undefined
  } catch {
    // The form works as it does without a script.
    return undefined
  }
}
