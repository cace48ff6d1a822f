'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { openSession } from '../../_components/open-session.ts'
import { PasswordField } from '../../_components/password-field.tsx'

/** @param returnTo the page that asked for the sign-in */
export function SignInForm({ returnTo }: { returnTo?: string }) {
  const t = useTranslations('auth')
  const router = useRouter()
  const enter = useCallback(() => router.replace(ownPath(returnTo)), [router, returnTo])
  const { submit, pending, error } = useSubmit(openSession, enter)
  return (
    <Form
      error={error}
      onSubmit={(data) => submit({ email: String(data.get('email')), password: String(data.get('password')) })}
    >
      <Field label={t('email')}>
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" required autoFocus className="h-9" />
        )}
      </Field>
      <PasswordField autoComplete="current-password" />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {t('signIn')}
      </Button>
    </Form>
  )
}

/** A path of this site; an address of another one, which a link could have brought, is not followed. */
function ownPath(returnTo: string | undefined): string {
  if (!returnTo || !URL.canParse(returnTo, location.origin)) return '/'
  const url = new URL(returnTo, location.origin)
  return url.origin === location.origin ? url.pathname + url.search : '/'
}
