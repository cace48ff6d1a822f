'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogCancel, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Select } from '#components/ui/select.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { goToConsent } from './actions.ts'

interface ConnectAgentProps {
  workspaceId: string
  service: { id: string; name: string }
  /** Those that are not connected with it yet. */
  agents: { id: string; name: string }[]
}

/** Chooses an agent, and goes to the service to agree for it. */
export function ConnectAgent({ workspaceId, service, agents }: ConnectAgentProps) {
  const t = useTranslations('connections')
  const [agentId, setAgentId] = useState(agents[0]?.id ?? '')
  const leave = useCallback(({ url }: { url: string }) => location.assign(url), [])
  const { submit, pending, error, clearError } = useSubmit(goToConsent, leave)
  const go = () => submit({ workspaceId, agentId, serviceId: service.id, returnTo: location.pathname })
  return (
    <Dialog onOpenChange={clearError}>
      <DialogTrigger asChild>
        <Button size="sm">{t('connectAgent')}</Button>
      </DialogTrigger>
      <DialogContent title={t('connectTitle', { service: service.name })} description={t('connectDescription')}>
        <Form error={error} onSubmit={go}>
          <Field label={t('agent')}>
            {(control) => (
              <Select
                {...control}
                value={agentId}
                onValueChange={setAgentId}
                options={agents.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
          <DialogActions>
            <DialogCancel />
            <Button type="submit" variant="primary" pending={pending} disabled={agentId === ''}>
              {t('goOn', { service: service.name })}
            </Button>
          </DialogActions>
        </Form>
      </DialogContent>
    </Dialog>
  )
}
