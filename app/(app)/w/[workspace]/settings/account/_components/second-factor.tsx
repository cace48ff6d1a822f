'use client'

import { ShieldCheck, Smartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { WaysIn } from '#lib/tenants/schema.ts'
import { codesAreKept, removeApp, renewCodes } from '../second-factor-actions.ts'
import { EnrolApp } from './enrol-app.tsx'
import type { Provable } from './proof-field.tsx'
import { ProofForm } from './proof-form.tsx'
import { RecoveryCodeList } from './recovery-code-list.tsx'

interface SecondFactorProps {
  secondFactor: WaysIn['secondFactor']
  provable: Provable
}

/** The authenticator app: set up, removed, and its recovery codes renewed. */
export function SecondFactor({ secondFactor, provable }: SecondFactorProps) {
  const t = useTranslations('account')
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-xl border bg-raised px-4 py-3 shadow-raised">
      {secondFactor ? (
        <ShieldCheck aria-hidden className="size-4 text-success" />
      ) : (
        <Smartphone aria-hidden className="size-4 text-muted-foreground" />
      )}
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {t('app.name')} {secondFactor && <Badge tone="success">{t('app.on')}</Badge>}
        </p>
        <p className="text-muted-foreground text-sm">
          {secondFactor ? (
            <>
              {t.rich('app.since', { date: () => <LocalDate date={secondFactor.since} /> })} ·{' '}
              {t('app.codesLeft', { count: secondFactor.recoveryCodesLeft })}
            </>
          ) : (
            t('app.off')
          )}
        </p>
      </div>
      {secondFactor ? (
        <div className="flex flex-wrap gap-2">
          <RenewCodes provable={provable} />
          <RemoveApp provable={provable} />
        </div>
      ) : (
        <EnrolApp provable={provable} />
      )}
    </div>
  )
}

function RenewCodes({ provable }: { provable: Provable }) {
  const t = useTranslations('account')
  const [open, setOpen] = useState(false)
  const [codes, setCodes] = useState<string[] | null>(null)
  const close = () => {
    setOpen(false)
    setCodes(null)
    void codesAreKept()
  }
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? setOpen(true) : close())}>
      <DialogTrigger asChild>
        <Button size="sm">{t('codes.renew')}</Button>
      </DialogTrigger>
      <DialogContent title={t('codes.renew')} description={codes ? t('codes.keep') : t('codes.renewDescription')}>
        {codes ? (
          <RecoveryCodeList codes={codes} onKept={close} />
        ) : (
          <ProofForm
            provable={provable}
            label={t('codes.make')}
            action={renewCodes}
            onDone={(renewed) => setCodes(renewed.codes)}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}

function RemoveApp({ provable }: { provable: Provable }) {
  const t = useTranslations('account')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="danger-ghost">
          {t('app.remove')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('app.removeTitle')} description={t('app.removeDescription')}>
        <ProofForm
          provable={provable}
          label={t('app.removeTitle')}
          isDangerous
          action={removeApp}
          onDone={() => {
            setOpen(false)
            toast.success(t('app.removed'))
          }}
        />
      </DialogContent>
    </Dialog>
  )
}
