import { runBenches } from '#scripts/bench/run-benches.ts'
import { benchScan } from '#scripts/bench/scan/bench-scan.ts'
import { Shutdown } from '#scripts/start/shutdown.ts'

/** `npm run bench -- NAME...|all`, and `npm run bench -- scan [--set FOLDER]`, which needs no services. */
const [first, ...rest] = process.argv.slice(2)
if (first === 'scan') process.exitCode = benchScan(rest)
else {
  const shutdown = new Shutdown()
  await shutdown.run(() => runBenches(process.argv.slice(2), shutdown))
}
