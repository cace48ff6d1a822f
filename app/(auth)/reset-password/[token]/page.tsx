import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { isRecoverable } from '#lib/tenants/account/recover-password.ts'
import { NewPasswordForm } from './_components/new-password-form.tsx'

export const generateMetadata = pageTitle('auth.newPassword')

export default async function ResetPasswordPage({ params }: PageProps<'/reset-password/[token]'>) {
  const t = await getTranslations('auth')
  const { token } = await params
  const works = await isRecoverable(token)
  return (
    <div className="flex flex-col gap-5">
      <h1 className="font-semibold text-xl tracking-tight">{works ? t('newPassword') : t('deadLink')}</h1>
      {works ? (
        <NewPasswordForm token={token} />
      ) : (
        <>
          <p className="text-muted-foreground">{t('deadLinkDescription')}</p>
          <Link href="/forgot-password" className="font-medium underline underline-offset-4">
            {t('askForNewLink')}
          </Link>
        </>
      )}
    </div>
  )
}
