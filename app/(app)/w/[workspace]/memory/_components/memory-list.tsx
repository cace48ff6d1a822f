'use client'

import { Pin, PinOff, Trash2, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useOptimistic, useTransition } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { useUndoable } from '#components/ui/use-undoable.ts'
import type { MemoryView } from '#lib/memory/schema.ts'
import { changeMemory, forgetMemory, restoreMemory } from '../actions.ts'
import { MemoryForm } from './memory-form.tsx'

interface MemoryListProps {
  workspaceId: string
  items: MemoryView[]
  agents: { id: string; name: string }[]
  mayWrite: boolean
}

/** Memories with whose they are and where they come from. */
export function MemoryList({ workspaceId, items, agents, mayWrite }: MemoryListProps) {
  const t = useTranslations('memory')
  const undoable = useUndoable()
  const [, startTransition] = useTransition()
  const [shown, show] = useOptimistic(items, (before, change: MemoryView | { gone: string }) =>
    'gone' in change
      ? before.filter(({ id }) => id !== change.gone)
      : before.map((each) => (each.id === change.id ? change : each)),
  )
  const act = <T,>(change: Parameters<typeof show>[0] | null, run: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      startTransition(async () => {
        if (change) show(change)
        await run().then(resolve, reject)
      })
    })
  const pin = (memory: MemoryView) => {
    const set = (pinned: boolean) => () =>
      act({ ...memory, pinned }, () => changeMemory({ workspaceId, memoryId: memory.id, pinned }))
    void undoable({
      done: memory.pinned ? t('unpinned') : t('pinned'),
      run: set(!memory.pinned),
      undo: set(memory.pinned),
    })
  }
  const forget = ({ id }: MemoryView) =>
    void undoable({
      done: t('forgotten'),
      run: () => act({ gone: id }, () => forgetMemory({ workspaceId, memoryId: id })),
      undo: () => act(null, () => restoreMemory({ workspaceId, memoryId: id })),
    })
  const restore = ({ id }: MemoryView) =>
    void undoable({
      done: t('restored'),
      run: () => act({ gone: id }, () => restoreMemory({ workspaceId, memoryId: id })),
      undo: () => act(null, () => forgetMemory({ workspaceId, memoryId: id })),
    })
  return (
    <ul aria-label={t('title')} className="divide-y rounded-lg border">
      {shown.map((memory) => (
        <li key={memory.id} className="flex items-start gap-2 px-3 py-2.5">
          <div className="flex min-w-0 flex-1 flex-col gap-1">
            <p className="line-clamp-4 whitespace-pre-wrap break-words">{memory.text}</p>
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-sm">
              <Badge tone={memory.agentId ? 'agent' : 'neutral'}>
                {memory.agentId
                  ? (agents.find(({ id }) => id === memory.agentId)?.name ?? t('removedAgent'))
                  : t('allAgents')}
              </Badge>
              {memory.isPrivate && <Badge tone="warning">{t('private')}</Badge>}
              {memory.pinned && <Badge tone="accent">{t('isPinned')}</Badge>}
              <span>{t(`origins.${memory.origin}`, { name: memory.savedBy })}</span>
              <LocalDate date={memory.createdAt} />
              {memory.source.threadId && memory.source.threadTitle !== null && (
                <Link
                  className="text-accent underline-offset-2 hover:underline"
                  href={workspacePaths(workspaceId).thread(memory.source.threadId)}
                >
                  {memory.source.threadTitle || t('thread')}
                </Link>
              )}
              {memory.source.filePath && <code className="break-all">{memory.source.filePath}</code>}
            </p>
          </div>
          {mayWrite &&
            (memory.forgottenAt ? (
              <Button size="sm" onClick={() => restore(memory)}>
                <Undo2 aria-hidden />
                {t('restore')}
              </Button>
            ) : (
              <span className="flex shrink-0">
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={memory.pinned ? t('unpin') : t('pin')}
                  onClick={() => pin(memory)}
                >
                  {memory.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
                </Button>
                <MemoryForm key={memory.updatedAt} workspaceId={workspaceId} agents={agents} memory={memory} />
                <Button variant="ghost" size="icon-sm" aria-label={t('forget')} onClick={() => forget(memory)}>
                  <Trash2 aria-hidden />
                </Button>
              </span>
            ))}
        </li>
      ))}
    </ul>
  )
}
