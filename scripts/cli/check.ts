import { Shutdown } from '#scripts/start/shutdown.ts'
import { runStages } from '#scripts/test/run-stages.ts'
import { stages } from '#scripts/test/stages.ts'

/** `npm run check`: what can be said without running anything. */
const shutdown = new Shutdown()
await shutdown.run(() =>
  runStages(
    stages.filter((stage) => stage.isStatic),
    shutdown,
  ),
)
