'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { cn } from '#components/ui/class-names.ts'

/** On a phone the places stand in a row, and the present one may be out of sight. */
function showInRow(link: HTMLElement | null) {
  const row = link?.closest('ul')
  if (link && row) row.scrollLeft = link.offsetLeft - row.offsetLeft - row.clientWidth / 2 + link.offsetWidth / 2
}

export function SettingsNav({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('settings')
  const pathname = usePathname()
  const paths = workspacePaths(workspaceId)
  const items = [
    { href: paths.settings, label: t('nav.general') },
    { href: paths.providers, label: t('nav.models') },
    { href: paths.budgets, label: t('nav.budgets') },
    { href: paths.tools, label: t('nav.tools') },
    { href: paths.httpTools, label: t('nav.httpTools') },
    { href: paths.mcp, label: t('nav.mcp') },
    { href: paths.secrets, label: t('nav.secrets') },
    { href: paths.connections, label: t('nav.connections') },
    { href: paths.members, label: t('nav.members') },
    { href: paths.roles, label: t('nav.roles') },
    { href: paths.apiKeys, label: t('nav.apiKeys') },
    { href: paths.organisation, label: t('nav.organisation') },
    { href: paths.account, label: t('nav.account') },
  ]
  return (
    <nav aria-label={t('settings')} className="w-40 shrink-0 max-md:w-full">
      <ul className="flex flex-col gap-px max-md:-mx-1 max-md:flex-row max-md:overflow-x-auto">
        {items.map(({ href, label }) => (
          <li key={href}>
            <Link
              ref={pathname === href ? showInRow : undefined}
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={cn(
                'block whitespace-nowrap rounded-md px-2.5 py-1.5 text-muted-foreground transition-colors hover:bg-hover hover:text-foreground focus-visible:outline-offset-[-2px]',
                pathname === href && 'bg-hover font-medium text-foreground',
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
