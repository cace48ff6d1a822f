'use client'

import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { followHints } from '#components/stream/follow-hints.ts'
import { useReload } from '#components/stream/use-reload.ts'
import { agentView } from '#lib/agents/schema.ts'
import { workspaceEvent } from '#lib/stream/events.ts'
import { threadView } from '#lib/threads/schema.ts'
import type { ShellData } from './shell-data.ts'

/** A busy workspace hints many times a second; the lists are loaded at most this often. */
const RELOAD_EVERY_MS = 1000
const RECENT_THREADS = 30

const threadList = z.object({ items: z.array(threadView) })
const agentList = z.object({ items: z.array(agentView) })

type Lists = Pick<ShellData, 'threads' | 'agents'>

/** The sidebar's threads and agents, as they change under the hands of whoever: the workspace's topic says when. */
export function useLiveLists(data: ShellData): Lists & { reload: () => void } {
  const workspaceId = data.workspace.id
  const [lists, setLists] = useState<Lists & { from: ShellData }>({ ...data, from: data })
  // The server drew the frame anew: its lists are the newer ones.
  if (lists.from !== data) setLists({ threads: data.threads, agents: data.agents, from: data })

  const load = useCallback(async () => {
    const base = `/api/v1/workspaces/${workspaceId}`
    const [threads, agents] = await Promise.all([
      get(`${base}/threads?limit=${RECENT_THREADS}`, threadList),
      get(`${base}/agents?limit=200`, agentList),
    ])
    setLists((known) => ({
      ...known,
      ...(threads && { threads: threads.items }),
      ...(agents && { agents: agents.items }),
    }))
  }, [workspaceId])
  const reload = useReload(load, RELOAD_EVERY_MS)
  // Where the first lists were: later ones of the server need no new subscription.
  const [cursor] = useState(data.cursor)

  useEffect(() => {
    const onEvents = (events: unknown[]) => {
      if (events.some(concernsLists)) reload()
    }
    return followHints(`workspace:${workspaceId}`, { onEvents, onStale: reload }, cursor)
  }, [workspaceId, cursor, reload])

  return { threads: lists.threads, agents: lists.agents, reload }
}

function concernsLists(event: unknown): boolean {
  const { success, data } = workspaceEvent.safeParse(event)
  return success && !['files.changed', 'skills.changed', 'memory.changed', 'team.changed'].includes(data.type)
}

/** Null where it failed: the next hint tries again. */
async function get<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T> | null> {
  try {
    const response = await fetch(path)
    return response.ok ? schema.parse(await response.json()) : null
  } catch {
    return null
  }
}
