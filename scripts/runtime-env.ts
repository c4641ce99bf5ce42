/** The environment of the local runtime, for `npm start` and for measuring. */

/**
 * Disables prompts and telemetry. The runtime's recorder would store a trace of every request, and its explorer would
 * show the store.
 */
export const runtimeEnv = {
  ...process.env,
  CI: 'true',
  WRANGLER_SEND_METRICS: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
}
