'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { signOut } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { type ReactNode, startTransition, useMemo, useState } from 'react'
import { ApprovalsProvider } from '#components/approvals/approvals-provider.tsx'
import { NotificationProvider } from '#components/notifications/notification-provider.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import type { Language } from './appearance.ts'
import { HelpDialog } from './help-dialog.tsx'
import { places } from './places.ts'
import { ShellContext, type ShellControls } from './shell-context.ts'
import { type ShellData, workspacePaths } from './shell-data.ts'
import { Sidebar } from './sidebar.tsx'
import { useLiveLists } from './use-live-lists.ts'
import { useShortcuts } from './use-shortcuts.ts'

// Its code comes after the page's own, and is there before one can have read the page.
const CommandMenu = dynamic(() => import('./command-menu.tsx'), { ssr: false })

interface ShellProps {
  data: ShellData
  initiallyFolded: boolean
  /** Keeps the choice; the page is drawn anew in that language. */
  chooseLanguage: (language: Language) => Promise<unknown>
  /** Plain words on top of every page: what the whole installation runs on, where that matters. */
  notice?: ReactNode
  children: ReactNode
}

/** Sidebar, keyboard and main area of every page of a workspace. */
export function Shell({ data, initiallyFolded, chooseLanguage, notice, children }: ShellProps) {
  const t = useTranslations('shell')
  const router = useRouter()
  const [folded, setFolded] = useState(initiallyFolded)
  const [drawerOpen, setDrawerOpen] = useState(false)
  const [helpOpen, setHelpOpen] = useState(false)
  const [commandsOpen, setCommandsOpen] = useState(false)
  const { threads, agents, reload } = useLiveLists(data)
  const live = { ...data, threads, agents }
  const paths = workspacePaths(data.workspace.id)

  const controls = useMemo<ShellControls>(
    () => ({
      folded,
      toggleSidebar: () => {
        setFolded(!folded)
        rememberFolded(!folded)
      },
      openDrawer: () => setDrawerOpen(true),
      openHelp: () => setHelpOpen(true),
      openCommands: () => setCommandsOpen(true),
      chooseLanguage: (language) => startTransition(() => chooseLanguage(language).then(() => router.refresh())),
      leave: () => startTransition(() => signOut({ callbackUrl: '/sign-in' }).then(() => undefined)),
      threads,
      reloadLists: reload,
    }),
    [folded, threads, reload, chooseLanguage, router],
  )

  useShortcuts({
    ...Object.fromEntries(places.map(({ key, path }) => [`g ${key}`, () => router.push(path(paths))])),
    c: () => router.push(paths.newThread()),
    '[': controls.toggleSidebar,
    '?': controls.openHelp,
    'mod+k': controls.openCommands,
  })

  return (
    <NotificationProvider
      tenantId={data.workspace.tenantId}
      userId={data.user.id}
      threadPath={(workspaceId, threadId) => workspacePaths(workspaceId).thread(threadId)}
      budgetsPath={(workspaceId) => workspacePaths(workspaceId ?? data.workspace.id).budgets}
    >
      <ApprovalsProvider
        workspaceId={data.workspace.id}
        mayAnswer={data.user.mayAnswer}
        mayWriteRules={data.user.mayWriteRules}
      >
        <ShellContext value={controls}>
          <a
            href="#main"
            className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:translate-y-0"
          >
            {t('skipToContent')}
          </a>
          <div className="relative flex h-dvh overflow-hidden">
            {!folded && (
              <aside aria-label={t('sidebar')} className="hidden w-64 shrink-0 flex-col border-r bg-surface md:flex">
                <Sidebar data={live} />
              </aside>
            )}
            <Sheet open={drawerOpen} onOpenChange={setDrawerOpen} title={t('navigation')}>
              <Sidebar data={live} onNavigate={() => setDrawerOpen(false)} />
            </Sheet>
            <div className="flex min-w-0 flex-1 flex-col">
              {notice}
              <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
                {children}
              </main>
            </div>
          </div>
          <CommandMenu open={commandsOpen} onOpenChange={setCommandsOpen} data={live} />
          <HelpDialog open={helpOpen} onOpenChange={setHelpOpen} />
        </ShellContext>
      </ApprovalsProvider>
    </NotificationProvider>
  )
}

/** A cookie, so that the server draws the page folded from the first paint. */
function rememberFolded(folded: boolean): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs https, which an installation in a LAN lacks
  document.cookie = `sidebar=${folded ? 'folded' : 'open'}; path=/; max-age=31536000; samesite=lax`
}
