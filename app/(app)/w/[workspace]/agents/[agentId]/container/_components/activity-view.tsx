'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Meter } from '#components/ui/meter.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { SandboxOptionsView, SandboxView } from '#lib/containers/schema.ts'
import type { SandboxActivity } from '#lib/sandbox/description.ts'
import { LineChart } from './line-chart.tsx'
import { useActivity } from './use-activity.ts'

const MIB = 1024 * 1024

interface ActivityViewProps {
  place: { workspaceId: string; agentId: string; threadId?: string }
  limits: SandboxView['limits']
  quotaMethod: SandboxOptionsView['quotaMethod'] | undefined
}

/** Memory, processors, disk and programs of a running container, live. */
export function ActivityView({ place, limits }: ActivityViewProps) {
  const t = useTranslations('sandbox')
  const format = useFormatter()
  const { current, samples, kept } = useActivity(place)
  const megabytes = (bytes: number) => t('megabytes', { count: Math.round(bytes / MIB) })
  const last = samples.at(-1)
  if (!current) return <Skeleton className="h-28" />
  const memoryMost = (limits?.memoryMb ?? 0) * MIB
  const cpusMost = limits?.cpus ?? 1
  return (
    <>
      <Section title={t('activity')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <LineChart
            label={t('memory')}
            now={
              limits
                ? t('ofMost', { value: megabytes(current.memoryBytes), most: megabytes(memoryMost) })
                : megabytes(current.memoryBytes)
            }
            values={samples.map(({ memoryBytes }) => memoryBytes)}
            places={kept}
            most={memoryMost || Math.max(...samples.map(({ memoryBytes }) => memoryBytes))}
          />
          <LineChart
            label={t('processors')}
            now={last ? format.number(last.cpus / cpusMost, { style: 'percent' }) : '–'}
            values={samples.map(({ cpus }) => cpus)}
            places={kept}
            most={cpusMost}
          />
          {current.workspaceDisk && <Disk label={t('workspaceDisk')} use={current.workspaceDisk} />}
          {current.homeDisk && <Disk label={t('homeDisk')} use={current.homeDisk} />}
        </div>
      </Section>
      <Processes processes={current.processes} />
    </>
  )
}

function Disk({ label, use }: { label: string; use: { usedBytes: number; quotaBytes: number } }) {
  const t = useTranslations('sandbox')
  const megabytes = (bytes: number) => t('megabytes', { count: Math.round(bytes / MIB) })
  const text = t('ofMost', { value: megabytes(use.usedBytes), most: megabytes(use.quotaBytes) })
  return (
    <div className="flex flex-col gap-2 rounded-lg border bg-raised p-3">
      <div className="flex items-baseline justify-between gap-3">
        <span className="text-muted-foreground text-sm">{label}</span>
        <span className="tabular-nums">{text}</span>
      </div>
      <Meter label={label} words={text} value={use.usedBytes} max={use.quotaBytes} />
    </div>
  )
}

function Processes({ processes }: Pick<SandboxActivity, 'processes'>) {
  const t = useTranslations('sandbox')
  const format = useFormatter()
  return (
    <Section title={t('processes')}>
      {processes.length === 0 ? (
        <p className="text-muted-foreground">{t('noProcesses')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it
        <section className="overflow-x-auto rounded-lg border" tabIndex={0} aria-label={t('processes')}>
          <table className="w-full text-sm">
            <thead className="border-b text-left text-muted-foreground">
              <tr>
                <th className="px-3 py-2 font-medium">{t('command')}</th>
                <th className="px-3 py-2 text-right font-medium">{t('processors')}</th>
                <th className="px-3 py-2 text-right font-medium">{t('memory')}</th>
                <th className="px-3 py-2 text-right font-medium">{t('running')}</th>
              </tr>
            </thead>
            <tbody className="divide-y">
              {processes.map((process) => (
                <tr key={process.pid}>
                  <td className="max-w-96 truncate px-3 py-1.5 font-mono">{process.command}</td>
                  <td className="px-3 py-1.5 text-right tabular-nums">
                    {format.number(process.cpuPercent / 100, { style: 'percent' })}
                  </td>
                  <td className="whitespace-nowrap px-3 py-1.5 text-right tabular-nums">
                    {t('megabytes', { count: Math.round(process.memoryBytes / MIB) })}
                  </td>
                  <td className="whitespace-nowrap px-3 py-1.5 text-right tabular-nums">
                    {t('seconds', { count: process.seconds })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Section>
  )
}
