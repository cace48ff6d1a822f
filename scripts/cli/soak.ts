import { Shutdown } from '#scripts/start/shutdown.ts'
import { runStages, selectStages } from '#scripts/test/run-stages.ts'

/** `npm run soak [-- STAGE...]`: the same tests, with the random rounds and the kills at their full count. */
process.env.CREWHOUSE_SOAK = '1'
const names = process.argv.slice(2)
const shutdown = new Shutdown()
await shutdown.run(async () =>
  runStages(selectStages(names.length > 0 ? names : ['unit', 'integration', 'build', 'e2e']), shutdown),
)
