'use client'

import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { type ConnectionView, connectionView } from '#lib/egress/schema.ts'

const PERIOD_MS = 5000

const answer = z.object({ items: z.array(connectionView), nextCursor: z.string().nullable() })

/** Where an agent's sandbox connected to, the newest first; looked at anew now and then while the page is in sight. */
export function useConnections(workspaceId: string, agentId: string) {
  const [rows, setRows] = useState<ConnectionView[] | null>(null)
  const [cursor, setCursor] = useState<string | null>(null)
  const load = useCallback(
    async (behind: string | null) => {
      const query = new URLSearchParams({ limit: '25', ...(behind ? { cursor: behind } : {}) })
      const response = await fetch(`/api/v1/workspaces/${workspaceId}/agents/${agentId}/connections?${query}`).catch(
        () => null,
      )
      const parsed = response?.ok ? answer.safeParse(await response.json()) : null
      return parsed?.success ? parsed.data : null
    },
    [workspaceId, agentId],
  )
  const refresh = useCallback(async () => {
    const page = await load(null)
    if (!page) return
    setRows((known) => {
      const fresh = new Set(page.items.map(({ id }) => id))
      return [...page.items, ...(known ?? []).filter(({ id }) => !fresh.has(id))]
    })
    setCursor((known) => known ?? page.nextCursor)
  }, [load])
  useEffect(() => {
    void refresh()
    const timer = setInterval(() => document.visibilityState === 'visible' && void refresh(), PERIOD_MS)
    return () => clearInterval(timer)
  }, [refresh])
  const more = async () => {
    const page = await load(cursor)
    if (!page) return
    setRows((known) => [...(known ?? []), ...page.items])
    setCursor(page.nextCursor ?? '')
  }
  return { rows, more: cursor ? more : null }
}
