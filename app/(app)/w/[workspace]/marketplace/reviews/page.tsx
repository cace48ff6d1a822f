import { ClipboardCheck } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { currentUser } from '#app/_server/current-user.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { listSubmissions } from '#lib/packages/review-package.ts'
import { loadPlace } from '../../_server/workspace-data.ts'

export const generateMetadata = pageTitle('market.reviews')

/** What waits for the admins of the installation. */
export default async function ReviewsPage({ params, searchParams }: PageProps<'/w/[workspace]/marketplace/reviews'>) {
  const t = await getTranslations('market')
  const [{ workspace: workspaceId }, query, user] = await Promise.all([params, searchParams, currentUser()])
  const { tenantId } = await loadPlace(workspaceId)
  const paths = workspacePaths(workspaceId)
  const cursor = typeof query.cursor === 'string' ? query.cursor : undefined
  const { items, nextCursor } = user?.isPlatformAdmin
    ? await loadForPage(listSubmissions, { tenantId, cursor, limit: 50 })
    : { items: [], nextCursor: null }
  return (
    <>
      <PageHeader trail={[{ href: paths.marketplace, label: t('marketplace') }]} title={t('reviews')} />
      <PageBody>
        {items.length === 0 ? (
          <EmptyState
            icon={ClipboardCheck}
            title={t('noReviews')}
            description={t(user?.isPlatformAdmin ? 'noReviewsDescription' : 'reviewsByAdmins')}
          />
        ) : (
          <ul className="divide-y rounded-lg border">
            {items.map(({ id, title, name, version, publisherName, verdict, createdAt }) => (
              <li key={id} className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2.5 hover:bg-hover">
                <Link href={paths.packageReview(id)} className="font-medium after:absolute after:inset-0">
                  {title}
                </Link>
                <span className="text-muted-foreground text-sm">
                  {name} {version}
                </span>
                {verdict === 'review' && <Badge tone="warning">{t('serious')}</Badge>}
                <span className="ml-auto text-muted-foreground text-sm">
                  {publisherName} · <LocalDate date={createdAt} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {nextCursor && (
          <Button asChild className="mt-4">
            <Link href={`${paths.packageReviews}?${new URLSearchParams({ cursor: nextCursor })}`}>{t('more')}</Link>
          </Button>
        )}
      </PageBody>
    </>
  )
}
