'use client'

import { CircleAlert, MailCheck } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { confirmEmail } from '../actions.ts'

/** By a press of a button: programs that look at links in letters must not confirm anything. */
export function ConfirmEmail({ token }: { token: string }) {
  const t = useTranslations('auth')
  const [email, setEmail] = useState<string | null>(null)
  const { submit, pending, error } = useSubmit(
    confirmEmail,
    useCallback((confirmed: { email: string }) => setEmail(confirmed.email), []),
  )
  if (email) {
    return (
      <>
        <Notice icon={MailCheck} role="status">
          {t('emailConfirmed', { email })}
        </Notice>
        <Link href="/" className="font-medium underline underline-offset-4">
          {t('goOn')}
        </Link>
      </>
    )
  }
  return (
    <>
      <p className="text-muted-foreground">{t('confirmEmailDescription')}</p>
      {error && (
        <Notice tone="danger" role="alert" icon={CircleAlert}>
          {error.message}
        </Notice>
      )}
      <Button variant="primary" size="lg" pending={pending} onClick={() => submit(token)}>
        {t('confirmEmail')}
      </Button>
    </>
  )
}
