import { Shutdown } from '#scripts/start/shutdown.ts'
import { runStages, selectStages } from '#scripts/test/run-stages.ts'

/** `npm test [-- STAGE...]`: all stages, or those named. */
const shutdown = new Shutdown()
await shutdown.run(async () => runStages(selectStages(process.argv.slice(2)), shutdown))
