import { expect, test } from 'vitest'
import { reapSandboxes, reapWorkspaces } from '#worker/sandbox/reaper.ts'

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

test('files of deleted workspaces go; one that fails stays noted, and is tried again', async () => {
  const noted = new Set(['one', 'two'])
  const deleted = { list: async () => [...noted], forget: async (id: string) => void noted.delete(id) }
  const gone: string[] = []
  let isAway = true
  const driver = {
    removeWorkspace: async (id: string) => {
      if (id === 'two' && isAway) throw new Error('the engine is away')
      gone.push(id)
    },
  }
  await expect(reapWorkspaces(driver, deleted)).rejects.toThrow('away')
  expect([...noted]).toEqual(['two'])
  isAway = false
  expect(await reapWorkspaces(driver, deleted)).toEqual(['two'])
  expect(gone).toEqual(['one', 'two'])
})
