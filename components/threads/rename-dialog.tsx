'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogCancel, DialogContent } from '#components/ui/dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import type { ThreadView } from '#lib/threads/schema.ts'

interface RenameDialogProps {
  thread: ThreadView
  onClose: () => void
  onRename: (title: string) => void
}

/** Another title for a thread. */
export function RenameDialog({ thread, onClose, onRename }: RenameDialogProps) {
  const t = useTranslations('threads')
  const [title, setTitle] = useState(thread.title)
  const name = title.trim()
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t('renameTitle')} description={t('renameDescription')}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            if (!name) return
            onClose()
            if (name !== thread.title) onRename(name)
          }}
        >
          <Input
            aria-label={t('title')}
            value={title}
            maxLength={200}
            onChange={(event) => setTitle(event.target.value)}
            onFocus={(event) => event.target.select()}
          />
          <DialogActions>
            <DialogCancel />
            <Button type="submit" variant="primary" disabled={!name}>
              {t('rename')}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  )
}
