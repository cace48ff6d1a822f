'use client'

import { Command } from 'cmdk'
import {
  Bot,
  Building2,
  File,
  Folder,
  Keyboard,
  Languages,
  LogOut,
  MessagesSquare,
  PanelLeft,
  Plus,
  SquarePen,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useState } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { languages, themes } from './appearance.ts'
import { fitOf } from './fit-of.ts'
import { PaletteGroup, PaletteItem } from './palette-items.tsx'
import { places } from './places.ts'
import { useShell } from './shell-context.ts'
import { type ShellData, workspacePaths } from './shell-data.ts'
import { usePaletteSearch } from './use-palette-search.ts'

interface CommandMenuProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  data: ShellData
}

/** Everything one can go to or do, by typing a few letters of it. */
export default function CommandMenu({ open, onOpenChange, data }: CommandMenuProps) {
  const t = useTranslations('shell')
  const [letters, setLetters] = useState('')
  const close = () => {
    onOpenChange(false)
    setLetters('')
  }
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <DialogContent
        title={t('paletteTitle')}
        description={t('paletteDescription')}
        hideHeading
        className="top-[20vh] translate-y-0 gap-0 overflow-hidden p-0 max-sm:top-4 max-sm:bottom-auto max-sm:rounded-b-xl"
      >
        <Command
          label={t('paletteTitle')}
          loop
          filter={(_, letters, words = []) => fitOf(words, letters)}
          className="flex min-h-0 flex-col"
        >
          <Command.Input
            value={letters}
            onValueChange={setLetters}
            placeholder={t('palettePlaceholder')}
            className="h-12 w-full border-b bg-transparent px-4 pr-12 text-[0.9375rem] outline-none max-sm:text-[1rem]"
          />
          <Command.List className="max-h-80 overflow-y-auto p-1.5">
            <Choices data={data} letters={letters} close={close} />
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  )
}

interface ChoicesProps {
  data: ShellData
  letters: string
  close: () => void
}

function Choices({ data, letters, close }: ChoicesProps) {
  const t = useTranslations('shell')
  const router = useRouter()
  const paths = workspacePaths(data.workspace.id)
  const found = usePaletteSearch(data.workspace.id, letters, true)
  const known = new Set(found.threads.map(({ id }) => id))
  const go = (path: string) => () => {
    close()
    router.push(path)
  }
  return (
    <>
      {found.threads.length + found.files.length === 0 && (
        <Command.Empty className="px-3 py-8 text-center text-muted-foreground">{t('paletteEmpty')}</Command.Empty>
      )}
      <Actions data={data} close={close} />
      <PaletteGroup heading={t('goTo')}>
        {places.map(({ name, key, icon: Icon, path }) => (
          <PaletteItem
            key={name}
            value={`place ${name}`}
            icon={<Icon aria-hidden />}
            keys={['G', key.toUpperCase()]}
            onSelect={go(path(paths))}
          >
            {t(name)}
          </PaletteItem>
        ))}
      </PaletteGroup>
      {found.threads.length > 0 && (
        <PaletteGroup heading={t('foundThreads')} found>
          {found.threads.map(({ id, title }) => (
            <PaletteItem
              key={id}
              value={`found ${id}`}
              icon={<MessagesSquare aria-hidden />}
              onSelect={go(paths.thread(id))}
            >
              {title || t('untitled')}
            </PaletteItem>
          ))}
        </PaletteGroup>
      )}
      {found.files.length > 0 && (
        <PaletteGroup heading={t('files')} found>
          {found.files.map(({ path, name, isFolder }) => (
            <PaletteItem
              key={path}
              value={`file ${path}`}
              icon={isFolder ? <Folder aria-hidden /> : <File aria-hidden />}
              onSelect={go(paths.file(path, isFolder))}
            >
              {name}
            </PaletteItem>
          ))}
        </PaletteGroup>
      )}
      <PaletteGroup heading={t('newThreadWith')}>
        {data.agents.map(({ id, name, color, face }) => (
          <PaletteItem
            key={id}
            value={`agent ${id}`}
            keywords={[t('newThread')]}
            icon={<Avatar name={name} color={color} face={face} size="xs" />}
            onSelect={go(paths.newThread(id))}
          >
            {name}
          </PaletteItem>
        ))}
      </PaletteGroup>
      <PaletteGroup heading={t('agents')}>
        {data.agents.map(({ id, name }) => (
          <PaletteItem
            key={id}
            value={`settings of ${id}`}
            keywords={[name]}
            icon={<Bot aria-hidden />}
            onSelect={go(paths.agent(id))}
          >
            {t('settingsOf', { name })}
          </PaletteItem>
        ))}
      </PaletteGroup>
      <PaletteGroup heading={t('recentThreads')}>
        {data.threads
          .filter(({ id }) => !known.has(id))
          .map(({ id, title }) => (
            <PaletteItem
              key={id}
              value={`thread ${id}`}
              icon={<MessagesSquare aria-hidden />}
              onSelect={go(paths.thread(id))}
            >
              {title || t('untitled')}
            </PaletteItem>
          ))}
      </PaletteGroup>
    </>
  )
}

/** What is done at once, wherever one is. */
function Actions({ data, close }: Omit<ChoicesProps, 'letters'>) {
  const t = useTranslations('shell')
  const locale = useLocale()
  const router = useRouter()
  const { theme, setTheme } = useTheme()
  const { openHelp, toggleSidebar, folded, chooseLanguage, leave } = useShell()
  const paths = workspacePaths(data.workspace.id)
  const then = (act: () => void) => () => {
    close()
    act()
  }
  return (
    <>
      <PaletteGroup heading={t('do')}>
        <PaletteItem
          value="new thread"
          icon={<SquarePen aria-hidden />}
          keys={['C']}
          onSelect={then(() => router.push(paths.newThread()))}
        >
          {t('newThread')}
        </PaletteItem>
        <PaletteItem
          value="add an agent"
          icon={<Plus aria-hidden />}
          onSelect={then(() => router.push(paths.newAgent))}
        >
          {t('addAgent')}
        </PaletteItem>
        <PaletteItem value="sidebar" icon={<PanelLeft aria-hidden />} keys={['[']} onSelect={then(toggleSidebar)}>
          {folded ? t('showSidebar') : t('foldSidebar')}
        </PaletteItem>
        {themes
          .filter(({ value }) => value !== theme)
          .map(({ value, icon: Icon }) => (
            <PaletteItem
              key={value}
              value={`theme ${value}`}
              icon={<Icon aria-hidden />}
              keywords={[t('appearance')]}
              onSelect={then(() => setTheme(value))}
            >
              {t(`themes.${value}`)}
            </PaletteItem>
          ))}
        {languages
          .filter(({ value }) => value !== locale)
          .map(({ value, name }) => (
            <PaletteItem
              key={value}
              value={`language ${value}`}
              icon={<Languages aria-hidden />}
              keywords={[t('language'), 'language', 'Sprache']}
              onSelect={then(() => chooseLanguage(value))}
            >
              {name}
            </PaletteItem>
          ))}
        <PaletteItem value="keyboard" icon={<Keyboard aria-hidden />} keys={['?']} onSelect={then(openHelp)}>
          {t('keyboard')}
        </PaletteItem>
        <PaletteItem value="sign out" icon={<LogOut aria-hidden />} onSelect={then(leave)}>
          {t('signOut')}
        </PaletteItem>
      </PaletteGroup>
      {data.workspaces.length > 1 && (
        <PaletteGroup heading={t('switchTo')}>
          {data.workspaces
            .filter(({ id }) => id !== data.workspace.id)
            .map(({ id, name, tenantName }) => (
              <PaletteItem
                key={id}
                value={`workspace ${id}`}
                keywords={[t('workspace'), tenantName]}
                icon={<Building2 aria-hidden />}
                aside={tenantName}
                onSelect={then(() => router.push(workspacePaths(id).home))}
              >
                {name}
              </PaletteItem>
            ))}
        </PaletteGroup>
      )}
    </>
  )
}
