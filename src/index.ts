import { app } from './app.ts'
import { upkeep } from './services/maintenance.ts'

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }, { DB, FILES }) => upkeep(DB, FILES, scheduledTime),
} satisfies ExportedHandler<Env>
