'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { useEnter } from '../../../_components/use-enter.ts'
import { enterCode } from '../actions.ts'

/** Asks for a code of the app, or for a recovery code. */
export function CodeForm({ returnTo }: { returnTo?: string }) {
  const t = useTranslations('auth')
  const [byRecovery, setByRecovery] = useState(false)
  const { submit, pending, error, clearError } = useSubmit(enterCode, useEnter(returnTo))
  const kind = byRecovery ? 'recovery' : 'app'
  return (
    <Form error={error} onSubmit={(data) => submit({ code: String(data.get('code')) })}>
      <Field key={kind} label={t(`code.${kind}`)} hint={t(`code.${kind}Hint`)} errors={error?.fieldErrors?.code}>
        {(control) => (
          <Input
            {...control}
            name="code"
            autoComplete="one-time-code"
            inputMode={byRecovery ? 'text' : 'numeric'}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={30}
            required
            autoFocus
            className="h-9 font-mono"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {t('signIn')}
      </Button>
      <Button
        variant="ghost"
        className="self-start"
        onClick={() => {
          clearError()
          setByRecovery(!byRecovery)
        }}
      >
        {t(byRecovery ? 'code.useApp' : 'code.useRecovery')}
      </Button>
    </Form>
  )
}
