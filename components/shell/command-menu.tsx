'use client'

import { Command } from 'cmdk'
import { Bot, KeyRound, MessagesSquare, Moon, Plus, Settings, Sparkles, SquarePen, Sun, Users } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import type { ReactNode } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { type ShellData, workspacePaths } from './shell-data.ts'

interface CommandMenuProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  workspaceId: string
  agents: ShellData['agents']
  threads: ShellData['threads']
}

/** Everything one can go to or do, by typing a few letters of it. */
export function CommandMenu({ open, onOpenChange, workspaceId, agents, threads }: CommandMenuProps) {
  const t = useTranslations('shell')
  const router = useRouter()
  const { resolvedTheme, setTheme } = useTheme()
  const paths = workspacePaths(workspaceId)
  const go = (path: string) => () => {
    onOpenChange(false)
    router.push(path)
  }
  const isDark = resolvedTheme === 'dark'
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={t('paletteTitle')}
        description={t('paletteDescription')}
        hideHeading
        className="top-[20vh] translate-y-0 gap-0 overflow-hidden p-0 max-sm:top-4"
      >
        <Command label={t('paletteTitle')} loop className="flex min-h-0 flex-col">
          <Command.Input
            placeholder={t('palettePlaceholder')}
            className="h-12 w-full border-b bg-transparent px-4 pr-12 text-[0.9375rem] outline-none max-sm:text-[1rem]"
          />
          <Command.List className="max-h-80 overflow-y-auto p-1.5">
            <Command.Empty className="px-3 py-8 text-center text-muted-foreground">{t('paletteEmpty')}</Command.Empty>
            <Group heading={t('do')}>
              <Item icon={<SquarePen aria-hidden />} keys={['C']} onSelect={go(paths.home)}>
                {t('newThread')}
              </Item>
              <Item icon={<Plus aria-hidden />} onSelect={go(paths.newAgent)}>
                {t('addAgent')}
              </Item>
              <Item
                icon={isDark ? <Sun aria-hidden /> : <Moon aria-hidden />}
                onSelect={() => {
                  onOpenChange(false)
                  setTheme(isDark ? 'light' : 'dark')
                }}
              >
                {isDark ? t('lightTheme') : t('darkTheme')}
              </Item>
            </Group>
            <Group heading={t('goTo')}>
              <Item icon={<MessagesSquare aria-hidden />} keys={['G', 'T']} onSelect={go(paths.threads)}>
                {t('threads')}
              </Item>
              <Item icon={<Bot aria-hidden />} keys={['G', 'A']} onSelect={go(paths.agents)}>
                {t('agents')}
              </Item>
              <Item icon={<Settings aria-hidden />} keys={['G', 'S']} onSelect={go(paths.settings)}>
                {t('settings')}
              </Item>
              <Item icon={<Sparkles aria-hidden />} onSelect={go(paths.providers)}>
                {t('modelProviders')}
              </Item>
              <Item icon={<Users aria-hidden />} onSelect={go(paths.members)}>
                {t('members')}
              </Item>
              <Item icon={<KeyRound aria-hidden />} onSelect={go(paths.apiKeys)}>
                {t('apiKeys')}
              </Item>
            </Group>
            {agents.length > 0 && (
              <Group heading={t('newThreadWith')}>
                {agents.map(({ id, name, color }) => (
                  <Item
                    key={id}
                    value={`agent ${id}`}
                    keywords={[name]}
                    icon={<Avatar name={name} color={color} size="xs" />}
                    onSelect={go(paths.newThread(id))}
                  >
                    {name}
                  </Item>
                ))}
              </Group>
            )}
            {threads.length > 0 && (
              <Group heading={t('recentThreads')}>
                {threads.map(({ id, title }) => (
                  <Item
                    key={id}
                    value={`thread ${id}`}
                    keywords={[title]}
                    icon={<MessagesSquare aria-hidden />}
                    onSelect={go(paths.thread(id))}
                  >
                    {title || t('untitled')}
                  </Item>
                ))}
              </Group>
            )}
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  )
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}

interface ItemProps {
  icon: ReactNode
  keys?: string[]
  /** Told apart by it where two have the same words. */
  value?: string
  keywords?: string[]
  onSelect: () => void
  children: string
}

function Item({ icon, keys, value, keywords, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={keywords}
      onSelect={onSelect}
      className="flex cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-2 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
    >
      {icon}
      <span className="truncate">{children}</span>
      {keys && (
        <span className="ml-auto flex gap-1">
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </Command.Item>
  )
}
