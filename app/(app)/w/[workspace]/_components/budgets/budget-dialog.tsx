'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import type { BudgetPeriod, BudgetView } from '#lib/budgets/schema.ts'
import { type BudgetPlace, saveBudget } from './actions.ts'
import { countOf, dollarsOf, microsOf } from './amounts.ts'

interface BudgetDialogProps {
  place: BudgetPlace
  period: BudgetPeriod
  budget: BudgetView | undefined
}

/** Sets the limit of one period, changes or removes it. */
export function BudgetDialog({ place, period, budget }: BudgetDialogProps) {
  const t = useTranslations('budgets')
  const [open, setOpen] = useState(false)
  const action = t(budget ? 'change' : 'set')
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={t('changeNamed', { action, period: t(`period.${period}`) })}>
          {action}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('dialogTitle', { period: t(`period.${period}`) })} description={t('dialogDescription')}>
        <BudgetForm place={place} period={period} budget={budget} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

interface Written {
  money: string
  tokens: string
  warn: string
}

const NOTHING: Written = { money: '', tokens: '', warn: '' }

function BudgetForm({ place, period, budget, onDone }: BudgetDialogProps & { onDone: () => void }) {
  const t = useTranslations('budgets')
  const action = useCallback(
    async ({ money, tokens, warn }: Written): Promise<SubmitResult<unknown>> => {
      const limits = { limitMicros: microsOf(money), limitTokens: countOf(tokens), warnPercent: countOf(warn) ?? 80 }
      const fieldErrors = {
        ...(Number.isNaN(limits.limitMicros) && { limitMicros: [t('notAnAmount')] }),
        ...(Number.isNaN(limits.limitTokens) && { limitTokens: [t('notANumber')] }),
        ...(Number.isNaN(limits.warnPercent) && { warnPercent: [t('notANumber')] }),
      }
      if (Object.keys(fieldErrors).length > 0)
        return { ok: false, error: { code: 'invalid_input', message: '', fieldErrors } }
      return saveBudget({ place, period, ...limits })
    },
    [place, period, t],
  )
  const finish = useCallback(
    (_: unknown, { money, tokens }: Written) => {
      toast.success(t(money.trim() || tokens.trim() ? 'saved' : 'removed'))
      onDone()
    },
    [onDone, t],
  )
  const { submit, pending, error } = useSubmit(action, finish)
  const written = (data: FormData): Written => ({
    money: String(data.get('money') ?? ''),
    tokens: String(data.get('tokens') ?? ''),
    warn: String(data.get('warn') ?? ''),
  })
  return (
    <Form error={error} autoComplete="off" onSubmit={(data) => submit(written(data))}>
      <Field label={t('moneyLimit')} errors={error?.fieldErrors?.limitMicros}>
        {(control) => (
          <Input
            {...control}
            name="money"
            inputMode="decimal"
            defaultValue={dollarsOf(budget?.limitMicros)}
            placeholder="25"
          />
        )}
      </Field>
      <Field label={t('tokenLimit')} errors={error?.fieldErrors?.limitTokens}>
        {(control) => (
          <Input
            {...control}
            name="tokens"
            inputMode="numeric"
            defaultValue={budget?.limitTokens ?? ''}
            placeholder="5000000"
          />
        )}
      </Field>
      {period !== 'run' && (
        <Field label={t('warn')} errors={error?.fieldErrors?.warnPercent}>
          {(control) => <Input {...control} name="warn" inputMode="numeric" defaultValue={budget?.warnPercent ?? 80} />}
        </Field>
      )}
      <DialogActions>
        {budget && (
          <Button variant="ghost" className="mr-auto max-sm:mr-0" pending={pending} onClick={() => submit(NOTHING)}>
            {t('remove')}
          </Button>
        )}
        <DialogClose asChild>
          <Button>{t('cancel')}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t('save')}
        </Button>
      </DialogActions>
    </Form>
  )
}
