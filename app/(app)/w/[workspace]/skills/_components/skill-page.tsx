'use client'

import { ShieldAlert, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { SkillView } from '#lib/skills/schema.ts'
import { letThrough, removeSkill } from '../actions.ts'
import { Findings } from './findings.tsx'
import { SkillFiles } from './skill-files.tsx'

interface SkillPageProps {
  workspaceId: string
  tenant: { id: string; name: string }
  skill: SkillView
  mayWrite: boolean
  mayApprove: boolean
}

/** A skill as it was saved last: who let it through, what was found in it, and its files to read and to change. */
export function SkillPage({ workspaceId, tenant, skill, mayWrite, mayApprove }: SkillPageProps) {
  const t = useTranslations('skills')
  const problemWords = useProblemWords()
  const router = useRouter()
  const [open, setOpen] = useState('SKILL.md')
  const [isPending, startTransition] = useTransition()
  const isActive = skill.activeVersion === skill.version
  const at = { skillId: skill.id, ...(skill.workspaceId ? { workspaceId } : { tenantId: tenant.id }) }
  const approve = () =>
    startTransition(async () => {
      const result = await letThrough({ ...at, version: skill.version })
      if (result.ok) toast.success(t('approved'))
      else toast.error(problemWords(result.error))
    })
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-start gap-3">
        <p className="min-w-0 flex-1">{skill.description}</p>
        <Badge tone={isActive ? 'success' : 'warning'}>{isActive ? t('inUse') : t('waiting')}</Badge>
        {!skill.workspaceId && <Badge tone="neutral">{t('allOf', { name: tenant.name })}</Badge>}
        {skill.approvedByName && (
          <span className="text-muted-foreground text-sm">{t('approvedBy', { name: skill.approvedByName })}</span>
        )}
      </div>
      {!isActive && (
        <Notice tone="warning" icon={ShieldAlert}>
          <span className="flex flex-col items-start gap-2">
            <strong>{t('waitingTitle')}</strong>
            <span>{t('waitingHint')}</span>
            {mayApprove && (
              <Button size="sm" pending={isPending} onClick={approve}>
                {t('approve')}
              </Button>
            )}
          </span>
        </Notice>
      )}
      <Section title={t('findings')}>
        <Findings report={skill.report} onOpen={setOpen} />
      </Section>
      <SkillFiles
        workspaceId={workspaceId}
        tenantId={tenant.id}
        skill={skill}
        mayWrite={mayWrite}
        open={open}
        onOpen={setOpen}
      />
      {mayWrite && (
        <ConfirmDialog
          trigger={
            <Button variant="danger" size="sm" className="self-start">
              <Trash2 aria-hidden />
              {t('delete')}
            </Button>
          }
          title={t('deleteTitle', { name: skill.name })}
          consequences={[t('deleteConsequence')]}
          confirmLabel={t('delete')}
          action={() => removeSkill(at)}
          onDone={() => router.push(workspacePaths(workspaceId).skills)}
        />
      )}
    </div>
  )
}
