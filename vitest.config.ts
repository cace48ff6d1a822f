import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

const services = './tests/support/services.ts'

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: [services],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: [services, './tests/e2e/support/build.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          // As long as a browser's own waits: what comes is waited for, however busy the machine is.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
