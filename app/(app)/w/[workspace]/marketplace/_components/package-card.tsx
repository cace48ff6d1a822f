import { BadgeCheck, Download } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { InstallationView } from '#lib/packages/installations/schema.ts'
import type { PackageSummary } from '#lib/packages/schema.ts'

interface PackageCardProps {
  href: string
  package: PackageSummary
  installation?: InstallationView
}

/** A package in the list: what it is, whose, and whether it is here already. */
export function PackageCard({ href, package: shown, installation }: PackageCardProps) {
  const t = useTranslations('market')
  const { title, description, publisher, installs, curated, listed, version } = shown
  return (
    <li className="relative flex flex-col gap-1.5 rounded-lg border p-3 transition-colors hover:bg-hover">
      <span className="flex items-start justify-between gap-2">
        <Link href={href} className="min-w-0 font-medium after:absolute after:inset-0">
          {title}
        </Link>
        {installation?.yankReason ? (
          <Badge tone="danger">{t('withdrawn')}</Badge>
        ) : installation?.update ? (
          <Badge tone="accent">{t('updateThere')}</Badge>
        ) : installation ? (
          <Badge tone="success">{t('isInstalled')}</Badge>
        ) : !listed ? (
          <Badge>{t('private')}</Badge>
        ) : null}
      </span>
      <span className="line-clamp-2 text-muted-foreground text-sm">{description}</span>
      <span className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-1 pt-1 text-muted-foreground text-xs">
        <span className="inline-flex items-center gap-1">
          {(publisher.firstParty || curated) && <BadgeCheck aria-hidden className="size-3.5 text-accent" />}
          {publisher.name}
          {curated && <span className="sr-only">{t('curated')}</span>}
        </span>
        {version && <span>{version}</span>}
        <span className="inline-flex items-center gap-1">
          <Download aria-hidden className="size-3.5" />
          {t('installs', { count: installs })}
        </span>
      </span>
    </li>
  )
}
