'use client'

import {
  Archive,
  ArchiveRestore,
  Download,
  Ellipsis,
  FileJson,
  Pencil,
  Pin,
  PinOff,
  RotateCcw,
  Trash2,
  UserPlus,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import type { ThreadView } from '#lib/threads/schema.ts'
import { RenameDialog } from './rename-dialog.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { exportAddress } from './thread-api.ts'
import { type Place, useThreadActions } from './use-thread-actions.ts'

interface ThreadMenuProps extends Place {
  thread: ThreadView
  /** Deleted threads can be brought back, and nothing else. */
  deleted?: boolean
  canWrite: boolean
  /** The thread as it is after an action, at once; null: it left the list. */
  onChange: (thread: ThreadView | null) => void
}

/** Everything that can be done with a thread as a whole. */
export function ThreadMenu({ workspaceId, tenantId, thread, deleted, canWrite, onChange }: ThreadMenuProps) {
  const t = useTranslations('threads')
  const [dialog, setDialog] = useState<'rename' | 'share' | null>(null)
  const actions = useThreadActions({ workspaceId, tenantId }, onChange)
  const close = () => setDialog(null)
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon-sm"
            className="max-md:size-10"
            aria-label={t('menu', { title: thread.title || t('untitled') })}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {deleted ? (
            <DropdownMenuItem onSelect={() => actions.restore(thread)}>
              <RotateCcw aria-hidden />
              {t('restore')}
            </DropdownMenuItem>
          ) : (
            <>
              <DropdownMenuItem shortcut="P" onSelect={() => actions.pin(thread)}>
                {thread.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
                {thread.pinned ? t('unpin') : t('pin')}
              </DropdownMenuItem>
              {canWrite && (
                <>
                  <DropdownMenuItem onSelect={() => setDialog('rename')}>
                    <Pencil aria-hidden />
                    {t('rename')}
                  </DropdownMenuItem>
                  <DropdownMenuItem onSelect={() => setDialog('share')}>
                    <UserPlus aria-hidden />
                    {t('share')}
                  </DropdownMenuItem>
                  <DropdownMenuItem shortcut="E" onSelect={() => actions.archive(thread)}>
                    {thread.archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
                    {thread.archived ? t('unarchive') : t('archive')}
                  </DropdownMenuItem>
                </>
              )}
              <DropdownMenuSeparator />
              <DropdownMenuItem asChild>
                <a href={exportAddress(workspaceId, thread.id, 'markdown')} download>
                  <Download aria-hidden />
                  {t('exportMarkdown')}
                </a>
              </DropdownMenuItem>
              <DropdownMenuItem asChild>
                <a href={exportAddress(workspaceId, thread.id, 'json')} download>
                  <FileJson aria-hidden />
                  {t('exportJson')}
                </a>
              </DropdownMenuItem>
              {canWrite && (
                <>
                  <DropdownMenuSeparator />
                  <DropdownMenuItem danger onSelect={() => actions.remove(thread)}>
                    <Trash2 aria-hidden />
                    {t('delete')}
                  </DropdownMenuItem>
                </>
              )}
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {dialog === 'rename' && (
        <RenameDialog thread={thread} onClose={close} onRename={(title) => actions.rename(thread, title)} />
      )}
      {dialog === 'share' && (
        <ShareDialog
          workspaceId={workspaceId}
          tenantId={tenantId}
          thread={thread}
          onClose={close}
          onChange={onChange}
        />
      )}
    </>
  )
}
