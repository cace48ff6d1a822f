import { benchLoops } from '#scripts/bench/loops/bench-loops.ts'
import { runBenches } from '#scripts/bench/run-benches.ts'
import { benchScan } from '#scripts/bench/scan/bench-scan.ts'
import { Shutdown } from '#scripts/start/shutdown.ts'

/** `npm run bench -- NAME...|all`, and `scan [--set FOLDER]` and `loops [--set FILE]`, which need no services. */
const [first, ...rest] = process.argv.slice(2)
if (first === 'scan') process.exitCode = benchScan(rest)
else if (first === 'loops') process.exitCode = benchLoops(rest)
else {
  const shutdown = new Shutdown()
  await shutdown.run(() => runBenches(process.argv.slice(2), shutdown))
}
