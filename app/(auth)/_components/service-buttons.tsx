'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { ServiceIcon } from '#components/ui/service-icon.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { ExternalProviderView } from '#lib/tenants/schema.ts'
import { goToService } from '../external-actions.ts'

interface ServiceButtonsProps {
  providers: ExternalProviderView[]
  /** The page that asked for the sign-in. */
  returnTo?: string
}

/** Signs in or up by another service. */
export function ServiceButtons({ providers, returnTo }: ServiceButtonsProps) {
  return providers.map((provider) => <ServiceButton key={provider.id} provider={provider} returnTo={returnTo} />)
}

function ServiceButton({ provider, returnTo }: { provider: ExternalProviderView; returnTo?: string }) {
  const t = useTranslations('auth')
  const leave = useCallback(({ url }: { url: string }) => location.assign(url), [])
  const { submit, pending, error } = useSubmit(goToService, leave)
  return (
    <>
      <Button size="lg" pending={pending} onClick={() => submit({ provider: provider.id, returnTo })}>
        <ServiceIcon provider={provider.id} />
        {t('external.goOn', { service: provider.name })}
      </Button>
      {error && (
        <Notice tone="danger" role="alert">
          {error.message}
        </Notice>
      )}
    </>
  )
}
