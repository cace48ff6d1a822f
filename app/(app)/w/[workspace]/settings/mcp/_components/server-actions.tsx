'use client'

import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { McpServerView } from '#lib/mcp/schema.ts'
import { checkServer, removeServer, switchServer } from '../actions.ts'
import { ServerDialog } from './server-dialog.tsx'

/** What an admin can do with a server as a whole. */
export function ServerActions({ workspaceId, server }: { workspaceId: string; server: McpServerView }) {
  const t = useTranslations('mcp')
  const router = useRouter()
  const problemWords = useProblemWords()
  const { id: serverId, name, enabled } = server
  const look = useCallback(async () => {
    const result = await checkServer({ workspaceId, serverId })
    if (!result.ok) toast.error(problemWords(result.error))
    else if (result.data.problem) toast.error(t('problemTitle'))
    else toast.success(t('looked', { count: result.data.tools.quarantined }))
    return result
  }, [workspaceId, serverId, problemWords, t])
  const { submit: check, pending } = useSubmit(look)
  const toggle = useCallback(
    async (on: boolean) => {
      const result = await switchServer({ workspaceId, serverId, enabled: on })
      if (!result.ok) toast.error(problemWords(result.error))
      return result
    },
    [workspaceId, serverId, problemWords],
  )
  const { submit: change, pending: changing } = useSubmit(toggle)
  const remove = useCallback(() => removeServer({ workspaceId, serverId }), [workspaceId, serverId])
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      <Switch aria-label={t('use', { name })} checked={enabled} disabled={changing} onCheckedChange={change} />
      <Button size="sm" pending={pending} onClick={() => check(undefined)}>
        <RefreshCw aria-hidden />
        {t('check')}
      </Button>
      <ServerDialog workspaceId={workspaceId} server={server} trigger={<Button size="sm">{t('change')}</Button>} />
      <ConfirmDialog
        trigger={
          <Button variant="danger-ghost" size="sm">
            {t('remove')}
          </Button>
        }
        title={t('removeQuestion', { name })}
        consequences={[t('removeTools'), t('removeFiles')]}
        confirmLabel={t('removeName', { name })}
        action={remove}
        onDone={() => router.push(workspacePaths(workspaceId).mcp)}
      />
    </div>
  )
}
