'use client'

import { MessageSquarePlus, ServerCog, Trash2, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { InstallationView } from '#lib/packages/installations/schema.ts'
import { assign, uninstall } from '../actions.ts'
import { AgentChoice } from './consent-form.tsx'

interface InstalledPanelProps {
  workspaceId: string
  installation: InstallationView
  agents: { id: string; name: string }[]
  mayChange: boolean
}

/** A package that is here: who has it, what its publisher says of it meanwhile, and the way out. */
export function InstalledPanel({ workspaceId, installation, agents, mayChange }: InstalledPanelProps) {
  const t = useTranslations('market')
  const problemWords = useProblemWords()
  const [chosen, setChosen] = useState<string[]>(installation.agentIds)
  const [isPending, startTransition] = useTransition()
  const { id: installationId, title, version, installedByName, yankReason, contents, crewIds } = installation
  const starter =
    contents.firstTask && crewIds[contents.agents.findIndex(({ key }) => key === contents.firstTask?.agent)]
  const isChanged = [...chosen].sort().join() !== [...installation.agentIds].sort().join()
  const save = () =>
    startTransition(async () => {
      const result = await assign({ workspaceId, installationId, agentIds: chosen })
      if (result.ok) toast.success(t('assigned'))
      else toast.error(problemWords(result.error))
    })
  return (
    <Section title={t('inThisWorkspace')} description={t('installedBy', { version, name: installedByName })}>
      {yankReason && (
        <Notice tone="danger" icon={TriangleAlert}>
          {t('yanked', { version, reason: yankReason })}
        </Notice>
      )}
      {(contents.mcpServers ?? []).length > 0 && (
        <Notice>
          <span className="flex flex-wrap items-center justify-between gap-2">
            <span>{t('serversWait', { names: (contents.mcpServers ?? []).map(({ name }) => name).join(', ') })}</span>
            <Button asChild size="sm">
              <Link href={workspacePaths(workspaceId).mcp}>
                <ServerCog aria-hidden />
                {t('lookAtServers')}
              </Link>
            </Button>
          </span>
        </Notice>
      )}
      {starter && contents.firstTask && (
        <Notice>
          <span className="flex flex-wrap items-center justify-between gap-2">
            <span>{contents.firstTask.text}</span>
            <Button asChild size="sm">
              <Link
                href={`${workspacePaths(workspaceId).newThread(starter)}&${new URLSearchParams({ text: contents.firstTask.text })}`}
              >
                <MessageSquarePlus aria-hidden />
                {t('firstTask')}
              </Link>
            </Button>
          </span>
        </Notice>
      )}
      <fieldset disabled={!mayChange} className="flex flex-col items-start gap-3">
        <AgentChoice agents={agents} chosen={chosen} onChange={setChosen} />
        {isChanged && (
          <Button size="sm" variant="primary" pending={isPending} onClick={save}>
            {t('saveAgents')}
          </Button>
        )}
      </fieldset>
      {mayChange && (
        <ConfirmDialog
          trigger={
            <Button variant="danger" size="sm" className="self-start">
              <Trash2 aria-hidden />
              {t('uninstall')}
            </Button>
          }
          title={t('uninstallTitle', { title })}
          consequences={[
            t('uninstallSkills'),
            ...(crewIds.length > 0 ? [t('uninstallAgents')] : []),
            t('uninstallThreads'),
          ]}
          confirmLabel={t('uninstall')}
          action={() => uninstall({ workspaceId, installationId })}
          onDone={() => toast.success(t('uninstalled', { title }))}
        />
      )}
    </Section>
  )
}
