'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { followHints } from '#components/stream/follow-hints.ts'
import { useReload } from '#components/stream/use-reload.ts'
import { workspaceEvent } from '#lib/stream/events.ts'

/** Draws the page anew when somebody, or an agent changes the memory. */
export function LiveMemory({ workspaceId }: { workspaceId: string }) {
  const router = useRouter()
  const reload = useReload(async () => router.refresh(), 500)
  useEffect(
    () =>
      followHints(`workspace:${workspaceId}`, {
        onEvents: (events) => {
          if (events.some((event) => workspaceEvent.safeParse(event).data?.type === 'memory.changed')) reload()
        },
        onStale: () => undefined,
      }),
    [workspaceId, reload],
  )
  return null
}
