'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { removeAgent } from '../actions.ts'

interface DeleteAgentProps {
  workspaceId: string
  agentId: string
  name: string
  /** What goes with it, private threads of others included. */
  belongings: { threads: number; messages: number; runs: number; keys: number }
}

/** Removes an agent, after it was said in numbers what goes with it, and its name was typed. */
export function DeleteAgent({ workspaceId, agentId, name, belongings }: DeleteAgentProps) {
  const t = useTranslations('agents')
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [withThreads, setWithThreads] = useState(false)
  const remove = useCallback(
    (threads: 'keep' | 'delete') => removeAgent({ workspaceId, agentId, threads }),
    [workspaceId, agentId],
  )
  const leave = useCallback(() => {
    toast.success(t('removed', { name }))
    router.replace(workspacePaths(workspaceId).agents)
    router.refresh()
  }, [router, workspaceId, name, t])
  const { submit, pending, error } = useSubmit(remove, leave)
  const { threads, messages, runs, keys } = belongings
  const lines = [
    runs > 0 ? t('removeRuns', { count: runs }) : t('removeWork'),
    t('removeSandbox'),
    ...(keys > 0 ? [t('removeKeys', { count: keys })] : []),
    ...(withThreads ? [] : [t('removeThreads')]),
    t('removeFiles'),
  ]
  return (
    <div className="flex items-center justify-between gap-4">
      <p className="text-muted-foreground">{t('removeSummary')}</p>
      <Dialog onOpenChange={() => setTyped('')}>
        <DialogTrigger asChild>
          <Button variant="danger-ghost">{t('removeMore')}</Button>
        </DialogTrigger>
        <DialogContent
          title={t('removeQuestion', { name })}
          description={
            <ul className="flex list-disc flex-col gap-1 pl-4">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          }
        >
          {threads > 0 && (
            <label htmlFor="with-threads" className="flex items-center gap-3">
              <Switch id="with-threads" checked={withThreads} onCheckedChange={setWithThreads} />
              {t('removeThreadsToo', { threads, messages })}
            </label>
          )}
          <Field label={t('typeName', { name })}>
            {(control) => (
              <Input {...control} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
            )}
          </Field>
          {error && (
            <Notice tone="danger" role="alert">
              {error.message}
            </Notice>
          )}
          <DialogActions>
            <DialogClose asChild>
              <Button>{t('keepAgent')}</Button>
            </DialogClose>
            <Button
              variant="danger"
              pending={pending}
              disabled={typed.trim() !== name.trim()}
              onClick={() => submit(withThreads ? 'delete' : 'keep')}
            >
              {t('removeName', { name })}
            </Button>
          </DialogActions>
        </DialogContent>
      </Dialog>
    </div>
  )
}
