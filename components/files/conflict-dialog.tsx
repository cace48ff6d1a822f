'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogContent } from '#components/ui/dialog.tsx'
import { nameOf, shownName } from './paths.ts'

/** What is in the file now; no text: not text any more, no version: it was deleted. */
export interface Theirs {
  text: string | null
  version: string | null
}

interface ConflictDialogProps {
  path: string
  mine: string
  theirs: Theirs
  changedBy: string | null
  isPending: boolean
  onClose: () => void
  onKeepMine: () => void
  onTakeTheirs: () => void
  onSaveCopy: () => void
}

/** Two have written the same file: both texts side by side, and nothing is lost before the person has chosen. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { path, mine, theirs, changedBy, isPending, onClose, onKeepMine, onTakeTheirs, onSaveCopy } = props
  const t = useTranslations('files')
  const isGone = theirs.version === null
  const name = shownName(nameOf(path))
  const who = changedBy ?? t('somebody')
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent
        title={t('conflictTitle', { name })}
        description={isGone ? t('conflictGone') : t('conflictDescription', { who })}
        className="max-w-4xl"
      >
        <div className="grid min-h-0 grid-cols-2 gap-3 max-sm:grid-cols-1">
          <Side title={t('mine')} text={mine} />
          <Side title={t('theirs', { who })} text={isGone ? t('deletedFile') : (theirs.text ?? t('notText'))} />
        </div>
        <DialogActions>
          <Button onClick={onTakeTheirs}>{isGone ? t('closeEditor') : t('takeTheirs')}</Button>
          <Button onClick={onSaveCopy}>{t('saveCopy')}</Button>
          <Button variant="primary" pending={isPending} onClick={onKeepMine}>
            {t('keepMine')}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}

function Side({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title} className="flex min-h-0 min-w-0 flex-col gap-1">
      <h3 className="font-medium text-sm">{title}</h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="h-72 overflow-auto whitespace-pre-wrap break-words rounded-md border bg-muted p-2 font-mono text-xs max-sm:h-40"
      >
        {text}
      </pre>
    </section>
  )
}
