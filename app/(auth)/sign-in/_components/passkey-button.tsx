'use client'

import { browserSupportsWebAuthnAutofill, startAuthentication, WebAuthnAbortService } from '@simplewebauthn/browser'
import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import { useEnter } from '../../_components/use-enter.ts'
import { beginPasskeySignIn, enterWithPasskey } from '../passkey-actions.ts'

type Entered = SubmitResult<{ codeIsNeeded: boolean }>

/** Signs in with a passkey: by a press, or out of the suggestions that the browser shows at the e-mail field. */
export function PasskeyButton({ returnTo }: { returnTo?: string }) {
  const t = useTranslations('auth')
  const enter = useEnter(returnTo)
  /** The browser asks for one passkey at a time: what the person presses goes before what it only offers. */
  const isOffering = useRef(true)
  const ask = async (): Promise<Entered> => {
    isOffering.current = false
    const begun = await beginPasskeySignIn()
    if (!begun.ok) return begun
    const response = await startAuthentication({ optionsJSON: begun.data }).catch(() => null)
    if (!response) return { ok: false, error: { code: 'cancelled', message: t('passkey.notUsed') } }
    return enterWithPasskey(response)
  }
  const { submit, pending, error } = useSubmit<void, { codeIsNeeded: boolean }>(ask, enter)

  const offer = useEffectEvent(async () => {
    if (!(await browserSupportsWebAuthnAutofill())) return
    const begun = await beginPasskeySignIn()
    if (!begun.ok || !isOffering.current) return
    const response = await startAuthentication({ optionsJSON: begun.data, useBrowserAutofill: true }).catch(() => null)
    const entered = response && (await enterWithPasskey(response))
    if (entered?.ok) enter(entered.data)
  })
  useEffect(() => {
    isOffering.current = true
    // Nothing is lost where it fails: the button and the password are there.
    offer().catch(() => undefined)
    return () => {
      isOffering.current = false
      WebAuthnAbortService.cancelCeremony()
    }
  }, [])

  return (
    <>
      <Button size="lg" pending={pending} onClick={() => submit()}>
        <KeyRound aria-hidden />
        {t('passkey.signIn')}
      </Button>
      {error && (
        <Notice tone="danger" role="alert">
          {error.message}
        </Notice>
      )}
    </>
  )
}
