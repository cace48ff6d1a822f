'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog, DialogActions, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { codesAreKept, confirmApp, startApp } from '../second-factor-actions.ts'
import type { Provable } from './proof-field.tsx'
import { ProofForm } from './proof-form.tsx'
import { RecoveryCodeList } from './recovery-code-list.tsx'

type Started = Extract<Awaited<ReturnType<typeof startApp>>, { ok: true }>['data']
type Stage = { at: 'proof' } | { at: 'scan'; started: Started } | { at: 'codes'; codes: string[] }

/** Sets an authenticator app up: a proof, the QR code, its first code, the recovery codes. */
export function EnrolApp({ provable }: { provable: Provable }) {
  const t = useTranslations('account')
  const [open, setOpen] = useState(false)
  const [stage, setStage] = useState<Stage>({ at: 'proof' })
  const close = () => {
    setOpen(false)
    if (stage.at === 'codes') void codesAreKept()
    setStage({ at: 'proof' })
  }
  const descriptions = { proof: t('app.explain'), scan: t('app.scan'), codes: t('codes.keep') }
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? setOpen(true) : close())}>
      <DialogTrigger asChild>
        <Button size="sm">{t('app.setUp')}</Button>
      </DialogTrigger>
      <DialogContent
        title={stage.at === 'codes' ? t('codes.title') : t('app.setUpTitle')}
        description={descriptions[stage.at]}
      >
        {stage.at === 'proof' && (
          <ProofForm
            provable={provable}
            label={t('goOn')}
            action={startApp}
            onDone={(started) => setStage({ at: 'scan', started })}
          />
        )}
        {stage.at === 'scan' && (
          <Scan started={stage.started} onConfirmed={({ codes }) => setStage({ at: 'codes', codes })} />
        )}
        {stage.at === 'codes' && <RecoveryCodeList codes={stage.codes} onKept={close} />}
      </DialogContent>
    </Dialog>
  )
}

function Scan({ started, onConfirmed }: { started: Started; onConfirmed: (confirmed: { codes: string[] }) => void }) {
  const t = useTranslations('account')
  const { submit, pending, error } = useSubmit(confirmApp, onConfirmed)
  const { secret, uri, qr } = started
  return (
    <Form error={error} onSubmit={(data) => submit({ code: String(data.get('code')) })}>
      {/* Dark on light in both themes: not every camera reads the opposite. */}
      <svg
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={t('app.qr')}
        shapeRendering="crispEdges"
        className="size-48 self-center rounded-lg bg-white"
      >
        <path d={qr.path} fill="#000" />
      </svg>
      <div className="flex flex-col gap-1.5">
        <p className="text-muted-foreground text-sm">
          {t.rich('app.type', {
            link: (words) => (
              <a href={uri} className="underline underline-offset-4">
                {words}
              </a>
            ),
          })}
        </p>
        <CopyField label={t('app.secret')} value={secret} />
      </div>
      <Field label={t('app.firstCode')} errors={error?.fieldErrors?.code}>
        {(control) => (
          <Input
            {...control}
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={10}
            required
            autoFocus
            className="font-mono"
          />
        )}
      </Field>
      <DialogActions>
        <Button type="submit" variant="primary" pending={pending}>
          {t('app.turnOn')}
        </Button>
      </DialogActions>
    </Form>
  )
}
