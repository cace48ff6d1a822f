import { BadgeCheck } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { currentUser } from '#app/_server/current-user.ts'
import { loadAllForPage, loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { getPackage } from '#lib/packages/get-package.ts'
import { listInstallations } from '#lib/packages/installations/list-installations.ts'
import { listSecrets } from '#lib/secrets/list-secrets.ts'
import { loadAgents, loadPlace } from '../../_server/workspace-data.ts'
import { Findings } from '../../skills/_components/findings.tsx'
import { CurateSwitch } from '../_components/curate-switch.tsx'
import { InstallDialog } from '../_components/install-dialog.tsx'
import { InstalledPanel } from '../_components/installed-panel.tsx'
import { PackageFiles } from '../_components/package-files.tsx'
import { Permissions } from '../_components/permissions.tsx'
import { Readme } from '../_components/readme.tsx'
import { VersionList } from '../_components/version-list.tsx'

export const generateMetadata = pageTitle('market.marketplace')

/** One package: what it is, whose, what it may do and what was found in it, before somebody lets it in. */
export default async function PackagePage({
  params,
  searchParams,
}: PageProps<'/w/[workspace]/marketplace/[packageId]'>) {
  const t = await getTranslations('market')
  const [{ workspace: workspaceId, packageId }, query] = await Promise.all([params, searchParams])
  const wanted = typeof query.version === 'string' ? query.version : undefined
  const [shown, { items: installations }, { agents }, { role, tenantId }, user] = await Promise.all([
    loadForPage(getPackage, { workspaceId, packageId, version: wanted }),
    loadForPage(listInstallations, { workspaceId, packageId, limit: 1 }),
    loadAgents(workspaceId),
    loadPlace(workspaceId),
    currentUser(),
  ])
  const isAdmin = atLeast(role, 'admin')
  const secrets = isAdmin ? await loadAllForPage(listSecrets, { workspaceId }) : []
  const [installation] = installations
  const { publisher, shown: version, installs, curated, listed } = shown
  const paths = workspacePaths(workspaceId)
  const names = agents.map(({ id, name }) => ({ id, name }))
  const mayInstall = version && version.yankedAt === null && (version.listing === 'approved' || publisher.own)
  const isOffered = installation ? installation.update?.version === version?.version : true
  return (
    <>
      <PageHeader trail={[{ href: paths.marketplace, label: t('marketplace') }]} title={shown.title}>
        {version && isAdmin && mayInstall && isOffered && (
          <InstallDialog
            workspaceId={workspaceId}
            packageId={packageId}
            title={shown.title}
            version={version}
            agents={names}
            models={agents[0]?.models ?? []}
            secretNames={secrets.filter(({ agentId }) => agentId === null).map(({ name }) => name)}
            installation={installation}
          />
        )}
      </PageHeader>
      <PageBody>
        <div className="flex flex-col gap-8">
          <div className="flex flex-col gap-2">
            <p className="text-lg">{shown.description}</p>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-sm">
              <span className="inline-flex items-center gap-1">
                {publisher.firstParty && <BadgeCheck aria-hidden className="size-4 text-accent" />}
                {publisher.firstParty ? t('firstParty') : t('by', { name: publisher.name })}
              </span>
              {version && <span>{t('versionNumber', { version: version.version })}</span>}
              {version && <span>{version.manifest.license}</span>}
              <span>{t('installs', { count: installs })}</span>
              {curated && <Badge tone="accent">{t('curated')}</Badge>}
              {!listed && <Badge>{t('private')}</Badge>}
              {shown.categories.map((each) => (
                <Badge key={each}>{t(`category.${each as 'other'}`)}</Badge>
              ))}
            </p>
            {user?.isPlatformAdmin && isAdmin && listed && (
              <CurateSwitch tenantId={tenantId} packageId={packageId} curated={curated} />
            )}
          </div>
          {installation && (
            <InstalledPanel
              key={installation.updatedAt}
              workspaceId={workspaceId}
              installation={installation}
              agents={names}
              mayChange={isAdmin}
            />
          )}
          {version ? (
            <>
              <Section title={t('mayDo')} description={t('mayDoDescription')}>
                <Permissions permissions={version.manifest.permissions} contents={version.manifest.contents} />
              </Section>
              {version.readme && (
                <Section title={t('readme')}>
                  <Readme text={version.readme} />
                </Section>
              )}
              <Section title={t('contents')}>
                <ul className="flex list-disc flex-col gap-1 pl-5">
                  {version.manifest.contents.skills.map((name) => (
                    <li key={`skill ${name}`}>{t('aSkill', { name })}</li>
                  ))}
                  {version.manifest.contents.agents.map(({ key, name }) => (
                    <li key={`agent ${key}`}>{t('anAgent', { name })}</li>
                  ))}
                  {version.manifest.contents.httpTools?.map(({ name }) => (
                    <li key={`http ${name}`}>{t('aTool', { name })}</li>
                  ))}
                  {version.manifest.contents.mcpServers?.map(({ name }) => (
                    <li key={`server ${name}`}>{t('aServer', { name })}</li>
                  ))}
                  {version.manifest.contents.platformTools.map((name) => (
                    <li key={`tool ${name}`}>{t('aTool', { name })}</li>
                  ))}
                </ul>
                <PackageFiles files={version.files} />
              </Section>
              <Section title={t('check')} description={t('checkDescription')}>
                <Findings report={version.report} />
              </Section>
              <Section title={t('publisher')} description={t('publisherDescription')}>
                <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
                  <dt className="text-muted-foreground">{t('publishedBy')}</dt>
                  <dd>{publisher.name}</dd>
                  <dt className="text-muted-foreground">{t('fingerprint')}</dt>
                  <dd className="break-all font-mono">{publisher.fingerprint}</dd>
                  <dt className="text-muted-foreground">{t('address')}</dt>
                  <dd className="break-all font-mono">{version.address}</dd>
                </dl>
              </Section>
            </>
          ) : (
            <p className="text-muted-foreground">{t('nothingToInstall')}</p>
          )}
          <Section title={t('versions')}>
            <VersionList
              workspaceId={workspaceId}
              href={paths.package(packageId)}
              package={shown}
              mayPublish={publisher.own && isAdmin}
            />
          </Section>
        </div>
      </PageBody>
    </>
  )
}
