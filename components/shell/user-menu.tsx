'use client'

import { Check, Keyboard, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useTransition } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { useShell } from './shell-context.ts'

const themes = [
  { value: 'light', label: 'theme.light', icon: Sun },
  { value: 'dark', label: 'theme.dark', icon: Moon },
  { value: 'system', label: 'theme.likeSystem', icon: Monitor },
] as const

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ user }: { user: { name: string; email: string } }) {
  const t = useTranslations('shell')
  const { theme, setTheme } = useTheme()
  const { openHelp } = useShell()
  const [leaving, startLeaving] = useTransition()
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        disabled={leaving}
        className="flex h-9 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-hover"
      >
        <Avatar name={user.name} size="sm" />
        <span className="truncate">{user.name}</span>
        <span className="sr-only">{t('accountMenu')}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top" className="w-56">
        <DropdownMenuLabel>{user.email}</DropdownMenuLabel>
        <DropdownMenuSeparator />
        {themes.map(({ value, label, icon: Icon }) => (
          <DropdownMenuItem key={value} onSelect={() => setTheme(value)}>
            <Icon aria-hidden />
            {t(label)}
            {theme === value && <Check aria-label={t('chosen')} className="ml-auto" />}
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={openHelp} shortcut="?">
          <Keyboard aria-hidden />
          {t('keyboard')}
        </DropdownMenuItem>
        <DropdownMenuItem
          onSelect={() => startLeaving(() => signOut({ callbackUrl: '/sign-in' }).then(() => undefined))}
        >
          <LogOut aria-hidden />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
