'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { sharedStream } from '#components/stream/shared-stream.ts'
import { type AgentState, type AgentSummary, agentState } from '#lib/agents/schema.ts'

/** A busy workspace hints many times a second; states are asked for at most this often. */
const ASK_EVERY_MS = 1500
const FROM_NOW = ''

const answer = z.object({ states: z.array(z.object({ agentId: z.string(), state: agentState })) })

/** What these agents do, kept up by the workspace's hints. A run that begins gives none, so one more look follows each. */
export function useAgentStates(workspaceId: string, agents: readonly AgentSummary[]): Map<string, AgentState> {
  const [states, setStates] = useState(new Map<string, AgentState>())
  const ids = agents.map(({ id }) => id).join(',')
  useEffect(() => {
    let isLeft = false
    let looksLeft = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      timer = undefined
      const found = await ask(workspaceId, ids.split(','))
      if (isLeft) return
      if (found) setStates(found)
      looksLeft--
      if (looksLeft > 0) timer ??= setTimeout(look, ASK_EVERY_MS)
    }
    const onHint = () => {
      looksLeft = 2
      timer ??= setTimeout(look, 100)
    }
    const end = sharedStream().subscribe(`workspace:${workspaceId}`, FROM_NOW, {
      onEvents: onHint,
      onPruned: onHint,
      onGone: () => undefined,
    })
    return () => {
      isLeft = true
      clearTimeout(timer)
      end()
    }
  }, [workspaceId, ids])
  return states
}

/** Null where it failed: the next hint tries again. */
async function ask(workspaceId: string, ids: string[]): Promise<Map<string, AgentState> | null> {
  const query = new URLSearchParams(ids.map((id) => ['agentIds', id]))
  try {
    const response = await fetch(`/api/v1/workspaces/${workspaceId}/agent-states?${query}`)
    if (!response.ok) return null
    return new Map(answer.parse(await response.json()).states.map(({ agentId, state }) => [agentId, state]))
  } catch {
    return null
  }
}
