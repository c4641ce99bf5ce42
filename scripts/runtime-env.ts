/** The environment of the local runtime, for `npm start` and for measuring. */

/** Nothing is asked or told. The runtime's recorder would keep a trace of every request, its explorer show the store. */
export const runtimeEnv = {
  ...process.env,
  CI: 'true',
  WRANGLER_SEND_METRICS: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
}
