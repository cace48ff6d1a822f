'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { filesApi } from './files-api.ts'
import { nameOf, shownName } from './paths.ts'

const UNDO_MS = 10_000
/** As many as one call takes. */
const AT_ONCE = 500

/** What the person does with entries, with what can be undone offered to be undone. `onDone`: look again. */
export function useFileActions(workspaceId: string, onDone: () => void) {
  const t = useTranslations('files')
  const problemWords = useProblemWords()
  return useMemo(() => {
    const api = filesApi(workspaceId)
    const say = (error: unknown) => void toast.error(problemWords(error))
    const sayFailed = (failed: { detail: string }[]) => {
      const [first] = failed
      if (first)
        toast.error(failed.length > 1 ? t('andMore', { first: first.detail, more: failed.length - 1 }) : first.detail)
    }
    const restore = async (ids: string[]) => {
      try {
        for (const some of portions(ids)) sayFailed((await api.restore(some)).failed)
        toast.success(t('restored', { count: ids.length }))
      } catch (error) {
        say(error)
      }
      onDone()
    }
    const moveAll = async (moves: { from: string; to: string }[]) => {
      const moved: { from: string; to: string }[] = []
      for (const some of portions(moves)) {
        const answer = await api.move(some)
        moved.push(...answer.moved)
        sayFailed(answer.failed)
      }
      return moved
    }
    return {
      restore,
      async remove(paths: string[]): Promise<void> {
        try {
          const ids: string[] = []
          for (const some of portions(paths)) {
            const { deleted, failed } = await api.remove(some)
            ids.push(...deleted.map(({ id }) => id))
            sayFailed(failed)
          }
          const [only] = paths.length === 1 ? paths : []
          const said = only ? t('deletedOne', { name: shownName(nameOf(only)) }) : t('deleted', { count: ids.length })
          toast(said, { duration: UNDO_MS, action: { label: t('undo'), onClick: () => void restore(ids) } })
        } catch (error) {
          say(error)
        }
        onDone()
      },
      async move(paths: string[], target: string): Promise<void> {
        const moves = paths
          .map((from) => ({ from, to: `${target}/${nameOf(from)}` }))
          .filter(({ from, to }) => from !== to && target !== from && !target.startsWith(`${from}/`))
        if (moves.length === 0) return
        try {
          const moved = await moveAll(moves)
          const back = moved.map(({ from, to }) => ({ from: to, to: from }))
          const undo = () => void moveAll(back).catch(say).finally(onDone)
          const folder = shownName(nameOf(target))
          toast(t('moved', { count: moved.length, folder }), {
            duration: UNDO_MS,
            action: { label: t('undo'), onClick: undo },
          })
        } catch (error) {
          say(error)
        }
        onDone()
      },
      /** Its failure is the caller's to show. */
      async rename(from: string, to: string): Promise<void> {
        await api.move([{ from, to }])
        onDone()
      },
      /** Its failure is the caller's to show. */
      async makeFolder(path: string): Promise<void> {
        await api.makeFolder(path)
        onDone()
      },
    }
  }, [workspaceId, onDone, t, problemWords])
}

function* portions<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE)
}
