import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { currentUser } from '#app/_server/current-user.ts'
import { SignInForm } from './_components/sign-in-form.tsx'

export const generateMetadata = pageTitle('auth.signIn')

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const t = await getTranslations('auth')
  if (await currentUser()) redirect('/')
  const { callbackUrl } = await searchParams
  return (
    <div className="flex flex-col gap-5">
      <h1 className="font-semibold text-xl tracking-tight">{t('signIn')}</h1>
      <SignInForm returnTo={typeof callbackUrl === 'string' ? callbackUrl : undefined} />
      <Link href="/forgot-password" className="-mt-2 self-start text-muted-foreground underline underline-offset-4">
        {t('forgotPassword')}
      </Link>
      <p className="text-muted-foreground">
        {t('newHere')}{' '}
        <Link href="/sign-up" className="font-medium text-foreground underline underline-offset-4">
          {t('createAnAccount')}
        </Link>
      </p>
    </div>
  )
}
