'use client'

import { Globe, Lock, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { ThreadView } from '#lib/threads/schema.ts'
import { type Member, threadApi } from './thread-api.ts'
import type { Place } from './use-thread-actions.ts'

interface ShareDialogProps extends Place {
  thread: ThreadView
  onClose: () => void
  onChange: (thread: ThreadView) => void
}

/** Who sees a thread: the workspace or its owner, and people of the organisation by name, who read it. */
export function ShareDialog({ workspaceId, tenantId, thread, onClose, onChange }: ShareDialogProps) {
  const t = useTranslations('threads')
  const problemWords = useProblemWords()
  const [members, setMembers] = useState<Member[] | null>(null)
  const [sharedWith, setSharedWith] = useState<string[] | null>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    let left = false
    Promise.all([threadApi.members(tenantId), threadApi.shares(workspaceId, thread.id)])
      .then(([people, shares]) => {
        if (left) return
        setMembers(people.items)
        setSharedWith(shares.items.map(({ userId }) => userId))
      })
      .catch((error: unknown) => !left && setProblem(problemWords(error)))
    return () => {
      left = true
    }
  }, [tenantId, workspaceId, thread.id, problemWords])

  const change = async (next: string[], work: () => Promise<unknown>) => {
    const before = sharedWith ?? []
    setProblem('')
    setSharedWith(next)
    try {
      await work()
      onChange({ ...thread, shares: next.length })
    } catch (error) {
      setSharedWith(before)
      setProblem(problemWords(error))
    }
  }
  const openToWorkspace = async () => {
    setProblem('')
    try {
      onChange(await threadApi.open(workspaceId, thread.id))
    } catch (error) {
      setProblem(problemWords(error))
    }
  }
  const shared = (members ?? []).filter(({ userId }) => sharedWith?.includes(userId))
  const others = (members ?? []).filter(({ userId }) => !sharedWith?.includes(userId))

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t('shareTitle')} description={t('shareDescription')}>
        <div className="flex items-center gap-3 rounded-lg border p-3">
          {thread.private ? <Lock aria-hidden className="size-4" /> : <Globe aria-hidden className="size-4" />}
          <p className="min-w-0 flex-1">{thread.private ? t('privateState') : t('workspaceState')}</p>
          {thread.private && (
            <Button size="sm" onClick={openToWorkspace}>
              {t('openToWorkspace')}
            </Button>
          )}
        </div>
        {members === null || sharedWith === null ? (
          !problem && <Skeleton className="h-20" />
        ) : (
          <>
            <Select
              aria-label={t('addPerson')}
              // Chosen is added: the field itself never holds a value.
              value=""
              placeholder={others.length > 0 ? t('addPerson') : t('nobodyLeft')}
              disabled={others.length === 0}
              options={others.map(({ userId, name, email }) => ({ value: userId, label: name, description: email }))}
              onValueChange={(userId) =>
                userId && void change([...sharedWith, userId], () => threadApi.share(workspaceId, thread.id, userId))
              }
            />
            {shared.length > 0 && (
              <ul aria-label={t('sharedWith')} className="flex flex-col gap-1">
                {shared.map(({ userId, name, email }) => (
                  <li key={userId} className="flex h-9 items-center gap-2">
                    <Avatar name={name} size="sm" />
                    <span className="truncate">{name}</span>
                    <span className="truncate text-muted-foreground text-sm max-sm:hidden">{email}</span>
                    <Button
                      variant="ghost"
                      size="icon-sm"
                      className="ml-auto"
                      aria-label={t('unshare', { name })}
                      onClick={() =>
                        void change(
                          sharedWith.filter((id) => id !== userId),
                          () => threadApi.unshare(workspaceId, thread.id, userId),
                        )
                      }
                    >
                      <X aria-hidden />
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            {shared.length > 0 && (
              <CopyField value={`${window.location.origin}/shared/${tenantId}/${thread.id}`} label={t('sharedLink')} />
            )}
          </>
        )}
        {problem && (
          <Notice tone="danger" role="alert">
            {problem}
          </Notice>
        )}
      </DialogContent>
    </Dialog>
  )
}
