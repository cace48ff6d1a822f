import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { currentUser } from '#app/_server/current-user.ts'
import { listExternalProviders } from '#lib/tenants/external/providers.ts'
import { OtherWays } from '../_components/other-ways.tsx'
import { ServiceButtons } from '../_components/service-buttons.tsx'
import { SignUpForm } from './_components/sign-up-form.tsx'

export const generateMetadata = pageTitle('auth.createAnAccount')

export default async function SignUpPage() {
  const t = await getTranslations('auth')
  if (await currentUser()) redirect('/')
  const providers = listExternalProviders()
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl tracking-tight">{t('createAnAccount')}</h1>
        <p className="text-muted-foreground">{t('signUpDescription')}</p>
      </div>
      <SignUpForm />
      {providers.length > 0 && (
        <OtherWays>
          <ServiceButtons providers={providers} />
        </OtherWays>
      )}
      <p className="text-muted-foreground">
        {t('haveAccount')}{' '}
        <Link href="/sign-in" className="font-medium text-foreground underline underline-offset-4">
          {t('signIn')}
        </Link>
      </p>
    </div>
  )
}
