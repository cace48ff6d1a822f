import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** The part of vitest's JSON report that counts. */
const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

export interface Count {
  passed: number
  failed: number
  /** What failed without being a test of its own, in words. */
  notes: string[]
}

/** Counts one vitest run by its own report. Whatever went wrong beside the tests counts as a failure, skips too. */
export function countReport(path: string, exitedWell: boolean): Count {
  if (!existsSync(path)) return { passed: 0, failed: 1, notes: ['vitest ended without a report'] }
  const report = reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const notes: string[] = []
  const skipped = report.numPendingTests + report.numTodoTests
  if (skipped > 0) notes.push(`${skipped} skipped: a missing part is a failure here`)
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  for (const { name } of broken) notes.push(`${name} did not run`)
  const count = { passed: report.numPassedTests, failed: report.numFailedTests + skipped + broken.length, notes }
  if (count.failed === 0 && !exitedWell) return { ...count, failed: 1, notes: ['an error outside of any test'] }
  return count
}
