'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { type WorkspaceEvent, workspaceEvent } from '#lib/stream/events.ts'
import { followHints } from './follow-hints.ts'
import { useReload } from './use-reload.ts'

const REDRAW_EVERY_MS = 500

interface RedrawOnProps {
  workspaceId: string
  hint: WorkspaceEvent['type']
  /** Where the workspace's topic was before the page's data was loaded; left out: a change in between is not noticed. */
  cursor?: string
}

/** Has the server draw the page anew whenever the workspace hints at a change of this kind. */
export function RedrawOn({ workspaceId, hint, cursor }: RedrawOnProps) {
  const router = useRouter()
  const redraw = useReload(async () => router.refresh(), REDRAW_EVERY_MS)
  // What is drawn anew needs no new subscription.
  const [from] = useState(cursor)
  useEffect(() => {
    const onEvents = (events: unknown[]) => {
      if (events.some((event) => workspaceEvent.safeParse(event).data?.type === hint)) redraw()
    }
    return followHints(`workspace:${workspaceId}`, { onEvents, onStale: () => undefined }, from)
  }, [workspaceId, hint, from, redraw])
  return null
}
