'use client'

import { useTranslations } from 'next-intl'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

const groups = [
  {
    title: 'goTo',
    keys: [
      { keys: ['G', 'A'], label: 'agents' },
      { keys: ['G', 'T'], label: 'threads' },
      { keys: ['G', 'S'], label: 'settings' },
    ],
  },
  {
    title: 'do',
    keys: [
      { keys: ['Ctrl', 'K'], label: 'findAnything' },
      { keys: ['C'], label: 'newThread' },
      { keys: ['Enter'], label: 'sendMessage' },
      { keys: ['Shift', 'Enter'], label: 'newLine' },
      { keys: ['['], label: 'foldSidebar' },
      { keys: ['?'], label: 'thisList' },
    ],
  },
] as const

/** The keys, on one small sheet. */
export function HelpDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('shell')
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t('keyboard')} description={t('keyboardDescription')} className="max-w-sm">
        {groups.map((group) => (
          <section key={group.title} className="flex flex-col gap-1.5">
            <h3 className="font-medium text-muted-foreground text-xs">{t(group.title)}</h3>
            <dl className="flex flex-col gap-1.5">
              {group.keys.map(({ keys, label }) => (
                <div key={label} className="flex items-center justify-between">
                  <dt>{t(label)}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogContent>
    </Dialog>
  )
}
