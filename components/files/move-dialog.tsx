'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogCancel, DialogContent } from '#components/ui/dialog.tsx'
import { FolderTree } from './folder-tree.tsx'
import { shownName } from './paths.ts'

interface MoveDialogProps {
  workspaceId: string
  count: number
  from: string
  version: number
  onConfirm: (target: string) => void
  onClose: () => void
}

/** Asks where to: the way of moving for those who do not drag. */
export function MoveDialog({ workspaceId, count, from, version, onConfirm, onClose }: MoveDialogProps) {
  const t = useTranslations('files')
  const [target, setTarget] = useState(from)
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={t('moveTitle', { count })} description={t('moveDescription')}>
        <div className="flex h-64 flex-col rounded-md border">
          <FolderTree workspaceId={workspaceId} path={target} version={version} onOpen={setTarget} />
        </div>
        <p className="truncate font-mono text-muted-foreground text-xs">{shownName(target)}</p>
        <DialogActions>
          <DialogCancel />
          <Button variant="primary" disabled={target === from} onClick={() => onConfirm(target)}>
            {t('moveHere')}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
