'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { places } from './places.ts'
import { useSingleKeys } from './single-keys.ts'

const actions = [
  { keys: ['Ctrl', 'K'], name: 'findAnything' },
  { keys: ['C'], name: 'newThread' },
  { keys: ['Enter'], name: 'sendMessage' },
  { keys: ['Shift', 'Enter'], name: 'newLine' },
  { keys: ['['], name: 'foldSidebar' },
  { keys: ['?'], name: 'thisList' },
] as const

/** The keys, on one small sheet. */
export function HelpDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('shell')
  const switchId = useId()
  const [singleKeys, setSingleKeys] = useSingleKeys()
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t('keyboard')} description={t('keyboardDescription')} className="max-w-sm">
        <Keys
          title={t('goTo')}
          rows={places.map(({ name, key }) => ({ keys: ['G', key.toUpperCase()], name: t(name) }))}
        />
        <Keys title={t('do')} rows={actions.map(({ keys, name }) => ({ keys, name: t(name) }))} />
        <div className="flex items-center gap-3 border-t pt-4">
          <label htmlFor={switchId} className="min-w-0 flex-1">
            <span className="block font-medium">{t('singleKeys')}</span>
            <span className="block text-muted-foreground text-sm">{t('singleKeysHint')}</span>
          </label>
          <Switch id={switchId} checked={singleKeys} onCheckedChange={setSingleKeys} />
        </div>
      </DialogContent>
    </Dialog>
  )
}

function Keys({ title, rows }: { title: string; rows: { keys: readonly string[]; name: string }[] }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-medium text-muted-foreground text-xs">{title}</h3>
      <dl className="flex flex-col gap-1.5">
        {rows.map(({ keys, name }) => (
          <div key={name} className="flex items-center justify-between">
            <dt>{name}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
