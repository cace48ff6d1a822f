import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PatchView } from '#components/chat/patch-view.tsx'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Section } from '#components/ui/section.tsx'
import { getSubmission } from '#lib/packages/review-package.ts'
import { loadPlace } from '../../../_server/workspace-data.ts'
import { Findings } from '../../../skills/_components/findings.tsx'
import { PermissionChange } from '../../_components/permissions.tsx'
import { Readme } from '../../_components/readme.tsx'
import { ReviewForm } from '../../_components/review-form.tsx'

export const generateMetadata = pageTitle('market.reviews')

const tones = { added: 'success', removed: 'danger', changed: 'neutral' } as const

/** A version that was handed in: what it may do, what was found in it, and every line that is new. */
export default async function ReviewPage({ params }: PageProps<'/w/[workspace]/marketplace/reviews/[versionId]'>) {
  const t = await getTranslations('market')
  const { workspace: workspaceId, versionId } = await params
  const { tenantId } = await loadPlace(workspaceId)
  const {
    package: of,
    version,
    before,
    added,
    removed,
    changes,
  } = await loadForPage(getSubmission, { tenantId, versionId })
  const paths = workspacePaths(workspaceId)
  return (
    <>
      <PageHeader
        trail={[{ href: paths.packageReviews, label: t('reviews') }]}
        title={version.manifest.title}
        aside={`${of.name} ${version.version}`}
      />
      <PageBody>
        <div className="flex flex-col gap-8">
          <p className="text-lg">{version.manifest.description}</p>
          <p className="text-muted-foreground text-sm">
            {t('submittedBy', { publisher: of.publisher.name, name: version.publishedByName })}{' '}
            <span className="break-all font-mono">{of.publisher.fingerprint}</span>
          </p>
          <Section
            title={t('mayDo')}
            description={before ? t('comparedWith', { version: before.version }) : t('firstVersion')}
          >
            <PermissionChange added={added} removed={removed} />
          </Section>
          <Section title={t('check')} description={t('checkDescription')}>
            <Findings report={version.report} />
          </Section>
          {version.readme && (
            <Section title={t('readme')}>
              <Readme text={version.readme} />
            </Section>
          )}
          <Section title={t('differences')}>
            <ul className="flex flex-col gap-3">
              {changes.map(({ path, kind, patch }) => (
                <li key={path} className="overflow-hidden rounded-lg border">
                  <p className="flex items-center gap-2 border-b bg-muted px-3 py-1.5">
                    <span className="min-w-0 break-all font-mono text-sm">{path}</span>
                    <Badge tone={tones[kind]}>{t(`kinds.${kind}`)}</Badge>
                  </p>
                  {patch ? <PatchView patch={patch} /> : <p className="px-3 py-2 text-sm">{t('noText')}</p>}
                </li>
              ))}
            </ul>
          </Section>
          {version.listing === 'submitted' && (
            <ReviewForm workspaceId={workspaceId} tenantId={tenantId} versionId={versionId} curated={of.curated} />
          )}
        </div>
      </PageBody>
    </>
  )
}
