'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { type Account, AccountForm } from '../../../_components/account-form.tsx'
import { signUpAndAccept } from '../actions.ts'

/** @param email the address that the invitation is bound to */
export function JoinForm({ token, email }: { token: string; email: string | null }) {
  const t = useTranslations('team.join')
  const create = useCallback((account: Account) => signUpAndAccept({ token, ...account }), [token])
  return <AccountForm create={create} submitLabel={t('signUp')} boundEmail={email} />
}
