import { CircleAlert } from 'lucide-react'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { currentUser } from '#app/_server/current-user.ts'
import { Notice } from '#components/ui/notice.tsx'
import { listExternalProviders } from '#lib/tenants/external/providers.ts'
import { passkeysWork } from '#lib/tenants/passkeys/relying-party.ts'
import { EXTERNAL_PROBLEMS } from '#lib/tenants/schema.ts'
import { OtherWays } from '../_components/other-ways.tsx'
import { ServiceButtons } from '../_components/service-buttons.tsx'
import { PasskeyButton } from './_components/passkey-button.tsx'
import { SignInForm } from './_components/sign-in-form.tsx'

export const generateMetadata = pageTitle('auth.signIn')

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const t = await getTranslations('auth')
  if (await currentUser()) redirect('/')
  const { callbackUrl, problem } = await searchParams
  const failed = EXTERNAL_PROBLEMS.find((known) => known === problem)
  const providers = listExternalProviders()
  const returnTo = typeof callbackUrl === 'string' ? callbackUrl : undefined
  return (
    <div className="flex flex-col gap-5">
      <h1 className="font-semibold text-xl tracking-tight">{t('signIn')}</h1>
      {failed && (
        <Notice tone="danger" role="alert" icon={CircleAlert}>
          {t(`external.problems.${failed}`)}
        </Notice>
      )}
      <SignInForm returnTo={returnTo} />
      <Link href="/forgot-password" className="-mt-2 self-start text-muted-foreground underline underline-offset-4">
        {t('forgotPassword')}
      </Link>
      {(passkeysWork() || providers.length > 0) && (
        <OtherWays>
          {passkeysWork() && <PasskeyButton returnTo={returnTo} />}
          <ServiceButtons providers={providers} returnTo={returnTo} />
        </OtherWays>
      )}
      <p className="text-muted-foreground">
        {t('newHere')}{' '}
        <Link href="/sign-up" className="font-medium text-foreground underline underline-offset-4">
          {t('createAnAccount')}
        </Link>
      </p>
    </div>
  )
}
