'use client'

import { Check, ChevronsUpDown, Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { type ShellData, workspacePaths } from './shell-data.ts'

interface WorkspaceSwitcherProps {
  workspace: ShellData['workspace']
  workspaces: ShellData['workspaces']
}

/** Where one is, and the other workspaces by organisation. */
export function WorkspaceSwitcher({ workspace, workspaces }: WorkspaceSwitcherProps) {
  const t = useTranslations('shell')
  const byTenant = Map.groupBy(workspaces, (other) => other.tenantName)
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-hover">
        <span
          aria-hidden
          className="flex size-5 shrink-0 items-center justify-center rounded-[5px] bg-primary font-semibold text-[0.6875rem] text-primary-foreground"
        >
          {[...workspace.name][0]?.toUpperCase()}
        </span>
        <span className="truncate font-semibold">{workspace.name}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
        <span className="sr-only">{t('switchWorkspace')}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        {[...byTenant].map(([tenantName, members]) => (
          <div key={tenantName}>
            <DropdownMenuLabel>{tenantName}</DropdownMenuLabel>
            {members.map((other) => (
              <DropdownMenuItem key={other.id} asChild>
                <Link href={workspacePaths(other.id).home}>
                  <span className="truncate">{other.name}</span>
                  {other.id === workspace.id && <Check aria-label={t('current')} className="ml-auto" />}
                </Link>
              </DropdownMenuItem>
            ))}
          </div>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href={`${workspacePaths(workspace.id).settings}#new-workspace`}>
            <Plus aria-hidden />
            {t('newWorkspace')}
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
