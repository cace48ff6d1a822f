import { PackagePlus, Store } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { currentUser } from '#app/_server/current-user.ts'
import { loadAllForPage, loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { listInstallations } from '#lib/packages/installations/list-installations.ts'
import { listPackages } from '#lib/packages/list-packages.ts'
import { loadPlace } from '../_server/workspace-data.ts'
import { addressOf, readFilter } from './_components/filter.ts'
import { PackageCard } from './_components/package-card.tsx'
import { PackageFilters } from './_components/package-filters.tsx'

const PAGE_SIZE = 48

export const generateMetadata = pageTitle('market.marketplace')

/** What there is to install; the address holds what it is narrowed to. */
export default async function MarketplacePage({ params, searchParams }: PageProps<'/w/[workspace]/marketplace'>) {
  const t = await getTranslations('market')
  const [{ workspace: workspaceId }, query] = await Promise.all([params, searchParams])
  const filter = readFilter(query)
  const { installed, ...asked } = filter
  const [{ items, nextCursor }, installations, { role }, user] = await Promise.all([
    loadForPage(listPackages, { workspaceId, limit: PAGE_SIZE, ...asked }),
    loadAllForPage(listInstallations, { workspaceId }),
    loadPlace(workspaceId),
    currentUser(),
  ])
  const paths = workspacePaths(workspaceId)
  const byPackage = new Map(installations.map((each) => [each.packageId, each]))
  const shown = installed ? items.filter(({ id }) => byPackage.has(id)) : items
  const isAdmin = atLeast(role, 'admin')
  return (
    <>
      <PageHeader title={t('marketplace')}>
        {user?.isPlatformAdmin && isAdmin && (
          <Button asChild size="sm">
            <Link href={paths.packageReviews}>{t('reviews')}</Link>
          </Button>
        )}
        {isAdmin && (
          <Button asChild variant="primary" size="sm">
            <Link href={paths.publishPackage}>
              <PackagePlus aria-hidden />
              {t('publish')}
            </Link>
          </Button>
        )}
      </PageHeader>
      <PageBody>
        <div className="flex flex-col gap-5">
          <PackageFilters path={paths.marketplace} filter={filter} />
          {shown.length === 0 ? (
            <EmptyState icon={Store} title={t('emptyTitle')} description={t('emptyDescription')} />
          ) : (
            <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
              {shown.map((each) => (
                <PackageCard
                  key={each.id}
                  href={paths.package(each.id)}
                  package={each}
                  installation={byPackage.get(each.id)}
                />
              ))}
            </ul>
          )}
          {nextCursor && (
            <Button asChild className="self-center">
              <Link href={addressOf(paths.marketplace, { ...filter, cursor: nextCursor })}>{t('more')}</Link>
            </Button>
          )}
        </div>
      </PageBody>
    </>
  )
}
