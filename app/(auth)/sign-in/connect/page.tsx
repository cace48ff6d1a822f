import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { keptStep } from '#app/_server/step-cookie.ts'
import { lookAtChoice } from '#lib/tenants/external/choose.ts'
import { ConfirmForm } from './_components/confirm-form.tsx'
import { CreateForm } from './_components/create-form.tsx'

export const generateMetadata = pageTitle('auth.connect.title')

/** Another service has said who somebody is, and no account knows them: theirs, or a new one? */
export default async function ConnectPage() {
  const t = await getTranslations('auth')
  const choice = await lookAtChoice(await keptStep('external_choice'))
  if (!choice) redirect('/sign-in')
  const { providerName: service, email, name, what, returnTo } = choice
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl tracking-tight">{t(`connect.${what}.title`, { service })}</h1>
        <p className="text-muted-foreground">
          {t.rich(`connect.${what}.description`, {
            service,
            email: () => <strong className="break-all font-medium text-foreground">{email}</strong>,
          })}
        </p>
      </div>
      {what === 'confirm' && <ConfirmForm returnTo={returnTo} />}
      {what === 'create' && <CreateForm name={name} />}
      <Link href="/sign-in" className="self-start text-muted-foreground underline underline-offset-4">
        {t('backToSignIn')}
      </Link>
    </div>
  )
}
