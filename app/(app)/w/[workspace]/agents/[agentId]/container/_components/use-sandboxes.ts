'use client'

import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { type SandboxView, sandboxView } from '#lib/containers/schema.ts'

const PERIOD_MS = 5000

const answer = z.object({ items: z.array(sandboxView) })

/** An agent's containers, looked at anew now and then while the page is in sight. */
export function useSandboxes(workspaceId: string, agentId: string, initial: SandboxView[] | null) {
  const [sandboxes, setSandboxes] = useState(initial ?? [])
  const [isAway, setAway] = useState(initial === null)
  const reload = useCallback(async () => {
    const response = await fetch(`/api/v1/workspaces/${workspaceId}/agents/${agentId}/sandboxes?limit=200`).catch(
      () => null,
    )
    const parsed = response?.ok ? answer.safeParse(await response.json()) : null
    setAway(!parsed?.success)
    if (parsed?.success) setSandboxes(parsed.data.items)
  }, [workspaceId, agentId])
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && void reload(), PERIOD_MS)
    return () => clearInterval(timer)
  }, [reload])
  return { sandboxes, isAway, reload }
}
