import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countReport } from '#scripts/test/report.ts'

const good = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }] }],
}

function report(content: object): string {
  const path = join(mkdtempSync(join(tmpdir(), 'crewhouse-report-')), 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

test('the count is the runner’s own', () => {
  expect(countReport(report(good), true)).toEqual({ passed: 3, failed: 0, notes: [] })
  expect(countReport(report({ ...good, numPassedTests: 2, numFailedTests: 1 }), false)).toMatchObject({
    passed: 2,
    failed: 1,
  })
})

test('a skipped test is a failure', () => {
  expect(countReport(report({ ...good, numPendingTests: 2, numTodoTests: 1 }), true)).toMatchObject({ failed: 3 })
})

test('a file that could not be loaded is a failure, though it holds no failed test', () => {
  const broken = { name: 'b.test.ts', status: 'failed', assertionResults: [] }
  const count = countReport(report({ ...good, testResults: [...good.testResults, broken] }), false)
  expect(count).toEqual({ passed: 3, failed: 1, notes: ['b.test.ts did not run'] })
})

test('an error outside of the tests is a failure, and so is a report that is not there', () => {
  expect(countReport(report(good), false)).toMatchObject({ passed: 3, failed: 1 })
  expect(countReport('/nowhere/report.json', true)).toMatchObject({ passed: 0, failed: 1 })
})
