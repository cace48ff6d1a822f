'use client'

import { Globe, KeyRound, ServerCog, ShieldCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useToolWords } from '#components/agents/tool-words.ts'
import { Badge } from '#components/ui/badge.tsx'
import type { PackageContents, PackagePermissions } from '#lib/packages/schema.ts'

interface PermissionsProps {
  permissions: PackagePermissions
  contents: PackageContents
}

/** What a package may do, in words that need no programmer. */
export function Permissions({ permissions, contents }: PermissionsProps) {
  const t = useTranslations('market')
  const { wordsOfTool, wordsOfRisk } = useToolWords()
  const { tools, hosts, secrets, risks } = permissions
  const { httpTools = [], mcpServers = [] } = contents
  if (tools.length + hosts.length + secrets.length + mcpServers.length === 0) {
    return (
      <p className="flex items-center gap-2 text-muted-foreground">
        <ShieldCheck aria-hidden className="size-4" />
        {t('noPermissions')}
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-2">
      <ul className="divide-y rounded-lg border">
        {tools.map((name) => {
          const { icon: Icon, title, explanation } = wordsOfTool(name)
          const brought = httpTools.find((tool) => tool.name === name)
          return (
            <li key={name} className="flex items-start gap-3 px-3 py-2">
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
              <span className="min-w-0">
                <span className="font-medium">{title}</span>
                {explanation && <span className="block text-muted-foreground text-sm">{explanation}</span>}
                {brought && (
                  <span className="block text-muted-foreground text-sm">
                    {brought.description}{' '}
                    <span className="break-all font-mono">
                      {brought.request.method} {brought.request.url}
                    </span>
                  </span>
                )}
              </span>
            </li>
          )
        })}
        {mcpServers.map(({ name, transport, command, args, url }) => (
          <li key={`server ${name}`} className="flex items-start gap-3 px-3 py-2">
            <ServerCog aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            <span className="min-w-0">
              <span className="font-medium">{t('connectsServer', { name })}</span>
              <span className="block break-all font-mono text-muted-foreground text-sm">
                {transport === 'stdio' ? [command, ...args].join(' ') : url}
              </span>
            </span>
          </li>
        ))}
        {hosts.length > 0 && (
          <li className="flex items-start gap-3 px-3 py-2">
            <Globe aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            <span className="min-w-0">
              <span className="font-medium">{t('talksTo')}</span>
              <span className="block break-words font-mono text-muted-foreground text-sm">{hosts.join(', ')}</span>
            </span>
          </li>
        )}
        {secrets.map(({ name, description, hosts: at }) => (
          <li key={name} className="flex items-start gap-3 px-3 py-2">
            <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            <span className="min-w-0">
              <span className="font-medium">{t('asksFor', { name })}</span>
              <span className="block break-words text-muted-foreground text-sm">
                {description} {at.length > 0 ? t('sentTo', { hosts: at.join(', ') }) : t('sentNowhere')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {risks.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5 text-muted-foreground text-sm">
          {t('risks')}
          {risks.map((risk) => {
            const { label, tone } = wordsOfRisk(risk)
            return (
              <Badge key={risk} tone={tone}>
                {label}
              </Badge>
            )
          })}
        </p>
      )}
    </div>
  )
}

/** What a version may do beyond the one before it, and what not any more. */
export function PermissionChange({ added, removed }: { added: readonly string[]; removed: readonly string[] }) {
  const t = useTranslations('market')
  const { wordsOfTool, wordsOfRisk } = useToolWords()
  if (added.length + removed.length === 0) return <p className="text-muted-foreground">{t('samePermissions')}</p>
  const wordsOf = (line: string) => {
    const [kind = '', name = '', use, what = ''] = line.split(' ')
    if (kind === 'tool') return wordsOfTool(name).title
    if (kind === 'host') return t('change.host', { name })
    if (kind === 'risk') return t('change.risk', { name: wordsOfRisk(name).label })
    if (kind === 'request') return t('change.request', { name, to: line.split(' ').slice(2).join(' ') })
    if (kind === 'server') return t('change.server', { name, to: line.split(' ').slice(2).join(' ') })
    if (use === 'host') return t('change.secretHost', { name, host: what })
    return use ? t('change.secretTool', { name, tool: what }) : t('asksFor', { name })
  }
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {added.map((line) => (
        <li key={`+${line}`} className="flex gap-2 rounded bg-warning-soft px-2 py-1 text-warning">
          <span aria-hidden>+</span>
          <span className="sr-only">{t('change.added')}: </span>
          {wordsOf(line)}
        </li>
      ))}
      {removed.map((line) => (
        <li key={`-${line}`} className="flex gap-2 px-2 py-1 text-muted-foreground line-through">
          <span className="sr-only">{t('change.removed')}: </span>
          {wordsOf(line)}
        </li>
      ))}
    </ul>
  )
}
