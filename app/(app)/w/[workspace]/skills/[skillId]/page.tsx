import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { RedrawOn } from '#components/stream/redraw-on.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { getSkill } from '#lib/skills/get-skill.ts'
import { loadPlace } from '../../_server/workspace-data.ts'
import { SkillPage } from '../_components/skill-page.tsx'

export const generateMetadata = pageTitle('skills.skills')

/** One skill: what it is, what the check says of it, and its files. */
export default async function OneSkillPage({ params }: PageProps<'/w/[workspace]/skills/[skillId]'>) {
  const t = await getTranslations('skills')
  const { workspace: workspaceId, skillId } = await params
  const [skill, { role, tenantId, tenantName }] = await Promise.all([
    loadForPage(getSkill, { workspaceId, skillId }),
    loadPlace(workspaceId),
  ])
  const title = (
    <>
      <Link href={workspacePaths(workspaceId).skills} className="text-muted-foreground hover:text-foreground">
        {t('skills')}
      </Link>
      <span aria-hidden className="text-muted-foreground">
        /
      </span>
      <span className="truncate">{skill.name}</span>
    </>
  )
  return (
    <>
      <PageHeader title={title} aside={t('version', { number: skill.version })} />
      <PageBody>
        <RedrawOn workspaceId={workspaceId} hint="skills.changed" />
        <SkillPage
          key={skill.id}
          workspaceId={workspaceId}
          tenant={{ id: tenantId, name: tenantName }}
          skill={skill}
          mayWrite={atLeast(role, skill.workspaceId ? 'member' : 'admin')}
          mayApprove={atLeast(role, 'admin')}
        />
      </PageBody>
    </>
  )
}
