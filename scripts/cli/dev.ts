import { runPlatform } from '#scripts/start/platform.ts'
import { Shutdown } from '#scripts/start/shutdown.ts'

const shutdown = new Shutdown()
await shutdown.run(() => runPlatform('dev', process.argv.slice(2), shutdown))
