'use client'

import { Menu, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { NotificationBell } from '#components/notifications/notification-bell.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { useShell } from './shell-context.ts'

interface PageHeaderProps {
  /** The pages that it belongs to, the outermost first. */
  trail?: readonly { href: string; label: string }[]
  /** The page's heading; also a thread's name or an agent's. */
  title: ReactNode
  /** Quieter, after the title. */
  aside?: ReactNode
  /** Buttons at the right end. */
  children?: ReactNode
}

/** The bar on top of a page: its name, its actions, and the way to the sidebar where that is out of sight. */
export function PageHeader({ trail = [], title, aside, children }: PageHeaderProps) {
  const t = useTranslations('shell')
  const { folded, toggleSidebar, openDrawer } = useShell()
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b px-4 max-md:px-2">
      <Button variant="ghost" size="icon" className="md:hidden" aria-label={t('openNavigation')} onClick={openDrawer}>
        <Menu aria-hidden />
      </Button>
      {folded && (
        <Tooltip label={t('showSidebar')} shortcut="[" side="right">
          <Button
            variant="ghost"
            size="icon-sm"
            className="-ml-1.5 max-md:hidden"
            aria-label={t('showSidebar')}
            onClick={toggleSidebar}
          >
            <PanelLeftOpen aria-hidden />
          </Button>
        </Tooltip>
      )}
      {/* The sidebar has it too, where that is in sight. */}
      <div className={folded ? undefined : 'md:hidden'}>
        <NotificationBell />
      </div>
      <h1 className="flex min-w-0 items-center gap-2 truncate font-semibold">
        {trail.map(({ href, label }, index) => (
          // On a phone there is room for the nearest alone.
          <span
            key={href}
            className={cn('flex min-w-0 items-center gap-2 font-normal', index < trail.length - 1 && 'max-sm:hidden')}
          >
            <Link href={href} className="truncate text-muted-foreground hover:text-foreground">
              {label}
            </Link>
            <span aria-hidden className="text-muted-foreground">
              /
            </span>
          </span>
        ))}
        {title}
      </h1>
      {aside && <div className="min-w-0 text-muted-foreground max-sm:hidden">{aside}</div>}
      <div className="ml-auto flex shrink-0 items-center gap-2">{children}</div>
    </header>
  )
}

const widths = { narrow: 'max-w-2xl', wide: 'max-w-5xl', full: '' }

/** What scrolls under the header. */
export function PageBody({ width = 'wide', children }: { width?: keyof typeof widths; children: ReactNode }) {
  return (
    // Positioned: what is laid out absolutely inside scrolls with it, instead of lengthening the page.
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className={cn('mx-auto w-full px-6 py-6 max-md:px-4', widths[width])}>{children}</div>
    </div>
  )
}
