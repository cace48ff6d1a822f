'use client'

import { Archive, ArchiveRestore, Copy, Ellipsis, History, Pause, Play } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { toast } from '#components/ui/toast.tsx'
import { copyAgent } from '../actions.ts'
import { useAgentHold } from './agent-hold.tsx'

interface AgentActionsProps {
  workspaceId: string
  agentId: string
  mayAdminister: boolean
}

/** What can be done with an agent as a whole. */
export function AgentActions({ workspaceId, agentId, mayAdminister }: AgentActionsProps) {
  const t = useTranslations('agents')
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const paths = workspacePaths(workspaceId)
  const { isPaused, isArchived, hold } = useAgentHold()
  const copy = () =>
    startTransition(async () => {
      const result = await copyAgent({ workspaceId, agentId })
      if (!result.ok) return void toast.error(result.error.message)
      const { id, name, modelsLeftOut } = result.data
      toast.success(t('duplicated', { name }), {
        description: modelsLeftOut.length > 0 ? t('modelsLeftOut', { models: modelsLeftOut.join(', ') }) : undefined,
      })
      router.push(paths.agent(id))
    })
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={t('actions')} disabled={pending}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem asChild>
          <Link href={paths.versions(agentId)}>
            <History aria-hidden />
            {t('versions')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={copy}>
          <Copy aria-hidden />
          {t('duplicate')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => hold(isPaused ? 'resume' : 'pause')}>
          {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
          {isPaused ? t('resume') : t('pause')}
        </DropdownMenuItem>
        {mayAdminister && (
          <DropdownMenuItem onSelect={() => hold(isArchived ? 'unarchive' : 'archive')}>
            {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
            {isArchived ? t('unarchive') : t('archive')}
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
