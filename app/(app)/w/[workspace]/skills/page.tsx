import { BookOpen } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { RedrawOn } from '#components/stream/redraw-on.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { listSkills } from '#lib/skills/list-skills.ts'
import type { SkillSummary } from '#lib/skills/schema.ts'
import { loadAgents, loadPlace } from '../_server/workspace-data.ts'
import { AddSkill } from './_components/add-skill.tsx'

export const generateMetadata = pageTitle('skills.skills')

/** The skills of the workspace and of its agents. */
export default async function SkillsPage({ params, searchParams }: PageProps<'/w/[workspace]/skills'>) {
  const t = await getTranslations('skills')
  const [{ workspace: workspaceId }, query] = await Promise.all([params, searchParams])
  const cursor = typeof query.cursor === 'string' ? query.cursor : undefined
  const [{ items, nextCursor }, { agents }, { role, tenantId, tenantName }] = await Promise.all([
    loadForPage(listSkills, { workspaceId, cursor, limit: 50 }),
    loadAgents(workspaceId),
    loadPlace(workspaceId),
  ])
  const paths = workspacePaths(workspaceId)
  const add = atLeast(role, 'member') && (
    <AddSkill
      workspaceId={workspaceId}
      tenant={{ id: tenantId, name: tenantName }}
      agents={agents.map(({ id, name }) => ({ id, name }))}
      isAdmin={atLeast(role, 'admin')}
    />
  )
  const ownerOf = (skill: SkillSummary) => {
    if (skill.workspaceId === null) return t('allOf', { name: tenantName })
    return agents.find(({ id }) => id === skill.agentId)?.name ?? t('allAgents')
  }
  return (
    <>
      <PageHeader title={t('skills')}>{items.length > 0 && add}</PageHeader>
      <PageBody>
        <RedrawOn workspaceId={workspaceId} hint="skills.changed" />
        {items.length === 0 ? (
          <EmptyState icon={BookOpen} title={t('emptyTitle')} description={t('emptyDescription')} action={add} />
        ) : (
          <div className="flex flex-col gap-4">
            <p className="text-muted-foreground">{t('intro')}</p>
            <ul className="divide-y rounded-lg border">
              {items.map((skill) => (
                <li key={skill.id} className="relative flex flex-col gap-0.5 px-3 py-2.5 hover:bg-muted">
                  <span className="flex flex-wrap items-center gap-2">
                    <Link href={paths.skill(skill.id)} className="font-medium after:absolute after:inset-0">
                      {skill.name}
                    </Link>
                    {skill.activeVersion !== skill.version && <Badge tone="warning">{t('waiting')}</Badge>}
                    <span className="text-muted-foreground text-xs">{ownerOf(skill)}</span>
                  </span>
                  <span className="line-clamp-2 text-muted-foreground text-sm">{skill.description}</span>
                </li>
              ))}
            </ul>
            {nextCursor && (
              <Button asChild className="self-center">
                <Link href={`${paths.skills}?${new URLSearchParams({ cursor: nextCursor })}`}>{t('more')}</Link>
              </Button>
            )}
          </div>
        )}
      </PageBody>
    </>
  )
}
