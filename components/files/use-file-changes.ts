'use client'

import { useEffect, useRef, useState } from 'react'
import { followHints } from '#components/stream/follow-hints.ts'
import { workspaceEvent } from '#lib/stream/events.ts'

/** A busy agent hints many times a second; lists are loaded at most this often. */
const RELOAD_EVERY_MS = 1000

export interface FileChange {
  /** The agent who did it; null: a person or a program. */
  agentId: string | null
  userName: string | null
  /** None: something, somewhere. */
  paths: readonly string[]
  at: number
}

/**
 * Changes of the workspace's files as they happen.
 * @returns `version`, raised (at most once a second) whenever something may have changed, and what came since it last was
 */
export function useFileChanges(workspaceId: string): { version: number; changes: readonly FileChange[] } {
  const [state, setState] = useState<{ version: number; changes: readonly FileChange[] }>({ version: 0, changes: [] })
  const waiting = useRef<FileChange[]>([])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let lastAt = 0
    const raise = () => {
      timer = undefined
      lastAt = Date.now()
      const changes = waiting.current
      waiting.current = []
      setState(({ version }) => ({ version: version + 1, changes }))
    }
    const raiseSoon = () => {
      timer ??= setTimeout(raise, Math.max(0, lastAt + RELOAD_EVERY_MS - Date.now()))
    }
    const end = followHints(`workspace:${workspaceId}`, {
      onEvents: (events) => {
        for (const event of events) {
          const { data } = workspaceEvent.safeParse(event)
          if (data?.type !== 'files.changed') continue
          waiting.current.push({ ...data, at: Date.now() })
          raiseSoon()
        }
      },
      onStale: raiseSoon,
    })
    return () => {
      end()
      clearTimeout(timer)
    }
  }, [workspaceId])
  return state
}
