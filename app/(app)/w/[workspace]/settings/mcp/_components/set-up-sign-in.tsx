'use client'

import { LogIn } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog, DialogActions, DialogCancel, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { setUpServerSignIn } from '../actions.ts'

interface SetUpSignInProps {
  workspaceId: string
  server: { id: string; name: string }
  redirectUri: string
}

/** Finds out where agents sign in for a server, and registers there. */
export function SetUpSignIn({ workspaceId, server, redirectUri }: SetUpSignInProps) {
  const t = useTranslations('mcp')
  const [open, setOpen] = useState(false)
  const finish = useCallback(() => {
    setOpen(false)
    toast.success(t('signIn.done'))
  }, [t])
  const action = useCallback(
    (data: FormData) => {
      const clientId = String(data.get('clientId') ?? '').trim()
      const clientSecret = String(data.get('clientSecret') ?? '')
      const client = clientId === '' ? {} : { clientId, clientSecret }
      return setUpServerSignIn({ workspaceId, serverId: server.id, ...client })
    },
    [workspaceId, server.id],
  )
  const { submit, pending, error, clearError } = useSubmit(action, finish)
  const change = (next: boolean) => {
    setOpen(next)
    clearError()
  }
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button size="sm">
          <LogIn aria-hidden />
          {t('signIn.setUp')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('signIn.title', { name: server.name })} description={t('signIn.description')}>
        <Form error={error} autoComplete="off" onSubmit={submit}>
          <details className="group flex flex-col gap-3">
            <summary className="w-fit cursor-pointer rounded text-sm">{t('signIn.byHand')}</summary>
            <div className="flex flex-col gap-3 pt-3">
              <CopyField label={t('signIn.redirectUri')} value={redirectUri} />
              <Field label={t('signIn.clientId')} hint={t('signIn.clientIdHint')} errors={error?.fieldErrors?.clientId}>
                {(control) => <Input {...control} name="clientId" spellCheck={false} className="font-mono text-sm" />}
              </Field>
              <Field label={t('signIn.clientSecret')} errors={error?.fieldErrors?.clientSecret}>
                {(control) => (
                  <Input
                    {...control}
                    name="clientSecret"
                    type="password"
                    autoComplete="off"
                    className="font-mono text-sm"
                  />
                )}
              </Field>
            </div>
          </details>
          <DialogActions>
            <DialogCancel />
            <Button type="submit" variant="primary" pending={pending}>
              {t('signIn.setUp')}
            </Button>
          </DialogActions>
        </Form>
      </DialogContent>
    </Dialog>
  )
}
