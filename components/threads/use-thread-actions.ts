'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useRef } from 'react'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { ThreadView } from '#lib/threads/schema.ts'
import { threadApi } from './thread-api.ts'

/** Where threads are: the workspace, and the organisation whose people they can be shared with. */
export interface Place {
  workspaceId: string
  tenantId: string
}

export interface ThreadActions {
  pin: (thread: ThreadView) => void
  archive: (thread: ThreadView) => void
  remove: (thread: ThreadView) => void
  restore: (thread: ThreadView) => void
  rename: (thread: ThreadView, title: string) => void
}

/**
 * What a person does with a thread, shown before the server has answered, and taken back when it refuses.
 * @param onChange the thread as it is now; null: it left the list
 */
export function useThreadActions(
  { workspaceId }: Place,
  onChange: (thread: ThreadView | null, before: ThreadView) => void,
): ThreadActions {
  const t = useTranslations('threads')
  const problemWords = useProblemWords()
  const latest = useRef(onChange)
  latest.current = onChange
  return useMemo(() => {
    const attempt = async (before: ThreadView, after: ThreadView | null, work: () => Promise<unknown>) => {
      latest.current(after, before)
      try {
        await work()
        // Once more, for what the server draws.
        if (after) latest.current(after, before)
        return true
      } catch (error) {
        latest.current(before, before)
        toast.error(problemWords(error))
        return false
      }
    }
    const archive = async (thread: ThreadView) => {
      const archived = !thread.archived
      const done = await attempt(thread, null, () => threadApi.archive(workspaceId, thread.id, archived))
      if (!done) return
      toast(archived ? t('archivedToast') : t('unarchivedToast'), {
        action: {
          label: t('undo'),
          onClick: () => void attempt(thread, thread, () => threadApi.archive(workspaceId, thread.id, !archived)),
        },
      })
    }
    const remove = async (thread: ThreadView) => {
      const done = await attempt(thread, null, () => threadApi.delete(workspaceId, thread.id))
      if (!done) return
      toast(t('deletedToast'), {
        action: {
          label: t('undo'),
          onClick: () => void attempt(thread, thread, () => threadApi.restore(workspaceId, thread.id)),
        },
      })
    }
    return {
      pin: (thread) =>
        void attempt(thread, { ...thread, pinned: !thread.pinned }, () =>
          threadApi.pin(workspaceId, thread.id, !thread.pinned),
        ),
      archive: (thread) => void archive(thread),
      remove: (thread) => void remove(thread),
      restore: (thread) => void attempt(thread, null, () => threadApi.restore(workspaceId, thread.id)),
      rename: (thread, title) =>
        void attempt(thread, { ...thread, title }, () => threadApi.rename(workspaceId, thread.id, title)),
    }
  }, [workspaceId, problemWords, t])
}
