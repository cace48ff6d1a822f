import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { ConfirmEmail } from './_components/confirm-email.tsx'

export const generateMetadata = pageTitle('auth.confirmEmail')

export default async function ConfirmEmailPage({ params }: PageProps<'/confirm-email/[token]'>) {
  const t = await getTranslations('auth')
  const { token } = await params
  return (
    <div className="flex flex-col gap-5">
      <h1 className="font-semibold text-xl tracking-tight">{t('confirmEmail')}</h1>
      <ConfirmEmail token={token} />
    </div>
  )
}
