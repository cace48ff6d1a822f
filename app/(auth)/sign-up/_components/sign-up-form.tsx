'use client'

import { useTranslations } from 'next-intl'
import { AccountForm } from '../../_components/account-form.tsx'
import { createAccount } from '../actions.ts'

export function SignUpForm() {
  const t = useTranslations('auth')
  return <AccountForm create={createAccount} submitLabel={t('createAccount')} />
}
