'use client'

import { Plus, X } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { formatMoney } from '#components/chat/amounts.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import { useUndoable } from '#components/ui/use-undoable.ts'
import type { ModelPriceView } from '#lib/budgets/schema.ts'
import { PROVIDER_KINDS, providerKinds } from '#lib/providers/schema.ts'
import { dropModelPrice, saveModelPrice } from './actions.ts'
import { microsOf } from './amounts.ts'

interface PriceListProps {
  tenantId: string
  prices: readonly ModelPriceView[]
  mayChange: boolean
}

/** What an organisation pays for models, where it has said so. */
export function PriceList({ tenantId, prices, mayChange }: PriceListProps) {
  const t = useTranslations('budgets')
  const format = useFormatter()
  const undoable = useUndoable()
  const remove = ({ provider, model, inputMicros, cachedInputMicros, outputMicros }: ModelPriceView) =>
    void undoable({
      done: t('priceRemoved'),
      run: () => dropModelPrice({ tenantId, provider, model }),
      undo: () => saveModelPrice({ tenantId, provider, model, inputMicros, cachedInputMicros, outputMicros }),
    })
  return (
    <div className="flex flex-col items-start gap-3">
      {prices.length === 0 ? (
        <p className="w-full rounded-xl border border-dashed px-3 py-2.5 text-muted-foreground text-sm">
          {t('noPrices')}
        </p>
      ) : (
        <ul className="w-full divide-y rounded-xl border bg-raised">
          {prices.map((price) => (
            <li key={`${price.provider} ${price.model}`} className="flex items-center gap-3 px-3 py-2">
              <div className="min-w-0 flex-1">
                <p className="truncate font-mono text-sm">{price.model}</p>
                <p className="text-muted-foreground text-sm tabular-nums">
                  {t('input')} {formatMoney(format, price.inputMicros)}
                  {price.cachedInputMicros !== null &&
                    ` · ${t('cached')} ${formatMoney(format, price.cachedInputMicros)}`}
                  {` · ${t('output')} ${formatMoney(format, price.outputMicros)}`}
                </p>
              </div>
              {mayChange && (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t('removePrice', { model: price.model })}
                  onClick={() => remove(price)}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && <PriceDialog tenantId={tenantId} />}
    </div>
  )
}

function PriceDialog({ tenantId }: { tenantId: string }) {
  const t = useTranslations('budgets')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">
          <Plus aria-hidden />
          {t('addPrice')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('addPrice')} description={t('priceDialog')}>
        <PriceForm tenantId={tenantId} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function PriceForm({ tenantId, onDone }: { tenantId: string; onDone: () => void }) {
  const t = useTranslations('budgets')
  const [provider, setProvider] = useState<string>(PROVIDER_KINDS[0])
  const action = useCallback(
    async (data: FormData): Promise<SubmitResult<unknown>> => {
      const micros = (name: string) => microsOf(String(data.get(name) ?? ''))
      const [inputMicros, cachedInputMicros, outputMicros] = [micros('input'), micros('cached'), micros('output')]
      const wrong = (value: number | null, required: boolean) => (value === null ? required : Number.isNaN(value))
      const fieldErrors = {
        ...(wrong(inputMicros, true) && { inputMicros: [t('notAnAmount')] }),
        ...(wrong(cachedInputMicros, false) && { cachedInputMicros: [t('notAnAmount')] }),
        ...(wrong(outputMicros, true) && { outputMicros: [t('notAnAmount')] }),
      }
      if (inputMicros === null || outputMicros === null || Object.keys(fieldErrors).length > 0) {
        return { ok: false, error: { code: 'invalid_input', message: '', fieldErrors } }
      }
      const model = String(data.get('model') ?? '')
      return saveModelPrice({ tenantId, provider, model, inputMicros, cachedInputMicros, outputMicros })
    },
    [tenantId, provider, t],
  )
  const finish = useCallback(() => {
    toast.success(t('priceSaved'))
    onDone()
  }, [onDone, t])
  const { submit, pending, error } = useSubmit(action, finish)
  return (
    <Form error={error} autoComplete="off" onSubmit={submit}>
      <Field label={t('provider')} errors={error?.fieldErrors?.provider}>
        {(control) => (
          <Select
            {...control}
            value={provider}
            onValueChange={setProvider}
            options={PROVIDER_KINDS.map((kind) => ({ value: kind, label: providerKinds[kind].label }))}
          />
        )}
      </Field>
      <Field label={t('model')} errors={error?.fieldErrors?.model}>
        {(control) => (
          <Input {...control} name="model" spellCheck={false} maxLength={200} className="font-mono text-sm" />
        )}
      </Field>
      <Field label={t('input')} errors={error?.fieldErrors?.inputMicros}>
        {(control) => <Input {...control} name="input" inputMode="decimal" placeholder="2.50" />}
      </Field>
      <Field label={t('cached')} hint={t('cachedHint')} errors={error?.fieldErrors?.cachedInputMicros}>
        {(control) => <Input {...control} name="cached" inputMode="decimal" />}
      </Field>
      <Field label={t('output')} errors={error?.fieldErrors?.outputMicros}>
        {(control) => <Input {...control} name="output" inputMode="decimal" placeholder="10" />}
      </Field>
      <DialogActions>
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
