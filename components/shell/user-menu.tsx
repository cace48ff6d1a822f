'use client'

import { Check, Keyboard, Languages, LogOut } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { Avatar } from '#components/ui/avatar.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { languages, themes } from './appearance.ts'
import { useShell } from './shell-context.ts'

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ user }: { user: { name: string; email: string } }) {
  const t = useTranslations('shell')
  const { theme, setTheme } = useTheme()
  const locale = useLocale()
  const { openHelp, chooseLanguage, leave } = useShell()
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-9 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-hover">
        <Avatar name={user.name} size="sm" />
        <span className="truncate">{user.name}</span>
        <span className="sr-only">{t('accountMenu')}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top" className="w-56">
        <DropdownMenuLabel>{user.email}</DropdownMenuLabel>
        <DropdownMenuSeparator />
        {themes.map(({ value, icon: Icon }) => (
          <DropdownMenuItem key={value} onSelect={() => setTheme(value)}>
            <Icon aria-hidden />
            {t(`themes.${value}`)}
            {theme === value && <Check aria-label={t('chosen')} className="ml-auto" />}
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        {languages.map(({ value, name }) => (
          <DropdownMenuItem key={value} lang={value} onSelect={() => chooseLanguage(value)}>
            <Languages aria-hidden />
            {name}
            {locale === value && <Check aria-label={t('chosen')} className="ml-auto" />}
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={openHelp} shortcut="?">
          <Keyboard aria-hidden />
          {t('keyboard')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={leave}>
          <LogOut aria-hidden />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
