'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'

interface BranchPickerProps {
  /** Ids of all that stand in this place, oldest first; absent: there is one alone. */
  ids: readonly string[] | undefined
  currentId: string
  label: string
  onOpen: (id: string) => void
}

/** Where a thread parts: leads to the branch before or after this one. */
export function BranchPicker({ ids, currentId, label, onOpen }: BranchPickerProps) {
  const t = useTranslations('chat')
  if (!ids || ids.length < 2) return null
  const index = ids.indexOf(currentId)
  const go = (to: string | undefined) => to && onOpen(to)
  return (
    <fieldset aria-label={label} className="flex items-center text-muted-foreground text-xs tabular-nums">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t('branchBefore')}
        disabled={index <= 0}
        onClick={() => go(ids[index - 1])}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <span>{t('branchOf', { index: index + 1, count: ids.length })}</span>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t('branchAfter')}
        disabled={index >= ids.length - 1}
        onClick={() => go(ids[index + 1])}
      >
        <ChevronRight aria-hidden />
      </Button>
    </fieldset>
  )
}
