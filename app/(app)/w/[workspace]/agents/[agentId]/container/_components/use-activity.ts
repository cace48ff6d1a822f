'use client'

import { useEffect, useState } from 'react'
import { sandboxActivityView } from '#lib/containers/schema.ts'
import type { SandboxActivity } from '#lib/sandbox/description.ts'

const PERIOD_MS = 2000
/** Four minutes. */
const KEPT = 120

export interface Sample {
  atMs: number
  memoryBytes: number
  /** Of one processor: 1.5 is one and a half of them. */
  cpus: number
}

/** What happens in a container, asked for only while the page is in sight. */
export function useActivity(place: { workspaceId: string; agentId: string; threadId?: string }) {
  const [current, setCurrent] = useState<SandboxActivity | null>(null)
  const [samples, setSamples] = useState<Sample[]>([])
  const { workspaceId, agentId, threadId } = place
  useEffect(() => {
    const gone = new AbortController()
    let before: SandboxActivity | null = null
    const query = threadId ? `?threadId=${threadId}` : ''
    const path = `/api/v1/workspaces/${workspaceId}/agents/${agentId}/sandbox/activity${query}`
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      const response = await fetch(path, { signal: gone.signal }).catch(() => null)
      const parsed = response?.ok ? sandboxActivityView.safeParse(await response.json().catch(() => null)) : null
      if (gone.signal.aborted || !parsed?.success) return
      const { activity } = parsed.data
      setCurrent(activity)
      if (activity && before && activity.atMs > before.atMs) {
        const cpus = Math.max(0, activity.cpuMs - before.cpuMs) / (activity.atMs - before.atMs)
        const sample = { atMs: activity.atMs, memoryBytes: activity.memoryBytes, cpus }
        setSamples((known) => [...known.slice(1 - KEPT), sample])
      }
      before = activity
    }
    void look()
    const timer = setInterval(() => void look(), PERIOD_MS)
    return () => {
      gone.abort()
      clearInterval(timer)
    }
  }, [workspaceId, agentId, threadId])
  return { current, samples, kept: KEPT }
}
