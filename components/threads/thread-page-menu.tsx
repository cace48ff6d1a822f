'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useShell } from '#components/shell/shell-context.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import type { ThreadView } from '#lib/threads/schema.ts'
import { ThreadMenu } from './thread-menu.tsx'
import type { Place } from './use-thread-actions.ts'

/** What can be done with the thread that a page shows; one that is put away leads back to the list. */
export function ThreadPageMenu({ thread, canWrite, ...place }: Place & { thread: ThreadView; canWrite: boolean }) {
  const router = useRouter()
  const { reloadLists } = useShell()
  const [shown, setShown] = useState({ thread, from: thread })
  // The server drew the page anew: its thread is the newer one.
  if (shown.from !== thread) setShown({ thread, from: thread })
  return (
    <ThreadMenu
      {...place}
      thread={shown.thread}
      canWrite={canWrite}
      onChange={(after) => {
        reloadLists()
        if (!after) {
          router.push(workspacePaths(place.workspaceId).threads)
          return
        }
        setShown({ thread: after, from: thread })
        router.refresh()
      }}
    />
  )
}
