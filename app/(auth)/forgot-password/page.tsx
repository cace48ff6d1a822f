import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { canSendEmail } from '#lib/email/send-email.ts'
import { RecoveryForm } from './_components/recovery-form.tsx'

export const generateMetadata = pageTitle('auth.newPassword')
// Whether there is a mail server is known when the product runs, not when it is built.
export const dynamic = 'force-dynamic'

export default async function ForgotPasswordPage() {
  const t = await getTranslations('auth')
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl tracking-tight">{t('newPassword')}</h1>
        <p className="text-muted-foreground">{canSendEmail() ? t('recoveryDescription') : t('recoveryByOperator')}</p>
      </div>
      {canSendEmail() && <RecoveryForm />}
      <Link href="/sign-in" className="font-medium underline underline-offset-4">
        {t('backToSignIn')}
      </Link>
    </div>
  )
}
