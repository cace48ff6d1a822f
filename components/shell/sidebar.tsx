'use client'

import {
  BookOpen,
  Bot,
  Brain,
  FolderOpen,
  Hand,
  MessagesSquare,
  PanelLeftClose,
  Plus,
  Search,
  Settings,
  Settings2,
  SquarePen,
  Store,
  UsersRound,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useApprovals } from '#components/approvals/approvals-provider.tsx'
import { NotificationBell } from '#components/notifications/notification-bell.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import { LiveDot } from '#components/ui/live-dot.tsx'
import { ScrollArea } from '#components/ui/scroll-area.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { useShell } from './shell-context.ts'
import { type ShellData, workspacePaths } from './shell-data.ts'
import { UserMenu } from './user-menu.tsx'
import { WorkspaceSwitcher } from './workspace-switcher.tsx'

interface SidebarProps {
  data: ShellData
  /** In the drawer of a phone: closes it. */
  onNavigate?: () => void
}

export function Sidebar({ data, onNavigate }: SidebarProps) {
  const t = useTranslations('shell')
  const { toggleSidebar, openCommands } = useShell()
  const openCount = useApprovals()?.openCount ?? 0
  const pathname = usePathname()
  const chosenAgent = useSearchParams().get('agent')
  const paths = workspacePaths(data.workspace.id)
  const colorOf = new Map(data.agents.map((agent) => [agent.id, agent.color]))
  const isAt = (path: string) => pathname === path || pathname.startsWith(`${path}/`)

  return (
    <>
      <div className="flex h-12 items-center gap-1 px-2">
        <WorkspaceSwitcher workspace={data.workspace} workspaces={data.workspaces} />
        <NotificationBell onNavigate={onNavigate} />
        {!onNavigate && (
          <Tooltip label={t('foldSidebar')} shortcut="[" side="right">
            <Button variant="ghost" size="icon-sm" aria-label={t('foldSidebar')} onClick={toggleSidebar}>
              <PanelLeftClose aria-hidden />
            </Button>
          </Tooltip>
        )}
      </div>
      <div className="px-2 pt-1 pb-2">
        <button
          type="button"
          onClick={() => {
            onNavigate?.()
            openCommands()
          }}
          className="flex h-8 w-full items-center gap-2 rounded-md border bg-raised px-2 text-muted-foreground transition-colors hover:bg-hover max-md:h-10"
        >
          <Search aria-hidden className="size-4" />
          {t('findAnything')}
          <span className="ml-auto max-md:hidden">
            <Kbd>Ctrl K</Kbd>
          </span>
        </button>
      </div>
      <nav aria-label={t('workspace')} className="px-2">
        <ul className="flex flex-col gap-px">
          <Item
            href={paths.home}
            active={pathname === paths.home && !chosenAgent}
            onNavigate={onNavigate}
            icon={<SquarePen aria-hidden />}
            hint="C"
          >
            {t('newThread')}
          </Item>
          <Item
            href={paths.threads}
            active={pathname === paths.threads}
            onNavigate={onNavigate}
            icon={<MessagesSquare aria-hidden />}
            hint="G T"
          >
            {t('threads')}
          </Item>
          <Item
            href={paths.approvals}
            active={isAt(paths.approvals)}
            onNavigate={onNavigate}
            icon={<Hand aria-hidden />}
            badge={
              openCount > 0
                ? { text: openCount > 99 ? '99+' : String(openCount), label: t('waitForYou', { count: openCount }) }
                : undefined
            }
          >
            {t('approvals')}
          </Item>
          <Item
            href={paths.agents}
            active={isAt(paths.agents)}
            onNavigate={onNavigate}
            icon={<Bot aria-hidden />}
            hint="G A"
          >
            {t('agents')}
          </Item>
          <Item
            href={paths.team}
            active={isAt(paths.team)}
            onNavigate={onNavigate}
            icon={<UsersRound aria-hidden />}
            hint="G C"
          >
            {t('team')}
          </Item>
          <Item
            href={paths.files}
            active={isAt(paths.files)}
            onNavigate={onNavigate}
            icon={<FolderOpen aria-hidden />}
            hint="G F"
          >
            {t('files')}
          </Item>
          <Item
            href={paths.skills}
            active={isAt(paths.skills)}
            onNavigate={onNavigate}
            icon={<BookOpen aria-hidden />}
            hint="G L"
          >
            {t('skills')}
          </Item>
          <Item
            href={paths.memory}
            active={isAt(paths.memory)}
            onNavigate={onNavigate}
            icon={<Brain aria-hidden />}
            hint="G Y"
          >
            {t('memory')}
          </Item>
          <Item
            href={paths.marketplace}
            active={isAt(paths.marketplace)}
            onNavigate={onNavigate}
            icon={<Store aria-hidden />}
            hint="G X"
          >
            {t('marketplace')}
          </Item>
          <Item
            href={paths.settings}
            active={isAt(paths.settings)}
            onNavigate={onNavigate}
            icon={<Settings aria-hidden />}
            hint="G S"
          >
            {t('settings')}
          </Item>
        </ul>
      </nav>
      <ScrollArea className="min-h-0 flex-1">
        <Section
          title={t('crew')}
          action={
            <Tooltip label={t('addAgent')} side="right">
              <Button asChild variant="ghost" size="icon-sm" className="size-6">
                <Link href={paths.newAgent} aria-label={t('addAgent')} onClick={onNavigate}>
                  <Plus aria-hidden />
                </Link>
              </Button>
            </Tooltip>
          }
        >
          {data.agents.map((agent) => (
            <Item
              key={agent.id}
              href={paths.newThread(agent.id)}
              active={pathname === paths.home && chosenAgent === agent.id}
              onNavigate={onNavigate}
              icon={<Avatar name={agent.name} color={agent.color} face={agent.face} size="xs" />}
              action={
                <Link
                  href={paths.agent(agent.id)}
                  prefetch={false}
                  onClick={onNavigate}
                  aria-label={t('settingsOf', { name: agent.name })}
                  className="absolute inset-y-0 right-0 flex w-7 items-center justify-center rounded-md text-muted-foreground opacity-0 hover:text-foreground focus-visible:opacity-100 group-hover:opacity-100 max-md:opacity-100"
                >
                  <Settings2 aria-hidden className="size-3.5" />
                </Link>
              }
            >
              {agent.name}
            </Item>
          ))}
        </Section>
        {data.threads.length > 0 && (
          <Section title={t('recent')}>
            {data.threads.map((thread) => (
              <Item
                key={thread.id}
                href={paths.thread(thread.id)}
                active={pathname === paths.thread(thread.id)}
                onNavigate={onNavigate}
                icon={
                  <span
                    data-agent-color={colorOf.get(thread.agentId) ?? 'slate'}
                    className="flex size-5 shrink-0 items-center justify-center"
                  >
                    {thread.live ? (
                      <LiveDot label={t('atWork')} />
                    ) : (
                      <span aria-hidden className="size-1.5 rounded-full bg-agent-solid/60" />
                    )}
                  </span>
                }
              >
                {thread.title || t('untitled')}
              </Item>
            ))}
          </Section>
        )}
      </ScrollArea>
      <div className="border-t p-2">
        <UserMenu user={data.user} />
      </div>
    </>
  )
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="px-2 pt-4">
      <div className="flex h-6 items-center justify-between pr-0.5 pl-2">
        <h2 className="font-medium text-muted-foreground text-xs">{title}</h2>
        {action}
      </div>
      <ul className="flex flex-col gap-px pt-0.5">{children}</ul>
    </section>
  )
}

interface ItemProps {
  href: string
  active: boolean
  icon: ReactNode
  /** Its key, shown on hover. */
  hint?: string
  /** How many things wait there. */
  badge?: { text: string; label: string }
  /** A second link, over the item's right end. */
  action?: ReactNode
  onNavigate?: () => void
  children: string
}

function Item({ href, active, icon, hint, badge, action, onNavigate, children }: ItemProps) {
  // A link in sight is loaded ahead by default; forty of them at once would be forty requests nobody asked for.
  const [near, setNear] = useState(false)
  return (
    <li className="group relative">
      <Link
        href={href}
        prefetch={near ? null : false}
        onPointerEnter={() => setNear(true)}
        onFocus={() => setNear(true)}
        onClick={onNavigate}
        aria-current={active ? 'page' : undefined}
        className={cn(
          'flex h-7 items-center gap-2 rounded-md px-2 text-foreground/80 transition-colors hover:bg-hover hover:text-foreground focus-visible:outline-offset-[-2px] max-md:h-10 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground',
          active && 'bg-hover font-medium text-foreground',
          Boolean(action) && 'pr-7',
        )}
      >
        {icon}
        <span className="truncate">{children}</span>
        {badge && (
          <span className="ml-auto rounded-full bg-warning-soft px-1.5 font-medium text-warning text-xs tabular-nums">
            <span aria-hidden>{badge.text}</span>
            <span className="sr-only">{badge.label}</span>
          </span>
        )}
        {hint && (
          <span
            aria-hidden
            className="ml-auto text-muted-foreground text-xs opacity-0 transition-opacity group-hover:opacity-100 max-md:hidden"
          >
            {hint}
          </span>
        )}
      </Link>
      {action}
    </li>
  )
}
