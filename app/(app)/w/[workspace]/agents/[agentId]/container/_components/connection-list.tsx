'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { ConnectionView } from '#lib/egress/schema.ts'
import type { SandboxSettings } from '#lib/sandbox/spec.ts'
import { useConnections } from './use-connections.ts'

const TONES = { allowed: 'success', refused: 'danger', failed: 'warning' } as const

interface ConnectionListProps {
  workspaceId: string
  agentId: string
  network: SandboxSettings['network']
}

/** Where the agent's sandbox connected to, and what was refused. */
export function ConnectionList({ workspaceId, agentId, network }: ConnectionListProps) {
  const t = useTranslations('network')
  const { rows, more } = useConnections(workspaceId, agentId)
  return (
    <Section title={t('connections')} description={t(`modes.${network}.description`)}>
      {rows === null ? (
        <Skeleton className="h-20" />
      ) : rows.length === 0 ? (
        <p className="text-muted-foreground">{t('empty')}</p>
      ) : (
        <>
          <ul className="flex flex-col divide-y rounded-lg border">
            {rows.map((row) => (
              <Row key={row.id} workspaceId={workspaceId} row={row} />
            ))}
          </ul>
          {more && (
            <Button variant="ghost" className="self-start" onClick={more}>
              {t('more')}
            </Button>
          )}
        </>
      )}
    </Section>
  )
}

function Row({ workspaceId, row }: { workspaceId: string; row: ConnectionView }) {
  const t = useTranslations('network')
  const format = useFormatter()
  const kilobytes = (bytes: number) => format.number(bytes / 1000, { maximumFractionDigits: 1 })
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <Badge tone={TONES[row.verdict]}>{t(`verdicts.${row.verdict}`)}</Badge>
      <span className="min-w-0 flex-1 truncate font-mono text-sm max-sm:basis-1/2">
        {row.host}:{row.port}
        {row.connections > 1 && (
          <span className="text-muted-foreground"> {t('times', { count: row.connections })}</span>
        )}
      </span>
      {row.secrets.length > 0 && <Badge tone="accent">{t('withSecret', { names: row.secrets.join(', ') })}</Badge>}
      <span className="text-muted-foreground text-sm">{row.rule}</span>
      <span className="whitespace-nowrap text-muted-foreground text-sm tabular-nums">
        {t('bytes', { up: kilobytes(row.bytesUp), down: kilobytes(row.bytesDown) })}
      </span>
      {row.threadId && (
        <Link
          href={workspacePaths(workspaceId).thread(row.threadId)}
          className="text-sm underline-offset-2 hover:underline"
        >
          {t('thread')}
        </Link>
      )}
      <span className="text-muted-foreground text-sm">
        <LocalDate date={row.createdAt} time />
      </span>
    </li>
  )
}
