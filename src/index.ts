import { app } from './app.ts'
import { upkeep } from './workflow/upkeep.ts'

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }, { DB, FILES }) => upkeep(DB, FILES, scheduledTime),
} satisfies ExportedHandler<Env>
