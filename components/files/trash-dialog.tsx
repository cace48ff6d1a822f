'use client'

import { RotateCcw, Trash2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogContent } from '#components/ui/dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { TRASH_DAYS, type TrashItem } from '#lib/workspaces/file-schema.ts'
import { filesApi } from './files-api.ts'
import { ListingSkeleton } from './files-panel.tsx'
import { folderOf, nameOf, shownName } from './paths.ts'

interface TrashDialogProps {
  workspaceId: string
  canWrite: boolean
  onRestore: (ids: string[]) => Promise<void>
  onEmptied: () => void
  onClose: () => void
}

/** What was deleted: to be brought back, or to be gone for good. */
export function TrashDialog({ workspaceId, canWrite, onRestore, onEmptied, onClose }: TrashDialogProps) {
  const t = useTranslations('files')
  const format = useFormatter()
  const problemWords = useProblemWords()
  const [items, setItems] = useState<TrashItem[] | null>(null)
  const [isSure, setSure] = useState(false)
  const load = useCallback(async () => {
    try {
      setItems(await filesApi(workspaceId).listTrash())
    } catch (error) {
      toast.error(problemWords(error))
    }
  }, [workspaceId, problemWords])
  useEffect(() => void load(), [load])
  const empty = async () => {
    if (!isSure) return setSure(true)
    try {
      await filesApi(workspaceId).emptyTrash((items ?? []).map(({ id }) => id))
      onEmptied()
    } catch (error) {
      toast.error(problemWords(error))
    }
    setSure(false)
    await load()
  }
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={t('trash')} description={t('trashDescription', { days: TRASH_DAYS })} className="max-w-2xl">
        {items === null && <ListingSkeleton />}
        {items?.length === 0 && (
          <EmptyState icon={Trash2} title={t('trashEmpty')} description={t('trashEmptyDescription')} className="py-6" />
        )}
        {items && items.length > 0 && (
          <ul className="max-h-96 divide-y overflow-y-auto rounded-md border">
            {items.map((item) => (
              <li key={item.id} className="flex items-center gap-3 px-3 py-2">
                <div className="min-w-0 flex-1">
                  <p className="truncate font-medium text-sm">{shownName(nameOf(item.path))}</p>
                  <p className="truncate text-muted-foreground text-xs">
                    {t('deletedFrom', {
                      folder: shownName(folderOf(item.path)),
                      who: item.deletedByName,
                      when: format.relativeTime(new Date(item.deletedAt)),
                    })}
                  </p>
                </div>
                {canWrite && (
                  <Button
                    size="sm"
                    aria-label={t('restoreNamed', { name: nameOf(item.path) })}
                    onClick={() => void onRestore([item.id]).then(load)}
                  >
                    <RotateCcw aria-hidden />
                    {t('restore')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        {canWrite && items && items.length > 0 && (
          <DialogActions>
            <Button variant={isSure ? 'danger' : 'danger-ghost'} onClick={() => void empty()}>
              {t(isSure ? 'emptyTrashSure' : 'emptyTrash')}
            </Button>
          </DialogActions>
        )}
      </DialogContent>
    </Dialog>
  )
}
