'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { PasskeyView } from '#lib/tenants/schema.ts'
import { deletePasskey } from '../passkey-actions.ts'
import { AddPasskey } from './add-passkey.tsx'
import type { Provable } from './proof-field.tsx'

/** A person's passkeys, and a new one. */
export function Passkeys({ passkeys, provable }: { passkeys: PasskeyView[]; provable: Provable }) {
  const t = useTranslations('account')
  return (
    <div className="flex flex-col gap-3">
      {passkeys.length > 0 && (
        <ul className="divide-y rounded-xl border bg-raised shadow-raised">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {passkeys.length === 0 && <p className="text-muted-foreground">{t('passkeys.none')}</p>}
      <AddPasskey provable={provable} />
    </div>
  )
}

function PasskeyRow({ passkey }: { passkey: PasskeyView }) {
  const t = useTranslations('account')
  const { id, name, createdAt, lastUsedAt } = passkey
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <KeyRound aria-hidden className="size-4 text-muted-foreground" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-muted-foreground text-sm">
          {t.rich('passkeys.added', { date: () => <LocalDate date={createdAt} /> })} ·{' '}
          {lastUsedAt
            ? t.rich('passkeys.used', { date: () => <LocalDate date={lastUsedAt} time /> })
            : t('passkeys.neverUsed')}
        </p>
      </div>
      <ConfirmDialog
        trigger={
          <Button variant="danger-ghost" size="sm" aria-label={t('passkeys.removeNamed', { name })}>
            {t('app.remove')}
          </Button>
        }
        title={t('passkeys.removeNamed', { name })}
        consequences={[t('passkeys.removeDescription'), t('passkeys.removeOnDevice')]}
        confirmLabel={t('passkeys.remove')}
        action={() => deletePasskey(id)}
        onDone={() => void toast.success(t('passkeys.removed'))}
      />
    </li>
  )
}
