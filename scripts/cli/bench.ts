import { runBenches } from '#scripts/bench/run-benches.ts'
import { Shutdown } from '#scripts/start/shutdown.ts'

/** `npm run bench -- NAME...|all` */
const shutdown = new Shutdown()
await shutdown.run(() => runBenches(process.argv.slice(2), shutdown))
