import { expect, test } from 'vitest'
import { reapSandboxes } from '#worker/sandbox/reaper.ts'

test('sandboxes of unknown agents go, running ones without a lease stop, the others stay', async () => {
  const calls: string[] = []
  const startedAt = new Date()
  const driver = {
    list: async () => [
      { agentId: 'leased', state: 'running' as const, startedAt },
      { agentId: 'unleased', threadId: 'of its own', state: 'running' as const, startedAt },
      { agentId: 'unleased', state: 'running' as const, startedAt },
      { agentId: 'asleep', state: 'stopped' as const, startedAt: null },
      { agentId: 'deleted', state: 'stopped' as const, startedAt: null },
      { agentId: 'deleted-running', state: 'running' as const, startedAt },
    ],
    removeAgent: async (agentId: string) => void calls.push(`remove ${agentId}`),
    stopAgent: async (agentId: string) => void calls.push(`stop ${agentId}`),
  }
  const known = new Map([
    ['leased', { leased: true }],
    ['unleased', { leased: false }],
    ['asleep', { leased: false }],
  ])
  const reaped = await reapSandboxes(driver, async () => known)
  expect(reaped).toEqual({ removed: ['deleted', 'deleted-running'], stopped: ['unleased'] })
  expect(calls).toEqual(['remove deleted', 'remove deleted-running', 'stop unleased'])
})
