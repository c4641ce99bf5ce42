/** Acts that may fail while the answer goes on. */

/** Whether it went well; the log has why not. */
export const attempt = async (failure: string, act: Promise<unknown>): Promise<boolean> => {
  try {
    await act
    return true
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: the operator's log is the only one who can be told
    console.error(`${failure}:`, error)
    return false
  }
}
